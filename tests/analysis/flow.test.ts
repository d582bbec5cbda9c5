import * as svelteParser from 'svelte-eslint-parser';
import { describe, expect, it, test } from 'vitest';
import type { Node } from '../../src/analysis/ast.js';
import { memberTaken, originsOf, outermostFunction, patternPath, type FlowOptions } from '../../src/analysis/flow.js';
import { foreignSources, sourceOf, type Source } from '../helpers/source.js';

/** The argument of the last `sink(…)`. */
function sinkIn(source: Source): Node {
  const call = source.nodes.filter((node) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'sink').at(-1) as Node & { arguments: Node[] };
  return call.arguments[0] as Node;
}

/** Origins of what reaches `sink(…)`: the text of each, with `.path` of the members used. */
function origins(code: string, options?: FlowOptions, filename = '/project/file.tsx'): string[] {
  const source = sourceOf(code, { filename });
  return originsOf(source.sourceCode, sinkIn(source), options)
    .map(({ node, path }) => [source.sourceCode.text.slice(...node.range), ...path].join('.'))
    .sort();
}

describe('originsOf', () => {
  it.each<[string, string, string[]]>([
    ['a literal', "sink('a')", ["'a'"]],
    ['a name that nobody defines', 'sink(a)', ['a']],
    ['a constant', 'const a = b(); sink(a)', ['b()']],
    ['two hops', 'const a = b(); const c = a; sink(c)', ['b()']],
    ['casts and assertions', 'const a = (b() as string)!; sink(a satisfies string)', ['b()']],
    ['await', 'const a = await b(); sink(a)', ['b()']],
    ['a reassignment', 'let a = b(); if (x) a = c(); sink(a)', ['b()', 'c()']],
    ['logical assignment', 'let a = b(); a ??= c(); sink(a)', ['b()', 'c()']],
    ['addition', "let a = b(); a += c(); sink(a + 'd')", ["'d'", 'b()', 'c()']],
    ['a template', 'sink(`x${a()}y${b()}`)', ['a()', 'b()']],
    ['a template without parts', 'sink(`x`)', ['`x`']],
    ['a tagged template', 'sink(sql`x${a()}`)', ['sql`x${a()}`']],
    ['a choice', 'sink(x ? a() : b())', ['a()', 'b()']],
    ['or and nullish', 'sink(a() || (b() ?? c()))', ['a()', 'b()', 'c()']],
    ['and: the right side', 'sink(a() && b())', ['b()']],
    ['a sequence: the last', 'sink((a(), b()))', ['b()']],
    ['an assignment', 'sink(x = a())', ['a()']],
    ['a member', 'sink(a.b.c)', ['a.b.c']],
    ['a computed member', "sink(a['b'][c])", ['a.b.*']],
    ['destructuring', 'const { b: { c } } = a; sink(c)', ['a.b.c']],
    ['a default', "const { b = 'x' } = a; sink(b)", ["'x'", 'a.b']],
    ['array destructuring', 'const [, b] = a; sink(b)', ['a.1']],
    ['a member of an object literal', 'const o = { a: a(), b: b() }; sink(o.a)', ['a()']],
    ['the whole object literal', 'sink({ a: a(), ...b() })', ['a()', 'b()']],
    ['a member that a spread may bring', 'const o = { ...b(), c: 1 }; sink(o.a)', ['b().a']],
    ['a member written later', 'const o = {}; o.a = a(); sink(o.a)', ['a()', '{}.a']],
    ['an element', 'const xs = [a(), b()]; sink(xs[1])', ['b()']],
    ['any element', 'for (const x of [a(), b()]) sink(x)', ['a()', 'b()']],
    ['pushed elements', 'const xs = []; xs.push(a()); sink(xs)', ['[]', 'a()']],
    ['methods that keep the text', 'sink(a().trim().toLowerCase().slice(1))', ['a()']],
    ['methods that add to it', 'sink(a().concat(b()).replace(/x/, c()))', ['/x/', 'a()', 'b()', 'c()']],
    ['split and join', "sink(a().split('/')[0])", ['a()']],
    ['functions of the language', 'sink(decodeURIComponent(String(a())))', ['a()']],
    ['a URL', 'sink(new URL(a(), b()).href)', ['a()', 'b()']],
    ['Object.assign', 'sink(Object.assign({}, a()).b)', ['a().b', '{}.b']],
    ['the length of a text is no text', 'sink(a().length)', ['a().length']],
    ['then', 'sink(a().then((b) => b.c))', ['a().c']],
    ['map', 'sink(a().map((b) => b.c))', ['a().*.c']],
    ['a callback of an array', 'a().forEach((b) => sink(b.c))', ['a().*.c']],
    ['a function of the file', 'function f(x) { if (x) return x; return b() } sink(f(a()))', ['a()', 'b()']],
    ['an arrow function', 'const f = (x) => x; sink(f(a()))', ['a()']],
    ['a member of what it returns', 'const f = () => ({ a: a(), b: b() }); const { b } = f(); sink(b)', ['b()']],
    ['a parameter: what callers pass', 'function f(x) { sink(x) } f(a()); f(b());', ['a()', 'b()']],
    ['a parameter of nobody', 'export function f(x) { sink(x) }', ['x']],
    ['a parameter with a default', 'function f(x = b()) { sink(x) } f(a());', ['a()', 'b()']],
    ['the default of a parameter that nobody passes', 'export function f({ x = b() } = {}) { sink(x) }', ['b()', 'x']],
    ['a parameter that is written again', 'export function f(x) { x = x.trim(); sink(x) }', ['x']],
    ['a destructured parameter', 'function f({ x }) { sink(x) } f({ x: a(), y: b() });', ['a()']],
    ['a JSX attribute', 'function F({ x }) { sink(x); return null } const e = <F x={a()} y={b()} />;', ['a()']],
    ['a field', 'class A { #a = a(); m() { sink(this.#a) } }', ['a()']],
    ['a field that the constructor sets', 'class A { constructor() { this.a = a() } m() { sink(this.a) } }', ['a()']],
    ['a method of the class', 'class A { m() { return a() } n() { sink(this.m()) } }', ['a()']],
    ['recursion', 'function f(x) { return x ? f(x.y) : a() } sink(f(b()))', ['a()', 'f(x.y)']],
    ['a name that refers to itself', 'let a = b(); a = a; sink(a)', ['b()']],
    ['an import', "import { a } from './a'; sink(a)", ['a']],
    ['a call of something unknown', 'sink(load(a()))', ['load(a())']],
  ])('%s', (_name, code, expected) => {
    expect(origins(code)).toEqual(expected);
  });

  it('a call through whose body the way led leads back to that call only', () => {
    expect(origins('const id = (x) => x; id(b()); sink(id(a()))')).toEqual(['a()']);
  });

  it('walks a body for each call that enters it', () => {
    expect(origins('function f(a) { let r = a; r = r; return r; } sink(f(b()) + f(c()))')).toEqual(['b()', 'c()']);
    expect(origins('const id = (x) => x; sink(id(id(a())))')).toEqual(['a()']);
  });

  it('ends at a name that a block of a template declares, which nobody calls', () => {
    const source = sourceOf('{#each links as link}\n<button on:click={() => sink(link)} />\n{/each}\n', { parser: svelteParser, filename: '/project/page.svelte' });
    expect(originsOf(source.sourceCode, sinkIn(source)).map(({ node }) => [node.type, node.loc.start.line])).toEqual([['Identifier', 2]]);
  });

  it('ends where the caller knows what it is', () => {
    const isOrigin = (node: Node): boolean => node.type === 'CallExpression';
    expect(origins('const f = (x) => x; sink(f(a()))', { isOrigin })).toEqual(['f(a())']);
  });

  it('ends at a name of a pattern that the caller knows', () => {
    const isOrigin = (node: Node): boolean => node.type === 'Identifier' && node.name === 'next';
    expect(origins('const { next } = query(); const target = next; sink(target)', { isOrigin })).toEqual(['next']);
  });

  it('goes on through calls of which the caller knows that they hand their argument on', () => {
    expect(origins('sink(parse(a(), b()))', { carries: () => [1] })).toEqual(['b()']);
    expect(origins('sink(parse(a()).next)', { carries: () => [0] })).toEqual(['a().next']);
  });

  it('finds the argument again under a member of the result', () => {
    const carries = () => [{ arg: 0, under: 'data' }];
    expect(origins('sink(parse(a()).data.next)', { carries })).toEqual(['a().next']);
    expect(origins('sink(parse(a()))', { carries })).toEqual(['a()']);
    // Something else of the result is none of the argument.
    expect(origins('sink(parse(a()).error)', { carries })).toEqual(['parse(a()).error']);
  });

  it('what the language does with a value comes before what the caller believes of all calls', () => {
    const carries = (call: { arguments: readonly unknown[] }) => call.arguments.map((_, position) => position);
    expect(origins('sink(a().trim())', { carries })).toEqual(['a()']);
    expect(origins("sink(a().padEnd(2, 'x'))", { carries })).toEqual(["'x'", '2', 'a()']);
  });

  it('remembers the way', () => {
    const source = sourceOf('const a = b(); const c = a; sink(c)');
    const [origin] = originsOf(source.sourceCode, sinkIn(source));
    expect(origin?.trace.map((node) => source.sourceCode.text.slice(...node.range))).toEqual(['c', 'a']);
    expect(origin?.calls.size).toBe(0);
  });

  it('ends after a fixed amount of work', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `a = f${String(index)}() + a;`).join('\n');
    expect(origins(`let a = '';\n${many}\nsink(a)`).length).toBeLessThanOrEqual(2_000);
  });

  test.each(foreignSources())('answers for every call argument of %s', (_name, open) => {
    const { sourceCode, nodes } = open();
    const ids = new Set(nodes);
    for (const node of nodes.filter((each) => each.type === 'CallExpression').filter((_, index) => index % 7 === 0)) {
      for (const argument of node.arguments) for (const origin of originsOf(sourceCode, argument)) expect(ids.has(origin.node)).toBe(true);
    }
  });
});

describe('patterns', () => {
  test('patternPath: from the whole to the name', () => {
    const source = sourceOf('const { a: { b = 1 }, c: [, d], ...e } = x;');
    const declarator = source.nodes.find(({ type }) => type === 'VariableDeclarator') as Node;
    const names = ['b', 'd', 'e'].map((name) => source.nodes.find((node) => node.type === 'Identifier' && node.name === name && node.parent.type !== 'Property') ?? source.find(name));
    expect(names.map((name) => patternPath(name, declarator))).toEqual([['a', 'b'], ['c', '1'], []]);
  });

  test.each([
    ['const { next } = x;', 'next', 'next'],
    ['const { next: to } = x;', 'to', 'next'],
    ["const { 'next-url': to = '/' } = x;", 'to', 'next-url'],
    ["function f({ next = '/' }) {}", 'next', 'next'],
    ['const to = x;', 'to', undefined],
    ['const [to] = x;', 'to', undefined],
    ['const o = { next: to };', 'to', undefined],
  ])('memberTaken: %s', (code, name, member) => {
    const source = sourceOf(code);
    const node = source.nodes.filter((each) => each.type === 'Identifier' && each.name === name).at(-1) as Node;
    expect(memberTaken(node)).toBe(member);
  });
});

test('outermostFunction: what runs when somebody calls into the file', () => {
  const source = sourceOf('function outer() { return () => { inner } } top;');
  expect(outermostFunction(source.find('inner'))?.type).toBe('FunctionDeclaration');
  expect(outermostFunction(source.find('top'))).toBeUndefined();
});

describe('a name that is written again and again', () => {
  const through = (count: number): string => `let a = b(); ${'a = a.trim(); '.repeat(count)} sink(a)`;

  it('has the origin it started from, however often it goes through itself', () => {
    expect(origins(through(3))).toEqual(['b()']);
    expect(origins(through(1_000))).toEqual(['b()']);
  });

  it('has each of its origins once more where another part of it is asked for', () => {
    expect(origins('let a = b(); a = { x: c(), y: a.x }; sink(a.x + a.y)')).toEqual(expect.arrayContaining(['b().x', 'b().y', 'c()']));
  });
});

it('takes a table with more elements than a call takes arguments', () => {
  const source = sourceOf(`const table = [${'0,'.repeat(200_000)}]; sink(table[b()])`);
  expect(originsOf(source.sourceCode, sinkIn(source)).length).toBeGreaterThan(100);
});
