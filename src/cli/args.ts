/** What was asked for on the command line. */
import { parseArgs } from 'node:util';
import plugin, { type PresetName } from '../index.js';
import { CliError } from './io.js';
import { CHECK_OPTIONS, ENGINES, EXPLAIN_OPTIONS, FORMATS, INIT_OPTIONS, PRESETS, type EngineName, type FormatName, type OptionTable } from './options.js';
import { nearest } from './text.js';

export type CommandName = 'check' | 'init' | 'explain';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly preset: PresetName | undefined;
  /** Names of rules without the plugin's prefix; empty for those of the preset. */
  readonly rules: readonly string[];
  readonly format: FormatName;
  readonly outputFile: string | undefined;
  readonly maxWarnings: number | undefined;
  readonly fixSuggestions: boolean;
  /** `false`: use none. Undefined: the usual file, where it exists. */
  readonly baseline: string | false | undefined;
  readonly updateBaseline: boolean;
  readonly settingsFile: string | undefined;
  /** `false`: use none. Undefined: the project's, where it names the plugin. */
  readonly config: string | false | undefined;
  readonly crossFile: boolean;
  readonly ignore: readonly string[];
  readonly gitignore: boolean;
  readonly engine: EngineName;
}

export interface InitOptions {
  readonly preset: PresetName;
  readonly yes: boolean;
  readonly settings: boolean;
}

export type Command =
  | { readonly name: 'help'; readonly of: CommandName | undefined }
  | { readonly name: 'version' }
  | { readonly name: 'check'; readonly options: CheckOptions }
  | { readonly name: 'init'; readonly options: InitOptions }
  | { readonly name: 'explain'; readonly rules: readonly string[] };

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * Reads arguments (without node and the program). The first word may name a command; anything else is a path to check.
 * @throws {CliError} that says in one line what is wrong.
 */
export function readArguments(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  switch (first) {
    case 'help':
      return { name: 'help', of: isCommand(rest[0]) ? rest[0] : undefined };
    case 'init':
      return commandOf('init', INIT_OPTIONS, rest, (values, words) => {
        if (words.length > 0) throw new CliError(`init takes no paths, but got '${words[0] ?? ''}': it sets up the current folder`);
        return { name: 'init', options: { preset: oneOf(values, 'preset', PRESETS) ?? 'recommended', yes: values['yes'] === true, settings: values['no-settings'] !== true } };
      });
    case 'explain':
      return commandOf('explain', EXPLAIN_OPTIONS, rest, (_, words) => ({ name: 'explain', rules: words.map(ruleName) }));
    default:
      return commandOf('check', CHECK_OPTIONS, first === 'check' ? rest : argv, (values, words) => ({ name: 'check', options: checkOptions(values, words) }), first === undefined || first.startsWith('-'));
  }
}

function isCommand(word: string | undefined): word is CommandName {
  return word === 'check' || word === 'init' || word === 'explain';
}

function commandOf(name: CommandName, table: OptionTable, argv: readonly string[], read: (values: Values, words: readonly string[]) => Command, isBare = false): Command {
  const { values, positionals } = parse(table, argv);
  if (values['help'] === true) return { name: 'help', of: isBare ? undefined : name };
  if (values['version'] === true) return { name: 'version' };
  return read(values, positionals);
}

function parse(table: OptionTable, argv: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { short, value, multiple }]) => [name, { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: multiple === true, ...(short === undefined ? {} : { short }) }]),
  );
  // Not strict: Node's own complaints take two sentences and tell of escapes that nobody needs here.
  const { values, positionals, tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!spec) {
      const meant = nearest(token.rawName, Object.keys(table).map((name) => `--${name}`));
      throw new CliError(`unknown option ${token.rawName}${meant === undefined ? '; --help lists the options' : `; did you mean ${meant}?`}`);
    }
    if (spec.value === undefined && token.value !== undefined) throw new CliError(`--${token.name} is a switch and takes no value, but got '${token.value}'`);
    // `--format --rule x`: the next option is no value.
    if (spec.value !== undefined && (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('-')))) throw new CliError(`--${token.name} needs a value: --${token.name} ${spec.value}`);
  }
  return { values, positionals };
}

function checkOptions(values: Values, paths: readonly string[]): CheckOptions {
  exclude(values, 'preset', 'rule');
  exclude(values, 'baseline', 'no-baseline');
  exclude(values, 'update-baseline', 'no-baseline');
  exclude(values, 'config', 'no-config');
  exclude(values, 'fix-suggestions', 'update-baseline');
  return {
    paths,
    preset: oneOf(values, 'preset', PRESETS),
    rules: [...new Set(texts(values, 'rule').map(ruleName))],
    format: oneOf(values, 'format', FORMATS) ?? 'text',
    outputFile: text(values, 'output-file'),
    maxWarnings: wholeNumber(values, 'max-warnings'),
    fixSuggestions: values['fix-suggestions'] === true,
    baseline: values['no-baseline'] === true ? false : text(values, 'baseline'),
    updateBaseline: values['update-baseline'] === true,
    settingsFile: text(values, 'settings'),
    config: values['no-config'] === true ? false : text(values, 'config'),
    crossFile: values['no-cross-file'] !== true,
    ignore: texts(values, 'ignore'),
    gitignore: values['no-ignore'] !== true,
    engine: oneOf(values, 'engine', ENGINES) ?? 'auto',
  };
}

function exclude(values: Values, one: string, other: string): void {
  if (values[one] !== undefined && values[other] !== undefined) throw new CliError(`--${one} and --${other} cannot be used together`);
}

function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function texts(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function oneOf<T extends string>(values: Values, name: string, choices: readonly T[]): T | undefined {
  const value = text(values, name);
  if (value === undefined || (choices as readonly string[]).includes(value)) return value as T | undefined;
  throw new CliError(`--${name} must be one of ${choices.join(', ')}, not '${value}'`);
}

function wholeNumber(values: Values, name: string): number | undefined {
  const value = text(values, name);
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/u.test(value)) return Number(value);
  throw new CliError(`--${name} must be a whole number, not '${value}'`);
}

/** The name of one of our rules, with or without the plugin's prefix. */
function ruleName(word: string): string {
  const name = word.replace(/^bulwark\//u, '');
  if (Object.hasOwn(plugin.rules, name)) return name;
  const meant = nearest(name, Object.keys(plugin.rules));
  throw new CliError(`there is no rule '${name}'${meant === undefined ? '; `explain` lists the rules' : `; did you mean ${meant}?`}`);
}
