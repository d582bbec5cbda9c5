/** Where a destination leads when the code has written its beginning: whatever stands behind that, it stays there. */
import { unwrap, type Node } from './ast.js';
import { variableOf, writesOf, type SourceCode } from './scope.js';

/** `/login?next=…`, `https://acme.test/…`, `?…`. */
export const FIXED_START = /^(?:\/(?![/\\])[\u0021-\u007e]|https?:\/\/[^/?#@]+[/?#]|[?#])/u;

const MAX_BRANCHES = 50;

/**
 * The expressions one of which becomes the destination as a whole: both sides of `a || b` and of `c ? a : b`, all that a name may
 * stand for. What cannot be taken apart is a branch itself.
 */
export function branchesOf(sourceCode: SourceCode, destination: Node): readonly Node[] {
  const branches = new Set<Node>();
  const seen = new Set<Node>();
  const look = (node: Node): void => {
    const inner = unwrap(node);
    if (seen.has(inner)) return;
    seen.add(inner);
    if (seen.size > MAX_BRANCHES) branches.add(inner);
    else if (inner.type === 'ConditionalExpression') [inner.consequent, inner.alternate].forEach(look);
    // What is no text on the left of `&&` leads nowhere.
    else if (inner.type === 'LogicalExpression') (inner.operator === '&&' ? [inner.right] : [inner.left, inner.right]).forEach(look);
    else {
      const values = inner.type === 'Identifier' ? valuesOf(sourceCode, inner) : undefined;
      if (values) values.forEach(look);
      else branches.add(inner);
    }
  };
  look(destination);
  return [...branches];
}

/** All that is written to a name; undefined when it may also stand for something else. */
function valuesOf(sourceCode: SourceCode, identifier: Node): readonly Node[] | undefined {
  const variable = variableOf(sourceCode, identifier);
  if (variable?.defs.length !== 1 || variable.defs[0]?.type !== ('Variable' as never)) return undefined;
  const values: Node[] = [];
  for (const { value, pattern, target } of writesOf(variable)) {
    if (!value || pattern !== target) return undefined;
    values.push(value);
  }
  return values.length > 0 ? values : undefined;
}

/** Does whatever this expression makes lead where the code says? An object literal is no text: what is in it is put together by a router. */
export function isFixedDestination(branch: Node): boolean {
  if (branch.type === 'Literal' || branch.type === 'ObjectExpression' || (branch.type === 'TemplateLiteral' && branch.expressions.length === 0)) return true;
  return FIXED_START.test(beginningOf(branch));
}

/** The text with which the value of an expression begins, as far as it is written there. */
function beginningOf(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'Literal') return String(inner.value);
  if (inner.type === 'TemplateLiteral') return inner.quasis[0]?.value.cooked ?? '';
  return inner.type === 'BinaryExpression' && inner.operator === '+' ? beginningOf(inner.left) : '';
}
