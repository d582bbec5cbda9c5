/** What do the methods of arrays, sets and maps answer, and what is in them? */
import { callValue } from '../calls.js';
import { anyTainted, arrayOf, concatenate, concrete, equality, isAttackString, isTainted, textOf, truthOf, UNDEFINED, unknown, UNKNOWN, type ArrayValue, type MapValue, type SetValue, type Value } from '../values.js';
import { among, ARRAY_METHODS, checked, MAX_ITEMS, nativeArguments, throwError, verdict, type Call } from './basics.js';

/** `xs.some(fn)` and the like on a list that we cannot see: the function runs for one unknown element. */
export function iterateUnknown(call: Call, name: string, fn: Value): Value | undefined {
  const { path } = call;
  switch (name) {
    case 'some':
    case 'every':
    case 'find':
    case 'findIndex':
    case 'filter':
    case 'map':
    case 'flatMap':
    case 'forEach':
    case 'reduce':
      break;
    default:
      return undefined;
  }
  if (name === 'forEach' || name === 'map' || name === 'flatMap') {
    if (fn.kind === 'closure' && !path.relevance.matters(fn.node)) return UNKNOWN;
    // The list may be empty.
    if (path.choose(2) === 1) return UNKNOWN;
  }
  const parameters = name === 'reduce' ? [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN] : [UNKNOWN, UNKNOWN, UNKNOWN];
  const result = callValue(path, fn, parameters, undefined, call.node);
  const no = isTainted(result) && truthOf(result) === false;
  switch (name) {
    case 'some':
      return no ? verdict(call, false, true) : unknown(isTainted(result));
    case 'find':
      return no ? checked(call, concrete(undefined, true)) : unknown(isTainted(result));
    case 'findIndex':
      return no ? checked(call, concrete(-1, true)) : unknown(isTainted(result));
    case 'filter':
      return no ? arrayOf([], true) : unknown(isTainted(result));
    default:
      return unknown(isTainted(result));
  }
}

export function callArray(call: Call, receiver: ArrayValue, name: string, args: readonly Value[]): Value | undefined {
  if (!ARRAY_METHODS.has(name)) return undefined;
  const { items } = receiver;
  const [first] = args;
  const tainted = isTainted(receiver) || anyTainted(args);
  const whole = !receiver.open;
  switch (name) {
    case 'includes': {
      const found = among(items, first ?? UNDEFINED, receiver.open, call.path);
      return found === undefined ? unknown(tainted) : verdict(call, found, tainted);
    }
    case 'indexOf':
    case 'lastIndexOf': {
      if (among(items, first ?? UNDEFINED, receiver.open, call.path) === false) return checked(call, concrete(-1, tainted));
      const at = items.findIndex((item) => equality(item, first ?? UNDEFINED, false) === true);
      return whole && at >= 0 ? checked(call, concrete(at, tainted)) : unknown(tainted);
    }
    case 'some':
    case 'every':
    case 'find':
    case 'findLast':
    case 'findIndex':
    case 'filter':
    case 'map':
    case 'flatMap':
    case 'forEach':
    case 'reduce':
      return first && (first.kind === 'closure' || first.kind === 'native') ? iterate(call, receiver, name, args) : unknown(tainted);
    case 'push':
      if (items.length >= MAX_ITEMS) receiver.open = true;
      else items.push(...args);
      return concrete(items.length);
    case 'unshift':
      if (items.length >= MAX_ITEMS) receiver.open = true;
      else items.unshift(...args);
      return concrete(items.length);
    case 'pop':
    case 'shift':
      return whole ? (items[name]() ?? concrete(undefined, receiver.tainted)) : unknown(tainted);
    case 'join': {
      if (!whole) return unknown(tainted);
      const separator = first ?? concrete(',');
      const pieces: Value[] = [];
      for (const [index, item] of items.entries()) {
        if (index > 0) pieces.push(separator);
        const empty = item.kind === 'primitive' && (item.value === null || item.value === undefined);
        pieces.push(empty ? concrete('', item.tainted) : item);
      }
      return concatenate([concrete('', receiver.tainted), ...pieces]);
    }
    case 'toString':
      return textOf(receiver);
    case 'reverse':
      items.reverse();
      return receiver;
    case 'toReversed':
      return arrayOf([...items].reverse(), receiver.tainted, receiver.open);
    case 'values':
      return receiver;
    case 'keys':
      return whole ? arrayOf(items.map((_, index) => concrete(index))) : UNKNOWN;
    case 'entries':
      return arrayOf(items.map((item, index) => arrayOf([concrete(index), item])), receiver.tainted, receiver.open);
    case 'concat': {
      const joined = [...items];
      let open = receiver.open;
      for (const arg of args) {
        if (arg.kind === 'array') {
          joined.push(...arg.items);
          open ||= arg.open;
        } else if (arg.kind === 'unknown') open = true;
        else joined.push(arg);
      }
      return joined.length > MAX_ITEMS ? unknown(tainted) : arrayOf(joined, tainted, open);
    }
    case 'flat': {
      const flat = items.flatMap((item) => (item.kind === 'array' ? item.items : [item]));
      return arrayOf(flat, receiver.tainted, receiver.open || items.some((item) => item.kind === 'unknown' || (item.kind === 'array' && item.open)));
    }
    default: {
      const bounds = nativeArguments(args);
      if (!whole || !bounds) return unknown(tainted);
      if (name === 'slice') return arrayOf(items.slice(...(bounds as number[])), receiver.tainted);
      if (name === 'at') return items.at(Number(bounds[0])) ?? concrete(undefined, receiver.tainted);
      if (name === 'splice') return arrayOf(items.splice(Number(bounds[0]), bounds.length > 1 ? Number(bounds[1]) : items.length, ...args.slice(2)), receiver.tainted);
      // `sort` and `fill`: which element comes first is of no use here.
      return unknown(tainted);
    }
  }
}

export function iterate(call: Call, receiver: ArrayValue, name: string, args: readonly Value[]): Value {
  const { path, node } = call;
  const [fn, initial] = args as [Value, Value | undefined];
  // What else an open list holds is one more element that is not known.
  const items = receiver.open ? [...receiver.items, UNKNOWN] : [...receiver.items];
  const run = (item: Value, index: number): Value => callValue(path, fn, [item, concrete(index), receiver], undefined, node);
  let tainted = false;
  let unsure = false;
  const test = (item: Value, index: number): boolean | undefined => {
    const result = run(item, index);
    const truth = truthOf(result);
    tainted ||= isTainted(result);
    unsure ||= truth === undefined;
    return truth;
  };
  switch (name) {
    case 'some':
      for (const [index, item] of items.entries()) if (test(item, index) === true) return verdict(call, true, tainted);
      return unsure ? unknown(tainted) : verdict(call, false, tainted);
    case 'every':
      for (const [index, item] of items.entries()) if (test(item, index) === false) return verdict(call, false, tainted);
      return unsure ? unknown(tainted) : verdict(call, true, tainted);
    case 'find':
    case 'findLast':
    case 'findIndex':
      for (const [index, item] of name === 'findLast' ? [...items.entries()].reverse() : items.entries())
        if (test(item, index) === true && !unsure) return name === 'findIndex' ? checked(call, concrete(index, tainted)) : item;
      return unsure ? unknown(tainted || isTainted(receiver)) : checked(call, concrete(name === 'findIndex' ? -1 : undefined, tainted));
    case 'filter': {
      const kept = items.filter((item, index) => test(item, index) !== false);
      return arrayOf(kept, receiver.tainted || tainted, receiver.open || unsure);
    }
    case 'reduce': {
      let accumulator = initial;
      for (const [index, item] of items.entries())
        accumulator = accumulator ? callValue(path, fn, [accumulator, item, concrete(index), receiver], undefined, node) : item;
      return receiver.open ? unknown(isTainted(accumulator ?? UNKNOWN)) : (accumulator ?? throwError('TypeError'));
    }
    default: {
      const results = items.map(run);
      if (name === 'forEach') return UNDEFINED;
      const flat = name === 'flatMap' ? results.flatMap((result) => (result.kind === 'array' ? result.items : [result])) : results;
      return arrayOf(flat, receiver.tainted, receiver.open);
    }
  }
}

/** The elements of something that is iterated; undefined when they are not known. */
export function elementsOf(value: Value): { readonly items: readonly Value[]; readonly open: boolean } | undefined {
  switch (value.kind) {
    case 'array':
    case 'set':
      return value;
    case 'map':
      return { items: value.entries.map(([key, entry]) => arrayOf([key, entry])), open: value.open };
    case 'params':
      return {
        items: [...value.params].slice(0, MAX_ITEMS).map(([key, entry]) => arrayOf([concrete(key, value.tainted), concrete(entry, value.tainted)])),
        open: value.open,
      };
    case 'primitive':
      if (typeof value.value === 'string' && value.value.length <= 400) return { items: Array.from(value.value, (part) => concrete(part, value.tainted)), open: false };
      return undefined;
    default:
      return undefined;
  }
}

export function callSet(call: Call, receiver: SetValue, name: string, args: readonly Value[]): Value | undefined {
  const { items } = receiver;
  const wanted = args[0] ?? UNDEFINED;
  switch (name) {
    case 'has': {
      const found = among(items, wanted, receiver.open, call.path);
      const tainted = isTainted(receiver) || isTainted(wanted);
      return found === undefined ? unknown(tainted) : verdict(call, found, tainted);
    }
    case 'add':
      if (items.length >= MAX_ITEMS) receiver.open = true;
      else if (!items.some((item) => equality(item, wanted, false) === true)) items.push(wanted);
      return receiver;
    case 'delete':
    case 'clear':
      items.splice(0, items.length, ...(name === 'clear' ? [] : items.filter((item) => equality(item, wanted, false) !== true)));
      return UNKNOWN;
    case 'values':
    case 'keys':
      return arrayOf([...items], receiver.tainted, receiver.open);
    case 'forEach':
      return iterate(call, arrayOf([...items], receiver.tainted, receiver.open), 'forEach', args);
    default:
      return undefined;
  }
}

export function callMap(call: Call, receiver: MapValue, name: string, args: readonly Value[]): Value | undefined {
  const { entries } = receiver;
  const key = args[0] ?? UNDEFINED;
  const tainted = isTainted(key);
  switch (name) {
    case 'has':
    case 'get': {
      const found = entries.find(([other]) => equality(other, key, false) === true);
      if (found) return name === 'has' ? verdict(call, true, tainted) : found[1];
      if (among(entries.map(([other]) => other), key, receiver.open, call.path) !== false) return unknown(tainted || isTainted(receiver));
      return name === 'has' ? verdict(call, false, tainted) : checked(call, concrete(undefined, tainted));
    }
    case 'set': {
      const found = entries.find(([other]) => equality(other, key, false) === true);
      if (found) found[1] = args[1] ?? UNDEFINED;
      else if (entries.length >= MAX_ITEMS || key.kind === 'unknown') receiver.open = true;
      else entries.push([key, args[1] ?? UNDEFINED]);
      return receiver;
    }
    case 'keys':
      return arrayOf(entries.map(([other]) => other), receiver.tainted, receiver.open);
    case 'values':
      return arrayOf(entries.map(([, entry]) => entry), receiver.tainted, receiver.open);
    case 'entries': {
      const elements = elementsOf(receiver);
      return elements && arrayOf([...elements.items], receiver.tainted, elements.open);
    }
    case 'forEach':
      for (const [other, entry] of [...entries]) callValue(call.path, key, [entry, other, receiver], undefined, call.node);
      return UNDEFINED;
    default:
      return undefined;
  }
}

/** `Object.hasOwn(object, key)`, `object.hasOwnProperty(key)` and `key in object`. */
export function hasKey(call: Call, object: Value, key: Value): Value {
  const tainted = isTainted(key);
  const text = textOf(key);
  if (object.kind === 'unknown') return !object.tainted && isAttackString(key) ? verdict(call, false, true) : unknown(tainted || object.tainted);
  if (text.kind !== 'primitive') return isAttackString(key) ? verdict(call, false, true) : unknown(tainted);
  const name = text.value as string;
  if (object.kind === 'object') {
    if (object.properties.has(name)) return verdict(call, true, tainted);
    return object.open && !isAttackString(key) ? unknown(tainted) : verdict(call, false, tainted);
  }
  if (object.kind === 'array') return object.open ? unknown(tainted) : verdict(call, name === 'length' || (/^\d+$/.test(name) && Number(name) < object.items.length), tainted);
  return unknown(tainted);
}
