// Which files are measured.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sourcesIn } from '../compare/sources.mjs';

/** A source file of a tree; `cwd` is the tree's folder, as it would be for whoever lints it. */
export function filesOf(folders) {
  return folders.flatMap((folder) => {
    const cwd = resolve(folder);
    return sourcesIn(cwd).map((path) => {
      const text = readFileSync(path, 'utf8');
      return { cwd, path, text, lines: text.split('\n').length };
    });
  });
}

/** Every n-th file of a list, so that they have about this many lines together; all of them when there are not so many. */
export function sampleOf(files, lines) {
  const share = Math.min(1, lines / linesOf(files));
  return files.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}

/**
 * A stretch from the start of each tree, so that together they have about this many lines. Files that stand together import each
 * other, which a view across files needs; from a sample it would have to read files that nobody lints.
 */
export function stretchOf(files, lines) {
  const share = Math.min(1, lines / linesOf(files));
  return [...new Set(files.map(({ cwd }) => cwd))].flatMap((folder) => {
    const tree = files.filter(({ cwd }) => cwd === folder);
    let left = linesOf(tree) * share;
    return tree.filter((file) => (left -= file.lines) > -file.lines / 2);
  });
}

export function linesOf(files) {
  return files.reduce((total, file) => total + file.lines, 0);
}
