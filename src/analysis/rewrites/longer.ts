/** How many bytes or characters does a random source have to draw for a secret to be long enough? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { Draw } from '../../knowledge/schema.js';
import { valueAt } from '../arguments.js';
import { unwrap, type CallLike, type Node } from '../ast.js';
import { onDemand } from '../on-demand.js';
import type { Kernel } from '../kernel.js';
import type { ShortSecret } from '../short-secrets.js';

interface Longer {
  readonly old: string;
  readonly size: string;
  readonly fix: TSESLint.ReportFixFunction;
}

/** `randomBytes(16)` → `randomBytes(32)`, `nanoid(12)` → `nanoid(43)`; where nothing that was drawn is cut off afterwards. */
export function longer(kernel: Kernel, { use, at, bits, wanted, kind }: ShortSecret): Longer | undefined {
  const { draw } = use.fact;
  const size = draw && sizeNode(kernel, use.node, draw);
  // A key has the length of its algorithm, a code the one that people put up with.
  if (size?.type !== 'Literal' || typeof size.value !== 'number' || size.value <= 0 || kind === 'key' || kind === 'code') return undefined;
  const { bitsOf } = onDemand.entropy();
  const drawn = bitsOf(kernel, use.node);
  if (drawn === undefined || Math.floor(drawn) !== bits || bitsOf(kernel, at) !== drawn) return undefined;
  const needed = Math.ceil((wanted * size.value) / drawn);
  return { old: size.raw, size: String(needed), fix: (fixer) => fixer.replaceText(size, String(needed)) };
}

function sizeNode(kernel: Kernel, node: Node, draw: Draw): Node | undefined {
  if (draw.of === 'array') {
    const array = (node as CallLike).arguments[draw.arg];
    const inner = array && unwrap(array);
    return inner?.type === 'NewExpression' ? inner.arguments[0] : undefined;
  }
  const places = draw.of === 'bytes' ? [draw.size] : draw.of === 'text' && !('ofMaker' in draw && draw.ofMaker) ? draw.size : [];
  for (const place of places) {
    const option = valueAt(kernel, node, place);
    if (option.kind === 'present' && option.values[0]) return option.values[0];
  }
  return undefined;
}
