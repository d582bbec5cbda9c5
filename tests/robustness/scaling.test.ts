/**
 * Generated and minified code: long, deep, or on one line. The rules come to an end and do not throw, as long as ESLint itself
 * reads the file. What work it is, is asserted elsewhere; time is no measure on a shared machine.
 */
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { DEEP, LONG } from '../helpers/scaling.js';

const ALL = process.env['BULWARK_ROBUST'] === 'all';
const LENGTH = ALL ? 10_000 : 500;
const DEPTHS = ALL ? [50, 500, 1_000, 2_000, 5_000] : [50, 500, 2_000];
const TIMEOUT = ALL ? 1_200_000 : 180_000;

const linter = new Linter();
const settings = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } };

/** What ESLint says without any rule: too deep for its parser or its scope analysis, or nothing. */
function refusal(code: string): string | undefined {
  try {
    return linter.verify(code, [settings], 'file.js').find(({ fatal }) => fatal)?.message;
  } catch (error) {
    return (error as Error).message;
  }
}

function findingsIn(code: string): readonly Linter.LintMessage[] {
  return linter.verify(code, [{ ...settings, plugins: { bulwark: plugin }, rules: plugin.configs.all.rules }], 'file.js');
}

describe('long files', () => {
  test.each(Object.entries(LONG))('%s', (_name, shape) => {
    expect(refusal(shape(3))).toBeUndefined();
    const code = shape(LENGTH);
    // A concatenation of ten thousand parts is a tree ten thousand levels deep: ESLint itself does not get through it.
    if (refusal(code) === undefined) expect(findingsIn(code).filter(({ fatal }) => fatal)).toEqual([]);
  }, TIMEOUT);

  test('a table of two hundred thousand elements is more than one call takes as arguments', () => {
    const code = `import express from 'express';\nconst app = express();\nconst pages = [${Array.from({ length: 200_000 }, (_, index) => String(index)).join()}];\nconst all = [...pages, ...pages];\napp.get('/', (req, res) => { console.log(all, pages); res.redirect(pages[req.query.page]); });`;
    expect(findingsIn(code).filter(({ fatal }) => fatal)).toEqual([]);
  }, TIMEOUT);
});

describe('deep files', () => {
  test.each(Object.entries(DEEP))('%s', (_name, shape) => {
    let reached = 0;
    for (const depth of DEPTHS) {
      const code = shape(depth);
      if (refusal(code) !== undefined) break;
      expect(findingsIn(code).filter(({ fatal }) => fatal)).toEqual([]);
      reached = depth;
    }
    expect(reached).toBeGreaterThanOrEqual(50);
  }, TIMEOUT);
});
