import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { WordSearch } from '../../src/analysis/word-search.js';

const found = (words: readonly string[], text: string): readonly string[] => [...new WordSearch(words.map((word) => [word, word] as const)).in(text).meanings].sort();

describe('WordSearch', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['in any case', ['csrf', 'Nonce'], 'const CSRF = nonce;', ['Nonce', 'csrf']],
    ['one inside the other', ['he', 'she', 'hers'], 'ushers', ['he', 'hers', 'she']],
    ['one the end of the other', ['rate limit', 'limit'], 'rate-limit', ['limit', 'rate limit']],
    ['a space is one character that is no letter', ['rate limit'], 'rate  limit, ratelimit', []],
    ['one outside of ASCII is several', ['rate limit', ' kv '], 'rate–limit –kv–', [' kv ']],
    ['a whole word', [' now '], 'unknown, nowhere, know', []],
    ['a whole word, at the beginning', [' now '], 'now()', [' now ']],
    ['a whole word, at the end', [' now '], 'Date.now', [' now ']],
    ['a whole word, as the only one', [' now '], 'now', [' now ']],
    ['nothing in nothing', [' now ', 'a'], '', []],
    ['no words', [], 'anything', []],
    ['letters that are in no word', ['b2'], 'bz2 b2z', ['b2']],
    ['a word without letters is always there', ['$', 'x'], 'nothing', ['$']],
    ['letters of other alphabets are none', [' kv '], 'äkvö', [' kv ']],
    ['… and are still told by their length', [' größe ', 'naïve'], 'const größe = naïve, grösse, groesse;', [' größe ', 'naïve']],
    ['text of more bytes than characters', [' end '], `${'…'.repeat(40_000)} end`, [' end ']],
  ])('%s: %j in %j', (_title, words, text, expected) => {
    expect(found(words, text)).toEqual([...expected].sort());
  });

  it('tells all that a word stands for, and each thing once', () => {
    expect([...new WordSearch([['a', 1], ['b', 1], ['a', 2]]).in('ab').meanings].sort()).toEqual([1, 2]);
  });

  it('finds what a search for each word finds, wherever the text is cut in two', () => {
    const letters = fc.stringMatching(/^[abcX1 -]{1,5}$/u).filter((word) => /[a-z\d]/iu.test(word));
    fc.assert(fc.property(fc.array(letters, { maxLength: 8 }), fc.stringMatching(/^[abcX1z .é-]{0,60}$/u), (words, text) => {
      const plain = (each: string): string => ` ${each.replaceAll('é', '  ')} `.toLowerCase().replaceAll(/[^a-z\d]/gu, ' ');
      const expected = words.filter((word) => plain(text).includes(word.toLowerCase().replaceAll(/[^a-z\d]/gu, ' ')));
      expect(found(words, text)).toEqual([...new Set(expected)].sort());
    }), { numRuns: 2000 });
  });

  it('has room for more words than anybody will write down', () => {
    const search = new WordSearch(Array.from({ length: 20_000 }, (_, index) => [` w${String(index * 7919)}x`, index] as const));
    expect([...search.in('w7919x w158380x w158372081x w7920x').meanings]).toEqual([1, 20, 19_999]);
  });

  it('reads texts of any length, one after the other', () => {
    const search = new WordSearch([[' end ', 'end'], ['begin', 'begin']]);
    expect([...search.in(`begin ${'…x'.repeat(200_000)} end`).meanings].sort()).toEqual(['begin', 'end']);
    expect([...search.in('').meanings]).toEqual([]);
    expect([...search.in('the end').meanings]).toEqual(['end']);
  });
});
