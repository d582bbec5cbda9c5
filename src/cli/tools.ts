/** The programs that rules run in. They are the project's own; what stands beside this package serves where the project has none. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as eslintModule from 'eslint';
import type { Linter } from 'eslint';
import { textOf } from './files.js';

type EslintModule = typeof eslintModule;

export interface EslintTool {
  readonly module: EslintModule;
  readonly version: string;
  readonly path: string;
}

export interface ParserTool {
  readonly parser: Linter.Parser;
  /** For the first line of the report: `@typescript-eslint/parser 8.72.0`. */
  readonly label: string;
}

export interface OxlintTool {
  readonly bin: string;
  readonly version: string;
}

/** What was found, or why there is none: undefined when there is simply nothing there. */
export interface Search<T> {
  readonly tool: T | undefined;
  readonly trouble: string | undefined;
}

const OLDEST_ESLINT = [9, 38] as const;
const OLDEST_OXLINT = [1, 80] as const;

/** Packages that bring the parser along. With pnpm a project does not see what its packages depend on. */
const PARSER_BRINGERS = ['typescript-eslint', 'eslint-config-next', 'eslint-config-expo', '@antfu/eslint-config', '@nuxt/eslint', '@nuxt/eslint-config', '@vue/eslint-config-typescript', 'eslint-config-love', 'neostandard'];

/** The plugin, for programs that load it by its path. Built, this module lies in `dist/cli` too. */
export const PLUGIN_FILE = join(import.meta.dirname, '../index.js');

/** Places to look in, the project's before our own. */
export function rootsFrom(cwd: string, packages: readonly string[]): readonly string[] {
  return [...new Set([cwd, ...packages, import.meta.dirname])];
}

export function findEslint(roots: readonly string[]): Search<EslintTool> {
  let trouble: string | undefined;
  for (const root of roots) {
    const from = requireFrom(root);
    const path = resolved(from, 'eslint');
    if (path === undefined) continue;
    try {
      const module = from(path) as EslintModule;
      const { version } = module.ESLint;
      if (isAtLeast(version, OLDEST_ESLINT)) return { tool: { module, version, path }, trouble: undefined };
      trouble ??= `ESLint ${version} is too old: Bulwark needs ${OLDEST_ESLINT.join('.')} or newer`;
    } catch (error) {
      trouble ??= `ESLint cannot be loaded from ${path}: ${firstLine(error)}`;
    }
  }
  return { tool: undefined, trouble };
}

/** A parser that this ESLint reads TypeScript with: tried out, because old ones and those of another TypeScript fail only then. */
export function findParser(roots: readonly string[], { Linter }: EslintModule): Search<ParserTool> {
  let trouble: string | undefined;
  const tried = new Set<string>();
  for (const root of roots) {
    for (const { path, version } of parsersSeenFrom(root)) {
      if (tried.has(path)) continue;
      tried.add(path);
      const label = `@typescript-eslint/parser ${version}`;
      try {
        const parser = createRequire(path)(path) as Linter.Parser;
        const [message] = new Linter().verify('export const probe: number = 1 as number;\n', [{ files: ['**/*.ts'], languageOptions: { parser } }], 'probe.ts');
        if (!message) return { tool: { parser, label }, trouble: undefined };
        trouble ??= `${label} does not work: ${message.message}`;
      } catch (error) {
        trouble ??= `${label} does not work: ${firstLine(error)}`;
      }
    }
  }
  return { tool: undefined, trouble };
}

function* parsersSeenFrom(root: string): Generator<{ readonly path: string; readonly version: string }> {
  const here = requireFrom(root);
  const bringers = PARSER_BRINGERS.flatMap((name) => folderOf(here, name) ?? []).map(requireFrom);
  for (const from of [here, ...bringers]) {
    const path = resolved(from, '@typescript-eslint/parser');
    const folder = path === undefined ? undefined : folderOf(from, '@typescript-eslint/parser');
    if (path !== undefined) yield { path, version: folder === undefined ? '' : versionIn(folder) };
  }
}

export function findOxlint(roots: readonly string[]): Search<OxlintTool> {
  let trouble: string | undefined;
  for (const root of roots) {
    const folder = folderOf(requireFrom(root), 'oxlint');
    const bin = folder === undefined ? undefined : binIn(folder, 'oxlint');
    if (folder === undefined || bin === undefined) continue;
    const version = versionIn(folder);
    if (isAtLeast(version, OLDEST_OXLINT)) return { tool: { bin, version }, trouble: undefined };
    trouble ??= `oxlint ${version} is too old: Bulwark needs ${OLDEST_OXLINT.join('.')} or newer`;
  }
  return { tool: undefined, trouble };
}

/** Loads what an installed ESLint depends on itself: espree. */
export function loadBeside(path: string, name: string): unknown {
  return createRequire(path)(name);
}

/** Is this package installed where the project sees it? */
export function isInstalled(root: string, name: string): boolean {
  return folderOf(requireFrom(root), name) !== undefined;
}

function requireFrom(folder: string): NodeJS.Require {
  return createRequire(join(folder, 'package.json'));
}

function resolved(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}

/** The folder of a package, whatever its `exports` let through. */
function folderOf(from: NodeJS.Require, name: string): string | undefined {
  const manifest = resolved(from, `${name}/package.json`);
  if (manifest !== undefined) return dirname(manifest);
  return from.resolve.paths(name)?.map((folder) => join(folder, name)).find((folder) => textOf(join(folder, 'package.json')) !== undefined);
}

interface Manifest {
  readonly version?: unknown;
  readonly bin?: unknown;
}

function manifestIn(folder: string): Manifest {
  try {
    return JSON.parse(textOf(join(folder, 'package.json')) ?? '{}') as Manifest;
  } catch {
    return {};
  }
}

function versionIn(folder: string): string {
  const { version } = manifestIn(folder);
  return typeof version === 'string' ? version : '';
}

function binIn(folder: string, name: string): string | undefined {
  const { bin } = manifestIn(folder);
  const path = typeof bin === 'object' && bin !== null ? (bin as Record<string, unknown>)[name] : bin;
  return typeof path === 'string' ? join(folder, path) : undefined;
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}
