/** Does something that is called so refuse, at run time, before this is evaluated: a condition that leaves, or a call that throws? */
import { ASSERTING_VERBS } from '../knowledge/vocabulary.js';
import { enclosingFunction, isFunction, lastNameOf, stringOf, walk, type FunctionNode, type Node } from './ast.js';
import { alwaysExits, callsBefore, guardsOf } from './guards.js';
import type { Placed } from './imported.js';
import type { Kernel } from './kernel.js';
import { exitCallOf, functionCalled } from './privilege.js';
import { callsOf, type SourceCode } from './scope.js';
import { wordsOf } from './words.js';

const MAX_HOPS = 3;

export type IsNamed = (name: string) => boolean;

/**
 * Is `node` evaluated only after such an assertion? In the functions around it as far as they are closures, at the top of the
 * file, or before every call of the function in this file. A comment is none.
 */
export function isAsserted(kernel: Kernel, node: Node, isNamed: IsNamed, hops = 0): boolean {
  const { sourceCode } = kernel;
  const isExitCall = exitCallOf(kernel);
  if (guardsOf(sourceCode, node, { across: 'closures', stale: true, isExitCall }).some(({ test }) => mentions(sourceCode, test, isNamed))) return true;
  if (callsBefore(sourceCode, node, { across: 'closures', isExitCall }).some((call) => isAssertingCall(kernel, call, isNamed))) return true;
  // What stops the module from loading stops whatever is in it.
  if (hops === 0 && sourceCode.ast.body.some((statement) => statement.type === 'IfStatement' && alwaysExits(sourceCode, statement.consequent, isExitCall) && mentions(sourceCode, statement.test, isNamed))) return true;
  const owner = enclosingFunction(node);
  const calls = owner ? callsOf(sourceCode, owner) : [];
  return hops < MAX_HOPS && calls.length > 0 && calls.every((call) => isAsserted(kernel, call, isNamed, hops + 1));
}

/** Does the function of the project that is called here make that assertion itself? */
export function assertsItself(kernel: Kernel, call: Node, isNamed: IsNamed): boolean {
  const target = call.type === 'CallExpression' ? functionCalled(kernel, call.callee) : undefined;
  return target !== undefined && throws(target) && mentions(target.kernel.sourceCode, target.node, isNamed);
}

/** `assertBaaSigned()`, believed by its name where its body cannot be read; where it can, it has to throw, and to be about that. */
function isAssertingCall(kernel: Kernel, call: Node, isNamed: IsNamed): boolean {
  if (call.type !== 'CallExpression') return false;
  const name = lastNameOf(call.callee);
  const target = functionCalled(kernel, call.callee);
  if (target) return throws(target) && (isNamed(name) || mentions(target.kernel.sourceCode, target.node, isNamed));
  const texts = call.arguments.flatMap((argument) => stringOf(argument) ?? []);
  return ASSERTING_VERBS.has(wordsOf(name)[0] ?? '') && [name, ...texts].some(isNamed);
}

function throws({ kernel, node }: Placed<FunctionNode>): boolean {
  let found = false;
  const isExit = exitCallOf(kernel);
  walk(kernel.sourceCode.visitorKeys, node, (each) => {
    if (found || (each !== node && isFunction(each))) return 'skip';
    found = each.type === 'ThrowStatement' || (each.type === 'CallExpression' && isExit(each));
    return undefined;
  });
  return found;
}

function mentions({ visitorKeys }: SourceCode, expression: Node, isNamed: IsNamed): boolean {
  let found = false;
  walk(visitorKeys, expression, (node) => {
    if (found) return 'skip';
    found = (node.type === 'Identifier' && isNamed(node.name)) || (node.type === 'Literal' && typeof node.value === 'string' && isNamed(node.value));
    return undefined;
  });
  return found;
}
