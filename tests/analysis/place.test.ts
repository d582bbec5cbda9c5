import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_GROUPS, FILE_KIND_WORDS, FILE_KINDS } from '../../src/knowledge/file-kinds.js';
import { directivesOf, fileKindsOf, globToRegExp, isFileOf, matchesGlob, memoisedModuleVariable, moduleProxyAround, projectPath, runsAtModuleLoad } from '../../src/analysis/place.js';
import { WordSearch } from '../../src/analysis/word-search.js';
import { foreignSources, sourceOf } from '../helpers/source.js';

/** When `HERE()` is evaluated: `load`, `load via init()`, or `call`. */
function when(code: string): string {
  const source = sourceOf(code);
  const answer = runsAtModuleLoad(source.sourceCode, source.find('HERE()'));
  if (answer.when === 'call') return 'call';
  return answer.via ? `load via ${source.sourceCode.getText(answer.via).slice(0, 12)}` : 'load';
}

describe('runsAtModuleLoad', () => {
  test.each([
    'HERE()',
    'const a = HERE()',
    'export const a = { b: [HERE()] }',
    'export default HERE()',
    'if (a) { HERE() } else {}',
    'try { HERE() } catch {}',
    'for (const a of b) HERE()',
    'await HERE()',
    'class C { static a = HERE() }',
    'class C { static { HERE() } }',
    'class C { [HERE()]() {} }',
    'class C extends mixin(HERE()) {}',
    '@dec(HERE()) class C {}',
    'class C { @dec(HERE()) m() {} }',
    'class C { m(@dec(HERE()) a) {} }',
    'function f() {} f(HERE())',
    'namespace N { export const a = HERE() }',
    'const a = b ? HERE() : c',
  ])('load: %s', (code) => {
    expect(when(code)).toBe('load');
  });

  test.each([
    '(() => HERE())()',
    '(function () { HERE() })()',
    'await (async () => { await x; HERE() })()',
    'void (async () => HERE())()',
    '(function () { HERE() }).call(this)',
    'const a = [1].map(() => HERE())',
    'for (const x of y) z.forEach((a) => { HERE() })',
    'await Promise.all(list.map(async (a) => HERE()))',
    'const p = new Promise((resolve) => resolve(HERE()))',
    'const a = Array.from(b, () => HERE())',
    'function init() { HERE() } init()',
    'init(); function init() { HERE() }',
    'const init = () => HERE(); export const a = init()',
    'const init = async () => HERE(); init().catch(log)',
    'function a() { b() } function b() { HERE() } a()',
    'class C { constructor() { HERE() } } new C()',
    'class C { a = HERE() } export const c = new C()',
    'export const c = new (class { a = HERE() })()',
    'class A { a = HERE() } class B extends A {} new B()',
    'class C { static instance = new C(); a = HERE() }',
    'class C { static instance = new this(); a = HERE() }',
    'class C { constructor() { this.init() } init() { HERE() } } new C()',
    'class C { static make() { HERE() } } C.make()',
    'class C { run() { HERE() } } new C().run()',
    'class C { run() { HERE() } } const c = new C(); c.run()',
    'class C { run = () => HERE() } const c = new C(); c.run()',
    'const tasks = { init() { HERE() } }; tasks.init()',
    'const tasks = { init: () => HERE() }; tasks.init()',
  ])('load via: %s', (code) => {
    expect(when(code)).toMatch(/^load via /u);
  });

  test.each([
    'function f() { HERE() }',
    'export const f = () => HERE()',
    'export function f(a = HERE()) {}',
    'class C { m() { HERE() } }',
    'class C { a = HERE() }',
    'class C { constructor() { HERE() } }',
    'class C { m() { HERE() } } const c = new C(); export const f = () => c.m()',
    'const o = { get a() { return HERE() } }',
    'on("x", () => HERE())',
    'setTimeout(() => HERE())',
    'const f = memo(() => HERE())',
    'function f() { return [1].map(() => HERE()) }',
    'function a() { b() } function b() { HERE() }',
    'function a() { b() } function b() { a(); HERE() }',
    'function f() { f(); HERE() }',
    'export default function () { HERE() }',
    'const g = function* () { HERE() }; ',
    'function init() { HERE() } run(init)',
    'const Promise = x; new Promise(() => HERE())',
  ])('call: %s', (code) => {
    expect(when(code)).toBe('call');
  });

  test('names the function to call', () => {
    const source = sourceOf('function f() { HERE() } class C { a = THERE() }');
    expect(runsAtModuleLoad(source.sourceCode, source.find('HERE()'))).toEqual({ when: 'call', function: source.find('function f() { HERE() }') });
    expect(runsAtModuleLoad(source.sourceCode, source.find('THERE()'))).toMatchObject({ when: 'call', function: { type: 'ClassDeclaration' } });
  });
});

describe('memoisedModuleVariable', () => {
  const memo = (code: string) => {
    const source = sourceOf(code);
    return memoisedModuleVariable(source.sourceCode, source.find('HERE()'))?.name;
  };
  test.each<[string, string]>([
    ['let c; function f() { if (!c) c = HERE(); return c }', 'c'],
    ['let c = null; function f() { if (c === null) { c = HERE() } return c }', 'c'],
    ['let c; function f() { if (c == undefined) { log(); c = HERE() as C } return c }', 'c'],
    ["let c; function f() { if (typeof c === 'undefined') c = HERE(); return c }", 'c'],
    ['let c; function f() { c ??= HERE(); return c }', 'c'],
    ['let c; const f = () => (c ||= HERE())', 'c'],
    ['let c; const f = () => c ?? (c = HERE())', 'c'],
    ['let c; const f = () => { c || (c = HERE()); return c }', 'c'],
    ['let c; const f = () => (c ? c : (c = HERE()))', 'c'],
    ['let c; function f() { c = c ?? HERE(); return c }', 'c'],
    ['let c; function f() { if (c) return c; c = HERE(); return c }', 'c'],
    ['let c; async function f() { if (c) return c; c = await HERE(); return c }', 'c'],
    ['let c; function f() { if (!c) { const made = HERE(); c = made } return c }', 'c'],
    ['let c; function f() { if (!c) c = HERE(); return c } function reset() { c = undefined }', 'c'],
    ['const cache = {}; function f() { cache.client ??= HERE(); }', 'cache.client'],
    ['function f() { if (!globalThis.db) globalThis.db = HERE(); }', 'globalThis.db'],
    ['class Db { static i; static get() { if (!Db.i) Db.i = HERE(); return Db.i } }', 'Db.i'],
    ['class Db { static #i; static get() { return (this.#i ??= HERE()) } }', 'Db.#i'],
    ['export class Db { static i; static get() { if (!Db.i) { Db.i = HERE() } } }', 'Db.i'],
  ])('%s', (code, name) => {
    expect(memo(code)).toBe(name);
  });

  test.each([
    'let c; function f() { c = HERE(); return c }',
    'let c; if (!c) c = HERE()',
    'let c = HERE()',
    'function f() { let c; if (!c) c = HERE(); return c }',
    'function make() { let c; return () => (c ??= HERE()) }',
    'let c; function f() { if (!d) c = HERE(); return c }',
    'let c; function f() { if (c) c = HERE(); return c }',
    'class S { c; get() { return (this.c ??= HERE()) } }',
    'let c; function f() { if (!c) use(HERE()) }',
    'let c; function f() { if (!c) c = wrap(HERE()) }',
  ])('not kept: %s', (code) => {
    expect(memo(code)).toBeUndefined();
  });
});

describe('fileKindsOf', () => {
  const kinds = (path: string, code = '', own = {}) => [...fileKindsOf(path, '/home/me/scripts/tests/repo', sourceOf(code, { filename: '/x.tsx' }).sourceCode, own)].sort().join(' ');
  const below = (path: string, code?: string) => kinds(`/home/me/scripts/tests/repo/${path}`, code);

  test.each<[string, string]>([
    ['src/a.ts', ''], ['a.ts', ''],
    ['src/a.test.ts', 'test'], ['src/a.spec.tsx', 'test'], ['src/a_test.ts', 'test'], ['test.ts', 'test'], ['src/__tests__/a.ts', 'test'], ['tests/a.ts', 'test'], ['e2e/login.ts', 'test'],
    ['test/app.e2e-spec.ts', 'test'], ['cypress/support/a.ts', 'test'], ['vitest.setup.ts', 'test'], ['src/test-utils.tsx', 'test'], ['libs/testing/src/user.service.ts', 'test'], ['vitest-e2e.setup.ts', 'test'], ['k6-tests/config.js', 'test'], ['packages/testing/index.ts', 'test'], ['packages/ab-testing/index.ts', ''], ['src/testing/split.ts', ''], ['src/setupTests.ts', 'test'], ['src/pages/__tests__/a.tsx', 'next-page test'],
    ['src/latest.ts', ''], ['src/contest/a.ts', ''], ['src/testimonials/a.tsx', ''], ['src/ab-test.ts', ''], ['src/attest.ts', ''], ['src/testing.ts', ''], ['src/api-spec.ts', ''],
    ['app/test/page.tsx', 'next-page'], ['app/api/test/route.ts', 'next-route'],
    ['src/Button.stories.tsx', 'story'], ['.storybook/preview.tsx', 'story'], ['src/stories/list.ts', ''],
    ['src/__fixtures__/a.ts', 'fixture'], ['src/user.fixture.ts', 'fixture'], ['src/fixture-list.ts', ''],
    ['src/__mocks__/a.ts', 'mock'], ['src/mocks/handlers.ts', 'mock'], ['src/user.mock.ts', 'mock'], ['src/mock-data.ts', 'mock'], ['src/hammock.ts', ''],
    ['examples/a.ts', 'example'], ['src/demo/a.ts', 'example'], ['app/demo/page.tsx', 'next-page'], ['src/sandbox/run.ts', ''],
    ['scripts/a.ts', 'script'], ['packages/db/scripts/a.ts', 'script'], ['src/transcripts/a.ts', ''], ['tools/a.ts', 'script'], ['src/ai/tools/a.ts', ''], ['src/description.ts', ''], ['src/theme-script.tsx', ''],
    ['src/cli/a.ts', 'cli'], ['bin/run.js', 'cli'], ['src/cli.ts', 'cli'], ['src/client/a.ts', ''], ['src/cabin/a.ts', ''],
    ['db/migrations/001.ts', 'migration'], ['src/migrate.ts', 'migration'], ['src/immigration/a.ts', ''],
    ['prisma/seed.ts', 'seed'], ['db/seeds/users.ts', 'seed'], ['prisma/seed-users.ts', 'seed'], ['src/seed-phrase.ts', ''], ['src/linseed.ts', ''],
    ['vite.config.ts', 'config'], ['eslint.config.mjs', 'config'], ['.eslintrc.cjs', 'config'], ['src/config.ts', ''], ['src/config/auth.ts', ''], ['src/reconfig.ts', ''],
    ['src/a.d.ts', 'declaration'], ['src/a.d.mts', 'declaration'], ['src/dad.ts', ''],
    ['src/jobs/a.ts', 'job'], ['src/email.job.ts', 'job'], ['worker.ts', 'job'], ['src/trigger/a.ts', 'job'], ['src/mail.processor.ts', 'job'], ['src/job.ts', ''], ['app/jobs/page.tsx', 'next-page'],
    ['src/components/jobs/list.tsx', ''], ['app/api/cron/clean/route.ts', 'job next-route'],
    ['app/api/users/route.ts', 'next-route'], ['src/app/(group)/[id]/page.tsx', 'next-page'], ['apps/web/app/page.tsx', 'next-page'], ['src/pages/api/users.ts', 'next-route'], ['pages/index.tsx', 'next-page'], ['apps/web/pages/api/a.ts', 'next-route'],
    ['src/lib/route.ts', ''],
    ['middleware.ts', 'next-middleware'], ['src/proxy.ts', 'next-middleware'], ['apps/web/src/middleware.ts', 'next-middleware'], ['src/lib/middleware.ts', ''],
    ['src/routes/a/+server.ts', 'svelte-route'], ['src/routes/+page.server.ts', 'svelte-route'], ['app/routes/login.tsx', 'remix-route'], ['server/api/users.get.ts', 'nuxt-route'],
  ])('%s: %s', (path, expected) => {
    expect(below(path)).toBe(expected);
  });

  test('directives and hashbangs', () => {
    expect(below('src/a.tsx', "'use client'; f()")).toBe('client');
    expect(below('src/a.ts', "// actions\n'use strict';\n\"use server\";\nf()")).toBe('server-action');
    expect(below('src/a.ts', "f(); 'use server'")).toBe('');
    expect(below('src/a.ts', '#!/usr/bin/env node\nf()')).toBe('cli');
  });

  test('only the path inside the project counts', () => {
    expect(kinds('/home/me/scripts/tests/repo/src/a.ts')).toBe('');
    expect(kinds('/home/me/scripts/tests/other/src/a.ts')).toBe('');
    expect(projectPath(String.raw`C:\tests\repo\src\a.ts`, String.raw`c:\tests\repo`)).toBe('/src/a.ts');
    expect(projectPath('/repo/src/a.ts', '/repo/')).toBe('/src/a.ts');
    expect(projectPath('/repository/a.ts', '/repo')).toBe('/repository/a.ts');
    expect(projectPath('<input>', '/repo')).toBe('/<input>');
    expect(projectPath('/repo', '/repo')).toBe('/repo');
  });

  test("the project's own paths", () => {
    expect(kinds('/home/me/scripts/tests/repo/ops/a.ts', '', { script: ['ops/**'] })).toBe('script');
    expect(kinds('/home/me/scripts/tests/repo/src/a.ts', '', { script: ['ops/**'], job: ['**/*.worker.ts'] })).toBe('');
  });

  test.each(FILE_KINDS.map((row) => [row.kind, row.path] as const))('a path of a %s has one of its words: %s', (kind, path) => {
    const search = new WordSearch((FILE_KIND_WORDS[kind] ?? []).map((word) => [word, word] as const));
    // Paths are made up for the row; what only forbids some of them is left out.
    const made = fc.stringMatching(new RegExp(path.replaceAll(/\(\?!.*?\)/gu, '').replaceAll('.*', String.raw`[\w/-]*`).replaceAll('[^/]*', String.raw`[\w.-]*`), 'u'));
    const wordless: string[] = [];
    fc.assert(fc.property(made, (text) => {
      const match = new RegExp(path, 'i').exec(text);
      if (match && search.in(text).meanings.length === 0) wordless.push(text);
    }), { numRuns: 400 });
    expect(wordless).toEqual([]);
  });

  test('every row is a regular expression that cannot run away', () => {
    for (const row of FILE_KINDS) {
      // One that does would not end before the test is given up.
      expect(new RegExp(row.path, 'iu').test(`/${'a-._/'.repeat(500)}`), row.path).toBeTypeOf('boolean');
    }
  });
});

test.each<[string, string[], string[]]>([
  ['src/**', ['src/a.ts', 'src/a/b.ts'], ['lib/src/a.ts', 'src']],
  ['src/', ['src/a.ts'], ['srcs/a.ts']],
  ['**/*.job.ts', ['a.job.ts', 'x/y/a.job.ts'], ['a.job.tsx', 'a_job.ts']],
  ['src/*.ts', ['src/a.ts'], ['src/a/b.ts', 'src/a.tsx']],
  ['./src/?.ts', ['src/a.ts'], ['src/ab.ts']],
  ['{ops,tools/{a,b}}/**', ['ops/x.ts', 'tools/a/x.ts', 'tools/b/x.ts'], ['tools/c/x.ts']],
  ['src/**/x/**/**/a.ts', ['src/x/a.ts', 'src/1/x/2/3/a.ts'], ['src/a.ts']],
  ['app/[id]/(group)/$a+b.ts', ['app/[id]/(group)/$a+b.ts'], ['app/i/group/a.ts']],
  ['a**b.ts', ['ab.ts', 'axxb.ts'], ['a/b.ts']],
  [String.raw`src\a.ts`, ['src/a.ts'], []],
  ['{a', ['{a'], ['a']],
  ['a,b}', ['a,b}'], ['a']],
  ['', [''], ['a']],
])('glob %s', (glob, matching, others) => {
  for (const path of matching) expect(matchesGlob(glob, path), path).toBe(true);
  for (const path of others) expect(matchesGlob(glob, path), path).toBe(false);
});

test('globs cannot run away', () => {
  // One that does would not end before the test is given up.
  expect(globToRegExp('**/'.repeat(150) + 'b').test(`${'a/'.repeat(2_000)}c`)).toBe(false);
});

test('directivesOf a function', () => {
  const source = sourceOf("async function f() { 'use server'; g() }");
  expect(directivesOf(source.nodes.find((node) => node.type === 'FunctionDeclaration')!)).toEqual(['use server']);
});

test.each(foreignSources())('answers for every node of %s', (_, source) => {
  const { sourceCode, nodes } = source();
  for (const node of nodes) {
    expect(['load', 'call']).toContain(runsAtModuleLoad(sourceCode, node).when);
    memoisedModuleVariable(sourceCode, node);
  }
});

describe('isFileOf', () => {
  const fileOf = (...kinds: string[]) => ({ fileKinds: new Set(kinds) });

  test.each<[string, Parameters<typeof isFileOf>[1][], boolean]>([
    ['test', ['pretended'], true],
    ['script', ['pretended'], false],
    ['script', ['unserved'], true],
    ['test', ['unserved'], true],
    ['seed', ['pretended', 'seed'], true],
    ['job', ['unserved', 'example'], false],
    ['job', ['unserved', 'job'], true],
    ['next-route', ['unserved', 'example', 'job', 'client'], false],
  ])('%s: %j is %j', (kind, asked, expected) => {
    expect(isFileOf(fileOf(kind), ...asked)).toBe(expected);
  });

  test('a file may be of several kinds, or of none', () => {
    expect(isFileOf(fileOf('next-route', 'mock'), 'unserved')).toBe(true);
    expect(isFileOf(fileOf(), 'unserved')).toBe(false);
  });

  test('what is pretended is served to nobody', () => {
    expect(FILE_GROUPS.pretended.filter((kind) => !isFileOf(fileOf(kind), 'unserved'))).toEqual([]);
  });
});

describe('moduleProxyAround', () => {
  test.each<[string, boolean]>([
    ['export const db = new Proxy({}, { get: () => HERE() });', true],
    ['function f() { return new Proxy({}, { get: () => HERE() }); }', false],
    ['const Proxy = X; export const db = new Proxy({}, { get: () => HERE() });', false],
    ['export const db = { get: () => HERE() };', false],
  ])('%s', (code, expected) => {
    const source = sourceOf(code);
    expect(moduleProxyAround(source.sourceCode, source.find('HERE()')) !== undefined).toBe(expected);
  });
});
