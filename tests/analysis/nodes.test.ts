import { describe, expect, test } from 'vitest';
import { nodesOf } from '../../src/analysis/nodes.js';
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
