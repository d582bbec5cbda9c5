import { describe, expect, test } from 'vitest';
import { fixedTextOf } from '../../src/analysis/fixed-text.js';
import { isSameValue } from '../../src/analysis/sameness.js';
import { sourceOf } from '../helpers/source.js';

/** The arguments of `show(…)`, wherever it stands. */
function argumentsIn(code: string) {
  const { sourceCode, nodes } = sourceOf(code);
  const call = nodes.find((node) => node.type === 'CallExpression' && sourceCode.getText(node as never).startsWith('show('));
  if (call?.type !== 'CallExpression') throw new Error('no call show(…)');
  return { sourceCode, args: call.arguments };
}

describe('isSameValue', () => {
  const isSame = (code: string): boolean => {
    const { sourceCode, args } = argumentsIn(code);
    return isSameValue(sourceCode, args[0]!, args[1]!);
  };

  test.each([
    'show(a, a)', "show('a', `a`)", "show('a' + b, `a${b}`)", 'show(this.key, this.key)', "show(a.b, a['b'])", 'show(key(a), key(a))', 'show(key(a, 1)!, key(a, 1))',
    'const key = `rl:${ip}`; show(key, `rl:${ip}`)', 'const key = keyFor(ip); show(key, keyFor(ip))', 'const P = "rl"; show(`${P}:${ip}`, `rl:${ip}`)', 'const { token } = body; show(token, token)',
    'show({ a: 1, b }, { a: 1, b })', 'show(a ?? b, a ?? b)', 'const one = two; show(one, two)',
  ])('%s: the same', (code) => {
    expect(isSame(code)).toBe(true);
  });

  test.each([
    'show(a, b)', "show('a', 'b')", 'show(a.b, a.c)', 'show(a.b, c.b)', 'show(`x:${a}`, `y:${a}`)', 'show(`x:${a}`, `x:${b}`)', 'show(key(a), key(b))', 'show(key(a), lock(a))', 'show({ a: 1 }, { a: 2 })', 'show({ ...a }, { ...a })', 'show(a ?? b, a || b)',
    // Made of nothing: new each time.
    'show(id(), id())', 'show(new Key(a), new Key(b))',
    'function f(key) { show(key, g) } function g(key) {}',
  ])('%s: not known to be', (code) => {
    expect(isSame(code)).toBe(false);
  });

  test('ends on definitions that go round', () => {
    expect(isSame('const a = `${b}`; const b = `${a}`; show(a, `${a}x`)')).toBe(false);
  });
});

describe('fixedTextOf', () => {
  test.each<[string, string]>([
    ["show('a b')", 'a b'], ['show(`otp:${email}`)', 'otp:…'], ["show('otp:' + email + ':' + 1)", 'otp:…:1'], ["const P = 'rl'; show(`${P}:${ip}`)", 'rl:…'], ["show(['docker', 'login', '-p', password])", 'docker login -p …'],
    ["let line = 'psql'; line += url; show(line)", 'psql'], ['show(command)', '…'], ['const { a } = b; show(a)', '…'], ['show([...list, 1])', '… 1'],
  ])('%s: %s', (code, text) => {
    const { sourceCode, args } = argumentsIn(code);
    expect(fixedTextOf(sourceCode, args[0]!)).toBe(text);
  });

  test('is short, whatever it is made of', () => {
    const { sourceCode, args } = argumentsIn(`show(${Array.from({ length: 500 }, () => "'abcdef'").join(' + x + ')})`);
    expect(fixedTextOf(sourceCode, args[0]!).length).toBeLessThanOrEqual(400);
  });
});
