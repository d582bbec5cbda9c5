/** The options of each command: one table that arguments are read by and that `--help` is written from. */

export interface OptionSpec {
  readonly short?: string;
  /** What stands for the value in the help; an option without one is a switch. */
  readonly value?: string;
  readonly multiple?: true;
  readonly help: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

export const PRESETS = ['recommended', 'strict', 'all'] as const;
export const FORMATS = ['text', 'stylish', 'json', 'html', 'sarif', 'github', 'markdown'] as const;
export const ENGINES = ['auto', 'eslint', 'oxlint'] as const;

export type FormatName = (typeof FORMATS)[number];
export type EngineName = (typeof ENGINES)[number];

const COMMON = {
  help: { short: 'h', help: 'Print this help.' },
  version: { short: 'v', help: 'Print the version.' },
} satisfies OptionTable;

export const CHECK_OPTIONS = {
  preset: { value: 'NAME', help: `Which rules: ${PRESETS.join(', ')}. Default: what the project's ESLint configuration says of Bulwark, else recommended.` },
  rule: { value: 'NAME', multiple: true, help: 'Only this rule; may be repeated.' },
  format: { short: 'f', value: 'NAME', help: `How to report: ${FORMATS.join(', ')}. Default: text.` },
  'output-file': { short: 'o', value: 'FILE', help: 'Write the report to a file.' },
  'max-warnings': { value: 'N', help: 'Exit with 1 when there are more warnings than this.' },
  'fix-suggestions': { help: 'Go through the suggestions one by one, each with its diff; asks before it changes anything.' },
  baseline: { value: 'FILE', help: "Findings to leave out, as ESLint's bulk suppressions. Default: eslint-suppressions.json, where it exists." },
  'update-baseline': { help: "Write today's findings to the baseline, and take out those that are gone." },
  'no-baseline': { help: 'Report what the baseline leaves out.' },
  settings: { value: 'FILE', help: 'Read settings.bulwark from a JSON file or a module.' },
  config: { short: 'c', value: 'FILE', help: 'Use this ESLint configuration: its parsers, ignores, settings and rule options.' },
  'no-config': { help: "Do not use the project's ESLint configuration, even if it names Bulwark." },
  'no-cross-file': { help: 'Look at each file by itself.' },
  ignore: { value: 'PATTERN', multiple: true, help: 'Leave out files, written as in .gitignore; may be repeated.' },
  'no-ignore': { help: 'Check what .gitignore leaves out, too.' },
  engine: { value: 'NAME', help: `What to run the rules in: ${ENGINES.join(', ')}. Default: auto, which is ESLint where it can read the files, else oxlint.` },
  ...COMMON,
} satisfies OptionTable;

export const INIT_OPTIONS = {
  preset: { value: 'NAME', help: `Which preset to set up: ${PRESETS.join(', ')}. Default: recommended.` },
  yes: { short: 'y', help: 'Write without asking.' },
  'no-settings': { help: 'Propose no settings: do not read the source files.' },
  ...COMMON,
} satisfies OptionTable;

export const EXPLAIN_OPTIONS = { ...COMMON } satisfies OptionTable;
