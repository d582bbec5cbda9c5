/**
 * Annotations in GitHub Actions: workflow commands, one a line. GitHub shows ten errors and ten warnings of a step.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import { pathFrom } from '../files.js';
import { visible } from '../text.js';
import type { Report } from './report.js';

export function githubFormat({ results, root }: Report): string {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ severity, message, ruleId, line, column, endLine, endColumn }) => {
        const properties = {
          file: pathFrom(root, filePath),
          line,
          endLine,
          // GitHub takes columns only where a finding stays on its line.
          ...(endLine === undefined || endLine === line ? { col: column, endColumn } : {}),
          title: ruleId ?? undefined,
        };
        const written = Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`]));
        return `::${severity === 2 ? 'error' : 'warning'} ${written.join(',')}::${escapedData(visible(message))}\n`;
      }),
    )
    .join('');
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
