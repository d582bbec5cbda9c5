/** Which signature algorithms does a call of a JWT library name, and which key does it use? */
import { HMAC_ALGORITHM, KEY_PAIR_ALGORITHM, NO_SIGNATURE } from '../knowledge/jwt.js';
import type { JwtAlgorithms } from '../knowledge/schema.js';
import { valueAt } from './arguments.js';
import { isFunction, propertyName, stringOf, unwrap, type Node } from './ast.js';
import { originsOf, type Origin } from './flow.js';
import { guardsOf } from './guards.js';
import { importedValue } from './imported.js';
import type { Kernel } from './kernel.js';
import { keyMaterialOf, type KeyMaterial } from './key-material.js';
import { literalOf } from './options.js';
import { stringsOf } from './value.js';

export interface NamedAlgorithm {
  readonly name: string;
  /** `token`: taken from the header of the token itself, without a check. */
  readonly kind: 'none' | 'hmac' | 'key pair' | 'token';
  /** Where it is written. */
  readonly node: Node;
}

/** `absent`: certainly none is named. `unknown`: it cannot be told whether one is. Otherwise those that can be read. */
export type NamedAlgorithms = readonly NamedAlgorithm[] | 'absent' | 'unknown';

export function algorithmsAt(kernel: Kernel, call: Node, { algorithms }: JwtAlgorithms): NamedAlgorithms {
  let unknown = false;
  for (const place of algorithms) {
    const option = valueAt(kernel, call, place);
    if (option.kind === 'present') {
      const values = option.values.filter((value) => !isOther(kernel, value));
      if (values.length > 0) return values.flatMap((value) => namedIn(kernel, value));
    } else unknown ||= option.kind === 'unknown';
  }
  return unknown ? 'unknown' : 'absent';
}

/** The key of a call, and where it stands; undefined when there is certainly none, or when it cannot be seen whether there is one. */
export function keyOf(kernel: Kernel, call: Node, { keys = [] }: JwtAlgorithms): (KeyMaterial & { readonly node: Node }) | undefined {
  for (const place of keys) {
    const option = valueAt(kernel, call, place);
    const node = option.kind === 'present' ? option.values[0] : undefined;
    if (!node) continue;
    const key = keyMaterialOf(kernel, node);
    const otherwise = place.secret ? 'secret' : place.fetched ? 'function' : 'unknown';
    return { ...key, kind: key.kind === 'unknown' ? otherwise : key.kind, node };
  }
  return undefined;
}

/** Where some libraries take a name they also take options or a callback. */
function isOther(kernel: Kernel, value: Node): boolean {
  return isFunction(unwrap(value)) || literalOf(kernel.sourceCode, value)?.type === 'ObjectExpression';
}

function namedIn(kernel: Kernel, value: Node): readonly NamedAlgorithm[] {
  const whole = stringsOf(kernel.sourceCode, value);
  if (whole) return whole.flatMap((name) => named(name, value));
  const list = literalOf(kernel.sourceCode, value);
  if (list?.type === 'ArrayExpression') return list.elements.flatMap((element) => (element ? namedIn(kernel, element.type === 'SpreadElement' ? element.argument : element) : []));
  const there = importedValue(kernel, value);
  // What another file names is reported where this one uses it.
  if (there) return namedIn(there.kernel, there.node).flatMap((each) => (each.kind === 'token' ? [] : [{ ...each, node: value }]));
  const origins = originsOf(kernel.sourceCode, value, { isOrigin: (node) => isDecoded(kernel, node) });
  return origins.flatMap((origin) => {
    if (isDecoded(kernel, origin.node)) return origin.path.at(-1) === 'alg' && !isChecked(kernel, value) ? [{ name: kernel.sourceCode.getText(value), kind: 'token', node: value }] : [];
    return isSelected(origin) ? [] : named(nameOf(origin) ?? '', origin.node);
  });
}

function isDecoded(kernel: Kernel, node: Node): boolean {
  return kernel.api.factsAt(node, 'jwtDecode').length > 0;
}

/** `if (header.alg !== 'RS256') throw …` before: which check it is does not matter here. */
function isChecked(kernel: Kernel, value: Node): boolean {
  return guardsOf(kernel.sourceCode, value).some((guard) => /\balg(?:orithm)?s?\b/iu.test(kernel.sourceCode.getText(guard.test)));
}

/** `ALL.filter(isAsymmetric)`: what is left of the list is not read. */
function isSelected({ trace }: Origin): boolean {
  return trace.some((node) => node.type === 'CallExpression' && unwrap(node.callee).type === 'MemberExpression' && propertyName(unwrap(node.callee)) !== 'freeze');
}

/** A literal, or the member of an enumeration that carries its name: `Algorithm.HS256`. */
function nameOf({ node, path }: Origin): string | undefined {
  return stringOf(node) ?? path.at(-1) ?? (node.type === 'MemberExpression' ? propertyName(node) : undefined);
}

function named(name: string, node: Node): readonly NamedAlgorithm[] {
  if (NO_SIGNATURE.test(name)) return [{ name, kind: 'none', node }];
  if (HMAC_ALGORITHM.test(name)) return [{ name, kind: 'hmac', node }];
  return KEY_PAIR_ALGORITHM.test(name) ? [{ name, kind: 'key pair', node }] : [];
}
