/** How does a presigned URL insist on its content type? By signing that header. */
import type { TSESLint } from '@typescript-eslint/utils';
import type { Place } from '../../knowledge/schema.js';
import { unwrap, type Node } from '../ast.js';

/** `{ expiresIn }` → `{ expiresIn, signableHeaders: new Set(['content-type']) }`: in an options object of the call, or as one. */
export function signedType(call: Node, { arg, path }: Place): TSESLint.ReportFixFunction | undefined {
  if (call.type !== 'CallExpression' || typeof arg !== 'number' || path?.length !== 1) return undefined;
  const text = `${String(path[0])}: new Set(['content-type'])`;
  const before = call.arguments.at(-1);
  if (call.arguments.length === arg && before && before.type !== 'SpreadElement') return (fixer) => fixer.insertTextAfter(before, `, { ${text} }`);
  const options = call.arguments[arg] && unwrap(call.arguments[arg]);
  const last = options?.type === 'ObjectExpression' ? options.properties.at(-1) : undefined;
  return last && ((fixer) => fixer.insertTextAfter(last, `, ${text}`));
}
