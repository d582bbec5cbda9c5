/** Operators that make a value of their operands, and comparisons. */
import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap, type Node } from '../ast.js';
import { throwError } from './builtins/basics.js';
import { hasKey } from './builtins/collections.js';
import { evaluate } from './evaluate.js';
import { memberKey } from './names.js';
import type { Frame, Path } from './run.js';
import { UNDEFINED, UNKNOWN, concatenate, concrete, equality, isTainted, plainOf, primitiveOf, textOf, truthOf, unknown, type Value } from './values.js';

export function evaluateUnary(path: Path, node: TSESTree.UnaryExpression, frame: Frame): Value {
  if (node.operator === 'delete') {
    const target = unwrap(node.argument);
    if (target.type === 'MemberExpression' && target.object.type !== 'Super') {
      const object = evaluate(path, target.object, frame);
      const key = textOf(memberKey(path, target, frame));
      if (object.kind === 'object' && key.kind === 'primitive') object.properties.delete(key.value as string);
    }
    return concrete(true);
  }
  const value = evaluate(path, node.argument, frame);
  switch (node.operator) {
    case '!': {
      const truth = truthOf(value);
      if (truth === undefined) return unknown(isTainted(value));
      const negated = concrete(!truth, isTainted(value));
      return value.kind === 'primitive' && value.check ? { ...negated, check: value.check } : negated;
    }
    case 'typeof':
      return typeName(value);
    case 'void':
      return UNDEFINED;
    default:
      if (value.kind !== 'primitive') return unknown(isTainted(value));
      if (typeof value.value === 'bigint') return node.operator === '-' ? concrete(-value.value, value.tainted) : unknown(value.tainted);
      return concrete(node.operator === '-' ? -Number(value.value) : node.operator === '~' ? ~Number(value.value) : Number(value.value), value.tainted);
  }
}

/** `typeof` tells nothing about what the probe says, so the result is not tainted. */
function typeName(whole: Value): Value {
  const value = plainOf(whole);
  switch (value.kind) {
    case 'primitive':
      return concrete(typeof value.value);
    case 'text':
      return concrete('string');
    case 'unknown':
      return value;
    case 'closure':
    case 'native':
      return concrete(value.kind === 'closure' || value.receiver ? 'function' : /^[a-z]+This$|window|self|Math|JSON|global$/.test(value.name) ? 'object' : 'function');
    default:
      return concrete('object');
  }
}

function checkedOutcome(node: Node, outcome: boolean, tainted: boolean): Value {
  return tainted ? { kind: 'primitive', value: outcome, tainted, check: { node, outcome } } : concrete(outcome);
}

/** Compares and notes where; choices are taken where the application's own address may or may not be meant. */
export function compare(path: Path, node: Node, left: Value, right: Value, loose: boolean, negated: boolean): Value {
  const tainted = isTainted(left) || isTainted(right);
  let same = equality(left, right, loose);
  if (same === 'own') same = path.choose(2) === 0;
  return same === undefined ? unknown(tainted) : checkedOutcome(node, same !== negated, tainted);
}

export function binary(path: Path, node: Node, operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '===':
    case '!==':
      return compare(path, node, left, right, false, operator === '!==');
    case '==':
    case '!=':
      return compare(path, node, left, right, true, operator === '!=');
    case '+':
      return plus(left, right);
    case 'in':
      return hasKey({ path, node }, right, left);
    case 'instanceof':
      if (right.kind === 'native' && (right.name === 'URL' || left.kind === 'url')) {
        if (left.kind === 'url' || left.kind !== 'unknown') return concrete(left.kind === 'url' && right.name === 'URL');
      }
      return UNKNOWN;
    default:
  }
  const tainted = isTainted(left) || isTainted(right);
  if (left.kind !== 'primitive' || right.kind !== 'primitive') return unknown(tainted);
  let result: unknown;
  try {
    result = arithmetic(operator, left.value as number, right.value as number);
  } catch {
    throwError('TypeError');
  }
  if (typeof result === 'boolean') return checkedOutcome(node, result, tainted);
  return result === undefined ? unknown(tainted) : concrete(result as number, tainted);
}

function arithmetic(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '**':
      // A power of big integers may need any amount of memory.
      return typeof left === 'number' ? left ** right : undefined;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return typeof left === 'number' ? left << right : undefined;
    case '>>':
      return left >> right;
    case '>>>':
      return left >>> right;
    default:
      return undefined;
  }
}

function plus(left: Value, right: Value): Value {
  if (typeof primitiveOf(left) === 'string' || typeof primitiveOf(right) === 'string') return concatenate([left, right]);
  if (left.kind === 'primitive' && right.kind === 'primitive') {
    const tainted = left.tainted || right.tainted;
    if (typeof left.value === 'bigint' || typeof right.value === 'bigint') return unknown(tainted);
    return concrete(Number(left.value) + Number(right.value), tainted);
  }
  const textual = ({ kind }: Value): boolean => kind !== 'primitive' && kind !== 'unknown';
  return textual(left) || textual(right) ? concatenate([left, right]) : unknown(isTainted(left) || isTainted(right));
}
