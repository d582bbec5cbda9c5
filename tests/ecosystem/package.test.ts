/** What is published, installed in an empty project and used by every entry that the documentation names. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { BAD_TS, projectOf, RANDOM, temporaryFolder, type Project } from '../cli/helper.js';
import { read, root } from '../helpers/project.js';
import { filenameOf, jsonOf, needsTypes, rulePages } from '../helpers/rule-pages.js';

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;
let project: Project;

function shell(command: string, env: Readonly<Record<string, string>> = {}): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(command, { cwd: project.folder, encoding: 'utf8', shell: true, env: { PATH: `${join(project.folder, 'node_modules/.bin')}${delimiter}${PATH}`, HOME, ...env } });
  return { code: status, stdout, stderr };
}

function evaluated(code: string, type: 'module' | 'commonjs' = 'module'): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', code], { cwd: project.folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function link(name: string): void {
  symlinkSync(join(root, 'node_modules', name), join(project.folder, 'node_modules', name), 'junction');
}

beforeAll(() => {
  const folder = temporaryFolder();
  const { stdout } = spawnSync(`npm pack --json --ignore-scripts --pack-destination "${folder}"`, { cwd: root, encoding: 'utf8', shell: true });
  packed = (JSON.parse(stdout) as readonly Packed[])[0]!;
  project = projectOf({
    'package.json': '{ "private": true, "type": "module", "scripts": { "bulwark": "eslint-plugin-bulwark" } }\n',
    '.gitignore': 'node_modules\ntypes\n', 'src/jwt.ts': BAD_TS, 'src/token.js': RANDOM, 'src/fine.ts': 'export const answer: number = 42;\n',
    '.oxlintrc.json': JSON.stringify({ extends: ['./node_modules/eslint-plugin-bulwark/oxlint/recommended.json'], categories: { correctness: 'off' } }),
  }, []);
  const tarball = join(folder, packed.filename);
  if (shell(`npm install --prefer-offline --fetch-timeout=15000 --fetch-retries=0 --no-audit --no-fund --no-package-lock "${tarball}"`).code !== 0) unpack(folder, tarball);
  for (const name of ['eslint', 'oxlint', 'typescript']) link(name);
  mkdirSync(join(project.folder, 'node_modules/@typescript-eslint'), { recursive: true });
  link('@typescript-eslint/parser');
  symlinkSync(join(root, 'node_modules/oxlint/bin/oxlint'), join(project.folder, 'node_modules/.bin/oxlint'));
}, 120_000);

/** Without a network npm cannot find what the package depends on. The package itself is the same. */
function unpack(folder: string, tarball: string): void {
  spawnSync('tar', ['-xzf', tarball, '-C', folder]);
  mkdirSync(join(project.folder, 'node_modules/.bin'), { recursive: true });
  renameSync(join(folder, 'package'), join(project.folder, 'node_modules/eslint-plugin-bulwark'));
  link('oxc-resolver');
  symlinkSync('../eslint-plugin-bulwark/dist/cli/bin.cjs', join(project.folder, 'node_modules/.bin/eslint-plugin-bulwark'));
  spawnSync('chmod', ['+x', join(project.folder, 'node_modules/eslint-plugin-bulwark/dist/cli/bin.cjs')]);
}

/** The files that the build makes of the imports of `on-demand.ts`. */
const partsOfSource = (): string[] => [...read('src/analysis/on-demand.ts').matchAll(/^import .* from '\.\/(.+)\.js';$/gmu)].map(([, name = '']) => `${name}.cjs`);

describe('the package', () => {
  test('holds what is used, and nothing else', () => {
    const others = packed.files.map(({ path }) => path).filter((path) => !/^(?:dist\/.*\.c?js|docs\/rules\/[\w-]+\.md|oxlint\/\w+\.json)$/u.test(path));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'dist/index-for-typescript-5.d.ts', 'dist/index.d.ts', 'dist/public-types.d.ts', 'dist/rule-options.d.ts', 'package.json']);
    expect(packed.size).toBeLessThan(600_000);
  });

  test('is imported and required, as the plugin itself', () => {
    const shape = '{ name: plugin.meta.name, rules: Object.keys(plugin.rules).length, configs: Object.keys(plugin.configs) }';
    const expected = { name: 'eslint-plugin-bulwark', rules: Object.keys(plugin.rules).length, configs: ['recommended', 'strict', 'all'] };
    expect(evaluated(`import plugin from 'eslint-plugin-bulwark'; console.log(JSON.stringify(${shape}));`)).toEqual(expected);
    expect(evaluated(`const plugin = require('eslint-plugin-bulwark'); console.log(JSON.stringify(${shape}));`, 'commonjs')).toEqual(expected);
    expect(evaluated("import { createRequire } from 'node:module'; const from = createRequire(process.cwd() + '/x'); console.log(JSON.stringify(from('eslint-plugin-bulwark/package.json').name));")).toBe('eslint-plugin-bulwark');
  });

  test('can be required out of a zipped package: no module of it imports another', () => {
    const modules = packed.files.map(({ path }) => path).filter((path) => path.endsWith('.js'));
    expect(modules).toEqual(['dist/index.js']);
    expect(modules.filter((path) => /\b(?:from|import)\s*\(?['"]\./u.test(read(path)))).toEqual([]);
  });

  test('says the same as its sources, in files that take one byte a character', () => {
    for (const { path } of packed.files) if (/^dist\/.*\.c?js$/u.test(path)) expect(read(path), path).toMatch(/^[\0-\u007f]*$/u);
    const messages = evaluated("const { default: plugin } = await import('eslint-plugin-bulwark'); console.log(JSON.stringify(Object.entries(plugin.rules).map(([name, { meta }]) => [name, meta.messages])));");
    expect(messages).toEqual(Object.entries(plugin.rules).map(([name, { meta }]) => [name, meta.messages]));
    const config = "[{ plugins: { bulwark }, rules: { 'bulwark/no-comment-only-control': 'error' } }]";
    const found = evaluated(`import { Linter } from 'eslint'; import bulwark from 'eslint-plugin-bulwark'; console.log(JSON.stringify(new Linter().verify('// In production we\u2019d check that the user is an admin\\nexport const user = () => 1;', ${config}).length));`);
    expect(found).toBe(1);
  });

  test('finds what the pages of its rules show, and reads a part of its code when that is needed', () => {
    const examples = rulePages().flatMap(({ rule, blocks }) => blocks.filter((block) => block.verdict === 'bad' && !needsTypes(block)).map((block) => ({
      rule, line: block.line, code: block.code, filename: filenameOf(block), options: [jsonOf(block, 'options') ?? []].flat(), settings: { bulwark: jsonOf(block, 'settings') ?? {} },
    })));
    project.write('examples.json', JSON.stringify(examples));
    const { before, after, missed } = evaluated(`
      import { readFileSync } from 'node:fs';
      import { createRequire } from 'node:module';
      import { basename } from 'node:path';
      import parser from '@typescript-eslint/parser';
      import { Linter } from 'eslint';
      import bulwark from 'eslint-plugin-bulwark';
      const read = () => Object.keys(createRequire(import.meta.url).cache).filter((path) => /eslint-plugin-bulwark.dist/.test(path)).map((path) => basename(path)).sort();
      const before = read();
      const linter = new Linter();
      const missed = JSON.parse(readFileSync('examples.json', 'utf8')).flatMap(({ rule, line, code, filename, options, settings }) => {
        const config = { files: ['**/*.{js,jsx,ts,tsx,mts,cts,mjs,cjs}'], plugins: { bulwark }, rules: { ['bulwark/' + rule]: ['error', ...options] }, settings, languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: /x$/.test(filename) } } } };
        const messages = linter.verify(code, [config], { filename });
        return messages.some(({ ruleId }) => ruleId === 'bulwark/' + rule) ? [] : [{ rule, line, messages }];
      });
      console.log(JSON.stringify({ before, after: read(), missed }));`) as Record<'before' | 'after' | 'missed', unknown[]>;
    expect(missed).toEqual([]);
    expect(before).toEqual(['index.cjs', 'plugin.cjs']);
    expect(after).toEqual(expect.arrayContaining(partsOfSource()));
  });

  test('has presets for ESLint', () => {
    const code = `
      import { ESLint } from 'eslint';
      import parser from '@typescript-eslint/parser';
      import plugin from 'eslint-plugin-bulwark';
      const found = {};
      for (const [name, preset] of Object.entries(plugin.configs)) {
        const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, preset] });
        found[name] = (await eslint.lintFiles(['src'])).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)).sort();
      }
      console.log(JSON.stringify(found));`;
    const both = ['bulwark/no-insecure-random', 'bulwark/no-weak-jwt-algorithm'];
    expect(evaluated(code)).toEqual({ recommended: both, strict: both, all: both });
  });

  test.each(['recommended', 'strict', 'all'])('has a preset %s for oxlint', (preset) => {
    project.write('oxlint.json', JSON.stringify({ extends: [`./node_modules/eslint-plugin-bulwark/oxlint/${preset}.json`], categories: { correctness: 'off' } }));
    const { diagnostics } = JSON.parse(shell('oxlint -c oxlint.json -f json src').stdout) as { diagnostics: readonly { code: string }[] };
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['bulwark(no-insecure-random)', 'bulwark(no-weak-jwt-algorithm)']);
  });

  test('has a command that checks and explains', () => {
    const { code, stdout } = shell('eslint-plugin-bulwark');
    expect(code).toBe(1);
    expect(stdout).toContain('[bulwark/no-weak-jwt-algorithm]');
    expect(shell('eslint-plugin-bulwark explain no-pii-in-logs').stdout).toContain('Limitations');
    expect(shell('eslint-plugin-bulwark --version').stdout.trim()).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });

  test('makes wrong rule options a type error', () => {
    project.write('types/tsconfig.json', JSON.stringify({ compilerOptions: { module: 'NodeNext', target: 'ES2023', types: [], strict: true, exactOptionalPropertyTypes: true, noEmit: true }, files: ['eslint.config.ts'] }));
    project.write('types/eslint.config.ts', `
      import bulwark, { type RuleOptions } from 'eslint-plugin-bulwark';
      import { defineConfig } from 'eslint/config';
      export default defineConfig([
        bulwark.configs.strict,
        {
          rules: {
            'bulwark/no-unvalidated-redirect': ['error', { navigation: 'ignore' }],
            'bulwark/no-pii-in-logs': ['warn', { classes: { contact: false }, allowNames: ['^email$'] }],
            'bulwark/no-insecure-random': 'off',
            'bulwark/no-weak-jwt-algorithm': 1,
          } satisfies RuleOptions,
        },
        // @ts-expect-error -- a value that the option does not have
        { rules: { 'bulwark/no-unvalidated-redirect': ['error', { navigation: 'maybe' }] } satisfies RuleOptions },
        // @ts-expect-error -- an option that the rule does not have
        { rules: { 'bulwark/no-insecure-random': ['error', { navigation: 'ignore' }] } satisfies RuleOptions },
        // @ts-expect-error -- no such rule
        { rules: { 'bulwark/no-insecure-randon': 'error' } satisfies RuleOptions },
        // @ts-expect-error -- no such severity
        { rules: { 'bulwark/no-insecure-random': 'fatal' } satisfies RuleOptions },
      ]);
    `);
    expect(shell(`"${process.execPath}" node_modules/typescript/bin/tsc -p types`)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('the recipes of docs/ci.md', () => {
  const page = read('docs/ci.md');
  /** The commands in the code blocks, without what only says where they run. */
  const commands = [...page.matchAll(/(?:run: |- |entry: |": ")((?:npx )?(?:--no-install )?(?:eslint-plugin-bulwark|oxlint)[^"\n]*(?:"\$\w+")?)/gu)].map(([, command = '']) => command.replace(/^npx (?:--no-install )?/u, ''));
  const outputs: Readonly<Record<string, string>> = {
    'eslint-plugin-bulwark --format github': '', 'eslint-plugin-bulwark --format markdown >> "$GITHUB_STEP_SUMMARY"': 'summary.md',
    'eslint-plugin-bulwark --format sarif --output-file bulwark.sarif': 'bulwark.sarif', 'oxlint --format gitlab > gl-code-quality-report.json': 'gl-code-quality-report.json', 'eslint-plugin-bulwark': '',
  };

  test('are known', () => {
    expect(new Set(commands)).toEqual(new Set(Object.keys(outputs)));
  });

  const reports: Record<string, string> = {};

  test.each(Object.entries(outputs))('%s fails for findings, and tells them', (command, file) => {
    const { code, stdout } = shell(command, { GITHUB_STEP_SUMMARY: join(project.folder, 'summary.md'), CI: 'true' });
    expect(code).toBe(1);
    reports[command] = file === '' ? stdout : project.read(file);
    expect(reports[command]).toMatch(/no-weak-jwt-algorithm/u);
  });

  test('fit their services', () => {
    expect(reports['eslint-plugin-bulwark --format github']).toMatch(/^::error file=src\/jwt\.ts,line=2,/mu);
    expect(JSON.parse(project.read('bulwark.sarif'))).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: expect.any(String) as string } } }] });
    expect(JSON.parse(project.read('gl-code-quality-report.json'))).toContainEqual(expect.objectContaining({ fingerprint: expect.any(String) as string, location: expect.objectContaining({ path: 'src/jwt.ts' }) as object }));
  });

  test('check files that a commit hook names, and packages by their script', () => {
    expect(shell(`eslint-plugin-bulwark "${join(project.folder, 'src/fine.ts')}"`).code).toBe(0);
    expect(shell('npm run bulwark').code).toBe(1);
  });
});

test('a release names one version in tag, package and changelog', () => {
  const { folder, write } = projectOf({ 'package.json': '{ "version": "1.2.3" }', 'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n- News.\n' }, []);
  const release = (...args: readonly string[]): number | null => spawnSync(process.execPath, [join(root, 'scripts/release.mjs'), ...args], { cwd: folder }).status;
  expect(release('--check', 'v1.2.3')).toBe(1);
  expect(release()).toBe(0);
  expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(/^# Changelog\n\n## 1\.2\.3 \(\d{4}-\d\d-\d\d\)\n\n- News\.\n$/u);
  expect(release('--check', 'v1.2.3')).toBe(0);
  expect(release('--check', 'v1.2.4')).toBe(1);
  expect(release()).toBe(1);
  write('package.json', '{ "version": "1.2.4" }');
  expect(release('--check', 'v1.2.4')).toBe(1);
});
