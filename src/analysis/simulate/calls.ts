/** Calls: of functions in this file, of the language's own functions, and of code that we cannot see. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, unwrap, wrapped, type FunctionNode, type Node } from '../ast.js';
import { localFunction, type SourceCode } from '../scope.js';
import { callMethod, readProperty } from './builtins.js';
import { callGlobal, construct } from './builtins/globals.js';
import { closureOf, evaluate, listOf } from './evaluate.js';
import { runBody } from './execute.js';
import { bind, memberKey } from './names.js';
import { outcomesOf, told } from './other.js';
import { END_OF_PATH, SHORT_CIRCUIT, Thrown, type Frame, type Path } from './run.js';
import {
  UNDEFINED, UNKNOWN, anyTainted, arrayOf, concrete, concatenate, copyOf, isTainted, nullishness, objectOf, textOf, unknown,
  type ClosureValue, type Value,
} from './values.js';

const MAX_CALL_DEPTH = 24;

interface Arguments {
  readonly items: readonly Value[];
  /** More arguments may follow: something unknown was spread. */
  readonly open: boolean;
}

export function evaluateCall(path: Path, node: TSESTree.CallExpression, frame: Frame): Value {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || path.input.known(callee)) {
    const fn = callee.type === 'Super' ? UNKNOWN : evaluate(path, node.callee, frame);
    if (node.optional && nullishness(fn) === true) throw SHORT_CIRCUIT;
    const args = listOf(path, node.arguments, frame);
    const modelled = modelledCall(path, node, args, undefined) ?? importedCall(path, node, args);
    if (modelled) return modelled;
    if (nullishness(fn) === true && !isTainted(fn)) return UNKNOWN;
    return invoke(path, node, fn, args);
  }
  const receiver = callee.object.type === 'Super' ? UNKNOWN : evaluate(path, callee.object, frame);
  if (callee.optional && nullishness(receiver) === true) throw SHORT_CIRCUIT;
  const key = textOf(memberKey(path, callee, frame));
  const name = key.kind === 'primitive' ? (key.value as string) : undefined;
  const property = name !== undefined && receiver.kind === 'object' ? receiver.properties.get(name) : undefined;
  if (node.optional && property && nullishness(property) === true) throw SHORT_CIRCUIT;
  const args = listOf(path, node.arguments, frame);
  const modelled = modelledCall(path, node, args, receiver) ?? importedCall(path, node, args);
  if (modelled) return modelled;
  if (nullishness(receiver) === true) readProperty(receiver, name ?? '');
  if (name === undefined) return callUnknown(path, node, receiver, args.items);
  if (property) return invoke(path, node, property, args, receiver);
  const settled = afterPromise(path, receiver, name, args.items, node);
  if (settled) return settled;
  if (receiver.kind === 'native' && !receiver.receiver) return invoke(path, node, readProperty(receiver, name), args);
  const method = receiver.kind === 'unknown' ? localMethod(path, callee) : undefined;
  if (method) return callClosure(path, method, args.items, UNKNOWN, args.open);
  const result = args.open ? undefined : (callMethod({ path, node }, receiver, name, args.items) ?? hook(path, name, args.items, node));
  return result ?? callUnknown(path, node, receiver, args.items);
}

/** What the caller knows about a call, or that nothing comes after it. */
function modelledCall(path: Path, node: TSESTree.CallExpression, args: Arguments, receiver: Value | undefined): Value | undefined {
  if (path.input.neverReturns?.(node)) throw END_OF_PATH;
  const modelled = path.input.model?.(node, args.items, receiver);
  return modelled && copyOf(modelled);
}

/** A call of a function that is written in another file: one path for each of its outcomes that makes a difference. */
function importedCall(path: Path, node: TSESTree.CallExpression, args: Arguments): Value | undefined {
  const other = args.open ? undefined : path.input.imported?.(node.callee);
  if (!other) return undefined;
  const { outcomes: all, steps, once } = outcomesOf(other, args.items, path.simulation.stepsLeft);
  if (once) path.simulation.stepsOnce += steps;
  else path.simulation.stepsLeft -= steps;
  const outcomes = all && !anyTainted(args.items) ? told(all, { mayBePart: path.relevance.mayBePart(node), isCaught: path.guards.length > 0 }) : all;
  const outcome = outcomes?.[path.choose(outcomes.length)];
  if (!outcome) return undefined;
  for (const check of outcome.checks) path.pass(check);
  path.handedTo.push(...outcome.handedTo);
  if (outcome.kind === 'throws') throw new Thrown(copyOf(outcome.value));
  if (outcome.kind === 'ends') throw END_OF_PATH;
  return copyOf(outcome.value);
}

function invoke(path: Path, node: TSESTree.CallExpression, fn: Value, args: Arguments, receiver?: Value): Value {
  if (fn.kind === 'closure') return callClosure(path, fn, args.items, receiver ?? UNKNOWN, args.open);
  if (fn.kind === 'native' && !args.open) {
    const result = callNative(path, fn.name, fn.receiver, args.items, node);
    if (result) return result;
  }
  const name = node.callee.type === 'Identifier' ? node.callee.name : undefined;
  const result = name !== undefined && fn.kind === 'unknown' ? hook(path, name, args.items, node) : undefined;
  return result ?? callUnknown(path, node, isTainted(fn) ? fn : (receiver ?? fn), args.items);
}

function callNative(path: Path, name: string, receiver: Value | undefined, args: readonly Value[], node: Node): Value | undefined {
  return receiver ? callMethod({ path, node }, receiver, name, args) : callGlobal({ path, node }, name, args);
}

/** Calls a function value from a built-in (`xs.map(fn)`). */
export function callValue(path: Path, fn: Value, args: readonly Value[], thisValue: Value | undefined, node: Node): Value {
  if (fn.kind === 'closure') return callClosure(path, fn, args, thisValue ?? UNKNOWN);
  if (fn.kind === 'native') {
    const result = callNative(path, fn.name, fn.receiver && (thisValue ?? fn.receiver), args, node);
    if (result) return result;
  }
  return unknown(anyTainted(args) || isTainted(fn));
}

/** `this.method()` and `Class.method()` of a class in this file. */
function localMethod(path: Path, callee: TSESTree.MemberExpression): ClosureValue | undefined {
  const object = unwrap(callee.object);
  if (object.type !== 'ThisExpression' && !(object.type === 'Identifier' && isClass(path.variable(object)?.defs[0]?.node))) return undefined;
  const fn = localFunction(path.sourceCode, callee);
  return fn && (path.closures.get(fn) ?? closureOf(path, fn, path.root));
}

/** Promises are the values they settle to, so that `.then(fn)` is a call of `fn`. */
function afterPromise(path: Path, receiver: Value, name: string, args: readonly Value[], node: Node): Value | undefined {
  const [first] = args;
  if (first?.kind !== 'closure' && first?.kind !== 'native') return undefined;
  switch (name) {
    case 'then':
      if (args[1]) escapeAll(path, args.slice(1));
      return callValue(path, first, [receiver], undefined, node);
    case 'catch':
    case 'finally':
      escapeAll(path, args);
      return receiver;
    default:
      return undefined;
  }
}

/** React's hooks and wrappers that hand on what they are given. */
function hook(path: Path, name: string, args: readonly Value[], node: Node): Value | undefined {
  const [first] = args;
  if (!first) return undefined;
  switch (name) {
    case 'useMemo':
      return first.kind === 'closure' ? callValue(path, first, [], undefined, node) : undefined;
    case 'useCallback':
    case 'useEffectEvent':
    case 'memo':
    case 'cache':
      return first.kind === 'closure' ? first : undefined;
    // State that starts with something else than the probe changes before it matters.
    case 'useState': {
      const initial = first.kind === 'closure' ? callValue(path, first, [], undefined, node) : first;
      return isTainted(initial) ? arrayOf([initial, UNKNOWN]) : undefined;
    }
    case 'useRef':
      return isTainted(first) ? objectOf(new Map([['current', first]]), true) : undefined;
    default:
      return undefined;
  }
}

/** A call of code that we cannot see: it may run the functions it is given, and it may throw. */
function callUnknown(path: Path, node: Node, receiver: Value, args: readonly Value[]): Value {
  const tainted = isTainted(receiver) || anyTainted(args);
  escapeAll(path, args);
  const guard = path.guards.at(-1);
  if (guard && !guard.tried) {
    guard.tried = true;
    if (path.choose(2) === 1) {
      if (tainted) path.pass({ node, outcome: false, opaque: true });
      throw new Thrown(UNKNOWN);
    }
  }
  if (tainted && wrapped(node).parent?.type === 'ExpressionStatement') path.handedTo.push(node);
  return unknown(tainted);
}

export function evaluateNew(path: Path, node: TSESTree.NewExpression, frame: Frame): Value {
  const callee = evaluate(path, node.callee, frame);
  const args = listOf(path, node.arguments, frame);
  if (callee.kind === 'native' && !callee.receiver && !args.open) {
    const made = construct({ path, node }, callee.name, args.items);
    if (made) return made;
  }
  const local = node.callee.type === 'Identifier' ? (path.variable(node.callee)?.defs[0]?.node as Node | undefined) : undefined;
  if (!isClass(local)) return callUnknown(path, node, UNKNOWN, args.items);
  // An instance of a class in this file: its methods are known, its state is not.
  const methods = new Map<string, Value>();
  for (const element of local.body.body) {
    if ((element.type !== 'MethodDefinition' || element.kind !== 'method') || element.static || element.computed || element.value.type !== 'FunctionExpression') continue;
    const name = element.key.type === 'Identifier' ? element.key.name : undefined;
    if (name !== undefined) methods.set(name, path.closures.get(element.value) ?? closureOf(path, element.value, path.root));
  }
  return objectOf(methods, true, anyTainted(args.items));
}

export function evaluateTag(path: Path, node: TSESTree.TaggedTemplateExpression, frame: Frame): Value {
  const tag = unwrap(node.tag);
  const pieces: Value[] = [];
  for (const [index, quasi] of node.quasi.quasis.entries()) {
    pieces.push(concrete(quasi.value.raw));
    const expression = node.quasi.expressions[index];
    if (expression) pieces.push(evaluate(path, expression, frame));
  }
  if (tag.type === 'MemberExpression' && !tag.computed && tag.property.type === 'Identifier' && tag.property.name === 'raw') return concatenate(pieces);
  const fn = evaluate(path, node.tag, frame);
  return callUnknown(path, node, fn, pieces);
}

// ---------------------------------------------------------------- functions

/** Runs a function of this file. Without `args` its parameters are unknown; `open`: so are those after the last argument. */
export function callClosure(path: Path, closure: ClosureValue, args: readonly Value[] | undefined, thisValue: Value, open = args === undefined, outermost = false): Value {
  const { node } = closure;
  const given = args ?? [];
  if ((node.generator && !outermost) || path.callDepth >= MAX_CALL_DEPTH) return unknown(anyTainted(given));
  const frame: Frame = { node, variables: new Map(), parent: closure.frame, thisValue, outermost };
  path.callDepth++;
  const result = runFunction(path, node, frame, given, open);
  path.callDepth--;
  return result;
}

export function runFunction(path: Path, node: FunctionNode, frame: Frame, args: readonly Value[], open: boolean): Value {
  path.step();
  path.simulation.run(node);
  for (const [index, parameter] of node.params.entries()) {
    if (parameter.type === 'RestElement') bind(path, parameter, arrayOf(args.slice(index), false, open), frame);
    else bind(path, parameter, args[index] ?? (open ? UNKNOWN : UNDEFINED), frame);
  }
  if (!node.body) return UNKNOWN;
  return runBody(path, node.body, frame);
}

/** Functions that unknown code gets hold of, also inside the objects it is given. */
function escapeAll(path: Path, values: readonly Value[], depth = 0): void {
  for (const value of values.slice(0, 100)) {
    if (value.kind === 'closure') escape(path, value);
    else if (depth < 3 && value.kind === 'array') escapeAll(path, value.items, depth + 1);
    else if (depth < 3 && value.kind === 'object') escapeAll(path, [...value.properties.values()], depth + 1);
  }
}

/**
 * Runs a function that unknown code may call (an event handler, an effect, a transaction's body) with unknown arguments.
 * That happens on a path of its own, which goes on only if the function changes variables outside itself.
 */
export function escape(path: Path, closure: ClosureValue): void {
  const { node } = closure;
  if (path.escaped.has(node)) return;
  const changesOutside = writesOutside(path.sourceCode, node) && path.relevance.matters(node);
  if (!changesOutside && !path.relevance.mayArrive(node)) return;
  path.escaped.add(node);
  if (path.choose(2) === 0) return;
  const { nesting } = path.simulation;
  const { callDepth, guards } = path;
  try {
    callClosure(path, closure, undefined, UNKNOWN, true, true);
  } catch (signal) {
    if (!changesOutside || (signal !== END_OF_PATH && !(signal instanceof Thrown))) throw signal;
    path.simulation.nesting = nesting;
    path.callDepth = callDepth;
    path.guards = guards;
    throw END_OF_PATH;
  }
  if (!changesOutside) throw END_OF_PATH;
}

const writers = new WeakMap<Node, boolean>();

/** Does a function assign to variables that are declared outside it? */
function writesOutside(sourceCode: SourceCode, node: FunctionNode): boolean {
  let writes = writers.get(node);
  if (writes === undefined) {
    writes = sourceCode.scopeManager?.acquire(node)?.through.some((reference) => reference.isWrite() && reference.resolved !== null) ?? false;
    writers.set(node, writes);
  }
  return writes;
}
