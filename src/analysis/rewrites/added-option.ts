/** How is one more option written into a call? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { Place } from '../../knowledge/schema.js';
import { propertyName, type Node } from '../ast.js';

/**
 * `f(a, b)` → `f(a, b, { text })`, `f(a, b, { x })` → `f(a, b, { text, x })`, also before a callback, for an option that stands
 * directly in an argument. Undefined where another argument is in the way.
 */
export function addedOption(call: Node, place: Place | undefined, text: string): TSESLint.ReportFixFunction | undefined {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return undefined;
  if (place?.arg === undefined || place.arg === 'last' || place.path?.length !== 1) return undefined;
  const there = call.arguments[place.arg];
  const before = call.arguments[place.arg - 1];
  if (there?.type === 'ObjectExpression') {
    // Set to `undefined`, it would stand there twice.
    if (there.properties.some((property) => propertyName(property) === place.path?.[0])) return undefined;
    const [start] = there.range;
    return (fixer) => fixer.insertTextAfterRange([start, start + 1], there.properties.length > 0 ? ` ${text},` : ` ${text} `);
  }
  if (!before || (there && there.type !== 'ArrowFunctionExpression' && there.type !== 'FunctionExpression')) return undefined;
  return (fixer) => fixer.insertTextAfter(before, `, { ${text} }`);
}
