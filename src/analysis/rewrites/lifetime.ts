/** How does code that makes a token say for how long it holds? */
import type { TSESLint } from '@typescript-eslint/utils';
import { unwrap } from '../ast.js';
import type { MadeToken, Told } from '../jwt-lifetimes.js';
import { addedOption } from './added-option.js';

/** `sign(claims, key)` → `sign(claims, key, { expiresIn: '1h' })`, `.sign(key)` → `.setExpirationTime('1h').sign(key)` */
export function limited({ node, fact }: MadeToken, lifetime: string): TSESLint.ReportFixFunction | undefined {
  const [place] = fact.options ?? [];
  if (fact.setter === undefined) return place?.path ? addedOption(node, place, `${String(place.path[0])}: '${lifetime}'`) : undefined;
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  if (callee?.type !== 'MemberExpression') return undefined;
  const { object } = callee;
  return (fixer) => fixer.insertTextAfter(object, `.${fact.setter ?? ''}('${lifetime}')`);
}

/** `'3600'` and `3600` → `'3600s'`, where digits were meant to be seconds. A claim has to be a number. */
export function withUnit(told: Told): TSESLint.ReportFixFunction | undefined {
  const { node } = told;
  if (node.type !== 'Literal' || (told.kind !== 'milliseconds' && (told.kind !== 'past' || told.isClaim))) return undefined;
  return (fixer) => fixer.replaceText(node, `'${String(node.value)}s'`);
}
