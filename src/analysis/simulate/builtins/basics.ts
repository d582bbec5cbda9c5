/** What the built-ins have in common: how one is called, how it throws, and how its answer tells of a check. */
import type { Node } from '../../ast.js';
import { Thrown, type Path } from '../run.js';
import { concrete, equality, isAttackString, objectOf, toNative, type PrimitiveValue, type Value } from '../values.js';

/** A call of a built-in: `node` is where it is written. */
export interface Call {
  readonly path: Path;
  readonly node: Node;
}

export const MAX_ITEMS = 200;

export function throwError(name: string, message = ''): never {
  throw new Thrown(objectOf(new Map<string, Value>([['name', concrete(name)], ['message', concrete(message)]]), true));
}

/** A test of the probe carries the place where it is written. */
export function verdict(call: Call, outcome: boolean, tainted: boolean): PrimitiveValue {
  if (!tainted) return concrete(outcome);
  return { kind: 'primitive', value: outcome, tainted, check: { node: call.node, outcome } };
}

export function checked(call: Call, value: Value): Value {
  if (value.kind !== 'primitive' || !value.tainted || typeof value.value === 'string') return value;
  return { ...value, check: { node: call.node, outcome: Boolean(value.value) } };
}

export const STRING_METHODS = new Set([
  'at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'localeCompare', 'match', 'matchAll',
  'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'search', 'slice', 'split', 'startsWith', 'substr', 'substring', 'toLocaleLowerCase',
  'toLocaleUpperCase', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'valueOf', 'isWellFormed', 'toWellFormed',
]);

export const ARRAY_METHODS = new Set([
  'at', 'concat', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf',
  'map', 'pop', 'push', 'reduce', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toString', 'unshift', 'values',
]);

export const METHODS: Partial<Record<Value['kind'], ReadonlySet<string>>> = {
  text: STRING_METHODS,
  array: ARRAY_METHODS,
  regexp: new Set(['test', 'exec', 'toString']),
  url: new Set(['toString', 'toJSON']),
  params: new Set(['get', 'getAll', 'has', 'set', 'append', 'delete', 'toString', 'entries', 'keys', 'values', 'forEach', 'sort']),
  set: new Set(['has', 'add', 'delete', 'clear', 'forEach', 'values', 'keys', 'entries']),
  map: new Set(['has', 'get', 'set', 'delete', 'clear', 'forEach', 'values', 'keys', 'entries']),
  object: new Set(['hasOwnProperty', 'toString']),
  closure: new Set(['call', 'apply', 'bind']),
  native: new Set(['call', 'apply', 'bind']),
};

/** Is the result awaited or taken apart, as the answer of a client (`await http.get(url)`) is and that of a Map is not? */
export function isSettled(call: Node): boolean {
  const { parent } = call;
  return parent?.type === 'AwaitExpression' || (parent?.type === 'MemberExpression' && parent.object === call && !parent.optional);
}

export function nativeArguments(args: readonly Value[]): unknown[] | undefined {
  const natives: unknown[] = [];
  for (const arg of args) {
    if (arg.kind === 'regexp') natives.push(arg.regexp);
    else {
      const boxed = toNative(arg);
      if (!boxed) return undefined;
      natives.push(boxed.native);
    }
  }
  return natives;
}

/** Is a value among others: true, false, or undefined when an unknown one may be it. */
export function among(items: readonly Value[], wanted: Value, open: boolean, path: Path): boolean | undefined {
  let unsure = open && !isAttackString(wanted);
  for (const item of items) {
    const same = equality(item, wanted, false);
    if (same === true || (same === 'own' && path.choose(2) === 0)) return true;
    if (same === undefined) unsure = true;
  }
  return unsure ? undefined : false;
}
