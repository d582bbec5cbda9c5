/** Where a destination leads when the code has written its beginning: whatever stands behind that, it stays there. */
import { returnsOf, stringOf, unwrap, type Node } from './ast.js';
import { importedFunction } from './imported.js';
import type { Kernel } from './kernel.js';
import { localFunction, variableOf, writesOf, type SourceCode } from './scope.js';

/** `/login?next=…`, `https://acme.test/…`, `?…`. */
export const FIXED_START = /^(?:\/(?![/\\])[\u0021-\u007e]|https?:\/\/[^/?#@]+[/?#]|[?#])/u;

const MAX_BRANCHES = 50;
/** Each of them may begin with another one, so deep. */
const MAX_HEADS = 8;
const MAX_DEPTH = 4;

/**
 * The expressions one of which becomes the destination as a whole: both sides of `a || b` and of `c ? a : b`, all that a name may
 * stand for or a function of this file may return. What cannot be taken apart is a branch itself.
 */
export function branchesOf(sourceCode: SourceCode, destination: Node): readonly Node[] {
  const branches = new Set<Node>();
  const seen = new Set<Node>();
  const look = (node: Node): void => {
    const inner = unwrap(node);
    if (seen.has(inner)) return;
    seen.add(inner);
    const parts = seen.size > MAX_BRANCHES ? undefined : partsOf(sourceCode, inner);
    if (parts) parts.forEach(look);
    else branches.add(inner);
  };
  look(destination);
  return [...branches];
}

function partsOf(sourceCode: SourceCode, node: Node): readonly Node[] | undefined {
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'LogicalExpression':
      // What is no text on the left of `&&` leads nowhere.
      return node.operator === '&&' ? [node.right] : [node.left, node.right];
    case 'Identifier':
      return valuesOf(sourceCode, node);
    case 'CallExpression': {
      const called = localFunction(sourceCode, node.callee);
      const returned = called && !called.generator ? returnsOf(sourceCode.visitorKeys, called) : [];
      return returned.length > 0 ? returned : undefined;
    }
    default:
      return undefined;
  }
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
export function isFixedDestination(kernel: Kernel, branch: Node): boolean {
  if (branch.type === 'Literal' || branch.type === 'ObjectExpression') return true;
  return beginningsOf(kernel, branch, 0).every(({ text, isWhole }) => isWhole || FIXED_START.test(text));
}

/** A text with which a value may begin, as far as it is written. */
interface Beginning {
  readonly text: string;
  readonly isWhole: boolean;
}

const UNKNOWN: readonly Beginning[] = [{ text: '', isWhole: false }];

/** The beginnings of a value that {@link branchesOf} could not take apart. */
function beginningsOf(kernel: Kernel, branch: Node, depth: number): readonly Beginning[] {
  const inner = unwrap(branch);
  switch (inner.type) {
    case 'Literal':
      return [{ text: String(inner.value), isWhole: true }];
    case 'TemplateLiteral': {
      const [first, second] = inner.quasis;
      const [expression] = inner.expressions;
      if (!first?.value.cooked && expression) return continued(beginningsOfAll(kernel, [expression], depth), second?.value.cooked ?? '', inner.expressions.length === 1);
      return [{ text: first?.value.cooked ?? '', isWhole: !expression }];
    }
    case 'BinaryExpression': {
      const right = stringOf(inner.right);
      return inner.operator === '+' ? continued(beginningsOfAll(kernel, [inner.left], depth), right ?? '', right !== undefined) : UNKNOWN;
    }
    case 'CallExpression': {
      // A function of this file has been taken apart.
      const there = importedFunction(kernel, inner.callee);
      return there && !there.node.generator ? beginningsOfAll(there.kernel, returnsOf(there.kernel.sourceCode.visitorKeys, there.node), depth) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

function beginningsOfAll(kernel: Kernel, values: readonly Node[], depth: number): readonly Beginning[] {
  const branches = depth < MAX_DEPTH ? values.flatMap((value) => branchesOf(kernel.sourceCode, value)) : [];
  if (branches.length === 0 || branches.length > MAX_HEADS) return UNKNOWN;
  return branches.flatMap((branch) => beginningsOf(kernel, branch, depth + 1));
}

/** The beginnings of a text that goes on behind each of those with a fixed one. */
function continued(beginnings: readonly Beginning[], next: string, isAll: boolean): readonly Beginning[] {
  return beginnings.map(({ text, isWhole }) => (isWhole ? { text: `${text}${next}`, isWhole: isAll } : { text, isWhole }));
}
