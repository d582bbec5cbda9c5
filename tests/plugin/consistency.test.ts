import { describe, expect, test } from 'vitest';
import plugin, { type BulwarkRule } from '../../src/index.js';
import { optionNames, optionSchemas } from '../helpers/options.js';
import { namesIn, read, ruleFileNames } from '../helpers/project.js';

const PRESETS = ['recommended', 'strict', 'all'] as const;
const rules = Object.entries(plugin.rules);
const names = Object.keys(plugin.rules).sort();

describe('the rules of the plugin', () => {
  test('are the files of src/rules, listed in order', () => {
    expect(names).toEqual(ruleFileNames());
    expect(Object.keys(plugin.rules)).toEqual(names);
  });

  test('are the files of tests/rules', () => {
    expect(namesIn('tests/rules', '.test.ts')).toEqual(names);
  });

  test('are the pages of docs/rules', () => {
    expect(namesIn('docs/rules', '.md')).toEqual(names);
  });
});

describe('the presets', () => {
  test.each(PRESETS)('%s holds the rules of its own and of the smaller presets', (preset) => {
    const included = PRESETS.slice(0, PRESETS.indexOf(preset) + 1);
    const wanted = rules
      .filter(([, rule]) => included.includes(rule.meta.docs.preset))
      .map(([name, rule]) => [`bulwark/${name}`, rule.meta.docs.severity ?? 'error']);
    const config = plugin.configs[preset];
    expect(config.name).toBe(`bulwark/${preset}`);
    expect(config.plugins['bulwark']).toBe(plugin);
    expect(Object.entries(config.rules)).toEqual(wanted);
    expect(Object.keys(config).sort()).toEqual(['name', 'plugins', 'rules']);
  });
});

describe.each(rules)('%s', (name, rule: BulwarkRule) => {
  const { meta } = rule;

  test('states its metadata', () => {
    expect((rule as BulwarkRule & { name: string }).name).toBe(name);
    expect(meta.docs.description.length).toBeGreaterThan(20);
    expect(PRESETS).toContain(meta.docs.preset);
    expect(meta.docs.cwe.length).toBeGreaterThan(0);
    expect(meta.docs.owasp.length).toBeGreaterThan(0);
    expect(meta.docs.controls.length).toBeGreaterThan(0);
    expect(meta.docs.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
    expect(meta.docs.recommended).toBe(meta.docs.preset === 'recommended');
    expect(meta.docs.owasp.filter((id) => !/^(?:A|API|LLM)\d{1,2}:20\d\d$/.test(id))).toEqual([]);
  });

  test('describes every option and gives it a default', () => {
    const schemas = Object.entries(optionSchemas(rule));
    const [defaults = {}] = meta.defaultOptions as object[];
    expect(schemas.filter(([, schema]) => !schema.description).map(([option]) => option)).toEqual([]);
    expect(Object.keys(defaults).sort()).toEqual(optionNames(rule).sort());
  });

  test('stands in the policy table at each of its controls', () => {
    const rows = read('docs/policy.md').split('\n').filter((line) => line.startsWith('|') && line.includes(name));
    const controls = rows.flatMap((row) => /^\|\s*(\d+)\s*\|/.exec(row)?.[1] ?? []).map(Number);
    expect(controls).toEqual(expect.arrayContaining([...meta.docs.controls]));
  });
});
