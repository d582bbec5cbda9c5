/** What do URLs and their parameters answer? The WHATWG parser itself does. */
import { callValue } from '../calls.js';
import { anyTainted, arrayOf, concrete, filledText, fromNative, OWN_ORIGIN, parseUrl, textOf, UNDEFINED, unknown, UNKNOWN, type ParamsValue, type PrimitiveValue, type UrlValue, type Value } from '../values.js';
import { checked, type Call } from './basics.js';
import { elementsOf } from './collections.js';

export function paramsOf(owner: UrlValue): ParamsValue {
  return { kind: 'params', params: (owner.url as URL).searchParams, owner, open: false, tainted: owner.tainted };
}

export function callParams(call: Call, receiver: ParamsValue, name: string, args: readonly Value[]): Value | undefined {
  const { params } = receiver;
  const key = textOf(args[0] ?? UNDEFINED);
  const tainted = receiver.tainted || receiver.owner?.tainted === true || anyTainted(args);
  const changes = (): void => {
    receiver.tainted = tainted;
    if (receiver.owner) receiver.owner.tainted = tainted;
  };
  switch (name) {
    case 'get':
    case 'getAll':
    case 'has':
      if (key.kind !== 'primitive' || (receiver.open && !params.has(key.value as string))) return unknown(tainted);
      return checked(call, fromNative(params[name](key.value as string), tainted));
    case 'set':
    case 'append': {
      changes();
      const text = textOf(args[1] ?? UNDEFINED);
      if (key.kind !== 'primitive') receiver.open = true;
      else params[name](key.value as string, text.kind === 'primitive' ? (text.value as string) : (text.kind === 'text' && filledText(text)) || 'unknown');
      return UNDEFINED;
    }
    case 'delete':
      changes();
      if (key.kind === 'primitive') params.delete(key.value as string);
      return UNDEFINED;
    case 'toString':
      return textOf({ ...receiver, tainted });
    case 'entries': {
      const elements = elementsOf(receiver);
      return elements && arrayOf([...elements.items], tainted, elements.open);
    }
    case 'keys':
    case 'values':
      return receiver.open ? unknown(tainted) : fromNative([...params[name]()], tainted);
    case 'forEach':
      for (const [name_, entry] of params) callValue(call.path, args[0] ?? UNKNOWN, [concrete(entry, tainted), concrete(name_, tainted), receiver], undefined, call.node);
      return UNDEFINED;
    default:
      return undefined;
  }
}

export function newParams(init: Value | undefined, tainted: boolean): Value {
  if (!init || (init.kind === 'primitive' && init.value === undefined)) return { kind: 'params', params: new URLSearchParams(), owner: undefined, open: false, tainted };
  if (init.kind === 'object' || init.kind === 'array') {
    const pairs = init.kind === 'object' ? [...init.properties] : init.items.map((item) => (item.kind === 'array' ? item.items : []));
    const params = new URLSearchParams();
    for (const [key, entry] of pairs) {
      const name = typeof key === 'string' ? key : key && textOf(key).kind === 'primitive' ? String((textOf(key) as PrimitiveValue).value) : undefined;
      const text = entry && textOf(entry);
      if (name !== undefined) params.append(name, text?.kind === 'primitive' ? (text.value as string) : (text?.kind === 'text' && filledText(text)) || 'unknown');
    }
    return { kind: 'params', params, owner: undefined, open: init.open, tainted };
  }
  const text = textOf(init);
  // The parameters that an unknown text holds are unknown, but those that are added afterwards are not.
  if (text.kind !== 'primitive') return text.tainted ? unknown(true) : { kind: 'params', params: new URLSearchParams(), owner: undefined, open: true, tainted };
  return { kind: 'params', params: new URLSearchParams(text.value as string), owner: undefined, open: false, tainted };
}

/** The URL that `new URL(...args)` makes, false when that throws, undefined when nobody knows. An unknown base is the application's own origin. */
export function urlFrom(args: readonly Value[]): URL | false | undefined {
  const [first = UNDEFINED, second] = args;
  const text = urlText(first);
  if (text === undefined) return undefined;
  let base: string | undefined;
  if (second && !(second.kind === 'primitive' && second.value === undefined)) {
    if (second.kind === 'unknown') {
      if (second.tainted) return undefined;
      base = `${OWN_ORIGIN}/`;
    } else {
      base = urlText(second);
      if (base === undefined) return undefined;
    }
  }
  return parseUrl(text, base) ?? false;
}

function urlText(value: Value): string | undefined {
  const text = textOf(value);
  if (text.kind === 'primitive') return text.value as string;
  return text.kind === 'text' ? filledText(text) : undefined;
}
