/** How configurations of all usual shapes are edited, and that ESLint then runs our rules. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, test } from 'vitest';
import { newConfig } from '../../src/cli/init/create.js';
import { editConfig, type Edit, type Wish } from '../../src/cli/init/edit.js';
import { OWN_STYLE, literal, styleOf } from '../../src/cli/init/style.js';
import type { Stack } from '../../src/cli/init/stack.js';
import { read, root } from '../helpers/project.js';
import { projectOf, type Project } from './helper.js';

const WISH: Wish = { preset: 'recommended', settings: undefined, parser: undefined };
const FIXTURES = 'tests/cli/fixtures';

const parse = (text: string): TSESTree.Program => parser.parse(text, { range: true, loc: true, comment: true, sourceType: 'module' });
const edit = (text: string, wish: Partial<Wish> = {}): Edit => editConfig(text, parse(text), { ...WISH, ...wish });

function edited(text: string, wish: Partial<Wish> = {}): string {
  const result = edit(text, wish);
  return result.kind === 'edited' ? result.text : result.kind === 'impossible' ? `impossible: ${result.why}` : result.kind;
}

/** Packages that fixtures import, as far as their configurations call them. */
const STUBS: Readonly<Record<string, string>> = {
  '@eslint/js/index': "exports.configs = { recommended: { rules: { 'no-undef': 'error' } } };",
  'globals/index': 'exports.node = { process: false };',
  'typescript-eslint/index': 'exports.config = (...configs) => configs.flat(9); exports.configs = { recommended: [{ rules: {} }] };',
  '@eslint/eslintrc/index': 'exports.FlatCompat = class { extends() { return [{ rules: {} }]; } };',
  '@antfu/eslint-config/index': 'module.exports = (options, ...configs) => Promise.resolve([{ ignores: options.ignores }, ...configs]);',
  'eslint-config-next/core-web-vitals': 'module.exports = [{ rules: {} }];',
  'eslint-config-next/typescript': 'module.exports = [{ rules: {} }];',
  'eslint-config-expo/flat': 'module.exports = [{ rules: {} }];',
};

/** Which of our rules ESLint runs for a file, with this configuration. */
function rulesIn(project: Project): readonly string[] {
  const probe = `const { ESLint } = require('eslint'); new ESLint().calculateConfigForFile('a.js').then((config) => console.log(JSON.stringify(Object.keys(config.rules ?? {}).filter((id) => id.startsWith('bulwark/')))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', probe], { cwd: project.folder, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}

function stubbed(files: Readonly<Record<string, string>>): Project {
  const project = projectOf({ ...files, '.nuxt/eslint.config.mjs': 'export default (...configs) => Promise.resolve(configs);\n' }, ['eslint', 'jiti', 'plugin']);
  for (const [path, text] of Object.entries(STUBS)) {
    const name = path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/');
    project.write(`node_modules/${path}.js`, text);
    project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', exports: { '.': './index.js', './*': './*.js' } }));
  }
  return project;
}

const shapes = readdirSync(join(root, FIXTURES)).map((shape) => {
  const files = readdirSync(join(root, FIXTURES, shape));
  const extension = /\.\w+$/u.exec(files.find((file) => file.startsWith('before')) ?? '')?.[0] ?? '';
  return { shape, extension, after: files.includes(`after${extension}`) ? read(`${FIXTURES}/${shape}/after${extension}`) : undefined, before: read(`${FIXTURES}/${shape}/before${extension}`) };
});

describe('the twelve shapes', () => {
  test('are twelve', () => {
    expect(shapes).toHaveLength(12);
    expect(shapes.filter(({ after }) => after === undefined).map(({ shape }) => shape)).toEqual(['re-export']);
  });

  describe.each(shapes)('$shape', ({ before, after, extension }) => {
    if (after === undefined) {
      test('is left alone', () => {
        expect(edit(before)).toEqual({ kind: 'impossible', why: 'it passes on the configuration of another file' });
      });
      return;
    }

    test('is edited as its author would have done it', () => {
      expect(edited(before)).toBe(after);
    });

    test('is edited once', () => {
      expect(edit(after)).toEqual({ kind: 'present' });
    });

    test('runs our rules in ESLint', () => {
      expect(rulesIn(stubbed({ [`eslint.config${extension}`]: after }))).toContain('bulwark/no-pii-in-logs');
    });

    test('takes settings, too', () => {
      const text = edited(before, { settings: { adminFactories: ['createAdminClient'], loggers: [{ name: 'log', module: '*/telemetry' }] } });
      expect(() => parse(text)).not.toThrow();
      expect(text.match(/adminFactories: \[['"]createAdminClient['"]\]/gu)).toHaveLength(1);
      expect(rulesIn(stubbed({ [`eslint.config${extension}`]: text }))).toContain('bulwark/no-pii-in-logs');
    });
  });
});

describe('other spellings', () => {
  test.each([
    ['an empty list', 'export default [];\n', "import bulwark from 'eslint-plugin-bulwark';\n\nexport default [bulwark.configs.recommended];\n"],
    ['an empty list over lines', 'export default [\n];\n', "import bulwark from 'eslint-plugin-bulwark';\n\nexport default [\n  bulwark.configs.recommended,\n];\n"],
    ['a list named in an export', 'const config = [a]\nexport { config as default }\n', "import bulwark from 'eslint-plugin-bulwark'\n\nconst config = [a, bulwark.configs.recommended]\nexport { config as default }\n"],
    ['no options at all', "import antfu from '@antfu/eslint-config';\nexport default antfu();\n", "import antfu from '@antfu/eslint-config';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default antfu({}, bulwark.configs.recommended);\n"],
    ['arguments instead of a list', "import { defineConfig } from 'eslint/config';\nexport default defineConfig({ rules: {} });\n", "import { defineConfig } from 'eslint/config';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default defineConfig({ rules: {} }, bulwark.configs.recommended);\n"],
    ['a list with a name of its own', "import { defineConfig } from 'eslint/config';\nconst list = [\n  a,\n];\nexport default defineConfig(list);\n", "import { defineConfig } from 'eslint/config';\nimport bulwark from 'eslint-plugin-bulwark';\nconst list = [\n  a,\n  bulwark.configs.recommended,\n];\nexport default defineConfig(list);\n"],
    ['a chain', "import antfu from '@antfu/eslint-config';\nexport default antfu()\n  .append(a)\n  .renamePlugins({ x: 'y' });\n", "import antfu from '@antfu/eslint-config';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default antfu()\n  .append(a)\n  .renamePlugins({ x: 'y' })\n  .append(bulwark.configs.recommended);\n"],
    ['a chain on one line', "import withNuxt from './.nuxt/eslint.config.mjs';\nexport default withNuxt().append(a);\n", "import withNuxt from './.nuxt/eslint.config.mjs';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default withNuxt().append(a).append(bulwark.configs.recommended);\n"],
    ['comments after the last item', "import a from 'a';\nexport default [\n  a\n  // , b\n];\n", "import a from 'a';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default [\n  a,\n  bulwark.configs.recommended\n  // , b\n];\n"],
    ['parentheses', "import a from 'a';\nexport default ([\n  (a)\n]);\n", "import a from 'a';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default ([\n  (a),\n  bulwark.configs.recommended\n]);\n"],
    ['line ends of Windows', "import a from 'a';\r\nexport default [\r\n  a,\r\n];\r\n", "import a from 'a';\r\nimport bulwark from 'eslint-plugin-bulwark';\r\nexport default [\r\n  a,\r\n  bulwark.configs.recommended,\r\n];\r\n"],
    ['a directive and a hashbang', "#!/usr/bin/env node\n'use strict';\n\nmodule.exports = [];\n", "#!/usr/bin/env node\n'use strict';\n\nconst bulwark = require('eslint-plugin-bulwark');\n\nmodule.exports = [bulwark.configs.recommended];\n"],
    ['a type in a comment and no imports', "// @ts-check\n\n/** @type {import('eslint').Linter.Config[]} */\nexport default [\n  { rules: {} },\n];\n", "// @ts-check\n\nimport bulwark from 'eslint-plugin-bulwark';\n\n/** @type {import('eslint').Linter.Config[]} */\nexport default [\n  { rules: {} },\n  bulwark.configs.recommended,\n];\n"],
    ['CommonJS of TypeScript', "import a = require('a');\nexport = [a];\n", "import a = require('a');\nimport bulwark = require('eslint-plugin-bulwark');\nexport = [a, bulwark.configs.recommended];\n"],
    ['a name that is taken', "const bulwark = { rules: {} };\nexport default [bulwark];\n", "import bulwarkPlugin from 'eslint-plugin-bulwark';\n\nconst bulwark = { rules: {} };\nexport default [bulwark, bulwarkPlugin.configs.recommended];\n"],
    ['a namespace of typescript-eslint', "import * as tseslint from 'typescript-eslint';\nexport default tseslint.config([a]);\n", "import * as tseslint from 'typescript-eslint';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default tseslint.config([a, bulwark.configs.recommended]);\n"],
    ['something to wait for', "import antfu from '@antfu/eslint-config';\nconst list = await antfu({ vue: true });\nexport default list;\n", "import antfu from '@antfu/eslint-config';\nimport bulwark from 'eslint-plugin-bulwark';\nconst list = await antfu({ vue: true }, bulwark.configs.recommended);\nexport default list;\n"],
  ])('%s', (_, before, after) => {
    expect(edited(before)).toBe(after);
    expect(edit(after)).toEqual({ kind: 'present' });
  });

  test.each([
    ['export default make([a]);', 'its list is made by a function that is not known here'],
    ["import base from './base.js';\nexport default base;", "its list comes from './base.js'"],
    ["import { defineConfig } from 'eslint/config';\nimport base from './base.js';\nexport default defineConfig(base);", "its list comes from './base.js'"],
    ['export default [a].concat(b);', 'its list is made by a function that is not known here'],
    ['let list = [];\nlist = other;\nexport default list;', 'it is not clear what `list` is'],
    ['export default { rules: {} };', 'it exports a single object'],
    ['export default async () => [];', 'what it exports is put together when it runs'],
    ['export default flag ? [a] : [b];', 'what it exports is put together when it runs'],
    ['const unused = [];', 'it exports nothing that could be added to'],
    ["export * from './base.js';", 'it passes on the configuration of another file'],
    ['export default thing.append(a);', 'it is not clear what `.append()` is called on'],
  ])('%j is left alone', (text, why) => {
    expect(edit(text)).toEqual({ kind: 'impossible', why });
  });

  test('set up already, in whatever way, is present', () => {
    for (const text of ["import b from 'eslint-plugin-bulwark';\nexport default [];", "const { configs } = require('eslint-plugin-bulwark');\nmodule.exports = [configs.strict];", "import b = require('eslint-plugin-bulwark');\nexport = [];"]) expect(edit(text)).toEqual({ kind: 'present' });
  });
});

describe('a parser for TypeScript', () => {
  const entry = "{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tsParser } }";

  test('is added where there is none', () => {
    expect(edited("import a from 'a';\nexport default [\n  a,\n];\n", { parser: '@typescript-eslint/parser' })).toBe(
      `import a from 'a';\nimport tsParser from '@typescript-eslint/parser';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default [\n  a,\n  ${entry},\n  bulwark.configs.recommended,\n];\n`,
    );
  });

  test('is taken from what the file has', () => {
    expect(edited("import tsp from '@typescript-eslint/parser';\nexport default [\n  a,\n];\n", { parser: '@typescript-eslint/parser' })).toContain('languageOptions: { parser: tsp }');
    expect(edited("import ts from 'typescript-eslint';\nexport default [\n  a,\n];\n", { parser: '@typescript-eslint/parser' })).toContain('languageOptions: { parser: ts.parser }');
    expect(edited('export default [\n  a,\n];\n', { parser: 'typescript-eslint' })).toContain("import tseslint from 'typescript-eslint';\n");
  });
});

describe('a new configuration', () => {
  const stack: Stack = { parts: [], manager: 'npm', typescript: true, jsx: true, isModule: true, outputFolders: ['.next', 'out'], dependencies: new Set() };

  test('has parser, ignores, preset and settings', () => {
    expect(newConfig({ preset: 'strict', settings: { auditFunctions: ['trackChange'] }, parser: '@typescript-eslint/parser' }, stack)).toBe(
      [
        "import parser from '@typescript-eslint/parser';",
        "import bulwark from 'eslint-plugin-bulwark';",
        "import { defineConfig, globalIgnores } from 'eslint/config';",
        '',
        'export default defineConfig([',
        "  globalIgnores(['**/.next/', '**/out/']),",
        "  { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } },",
        '  bulwark.configs.strict,',
        "  { settings: { bulwark: { auditFunctions: ['trackChange'] } } },",
        ']);',
        '',
      ].join('\n'),
    );
  });

  test('is short where there is little to say, and works', () => {
    const text = newConfig(WISH, { ...stack, typescript: false, jsx: false, outputFolders: [] });
    expect(text).toBe("import bulwark from 'eslint-plugin-bulwark';\nimport { defineConfig } from 'eslint/config';\n\nexport default defineConfig([\n  { files: ['**/*.{js,mjs,cjs}'] },\n  bulwark.configs.recommended,\n]);\n");
    expect(rulesIn(stubbed({ 'eslint.config.js': text }))).toContain('bulwark/no-pii-in-logs');
  });

  test('can be edited like any other', () => {
    expect(edit(newConfig(WISH, stack))).toEqual({ kind: 'present' });
  });
});

describe('the style of a file', () => {
  test.each([
    ['import a from "a"\nexport default [\n\ta,\n]\n', { quote: '"', semicolon: '', indent: '\t', newline: '\n' }],
    ["import a from 'a';\r\nexport default [\r\n    a,\r\n];\r\n", { quote: "'", semicolon: ';', indent: '    ', newline: '\r\n' }],
    ['export default [\n  a,\n]', { quote: "'", semicolon: '', indent: '  ', newline: '\n' }],
  ])('%j', (text, style) => {
    expect(styleOf(text)).toEqual(style);
  });

  test('is kept by data', () => {
    const long = { loggers: [{ name: 'log', module: '*/some/long/path/to/a/module' }, { name: 'audit', module: '*/some/other/long/path' }] };
    expect(literal({ a: ["it's", 1, true, null] }, OWN_STYLE)).toBe(String.raw`{ a: ['it\'s', 1, true, null] }`);
    expect(literal({ 'a-b': [], c: {} }, { ...OWN_STYLE, quote: '"' })).toBe('{ "a-b": [], c: {} }');
    expect(literal(long, OWN_STYLE, '  ')).toBe(['{', '    loggers: [', "      { name: 'log', module: '*/some/long/path/to/a/module' },", "      { name: 'audit', module: '*/some/other/long/path' },", '    ],', '  }'].join('\n'));
  });
});
