/** The values of the simulation: what a variable of the user's code may hold while its attack string travels. */
import type { FunctionNode, Node } from '../ast.js';
import type { Frame } from './run.js';

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A test that looked at the probe, and how it came out on this path. */
export interface PassedCheck {
  readonly node: Node;
  readonly outcome: boolean;
  /** The test is code that we cannot see into: both outcomes were tried. */
  readonly opaque?: true;
}

/** A value that is known to the last character. `check` is the test it came from, so that `const ok = f(x); if (ok)` names `f(x)`. */
export interface PrimitiveValue {
  readonly kind: 'primitive';
  readonly value: Primitive;
  readonly tainted: boolean;
  readonly check?: PassedCheck;
}
/** Nothing is known. Tainted: an operation that we do not understand consumed the probe. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly tainted: boolean;
}
/** A string of which only some parts are known, such as `${origin}/path?next=${probe}`. */
export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly (string | UnknownValue)[];
  readonly tainted: boolean;
}
export interface RegExpValue {
  readonly kind: 'regexp';
  readonly regexp: RegExp;
  readonly tainted: boolean;
}
/** `open` containers hold further things that are not known. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly items: Value[];
  open: boolean;
  readonly tainted: boolean;
  /** `index` and `groups` of a match. */
  readonly extra?: ReadonlyMap<string, Value>;
}
export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: Map<string, Value>;
  open: boolean;
  readonly tainted: boolean;
}
/** `url` is gone once a part was overwritten with something unknown. */
export interface UrlValue {
  readonly kind: 'url';
  url: URL | undefined;
  tainted: boolean;
}
export interface ParamsValue {
  readonly kind: 'params';
  readonly params: URLSearchParams;
  readonly owner: UrlValue | undefined;
  open: boolean;
  tainted: boolean;
}
export interface SetValue {
  readonly kind: 'set';
  readonly items: Value[];
  open: boolean;
  readonly tainted: boolean;
}
export interface MapValue {
  readonly kind: 'map';
  readonly entries: [Value, Value][];
  open: boolean;
  readonly tainted: boolean;
}
export interface ClosureValue {
  readonly kind: 'closure';
  readonly node: FunctionNode;
  readonly frame: Frame;
  readonly tainted: false;
}
/** A function of the language: a global such as `Object.keys`, or with `receiver` a method taken off a value. */
export interface NativeValue {
  readonly kind: 'native';
  readonly name: string;
  readonly receiver: Value | undefined;
  readonly tainted: boolean;
}

export type Value =
  | PrimitiveValue | UnknownValue | TextValue | RegExpValue | ArrayValue | ObjectValue | UrlValue | ParamsValue | SetValue | MapValue
  | ClosureValue | NativeValue;

/** Stands in for the application's own address wherever the code takes it from something unknown. */
export const OWN_ORIGIN = 'https://app.example';

export const UNKNOWN: UnknownValue = { kind: 'unknown', tainted: false };
export const OPAQUE: UnknownValue = { kind: 'unknown', tainted: true };
export const UNDEFINED: PrimitiveValue = { kind: 'primitive', value: undefined, tainted: false };

export const unknown = (tainted = false): UnknownValue => (tainted ? OPAQUE : UNKNOWN);
export const concrete = (value: Primitive, tainted = false): PrimitiveValue => ({ kind: 'primitive', value, tainted });

/** The input, or what has been made of it by putting something before or after it, as long as nobody has looked at what it says. */
interface Sealed {
  readonly plain: PrimitiveValue | TextValue;
  readonly look: () => void;
}

const sealed = new WeakMap<Value, Sealed>();

/**
 * The attacker's text. `look` is called whenever something depends on what it says: code that stores it, hands it on, asks whether there is
 * any or puts it into another text does the same with every input, and need not be run again with the next one.
 */
export function probe(text: string, look?: () => void): PrimitiveValue {
  const plain: PrimitiveValue = { kind: 'primitive', value: text, tainted: true };
  return look ? (seal(plain, look) as PrimitiveValue) : plain;
}

/** As {@link plainOf}, for what is known to the last character. */
export function primitiveOf(value: Value): Primitive {
  const plain = plainOf(value);
  return plain.kind === 'primitive' ? plain.value : undefined;
}

function seal(plain: PrimitiveValue | TextValue, look: () => void): PrimitiveValue | TextValue {
  const { tainted } = plain;
  // Whatever reads the text looks at it, whether or not somebody has thought of that here.
  const value: PrimitiveValue | TextValue =
    plain.kind === 'primitive'
      ? { kind: 'primitive', tainted, get value() { look(); return plain.value; } }
      : { kind: 'text', tainted, get parts() { look(); return plain.parts; } };
  sealed.set(value, { plain, look });
  return value;
}

/** The input with its text rewritten, by something that does the same to every text, as long as nobody has looked at it; else undefined. */
export function rewritten(value: PrimitiveValue, rewrite: (text: string) => string): Value | undefined {
  const { plain, look } = sealed.get(value) ?? {};
  return plain?.kind === 'primitive' && typeof plain.value === 'string' && look ? seal({ ...plain, value: rewrite(plain.value) }, look) : undefined;
}

/** The value for somebody who is not the code: reading it is not looking. */
export function plainOf(value: Value): Value {
  return sealed.get(value)?.plain ?? value;
}

export const arrayOf = (items: Value[], tainted = false, open = false): ArrayValue => ({ kind: 'array', items, open, tainted });
export const objectOf = (properties: Map<string, Value>, open = false, tainted = false): ObjectValue => ({ kind: 'object', properties, open, tainted });

/** A URL object of the application itself; unknown when the text is no URL. */
export function ownUrl(text: string): Value {
  const url = parseUrl(text);
  return url ? { kind: 'url', url, tainted: false } : UNKNOWN;
}

export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Values that hold more than this are not looked through: data shared many times over has no end. */
const MAX_VISITS = 2000;

/** Does the probe sit anywhere in this value? */
export function isTainted(value: Value): boolean {
  if (value.tainted || value.kind === 'primitive' || value.kind === 'unknown' || value.kind === 'text') return value.tainted;
  const pending: Value[] = [value];
  for (let visits = 0; visits < MAX_VISITS; visits++) {
    const next = pending.pop();
    if (!next) return false;
    if (next.tainted) return true;
    switch (next.kind) {
      case 'array':
      case 'set':
        pending.push(...next.items);
        break;
      case 'object':
        pending.push(...next.properties.values());
        break;
      case 'map':
        for (const entry of next.entries) pending.push(...entry);
        break;
      case 'native':
        if (next.receiver) pending.push(next.receiver);
        break;
      default:
    }
  }
  return false;
}

export const anyTainted = (values: readonly Value[]): boolean => values.some((value) => isTainted(value));

/** Can execution change what this value holds? */
export function isChangeable({ kind }: Value): boolean {
  return kind === 'array' || kind === 'object' || kind === 'set' || kind === 'map' || kind === 'url' || kind === 'params';
}

/** A value that execution may change without changing the original. What is shared or cyclic stays so. */
export function copyOf(value: Value): Value {
  return value.kind === 'primitive' || value.kind === 'unknown' ? value : deepCopy(value, new Map());
}

function deepCopy(value: Value, copies: Map<Value, Value>): Value {
  const known = copies.get(value);
  if (known) return known;
  switch (value.kind) {
    case 'url':
      return { ...value, url: value.url && new URL(value.url.href) };
    case 'params':
      return { ...value, params: new URLSearchParams(value.params), owner: undefined };
    case 'regexp':
      return { ...value, regexp: new RegExp(value.regexp.source, value.regexp.flags) };
    case 'array':
    case 'set': {
      const items: Value[] = [];
      const copy = { ...value, items };
      copies.set(value, copy);
      for (const item of value.items) items.push(deepCopy(item, copies));
      return copy;
    }
    case 'object': {
      const properties = new Map<string, Value>();
      const copy = { ...value, properties };
      copies.set(value, copy);
      for (const [key, property] of value.properties) properties.set(key, deepCopy(property, copies));
      return copy;
    }
    case 'map': {
      const entries: [Value, Value][] = [];
      const copy = { ...value, entries };
      copies.set(value, copy);
      for (const [key, entry] of value.entries) entries.push([deepCopy(key, copies), deepCopy(entry, copies)]);
      return copy;
    }
    default:
      return value;
  }
}

/** Wraps what a real built-in returned. */
export function fromNative(native: unknown, tainted: boolean, depth = 0): Value {
  switch (typeof native) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return concrete(native, tainted);
    case 'object':
      break;
    default:
      return unknown(tainted);
  }
  if (native === null) return concrete(null, tainted);
  if (depth > 12) return unknown(tainted);
  if (Array.isArray(native)) {
    const items = native.map((item) => fromNative(item, tainted, depth + 1));
    if (!('groups' in native)) return arrayOf(items, tainted);
    const match = native as RegExpMatchArray;
    const extra = new Map<string, Value>([
      ['index', fromNative(match.index, tainted)],
      ['groups', fromNative(match.groups, tainted)],
    ]);
    return { kind: 'array', items, open: false, tainted, extra };
  }
  return objectOf(new Map(Object.entries(native).map(([key, property]) => [key, fromNative(property, tainted, depth + 1)])), false, tainted);
}

/** The native counterpart of a value that is known through and through, in a box (the value itself may be undefined). */
export function toNative(value: Value, budget = { visits: MAX_VISITS }, depth = 0): { readonly native: unknown } | undefined {
  if (depth > 12 || --budget.visits < 0) return undefined;
  switch (value.kind) {
    case 'primitive':
      return { native: value.value };
    case 'url':
      return value.url && { native: value.url.href };
    case 'array': {
      if (value.open) return undefined;
      const natives: unknown[] = [];
      for (const item of value.items) {
        const boxed = toNative(item, budget, depth + 1);
        if (!boxed) return undefined;
        natives.push(boxed.native);
      }
      return { native: natives };
    }
    case 'object': {
      if (value.open) return undefined;
      const native = Object.create(null) as Record<string, unknown>;
      for (const [key, property] of value.properties) {
        const boxed = toNative(property, budget, depth + 1);
        if (!boxed) return undefined;
        native[key] = boxed.native;
      }
      return { native };
    }
    default:
      return undefined;
  }
}

/** The text a value turns into inside a template or a concatenation. */
export function textOf(value: Value): PrimitiveValue | TextValue | UnknownValue {
  switch (value.kind) {
    case 'primitive':
      if (sealed.has(value)) return value;
      return typeof value.value === 'string' ? value : concrete(String(value.value), value.tainted);
    case 'text':
    case 'unknown':
      return value;
    case 'url':
      return value.url ? concrete(value.url.href, value.tainted) : unknown(value.tainted);
    case 'params':
      return value.open ? unknown(value.tainted) : concrete(value.params.toString(), value.tainted);
    case 'regexp':
      return concrete(String(value.regexp), value.tainted);
    case 'array': {
      const boxed = toNative(value);
      return boxed ? concrete((boxed.native as unknown[]).join(','), isTainted(value)) : unknown(isTainted(value));
    }
    default:
      return unknown(isTainted(value));
  }
}

/** Longer texts are not built. */
export const MAX_TEXT = 4000;

/** Concatenation that keeps what is known around what is not. */
export function concatenate(pieces: readonly Value[]): Value {
  const parts: (string | UnknownValue)[] = [];
  let tainted = false;
  let length = 0;
  let look: (() => void) | undefined;
  for (const piece of pieces) {
    const whole = textOf(piece);
    const text = plainOf(whole) as typeof whole;
    tainted ||= text.tainted;
    look ??= sealed.get(whole)?.look;
    if (text.kind === 'primitive') length += (text.value as string).length;
    if (length > MAX_TEXT) return unknown(anyTainted(pieces));
    for (const part of text.kind === 'text' ? text.parts : [text.kind === 'primitive' ? (text.value as string) : text]) {
      const last = parts.at(-1);
      if (part === '') continue;
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  const [first = ''] = parts;
  if (parts.length > 40 || (parts.length === 1 && typeof first !== 'string')) return unknown(tainted);
  const text: PrimitiveValue | TextValue = parts.length <= 1 ? concrete(first as string, tainted) : { kind: 'text', parts, tainted };
  return look ? seal(text, look) : text;
}

const BARE_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]*[^/?#\\:.@-]$/iu;

/**
 * A partly known text with the usual things in the gaps: an unknown beginning is the application's own origin. Only for
 * URLs, where the gaps decide nothing but what we assume about them anyway. Undefined when the probe may hide in a gap.
 */
export function filledText(text: TextValue): string | undefined {
  let filled = '';
  for (const [index, part] of text.parts.entries()) {
    if (typeof part === 'string') {
      filled += part;
      continue;
    }
    if (part.tainted) return undefined;
    const next = text.parts[index + 1];
    if (filled === '') filled = typeof next === 'string' && next.startsWith('://') ? 'https' : OWN_ORIGIN;
    else if (filled.endsWith('://')) filled += new URL(OWN_ORIGIN).host;
    // What somebody puts between a host and the rest is a path: `${origin}${basePath}?next=${probe}`.
    else filled += BARE_HOST.test(filled) ? '/unknown' : 'unknown';
  }
  return filled;
}

export type Truth = boolean | undefined;

/** Truthiness; undefined when it cannot be told. */
export function truthOf(whole: Value): Truth {
  // Whether there is any text is the same for every input.
  const value = plainOf(whole);
  switch (value.kind) {
    case 'primitive':
      return Boolean(value.value);
    case 'unknown':
      return undefined;
    case 'text':
      return value.parts.some((part) => typeof part === 'string') ? true : undefined;
    default:
      return true;
  }
}

/** Is this null or undefined? Undefined when it cannot be told. */
export function nullishness(value: Value): Truth {
  if (sealed.has(value)) return false;
  if (value.kind === 'primitive') return value.value === null || value.value === undefined;
  return value.kind === 'unknown' ? undefined : false;
}

/** What an application may well compare with although an attack may contain it. */
const OWN_PARTS = new Set([OWN_ORIGIN, `${OWN_ORIGIN}/`, new URL(OWN_ORIGIN).host, 'https:', 'https', '/']);

/** Is this the attacker's text, which is in no list and equals no constant that we cannot see? */
export function isAttackString(value: Value): boolean {
  if (!value.tainted) return false;
  // More than a part, whichever attack it is.
  if (sealed.has(value)) return true;
  return value.kind === 'text' || (value.kind === 'primitive' && typeof value.value === 'string' && value.value !== '' && !OWN_PARTS.has(value.value));
}

/**
 * `===` (or `==`). Undefined: cannot be told. `'own'`: equal when the unknown side is what we assumed about the application's
 * own address, which is possible but not certain.
 *
 * An attack string equals nothing that the application compares with, so the probe against something unknown is unequal.
 */
export function equality(left: Value, right: Value, loose: boolean): Truth | 'own' {
  if ((sealed.has(left) && isNothing(right)) || (sealed.has(right) && isNothing(left))) return false;
  if (left.kind === 'primitive' && right.kind === 'primitive') {
    // eslint-disable-next-line eqeqeq -- the user's own `==`
    return loose ? left.value == right.value : left.value === right.value;
  }
  if (left.kind === 'primitive') return equality(right, left, loose);
  if (left.kind === 'unknown' && sealed.has(right)) return left.tainted ? undefined : false;
  if (right.kind === 'primitive') {
    const text = right.value;
    if (left.kind === 'unknown') {
      if (left.tainted || !right.tainted || typeof text !== 'string' || text === '') return undefined;
      return OWN_PARTS.has(text) ? 'own' : false;
    }
    if (left.kind === 'text') {
      if (typeof text !== 'string') return loose ? undefined : false;
      if (right.tainted && !left.tainted) return filledText(left) === text ? 'own' : false;
      return fits(left, text) ? undefined : false;
    }
    if (!loose) return false;
    if (text === null || text === undefined) return false;
    const own = textOf(left);
    return own.kind === 'primitive' ? own.value === text : undefined;
  }
  if (left.kind === 'unknown' || right.kind === 'unknown' || left.kind === 'text' || right.kind === 'text') {
    if (left.kind === 'text' && left.tainted && right.kind === 'unknown' && !right.tainted) return false;
    if (right.kind === 'text' && right.tainted && left.kind === 'unknown' && !left.tainted) return false;
    return undefined;
  }
  if (left.kind === 'closure' && right.kind === 'closure') return left.node === right.node && left.frame === right.frame;
  if (left.kind === 'native' && right.kind === 'native') return left.name === right.name && left.receiver === right.receiver;
  return left === right;
}

function isNothing(value: Value): boolean {
  return value.kind === 'primitive' && !value.tainted && (value.value === null || value.value === undefined);
}

/** Can a partly known text be this string at all? */
function fits(text: TextValue, whole: string): boolean {
  const first = text.parts[0];
  const last = text.parts.at(-1);
  return (typeof first !== 'string' || whole.startsWith(first)) && (typeof last !== 'string' || whole.endsWith(last));
}

/** A short text that is equal for equal values, to tell arrivals apart. */
export function describe(whole: Value, depth = 0): string {
  if (depth > 4) return '…';
  const value = plainOf(whole);
  switch (value.kind) {
    case 'primitive':
      return `${typeof value.value} ${value.tainted ? '!' : ''}${String(value.value)}`;
    case 'unknown':
      return value.tainted ? 'opaque' : 'unknown';
    case 'text':
      return `text ${value.tainted ? '!' : ''}${value.parts.map((part) => (typeof part === 'string' ? part : '\u0000')).join('\u0001')}`;
    case 'url':
      return `url ${value.tainted ? '!' : ''}${value.url?.href ?? ''}`;
    case 'params':
      return `params ${value.params.toString()}`;
    case 'array':
    case 'set':
      return `${value.kind} [${value.items.slice(0, 12).map((item) => describe(item, depth + 1)).join()}]`;
    case 'object':
      return `object {${[...value.properties].slice(0, 12).map(([key, property]) => `${key}:${describe(property, depth + 1)}`).join()}}`;
    case 'closure':
      return `closure ${value.node.range[0]}`;
    default:
      return value.kind;
  }
}
