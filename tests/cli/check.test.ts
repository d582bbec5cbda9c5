import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { read, root } from '../helpers/project.js';
import { BAD, BAD_TS, eslintMajor, FINE, INSECURE_RANDOM, packedPlugin, projectOf, RANDOM, run, runAtTerminal, temporaryFolder, WEAK_JWT, type Outcome, type Project } from './helper.js';

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string | null;
  readonly message: string;
}

function findingsOf({ folder }: Project, { stdout }: Outcome): readonly Finding[] {
  const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; ruleId: string | null; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => ({ file: filePath.slice(folder.length + 1).replaceAll('\\', '/'), line, rule: ruleId, message })));
}

function places(project: Project, ...args: string[]): readonly string[] {
  return findingsOf(project, run(project, [...args, '-f', 'json'])).map(({ file, line, rule }) => `${file}:${String(line)} ${rule ?? 'fatal'}`);
}

describe('a project without any set-up', () => {
  const project = projectOf({ 'src/a.ts': BAD_TS, 'src/b.js': RANDOM, 'src/fine.tsx': 'export const a = <b>x</b>;\n', 'src/c.jsx': 'export const a = <b>x</b>;\n' });
  const outcome = run(project, []);

  test('is checked with the recommended preset', () => {
    expect(outcome.code).toBe(1);
    expect(places(project)).toEqual([`src/a.ts:2 ${WEAK_JWT}`, `src/b.js:1 ${INSECURE_RANDOM}`]);
  });

  test('gets one line a finding where nobody watches, and a summary', () => {
    const lines = outcome.stdout.split('\n');
    expect(lines[0]).toMatch(/^src\/a\.ts:2:\d+: error: jwt\.sign\(\) names 'none' as an algorithm.*\[bulwark\/no-weak-jwt-algorithm\]$/u);
    expect(lines[1]).toMatch(/^src\/b\.js:1:\d+: error: .*\[bulwark\/no-insecure-random\]$/u);
    expect(outcome.stdout).toContain('✖ 2 findings (2 errors, 0 warnings) in 2 of 4 files');
    expect(outcome.stdout).not.toContain('\u001b');
  });

  test('is told what runs, on the other stream, without a bar', () => {
    expect(outcome.stderr).toMatch(/^Checking 4 files with \d+ rules in ESLint \d+\.\d+\.\d+ and @typescript-eslint\/parser \d+\.\d+\.\d+\n$/u);
    expect(outcome.stderr).toContain(`ESLint ${String(eslintMajor)}.`);
  });

  test('exits with 0 when nothing is found', () => {
    const { code, stdout } = run(project, ['check', 'src/fine.tsx']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✔ No findings in 1 file with \d+ rules\.\n$/u);
  });

  test('is read by file on a terminal, wrapped, with colours', async () => {
    const { stdout, stderr } = await runAtTerminal(project, ['src/a.ts']);
    expect(stdout).toMatch(/^src\/a\.ts\n +2:\d+ {2}error {2}jwt\.sign\(\) names 'none'/u);
    expect(stdout).toContain('bulwark/no-weak-jwt-algorithm · CWE-327');
    expect(stdout.split('\n').slice(0, 5).filter((line) => line.length > 100)).toEqual([]);
    expect(stderr).toContain('1/1 src/a.ts');
    expect((await runAtTerminal(project, ['src/a.ts'], { env: { NO_COLOR: '', FORCE_COLOR: '1' } })).stdout).toContain('\u001b[31m');
  });

  test('looks the same in CI, even where CI lends a terminal', async () => {
    const { stdout, stderr } = await runAtTerminal(project, ['src/a.ts'], { env: { CI: 'true' } });
    expect(stdout).toMatch(/^src\/a\.ts:2:\d+: error: /u);
    expect(stderr).not.toContain('\r');
  });
});

describe('the rules', () => {
  const project = projectOf({ 'a.js': BAD + RANDOM });

  test('can be picked one by one', () => {
    expect(places(project, '--rule', 'no-insecure-random')).toEqual([`a.js:3 ${INSECURE_RANDOM}`]);
    expect(run(project, ['--rule', 'no-insecure-random']).stderr).toContain('with 1 rule in');
    expect(run(project, ['--rule', 'no-pii-in-logs']).code).toBe(0);
  });

  test.each(['recommended', 'strict', 'all'] as const)('are those of the preset %s', (preset) => {
    const number = Object.keys(plugin.configs[preset].rules).length;
    expect(run(project, ['--preset', preset]).stderr).toContain(`with ${String(number)} rules in`);
  });
});

describe('comments', () => {
  test('switch our rules off, and those for other plugins are none of our business', () => {
    const project = projectOf({
      'a.js': `/* eslint other/rule: "error", no-console: "error" */\nimport jwt from 'jsonwebtoken';\n// eslint-disable-next-line bulwark/no-weak-jwt-algorithm -- fixture\njwt.sign({}, 'x', { algorithm: 'none', expiresIn: '1h' });\nconsole.log(1); // eslint-disable-line react/no-thing, bulwark/no-such-rule\n`,
      'b.js': '/* eslint-disable */\n' + BAD,
      'c.js': '// eslint-disable-next-line bulwark/no-pii-in-logs\nexport const unused = 1;\n',
    });
    expect(places(project)).toEqual([]);
    expect(run(project, []).code).toBe(0);
  });
});

describe('files that cannot be checked', () => {
  test('are told, and the others are checked', () => {
    const project = projectOf({ 'bad.js': BAD, 'broken.js': 'const a = ;\n', 'broken.ts': 'const a: = 1;\n' });
    const { code, stdout } = run(project, []);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^broken\.js:1:\d+: error: Parsing error: /mu);
    expect(stdout).toMatch(/^broken\.ts:1:\d+: error: Parsing error: /mu);
    expect(stdout).toContain('✖ 1 finding (1 error, 0 warnings) in 1 of 3 files');
    expect(stdout).toContain('✖ 2 files could not be checked.');
  });

  // Root may read everything, and Windows knows no such permission.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('are told when they may not be read', () => {
    const project = projectOf({ 'secret.js': FINE, 'bad.js': BAD });
    chmodSync(join(project.folder, 'secret.js'), 0o000);
    const { code, stdout } = run(project, []);
    expect(code).toBe(1);
    expect(stdout).toContain('secret.js:1:1: error: The file cannot be read: EACCES: permission denied.');
    expect(stdout).toContain('bad.js:2:');
  });

  test('are told when they are gone or no files at all', async () => {
    const { sourceOf } = await import('../../src/cli/engine/results.js');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder.ts'));
    for (const [path, reason] of [[join(folder, 'gone.ts'), 'ENOENT'], [join(folder, 'folder.ts'), 'EISDIR']] as const) {
      const source = sourceOf(path);
      expect('failed' in source && source.failed.messages.map(({ message, fatal }) => ({ message, fatal }))).toEqual([{ message: expect.stringContaining(`The file cannot be read: ${reason}`), fatal: true }]);
    }
  });

  test('do not hide behind a rule that fails on one of them', () => {
    // A stand-in for the plugin, with a rule that throws where a file says so.
    const config = `const rule = { create: ({ sourceCode }) => ({ Program() { if (sourceCode.text.includes('boom')) throw new TypeError('no such thing'); } }) };
      const bulwark = { meta: { name: 'eslint-plugin-bulwark', namespace: 'bulwark' }, rules: { 'no-pii-in-logs': rule }, configs: {} };
      export default [{ plugins: { bulwark }, rules: { 'bulwark/no-pii-in-logs': 'error' } }];`;
    const project = projectOf({ 'eslint.config.js': config, 'a.js': 'boom();\n', 'b.js': FINE, 'c.js': 'const = 1;\n' });
    const { code, stdout } = run(project, ['a.js', 'b.js', 'c.js']);
    expect(code).toBe(2);
    expect(stdout).toContain('a.js:1:1: error: The check failed here: no such thing (in bulwark/no-pii-in-logs). Please report it.');
    expect(stdout).toContain('c.js:1:');
    expect(stdout).toContain('✖ 2 files could not be checked.');
  });
});

describe('nothing to check', () => {
  test.each([
    [{}, [], 'there is no JavaScript or TypeScript to check in this folder'],
    [{ 'a/readme.md': '' }, ['a'], 'there is no JavaScript or TypeScript to check in a'],
    [{}, ['nope'], "there is no file or folder 'nope'"],
    [{}, ['--formt', 'json'], 'unknown option --formt; did you mean --format?'],
  ])('%j %j', (files, args, message) => {
    const outcome = run(projectOf(files), args);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: `eslint-plugin-bulwark: ${message}\n` });
  });

  test('is fine where all that was named is ignored: a commit hook names what it has', () => {
    const outcome = run(projectOf({ '.gitignore': 'dist\n', 'dist/a.js': BAD, 'readme.md': '' }), ['dist/a.js', 'readme.md']);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('note: dist/a.js is ignored');
  });
});

describe('without a TypeScript parser', () => {
  const files = { 'a.ts': BAD_TS, 'b.js': BAD, 'pnpm-lock.yaml': '' };

  test('only JavaScript is checked, and that is said', () => {
    const { code, stdout, stderr } = run(projectOf(files, ['eslint']), []);
    expect(code).toBe(1);
    expect(stdout).toContain('b.js:2:');
    expect(stdout).not.toContain('a.ts');
    expect(stderr).toContain('note: Only JavaScript is checked; 1 TypeScript file is left out: no parser for them was found; install one: pnpm add --save-dev @typescript-eslint/parser typescript (or oxlint, which needs none)');
  });

  test('a project of TypeScript only is not passed as clean', () => {
    const outcome = run(projectOf({ 'a.ts': FINE }, ['eslint']), []);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('these are TypeScript files, and no parser for them was found; install one: npm install --save-dev');
  });

  test('oxlint does it where it is installed', () => {
    const project = projectOf(files, ['eslint', 'oxlint']);
    const { code, stderr } = run(project, []);
    expect(code).toBe(1);
    expect(stderr).toMatch(/in oxlint \d/u);
    expect(places(project)).toEqual([`a.ts:2 ${WEAK_JWT}`, `b.js:2 ${WEAK_JWT}`]);
  });

  test('one that comes along with another package is found, as with pnpm', () => {
    const project = projectOf({ 'a.ts': BAD_TS }, ['eslint']);
    const folder = 'node_modules/eslint-config-next';
    const parser = `${folder}/node_modules/@typescript-eslint/parser`;
    project.write(`${folder}/package.json`, '{ "name": "eslint-config-next", "version": "16.0.0", "exports": { ".": "./index.js" } }');
    project.write(`${parser}/package.json`, '{ "name": "@typescript-eslint/parser", "version": "8.0.0-next", "main": "index.js" }');
    project.write(`${parser}/index.js`, `module.exports = require(${JSON.stringify(join(root, 'node_modules/@typescript-eslint/parser'))});`);
    expect(run(project, ['a.ts']).stderr).toContain('@typescript-eslint/parser 8.0.0-next');
  });

  test('one that cannot be loaded is named', () => {
    const project = projectOf({ 'a.js': FINE, 'a.ts': FINE }, ['eslint']);
    project.write('node_modules/@typescript-eslint/parser/package.json', '{ "version": "8.99.0", "main": "index.js" }');
    project.write('node_modules/@typescript-eslint/parser/index.js', "throw new Error('no support for TypeScript 9');");
    expect(run(project, []).stderr).toContain('left out: @typescript-eslint/parser 8.99.0 does not work: no support for TypeScript 9; install one:');
  });
});

describe('the tools', () => {
  test('are missed in one line', () => {
    const outcome = run(projectOf({ 'a.js': BAD, 'yarn.lock': '' }, []), []);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: 'eslint-plugin-bulwark: ESLint was not found, neither here nor beside Bulwark; install it: yarn add --dev eslint @typescript-eslint/parser typescript\n' });
  });

  test('that are too old are no help', () => {
    const project = projectOf({ 'a.js': BAD }, []);
    project.write('node_modules/eslint/package.json', '{ "version": "8.57.0", "main": "index.js" }');
    project.write('node_modules/eslint/index.js', "exports.ESLint = class { static version = '8.57.0' };");
    const outcome = run(project, []);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('ESLint 8.57.0 is too old: Bulwark needs 9.38 or newer; install it:');
  });

  test('of one package of a workspace serve all of it', () => {
    const outer = projectOf({ 'packages/web/package.json': '{}', 'packages/web/a.ts': BAD_TS, 'scripts/b.js': FINE }, []);
    cpSync(join(projectOf({}, ['eslint', 'parser']).folder, 'node_modules'), join(outer.folder, 'packages/web/node_modules'), { recursive: true, verbatimSymlinks: true });
    const { code, stderr } = run(outer, []);
    expect(stderr).toContain('Checking 2 files');
    expect(code).toBe(1);
  });

  test('beside the plugin serve where the project has none, as npx -p installs them', () => {
    const tools = projectOf({}, ['eslint', 'parser']);
    cpSync(packedPlugin(), join(tools.folder, 'node_modules/eslint-plugin-bulwark'), { recursive: true });
    const project = projectOf({ 'a.ts': BAD_TS }, []);
    const { code, stdout } = runIn(tools.folder, project.folder);
    expect(code).toBe(1);
    expect(stdout).toContain('a.ts:2:');
  });

  test('can be chosen, and both tell the same places', () => {
    const project = projectOf({ 'a.ts': `// ünïcödé 😀\nconst é = '😀';${BAD_TS}`, 'b.js': RANDOM, 'c.ts': 'const a = ;' }, ['eslint', 'parser', 'oxlint']);
    const tell = (engine: string) => findingsWithPlaces(run(project, ['--engine', engine, '-f', 'json'])).filter(({ ruleId }) => ruleId !== null);
    expect(tell('oxlint')).toEqual(tell('eslint'));
    expect(tell('oxlint')).toHaveLength(2);
    expect(run(project, ['--engine', 'oxlint', 'c.ts']).stdout).toContain('c.ts:1:11: error: Parsing error: Unexpected token');
    for (const [args, message] of [
      [['--format', 'html'], '--format html is written by ESLint'],
      [['--fix-suggestions'], '--fix-suggestions needs ESLint: oxlint'],
      [['--config', 'package.json'], '--config needs ESLint'],
    ] as const)
      expect(run(project, ['--engine', 'oxlint', ...args]).stderr).toContain(message);
  });

  test('that are chosen must be there', () => {
    const project = projectOf({ 'a.js': FINE }, ['eslint']);
    expect(run(project, ['--engine', 'oxlint']).stderr).toContain('oxlint was not found here; install it: npm install --save-dev oxlint');
  });
});

function runIn(tools: string, folder: string): Outcome {
  return run({ folder }, [], { bin: join(tools, 'node_modules/eslint-plugin-bulwark/dist/cli/bin.cjs') });
}

function findingsWithPlaces({ stdout }: Outcome): readonly { readonly ruleId: string | null }[] {
  const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; column: number; endLine: number; endColumn: number; severity: number; ruleId: string | null; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, endLine, endColumn, severity, ruleId, message }) => ({ filePath, line, column, endLine, endColumn, severity, ruleId, message })));
}

describe('settings', () => {
  const code = `import { openVault } from './vault.js';\nexport const vault = openVault();\n`;

  test.each([
    ['bulwark.json', JSON.stringify({ adminFactories: ['openVault'] })],
    ['bulwark.mjs', `export default { adminFactories: ['openVault'] };`],
  ])('are read from %s', (file, text) => {
    const project = projectOf({ 'a.js': code, [file]: text });
    expect(places(project, 'a.js')).toEqual([]);
    expect(places(project, 'a.js', '--settings', file)).toEqual(['a.js:2 bulwark/no-module-scope-admin-client']);
  });

  test.each([
    ['{ "adminFactorys": [] }', 'bulwark.json: settings.bulwark.adminFactorys is unknown; known keys: '],
    ['{ "adminFactories": "x" }', "bulwark.json: settings.bulwark.adminFactories must be a list, not 'x'"],
    ['{', 'the settings file bulwark.json cannot be loaded: '],
  ])('%s are refused before anything runs', (text, message) => {
    const outcome = run(projectOf({ 'a.js': code, 'bulwark.json': text }), ['--settings', 'bulwark.json']);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr.split('\n')).toHaveLength(2);
  });

  test('that are missing are missed', () => {
    expect(run(projectOf({ 'a.js': code }), ['--settings', 'none.json']).stderr).toBe('eslint-plugin-bulwark: the settings file none.json cannot be read\n');
  });
});

describe("a project's own configuration", () => {
  const config = (entries: string): string => `import bulwark from 'eslint-plugin-bulwark';\nimport parser from '@typescript-eslint/parser';\nexport default [\n{ files: ['**/*.ts'], languageOptions: { parser } },\n${entries}\n];\n`;
  const tools = ['eslint', 'parser', 'plugin'] as const;
  const code = `import { openVault } from './vault.js';\nexport const vault = openVault();\n`;

  test('counts where it names Bulwark: rules, ignores, parsers and settings', () => {
    const project = projectOf(
      {
        'eslint.config.js': config(`{ ignores: ['vendor/'] }, bulwark.configs.recommended, { rules: { 'bulwark/no-insecure-random': 'off', 'bulwark/no-weak-jwt-algorithm': 'warn', 'no-console': 'error' } }, { settings: { bulwark: { adminFactories: ['openVault'] } } },`),
        'a.ts': BAD_TS, 'b.js': RANDOM, 'c.js': code, 'vendor/d.js': BAD, 'e.js': 'console.log(1);\n',
      },
      tools,
    );
    expect(places(project)).toEqual([`a.ts:2 ${WEAK_JWT}`, 'c.js:2 bulwark/no-module-scope-admin-client']);
    const { stderr } = run(project, []);
    expect(stderr).toMatch(/in ESLint [\d.]+ and eslint\.config\.js\n/u);
    expect(stderr).toContain('note: 1 file is left out, as eslint.config.js says');
    // What is named on the command line comes on top.
    expect(places(project, '--rule', 'no-insecure-random')).toEqual([`b.js:1 ${INSECURE_RANDOM}`]);
    expect(places(project, '--preset', 'recommended')).toEqual([`a.ts:2 ${WEAK_JWT}`, `b.js:1 ${INSECURE_RANDOM}`, 'c.js:2 bulwark/no-module-scope-admin-client']);
    expect(places(project, '--no-config')).toEqual([`a.ts:2 ${WEAK_JWT}`, `b.js:1 ${INSECURE_RANDOM}`, `vendor/d.js:2 ${WEAK_JWT}`]);
  });

  test('decides whether warnings fail the run', () => {
    const project = projectOf({ 'eslint.config.js': config(`bulwark.configs.recommended, { rules: { 'bulwark/no-weak-jwt-algorithm': 'warn' } }`), 'a.js': BAD }, tools);
    expect(run(project, []).code).toBe(0);
    expect(run(project, ['--max-warnings', '1']).code).toBe(0);
    const outcome = run(project, ['--max-warnings', '0']);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('There are more warnings than the 0 that --max-warnings allows.');
  });

  test('is left alone where it does not name Bulwark', () => {
    const project = projectOf({ 'eslint.config.js': 'throw new Error("not for us");', 'a.js': BAD });
    expect(places(project)).toEqual([`a.js:2 ${WEAK_JWT}`]);
  });

  test('can be named', () => {
    const project = projectOf({ 'tools/lint.mjs': `import bulwark from 'eslint-plugin-bulwark';\nexport default [bulwark.configs.recommended, { rules: { 'bulwark/no-weak-jwt-algorithm': 'off' } }];`, 'a.js': BAD + RANDOM }, tools);
    expect(places(project, 'a.js', '--config', 'tools/lint.mjs')).toEqual([`a.js:3 ${INSECURE_RANDOM}`]);
    expect(run(project, ['--config', 'none.js']).stderr).toBe('eslint-plugin-bulwark: the configuration none.js cannot be read\n');
  });

  test.each([
    ["import 'eslint-plugin-bulwark'; import 'not-installed'; export default [];", /the configuration eslint\.config\.js cannot be used: Cannot find package 'not-installed'.*--no-config checks without it/u],
    ["import bulwark from 'eslint-plugin-bulwark'; export default [{ plugins: { bulwark } }];", /switches on no rule of Bulwark for these files; --preset switches some on/u],
    ["import bulwark from 'eslint-plugin-bulwark'; export default [{ plugins: { sec: bulwark } }];", /does not register the plugin as 'bulwark'/u],
  ])('%s is refused in one line', (text, message) => {
    const { code: exit, stderr } = run(projectOf({ 'eslint.config.js': text, 'a.js': BAD }, tools), ['a.js']);
    expect(exit).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('the cross-file view', () => {
  test('is switched off by a setting', async () => {
    const { settingsOf } = await import('../../src/cli/check.js');
    const { readArguments } = await import('../../src/cli/args.js');
    const settings = (...argv: string[]) => {
      const command = readArguments(argv);
      if (command.name !== 'check') throw new Error(command.name);
      return settingsOf('/', command.options);
    };
    expect(await settings()).toEqual({});
    expect(await settings('--no-cross-file')).toEqual({ crossFile: false });
  });
});

describe('the other commands', () => {
  const project = projectOf({}, []);

  test('explain a rule, and list all', () => {
    const list = run(project, ['explain']);
    expect(list.code).toBe(0);
    for (const rule of Object.keys(plugin.rules)) expect(list.stdout).toMatch(new RegExp(`^${rule} +\\w+ +\\S`, 'mu'));
    const page = run(project, ['explain', 'no-weak-jwt-algorithm']);
    expect(page.stdout).toMatch(/^bulwark\/no-weak-jwt-algorithm\n\nPreset: recommended · error · CWE-327, CWE-347/u);
    expect(page.stdout).toContain('Limitations');
    expect(page.stdout).toContain('✅');
    expect(page.code).toBe(0);
  });

  test('print help and version', () => {
    expect(run(project, ['--version'])).toEqual({ code: 0, stdout: `${(JSON.parse(read('package.json')) as { version: string }).version}\n`, stderr: '' });
    expect(run(project, ['--help']).stdout).toContain('Usage: eslint-plugin-bulwark [options] [path…]');
  });
});
