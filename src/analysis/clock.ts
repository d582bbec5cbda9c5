/** Is the value of an expression the present time? */
import { propertyName, unwrap, type Node } from './ast.js';
import { definitionOf, isGlobalName, localFunction, variableOf, type SourceCode } from './scope.js';

const MAX_DEPTH = 8;
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const CLOCK_CALLS: readonly (readonly [string, string])[] = [['Date', 'now'], ['performance', 'now'], ['process', 'hrtime'], ['process', 'uptime']];

/** Is the value of an expression the present time, or made of it: `Date.now()`, `now - WINDOW`, `Math.floor(now / 1000)`? */
export function readsClock(sourceCode: SourceCode, expression: Node, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const node = unwrap(expression);
  const inner = (next: Node): boolean => readsClock(sourceCode, next, depth + 1);
  switch (node.type) {
    case 'NewExpression':
      // `new Date(x)` is the time of `x`.
      return isGlobalName(sourceCode, node.callee, 'Date') && (node.arguments.length === 0 || node.arguments.some((argument) => argument.type !== 'SpreadElement' && inner(argument)));
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') return callee.type === 'Identifier' && (isClockName(callee.name) || returnsClock(sourceCode, callee, depth));
      const name = propertyName(callee);
      if (CLOCK_CALLS.some(([object, method]) => name === method && isGlobalName(sourceCode, callee.object, object))) return true;
      if (isGlobalName(sourceCode, callee.object, 'Math')) return node.arguments.some((argument) => argument.type !== 'SpreadElement' && inner(argument));
      return name !== undefined && (isClockName(name) || inner(callee.object));
    }
    case 'BinaryExpression':
      return ARITHMETIC.has(node.operator) && node.left.type !== 'PrivateIdentifier' && (inner(node.left) || inner(node.right));
    case 'UnaryExpression':
      return node.operator === '+' && inner(node.argument);
    case 'ConditionalExpression':
      return inner(node.consequent) || inner(node.alternate);
    case 'LogicalExpression':
      return inner(node.left) || inner(node.right);
    case 'TemplateLiteral':
      return node.expressions.some(inner);
    case 'Identifier': {
      const definition = definitionOf(sourceCode, node);
      if (definition) return inner(definition);
      const variable = variableOf(sourceCode, node);
      const parameter = variable?.defs[0]?.type === ('Parameter' as never) ? variable.identifiers[0] : undefined;
      if (!parameter) return false;
      const { parent } = parameter as Node;
      return isClockName(node.name) || (parent?.type === 'AssignmentPattern' && inner(parent.right));
    }
    default:
      return false;
  }
}

/** A parameter or function called `now` is the time. */
function isClockName(name: string): boolean {
  return /^(?:now|nowMs|nowSec|nowSeconds|currentTime|getNow)$/u.test(name);
}

function returnsClock(sourceCode: SourceCode, callee: Node, depth: number): boolean {
  const target = localFunction(sourceCode, callee);
  return target?.body !== undefined && target.body.type !== 'BlockStatement' && readsClock(sourceCode, target.body, depth + 1);
}

/** The parts of a value (members of objects, elements of lists) that are the time. */
export function timesIn(sourceCode: SourceCode, value: Node, depth = 0): readonly Node[] {
  const node = unwrap(value);
  if (depth > 4) return [];
  if (node.type === 'ObjectExpression') return node.properties.flatMap((property) => (property.type === 'Property' ? timesIn(sourceCode, property.value, depth + 1) : []));
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? timesIn(sourceCode, element, depth + 1) : []));
  if (readsClock(sourceCode, node)) return [node];
  const definition = node.type === 'Identifier' ? definitionOf(sourceCode, node) : undefined;
  return definition ? timesIn(sourceCode, definition, depth + 1) : [];
}
