import { describe, expect, it, test } from 'vitest';
import type { Node } from '../../src/analysis/ast.js';
import { readsClock } from '../../src/analysis/clock.js';
import { isAside, isDevelopmentOnly, isStandIn } from '../../src/analysis/deployment.js';
import type { Kernel } from '../../src/analysis/kernel.js';
import { refusalOf } from '../../src/analysis/refusal.js';
import { keptStates } from '../../src/analysis/state.js';
import { usageOf } from '../../src/analysis/usage.js';
import { TOO_MANY } from '../../src/knowledge/refusals.js';
import { sourceOf } from '../helpers/source.js';

const states = (code: string) => {
  const { sourceCode } = sourceOf(code);
  return keptStates(sourceCode, () => false).map((state) => `${state.name} ${state.form} ${state.lives}`);
};

describe('keptStates', () => {
  test.each<[string, string[]]>([
    ['const m = new Map(); m.get(k);', ['m map process']],
    ['const s = new Set();', ['s set process']],
    ['const o: Record<string, number> = {};', ['o object process']],
    ['const o = { a: 1 };', []],
    ['let list: number[] = [];', ['list array process']],
    ['const w = new WeakMap();', []],
    ['class Map {} const m = new Map();', []],
    ['let m; function init() { m ??= new Map(); }', ['m map process']],
    ['const m = redis ? new Store() : new Map();', []],
    ['let n = 0; function f() { n++; }', ['n number process']],
    ['let n = 0;', []],
    ['const n = 0; function f() { return n; }', []],
    // what a call makes for itself
    ['function f() { const m = new Map(); m.set(1, 2); }', []],
    ['function f(xs) { const m = new Map(); xs.forEach((x) => m.set(x, 1)); return m.size; }', []],
    ["function onConnection(ws) { const m = new Map(); ws.on('message', (x) => m.set(x, 1)); }", []],
    // what a factory hands out
    ['function f() { const m = new Map(); return (k) => m.get(k); }', ['m map closure']],
    ['const f = () => { const m = new Map(); return { get: (k) => m.get(k) }; };', ['m map closure']],
    ['function f() { const m = new Map(); function get(k) { return m.get(k); } return { get }; }', ['m map closure']],
    ['function f() { const m = new Map(); const api = { get(k) { return m.get(k); } }; return api; }', ['m map closure']],
    ["function f(app) { const m = new Map(); app.use((req) => m.get(req.ip)); }", ['m map closure']],
    ["function f() { const m = new Map(); const get = (k) => m.get(k); const r = Router(); r.get('/', (q) => get(q.ip)); return r; }", ['m map closure']],
    ['function f() { const m = new Map(); module.exports = (k) => m.get(k); }', ['m map closure']],
    ['function f() { const m = new Map(); module.exports.get = (k) => m.get(k); }', ['m map closure']],
    ['function useThing() { const m = new Map(); return { get: (k) => m.get(k) }; }', []],
    // classes
    ['export class C { m = new Map(); get(k) { return this.m.get(k); } }', ['m map instance']],
    ['class C { static m = new Map(); }', ['m map process']],
    ['export class C { #m = new Map(); }', ['#m map instance']],
    ['export class C { m; constructor() { this.m = new Map(); } }', ['m map instance']],
    ['class C { m = new Map(); } function handler() { const c = new C(); return c; }', []],
    ['class C { m = new Map(); } const c = new C();', ['m map instance']],
    ['class C { m = new Map(); } let c; function get() { c ??= new C(); return c; }', ['m map instance']],
    // the global object
    ['globalThis.m ??= new Map(); globalThis.m.get(1);', ['globalThis.m map process']],
    ['const g = global as any; if (!g.m) g.m = new Map();', ['globalThis.m map process']],
  ])('%s', (code, expected) => {
    expect(states(code)).toEqual(expected);
  });
});

describe('usageOf', () => {
  const usage = (code: string) => {
    const { sourceCode } = sourceOf(code);
    const [state] = keptStates(sourceCode, () => false);
    if (!state) throw new Error('no state');
    const found = usageOf(sourceCode, state);
    const text = (node: Node) => sourceCode.getText(node);
    return {
      compared: found.comparisons.map(({ node, clock, swept, over }) => [text(node), clock ? 'clock' : 'amount', swept ? 'all' : 'one', over ? 'over' : 'under'].join(' ')),
      counted: found.counted.map(text),
      stamped: found.stamped.map(text),
      forgotten: found.forgotten,
      keys: found.keys.map(text),
    };
  };

  it('follows entries through variables, defaults and destructuring', () => {
    expect(usage('const m = new Map(); function f(k) { const { n = 0, t } = m.get(k) ?? {}; m.set(k, { n: n + 1, t: Date.now() }); if (n > 5) g(); if (Date.now() - t < 9) g(); }')).toEqual({
      compared: ['n > 5 amount one over', 'Date.now() - t < 9 clock one under'], counted: ['n + 1'], stamped: ['Date.now()'], forgotten: false, keys: ['k', 'k'],
    });
  });
  it('knows which way a comparison with the time looks', () => {
    const { compared } = usage('const m = new Map(); function f(k, now = Date.now()) { const e = m.get(k); if (now > e.end) g(); if (e.end > now) g(); if (e.at < now - 5) g(); if (e.at >= now - 5) g(); if (5 < now - e.at) g(); }');
    expect(compared.map((text) => text.slice(text.lastIndexOf(' ') + 1))).toEqual(['over', 'under', 'over', 'under', 'over']);
  });
  it('follows lists and what callbacks see of them', () => {
    expect(usage('const m = new Map(); function f(k) { const now = Date.now(); const xs = (m.get(k) || []).filter((t) => now - t < 9); if (xs.length >= 3) g(); xs.push(now); m.set(k, xs); }')).toMatchObject({
      compared: ['now - t < 9 clock one under', 'xs.length >= 3 amount one over'], counted: ['xs.push(now)'], stamped: ['now'],
    });
  });
  it('follows helpers, parameters and members of what they return', () => {
    expect(usage('const m = new Map(); const entry = (k) => m.get(k); function bump(e) { e.n++; } function read(k) { const e = entry(k); bump(e); return { used: e.n, other: 1 }; } function g(k) { const r = read(k); if (r.other > 5) h(); if (r.used > 6) h(); }')).toMatchObject({
      compared: ['r.used > 6 amount one over'], counted: ['e.n++'],
    });
  });
  it('tells sweeps from questions about one entry', () => {
    expect(usage('const m = new Map(); for (const [k, e] of m) if (e.t < Date.now()) m.delete(k);').compared).toEqual(['e.t < Date.now() clock all over']);
    expect(usage('const m = new Map(); m.forEach((e, k) => { if (e.n > 3) m.delete(k); });').compared).toEqual(['e.n > 3 amount all over']);
  });
  it('sees timers that clear', () => {
    expect(usage('const m = new Map(); setInterval(() => m.clear(), 5);').forgotten).toBe(true);
    expect(usage('const m = new Map(); function sweep() { m.clear(); } setInterval(sweep, 5);').forgotten).toBe(true);
    expect(usage('const m = new Map(); function f(k) { setTimeout(() => m.delete(k), 5); }').forgotten).toBe(true);
    expect(usage('const m = new Map(); function f(k) { m.delete(k); }').forgotten).toBe(false);
    expect(usage('let n = 0; setInterval(() => { n = 0; }, 5); function f() { n++; }').forgotten).toBe(true);
  });
  it('does not take the size of a map for an amount', () => {
    expect(usage('const m = new Map(); function f() { if (m.size > 100) m.clear(); }').compared).toEqual([]);
  });
});

describe('readsClock', () => {
  test.each([
    ['Date.now()', true], ['performance.now()', true], ['new Date()', true], ['+new Date()', true], ['new Date().getTime()', true], ['Math.floor(Date.now() / 1000)', true], ['now - 5', true], ['`${x}:${now}`', true],
    ['new Date(5)', false], ['5', false], ['clock.now()', true], ['x.later()', false], ['f(() => Date.now())', false], ['later', true], ['given', true],
  ])('%s: %s', (text, expected) => {
    const source = sourceOf(`const later = Date.now() + 5; function g(now, given = Date.now()) { use(${text}); }`);
    expect(readsClock(source.sourceCode, source.find(text))).toBe(expected);
  });
});

describe('refusalOf', () => {
  const kind = (code: string) => {
    const source = sourceOf(code);
    return refusalOf(source.sourceCode, source.find('n > 5'), TOO_MANY)?.kind;
  };
  test.each<[string, string | undefined]>([
    ['function f(n) { if (n > 5) return false; return true; }', 'plain'],
    ['function f(n) { if (n > 5) throw new Error("x"); }', 'plain'],
    ['function f(n) { if (n > 5) throw new Error("Rate limit exceeded"); }', 'words'],
    ['function f(n) { if (n > 5) return res.status(429).end(); }', 'status'],
    ['function f(n) { if (!(n > 5)) return next(); res.sendStatus(429); }', 'status'],
    ['function f(n) { if (n > 5) { /* 429 too many */ log(n); } }', undefined],
    ['function f(n) { if (n > 5) return; work(); }', undefined],
    ['function f(n) { if (n > 5) return value; work(); }', undefined],
    ['function f(n) { return n > 5; }', 'plain'],
    ['const f = (n) => n > 5;', 'plain'],
    ['function f(n) { return { limited: n > 5 }; }', 'plain'],
    ['function f(n) { const bad = n > 5; if (bad) return { success: false }; return { success: true }; }', 'plain'],
    ['function f(n) { return n > 5 ? { ok: false } : { ok: true }; }', 'plain'],
    ['function f(n) { return n > 5 ? a : b; }', undefined],
    ['const f = (n) => new Promise((resolve, reject) => { n > 5 ? reject() : resolve(); });', 'plain'],
    ['function f(n, next) { if (n > 5) return next(new Error("x")); next(); }', 'plain'],
    ['function f(n, next) { if (n > 5) return next(); }', undefined],
    ['function f(n) { return n > 5; } function g() { if (f(1)) return new Response("", { status: 429 }); }', 'status'],
    ['function f(n) { return { bad: n > 5 }; } async function g() { const { bad } = await f(1); if (bad) throw tooManyRequests(); }', 'words'],
    ['class C { f(n) { return n > 5; } g() { if (this.f(1)) throw new HttpError(429); } }', 'status'],
    ['function f(n) { if (n > 5) return { allowed: true, retryAfter: 0 }; cleanup(); }', 'plain'],
    ['while (n > 5) n--;', undefined],
  ])('%s', (code, expected) => {
    expect(kind(code)).toBe(expected);
  });
});

describe('deployment', () => {
  const ask = (code: string, question: (kernel: Kernel, node: Node) => boolean) => {
    const source = sourceOf(code);
    return question({ sourceCode: source.sourceCode, api: { factsAt: () => [] } } as unknown as Kernel, source.find('here()'));
  };
  test.each<[string, boolean]>([
    ["if (process.env.NODE_ENV !== 'production') here();", true],
    ["if (process.env.NODE_ENV === 'development') here();", true],
    ["if (process.env.NODE_ENV === 'production') here();", false],
    ["function f() { if (process.env.NODE_ENV === 'production') return; here(); }", true],
    ["function f() { if (env.NODE_ENV !== 'production') return; here(); }", false],
    ['if (import.meta.env.DEV) here();', true],
    ['if (!isProduction) here();', true],
    ['isDev ? here() : 0;', true],
    ["const local = process.env.NODE_ENV === 'test'; if (local) here();", true],
    ["if (isDev || isTest) here();", true],
    ['if (isDev || flag) here();', false],
    ["switch (process.env.NODE_ENV) { case 'development': here(); break; case 'production': f(); }", true],
    ["switch (process.env.NODE_ENV) { case 'production': here(); }", false],
    ['if (debug) here();', false],
  ])('development only: %s', (code, expected) => {
    expect(ask(code, isDevelopmentOnly)).toBe(expected);
  });
  test.each<[string, boolean]>([
    ['if (!redis) here();', true],
    ['function f() { if (redis) return redis.get(1); here(); }', true],
    ['process.env.REDIS_URL ? f() : here();', true],
    ['if (redis === null) here();', true],
    ['function f() { if (env.KV_URL && ready) return 1; here(); }', true],
    ['try { await redis.incr(1); } catch { here(); }', true],
    ['if (redis) here();', false],
    ['try { await fetch(1); } catch { here(); }', false],
    ['if (!user) here();', false],
  ])('stands in for a shared store: %s', (code, expected) => {
    expect(ask(code, isStandIn)).toBe(expected);
  });
  test.each<[string, boolean]>([
    ['function f() { here(); } if (isDev) f();', true],
    ['function f() { here(); } function g() { f(); } if (isDev) g();', true],
    ['function f() { here(); } f(); if (isDev) f();', false],
    ['class C { m() { here(); } } export const c = isProd ? new D() : new C();', true],
    ['function local() { return here(); } function choose() { try { return connect(redis); } catch {} return local(); }', true],
    ['export function f() { here(); }', false],
  ])('reached only there: %s', (code, expected) => {
    expect(ask(code, isAside)).toBe(expected);
  });
});
