/** How is one of several things left out, so that what remains still parses and nothing else has to change? */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { contains, type Node } from '../ast.js';
import type { SourceCode } from '../scope.js';

/** `['none', 'RS256']` → `['RS256']`; not the only element, and not where a comment may speak of it. */
export function withoutElement(sourceCode: SourceCode, element: Node): TSESLint.ReportFixFunction | undefined {
  const list = element.parent;
  if (list?.type !== 'ArrayExpression' || list.elements.length < 2) return undefined;
  const position = list.elements.indexOf(element as TSESTree.Expression);
  const neighbour = list.elements[position === 0 ? 1 : position - 1];
  if (!neighbour || sourceCode.getCommentsInside(list).length > 0) return undefined;
  const range: TSESTree.Range = position === 0 ? [element.range[0], neighbour.range[0]] : [neighbour.range[1], element.range[1]];
  return (fixer) => fixer.removeRange(range);
}

/** `{ userId, email }` → `{ userId }`, `log('sent', email)` → `log('sent')`: a property that is not the only one, or the last of several arguments of `call`. */
export function withoutPart(sourceCode: SourceCode, call: Node, value: Node): TSESLint.ReportFixFunction | undefined {
  const { parent } = value;
  if (!parent || !contains(call, value)) return undefined;
  const isProperty = parent.type === 'Property' && parent.value === value && parent.parent.type === 'ObjectExpression' && parent.parent.properties.length > 1;
  const isLast = parent.type === 'CallExpression' && parent === call && parent.arguments[0] !== value && parent.arguments.at(-1) === value;
  if (!isProperty && !isLast) return undefined;
  const part = isProperty ? parent : value;
  const before = sourceCode.getTokenBefore(part);
  const after = sourceCode.getTokenAfter(part);
  let range: TSESTree.Range = [...part.range];
  if (before?.value === ',') range = [before.range[0], part.range[1]];
  else if (after?.value === ',') range = [part.range[0], sourceCode.getTokenAfter(after)?.range[0] ?? after.range[1]];
  return (fixer) => fixer.removeRange(range);
}
