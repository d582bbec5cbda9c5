/** Which files are meant? */
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { matchesGlob } from '../analysis/place.js';
import { IgnoreList } from './ignore.js';
import { CliError } from './io.js';

export interface FoundFiles {
  /** Absolute paths, each once, in the order of their names. */
  readonly files: readonly string[];
  /** Named on the command line, but left out, and why. */
  readonly leftOut: readonly string[];
  /** Folders that hold a package.json: in a workspace, tools are installed there. */
  readonly packages: readonly string[];
}

export interface FileOptions {
  readonly ignore: readonly string[];
  readonly gitignore: boolean;
}

const CODE = /\.[cm]?[jt]sx?$/iu;
const TYPESCRIPT = /\.[cm]?tsx?$/iu;
/** Declarations hold no code; what is minified was written elsewhere, and nobody can read a finding in it. */
const NO_SOURCE = /(?:\.d\.[cm]?ts|\.d\.\w+\.ts|[.-]min\.[cm]?js)$/iu;
/** Packages, and what tools write. A project may have no .gitignore, or keep one of these in git. */
const NO_SOURCE_FOLDERS = new Set(['node_modules', '.git', '.yarn', '.pnpm-store', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.vercel', '.netlify', '.wrangler', '.expo', '.cache', 'coverage']);
const GLOB = /[*?{}[\]]/u;

export function isTypeScript(path: string): boolean {
  return TYPESCRIPT.test(path);
}

/**
 * The files that paths, folders and globs stand for. Folders are walked in depth, without what tools write and what git ignores.
 * @throws {CliError} for a path that does not exist or lies outside of the current folder.
 */
export function findFiles(cwd: string, paths: readonly string[], options: FileOptions): FoundFiles {
  const walk = new Walk(cwd, options);
  for (const path of paths.length === 0 ? ['.'] : paths) walk.take(path);
  return { files: [...walk.files].sort(), leftOut: walk.leftOut, packages: [...walk.packages] };
}

class Walk {
  readonly files = new Set<string>();
  readonly packages = new Set<string>();
  readonly leftOut: string[] = [];
  readonly #cwd: string;
  readonly #options: FileOptions;
  readonly #asked: IgnoreList;
  readonly #lists = new Map<string, IgnoreList>();

  constructor(cwd: string, options: FileOptions) {
    this.#cwd = cwd;
    this.#options = options;
    this.#asked = new IgnoreList().with(slashed(cwd), options.ignore.join('\n'));
  }

  take(path: string): void {
    const absolute = resolve(this.#cwd, path);
    const fromHere = relative(this.#cwd, absolute);
    if (fromHere.startsWith('..') || isAbsolute(fromHere)) throw new CliError(`'${path}' is outside of the current folder; change into its project first`);
    const kind = kindOf(absolute);
    if (kind === undefined && GLOB.test(path)) this.#takeGlob(slashed(fromHere), path);
    else if (kind === undefined) throw new CliError(`there is no file or folder '${path}'`);
    else if (fromHere !== '' && this.#isIgnoredOnTheWay(absolute, kind === 'folder')) this.leftOut.push(`${path} is ignored (--no-ignore checks it all the same)`);
    else if (kind === 'folder') this.#takeFolder(absolute, this.#listFor(absolute));
    else if (CODE.test(path)) {
      this.files.add(absolute);
      this.#takePackagesAbove(absolute);
    }
    else this.leftOut.push(`${path} is neither JavaScript nor TypeScript`);
  }

  #takePackagesAbove(file: string): void {
    for (let folder = dirname(file); folder !== this.#cwd && folder !== dirname(folder); folder = dirname(folder)) if (kindOf(join(folder, 'package.json'))) this.packages.add(folder);
  }

  #takeGlob(glob: string, written: string): void {
    const inside = new Walk(this.#cwd, this.#options);
    inside.take('.');
    const matching = [...inside.files].filter((file) => matchesGlob(glob, slashed(relative(this.#cwd, file))));
    if (matching.length === 0) throw new CliError(`no file matches '${written}'`);
    for (const file of matching) this.files.add(file);
    for (const folder of inside.packages) this.packages.add(folder);
  }

  #takeFolder(folder: string, list: IgnoreList): void {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isFile()) {
        if (entry.name === 'package.json') this.packages.add(folder);
        if (CODE.test(entry.name) && !NO_SOURCE.test(entry.name) && !this.#isIgnored(path, false, list)) this.files.add(path);
      } else if (entry.isDirectory() && !NO_SOURCE_FOLDERS.has(entry.name) && !this.#isIgnored(path, true, list)) this.#takeFolder(path, this.#extended(list, path));
    }
  }

  #isIgnored(path: string, isFolder: boolean, list: IgnoreList): boolean {
    return list.ignores(slashed(path), isFolder) || this.#asked.ignores(slashed(path), isFolder);
  }

  #isIgnoredOnTheWay(path: string, isFolder: boolean): boolean {
    const above = dirname(path);
    if (above !== path && path !== this.#cwd && above !== this.#cwd && this.#isIgnoredOnTheWay(above, true)) return true;
    return this.#isIgnored(path, isFolder, this.#listFor(above));
  }

  /** The patterns in force in a folder, from the root of the repository down. */
  #listFor(folder: string): IgnoreList {
    const known = this.#lists.get(folder);
    if (known) return known;
    const above = dirname(folder);
    const outer = above === folder || isRepository(folder) || (folder === this.#cwd && repositoryOf(folder) === undefined) ? new IgnoreList() : this.#listFor(above);
    const list = this.#extended(outer, folder);
    this.#lists.set(folder, list);
    return list;
  }

  #extended(list: IgnoreList, folder: string): IgnoreList {
    if (!this.#options.gitignore) return list;
    const text = textOf(join(folder, '.gitignore'));
    return text === undefined ? list : list.with(slashed(folder), text);
  }
}

/** The nearest folder above (or this one) that is a git repository. */
export function repositoryOf(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (isRepository(here)) return here;
    if (here === dirname(here)) return undefined;
  }
}

/** A path as git and URLs write it. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A path as the report names it: from `base`, with `/`. */
export function pathFrom(base: string, path: string): string {
  return slashed(relative(base, path));
}

/** The text of a file; undefined when it cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isRepository(folder: string): boolean {
  // A file in work trees and submodules.
  return kindOf(join(folder, '.git')) !== undefined;
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** Links are not followed: they lead to what is found elsewhere, or in circles. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
