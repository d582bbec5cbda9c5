import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../helpers/project.js';
import { rulePages } from '../helpers/rule-pages.js';

/** How users write their configuration; each must load the built package and switch on the recommended preset. */
const FORMS: Record<string, string> = {
  'eslint.config.js': `
    import bulwark from 'eslint-plugin-bulwark';
    import { defineConfig } from 'eslint/config';
    export default defineConfig([{ plugins: { bulwark }, extends: ['bulwark/recommended'] }]);`,
  'eslint.config.mjs': `
    import bulwark from 'eslint-plugin-bulwark';
    export default [bulwark.configs.recommended];`,
  'eslint.config.cjs': `
    const bulwark = require('eslint-plugin-bulwark');
    module.exports = [bulwark.configs.recommended];`,
  'eslint.config.ts': `
    import bulwark from 'eslint-plugin-bulwark';
    import { defineConfig } from 'eslint/config';
    export default defineConfig([
      { files: ['**/*.js'], plugins: { bulwark }, extends: ['bulwark/recommended', bulwark.configs.strict] },
      bulwark.configs.recommended,
    ]);`,
};

/** Prints what ESLint makes of the configuration, and what it reports on the file that it is given. */
const PROBE = `
  import { ESLint } from 'eslint';
  import { readFileSync } from 'node:fs';
  const eslint = new ESLint();
  const config = await eslint.calculateConfigForFile('probe.js');
  const [result] = await eslint.lintText(readFileSync('probe.txt', 'utf8'), { filePath: 'probe.js' });
  console.log(JSON.stringify({ version: ESLint.version, rules: config.rules, messages: result.messages }));`;

const TSCONFIG = {
  compilerOptions: {
    module: 'NodeNext',
    target: 'ES2023',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ['eslint.config.ts'],
};

interface Probe {
  version: string;
  rules: Record<string, [number, ...unknown[]]>;
  messages: { ruleId: string | null; message: string }[];
}

const major = process.env['ESLINT_ALIAS'] ?? '';

/** A bad example in plain JavaScript from the page of a recommended rule: proof that rules run, not only load. */
const bad = rulePages()
  .filter(({ rule }) => plugin.rules[rule]?.meta.docs.recommended)
  .flatMap(({ rule, blocks }) => blocks.map((block) => ({ ...block, rule })))
  .find(({ verdict, language, info }) => verdict === 'bad' && language === 'js' && info === '');

describe.each(Object.entries(FORMS))('%s', (file, source) => {
  let folder = '';

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bulwark-config-')));
    const link = (name: string, to: string) => {
      symlinkSync(to, join(folder, 'node_modules', name), 'junction');
    };
    mkdirSync(join(folder, 'node_modules'));
    link('eslint', join(root, 'node_modules', major || 'eslint'));
    link('jiti', join(root, 'node_modules/jiti'));
    link('eslint-plugin-bulwark', root);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder, file), source);
    writeFileSync(join(folder, 'probe.mjs'), PROBE);
    writeFileSync(join(folder, 'probe.txt'), bad?.code ?? 'export {};\n');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('switches on the preset', () => {
    const output = execFileSync(process.execPath, ['probe.mjs'], { cwd: folder, encoding: 'utf8' });
    const { version, rules, messages } = JSON.parse(output) as Probe;
    expect(version.split('.')[0]).toBe(major === 'eslint9' ? '9' : '10');
    const preset = file.endsWith('.ts') ? plugin.configs.strict : plugin.configs.recommended;
    const expected = Object.entries(preset.rules).map(([name, severity]) => [name, severity === 'error' ? 2 : 1]);
    expect(Object.fromEntries(Object.entries(rules).map(([name, [severity]]) => [name, severity]))).toEqual(
      Object.fromEntries(expected),
    );
    const ids = messages.map(({ ruleId }) => ruleId);
    if (bad) expect(ids).toContain(`bulwark/${bad.rule}`);
    else expect(messages).toEqual([]);
  });

  if (file.endsWith('.ts')) {
    test('passes the type checker', () => {
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    });
  }
});
