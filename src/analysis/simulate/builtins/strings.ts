/** What do the methods of texts and regular expressions answer? */
import { callValue } from '../calls.js';
import { mayRun } from '../regexp.js';
import { anyTainted, concatenate, concrete, fromNative, MAX_TEXT, rewritten, textOf, toNative, UNDEFINED, unknown, type PrimitiveValue, type RegExpValue, type TextValue, type Value } from '../values.js';
import { checked, nativeArguments, STRING_METHODS, throwError, verdict, type Call } from './basics.js';

/** They come to nothing but another text, whatever the text is. */
const REWRITES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['toString', (text) => text],
  ['trim', (text) => text.trim()],
  ['trimEnd', (text) => text.trimEnd()],
  ['trimStart', (text) => text.trimStart()],
  ['valueOf', (text) => text],
]);

/** @param receiver a string */
export function callString(call: Call, receiver: PrimitiveValue, name: string, args: readonly Value[]): Value | undefined {
  if (!STRING_METHODS.has(name)) return undefined;
  const rewrite = REWRITES.get(name);
  const unseen = rewrite && rewritten(receiver, rewrite);
  if (unseen) return unseen;
  const text = receiver.value as string;
  const tainted = receiver.tainted || anyTainted(args);
  const [pattern, replacement] = args;
  if (pattern?.kind === 'regexp' && !mayRun(pattern.regexp, text)) return unknown(tainted);
  if ((name === 'replace' || name === 'replaceAll') && replacement && (replacement.kind === 'closure' || replacement.kind === 'native'))
    return replaceByCalls(call, receiver, text, name, args);
  if (name === 'concat') return concatenate([receiver, ...args]);
  const natives = nativeArguments(args);
  if (!natives) {
    // A tainted text searched for something unknown, or an unknown text put in place.
    return unknown(tainted);
  }
  if ((name === 'repeat' || name === 'padStart' || name === 'padEnd') && !(Number(natives[0]) * Math.max(1, text.length) <= MAX_TEXT)) return unknown(tainted);
  if (name === 'matchAll' || text.length > MAX_TEXT) return unknown(tainted);
  let result: unknown;
  try {
    const method = (text as unknown as Record<string, (...rest: unknown[]) => unknown>)[name];
    if (typeof method !== 'function') return unknown(tainted);
    result = method.apply(text, natives);
  } catch (error) {
    throwError(error instanceof Error ? error.name : 'Error');
  }
  return checked(call, fromNative(result, tainted));
}

function replaceByCalls(call: Call, receiver: PrimitiveValue, text: string, name: 'replace' | 'replaceAll', args: readonly Value[]): Value {
  const [pattern, replacement] = args as [Value, Value];
  const search = pattern.kind === 'regexp' ? pattern.regexp : toNative(pattern)?.native;
  if (search === undefined) return unknown(receiver.tainted);
  let lost = false;
  const replacer = (...match: unknown[]): string => {
    const result = callValue(call.path, replacement, match.map((part) => fromNative(part, receiver.tainted)), undefined, call.node);
    const replaced = textOf(result);
    if (replaced.kind !== 'primitive') lost = true;
    return replaced.kind === 'primitive' ? (replaced.value as string) : '';
  };
  const pieces: string = name === 'replace' ? text.replace(search as string, replacer) : text.replaceAll(search as string, replacer);
  return lost ? unknown(receiver.tainted) : concrete(pieces, receiver.tainted);
}

export function callText(call: Call, receiver: TextValue, name: string, args: readonly Value[]): Value | undefined {
  const [first] = args;
  const wanted = first?.kind === 'primitive' && typeof first.value === 'string' ? first.value : undefined;
  const tainted = receiver.tainted || anyTainted(args);
  const edge = name === 'startsWith' ? receiver.parts[0] : receiver.parts.at(-1);
  switch (name) {
    case 'toString':
    case 'valueOf':
      return receiver;
    case 'concat':
      return concatenate([receiver, ...args]);
    case 'startsWith':
    case 'endsWith':
      if (wanted === undefined || args.length > 1 || typeof edge !== 'string') return unknown(tainted);
      if (edge.length >= wanted.length) return verdict(call, edge[name](wanted), tainted);
      return (name === 'startsWith' ? wanted.startsWith(edge) : wanted.endsWith(edge)) ? unknown(tainted) : verdict(call, false, tainted);
    case 'includes':
      if (wanted !== undefined && receiver.parts.some((part) => typeof part === 'string' && part.includes(wanted))) return verdict(call, true, tainted);
      return unknown(tainted);
    default:
      return STRING_METHODS.has(name) ? unknown(tainted) : undefined;
  }
}

export function callRegExp(call: Call, receiver: RegExpValue, name: string, args: readonly Value[]): Value | undefined {
  if (name === 'toString') return textOf(receiver);
  if (name !== 'test' && name !== 'exec') return undefined;
  const subject = textOf(args[0] ?? UNDEFINED);
  const tainted = receiver.tainted || subject.tainted;
  if (subject.kind !== 'primitive' || !mayRun(receiver.regexp, subject.value as string)) return unknown(tainted);
  const text = subject.value as string;
  return checked(call, fromNative(name === 'test' ? receiver.regexp.test(text) : receiver.regexp.exec(text), tainted));
}
