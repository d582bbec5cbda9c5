import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../helpers/lint.js';
import { root } from '../helpers/project.js';
import { filenameOf, jsonOf, rulePages } from '../helpers/rule-pages.js';

interface OxlintReport {
  diagnostics: { filename: string; message: string; code: string; labels: { span: { line: number; column: number } }[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'bulwark-oxlint-'));
const rules = plugin.configs.all.rules;

/** The examples of all rule pages that need no options or settings, each as a file in a folder of its own. */
const files = rulePages()
  .flatMap(({ rule, blocks }) => blocks.map((block) => ({ rule, block })))
  .filter(({ block }) => block.verdict && !jsonOf(block, 'options') && !jsonOf(block, 'settings'))
  .map(({ rule, block }) => ({ path: `${rule}-${block.line}/${filenameOf(block)}`, code: block.code }));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function eslintFindings(): string[] {
  return files.flatMap(({ path, code }) =>
    lint(code, join(folder, path), rules, { cwd: folder }).map(
      ({ line, column, message }) => `${path}:${line}:${column} ${message}`,
    ),
  );
}

function oxlintFindings(): string[] {
  writeFileSync(
    join(folder, '.oxlintrc.json'),
    JSON.stringify({
      categories: { correctness: 'off' },
      jsPlugins: [{ name: 'bulwark', specifier: join(root, 'dist/index.js') }],
      rules,
    }),
  );
  const program = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '-f', 'json', '.'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as OxlintReport).diagnostics.map(({ filename, message, labels: [label] }) => {
    return `${filename}:${label?.span.line ?? 0}:${label?.span.column ?? 0} ${message}`;
  });
}

test('oxlint finds in the examples of the rule pages what ESLint finds', () => {
  for (const { path, code } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  writeFileSync(join(folder, 'clean.js'), 'export {};\n');
  expect(oxlintFindings().sort()).toEqual(eslintFindings().sort());
});
