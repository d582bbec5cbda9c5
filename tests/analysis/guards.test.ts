import { describe, expect, test } from 'vitest';
import { alwaysExits, callsBefore, guardsOf, type GuardOptions } from '../../src/analysis/guards.js';
import { foreignSources, sourceOf } from '../helpers/source.js';

/** `redirect()` of Next.js, as a rule would name it. */
const options: GuardOptions = { isExitCall: (call) => call.callee.type === 'Identifier' && call.callee.name === 'redirect' };

/** The guards of the call `HERE()`, sorted: `a`, `!b`, `x in ['admin']` each with its reason. */
function guards(code: string, more: GuardOptions = {}): string[] {
  const source = sourceOf(code, { filename: '/project/file.tsx' });
  const text = (node: Parameters<typeof source.sourceCode.getText>[0]) => source.sourceCode.getText(node);
  return guardsOf(source.sourceCode, source.find('HERE()'), { ...options, ...more })
    .map(({ test, outcome, equals, by }) => `${outcome ? '' : '!'}${text(test)}${equals ? ` in [${equals.map(text).join()}]` : ''} ${by}`)
    .sort();
}

function calls(code: string, more: GuardOptions = {}): string[] {
  const source = sourceOf(code, { filename: '/project/file.tsx' });
  const here = source.nodes.find((node) => node.type === 'CallExpression' && source.sourceCode.getText(node).startsWith('HERE('));
  if (!here) throw new Error('no HERE()');
  return callsBefore(source.sourceCode, here, { ...options, ...more }).map((node) => source.sourceCode.getText(node)).sort();
}

describe('guardsOf: branches', () => {
  test.each<[string, string[]]>([
    ['if (a) HERE()', ['a if']],
    ['if (a) {} else HERE()', ['!a if']],
    ['if (a) {} else if (b) HERE()', ['!a if', 'b if']],
    ['if (a && !b) HERE()', ['!b if', 'a if']],
    ['if (a || b) HERE()', ['a || b if']],
    ['if (a || b) {} else HERE()', ['!a if', '!b if']],
    ['if (!(a && b)) {} else HERE()', ['a if', 'b if']],
    ['if (a && (b || c)) HERE()', ['a if', 'b || c if']],
    ['if (a === true) HERE()', ['a if']],
    ['if (a !== true) HERE()', ['!a if']],
    ['if (false == a) HERE()', ['!a if']],
    ['if (!!a) HERE()', ['a if']],
    ['if (Boolean(a)) HERE()', ['a if']],
    ['if ((await check(x)) as boolean) HERE()', ['check(x) if']],
    ['if (a ? b : false) HERE()', ['a if', 'b if']],
    ['if ((m = g(x))) HERE()', ['g(x) if', 'm if']],
    ['if (x === y) HERE()', ['x === y if']],
    ['if (HERE()) {}', []],
    ['a ? HERE() : 0', ['a ternary']],
    ['a ? 0 : HERE()', ['!a ternary']],
    ['a && HERE()', ['a logical']],
    ['a || HERE()', ['!a logical']],
    ['a ?? HERE()', ['!a logical']],
    ['a &&= HERE()', ['a logical']],
    ['a ??= HERE()', ['!a logical']],
    ['a && b && HERE()', ['a logical', 'b logical']],
    ['const el = <p>{a && <b>{HERE()}</b>}</p>', ['a logical']],
    ['a?.b(HERE())', ['a logical']],
    ['a.b?.c[HERE()]', ['a.b logical']],
    ['a.b(HERE())', []],
    ['while (a) HERE()', ['a loop']],
    ['for (; a; ) HERE()', ['a loop']],
    ['for (const x of a) HERE()', []],
    ['do HERE(); while (a)', []],
    ['while (a) { wait() } HERE()', ['!a loop']],
    ['while (a) { if (b) break } HERE()', []],
    ["switch (a) { case 'x': HERE() }", ["a in ['x'] switch"]],
    ["switch (a) { case 'x': case 'y': HERE() }", ["a in ['y','x'] switch"]],
    ["switch (a) { case 'x': b(); break; case 'y': HERE() }", ["a in ['y'] switch"]],
    ["switch (a) { case 'x': b(); case 'y': HERE() }", ["a in ['y','x'] switch"]],
    ["switch (a) { case 'x': break; default: HERE() }", ["!a in ['x'] switch"]],
    ["switch (a) { case 'x': default: HERE() }", []],
    ['switch (true) { case a: break; case b: HERE() }', ['!a switch', 'b switch']],
  ])('%s', (code, expected) => {
    expect(guards(code)).toEqual(expected.sort());
  });
});

describe('guardsOf: what has left before', () => {
  const inFunction = (body: string) => `async function f(p) { ${body} }`;
  test.each<[string, string[]]>([
    ['if (!a) return; HERE()', ['a exit']],
    ['if (!a) { log(); return } HERE()', ['a exit']],
    ['if (!a || b) throw x; HERE()', ['!b exit', 'a exit']],
    ['if (!a && b) throw x; HERE()', ['!!a && b exit']],
    ['if (a) { g() } else return; HERE()', ['a exit']],
    ['if (!a) return; else if (!b) return; HERE()', ['a exit', 'b exit']],
    ['if (a) { if (b) return; else throw x } HERE()', ['!a exit']],
    ['if (a) { if (b) return } HERE()', []],
    ['if (a) { try { return g() } catch { return } } HERE()', ['!a exit']],
    ['if (a) { try { return g() } catch { } } HERE()', []],
    ['if (a) { switch (b) { case 1: return; default: throw x } } HERE()', ['!a exit']],
    ['if (a) { switch (b) { case 1: break; default: throw x } } HERE()', []],
    ['if (a) { while (true) { g() } } HERE()', ['!a exit']],
    ['if (a) process.exit(1); HERE()', ['!a exit']],
    ["if (!a) redirect('/'); HERE()", ['a exit']],
    ['a || redirect(); HERE()', ['a exit']],
    ['!a && redirect(); HERE()', ['a exit']],
    ['a ?? redirect(); HERE()', ['a exit']],
    ['if (!a) fail(); HERE(); function fail(): never { throw x }', ['a exit']],
    ['if (!a) fail(); HERE(); function fail() { throw x }', ['a exit']],
    ['if (!a) fail(); HERE(); function fail() { if (q) return; throw x }', []],
    ['if (!a) g(); HERE()', []],
    ['for (const x of xs) { if (!x.ok) continue; HERE() }', ['x.ok exit']],
    ['for (const x of xs) { if (!a) break; HERE() }', ['a exit']],
    ['for (const x of xs) { if (!a) return } HERE()', []],
    ['{ if (!a) return } HERE()', ['a exit']],
    ['try { if (!a) return } catch { return } HERE()', ['a exit']],
    ['try { if (!a) return } catch { log() } HERE()', []],
    ['try { if (!a) return } finally { log() } HERE()', ['a exit']],
    ['try { if (!a) return; g() } catch { HERE() }', []],
    ['try { if (!a) return; HERE() } catch { }', ['a exit']],
    ["switch (a) { case 'x': break; default: return } HERE()", ["a in ['x'] switch"]],
    ["switch (a) { case 'x': return; case 'y': throw z } HERE()", ["!a in ['x','y'] switch"]],
    ['l: { if (a) break l; if (!b) return } HERE()', []],
    ['HERE(); if (!a) return', []],
    // assertions
    ['assert(a); HERE()', ['a assertion']],
    ["invariant(a && b, 'message'); HERE()", ['a assertion', 'b assertion']],
    ['assert.ok(a); HERE()', ['a assertion']],
    ['await check(a); HERE()', []],
    ['check(a); HERE(); function check(c: unknown): asserts c { }', ['a assertion']],
    ['check(a); HERE(); function check(c: unknown): asserts c is string { }', ['a assertion']],
    ['check(a); HERE(); function check(c, m) { if (!c) throw new Error(m) }', ['a assertion']],
    ['check(a); HERE(); function check(c, m) { if (!m) throw new Error(m) }', []],
    // flags
    ['const ok = isSafe(a) && b; if (!ok) return; HERE()', ['b exit', 'isSafe(a) exit', 'ok exit']],
    ['const ok = a || b; if (ok) HERE()', ['a || b if', 'ok if']],
    // reassignment
    ['let a = g(); if (!a) return; HERE()', ['a exit', 'g() exit']],
    ['let a = g(); if (!a) return; a = h(); HERE()', []],
    ['let a = g(); a = h(); if (!a) return; HERE()', ['a exit']],
    ['let a = g(); if (!a) return; HERE(); a = h()', ['a exit']],
    ['let a = g(); if (!a) return; while (b()) { HERE(); a = h() }', ['b() loop']],
    ["let a = g(); if (!a) { a = '/'; return } HERE()", ['a exit']],
    ["if (!safe(p)) p = '/'; HERE()", []],
    ['if (!safe(p)) return; p = q; HERE()', []],
    ['const u = g(); if (!u.role) return; u.role = h(); HERE()', []],
    ['const u = g(); if (!u.role) return; u.name = h(); HERE()', ['u.role exit']],
    ['let a = g(); const ok = safe(a); a = h(); if (!ok) return; HERE()', ['ok exit']],
  ])('%s', (code, expected) => {
    expect(guards(inFunction(code))).toEqual(expected.sort());
  });

  test('variables of the module', () => {
    expect(guards('const limit = g(); function f() { if (!limit) return; HERE() }')).toEqual(['g() exit', 'limit exit']);
    expect(guards('let limit = g(); function f() { if (!limit) return; HERE() } function h() { limit = 0 }')).toEqual([]);
    expect(guards('let limit = g(); function f() { if (!limit) return; HERE() } function h() { limit = 0 }', { stale: true })).toEqual(['limit exit']);
  });
});

describe('guardsOf: closures', () => {
  test.each<[string, string[], string[]]>([
    ['if (!a) throw x; const f = () => HERE()', [], ['a exit']],
    ['if (a) run(function () { if (b) HERE() })', ['b if'], ['a if', 'b if']],
    ['if (!a) throw x; function f() { HERE() }', [], []],
    ['function g() { if (!a) return; return { get: () => HERE() } }', [], ['a exit']],
    ['function g(a) { if (!a) return; const f = () => HERE(); a = 0 }', [], []],
    ['if (a) { class C { x = HERE() } }', [], ['a if']],
  ])('%s', (code, inside, across) => {
    expect(guards(code)).toEqual(inside);
    expect(guards(code, { across: 'closures' })).toEqual(across);
  });
});

describe('callsBefore', () => {
  const inFunction = (body: string) => `async function f(p) { ${body} }`;
  test.each<[string, string[]]>([
    ['await check(); HERE()', ['check()']],
    ['const user = await check(); HERE()', ['check()']],
    ['const { user } = await check(), b = g(); HERE()', ['check()', 'g()']],
    ['if (!(await check())) return; HERE()', ['check()']],
    ['if (a) check(); HERE()', []],
    ['if (a) return; else check(); HERE()', ['check()']],
    ['a && check(); HERE()', []],
    ['check() && HERE()', ['check()']],
    ['check() ? HERE() : 0', ['check()']],
    ['a ? check() : 0; HERE()', []],
    ['try { check() } catch { return } HERE()', ['check()']],
    ['try { check() } catch { log() } HERE()', []],
    ['try { check() } finally { log() } HERE()', ['check()', 'log()']],
    ['try { check() } catch { HERE() }', []],
    ['try { check(); HERE() } catch { }', ['check()']],
    ['for (const x of list()) { check(); } HERE()', ['list()']],
    ['for (const x of list()) { check(); HERE() }', ['check()', 'list()']],
    ['do { check() } while (a); HERE()', ['check()']],
    ['HERE(check(), g())', ['check()', 'g()']],
    ['outer(check(), HERE())', ['check()']],
    ['outer(HERE(), check())', []],
    ['const o = { a: check(), b: HERE() }', ['check()']],
    ['await Promise.all([check(), g()]); HERE()', ['Promise.all([check(), g()])', 'check()', 'g()']],
    ['a?.b(check()); HERE()', []],
    ['a()?.b(check()); HERE()', ['a()']],
    ['later(() => check()); HERE()', ['later(() => check())']],
    ['function g() { check() } HERE()', []],
    ['{ check() } HERE()', ['check()']],
    ['switch (check()) { case 1: g(); HERE() }', ['check()', 'g()']],
    ['new Guard(x); HERE()', ['new Guard(x)']],
    ['x ??= check(); HERE()', []],
    ['const { a = check() } = b; HERE()', []],
    ['return check().then(() => HERE())', []],
    ['HERE(); check()', []],
  ])('%s', (code, expected) => {
    expect(calls(inFunction(code))).toEqual(expected.sort());
  });

  test('through closures', () => {
    expect(calls('check(); const f = () => HERE()')).toEqual([]);
    expect(calls('check(); const f = () => HERE()', { across: 'closures' })).toEqual(['check()']);
    expect(calls('check(); function f() { HERE() }', { across: 'closures' })).toEqual([]);
  });
});

test('alwaysExits', () => {
  const source = sourceOf('function f() { if (a) return; else throw b }\nfunction g() { if (a) return }');
  const [first, second] = source.nodes.filter((node) => node.type === 'IfStatement');
  expect(alwaysExits(source.sourceCode, first!)).toBe(true);
  expect(alwaysExits(source.sourceCode, second!)).toBe(false);
});

test('the cost grows linearly', () => {
  /** How often anybody looks at what a node is. */
  const looks = (count: number): number => {
    const source = sourceOf(`async function f() { ${'if (!a) return; await check();\n'.repeat(count)} }`);
    const calls = source.nodes.filter((node) => node.type === 'CallExpression');
    let found = 0;
    for (const node of source.nodes) {
      const { type } = node;
      Object.defineProperty(node, 'type', { get: () => ((found += 1), type) });
    }
    for (const call of calls) {
      guardsOf(source.sourceCode, call);
      callsBefore(source.sourceCode, call);
    }
    return found;
  };
  expect(looks(2000) / looks(1000)).toBeLessThan(2.1);
});

test.each(foreignSources())('answers for every node of %s', (_, source) => {
  for (const node of source().nodes) {
    const { sourceCode } = source();
    expect(Array.isArray(guardsOf(sourceCode, node, { across: 'closures' }))).toBe(true);
    expect(Array.isArray(callsBefore(sourceCode, node, { across: 'closures' }))).toBe(true);
    expect(typeof alwaysExits(sourceCode, node)).toBe('boolean');
  }
});
