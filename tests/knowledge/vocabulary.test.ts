import { describe, expect, test } from 'vitest';
import { classify, wordsOf } from '../../src/analysis/words.js';
import { COMPOUNDS, NEGATIVE_HEADS, NEGATIVE_PHRASES, NEUTRAL_TAILS, PHRASES, SINGULAR_ONLY, WHOLE_NAMES, type DataClass } from '../../src/knowledge/vocabulary.js';

const phrases = Object.entries(PHRASES).flatMap(([name, texts]) => texts.map((text) => [text, name as DataClass] as const));
/** `first name` as it stands in code: `firstName`. */
const identifierOf = (phrase: string) => phrase.replaceAll(/ (\w)/gu, (_, letter: string) => letter.toUpperCase());

test.each(phrases)('%s is found as %s', (phrase, name) => {
  expect(classify(identifierOf(phrase))).toEqual({ class: name, word: phrase });
  expect(classify(phrase.replaceAll(' ', '_').toUpperCase())).toEqual({ class: name, word: phrase });
});

test.each(NEGATIVE_PHRASES.map((phrase) => [phrase]))('%s is nothing', (phrase) => {
  expect(classify(identifierOf(phrase))).toBeUndefined();
});

describe('the tables', () => {
  test('say nothing twice', () => {
    const texts = [...phrases.map(([text]) => text), ...NEGATIVE_PHRASES];
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  test('are written in the words that names are split into', () => {
    const texts = [...phrases.map(([text]) => text), ...NEGATIVE_PHRASES, ...NEGATIVE_HEADS, ...NEUTRAL_TAILS, ...SINGULAR_ONLY, ...Object.values(COMPOUNDS)];
    expect(texts.filter((text) => wordsOf(text).join(' ') !== text)).toEqual([]);
  });

  test('have a use for every negative phrase', () => {
    // One that ends in no phrase, tails that change nothing left out, would be negative without being listed.
    const withoutTails = (phrase: string): string => {
      const words = phrase.split(' ');
      while (NEUTRAL_TAILS.has(words.at(-1) ?? '')) words.pop();
      return words.join(' ');
    };
    expect(NEGATIVE_PHRASES.filter((phrase) => ![phrase, withoutTails(phrase)].some((form) => phrases.some(([text]) => form === text || form.endsWith(` ${text}`))))).toEqual([]);
  });

  test('hold whole names that no phrase covers', () => {
    expect(Object.keys(WHOLE_NAMES).filter((name) => phrases.some(([text]) => text === name))).toEqual([]);
  });
});
