/** Functions that hand a value on: what goes in is what comes out, or what their function argument returns. */
import type { ApiRow, Fact } from './schema.js';

const VALUE: Fact = { role: 'passthrough', arg: 0 };
const RETURN: Fact = { role: 'passthrough', arg: 0, of: 'return' };
const PARSES_FIRST: Fact = { role: 'parser', arg: 0 };
const PARSES_SECOND: Fact = { role: 'parser', arg: 1 };
const parsesUnder = (arg: number, under: string): Fact => ({ role: 'parser', arg, under });

/**
 * What a schema may call and still let any string through. Everything else (`enum`, `regex`, `refine`, `transform`, …) may be a
 * real check, which is then given the benefit of the doubt. `url` and `email` are here: any site's URL is a URL.
 */
export const SCHEMA_WITHOUT_CHECK: ReadonlySet<string> = new Set([
  'object', 'strictObject', 'looseObject', 'string', 'number', 'boolean', 'array', 'optional', 'nullable', 'nullish', 'default', 'prefault', 'catch', 'trim', 'min', 'max', 'length',
  'nonempty', 'url', 'email', 'strict', 'strip', 'passthrough', 'loose', 'partial', 'required', 'merge', 'extend', 'pick', 'omit', 'describe', 'meta', 'brand', 'readonly', 'toLowerCase', 'any', 'unknown',
  'parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'cast', 'validate', 'uri', 'date', 'coerce', 'int', 'positive', 'uuid', 'record',
]);

export const PASSTHROUGH: readonly ApiRow[] = [
  { global: true, path: 'Object.{freeze,seal,preventExtensions}()', fact: VALUE },
  { global: true, path: 'Promise.resolve()', fact: VALUE },
  { global: true, path: 'structuredClone()', fact: VALUE },
  { global: true, path: '{$state,$derived}()', fact: VALUE },
  { global: true, path: '$derived.by()', fact: RETURN },
  { module: ['util', 'es6-promisify', 'pify'], path: 'promisify()', fact: VALUE },
  { module: 'react', path: '{use,cache,memo,forwardRef,useCallback,useDeferredValue,useEffectEvent}()', fact: VALUE },
  { module: 'react', path: 'useMemo()', fact: RETURN },
  { module: 'next/cache', path: 'unstable_cache()', fact: VALUE },
  { module: 'vue', path: '{unref,toRaw,readonly,shallowReadonly,markRaw,reactive,shallowReactive}()', fact: VALUE },
  { module: 'solid-js', path: '{createMemo,children}()', fact: VALUE },
  { module: ['lodash', 'lodash-es'], path: '{once,memoize,cloneDeep,clone}()', fact: VALUE },
  { module: ['lodash/once', 'lodash/memoize', 'lodash/cloneDeep', 'lodash.once', 'lodash.memoize'], path: '()', fact: VALUE },

  { module: ['zod', 'zod/v3', 'zod/v4', 'zod/mini', 'zod/v4-mini'], path: '.*()', is: 'schema.Object' },
  { module: ['zod', 'zod/v3', 'zod/v4', 'zod/mini', 'zod/v4-mini'], path: 'z.*()', is: 'schema.Object' },
  { module: ['yup', 'joi', 'superstruct', 'arktype'], path: '.*()', is: 'schema.Object' },
  { of: 'schema.Object', path: '.*()', is: 'schema.Object' },
  { of: 'schema.Object', path: '.{parse,parseAsync,validate,validateSync,validateAsync,cast}()', fact: PARSES_FIRST },
  { of: 'schema.Object', path: '.{safeParse,safeParseAsync}()', fact: parsesUnder(0, 'data') },
  { module: 'valibot', path: '{parse,parseAsync}()', fact: PARSES_SECOND },
  { module: 'valibot', path: '{safeParse,safeParseAsync}()', fact: parsesUnder(1, 'output') },
];
