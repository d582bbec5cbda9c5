import { createRequire } from 'node:module';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const wanted = process.env['ESLINT_ALIAS'] === 'eslint9' ? '9' : '10';

test('tests import the ESLint major of their project', () => {
  expect(ESLint.version.split('.')[0]).toBe(wanted);
});

test('the rule tester runs on the same major', () => {
  const fromRuleTester = createRequire(createRequire(import.meta.url).resolve('@typescript-eslint/rule-tester'));
  const { Linter } = fromRuleTester('eslint') as typeof import('eslint');
  expect(Linter.version.split('.')[0]).toBe(wanted);
});
