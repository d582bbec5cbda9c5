// Which files of a source tree are linted.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LINTED = /\.[cm]?[jt]sx?$/;
const NOT_LINTED = /\.d\.[cm]?ts$|\.min\.js$/;
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor', '.next', '.git']);
/** Larger files are bundles or data. */
const MAX_BYTES = 1_000_000;

/** The paths of the sources below a folder, in the same order everywhere. */
export function sourcesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : sourcesIn(path);
    const isSource = entry.isFile() && LINTED.test(entry.name) && !NOT_LINTED.test(entry.name);
    return isSource && statSync(path).size <= MAX_BYTES ? [path] : [];
  });
}

export function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
