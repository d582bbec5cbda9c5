import { describe, expect, test } from 'vitest';
import { letsEverybodyIn } from '../../src/analysis/access-policies.js';
import { sceneOf } from '../helpers/kernel.js';

/** Does the policy that the last call of `sink` is given let everybody in? */
function opens(code: string, form: 'statements' | 'bindings' | 'binding' = 'statements'): boolean {
  const { nodes, kernel } = sceneOf(code);
  const call = nodes.filter((node) => node.type === 'CallExpression').filter((node) => node.callee.type === 'Identifier' && node.callee.name === 'sink').at(-1);
  if (!call) throw new Error(`no sink in ${code}`);
  return letsEverybodyIn(kernel, call, { arg: 0, form });
}

describe('statements', () => {
  test.each([
    ['an object', "sink({ Statement: [{ Effect: 'Allow', Principal: '*' }] })"],
    ['one statement that is no list', "sink({ Statement: { Effect: 'Allow', Principal: '*' } })"],
    ['accounts, all of them', "sink({ Statement: [{ Effect: 'Allow', Principal: { AWS: '*' } }] })"],
    ['a list of accounts', "sink({ Statement: [{ Effect: 'Allow', Principal: { AWS: [me, '*'] } }] })"],
    ['the second statement', "sink({ Statement: [{ Effect: 'Deny', Principal: '*' }, { Effect: 'Allow', Principal: '*' }] })"],
    ['as JSON, through names', "const s = { Effect: 'Allow', Principal: '*' }; const p = JSON.stringify({ Statement: [s] }); sink(p)"],
    ['as text', `sink('{"Statement":[{"Effect":"Allow","Principal":"*"}]}')`],
    ['as text with an interpolation', 'sink(`{"Statement":[{"Effect":"Allow","Principal":"*","Resource":"${arn}/*"}]}`)'],
  ])('%s: open', (_name, code) => {
    expect(opens(code)).toBe(true);
  });

  test.each([
    ['denied', "sink({ Statement: [{ Effect: 'Deny', Principal: '*' }] })"],
    ['somebody', "sink({ Statement: [{ Effect: 'Allow', Principal: { AWS: account } }] })"],
    ['a condition', "sink({ Statement: [{ Effect: 'Allow', Principal: '*', Condition: scope }] })"],
    ['a condition in text', `sink('{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{}}]}')`],
    ['a spread may bring one', "sink({ Statement: [{ Effect: 'Allow', Principal: '*', ...more }] })"],
    ['text that is no JSON', "sink('Effect: Allow')"],
    ['a parameter', 'function f(policy) { sink(policy) }'],
    ['nothing', 'sink()'],
  ])('%s: not known to be open', (_name, code) => {
    expect(opens(code)).toBe(false);
  });
});

describe('bindings', () => {
  test('everybody, and everybody with an account', () => {
    expect(opens("sink({ bindings: [{ role, members: ['allUsers'] }] })", 'bindings')).toBe(true);
    expect(opens("sink({ role, members: [owner, 'allAuthenticatedUsers'] })", 'binding')).toBe(true);
  });
  test('somebody, or under a condition', () => {
    expect(opens("sink({ bindings: [{ role, members: ['user:ann@example.com'] }] })", 'bindings')).toBe(false);
    expect(opens("sink({ role, members: ['allUsers'], condition })", 'binding')).toBe(false);
  });
});
