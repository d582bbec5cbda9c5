/** `init`: finds out what the project is made of, and puts Bulwark into its ESLint configuration. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESLint } from 'eslint';
import { readSettings } from '../analysis/settings.js';
import type { InitOptions } from './args.js';
import { configFileIn, type ConfigFile } from './configfile.js';
import { diffOf } from './diff.js';
import { findFiles, isTypeScript, pathFrom, textOf, type FoundFiles } from './files.js';
import { prismaTables, sensitiveColumns, tenantColumns, type Table } from './init/columns.js';
import { newConfig, newConfigName } from './init/create.js';
import { editConfig, entriesOf, PLUGIN_MODULE, type ParserModule, type Wish } from './init/edit.js';
import { parseConfig } from './init/parse.js';
import { legacyConfigIn, stackOf, type Stack } from './init/stack.js';
import { OWN_STYLE } from './init/style.js';
import { surveyProject, type Proposal, type Survey } from './init/survey.js';
import { CliError, EXIT, painter, widthOf, type Io, type Paint } from './io.js';
import { installCommand } from './packages.js';
import { Progress } from './progress.js';
import { Prompt } from './prompt.js';
import { count, visible, wrap } from './text.js';
import { findEslint, findParser, firstLine, isInstalled, rootsFrom, type EslintTool, type ParserTool } from './tools.js';

interface Scene {
  readonly io: Io;
  readonly options: InitOptions;
  readonly paint: Paint;
  readonly found: FoundFiles;
  readonly stack: Stack;
  readonly eslint: EslintTool | undefined;
  readonly parser: ParserTool | undefined;
}

/** @returns the exit code: 1 when something is left for the user to do by hand. */
export async function init(options: InitOptions, io: Io): Promise<number> {
  const { cwd } = io;
  if (textOf(join(cwd, 'package.json')) === undefined) throw new CliError('there is no package.json here; start init in the root folder of a project');
  const found = findFiles(cwd, ['.'], { ignore: [], gitignore: true });
  const roots = rootsFrom(cwd, found.packages);
  const eslint = findEslint(roots).tool;
  const parser = eslint && findParser(roots, eslint.module).tool;
  const stack = stackOf(cwd, found.packages, found.files.some(isTypeScript));
  const scene: Scene = { io, options, paint: painter(io.stdout, io.env), found, stack, eslint, parser };
  say(scene, `Found: ${[...(stack.typescript ? ['TypeScript'] : []), ...stack.parts].join(', ') || 'JavaScript'}; packages by ${stack.manager}.`);

  const config = configFileIn(cwd);
  const survey = options.settings ? surveyOf(scene) : { proposals: [], tables: [] };
  const settings = settingsFrom(survey.proposals);
  tellProposals(scene, survey);
  if (config) return setUpExisting(scene, config, settings);
  const legacy = legacyConfigIn(cwd);
  if (legacy !== undefined) return byHand(scene, wishOf(scene, settings, stack.typescript), `There is ${legacy}, which ESLint 9 and newer do not read; turn it into an eslint.config.js first (npx @eslint/migrate-config ${legacy})`);
  const name = newConfigName(stack);
  return write(scene, name, '', newConfig(wishOf(scene, settings, stack.typescript), stack));
}

function say({ io }: Pick<Scene, 'io'>, ...lines: readonly string[]): void {
  for (const line of lines) io.stdout.write(`${line}\n`);
}

// ---- what the project has of its own -------------------------------------------------------------------------------

function surveyOf(scene: Scene): Survey {
  const { io, found, eslint, parser, stack } = scene;
  const prisma = prismaTables([io.cwd, ...found.packages.filter((folder) => folder !== io.cwd)]);
  if (!eslint || (stack.typescript && !parser)) {
    say(scene, `The source files are not looked into for settings: that takes ESLint${eslint ? ' and a TypeScript parser' : ''}.`);
    return { proposals: [], tables: prisma };
  }
  const progress = new Progress(io, found.files.length);
  try {
    const survey = surveyProject(io.cwd, found.files, eslint, parser, (file) => {
      progress.step(pathFrom(io.cwd, file));
    });
    return { proposals: survey.proposals, tables: [...prisma, ...survey.tables] };
  } finally {
    progress.end();
  }
}

/** The proposals as `settings.bulwark`, as far as the rules know the keys. */
function settingsFrom(proposals: readonly Proposal[]): Wish['settings'] {
  const settings: Record<string, Proposal['api'][]> = {};
  for (const { key, api } of proposals) (settings[key] ??= []).push(api);
  const known = Object.entries(settings).filter(([key, value]) => readSettings({ bulwark: { [key]: value } }).problems.length === 0);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

const MOST_COLUMNS = 8;

function tellProposals(scene: Scene, { proposals, tables }: Survey): void {
  const { io, paint } = scene;
  const keys = [...new Set(proposals.map(({ key }) => key))];
  if (keys.length > 0) say(scene, '', 'Settings, from what was found in the source files:');
  for (const each of keys) {
    say(scene, `  ${each}`);
    for (const { key, api, file, why } of proposals) {
      if (key !== each) continue;
      const name = typeof api === 'string' ? api : api.name;
      const [first = '', ...rest] = wrap(`${name} (${visible(pathFrom(io.cwd, file))}) ${why}`, widthOf(io.stdout) - 6);
      say(scene, `    - ${first.replace(name, paint('cyan', name))}`, ...rest.map((line) => `      ${line}`));
    }
  }
  tellColumns(scene, tables);
}

/** There are no settings for these yet; they are what a reviewer of this project looks for. */
function tellColumns(scene: Scene, tables: readonly Table[]): void {
  const tenants = tenantColumns(tables);
  const sensitive = sensitiveColumns(tables);
  if (tenants.length > 0) say(scene, '', ...wrap(`Rows belong to: ${tenants.map(([column, number]) => `${column} (in ${count(number, 'table')})`).join(', ')}. No setting takes this yet.`, widthOf(scene.io.stdout)));
  if (sensitive.length > 0) {
    const more = sensitive.length - MOST_COLUMNS;
    say(scene, '', ...wrap(`Personal data and secrets are in ${sensitive.slice(0, MOST_COLUMNS).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}. The rules know them by their names.`, widthOf(scene.io.stdout)));
  }
}

// ---- the configuration ---------------------------------------------------------------------------------------------

function wishOf({ io, options, stack }: Scene, settings: Wish['settings'], wantsParser: boolean): Wish {
  return { preset: options.preset, settings, parser: wantsParser ? parserModule(io.cwd, stack) : undefined };
}

function parserModule(cwd: string, { dependencies }: Stack): ParserModule {
  return dependencies.has('typescript-eslint') && !dependencies.has('@typescript-eslint/parser') && !isInstalled(cwd, '@typescript-eslint/parser') ? 'typescript-eslint' : '@typescript-eslint/parser';
}

async function setUpExisting(scene: Scene, config: ConfigFile, settings: Wish['settings']): Promise<number> {
  const { eslint, parser, io } = scene;
  const name = pathFrom(io.cwd, config.path);
  const program = eslint && parseConfig(config.path, config.text, eslint, parser);
  const wish = wishOf(scene, settings, await lacksParser(scene, config));
  if (!program) return byHand(scene, wish, `${name} ${eslint ? 'cannot be read as code' : 'can only be read with ESLint, which is not installed'}`);
  const edit = editConfig(config.text, program, wish);
  switch (edit.kind) {
    case 'present':
      say(scene, '', `${name} has Bulwark already; nothing is changed.`, ...(settings ? ['', 'To use the settings above, add:', '', ...entriesOf({ ...wish, parser: undefined }, '', undefined, OWN_STYLE, '').slice(1)] : []));
      return EXIT.fine;
    case 'impossible':
      return byHand(scene, wish, `${name} is left alone: ${edit.why}`);
    case 'edited':
      return write(scene, name, config.text, edit.text);
  }
}

/** Does ESLint meet TypeScript files without a parser for them, or not at all? Only the configuration itself knows; where it cannot be loaded, nothing is assumed. */
async function lacksParser({ eslint, found, io, stack }: Scene, config: ConfigFile): Promise<boolean> {
  const file = found.files.find(isTypeScript);
  if (!eslint || !stack.typescript || file === undefined) return false;
  try {
    const engine: ESLint = new eslint.module.ESLint({ cwd: io.cwd, overrideConfigFile: config.path });
    const found = (await engine.calculateConfigForFile(file)) as { readonly languageOptions?: { readonly parser?: { readonly meta?: { readonly name?: string }; readonly name?: string } } } | undefined;
    const parser = found?.languageOptions?.parser;
    return !found || (parser?.meta?.name ?? parser?.name ?? '').includes('espree') || parser === undefined;
  } catch {
    return false;
  }
}

/** Says what to write where it cannot be written. */
function byHand(scene: Scene, wish: Wish, why: string): number {
  const parser = wish.parser === undefined ? undefined : wish.parser === 'typescript-eslint' ? 'tseslint.parser' : 'tsParser';
  const imports = [...(parser === undefined ? [] : [`import ${parser.replace('.parser', '')} from '${wish.parser ?? ''}';`]), `import bulwark from '${PLUGIN_MODULE}';`];
  say(scene, '', ...wrap(`${why}.`, widthOf(scene.io.stdout)), '', 'At the top of the configuration:', '', ...imports, '', 'At the end of its list:', '', ...entriesOf(wish, 'bulwark', parser, OWN_STYLE, '').map((entry) => `${entry},`));
  tellNext(scene);
  return EXIT.findings;
}

async function write(scene: Scene, name: string, before: string, after: string): Promise<number> {
  const { io, options, paint } = scene;
  say(scene, '', paint('underline', before === '' ? `${name} (new)` : name));
  io.stdout.write(diffOf(before, after, paint));
  if (!options.yes) {
    if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) throw new CliError('nothing was written: there is no terminal to ask on; --yes writes without asking');
    const prompt = new Prompt(io.stdin, io.stdout);
    const answer = await prompt.ask(`\nWrite ${name}? [y]es, [n]o: `);
    prompt.close();
    if (answer !== 'y' && answer !== 'yes') {
      say(scene, 'Nothing was written.');
      return EXIT.fine;
    }
  }
  try {
    writeFileSync(join(io.cwd, name), after);
  } catch (error) {
    throw new CliError(`${name} cannot be written: ${firstLine(error)}`);
  }
  say(scene, '', `${name} is written.`);
  tellNext(scene);
  return EXIT.fine;
}

function tellNext(scene: Scene): void {
  const { io, stack, parser } = scene;
  const missing = [PLUGIN_MODULE, 'eslint', ...(stack.typescript && !parser ? ['@typescript-eslint/parser', 'typescript'] : [])].filter((name) => !isInstalled(io.cwd, name));
  say(scene, '', 'Next:', ...(missing.length > 0 ? [`  ${installCommand(io.cwd, missing)}`] : []), '  npx eslint .', `  npx ${PLUGIN_MODULE} explain    (what the rules are about)`);
}
