/** Which counters that limit something are counted and given their expiry in Redis in steps that can be torn apart? */
import type { TSESTree } from '@typescript-eslint/utils';
import { COUNTS, EXPIRES, LIFETIMES, READS, WRITES } from '../knowledge/redis.js';
import { LIMITER_NAMES, TOO_MANY } from '../knowledge/refusals.js';
import { contains, enclosingFunction, functionName, lastNameOf, stringOf, unwrap, walk, type Node } from './ast.js';
import { fixedTextOf } from './fixed-text.js';
import { originsOf } from './flow.js';
import { guardsOf } from './guards.js';
import type { Kernel } from './kernel.js';
import { optionOf } from './options.js';
import { redisCommandsOf, type RedisCommand } from './redis.js';
import { refusalOf } from './refusal.js';
import { isSameValue } from './sameness.js';
import { numberOf } from './value.js';
import { hasPhrase } from './words.js';

export interface LooseCounter {
  /**
   * `firstHit`: the expiry is set in a second step when the count is 1. `everyHit`: in a second step each time. `pipeline`: both are
   * only sent together. `rewritten`: the count is read, raised here and written back. `created`: a read decides whether the counter
   * is written with its expiry or raised.
   */
  readonly kind: 'firstHit' | 'everyHit' | 'pipeline' | 'rewritten' | 'created';
  /** The command that counts. */
  readonly count: RedisCommand;
  /** The other step: what sets the expiry, or what was read before. */
  readonly other: RedisCommand;
}

/** The torn counters of a file, one for each command that counts. */
export function looseCounters(kernel: Kernel): readonly LooseCounter[] {
  const commands = redisCommandsOf(kernel).filter(({ args }) => args.length > 0);
  const found = new Map<Node, LooseCounter>();
  for (const count of commands) {
    const counter = COUNTS.has(count.name) ? (withExpiry(kernel, count, commands) ?? afterCreation(kernel, count, commands)) : WRITES.has(count.name) ? rewritten(kernel, count, commands) : undefined;
    if (counter) found.set(count.node, counter);
  }
  return [...found.values()];
}

/** The commands for the same key in the function that a command stands in, and in the functions inside it. */
function neighbours(kernel: Kernel, of: RedisCommand, commands: readonly RedisCommand[], names: ReadonlySet<string>): readonly RedisCommand[] {
  const owner: Node = enclosingFunction(of.node) ?? kernel.sourceCode.ast;
  return commands.filter((other) => other !== of && names.has(other.name) && contains(owner, other.node) && isSameKey(kernel, of, other));
}

function isSameKey(kernel: Kernel, one: RedisCommand, other: RedisCommand): boolean {
  const [key] = one.args;
  const [twin] = other.args;
  return key !== undefined && twin !== undefined && isSameValue(kernel.sourceCode, key, twin);
}

// ---- INCR and EXPIRE -------------------------------------------------------------------------------------------------

function withExpiry(kernel: Kernel, count: RedisCommand, commands: readonly RedisCommand[]): LooseCounter | undefined {
  const expiries = neighbours(kernel, count, commands, EXPIRES);
  // One step sets it: what another sets again does no harm.
  if (expiries.some((expire) => expire.batch === 'transaction' && count.batch === 'transaction')) return undefined;
  for (const expire of expiries) {
    if (count.batch === 'pipeline' && expire.batch === 'pipeline') {
      if (!keepsExpiry(kernel, expire) && isLimiter(kernel, count, commands)) return { kind: 'pipeline', count, other: expire };
      continue;
    }
    const conditions = conditionsOf(kernel, count, expire);
    // `if ((await redis.ttl(key)) < 0)`: a counter that has lost its expiry is given one with the next hit.
    if (conditions.some((condition) => asksLifetime(kernel, condition))) continue;
    if (conditions.length > 0) {
      if (conditions.some((condition) => isFirst(kernel, condition)) || isLimiter(kernel, count, commands)) return { kind: 'firstHit', count, other: expire };
    } else if (!keepsExpiry(kernel, expire) && isLimiter(kernel, count, commands)) return { kind: 'everyHit', count, other: expire };
  }
  return undefined;
}

/** The conditions under which the expiry is set, apart from those under which anything is counted at all. */
function conditionsOf(kernel: Kernel, count: RedisCommand, expire: RedisCommand): readonly Node[] {
  const options = { across: 'closures', stale: true } as const;
  const always = new Set(guardsOf(kernel.sourceCode, count.node, options).map(({ test }) => test));
  return guardsOf(kernel.sourceCode, expire.node, options).flatMap(({ test }) => (always.has(test) || !isOfHit(kernel, test, count) ? [] : [test]));
}

/** Does a condition come after the hit was counted, so that it can be about the count? Others decide whether there is a limit. */
function isOfHit(kernel: Kernel, test: Node, count: RedisCommand): boolean {
  return test.range[0] >= count.node.range[0] || contains(test, count.node) || originsOf(kernel.sourceCode, test).some(({ node }) => node === count.node);
}

/** `EXPIRE key seconds NX`: each hit may ask for it, the first one counts. */
function keepsExpiry(kernel: Kernel, expire: RedisCommand): boolean {
  return expire.args.slice(2).some((option) => /^nx$/iu.test(stringOf(option) ?? '') || optionOf(kernel.sourceCode, option, ['nx']).kind === 'present');
}

function asksLifetime(kernel: Kernel, condition: Node): boolean {
  let asks = false;
  walk(kernel.sourceCode.visitorKeys, condition, (node) => {
    const name = node.type === 'Identifier' || node.type === 'CallExpression' ? lastNameOf(node) : '';
    asks ||= name !== '' && (LIFETIMES.has(name.toLowerCase()) || hasPhrase(name, ['ttl', 'pttl', 'time to live']));
    return asks ? 'skip' : undefined;
  });
  return asks || originsOf(kernel.sourceCode, condition).some(({ node }) => node.type === 'CallExpression' && LIFETIMES.has(lastNameOf(node).toLowerCase()));
}

/** `count === 1` */
function isFirst(kernel: Kernel, condition: Node): boolean {
  const test = unwrap(condition);
  return test.type === 'BinaryExpression' && [test.left, test.right].some((side) => numberOf(kernel.sourceCode, side) === 1);
}

// ---- GET and SET -----------------------------------------------------------------------------------------------------

/** `const n = await redis.get(key); … await redis.set(key, n + 1)`: two requests at once read the same number. */
function rewritten(kernel: Kernel, write: RedisCommand, commands: readonly RedisCommand[]): LooseCounter | undefined {
  const value = writtenValue(write);
  if (!value || write.batch === 'transaction') return undefined;
  for (const read of neighbours(kernel, write, commands, READS)) {
    if (read.node.range[0] > write.node.range[0] || read.batch === 'transaction') continue;
    const comesFromRead = (node: Node): boolean => originsOf(kernel.sourceCode, node, { isOrigin: (each) => each === read.node }).some(({ node: origin }) => origin === read.node);
    const owner: Node = enclosingFunction(write.node) ?? kernel.sourceCode.ast;
    if (comesFromRead(value) && raisesIn(kernel, owner, comesFromRead) && isLimiter(kernel, write, commands)) return { kind: 'rewritten', count: write, other: read };
  }
  return undefined;
}

/** `set(key, value, …)`, `setex(key, seconds, value)` */
function writtenValue({ name, args }: RedisCommand): Node | undefined {
  return name === 'setex' || name === 'psetex' ? args[2] : args[1];
}

/** Is one added to something, in this function, that comes from what was read? */
function raisesIn(kernel: Kernel, owner: Node, comesFromRead: (node: Node) => boolean): boolean {
  let raises = false;
  walk(kernel.sourceCode.visitorKeys, owner, (node) => {
    if (raises) return 'skip';
    if (node.type === 'UpdateExpression' && node.operator === '++') raises = comesFromRead(node.argument);
    else if (node.type === 'AssignmentExpression' && node.operator === '+=') raises = numberOf(kernel.sourceCode, node.right) === 1 && comesFromRead(node.left);
    else if (node.type === 'BinaryExpression' && node.operator === '+' && numberOf(kernel.sourceCode, node.right) === 1) raises = comesFromRead(node.left);
    return undefined;
  });
  return raises;
}

/** `if (await redis.get(key)) await redis.incr(key); else await redis.set(key, 1, 'EX', 60)`: when it expires in between, INCR makes one that never does. */
function afterCreation(kernel: Kernel, count: RedisCommand, commands: readonly RedisCommand[]): LooseCounter | undefined {
  if (count.batch === 'transaction') return undefined;
  const read = neighbours(kernel, count, commands, READS).find(({ node, batch }) => node.range[0] < count.node.range[0] && batch === 'single');
  // `SET key 0 EX 60 NX` in front of INCR creates it at most once.
  const creates = neighbours(kernel, count, commands, WRITES).some((write) => !isConditional(kernel, write));
  return read && creates && isLimiter(kernel, count, commands) ? { kind: 'created', count, other: read } : undefined;
}

function isConditional(kernel: Kernel, write: RedisCommand): boolean {
  return write.args.slice(2).some((option) => /^nx$/iu.test(stringOf(option) ?? '') || ['nx', 'NX', 'condition'].some((name) => optionOf(kernel.sourceCode, option, [name]).kind === 'present'));
}

// ---- is it a limit? --------------------------------------------------------------------------------------------------

/** Does the count limit something: by what it is called, or because it is held against a limit and the answer is no? */
function isLimiter(kernel: Kernel, count: RedisCommand, commands: readonly RedisCommand[]): boolean {
  const names = [fixedTextOf(kernel.sourceCode, count.args[0] ?? count.node), lastNameOf(count.args[0] ?? count.node)];
  for (let outer = enclosingFunction(count.node); outer; outer = enclosingFunction(outer)) names.push(functionName(outer) ?? '');
  if (names.some((name) => hasPhrase(name, LIMITER_NAMES))) return true;
  const counted = [count, ...neighbours(kernel, count, commands, READS)].map(({ node }) => node);
  const owner: Node = enclosingFunction(count.node) ?? kernel.sourceCode.ast;
  return comparisonsOf(kernel, owner, counted).some((comparison) => refusalOf(kernel.sourceCode, comparison, TOO_MANY) !== undefined);
}

/** Where a count, or something made of it, is held against a limit. */
function comparisonsOf(kernel: Kernel, owner: Node, counted: readonly Node[]): readonly TSESTree.BinaryExpression[] {
  const comparisons: TSESTree.BinaryExpression[] = [];
  const isCount = (side: Node): boolean => originsOf(kernel.sourceCode, side, { isOrigin: (each) => counted.includes(each) }).some(({ node }) => counted.includes(node));
  walk(kernel.sourceCode.visitorKeys, owner, (node) => {
    if (node.type === 'BinaryExpression' && /^[<>]=?$/u.test(node.operator) && (isCount(node.left) || isCount(node.right))) comparisons.push(node);
    return undefined;
  });
  return comparisons;
}
