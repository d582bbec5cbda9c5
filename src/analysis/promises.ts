/** What becomes of a promise: who waits for it, who handles its rejection, and does anybody wait for the function it stands in? */
import type { TSESTree } from '@typescript-eslint/utils';
import { LATER } from '../knowledge/deferrals.js';
import { enclosingFunction, isFunction, propertyName, returnsOf, unwrap, walk, type FunctionNode, type Node } from './ast.js';
import { importedFunction } from './imported.js';
import type { Kernel } from './kernel.js';
import { callsOf, declaredVariables, isGlobalName, localFunction, variableNaming, variableOf, type SourceCode, type Variable } from './scope.js';

/** What happens to a rejection before anybody waits: `silenced` by an empty handler. */
export type Rejection = 'unhandled' | 'handled' | 'silenced';

/**
 * `awaited`: the function goes on when the promise has settled; `by` is what waits. `floating`: nobody does.
 * `deferred`: it was handed to what keeps it alive after the response. `elsewhere`: passed on, stored, unknown.
 */
export type Fate = {
  /** The promise as it stands there, with the `then` and `catch` that were called on it. */
  readonly expression: Node;
  readonly rejection: Rejection;
  /** The function that handles its rejection. */
  readonly handler: Node | undefined;
  /** The function that handles the result, when `then` was given one. */
  readonly onResult: Node | undefined;
  /** `then`, `catch` or `finally` was called on it: it is a promise, and a lazy query runs. */
  readonly chained: boolean;
} & (
  | { readonly kind: 'awaited'; readonly how: 'await' | 'combinator' | 'loop' | 'variable' | 'return'; readonly by: Node; /** Its value is used. */ readonly used: boolean }
  | { readonly kind: 'floating'; /** The statement, or the `void` expression in it, that drops it. */ readonly by: Node }
  | { readonly kind: 'deferred' | 'elsewhere' }
);

export type AwaitedFate = Extract<Fate, { kind: 'awaited' }>;
export type FloatingFate = Extract<Fate, { kind: 'floating' }>;

type Common = Pick<Fate, 'expression' | 'rejection' | 'handler' | 'onResult' | 'chained'>;

/** Functions that wait for several promises. */
const COMBINATORS: ReadonlySet<string> = new Set(['all', 'allSettled', 'race', 'any']);
const MAX_DEPTH = 8;

/** What becomes of the promise that an expression is. */
export function fateOf(kernel: Kernel, promise: Node): Fate {
  return new Pursuit(kernel).of(promise, 0);
}

class Pursuit {
  readonly #kernel: Kernel;
  #rejection: Rejection = 'unhandled';
  #handler: Node | undefined;
  #onResult: Node | undefined;
  #chained = false;
  /** Where in the array given to a combinator the promise stands. */
  #position: number | undefined;
  readonly #seen = new Set<Variable>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  of(start: Node, depth: number): Fate {
    let here = start;
    for (let steps = 0; here.parent && steps < 100; steps++) {
      const parent: Node = here.parent;
      const common = this.#common(here);
      switch (parent.type) {
        case 'AwaitExpression':
          return { ...common, kind: 'awaited', how: this.#position === undefined ? 'await' : 'combinator', by: parent, used: isUsed(this.#kernel.sourceCode, parent, this.#position) };
        case 'TSAsExpression':
        case 'TSNonNullExpression':
        case 'TSSatisfiesExpression':
        case 'TSTypeAssertion':
        case 'ChainExpression':
        case 'ArrayExpression':
          if (parent.type === 'ArrayExpression') this.#position = parent.elements.indexOf(here as TSESTree.Expression);
          here = parent;
          continue;
        case 'SpreadElement':
          here = parent;
          continue;
        case 'ConditionalExpression':
          if (parent.test === here) return { ...common, kind: 'elsewhere' };
          here = parent;
          continue;
        case 'LogicalExpression':
          here = parent;
          continue;
        case 'SequenceExpression':
          if (parent.expressions.at(-1) !== here) return { ...common, kind: 'floating', by: parent };
          here = parent;
          continue;
        case 'ExpressionStatement':
          return { ...common, kind: 'floating', by: parent };
        case 'UnaryExpression':
          return parent.operator === 'void' ? { ...common, kind: 'floating', by: parent } : { ...common, kind: 'elsewhere' };
        case 'ForOfStatement':
          return parent.await && parent.right === here ? { ...common, kind: 'awaited', how: 'loop', by: parent, used: false } : { ...common, kind: 'elsewhere' };
        case 'MemberExpression': {
          const call = callOf(parent, here);
          if (!call) return { ...common, kind: 'elsewhere' };
          this.#handle(propertyName(parent), call);
          here = call;
          continue;
        }
        case 'CallExpression': {
          const next = this.#argument(parent, here, depth);
          if (!next) return { ...common, kind: 'elsewhere' };
          if ('kind' in next) return next;
          here = next.goOn;
          continue;
        }
        case 'VariableDeclarator':
        case 'AssignmentExpression': {
          const target = parent.type === 'VariableDeclarator' ? parent.id : parent.left;
          const variable = target.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, target) : undefined;
          return (variable && this.#uses(variable, depth)) ?? { ...common, kind: 'elsewhere' };
        }
        case 'ReturnStatement': {
          const owner = enclosingFunction(parent);
          return (owner && this.#returned(owner, parent, common, depth)) ?? { ...common, kind: 'elsewhere' };
        }
        case 'ArrowFunctionExpression':
          return (parent.body === here ? this.#returned(parent, here, common, depth) : undefined) ?? { ...common, kind: 'elsewhere' };
        default:
          return { ...common, kind: 'elsewhere' };
      }
    }
    return { ...this.#common(here), kind: 'elsewhere' };
  }

  #common(expression: Node): Common {
    return { expression, rejection: this.#rejection, handler: this.#handler, onResult: this.#onResult, chained: this.#chained };
  }

  #handle(method: string | undefined, call: TSESTree.CallExpression): void {
    if (method !== 'then' && method !== 'catch' && method !== 'finally') return;
    this.#chained = true;
    const handler = method === 'catch' ? call.arguments[0] : method === 'then' ? call.arguments[1] : undefined;
    if (handler) {
      this.#handler = handler;
      this.#rejection = isNoop(this.#kernel.sourceCode, handler) ? 'silenced' : throwsAgain(this.#kernel.sourceCode, handler) ? 'unhandled' : 'handled';
    }
    if (method === 'then' && call.arguments[0]) this.#onResult = unwrap(call.arguments[0]);
  }

  /** The promise (or an array of promises) is an argument: of a combinator, of what keeps it alive, of `list.push`. */
  #argument(call: TSESTree.CallExpression, argument: Node, depth: number): Fate | { readonly goOn: Node } | undefined {
    if (call.callee === argument) return undefined;
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
    if (defers(this.#kernel, call)) return { ...this.#common(argument), kind: 'deferred' };
    if (callee.type !== 'MemberExpression') return undefined;
    if (name !== undefined && COMBINATORS.has(name) && isGlobalName(this.#kernel.sourceCode, unwrap(callee.object), 'Promise')) {
      this.#position ??= -1;
      if (name === 'allSettled') this.#rejection = 'handled';
      return { goOn: call };
    }
    const list = unwrap(callee.object);
    const variable = name === 'push' && list.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, list) : undefined;
    if (!variable) return undefined;
    this.#position = -1;
    return this.#uses(variable, depth);
  }

  /** The first use of a variable that decides; a variable that nobody reads lets its promise float. */
  #uses(variable: Variable, depth: number): Fate | undefined {
    if (depth > MAX_DEPTH || this.#seen.has(variable)) return undefined;
    this.#seen.add(variable);
    for (const reference of variable.references) {
      if (!reference.isRead()) continue;
      const fate = this.of(reference.identifier, depth + 1);
      if (fate.kind === 'awaited') return { ...fate, how: fate.how === 'await' ? 'variable' : fate.how };
      if (fate.kind === 'deferred') return fate;
    }
    return undefined;
  }

  #returned(owner: FunctionNode, by: Node, common: Common, depth: number): Fate | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const outer = outermost(owner);
    const call = outer.parent;
    if (call?.type === 'CallExpression') {
      if (call.callee === outer) return this.of(call, depth + 1);
      const method = methodOf(call);
      if (method === 'map' || method === 'flatMap') {
        this.#position = -1;
        return this.of(call, depth + 1);
      }
      if (method === 'then' || method === 'catch' || method === 'finally') return this.of(call, depth + 1);
      if (method === 'forEach') return { ...common, kind: 'floating', by: call };
      return defers(this.#kernel, call) ? { ...common, kind: 'deferred' } : undefined;
    }
    return owner.async && !owner.generator ? { ...common, kind: 'awaited', how: 'return', by, used: false } : undefined;
  }
}

/** The call `promise.catch(…)` of which a member expression is the callee. */
function callOf(member: TSESTree.MemberExpression, object: Node): TSESTree.CallExpression | undefined {
  if (member.object !== object) return undefined;
  const callee = outermost(member);
  return callee.parent?.type === 'CallExpression' && callee.parent.callee === callee ? callee.parent : undefined;
}

/** As `wrapped`, but a promise that is awaited is another value than the promise. */
function outermost(node: Node): Node {
  let outer = node;
  while (outer.parent && /^(?:TS(?:As|NonNull|Satisfies|Instantiation)Expression|TSTypeAssertion|ChainExpression|ParenthesizedExpression)$/u.test(outer.parent.type)) outer = outer.parent;
  return outer;
}

function methodOf(call: TSESTree.CallExpression): string | undefined {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
}

// ---- is the value used? --------------------------------------------------------------------------------------------

/** Is the result of an `await` used? `const { error } = await …` only asks whether it worked. */
function isUsed(sourceCode: SourceCode, awaited: TSESTree.AwaitExpression, position: number | undefined): boolean {
  const outer = outermost(awaited);
  const { parent } = outer;
  // What is returned is judged as the return of the promise itself.
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'ReturnStatement' || (parent?.type === 'UnaryExpression' && parent.operator === 'void')) return false;
  if (parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression') return parent.parent.type !== 'ExpressionStatement';
  if (parent?.type !== 'VariableDeclarator') return position === undefined;
  const { id } = parent;
  if (id.type === 'ArrayPattern' && position !== undefined) return position >= 0 && id.elements[position] !== undefined && id.elements[position] !== null;
  if (position !== undefined) return false;
  if (id.type === 'ObjectPattern') return !id.properties.every((property) => property.type === 'Property' && propertyName(property) === 'error');
  return declaredVariables(sourceCode, parent).some((variable) => variable.references.some((reference) => reference.isRead()));
}

// ---- rejections ----------------------------------------------------------------------------------------------------

/** A function that does nothing: `() => {}`, `() => undefined`, `noop`. */
export function isNoop(sourceCode: SourceCode, handler: Node): boolean {
  const inner = unwrap(handler);
  if (inner.type === 'Identifier' && /^_?noop$/iu.test(inner.name)) return !localFunction(sourceCode, inner) || isNoop(sourceCode, localFunction(sourceCode, inner) as Node);
  if (inner.type === 'MemberExpression') return propertyName(inner) === 'noop';
  if (!isFunction(inner)) return false;
  const { body } = inner;
  if (body.type === 'BlockStatement') return body.body.every((statement) => statement.type === 'EmptyStatement' || (statement.type === 'ReturnStatement' && (!statement.argument || isNothing(statement.argument))));
  return isNothing(body);
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || (inner.type === 'Identifier' && inner.name === 'undefined') || (inner.type === 'UnaryExpression' && inner.operator === 'void') || (inner.type === 'ObjectExpression' && inner.properties.length === 0);
}

/** A handler that says what has failed and passes it on: `(error) => { console.error(error); throw error; }` */
function throwsAgain(sourceCode: SourceCode, handler: Node): boolean {
  const inner = unwrap(handler);
  const body = (isFunction(inner) ? inner : inner.type === 'Identifier' ? localFunction(sourceCode, inner) : undefined)?.body;
  return body?.type === 'BlockStatement' && body.body.at(-1)?.type === 'ThrowStatement';
}

/**
 * Can no rejection leave this function: all that it waits for stands in a `try` whose `catch` does not throw, has a handler of its own, or
 * is another function of the project that lets none out? `asked`: the functions that wait for it.
 */
export function swallowsRejections(kernel: Kernel, owner: FunctionNode, asked: ReadonlySet<FunctionNode> = new Set()): boolean {
  const above = new Set([...asked, owner]);
  const isSafe = (promise: Node): boolean => handlesItself(kernel, promise) || isCallOfSwallower(kernel, promise, above);
  // What an arrow function gives back is returned.
  let escapes = owner.body.type !== 'BlockStatement' && mayReject(kernel, owner.body) && !isSafe(owner.body);
  const { visitorKeys } = kernel.sourceCode;
  walk(visitorKeys, owner.body, (node) => {
    if (escapes || isFunction(node)) return 'skip';
    const inner = node.type === 'AwaitExpression' || node.type === 'ReturnStatement' ? node.argument : undefined;
    const isRisk = node.type === 'AwaitExpression' || node.type === 'ThrowStatement' || (node.type === 'ForOfStatement' && node.await) || (node.type === 'ReturnStatement' && inner && mayReject(kernel, inner));
    if (isRisk && !(inner && isSafe(inner)) && !isCaught(kernel, node, owner)) escapes = true;
    return undefined;
  });
  return !escapes;
}

const MAX_CALLS_DEEP = 4;

/** `await this.write(entry)`, where `write` lets no rejection out. */
function isCallOfSwallower(kernel: Kernel, promise: Node, above: ReadonlySet<FunctionNode>): boolean {
  const inner = unwrap(promise);
  if (inner.type !== 'CallExpression' || above.size > MAX_CALLS_DEEP) return false;
  const local = localFunction(kernel.sourceCode, inner.callee);
  const target = local ? { kernel, node: local } : importedFunction(kernel, inner.callee);
  // A function that calls itself says nothing about itself.
  return target !== undefined && !above.has(target.node) && swallowsRejections(target.kernel, target.node, above);
}

/** A returned value that may be a promise; one that is awaited is judged at its `await`. */
function mayReject(kernel: Kernel, returned: Node): boolean {
  if (returned.type === 'AwaitExpression') return false;
  const inner = unwrap(returned);
  return inner.type === 'CallExpression' || (inner.type === 'NewExpression' && isGlobalName(kernel.sourceCode, inner.callee, 'Promise'));
}

/** `x().catch(handler)` */
function handlesItself({ sourceCode }: Kernel, promise: Node): boolean {
  const inner = unwrap(promise);
  const handler = inner.type === 'CallExpression' && methodOf(inner) === 'catch' ? inner.arguments[0] : undefined;
  return handler !== undefined && !throwsAgain(sourceCode, handler);
}

function isCaught(kernel: Kernel, node: Node, owner: FunctionNode): boolean {
  for (let here: Node = node; here.parent && here !== owner; here = here.parent) {
    const { parent } = here;
    if (parent.type === 'TryStatement' && parent.block === here && parent.handler && !throws(kernel, parent.handler.body)) return true;
  }
  return false;
}

function throws(kernel: Kernel, block: Node): boolean {
  let found = false;
  walk(kernel.sourceCode.visitorKeys, block, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === 'ThrowStatement' || node.type === 'AwaitExpression') found = true;
    return undefined;
  });
  return found;
}

/** The `catch` that a rejection comes to which is awaited as the last thing in its `try`: nothing else is left undone. */
export function catchAtEnd(node: Node): TSESTree.CatchClause | undefined {
  for (let here = node; here.parent && !isFunction(here); here = here.parent) {
    const { parent } = here;
    if (parent.type === 'TryStatement') return parent.block === here ? (parent.handler ?? undefined) : undefined;
    // Of a loop the other rounds are left undone.
    if (/^(?:For|While|DoWhile|Return)|^SwitchCase/u.test(parent.type) || (parent.type === 'BlockStatement' && parent.body.at(-1) !== here)) return undefined;
  }
  return undefined;
}

/** Does a call of this function return a promise? Undefined where its returns do not tell. */
export function isAsynchronous(kernel: Kernel, owner: FunctionNode, depth = 0): boolean | undefined {
  if (owner.generator) return false;
  if (owner.async) return true;
  const returns = returnsOf(kernel.sourceCode.visitorKeys, owner).map(unwrap);
  const answers = returns.map((value) => {
    if (value.type === 'NewExpression') return isGlobalName(kernel.sourceCode, value.callee, 'Promise') ? true : undefined;
    if (value.type !== 'CallExpression') return value.type === 'Identifier' || value.type === 'MemberExpression' || value.type === 'ConditionalExpression' || value.type === 'LogicalExpression' ? undefined : false;
    const callee = unwrap(value.callee);
    if (callee.type === 'MemberExpression' && (isGlobalName(kernel.sourceCode, unwrap(callee.object), 'Promise') || /^(?:then|catch|finally)$/u.test(propertyName(callee) ?? ''))) return true;
    const target = localFunction(kernel.sourceCode, callee);
    return target && depth < MAX_DEPTH ? isAsynchronous(kernel, target, depth + 1) : undefined;
  });
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Does this function come back without having waited for anything? */
export function returnsAtOnce(kernel: Kernel, owner: FunctionNode): boolean {
  if (!owner.async) return isAsynchronous(kernel, owner) === false;
  let waits = owner.body.type !== 'BlockStatement' && unwrap(owner.body).type === 'CallExpression';
  walk(kernel.sourceCode.visitorKeys, owner.body, (node) => {
    if (isFunction(node)) return 'skip';
    // What an async function returns is waited for too.
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await) || (node.type === 'ReturnStatement' && node.argument && !isNothing(node.argument))) waits = true;
    return undefined;
  });
  return !waits;
}

// ---- does anybody wait for the function? ---------------------------------------------------------------------------

/** Is this handed a function or promise that no response waits for: `after(…)`, `waitUntil(…)`, a worker, a timer, a subscriber? */
function defers(kernel: Kernel, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  if (kernel.api.factsAt(call.callee, 'deferral').length > 0) return true;
  const callee = unwrap(call.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
  return name !== undefined && LATER.has(name);
}

/** Does nobody wait for the code around this node: inside a deferral, a job, or a function that is called and left alone? */
export function isDetached(kernel: Kernel, node: Node, depth = 0): boolean {
  for (let here = node; here.parent; here = here.parent) {
    const { parent } = here;
    if ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== here && defers(kernel, parent)) return true;
    if (isFunction(here) && isLeftAlone(kernel, here, depth)) return true;
  }
  return false;
}

function isLeftAlone(kernel: Kernel, owner: FunctionNode, depth: number): boolean {
  if (kernel.api.uses('deferral').some((use) => use.node === owner)) return true;
  const outer = outermost(owner);
  const call = outer.parent;
  if (call?.type === 'CallExpression') {
    if (call.callee === outer) return fateOf(kernel, call).kind === 'floating';
    const method = methodOf(call) ?? '';
    // `forEach` drops the promises of its callback, and so does a `map` whose array nobody waits for.
    if (method === 'forEach') return owner.async;
    if (/^(?:then|catch|finally)$/u.test(method) || (owner.async && /^(?:map|flatMap)$/u.test(method))) return fateOf(kernel, call).kind === 'floating';
    return false;
  }
  const variable = owner.async && depth < 3 ? variableNaming(kernel.sourceCode, owner) : undefined;
  if (!variable || isExported(owner)) return false;
  const calls = callsOf(kernel.sourceCode, owner);
  const uses = variable.references.filter((reference) => reference.isRead());
  return calls.length > 0 && uses.length === calls.length && calls.every((each) => fateOf(kernel, each).kind === 'floating' || fateOf(kernel, each).kind === 'deferred' || isDetached(kernel, each, depth + 1));
}

function isExported(owner: FunctionNode): boolean {
  for (let here: Node | undefined = owner; here; here = here.parent) {
    if (/^Export/u.test(here.type)) return true;
    if (here !== owner && isFunction(here)) return false;
  }
  return false;
}
