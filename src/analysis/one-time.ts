/** Which values that are good for one use are looked up, checked and used up in steps that two requests can take at the same time? */
import { READS, REMOVES } from '../knowledge/redis.js';
import type { TableAnswer } from '../knowledge/tables.js';
import { OAUTH_MENTION } from '../knowledge/vocabulary.js';
import { contains, enclosingFunction, functionName, lastNameOf, statementOf, unwrap, walk, wrapped, type Node } from './ast.js';
import { fixedTextOf } from './fixed-text.js';
import { outermostFunction } from './flow.js';
import { callsBefore, guardsOf } from './guards.js';
import type { Kernel } from './kernel.js';
import { nodesOf } from './nodes.js';
import { fateOf, type Fate } from './promises.js';
import { redisCommandsOf } from './redis.js';
import { lowerBound } from './positions.js';
import { isSameValue } from './sameness.js';
import { definitionOf } from './scope.js';
import { comesFrom, tableCallAt, type Column, type TableCall } from './tables.js';
import { BRIEF, chainText, shortText } from './text.js';
import { isInTransaction } from './transactions.js';
import { branchVerdict, verdictOf } from './verdicts.js';
import { namesPresented, namesUse, oneTimeOf, wordsOf } from './words.js';

export interface LooseUse {
  /**
   * `unchecked`: nobody looks whether the value was still there when it was used up. `late`: something is done with it first.
   * `unconditional`: it is marked as used whether or not it was already.
   */
  readonly kind: 'unchecked' | 'late' | 'unconditional';
  /** What the value is: `reset token`. */
  readonly what: string;
  /** What looks it up, for messages. */
  readonly read: string;
  /** What uses it up. */
  readonly node: Node;
  readonly use: string;
  /** For `late`: what is done before. */
  readonly before: string | undefined;
  /** `keys`: a store of keys and values. */
  readonly store: 'keys' | TableCall['style'];
}

/** A look-up of a value, or what uses it up. */
interface Step {
  readonly node: Node;
  /** How it is spoken of: `get('otp:…')`, `delete from reset_tokens`. */
  readonly text: string;
  /** The names that may say what kind of value it is. */
  readonly names: readonly string[];
  readonly answer: TableAnswer;
  readonly store: LooseUse['store'];
  /** For Redis. */
  readonly key?: Node;
  readonly call?: TableCall;
}

/** Something is removed or marked; without one of these in the text there is nothing to look for. Without `u`, under which a search that ignores case takes far longer. */
const USES_UP = /\.\s*(?:(?:get|h)?del|srem|unlink|delete\w*|destroy|remove|update\w*|set)\s*[(<]|\bdelete\s+from\b|\bupdate\s+["'`\w.]+\s+set\b/i;
const OAUTH = new RegExp(OAUTH_MENTION, 'i');
/** A column that says a row has been used. */
const SAYS_USED = /used_?(?:at|on|by|date|time)\b|(?:is|been|token|code)_?used\b|[.\s{,]used\s*[:}=),]|consumed|redeemed|spent/i;

/** May a file use up such values? It has a name for one, or says that a row has been used, and removes or marks something. */
export function mayUseUp(kernel: Kernel): boolean {
  const { sourceCode } = kernel;
  const isNamed = (): boolean => kernel.mentions('oneTime') || (kernel.mentions('used') && SAYS_USED.test(sourceCode.text)) || (kernel.mentions('state') && OAUTH.test(sourceCode.text));
  return kernel.mentions('usingUp') && isNamed() && USES_UP.test(sourceCode.text);
}

/** The loose uses of a file, one for each step that uses a value up. */
export function looseUses(kernel: Kernel): readonly LooseUse[] {
  const reads: Step[] = [];
  const uses: Step[] = [];
  const writes: TableCall[] = [];
  for (const { node, name, args, batch } of redisCommandsOf(kernel)) {
    const [key] = args;
    if (!key || batch === 'transaction') continue;
    const step: Step = { node, text: `${name}(${shortText(kernel.sourceCode, key, BRIEF)})`, key, names: [fixedTextOf(kernel.sourceCode, key), lastNameOf(key), ...calledNames(key)], answer: 'count', store: 'keys' };
    if (READS.has(name)) reads.push(step);
    else if (REMOVES.has(name)) uses.push(step);
  }
  const commands = new Set([...reads, ...uses].map(({ node }) => node));
  for (const node of nodesOf(kernel.sourceCode, 'CallExpression', 'TaggedTemplateExpression')) {
    const call = tableCallAt(kernel, node);
    if (!call || commands.has(node)) continue;
    const step: Step = { node, text: textOf(kernel, call), call, names: [call.table, ...call.where.map(({ name }) => name)], answer: call.answer, store: call.style };
    if (call.action === 'read') reads.push(step);
    else writes.push(call);
    // What is over is cleared away.
    if ((call.action === 'delete' && !call.below) || (call.action === 'update' && marksUse(call))) uses.push(step);
  }
  if (reads.length === 0 || uses.length === 0) return [];
  const near = { reads: nearby(reads), uses: nearby(uses), writes: nearby(writes) };
  return uses.flatMap((use) => looseUse(kernel, use, near) ?? []);
}

/** A function that takes more steps than this is generated, or fills a database. */
const MAX_NEARBY = 100;

type Nearby<T> = (node: Node) => readonly T[];

/** Those of some steps that may be taken before a node, the nearest of them: in the same outermost function, or in none. */
function nearby<T extends { readonly node: Node }>(steps: readonly T[]): Nearby<T> {
  const byFunction = new Map<Node | undefined, T[]>();
  for (const step of steps) {
    const owner = outermostFunction(step.node);
    const list = byFunction.get(owner);
    if (list) list.push(step);
    else byFunction.set(owner, [step]);
  }
  for (const list of byFunction.values()) list.sort(bySource);
  const before = (owner: Node | undefined, node: Node): readonly T[] => {
    const list = byFunction.get(owner) ?? [];
    const end = lowerBound(list.length, (index) => list[index]?.node.range[0] ?? 0, node.range[0] + 1);
    return list.slice(Math.max(0, end - MAX_NEARBY), end);
  };
  return (node) => {
    const owner = outermostFunction(node);
    return owner ? [...before(undefined, node), ...before(owner, node)].sort(bySource) : before(undefined, node);
  };
}

function bySource(left: { readonly node: Node }, right: { readonly node: Node }): number {
  return left.node.range[0] - right.node.range[0];
}

const CLAUSES = { read: 'select from', insert: 'insert into', update: 'update', delete: 'delete from' } as const;

function textOf(kernel: Kernel, { node, style, action, table }: TableCall): string {
  return style === 'model' ? chainText(kernel.sourceCode, node, 50) : `${CLAUSES[action]} ${table}`;
}

/** The name of the function that makes a key: `otpKey(email)`. */
function calledNames(key: Node): readonly string[] {
  const inner = unwrap(key);
  return inner.type === 'CallExpression' ? [lastNameOf(inner.callee)] : [];
}

/** Does an update say that the row has been used, or take the value out of it: `{ usedAt: new Date() }`, `{ resetToken: null }`? */
function marksUse({ set }: TableCall): boolean {
  return set.some((column) => namesUse(column.name) || takesOut(column));
}

function takesOut({ name, value }: Column): boolean {
  const inner = value && unwrap(value);
  const isEmpty = (inner?.type === 'Literal' && (inner.value === null || inner.value === '')) || (inner?.type === 'Identifier' && inner.name === 'undefined');
  return isEmpty && namesPresented(name) && oneTimeOf(name) !== undefined;
}

interface Neighbours {
  readonly reads: Nearby<Step>;
  readonly uses: Nearby<Step>;
  readonly writes: Nearby<TableCall>;
}

function looseUse(kernel: Kernel, use: Step, near: Neighbours): LooseUse | undefined {
  const before = new Set(callsBefore(kernel.sourceCode, use.node, { across: 'closures' }));
  const fate = fateOf(kernel, listOf(use.node) ?? use.node);
  if (fate.kind === 'elsewhere' || isDecided(kernel, use, near.uses(use.node), before)) return undefined;
  for (const read of near.reads(use.node)) {
    if (!(before.has(read.node) || isEarlier(read.node, use.node)) || !isSameThing(kernel, read, use) || !isChecked(kernel, read, use)) continue;
    const what = kindOf(kernel, read, use);
    // A value that has run out, or did not match, is cleared away: nobody is let in.
    if (what === undefined || branchVerdict(kernel.sourceCode, use.node) === 'denies' || branchVerdict(kernel.sourceCode, use.node) === 'caught') continue;
    if (isOneStep(kernel, read, use) || isPostedElsewhere(kernel, read, use)) continue;
    const found = { what, read: read.text, node: use.node, use: use.text, store: use.store };
    if (use.call?.action === 'update' && !isFoundUnused(kernel, read, use.call)) continue;
    if (use.call?.action === 'update' && !isConditional(use.call)) return { ...found, kind: 'unconditional', before: undefined };
    if (!tells(use, fate)) return { ...found, kind: 'unchecked', before: undefined };
    const effect = use.answer === 'throws' ? effectBetween(read, use, before, near.writes(use.node)) : undefined;
    if (effect) return { ...found, kind: 'late', before: textOf(kernel, effect) };
  }
  return undefined;
}

/** Does the statement of one node come before the other in a block around both? For tags of templates, which are no calls. */
function isEarlier(one: Node, other: Node): boolean {
  const statement = statementOf(one);
  return one.type === 'TaggedTemplateExpression' && statement.parent !== undefined && contains(statement.parent, other) && statement.range[1] <= other.range[0];
}

// ---- the same value --------------------------------------------------------------------------------------------------

function isSameThing(kernel: Kernel, read: Step, use: Step): boolean {
  if (read.key && use.key) return isSameValue(kernel.sourceCode, read.key, use.key);
  if (!read.call || !use.call) return false;
  if (use.call.row) return comesFrom(kernel, use.call.row, read.node);
  if (tableWords(read.call.table) !== tableWords(use.call.table)) return false;
  const values = read.call.where;
  return use.call.where.some(({ name, value }) => value !== undefined && (comesFrom(kernel, value, read.node) || values.some((other) => other.name === name && other.value !== undefined && isSameValue(kernel.sourceCode, other.value, value))));
}

function tableWords(table: string): string {
  return wordsOf(table).filter((word) => !/^(?:table|model|repository|repo|schema)$/u.test(word)).join(' ');
}

/** Is it used up only after a look at what was read: `if (!record) return`, `stored === code`? */
function isChecked(kernel: Kernel, read: Step, use: Step): boolean {
  if (read.answer === 'throws') return true;
  return guardsOf(kernel.sourceCode, use.node, { across: 'closures', stale: true }).some(({ test }) => mentions(kernel, test, read.node));
}

function mentions(kernel: Kernel, test: Node, read: Node): boolean {
  let found = contains(test, read);
  walk(kernel.sourceCode.visitorKeys, test, (node) => {
    if (found) return 'skip';
    if (node.type === 'Identifier') found = comesFrom(kernel, node, read);
    return undefined;
  });
  return found;
}

/** Has another one-time value been used up before, and was that what decided? What is kept of the request in a second store is then only cleared away. */
function isDecided(kernel: Kernel, use: Step, uses: readonly Step[], before: ReadonlySet<Node>): boolean {
  return uses.some((other) => other !== use && before.has(other.node) && other.names.some((name) => oneTimeOf(name) !== undefined) && tells(other, fateOf(kernel, other.node)));
}

/** `profile.description.includes(code)`: nobody presents the value. It shows that a page, a post or a DNS record is somebody's, as often as one looks. */
function isPostedElsewhere(kernel: Kernel, read: Step, use: Step): boolean {
  return guardsOf(kernel.sourceCode, use.node, { across: 'closures', stale: true }).some(({ test }) => {
    const call = unwrap((test.type === 'Identifier' && definitionOf(kernel.sourceCode, test)) || test);
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || lastNameOf(call.callee) !== 'includes') return false;
    const [searched] = call.arguments;
    return searched !== undefined && comesFrom(kernel, searched, read.node) && !comesFrom(kernel, call.callee.object, read.node);
  });
}

// ---- the kind of value -----------------------------------------------------------------------------------------------

/** What the value is, when its names say that it is good for one use only. */
function kindOf(kernel: Kernel, read: Step, use: Step): string | undefined {
  const own = [...use.names, ...read.names, ...resultNames(read.node)];
  const phrase = own.map(oneTimeOf).find((each) => each !== undefined);
  if (phrase !== undefined) return phrase;
  if (own.some((name) => /(?:^| )state(?: key)?$/u.test(wordsOf(name).join(' '))) && OAUTH.test(kernel.sourceCode.text)) return 'OAuth state';
  // What is marked as used is good for one use, whatever it is called; `lastUsedAt` and the like are no such marks.
  const marked = use.call?.set.find(({ name }) => namesUse(name));
  if (marked) return own.some(namesPresented) ? `${wordsOf(use.call?.table ?? '').join(' ')} row` : undefined;
  if (read.store !== 'keys') return undefined;
  // `redis.get(email)` in `verifyOtp()`
  for (let outer = enclosingFunction(use.node); outer; outer = enclosingFunction(outer)) {
    const named = oneTimeOf(functionName(outer) ?? '');
    if (named !== undefined && own.every((name) => wordsOf(name).length === 0 || oneTimeOf(`otp ${name}`) !== undefined)) return named;
  }
  return undefined;
}

/** The variables that receive what was read. */
function resultNames(read: Node): readonly string[] {
  let outer = wrapped(read);
  while (outer.parent && /^(?:Logical|Call|Member)Expression$/u.test(outer.parent.type)) outer = wrapped(outer.parent);
  const { parent } = outer;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? [parent.id.name] : [];
}

// ---- one step? -------------------------------------------------------------------------------------------------------

/** Inside one transaction, or with the row locked, nobody comes in between. */
function isOneStep(kernel: Kernel, read: Step, use: Step): boolean {
  if (/\bfor\s+(?:no\s+key\s+)?update\b/iu.test(read.call?.sql ?? '')) return true;
  const inTransaction = ({ node }: Step): boolean => (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') && isInTransaction(kernel, node);
  if (inTransaction(read) && inTransaction(use)) return true;
  // A list of queries in a transaction: the one that finds nothing takes the others back.
  return use.answer === 'throws' && (inTransaction(use) || listOf(use.node) !== undefined) && (use.call?.action === 'delete' || (use.call !== undefined && isConditional(use.call)));
}

/** The call that runs a list of queries in one transaction: `$transaction([…, prisma.token.delete(…)])`. */
function listOf(node: Node): Node | undefined {
  const list = wrapped(node).parent;
  const call = list?.type === 'ArrayExpression' && list.parent.type === 'CallExpression' ? list.parent : undefined;
  return call && wordsOf(lastNameOf(call.callee)).includes('transaction') ? call : undefined;
}

/**
 * Was the row looked up as one that is still unused, or is who comes with a used one turned away? A mark that only notes when
 * something was used for the first time lets everybody through.
 */
function isFoundUnused(kernel: Kernel, read: Step, { node, set }: TableCall): boolean {
  if (set.some((column) => (namesUse(column.name) || takesOut(column)) && read.call?.where.some(({ name }) => name === column.name))) return true;
  return guardsOf(kernel.sourceCode, node, { across: 'closures', stale: true }).some(({ test, by }) => speaksOfUse(kernel, test) && (by === 'exit' || by === 'assertion' || turnsAway(kernel, test, node)));
}

function speaksOfUse(kernel: Kernel, test: Node): boolean {
  let found = false;
  walk(kernel.sourceCode.visitorKeys, test, (inner) => {
    found ||= (inner.type === 'Identifier' || inner.type === 'MemberExpression') && namesUse(lastNameOf(inner));
    return found ? 'skip' : undefined;
  });
  return found;
}

/** Does the other branch of the `if` around a node say no? */
function turnsAway({ sourceCode }: Kernel, test: Node, node: Node): boolean {
  for (let outer = test.parent; outer; outer = outer.parent) {
    if (outer.type !== 'IfStatement') continue;
    const other = contains(outer.consequent, node) ? outer.alternate : outer.consequent;
    return other !== null && verdictOf(sourceCode, other) === 'denies';
  }
  return false;
}

/** Does an update meet only rows that have not been used: `where: { id, usedAt: null }`, `WHERE used_at IS NULL`, `eq('reset_token', token)`? */
function isConditional({ set, where }: TableCall): boolean {
  return set.some(({ name, value }) => (namesUse(name) || takesOut({ name, value })) && where.some((condition) => condition.name === name));
}

/** Does the code learn from the step whether the value was still there? */
function tells(use: Step, fate: Fate): boolean {
  if (use.answer === 'nothing') return false;
  // It fails when there is nothing, and whoever waits for it fails with it.
  if (use.answer === 'throws') return fate.kind === 'awaited' && fate.rejection === 'unhandled';
  return fate.kind === 'awaited' && (fate.used || fate.how === 'return');
}

/** What is written between look-up and use, apart from the value itself. */
function effectBetween(read: Step, use: Step, before: ReadonlySet<Node>, writes: readonly TableCall[]): TableCall | undefined {
  return writes.find(({ node, table }) => node !== use.node && before.has(node) && node.range[0] > read.node.range[0] && tableWords(table) !== tableWords(read.call?.table ?? ''));
}
