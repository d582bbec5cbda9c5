/** How are two texts compared whatever their case? */
import type { TSESLint } from '@typescript-eslint/utils';
import { unwrap, type Node } from '../ast.js';
import type { SourceCode } from '../scope.js';

/** `a === b.c` → `a.toLowerCase() === b.c.toLowerCase()`, where both are names or members; what is lowered already stays. */
export function lowered(sourceCode: SourceCode, sides: readonly Node[]): TSESLint.ReportFixFunction | undefined {
  const open = sides.filter((side) => !isLowered(side));
  if (open.some((side) => !isPlain(side))) return undefined;
  return (fixer) => open.map((side) => fixer.insertTextAfter(side, sourceCode.getText(side).includes('?.') ? '?.toLowerCase()' : '.toLowerCase()'));
}

function isPlain(side: Node): boolean {
  const inner = unwrap(side);
  return side.type === 'TSNonNullExpression' || side.type === 'ChainExpression' ? isPlain((side as { expression: Node }).expression) : inner === side && (inner.type === 'Identifier' || inner.type === 'MemberExpression');
}

function isLowered(side: Node): boolean {
  const inner = unwrap(side);
  return inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression' && inner.callee.property.type === 'Identifier' && inner.callee.property.name === 'toLowerCase';
}
