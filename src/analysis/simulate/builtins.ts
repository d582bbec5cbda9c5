/** The language's own objects: where everything is known the real function is called, so that nothing is modelled twice. */
import { checked, isSettled, METHODS, STRING_METHODS, throwError, verdict, type Call } from './builtins/basics.js';
import { callArray, callMap, callSet, hasKey, iterateUnknown } from './builtins/collections.js';
import { globalMember } from './builtins/globals.js';
import { callRegExp, callString, callText } from './builtins/strings.js';
import { callParams, paramsOf } from './builtins/urls.js';
import { callValue } from './calls.js';
import { concrete, filledText, isAttackString, isTainted, primitiveOf, textOf, UNDEFINED, unknown, UNKNOWN, type Value } from './values.js';

const URL_PARTS = new Set(['hash', 'host', 'hostname', 'href', 'origin', 'password', 'pathname', 'port', 'protocol', 'search', 'username']);

/** `object[key]` where it is known which key. */
export function readProperty(object: Value, key: string, keyTainted = false): Value {
  switch (object.kind) {
    case 'primitive': {
      const value = primitiveOf(object);
      const { tainted } = object;
      if (value === null || value === undefined) throwError('TypeError', `Cannot read properties of ${value} (reading '${key}')`);
      if (typeof value === 'string') {
        if (key === 'length' || /^\d{1,6}$/.test(key)) return concrete((object.value as string)[key as 'length'], tainted || keyTainted);
        if (STRING_METHODS.has(key)) return { kind: 'native', name: key, receiver: object, tainted };
      } else if (key === 'toString' || key === 'toFixed' || key === 'valueOf') return { kind: 'native', name: key, receiver: object, tainted };
      return concrete(undefined, keyTainted);
    }
    case 'unknown':
      return object.tainted ? object : keyTainted ? concrete(undefined, true) : UNKNOWN;
    case 'array':
      if (key === 'length') return object.open ? unknown(isTainted(object)) : concrete(object.items.length, object.tainted);
      if (/^\d{1,6}$/.test(key)) return object.open ? unknown(isTainted(object)) : (object.items[Number(key)] ?? concrete(undefined, object.tainted));
      if (object.extra?.has(key)) return object.extra.get(key) as Value;
      break;
    case 'object': {
      const property = object.properties.get(key);
      if (property) return property;
      if (METHODS.object?.has(key)) break;
      return object.open && !keyTainted ? unknown(object.tainted) : concrete(undefined, keyTainted || object.tainted);
    }
    case 'url':
      if (key === 'searchParams') return object.url ? paramsOf(object) : unknown(object.tainted);
      if (URL_PARTS.has(key)) return object.url ? concrete(object.url[key as 'href'], object.tainted) : unknown(object.tainted);
      break;
    case 'regexp':
      if (key === 'source' || key === 'flags') return concrete(object.regexp[key], object.tainted);
      if (key === 'lastIndex') return concrete(object.regexp.lastIndex);
      break;
    case 'set':
      if (key === 'size') return object.open ? UNKNOWN : concrete(object.items.length);
      break;
    case 'map':
      if (key === 'size') return object.open ? UNKNOWN : concrete(object.entries.length);
      break;
    case 'params':
      if (key === 'size') return object.open ? unknown(object.tainted) : concrete([...object.params].length, object.tainted);
      break;
    case 'text':
      if (key === 'length' || /^\d+$/.test(key)) return unknown(object.tainted);
      break;
    case 'native':
      if (object.receiver) break;
      return globalMember(object.name, key);
    case 'closure':
      break;
  }
  if (METHODS[object.kind]?.has(key)) return { kind: 'native', name: key, receiver: object, tainted: false };
  return object.kind === 'closure' || object.kind === 'native' ? unknown(false) : concrete(undefined, keyTainted || object.tainted);
}

/** Changes `object[key]`; false when the object cannot hold it. */
export function writeProperty(object: Value, key: string, value: Value): boolean {
  switch (object.kind) {
    case 'object':
      object.properties.set(key, value);
      return true;
    case 'array':
      if (key === 'length') {
        const length = value.kind === 'primitive' ? Number(value.value) : Number.NaN;
        if (length <= object.items.length) object.items.length = length;
        else object.open = true;
      } else if (/^\d{1,3}$/.test(key) && Number(key) <= object.items.length) object.items[Number(key)] = value;
      else object.open = true;
      return true;
    case 'url': {
      if (!object.url || !URL_PARTS.has(key)) return true;
      object.tainted ||= isTainted(value);
      const text = textOf(value);
      if (text.kind === 'primitive') {
        try {
          object.url[key as 'href'] = text.value as string;
        } catch {
          throwError('TypeError', 'Invalid URL');
        }
      } else if (key === 'pathname' || key === 'search' || key === 'hash') object.url[key] = (text.kind === 'text' && filledText(text)) || 'unknown';
      else object.url = undefined;
      return true;
    }
    case 'regexp':
      if (key === 'lastIndex' && value.kind === 'primitive') object.regexp.lastIndex = Number(value.value);
      return true;
    default:
      return object.kind !== 'unknown';
  }
}

/** Calls `receiver.name(...args)`; undefined when that is nothing we know. */
export function callMethod(call: Call, receiver: Value, name: string, args: readonly Value[]): Value | undefined {
  switch (receiver.kind) {
    case 'primitive':
      return typeof primitiveOf(receiver) === 'string'
        ? callString(call, receiver, name, args)
        : name === 'toString' || name === 'valueOf' || name === 'toFixed'
          ? name === 'valueOf' ? receiver : concrete(String(receiver.value), receiver.tainted)
          : undefined;
    case 'text':
      return callText(call, receiver, name, args);
    case 'regexp':
      return callRegExp(call, receiver, name, args);
    case 'array':
      return callArray(call, receiver, name, args);
    case 'url':
      return (name === 'toString' || name === 'toJSON') ? textOf(receiver) : undefined;
    case 'params':
      return callParams(call, receiver, name, args);
    case 'set':
      return callSet(call, receiver, name, args);
    case 'map':
      return callMap(call, receiver, name, args);
    case 'object':
      if (name === 'hasOwnProperty') return hasKey(call, receiver, args[0] ?? UNDEFINED);
      return name === 'toString' ? textOf(receiver) : undefined;
    case 'closure':
    case 'native':
      return callFunctionMethod(call, receiver, name, args);
    case 'unknown':
      return callUnknown(call, receiver, name, args);
  }
}

function callFunctionMethod(call: Call, receiver: Value, name: string, args: readonly Value[]): Value | undefined {
  switch (name) {
    case 'call':
      return callValue(call.path, receiver, args.slice(1), args[0], call.node);
    case 'apply': {
      const list = args[1];
      return list?.kind === 'array' && !list.open ? callValue(call.path, receiver, list.items, args[0], call.node) : undefined;
    }
    case 'bind':
      return args.length <= 1 ? receiver : undefined;
    default:
      return undefined;
  }
}

/** A look-up of the probe in data that we cannot see: attack strings are in no list of the application's. */
function callUnknown(call: Call, receiver: Value, name: string, args: readonly Value[]): Value | undefined {
  if (receiver.tainted) {
    if (name === 'toString' || name === 'trim') return receiver;
    return undefined;
  }
  const [first] = args;
  if (first && args.length <= 2 && isAttackString(first)) {
    switch (name) {
      case 'includes':
      case 'has':
      case 'hasOwn':
      case 'hasOwnProperty':
        return verdict(call, false, true);
      case 'indexOf':
      case 'lastIndexOf':
        return checked(call, concrete(-1, true));
      case 'get':
        return args.length === 1 && !isSettled(call.node) ? checked(call, concrete(undefined, true)) : undefined;
      default:
        return undefined;
    }
  }
  if (first?.kind !== 'closure' && first?.kind !== 'native') return undefined;
  return iterateUnknown(call, name, first);
}
