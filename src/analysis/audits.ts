/** Where does this file write an audit log? By what a call reaches, by the name of what is called, or by the table it writes to. */
import type { TSESTree } from '@typescript-eslint/utils';
import {
  AUDIT_HOLDERS, AUDIT_NOUNS, CREATING_METHODS, CREATING_OBJECTS, LOGGING_METHODS, MODEL_QUERY, NAME_TAILS, NO_METHODS, OTHER_AUDITS, QUERY_STARTERS, RECEIVER_TAILS, SQL_INSERT, SQL_RUNNERS, TABLE_WRITES, VERB_PREFIXES, WRITE_VERBS,
  type AuditNoun, type TableWrite,
} from '../knowledge/audit.js';
import { enclosingFunction, functionName, isClass, isFunction, propertyName, stringOf, unwrap, type FunctionNode, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { importedFunction, type Placed } from './imported.js';
import { nodesOf } from './nodes.js';
import { optionOf } from './options.js';
import { catchAtEnd, fateOf, isAsynchronous, swallowsRejections, type AwaitedFate, type Fate, type FloatingFate } from './promises.js';
import { localFunction } from './scope.js';
import { chainText } from './text.js';
import { isThenable } from './types.js';
import { onlyNotes } from './verdicts.js';
import { rememberedByName, wordsOf } from './words.js';

export type AuditCall = TSESTree.CallExpression | TSESTree.TaggedTemplateExpression;

export interface AuditWrite {
  readonly node: AuditCall;
  /** How it is written, for messages: `this.audit.logAction`, `insert into audit_logs`. */
  readonly name: string;
  /** Does it certainly return a promise, certainly not, or is its name all that is known? */
  readonly returns: 'promise' | 'nothing' | 'unknown';
  /** A query that runs only when somebody waits for it. */
  readonly lazy: boolean;
  /** The query has no `catch`; what goes wrong is in its result. */
  readonly resultError: boolean;
}

type Found = Omit<AuditWrite, 'node'>;

/** `logUserAction`. Without `u`: under it a search that ignores case takes far longer. */
const LOGGED_ACTION = /log\w*action/i;
const INSERT = new RegExp(SQL_INSERT, 'iu');
const writes = new WeakMap<Kernel, readonly AuditWrite[]>();

/** May there be audit writes in a file? */
export function mayWriteAudits(kernel: Kernel): boolean {
  return kernel.api.mayHave('auditWrite') || mentionsAudits(kernel);
}

/** Files without one of these words write no audit log under any of the names below. */
function mentionsAudits(kernel: Kernel): boolean {
  if (kernel.mentions('audit')) return true;
  const textHas = (name: string): boolean => kernel.sourceCode.text.includes(name);
  return (kernel.mentions('log') && kernel.mentions('action') && LOGGED_ACTION.test(kernel.sourceCode.text)) || ownNames(kernel).some(textHas);
}

/** What the settings call functions that write audit logs. */
function ownNames({ settings }: Kernel): readonly string[] {
  return settings.auditFunctions.flatMap((api) => (typeof api === 'string' ? (api.split('.').at(-1) ?? []) : []));
}

/** The audit writes of a file in source order; remembered for all rules that ask. */
export function auditWritesOf(kernel: Kernel): readonly AuditWrite[] {
  const known = writes.get(kernel);
  if (known) return known;
  const found = new Map<Node, AuditWrite>();
  for (const { node, fact } of kernel.api.uses('auditWrite'))
    if (isCall(node)) found.set(node, { node, name: chainText(kernel.sourceCode, node), returns: fact.returns === 'unknown' ? returnedBy(kernel, node) : fact.returns, lazy: false, resultError: false });
  if (mentionsAudits(kernel)) {
    const own = new Set(ownNames(kernel));
    for (const node of nodesOf(kernel.sourceCode, 'CallExpression', 'TaggedTemplateExpression')) {
      const write = found.has(node) ? undefined : writeAt(kernel, node, own);
      if (write) found.set(node, { node, ...write });
    }
  }
  const list = [...found.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
  writes.set(kernel, list);
  return list;
}

/**
 * Is this the audit log's own code: a function, class or object that is named after it, or a file that is? There the write is the
 * work, and waiting for it is what the function is for.
 */
export function isAuditCode(kernel: Kernel, node: Node): boolean {
  if (kernel.fileKinds.has('audit')) return true;
  for (let owner = enclosingFunction(node); owner; owner = enclosingFunction(owner)) {
    if (isAuditName(functionName(owner))) return true;
    for (let outer: Node | undefined = owner.parent; outer && !/Function/u.test(outer.type); outer = outer.parent) {
      if (isClass(outer) && isAuditName(outer.id?.name)) return true;
      if (outer.type === 'VariableDeclarator' && outer.id.type === 'Identifier' && isAuditName(outer.id.name)) return true;
    }
  }
  return false;
}

function isAuditName(name: string | undefined): boolean {
  if (name === undefined) return false;
  const words = wordsOf(name);
  if (isAuditFunction(name) || holderNoun(name)?.noun.table === true) return true;
  // `runComplianceAudit` is an audit of another kind.
  return words.some((word) => word.startsWith('audit')) && !words.some((word) => OTHER_AUDITS.includes(word));
}

function writeAt(kernel: Kernel, node: AuditCall, own: ReadonlySet<string>): Found | undefined {
  const table = node.type === 'CallExpression' ? tableWrite(kernel, node) : undefined;
  const sql = table ? undefined : insertedBySql(node);
  if (table || sql !== undefined) return { name: `insert into ${table?.name ?? sql ?? ''}`, returns: 'promise', lazy: table?.lazy === true && !isStarted(node), resultError: table?.resultError === true };
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  const method = calledName(callee);
  if (method === undefined) return undefined;
  const receiver = callee.type === 'MemberExpression' ? callee.object : undefined;
  const isModel = receiver !== undefined && isAuditMethod(receiver, method);
  if (!isModel && !own.has(method) && !(isAuditFunction(method) && isHeldWell(receiver, method))) return undefined;
  // `prisma.auditLog.create({ data })`, on a model of a client: nothing is written before somebody waits.
  const lazy = isModel && unwrap(receiver).type === 'MemberExpression' && MODEL_QUERY.methods.some((name) => name === method) && optionOf(kernel.sourceCode, node.arguments[0], [MODEL_QUERY.option]).kind === 'present';
  return { name: chainText(kernel.sourceCode, node), returns: lazy ? 'promise' : returnedBy(kernel, node), lazy, resultError: false };
}

/** That it returns a promise is no answer: the function may handle its failures itself. That it returns none is. */
function returnedBy({ sourceCode }: Kernel, node: AuditCall): 'nothing' | 'unknown' {
  return isThenable(sourceCode, node) === false ? 'nothing' : 'unknown';
}

// ---- by name -------------------------------------------------------------------------------------------------------

const nouns = AUDIT_NOUNS.map((row) => ({ ...row, words: row.noun.split(' ') }));
/** Words that no noun can end with are most words. */
const lastWords = new Set(nouns.map(({ words }) => words.at(-1)));
const splitTails = (tails: readonly string[]): readonly (readonly string[])[] => tails.map((each) => each.split(' '));
const nameTails = splitTails(NAME_TAILS);
const receiverTails = splitTails(RECEIVER_TAILS);
const tableTails = splitTails(['table', 'schema', 'entity', 'model', 'collection']);

/** The noun a name ends with, and the words before it. */
function nounAt(words: readonly string[]): { readonly noun: AuditNoun; readonly before: readonly string[] } | undefined {
  if (!lastWords.has(words.at(-1))) return undefined;
  const noun = nouns.find((row) => row.words.length <= words.length && row.words.every((word, index) => words[words.length - row.words.length + index] === word));
  return noun && { noun, before: words.slice(0, words.length - noun.words.length) };
}

function withoutTail(words: readonly string[], tails: readonly (readonly string[])[]): readonly string[] {
  const tail = tails.find((each) => each.length < words.length && each.every((word, index) => words[words.length - each.length + index] === word));
  return tail ? words.slice(0, words.length - tail.length) : words;
}

/** A `siteAudit` inspects a site; a `siteAuditLog` is a log all the same. */
function isOtherAudit(noun: AuditNoun, before: readonly string[]): boolean {
  return noun.noun === 'audit' && before.some((word) => OTHER_AUDITS.includes(word));
}

/** `logAuditEvent`, `safeAudit`, `writeAuditServer`, `auditLog`: a verb that writes and a noun that is a log, or a noun that says both. */
const isAuditFunction = rememberedByName((name: string): boolean => {
  const found = nounAt(withoutTail(wordsOf(name), nameTails));
  if (!found) return false;
  const { noun, before } = found;
  if (before.length === 0) return noun.alone === true;
  const [verb = '', ...rest] = before.length > 1 && VERB_PREFIXES.includes(before[0] ?? '') ? before.slice(1) : before;
  return (noun.verbs ?? WRITE_VERBS).includes(verb) && !isOtherAudit(noun, rest);
});

/** A method that is only a noun says little: `lighthouse.audit(url)` inspects, `ctx.audit('sign-in')` writes. */
function isHeldWell(receiver: Node | undefined, method: string): boolean {
  if (!receiver || wordsOf(method).length > 1) return true;
  const name = unwrap(receiver).type === 'ThisExpression' ? 'this' : calledName(receiver);
  return AUDIT_HOLDERS.includes(wordsOf(name ?? '').at(-1) ?? '');
}

/** The noun that the name of an object has, and whether anything stands behind it: `auditLog`, `auditService`. */
const holderNoun = rememberedByName((name: string) => {
  const words = wordsOf(name);
  const bare = withoutTail(words, receiverTails);
  const found = nounAt(bare);
  return found && { ...found, hasTail: bare.length < words.length };
});

/** `prisma.auditLog.create`, `this.auditService.logLogin`, `new AuditLog(row).save`. */
function isAuditMethod(receiver: Node, method: string): boolean {
  const found = holderNoun(calledName(receiver) ?? '');
  if (!found || !(found.noun.table || found.noun.noun === 'audit') || isOtherAudit(found.noun, found.before)) return false;
  const [verb = '', ...rest] = wordsOf(method);
  if (wordsOf(method).some((word) => NO_METHODS.includes(word))) return false;
  if (LOGGING_METHODS.includes(verb)) return true;
  // An `audit` that is created may be the subject of the product; one that a service creates is told apart by its service.
  if (found.noun.noun === 'audit' && !found.hasTail) return false;
  return CREATING_METHODS.includes(verb) && rest.every((word) => CREATING_OBJECTS.includes(word));
}

/** The name that is called, or of what is called on: `create` of `prisma.auditLog.create`, `auditLog` of `prisma.auditLog`. */
function calledName(node: Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type === 'MemberExpression') return propertyName(inner);
  if (inner.type === 'CallExpression' || inner.type === 'NewExpression') {
    const [argument] = inner.arguments;
    // `container.get(AuditService)`
    if (argument?.type === 'Identifier' && /^\p{Lu}/u.test(argument.name)) return argument.name;
    return calledName(inner.callee);
  }
  return undefined;
}

// ---- by table ------------------------------------------------------------------------------------------------------

const tableWrites = new Map([...new Set(TABLE_WRITES.flatMap(({ methods }) => methods))].map((method) => [method, TABLE_WRITES.filter(({ methods }) => methods.includes(method))]));

function tableWrite(kernel: Kernel, call: TSESTree.CallExpression): (TableWrite & { readonly name: string }) | undefined {
  const callee = unwrap(call.callee);
  for (const row of tableWrites.get(calledName(callee) ?? '') ?? []) {
    const table = tableOf(kernel, call, callee, row);
    const name = table && tableName(table);
    if (name !== undefined) return { ...row, name };
  }
  return undefined;
}

/** Does a method further down the chain run the query: `.values(row).execute()`? */
function isStarted(query: Node): boolean {
  for (let here = query; here.parent?.type === 'MemberExpression' && here.parent.object === here && here.parent.parent.type === 'CallExpression'; here = here.parent.parent)
    if (QUERY_STARTERS.includes(propertyName(here.parent) ?? '')) return true;
  return false;
}

/** The expression that names the table a call may write to. */
function tableOf(kernel: Kernel, call: TSESTree.CallExpression, callee: Node, { table }: TableWrite): Node | undefined {
  if ('argument' in table) return callee.type === 'MemberExpression' ? call.arguments[table.argument] : undefined;
  if ('option' in table) {
    const option = optionOf(kernel.sourceCode, call.arguments[0], [table.option]);
    return option.kind === 'present' ? option.values[0] : undefined;
  }
  // `from('t').insert(row)`; `addDoc(collection(db, 't'), row)`
  const before = callee.type === 'MemberExpression' ? unwrap(callee.object) : call.arguments[0] && unwrap(call.arguments[0]);
  if (before?.type !== 'CallExpression' || !table.before.includes(calledName(before.callee) ?? '')) return undefined;
  return before.arguments.find((argument) => stringOf(argument) !== undefined) ?? before.arguments[0];
}

function tableName(node: Node): string | undefined {
  const name = stringOf(node) ?? (['Identifier', 'MemberExpression'].includes(unwrap(node).type) ? calledName(node) : undefined);
  const found = name === undefined ? undefined : nounAt(withoutTail(wordsOf(name), tableTails));
  return found?.noun.table ? name : undefined;
}

/** The audit table that an SQL text inserts into, as a template of its own or as the first argument of what runs it. */
function insertedBySql(node: AuditCall): string | undefined {
  const first = node.type === 'TaggedTemplateExpression' ? node : node.arguments[0] && unwrap(node.arguments[0]);
  if (!first) return undefined;
  // `db.execute(sql`insert …`)` is found at the call.
  if (node.type === 'TaggedTemplateExpression' ? isRunner(node.parent) && node.parent.arguments[0] === node : !isRunner(node)) return undefined;
  const template = first.type === 'TaggedTemplateExpression' ? first.quasi : first;
  const text = template.type === 'TemplateLiteral' ? template.quasis[0]?.value.raw : stringOf(template);
  const table = text === undefined ? undefined : INSERT.exec(text)?.[1];
  return table !== undefined && nounAt(wordsOf(table))?.noun.table ? table : undefined;
}

/** A call that runs an SQL text, and does not tell a callback about it. */
function isRunner(node: Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && SQL_RUNNERS.includes(calledName(node.callee) ?? '') && !node.arguments.some((argument) => isFunction(unwrap(argument)));
}

// ---- small questions -----------------------------------------------------------------------------------------------

function isCall(node: Node): node is AuditCall {
  return node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression';
}

/** The function that an audit write calls, in this file or in the one it is imported from: its body tells more than its name. */
export function writerOf(kernel: Kernel, write: AuditWrite): Placed<FunctionNode> | undefined {
  if (write.node.type !== 'CallExpression') return undefined;
  const local = localFunction(kernel.sourceCode, write.node.callee);
  return local ? { kernel, node: local } : importedFunction(kernel, write.node.callee);
}

// ---- when it fails -------------------------------------------------------------------------------------------------

/**
 * What becomes of a failure of a write that nobody waits for: `unhandled`, `silenced`, or it `neverRuns` at all. Undefined when
 * somebody hears of it, or when it is not known to be a promise.
 */
export function lostFailure(kernel: Kernel, write: AuditWrite, fate: FloatingFate): 'unhandled' | 'silenced' | 'neverRuns' | undefined {
  if (write.returns === 'nothing' || fate.rejection === 'handled') return undefined;
  if (fate.rejection === 'silenced') return 'silenced';
  if (write.lazy && !fate.chained) return 'neverRuns';
  // It resolves with the error: whoever looks at the result has handled it.
  if (write.resultError) return fate.onResult && !(isFunction(fate.onResult) && fate.onResult.params.length === 0) ? undefined : 'silenced';
  const writer = writerOf(kernel, write);
  if (writer) return isAsynchronous(writer.kernel, writer.node) && !swallowsRejections(writer.kernel, writer.node) ? 'unhandled' : undefined;
  // The name alone does not say that it is a promise: what the file does with it, here or elsewhere, does.
  const isPromise = write.returns === 'promise' || fate.chained || auditWritesOf(kernel).some((other) => other.name === write.name && isTreatedAsPromise(fateOf(kernel, other.node)));
  return isPromise ? 'unhandled' : undefined;
}

/** Does the mutation certainly go on when a write has failed that it waits for: its failure is only noted, here or in the function that writes? */
export function isEndured(kernel: Kernel, write: AuditWrite, fate: AwaitedFate): boolean {
  if (fate.rejection === 'silenced' || (fate.handler && onlyNotes(fate.handler))) return true;
  const caught = fate.how === 'await' ? catchAtEnd(write.node) : undefined;
  if (caught && onlyNotes(caught.body)) return true;
  const writer = writerOf(kernel, write);
  return writer !== undefined && swallowsRejections(writer.kernel, writer.node);
}

function isTreatedAsPromise(fate: Fate): boolean {
  return fate.chained || (fate.kind === 'awaited' && fate.how === 'await');
}
