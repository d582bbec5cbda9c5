import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { applySuggestions } from '../../src/cli/suggestions.js';
import { resultOf, type Message, type Result } from '../../src/cli/engine/results.js';
import type { Io } from '../../src/cli/io.js';
import { BAD, FINE, INSECURE_RANDOM, projectOf, RANDOM, run, runAtTerminal } from './helper.js';

const TWO = RANDOM + RANDOM.replace('resetToken', 'inviteToken');

describe('--fix-suggestions', () => {
  test('refuses where nobody can answer', async () => {
    const project = projectOf({ 'a.js': RANDOM });
    const refusal = 'eslint-plugin-bulwark: --fix-suggestions asks before each change, so it needs a terminal\n';
    const outcome = run(project, ['--fix-suggestions']);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(refusal);
    expect((await runAtTerminal(project, ['--fix-suggestions'], { isTTY: false })).stderr).toContain(refusal);
    expect(project.read('a.js')).toBe(RANDOM);
  });

  test('shows the finding and the change, and writes what is taken', async () => {
    const project = projectOf({ 'a.js': RANDOM, 'b.js': BAD });
    const { code, stderr, stdout } = await runAtTerminal(project, ['--fix-suggestions'], { typed: ['y'] });
    expect(stderr).toMatch(/\[1\/1\] a\.js:1:\d+ {2}bulwark\/no-insecure-random\n/u);
    expect(stderr).toContain('- export const resetToken = Math.random()');
    expect(stderr).toMatch(/^\+ export const resetToken = .*crypto/mu);
    expect(stderr).toContain('Apply? [y]es, [n]o, [q]uit: ');
    expect(stderr).toContain('1 suggestion applied.');
    expect(project.read('a.js')).not.toContain('Math.random');
    // What is left is reported as usual.
    expect(code).toBe(1);
    expect(stdout).not.toContain('no-insecure-random');
    expect(stdout).toContain('no-weak-jwt-algorithm');
    expect((await runAtTerminal(project, ['a.js'])).code).toBe(0);
  });

  test('passes over what is not taken, and asks about each finding once', async () => {
    const project = projectOf({ 'a.js': TWO });
    const { stderr, stdout, code } = await runAtTerminal(project, ['--fix-suggestions'], { typed: ['n', 'maybe', 'yes'] });
    expect(stderr).toContain('[1/2]');
    expect(stderr).toContain('[2/2]');
    expect(stderr).toContain('Please answer with one of these: [y]es, n, q.');
    expect(project.read('a.js')).toMatch(/^export const resetToken = Math\.random\(\).*\nexport const inviteToken = (?!Math)/mu);
    expect(stdout).toContain('✖ 1 finding');
    expect(code).toBe(1);
  });

  test.each([['q'], ['quit'], []])('stops cleanly on %j', async (...typed) => {
    const project = projectOf({ 'a.js': TWO, 'b.js': RANDOM });
    const { stderr, stdout, code } = await runAtTerminal(project, ['--fix-suggestions'], { typed });
    expect(stderr).toContain('0 suggestions applied; stopped.');
    expect(stderr.match(/Apply\?/gu)).toHaveLength(1);
    expect(project.read('a.js')).toBe(TWO);
    expect(stdout).toContain('✖ 3 findings');
    expect(code).toBe(1);
  });

  test('keeps what was taken before it stopped', async () => {
    const project = projectOf({ 'a.js': RANDOM, 'b.js': RANDOM });
    const { stderr } = await runAtTerminal(project, ['--fix-suggestions'], { typed: ['y', 'q'] });
    expect(stderr).toContain('1 suggestion applied; stopped.');
    expect(project.read('a.js')).not.toContain('Math.random');
    expect(project.read('b.js')).toBe(RANDOM);
  });

  test('says so when there is none', async () => {
    const { stderr, code } = await runAtTerminal(projectOf({ 'a.js': FINE }), ['--fix-suggestions']);
    expect(stderr).toContain('None of the findings has a suggestion.');
    expect(code).toBe(0);
  });
});

describe('a session', () => {
  const MARK = '\uFEFF';

  /** An engine that finds each `bad` and suggests to write `good`, or something that does not parse. */
  function sessionOn(text: string, typed: readonly string[], replacements: readonly string[] = ['good'], onAsk: (file: string) => void = () => undefined) {
    const project = projectOf({ 'a.js': text }, []);
    const file = join(project.folder, 'a.js');
    const check = (code: string): Result => {
      const bare = code.replace(MARK, '');
      if (bare.includes('oops')) return resultOf(file, [{ ruleId: null, fatal: true, severity: 2, message: 'Parsing error', line: 1, column: 1 }], code);
      const messages = [...bare.matchAll(/bad/gu)].map(({ index }): Message => {
        const before = bare.slice(0, index).split('\n');
        return { ruleId: INSECURE_RANDOM, severity: 2, message: 'is bad', line: before.length, column: (before.at(-1) ?? '').length + 1, suggestions: replacements.map((replacement) => ({ desc: `Write ${replacement}.`, fix: { range: [index, index + 3], text: replacement } })) };
      });
      return resultOf(file, messages, code);
    };
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(typed.map((line) => `${line}\n`).join(''));
    let shown = '';
    const stderr = {
      isTTY: true,
      write(part: string) {
        shown += part;
        if (part.includes('Apply?')) onAsk(file);
        return true;
      },
    };
    const io: Io = { cwd: project.folder, env: { NO_COLOR: '1' }, stdin, stdout: stderr, stderr };
    return { results: applySuggestions([check(text)], (code) => Promise.resolve(check(code)), io), text: () => project.read('a.js'), shown: () => shown };
  }

  test('offers several ways by number', async () => {
    const { results, text, shown } = sessionOn('bad;\n', ['3', '2'], ['good', 'fine']);
    expect((await results)[0]?.messages).toEqual([]);
    expect(text()).toBe('fine;\n');
    expect(shown()).toContain('1. Write good.');
    expect(shown()).toContain('2. Write fine.');
    expect(shown()).toContain('Please answer with one of these: 1, 2, n, q.');
  });

  test('tells equal lines apart, whichever are taken', async () => {
    const { results, text } = sessionOn('bad;\nbad;\nbad;\nbad;\n', ['y', 'n', 'y', 'n']);
    expect((await results)[0]?.messages).toHaveLength(2);
    expect(text()).toBe('good;\nbad;\ngood;\nbad;\n');
  });

  test('keeps the mark at the start of a file', async () => {
    const { results, text } = sessionOn(`${MARK}a; bad;\n`, ['y']);
    await results;
    expect(text()).toBe(`${MARK}a; good;\n`);
  });

  test('does not write what would not parse', async () => {
    const { results, text, shown } = sessionOn('bad;\n', ['y'], ['oops(']);
    expect((await results)[0]?.messages).toHaveLength(1);
    expect(text()).toBe('bad;\n');
    expect(shown()).toContain('The file would no longer parse; it is left as it is.');
  });

  test('does not overwrite what somebody else has saved meanwhile', async () => {
    const { results, text, shown } = sessionOn('bad;\n', ['y'], ['good'], (file) => {
      writeFileSync(file, 'bad; // edited\n');
    });
    await results;
    expect(text()).toBe('bad; // edited\n');
    expect(shown()).toContain('The file has changed in the meantime');
  });
});
