import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The root folder of the project. */
export const root = resolve(import.meta.dirname, '../..');

/** A small project with a tsconfig.json, packages and types of its own. Its `file.ts` and `react.tsx` stand for the cases. */
export const typedProject = join(root, 'tests/fixtures/types');

/** Reads a file of the project as text. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The files below a folder of the project, as paths from the root with `/`; empty when the folder is missing. */
export function filesIn(folder: string, extension: string): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** The names (without extension) of the files directly in a folder. */
export function namesIn(folder: string, extension: string): string[] {
  return filesIn(folder, extension)
    .map((path) => path.slice(folder.length + 1, -extension.length))
    .filter((name) => !name.includes('/'));
}

/** The names of the rules that have a file in src/rules. */
export function ruleFileNames(): string[] {
  return namesIn('src/rules', '.ts').filter((name) => name !== 'index');
}
