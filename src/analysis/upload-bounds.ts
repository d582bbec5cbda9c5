/** What does a URL or form for uploads leave to whoever holds it: the type, the size, the time, the place? */
import type { FactOf, Place, UploadBounds } from '../knowledge/schema.js';
import type { Use } from './api.js';
import { factHolds, valueAt } from './arguments.js';
import { unwrap, type Node } from './ast.js';
import { readsClock } from './clock.js';
import { originsOf, type Origin } from './flow.js';
import { isInput } from './inputs.js';
import type { Kernel } from './kernel.js';
import { literalOf, optionOf, type Option } from './options.js';
import { definitionOf, isGlobalName } from './scope.js';
import { constantsOf, numberOf, stringsOf } from './value.js';

/** `unsigned`: a type is set, but the URL does not insist on it. */
export type OpenBound =
  | { readonly kind: 'type' | 'unsigned' | 'size' }
  | { readonly kind: 'lifetime'; /** In seconds; undefined for a date in the calendar. */ readonly seconds: number | undefined }
  | { readonly kind: 'key'; readonly origin: Origin };

type Upload = Use<'uploadUrl'>;
/** A call or command, and the places in it. */
interface Bounded {
  readonly node: Node;
  readonly bounds: UploadBounds;
}

/** The bounds that are certainly missing; none when this is not known to be for an upload. */
export function openBoundsOf(kernel: Kernel, upload: Upload, maxSeconds: number): readonly OpenBound[] {
  const { node, fact } = upload;
  if (!factHolds(kernel, node, fact) || (fact.permissions && !allowsWriting(kernel, node, fact.permissions))) return [];
  const commands = fact.command ? commandsAt(kernel, node, fact.command) : [];
  if (fact.command && commands.length === 0) return [];
  const parts: readonly Bounded[] = [{ node, bounds: fact }, ...commands];
  const open: OpenBound[] = [];
  const isOpen = (bound: 'type' | 'size'): boolean => parts.some((part) => isMissing(kernel, part, bound));
  if (isOpen('type')) open.push({ kind: 'type' });
  else if (fact.signs && commands.length > 0 && valueAt(kernel, node, fact.signs).kind === 'absent') open.push({ kind: 'unsigned' });
  if (isOpen('size')) open.push({ kind: 'size' });
  const lifetime = fact.lifetime && lifetimeOf(kernel, node, fact.lifetime);
  if (lifetime && (lifetime.seconds === undefined || lifetime.seconds > maxSeconds)) open.push({ kind: 'lifetime', ...lifetime });
  for (const part of parts) {
    const origin = part.bounds.key && chosenKey(kernel, part.node, part.bounds.key);
    if (origin) open.push({ kind: 'key', origin });
  }
  return open;
}

/** The upload commands that the URL may be for: `method === 'PUT' ? new PutObjectCommand(…) : new GetObjectCommand(…)`. */
function commandsAt(kernel: Kernel, call: Node, place: Place): readonly Bounded[] {
  const option = valueAt(kernel, call, place);
  if (option.kind !== 'present') return [];
  const factOf = (node: Node): FactOf<'uploadCommand'> | undefined => kernel.api.factsBornAt(node, 'uploadCommand')[0];
  return option.values.flatMap((value) => originsOf(kernel.sourceCode, value, { isOrigin: (node) => factOf(node) !== undefined })).flatMap(({ node }) => {
    const bounds = factOf(node);
    return bounds ? [{ node, bounds }] : [];
  });
}

function allowsWriting(kernel: Kernel, call: Node, place: Place): boolean {
  const option = valueAt(kernel, call, place);
  return option.kind === 'present' && option.values.some((value) => {
    const made = definitionOf(kernel.sourceCode, value) ?? value;
    const inner = unwrap(made);
    const letters = inner.type === 'CallExpression' ? inner.arguments[0] : inner;
    return letters !== undefined && stringsOf(kernel.sourceCode, letters)?.some((text) => /[cw]/u.test(text)) === true;
  });
}

/** Is a bound certainly not set at any place where it could be? */
function isMissing(kernel: Kernel, { node, bounds }: Bounded, bound: 'type' | 'size'): boolean {
  const places = bounds[bound];
  if (places === undefined) return false;
  if (places === false) return true;
  if (places.some((place) => valueAt(kernel, node, place).kind !== 'absent')) return false;
  if (!bounds.conditions) return true;
  const conditions = valueAt(kernel, node, bounds.conditions);
  return conditions.kind === 'absent' || (conditions.kind === 'present' && conditions.uncertain !== true && conditions.values.every((list) => hasNone(kernel, list, bound)));
}

/** Does a list of conditions certainly have none about the type, or the size? `['starts-with', '$Content-Type', '']` asks for nothing. */
function hasNone(kernel: Kernel, conditions: Node, bound: 'type' | 'size'): boolean {
  const { sourceCode } = kernel;
  const list = literalOf(sourceCode, conditions);
  if (list?.type !== 'ArrayExpression') return false;
  return list.elements.every((element) => {
    if (!element || element.type === 'SpreadElement') return false;
    const parts = literalOf(sourceCode, element);
    if (parts?.type === 'ObjectExpression') return bound === 'size' || ['Content-Type', 'content-type'].every((name) => optionOf(sourceCode, parts, [name]).kind === 'absent');
    if (parts?.type !== 'ArrayExpression') return false;
    const [operator, field, value] = parts.elements.map((part) => (part && part.type !== 'SpreadElement' ? stringsOf(sourceCode, part)?.[0] : undefined));
    if (operator === undefined) return false;
    if (bound === 'size') return operator !== 'content-length-range';
    return field?.toLowerCase() !== '$content-type' || (operator === 'starts-with' && value === '');
  });
}

/** How long it is valid, as far as that is written here; undefined where it cannot be told. */
function lifetimeOf(kernel: Kernel, call: Node, place: NonNullable<UploadBounds['lifetime']>): { readonly seconds: number | undefined } | undefined {
  const option: Option = valueAt(kernel, call, place);
  if (option.kind === 'absent') return place.unset === undefined ? undefined : { seconds: place.unset };
  const [value, ...others] = option.kind === 'present' ? option.values : [];
  if (!value || others.length > 0) return undefined;
  if (place.unit === 'date') return timeFromNow(kernel, value);
  const seconds = numberOf(kernel.sourceCode, value);
  return seconds === undefined ? undefined : { seconds };
}

/** `Date.now() + 15 * 60 * 1000`, `new Date(now + TTL)`; a date in the calendar has no length. */
function timeFromNow(kernel: Kernel, value: Node, hops = 0): { readonly seconds: number | undefined } | undefined {
  const { sourceCode } = kernel;
  const node = unwrap(value);
  if (hops > 4) return undefined;
  const definition = node.type === 'Identifier' ? definitionOf(sourceCode, node) : undefined;
  if (definition) return timeFromNow(kernel, definition, hops + 1);
  if (node.type === 'NewExpression' && isGlobalName(sourceCode, node.callee, 'Date') && node.arguments.length === 1 && node.arguments[0]) return timeFromNow(kernel, node.arguments[0], hops + 1);
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [clock, span] = readsClock(sourceCode, node.left) ? [node.left, node.right] : [node.right, node.left];
    const milliseconds = readsClock(sourceCode, clock) ? numberOf(sourceCode, span) : undefined;
    return milliseconds === undefined ? undefined : { seconds: milliseconds / 1000 };
  }
  const texts = constantsOf(sourceCode, node);
  return texts?.every((text) => typeof text === 'string' && !Number.isNaN(Date.parse(text))) === true ? { seconds: undefined } : undefined;
}

/** The input that a key begins with, so that whoever asks chooses the folder: `req.body.key`, `` `${fileName}-${id}` ``. */
function chosenKey(kernel: Kernel, call: Node, place: Place): Origin | undefined {
  const option = valueAt(kernel, call, place);
  if (option.kind !== 'present') return undefined;
  for (const value of option.values)
    for (const { node, path } of originsOf(kernel.sourceCode, beginningOf(kernel, value), { isOrigin: (each, members) => isInput(kernel, each, members) })) if (isInput(kernel, node, path)) return { node, path, trace: [], calls: new Map() };
  return undefined;
}

/** What stands first in a text: of a template or a concatenation the first part. */
function beginningOf(kernel: Kernel, value: Node, hops = 0): Node {
  const node = unwrap(value);
  const next =
    node.type === 'TemplateLiteral' ? (node.quasis[0]?.value.raw === '' ? node.expressions[0] : node.quasis[0])
    : node.type === 'BinaryExpression' && node.operator === '+' ? node.left
    : node.type === 'Identifier' ? definitionOf(kernel.sourceCode, node)
    : undefined;
  return next && hops < 8 ? beginningOf(kernel, next, hops + 1) : node;
}
