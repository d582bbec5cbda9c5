import { describe, expect, test } from 'vitest';
import { accessDecision } from '../../src/analysis/access.js';
import { branchVerdict, verdictOf } from '../../src/analysis/verdicts.js';
import { sceneOf } from '../helpers/kernel.js';

describe('verdictOf', () => {
  const verdict = (statement: string): string | undefined => {
    const { sourceCode, nodes } = sceneOf(`function f() { if (test) { ${statement} } }`);
    const branch = nodes.find((node) => node.type === 'IfStatement');
    return branch?.type === 'IfStatement' ? verdictOf(sourceCode, branch.consequent) : undefined;
  };

  test.each([
    "throw new Error('no')", 'return false', 'return null', 'return undefined', "return { error: 'x' }", 'return { ok: false }', 'return new Response(null, { status: 403 })', "return Response.json({ message: 'Forbidden' })", 'return res.status(401).end()',
    "redirect('/')", 'notFound()', 'reject(new Error())', 'next(error)', 'done(null, false)', "setError('Only for the team'); return;", "toast.error('Not for you')", 'return <Navigate to="/" />', 'return <p>Access denied</p>', 'if (a) { return null; } else { throw b; }',
  ])('%s: denies', (statement) => {
    expect(verdict(statement)).toBe('denies');
  });

  test.each(['return true', 'return { ok: true }', 'next()', 'done(null, true)'])('%s: allows', (statement) => {
    expect(verdict(statement)).toBe('allows');
  });

  test.each(['return', 'return user', 'work()', "console.error('denied')", 'return <Dashboard />', 'if (a) { return null; } else { return true; }', 'return { user, error: null }', "setError('')", 'setError(null)', 'setError(undefined)', ''])('%s: neither', (statement) => {
    expect(verdict(statement)).toBeUndefined();
  });
});

test.each<[string, string | undefined]>([
  ['function f() { if (old) { here(); return null; } }', 'denies'],
  ['function f() { if (old) { if (very) here(); return null; } }', 'denies'],
  ['function f() { try { a(); } catch { here(); } }', 'caught'],
  ["function f() { switch (a) { case 1: here(); throw new Error('x'); } }", 'denies'],
  ['function f() { if (good) { here(); return true; } }', 'allows'],
  ['function f() { if (good) { here(); } return null; }', undefined],
  ['function f() { if (old) { later(() => here()); return null; } }', undefined],
])('branchVerdict: %s', (code, expected) => {
  const { find, sourceCode } = sceneOf(code);
  expect(branchVerdict(sourceCode, find('here()'))).toBe(expected);
});

describe('accessDecision: what hangs on `test()`', () => {
  const decision = (code: string): string | undefined => {
    const { find, sourceCode } = sceneOf(code);
    const found = accessDecision(sourceCode, find('test()'), true);
    return found && `${found.kind} ${found.name ?? '-'}`;
  };

  test.each<[string, string | undefined]>([
    // refusals
    ["function f() { if (!test()) throw new Error('no'); }", 'refuses -'],
    ["function f() { if (!user || !test()) redirect('/'); }", 'refuses -'],
    ['function f() { if (test()) return next(); return res.status(403).end(); }', 'refuses -'],
    ['const allowed = test(); function f() { if (allowed === false) return null; }', 'grants allowed'],
    ['const known = test(); function f() { if (known === false) return null; }', 'refuses -'],
    ['const g = () => test(); function f() { if (!g()) return null; }', 'refuses -'],
    ["assert(test(), 'no')", 'refuses -'],
    ['const x = Boolean(test()) ? { ok: true } : { ok: false }', 'refuses -'],
    ['list.some(() => test()) || deny(); if (!list.some(() => test())) throw a;', undefined],
    // grants
    ['const isAdmin = test();', 'grants isAdmin'],
    ['const flags = { isStaff: test() };', 'grants isStaff'],
    ['class A { isOwner = test(); }', 'grants isOwner'],
    ['user.isAdmin = test();', 'grants isAdmin'],
    ['setIsAdmin(test());', 'grants IsAdmin'],
    ['function isAdmin() { return test(); }', 'grants isAdmin()'],
    ["const role = test() ? 'admin' : 'user';", 'grants admin'],
    ["function f() { if (test()) { user.role = 'admin'; } }", 'grants role'],
    ['function f() { if (test()) return Role.ADMIN; return Role.USER; }', 'grants Role.ADMIN'],
    // A client of that name is no role.
    ['function f() { if (test()) return session.admin; return session.guest; }', undefined],
    // nothing of that
    ["function f() { if (test()) throw new Error('blocked'); }", undefined],
    ["const text = test() ? 'Hi Jo' : 'Hello';", undefined],
    ['const a = <nav>{test() && <a href="/lab">Lab</a>}</nav>;', undefined],
    ['track({ internal: test() });', undefined],
    ['if (test()) seed();', undefined],
    ['test();', undefined],
  ])('%s', (code, expected) => {
    expect(decision(code)).toBe(expected);
  });
});
