import { describe, expect, test } from 'vitest';
import { childrenOf, contains, enclosingClass, enclosingFunction, functionName, isClass, isFunction, isWrapper, moduleExportName, propertyName, returnsOf, statementOf, stringOf, unwrap, walk, wrapped, type Node } from '../../src/analysis/ast.js';
import { PARSERS } from '../helpers/foreign.js';
import { foreignSources, sourceOf } from '../helpers/source.js';

const textOf = (node: Node | undefined, source: ReturnType<typeof sourceOf>): string | undefined => node && source.sourceCode.text.slice(...node.range);

describe('unwrap and wrapped', () => {
  test.each(['x as string', 'x!', 'x satisfies string', '(x)', 'x as unknown as string', 'x!!', '((x) as string)!'])('%s is x', (code) => {
    const source = sourceOf(`sink(${code})`);
    const [argument] = (source.find(`sink(${code})`) as Node & { arguments: Node[] }).arguments;
    const inner = unwrap(argument as Node);
    expect(inner.type).toBe('Identifier');
    expect(wrapped(inner)).toBe(argument);
  });

  test('an awaited and an optional value count as the value', () => {
    const source = sourceOf('async () => sink(await load?.(x))');
    const [argument] = (source.find('sink(await load?.(x))') as Node & { arguments: Node[] }).arguments;
    expect(unwrap(argument as Node).type).toBe('CallExpression');
  });

  test('what computes something new is no wrapper', () => {
    const source = sourceOf('!x; typeof x; [x]; x.y; x();');
    expect(source.nodes.filter(isWrapper)).toEqual([]);
  });

  test('the type argument form is a wrapper, too', () => {
    const source = sourceOf('const made = create<string>; (<T>value)', { filename: '/project/file.ts' });
    expect(source.nodes.filter(isWrapper).map(({ type }) => type)).toEqual(['TSInstantiationExpression', 'TSTypeAssertion']);
  });
});

describe('stringOf', () => {
  test.each([
    ["'a'", 'a'],
    ['`a`', 'a'],
    ["'a' as const", 'a'],
    ['`a${b}`', undefined],
    ['5', undefined],
    ['/a/', undefined],
    ['null', undefined],
    ['a', undefined],
  ])('%s', (code, text) => {
    const source = sourceOf(`x = ${code}`);
    const assignment = source.nodes.find((node) => node.type === 'AssignmentExpression') as Node & { right: Node };
    expect(stringOf(assignment.right)).toBe(text);
  });

  test('of nothing is nothing', () => {
    expect([stringOf(null), stringOf(undefined)]).toEqual([undefined, undefined]);
  });
});

describe('propertyName', () => {
  test.each([
    ['o.name', 'name'],
    ["o['name']", 'name'],
    ['o[`name`]', 'name'],
    ["o['name' as const]", 'name'],
    ['o[0]', '0'],
    ['o[name]', undefined],
    ["o['a' + 'b']", undefined],
    ['o?.name', 'name'],
  ])('%s', (code, name) => {
    const source = sourceOf(code);
    const member = source.nodes.find((node) => node.type === 'MemberExpression') as Node;
    expect(propertyName(member)).toBe(name);
  });

  test('of the entries of objects, patterns and classes', () => {
    const source = sourceOf("const { a, 'b-c': d, [e]: f } = { g: 1, ['h']: 2, 3: 4, i() {} }; class C { #j = 1; k() {} static ['l'] = 2; get [m]() { return 1 } }");
    const names = source.nodes.filter(({ type }) => /^(?:Property|PropertyDefinition|MethodDefinition)$/u.test(type)).map(propertyName);
    expect(names).toEqual(['a', 'b-c', undefined, 'g', 'h', '3', 'i', '#j', 'k', 'l', undefined]);
  });

  test('of other nodes is undefined', () => {
    expect(sourceOf('a; f()').nodes.map(propertyName)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('functions and classes', () => {
  test('functionName: its own, or that of what it is kept in', () => {
    const source = sourceOf('function a() {} const b = () => 1; const c = function d() {}; o.e = () => 1; f = () => 1; ({ g: () => 1, h() {} }); class C { i() {} j = () => 1; #k() {} } call(() => 1);');
    expect(source.nodes.filter(isFunction).map(functionName)).toEqual(['a', 'b', 'd', 'e', 'f', 'g', 'h', 'i', 'j', '#k', undefined]);
  });

  test('the nearest function and class around a node, not the node itself', () => {
    const source = sourceOf('class A { m() { const f = () => inner; } } outer;');
    const inner = source.find('inner');
    expect(enclosingFunction(inner)?.type).toBe('ArrowFunctionExpression');
    expect(enclosingFunction(enclosingFunction(inner) as Node)?.type).toBe('FunctionExpression');
    expect(enclosingClass(inner)?.id?.name).toBe('A');
    expect([enclosingFunction(source.find('outer')), enclosingClass(source.find('outer'))]).toEqual([undefined, undefined]);
    expect([isFunction(null), isClass(undefined)]).toEqual([false, false]);
    // Babel calls the signature of an overload a function, too.
    const { parser: babel, parserOptions } = PARSERS.find(({ name }) => name === '@babel/eslint-parser (TypeScript)')?.languageOptions as { parser: { parseForESLint: (text: string, options: object) => object }; parserOptions: object };
    const { nodes } = sourceOf('class A { m(): void; m(a?: string) {} }', { parser: { parseForESLint: (text: string, options: object) => babel.parseForESLint(text, { ...options, ...parserOptions }) } });
    expect(nodes.filter(({ type }) => type.endsWith('FunctionExpression'))).toHaveLength(2);
    expect(nodes.filter(isFunction)).toHaveLength(1);
  });

  test('returnsOf: every return of the function, none of those inside it', () => {
    const source = sourceOf("function f(x) { if (x) return 1; try { return 2 } finally { switch (x) { case 1: return 3 } } const g = () => 4; class A { m() { return 5 } } return; } const h = () => 6; declare function k(): void;");
    const keys = source.sourceCode.visitorKeys;
    const [f, , , h] = source.nodes.filter(isFunction);
    expect(f && returnsOf(keys, f).map((node) => textOf(node, source))).toEqual(['1', '2', '3']);
    expect(h && returnsOf(keys, h).map((node) => textOf(node, source))).toEqual(['6']);
  });
});

test('moduleExportName: also when it is written as a string', () => {
  const source = sourceOf("import { a as b, 'c d' as e } from 'x';");
  const imported = source.nodes.filter((node) => node.type === 'ImportSpecifier').map((node) => moduleExportName(node.imported));
  expect(imported).toEqual(['a', 'c d']);
});

test('statementOf: the statement around an expression', () => {
  const source = sourceOf('if (a) { b(c); } switch (d) { case 1: e(); }');
  expect(textOf(statementOf(source.find('c')), source)).toBe('b(c);');
  expect(textOf(statementOf(source.find('e')), source)).toBe('e();');
  expect(statementOf(source.find('a')).type).toBe('IfStatement');
});

describe('walk', () => {
  test('parents first, in the order of the source', () => {
    const source = sourceOf('a(b, [c, , d]); e;');
    const names: string[] = [];
    walk(source.sourceCode.visitorKeys, source.sourceCode.ast, (node) => {
      if (node.type === 'Identifier') names.push(node.name);
      return undefined;
    });
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('leaves out what is below a node that is skipped', () => {
    const source = sourceOf('a; function f() { b } c;');
    const names: string[] = [];
    walk(source.sourceCode.visitorKeys, source.sourceCode.ast, (node) => {
      if (node.type === 'Identifier') names.push(node.name);
      return isFunction(node) ? 'skip' : undefined;
    });
    expect(names).toEqual(['a', 'c']);
  });

  test('is not stopped by depth', () => {
    const source = sourceOf(`x = ${'['.repeat(400)}1${']'.repeat(400)}`);
    let count = 0;
    walk(source.sourceCode.visitorKeys, source.sourceCode.ast, () => {
      count += 1;
      return undefined;
    });
    expect(count).toBe(source.nodes.length);
  });

  test.each(foreignSources())('meets every node of %s exactly once, and a child lies in its parent', (_name, open) => {
    const { sourceCode, nodes } = open();
    const met = new Set<Node>();
    walk(sourceCode.visitorKeys, sourceCode.ast, (node) => {
      met.add(node);
      return undefined;
    });
    expect(met.size).toBe(nodes.length);
    const outside = nodes.filter((node) => node.type !== 'Program').filter((node) => childrenOf(sourceCode.visitorKeys, node).some((child) => !contains(node, child)));
    // A decorator before `export` is the one thing that a class holds outside of itself.
    expect(outside.filter(({ type }) => type !== 'ClassDeclaration')).toEqual([]);
  });
});
