/** Where does the project of a file end, and which packages of the project can be imported by name? */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** A package of the project itself: what `import '@acme/logger'` means when `packages/logger` has that name. */
export interface WorkspacePackage {
  readonly name: string;
  readonly folder: string;
  /** Entry points that `package.json` names, most telling first; the source that they are built from may lie elsewhere. */
  readonly entries: readonly string[];
  readonly hasExports: boolean;
}

export interface Project {
  /** Nothing outside this folder is read, except what finding a file needs (`tsconfig.json`, `package.json`). */
  readonly root: string;
  readonly packages: ReadonlyMap<string, WorkspacePackage>;
}

const MAX_PACKAGES = 2_000;
const projects = new Map<string, Project>();

/** The project that a working folder belongs to. Found once per process: workspaces do not move while somebody edits files. */
export function projectOf(cwd: string): Project {
  const known = projects.get(cwd);
  if (known) return known;
  const root = realpath(rootOf(cwd));
  let project = projects.get(root);
  if (!project) projects.set(root, (project = { root, packages: packagesOf(root) }));
  projects.set(cwd, project);
  return project;
}

/** Is a path inside a folder (or the folder itself)? Both are absolute. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * The nearest folder above (or at) the working folder that says it holds several packages, but not above the repository it is in.
 * Somebody who lints one package of a monorepo imports from the others too.
 */
function rootOf(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (workspacePatterns(folder).length > 0) return folder;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return resolve(cwd);
  }
}

/** The globs under which a folder keeps packages, as npm, Yarn and Bun (`workspaces`) or pnpm (`pnpm-workspace.yaml`) read them. */
function workspacePatterns(folder: string): readonly string[] {
  const { workspaces } = manifestOf(folder) ?? {};
  const listed = Array.isArray(workspaces) ? workspaces : isRecord(workspaces) ? workspaces['packages'] : undefined;
  if (Array.isArray(listed)) return listed.filter((pattern) => typeof pattern === 'string');
  const pnpm = textOf(join(folder, 'pnpm-workspace.yaml'));
  return pnpm === undefined ? [] : patternsInYaml(pnpm);
}

/** The list under `packages:`; the rest of the file does not matter here, so no YAML parser is needed for it. */
function patternsInYaml(text: string): readonly string[] {
  const [, block = ''] = /^packages:[ \t]*((?:\r?\n[ \t]*(?:-.*|#.*)?)+|\[[^\]]*\])/mu.exec(text) ?? [];
  if (block.startsWith('[')) return [...block.matchAll(/['"]?([^\s'",[\]]+)['"]?/gu)].map(([, pattern = '']) => pattern);
  return [...block.matchAll(/^[ \t]*-[ \t]*['"]?([^'"#\r\n]+?)['"]?[ \t]*(?:#.*)?$/gmu)].map(([, pattern = '']) => pattern);
}

function packagesOf(root: string): ReadonlyMap<string, WorkspacePackage> {
  const packages = new Map<string, WorkspacePackage>();
  const patterns = workspacePatterns(root);
  const folders = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap((pattern) => foldersMatching(root, pattern.replace(/^\.\//u, '').split('/').filter((part) => part !== '')));
  for (const folder of folders) {
    if (packages.size >= MAX_PACKAGES) break;
    const manifest = manifestOf(folder);
    if (typeof manifest?.['name'] !== 'string' || packages.has(manifest['name'])) continue;
    const entries = [manifest['source'], manifest['types'], manifest['typings'], manifest['module'], manifest['main']].filter((entry) => typeof entry === 'string');
    packages.set(manifest['name'], { name: manifest['name'], folder: realpath(folder), entries, hasExports: manifest['exports'] !== undefined });
  }
  return packages;
}

/** The folders that a workspace glob names: `packages/*`, `apps/**`, `libs/ui`. */
function foldersMatching(from: string, [part, ...rest]: readonly string[], depth = 0): readonly string[] {
  if (part === undefined) return existsSync(join(from, 'package.json')) ? [from] : [];
  if (!part.includes('*')) return foldersMatching(join(from, part), rest, depth);
  const name = new RegExp(`^${part.split('*').map((text) => text.replaceAll(/[\\^$.+?()[\]{}|]/gu, String.raw`\$&`)).join('.*')}$`, 'u');
  const children = subfolders(from).filter((child) => part === '**' || name.test(child));
  if (part !== '**') return children.flatMap((child) => foldersMatching(join(from, child), rest, depth));
  const here = foldersMatching(from, rest, depth);
  return depth >= 4 ? here : [...here, ...children.flatMap((child) => foldersMatching(join(from, child), [part, ...rest], depth + 1))];
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.') && (entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(folder, entry.name)).isDirectory())))
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function manifestOf(folder: string): Readonly<Record<string, unknown>> | undefined {
  const text = textOf(join(folder, 'package.json'));
  if (text === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(text);
    return isRecord(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The path without symbolic links; the path itself where it does not exist. */
export function realpath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
