/** Which engine runs which rules on which of the files? */
import { resolve } from 'node:path';
import type { BulwarkPlugin } from '../public-types.js';
import plugin from '../index.js';
import type { CheckOptions } from './args.js';
import { findConfigFile, namesBulwark } from './configfile.js';
import { bareEngine, projectEngine, type RuleChoice } from './engine/eslint.js';
import { oxlintEngine } from './engine/oxlint.js';
import type { Engine } from './engine/results.js';
import { isTypeScript, pathFrom, textOf, type FoundFiles } from './files.js';
import { CliError } from './io.js';
import { installCommand } from './packages.js';
import type { RawSettings } from './settings.js';
import { count } from './text.js';
import { findEslint, findOxlint, findParser, rootsFrom, type EslintTool } from './tools.js';

export interface Selection {
  readonly engine: Engine;
  readonly files: readonly string[];
  /** The rules that run, by their names without prefix. */
  readonly ruleNames: readonly string[];
  /** What the user should know: what is left out, and why. */
  readonly notes: readonly string[];
}

/** @throws {CliError} when there is nothing that could check these files. */
export async function selectEngine(cwd: string, options: CheckOptions, found: FoundFiles, settings: RawSettings): Promise<Selection> {
  const { files } = found;
  const roots = rootsFrom(cwd, found.packages);
  const eslint = options.engine === 'oxlint' ? undefined : findEslint(roots);
  const config = configFor(cwd, options);
  if (config && eslint?.tool) return withConfig(cwd, options, files, settings, eslint.tool, config);
  if (config?.asked) throw new CliError(eslint ? missing(cwd, eslint.trouble) : '--config needs ESLint, so it cannot be used with --engine oxlint');

  const choice = choiceOf(plugin, options) ?? presetOf(plugin, 'recommended');
  const ruleNames = Object.keys(choice.rules);
  const notes = config ? [`${config.path} is not used: that takes ESLint.`] : [];
  const typescript = files.filter(isTypeScript);
  const parser = eslint?.tool ? findParser(roots, eslint.tool.module) : undefined;
  const bare = (tool: EslintTool): Engine => bareEngine({ cwd, tool, settings }, parser?.tool, choice);
  if (eslint?.tool && (parser?.tool || typescript.length === 0)) return { engine: bare(eslint.tool), files, ruleNames, notes };

  const oxlint = options.engine === 'eslint' ? undefined : findOxlint(roots);
  if (oxlint?.tool) return { engine: oxlintEngine(cwd, oxlint.tool, settings, choice), files, ruleNames, notes };
  if (options.engine === 'oxlint') throw new CliError(oxlint?.trouble ?? `oxlint was not found here; install it: ${installCommand(cwd, ['oxlint'])}`);
  if (!eslint?.tool) throw new CliError(missing(cwd, eslint?.trouble ?? oxlint?.trouble));

  const remedy = `${parser?.trouble ?? 'no parser for them was found'}; install one: ${installCommand(cwd, ['@typescript-eslint/parser', 'typescript'])} (or oxlint, which needs none)`;
  if (typescript.length === files.length) throw new CliError(`these are TypeScript files, and ${remedy}`);
  return {
    engine: bare(eslint.tool),
    files: files.filter((file) => !isTypeScript(file)),
    ruleNames,
    notes: [...notes, `Only JavaScript is checked; ${count(typescript.length, 'TypeScript file is', 'TypeScript files are')} left out: ${remedy}`],
  };
}

interface Config {
  readonly path: string;
  /** By `--config`; otherwise it is the project's own. */
  readonly asked: boolean;
}

function configFor(cwd: string, { config, engine }: CheckOptions): Config | undefined {
  if (config === false) return undefined;
  if (config !== undefined) {
    if (textOf(resolve(cwd, config)) === undefined) throw new CliError(`the configuration ${config} cannot be read`);
    return { path: config, asked: true };
  }
  const own = findConfigFile(cwd);
  return own && namesBulwark(own) && engine !== 'oxlint' ? { path: pathFrom(cwd, own.path), asked: false } : undefined;
}

async function withConfig(cwd: string, options: CheckOptions, files: readonly string[], settings: RawSettings, tool: EslintTool, { path, asked }: Config): Promise<Selection> {
  const setup = { cwd, tool, settings, configFile: path, lookUp: !asked };
  const selected = await projectEngine(setup, files, (own) => choiceOf(own, options));
  const leftOut = files.length - selected.files.length;
  return {
    engine: selected.engine,
    files: selected.files,
    ruleNames: [...new Set(selected.ruleNames)],
    notes: leftOut === 0 ? [] : [`${count(leftOut, 'file is', 'files are')} left out, as ${path} says (ignored, or without a rule of Bulwark).`],
  };
}

/** The rules that the command line names; undefined when it names none. */
function choiceOf(own: BulwarkPlugin, { preset, rules }: CheckOptions): RuleChoice | undefined {
  if (rules.length > 0) return { rules: Object.fromEntries(rules.map((name) => [name, own.rules[name]?.meta.docs.severity ?? 'error'])), only: new Set(rules) };
  return preset === undefined ? undefined : presetOf(own, preset);
}

function presetOf(own: BulwarkPlugin, preset: keyof BulwarkPlugin['configs']): RuleChoice {
  return { rules: Object.fromEntries(Object.entries(own.configs[preset].rules).map(([id, severity]) => [id.slice(id.indexOf('/') + 1), severity])), only: undefined };
}

function missing(cwd: string, trouble: string | undefined): string {
  return `${trouble ?? 'ESLint was not found, neither here nor beside Bulwark'}; install it: ${installCommand(cwd, ['eslint', '@typescript-eslint/parser', 'typescript'])}`;
}
