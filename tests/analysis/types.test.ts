import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/analysis/ast.js';
import { isNarrowedToTexts, isThenable, isTyped, membersOfType, modulesOfProgram, namesOfType, packageOf, typeServices, valueKindOf } from '../../src/analysis/types.js';
import { typedProject } from '../helpers/project.js';
import { foreignSources, sourceOf, type Source } from '../helpers/source.js';

const HEAD = `import * as t from './lib/types';
import pino from 'pino';
import type * as e from 'express';
`;

/** The code, with the argument of `ask(…)`. */
function asked(code: string): Source & { readonly node: Node } {
  const source = sourceOf(`${HEAD}declare function ask(x: unknown): void;\n${code}`, { typed: true });
  const call = source.nodes.findLast((node) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'ask');
  if (call?.type !== 'CallExpression' || !call.arguments[0]) throw new Error('no call ask(…)');
  return { ...source, node: call.arguments[0] };
}

/** A value of this type. */
const ofType = (type: string): Source & { readonly node: Node } => asked(`declare const value: ${type};\nask(value);`);

/** As {@link ofType}, for many types in one file: a program a type would take its time. */
function ofTypes(types: readonly string[]): (type: string) => Pick<Source, 'sourceCode'> & { readonly node: Node } {
  let source: Source | undefined;
  return (type) => {
    source ??= sourceOf(`${HEAD}${types.map((each, index) => `declare const value${String(index)}: ${each}; value${String(index)};`).join('\n')}`, { typed: true });
    // The name in the declaration has its type in its text; the one below it has not.
    return { sourceCode: source.sourceCode, node: source.find(`value${String(types.indexOf(type))}`) };
  };
}

describe('typeServices', () => {
  test('are there when the parser has type information', () => {
    expect(typeServices(sourceOf('x', { typed: true }).sourceCode)).toBeDefined();
    expect(typeServices(sourceOf('x').sourceCode)).toBeUndefined();
  });

  test('are not taken for there when something is missing, as with oxlint or a parser of another language', () => {
    const whole = sourceOf('x', { typed: true }).sourceCode.parserServices as Record<string, unknown>;
    for (const missing of ['program', 'esTreeNodeToTSNodeMap', 'getTypeAtLocation', 'getSymbolAtLocation'])
      expect(typeServices({ parserServices: { ...whole, [missing]: undefined } } as never), missing).toBeUndefined();
    expect(typeServices({ parserServices: {} } as never)).toBeUndefined();
    expect(typeServices({} as never)).toBeUndefined();
  });
});

const KINDS: readonly [string, ReturnType<typeof valueKindOf>][] = [
  ['string', 'text'], ['string | null | undefined', 'text'], ['string[]', 'text'], ['Promise<string>', 'text'], ["'a' | string", 'text'], ['`/${string}`', 'text'], ['number | string', 'text'],
  ['number', 'number'], ['bigint', 'number'], ['number[] | undefined', 'number'], ['number | boolean', 'number'],
  ["'a' | 'b'", 'fixed'], ['1', 'fixed'], ['t.Gender', 'fixed'], ["'a' | boolean", 'fixed'],
  ['boolean', 'flag'], ['null', 'flag'], ['() => string', 'flag'], ['undefined', 'flag'],
  ['t.UserId', 'id'], ['t.TokenId', 'id'], ['t.UserId | null', 'id'], ['t.Email', 'text'], ['number & { readonly __type: "OrderId" }', 'id'],
  ['t.UserRow', 'object'], ['t.UserRow[]', 'object'], ['t.UserRow | t.TeamRow', 'object'], ['{}', 'object'], ['{ a: 1 } & { b: 2 }', 'object'], ['Date', 'object'],
  ['any', undefined], ['unknown', undefined], ['never', undefined], ['t.Missing', undefined], ['string | t.UserRow', undefined], ['object', undefined],
];
const ofKind = ofTypes(KINDS.map(([type]) => type));

test.each(KINDS)('the kind of %s is %s', (type, kind) => {
  const { sourceCode, node } = ofKind(type);
  expect(valueKindOf(sourceCode, node)).toBe(kind);
});

test.each([['<T>(x: T)', undefined], ['<T extends string>(x: T)', 'text'], ['<T extends { a: string }>(x: T)', 'object'], ['<T, K extends keyof T>(x: T[K])', undefined]])('the kind of %s is %s', (parameters, kind) => {
  const { sourceCode, node } = asked(`function f${parameters} { ask(x); }`);
  expect(valueKindOf(sourceCode, node)).toBe(kind);
});

test.each([['string', true], ['t.UserRow', true], ['never', true], ['any', false], ['unknown', false], ['t.Missing', false]])('%s says something: %s', (type, expected) => {
  const { sourceCode, node } = ofType(type);
  expect(isTyped(sourceCode, node)).toBe(expected);
});

test.each([
  ['Promise<void>', true], ['PromiseLike<number> | Promise<string>', true], ['{ then(done: () => void): void }', true], ['void', false], ['string', false], ['{ id: string }', false],
  ['any', undefined], ['unknown', undefined], ['void | Promise<void>', true], ['string | Promise<string>', undefined],
])('one can wait for %s: %s', (type, expected) => {
  const { sourceCode, node } = ofType(type);
  expect(isThenable(sourceCode, node)).toBe(expected);
});

describe('isNarrowedToTexts', () => {
  const narrowed = (code: string): boolean => {
    const { sourceCode, node } = asked(`declare const req: e.Request; declare const s: string; declare const u: unknown; declare const a: any; declare const mode: '/a' | '/b';\n${code}`);
    return isNarrowedToTexts(sourceCode, node);
  };

  test.each([
    "if (s === '/a') ask(s);", "if (s !== '/a' && s !== '/b') throw 1; ask(s);", "if (req.query.next === '/a') ask(req.query.next);", "switch (s) { case '/a': case '/b': ask(s); }",
    "const q = req.query; if (q['next'] === '/a') ask(q['next']);", "if (u === '/a') ask(u);", "function f(next: string | null) { if (next === '/a' || next === null) ask(next); }",
  ])('a check has left only texts: %s', (code) => {
    expect(narrowed(code)).toBe(true);
  });

  test.each([
    'ask(s);', 'ask(mode);', "ask(s as '/a' | '/b');", "const next = s as '/a'; ask(next);", "const next: '/a' = a; ask(next);", "if (a === '/a') ask(a);", "if (mode === '/a') ask(mode);",
    "if (s !== '/a') ask(s);", "if (s.startsWith('/a')) ask(s);", "ask('/a');", 'ask(missing);', "const next = '/a'; ask(next);", "ask(req.body.next);",
  ])('no check has: %s', (code) => {
    expect(narrowed(code)).toBe(false);
  });
});

describe('namesOfType', () => {
  const NAMES: readonly [string, readonly (readonly string[])[]][] = [
    ['t.UserRow', [['UserRow of ./lib/types']]],
    ['t.UserRow[]', [['Array of the world', 'UserRow of ./lib/types']]],
    ['t.UserRow | undefined', [['UserRow of ./lib/types']]],
    ['t.AdminDto', [['AdminDto of ./lib/types'], ['UserDto of ./lib/types']]],
    ['t.AppReply', [['FastifyReply of fastify']]],
    ['t.AuthedRequest', [['AuthedRequest of ./lib/types'], ['FastifyRequest of fastify']]],
    ['t.Buyer', [['Customer of billing-sdk']]],
    ['pino.Logger', [['pino.Logger of pino', 'pino.BaseLogger of pino', 'pino.LoggerExtras of pino']]],
    ['e.Request', [['e.Request of express'], ['Request of express-serve-static-core']]],
    ['Request', [['Request of the world']]],
    // Not the global of that name.
    ['Express.Request', [['Express.Request of the world']]],
    ['import("ambient-sdk").Client', [['Client of ambient-sdk']]],
    ['{ id: string }', []],
    ['string', []],
    ['any', []],
    ['t.Missing', []],
  ];
  const named = ofTypes(NAMES.map(([type]) => type));

  test.each(NAMES)('%s', (type, expected) => {
    const { sourceCode, node } = named(type);
    expect(namesOfType(sourceCode, node).map((names) => names.map(({ name, module }) => `${name} of ${module?.replace(typedProject, '.') ?? 'the world'}`))).toEqual(expected);
  });

  test('a local type is of its file', () => {
    const { sourceCode, node } = asked('interface Row { id: string }\ndeclare const row: Row;\nask(row);');
    expect(namesOfType(sourceCode, node)).toEqual([[{ name: 'Row', module: `${typedProject}/file` }]]);
  });
});

describe('membersOfType', () => {
  const MEMBERS: readonly [string, string | undefined][] = [
    ['t.UserRow', 'id: text, email: text, ssn: text'],
    ['t.TeamRow[]', 'id: text, slug: text, seats: number, plan: fixed'],
    ['Promise<{ rows: { id: t.UserId }[] } | null>', 'rows.id: id'],
    ['Record<"email" | "id", string>', 'email: text, id: text'],
    ['t.UserRow & { extra: boolean }', 'id: text, email: text, ssn: text, extra: flag'],
    ['t.UserRow | { ok: false }', 'id: text, email: text, ssn: text, ok: flag'],
    ['t.Buyer', '~id: text, ~email: text'],
    // What a package hands out is not looked into where it is part of something else.
    ['{ buyer: t.Buyer; id: string }', 'id: text …'],
    ['{ at: Date }', ''],
    ['t.Registry', ' …'],
    ['{ x: any; id: string }', 'id: text …'],
    ['{ a: { b: { c: { d: string } } } }', ' …'],
    ['Window', ' …'],
    ['Error', ' …'],
    ['{}', ' …'],
    ['{ get(): string; call: () => void; id: string }', 'call: flag, id: text'],
    ['string', undefined],
    ['any', undefined],
    ['unknown', undefined],
  ];
  const holding = ofTypes(MEMBERS.map(([type]) => type));

  test.each(MEMBERS)('%s', (type, expected) => {
    const { sourceCode, node } = holding(type);
    const found = membersOfType(sourceCode, node);
    expect(found && `${found.members.map(({ path, kind, foreign }) => `${foreign ? '~' : ''}${path.join('.')}: ${kind}`).join(', ')}${found.complete ? '' : ' …'}`).toBe(expected);
  });

  test('names the types that declare a member, of a cycle each once', () => {
    const { sourceCode, node } = asked('interface Tree { left: Tree; owner: { email: string } }\ndeclare const tree: Tree;\nask(tree);');
    expect(membersOfType(sourceCode, node)?.members).toEqual([{ path: ['owner', 'email'], kind: 'text', type: 'Tree', owner: undefined, foreign: false }]);
  });
});

test('modulesOfProgram lists packages and ambient modules', () => {
  const modules = modulesOfProgram(sourceOf(`${HEAD}export type Request = e.Request;`, { typed: true }).sourceCode);
  expect([...modules]).toEqual(expect.arrayContaining(['fastify', 'pino', 'express', 'express-serve-static-core', 'ambient-sdk', 'http']));
  expect([...modules].filter((name) => name.includes('lib/types'))).toEqual([]);
  expect(modulesOfProgram(sourceOf('x').sourceCode)).toEqual(new Set());
});

test.each([
  ['/a/node_modules/fastify/types/request.d.ts', 'fastify'],
  ['/a/node_modules/@nestjs/common/index.d.ts', '@nestjs/common'],
  ['/a/node_modules/.pnpm/winston@3.1.0/node_modules/winston/index.d.ts', 'winston'],
  ['/a/node_modules/@types/express/index.d.ts', 'express'],
  ['/a/node_modules/@types/hapi__hapi/index.d.ts', '@hapi/hapi'],
  ['/a/node_modules/.prisma/client/index.d.ts', '.prisma'],
  [String.raw`C:\a\node_modules\pino\pino.d.ts`, 'pino'],
  ['/a/src/node_modules_of_mine/x.ts', undefined],
  ['/a/src/x.ts', undefined],
])('%s belongs to %s', (path, name) => {
  expect(packageOf(path)).toBe(name);
});

describe('never throws', () => {
  const questions = [valueKindOf, isTyped, isThenable, isNarrowedToTexts, namesOfType, membersOfType];

  test('on any node of code that does not type-check', () => {
    const source = sourceOf(
      `class A extends Missing<B> { @dec x = this.#y; #y; get z() { return super.z } }
export default function f({ a, ...b }: Nope, [c = d]) { for (const x of b) { try { x?.y!.z(...c) } catch ({ message }) {} } }
type T<K> = K extends infer U ? T<U> : never; declare const t: T<T<string>>; t as any as T<number>;
enum E { A, B = A << 1, C = 'x'.length } namespace N.M { export const v = E.C } import x = N.M; x.v; const loop = loop; new.target; let u; u = u;`,
      { typed: true },
    );
    for (const node of source.nodes) for (const question of questions) question(source.sourceCode, node);
    expect(source.nodes.length).toBeGreaterThan(100);
  });

  test('where the checker does, or a node is unknown to it', () => {
    const { sourceCode, node } = ofType('string');
    const services = sourceCode.parserServices as object;
    const broken = { parserServices: { ...services, getTypeAtLocation: () => { throw new Error('Debug Failure'); } } } as never;
    const unmapped = { parserServices: { ...services, esTreeNodeToTSNodeMap: new Map() } } as never;
    for (const where of [broken, unmapped]) expect(questions.map((question) => question(where, node))).toEqual([undefined, false, undefined, false, [], undefined]);
  });

  test.each(foreignSources())('without types: %s', (_, source) => {
    const { sourceCode, nodes } = source();
    for (const node of nodes.slice(0, 500)) expect(questions.map((question) => question(sourceCode, node))).toEqual([undefined, false, undefined, false, [], undefined]);
  });
});
