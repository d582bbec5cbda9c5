/** How does a call that verifies a token say which algorithm it accepts? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { TokenCall } from '../jwt-calls.js';

const OPTION = "algorithms: ['RS256']";

/** `verify(token, key)` → `verify(token, key, { algorithms: ['RS256'] })` */
export function pinnedAlgorithm({ node, fact }: TokenCall): TSESLint.ReportFixFunction | undefined {
  const [place] = fact.algorithms;
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  if (place?.arg === undefined || place.arg === 'last' || place.path?.length !== 1) return undefined;
  const there = node.arguments[place.arg];
  const before = node.arguments[place.arg - 1];
  if (there?.type === 'ObjectExpression') {
    const [start] = there.range;
    return (fixer) => fixer.insertTextAfterRange([start, start + 1], there.properties.length > 0 ? ` ${OPTION},` : ` ${OPTION} `);
  }
  if (!before || (there && there.type !== 'ArrowFunctionExpression' && there.type !== 'FunctionExpression')) return undefined;
  return (fixer) => fixer.insertTextAfter(before, `, { ${OPTION} }`);
}
