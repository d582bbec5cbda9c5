import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { resultOf, totalsOf, type Message, type Result } from '../../src/cli/engine/results.js';
import { githubFormat } from '../../src/cli/formats/github.js';
import { markdownFormat } from '../../src/cli/formats/markdown.js';
import type { Report } from '../../src/cli/formats/report.js';
import { sarifFormat } from '../../src/cli/formats/sarif.js';
import { securitySeverity } from '../../src/cli/formats/severity.js';
import { textFormat } from '../../src/cli/formats/text.js';
import { plain } from '../../src/cli/io.js';
import { BAD, FINE, projectOf, RANDOM, run, WEAK_JWT } from './helper.js';

const finding = (message: string, more: Partial<Message> = {}): Message => ({ ruleId: WEAK_JWT, severity: 2, message, line: 3, column: 5, endLine: 3, endColumn: 9, ...more });
const fatal = (message: string): Message => ({ ruleId: null, fatal: true, severity: 2, message, line: 1, column: 2 });

function reportOf(results: readonly Result[], more: Partial<Report> = {}): Report {
  return { results, totals: totalsOf(results), cwd: '/repo/app', root: '/repo', ruleNames: ['no-weak-jwt-algorithm', 'no-pii-in-logs'], hidden: 0, crashed: false, maxWarnings: undefined, terminal: undefined, paint: plain, ...more };
}

const NASTY = 'uses `a | b`, 100% of it::x,\nthen <b> @someone [x](y) \u001b[31m*bold*';
const nasty = reportOf([resultOf('/repo/app/src/[id], a:b %.ts', [finding(NASTY), finding('a warning over lines', { severity: 1, line: 4, endLine: 6 })], 'a\nb\nc\nd\ne\nf'), resultOf('/repo/app/src/ok.ts', [])]);

describe('text', () => {
  test('is one line a finding, whatever is in it', () => {
    const lines = textFormat(nasty).split('\n');
    expect(lines[0]).toBe(String.raw`src/[id], a:b %.ts:3:5: error: uses ${'`a | b`'}, 100% of it::x, then <b> @someone [x](y) \u001b[31m*bold* [bulwark/no-weak-jwt-algorithm]`);
    expect(lines[1]).toMatch(/^src\/.*:4:5: warn: /u);
    expect(lines).toContain('✖ 2 findings (1 error, 1 warning) in 1 of 2 files with 2 rules.');
  });

  test('tells what was left out, and says so when only files failed', () => {
    expect(textFormat(reportOf([resultOf('/repo/app/a.ts', [])], { hidden: 3 }))).toBe('✔ No findings in 1 file with 2 rules.\n3 findings left out by the baseline.\n');
    expect(textFormat(reportOf([resultOf('/repo/app/a.ts', [fatal('Parsing error: x')]), resultOf('/repo/app/b.ts', [])]))).toContain('✔ No findings in the other 1 file.\n✖ 1 file could not be checked.');
  });
});

describe('github', () => {
  test('escapes what would end a command or a property', () => {
    const [error, warning, end] = githubFormat(nasty).split('\n');
    expect(error).toBe(String.raw`::error file=app/src/[id]%2C a%3Ab %25.ts,line=3,endLine=3,col=5,endColumn=9,title=bulwark/no-weak-jwt-algorithm::uses ${'`a | b`'}, 100%25 of it::x,%0Athen <b> @someone [x](y) \u001b[31m*bold*`);
    expect(warning).toBe(`::warning file=app/src/[id]%2C a%3Ab %25.ts,line=4,endLine=6,title=bulwark/no-weak-jwt-algorithm::a warning over lines`);
    expect(end).toBe('');
  });

  test('says nothing when nothing was found, and has no title for files that do not parse', () => {
    expect(githubFormat(reportOf([resultOf('/repo/app/a.ts', [])]))).toBe('');
    expect(githubFormat(reportOf([resultOf('/repo/app/a.ts', [fatal('Parsing error: x')])]))).toBe('::error file=app/a.ts,line=1,col=2::Parsing error: x\n');
  });
});

describe('markdown', () => {
  const text = markdownFormat(nasty);

  test('escapes markup outside of code, and mentions of people', () => {
    expect(text).toContain('uses `a | b`, 100% of it::x, then \\<b\\> @\u200bsomeone \\[x\\](y) \\\\u001b\\[31m\\*bold\\*');
  });

  test('links places and rules', () => {
    expect(text).toContain('### `app/src/[id], a:b %.ts`');
    expect(text).toContain('- [3:5](<app/src/%5Bid%5D,%20a:b%20%25.ts#L3>) **error** ');
    expect(text).toContain(`| [\`${WEAK_JWT}\`](${plugin.rules['no-weak-jwt-algorithm']!.meta.docs.url}) | 2 |`);
    expect(text).toContain('**2 findings** (1 error, 1 warning) in 1 of 2 files with 2 rules.');
  });

  test('is short when there is nothing', () => {
    expect(markdownFormat(reportOf([resultOf('/repo/app/a.ts', [])]))).toBe('## Bulwark\n\nNo findings in 1 file with 2 rules.\n');
  });
});

interface Region {
  startLine: number;
  startColumn: number;
  endLine?: number;
  endColumn?: number;
}

interface Location {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: Region };
}

interface Sarif {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; semanticVersion: string; informationUri: string; rules: { id: string; name: string; shortDescription: { text: string }; fullDescription: { text: string }; helpUri: string; help: { text: string; markdown: string }; defaultConfiguration: { level: string }; properties: Record<string, unknown> & { tags: string[] } }[] } };
    columnKind: string;
    originalUriBaseIds: Record<string, object>;
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: { level: string; message: { text: string }; locations: Location[] }[] }[];
    results: { ruleId: string; ruleIndex: number; level: string; message: { text: string }; locations: Location[]; partialFingerprints: Record<string, string> }[];
  }[];
}

/** What the specification and code scanning demand of a log, whatever was found. */
function expectValid(text: string): Sarif['runs'][number] {
  const log = JSON.parse(text) as Sarif;
  expect(Object.keys(log)).toEqual(['$schema', 'version', 'runs']);
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  const [run] = log.runs;
  const { driver } = run!.tool;
  expect(driver.name).not.toBe('');
  expect(driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+/u);
  const ids = driver.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of driver.rules) {
    expect(rule.name).toMatch(/^[A-Z][A-Za-z0-9]+$/u);
    expect(rule.shortDescription.text).toMatch(/^[A-Z].{15,}\.$/u);
    expect(rule.helpUri).toMatch(/^https:\/\//u);
    expect(rule.help.text).not.toBe('');
    expect(['error', 'warning', 'note', 'none']).toContain(rule.defaultConfiguration.level);
    expect(rule.properties['security-severity']).toMatch(/^(?:10|\d)\.\d$/u);
    expect(rule.properties.tags).toContain('security');
    expect(rule.properties.tags.filter((tag) => /^external\/cwe\/cwe-\d{3,}$/u.test(tag)).length).toBeGreaterThan(0);
  }
  const places = [...run!.results.flatMap(({ locations }) => locations), ...run!.invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications.flatMap(({ locations }) => locations))];
  for (const { physicalLocation: { artifactLocation, region } } of places) {
    expect(Object.keys(run!.originalUriBaseIds)).toContain(artifactLocation.uriBaseId);
    expect(artifactLocation.uri).not.toMatch(/^(?:\/|\.\.|[a-z]+:)|\\|\s/iu);
    expect(region.startLine).toBeGreaterThanOrEqual(1);
    expect(region.startColumn).toBeGreaterThanOrEqual(1);
    if (region.endLine !== undefined) expect(region.endLine * 1e6 + (region.endColumn ?? 0)).toBeGreaterThanOrEqual(region.startLine * 1e6 + region.startColumn);
  }
  for (const result of run!.results) {
    expect(ids[result.ruleIndex]).toBe(result.ruleId);
    expect(['error', 'warning']).toContain(result.level);
    expect(result.locations).toHaveLength(1);
    expect(result.partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:\d+$/u);
  }
  return run!;
}

describe('sarif', () => {
  test('states rules, places and levels', () => {
    const { results, tool } = expectValid(sarifFormat(nasty));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['bulwark/no-pii-in-logs', WEAK_JWT]);
    expect(results.map(({ level, ruleIndex, message }) => ({ level, ruleIndex, text: message.text }))).toEqual([{ level: 'error', ruleIndex: 1, text: NASTY }, { level: 'warning', ruleIndex: 1, text: 'a warning over lines' }]);
    expect(results[0]!.locations[0]!.physicalLocation).toEqual({ artifactLocation: { uri: 'app/src/%5Bid%5D%2C%20a%3Ab%20%25.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 } });
  });

  test('depends on nothing of the machine', () => {
    expect(sarifFormat(nasty)).not.toContain('/repo');
    expect(sarifFormat(nasty)).toBe(sarifFormat(nasty));
  });

  test('notes files that could not be checked beside the findings', () => {
    const run = expectValid(sarifFormat(reportOf([resultOf('/repo/app/a.ts', [fatal('Parsing error: x')])])));
    expect(run.results).toEqual([]);
    expect(run.invocations[0]!.executionSuccessful).toBe(true);
    expect(run.invocations[0]!.toolExecutionNotifications.map(({ message }) => message.text)).toEqual(['Parsing error: x']);
    expect(expectValid(sarifFormat(reportOf([], { crashed: true }))).invocations[0]!.executionSuccessful).toBe(false);
  });

  test('describes every rule, with the reason of its page', () => {
    const { tool } = expectValid(sarifFormat(reportOf([], { ruleNames: Object.keys(plugin.rules) })));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(plugin.rules).map((name) => `bulwark/${name}`));
    for (const { help, shortDescription } of tool.driver.rules) expect(help.markdown.length).toBeGreaterThan(shortDescription.text.length + 100);
  });

  test('keeps fingerprints when lines move', () => {
    const sarif = (before: string) => expectValid(sarifFormat(reportOf([resultOf('/repo/a.ts', [finding('m', { line: 1 + before.split('\n').length - 1, endLine: 1 + before.split('\n').length - 1 })], `${before}jwt.sign(x);\n`)])));
    expect(sarif('\n\n\n').results[0]!.partialFingerprints).toEqual(sarif('').results[0]!.partialFingerprints);
  });

  test('weighs a rule by its weakness', () => {
    const rule = (cwe: number[], severity?: 'warn') => ({ meta: { docs: { cwe, ...(severity ? { severity } : {}) } } }) as never;
    expect(securitySeverity(rule([601]))).toBe('6.1');
    expect(securitySeverity(rule([999_999, 347]))).toBe('9.1');
    expect(securitySeverity(rule([999_999]))).toBe('7.0');
    expect(securitySeverity(rule([601], 'warn'))).toBe('4.1');
  });
});

describe('a run', () => {
  const project = projectOf({ 'app/a.js': BAD, 'app/b.js': RANDOM, 'app/c.js': FINE, 'app/d.js': 'const = 1;' });
  mkdirSync(join(project.folder, '.git'));
  const report = (...args: string[]) => run(project, [...args]);

  test.each(['text', 'stylish', 'json', 'html', 'sarif', 'github', 'markdown'])('is told as %s, on a clean stream', (format) => {
    const { code, stdout, stderr } = report('-f', format);
    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('Checking 4 files');
    if (format !== 'text') expect(stderr).toContain('3 errors and 0 warnings in 4 files\n');
    const marks = { text: 'app/a.js:2:', stylish: `✖ 3 problems (3 errors, 0 warnings)`, json: '"ruleId":"bulwark/no-insecure-random"', html: '<!DOCTYPE html>', sarif: '"version": "2.1.0"', github: '::error file=app/a.js,line=2', markdown: '### `app/a.js`' };
    expect(stdout).toContain(marks[format as keyof typeof marks]);
    if (format === 'html') for (const rule of ['no-weak-jwt-algorithm', 'no-insecure-random']) expect(stdout).toContain(plugin.rules[rule]!.meta.docs.url);
    if (format === 'sarif') expectValid(stdout);
  });

  test('writes a file, and makes its folder', () => {
    const { code, stdout, stderr } = report('-f', 'sarif', '-o', 'out/deep/report.sarif');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('; the report is in out/deep/report.sarif\n');
    expectValid(project.read('out/deep/report.sarif'));
    expect(report('-o', 'app').stderr).toContain('the report cannot be written to app: EISDIR');
  });

  test('names files from the root of the repository, where services look for them', () => {
    const inner = run({ folder: join(project.folder, 'app') }, ['-f', 'github', '--no-config'], {});
    expect(inner.code).toBe(1);
    expect(inner.stdout).toContain('::error file=app/a.js,line=2');
  });
});
