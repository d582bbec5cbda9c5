import { describe, expect, test } from 'vitest';
import { isFunction, type Node } from '../../src/analysis/ast.js';
import { callsOf, declaredVariables, definitionOf, functionOf, initialiserOf, isGlobalName, localFunction, memberWritesOf, variableNaming, variableOf, writesOf, type Variable } from '../../src/analysis/scope.js';
import { foreignSources, sourceOf, type Source } from '../helpers/source.js';

const named = (source: Source, name: string): Node[] => source.nodes.filter((node) => node.type === 'Identifier' && node.name === name);
const last = (source: Source, name: string): Node => named(source, name).at(-1) as Node;
const variable = (source: Source, name: string): Variable => variableOf(source.sourceCode, last(source, name)) as Variable;
const text = (source: Source, node: Node | undefined): string | undefined => node && source.sourceCode.text.slice(...node.range);

describe('variableOf', () => {
  test('the same variable at its declaration and at each use', () => {
    const source = sourceOf('const a = 1; function f() { return a } f(a);');
    const variables = new Set(named(source, 'a').map((node) => variableOf(source.sourceCode, node)));
    expect(variables.size).toBe(1);
    expect([...variables][0]?.name).toBe('a');
  });

  test('the inner one when a name is shadowed', () => {
    const source = sourceOf('const a = 1; function f(a) { return a }');
    const [outer, parameter, used] = named(source, 'a').map((node) => variableOf(source.sourceCode, node));
    expect(used).toBe(parameter);
    expect(used).not.toBe(outer);
  });

  test('nothing for globals and for what is no name', () => {
    const source = sourceOf('process.exit(); ({ key: 1 })');
    expect(variableOf(source.sourceCode, last(source, 'process'))).toBeUndefined();
    expect(variableOf(source.sourceCode, source.find('1'))).toBeUndefined();
  });
});

describe('isGlobalName', () => {
  test('a name that the file does not declare', () => {
    const source = sourceOf('import { URL } from "x"; URL; Proxy; function f(Proxy) { Proxy }');
    expect(isGlobalName(source.sourceCode, last(source, 'URL'), 'URL')).toBe(false);
    expect(named(source, 'Proxy').map((node) => isGlobalName(source.sourceCode, node, 'Proxy'))).toEqual([true, false, false]);
    expect(isGlobalName(source.sourceCode, named(source, 'Proxy')[0] as Node, 'URL')).toBe(false);
  });
});

describe('definitions', () => {
  test.each([
    ['const a = b; a', 'b'],
    ['let a = b; a', 'b'],
    ['const a: string = b as string; a', 'b as string'],
    ['let a = b; a = c; a', undefined],
    ['let a; a = c; a', undefined],
    ['const { a } = b; a', undefined],
    ['import a from "b"; a', undefined],
    ['function f(a) { a }', undefined],
    ['var a = b; var a = c; a', undefined],
    ['for (const a of b) a;', undefined],
    ['let a = 1; a++; a', undefined],
  ])('%s', (code, expected) => {
    const source = sourceOf(code);
    expect(text(source, definitionOf(source.sourceCode, last(source, 'a')))).toBe(expected);
    expect(text(source, initialiserOf(variable(source, 'a')))).toBe(expected);
  });

  test('declaredVariables: all names of a declaration', () => {
    const source = sourceOf('const { a, b: [c], ...d } = e;');
    const declarator = source.nodes.find(({ type }) => type === 'VariableDeclarator') as Node;
    expect(declaredVariables(source.sourceCode, declarator).map(({ name }) => name)).toEqual(['a', 'c', 'd']);
  });
});

describe('writesOf', () => {
  test.each<[string, (string | undefined)[]]>([
    ['let a = b; a = c; a ??= d;', ['b', 'c', 'd']],
    ['let a; ({ a } = b); [a] = c; ({ x: { a = 1 } } = d);', ['b', 'c', 'd']],
    ['let a = 1; a += b; a++;', ['1', undefined, undefined]],
    ['for (const a of b) a;', [undefined]],
    ['let a; for (a in b) a;', [undefined]],
    ['import a from "b"; a;', []],
  ])('%s', (code, expected) => {
    const source = sourceOf(code);
    const writes = writesOf(variable(source, 'a'));
    expect(writes.map(({ value }) => text(source, value))).toEqual(expected);
    expect(writesOf(variable(source, 'a'))).toBe(writes);
  });
});

describe('memberWritesOf', () => {
  test.each<[string, string[]]>([
    ['const a = {}; a.b = 1;', ['set b']],
    ['const a = {}; a.b.c = 1; a["d"] = 2; a[e] = 3;', ['set b.c', 'set d', 'mutate ']],
    ['const a = {}; delete a.b;', ['delete b']],
    ['const a = {}; Object.assign(a, b); Object.assign(a.c, d);', ['assign ', 'assign c']],
    ['const a = []; a.push(1); a.b.set(1, 2);', ['mutate ', 'mutate b']],
    ['const a = {}; ({ x: a.b } = c); [a.d] = e; a.f++;', ['set b', 'set d', 'set f']],
    ['const a = {}; a.b; f(a); a.map(f); a = c;', []],
    ['const a = {}; (a as any).b = 1; a!.c = 2;', ['set b', 'set c']],
  ])('%s', (code, expected) => {
    const source = sourceOf(code);
    const found = memberWritesOf(variableOf(source.sourceCode, named(source, 'a')[0] as Node) as Variable);
    expect(found.map(({ kind, path }) => `${kind} ${path.join('.')}`)).toEqual(expected);
  });
});

describe('functions', () => {
  const called = (code: string): string | undefined => {
    const source = sourceOf(code);
    const call = source.nodes.filter((node) => node.type === 'CallExpression').at(-1) as (Node & { callee: Node }) | undefined;
    return call && text(source, localFunction(source.sourceCode, call.callee));
  };

  test.each([
    ['function f() { 1 } f()', 'function f() { 1 }'],
    ['const f = () => 1; f()', '() => 1'],
    ['const f = function () { 1 } as Handler; f()', 'function () { 1 }'],
    ['(() => 1)()', '() => 1'],
    ['const o = { m() { 1 } }; o.m()', '() { 1 }'],
    ['const o = { m: () => 1 }; o.m()', '() => 1'],
    ['class A { static m() { 1 } } A.m()', '() { 1 }'],
    ['class A { #m() { 1 } n() { this.#m() } }', '() { 1 }'],
    ['class A { m = () => 1; n() { this.m() } }', '() => 1'],
    ['let f = () => 1; f = g; f()', undefined],
    ['import { f } from "x"; f()', undefined],
    ['function f(g) { g() }', undefined],
    ['const o = { [m]() { 1 } }; o.m()', undefined],
    ['o.m()', undefined],
  ])('localFunction: %s', (code, expected) => {
    expect(called(code)).toBe(expected);
  });

  test('callsOf: calls, constructions and elements, by name', () => {
    const source = sourceOf('function F() {} F(); new F(); (F as any)(1); const e = <F a={1} />; x(F); F.y();', { filename: '/project/file.tsx' });
    const owner = source.nodes.find(isFunction);
    expect(owner && callsOf(source.sourceCode, owner).map((call) => text(source, call))).toEqual(['F()', 'new F()', '(F as any)(1)', '<F a={1} />']);
  });

  test('variableNaming and functionOf are each other', () => {
    const source = sourceOf('const f = (() => 1) satisfies F; function g() {} call(() => 2);');
    const [f, g, anonymous] = source.nodes.filter(isFunction);
    for (const owner of [f, g]) expect(owner && functionOf(variableNaming(source.sourceCode, owner) as Variable)).toBe(owner);
    expect(anonymous && variableNaming(source.sourceCode, anonymous)).toBeUndefined();
  });
});

test.each(foreignSources())('answers for every name of %s', (_name, open) => {
  const { sourceCode, nodes } = open();
  for (const node of nodes) {
    if (node.type !== 'Identifier') continue;
    const found = variableOf(sourceCode, node);
    if (!found) continue;
    writesOf(found);
    memberWritesOf(found);
    const definition = definitionOf(sourceCode, node);
    if (definition) expect(found.defs).toHaveLength(1);
    localFunction(sourceCode, node);
  }
});
