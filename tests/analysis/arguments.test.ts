import { describe, expect, test } from 'vitest';
import { factHolds, factsBorn, factsHolding, valueAt } from '../../src/analysis/arguments.js';
import type { Node } from '../../src/analysis/ast.js';
import type { Condition, Place } from '../../src/knowledge/schema.js';
import { sceneOf, type Scene } from '../helpers/kernel.js';

function lastOf(scene: Scene, type: string): Node {
  const node = scene.nodes.filter((each) => each.type === type).at(-1);
  if (!node) throw new Error(`no ${type}`);
  return node;
}

/** What stands at a place of the call of `sink`, as text. */
function at(code: string, place: Place): string {
  const scene = sceneOf(code);
  const node = scene.nodes.find((each) => (each.type === 'CallExpression' || each.type === 'NewExpression') && each.callee.type === 'Identifier' && each.callee.name.toLowerCase() === 'sink') ?? lastOf(scene, 'JSXOpeningElement');
  const option = valueAt(scene.kernel, node, place);
  return option.kind === 'present' ? option.values.map((value) => scene.sourceCode.text.slice(...value.range)).join(' | ') : option.kind;
}

describe('valueAt: arguments', () => {
  test.each<[string, Place, string]>([
    ['sink(a, b)', { arg: 0 }, 'a'],
    ['sink(a, b)', { arg: 1 }, 'b'],
    ['sink(a, b)', { arg: 2 }, 'absent'],
    ['sink(a, b)', { arg: 'last' }, 'b'],
    ['sink()', { arg: 'last' }, 'absent'],
    ['new Sink(a)', { arg: 0 }, 'a'],
    ['sink(...rest)', { arg: 0 }, 'unknown'],
    ['sink(a, ...rest)', { arg: 0 }, 'a'],
    ['sink(a, ...rest)', { arg: 'last' }, 'unknown'],
    ['sink({ a: 1 })', { arg: 0, path: ['a'] }, '1'],
    ['sink({ a: { b: 1 } })', { arg: 0, path: ['a', 'b'] }, '1'],
    ['sink({ a: 1 })', { arg: 0, path: ['b'] }, 'absent'],
    ['sink({ a: 1, ...rest })', { arg: 0, path: ['b'] }, 'unknown'],
    ['sink({ ...rest, a: 1 })', { arg: 0, path: ['a'] }, '1'],
    ['sink(options)', { arg: 0, path: ['a'] }, 'unknown'],
    ['const options = { a: 1 }; sink(options)', { arg: 0, path: ['a'] }, '1'],
    ['sink({ location: 1 })', { arg: 0, path: [['Location', 'location']] }, '1'],
    ['sink({ headers: { Location: 1 } })', { arg: 0, path: ['headers', ['Location', 'location']] }, '1'],
    ['sink({ [name]: 1 })', { arg: 0, path: ['a'] }, 'unknown'],
  ])('%s %o', (code, place, expected) => {
    expect(at(code, place)).toBe(expected);
  });

  test('through what a function there returns', () => {
    expect(at('sink({ a: () => ({ b: 1 }) })', { arg: 0, path: ['a', '()', 'b'] })).toBe('1');
    expect(at('sink({ a() { if (x) return { b: 1 }; return { b: 2 } } })', { arg: 0, path: ['a', '()', 'b'] })).toBe('1 | 2');
    expect(at('sink({ a: load })', { arg: 0, path: ['a', '()', 'b'] })).toBe('unknown');
  });
});

describe('valueAt: JSX', () => {
  test.each<[string, string, string]>([
    ['<A href={x} />', 'href', 'x'],
    ['<A href="x" />', 'href', '"x"'],
    ['<A to={x} />', 'href', 'absent'],
    ['<A {...props} />', 'href', 'unknown'],
    ['<A {...props} href={x} />', 'href', 'x'],
    ['<A href />', 'href', 'absent'],
  ])('%s', (code, attribute, expected) => {
    expect(at(`const e = ${code};`, { attribute })).toBe(expected);
  });
});

describe('valueAt: the node itself', () => {
  const self = (code: string, type: string, text: string): string => {
    const scene = sceneOf(code);
    const node = scene.nodes.find((each) => each.type === type && scene.sourceCode.text.slice(...each.range) === text) as Node;
    const option = valueAt(scene.kernel, node, {});
    return option.kind === 'present' ? option.values.map((value) => scene.sourceCode.text.slice(...value.range)).join(' | ') : option.kind;
  };

  test('what is assigned to a member or name', () => {
    expect(self('location.href = x', 'MemberExpression', 'location.href')).toBe('x');
    expect(self('location = x', 'Identifier', 'location')).toBe('x');
  });

  test('reading one gives nothing', () => {
    expect(self('f(location.href)', 'MemberExpression', 'location.href')).toBe('absent');
    expect(self('x = location.href', 'MemberExpression', 'location.href')).toBe('absent');
  });

  test('what a function returns is the value', () => {
    expect(self('function f() { return params.url }', 'MemberExpression', 'params.url')).toBe('params.url');
    expect(self('const f = () => url;', 'Identifier', 'url')).toBe('url');
    expect(self('const f = () => url as string;', 'Identifier', 'url')).toBe('url');
    expect(self('function f() { return a ? b : c }', 'ConditionalExpression', 'a ? b : c')).toBe('a ? b : c');
  });
});

describe('valueAt: what the file exports', () => {
  test('under a name, and through the function it may be', () => {
    const exported = (code: string, path: readonly string[] = []): string => {
      const scene = sceneOf(`${code}\nsink();`);
      const option = valueAt(scene.kernel, lastOf(scene, 'CallExpression'), { exported: 'config', path });
      return option.kind === 'present' ? option.values.map((value) => scene.sourceCode.text.slice(...value.range)).join(' | ') : option.kind;
    };
    expect(exported('export const config = { a: 1 };', ['a'])).toBe('1');
    expect(exported('export function config() { return { a: 1 } }', ['a'])).toBe('1');
    expect(exported('export const other = { a: 1 };', ['a'])).toBe('absent');
  });
});

describe('conditions', () => {
  const holds = (code: string, ...when: Condition[]): boolean => {
    const scene = sceneOf(code);
    return factHolds(scene.kernel, lastOf(scene, 'CallExpression'), { when });
  };
  const unless = (code: string, ...conditions: Condition[]): boolean => {
    const scene = sceneOf(code);
    return factHolds(scene.kernel, lastOf(scene, 'CallExpression'), { unless: conditions });
  };

  test.each<[string, Condition, boolean]>([
    ["f('Location')", { arg: 0, equals: ['location'] }, true],
    ["f('Accept')", { arg: 0, equals: ['location'] }, false],
    ['f(name)', { arg: 0, equals: ['location'] }, false],
    ["const name = 'location'; f(name)", { arg: 0, equals: ['location'] }, true],
    ["f(x ? 'a' : 'b')", { arg: 0, equals: ['b'] }, true],
    ['f({ a: true })', { arg: 0, path: ['a'], equals: ['true'] }, true],
    ['f({ a: false })', { arg: 0, path: ['a'], equals: ['true'] }, false],
    ["f('abc')", { arg: 0, matches: '^a' }, true],
    ["f('abc')", { arg: 0, matches: '^b' }, false],
    ['f({ a: 1 })', { arg: 0, path: ['a'], present: true }, true],
    ['f({ b: 1 })', { arg: 0, path: ['a'], present: true }, false],
    ['f(options)', { arg: 0, path: ['a'], present: true }, false],
    ['f({ b: 1 })', { arg: 0, path: ['a'], present: false }, true],
    ['f({ a: 1 })', { arg: 0, path: ['a'], present: false }, false],
    // Something unknown is neither there nor not there.
    ['f(options)', { arg: 0, path: ['a'], present: false }, false],
    ['f({ ...options })', { arg: 0, path: ['a'], present: false }, false],
    ['f(process.env.SUPABASE_SERVICE_ROLE_KEY)', { arg: 0, key: 'supabase-service' }, true],
    ['f(process.env.SUPABASE_ANON_KEY)', { arg: 0, key: 'supabase-service' }, false],
    ['f(key)', { arg: 0, key: 'supabase-service' }, false],
  ])('%s %o', (code, condition, expected) => {
    expect(holds(code, condition)).toBe(expected);
    expect(unless(code, condition)).toBe(!expected);
  });

  test('all of `when`, none of `unless`', () => {
    expect(holds("f('a', 'b')", { arg: 0, equals: ['a'] }, { arg: 1, equals: ['b'] })).toBe(true);
    expect(holds("f('a', 'c')", { arg: 0, equals: ['a'] }, { arg: 1, equals: ['b'] })).toBe(false);
    expect(unless("f('a', 'c')", { arg: 0, equals: ['x'] }, { arg: 1, equals: ['c'] })).toBe(false);
    expect(holds('f()')).toBe(true);
  });
});

describe('facts of a node', () => {
  const HEADERS = `export async function GET(request: Request) {
  const own = request.headers.get('host');
  const given = request.headers.get('referer');
  return [own, given];
}`;

  test('factsHolding: those whose conditions hold there', () => {
    const { kernel, find } = sceneOf(HEADERS);
    expect(factsHolding(kernel, find("request.headers.get('referer')"), 'source').map(({ kind }) => kind)).toEqual(['request header']);
    expect(factsHolding(kernel, find("request.headers.get('host')"), 'source')).toEqual([]);
    expect(factsHolding(kernel, find("request.headers.get('host')"), 'ownUrl').map(({ part }) => part)).toEqual(['host']);
  });

  test('factsHolding: of a choice, what holds of one of its sides', () => {
    const LONG = "request.headers.get('host') || a || b || c || d || e || f";
    const { kernel, find } = sceneOf(`export async function GET(request: Request, flag: boolean) {
  const either = flag ? request.headers.get('host') : request.headers.get('referer');
  return [request.headers.get('host') || null, request.headers.get('host') ?? request.headers.get('referer'), either, ${LONG}];
}`);
    const kinds = (code: string): readonly string[] => factsHolding(kernel, find(code), 'source').map(({ kind }) => kind);
    expect(kinds("request.headers.get('host') || null")).toEqual([]);
    expect(kinds(LONG)).toEqual([]);
    expect(kinds("request.headers.get('host') ?? request.headers.get('referer')")).toEqual(['request header']);
    expect(kinds("flag ? request.headers.get('host') : request.headers.get('referer')")).toEqual(['request header']);
  });

  test('factsHolding: what a function of the file hands out is judged by the call that made it', () => {
    const code = `export async function GET(request: Request) {
  const referer = () => request.headers.get('referer');
  const host = async (name: string) => { if (!name) return null; return request.headers.get('host'); };
  return [referer(), await host('referer')];
}`;
    const { kernel, find } = sceneOf(code);
    expect(factsHolding(kernel, find('referer()'), 'source').map(({ kind }) => kind)).toEqual(['request header']);
    expect(factsHolding(kernel, find("host('referer')"), 'source')).toEqual([]);
    expect(factsHolding(kernel, find("host('referer')"), 'ownUrl').map(({ part }) => part)).toEqual(['host']);
  });

  test('factsHolding: ends where functions hand out each other', () => {
    const { kernel, find } = sceneOf("export function GET(request: Request) { const a = () => (x ? b() : request.headers.get('referer')); const b = () => a(); return [a(), 1]; }");
    expect(factsHolding(kernel, find('a()'), 'source').map(({ kind }) => kind)).toEqual(['request header']);
  });

  test('factsBorn: not where a function of the file hands it out, whose arguments are its own', () => {
    const { kernel, find } = sceneOf("const text = (name: string, other: unknown) => String(other);\nuse(text('a', b));");
    expect(factsBorn(kernel, find("text('a', b)"), 'shows')).toEqual([]);
    expect(factsBorn(kernel, find('String(other)'), 'shows')).toHaveLength(1);
  });

  test('factsBorn: only where the value comes into being', () => {
    const { kernel, find, findAll } = sceneOf(HEADERS);
    expect(factsBorn(kernel, find("request.headers.get('referer')"), 'source', [])).toHaveLength(1);
    expect(findAll('given').flatMap((node) => factsBorn(kernel, node, 'source', []))).toEqual([]);
  });

  test('factsBorn: a choice between two values brings neither into being', () => {
    const code = "import type { NextAuthConfig } from 'next-auth';\nexport const config: NextAuthConfig = { callbacks: { redirect: ({ url, baseUrl }) => ok ? url : baseUrl } };";
    const { kernel, find } = sceneOf(code);
    const choice = find('ok ? url : baseUrl');
    expect(kernel.api.uses('redirect').map(({ node }) => node)).toEqual([choice]);
    expect([factsBorn(kernel, choice, 'source', []), factsBorn(kernel, choice, 'ownUrl', [])]).toEqual([[], []]);
  });

  test('factsBorn: a member of a record of input, by its path', () => {
    const { kernel, find } = sceneOf("import { getQuery } from 'h3';\nconst query = getQuery(event);");
    const call = find('getQuery(event)');
    expect(factsBorn(kernel, call, 'source', [])).toEqual([]);
    expect(factsBorn(kernel, call, 'source', ['next']).map(({ kind }) => kind)).toEqual(['query string']);
  });

  test('factsBorn: what an object passes on was born where it was put in', () => {
    const { kernel, find, findAll } = sceneOf("import { getRouterParam } from 'h3';\nconst options = { next: getRouterParam(event, 'next') };\nconst { next } = options;\nuse(options.next, next);");
    expect(factsBorn(kernel, find("getRouterParam(event, 'next')"), 'source', [])).toHaveLength(1);
    expect(factsBorn(kernel, find('options.next'), 'source', [])).toEqual([]);
    expect(findAll('next').flatMap((node) => factsBorn(kernel, node, 'source', []))).toEqual([]);
    expect(factsHolding(kernel, find('options.next'), 'source')).toHaveLength(1);
  });
});
