import { describe, expect, test } from 'vitest';
import { branchesOf, isFixedDestination } from '../../src/analysis/fixed-destination.js';
import { sceneOf } from '../helpers/kernel.js';

/** The branches of what is given to `go(…)`: those that lead where the code says in parentheses. */
function branches(code: string): string[] {
  const { kernel, sourceCode, nodes } = sceneOf(code);
  const call = nodes.find((node) => node.type === 'CallExpression' && sourceCode.getText(node.callee) === 'go');
  if (call?.type !== 'CallExpression' || !call.arguments[0]) throw new Error('nothing is given to go()');
  return branchesOf(sourceCode, call.arguments[0]).map((branch) => (isFixedDestination(kernel, branch) ? `(${sourceCode.getText(branch)})` : sourceCode.getText(branch)));
}

describe('branchesOf', () => {
  test.each<[string, string[]]>([
    ["go('/a')", ["('/a')"]],
    ['go(next)', ['next']],
    ["go(next || '/a')", ['next', "('/a')"]],
    ["go(next && '/a')", ["('/a')"]],
    ["go((await (c ? next! : '/a')) as string)", ['next', "('/a')"]],
    // what a name may stand for
    ["const to = c ? '/a' : next; go(to)", ["('/a')", 'next']],
    ["let to = '/a'; if (c) to = next; go(to)", ["('/a')", 'next']],
    ["let to = '/a'; to ??= next; go(to)", ["('/a')", 'next']],
    ["let to = '/a'; to = c ? to : '/b'; go(to)", ["('/a')", "('/b')"]],
    ["const a = '/a'; const b = a; go(b)", ["('/a')"]],
    // what a function may return
    ["const to = () => (c ? '/a' : next); go(to())", ["('/a')", 'next']],
    ["function to() { if (c) return `/a/${next}`; return next; } go(to())", ['(`/a/${next}`)', 'next']],
    ["function to() { return to() || '/a'; } go(to())", ["('/a')"]],
    // …and where that is not all
    ["let to = '/a'; to += next; go(to)", ['to']],
    ["const { to = '/a' } = query; go(to)", ['to']],
    ["function f(to = '/a') { go(to); }", ['to']],
    ["import { to } from './x'; go(to)", ['to']],
    ['for (const to of list) go(to)', ['to']],
    ['go(to)', ['to']],
    ['function to() {} go(to)', ['to']],
    ['function to() {} go(to())', ['to()']],
    ["function* to() { return '/a'; } go(to())", ['to()']],
    ["go(to())", ['to()']],
  ])('%s', (code, expected) => {
    expect(branches(code)).toEqual(expected);
  });

  test('comes to an end where names stand for each other', () => {
    expect(branches("let a = '/a'; let b = a; a = b; go(a)")).toEqual(["('/a')"]);
  });

  test('looks at so many branches and not at all', () => {
    const names = Array.from({ length: 200 }, (_, index) => `n${index}`);
    const found = branches(`go(${names.join(' || ')})`);
    expect(found.length).toBeLessThan(60);
    expect(found.some((text) => text.includes(' || '))).toBe(true);
  });
});

const NAMES = "const BASE = '/app'; const ORIGIN = 'https://acme.test'; const EMPTY = ''; const EITHER = c ? BASE : path; const deep = () => `${BASE}/${id}`; let own = `${own}/a`;";

describe('isFixedDestination', () => {
  test.each<[string, boolean]>([
    ["'https://acme.test'", true],
    ['`/`', true],
    ['`/sign/${token}`', true],
    ['`/${path}`', false],
    ['`//${host}`', false],
    ['`/\\\\${host}`', false],
    ['`${base}/a`', false],
    ['`https://acme.test${path}`', false],
    ['`https://acme.test/${path}`', true],
    ['`https://me@${host}/`', false],
    ['`?next=${next}`', true],
    ["'/sign/' + token", true],
    ["'/' + path", false],
    ["`/` + path", false],
    ["'/sign/' + token + '/done'", true],
    ["('/sign/' as string) + token", true],
    ["path + '/done'", false],
    ["'/sign/' - token", false],
    // What a router makes of it is its own affair.
    ["{ pathname: next }", true],
    ["{ pathname: next } + ''", false],
    ['next', false],
    ["make('/a')", false],
    // names in front
    ['`${BASE}/a/${id}`', true],
    ['`${BASE}${path}`', true],
    ['BASE + path', true],
    ['ORIGIN + path', false],
    ["ORIGIN + '/' + path", true],
    ['`${ORIGIN}/${path}`', true],
    ['`${ORIGIN}.test/${path}`', true],
    ['`${ORIGIN}${path}`', false],
    ['`${EMPTY}/${path}`', false],
    ['`${EMPTY}/a/${path}`', true],
    ['`${BASE}`', true],
    ['`${EITHER}?q=${q}`', false],
    ['`${deep()}?q=${q}`', true],
    ['`${own}?q=${q}`', false],
  ])('%s: %s', (text, expected) => {
    const found = branches(`${NAMES} go(${text})`);
    expect(found).toEqual([expected ? `(${text})` : text]);
  });
});
