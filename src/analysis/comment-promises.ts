/** Which comments promise a security control that the code beside them does not have? */
import type { TSESTree } from '@typescript-eslint/utils';
import { ASKING_VERBS, CONTROLS, FOR_SOME_TIME, LATER, OPEN_WORK, TAKEN_OUT, type ControlRow } from '../knowledge/controls.js';
import { enclosingFunction, isFunction, lastNameOf, statementOf, walk, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { lazily } from './lazily.js';
import { localFunction } from './scope.js';
import { hasPhrase } from './words.js';

export interface CommentPromise {
  /** The line where it begins. */
  readonly comment: TSESTree.Comment;
  /** All that is said there, with the comments below it, on one line. */
  readonly remark: string;
  /** The sentence that promises it. */
  readonly text: string;
  readonly control: string;
}

/** A cheap look before any comment is read closely. Without `u`, under which a search that ignores case takes far longer. */
const INTERESTING = new RegExp(`${OPEN_WORK}|${LATER}|${FOR_SOME_TIME}`, 'i');
/** No more than this between a verb and what it asks for, and no end of a sentence. */
const GAP = String.raw`(?:[\s,(]+[\w'’/-]+){0,5}?[\s,(]+`;

/** What may follow its name. Another noun makes it something else: an auth dialog, an encryption badge. */
const END = String.raw`(?=\s*(?:$|[.!?;,:()–—]|- |(?:here|this|on|to|for|before|in|and|or|when|once|until|at|by|if|per|of|with|from|against|after|so|because)\b))`;

interface Pattern {
  readonly control: ControlRow;
  /** What each promise of it mentions. */
  readonly mention: RegExp;
  readonly promises: () => readonly RegExp[];
}

/** Long patterns, each put together for the first comment that mentions its control: to compile all takes longer than to lint a hundred files. Without `u`, as above. */
const patterns = lazily((): readonly Pattern[] => CONTROLS.map((control) => {
  const { noun, deed } = control;
  return { control, mention: new RegExp([noun, ...(deed === undefined ? [] : [deed])].join('|'), 'i'), promises: lazily(() => promisesOf(control)) };
}));

function promisesOf({ noun, deed }: ControlRow): readonly RegExp[] {
  const named = `(?:${noun})(?![\\w-])${END}`;
  const asked = [`(?:${ASKING_VERBS})${GAP}${named}`, ...(deed === undefined ? [] : [`(?:${deed})(?![\\w-])`])].join('|');
  const subject = String.raw`(?:(?:we|you|this|it)(?:['’]d| (?:should|must|need to|would|will))?[\s]+|(?:should|must|need to)\s+)?`;
  return [
      // `TODO(ann): add rate limiting`, `FIXME: RLS`, `TODO: rate-limit — somebody can guess`
      new RegExp(`${OPEN_WORK}(?:\\s*\\([^)]*\\))?[\\s:!.-]*${subject}(?:${asked}|${named})`, 'i'),
      // `In production, verify the signature`, `add auth before launch`
      new RegExp(`(?:${LATER})[\\s,:]+${subject}(?:${asked})`, 'i'),
      new RegExp(`(?:${asked})(?:[\\s,(]+[\\w'’/-]+){0,4}?[\\s,(]+(?:${LATER})`, 'i'),
      // `temporarily disabled the auth check`, `skip auth for now`
      new RegExp(`(?:${FOR_SOME_TIME})[\\s,:]+${subject}${TAKEN_OUT}${GAP}${named}|${TAKEN_OUT}${GAP}${named}(?:[\\s,(]+[\\w'’/-]+){0,3}?[\\s,(]+(?:${FOR_SOME_TIME})`, 'i'),
  ];
}

/** May there be such comments in a file? */
export function mayPromise(kernel: Kernel): boolean {
  return kernel.mentions('openWork');
}

/** The promises of a file that nothing near them keeps. */
export function emptyPromises(kernel: Kernel): readonly CommentPromise[] {
  const { sourceCode } = kernel;
  return remarksOf(sourceCode.getAllComments()).flatMap((remark): readonly CommentPromise[] => {
    // Most comments of a file say nothing of the kind: they are not put together first.
    if (!remark.some(({ value }) => INTERESTING.test(value))) return [];
    const text = remark.map(textOf).join(' ').replaceAll(/\s+/gu, ' ').trim();
    const found = INTERESTING.test(text) ? promiseIn(text) : undefined;
    const [comment] = remark;
    if (!found || !comment || isKept(kernel, remark.at(-1) ?? comment, found.control)) return [];
    const beginning = found.text.slice(0, 12);
    return [{ comment: remark.find((each) => textOf(each).replaceAll(/\s+/gu, ' ').includes(beginning)) ?? comment, remark: text, text: found.text, control: found.control.name }];
  });
}

function promiseIn(text: string): { readonly text: string; readonly control: ControlRow } | undefined {
  for (const { control, mention, promises } of patterns()) {
    if (!mention.test(text)) continue;
    for (const promise of promises()) {
      const match = promise.exec(text);
      if (match) return { text: text.slice(match.index).replace(/[.;](?:\s.*)?$/u, ''), control };
    }
  }
  return undefined;
}

/** Line comments below each other are one remark. */
function remarksOf(comments: readonly TSESTree.Comment[]): readonly (readonly TSESTree.Comment[])[] {
  const remarks: TSESTree.Comment[][] = [];
  let last: TSESTree.Comment | undefined;
  for (const comment of comments) {
    const goesOn = last?.type === 'Line' && comment.type === 'Line' && comment.loc.start.line === last.loc.start.line + 1 && comment.loc.start.column === last.loc.start.column;
    if (goesOn) remarks.at(-1)?.push(comment);
    else remarks.push([comment]);
    last = comment;
  }
  return remarks;
}

/** Without the stars of a block and what is quoted as code, and no further than a remark is read. */
function textOf({ value }: TSESTree.Comment): string {
  return value.slice(0, 2_000).replaceAll(/^\s*\*+|`[^`]*`/gmu, ' ');
}

const MAX_HOPS = 2;

/** Is something called that enforces it: in the function that the comment stands in or above, in one of this file that is called there? */
function isKept({ sourceCode }: Kernel, comment: TSESTree.Comment, { evidence }: ControlRow): boolean {
  const visited = new Set<Node>();
  const isIn = (scope: Node, hops: number): boolean => {
    if (visited.has(scope)) return false;
    visited.add(scope);
    let kept = false;
    walk(sourceCode.visitorKeys, scope, (node) => {
      if (kept) return 'skip';
      const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
      // A flag of the configuration enforces by being tested: `if (!env.BAA_SIGNED)`.
      const name = isCall ? lastNameOf(node.callee) : node.type === 'Identifier' && /^[A-Z][A-Z\d_]+$/u.test(node.name) ? node.name : undefined;
      kept = name !== undefined && hasPhrase(name, evidence);
      const callee = isCall && !kept && hops < MAX_HOPS ? localFunction(sourceCode, node.callee) : undefined;
      kept ||= callee !== undefined && isIn(callee, hops + 1);
      return undefined;
    });
    return kept;
  };
  return isIn(spokenOf(sourceCode, comment), 0);
}

/** What a comment speaks of: the function around it, or right below it; the whole file when there is neither. */
function spokenOf(sourceCode: Kernel['sourceCode'], comment: TSESTree.Comment): Node {
  const token = sourceCode.getTokenAfter(comment);
  const next = token && sourceCode.getNodeByRangeIndex(token.range[0]);
  if (!next) return sourceCode.ast;
  const statement = statementOf(next);
  const isRightAbove = statement.range[0] >= comment.range[1] && statement.loc.start.line <= comment.loc.end.line + 1;
  if (isRightAbove && hasFunction(sourceCode, statement)) return statement;
  return enclosingFunction(next) ?? sourceCode.ast;
}

function hasFunction({ visitorKeys }: Kernel['sourceCode'], statement: Node): boolean {
  let found = false;
  walk(visitorKeys, statement, (node) => {
    found ||= isFunction(node);
    return found ? 'skip' : undefined;
  });
  return found;
}
