/** Words on a terminal. */

/** Control characters and those that turn the direction of writing: code that is quoted in a message must not steer the terminal. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text that cannot do more than be read; line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A text on one line. */
export function oneLine(text: string): string {
  return visible(text).replaceAll(/\s*\n\s*/gu, ' ').trim();
}

/** Breaks a text between words, into lines of no more than `width` characters where words allow it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** `1 file`, `2 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : many}`;
}

/** The candidate that was probably meant: the one that is begun or contained, or takes the fewest changes to get to, if they are few. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const containing = candidates.filter((candidate) => word.length > 3 && candidate.includes(word));
  if (containing.length === 1) return containing[0];
  const [best] = candidates.map((candidate) => ({ candidate, changes: distance(word, candidate) })).sort((left, right) => left.changes - right.changes);
  return best && best.changes <= Math.max(2, Math.floor(best.candidate.length / 4)) ? best.candidate : undefined;
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 0; at < left.length; at++) {
    const next = [at + 1];
    for (let index = 1; index <= right.length; index++)
      next.push(Math.min((row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1, (row[index - 1] ?? 0) + (left[at] === right[index - 1] ? 0 : 1)));
    row = next;
  }
  return row[right.length] ?? 0;
}
