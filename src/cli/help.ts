/** The texts of `--help`. */
import type { CommandName } from './args.js';
import { CHECK_OPTIONS, EXPLAIN_OPTIONS, INIT_OPTIONS, type OptionTable } from './options.js';
import { wrap } from './text.js';

const NAME = 'eslint-plugin-bulwark';
const INDENT = 26;

export function helpText(of: CommandName | undefined, width: number): string {
  switch (of) {
    case 'init':
      return page(`${NAME} init [options]`, 'Sets up Bulwark in this project: finds out what it is made of, writes or edits the ESLint configuration, and proposes settings. Shows the change first and asks.', INIT_OPTIONS, width);
    case 'explain':
      return page(`${NAME} explain [rule…]`, 'Prints the page of a rule: what it finds and why, with examples and options. Without a rule it lists all of them.', EXPLAIN_OPTIONS, width);
    default:
      return page(
        `${NAME} ${of === undefined ? '' : 'check '}[options] [path…]`,
        'Checks JavaScript and TypeScript files against security conventions, without any set-up. Paths are files, folders or globs; without one it is the current folder.',
        CHECK_OPTIONS,
        width,
        of === undefined
          ? [
              ['init', 'Set up Bulwark in the ESLint configuration of this project.'],
              ['explain [rule]', 'Print the page of a rule, or list the rules.'],
              ['check', 'What is done without a command.'],
            ]
          : [],
        'Exit codes: 0 nothing found, 1 findings (errors, or too many warnings), 2 could not run.',
      );
  }
}

function page(usage: string, purpose: string, options: OptionTable, width: number, commands: readonly (readonly [string, string])[] = [], end = ''): string {
  const rows = Object.entries(options).map(([name, { short, value, help }]) => [`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`, help] as const);
  return [
    `Usage: ${usage}`,
    '',
    ...wrap(purpose, width),
    ...(commands.length > 0 ? ['', 'Commands:', ...commands.flatMap((row) => entry(...row, width))] : []),
    '',
    'Options:',
    ...rows.flatMap((row) => entry(...row, width)),
    ...(end === '' ? [] : ['', ...wrap(end, width)]),
    '',
  ].join('\n');
}

function entry(term: string, text: string, width: number): string[] {
  const [first = '', ...rest] = wrap(text, Math.max(width - INDENT, 24));
  const head = `  ${term}`;
  const start = head.length < INDENT - 1 ? [head.padEnd(INDENT) + first] : [head, ' '.repeat(INDENT) + first];
  return [...start, ...rest.map((line) => ' '.repeat(INDENT) + line)];
}
