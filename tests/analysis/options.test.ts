import { describe, expect, test } from 'vitest';
import { literalOf, optionOf } from '../../src/analysis/options.js';
import { foreignSources, sourceOf } from '../helpers/source.js';

/** The option under a dotted path of the first argument of the last call `f(…)`, in short: `present 1`, `present 1 | 2 ?`, `absent`. */
function option(code: string, path: string): string {
  const source = sourceOf(code);
  const call = source.nodes.filter((node) => node.type === 'CallExpression' && source.sourceCode.getText(node).startsWith('f(')).at(-1);
  if (call?.type !== 'CallExpression') throw new Error('no call f(…)');
  const found = optionOf(source.sourceCode, call.arguments[0], path.split('.'));
  if (found.kind !== 'present') return found.kind;
  return `present ${found.values.map((value) => source.sourceCode.getText(value)).join(' | ')}${found.uncertain ? ' ?' : ''}`;
}

describe('optionOf', () => {
  test.each<[string, string, string]>([
    // keys
    ['f({ a: 1 })', 'a', 'present 1'],
    ["f({ 'a': 1 })", 'a', 'present 1'],
    ["f({ ['a']: 1 })", 'a', 'present 1'],
    ["const K = 'a'; f({ [K]: 1 })", 'a', 'present 1'],
    ["const K = 'b'; f({ [K]: 1 })", 'a', 'absent'],
    ['f({ [k]: 1 })', 'a', 'unknown'],
    ['f({ a: 1, [k]: 2 })', 'a', 'present 1 ?'],
    ['f({ [k]: 2, a: 1 })', 'a', 'present 1'],
    ['f({ a })', 'a', 'present a'],
    ['f({ a() {} })', 'a', 'present () {}'],
    ['f({ get a() { return 1 } })', 'a', 'unknown'],
    ['f({ a: 1, a: 2 })', 'a', 'present 2'],
    ['f({ b: 1 })', 'a', 'absent'],
    ['f()', 'a', 'absent'],
    ['f(undefined)', 'a', 'absent'],
    ['f(null)', 'a', 'absent'],
    ['f(true)', 'a', 'absent'],
    ["f('text')", 'a', 'absent'],
    ['f(() => {})', 'a', 'absent'],
    ['function done() {} f(done)', 'a', 'absent'],
    ['function done() {} done.a = 1; f(done)', 'a', 'unknown'],
    ['const done = async () => {}; f(done)', 'a', 'absent'],
    ['f({ a: undefined })', 'a', 'absent'],
    ['f({ a: void 0 })', 'a', 'absent'],
    ['f({ a: c ? 1 : undefined })', 'a', 'present 1 ?'],
    ['f({ a: c ? 1 : 2 })', 'a', 'present c ? 1 : 2'],
    // paths
    ['f({ a: { b: 1 } })', 'a.b', 'present 1'],
    ['f({ a: { b: 1 } })', 'a.c', 'absent'],
    ['f({})', 'a.b', 'absent'],
    ['f({ a: x })', 'a.b', 'unknown'],
    ['const x = { b: 1 }; f({ a: x })', 'a.b', 'present 1'],
    ['f([{ a: 1 }, { a: 2 }])', '1.a', 'present 2'],
    ['f([...x, { a: 2 }])', '1.a', 'unknown'],
    // where the object comes from
    ['const o = { a: 1 }; f(o)', 'a', 'present 1'],
    ['const o = { a: 1 } as const; const p = o; f(p!)', 'a', 'present 1'],
    ['const c = { o: { a: 1 } }; f(c.o)', 'a', 'present 1'],
    ['const { o } = { o: { a: 1 } }; f(o)', 'a', 'present 1'],
    ['const { o = { a: 2 } } = {}; f(o)', 'a', 'present 2'],
    ['const { b, ...o } = { a: 1, b: 2 }; f(o)', 'a', 'present 1'],
    ['const { b, ...o } = { a: 1, b: 2 }; f(o)', 'b', 'absent'],
    ['function g(o) { f(o) }', 'a', 'unknown'],
    ["import o from 'x'; f(o)", 'a', 'unknown'],
    ['let o = { a: 1 }; if (c) o = { a: 2 }; f(o)', 'a', 'present 1 | 2'],
    ['let o = { a: 1 }; if (c) o = {}; f(o)', 'a', 'present 1 ?'],
    ['let o; o = { a: 1 }; f(o)', 'a', 'present 1'],
    ['f(Object.freeze({ a: 1 }))', 'a', 'present 1'],
    ['f(Object.assign({}, { a: 1 }, { a: 2 }))', 'a', 'present 2'],
    ['f(Object.assign({}, x, { a: 2 }))', 'a', 'present 2'],
    ['f(Object.assign({ a: 2 }, x))', 'a', 'present 2 ?'],
    ['f(Object.assign({}, x))', 'a', 'unknown'],
    ['function options() { return { a: 1 } } f(options())', 'a', 'present 1'],
    ['const options = () => ({ a: 1 }); f(options())', 'a', 'present 1'],
    ['function options() { if (c) return { a: 1 }; return {} } f(options())', 'a', 'present 1 ?'],
    ['f(options())', 'a', 'unknown'],
    ['f(c ? { a: 1 } : { a: 2 })', 'a', 'present 1 | 2'],
    ['f(c ? { a: 1 } : {})', 'a', 'present 1 ?'],
    ['f(c ? { a: 1 } : x)', 'a', 'present 1 ?'],
    ['f(c ? {} : {})', 'a', 'absent'],
    ['f(x ?? { a: 1 })', 'a', 'present 1 ?'],
    ['f(c && { a: 1 })', 'a', 'present 1 ?'],
    ['f(...x)', 'a', 'unknown'],
    ['class C { readonly o = { a: 1 }; m() { f(this.o) } }', 'a', 'present 1'],
    ['class C { o = { a: 1 }; m() { f(this.o) } }', 'a', 'unknown'],
    // spreads, in order
    ['const o = { a: 1 }; f({ ...o })', 'a', 'present 1'],
    ['const o = { a: 1 }; f({ ...o, a: 2 })', 'a', 'present 2'],
    ['const o = { a: 1 }; f({ a: 2, ...o })', 'a', 'present 1'],
    ['const o = { b: 1 }; f({ a: 2, ...o })', 'a', 'present 2'],
    ['f({ a: 1, ...x })', 'a', 'present 1 ?'],
    ['f({ ...x, a: 1 })', 'a', 'present 1'],
    ['f({ ...x })', 'a', 'unknown'],
    ['f({ ...x, b: 1 })', 'a', 'unknown'],
    ['f({ ...(c && { a: 1 }) })', 'a', 'present 1 ?'],
    ['f({ a: 2, ...(c && { a: 1 }) })', 'a', 'present 2 | 1'],
    ['f({ ...(c ? { a: 1 } : {}) })', 'a', 'present 1 ?'],
    ['f({ ...(c ? { a: 1 } : { a: 2 }) })', 'a', 'present 1 | 2'],
    ['const o = { a: undefined }; f({ a: 1, ...o })', 'a', 'absent'],
    ['const base = { c: { s: true } }; f({ ...base, c: { ...base.c, h: true } })', 'c.s', 'present true'],
    // members assigned later
    ['const o = {}; o.a = 1; f(o)', 'a', 'present 1'],
    ['const o = { a: 1 }; o.a = 2; f(o)', 'a', 'present 2'],
    ['const o = { a: 1 }; if (c) o.a = 2; f(o)', 'a', 'present 1 | 2'],
    ['const o = {}; if (c) o.a = 2; f(o)', 'a', 'present 2 ?'],
    ['const o = {}; if (c) { o.a = 2; f(o) }', 'a', 'present 2'],
    ['const o = {}; g(() => f(o)); o.a = 1;', 'a', 'present 1 ?'],
    ['const o = {}; f(o); o.a = 1', 'a', 'absent'],
    ['const o = {}; while (c) { f(o); o.a = 1 }', 'a', 'present 1 ?'],
    ['const o = { a: 1 }; delete o.a; f(o)', 'a', 'absent'],
    ['const o = { a: 1 }; o[k] = 2; f(o)', 'a', 'present 1 ?'],
    ['const o = { b: {} }; o.b.a = 1; f(o)', 'b.a', 'present 1'],
    ['const o = { b: {} }; o.b = { a: 2 }; f(o)', 'b.a', 'present 2'],
    ['const o = {}; Object.assign(o, { a: 1 }); f(o)', 'a', 'present 1'],
    ['const o = {}; Object.assign(o, x); f(o)', 'a', 'unknown'],
    ['const o = { a: 1 }; o.a += 1; f(o)', 'a', 'unknown'],
    ['const o = {}; o.a = 1; function g() { f(o) }', 'a', 'present 1'],
    // going in circles
    ['let o = {}; o = { ...o, a: 1 }; f(o)', 'a', 'present 1 ?'],
    ['const o = { ...p }; const p = { ...o }; f(o)', 'a', 'unknown'],
    ['function g() { return g() } f(g())', 'a', 'unknown'],
  ])('%s → %s: %s', (code, path, expected) => {
    expect(option(code, path)).toBe(expected);
  });
});

test('literalOf', () => {
  const source = sourceOf("const a = Object.freeze({ list: ['x'] } as const); f(a.list); const b = [1]; b.push(2); g(b); h(x)");
  expect(literalOf(source.sourceCode, source.find('a.list'))).toBe(source.find("['x']"));
  expect(literalOf(source.sourceCode, source.findAll('b').at(-1)!)).toBeUndefined();
  expect(literalOf(source.sourceCode, source.find('x'))).toBeUndefined();
});

test.each(foreignSources())('answers for every node of %s', (_, source) => {
  for (const node of source().nodes) {
    const { sourceCode } = source();
    expect(['present', 'absent', 'unknown']).toContain(optionOf(sourceCode, node, ['kind', 'name']).kind);
    expect(optionOf(sourceCode, node, ['0']).kind).toBeDefined();
    expect([undefined, 'ObjectExpression', 'ArrayExpression']).toContain(literalOf(sourceCode, node)?.type);
  }
});
