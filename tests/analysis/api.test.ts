import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apiOf } from '../../src/analysis/api.js';
import { plainModuleName } from '../../src/analysis/modules.js';
import { buildTrie } from '../../src/analysis/trie.js';
import type { ApiRow, Fact } from '../../src/knowledge/schema.js';
import { sourceOf, type SourceOptions } from '../helpers/source.js';

/** ESLint's own parser, as ESLint finds it. */
const { parse: espreeParse } = createRequire(createRequire(import.meta.url).resolve('eslint'))('espree') as { parse: (text: string, options: object) => unknown };

const admin: Fact = { role: 'adminClient', service: 'Test' };
const source: Fact = { role: 'source', kind: 'query string' };
const redirect: Fact = { role: 'redirect', target: { arg: 0 } };

const ROWS: readonly ApiRow[] = [
  { module: 'lib', path: 'createClient()', fact: admin },
  { module: 'lib', path: 'createClient()', is: 'client' },
  { module: 'lib', path: 'createClient.from()', fact: redirect },
  { module: 'lib', path: 'Client#', is: 'client' },
  { module: 'lib', path: 'Client#()', fact: admin },
  { of: 'client', path: '.from()', fact: source },
  { of: 'client', path: '.list()[]', fact: source },
  { of: 'client', path: '.nested.deep.value', fact: source },
  { module: 'lib', path: '()', fact: redirect },
  { module: 'lib', path: 'app()', is: 'app' },
  { of: 'app', path: '.get(>0).query.*', fact: source },
  { of: 'app', path: '.on({handler,hooks.before}>0).query.*', fact: source },
  { of: 'app', path: '.render(>)=>', fact: redirect },
  { of: 'app', path: '.get()', is: 'app' },
  { module: 'lib', path: 'Request#.query.*', fact: source },
  { module: 'lib', path: 'Handler#>0.query.*', fact: source },
  { module: 'lib', path: 'Handlers#.*>0.query.*', fact: source },
  { module: 'lib', path: 'Link<>', fact: redirect },
  { module: 'lib', path: 'Param()@', fact: source },
  { module: 'lib', path: 'Go()@=>', fact: redirect },
  { global: true, path: 'location.href', fact: redirect },
  { global: true, path: 'import.meta.env.*', fact: { role: 'environment' } },
  { global: true, path: '<a>', fact: redirect },
  { global: true, path: 'Object.freeze()', fact: { role: 'passthrough', arg: 0 } },
  { module: 'react', path: 'useMemo()', fact: { role: 'passthrough', arg: 0, of: 'return' } },
  { module: '*', path: 'requireEnv()', fact: { role: 'environment', nameArg: 0 } },
  { exported: ['load'], path: '>0.url', fact: source },
  { exported: ['load'], path: '=>', fact: redirect },
  { exported: ['actions'], path: '.*>0.url', fact: source },
  { exported: ['page'], files: ['page'], path: '>0', fact: source },
  { parameters: ['req', 'res'], path: '>0.query.*', fact: source },
  { serverAction: true, path: '>*', fact: source },
];
const trie = buildTrie(ROWS);

function walk(code: string, options: SourceOptions = {}, kinds: readonly string[] = []) {
  const { sourceCode, find } = sourceOf(code, { filename: '/project/file.tsx', ...options });
  const index = apiOf({ sourceCode, trie, kindsOfFile: () => new Set(kinds), words: () => trie.words().in(sourceCode.text), modules: undefined });
  return { index, find, uses: (role: Fact['role']) => index.uses(role).map((use) => sourceCode.getText(use.node as never)) };
}

const IMPORT = "import { createClient, Client, app, type Request, type Handler, type Handlers } from 'lib';\n";
/** Every way to say the same thing: `db.from()` is met. */
const reaches = (title: string, code: string, text = 'db.from()') => [title, code, text] as const;

describe('an API is found', () => {
  it.each([
    reaches('named import', "import { createClient } from 'lib'; createClient().from()", 'createClient().from()'),
    reaches('renamed import', "import { createClient as make } from 'lib'; make().from()", 'make().from()'),
    reaches('string-named import', "import { 'createClient' as make } from 'lib'; make().from()", 'make().from()'),
    reaches('namespace import', "import * as lib from 'lib'; const db = lib.createClient(); db.from()"),
    reaches('default import', "import lib from 'lib'; const db = lib.createClient(); db.from()"),
    reaches('default by name', "import { default as lib } from 'lib'; const db = lib.createClient(); db.from()"),
    reaches('require', "const lib = require('lib'); const db = lib.createClient(); db.from()"),
    reaches('destructured require', "const { createClient: make } = require('lib'); const db = make(); db.from()"),
    reaches('member of require', "const db = require('lib').createClient(); db.from()"),
    reaches('default of require', "const db = require('lib').default.createClient(); db.from()"),
    reaches('import equals', "import lib = require('lib'); const db = lib.createClient(); db.from()"),
    reaches('dynamic import', "async function f() { const { createClient } = await import('lib'); const db = createClient(); db.from() }"),
    reaches('dynamic import default', "async function f() { const db = (await import('lib')).default.createClient(); db.from() }"),
    reaches('dynamic import then', "import('lib').then(({ createClient }) => { const db = createClient(); db.from() })"),
    reaches('builtin module', "const db = process.getBuiltinModule('node:lib').createClient(); db.from()"),
    reaches('node: prefix', "import { createClient } from 'node:lib'; const db = createClient(); db.from()"),
    reaches('npm: prefix', "import { createClient } from 'npm:lib@^2.1'; const db = createClient(); db.from()"),
    reaches('CDN', "import { createClient } from 'https://esm.sh/lib@2.1.0?target=es2022'; const db = createClient(); db.from()"),
    reaches('alias', `${IMPORT}const make = createClient; const db = make(); db.from()`),
    reaches('const hops', `${IMPORT}const a = createClient(); const b = a; const db = b; db.from()`),
    reaches('reassignment', `${IMPORT}let db; function init() { db = createClient() } db.from()`),
    reaches('nullish assignment', `${IMPORT}let db; db ??= createClient(); db.from()`),
    reaches('assignment as a value', `${IMPORT}let x; const db = (x = createClient()); db.from()`),
    reaches('conditional', `${IMPORT}const db = key ? createClient() : null; db.from()`),
    reaches('logical', `${IMPORT}const db = global.db || createClient(); db.from()`),
    reaches('and', `${IMPORT}const db = key && createClient(); db.from()`),
    reaches('sequence', `${IMPORT}const db = (0, createClient()); db.from()`),
    reaches('await', `${IMPORT}async function f() { const db = await createClient(); db.from() }`),
    reaches('then', `${IMPORT}createClient().then((db) => db.from())`),
    reaches('as, !, satisfies', `${IMPORT}const db = (createClient()! as any) satisfies any; db.from()`),
    reaches('optional chain', `${IMPORT}const db = createClient(); db?.from()`, 'db?.from()'),
    reaches('optional call', `${IMPORT}const db = createClient?.(); db.from?.()`, 'db.from?.()'),
    reaches('literal member', `${IMPORT}const db = createClient(); db['from']()`, "db['from']()"),
    reaches('instance', `${IMPORT}const db = new Client(); db.from()`),
    reaches('destructured member', `${IMPORT}const { from } = createClient(); from()`, 'from()'),
    reaches('nested destructuring', `${IMPORT}const { nested: { deep: { value: v = 1 } } } = createClient(); v`, 'v'),
    reaches('rest', `${IMPORT}const { other, ...db } = createClient(); db.from()`),
    reaches('default value', `${IMPORT}function f(db = createClient()) { db.from() }`),
    reaches('object member', `${IMPORT}const deps = { db: createClient() }; deps.db.from()`, 'deps.db.from()'),
    reaches('shorthand and destructuring', `${IMPORT}const client = createClient(); const deps = { client }; const { client: db } = deps; db.from()`),
    reaches('nested object', `${IMPORT}const deps = { a: { db: createClient() } }; deps.a.db.from()`, 'deps.a.db.from()'),
    reaches('spread object', `${IMPORT}const deps = { ...{ db: createClient() } }; deps.db.from()`, 'deps.db.from()'),
    reaches('assigned object member', `${IMPORT}const deps = {}; deps.db = createClient(); deps.db.from()`, 'deps.db.from()'),
    reaches('array', `${IMPORT}const [db] = [createClient()]; db.from()`),
    reaches('deps passed to a function', `${IMPORT}function run({ db }) { db.from() } run({ db: createClient() })`),
    reaches('argument', `${IMPORT}function run(db) { db.from() } run(createClient())`),
    reaches('function that returns it', `${IMPORT}function make() { return createClient() } const db = make(); db.from()`),
    reaches('arrow that returns it', `${IMPORT}const make = () => createClient(); const db = make(); db.from()`),
    reaches('async function', `${IMPORT}const make = async () => createClient(); async function f() { const db = await make(); db.from() }`),
    reaches('function that returns an object', `${IMPORT}function make() { return { db: createClient(), x: 1 } } const { db } = make(); db.from()`),
    reaches('function used before its definition', `${IMPORT}const db = make(); db.from(); function make() { return createClient() }`),
    reaches('IIFE', `${IMPORT}const db = (() => createClient())(); db.from()`),
    reaches('class field', `${IMPORT}class A { db = createClient(); f() { this.db.from() } }`, 'this.db.from()'),
    reaches('private field', `${IMPORT}class A { #db = createClient(); f() { this.#db.from() } }`, 'this.#db.from()'),
    reaches('field outside', `${IMPORT}class A { db = createClient() } new A().db.from()`, 'new A().db.from()'),
    reaches('static field', `${IMPORT}class A { static db = createClient() } A.db.from()`, 'A.db.from()'),
    reaches('assigned in the constructor', `${IMPORT}class A { constructor() { this.db = createClient() } f() { this.db.from() } }`, 'this.db.from()'),
    reaches('getter', `${IMPORT}class A { get db() { return createClient() } f() { this.db.from() } }`, 'this.db.from()'),
    reaches('method', `${IMPORT}class A { db() { return createClient() } f() { this.db().from() } }`, 'this.db().from()'),
    reaches('typed field', `${IMPORT}class A { private db: Client; f() { this.db.from() } }`, 'this.db.from()'),
    reaches('constructor injection', `${IMPORT}class A { constructor(private readonly db: Client) {} f() { this.db.from() } }`, 'this.db.from()'),
    reaches('nested arrow in a class', `${IMPORT}class A { db = createClient(); f() { return () => this.db.from() } }`, 'this.db.from()'),
    reaches('typed parameter', `${IMPORT}function f(db: Client) { db.from() }`),
    reaches('qualified type', "import type * as lib from 'lib'; function f(db: lib.Client) { db.from() }"),
    reaches('type-only import', "import type { Client } from 'lib'; function f(db: Client) { db.from() }"),
    reaches('union type', `${IMPORT}function f(db: Client | undefined) { db.from() }`),
    reaches('generic wrapper', `${IMPORT}async function f(p: Promise<Readonly<Client>>) { const db = await p; db.from() }`),
    reaches('type alias', `${IMPORT}type Db = Client; function f(db: Db) { db.from() }`),
    reaches('alias of an object type', `${IMPORT}type Deps = { db: Client }; function f({ db }: Deps) { db.from() }`),
    reaches('interface', `${IMPORT}interface Deps { db: Client } function f({ db }: Deps) { db.from() }`),
    reaches('inline object type', `${IMPORT}function f({ db }: { db: Client }) { db.from() }`),
    reaches('extended interface', `${IMPORT}interface Db extends Client { x: 1 } function f(db: Db) { db.from() }`),
    reaches('cast', `${IMPORT}const db = x as Client; db.from()`),
    reaches('passthrough', `${IMPORT}const db = Object.freeze(createClient()); db.from()`),
    reaches('passthrough of a return', `${IMPORT}import { useMemo } from 'react'; const db = useMemo(() => createClient(), []); db.from()`),
    reaches('callback', `${IMPORT}app().get('/', (req) => req.query.a)`, 'req.query.a'),
    reaches('named callback', `${IMPORT}function h(req) { req.query.a } app().get('/', h)`, 'req.query.a'),
    reaches('wrapped callback', `${IMPORT}app().get('/', wrap(async (req, res) => { req.query.a }))`, 'req.query.a'),
    reaches('wrapped named callback', `${IMPORT}const h = async ({ query }) => query.a; app().get('/', auth, wrap(h))`, 'query.a'),
    reaches('chained calls', `${IMPORT}app().get('/a', x).get('/b', (req) => req.query.a)`, 'req.query.a'),
    reaches('callback in options', `${IMPORT}app().on({ handler: (req) => req.query.a })`, 'req.query.a'),
    reaches('method in options', `${IMPORT}app().on({ handler(req) { req.query.a } })`, 'req.query.a'),
    reaches('callback deep in named options', `${IMPORT}const o = { hooks: { before: [(req) => req.query.a] } }; app().on(o)`, 'req.query.a'),
    reaches('typed handler', `${IMPORT}const h: Handler = (req) => req.query.a`, 'req.query.a'),
    reaches('handler with satisfies', `${IMPORT}const h = ((req) => req.query.a) satisfies Handler`, 'req.query.a'),
    reaches('typed handlers', `${IMPORT}const h: Handlers = { default: ({ query }) => query.a }`, 'query.a'),
    reaches('typed request', `${IMPORT}const f = (r: Request) => r.query.a`, 'r.query.a'),
    reaches('elements by for…of', `${IMPORT}for (const row of createClient().list()) use(row)`, 'row'),
    reaches('elements by map', `${IMPORT}createClient().list().map((row) => row)`, 'row'),
    reaches('elements by find', `${IMPORT}createClient().list().find(Boolean)`, 'createClient().list().find(Boolean)'),
    reaches('any member, computed', `${IMPORT}app().get('/', (req) => req.query[name])`, 'req.query[name]'),
    reaches('exported function', 'export async function load({ url }) { return url }', 'url'),
    reaches('exported const', 'export const load = ({ url }) => url', 'url'),
    reaches('exported by list', 'const f = ({ url }) => url; export { f as load }', 'url'),
    reaches('exported and wrapped', 'export const load = withAuth(async (event) => event.url)', 'event.url'),
    reaches('exported object of functions', 'export const actions = { default: async ({ url }) => url }', 'url'),
    reaches('parameter names', '(req, res) => req.query.a', 'req.query.a'),
    reaches('server action file', "'use server'; export const act = async (input) => {}", 'input'),
    reaches('wrapped server action', "'use server'; export const act = withUser(async (input) => {})", 'input'),
    reaches('input of a built server action', "'use server'; export const act = client.schema(s).action(async ({ parsedInput: data, ctx }) => { use(data); })", 'data'),
    reaches('input of a built server action, as a member', "'use server'; const act = builder.input(s).handler(async (given) => given.input); export { act }", 'given.input'),
    reaches('server action function', "function Page() { async function act(input) { 'use server'; } }", 'input'),
    reaches('decorated parameter', "import { Param } from 'lib'; class C { f(@Param('x') x) {} }", 'x'),
    reaches('member of a subclass', "import { Client } from 'lib'; class Db extends Client { f() { return this.from() } }", 'this.from()'),
    reaches('super member', "import { Client } from 'lib'; class Db extends Client { from() { return super.from() } }", 'super.from()'),
    reaches('instance of a subclass', "import { Client } from 'lib'; class Db extends Client { constructor() { super() } } const db = new Db(); db.from()"),
    reaches('method of an implemented interface', "import type { Handlers } from 'lib'; class H implements Handlers { get(req) { return req.query.a } }", 'req.query.a'),
  ])('%s', (_title, code, text) => {
    expect(walk(code).uses('source')).toContain(text);
  });

  it.each([
    ['default export called', "import go from 'lib'; go(x)", 'go(x)'],
    ['assigned global member', 'location.href = x', 'location.href'],
    ['JSX component', "import { Link } from 'lib'; <Link to={x} />", '<Link to={x} />'],
    ['JSX member', "import * as lib from 'lib'; <lib.Link to={x} />", '<lib.Link to={x} />'],
    ['HTML element', '<a href={x}>y</a>', '<a href={x}>'],
    ['returned by a callback', "import { app } from 'lib'; app().render(() => x)", 'x'],
    ['returned by a convention', 'export const load = () => { if (a) return y; return z; }', 'z'],
    ['returned by a decorated method', "import { Go } from 'lib'; class C { @Go() f() { return w } }", 'w'],
  ])('%s', (_title, code, text) => {
    expect(walk(code).uses('redirect')).toContain(text);
  });

  it.each([
    ['super() of a subclass', "import { Client } from 'lib'; class Db extends Client { constructor(o) { super(o) } } new Db(1)", ['super(o)']],
    ['a subclass without a constructor', "import { Client } from 'lib'; class Db extends Client {} new Db(1)", ['new Db(1)']],
    ['not super() of a class inside', "import { Client } from 'lib'; class Db extends Client { make() { return class extends Other { constructor() { super() } } } }", []],
  ])('%s', (_title, code, texts) => {
    expect(walk(code).uses('adminClient')).toEqual(texts);
  });

  it('import.meta, and named exports of any module', () => {
    expect(walk("import { requireEnv } from './x'; import.meta.env.A; requireEnv('B')").uses('environment')).toEqual(['import.meta.env.A', "requireEnv('B')"]);
  });

  it('by plain JavaScript parsers, without types', () => {
    const parser = { parseForESLint: (text: string, options: object) => ({ ast: espreeParse(text, { ...options, ecmaVersion: 2024, range: true, loc: true, tokens: true, comment: true, sourceType: 'module' }) }) };
    expect(walk("import { createClient } from 'lib'; class A { #db = createClient(); f() { this.#db.from() } }", { parser, filename: '/project/a.js' }).uses('source')).toEqual(['this.#db.from()']);
  });

  it('in CommonJS files', () => {
    const { uses } = walk("const { createClient } = require('lib'); exports.load = () => createClient().from()", { filename: '/project/a.cjs', sourceType: 'commonjs' });
    expect(uses('source')).toEqual(['createClient().from()']);
  });
});

describe('an API is not found', () => {
  it.each([
    ['another module', "import { createClient } from 'other'; createClient().from()"],
    ['no import', 'createClient().from()'],
    ['a call is a step of its own', `${IMPORT}createClient.from; createClient().other()`],
    ['computed name', `${IMPORT}const from = 'x'; createClient()[from]()`],
    ['computed key in a pattern', `${IMPORT}const { [from]: f } = createClient(); f()`],
    ['shadowed by a parameter', `${IMPORT}function f(createClient) { createClient().from() }`],
    ['shadowed by a local function', `${IMPORT}function f() { function createClient() {} createClient().from() }`],
    ['shadowed require', "function f(require) { require('lib').createClient().from() }"],
    ['sibling member', `${IMPORT}const deps = { db: createClient(), other: 1 }; deps.other.from()`],
    ['compound assignment', `${IMPORT}let x = ''; x += createClient(); x.from()`],
    ['left of &&', `${IMPORT}const x = createClient() && other; x.from()`],
    ['not the last of a sequence', `${IMPORT}const x = (createClient(), other); x.from()`],
    ['condition', `${IMPORT}const x = createClient() ? a : b; x.from()`],
    ['field of another class', `${IMPORT}class A { db = createClient() } class B { f() { this.db.from() } }`],
    ['instance member on the class', `${IMPORT}class A { db = createClient() } A.db.from()`],
    ['static member on an instance', `${IMPORT}class A { static db = createClient() } new A().db.from()`],
    ['function that is not called', `${IMPORT}const make = () => createClient(); make.from()`],
    ['typed parameters are not guessed by name', '(req: Other, res: Other) => req.query.a'],
    ['parameter names in another order', '(res, req) => req.query.a'],
    ['not exported', 'function load({ url }) { return url }'],
    ['re-exported', "export { load } from './x'"],
    ['convention of another kind of file', 'export function page(x) {}'],
    ['what a builder gives beside the input', "'use server'; export const act = client.schema(s).action(async ({ ctx }, more) => { use(ctx.user, more); })"],
    ['directive that is not first', "export function act(x) { y(); 'use server'; }"],
    ['shadowed passthrough', `${IMPORT}const Object = { freeze: (x) => other }; Object.freeze(createClient()).from()`],
  ])('%s', (_title, code) => {
    expect(walk(code).uses('source')).toEqual([]);
  });

  it('shadowed globals, other elements', () => {
    expect(walk('function f(location) { location.href = x } <b href={x} />').uses('redirect')).toEqual([]);
  });
});

describe('the index', () => {
  it('separates a call from a member', () => {
    expect(walk(`${IMPORT}createClient().from()`).uses('redirect')).toEqual([]);
    expect(walk(`${IMPORT}createClient.from()`).uses('redirect')).toEqual(['createClient.from()']);
  });

  it('gives facts where a value is passed along, uses only where it comes into being', () => {
    const { index, find, uses } = walk(`${IMPORT}const a = createClient(); const b = a; b;`);
    expect(uses('adminClient')).toEqual(['createClient()']);
    expect(index.factsAt(find('b'), 'adminClient')).toHaveLength(1);
    expect(index.hasShape(find('b'), 'client')).toBe(true);
    expect(index.hasShape(find('b'), 'app')).toBe(false);
  });

  it('tells what is made from what is only typed', () => {
    expect(walk(`${IMPORT}let cached: Client | undefined; function f(db: Client) {} cached = new Client();`).uses('adminClient')).toEqual(['new Client()']);
  });

  it('gives facts about a member of a value', () => {
    const { index, find } = walk(`${IMPORT}const a = createClient(); use(a);`);
    expect(index.factsAt(find('a'), 'source', ['nested', 'deep', 'value'])).toHaveLength(1);
    expect(index.factsAt(find('a'), 'source', ['nested'])).toEqual([]);
  });

  it('limits conventions to kinds of file', () => {
    expect(walk('export function page(x) {}', {}, ['page']).uses('source')).toEqual(['x']);
  });

  it('names callees', () => {
    const { index, find } = walk("import React, { use as u } from 'react'; function local() {} Object.freeze(a); React.useMemo(b); u(c); local(d); x[y](e);");
    expect(['Object.freeze(a)', 'React.useMemo(b)', 'u(c)', 'local(d)', 'x[y](e)'].map((text) => index.calleeName(find(text)))).toEqual(['Object.freeze', 'react.useMemo', 'react.use', undefined, undefined]);
  });

  it('names callees of `import x = …`', () => {
    const { index, find } = walk("import moment = require('moment'); import part = moment.part; moment(a); moment.utc(b); part(c);");
    expect(['moment(a)', 'moment.utc(b)', 'part(c)'].map((text) => index.calleeName(find(text)))).toEqual(['moment', 'moment.utc', undefined]);
  });

  it('costs no step in a file that imports nothing known', () => {
    const code = "import fs from 'node:fs'; import * as x from './x'; import { y } from 'y'; const { z } = require('z'); export default class { f() { return this.a + fs.b(x, y, z, console.log()) } }";
    expect(walk(code).index.steps).toBe(0);
  });

  it('ends on code that refers to itself', () => {
    const { index } = walk(`${IMPORT}let a = createClient(); let b = a; a = b; const o = { a }; o.o = o; o.a = o; function f(x) { return f({ x, o }) } f(a); class C { c = this.c ?? a; d = new C().c }`);
    expect(index.steps).toBeLessThan(5_000);
  });
});

describe('plainModuleName', () => {
  it.each([
    ['node:crypto', 'crypto'], ['lib', 'lib'], ['@s/lib/sub', '@s/lib/sub'], ['npm:lib@5', 'lib'], ['npm:@s/lib@^2.0.0/sub', '@s/lib/sub'], ['jsr:@s/lib@2', '@s/lib'], ['https://esm.sh/@s/lib@2.39.0?target=deno', '@s/lib'], ['https://cdn.jsdelivr.net/npm/lib@5.1.0/+esm', 'lib'], ['https://esm.sh/v135/lib@1', 'lib'], ['https://esm.sh/*lib@1', 'lib'], ['@/lib', '@/lib'],
  ])('%s is %s', (from, to) => {
    expect(plainModuleName(from)).toBe(to);
  });
});
