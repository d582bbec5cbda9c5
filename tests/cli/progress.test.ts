import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Progress } from '../../src/cli/progress.js';

function progressOn(isTTY: boolean, total: number, env: Record<string, string> = {}) {
  let text = '';
  let time = 0;
  const output = { isTTY, columns: 80, write: (part: string) => (text += part) };
  const progress = new Progress({ cwd: '/', env: { NO_COLOR: '1', ...env }, stdin: new PassThrough(), stdout: output, stderr: output }, total, () => time);
  return {
    progress,
    step: (name: string, after: number): void => {
      time += after;
      progress.step(name);
    },
    written: () => text,
  };
}

describe('on a terminal', () => {
  test('a bar is drawn in place, not for every file, and taken away', () => {
    const { progress, step, written } = progressOn(true, 4);
    step('a.ts', 0);
    step('b.ts', 1);
    step('c.ts', 100);
    progress.end();
    expect(written().split('\r\u001b[K')).toEqual(['', `${'█'.repeat(6)}${'░'.repeat(18)} 1/4 a.ts`, `${'█'.repeat(18)}${'░'.repeat(6)} 3/4 c.ts`, '']);
  });

  test('long and strange names stay on the line', () => {
    const { step, written } = progressOn(true, 1);
    step(`${'folder/'.repeat(30)}end\u0007.ts`, 0);
    expect(written()).toContain(String.raw`end\u0007.ts`);
    expect(written()).not.toContain('\u0007');
    expect(written().replace('\r\u001b[K', '').length).toBeLessThan(85);
  });
});

describe.each([[false, {}], [true, { CI: 'true' }], [true, { TERM: 'dumb' }]] as const)('in a log (terminal: %s, %j)', (isTTY, env) => {
  test('a line comes now and then', () => {
    const { progress, step, written } = progressOn(isTTY, 3, env);
    step('a.ts', 10);
    step('b.ts', 20_000);
    step('c.ts', 10);
    progress.end();
    expect(written()).toBe('2/3 files checked\n');
  });
});

test('nothing to do is no division by zero', () => {
  const { step, written } = progressOn(true, 0);
  step('a.ts', 0);
  expect(written()).toContain('█'.repeat(24));
});
