/** Letters of a name may be written as escapes: whoever searches the text for a name does not find it there. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { sceneOf } from '../helpers/kernel.js';

function findings(code: string): readonly (string | null)[] {
  const config = { plugins: { bulwark: plugin }, languageOptions: { parser }, files: ['**'], rules: plugin.configs.recommended.rules };
  return new Linter().verify(code, [config], 'lib/auth.ts').map(({ ruleId }) => ruleId);
}

test.each([
  ['Math.random().toString(36)', String.raw`M\u0061th.random().toString(36)`],
  ['Math.random().toString(36)', String.raw`\u{4d}ath.r\u0061ndom().toString(36)`],
])('%s is %s', (plain, escaped) => {
  const codeWith = (value: string): string => `export const sessionToken = () => ${value};`;
  expect(findings(codeWith(plain))).toEqual(['bulwark/no-insecure-random']);
  expect(findings(codeWith(escaped))).toEqual(findings(codeWith(plain)));
});

const mentionsAudits = (code: string): boolean => sceneOf(code).kernel.mentions('audit');

test.each([String.raw`a\u0075dit()`, String.raw`\u{41}udit()`, String.raw`x.\u{0000061}udit`, String.raw`log\u005faudit()`])('%s may be any name', (code) => {
  expect(mentionsAudits(code)).toBe(true);
});

test.each([String.raw`/[\u0300-\u036f\u0000-\u0020\u007f]/g`, String.raw`'caf\u00e9 \u{1F600}'`, String.raw`'\u2028'`])('%s spells no name', (code) => {
  expect(mentionsAudits(code)).toBe(false);
});
