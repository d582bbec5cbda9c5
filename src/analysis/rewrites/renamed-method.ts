/** How does a call use another method of the same object? */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** `redis.pipeline()` → `redis.multi()`; not where the method is reached in another way. */
export function renamedMethod(call: TSESTree.CallExpression, from: string, to: string): TSESLint.ReportFixFunction | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier' || callee.property.name !== from) return undefined;
  const { property } = callee;
  return (fixer) => fixer.replaceText(property, to);
}
