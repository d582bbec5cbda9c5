import { describe, expect, it } from 'vitest';
import { durationText, momentOf, secondsOfText } from '../../src/analysis/durations.js';
import { sourceOf } from '../helpers/source.js';

describe('secondsOfText', () => {
  it.each([
    ['15m', 900], ['1h', 3600], ['2 hours', 7200], ['7 days', 604_800], ['1w', 604_800], ['1 yr', 31_557_600], ['500ms', 0.5], ['1.5h', 5400], ['30d from now', 2_592_000], [' 10s ', 10],
    // Case does not matter to the libraries either: no month.
    ['1M', 60],
  ])('%s', (text, seconds) => {
    expect(secondsOfText(text)).toBe(seconds);
  });
  it.each(['3600', '', '1 month', '1h 30m', '-1h', 'h', 'soon'])('not %s', (text) => {
    expect(secondsOfText(text)).toBeUndefined();
  });
});

describe('durationText', () => {
  it.each([[3.6, '3.6 seconds'], [1, '1 second'], [60, '1 minute'], [900, '15 minutes'], [3600, '1 hour'], [86_400, '1 day'], [31_536_000, '365 days'], [31_557_600, '1 year'], [86_400_000, '2.7 years']])('%d seconds', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe('momentOf', () => {
  const moment = (code: string) => {
    const { nodes, sourceCode } = sourceOf(code);
    const call = nodes.filter((node) => node.type === 'CallExpression' && sourceCode.getText(node.callee) === 'f').at(-1);
    return call?.type === 'CallExpression' && call.arguments[0] ? momentOf(sourceCode, call.arguments[0]) : undefined;
  };
  it.each([
    ['f(60 * 60)', { present: 0, added: 3600 }],
    ['f(Date.now())', { present: 1, added: 0 }],
    ['f(Math.floor(Date.now() / 1000) + 60)', { present: 0.001, added: 60 }],
    ['f((Date.now() + 5000) / 1000)', { present: 0.001, added: 5 }],
    ['f(1000 * 60 + new Date().getTime())', { present: 1, added: 60_000 }],
    ['f(+new Date() - 1000)', { present: 1, added: -1000 }],
    ['f(new Date(Date.now() + 1000))', { present: 1, added: 1000 }],
    ['const now = Math.round(Date.now() / 1000); const DAY = 86400; f(now + DAY)', { present: 0.001, added: 86_400 }],
    ['f(2 * Date.now())', { present: 2, added: 0 }],
  ])('%s', (code, expected) => {
    expect(moment(code)).toEqual(expected);
  });
  it.each(['f(x)', 'f(now())', 'f(Date.now() * Date.now())', 'f(1 / Date.now())', 'f(new Date(2020, 1, 1))', 'f(Math.max(Date.now(), 1))', 'const d = new Date(); d.setDate(40); f(d.getTime())', 'let t = Date.now(); t = 0; f(t)', "const { Date } = x; f(Date.now())"])('not %s', (code) => {
    expect(moment(code)).toBeUndefined();
  });
});
