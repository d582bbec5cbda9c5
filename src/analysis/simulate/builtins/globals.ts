/** What do the language's global functions and constructors answer? */
import { Thrown } from '../run.js';
import { anyTainted, arrayOf, concatenate, concrete, fromNative, isTainted, objectOf, textOf, truthOf, UNDEFINED, unknown, UNKNOWN, type MapValue, type ObjectValue, type Value } from '../values.js';
import { checked, nativeArguments, throwError, verdict, type Call } from './basics.js';
import { elementsOf, hasKey, iterate } from './collections.js';
import { newParams, urlFrom } from './urls.js';

type GlobalFunction = (call: Call, args: readonly Value[]) => Value | undefined;

/** A global function that is pure: the real one runs when every argument is known. */
function real(fn: (...args: never[]) => unknown): GlobalFunction {
  return (call, args) => {
    const tainted = anyTainted(args);
    const natives = nativeArguments(args.map((arg) => (arg.kind === 'params' || arg.kind === 'url' ? textOf(arg) : arg)));
    if (!natives) return unknown(tainted);
    let result: unknown;
    try {
      result = fn(...(natives as never[]));
    } catch (error) {
      throwError(error instanceof Error ? error.name : 'Error');
    }
    return checked(call, fromNative(result, tainted));
  };
}

/** Percent-encoding works part by part. What an unknown part turns into stays unknown. */
function encoder(encode: (text: string) => string): GlobalFunction {
  const whole = real(encode);
  return (call, args) => {
    const text = args[0] && textOf(args[0]);
    if (text?.kind !== 'text') return whole(call, text ? [text] : args);
    return concatenate(text.parts.map((part) => (typeof part === 'string' ? concrete(encode(part), text.tainted) : part)));
  };
}

function asEntries(value: Value | undefined): ObjectValue | undefined {
  return value?.kind === 'object' ? value : undefined;
}

function openIf(value: Value | undefined): Value {
  return unknown(value !== undefined && isTainted(value));
}

function assign(target: Value | undefined, sources: readonly Value[]): Value {
  if (target?.kind !== 'object') return unknown(anyTainted(sources) || (target !== undefined && isTainted(target)));
  for (const source of sources) spreadInto(target, source);
  return target;
}

/** `{ ...source }` */
export function spreadInto(target: ObjectValue, source: Value): void {
  switch (source.kind) {
    case 'object':
      for (const [key, property] of source.properties) target.properties.set(key, property);
      target.open ||= source.open;
      break;
    case 'array':
      for (const [index, item] of source.items.entries()) target.properties.set(String(index), item);
      break;
    case 'unknown':
      target.open = true;
      if (source.tainted) target.properties.set('(spread)', source);
      break;
    default:
  }
}

const GLOBAL_FUNCTIONS: Readonly<Record<string, GlobalFunction>> = {
  __proto__: null as never,
  encodeURIComponent: encoder(encodeURIComponent),
  encodeURI: encoder(encodeURI),
  decodeURIComponent: real(decodeURIComponent),
  decodeURI: real(decodeURI),
  atob: real(atob),
  btoa: real(btoa),
  parseInt: real(parseInt),
  parseFloat: real(parseFloat),
  isNaN: real(isNaN),
  isFinite: real(isFinite),
  Number: (call, args) => (args.length === 0 ? concrete(0) : real(Number)(call, args)),
  String: (_call, args) => (args[0] ? textOf(args[0]) : concrete('')),
  Boolean: (call, args) => {
    const value = args[0] ?? UNDEFINED;
    const truth = truthOf(value);
    const tainted = isTainted(value);
    if (truth === undefined) return unknown(tainted);
    return value.kind === 'primitive' && value.check ? { ...value, value: truth } : verdict(call, truth, tainted);
  },
  BigInt: real(BigInt),
  'Number.isInteger': real(Number.isInteger),
  'Number.isNaN': real(Number.isNaN),
  'Number.isFinite': real(Number.isFinite),
  'Number.parseInt': real(parseInt),
  'Number.parseFloat': real(parseFloat),
  'Math.min': real(Math.min),
  'Math.max': real(Math.max),
  'Math.floor': real(Math.floor),
  'Math.ceil': real(Math.ceil),
  'Math.round': real(Math.round),
  'Math.abs': real(Math.abs),
  'Math.trunc': real(Math.trunc),
  'String.fromCharCode': real(String.fromCharCode),
  'String.raw': () => undefined,
  'JSON.stringify': (call, args) => real(JSON.stringify)(call, args.slice(0, 1)),
  'JSON.parse': (call, args) => real(JSON.parse)(call, args.slice(0, 1)),
  'URL.canParse': (call, args) => {
    const url = urlFrom(args);
    return url === undefined ? unknown(anyTainted(args)) : verdict(call, url !== false, anyTainted(args));
  },
  'URL.parse': (call, args) => {
    const url = urlFrom(args);
    if (url === undefined) return unknown(anyTainted(args));
    return url ? { kind: 'url', url, tainted: anyTainted(args) } : checked(call, concrete(null, anyTainted(args)));
  },
  'Object.keys': (_call, [object]) => {
    const entries = asEntries(object);
    return entries ? arrayOf([...entries.properties.keys()].map((key) => concrete(key)), false, entries.open) : openIf(object);
  },
  'Object.values': (_call, [object]) => {
    const entries = asEntries(object);
    return entries ? arrayOf([...entries.properties.values()], false, entries.open) : object?.kind === 'array' ? object : openIf(object);
  },
  'Object.entries': (_call, [object]) => {
    const entries = asEntries(object);
    return entries ? arrayOf([...entries.properties].map(([key, property]) => arrayOf([concrete(key), property])), false, entries.open) : openIf(object);
  },
  'Object.fromEntries': (_call, [list]) => {
    const elements = list && elementsOf(list);
    if (!elements) return openIf(list);
    const object = objectOf(new Map(), elements.open);
    for (const item of elements.items) {
      const [key, property] = item.kind === 'array' ? item.items : [];
      const name = key && textOf(key);
      if (name?.kind === 'primitive' && property) object.properties.set(name.value as string, property);
      else object.open = true;
    }
    return object;
  },
  'Object.assign': (_call, [target, ...sources]) => assign(target, sources),
  'Object.freeze': (_call, [value]) => value,
  'Object.seal': (_call, [value]) => value,
  'Object.create': (_call, args) => objectOf(new Map(), args[0]?.kind !== 'primitive'),
  'Object.hasOwn': (call, [object = UNDEFINED, key = UNDEFINED]) => hasKey(call, object, key),
  'Array.isArray': (call, [value = UNDEFINED]) => (value.kind === 'unknown' ? unknown(value.tainted) : verdict(call, value.kind === 'array', isTainted(value))),
  'Array.of': (_call, args) => arrayOf([...args]),
  'Array.from': (call, [list, fn]) => {
    const elements = list && elementsOf(list);
    if (!elements) return openIf(list);
    const array = arrayOf([...elements.items], list.tainted, elements.open);
    return fn ? iterate(call, array, 'map', [fn]) : array;
  },
  'Promise.resolve': (_call, [value]) => value ?? UNDEFINED,
  'Promise.all': (_call, [list]) => list,
  'Promise.reject': (_call, [value]) => {
    throw new Thrown(value ?? UNDEFINED);
  },
  structuredClone: (_call, [value]) => value,
};

const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'URIError', 'EvalError', 'ReferenceError']);
const GLOBAL_OBJECTS = new Set(['Object', 'Array', 'Math', 'JSON', 'Promise', 'URL', 'URLSearchParams', 'Set', 'Map', 'RegExp', ...ERRORS]);
const GLOBAL_THIS = new Set(['globalThis', 'window', 'self', 'global']);

/** What a name that the file does not declare stands for. */
export function globalValue(name: string): Value {
  switch (name) {
    case 'undefined':
      return UNDEFINED;
    case 'NaN':
      return concrete(Number.NaN);
    case 'Infinity':
      return concrete(Number.POSITIVE_INFINITY);
    default:
      return name in GLOBAL_FUNCTIONS || GLOBAL_OBJECTS.has(name) || GLOBAL_THIS.has(name) ? { kind: 'native', name, receiver: undefined, tainted: false } : UNKNOWN;
  }
}

/** Does a name that the file does not declare stand for something of the language that no program changes (`String`, `URL`, `Math`)? */
export function isOfLanguage(name: string): boolean {
  return Object.hasOwn(GLOBAL_FUNCTIONS, name) || GLOBAL_OBJECTS.has(name) || name === 'undefined';
}

export function globalMember(name: string, key: string): Value {
  if (GLOBAL_THIS.has(name)) return GLOBAL_THIS.has(key) || key === 'undefined' ? UNKNOWN : globalValue(key);
  const path = `${name}.${key}`;
  if (path in GLOBAL_FUNCTIONS || path === 'Object.prototype') return { kind: 'native', name: path, receiver: undefined, tainted: false };
  if (path === 'Object.prototype.hasOwnProperty') return { kind: 'native', name: 'hasOwnProperty', receiver: UNDEFINED, tainted: false };
  if (key === 'call' || key === 'apply' || key === 'bind') return { kind: 'native', name: key, receiver: { kind: 'native', name, receiver: undefined, tainted: false }, tainted: false };
  return UNKNOWN;
}

/** Calls a native function that is not a method; undefined when we do not know what it does. */
export function callGlobal(call: Call, name: string, args: readonly Value[]): Value | undefined {
  const fn = Object.hasOwn(GLOBAL_FUNCTIONS, name) ? GLOBAL_FUNCTIONS[name] : undefined;
  if (fn) return fn(call, args);
  return ERRORS.has(name) || name === 'RegExp' ? construct(call, name, args) : undefined;
}

/** `new name(...args)` */
export function construct(call: Call, name: string, args: readonly Value[]): Value | undefined {
  const [first] = args;
  const tainted = anyTainted(args);
  switch (name) {
    case 'URL': {
      const url = urlFrom(args);
      if (url === undefined) return unknown(tainted);
      if (url === false) throwError('TypeError', 'Invalid URL');
      return { kind: 'url', url, tainted };
    }
    case 'URLSearchParams':
      return newParams(first, tainted);
    case 'Set': {
      const elements = first && elementsOf(first);
      if (elements) return { kind: 'set', items: [...elements.items], open: elements.open, tainted: false };
      return { kind: 'set', items: [], open: first?.kind === 'unknown', tainted };
    }
    case 'Map': {
      const elements = first && elementsOf(first);
      const map: MapValue = { kind: 'map', entries: [], open: first?.kind === 'unknown' || elements?.open === true, tainted: first?.kind === 'unknown' && tainted };
      for (const item of elements?.items ?? []) {
        if (item.kind === 'array' && item.items[0]) map.entries.push([item.items[0], item.items[1] ?? UNDEFINED]);
        else map.open = true;
      }
      return map;
    }
    case 'RegExp': {
      const source = first?.kind === 'regexp' ? concrete(first.regexp.source, first.tainted) : textOf(first ?? concrete(''));
      const flags = textOf(args[1] ?? concrete(first?.kind === 'regexp' ? first.regexp.flags : ''));
      if (source.kind !== 'primitive' || flags.kind !== 'primitive') return unknown(tainted);
      try {
        return { kind: 'regexp', regexp: new RegExp(source.value as string, flags.value as string), tainted };
      } catch {
        throwError('SyntaxError');
      }
      break;
    }
    case 'String':
    case 'Number':
    case 'Boolean':
      return callGlobal(call, name, args);
    case 'Array':
      return args.length === 1 ? unknown(tainted) : arrayOf([...args]);
    case 'Object':
      return first ?? objectOf(new Map());
    default:
      if (!ERRORS.has(name)) return undefined;
      return objectOf(new Map<string, Value>([['name', concrete(name)], ['message', first ?? concrete('')]]), true);
  }
  return undefined;
}
