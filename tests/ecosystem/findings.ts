/** The example application, and what the built plugin finds there in ESLint: the measure for every other host. */
import { ESLint } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { join, relative } from 'node:path';
import plugin from '../../src/index.js';
import { root } from '../helpers/project.js';

export const app = join(root, 'examples/saas');

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

/** One line a finding, in an order of its own: hosts report in different ones. */
export function listed(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line, column, rule, message }) => `${file}:${String(line)}:${String(column)} ${rule} ${message}`).sort();
}

let findings: Promise<Finding[]> | undefined;

/** What the preset `strict` finds. */
export function eslintFindings(): Promise<Finding[]> {
  return (findings ??= lint());
}

async function lint(): Promise<Finding[]> {
  const eslint = new ESLint({
    cwd: app,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{ts,tsx,js}'], plugins: { bulwark: plugin }, languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, rules: plugin.configs.strict.rules }],
  });
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message }) => ({ file: relative(app, filePath).replaceAll('\\', '/'), line, column, rule: ruleId?.replace('bulwark/', '') ?? 'none', message })),
  );
}
