import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BAD, INSECURE_RANDOM, projectOf, RANDOM, run, WEAK_JWT, type Project } from './helper.js';

const FILE = 'eslint-suppressions.json';

const files = { 'a.js': BAD, 'b.js': RANDOM + RANDOM.replace('resetToken', 'inviteToken') };
const counts = ({ read }: Project): unknown => JSON.parse(read(FILE));

describe('the baseline', () => {
  test('goes round: written, respected, told apart from what is new', () => {
    const project = projectOf(files);
    expect(run(project, []).code).toBe(1);
    const update = run(project, ['--update-baseline']);
    expect(update.code).toBe(0);
    expect(update.stderr).toContain(`${FILE}: 3 findings put off`);
    expect(counts(project)).toEqual({ 'a.js': { [WEAK_JWT]: { count: 1 } }, 'b.js': { [INSECURE_RANDOM]: { count: 2 } } });

    const clean = run(project, []);
    expect(clean.code).toBe(0);
    expect(clean.stdout).toContain('3 findings left out by the baseline.');
    expect(run(project, ['--no-baseline']).code).toBe(1);

    project.write('b.js', files['b.js'] + RANDOM.replace('resetToken', 'otp'));
    const more = run(project, []);
    expect(more.code).toBe(1);
    expect(more.stdout).toContain('✖ 3 findings');
  });

  test('tells what is gone, and takes it out when asked', () => {
    const project = projectOf(files);
    run(project, ['--update-baseline']);
    project.write('a.js', 'export {};\n');
    project.write('b.js', RANDOM);
    const { code, stderr } = run(project, []);
    expect(code).toBe(0);
    expect(stderr).toContain(`note: 2 findings of ${FILE} are gone; --update-baseline takes them out.`);
    run(project, ['--update-baseline']);
    expect(counts(project)).toEqual({ 'b.js': { [INSECURE_RANDOM]: { count: 1 } } });
    expect(run(project, []).stderr).not.toContain('gone');
  });

  test('leaves alone what was not looked at', () => {
    const project = projectOf({ ...files, 'c.js': 'const = 1;\n' });
    const others = { 'a.js': { 'no-console': { count: 4 }, [WEAK_JWT]: { count: 7 } }, 'b.js': { [INSECURE_RANDOM]: { count: 9 } }, 'c.js': { [WEAK_JWT]: { count: 1 } }, 'gone.js': { [WEAK_JWT]: { count: 1 } } };
    project.write(FILE, JSON.stringify(others));
    run(project, ['a.js', 'c.js', '--rule', 'no-weak-jwt-algorithm', '--update-baseline']);
    expect(counts(project)).toEqual({ 'a.js': { 'no-console': { count: 4 }, [WEAK_JWT]: { count: 1 } }, 'b.js': { [INSECURE_RANDOM]: { count: 9 } }, 'c.js': { [WEAK_JWT]: { count: 1 } } });
    // Rules that did not run are not gone.
    expect(run(project, ['b.js', '--rule', 'no-pii-in-logs']).stderr).not.toContain('gone');
  });

  test('may have another name', () => {
    const project = projectOf(files);
    expect(run(project, ['--baseline', 'later.json']).stderr).toContain('the baseline later.json cannot be read; --update-baseline writes one');
    run(project, ['--baseline', 'later.json', '--update-baseline']);
    expect(project.has(FILE)).toBe(false);
    expect(run(project, ['--baseline', 'later.json']).code).toBe(0);
    expect(run(project, []).code).toBe(1);
  });

  test('is not written for nothing', () => {
    const project = projectOf({ 'a.js': 'export {};\n' });
    expect(run(project, ['--update-baseline']).code).toBe(0);
    expect(project.has(FILE)).toBe(false);
  });

  test.each([['{', 'is no JSON'], ['[]', 'is not of the form that ESLint writes'], ['{ "a.js": { "r": 1 } }', 'is not of the form that ESLint writes']])('%s is refused', (text, message) => {
    const project = projectOf({ ...files, [FILE]: text });
    const { code, stderr } = run(project, []);
    expect(code).toBe(2);
    expect(stderr).toContain(`the baseline ${FILE} ${message}`);
    expect(project.read(FILE)).toBe(text);
  });

  test('is the file of ESLint itself, letter for letter', () => {
    const config = `import bulwark from 'eslint-plugin-bulwark';\nexport default [bulwark.configs.recommended];\n`;
    const project = projectOf({ ...files, 'eslint.config.js': config }, ['eslint', 'parser', 'plugin']);
    const eslint = (...args: string[]) => spawnSync(process.execPath, [join(project.folder, 'node_modules/eslint/bin/eslint.js'), ...args], { cwd: project.folder, encoding: 'utf8' });
    expect(eslint('a.js', 'b.js', '--suppress-all').status).toBe(0);
    const theirs = project.read(FILE);
    expect(run(project, ['a.js', 'b.js']).code).toBe(0);
    run(project, ['a.js', 'b.js', '--update-baseline']);
    expect(project.read(FILE)).toBe(theirs);
    expect(eslint('a.js', 'b.js').status).toBe(0);
  });
});
