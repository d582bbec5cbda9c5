/**
 * Which file does an import lead to? Relative paths, `paths` of `tsconfig.json` and its references, `imports` and `exports` of
 * `package.json` are resolved by oxc-resolver; packages of the project are also found where nothing has been installed or built.
 */
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { NapiResolveOptions, ResolverFactory } from 'oxc-resolver';
import { plainModuleName } from '../modules.js';
import { isInside, realpath, type Project, type WorkspacePackage } from './project.js';

/** Files that can be parsed. */
const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/u;
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** Not `types`: a declaration says nothing about what code does. */
const CONDITIONS = ['source', 'development', 'import', 'module', 'require', 'node', 'default'];
/** Folders that are made from others: what is there is read in its source, if that can be found. */
const BUILT = /^(?:dist|build|lib|out|output|esm|cjs)$/u;
/** After a pause the file system is looked at anew: a command line runs without one, in an editor somebody may have added files. */
const PAUSE = 500;

let resolver: ResolverFactory | false | undefined;
const answers = new Map<string, string | undefined>();
const misses = new Set<string>();
let lastAsked = 0;

/**
 * The file of the project that `source`, imported in `file`, leads to: an absolute path without symbolic links. Undefined for
 * packages in `node_modules`, built-in modules, other kinds of file and what is not there.
 */
export function resolveImport(project: Project, file: string, source: string): string | undefined {
  forgetAfterPause();
  // What is no path means the same to all files of a package: `tsconfig.json` and `package.json` stand at its root.
  const key = `${source.startsWith('.') ? dirname(file) : packageFolder(dirname(file))}\0${source}`;
  if (answers.has(key)) {
    const known = answers.get(key);
    if (known !== undefined || misses.has(key) || !isThereNow(file, source)) return known;
    // Asked again in vain, it is something else that the file is not read for: it lies outside the project.
    misses.add(key);
    resolvers.clear();
    if (resolver) resolver.clearCache();
  }
  const answer = find(project, file, source);
  answers.set(key, answer);
  return answer;
}

const folders = new Map<string, string>();

/** The nearest folder that has a `tsconfig.json` or `package.json` of its own. */
function packageFolder(folder: string): string {
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const parent = dirname(folder);
  const found = parent === folder || existsSync(join(folder, 'tsconfig.json')) || existsSync(join(folder, 'package.json')) ? folder : packageFolder(parent);
  folders.set(folder, found);
  return found;
}

function forgetAfterPause(): void {
  const now = Date.now();
  if (now - lastAsked > PAUSE) forget();
  lastAsked = now;
}

function forget(): void {
  answers.clear();
  misses.clear();
  folders.clear();
  sources.clear();
  configs.clear();
  resolvers.clear();
  if (resolver) resolver.clearCache();
}

/** Has somebody written the file that a relative import was looking for in vain? */
function isThereNow(file: string, source: string): boolean {
  if (!/^\.\.?(?:\/|$)/u.test(source)) return false;
  const path = join(dirname(file), source);
  return (existing(path) ?? existing(path.replace(/\.[cm]?jsx?$/u, '')) ?? existing(join(path, 'index'))) !== undefined;
}

function find(project: Project, file: string, source: string): string | undefined {
  // `./icon.svg?url`, `virtual:x`, `https://…`, `node:fs`
  if (source.includes('?') || source.includes('\0') || /^[a-z]{2,}:/u.test(source) || source === '') return undefined;
  const own = packageNamed(project, source);
  const path = (own && sourceOfPackage(own.package, own.subpath)) ?? resolved(file, source);
  if (path === undefined || !isInside(project.root, path) || path.split(sep).includes('node_modules')) return undefined;
  const real = sourceBehind(path);
  return SOURCE.test(real) ? real : undefined;
}

function resolved(file: string, source: string): string | undefined {
  const factory = resolverFactory();
  if (!factory) return undefined;
  const found = attempted(() => factory.resolveFileSync(file, source));
  if (found !== undefined || source.startsWith('.')) return found;
  // A file that its `tsconfig.json` leaves out (tests, often) is given its paths all the same, by whatever runs it.
  const config = configAbove(dirname(file));
  return config && attempted(() => resolverBy(config)?.sync(dirname(file), source));
}

/** @param resolve May throw, and throws what it likes. */
function attempted(resolve: () => { readonly path?: string } | undefined): string | undefined {
  try {
    return resolve()?.path;
  } catch {
    return undefined;
  }
}

const configs = new Map<string, string | undefined>();

/** The nearest `tsconfig.json`. */
function configAbove(folder: string): string | undefined {
  if (configs.has(folder)) return configs.get(folder);
  const here = join(folder, 'tsconfig.json');
  const parent = dirname(folder);
  const found = existsSync(here) ? here : parent === folder ? undefined : configAbove(parent);
  configs.set(folder, found);
  return found;
}

const resolvers = new Map<string, ResolverFactory | false>();

/** Gives the paths of a configuration to whatever asks. */
function resolverBy(configFile: string): ResolverFactory | undefined {
  let made = resolvers.get(configFile);
  if (made === undefined) resolvers.set(configFile, (made = makeResolver({ configFile, references: 'auto' })));
  return made || undefined;
}

/** Loaded when the first import has to be followed, so that the plugin itself starts without it. False where its binary is missing. */
function resolverFactory(): ResolverFactory | false {
  return (resolver ??= makeResolver('auto'));
}

function makeResolver(tsconfig: NonNullable<NapiResolveOptions['tsconfig']>): ResolverFactory | false {
  try {
    const library = createRequire(import.meta.url)('oxc-resolver') as typeof import('oxc-resolver');
    return new library.ResolverFactory({
      tsconfig,
      extensions: EXTENSIONS,
      conditionNames: CONDITIONS,
      mainFields: ['source', 'module', 'main'],
      extensionAlias: { '.js': ['.ts', '.tsx', '.js'], '.jsx': ['.tsx', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
    });
  } catch {
    return false;
  }
}

function packageNamed(project: Project, source: string): { readonly package: WorkspacePackage; readonly subpath: string } | undefined {
  if (source.startsWith('.') || project.packages.size === 0) return undefined;
  const name = /^(?:@[^/]+\/)?[^/]+/u.exec(plainModuleName(source))?.[0] ?? '';
  const found = project.packages.get(name);
  return found && { package: found, subpath: source.slice(name.length + 1) };
}

const sources = new Map<string, string | undefined>();

function sourceOfPackage(own: WorkspacePackage, subpath: string): string | undefined {
  const key = `${own.folder}\0${subpath}`;
  if (!sources.has(key)) sources.set(key, findSource(own, subpath));
  return sources.get(key);
}

/** The source of a package of the project, or of one of its subpaths, where `package.json` names what is only there after a build. */
function findSource(own: WorkspacePackage, subpath: string): string | undefined {
  const inside = own.hasExports ? resolved(join(own.folder, 'package.json'), subpath === '' ? own.name : `${own.name}/${subpath}`) : undefined;
  if (inside !== undefined && SOURCE.test(inside)) return realpath(inside);
  const candidates = subpath === '' ? [...own.entries, 'src/index', 'index', 'src/main'] : [subpath, `src/${subpath}`, `src/${subpath}/index`, `${subpath}/index`];
  for (const candidate of candidates) {
    const path = existing(join(own.folder, candidate)) ?? sourceAt(join(own.folder, candidate));
    if (path !== undefined) return realpath(path);
  }
  return undefined;
}

/** What a built file (`packages/x/dist/index.js`) is made from (`packages/x/src/index.ts`), where that is there; else the file itself. */
function sourceBehind(path: string): string {
  return (/[\\/](?:dist|build|lib|out|output|esm|cjs)[\\/]/u.test(path) ? sourceAt(path) : undefined) ?? path;
}

function sourceAt(path: string): string | undefined {
  const parts = path.split(sep);
  const at = parts.findLastIndex((part) => BUILT.test(part));
  if (at < 0) return undefined;
  const bare = (name: string): string => name.replace(/(?:\.d)?\.[cm]?[jt]sx?$/u, '');
  return existing([...parts.slice(0, at), 'src', ...parts.slice(at + 1)].map((part, index, all) => (index === all.length - 1 ? bare(part) : part)).join(sep));
}

function existing(path: string): string | undefined {
  if (SOURCE.test(path) && isFile(path)) return path;
  return EXTENSIONS.map((extension) => path + extension).find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
