/** Which functions and objects are in a value that somebody else will use? */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, propertyName, unwrap, type FunctionNode, type Node } from '../ast.js';
import { initialiserOf, localFunction, variableOf, type SourceCode } from '../scope.js';

/** The functions that run when an exported value is used as a handler: itself, or the functions given to a wrapper such as `withAuth(handler)`. */
export function handlersIn(sourceCode: SourceCode, value: Node, depth = 0): readonly FunctionNode[] {
  const inner = unwrap(value);
  if (isFunction(inner)) return [inner];
  if (inner.type === 'Identifier') {
    const target = localFunction(sourceCode, inner);
    if (target) return [target];
    const variable = variableOf(sourceCode, inner);
    const init = variable && initialiserOf(variable);
    return init && depth < 4 ? handlersIn(sourceCode, init, depth + 1) : [];
  }
  if (inner.type === 'CallExpression' && depth < 4) return inner.arguments.flatMap((argument) => (isFunction(unwrap(argument)) || unwrap(argument).type === 'Identifier' || unwrap(argument).type === 'CallExpression' ? handlersIn(sourceCode, argument, depth + 1) : []));
  return [];
}

/** Does a method of something make the value of a handler: `client.inputSchema(schema).action(handler)`? What the handler is given is then made there. */
export function isBuilt(sourceCode: SourceCode, value: Node): boolean {
  const inner = unwrap(value);
  const variable = inner.type === 'Identifier' ? variableOf(sourceCode, inner) : undefined;
  const made = unwrap((variable && initialiserOf(variable)) ?? inner);
  return made.type === 'CallExpression' && unwrap(made.callee).type === 'MemberExpression';
}

/** The object literal that a value is, also through one name. */
export function objectIn(sourceCode: SourceCode, value: Node): TSESTree.ObjectExpression | undefined {
  let object = unwrap(value);
  if (object.type === 'Identifier') {
    const variable = variableOf(sourceCode, object);
    const init = variable && initialiserOf(variable);
    if (init) object = unwrap(init);
  }
  return object.type === 'ObjectExpression' ? object : undefined;
}

/** What stands under a key path of an options object; each element when it is an array of hooks. */
export function valuesUnder(sourceCode: SourceCode, argument: Node, [key, ...rest]: readonly string[]): readonly Node[] {
  if (key === undefined) {
    const value = unwrap(argument);
    return value.type === 'ArrayExpression' ? value.elements.flatMap((element) => element ?? []) : [value];
  }
  return (objectIn(sourceCode, argument)?.properties ?? []).flatMap((property) => (property.type === 'Property' && propertyName(property) === key ? valuesUnder(sourceCode, property.value, rest) : []));
}

export function functionOf(sourceCode: SourceCode, node: Node): FunctionNode | undefined {
  const inner = unwrap(node);
  return isFunction(inner) ? inner : localFunction(sourceCode, inner);
}
