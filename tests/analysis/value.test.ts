import { describe, expect, test } from 'vitest';
import { constantOf, constantsOf, numberOf, stringsOf } from '../../src/analysis/value.js';
import { foreignSources, sourceOf } from '../helpers/source.js';

/** The constants of the argument of the last call `f(…)`. */
function valuesOf(code: string) {
  const source = sourceOf(code);
  const call = source.nodes.filter((node) => node.type === 'CallExpression' && source.sourceCode.getText(node).startsWith('f(')).at(-1);
  if (call?.type !== 'CallExpression' || !call.arguments[0]) throw new Error('no call f(…)');
  return constantsOf(source.sourceCode, call.arguments[0]);
}

describe('constantsOf', () => {
  test.each<[string, unknown[]]>([
    ["f('a')", ['a']],
    ['f(1)', [1]],
    ['f(-1)', [-1]],
    ['f(null)', [null]],
    ['f(undefined)', [undefined]],
    ['f(void 0)', [undefined]],
    ['f(10n)', [10n]],
    ['f(!0)', [true]],
    ['f(/a+/gi)', [{ pattern: 'a+', flags: 'gi' }]],
    ["f(new RegExp('a+', 'i'))", [{ pattern: 'a+', flags: 'i' }]],
    // wrappers and hops
    ["f(('a' as const)! satisfies string)", ['a']],
    ["const a = 'x'; f(a)", ['x']],
    ["const a = 'x'; const b = a; f(<string>b)", ['x']],
    ["let a = 'x'; f(a)", ['x']],
    ["function g() { return f(A) } const A = 'x';", ['x']],
    // folding
    ["const a = 'x'; f(`${a}-${1}`)", ['x-1']],
    ["f('a' + 'b' + 1)", ['ab1']],
    ['f(60 * 60 * 24)', [86400]],
    ['f(String.raw`a\\n${1}`)', ['a\\n1']],
    ["f(['a', 'b'].join(''))", ['ab']],
    ["f(['a', 'b'].join())", ['a,b']],
    ["f([].join(''))", ['']],
    ["const parts = ['a', 'b']; f(parts.join('-'))", ['a-b']],
    ["f(' A '.trim().toLowerCase().concat('b'))", ['ab']],
    ["f('abc'.slice(1, -1))", ['b']],
    ["f('a-b-c'.replace('-', ''))", ['ab-c']],
    ["f('a-b-c'.replaceAll('-', ''))", ['abc']],
    ["f('abc'.length)", [3]],
    ["f(String(5))", ['5']],
    ["f(Number('5'))", [5]],
    // choices
    ["f(c ? 'a' : 'b')", ['a', 'b']],
    ["f(c ? 'a' : 'a')", ['a']],
    ["f('' || 'b')", ['b']],
    ["f('a' || x)", ['a']],
    ["f((c ? null : 'a') ?? 'b')", ['a', 'b']],
    ["f(`${c ? 'a' : 'b'}${d ? 1 : 2}`)", ['a1', 'a2', 'b1', 'b2']],
    // members
    ["const MODES = { strict: 'a', loose: 'b' } as const; f(MODES.strict)", ['a']],
    ["const MODES = Object.freeze({ strict: 'a' }); f(MODES['strict'])", ['a']],
    ["const MODES = { a: { b: 'x' } }; f(MODES.a.b)", ['x']],
    ["const MODES = { a: 'x', b: 'y' }; f(MODES[mode])", ['x', 'y', undefined]],
    ["const KEY = 'a'; const MODES = { a: 'x', b: 'y' }; f(MODES[KEY])", ['x']],
    ["const LIST = ['a', 'b']; f(LIST[0])", ['a']],
    ["const LIST = ['a', 'b']; f(LIST.length)", [2]],
    ["const [first, second = 'z'] = ['a']; f(second)", ['z']],
    ["const { a } = { a: 'x' }; f(a)", ['x']],
    ["const { a: b = 'd' } = {}; f(b)", ['d']],
    ["const { a: { b } } = { a: { b: 'x' } }; f(b)", ['x']],
    ["const o = { a: 'x' }; const { a = 'y' } = o; f(a)", ['x']],
    ["for (const mode of ['a', 'b']) f(mode)", ['a', 'b']],
    ["enum E { A = 'a', B = 'b' } f(E.B)", ['b']],
    ['enum E { A, B, C = 5, D } f(E.B); f(E.D)', [6]],
    ['enum E { A = 1, B = A << 2 } f(E.B)', [4]],
    ["class C { static readonly MODE = 'a'; } f(C.MODE)", ['a']],
    ["class C { readonly mode = 'a'; m() { f(this.mode) } }", ['a']],
    ["class C { #mode = 'a'; m() { f(this.#mode) } }", ['a']],
    // reassignment: everything that is written
    ["let a = 'x'; if (c) a = 'y'; f(a)", ['x', 'y']],
    ["let a; if (c) a = 'x'; else a = 'y'; f(a)", ['x', 'y']],
    ["let a = null; a ??= 'x'; f(a)", [null, 'x']],
  ])('%s', (code, expected) => {
    expect(valuesOf(code)).toEqual(expected);
  });

  test.each([
    'f(x)',
    'f(g())',
    'f(process.env.MODE)',
    "f(process.env.MODE || 'a')",
    'function g(a = 1) { f(a) }',
    "let a = 'x'; a = g(); f(a)",
    "let a = 'x'; a += 'y'; f(a)",
    'let a = 1; a++; f(a)',
    "const o = { a: 'x' }; o.a = g(); f(o.a)",
    "const o = { a: 'x' }; o[k] = g(); f(o.a)",
    "const o = { a: 'x', ...more }; f(o.a)",
    "const l = ['a']; l.push(g()); f(l.join())",
    'const o = { get a() { return 1 } }; f(o.a)',
    'const a = a; f(a)',
    'let a = b, b = a; f(a)',
    'declare const a: string; f(a)',
    "import { a } from 'x'; f(a)",
    "const { a } = req.query; f(a)",
    "const { a = 'x' } = req.query; f(a)",
    "class C { mode = 'a'; m() { f(this.mode) } }",
    "class C { #mode = 'a'; set(m) { this.#mode = m; f(this.#mode) } }",
    "f('a'.repeat(1e9))",
    "f('a'.padStart(1e9))",
    "f('a'.repeat(-1))",
    "f('ab'.replace(/a/, 'b'))",
    "function String(x) { return 1 } f(String(5))",
    'f(10n + 1n)',
    "f(typeof 'a')",
    'f(...a)',
    'f(() => 1)',
    'f({})',
  ])('unknown: %s', (code) => {
    expect(valuesOf(code)).toBeUndefined();
  });

  test('stops at 32 values', () => {
    const choice = (count: number) => Array.from({ length: count }, (_, index) => `c${String(index)} ? ${String(index)} : `).join('') + "'z'";
    expect(valuesOf(`f(${choice(20)})`)).toHaveLength(21);
    expect(valuesOf(`f(\`\${${choice(7)}}\${${choice(7)}}\`)`)).toBeUndefined();
  });

  test('reads one entry of a huge table', () => {
    expect(valuesOf(`const T = [${'1,'.repeat(150_000)}]; f(T[5])`)).toEqual([1]);
    expect(valuesOf(`const T = [${'1,'.repeat(150_000)}]; f(T[x])`)).toBeUndefined();
  });

  test('does not blow up on doubling', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `const a${String(index + 1)} = a${String(index)} + a${String(index)};`);
    expect(valuesOf(`const a0 = 'aaaaaaaa'; ${lines.join(' ')} f(a60)`)).toBeUndefined();
  });
});

test('constantOf, stringsOf, numberOf', () => {
  const source = sourceOf("const t = 60 * 60; f(t * 24); g(c ? 'a' : 'b'); h(undefined); i(c ? 'a' : 1)");
  const at = (text: string) => source.find(text);
  expect(numberOf(source.sourceCode, at('t * 24'))).toBe(86_400);
  expect(stringsOf(source.sourceCode, at("c ? 'a' : 'b'"))).toEqual(['a', 'b']);
  expect(constantOf(source.sourceCode, at("c ? 'a' : 'b'"))).toBeUndefined();
  expect(constantOf(source.sourceCode, at('undefined'))).toEqual({ value: undefined });
  expect(stringsOf(source.sourceCode, at("c ? 'a' : 1"))).toBeUndefined();
  expect(numberOf(source.sourceCode, at("'a'"))).toBeUndefined();
});

test.each(foreignSources())('answers for every node of %s', (_, source) => {
  for (const node of source().nodes) {
    const values = constantsOf(source().sourceCode, node);
    expect(values === undefined || values.length <= 32).toBe(true);
  }
});
