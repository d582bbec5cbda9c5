/** What changes between two texts, line by line. */
import { plain, type Paint } from './io.js';
import { visible } from './text.js';

interface Line {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** Beyond this many comparisons the middle is shown as replaced as a whole. */
const MOST_WORK = 4_000_000;

/** The changed lines with `context` lines around them, in the form of `diff -u` without its head; empty when nothing changes. */
export function diffOf(before: string, after: string, paint: Paint = plain, context = 3): string {
  const lines = compare(linesOf(before), linesOf(after));
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== ' '));
  const out: string[] = [];
  let number = 0;
  for (const [index, { sign, text }] of lines.entries()) {
    if (sign !== '+') number++;
    if (!near[index]) continue;
    if (!near[index - 1]) out.push(paint('cyan', `@@ line ${String(Math.max(number, 1))} @@`));
    out.push(sign === ' ' ? `  ${visible(text)}` : paint(sign === '+' ? 'green' : 'red', `${sign} ${visible(text)}`));
  }
  return out.map((line) => `${line}\n`).join('');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/u);
  // The line break at the end of a file begins no further line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: ' ', text }));
  return [...same(before.slice(0, start)), ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)), ...same(end === 0 ? [] : before.slice(-end))];
}

/** By the longest common subsequence: the fewest lines that change. */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const gone = (text: string): Line => ({ sign: '-', text });
  const added = (text: string): Line => ({ sign: '+', text });
  if (before.length * after.length > MOST_WORK) return [...before.map(gone), ...after.map(added)];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let left = before.length - 1; left >= 0; left--)
    for (let right = after.length - 1; right >= 0; right--)
      common[left * width + right] = before[left] === after[right] ? 1 + (common[(left + 1) * width + right + 1] ?? 0) : Math.max(common[(left + 1) * width + right] ?? 0, common[left * width + right + 1] ?? 0);
  const lines: Line[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      lines.push({ sign: ' ', text: before[left] ?? '' });
      left++;
      right++;
    } else if (right >= after.length || (left < before.length && (common[(left + 1) * width + right] ?? 0) >= (common[left * width + right + 1] ?? 0))) lines.push(gone(before[left++] ?? ''));
    else lines.push(added(after[right++] ?? ''));
  }
  return lines;
}
