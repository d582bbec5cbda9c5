/**
 * Has somebody asked who is calling, and whether they may, before this is evaluated?
 *
 * A check is a call that refuses by itself, or a condition about the caller on which the code goes on. Functions of the project are
 * not believed by their names: their bodies are read, here or in the file they are imported from.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { LOOKUPS, OTHER_CHECKS, PERSONS, PLAINLY_REFUSING, REFUSAL_WORDS, REFUSING_ALONE, REFUSING_STATUS, REFUSING_VERBS, RIGHTS } from '../knowledge/privileges.js';
import { factsHolding } from './arguments.js';
import { calleeOf, childrenOf, functionName, isFunction, lastNameOf, propertyName, returnsOf, unwrap, walk, wrapped, type FunctionNode, type Node } from './ast.js';
import { originsOf } from './flow.js';
import { callsBefore, guardsOf, type ExitCall } from './guards.js';
import { importedFunction, type Placed } from './imported.js';
import { isInput } from './inputs.js';
import type { Kernel } from './kernel.js';
import { fateOf, isAsynchronous } from './promises.js';
import { isGlobalName, localFunction, variableOf } from './scope.js';
import { constantsOf } from './value.js';
import { hasPhrase, wordsOf } from './words.js';

/** A call that looks like a check and is none. */
export interface IdleCheck {
  readonly call: TSESTree.CallExpression;
  /** The function that it calls, perhaps in another file. */
  readonly target: Placed<FunctionNode>;
  readonly why: 'never' | 'untested' | 'unawaited';
}

/** The check that somebody has passed who gets to a node; or the calls on the way that only look like one. */
export type Passed = { readonly checked: true } | { readonly checked: false; readonly idle: IdleCheck | undefined };

const CHECKED: Passed = { checked: true };
const MAX_DEPTH = 4;
const MAX_ORIGINS = 12;
const MAX_MENTIONS = 40;
const LOOKUP = new RegExp(LOOKUPS, 'u');
const ASKS_RECEIVER = /^(?:includes|has|test|some|every|startsWith|endsWith|match|indexOf|find|equals|safeParse|parse)$/u;
const ENVIRONMENT = /^(?:Deno|process|Bun)\.env\b/u;
const STATUS = new RegExp(REFUSING_STATUS, 'u');

const exitCalls = new WeakMap<Kernel, ExitCall>();

/** Calls of libraries, and of functions that are known to refuse always, after which nothing runs. */
export function exitCallOf(kernel: Kernel): ExitCall {
  let isExit = exitCalls.get(kernel);
  if (!isExit) exitCalls.set(kernel, (isExit = (call) => kernel.api.factsAt(call, 'neverReturns').length > 0));
  return isExit;
}

/** What has been asked before `node`, in the functions around it as far as they are closures of each other. */
export function passedBefore(kernel: Kernel, node: Node, depth = 0): Passed {
  if (depth > MAX_DEPTH) return CHECKED;
  if (depth > 0) return lookBefore(kernel, node, depth);
  const known = passed.get(kernel) ?? new Map<Node, Passed>();
  passed.set(kernel, known);
  let answer = known.get(node);
  if (!answer) known.set(node, (answer = lookBefore(kernel, node, depth)));
  return answer;
}

/** By the kernel of the file: it is made anew when a file changes that its answers rest on. */
const passed = new WeakMap<Kernel, Map<Node, Passed>>();

function lookBefore(kernel: Kernel, node: Node, depth: number): Passed {
  const options = { across: 'closures', isExitCall: exitCallOf(kernel) } as const;
  if (guardsOf(kernel.sourceCode, node, options).some((guard) => isAboutCaller(kernel, guard.test, guard.outcome, depth))) return CHECKED;
  let idle: IdleCheck | undefined;
  for (const call of callsBefore(kernel.sourceCode, node, options)) {
    if (call.type !== 'CallExpression') continue;
    const made = checkMadeBy(kernel, call, depth);
    if (made === 'check') return CHECKED;
    idle ??= made;
  }
  return { checked: false, idle };
}

/** Does a call refuse by itself those who are not entitled? Or does it only look as if it did? */
function checkMadeBy(kernel: Kernel, call: TSESTree.CallExpression, depth: number): 'check' | IdleCheck | undefined {
  if (factsHolding(kernel, call, 'privilegeCheck').some(({ refuses }) => refuses) || kernel.api.factsAt(call, 'jwtVerify').length > 0) return 'check';
  const target = functionCalled(kernel, call.callee);
  const name = lastNameOf(call.callee);
  if (!target) return isCheckName(name) ? 'check' : undefined;
  const kind = refusalKind(target, depth + 1);
  const isWaitedFor = isAsynchronous(target.kernel, target.node) === false || fateOf(kernel, call).kind !== 'floating';
  if (kind === 'refuses') return isWaitedFor ? 'check' : { call, target, why: 'unawaited' };
  if (!isPlainCheckName(name) || isExercised(call)) return undefined;
  return { call, target, why: kind === 'answers' ? 'untested' : 'never' };
}

/** Is the result kept or handed on? A verdict that is stored may be told to somebody else; then nothing is certain. */
function isExercised(call: Node): boolean {
  const { parent } = wrapped(call);
  return parent?.type !== 'ExpressionStatement' && parent?.type !== 'UnaryExpression';
}

/** The function of the project that a call runs. */
export function functionCalled(kernel: Kernel, callee: Node): Placed<FunctionNode> | undefined {
  const local = localFunction(kernel.sourceCode, callee);
  return local ? { kernel, node: local } : importedFunction(kernel, callee);
}

// ---- names -----------------------------------------------------------------------------------------------------------

/** Does a name of a function nobody can read promise that it refuses: `requireAdmin`, `verifySession`, `authorize`? */
export function isCheckName(name: string): boolean {
  const [verb = ''] = wordsOf(name);
  if (!REFUSING_VERBS.has(verb) || hasPhrase(name, OTHER_CHECKS)) return false;
  return wordsOf(name).length === 1 ? REFUSING_ALONE.has(verb) : hasPhrase(name, RIGHTS) || hasPhrase(name, PERSONS);
}

/** …in so many words that a reader relies on it? */
function isPlainCheckName(name: string): boolean {
  const [verb = ''] = wordsOf(name);
  return isCheckName(name) && PLAINLY_REFUSING.has(verb) && (hasPhrase(name, RIGHTS) || verb === 'require');
}

// ---- functions of the project ------------------------------------------------------------------------------------------

type RefusalKind = 'refuses' | 'answers' | 'nothing';

/** By the kernel of the file: it is made anew when a file changes that its answers rest on. */
const kindsOfFile = new WeakMap<Kernel, Map<FunctionNode, RefusalKind>>();

/** `refuses`: whoever is not entitled does not get past it. `answers`: its result says so. `nothing`: it lets everybody pass. */
export function refusalKind({ kernel, node }: Placed<FunctionNode>, depth = 0): RefusalKind {
  const kinds = kindsOfFile.get(kernel) ?? new Map<FunctionNode, RefusalKind>();
  kindsOfFile.set(kernel, kinds);
  const known = kinds.get(node);
  if (known) return known;
  // A function that calls itself is judged by what else it does.
  kinds.set(node, 'nothing');
  const kind = decideKind(kernel, node, depth);
  if (depth < MAX_DEPTH) kinds.set(node, kind);
  else kinds.delete(node);
  return kind;
}

function decideKind(kernel: Kernel, node: FunctionNode, depth: number): RefusalKind {
  const { sourceCode } = kernel;
  // Declared only: what it does stands somewhere else.
  if (!node.body || depth > MAX_DEPTH) return 'refuses';
  const isNamed = isCheckName(functionName(node) ?? '');
  let refuses = false;
  walk(sourceCode.visitorKeys, node.body, (inner) => {
    if (refuses || inner.type.startsWith('TS')) return isExpressionWrapper(inner) ? undefined : 'skip';
    refuses = isRefusal(kernel, inner, isNamed, depth) || (inner.type === 'CallExpression' && checkMadeBy(kernel, inner, depth) === 'check');
    // A call that may throw for reasons of its own: whether it refuses is not known.
    if (!refuses && isNamed && inner.type === 'CallExpression' && !functionCalled(kernel, inner.callee)) refuses = REFUSING_VERBS.has(wordsOf(lastNameOf(inner.callee))[0] ?? '') || /OrThrow$|^(?:throw|fail|reject)/u.test(lastNameOf(inner.callee));
    return undefined;
  });
  if (refuses) return 'refuses';
  if (STATUS.test(sourceCode.getText(node.body))) return 'answers';
  const returned = returnsOf(sourceCode.visitorKeys, node);
  const isConstant = returned.every((value) => constantsOf(sourceCode, value)?.every((constant) => constant === true || constant === undefined) ?? false);
  if (returned.length === 0 || isConstant) return 'nothing';
  return hasPhrase(functionName(node) ?? '', RIGHTS) || speaksOfCaller(kernel, node, depth) ? 'answers' : 'nothing';
}

function isExpressionWrapper(node: Node): boolean {
  return /^TS(?:As|NonNull|Satisfies|Type(?:Assertion)|Instantiation)/u.test(node.type);
}

/** A `throw`, or a call after which nothing runs, for a reason that has to do with the caller. */
function isRefusal(kernel: Kernel, node: Node, isNamed: boolean, depth: number): boolean {
  const ends = node.type === 'ThrowStatement' || (node.type === 'CallExpression' && (exitCallOf(kernel)(node) || throwsStatus(node)));
  if (!ends) return false;
  if (isNamed) return true;
  for (let outer: Node | undefined = node.parent; outer && !isFunction(outer); outer = outer.parent) if (outer.type === 'CatchClause') return speaksOfCaller(kernel, outer.parent, depth);
  return guardsOf(kernel.sourceCode, node, { isExitCall: exitCallOf(kernel) }).some((guard) => isAboutCaller(kernel, guard.test, !guard.outcome, depth + 1));
}

/** `ctx.throw(403)`, `reply.code(403).send()`, `res.status(401).json()`: whoever called is answered. */
function throwsStatus(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
  const [status] = call.arguments;
  return (name === 'throw' || name === 'abort') && status?.type === 'Literal' && (status.value === 401 || status.value === 403);
}

/** Does code look at the identity or the rights of a caller at all? By library calls, or by its words. */
function speaksOfCaller(kernel: Kernel, code: Node, depth: number): boolean {
  let found = false;
  const body = isFunction(code) ? (code.body ?? code) : code;
  walk(kernel.sourceCode.visitorKeys, body, (node) => {
    if (found) return 'skip';
    if (node.type === 'CallExpression') {
      const target = depth < MAX_DEPTH ? functionCalled(kernel, node.callee) : undefined;
      found = isLibraryCheck(kernel, node) || (target !== undefined && refusalKind(target, depth + 1) !== 'nothing');
    } else if (node.type === 'Identifier') found = hasPhrase(node.name, RIGHTS) && !isKeyOfConfiguration(node);
    return undefined;
  });
  return found;
}

/** `SUPABASE_SERVICE_ROLE_KEY` has the word `role` in it. */
function isKeyOfConfiguration(node: TSESTree.Identifier): boolean {
  return /^[A-Z\d_]+$/u.test(node.name) || /service.?role|role.?key|admin.?client|supabase.?admin|firebase.?admin/iu.test(node.name);
}

export function isLibraryCheck(kernel: Kernel, call: Node): boolean {
  return factsHolding(kernel, call, 'privilegeCheck').length > 0 || kernel.api.factsAt(call, 'jwtVerify').length > 0;
}

// ---- conditions --------------------------------------------------------------------------------------------------------

/** Does a condition, with this outcome, say something about the caller that the sender of the request cannot just write there? */
function isAboutCaller(kernel: Kernel, test: Node, outcome: boolean, depth: number): boolean {
  const inner = unwrap(test);
  // `if (key && header !== key) return`: whether there is a key is `no-fail-open`'s question.
  if (inner.type === 'LogicalExpression') return [inner.left, inner.right].some((side) => isAboutCaller(kernel, side, outcome, depth));
  const compared = inner.type === 'BinaryExpression' ? isComparison(kernel, inner) : inner.type === 'CallExpression' && inner.arguments.length > 0 && !readsEnvironment(kernel, inner);
  if (inner.type === 'BinaryExpression' && !compared) return [inner.left, inner.right].some((side) => side.type !== 'PrivateIdentifier' && isAboutCaller(kernel, side, outcome === (/^!/u.test(inner.operator)), depth));
  // `if (!session) { … }`: here nobody is signed in.
  if (!compared && !outcome && !isRefusalItself(kernel, inner)) return false;
  return mentionsIn(kernel, inner).some((mention) => speaksFor(kernel, mention, compared, depth));
}

/** A value that is there when the caller is refused: `error`, `const { error: refused } = await requireAdmin()`, `const response = await checkAdmin()`. */
function isRefusalItself(kernel: Kernel, value: Node): boolean {
  if (hasPhrase(lastNameOf(value), REFUSAL_WORDS)) return true;
  return originsOf(kernel.sourceCode, value, { isOrigin: (node) => node.type === 'CallExpression' }).some(({ node, path }) => node.type === 'CallExpression' && (path.length > 0 ? path.some((name) => hasPhrase(name, REFUSAL_WORDS)) : value.type === 'Identifier' && isCheckName(lastNameOf(node.callee))));
}

/** A comparison of two things; with `null`, `undefined` or `true` it only asks whether there is one. */
function isComparison(kernel: Kernel, { left, right }: TSESTree.BinaryExpression): boolean {
  return ![left, right].some((side) => (side.type === 'Literal' && (side.raw === 'null' || typeof side.value === 'boolean')) || isGlobalName(kernel.sourceCode, side, 'undefined'));
}

/** The names, chains and calls that a condition is made of. */
function mentionsIn(kernel: Kernel, test: Node): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (found.length >= MAX_MENTIONS || isFunction(node)) return;
    const inner = unwrap(node);
    if (inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'CallExpression') found.push(inner);
    if (inner.type === 'CallExpression') {
      const callee = unwrap(inner.callee);
      // `ROLES.includes(user.role)`; what is asked of a database says nothing about the database.
      if (callee.type === 'MemberExpression' && ASKS_RECEIVER.test(propertyName(callee) ?? '')) visit(callee.object);
      inner.arguments.forEach(visit);
    } else if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') childrenOf(kernel.sourceCode.visitorKeys, inner).forEach(visit);
  };
  visit(test);
  return found;
}

function speaksFor(kernel: Kernel, mention: Node, compared: boolean, depth: number): boolean {
  if (mention.type === 'CallExpression' && isLibraryCheck(kernel, mention)) return true;
  const origins = originsOf(kernel.sourceCode, mention, { isOrigin: (node, path) => isInput(kernel, node, path) || readsEnvironment(kernel, node) || (node.type === 'CallExpression' && (isLibraryCheck(kernel, node) || localFunction(kernel.sourceCode, node.callee) !== undefined)) }).slice(0, MAX_ORIGINS);
  const text = kernel.sourceCode.getText(mention).slice(0, 200);
  return origins.some(({ node, path }) => {
    if (isLibraryCheck(kernel, node)) return true;
    // Whoever sends the request writes there what he likes.
    if (isInput(kernel, node, path) || node.type === 'Literal' || node.type === 'NewExpression') return false;
    if (readsEnvironment(kernel, node)) return compared && isSecretName(kernel.sourceCode.getText(node));
    const names = [text, ...path].join('.');
    if (node.type === 'CallExpression') return isAnswer(kernel, node, names, depth);
    if (hasPhrase(names, RIGHTS)) return true;
    // A bare parameter called `userId` is what the caller was given, perhaps by whoever sent the request.
    return hasPhrase(names, PERSONS) && (mention.type === 'MemberExpression' || path.length > 0) && !isPlainParameter(kernel, node);
  });
}

/** `req.user`, `ctx.user`, `this.user`: what a framework or a middleware has put there. A parameter of its own is just an argument. */
function isPlainParameter(kernel: Kernel, node: Node): boolean {
  const definition = node.type === 'Identifier' ? variableOf(kernel.sourceCode, node)?.defs[0] : undefined;
  return definition?.name === node && !/^(?:req|request|ctx|context|c|event|locals|session|state|args|opts|options|_?props)$/u.test((node as TSESTree.Identifier).name);
}

function readsEnvironment(kernel: Kernel, node: Node): boolean {
  // `declare const Deno: …` hides the global.
  return kernel.api.factsBornAt(node, 'environment').length > 0 || (node.type === 'CallExpression' && ENVIRONMENT.test(kernel.sourceCode.getText(node.callee)));
}

/** A key that both sides know, such as `CRON_SECRET`. The key of the client itself is not compared with anything. */
function isSecretName(text: string): boolean {
  return /secret|token|(?:api|internal|admin|cron|auth|access|webhook|shared)_?key|password/iu.test(text);
}

/** Is what a call returns an answer to who is calling, or whether they may? */
function isAnswer(kernel: Kernel, call: TSESTree.CallExpression, names: string, depth: number): boolean {
  const target = depth < MAX_DEPTH ? functionCalled(kernel, call.callee) : undefined;
  if (target) return refusalKind(target, depth + 1) !== 'nothing';
  const name = lastNameOf(call.callee);
  // `ALLOWED_STATUS.includes(status)`: list and item are asked about one by one.
  if (ASKS_RECEIVER.test(name)) return false;
  // What a client is called says nothing about what it is asked: `supabaseAdmin.from('posts')`.
  const chain = kernel.sourceCode.getText(calleeOf(call)).slice(0, 300).replace(/^\s*\w*(?:admin|service|client|supabase|db)\w*(?:\(\))?\./iu, '');
  if (LOOKUP.test(name)) return hasPhrase(`${names}.${chain}`, RIGHTS.filter((word) => word !== 'auth'));
  return hasPhrase(`${names}.${chain}`, RIGHTS) || hasPhrase(`${names}.${name}`, PERSONS);
}
