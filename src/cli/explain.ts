/** `explain`: the pages of the rules, on a terminal. */
import type { BulwarkRule } from '../public-types.js';
import plugin from '../index.js';
import { CliError, EXIT, painter, widthOf, type Io, type Paint } from './io.js';
import { renderMarkdown } from './markdown.js';
import { pageOf } from './pages.js';

/** Prints the pages of these rules, or one line for each rule there is. */
export function explain(names: readonly string[], { stdout, env }: Io): number {
  const paint = painter(stdout, env);
  const width = widthOf(stdout);
  stdout.write(names.length === 0 ? listOf(paint) : names.map((name) => explanationOf(name, paint, width)).join('\n'));
  return EXIT.fine;
}

function listOf(paint: Paint): string {
  const rules = Object.entries(plugin.rules);
  const widest = Math.max(...rules.map(([name]) => name.length));
  const lines = rules.map(([name, { meta: { docs } }]) => `${paint('bold', name.padEnd(widest))}  ${docs.preset.padEnd('recommended'.length)}  ${docs.description}`);
  return `${lines.join('\n')}\n\nThe second column is the smallest preset that has the rule. To read about one: npx ${plugin.meta.name} explain ${rules[0]?.[0] ?? ''}\n`;
}

function explanationOf(name: string, paint: Paint, width: number): string {
  const page = pageOf(name);
  const rule = plugin.rules[name];
  if (!page || !rule) throw new CliError(`the page of ${name} is not installed; it is at ${rule?.meta.docs.url ?? 'the homepage of the project'}`);
  return `${renderMarkdown([page.title, '', factsOf(rule), '', page.body].join('\n'), paint, width)}\n${paint('dim', rule.meta.docs.url)}\n`;
}

function factsOf({ meta: { docs, hasSuggestions } }: BulwarkRule): string {
  return [`Preset: ${docs.preset}`, docs.severity ?? 'error', docs.cwe.map((number) => `CWE-${String(number)}`).join(', '), docs.owasp.join(', '), ...(hasSuggestions ? ['has suggestions'] : [])].join(' · ');
}
