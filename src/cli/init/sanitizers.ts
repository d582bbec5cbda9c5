/** Does a function make a redirect target safe? */
import type { TSESTree } from '@typescript-eslint/utils';
import { returnsOf, unwrap, type FunctionNode, type Node } from '../../analysis/ast.js';
import { attackRedirect } from '../../analysis/attack.js';
import type { Kernel } from '../../analysis/kernel.js';
import { OWN_ORIGIN, probe, simulate, textOf } from '../../analysis/simulate.js';
import { wordsOf } from '../../analysis/words.js';

const MAKES_SAFE = new Set(['safe', 'safely', 'sanitize', 'sanitise', 'sanitized', 'sanitised', 'validate', 'validated', 'valid', 'normalize', 'normalise', 'clean', 'internal', 'relative', 'local', 'allowed', 'resolve', 'ensure', 'get', 'to', 'parse']);
const TARGETS = new Set(['redirect', 'next', 'return', 'url', 'uri', 'path', 'target', 'href', 'callback', 'destination', 'link', 'route', 'location']);
const HARMLESS = '/account';

/**
 * Called like one, hands a harmless path on, and lets no attack through. The name alone is no reason to believe it, and a function
 * that builds an address around its argument passes every attack without being a check.
 */
export function isRedirectSanitizer(kernel: Kernel, name: string, node: FunctionNode): boolean {
  const words = wordsOf(name);
  if (!words.some((word) => MAKES_SAFE.has(word)) || !words.some((word) => TARGETS.has(word))) return false;
  const input = inputOf(node);
  const returned = returnsOf(kernel.sourceCode.visitorKeys, node);
  if (!input || returned.length === 0 || !handsOn(kernel, node, input, returned)) return false;
  const verdicts = returned.map((target) => attackRedirect(kernel, { source: input, path: [], target, trace: [], sink: { role: 'redirect', target: {}, client: true } }).kind);
  // What comes back without the input is the fallback, of which only a constant is known to be safe.
  return verdicts.includes('safe') && returned.every((target, index) => verdicts[index] === 'safe' || isConstant(target));
}

function inputOf({ params }: FunctionNode): TSESTree.Identifier | undefined {
  const [first] = params;
  if (first?.type === 'Identifier') return first;
  return first?.type === 'AssignmentPattern' && first.left.type === 'Identifier' ? first.left : undefined;
}

function handsOn(kernel: Kernel, entry: FunctionNode, input: Node, returned: readonly Node[]): boolean {
  const { arrivals } = simulate({ sourceCode: kernel.sourceCode, entry, watch: new Set(returned), known: (node) => (node === input ? probe(HARMLESS) : undefined) });
  return arrivals.some(({ value }) => {
    const text = textOf(value);
    return text.kind === 'primitive' && (text.value === HARMLESS || text.value === OWN_ORIGIN + HARMLESS);
  });
}

function isConstant(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || (inner.type === 'TemplateLiteral' && inner.expressions.length === 0) || (inner.type === 'Identifier' && inner.name === 'undefined');
}
