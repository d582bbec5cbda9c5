import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { read, root } from '../helpers/project.js';

/** One line of the example application, and what is true about it. */
interface Entry {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly why: string;
  /** The finding, or its absence, takes a look into another file. */
  readonly needs?: 'cross-file';
}

const app = join(root, 'examples/saas');
const expected = JSON.parse(read('examples/saas/expected.json')) as { readonly reported: readonly Entry[]; readonly notReported: readonly Entry[] };

const place = ({ file, line, rule }: Pick<Entry, 'file' | 'line' | 'rule'>): string => `${rule} at ${file}:${String(line)}`;
/** Rules that do not exist yet have entries, too. */
const ofExistingRules = (entries: readonly Entry[]): readonly Entry[] => entries.filter(({ rule }) => Object.hasOwn(plugin.rules, rule));
const places = (entries: readonly Entry[]): string[] => ofExistingRules(entries).map(place).sort();
const isOpen = ({ needs }: Entry): boolean => needs === 'cross-file';

describe('the example application', () => {
  let found: string[] = [];

  beforeAll(async () => {
    const eslint = new ESLint({
      cwd: app,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ['**/*.{ts,tsx,js}'],
          plugins: { bulwark: plugin },
          languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
          rules: plugin.configs.all.rules,
        },
      ],
    });
    for (const { filePath, messages } of await eslint.lintFiles(['.'])) {
      const file = filePath.slice(app.length + 1).replaceAll('\\', '/');
      for (const { ruleId, line, message } of messages) found.push(ruleId ? place({ file, line, rule: ruleId.replace('bulwark/', '') }) : `${file}: ${message}`);
    }
    // One statement may log an address and a token: two findings on a line.
    found = [...new Set(found)].sort();
  });

  test('has an entry for each of the rules', () => {
    expect(ofExistingRules(expected.reported).length).toBeGreaterThan(10);
    expect([...expected.reported, ...expected.notReported].filter(({ why }) => why === '')).toEqual([]);
  });

  test('gets exactly the findings that are expected, and nothing else anywhere', () => {
    const open = new Set([...expected.reported, ...expected.notReported].filter(isOpen).map(place));
    expect(found.filter((each) => !open.has(each))).toEqual(places(expected.reported.filter((entry) => !isOpen(entry))));
  });

  test('has nothing reported where a look-alike stands', () => {
    const silent = new Set(places(expected.notReported.filter((entry) => !isOpen(entry))));
    expect(found.filter((each) => silent.has(each))).toEqual([]);
  });

  // When the plugin learns to look into other files, these come true and lose their mark.
  test('leaves open only what takes a look into another file', () => {
    const openButFound = places(expected.reported.filter(isOpen)).filter((each) => found.includes(each));
    const openButSilent = places(expected.notReported.filter(isOpen)).filter((each) => !found.includes(each));
    expect([...openButFound, ...openButSilent]).toEqual([]);
  });
});
