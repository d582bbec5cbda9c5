import { describe, expect, test } from 'vitest';
import { nodeAt, nodesOf } from '../../src/analysis/nodes.js';
import { sourceOf } from '../helpers/source.js';

const CODE = `
import type { A } from './a';
interface B { readonly [key: string]: ReturnType<typeof make<A['b']>>; }
const first: Map<string, A> = outer(inner(1), a === b);
tag\`x\${call()}\`;
void import('./later');
`;

describe('nodesOf', () => {
  const { sourceCode } = sourceOf(CODE);
  const texts = (...types: Parameters<typeof nodesOf>[1][]): readonly string[] => nodesOf(sourceCode, ...types).map((node) => sourceCode.getText(node));

  test('finds the nodes of a type in source order', () => {
    expect(texts('CallExpression')).toEqual(['outer(inner(1), a === b)', 'inner(1)', 'call()']);
    expect(texts('ImportExpression')).toEqual(["import('./later')"]);
    expect(texts('MetaProperty')).toEqual([]);
  });

  test('mixes types in source order, outer nodes first', () => {
    expect(texts('BinaryExpression', 'CallExpression', 'TaggedTemplateExpression')).toEqual(['outer(inner(1), a === b)', 'inner(1)', 'a === b', 'tag`x${call()}`', 'call()']);
  });

  test('walks the tree once', () => {
    expect(nodesOf(sourceCode, 'CallExpression')).toBe(nodesOf(sourceCode, 'CallExpression'));
  });
});

describe('nodeAt', () => {
  const found = (code: string): string | undefined => {
    const { sourceCode } = sourceOf(code);
    const node = nodeAt(sourceCode, code.indexOf('import('), 'ImportExpression');
    return node && sourceCode.getText(node);
  };

  test.each([
    "const a = 1;\nconst load = () => import('./x').then((x) => x.y);",
    "class A { b = [() => import('./x')]; }",
    "@lazy(() => import('./x')) class A {}",
    "@lazy(() => import('./x'))\nexport class A {}",
    "@lazy(() => import('./x'))\nexport default class extends B {}",
    "export class A { @lazy(() => import('./x')) b; constructor(@lazy(import('./x')) c) {} }",
  ])('%s', (code) => {
    expect(found(code)).toBe("import('./x')");
  });

  test.each(["// import('./x')\nuse();", "use('import(');", "type A = typeof import('./x');"])('nothing of that type begins there: %s', (code) => {
    expect(found(code)).toBeUndefined();
  });
});
