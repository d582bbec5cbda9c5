/** Does this code run for real users, or only on a developer's machine, in a test, or while a shared store is missing or down? */
import type { TSESTree } from '@typescript-eslint/utils';
import { DETAIL_FLAGS, DEVELOPMENT_FLAGS, DEVELOPMENT_VALUES, ENVIRONMENT_NAMES, PRODUCTION_FLAGS, PRODUCTION_VALUES, SHARED_STORE_NAMES } from '../knowledge/deployment.js';
import { contains, enclosingClass, enclosingFunction, isClass, isFunction, lastNameOf, propertyName, stringOf, unwrap, walk, wrapped, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { guardsOf, type Guard } from './guards.js';
import type { Kernel } from './kernel.js';
import { definitionOf, type SourceCode } from './scope.js';
import { constructionsOf } from './state.js';
import { callsInFile } from './usage.js';
import { hasPhrase, wordsOf } from './words.js';

const MAX_HOPS = 4;

interface DevelopmentOptions {
  /** Does it count, too, when somebody has asked for details (`if (debug)`), wherever that is? */
  readonly orDetails?: boolean;
}

/** Is a node evaluated only where no real users are: behind `NODE_ENV !== 'production'`, `if (isDev)`, `import.meta.env.DEV`? */
export function isDevelopmentOnly({ sourceCode }: Pick<Kernel, 'sourceCode'>, node: Node, { orDetails = false }: DevelopmentOptions = {}): boolean {
  const isFlag = (words: string): boolean => DEVELOPMENT_FLAGS.has(words) || (orDetails && DETAIL_FLAGS.has(words));
  return guardsOf(sourceCode, node, { across: 'closures', stale: true }).some((guard) => saysDevelopment(sourceCode, guard, isFlag, 0));
}

function saysDevelopment(sourceCode: SourceCode, { test, outcome, equals }: Pick<Guard, 'test' | 'outcome' | 'equals'>, isFlag: (words: string) => boolean, hops: number): boolean {
  const node = unwrap(test);
  // `switch (process.env.NODE_ENV) { case 'development': … }`
  if (equals) return isEnvironment(sourceCode, node) && saysValue(equals.map((value) => stringOf(value) ?? ''), outcome);
  switch (node.type) {
    case 'BinaryExpression':
      return compares(sourceCode, node, outcome);
    case 'LogicalExpression': {
      // Known to be true: `isDev && x` and `isDev || isTest`.
      const sides = [node.left, node.right].map((side) => saysDevelopment(sourceCode, { test: side, outcome }, isFlag, hops));
      return (node.operator === '&&') === outcome ? sides.some(Boolean) : sides.every(Boolean);
    }
    case 'UnaryExpression':
      return node.operator === '!' && saysDevelopment(sourceCode, { test: node.argument, outcome: !outcome }, isFlag, hops);
    case 'CallExpression':
    case 'MemberExpression':
    case 'Identifier': {
      const words = wordsOf(lastNameOf(node)).join(' ');
      if (outcome ? isFlag(words) : PRODUCTION_FLAGS.has(words)) return true;
      const definition = node.type === 'Identifier' && hops < MAX_HOPS ? definitionOf(sourceCode, node) : undefined;
      return definition !== undefined && saysDevelopment(sourceCode, { test: definition, outcome }, isFlag, hops + 1);
    }
    default:
      return false;
  }
}

/** The name of the environment is one of these, or it is none of these. */
function saysValue(values: readonly string[], isEqual: boolean): boolean {
  return isEqual ? values.every((value) => DEVELOPMENT_VALUES.has(value)) : values.some((value) => PRODUCTION_VALUES.has(value));
}

/** `NODE_ENV !== 'production'` when it holds, `NODE_ENV === 'production'` when it does not. */
function compares(sourceCode: SourceCode, { left, operator, right }: TSESTree.BinaryExpression, outcome: boolean): boolean {
  if (!/^[!=]==?$/u.test(operator)) return false;
  const [place, text] = stringOf(left) === undefined ? [left, stringOf(right)] : [right, stringOf(left)];
  return text !== undefined && isEnvironment(sourceCode, place) && saysValue([text], operator.startsWith('=') === outcome);
}

function isEnvironment(sourceCode: SourceCode, place: Node): boolean {
  const node = unwrap(place);
  // `process.env.NODE_ENV ?? 'development'`
  if (node.type === 'LogicalExpression') return isEnvironment(sourceCode, node.left);
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  if (ENVIRONMENT_NAMES.has(wordsOf(lastNameOf(node)).join(' '))) return true;
  const definition = node.type === 'Identifier' ? definitionOf(sourceCode, node) : undefined;
  return definition !== undefined && ENVIRONMENT_NAMES.has(wordsOf(lastNameOf(definition)).join(' '));
}

/**
 * Is a node evaluated only when there is no shared store: after `if (redis) return …`, in the other branch of
 * `process.env.REDIS_URL ? … : …`, or in the `catch` of an attempt with the store?
 */
export function isStandIn(kernel: Kernel, node: Node): boolean {
  const absent = guardsOf(kernel.sourceCode, node, { across: 'closures', stale: true }).some(({ test, outcome }) => {
    const inner = unwrap(test);
    // `if (url && client) return …`: one of them was missing.
    if (inner.type === 'LogicalExpression') return !outcome && (isStore(kernel, inner.left) || isStore(kernel, inner.right));
    if (inner.type !== 'BinaryExpression') return !outcome && isStore(kernel, inner);
    return /^[!=]==?$/u.test(inner.operator) && (outcome === inner.operator.startsWith('=')) === isNothing(inner.right) && isStore(kernel, inner.left);
  });
  return absent || isInCatchOfStore(kernel, node);
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Literal' && inner.raw === 'null') || (inner.type === 'Identifier' && inner.name === 'undefined') || stringOf(inner) === 'memory';
}

/** Does a catch clause around the node follow an attempt with a shared store? */
function isInCatchOfStore(kernel: Kernel, node: Node): boolean {
  for (let child = node; child.parent && !isFunction(child.parent); child = child.parent)
    if (child.parent.type === 'TryStatement' && child.parent.handler === child && mentionsStore(kernel, child.parent.block)) return true;
  return false;
}

/** Does a node speak of a shared store? */
export function mentionsStore(kernel: Kernel, node: Node): boolean {
  let found = false;
  walk(kernel.sourceCode.visitorKeys, node, (inner) => {
    if (found || inner.type.startsWith('TS')) return inner.type === 'TSAsExpression' || inner.type === 'TSNonNullExpression' ? undefined : 'skip';
    found = (inner.type === 'Identifier' || inner.type === 'MemberExpression') && isStore(kernel, inner);
    return undefined;
  });
  return found;
}

/** Does an expression stand for a shared store, for its address, or for the question whether there is one? */
function isStore(kernel: Kernel, node: Node): boolean {
  const inner = unwrap(node);
  if (kernel.api.factsAt(inner, 'sharedStore').length > 0) return true;
  switch (inner.type) {
    case 'Identifier':
      return hasPhrase(inner.name, SHARED_STORE_NAMES);
    case 'MemberExpression':
      return hasPhrase(propertyName(inner) ?? '', SHARED_STORE_NAMES) || isStore(kernel, inner.object);
    case 'CallExpression':
      return isStore(kernel, inner.callee);
    case 'UnaryExpression':
      return isStore(kernel, inner.argument);
    case 'LogicalExpression':
      return isStore(kernel, inner.left) || isStore(kernel, inner.right);
    default:
      return false;
  }
}

const MAX_CALLERS_UP = 3;

/** Is a node reached only in development, or only while there is no shared store: there, or at every place of the file that leads there? */
export function isAside(kernel: Kernel, node: Node, depth = 0): boolean {
  if (isDevelopmentOnly(kernel, node) || isStandIn(kernel, node)) return true;
  if (depth > MAX_CALLERS_UP) return false;
  for (let outer = ownerOf(node); outer; outer = ownerOf(outer)) {
    const owner = outer;
    const ways = isClass(owner) ? constructionsOf(kernel.sourceCode, owner) : callsInFile(kernel.sourceCode, owner);
    if (ways.length > 0 && ways.every((way) => !contains(owner, way) && (isChoice(kernel, way) || isAside(kernel, way, depth + 1)))) return true;
  }
  return false;
}

/** `return new LocalLimiter()` at the end of a function that returned one on a shared store before, if it could. */
function isChoice(kernel: Kernel, way: Node): boolean {
  const { parent } = wrapped(way);
  const chooser = parent?.type === 'ReturnStatement' ? enclosingFunction(parent) : undefined;
  return chooser !== undefined && mentionsStore(kernel, chooser);
}

/** The function or class around a node, whichever is nearer. */
function ownerOf(node: Node): FunctionNode | ClassNode | undefined {
  const callee = enclosingFunction(node);
  const owner = enclosingClass(node);
  return callee && owner ? (contains(owner, callee) ? callee : owner) : (callee ?? owner);
}
