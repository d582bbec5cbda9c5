/** TypeScript as old and as new as the parser takes it: the same findings, and types that its compiler understands. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../cli/helper.js';
import { root } from '../helpers/project.js';
import { app } from './findings.js';

const require = createRequire(import.meta.url);

/** The older one cannot read the quoted export name of `src/index.ts`; it is given types of its own. */
const COMPILERS = ['typescript5', 'typescript'] as const;

const versionOf = (compiler: string): string => (require(`${compiler}/package.json`) as { version: string }).version;

/** Whoever asks for `typescript` in the process is given this one: the parser and its services load it as CommonJS. */
function preload(compiler: string): string {
  const file = join(temporaryFolder(), 'preload.cjs');
  const folder = dirname(require.resolve(`${compiler}/package.json`));
  writeFileSync(file, `const Module = require('node:module'); const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => /^typescript(?:\\/|$)/u.test(request) ? require.resolve(${JSON.stringify(folder)} + request.slice('typescript'.length)) : resolve(request, ...rest);\n`);
  return file;
}

/** Lints the example application with type information, in a process of its own. */
function findingsWith(compiler: string): { readonly version: string; readonly typed: boolean; readonly findings: readonly string[] } {
  const code = `
    import { ESLint } from 'eslint';
    import { createRequire } from 'node:module';
    import * as parser from '@typescript-eslint/parser';
    import plugin from ${JSON.stringify(join(root, 'dist/index.js'))};
    let typed = false;
    const probe = { create: ({ sourceCode }) => { typed ||= Boolean(sourceCode.parserServices?.program); return {}; } };
    const eslint = new ESLint({ cwd: ${JSON.stringify(app)}, overrideConfigFile: true, overrideConfig: [{
      files: ['**/*.ts', '**/*.tsx'], plugins: { bulwark: plugin, probe: { rules: { probe } } }, rules: { ...plugin.configs.all.rules, 'probe/probe': 'error' },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, projectService: true, tsconfigRootDir: ${JSON.stringify(app)} } } }] });
    const results = await eslint.lintFiles(['.']);
    const findings = results.flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => [filePath, line, column, ruleId, message].join(' '))).sort();
    console.log(JSON.stringify({ version: createRequire(import.meta.url)('typescript').version, typed, findings }));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload(compiler), '--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReturnType<typeof findingsWith>;
}

describe('TypeScript', () => {
  const [old, current] = COMPILERS.map(versionOf);

  test(`${String(old)} and ${String(current)} are two majors`, () => {
    expect([old?.split('.')[0], current?.split('.')[0]]).toEqual(['5', '6']);
  });

  test('has the same findings in either, with type information', () => {
    const [before, after] = COMPILERS.map(findingsWith);
    expect(before?.version).toBe(old);
    expect(after?.version).toBe(current);
    expect([before?.typed, after?.typed]).toEqual([true, true]);
    expect(before?.findings.length).toBeGreaterThan(20);
    expect(before?.findings.filter((finding) => finding.includes('Parsing error'))).toEqual([]);
    expect(before?.findings).toEqual(after?.findings);
  });

  test.each(COMPILERS)('%s understands the types of the plugin, and refuses a wrong option', (compiler) => {
    const folder = temporaryFolder();
    for (const name of ['eslint', '@types/estree', '@types/json-schema', '@eslint/core', '@types/node']) {
      const target = join(folder, 'node_modules', name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), target);
    }
    symlinkSync(root, join(folder, 'node_modules/eslint-plugin-bulwark'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    const config = (option: string): string => `import { defineConfig } from 'eslint/config';
import bulwark, { type RuleOptions } from 'eslint-plugin-bulwark';

const rules = { 'bulwark/no-awaited-audit-log': ['error', { transactions: '${option}' }] } satisfies RuleOptions;
export default defineConfig([bulwark.configs.recommended, { plugins: { bulwark }, rules }]);
`;
    const errors = (option: string): string => {
      writeFileSync(join(folder, 'eslint.config.ts'), config(option));
      const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
      return spawnSync(process.execPath, [tsc, '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', 'eslint.config.ts'], { cwd: folder, encoding: 'utf8' }).stdout;
    };
    expect(errors('allow')).toBe('');
    expect(errors('never')).toContain("Type '\"never\"' is not assignable");
  });
});
