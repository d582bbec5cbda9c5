/** Does something keep a rate limit in the memory of one process: a limiter of a library, or a container that code counts in? */
import { CONNECTIONS, LIMITER_NAMES, OTHER_COUNTERS, STANDBY_NAMES, TOO_MANY } from '../knowledge/refusals.js';
import type { Use } from './api.js';
import { factHolds, valueAt } from './arguments.js';
import { contains, enclosingFunction, functionName, propertyName, unwrap, type Node } from './ast.js';
import { readsClock } from './clock.js';
import { isAside, mentionsStore } from './deployment.js';
import { originsOf, outermostFunction } from './flow.js';
import type { Kernel } from './kernel.js';
import { refusalOf, type Refusal } from './refusal.js';
import { runtimeOf } from './runtime.js';
import { basesOf, keptStates, type KeptState } from './state.js';
import { usageOf, type Comparison, type StateUsage } from './usage.js';
import { numberOf } from './value.js';
import { hasPhrase } from './words.js';

// ---- limiters of libraries -----------------------------------------------------------------------------------------

/** The limiters of libraries that count in memory for real users, each once. */
export function memoryLimiters(kernel: Kernel): readonly Use<'memoryLimiter'>[] {
  const found = new Map<Node, Use<'memoryLimiter'>>();
  for (const use of kernel.api.uses('memoryLimiter')) {
    const { node, fact } = use;
    if (!found.has(node) && factHolds(kernel, node, fact) && !isStandby(kernel, node, fact.library) && !isAside(kernel, node)) found.set(node, use);
  }
  return [...found.values()];
}

/** Does the limiter only take over while a shared one is down, or does its library take its store from elsewhere? */
function isStandby(kernel: Kernel, limiter: Node, library: string): boolean {
  return kernel.api.uses('sharedStore').some(({ node, fact }) => {
    if (fact.defaultOf === library) return true;
    const standby = fact.standby ? valueAt(kernel, node, fact.standby) : undefined;
    return standby?.kind === 'present' && standby.values.some((value) => originsOf(kernel.sourceCode, value).some((origin) => unwrap(origin.node) === limiter));
  });
}

// ---- hand-written limiters -----------------------------------------------------------------------------------------

export interface StateLimiter {
  readonly state: KeptState;
  /** The function that refuses; the state itself when that happens at the top level. */
  readonly decider: Node;
  readonly limit: number | undefined;
  /** In milliseconds. */
  readonly window: number | undefined;
}

/** What keeps something by key. There may be a comment in an empty object. */
const CONTAINER = /\bnew\s+(?:Map|Set)\b|\bObject\s*\.\s*create\b|\{\s*[}/]/u;
/** Without a status nothing that counts without a key is reported; that spares looking at each list and number. */
const SAYS_STATUS = new RegExp(TOO_MANY.statuses.join('|'), 'u');

/** May a file keep a rate limit in memory? */
export function mayLimit(kernel: Kernel): boolean {
  return kernel.api.mayHave('memoryLimiter') || mayCount(kernel);
}

/** May code of the file count, in something that counts by key or to answer with a status? */
function mayCount(kernel: Kernel): boolean {
  return kernel.mentions('limiting') && (kernel.mentions('tooMany') || kernel.api.mayHave('memoryCache') || CONTAINER.test(kernel.sourceCode.text));
}

/** The limiters that the code of a file keeps itself. Two containers behind one check (per minute, per day) are one limiter. */
export function stateLimiters(kernel: Kernel): readonly StateLimiter[] {
  const { sourceCode } = kernel;
  if (!mayCount(kernel)) return [];
  const found = new Map<Node, StateLimiter>();
  for (const state of keptStates(sourceCode, (node) => kernel.api.factsAt(node, 'memoryCache').length > 0, SAYS_STATUS.test(sourceCode.text) ? 'all' : 'keyed')) {
    const limiter = limiterIn(kernel, state);
    if (limiter && !found.has(limiter.decider)) found.set(limiter.decider, limiter);
  }
  // In a browser it is the one user who is spared something.
  return found.size > 0 && runtimeOf(kernel) === 'browser' ? [] : [...found.values()];
}

interface Decision {
  readonly node: Node;
  readonly refusal: Refusal;
}

function limiterIn(kernel: Kernel, state: KeptState): StateLimiter | undefined {
  if (state.owner && basesOf(state.owner).some((base) => kernel.api.factsAt(base, 'singleInstance').length > 0)) return undefined;
  const usage = usageOf(kernel.sourceCode, state);
  if (usage.keys.some(isOfConnection)) return undefined;
  const decision = byCount(kernel, state, usage) ?? byTime(kernel, state, usage);
  if (!decision || isAside(kernel, decision.node) || namesOf(state, decision.node).standby) return undefined;
  // A local count in front of, or instead of, the shared one: the function asks both.
  const outermost = outermostFunction(decision.node);
  if (outermost && mentionsStore(kernel, outermost)) return undefined;
  return { state, decider: enclosingFunction(decision.node) ?? state.node, ...numbersOf(kernel, usage) };
}

/** Amounts grow, are held against a limit, and the answer is no; in time they are forgotten. */
function byCount(kernel: Kernel, state: KeptState, usage: StateUsage): Decision | undefined {
  if (usage.counted.length === 0) return undefined;
  const limits = usage.comparisons.filter((comparison) => comparison.grows && !comparison.swept && !comparison.clock && isLimit(kernel, comparison, usage));
  if (limits.length === 0) return undefined;
  const isForgotten = forgets(kernel, state, usage);
  // How much is going on at once: what goes up comes down when it is done, whatever the time.
  if (!isForgotten && (usage.removed.length > 0 || usage.counted.some(isDecrease)) && !usage.counted.every(isDecrease)) return undefined;
  const byHand = usage.counted.filter((node) => !usage.timed.includes(node));
  if (!readsTime(kernel, state, usage) && byHand.some(isDecrease) && !byHand.every(isDecrease)) return undefined;
  // A lock-out: the limit sets a time, and the time refuses.
  const windows = usage.comparisons.filter((comparison) => comparison.clock && !comparison.swept);
  if (limits.every((limit) => windows.some((window) => isWornOut(kernel, limit, window, usage)))) return undefined;
  const decision = firstRefusal(kernel, [...limits, ...windows]);
  if (!decision || !isSaidTo(usage, decision)) return undefined;
  const names = namesOf(state, decision.node);
  if (names.limiter) return decision;
  return !names.other && (decision.refusal.kind !== 'plain' || isForgotten) ? decision : undefined;
}

/** One at a time: the time of the last one is kept, and who comes too soon is refused. A cache looks the same but for the refusal. */
function byTime(kernel: Kernel, state: KeptState, usage: StateUsage): Decision | undefined {
  const windows = usage.stamped.length > 0 ? usage.comparisons.filter((comparison) => comparison.clock && !comparison.swept) : [];
  const gone = usage.forgotten || expires(kernel, state) ? usage.presence : [];
  const decision = firstRefusal(kernel, windows, gone);
  if (!decision || decision.refusal.kind === 'plain' || !isSaidTo(usage, decision)) return undefined;
  const names = namesOf(state, decision.node);
  return names.limiter || !names.other ? decision : undefined;
}

/** What counts without a key (a list, a number) is there for everybody; as often as not it paces this process's own calls. Only a status tells. */
function isSaidTo(usage: StateUsage, { refusal }: Decision): boolean {
  return usage.keys.length > 0 || refusal.kind === 'status';
}

function firstRefusal(kernel: Kernel, comparisons: readonly Comparison[], tests: readonly Node[] = []): Decision | undefined {
  let best: Decision | undefined;
  for (const node of [...comparisons.map(({ node }) => node), ...tests]) {
    const refusal = refusalOf(kernel.sourceCode, node, TOO_MANY);
    if (refusal?.kind === 'status') return { node, refusal };
    if (refusal && (!best || (best.refusal.kind === 'plain' && refusal.kind === 'words'))) best = { node, refusal };
  }
  return best;
}

/** `count >= MAX || age > MAX_AGE`: when it is full or old, a batch is sent or a file rotated. For a limiter, old means free again. */
function isWornOut(kernel: Kernel, limit: Comparison, window: Comparison, usage: StateUsage): boolean {
  const countsDown = usage.counted.every(isDecrease) || (numberOf(kernel.sourceCode, limit.other) ?? 2) <= 1;
  const full = limit.over !== countsDown;
  let chain: Node = limit.node;
  for (let outer: Node = limit.node.parent; outer.type === 'LogicalExpression' && outer.operator === (full ? '||' : '&&'); outer = outer.parent) chain = outer;
  return full === window.over && contains(chain, window.node);
}

/** Is this a limit, not the question whether anything is there? Of what is left over, nothing is the limit. */
function isLimit(kernel: Kernel, { other, rest }: Comparison, usage: StateUsage): boolean {
  const number = numberOf(kernel.sourceCode, other);
  return number === undefined || number > 1 || rest || usage.counted.some(isDecrease);
}

function isDecrease(node: Node): boolean {
  return (node.type === 'UpdateExpression' && node.operator === '--') || (node.type === 'AssignmentExpression' && node.operator === '-=') || (node.type === 'BinaryExpression' && node.operator === '-');
}

function forgets(kernel: Kernel, state: KeptState, usage: StateUsage): boolean {
  return usage.forgotten || readsTime(kernel, state, usage);
}

function readsTime(kernel: Kernel, state: KeptState, usage: StateUsage): boolean {
  return expires(kernel, state) || usage.comparisons.some((comparison) => comparison.clock) || usage.keys.some((key) => readsClock(kernel.sourceCode, key));
}

/** A cache whose entries expire. */
function expires(kernel: Kernel, state: KeptState): boolean {
  return kernel.api.factsAt(state.node, 'memoryCache').some((fact) => fact.expiry && valueAt(kernel, state.node, fact.expiry).kind === 'present');
}

/** `counts.get(socket.id)`: an open connection belongs to one process, and so does what is counted for it. */
function isOfConnection(key: Node): boolean {
  const node = unwrap(key);
  if (node.type === 'Identifier') return CONNECTIONS.has(node.name);
  const object = node.type === 'MemberExpression' && propertyName(node) === 'id' ? unwrap(node.object) : undefined;
  return object?.type === 'Identifier' && CONNECTIONS.has(object.name);
}

/** What the names of the container, its class and the functions around the check say. */
function namesOf(state: KeptState, decision: Node): Readonly<Record<'limiter' | 'other' | 'standby', boolean>> {
  const names = [state.name, state.owner?.id?.name ?? ''];
  for (let outer = enclosingFunction(decision); outer; outer = enclosingFunction(outer)) names.push(functionName(outer) ?? '');
  const say = (phrases: readonly string[]): boolean => names.some((name) => hasPhrase(name, phrases));
  return { limiter: say(LIMITER_NAMES), other: say(OTHER_COUNTERS), standby: say(STANDBY_NAMES) };
}

/** The limit and the window in milliseconds, where they are constants. */
function numbersOf(kernel: Kernel, usage: StateUsage): Pick<StateLimiter, 'limit' | 'window'> {
  const count = usage.comparisons.flatMap((each) => (each.clock || each.swept || each.rest ? [] : (numberOf(kernel.sourceCode, each.other) ?? []))).find((number) => number > 1);
  const spans = [...usage.comparisons.flatMap((each) => (each.clock && !each.swept ? [each.other] : [])), ...usage.stamped.flatMap((node) => (node.type === 'BinaryExpression' ? [node.right] : []))];
  const span = spans.map((node) => numberOf(kernel.sourceCode, node)).find((number) => number !== undefined && number >= 1000);
  return { limit: count, window: span };
}
