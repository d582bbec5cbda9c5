import { describe, expect, test } from 'vitest';
import { assertsItself, isAsserted } from '../../src/analysis/assertions.js';
import { sceneOf } from '../helpers/kernel.js';

const isNamed = (name: string): boolean => /clear(?:ed|ance)/iu.test(name);

/** Is `sink()` evaluated only after something about a clearance has refused otherwise? */
const asserted = (code: string): boolean => {
  const { kernel, find } = sceneOf(code);
  return isAsserted(kernel, find('sink()'), isNamed);
};

describe('asserted', () => {
  test.each([
    ['a condition that leaves', 'function f() { if (!env.CLEARED) return; sink(); }'],
    ['a condition around', 'function f() { if (env.CLEARED) { sink(); } }'],
    ['a part of a condition', "function f(x) { if (env.CLEARED !== 'yes' && x) throw new Error(); sink(); }"],
    ['a text that names it', "function f() { if (!flag('CLEARED')) return; sink(); }"],
    ['a constant', 'const cleared = env.A; function f() { if (!cleared) return; sink(); }'],
    ['a call nobody can read', "import { requireClearance } from 'x'; function f() { requireClearance(); sink(); }"],
    ['a call that throws', 'function check() { if (!env.CLEARED) throw new Error(); } function f() { check(); sink(); }'],
    ['at the top', 'if (!env.CLEARED) throw new Error(); function f() { sink(); }'],
    ['every caller', 'function f() { sink(); } function g() { if (!env.CLEARED) return; f(); }'],
  ])('%s', (_name, code) => {
    expect(asserted(code)).toBe(true);
  });
});

describe('not asserted', () => {
  test.each([
    ['nothing', 'function f() { sink(); }'],
    ['a comment', 'function f() { /* cleared */ sink(); }'],
    ['something else', 'function f() { if (!env.READY) return; sink(); }'],
    ['a condition that goes on', 'function f() { if (!env.CLEARED) warn(); sink(); }'],
    ['afterwards', 'function f() { sink(); if (!env.CLEARED) return; }'],
    ['a call that does not throw', 'function checkClearance() { return env.CLEARED; } function f() { checkClearance(); sink(); }'],
    ['a call that only reads', "import { readClearance } from 'x'; function f() { readClearance(); sink(); }"],
    ['one of two callers', 'function f() { sink(); } function g() { if (!env.CLEARED) return; f(); } function h() { f(); }'],
    ['at the top, and it goes on', 'if (!env.CLEARED) warn(); function f() { sink(); }'],
    ['a function that calls itself', 'function f() { sink(); f(); }'],
  ])('%s', (_name, code) => {
    expect(asserted(code)).toBe(false);
  });
});

test('a function may assert it itself', () => {
  const { kernel, find } = sceneOf('function send() { if (!env.CLEARED) throw new Error(); } function tell() { if (!env.CLEARED) warn(); } send(); tell();');
  expect(assertsItself(kernel, find('send()'), isNamed)).toBe(true);
  expect(assertsItself(kernel, find('tell()'), isNamed)).toBe(false);
});
