/** What is fixed of a text that is put together: the command in front of its arguments, the prefix of a key. */
import { unwrap, type Node } from './ast.js';
import { variableOf, writesOf, type SourceCode } from './scope.js';
import { constantOf } from './value.js';

/** Stands for what is not known. */
const GAP = '…';

const MAX_LENGTH = 400;
const MAX_DEPTH = 6;
const MAX_ELEMENTS = 20;

/**
 * The fixed parts of a text in order, with {@link GAP} for the rest: `otp:…` for `` `otp:${email}` ``. Follows constants,
 * concatenation and `const` names; the elements of a list are joined by spaces.
 */
export function fixedTextOf(sourceCode: SourceCode, node: Node): string {
  return read(sourceCode, node, 0);
}

function read(sourceCode: SourceCode, node: Node, depth: number): string {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return GAP;
  const known = constantOf(sourceCode, inner)?.value;
  if (typeof known === 'string' || typeof known === 'number') return String(known).slice(0, MAX_LENGTH);
  const go = (part: Node): string => read(sourceCode, part, depth + 1);
  switch (inner.type) {
    case 'TemplateLiteral': {
      let text = '';
      for (const [index, quasi] of inner.quasis.entries()) {
        const part = inner.expressions[index];
        text += `${quasi.value.cooked ?? GAP}${part ? go(part) : ''}`;
        if (text.length > MAX_LENGTH) break;
      }
      return text.slice(0, MAX_LENGTH);
    }
    case 'BinaryExpression':
      return inner.operator === '+' ? `${go(inner.left)}${go(inner.right)}`.slice(0, MAX_LENGTH) : GAP;
    case 'ArrayExpression':
      return inner.elements.slice(0, MAX_ELEMENTS).map((element) => (element && element.type !== 'SpreadElement' ? go(element) : GAP)).join(' ').slice(0, MAX_LENGTH);
    case 'Identifier': {
      // What grows later still begins with what it was made of.
      const variable = variableOf(sourceCode, inner);
      const first = variable && writesOf(variable)[0];
      return first?.value && first.pattern === first.target ? go(first.value) : GAP;
    }
    default:
      return GAP;
  }
}
