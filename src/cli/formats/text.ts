/** For people: by file and wrapped on a terminal, one line a finding elsewhere. */
import type { Message } from '../engine/results.js';
import { pathFrom } from '../files.js';
import { count, oneLine, visible, wrap } from '../text.js';
import { countsByRule, ruleOf, type Report } from './report.js';

const COMMAND = 'npx eslint-plugin-bulwark';

export function textFormat(report: Report): string {
  const { results, terminal } = report;
  const body = terminal ? results.flatMap((result) => blockOf(report, terminal.width, pathFrom(report.cwd, result.filePath), result.messages)) : results.flatMap(({ filePath, messages }) => messages.map((message) => lineOf(pathFrom(report.cwd, filePath), message)));
  return `${[...body, ...(body.length > 0 && !terminal ? [''] : []), ...summaryOf(report)].join('\n')}\n`;
}

/** The form of compilers, which editors and scripts know. */
function lineOf(path: string, { line, column, severity, message, ruleId }: Message): string {
  return `${visible(path)}:${String(line)}:${String(column)}: ${nameOf(severity)}: ${oneLine(message)}${ruleId === null ? '' : ` [${ruleId}]`}`;
}

function blockOf({ paint }: Report, width: number, path: string, messages: readonly Message[]): readonly string[] {
  if (messages.length === 0) return [];
  const places = messages.map(({ line, column }) => `${String(line)}:${String(column)}`);
  const margin = Math.max(...places.map((place) => place.length)) + 2;
  const indent = ' '.repeat(margin + 9);
  return [
    paint('underline', visible(path)),
    ...messages.flatMap((message, index) => {
      const [first = '', ...rest] = wrap(oneLine(message.message), width - indent.length);
      const name = nameOf(message.severity);
      const tail = [message.ruleId ?? '', ...(ruleOf(message)?.rule.meta.docs.cwe.map((number) => `CWE-${String(number)}`) ?? []), ...((message.suggestions?.length ?? 0) > 0 ? ['has a suggestion'] : [])].filter((part) => part !== '');
      return [
        `${paint('dim', (places[index] ?? '').padStart(margin))}  ${paint(message.severity === 2 ? 'red' : 'yellow', name.padEnd(7))}${first}`,
        ...rest.map((line) => indent + line),
        ...(tail.length > 0 ? [indent + paint('dim', tail.join(' · '))] : []),
      ];
    }),
    '',
  ];
}

function nameOf(severity: number): string {
  return severity === 2 ? 'error' : 'warn';
}

function summaryOf(report: Report): readonly string[] {
  const { totals, paint, results } = report;
  const { errors, warnings, fatal, files, affected, withSuggestion } = totals;
  const scope = `${count(files, 'file')} with ${count(report.ruleNames.length, 'rule')}`;
  const hidden = report.hidden === 0 ? [] : [`${count(report.hidden, 'finding')} left out by the baseline.`];
  if (errors + warnings === 0) return [paint('green', `✔ No findings in ${scope}.`), ...hidden];
  const findings = errors + warnings - fatal;
  const failed = fatal === 0 ? [] : [paint('red', `✖ ${count(fatal, 'file')} could not be checked.`)];
  if (findings === 0) return [paint('green', `✔ No findings in the other ${count(files - fatal, 'file')}.`), ...failed, ...hidden];
  const rules = countsByRule(results);
  const widest = Math.max(...rules.map(([ruleId]) => ruleId.length));
  return [
    paint(errors > 0 ? 'red' : 'yellow', `✖ ${count(findings, 'finding')} (${count(errors - fatal, 'error')}, ${count(warnings, 'warning')}) in ${String(affected)} of ${scope}.`),
    ...failed,
    ...hidden,
    ...tooMany(report),
    '',
    ...rules.map(([ruleId, number]) => `  ${ruleId.padEnd(widest)}  ${String(number)}`),
    '',
    `What a finding is about, and when it is none: ${COMMAND} explain ${ruleNameOf(rules[0]?.[0])}`,
    ...(withSuggestion > 0 ? [`${withSuggestion === 1 ? 'One finding has' : `${String(withSuggestion)} findings have`} a suggestion; to go through them: ${COMMAND} --fix-suggestions`] : []),
    ...(report.hidden === 0 && errors > fatal ? [`To put today's findings off and be told of new ones only: ${COMMAND} --update-baseline`] : []),
  ];
}

function tooMany({ maxWarnings, totals: { warnings } }: Report): readonly string[] {
  return maxWarnings !== undefined && warnings > maxWarnings ? [`There are more warnings than the ${String(maxWarnings)} that --max-warnings allows.`] : [];
}

function ruleNameOf(ruleId = ''): string {
  return ruleId.slice(ruleId.indexOf('/') + 1);
}
