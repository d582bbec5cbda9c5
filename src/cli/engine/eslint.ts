/** Runs the rules in ESLint, with a configuration of our own or with the project's. */
import type { ESLint, Linter } from 'eslint';
import type { BulwarkPlugin, Severity } from '../../public-types.js';
import plugin from '../../index.js';
import { CliError } from '../io.js';
import { firstLine, type EslintTool, type ParserTool } from '../tools.js';
import { failure, resultOf, sourceOf, withMessages, type Engine, type Message, type Result } from './results.js';

const PREFIX = `${plugin.meta.namespace}/`;
const CODE_FILES = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}';

export interface RuleChoice {
  /** The rules to switch on, by their names without prefix. */
  readonly rules: Readonly<Record<string, Severity>>;
  /** Run nothing but these; undefined: whatever is switched on. */
  readonly only: ReadonlySet<string> | undefined;
}

export interface EslintSetup {
  readonly cwd: string;
  readonly tool: EslintTool;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Without the project's configuration. */
export function bareEngine({ cwd, tool, settings }: EslintSetup, parser: ParserTool | undefined, choice: RuleChoice): Engine {
  const config = {
    files: [CODE_FILES],
    plugins: { [plugin.meta.namespace]: plugin },
    rules: prefixed(choice.rules),
    settings: { bulwark: settings },
    languageOptions: { ...(parser ? { parser: parser.parser } : {}), parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: QUIET,
  };
  const eslint = new tool.module.ESLint({ cwd, overrideConfigFile: true, overrideConfig: [config], ...SHARED, ruleFilter: filterOf(choice.only) });
  return engineOf(eslint, `ESLint ${tool.version}${parser ? ` and ${parser.label}` : ''}`, new Set(Object.keys(plugin.rules)));
}

export interface ProjectSetup extends EslintSetup {
  /** As messages name it. */
  readonly configFile: string;
  /** Let ESLint look for the configuration of each file, as it does in a workspace; otherwise this file is the one. */
  readonly lookUp: boolean;
}

/**
 * With the project's configuration: its parsers, ignores, settings and rule options.
 * @param choose is given the plugin as the configuration registers it; undefined: the rules that are on there.
 * @throws {CliError} when the configuration cannot be loaded, or none of our rules is on for any of the files.
 */
export async function projectEngine(setup: ProjectSetup, files: readonly string[], choose: (own: BulwarkPlugin) => RuleChoice | undefined): Promise<{ readonly engine: Engine; readonly files: readonly string[]; readonly ruleNames: readonly string[] }> {
  const { cwd, tool, settings, configFile, lookUp } = setup;
  const source = lookUp ? {} : { overrideConfigFile: configFile };
  const probe = new tool.module.ESLint({ cwd, ...source, ...SHARED });
  const configs: { readonly file: string; readonly on: readonly string[] }[] = [];
  let own: BulwarkPlugin | undefined;
  for (const file of files) {
    const config = await configOf(probe, file, configFile);
    if (!config) continue;
    const found = config.plugins?.[plugin.meta.namespace];
    if (isOurs(found)) own ??= found;
    configs.push({ file, on: Object.entries(config.rules ?? {}).flatMap(([id, entry]) => (id.startsWith(PREFIX) && isOn(entry) ? [id.slice(PREFIX.length)] : [])) });
  }
  if (!own) throw new CliError(`the configuration ${configFile} does not register the plugin as '${plugin.meta.namespace}' for any of these files; --no-config checks without it`);
  const choice = choose(own);
  // A file for which all our rules are off is not checked, and must not count as if it were.
  const covered = choice ? configs : configs.filter(({ on }) => on.length > 0);
  if (covered.length === 0) throw new CliError(`the configuration ${configFile} switches on no rule of Bulwark for these files; --preset switches some on, --no-config checks without it`);
  const override = {
    // The very object of the configuration: another copy of the plugin would be refused.
    plugins: { [plugin.meta.namespace]: own },
    rules: prefixed(choice?.rules ?? {}),
    ...(Object.keys(settings).length > 0 ? { settings: { bulwark: settings } } : {}),
    linterOptions: QUIET,
  } as unknown as Linter.Config;
  const eslint = new tool.module.ESLint({ cwd, ...source, overrideConfig: [override], ...SHARED, ruleFilter: filterOf(choice?.only) });
  return {
    engine: engineOf(eslint, `ESLint ${tool.version} and ${configFile}`, new Set(Object.keys(own.rules))),
    files: covered.map(({ file }) => file),
    ruleNames: choice ? [...(choice.only ?? [...Object.keys(choice.rules), ...configs.flatMap(({ on }) => on)])] : covered.flatMap(({ on }) => on),
  };
}

const SHARED = { warnIgnored: false, errorOnUnmatchedPattern: false } as const;
/** Comments for other plugins are none of our business, and which of ours are needed depends on the preset. */
const QUIET = { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' } as const;

async function configOf(eslint: ESLint, file: string, configFile: string): Promise<Linter.Config | undefined> {
  try {
    // `undefined` for files that no entry speaks of, and for ignored ones.
    return (await eslint.isPathIgnored(file)) ? undefined : ((await eslint.calculateConfigForFile(file)) as Linter.Config | undefined);
  } catch (error) {
    throw new CliError(`the configuration ${configFile} cannot be used: ${firstLine(error)}; --no-config checks without it`);
  }
}

function isOurs(found: unknown): found is BulwarkPlugin {
  return (found as BulwarkPlugin | undefined)?.meta.name === plugin.meta.name;
}

function isOn(entry: unknown): boolean {
  const severity: unknown = Array.isArray(entry) ? entry[0] : entry;
  return severity !== 0 && severity !== 'off';
}

function filterOf(only: ReadonlySet<string> | undefined): (rule: { ruleId: string }) => boolean {
  return ({ ruleId }) => ruleId.startsWith(PREFIX) && (only?.has(ruleId.slice(PREFIX.length)) ?? true);
}

function prefixed(rules: Readonly<Record<string, Severity>>): Record<string, Severity> {
  return Object.fromEntries(Object.entries(rules).map(([name, severity]) => [PREFIX + name, severity]));
}

function engineOf(eslint: ESLint, label: string, ruleNames: ReadonlySet<string>): Engine {
  /** Findings of our rules, and files that do not parse. In a comment a rule may be named that nobody has loaded here; that is told as a finding of that rule. */
  const isFinding = ({ ruleId, fatal, message }: Message): boolean =>
    ruleId === null ? fatal === true : ruleId.startsWith(PREFIX) && ruleNames.has(ruleId.slice(PREFIX.length)) && !message.startsWith('Definition for rule ');

  const checkText = async (text: string, file: string): Promise<Result> => {
    const [result] = await eslint.lintText(text, { filePath: file });
    return result ? withMessages(result, result.messages.filter(isFinding)) : resultOf(file, []);
  };
  return {
    label,
    checkText,
    async check(files, onFile) {
      const results: Result[] = [];
      let crashed = false;
      for (const file of files) {
        const source = sourceOf(file);
        if ('failed' in source) results.push(source.failed);
        else {
          try {
            results.push(await checkText(source.text, file));
          } catch (error) {
            // One file that a rule or a parser stumbles over must not cost the report on all others.
            crashed = true;
            results.push(failure(file, crashText(error), source.text));
          }
        }
        onFile(file);
      }
      return { results, crashed };
    },
    async format(name, results) {
      const formatter = await eslint.loadFormatter(name);
      return formatter.format([...results], {});
    },
  };
}

/** ESLint adds to the error of a rule where it happened: `Occurred while linting …`, `Rule: "…"`. */
function crashText(error: unknown): string {
  const rule = /^Rule: "(.+)"$/mu.exec(error instanceof Error ? error.message : '')?.[1];
  return `The check failed here: ${firstLine(error)}${rule === undefined ? '' : ` (in ${rule})`}. Please report it.`;
}
