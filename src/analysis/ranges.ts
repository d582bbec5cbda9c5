/** Which whole numbers does an expression draw from a random source between 0 and 1? */
import type { TSESTree } from '@typescript-eslint/utils';
import { contains, propertyName, unwrap, wrapped, type Node } from './ast.js';
import type { SourceCode } from './scope.js';
import { numberOf } from './value.js';

/** A draw of whole numbers, as an expression makes it of a source that lies between 0 and 1. */
export interface Range {
  /** All of the expression that makes a whole number of the source. */
  readonly node: Node;
  /** The lowest number (0 when it is left out) and the one above the highest, as they would be written as arguments: `100000, 1000000`. */
  readonly text: string;
}

/** The range of `Math.floor(min + source * span)` or `Math.floor(source * span) + min`, also with `Math.trunc`, `| 0`, `~~`. Undefined for other shapes. */
export function rangeOf(sourceCode: SourceCode, source: Node): Range | undefined {
  const product = wrapped(source).parent;
  if (product?.type !== 'BinaryExpression' || product.operator !== '*') return undefined;
  const span = contains(product.left, source) ? product.right : product.left;
  const inside = sumWith(product);
  const floor = floorOf(inside?.sum ?? product);
  if (!floor) return undefined;
  const outside = inside ? undefined : sumWith(floor);
  const min = (inside ?? outside)?.other;
  const text = min ? boundsText(sourceCode, min, span) : spanText(sourceCode, span);
  return text === undefined ? undefined : { node: outside?.sum ?? floor, text };
}

/** `node + other`, when both are numbers for all one can see: `'a' + node` joins text. */
function sumWith(node: Node): { readonly sum: TSESTree.BinaryExpression; readonly other: Node } | undefined {
  const sum = wrapped(node).parent;
  if (sum?.type !== 'BinaryExpression' || sum.operator !== '+') return undefined;
  const other = unwrap(contains(sum.left, node) ? sum.right : sum.left);
  const isNumber = (other.type === 'Literal' && typeof other.value === 'number') || other.type === 'Identifier';
  return isNumber ? { sum, other } : undefined;
}

function floorOf(node: Node): Node | undefined {
  const outer = wrapped(node).parent;
  if (outer?.type === 'CallExpression' && outer.callee.type === 'MemberExpression' && outer.callee.object.type === 'Identifier' && outer.callee.object.name === 'Math' && /^(?:floor|trunc)$/u.test(propertyName(outer.callee) ?? '')) return outer;
  if (outer?.type === 'BinaryExpression' && outer.operator === '|' && outer.left === node && outer.right.type === 'Literal' && outer.right.value === 0) return outer;
  if (outer?.type === 'UnaryExpression' && outer.operator === '~' && outer.parent.type === 'UnaryExpression' && outer.parent.operator === '~') return outer.parent;
  return undefined;
}

function boundsText(sourceCode: SourceCode, min: Node, span: Node): string | undefined {
  const low = numberOf(sourceCode, min);
  const size = numberOf(sourceCode, span);
  if (low !== undefined && size !== undefined) return Number.isInteger(low) && Number.isInteger(size) && size > 0 ? `${String(low)}, ${String(low + size)}` : undefined;
  const text = (node: Node): string => sourceCode.getText(node);
  // `(max - min + 1)` and `(max - min)`
  const [difference, more] = span.type === 'BinaryExpression' && span.operator === '+' && span.right.type === 'Literal' && span.right.value === 1 ? [unwrap(span.left), ' + 1'] : [unwrap(span), ''];
  if (difference.type !== 'BinaryExpression' || difference.operator !== '-' || text(difference.right) !== text(min)) return undefined;
  return `${text(min)}, ${text(difference.left)}${more}`;
}

function spanText(sourceCode: SourceCode, span: Node): string | undefined {
  // A name says more than its value.
  if (span.type === 'Identifier' || span.type === 'MemberExpression') return sourceCode.getText(span);
  const size = numberOf(sourceCode, span);
  return size !== undefined && Number.isInteger(size) && size > 0 ? String(size) : undefined;
}
