/** Do two expressions stand for the same value? Told by what is written, through constants and names. */
import { propertyName, unwrap, type Node } from './ast.js';
import { definitionOf, variableOf, type SourceCode } from './scope.js';
import { constantOf } from './value.js';

const MAX_DEPTH = 8;

/**
 * Do two expressions have the same value, as far as the code says: the same name, text, member or call with the same arguments?
 * `const key = `rl:${ip}`` is the same as `` `rl:${ip}` ``. Functions are taken to give the same answer twice; nobody looks whether
 * a variable changes in between.
 */
export function isSameValue(sourceCode: SourceCode, left: Node, right: Node): boolean {
  return isSame(sourceCode, left, right, 0);
}

function isSame(sourceCode: SourceCode, left: Node, right: Node, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const one = unwrap(left);
  const other = unwrap(right);
  if (one === other) return true;
  if (one.type === 'Identifier' && other.type === 'Identifier') {
    const variable = variableOf(sourceCode, one);
    if (variable ? variable === variableOf(sourceCode, other) : one.name === other.name) return true;
  }
  const go = (a: Node | undefined, b: Node | undefined): boolean => a !== undefined && b !== undefined && isSame(sourceCode, a, b, depth + 1);
  const parts = partsOf(sourceCode, one, 0);
  const others = partsOf(sourceCode, other, 0);
  if (parts.length !== 1 || others.length !== 1) return parts.length === others.length && parts.every((part, index) => isSamePart(part, others[index], go));
  const [a] = parts;
  const [b] = others;
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a === undefined || b === undefined || a.type !== b.type) return false;
  if (a !== one || b !== other) return go(a, b);
  switch (a.type) {
    case 'ThisExpression':
    case 'Super':
      return true;
    case 'MemberExpression': {
      const name = propertyName(a);
      const sameName = name === undefined ? go(a.property, (b as typeof a).property) : name === propertyName(b);
      return sameName && go(a.object, (b as typeof a).object);
    }
    case 'CallExpression':
      // What is made of nothing is new each time: an id, a time.
      return a.arguments.length > 0 && a.arguments.length === (b as typeof a).arguments.length && go(a.callee, (b as typeof a).callee) && a.arguments.every((argument, index) => go(argument, (b as typeof a).arguments[index]));
    case 'LogicalExpression':
      return a.operator === (b as typeof a).operator && go(a.left, (b as typeof a).left) && go(a.right, (b as typeof a).right);
    case 'ObjectExpression': {
      const { properties } = b as typeof a;
      return a.properties.length === properties.length && a.properties.every((property, index) => {
        const twin = properties[index];
        return property.type === 'Property' && twin?.type === 'Property' && propertyName(property) !== undefined && propertyName(property) === propertyName(twin) && go(property.value, twin.value);
      });
    }
    default:
      return false;
  }
}

type Part = string | Node;

function isSamePart(part: Part, other: Part | undefined, go: (a: Node, b: Node) => boolean): boolean {
  if (typeof part === 'string' || typeof other === 'string') return part === other;
  return other !== undefined && go(part, other);
}

/** What a text is put together of: fixed parts and expressions, in order; names stand for what they were defined as. */
function partsOf(sourceCode: SourceCode, node: Node, depth: number): readonly Part[] {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return [inner];
  const known = constantOf(sourceCode, inner)?.value;
  if (typeof known === 'string' || typeof known === 'number') return [String(known)];
  const go = (part: Node): readonly Part[] => partsOf(sourceCode, part, depth + 1);
  if (inner.type === 'TemplateLiteral') return joined(inner.quasis.flatMap((quasi, index) => [quasi.value.cooked ?? '', ...(inner.expressions[index] ? go(inner.expressions[index]) : [])]));
  if (inner.type === 'BinaryExpression' && inner.operator === '+') return joined([...go(inner.left), ...go(inner.right)]);
  if (inner.type === 'Identifier') {
    const definition = definitionOf(sourceCode, inner);
    const text = definition && go(definition);
    // A name that stands for a text is that text; any other stays itself.
    if (definition && (text?.length !== 1 || typeof text[0] === 'string' || isPure(unwrap(definition)))) return text ?? [inner];
  }
  return [inner];
}

/** Members and calls of getters: written out in one place and kept under a name in the other, they are the same. */
function isPure(node: Node): boolean {
  return node.type === 'CallExpression' || node.type === 'MemberExpression' || node.type === 'Identifier';
}

function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result.length === 0 ? [''] : result;
}
