/**
 * How much work the rules cause on code that does not change, in steps that are the same on every machine. A change that makes
 * it grow has to say so in `budget.json`: `UPDATE_BUDGET=1 npx vitest run tests/performance --project eslint10` writes it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
import { freshSourceCode, parsed } from '../../bench/copies.mjs';
import { generate } from '../../bench/generate.mjs';
import { takeWork, type Work } from '../../src/analysis/work.js';
import plugin from '../../src/index.js';
import { filesIn, read, root } from '../helpers/project.js';

type Budget = Record<string, Record<string, Partial<Work>>>;

const FILE = join(root, 'tests/performance/budget.json');
const RULES = Object.keys(plugin.rules);
/** Room for changes that move a few steps about; below the lower bound the budget says nothing any more. */
const MOST = 1.02;
const LEAST = 0.9;
const FEW = 25;

const isUpdate = process.env['UPDATE_BUDGET'] !== undefined;
const budget = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Budget) : {};
const found: Budget = {};
/** Steps along known APIs in each file. */
const walks: Record<string, Record<string, readonly number[]>> = {};

/** A tree is parsed once; every run gets a fresh copy, because the kernel remembers what it found about a node. */
function parsedTree(files: Iterable<readonly [path: string, text: string]>) {
  return [...files].filter(([path]) => /\.tsx?$/u.test(path)).map(([path, text]) => ({ path, text, tree: parsed({ path, text }) }));
}

const isSkipped = (process.env['ESLINT_ALIAS'] ?? '') !== '';
const TREES = {
  'examples/saas': isSkipped ? [] : parsedTree(['.ts', '.tsx'].flatMap((extension) => filesIn('examples/saas', extension)).map((path) => [path.slice('examples/saas/'.length), read(path)] as const)),
  generated: isSkipped ? [] : parsedTree(generate({ files: 90, seed: 1 })),
};

/** Lints a tree with some rules, and hands over the steps in each of its files. */
function workByFile(tree: keyof typeof TREES, rules: readonly string[]): readonly Work[] {
  const linter = new Linter({ cwd: '/project' });
  const config = { files: ['**'], plugins: { bulwark: plugin }, rules: Object.fromEntries(rules.map((rule) => [`bulwark/${rule}`, 'error'] as const)) };
  takeWork();
  return TREES[tree].map((file) => {
    linter.verify(freshSourceCode(file.tree, file.text), config, join('/project', file.path));
    return takeWork();
  });
}

/** The steps of each kind in all files together, as far as there were any. */
function sumOf(files: readonly Work[]): Partial<Work> {
  const kinds = Object.keys(files[0] ?? {}) as (keyof Work)[];
  return Object.fromEntries(kinds.map((kind) => [kind, files.reduce((sum, steps) => sum + steps[kind], 0)] as const).filter(([, steps]) => steps > 0));
}

// Scopes differ a little from one major of ESLint to the next; one of them is enough to see a change of the kernel.
describe.skipIf(isSkipped)('the work', () => {
  describe.each(Object.keys(TREES) as (keyof typeof TREES)[])('on %s', (tree) => {
    test.each(['all rules', ...RULES])('of %s stays in its budget, and close to it', (name) => {
      const files = workByFile(tree, name === 'all rules' ? RULES : [name]);
      const steps = sumOf(files);
      (found[tree] ??= {})[name] = steps;
      (walks[tree] ??= {})[name] = files.map(({ api }) => api);
      if (isUpdate) return;
      const allowed = budget[tree]?.[name];
      expect(allowed, `budget.json has no entry for ${tree}, ${name}`).toBeDefined();
      for (const kind of new Set([...Object.keys(steps), ...Object.keys(allowed ?? {})]) as Set<keyof Work>) {
        const expected = allowed?.[kind] ?? 0;
        expect(steps[kind] ?? 0, `more ${kind} than the budget of ${String(expected)}`).toBeLessThanOrEqual(expected * MOST + FEW);
        expect(steps[kind] ?? 0, `far fewer ${kind} than the budget of ${String(expected)}: write the new number down`).toBeGreaterThanOrEqual(expected * LEAST - FEW);
      }
    });

    test('is the same when it is done again', () => {
      expect(workByFile(tree, RULES)).toEqual(workByFile(tree, RULES));
    });

    test('along known APIs is shared: what one rule has had followed is not followed again for another', () => {
      const { 'all rules': all = [], ...alone } = walks[tree] ?? {};
      expect(all.some((steps) => steps > 0)).toBe(true);
      const sum = (steps: readonly number[]): number => steps.reduce((total, each) => total + each, 0);
      const apart = Object.values(alone);
      all.forEach((steps, file) => { expect(steps).toBeGreaterThanOrEqual(Math.max(...apart.map((files) => files[file] ?? 0))); });
      all.forEach((steps, file) => { expect(steps).toBeLessThanOrEqual(sum(apart.map((files) => files[file] ?? 0))); });
      expect(sum(all)).toBeLessThan(sum(apart.flat()));
    });
  });

  test('has an entry for each rule, and for nothing else', () => {
    const names = ['all rules', ...RULES];
    if (!isUpdate) for (const [tree, entries] of Object.entries(budget)) expect([tree, Object.keys(entries)]).toEqual([tree, names]);
  });

  afterAll(() => {
    if (isUpdate) writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
  });
});
