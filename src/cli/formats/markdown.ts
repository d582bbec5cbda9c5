/** For pull requests and job summaries. */
import type { Message } from '../engine/results.js';
import { pathFrom } from '../files.js';
import { count, oneLine } from '../text.js';
import { countsByRule, ruleOf, type Report } from './report.js';

export function markdownFormat({ results, totals, root, ruleNames, hidden }: Report): string {
  const { errors, warnings, files, affected, fatal } = totals;
  const scope = `${count(files, 'file')} with ${count(ruleNames.length, 'rule')}`;
  const put = hidden === 0 ? [] : [`${count(hidden, 'finding')} left out by the baseline.`, ''];
  if (errors + warnings === 0) return ['## Bulwark', '', `No findings in ${scope}.`, '', ...put].join('\n');
  const affectedResults = results.filter(({ messages }) => messages.length > 0);
  return [
    '## Bulwark',
    '',
    `**${count(errors + warnings - fatal, 'finding')}** (${count(errors - fatal, 'error')}, ${count(warnings, 'warning')}) in ${String(affected)} of ${scope}.`,
    '',
    ...(fatal === 0 ? [] : [`${count(fatal, 'file')} could not be checked.`, '']),
    ...put,
    '| Rule | Findings |',
    '| :--- | ---: |',
    ...countsByRule(results).map(([ruleId, number]) => `| ${ruleLink({ ruleId } as Message)} | ${String(number)} |`),
    '',
    ...affectedResults.flatMap(({ filePath, messages }) => {
      const path = pathFrom(root, filePath);
      return [`### ${code(path)}`, '', ...messages.map((message) => item(path, message)), ''];
    }),
  ].join('\n');
}

function item(path: string, message: Message): string {
  const { line, column, severity } = message;
  const place = `[${String(line)}:${String(column)}](<${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')}#L${String(line)}>)`;
  return `- ${place} **${severity === 2 ? 'error' : 'warning'}** ${prose(oneLine(message.message))}${message.ruleId === null ? '' : ` (${ruleLink(message)})`}`;
}

function ruleLink(message: Message): string {
  const known = ruleOf(message);
  const name = code(message.ruleId ?? '');
  return known ? `[${name}](${known.rule.meta.docs.url})` : name;
}

function code(text: string): string {
  // A backtick inside needs a longer fence around it.
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replaceAll('|', String.raw`\|`)}${padding}${fence}`;
}

/** Messages quote code between backticks; the rest must not turn into markup, links or mentions of people. */
function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/u)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[\\*_[\]<>#|~`]/gu, String.raw`\$&`).replaceAll('@', '@\u200b')))
    .join('');
}
