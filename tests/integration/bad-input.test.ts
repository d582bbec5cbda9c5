import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../helpers/lint.js';

const ALL = plugin.configs.all.rules;
const REDIRECT = `import { redirect } from 'next/navigation';
export async function GET(request: Request) {
  redirect(new URL(request.url).searchParams.get('next')!);
}
`;
const ADMIN = `import { createClient } from '@supabase/supabase-js';
export const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
`;

const brief = (messages: readonly Linter.LintMessage[]): string[] => messages.map(({ ruleId, line, column }) => `${ruleId ?? 'fatal'} ${String(line)}:${String(column)}`);

describe('files that are not what they should be', () => {
  test.each([
    ['a syntax error', 'import { redirect } from "next/navigation";\nexport function ( {'],
    ['an unfinished file', REDIRECT.slice(0, 120)],
    ['binary content in a file named .ts', String.fromCodePoint(0x47, 0x40, 0, 0x10, 0, 0, 0xb0, 0x0d, 0xff, 0xfd, 1, 2, 3).repeat(200)],
    ['a lone surrogate', 'const \ud800 = 1;'],
  ])('%s: the parser says so, and nothing else happens', (_name, code) => {
    const messages = lint(code, 'file.ts', ALL);
    expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([[null, true]]);
  });

  test.each([
    ['an empty file', ''],
    ['white space', ' \n\t\n'],
    ['comments only', '// redirect(next)\n/* createClient(url, process.env.SUPABASE_SERVICE_ROLE_KEY) */\n'],
    ['a hashbang only', '#!/usr/bin/env node\n'],
    ['directives only', "'use server';\n'use strict';\n"],
    ['a declaration file', 'declare module "x";\nexport declare const admin: unique symbol;\n'],
    ['very deep nesting', `export const deep = ${'['.repeat(1_000)}${']'.repeat(1_000)};`],
    ['a very long chain', `export const chain = a${'.b()'.repeat(1_500)};`],
    ['a very long concatenation', `export const text = ${Array.from({ length: 1_500 }, (_, index) => `'${String(index)}'`).join(' + ')};`],
    ['names of Object.prototype', "import { constructor, toString, __proto__ as p } from 'hasOwnProperty';\nconstructor(toString.valueOf(p), { constructor: 1, __proto__: null });\nconst { hasOwnProperty } = process.env;\nexport { hasOwnProperty };"],
  ])('%s: nothing to report', (_name, code) => {
    expect(lint(code, 'file.ts', ALL)).toEqual([]);
  });

  test('a byte order mark and CRLF change nothing', () => {
    const plain = lint(REDIRECT, 'file.ts', ALL);
    expect(brief(plain)).toEqual(['bulwark/no-unvalidated-redirect 3:12']);
    expect(brief(lint(`\ufeff${REDIRECT.replaceAll('\n', '\r\n')}`, 'file.ts', ALL))).toEqual(brief(plain));
  });

  // Code on one line, then tables: ESLint itself takes a minute for five megabytes of nothing but code.
  test('a minified bundle of five megabytes is finished with', () => {
    const piece = (index: number): string =>
      `function f${String(index)}(e,t,n){var r=e.headers,i=t||{};for(var o=0;o<n.length;o++)i[n[o]]=r[n[o]]?String(r[n[o]]).split(",").map(function(e){return e.trim()}):null;return e.query&&e.query.next?(t.redirect(e.query.next.replace(/^\\/+/,"/")),1):(location.href="/"+f${String(Math.max(0, index - 1))}(e,i,n),console.log(i.token),Math.random()<.5)}`;
    const parts: string[] = ["const e=require('express')();"];
    for (let index = 0; index < 500; index += 1) parts.push(piece(index));
    const row = `"${'sb_publishable_'.repeat(40)}",`;
    for (let index = 0; index < 50; index += 1) parts.push(`var t${String(index)}=[${row.repeat(170)}];console.log(t${String(index)});`);
    expect(parts.join('').length).toBeGreaterThan(5_000_000);
    const messages = new Linter().verify(parts.join(''), [{ plugins: { bulwark: plugin }, languageOptions: { sourceType: 'commonjs' }, rules: ALL }], 'bundle.js');
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  });
});

describe('plain JavaScript, as ESLint itself reads it', () => {
  const found = (code: string): string[] => new Linter().verify(code, [{ plugins: { bulwark: plugin }, rules: ALL }], 'file.js').map(({ ruleId, message }) => ruleId ?? message);

  test('has classes without decorators', () => {
    expect(found(`import jwt from 'jsonwebtoken';
import { createClient } from '@supabase/supabase-js';
export class Accounts {
  async remove(request, id) {
    const admin = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);
    await admin.from('accounts').delete().eq('id', id);
  }
  async read(request) {
    const { sub } = jwt.decode(request.headers.authorization);
    return db.account.findUnique({ where: { id: sub } });
  }
}
`)).toEqual(['bulwark/no-unverified-jwt']);
  });
});

describe('a project without a tsconfig', () => {
  let folder = '';

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bulwark-bad-input-')));
    writeFileSync(join(folder, 'route.ts'), REDIRECT);
    writeFileSync(join(folder, 'admin.ts'), ADMIN);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const config = (rest: Linter.Config): Linter.Config[] => [{ files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser: typescriptParser }, rules: ALL, ...rest }];
  const run = async (rest: Linter.Config): Promise<string[]> => {
    const results = await new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: config(rest) }).lintFiles(['.']);
    return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => (message.startsWith('Bulwark settings') ? message : (ruleId ?? 'fatal'))));
  };

  test('finds what there is to find', async () => {
    expect(await run({})).toEqual(['bulwark/no-module-scope-admin-client', 'bulwark/no-unvalidated-redirect']);
  });

  test('tells about wrong settings once a run, not once a file or rule', async () => {
    // Told in whichever file is linted first.
    expect((await run({ settings: { bulwark: { adminFactories: 'createAdminClient' } } })).toSorted()).toEqual([
      "Bulwark settings: settings.bulwark.adminFactories must be a list, not 'createAdminClient'.",
      'bulwark/no-module-scope-admin-client',
      'bulwark/no-unvalidated-redirect',
    ]);
  });
});

describe('wrong rule options', () => {
  test.each([
    ['bulwark/no-pii-in-logs', { allowNames: ['('] }, 'should match format "regex"'],
    ['bulwark/no-public-bucket', { allow: ['('] }, 'should match format "regex"'],
    ['bulwark/no-comment-only-control', { allow: ['('] }, 'should match format "regex"'],
    ['bulwark/no-unvalidated-redirect', { navigation: 'sometimes' }, 'sometimes'],
    ['bulwark/no-unvalidated-redirect', { navigations: 'report' }, 'navigations'],
    ['bulwark/no-module-scope-admin-client', { memoised: true }, 'true should be string'],
    ['bulwark/no-module-scope-admin-client', 'allow', 'allow'],
  ])('%s %o: ESLint names the rule and what is wrong', (rule, option, name) => {
    expect(() => lint(REDIRECT, 'file.ts', { [rule]: ['error', option] })).toThrow(new RegExp(`${rule}[\\s\\S]*${name}`, 'u'));
  });
});

describe('wrong settings', () => {
  const told = (settings: unknown): string[] => {
    const messages = new Linter().verify(ADMIN, [{ files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser: typescriptParser }, rules: ALL, settings: { bulwark: settings } }], 'lib/admin.ts');
    // Whatever is wrong with the settings, every other finding stays.
    expect(brief(messages)).toContain('bulwark/no-module-scope-admin-client 2:22');
    return messages.filter(({ message }) => message.startsWith('Bulwark settings: ')).map(({ message }) => message.slice('Bulwark settings: '.length));
  };

  test.each<[string, unknown, string]>([
    ['no object', 'strict', "settings.bulwark must be an object, not 'strict'."],
    ['a list', [], 'settings.bulwark must be an object, not a list.'],
    ['an API that is no name', { adminFactories: [5] }, "settings.bulwark.adminFactories[0] must be a name ('createAdminClient') or { name, module? }, not number."],
    ['an API that is a call', { redirectSanitizers: ['safeNext()'] }, "settings.bulwark.redirectSanitizers[0] must be a name ('createAdminClient') or { name, module? }, not 'safeNext()'."],
    ['an API with words', { loggers: ['my logger'] }, "settings.bulwark.loggers[0] must be a name ('createAdminClient') or { name, module? }, not 'my logger'."],
    ['an API without a name', { redactors: [{ module: '@acme/log' }] }, "settings.bulwark.redactors[0] must be a name ('createAdminClient') or { name, module? }, not object."],
    ['rows that are no list', { apis: { module: 'x' } }, 'settings.bulwark.apis must be a list, not object.'],
    ['a row that is no object', { apis: ['createClient'] }, "settings.bulwark.apis[0] must be an object { module, path, fact }, not 'createClient'."],
    ['a row without a start', { apis: [{ path: 'x()', fact: { role: 'redactor' } }] }, 'settings.bulwark.apis[0] must start at exactly one of module, global, of, exported, parameters, serverAction, named, not at none.'],
    ['a row with two starts', { apis: [{ module: 'x', global: true, path: 'x()', fact: { role: 'redactor' } }] }, 'settings.bulwark.apis[0] must start at exactly one of module, global, of, exported, parameters, serverAction, named, not at module and global.'],
    ['a module that is no text', { apis: [{ module: 5, path: 'x()', fact: { role: 'redactor' } }] }, 'settings.bulwark.apis[0].module must be a text or a list of texts, not number.'],
    ['a row without a path', { apis: [{ module: 'x', fact: { role: 'redactor' } }] }, "settings.bulwark.apis[0].path must be an access path such as 'createClient().from', not undefined."],
    ['a path that makes no sense', { apis: [{ module: 'x', path: 'make client', fact: { role: 'redactor' } }] }, "settings.bulwark.apis[0].path: access path 'make client' is not understood from column 5 (' client')."],
    ['an unknown role', { apis: [{ module: 'x', path: 'x()', fact: { role: 'admin' } }] }, "not 'admin'."],
    ['a fact without what it needs', { apis: [{ module: 'x', path: 'x()', fact: { role: 'redirect' } }] }, 'settings.bulwark.apis[0].fact.target must be an object, not undefined.'],
    ['a row that states nothing', { apis: [{ module: 'x', path: 'x()' }] }, "settings.bulwark.apis[0] states nothing: give it a 'fact' or an 'is'."],
    ['a shape that is no text', { apis: [{ module: 'x', path: 'x()', is: 5 }] }, 'settings.bulwark.apis[0].is must be a text or a list of texts, not number.'],
    ['conditions that are no list', { apis: [{ module: 'x', path: 'x()', fact: { role: 'adminClient', service: 'X', when: 'always' } }] }, "settings.bulwark.apis[0].fact.when must be a list of conditions ([{ arg: 0, equals: ['true'] }]), not 'always'."],
    ['a condition with a bad expression', { apis: [{ module: 'x', path: 'x()', fact: { role: 'adminClient', service: 'X', unless: [{ arg: 0, matches: '(' }] } }] }, 'settings.bulwark.apis[0].fact.unless[0].matches: Invalid regular expression'],
    ['globs that are no lists', { files: ['scripts/**'] }, "settings.bulwark.files must be an object of lists of globs ({ script: ['tools/**'] }), not a list."],
    ['a glob that is no list', { files: { script: 'tools/**' } }, "settings.bulwark.files.script must be a list of globs (['tools/**']), not 'tools/**'."],
    ['a key that nobody knows', { adminFactory: ['x'] }, 'settings.bulwark.adminFactory is unknown; known keys: apis, adminFactories,'],
  ])('%s: one message that names the key and the form', (_name, settings, message) => {
    const messages = told(settings);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
  });

  test('tells each mistake once, and keeps what is right', () => {
    const settings = { adminFactories: [7, 'createAdminClient'], files: { script: 'tools/**', job: ['workers/**'] }, nonsense: true };
    const code = `import { createAdminClient } from '@/lib/admin';\nexport const admin = createAdminClient();\n`;
    const messages = new Linter().verify(code, [{ files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser: typescriptParser }, rules: ALL, settings: { bulwark: settings } }], 'lib/billing.ts');
    expect(messages.filter(({ message }) => message.startsWith('Bulwark settings: '))).toHaveLength(3);
    expect(brief(messages)).toContain('bulwark/no-module-scope-admin-client 2:22');
  });

  test('tells them again when the same file is linted again, as an editor does', () => {
    const linter = new Linter();
    const config: Linter.Config[] = [{ files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser: typescriptParser }, rules: ALL, settings: { bulwark: { nonsense: true } } }];
    const runs = ['a.ts', 'b.ts', 'a.ts'].map((file) => linter.verify('export {};\n', config, file).length);
    expect(runs).toEqual([1, 0, 1]);
  });

  test('is silent about settings that are right, and about those of others', () => {
    const settings = { adminFactories: ['makeAdmin', { name: 'db.admin', module: '@acme/db' }], files: { script: ['tools/**'] }, apis: [{ module: ['@acme/db', '@acme/*'], path: 'connect().admin', fact: { role: 'adminClient', service: 'Acme', when: [{ arg: 0, path: ['as'], equals: ['root'] }] } }] };
    expect(told(settings)).toEqual([]);
    expect(told(undefined)).toEqual([]);
  });
});

describe('other languages', () => {
  /** What ESLint asks of a language, with the least that it accepts. */
  const language = (type: string): object => ({
    fileType: 'text',
    lineStart: 1,
    columnStart: 1,
    nodeTypeKey: 'type',
    visitorKeys: { [type]: [] },
    validateLanguageOptions() {
      // Nothing to check.
    },
    parse: ({ body }: { body: string }) => ({ ok: true, ast: { type, children: [], text: body } }),
    createSourceCode: ({ body }: { body: string }, { ast }: { ast: object }) => ({
      ast,
      text: body,
      visitorKeys: { [type]: [] },
      getLoc: () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }),
      getRange: () => [0, body.length],
      getParent: () => undefined,
      *traverse() {
        yield { kind: 1, type: 'visit', target: ast, phase: 1, args: [ast] };
        yield { kind: 1, type: 'visit', target: ast, phase: 2, args: [ast] };
      },
    }),
  });

  test.each([
    ['json', 'Document', '{ "SUPABASE_SERVICE_ROLE_KEY": "sb_secret_x" }'],
    ['md', 'root', '# redirect(next)'],
    ['css', 'StyleSheet', 'a { color: red }'],
  ])('a preset without `files` leaves %s alone', (extension, root, text) => {
    const other = { languages: { text: language(root) } };
    const messages = new Linter().verify(
      text,
      // Only the language is limited to the files; the preset is for everything.
      [{ files: [`**/*.${extension}`], plugins: { other }, language: 'other/text' }, plugin.configs.all, { settings: { bulwark: { nonsense: true } } }] as Linter.Config[],
      `file.${extension}`,
    );
    expect(messages).toEqual([]);
  });
});
