import { describe, expect, it } from 'vitest';
import { buildTrie } from '../../src/analysis/trie.js';
import type { Fact } from '../../src/knowledge/schema.js';

const fact: Fact = { role: 'environment' };

describe('buildTrie', () => {
  it('takes a module and its default export for one', () => {
    const trie = buildTrie([{ module: 'm', path: 'default.a', fact }, { module: 'm', path: 'b', fact }]);
    expect([...(trie.modules.get('m')?.members.keys() ?? [])]).toEqual(['a', 'b']);
  });

  it('puts rows of one path at one node', () => {
    const trie = buildTrie([{ module: ['m', 'n'], path: '{a,b}(>0)', fact }, { module: 'm', path: 'a(>1)', fact }]);
    expect(trie.modules.get('m')?.members.get('a')?.callbacks).toHaveLength(1);
    expect(trie.modules.get('n')?.members.get('b')?.callbacks[0]?.to.parameters.get(0)?.facts).toEqual([fact]);
  });

  it('closes shapes transitively, cycles included', () => {
    const trie = buildTrie([{ module: 'm', path: 'a', is: 'one' }, { of: 'one', path: '', is: 'two' }, { of: 'two', path: '', is: 'one' }, { of: 'two', path: '.x', fact }]);
    const closure = trie.modules.get('m')?.members.get('a')?.closure ?? [];
    expect(closure).toHaveLength(3);
    expect(closure.some((node) => node.members.has('x'))).toBe(true);
  });

  it('keeps a shape called global apart from the globals', () => {
    const trie = buildTrie([{ of: 'global', path: '.a', fact }]);
    expect(trie.globals.members.size).toBe(0);
  });

  it('matches module patterns as a whole; `*` alone is for named exports of any module', () => {
    const trie = buildTrie([{ module: '*/env', path: '.*', fact }, { module: '*', path: 'requireEnv()', fact }]);
    const matches = (name: string) => trie.modulePatterns.some(({ pattern }) => pattern.test(name));
    expect(['@/env', '../src/env', 'env', '@/env/x', '@/environment'].map(matches)).toEqual([true, true, false, false, false]);
    expect(trie.anyModule.members.has('requireEnv')).toBe(true);
  });

  it('names passthrough functions', () => {
    const trie = buildTrie([{ module: ['react'], path: 'use()', fact: { role: 'passthrough', arg: 0 } }, { global: true, path: 'Object.{freeze,seal}()', fact: { role: 'passthrough', arg: 0 } }]);
    expect([...trie.passthrough.keys()]).toEqual(['react.use', 'Object.freeze', 'Object.seal']);
  });

  it('lists the HTML tags that rows speak of', () => {
    const link: Fact = { role: 'redirect', target: { attribute: 'href' } };
    const { tags, globals } = buildTrie([{ global: true, path: '<{a,area}>', fact: link }, { global: true, path: '<b>', fact }]);
    expect(tags.map(({ name, attributes }) => ({ name, attributes }))).toEqual([{ name: 'a', attributes: ['href'] }, { name: 'area', attributes: ['href'] }, { name: 'b', attributes: [] }]);
    expect(tags.map(({ at }) => at)).toEqual([...globals.members.values()]);
  });

  it('keeps names that are known by a word of them apart from those known as a whole', () => {
    const trie = buildTrie([{ named: ['*Redis*', 'kv'], path: '.*', fact }]);
    expect([[...trie.namedWith.keys()], [...trie.named.keys()]]).toEqual([['redis'], ['kv']]);
    expect(trie.namedWith.get('redis')?.anyMember?.facts).toEqual([fact]);
  });

  it('refuses a path it does not understand', () => {
    expect(() => buildTrie([{ global: true, path: 'a..b', fact }])).toThrow(SyntaxError);
  });

  it('compiles the rows of a module when it is asked for', () => {
    const trie = buildTrie([{ module: 'm', path: 'a..b', fact }, { module: 'n', path: 'c', is: 'one' }, { of: 'one', path: '.d', fact }]);
    expect(trie.modules.get('n')).toBe(trie.modules.get('n'));
    expect(trie.modules.get('n')?.members.get('c')?.closure).toHaveLength(2);
    expect(() => trie.modules.get('m')).toThrow(SyntaxError);
    expect(trie.modules.get('o')).toBeUndefined();
  });

  it('counts a shape of which nothing is known as one', () => {
    const { members } = buildTrie([{ module: 'm', path: '{a,b}', is: 'one' }]).modules.get('m') ?? { members: new Map() };
    const [a, b] = ['a', 'b'].map((name) => members.get(name)?.closure as unknown[]);
    expect(a).toHaveLength(2);
    expect(a?.[1]).toBe(b?.[1]);
  });
});
