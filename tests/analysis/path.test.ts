import { describe, expect, it } from 'vitest';
import { parsePath } from '../../src/knowledge/path.js';

describe('parsePath', () => {
  it.each([
    ['', []],
    ['createClient()', [{ kind: 'member', names: ['createClient'] }, { kind: 'call' }]],
    ['.{get,getAll}()', [{ kind: 'member', names: ['get', 'getAll'] }, { kind: 'call' }]],
    ['#.x-y', [{ kind: 'instance' }, { kind: 'member', names: ['x-y'] }]],
    ['X#()', [{ kind: 'member', names: ['X'] }, { kind: 'construction' }]],
    ['.*', [{ kind: 'anyMember' }]],
    ['.0[]', [{ kind: 'member', names: ['0'] }, { kind: 'element' }]],
    ['(>)=>', [{ kind: 'callback', keys: undefined }, { kind: 'return' }]],
    ['(>1)', [{ kind: 'callback', keys: undefined }, { kind: 'parameter', parameter: 1 }]],
    ['({handler,hooks.before}>0)', [{ kind: 'callback', keys: ['handler', 'hooks.before'] }, { kind: 'parameter', parameter: 0 }]],
    ['({redirect}>)', [{ kind: 'callback', keys: ['redirect'] }]],
    ['>0', [{ kind: 'parameter', parameter: 0 }]],
    ['>*', [{ kind: 'parameter', parameter: 'any' }]],
    ['>URL(0)', [{ kind: 'argumentOf', callee: 'URL', argument: 0 }]],
    ['>@scope/pkg.parse(1)', [{ kind: 'argumentOf', callee: '@scope/pkg.parse', argument: 1 }]],
    ['>.register(0)', [{ kind: 'argumentOf', callee: '.register', argument: 0 }]],
    ['Link<>', [{ kind: 'member', names: ['Link'] }, { kind: 'jsx' }]],
    ['<{a,form}>', [{ kind: 'member', names: ['<a>', '<form>'] }]],
    ['Query()@=>', [{ kind: 'member', names: ['Query'] }, { kind: 'call' }, { kind: 'decorated' }, { kind: 'return' }]],
  ])('%s', (path, steps) => {
    expect(parsePath(path)).toEqual(steps);
  });

  it.each([
    ['a..b', 2], ['a[', 2], ['a(b)', 2], ['.{a', 1], ['a =>', 2], ['a(>x)', 2], ['<a', 1], ['a|b', 2],
  ])('refuses %s and names the column', (path, column) => {
    expect(() => parsePath(path)).toThrow(new RegExp(`is not understood from column ${String(column)} `, 'u'));
  });
});
