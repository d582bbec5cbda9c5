/**
 * Which functions of a file hand what they are given to a log, and what do they blot out on the way? For the files that import them: a
 * project's own logger. Masking is not recognised by names: the wrapper is run with a value under the key in question.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { FactOf } from '../knowledge/schema.js';
import { factHolds } from './arguments.js';
import { functionName, isFunction, lastNameOf, unwrap, type CallLike, type FunctionNode, type Node } from './ast.js';
import { isDevelopmentOnly } from './deployment.js';
import { knownValue, surroundingsOf } from './execution.js';
import { originsOf } from './flow.js';
import { importedFunction, type Placed } from './imported.js';
import type { Kernel } from './kernel.js';
import { argumentsWritten, receiverOf } from './log-calls.js';
import { nodesOf } from './nodes.js';
import { makesRedactions } from './redaction.js';
import { localFunction, memberWritesOf, variableOf } from './scope.js';
import { concrete, objectOf, simulate, textOf, unknown, type Value } from './simulate.js';
import { filledText } from './simulate/values.js';
import { surfaceOf, type SurfaceFunction } from './surface.js';
import { LOG_METHODS, LOG_WORDS } from '../knowledge/loggers.js';
import { namesMasking, wordsOf } from './words.js';

/** A function that writes to a log what it is given. */
interface LogWrapper extends Placed<FunctionNode> {
  readonly fact: FactOf<'log'>;
  /** The positions of arguments that pass something called like a mask; whether it masks is found out by running it. */
  readonly masked: ReadonlySet<number>;
}

const MAX_CALLS = 200;
const MAX_QUESTIONS = 1_000;
const MAX_OPAQUE = 20;
/** What an error says is what it was made with. */
const ERROR_TEXT: ReadonlySet<string> = new Set(['message', 'stack']);
/** What a rest parameter may stand for. */
const MAX_ARGUMENTS = 8;

const wrappersOfFile = new WeakMap<Kernel, ReadonlyMap<FunctionNode, LogWrapper>>();
const byFact = new WeakMap<FactOf<'log'>, LogWrapper>();

/** The functions among `exported` (and the methods they hold) that write what they are given, with the positions of what is written. */
export function logWrappersIn(kernel: Kernel, exported: readonly Node[]): ReadonlyMap<FunctionNode, LogWrapper> {
  const known = wrappersOfFile.get(kernel);
  if (known) return known;
  const wrappers = new Map<FunctionNode, LogWrapper>();
  wrappersOfFile.set(kernel, wrappers);
  const called = exported.flatMap((node) => surfaceOf(kernel.sourceCode, node)).filter(isCalledLikeLog);
  const surface = new Set(called.map(({ node }) => node));
  const levels = new Set(called.filter((each) => LOG_METHODS.has(nameOf(each) ?? '')).map(({ node }) => node));
  const found = surface.size === 0 ? [] : parametersWritten(kernel, surface);
  for (const owner of surface) {
    // `logAccess(user)` may do anything, and log in passing; `info()` and `error()` are there for nothing else.
    const mine = found.filter((each) => each.owner === owner && (!each.helped || levels.has(owner)));
    const [first] = mine;
    if (!first) continue;
    const plain = new Set(mine.filter(({ masked }) => !masked).map(({ position }) => position));
    // What a helper does with the rest may be out of sight: whether it is written is found out by running it.
    const positions = mine.some(({ helped }) => helped) ? positionsOf(owner) : mine.map(({ position }) => position);
    const args = [...new Set(positions)].sort((left, right) => left - right);
    const fact: FactOf<'log'> = { role: 'log', to: first.fact.to, args, ...(mine.every((each) => each.fact.local === true) ? { local: true } : {}), ...(mine.some(({ helped }) => helped) ? { asText: true } : {}) };
    const wrapper: LogWrapper = { kernel, node: owner, fact, masked: new Set(mine.map(({ position }) => position).filter((position) => !plain.has(position))) };
    wrappers.set(owner, wrapper);
    byFact.set(fact, wrapper);
  }
  return wrappers;
}

/** A function that happens to log what it works on is no logger: there the log is what is wrong, where it stands. */
function isCalledLikeLog(called: SurfaceFunction): boolean {
  const name = nameOf(called);
  return name !== undefined && (LOG_METHODS.has(name) || wordsOf(name).some((word) => LOG_WORDS.has(word)));
}

function nameOf({ node, keys }: SurfaceFunction): string | undefined {
  return keys.findLast((key) => key !== '()' && key !== '#') ?? functionName(node);
}

function positionsOf({ params }: FunctionNode): readonly number[] {
  return Array.from({ length: params.at(-1)?.type === 'RestElement' ? MAX_ARGUMENTS : params.length }, (_, position) => position);
}

interface Written {
  readonly owner: FunctionNode;
  readonly position: number;
  readonly masked: boolean;
  /** On the way is a helper that is not called like a log. */
  readonly helped: boolean;
  readonly fact: FactOf<'log'>;
}

/**
 * Backwards from every log call to the parameters of functions, and from there to the calls that pass something for them. Helpers (`write`,
 * `emit`) are followed as far as they show what they are given: what one masks, by keys that the logger may keep, is for its callers to guess,
 * and the logger is then what it is called (`opaque`: such helpers).
 */
function parametersWritten(kernel: Kernel, surface: ReadonlySet<FunctionNode>, opaque: ReadonlySet<FunctionNode> = new Set()): readonly Written[] {
  const found = new Map<string, Written>();
  const queue = kernel.api.uses('log').slice(0, MAX_CALLS).flatMap((call) => {
    if (!factHolds(kernel, call.node, call.fact) || isDevelopmentOnly(kernel, call.node, { orDetails: true })) return [];
    const receiver = receiverOf(call.node);
    // A logger with a list of keys to blot out of its own: what it shows cannot be told from here.
    const masked = receiver !== undefined && makesRedactions(kernel, receiver);
    return argumentsWritten(call).map(({ node }) => ({ node, masked, helped: false, fact: call.fact }));
  });
  const visited = new Set<string>();
  for (let item = queue.shift(); item && found.size < MAX_CALLS && visited.size < MAX_QUESTIONS; item = queue.shift()) {
    const { fact } = item;
    // A mask that calls itself is met again below itself.
    const question = `${item.node.range.join()} ${String(item.masked)} ${String(item.helped)}`;
    if (visited.has(question)) continue;
    visited.add(question);
    for (const value of keptIn(kernel, item.node)) queue.push({ ...item, node: value });
    for (const { node, path } of originsOf(kernel.sourceCode, item.node, { isOrigin: (each) => isMask(kernel, each) || parameterOf(kernel, each) !== undefined, carries: (call) => shownBy(kernel, call) })) {
      const inner = unwrap(node);
      if (inner.type === 'CallExpression' && isMask(kernel, inner)) for (const argument of inner.arguments) queue.push({ ...item, node: argument, masked: true });
      const parameter = item.masked || path.every((name) => ERROR_TEXT.has(name)) ? parameterOf(kernel, node) : undefined;
      const helper = parameter && !surface.has(parameter.owner) ? parameter.owner : undefined;
      if (helper && opaque.has(helper)) continue;
      if (helper && item.masked && opaque.size < MAX_OPAQUE) return parametersWritten(kernel, surface, new Set([...opaque, helper]));
      for (const position of parameter?.positions ?? []) {
        const helped = item.helped || helper !== undefined;
        const key = `${String(parameter?.owner.range[0])} ${String(position)} ${String(item.masked)} ${String(helped)}`;
        if (!parameter || found.has(key)) continue;
        found.set(key, { owner: parameter.owner, position, masked: item.masked, helped, fact });
        // `info(message) { this.write('info', message) }`: what calls a wrapper is one.
        for (const call of callsWithin(kernel).get(parameter.owner) ?? []) {
          const argument = call.arguments[position];
          if (argument) queue.push({ ...item, node: argument, helped });
        }
      }
    }
  }
  return [...found.values()];
}

/** `entry.error = error`: what else is put into an object that is written. */
function keptIn({ sourceCode }: Kernel, node: Node): readonly Node[] {
  const inner = unwrap(node);
  const variable = inner.type === 'Identifier' ? variableOf(sourceCode, inner) : undefined;
  return variable ? memberWritesOf(variable).flatMap((write) => (write.kind === 'set' && write.value ? [write.value] : [])) : [];
}

const callsOfFile = new WeakMap<Kernel, ReadonlyMap<FunctionNode, readonly TSESTree.CallExpression[]>>();

/** The calls of each function in its own file, by name or as a method of the same class or object. */
function callsWithin(kernel: Kernel): ReadonlyMap<FunctionNode, readonly TSESTree.CallExpression[]> {
  const known = callsOfFile.get(kernel);
  if (known) return known;
  const calls = new Map<FunctionNode, TSESTree.CallExpression[]>();
  callsOfFile.set(kernel, calls);
  for (const node of nodesOf(kernel.sourceCode, 'CallExpression')) {
    const target = localFunction(kernel.sourceCode, node.callee);
    const others = target && calls.get(target);
    if (others) others.push(node);
    else if (target) calls.set(target, [node]);
  }
  return calls;
}

/** Formatters whose result still shows what they are given. */
function shownBy(kernel: Kernel, call: CallLike): readonly number[] {
  return kernel.api.factsBornAt(call, 'shows').flatMap(({ args }) => args ?? call.arguments.map((_, position) => position));
}

/** A function of another file counts, too, when it is called like a mask. */
function isMask(kernel: Kernel, node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'CallExpression' && (namesMasking(lastNameOf(inner.callee)) || kernel.api.factsAt(inner, 'redactor').length > 0 || importedFunction(kernel, inner.callee) !== undefined);
}

/** The function whose parameter (or whose rest of parameters) a name is. */
function parameterOf(kernel: Kernel, name: Node): { readonly owner: FunctionNode; readonly positions: readonly number[] } | undefined {
  if (name.type !== 'Identifier') return undefined;
  const definition = variableOf(kernel.sourceCode, name)?.defs[0];
  const owner = definition?.node as Node | undefined;
  if (definition?.name !== name || !isFunction(owner)) return undefined;
  const position = owner.params.findIndex((parameter) => parameter === name || (parameter.type === 'AssignmentPattern' && parameter.left === name) || (parameter.type === 'RestElement' && parameter.argument === name));
  if (position < 0) return undefined;
  const isRest = owner.params[position]?.type === 'RestElement';
  return { owner, positions: isRest ? Array.from({ length: MAX_ARGUMENTS - position }, (_, index) => position + index) : [position] };
}

// ---- what is blotted out ---------------------------------------------------------------------------------------------

/** A text that occurs nowhere else: where it comes out, the value does. */
const DATUM = 'bulwark-datum-5f1c';
/** The members that a whole record has, when it is one of a person. */
const RECORD = ['email', 'name', 'phone', 'address', 'password', 'token'];
const MAX_STEPS = 20_000;

const verdicts = new WeakMap<LogWrapper, Map<string, boolean>>();

/**
 * Does the wrapper that a fact was read from keep a datum out of the log that stands at `path` of the argument at `position`?
 * False for facts of libraries, and for what cannot be told of an argument that nothing called like a mask gets hold of.
 * @param isRecord The datum is a whole record, of which each part counts.
 */
export function isBlottedOut(fact: FactOf<'log'>, position: number, path: readonly string[] | undefined, isRecord: boolean): boolean {
  const wrapper = byFact.get(fact);
  if (!wrapper) return false;
  const isMasked = wrapper.masked.has(position);
  // Part of a text: there are no keys to go by.
  if (path === undefined) return isMasked;
  const key = `${String(position)} ${path.join('.')} ${String(isRecord)}`;
  let known = verdicts.get(wrapper);
  if (!known) verdicts.set(wrapper, (known = new Map<string, boolean>()));
  let verdict = known.get(key);
  if (verdict === undefined) known.set(key, (verdict = !isShown(wrapper, position, path, isRecord, isMasked)));
  return verdict;
}

function isShown(wrapper: LogWrapper, position: number, path: readonly string[], isRecord: boolean, isMasked: boolean): boolean {
  const { kernel, node } = wrapper;
  const datum: Value = isRecord ? objectOf(new Map(RECORD.map((name) => [name, concrete(DATUM, true)]))) : concrete(DATUM, true);
  const argument = path.reduceRight<Value>((inner, name) => objectOf(new Map([[name, inner]])), datum);
  const watch = new Set(kernel.api.uses('log').flatMap((call) => (isDevelopmentOnly(kernel, call.node, { orDetails: true }) ? [] : argumentsWritten(call).map((each) => each.node))));
  const surroundings = surroundingsOf(kernel);
  const { arrivals, complete } = simulate({
    ...surroundings, entry: node, watch, maxSteps: MAX_STEPS, known: (each) => (each.type === 'UnaryExpression' && each.operator === 'typeof' ? serverType(each.argument) : undefined) ?? knownValue(kernel, each),
    args: Array.from({ length: position + 1 }, (_, index) => (index === position ? argument : unknown())),
  });
  const certain = arrivals.filter((arrival) => !arrival.opaque);
  if (certain.some(({ value }) => holds(value))) return true;
  // Nothing came through. Without a mask in sight that needs a run to the end that has seen it stopped, and not lost sight of it.
  const isStopped = complete && arrivals.length > 0 && !arrivals.some(({ value }) => value.kind === 'unknown' && value.tainted);
  return !isMasked && !isStopped;
}

/** On a server there is no `window`. */
function serverType(operand: Node): Value | undefined {
  return operand.type === 'Identifier' && (operand.name === 'window' || operand.name === 'document') ? concrete('undefined') : undefined;
}

/** Is the datum in a value that is written? */
function holds(value: Value, depth = 0): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'primitive':
      return typeof value.value === 'string' && value.value.includes(DATUM);
    case 'text':
      return filledText(value)?.includes(DATUM) ?? false;
    case 'array':
    case 'set':
      return value.items.some((item) => holds(item, depth + 1));
    case 'object':
      return [...value.properties.values()].some((member) => holds(member, depth + 1));
    case 'map':
      return value.entries.some((entry) => entry.some((part) => holds(part, depth + 1)));
    case 'url':
      return value.url?.href.includes(DATUM) ?? false;
    default: {
      const text = textOf(value);
      return text.kind === 'primitive' && typeof text.value === 'string' && text.value.includes(DATUM);
    }
  }
}
