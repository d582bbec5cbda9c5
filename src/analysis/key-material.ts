/** What kind of key is this: of a key pair, a shared secret, text or bytes of one? */
import type { TSESTree } from '@typescript-eslint/utils';
import type { FactOf } from '../knowledge/schema.js';
import { KEY_GETTER_WORDS, KEY_WORDS, PUBLIC_KEY_METHODS } from '../knowledge/jwt.js';
import { isClass, isFunction, propertyName, returnsOf, stringOf, unwrap, walk, type FunctionNode, type Node } from './ast.js';
import type { Origin } from './flow.js';
import { originsAcross } from './imported.js';
import type { Kernel } from './kernel.js';
import { literalOf, optionOf } from './options.js';
import { stringsOf } from './value.js';
import { wordsOf } from './words.js';

export interface KeyMaterial {
  /**
   * `asymmetric`: a key object of a pair, or a set of public keys. `public`, `private`: the text of such a key, which has yet to be
   * read. `secret`: shared. `function`: something that fetches the key.
   */
  readonly kind: 'asymmetric' | 'public' | 'private' | 'secret' | 'function' | 'unknown';
  /** It arrives as bytes, which libraries that work with key objects take for a secret whatever the bytes say. */
  readonly bytes: boolean;
}

const UNKNOWN: KeyMaterial = { kind: 'unknown', bytes: false };
const MAX_DEPTH = 4;

/** The kind of key an expression holds, told by the API that made it, by its text, or by its names. */
export function keyMaterialOf(kernel: Kernel, node: Node, depth = 0): KeyMaterial {
  const literal = literalOf(kernel.sourceCode, node);
  if (literal?.type === 'ObjectExpression') return objectKey(kernel, literal);
  const origins = originsAcross(kernel, node, (there) => ({ isOrigin: (each) => isMade(there, each) || isFunction(each) }));
  const found = origins.flatMap((origin) => keyAt(origin.kernel, origin, depth) ?? []);
  const bytes = found.some((key) => key.bytes);
  const kinds = new Set(found.map((key) => key.kind));
  // `process.env.JWT_SECRET ?? config.value`: what one of them is called, the other will be.
  if (kinds.size > 1 && !kinds.has('asymmetric')) kinds.delete('unknown');
  const [kind] = kinds;
  return kind !== undefined && kinds.size === 1 ? { kind, bytes } : { ...UNKNOWN, bytes };
}

function factAt(kernel: Kernel, node: Node): FactOf<'keyMaterial'> | undefined {
  return kernel.api.factsAt(node, 'keyMaterial')[0];
}

/** Names carry the fact along; of bytes the place where they are made says whose bytes they are. */
function isMade(kernel: Kernel, node: Node): boolean {
  const fact = factAt(kernel, node);
  return fact !== undefined && (fact.kind !== 'bytes' || node.type === 'CallExpression');
}

/** A JSON web key, or a pair `{ public, private }`. */
function objectKey(kernel: Kernel, object: Node): KeyMaterial {
  const present = (name: string): boolean => optionOf(kernel.sourceCode, object, [name]).kind === 'present';
  const type = optionOf(kernel.sourceCode, object, ['kty']);
  if (type.kind === 'present' && type.values.some((value) => stringsOf(kernel.sourceCode, value)?.includes('oct'))) return { kind: 'secret', bytes: false };
  return ['kty', 'public', 'private'].some(present) ? { kind: 'asymmetric', bytes: false } : UNKNOWN;
}

function keyAt(kernel: Kernel, origin: Origin, depth: number): KeyMaterial | undefined {
  const node = unwrap(origin.node);
  const fact = factAt(kernel, origin.node);
  if (fact?.kind === 'bytes') {
    const text = node.type === 'CallExpression' ? node.arguments[fact.of] : undefined;
    const inner = text && depth < MAX_DEPTH ? keyMaterialOf(kernel, text, depth + 1) : UNKNOWN;
    return { kind: inner.kind === 'public' || inner.kind === 'private' ? inner.kind : 'secret', bytes: true };
  }
  if (fact) return { kind: fact.kind, bytes: false };
  if (isFunction(node)) return fetchedKey(kernel, node, depth);
  if (isClass(node)) return { kind: 'function', bytes: false };
  const text = stringOf(node);
  if (text !== undefined) return { kind: kindOfText(text), bytes: false };
  // `let key: Key | undefined`, `key ?? null`
  if (node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined')) return undefined;
  if (node.type === 'CallExpression' && PUBLIC_KEY_METHODS.has(propertyName(unwrap(node.callee)) ?? '')) return { kind: 'asymmetric', bytes: false };
  if (isGetter(origin)) return { kind: 'function', bytes: false };
  const kind = namesOf(origin).map(kindOfName).find((each) => each !== undefined);
  return kind ? { kind, bytes: false } : UNKNOWN;
}

/** `() => process.env.JWT_SECRET`, `(request, token, done) => done(null, secret)`: where all that a function hands out are secrets, so is the key. */
function fetchedKey(kernel: Kernel, node: FunctionNode, depth: number): KeyMaterial {
  const handedOut = depth < MAX_DEPTH ? [...returnsOf(kernel.sourceCode.visitorKeys, node), ...handedBackBy(kernel, node)] : [];
  const keys = handedOut.filter((value) => !isCallOf(value, callbackOf(node))).map((value) => keyMaterialOf(kernel, value, depth + 1));
  const isSecret = keys.length > 0 && keys.every(({ kind }) => kind === 'secret');
  return isSecret ? { kind: 'secret', bytes: keys.some(({ bytes }) => bytes) } : { kind: 'function', bytes: false };
}

/** What a function gives its callback behind the error. */
function handedBackBy(kernel: Kernel, node: FunctionNode): readonly Node[] {
  const callback = callbackOf(node);
  const values: Node[] = [];
  if (callback !== undefined)
    walk(kernel.sourceCode.visitorKeys, node, (each) => {
      const value = isCallOf(each, callback) ? each.arguments[1] : undefined;
      if (value) values.push(value);
      return undefined;
    });
  return values;
}

function callbackOf({ params }: FunctionNode): string | undefined {
  const last = params.at(-1);
  return last?.type === 'Identifier' ? last.name : undefined;
}

function isCallOf(node: Node, name: string | undefined): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name;
}

/** An imported `getKey`, `this.getKey` or `keys.resolveKey.bind(keys)`, handed over as it is. */
function isGetter({ node, path }: Origin): boolean {
  const inner = unwrap(node);
  const callee = inner.type === 'CallExpression' ? unwrap(inner.callee) : undefined;
  if (callee?.type === 'MemberExpression' && propertyName(callee) === 'bind') return true;
  const name = path.at(-1) ?? (inner.type === 'Identifier' ? inner.name : propertyName(inner));
  return name !== undefined && wordsOf(name).length > 1 && KEY_GETTER_WORDS.has(wordsOf(name)[0] ?? '');
}

function kindOfText(text: string): KeyMaterial['kind'] {
  const label = /-----BEGIN ([A-Z ]+)-----/u.exec(text)?.[1];
  if (label !== undefined) return label.includes('PRIVATE') ? 'private' : 'public';
  return text === '' ? 'unknown' : 'secret';
}

/** Names on the way of a value, those nearest to where it comes from first. */
function namesOf({ node, path, trace }: Origin): readonly string[] {
  const names = [...path].reverse();
  for (const each of [node, ...[...trace].reverse()]) {
    const inner = unwrap(each);
    if (inner.type === 'Identifier') names.push(inner.name);
    else if (inner.type === 'MemberExpression') names.push(propertyName(inner) ?? '');
    else if (inner.type === 'CallExpression') names.push(...inner.arguments.map((argument) => stringOf(argument) ?? ''), propertyName(unwrap(inner.callee)) ?? '', nameOf(inner.callee));
  }
  return names;
}

function nameOf(callee: Node): string {
  const inner = unwrap(callee);
  return inner.type === 'Identifier' ? inner.name : '';
}

/** `JWT_PUBLIC_KEY`, `jwtSecret`; a name that leaves it open (`secretOrKey`, `secretProvider`) says nothing. */
function kindOfName(name: string): 'secret' | 'public' | 'private' | undefined {
  const words = wordsOf(name);
  if (words.includes('or') || words.includes('provider')) return undefined;
  const kinds = (['public', 'private', 'secret'] as const).filter((kind) => words.some((word) => KEY_WORDS[kind].has(word)));
  return kinds[0];
}
