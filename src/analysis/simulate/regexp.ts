/** Running the user's regular expressions without being stopped by one that backtracks for ever. */

const MAX_PATTERN = 500;
const MAX_SUBJECT = 300;
/** Beyond this, a pattern that may take exponential time is not run. */
const MAX_DOUBTFUL_SUBJECT = 18;
/** Beyond this, a pattern with many open-ended quantifiers (polynomial time) is not run. */
const MAX_SLOW_SUBJECT = 90;

const UNBOUNDED = /^(?:[*+]|\{\d+,\d*\})/;

const doubts = new Map<string, { nested: boolean; quantifiers: number }>();

/** Does a repeated group repeat something inside that may end and begin anywhere (`(a+)+`)? `(\/[a-z]+)*` has fixed joints. */
function doubtsAbout(source: string): { nested: boolean; quantifiers: number } {
  const known = doubts.get(source);
  if (known) return known;
  const groups: { start: number; repeats: boolean; alternates: boolean }[] = [];
  let quantifiers = 0;
  let nested = false;
  for (let at = 0; at < source.length; at++) {
    let closed: { start: number; repeats: boolean; alternates: boolean } | undefined;
    const start = at;
    switch (source[at]) {
      case '\\':
        if (/[1-9k]/.test(source[at + 1] ?? '')) nested = true;
        at++;
        break;
      case '[':
        for (at++; at < source.length && source[at] !== ']'; at++) if (source[at] === '\\') at++;
        break;
      case '(':
        groups.push({ start: at, repeats: false, alternates: false });
        continue;
      case '|': {
        const group = groups.at(-1);
        if (group) group.alternates = true;
        continue;
      }
      case ')':
        closed = groups.pop();
        break;
      default:
    }
    const quantified = UNBOUNDED.exec(source.slice(at + 1));
    if (quantified) {
      quantifiers++;
      if (closed && (closed.repeats || closed.alternates) && !hasFixedJoint(source.slice(closed.start + 1, start), closed.alternates)) nested = true;
      for (const group of groups) group.repeats = true;
      at += quantified[0].length;
    } else if (closed?.repeats) for (const group of groups) group.repeats = true;
  }
  const result = { nested, quantifiers };
  if (doubts.size > 500) doubts.clear();
  doubts.set(source, result);
  return result;
}

/** Does every repetition begin or end with a separator that nothing else in the body matches? */
function hasFixedJoint(body: string, alternates: boolean): boolean {
  const inner = body.replace(/^\?(?::|<[^>=!]*>)/, '');
  // Alternatives of plain text only cannot overlap in more than a few ways.
  if (alternates) return /^[\w|/-]*$/.test(inner) && new Set(inner.split('|').map((word) => word[0])).size === inner.split('|').length;
  const joint = /^\\?([/.:;,@#&=-])(?![*+?{])/.exec(inner)?.[1] ?? /\\([/.:;,@#&=-])$/.exec(inner)?.[1] ?? /([/:;,@#&=-])$/.exec(inner)?.[1];
  if (joint === undefined) return false;
  const classes = inner.match(/\[(?:\\.|[^\]\\])*\]/g) ?? [];
  const rest = inner.replace(/\[(?:\\.|[^\]\\])*\]/g, '').replace(/^\\?[/.:;,@#&=-]|\\?[/.:;,@#&=-]$/, '');
  if (/(?<!\\)\.|\\[SDW]/.test(rest)) return false;
  return classes.every((text) => {
    try {
      return !new RegExp(`^${text}$`, 'u').test(joint) && !new RegExp(`^${text}$`).test(joint);
    } catch {
      return false;
    }
  });
}

/** May this expression be run on a text of this length? */
export function mayRun(regexp: RegExp, subject: string): boolean {
  if (regexp.source.length > MAX_PATTERN || subject.length > MAX_SUBJECT) return false;
  if (subject.length <= MAX_DOUBTFUL_SUBJECT) return true;
  const { nested, quantifiers } = doubtsAbout(regexp.source);
  return !nested && (quantifiers < 4 || subject.length <= MAX_SLOW_SUBJECT);
}
