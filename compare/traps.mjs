// The traps: small files below traps/<topic>/ in which every case stands below a mark that says what a plugin should do.
//
//   // bad: <topic> — why           a plugin should report something between this mark and the next one
//   // bad: <topic> (policy) — why  the same, but only by this project's policy; counted in a row of its own
//   // fine: <topic> — why          a plugin should report nothing between this mark and the next one
//
// A mark reaches down to the next mark, so a plugin may report the declaration, the check or the call, as it likes.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const MARK = /^\s*\/\/ (bad|fine): ([a-z-]+)( \(policy\))?(?: — (.+))?$/;

export const trapsFolder = resolve(import.meta.dirname, 'traps');

/** All trap files, each with its topic (the folder), the folder to lint it in, its path in there, its text and its marks. */
export function readTraps() {
  return readdirSync(trapsFolder)
    .sort()
    .flatMap((topic) => {
      const cwd = join(trapsFolder, topic);
      return readdirSync(cwd, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(cwd, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort()
        .map((path) => readTrap(topic, cwd, path));
    });
}

function readTrap(topic, cwd, path) {
  const code = readFileSync(join(cwd, path), 'utf8');
  const marks = code.split('\n').flatMap((text, index) => {
    const match = MARK.exec(text);
    if (!match) {
      if (/\/\/\s*(?:bad|fine)\s*:/.test(text)) throw new Error(`${topic}/${path}:${index + 1}: not a mark: ${text.trim()}`);
      return [];
    }
    if (match[2] !== topic) throw new Error(`${topic}/${path}:${index + 1}: this folder is about ${topic}`);
    return [{ line: index + 1, verdict: match[1], policy: match[3] !== undefined, why: match[4] ?? '' }];
  });
  if (marks.length === 0) throw new Error(`${topic}/${path}: no mark`);
  return { topic, cwd, path, code, marks };
}

/** The marks of a trap, each with the findings below it, and the findings above the first mark, which nobody asked for. */
export function judge(trap, findings) {
  const marks = trap.marks.map((mark, index) => {
    const end = trap.marks[index + 1]?.line ?? Infinity;
    return { ...mark, findings: findings.filter(({ line }) => line > mark.line && line < end) };
  });
  return { marks, stray: findings.filter(({ line }) => line < trap.marks[0].line) };
}
