/** What may somebody guess who can predict a random source? */
import type { TSESTree } from '@typescript-eslint/utils';
import { OBSERVERS } from '../knowledge/vocabulary.js';
import type { Use } from './api.js';
import { contains, unwrap, wrapped, type CallLike, type Node } from './ast.js';
import { authorityAt, ingredientsOf, isInCatalogue, isStandIn, sharedTextHelper, surroundingWords, type Authority } from './authority.js';
import { destinationsOf, type Destination } from './destinations.js';
import type { Kernel } from './kernel.js';
import { definitionOf } from './scope.js';
import { isHarmlessName } from './words.js';

const MAX_HOPS = 5;

type Source = Use<'weakRandom'>;

/** What a predictable source makes. */
export type Guess = { readonly use: Source } & (
  /** What the API is for: knowledge says so. */
  | { readonly kind: 'purpose'; readonly what: string; readonly destination?: undefined }
  /** Something that lets somebody in. */
  | { readonly kind: 'authority'; readonly authority: Authority; readonly destination: Destination }
  /** Text that an exported function hands to whoever wants some. */
  | { readonly kind: 'helper'; readonly name: string; readonly destination: Destination }
);

interface GuessOptions {
  /** Does the file run in a browser? */
  readonly isBrowser: boolean;
  /** Do exported helpers count? */
  readonly helpers: boolean;
}

/**
 * What the sources of a file make that must not be guessed, one answer for what several of them make together
 * (`Date.now() + Math.random()`, a generator and its seed). Values made for show do not count.
 */
export function guessesIn(kernel: Kernel, sources: readonly Source[], options: GuessOptions): readonly Guess[] {
  const nodes = sources.map((use) => use.node);
  const told = new Set<Node>();
  const guesses: Guess[] = [];
  // The clock comes last: `Date.now() + Math.random()` is the fault of the generator.
  for (const use of [...sources].sort((a, b) => Number(a.fact.kind === 'clock') - Number(b.fact.kind === 'clock'))) {
    const guess = guessOf(kernel, use, options);
    if (!guess || (guess.destination && told.has(guess.destination.node)) || isStandIn(use.node, guess.destination?.value) || isInCatalogue(use.node, nodes)) continue;
    if (guess.destination) told.add(guess.destination.node);
    guesses.push(guess);
  }
  return guesses;
}

function guessOf(kernel: Kernel, use: Source, { isBrowser, helpers }: GuessOptions): Guess | undefined {
  const { fact, node } = use;
  if (fact.purpose !== undefined) return { kind: 'purpose', use, what: fact.purpose };
  const destinations = destinationsOf(kernel.sourceCode, node, { generator: fact.generator ?? false, picked: fact.kind === 'item', carries: (call, position) => carries(kernel, call, position) });
  // What is called `token` here and `writeToken` there is the latter.
  const isHarmless = destinations.some(({ name }) => name !== undefined && isHarmlessName(name));
  for (const destination of destinations) {
    const authority = authorityAt(kernel, destination);
    if (authority && !(isHarmless && authority.what === 'token') && decides(kernel, use, destination, authority, isBrowser) && !isMark(kernel, use, authority, destination)) return { kind: 'authority', use, authority, destination };
  }
  if (!helpers || isBrowser || fact.kind === 'clock') return undefined;
  for (const destination of destinations) {
    const name = sharedTextHelper(kernel, destination);
    if (name !== undefined && !ingredientsOf(kernel, destination.value).strong) return { kind: 'helper', use, name, destination };
  }
  return undefined;
}

/** Functions of other files whose result is made of an argument: hashes, hooks, functions that hand it on. */
export function carries(kernel: Kernel, call: CallLike, position: number): 'value' | 'generator' | undefined {
  const weak = kernel.api.factsBornAt(call, 'weakRandom').find((fact) => fact.kind === 'number');
  // What a generator makes is as predictable as its seed.
  if (weak) return weak.generator ? 'generator' : 'value';
  return [...kernel.api.factsBornAt(call, 'digest'), ...kernel.api.factsBornAt(call, 'holder'), ...kernel.api.factsBornAt(call, 'passthrough')].some((fact) => fact.arg === position) ? 'value' : undefined;
}

/** Is it this source that makes the value at its destination guessable? */
function decides(kernel: Kernel, { node, fact }: Source, { value }: Destination, { what }: Authority, isBrowser: boolean): boolean {
  const { strong, unknown } = ingredientsOf(kernel, value);
  if (strong) return false;
  if (isAnonymousSession(kernel, what, node, isBrowser)) return false;
  // A bare number is a mark in the state of a component: `setRefreshToken(Date.now())`.
  if (isBrowser && fact.numeric && unwrap(value) === node) return false;
  if (fact.kind !== 'clock') return true;
  if (isTime(kernel, node, value)) return false;
  const isHashed = (): boolean => kernel.api.uses('digest').some((digest) => contains(digest.node, node));
  // The time in a signed or otherwise unknown value is no secret and need not be one; as a nonce that only counts up it does its work.
  return !unknown && (!/nonce/u.test(what) || isHashed());
}

/** `now + 3600_000` */
function isMoment({ left, operator, right }: TSESTree.BinaryExpression): boolean {
  return (operator === '+' || operator === '-') && [left, right].some(isAmount);
}

/** `3600_000`, `5 * 60_000` */
function isAmount(node: Node): boolean {
  return node.type === 'BinaryExpression' ? isAmount(node.left) && isAmount(node.right) : node.type === 'Literal' && typeof node.value === 'number';
}

/** `new Date()` and `Date.now() + 3600_000` that stay what they are, are times, whatever the name: nobody presents them. */
function isTime({ sourceCode }: Kernel, clock: Node, value: Node): boolean {
  let held = unwrap(value);
  for (let hops = 0; held.type === 'Identifier' && hops < MAX_HOPS; hops += 1) held = unwrap(definitionOf(sourceCode, held) ?? held);
  // `'reset-' + now` is a text.
  if (held.type === 'BinaryExpression') return isMoment(held);
  const made = clock.type === 'NewExpression' ? clock : wrapped(clock).parent;
  const isMade = made?.type === 'NewExpression' || (made?.type === 'BinaryExpression' && isMoment(made));
  return made !== undefined && isMade && isChosen(made) && ['NewExpression', 'Identifier', 'ConditionalExpression', 'LogicalExpression'].includes(held.type);
}

/** Does nothing but a choice stand between a value and what it is written to or returned from? */
function isChosen(made: Node): boolean {
  let here = made;
  while (here.parent && (unwrap(here.parent) === unwrap(here) || here.parent.type === 'ConditionalExpression' || here.parent.type === 'LogicalExpression')) here = here.parent;
  return ['VariableDeclarator', 'AssignmentExpression', 'Property', 'PropertyDefinition', 'ReturnStatement', 'ArrowFunctionExpression'].includes(here.parent?.type ?? '');
}

/** Is it the number of a session that nobody is signed in to: one that the browser itself counts, or that a logger or analytics do? */
export function isAnonymousSession({ sourceCode }: Kernel, what: string, node: Node, isBrowser: boolean): boolean {
  return what === 'session id' && (isBrowser || /\b(?:session|local)Storage\b/u.test(sourceCode.text) || surroundingWords(node).some((word) => OBSERVERS.has(word)));
}

/**
 * A bare number under the name `token` or `nonce`, of which no text is ever made, tells calls, messages or renderings apart:
 * `const token = Math.random(); … if (token !== latest) return`, `setTarget({ lat, lon, token: Date.now() })`.
 */
function isMark(kernel: Kernel, { node, fact }: Source, { what }: Authority, { kind, value }: Destination): boolean {
  if (!fact.numeric || !/^(?:token|nonce)$/u.test(what) || kind === 'argument' || kind === 'query parameter') return false;
  const made = definitionOf(kernel.sourceCode, unwrap(value));
  if (kind === 'comparison' && !made) return true;
  const inner = unwrap(made ?? value);
  return inner === node || (inner.type === 'BinaryExpression' && inner.operator === '*' && [inner.left, inner.right].some((side) => unwrap(side) === node));
}
