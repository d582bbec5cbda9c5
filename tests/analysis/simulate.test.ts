import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFunction, type Node } from '../../src/analysis/ast.js';
import type { SourceCode } from '../../src/analysis/scope.js';
import { OWN_ORIGIN, concrete, evaluateConstant, isTainted, ownUrl, probe, simulate, textOf, type Arrival, type PathMemory, type SimulationInput, type SimulationResult, type Value } from '../../src/analysis/simulate.js';
import { sourceOf } from '../helpers/source.js';

interface Scene {
  readonly source: SourceCode;
  readonly entry: SimulationInput['entry'];
  readonly watch: ReadonlySet<Node>;
}

function nodesIn(source: SourceCode, from: Node = source.ast): Node[] {
  const children = (source.visitorKeys[from.type] ?? []).flatMap((key) => (from as unknown as Record<string, unknown>)[key] as Node | (Node | null)[] | null);
  return [from, ...children.flatMap((child) => (child ? nodesIn(source, child) : []))];
}

/** Watches the arguments of `sink(x)`, `href={x}` and what is assigned to `location.href`; runs the function `handler`, or the whole program. */
function sceneOf(code: string): Scene {
  const { sourceCode: source, nodes } = sourceOf(code, { filename: '/project/file.tsx' });
  const watch = new Set<Node>();
  let entry: SimulationInput['entry'] = source.ast;
  for (const node of nodes) {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'sink') watch.add(node.arguments[0] as Node);
    if (node.type === 'JSXAttribute' && node.name.name === 'href' && node.value?.type === 'JSXExpressionContainer') watch.add(node.value.expression);
    if (node.type === 'AssignmentExpression' && source.getText(node.left) === 'location.href') watch.add(node.right);
    if (isFunction(node) && node.id?.name === 'handler') entry = node;
  }
  return { source, entry, watch };
}

/** `input()` and `req.query.next` are what the attacker sends; `req.url` and `APP_URL` are the app's own. */
function knownIn(source: SourceCode, text: string, look?: () => void) {
  return (node: Node): Value | undefined => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'input') return probe(text, look);
    if (node.type !== 'MemberExpression') return undefined;
    switch (source.getText(node)) {
      case 'req.query.next':
        return probe(text, look);
      case 'process.env.APP_URL':
        return concrete(OWN_ORIGIN);
      case 'req.nextUrl':
        return ownUrl(`${OWN_ORIGIN}/here`);
      default:
        return undefined;
    }
  };
}

function run(code: string | Scene, text: string, options: Partial<SimulationInput> = {}): SimulationResult {
  const { source, entry, watch } = typeof code === 'string' ? sceneOf(code) : code;
  return simulate({ sourceCode: source, entry, watch, known: knownIn(source, text), ...options });
}

/** What arrives, as text; `?` for the unknown, `!` for what an unknown operation made of the probe. */
function show(value: Value): string {
  const text = textOf(value);
  if (text.kind === 'primitive') return String(text.value);
  if (text.kind === 'text') return text.parts.map((part) => (typeof part === 'string' ? part : part.tainted ? '{!}' : '{?}')).join('');
  return text.tainted ? '!' : '?';
}
const arrivals = (code: string | Scene, text = '//evil.com', options: Partial<SimulationInput> = {}): string[] =>
  [...new Set(run(code, text, options).arrivals.map((arrival) => show(arrival.value)))].sort();

/** What an attacker sends. */
const ATTACKS = [
  'https://evil.com', 'http:evil.com', '//evil.com', '///evil.com', '/\\evil.com', '\\\\evil.com', '\\/evil.com', '/\t/evil.com', '/\n/evil.com', '/\r\\evil.com',
  ' //evil.com', '\t//evil.com', '\u0000//evil.com', '/.//evil.com', '/x/..//evil.com', '/%2e//evil.com', 'javascript:alert(1)', 'java\nscript:alert(1)',
  'data:text/html,x', 'https://app.example@evil.com', 'https://app.example.evil.com', '.evil.com', '@evil.com', ':80@evil.com', 'evil.com',
  'https://evilsite.com', 'https://evil.com/site.com', 'https://site.com.evil.com', 'https://site.com@evil.com', '/%09/evil.com', '/%5Cevil.com',
  'https://evil.com/?https://site.com/', 'https://sitexcom/', 'javascript://site.com/%0aalert(1)', 'javascript:1;\nhttps://site.com/', '%2F%2Fevil.com',
];

/** Does the browser leave the app (or run a script) when sent here? `site.com` counts as the app's too. */
function leaves(value: Value): boolean {
  if (!isTainted(value)) return false;
  const text = textOf(value);
  if (text.kind !== 'primitive') return false;
  try {
    const url = new URL(text.value as string, OWN_ORIGIN);
    return !/^https?:$/.test(url.protocol) || !/^(?:app\.example|(?:[\w-]+\.)?site\.com)$/.test(url.hostname);
  } catch {
    return false;
  }
}

/** The attacks that get through, with the arrival that leaves. */
function breaches(code: string): Map<string, Arrival> {
  const scene = sceneOf(code);
  const found = new Map<string, Arrival>();
  for (const attack of ATTACKS)
    for (const arrival of run(scene, attack).arrivals) if (!arrival.opaque && leaves(arrival.value)) found.set(attack, arrival);
  return found;
}
const bodyOf = (body: string): string => `async function handler(req) { const next = req.query.next; ${body} }`;
const good = (name: string, code: string): void => { it(`stops every attack: ${name}`, () => { expect([...breaches(code).keys()]).toEqual([]); }); };
const bad = (name: string, code: string, ...attacks: string[]): void => { it(`lets attacks through: ${name}`, () => {
    const found = [...breaches(code).keys()];
    expect(found).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining(attacks));
  }); };

describe('verdicts on checks', () => {
  bad('no check', bodyOf('sink(next)'), 'https://evil.com', '//evil.com', 'javascript:alert(1)');
  bad('a default', bodyOf("sink(next ?? '/'); "), '//evil.com');
  good('URL origin, redirect to href', `const ORIGIN = 'https://app.example'; ${bodyOf("const u = new URL(next, ORIGIN); if (u.origin === ORIGIN) sink(u.href); sink('/')")}`);
  good('URL origin, redirect to the URL', `const ORIGIN = 'https://app.example'; ${bodyOf('const u = new URL(next, ORIGIN); if (u.origin === ORIGIN) sink(u)')}`);
  good('URL origin of an unknown base', bodyOf('const u = new URL(next, BASE); if (u.origin !== BASE) return; sink(u.toString())'));
  good('URL origin of the request', bodyOf("const u = new URL(next, req.url); if (u.origin !== new URL(req.url).origin) return sink('/'); sink(u.href)"));
  good('URL origin, redirect to the original', bodyOf('if (new URL(next, process.env.APP_URL).origin !== process.env.APP_URL) return; sink(next)'));
  bad('URL origin, redirect to the path', bodyOf("const u = new URL(next, 'https://app.example'); if (u.origin !== 'https://app.example') return; sink(u.pathname + u.search + u.hash)"), '/.//evil.com', '/x/..//evil.com');
  good('URL origin, path with a further test', bodyOf("const u = new URL(next, 'https://app.example'); if (u.origin !== 'https://app.example' || u.pathname.startsWith('//')) return; sink(u.pathname + u.search)"));
  good('path put behind the origin', bodyOf("const u = new URL(next, 'https://app.example'); sink('https://app.example/' + u.pathname + u.search)"));
  // The path of `javascript:alert(1)` is `alert(1)`, which makes a host of another name.
  bad('path put right behind the origin', bodyOf("const u = new URL(next, 'https://app.example'); sink('https://app.example' + u.pathname + u.search)"), 'javascript:alert(1)');
  bad('new URL alone', bodyOf('sink(new URL(next, req.url))'), 'https://evil.com', '/\\evil.com');
  bad('starts with a slash', bodyOf("if (!next.startsWith('/')) return; sink(next)"), '//evil.com', '/\\evil.com');
  bad('slash but not two', bodyOf("if (next.startsWith('/') && !next.startsWith('//')) sink(next)"), '/\\evil.com', '/\t/evil.com');
  bad('slash, not two, no backslash second', bodyOf("if (next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\\\')) sink(next)"), '/\t/evil.com', '/\n/evil.com');
  good('printable characters only', bodyOf('if (/^\\/(?![\\/\\\\])[\\x21-\\x7e]*$/.test(next)) sink(next)'));
  good('slash, no backslash, no control characters', bodyOf("if (!next.startsWith('/') || next.startsWith('//') || next.includes('\\\\') || /[\\u0000-\\u0020\\u007f]/.test(next)) return; sink(next)"));
  bad('not slash or backslash second', bodyOf('if (/^\\/[^\\/\\\\]/.test(next)) sink(next)'), '/\t/evil.com');
  good('word character second', bodyOf('if (/^\\/\\w/.test(next)) sink(next)'));
  good('exact Set', `const ALLOWED = new Set(['/a', '/b']); ${bodyOf('if (ALLOWED.has(next)) sink(next)')}`);
  good('array', `const ALLOWED = ['/a', '/b'] as const; ${bodyOf('sink(ALLOWED.includes(next as never) ? next : "/")')}`);
  good('array that is imported', `import { ALLOWED } from './a'; ${bodyOf('if (!ALLOWED.includes(next)) return; sink(next)')}`);
  good('object keys', `const PAGES = { a: '/a', b: '/b' }; ${bodyOf('sink(PAGES[next] ?? "/")')}`);
  good('object has key', `const PAGES = { '/a': 1 }; ${bodyOf('if (!(next in PAGES)) return; sink(next)')}`);
  good('Object.hasOwn', `const PAGES = { '/a': 1 }; ${bodyOf('if (Object.hasOwn(PAGES, next)) sink(next)')}`);
  good('hasOwnProperty.call', `const PAGES = { '/a': 1 }; ${bodyOf('if (Object.prototype.hasOwnProperty.call(PAGES, next)) sink(next)')}`);
  good('Map', `const PAGES = new Map([['a', '/a']]); ${bodyOf('sink(PAGES.get(next) ?? "/")')}`);
  good('imported map', `import { PAGES } from './a'; ${bodyOf('const page = PAGES[next]; if (page) sink(next)')}`);
  good('switch', bodyOf("switch (next) { case '/a': case '/b': sink(next); break; default: sink('/') }"));
  good('comparison with constants', bodyOf("if (next === '/a' || next === config.home) sink(next)"));
  good('comparison with an unknown variable', bodyOf('if (next !== config.home) return; sink(next)'));
  good('host and protocol', bodyOf("const u = new URL(next); if (u.protocol === 'https:' && u.hostname === 'site.com') sink(next)"));
  bad('host alone', bodyOf("if (new URL(next).host === 'site.com') sink(next)"), 'javascript://site.com/%0aalert(1)');
  bad('includes', bodyOf("if (next.includes('site.com')) sink(next)"), 'https://evil.com/site.com', 'https://site.com.evil.com');
  bad('indexOf', bodyOf("if (next.indexOf('site.com') !== -1) sink(next)"), 'https://site.com.evil.com');
  bad('match', bodyOf('if (next.match(/site\\.com/)) sink(next)'), 'https://site.com@evil.com');
  bad('prefix without slash', bodyOf("if (next.startsWith('https://site.com')) sink(next)"), 'https://site.com.evil.com', 'https://site.com@evil.com');
  bad('prefix from the environment', bodyOf('if (next.startsWith(process.env.APP_URL!)) sink(next)'), 'https://app.example.evil.com', 'https://app.example@evil.com');
  good('prefix with slash', bodyOf("if (next.startsWith('https://site.com/')) sink(next)"));
  bad('suffix', bodyOf("if (new URL(next).hostname.endsWith('site.com')) sink(next)"), 'https://evilsite.com');
  good('suffix with dot', bodyOf("const u = new URL(next); if (u.protocol === 'https:' && u.hostname.endsWith('.site.com')) sink(next)"));
  bad('regex without anchor', bodyOf('if (/https:\\/\\/site\\.com/.test(next)) sink(next)'), 'https://evil.com/?https://site.com/');
  bad('regex with a wild dot', bodyOf('if (/^https:\\/\\/site.com\\//.test(next)) sink(next)'), 'https://sitexcom/');
  bad('regex without an end of the host', bodyOf('if (/^https:\\/\\/site\\.com/.test(next)) sink(next)'), 'https://site.com.evil.com');
  bad('regex with the m flag', bodyOf('if (/^https:\\/\\/site\\.com\\//m.test(next)) sink(next)'), 'javascript:1;\nhttps://site.com/');
  bad('not http', bodyOf("if (next.startsWith('http')) return; sink(next)"), '//evil.com', 'javascript:alert(1)');
  bad('no scheme', bodyOf("if (/^https?:/.test(next) || next.includes('://')) return; sink(next)"), '//evil.com', 'javascript:alert(1)');
  bad('canParse', bodyOf('if (URL.canParse(next)) sink(next)'), 'https://evil.com');
  good('encoded query value', bodyOf('sink(`/login?next=${encodeURIComponent(next)}`)'));
  good('encoded query value behind something unknown', bodyOf('sink(`${base}/login?next=${encodeURIComponent(next)}`)'));
  bad('encodeURI', bodyOf('sink(encodeURI(next))'), '//evil.com');
  bad('decoded after the check', bodyOf("if (/^\\/[\\w%]/.test(next) || /^%2F/.test(next)) sink(decodeURIComponent(next))"), '%2F%2Fevil.com', '/%5Cevil.com');
  bad('concatenation without slash', bodyOf('sink(process.env.APP_URL + next)'), '.evil.com', '@evil.com');
  good('concatenation with slash', bodyOf('sink(`${process.env.APP_URL}/${next}`)'));
  good('opaque validator', `import { isSafe } from './safe'; ${bodyOf('if (isSafe(next)) sink(next)')}`);
  good('opaque sanitizer', `import { safeNext } from './safe'; ${bodyOf('sink(safeNext(next))')}`);
});

describe('control flow', () => {
  const EVIL = '//evil.com';
  const through = (name: string, code: string, expected: string[], text = EVIL): void => { it(name, () => { expect(arrivals(code, text)).toEqual(expected); }); };

  through('reassignment in the failing branch', bodyOf("let to = next; if (to.startsWith('//')) to = '/'; sink(to)"), ['/']);
  through('reassignment that does not happen', bodyOf("let to = next; if (to.startsWith('//')) to = '/'; sink(to)"), ['/ok'], '/ok');
  through('reassignment on something unknown', bodyOf("let to = next; if (flag()) to = '/'; sink(to)"), ['/', EVIL]);
  through('throw', bodyOf("if (!/^\\/\\w/.test(next)) throw new Error('bad'); sink(next)"), []);
  through('ternary', bodyOf("sink(next.startsWith('//') ? '/home' : next)"), ['/home']);
  through('nullish and empty defaults', bodyOf("sink(undefined ?? ('' || next))"), [EVIL]);
  through('and', bodyOf("sink(next.startsWith('/x') && next)"), ['false']);
  through('logical assignment', bodyOf("let to; to ??= next; to &&= to + '/a'; to ||= '/'; sink(to)"), [`${EVIL}/a`]);
  through('compound assignment', bodyOf("let to = '/'; to += next; sink(to)"), ['///evil.com']);
  through('switch with fall-through', bodyOf("let to = next; switch (next.length) { case 3: to = '3'; case 10: to = 'ten'; case 11: break; default: to = 'other' } sink(to)"), ['ten']);
  through('switch on something unknown', bodyOf("let to = next; switch (mode) { case 'a': to = '/a'; break; case 'b': return; } sink(to)"), [EVIL, '/a']);
  through('catch of a bad URL', bodyOf("let to = '/'; try { to = new URL(next).href } catch { to = '/caught' } finally { to += '!' } sink(to)"), ['/caught!']);
  through('catch of bad encoding', bodyOf('let to; try { to = decodeURIComponent(next) } catch (e) { to = e.name } sink(to)'), ['URIError'], '%');
  through('catch of what unknown code throws', bodyOf("let to = '/start'; try { to = next; await save(); to = '/saved' } catch { sink(to) }"), [EVIL]);
  through('no catch without unknown calls', bodyOf("try { const u = new URL(next, 'https://app.example'); if (u.host !== 'app.example') return; } catch {} sink(next)"), []);
  through('finally that returns', bodyOf('try { throw 1 } finally { return } sink(next)'), []);
  through('return in try', bodyOf('const f = () => { try { return next } catch { return "/" } }; sink(f())'), [EVIL]);
  through('loop over an allowlist', `const OK = ['/a', '/b']; ${bodyOf("for (const a of OK) if (next === a) { sink(next); return } sink('/no')")}`, ['/no']);
  through('loop over an allowlist, allowed', `const OK = ['/a', '/b']; ${bodyOf("for (const a of OK) if (next === a) { sink(next); return } sink('/no')")}`, ['/b'], '/b');
  through('loop over something unknown', bodyOf("for (const a of load()) if (a === next) return sink(next); sink('/no')"), ['/no']);
  through('some over something unknown', bodyOf("sink(load().some((a) => a === next) ? next : '/no')"), ['/no']);
  through('some with real comparisons', bodyOf("sink(['/a', '//e'].some((a) => next.startsWith(a)) ? next : '/no')"), [EVIL]);
  through('every, find, map, filter, join, reduce', bodyOf("sink([next, 'b'].map((x) => x + '1').filter((x) => x !== 'b1').reduce((a, b) => a + b, '>') + ['x', 'y'].find((x) => x > 'x') + [1, 2].every((n) => n < 3))"), [`>${EVIL}1ytrue`]);
  through('index loop over characters', bodyOf("let to = ''; for (let i = 0; i < next.length; i++) { const c = next[i]; if (c === '/') continue; if (c === '.') break; to += c } sink(to)"), ['evil']);
  through('while', bodyOf("let to = next; while (to.startsWith('/')) to = to.slice(1); sink(to)"), ['evil.com']);
  through('do while', bodyOf('let n = 0; do { n++ } while (n < 3); sink(next + n)'), [`${EVIL}3`]);
  through('labels', bodyOf("outer: for (const a of ['1', '2']) { for (const b of ['1', '2']) { if (a + b === '12') continue outer; if (a === '2') break outer; sink(next + a + b) } }"), [`${EVIL}11`]);
  through('labelled block', bodyOf("done: { if (next.startsWith('//')) break done; sink(next) } sink('/')"), ['/']);
  through('for in', bodyOf("for (const key in { a: 1, b: 2 }) sink(key + next)"), [`a${EVIL}`, `b${EVIL}`]);
  through('destructuring', bodyOf("const { a: { b = next } = {}, ...rest } = { c: '/c' }; const [x, , y = '/y', ...z] = [b, 1]; sink(x + rest.c + y + z.length)"), [`${EVIL}/c/y0`]);
  through('an unknown parameter', 'function handler({ query: { next } }) { sink(next) }', ['?']);
  through('spread', bodyOf("const o = { a: next, ...{ b: 'b' } }; const l = [...['1'], o.a]; sink(Math.max(...[1, 5]) + l[1] + { ...o }.b)"), [`5${EVIL}b`]);
  through('optional chains', bodyOf("const o = undefined; sink((o?.a.b.c ?? 'none') + o?.f(next) + (o as any)?.['x']?.y + next?.length)"), [`noneundefinedundefined10`]);
  through('wrappers', bodyOf("sink((await Promise.resolve(next as string)!) satisfies string)"), [EVIL]);
  through('promise callbacks', bodyOf("Promise.resolve(next).then((to) => to + '1').then((to) => sink(to))"), [`${EVIL}1`]);
  through('enums', `enum Page { Home = '/home', Two = 2, Three } ${bodyOf("sink(next + Page.Home + Page.Three + Page[2])")}`, [`${EVIL}/home3Two`]);
  through('objects that change', bodyOf("const o = { to: '/' } as any; o.to = next; o['x'] = 1; delete o.x; sink(o.to + o.x)"), [`${EVIL}undefined`]);
  through('properties of something unknown', 'function handler(req, res) { res.locals.to = req.query.next; this.x = req.query.next; sink(res.locals.to); sink(this.x); }', [EVIL]);
  through('Set and Map that grow', bodyOf("const s = new Set(); s.add(next); const m = new Map(); m.set('k', next); sink(s.has(next) + m.get('k') + s.size + m.has('q'))"), [`true${EVIL}1false`]);
  through('JSON', bodyOf("sink(JSON.parse(JSON.stringify({ to: next, __proto__: 1, constructor: 2 })).to)"), [EVIL]);
  through('prototype names are no properties', bodyOf("const o = { a: 1 }; sink(next + o['constructor'] + o['__proto__'])"), [`${EVIL}undefinedundefined`]);
  through('regular expression groups', bodyOf("const m = next.match(/^\\/\\/(?<host>[^/]+)/); sink(m.groups.host + m[1] + /x/.exec(next))"), ['evil.comevil.comnull']);
  through('replace by a function', bodyOf("sink(next.replace(/\\//g, (c) => c + '_'))"), ['/_/_evil.com']);
  through('URL parts that are set', bodyOf("const u = new URL('/login', req.url); u.searchParams.set('next', next); u.hash = 'h'; sink(u)"), ['https://app.example/login?next=%2F%2Fevil.com#h']);
  through('a path that is set on the app\'s URL', bodyOf("const u = req.nextUrl; u.pathname = next; sink(u.toString())"), ['https://app.example//evil.com']);
  through('URLSearchParams', bodyOf("const p = new URLSearchParams({ next }); p.append('a', 'b'); sink(`/x?${p}` + p.get('next') + p.has('z'))"), [`/x?next=%2F%2Fevil.com&a=b${EVIL}false`]);
  through('new RegExp', bodyOf("sink(new RegExp('^/' + '/', 'i').test(next) ? '/' : next)"), ['/']);
  through('typeof', bodyOf("if (typeof next !== 'string' || Array.isArray(next)) return; sink(next)"), [EVIL]);
  through('comma, void, update, unary', bodyOf('let i = 1; i++; --i; sink((void 0, next + -i + +"2" + ~1 + !next))'), [`${EVIL}-12-2false`]);
  through('import of URL', `import { URL } from 'node:url'; ${bodyOf('sink(new URL(next, "https://app.example").host)')}`, ['evil.com']);
  through('a local class named URL is not the real one', `class URL {} ${bodyOf('sink(new URL(next).host)')}`, ['!']);
});

describe('functions', () => {
  const helper = "function safeNext(value) { if (!value || !value.startsWith('/') || value.startsWith('//') || value.startsWith('/\\\\')) return '/home'; return value; }";
  it('runs a helper that returns a fallback', () => {
    expect(arrivals(`${helper} ${bodyOf('sink(safeNext(next))')}`)).toEqual(['/home']);
    expect(arrivals(`${helper} ${bodyOf('sink(safeNext(next))')}`, '/\t/evil.com')).toEqual(['/\t/evil.com']);
  });
  it('runs a helper that tests', () => {
    const code = `const isSafe = (value: string): boolean => value.startsWith('/') && !value.startsWith('//'); ${bodyOf("if (!isSafe(next)) return sink('/'); sink(next)")}`;
    expect(arrivals(code)).toEqual(['/']);
    expect(arrivals(code, '/\\evil.com')).toEqual(['/\\evil.com']);
  });
  it('runs a helper that throws', () => {
    expect(arrivals(`function assertSafe(x) { if (x.startsWith('//')) throw new Error() } ${bodyOf('assertSafe(next); sink(next)')}`)).toEqual([]);
    expect(arrivals(bodyOf("const check = () => { if (next.startsWith('//')) throw new Error() }; check(); sink(next)"))).toEqual([]);
  });
  it('runs methods of local objects and classes', () => {
    expect(arrivals(`const urls = { safe(x) { return x.startsWith('//') ? this.home() : x }, home: () => '/' }; ${bodyOf('sink(urls.safe(next))')}`)).toEqual(['/']);
    const code = "class A { private ok(x) { return !x.startsWith('//') } run = (x) => { if (this.ok(x)) sink(x) }; async handle(req) { this.run(req.query.next); if (A.never(req.query.next)) sink(req.query.next) } static never() { return false } }";
    // `run` is also run by itself, as nothing says who else calls it.
    expect(arrivals(code)).toEqual(['?']);
    expect(arrivals(code, '/x')).toEqual(['/x', '?']);
    expect(arrivals(`class A { ok(x) { return !x.startsWith('//') } } ${bodyOf('const a = new A(); if (a.ok(next)) sink(next)')}`)).toEqual([]);
  });
  it('hands functions around', () => {
    expect(arrivals(bodyOf("const apply = (f, x) => f(x); sink(apply((x) => x + '1', next)); sink([next].map(String)[0])"))).toEqual(['//evil.com', '//evil.com1']);
    expect(arrivals(bodyOf("const f = function (a, ...rest) { return a + rest.join('') }; sink(f(...['a', 'b'], next)); sink(f.call(null, 'x', next)); sink(f.apply(null, ['y', next]))"))).toEqual(['ab//evil.com', 'x//evil.com', 'y//evil.com']);
    expect(arrivals(bodyOf('const make = () => { let to = "/"; return { set: (x) => { to = x }, get: () => to } }; const o = make(); o.set(next); sink(o.get())'))).toEqual(['//evil.com']);
  });
  it('uses parameter defaults and values that module constants hold', () => {
    expect(arrivals(`const HOME = BASE + '/home', BASE = '/b'; let changing = '/c'; changing = '/d'; ${bodyOf("const f = (x = next, y = HOME) => x + y; sink(f()); sink(changing)")}`)).toEqual(['//evil.com/b/home', '?']);
  });
  it('follows functions that functions return', () => {
    expect(arrivals(`function useGo() { return (to) => sink(to) } ${bodyOf('const go = useGo(); const { run } = wrap(go); return { go, later: () => go(next), run }')}`)).toEqual(['//evil.com', '?']);
  });
  it('knows overloaded functions', () => {
    expect(arrivals(`function safe(x: string): string; function safe(x: any) { return '/' } ${bodyOf('sink(safe(next))')}`)).toEqual(['/']);
  });
  it('does not take the initial value of shared state for granted', () => {
    expect(arrivals('let ready = false; let client; on("ready", () => { ready = true; client = connect() }); export function handler(req) { if (!ready) return; client.ping(); sink(req.query.next) }')).toEqual(['//evil.com']);
    expect(arrivals(bodyOf("let ok = false; ['/a'].forEach((a) => { if (a === next) ok = true }); if (!ok) return; sink(next)"))).toEqual([]);
  });
  it('sees captured assignments', () => {
    expect(arrivals(bodyOf("let to = '/'; const set = () => { to = next }; set(); sink(to)"))).toEqual(['//evil.com']);
  });
  it('runs functions that unknown code is given', () => {
    expect(arrivals(bodyOf("mutate({ onSuccess: () => sink(next), onError() { sink('/error') } })"))).toEqual(['//evil.com', '/error']);
    expect(arrivals(bodyOf('const go = () => sink(next); setTimeout(go, 10); go2(go)'))).toEqual(['//evil.com']);
    expect(arrivals(bodyOf("let to = '/'; await db.transaction(async () => { to = next }); sink(to)"))).toEqual(['/', '//evil.com']);
    expect(arrivals(bodyOf("load().forEach((item) => { sink(item + next) })"))).toEqual(['{?}//evil.com']);
  });
  it('runs inner functions that nothing calls', () => {
    expect(arrivals(bodyOf("const to = next; function go() { const later = () => sink(to) } return 1"))).toEqual(['//evil.com']);
    expect(arrivals('const to = input(); export function GET() { if (to.startsWith("/")) return sink(to) } export default class { m() { sink("m" + to) } }')).toEqual(['//evil.com', 'm//evil.com']);
  });
  it('runs handlers and effects of a component', () => {
    const code = `
      export default function handler({ user }) {
        const next = useMemo(() => input(), []);
        const [open, setOpen] = useState(false);
        const go = useCallback(() => { if (next.startsWith('/')) sink(next + '#go') }, [next]);
        useEffect(() => { if (user) later() }, [user]);
        const later = () => sink(next + '#later');
        async function onSubmit(event) { event.preventDefault(); const result = await signIn(user); if (result.error) return; sink(next + '#submit') }
        if (!user) return null;
        return <main className={open ? 'a' : 'b'}>
          {open && <form onSubmit={onSubmit}><button onClick={() => { setOpen(true); go() }} /></form>}
          {user.items.map((item) => <a key={item.id} href={next}>{item.name}</a>)}
          {user.x ? <b /> : <Inner to={next} {...user} />}
        </main>;
      }
      function Inner({ to }) { return <a href={to + '#inner'}>x</a> }`;
    expect(arrivals(code)).toEqual(['//evil.com', '//evil.com#go', '//evil.com#inner', '//evil.com#later', '//evil.com#submit']);
  });
  it('ends at calls that never return', () => {
    const neverReturns = (call: Node): boolean => call.type === 'CallExpression' && call.callee.type === 'Identifier' && ['sink', 'notFound'].includes(call.callee.name);
    expect(arrivals(bodyOf("if (next.startsWith('//')) notFound(); sink(next)"), '//evil.com', { neverReturns })).toEqual([]);
    expect(arrivals(bodyOf("if (next.startsWith('/')) sink('/'); sink(next)"), '//evil.com', { neverReturns })).toEqual(['/']);
    expect(arrivals(bodyOf("if (user) sink('/'); sink(next)"), '//evil.com', { neverReturns })).toEqual(['/', '//evil.com']);
  });
  it('asks the caller what library functions return', () => {
    const model: SimulationInput['model'] = (call, args) => (call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'same' ? args[0] : undefined);
    expect(arrivals(bodyOf('sink(same(next)); sink(other(next))'), '//evil.com', { model })).toEqual(['!', '//evil.com']);
  });
});

describe('what is only partly known', () => {
  it('keeps the known parts of a text', () => {
    expect(arrivals(bodyOf('sink(`${base}/path?next=${next}`)'))).toEqual(['{?}/path?next=//evil.com']);
    expect(arrivals(bodyOf("sink(base + '/path?next=' + next)"))).toEqual(['{?}/path?next=//evil.com']);
    expect(arrivals(bodyOf("const to = `/a/${id}/${next}`; sink(to.startsWith('/a/') ? to : '/'); sink(to.startsWith('//'))"))).toEqual(['/a/{?}///evil.com', 'false']);
    expect(arrivals(bodyOf('sink(new URL(`${origin}/login?next=${next}`).host)'))).toEqual(['app.example']);
    expect(arrivals(bodyOf('sink(new URL(`${proto}://${host}/login`).host + new URL(`https://${host}${next}`).host)'), '.evil.com')).toEqual(['app.exampleapp.example.evil.com']);
  });
  it('decides what holds no matter what the unknown is', () => {
    expect(arrivals(bodyOf("if (flag && next.startsWith('/x')) sink(next); else sink('/')"))).toEqual(['/']);
    expect(arrivals(bodyOf("if (flag || next.startsWith('//')) return; sink(next)"))).toEqual([]);
    expect(arrivals(bodyOf("if (!(flag && !next.startsWith('//'))) return; sink(next)"))).toEqual([]);
  });
  it('marks what a test that cannot be seen let through', () => {
    const opaque = (body: string): boolean[] => run(bodyOf(body), '//evil.com').arrivals.filter((arrival) => show(arrival.value) === '//evil.com').map((arrival) => arrival.opaque);
    expect(opaque('if (!isSafe(next)) return; sink(next)')).toEqual([true]);
    expect(opaque('if (await schema.safeParse({ next }).success) sink(next)')).toEqual([true]);
    expect(opaque('if (pattern.test(next)) sink(next)')).toEqual([true]);
    expect(opaque('if (isAdmin(user)) sink(next)')).toEqual([false]);
    expect(opaque("if (seen(next)) log('again'); sink(next)").every((value) => !value)).toBe(true);
    expect(opaque("if (isSafe(next) && next.startsWith('/x')) return sink('/'); sink(next)")).toEqual([false]);
    expect(opaque('let to = next; try { await check(next) } catch { to = "/" } sink(to)')).toEqual([false]);
  });
  it('names the checks that let the probe through', () => {
    const scene = sceneOf(`const noDouble = (x) => !x.startsWith('//'); ${bodyOf("const rooted = next.startsWith('/'); if (!rooted || !noDouble(next) || flag) return; switch (next) { case '/a': return } sink(next)")}`);
    const [arrival] = run(scene, '/\\evil.com').arrivals;
    expect(arrival?.checks.map((check) => [scene.source.getText(check.node as never), check.outcome])).toEqual([
      ["next.startsWith('/')", true],
      ["x.startsWith('//')", false],
      ["'/a'", false],
    ]);
  });
  it('tells which calls were handed the probe for nothing', () => {
    const scene = sceneOf(bodyOf('assertSafe(next); const x = other(next); sink(next)'));
    expect(run(scene, '//evil.com').arrivals[0]?.handedTo.map((node) => scene.source.getText(node as never))).toEqual(['assertSafe(next)']);
  });
  it('takes look-ups of the probe for misses', () => {
    expect(arrivals(bodyOf("sink(String(list.includes(next)) + set.has(next) + list.indexOf(next) + (map.get(next) ?? 'none') + (next in table) + Object.hasOwn(table, next))"))).toEqual(['falsefalse-1nonefalsefalse']);
    expect(arrivals(bodyOf('const { data } = await http.get(next); sink(data)'))).toEqual(['!']);
    expect(arrivals(bodyOf("sink(['/a', ...more].includes(next) ? next : '/')"))).toEqual(['/']);
    expect(arrivals(bodyOf("sink([home, '/a'].includes(next) ? next : '/')"))).toEqual(['/']);
  });
});

describe('limits', () => {
  const bounded = (name: string, body: string, complete?: boolean): void => { it(name, () => {
      const result = run(bodyOf(body), '//evil.com');
      expect(result.steps).toBeLessThanOrEqual(60_001);
      if (complete !== undefined) expect(result.complete).toBe(complete);
    }); };
  bounded('endless loops', 'while (true) { next.trim() } sink(next)', false);
  bounded('endless loops that branch', 'for (;;) { if (flag()) sink(next); if (other()) break } sink(next)', false);
  bounded('loops that grow a text', "let to = next; for (let i = 0; i < 1e9; i++) to += to; sink(to)", false);
  bounded('endless recursion', 'const f = (x) => f(x + x) + f(x); sink(f(next))');
  bounded('mutual recursion', 'const f = (x) => g(x) + g(x), g = (x) => f(x) + f(x); sink(f(next))');
  bounded('many branches', `let to = next; ${Array.from({ length: 30 }, (_, index) => `if (a${index}) to += ${index};`).join('')} sink(to)`, false);
  bounded('many branches that do not matter', `${Array.from({ length: 30 }, (_, index) => `let t${index} = 1; if (a${index}) { t${index} = f(${index} ?? b) } else log(1);`).join('')} sink(next)`, true);
  bounded('many early returns', `${Array.from({ length: 30 }, (_, index) => `if (!a${index}) return f(${index});`).join('')} sink(next)`, true);
  bounded('deep nesting', `sink(${'('.repeat(300)}next${" + '/')".repeat(300)})`);
  bounded('very deep nesting', `sink(next${" + '/'".repeat(1500)})`);
  bounded('deep blocks', `${'if (a) {'.repeat(200)}sink(next)${'}'.repeat(200)}`);
  bounded('expressions that backtrack for ever', "sink(/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') ? next : '/')");
  bounded('words that backtrack for ever', "sink(/^([\\w-]+\\s?)*$/.test(next + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') || /(?:.*)*x(x+x+)+y/.test('x'.repeat(50)))");
  bounded('texts that repeat', "sink('a'.repeat(1e9) + next.padStart(1e9))");
  bounded('big integers', 'sink(9n ** 999999999n + BigInt(next))');
  bounded('data that is shared many times over', `const a0 = [${'1,'.repeat(60)}]; ${Array.from({ length: 8 }, (_, index) => `const a${index + 1} = [${`a${index},`.repeat(60)}];`).join('')} f(a8); sink(a8); sink(String(a8) + JSON.stringify(a8) + next)`);
  bounded('objects that hold themselves', 'const o = { next } as any; o.self = o; const l = [o] as any; l.push(l); f(o, l); sink(o); sink(l); sink(JSON.stringify(o)); if (o == l) sink(String(l))');
  it('runs regular expressions that only look dangerous', () => {
    expect(arrivals(bodyOf("sink(/^(\\/[\\w-]+)*$/.test(next))"), '/a/b/c/d/e/f/g/h/i/j/k/l')).toEqual(['true']);
    expect(arrivals(bodyOf("sink(/^https:\\/\\/([a-z0-9-]+\\.)+site\\.com\\//.test(next))"), 'https://evil.com/site.com/and-more')).toEqual(['false']);
  });
  it('reports nothing when a budget is spent at once', () => {
    expect(run(bodyOf('sink(next)'), 'x', { maxSteps: 0 })).toMatchObject({ arrivals: [], complete: false });
    expect(run(bodyOf('if (a) sink(next); else sink(next)'), 'x', { maxPaths: 0 }).complete).toBe(false);
  });
});

describe('evaluateConstant', () => {
  const constant = (code: string): string => {
    const { sourceCode, nodes } = sourceOf(code);
    const target = nodes.findLast((node) => node.type === 'VariableDeclarator');
    return target?.type === 'VariableDeclarator' && target.init ? show(evaluateConstant(sourceCode, target.init)) : 'no target';
  };
  it('folds constants', () => {
    expect(constant("const a = 'x'; const b = `${a}-${1 + 1}`; const c = b.toUpperCase()")).toBe('X-2');
    expect(constant("const o = { a: ['q'] } as const; const [x] = o.a; function f() { const y = x; const z = y + 'r' }")).toBe('qr');
  });
  it('leaves the rest unknown', () => {
    expect(constant('let a = 1; a = 2; const b = a')).toBe('?');
    expect(constant("const a = flag ? 'x' : 'y'")).toBe('?');
    expect(constant('function f(p) { const a = p }')).toBe('?');
    expect(constant('const a = b, b = a')).toBe('?');
    expect(constant('const a = null.x')).toBe('?');
    expect(constant('const a = (() => { for (;;); })()')).toBe('?');
    expect(constant('export const { a } = 1, c = await x')).toBe('?');
  });
});

describe('robustness', () => {
  const WEIRD = `
    import def, * as ns from 'x'; import type { T } from 't'; export * from 'y'; export { def as other };
    declare const ambient: string; declare function overloaded(x: number): void; function overloaded2(x: string): void; function overloaded2(x: any) { return x }
    namespace N { export const inside = input(); sink(inside) } declare module 'm' {} abstract class Abstract { abstract m(): void }
    enum E { A, B = A + 2, 'C-C' = 'c' } declare enum DE { X } type U = string | number; interface I { a: string }
    @decorated class C extends (Base as any) implements I { static { sink(input()) } #p = input(); static s = () => sink(this.#p); get g() { return this.#p } set g(v) { sink(v) }
      constructor(private readonly x: string, ...rest) { super(x); super.m(rest); new.target; import.meta.url } async *gen() { yield* other(); yield sink(1) } [computed]() { return #p in this } accessor q = 1; declare d: string }
    async function* handler(req, { a = 1, b: { c, ...d } = {}, ...e } = req, [f, , ...g] = []) {
      debugger; ; var v; let l, m = 1; const n = [, 1, ...req, , ]; label: for (;;) { break label }
      for await (const x of req) { continue } for (var i in req) { } for (l of [1]) ; for ([l, m] of [[1, 2]]) ; for (const { length } of ['a']) sink(length);
      do { if (req) break } while (req); switch (req) { } switch (1) { default: case 2: { let q } } try { throw req } catch ({ message }) { sink(message) } finally { }
      if (req) ; else if (a) { } else sink(input()); tag\`a\${input()}b\`; String.raw\`\${input()}\`; delete req.a, delete req?.a; void typeof undefined_;
      req.a.b = c.d ??= e[f] ||= g &&= 1; [l, req.x, ...req.y] = [1]; ({ l, ['k' + l]: m = 2, ...req.z } = req); l++; req.n--; m **= 2; m >>>= 1;
      (function self(n) { return n ? self(n - 1) : arguments.length })(3); (() => {})(); new (class { })(); new Foo; import('x'); await import(input()); new.target;
      const big = 10n, re = /[/](?<n>x)/giu, nul = null, obj = { get a() { return 1 }, set a(x) { }, async m() { }, *g() { }, [input()]: 1, 'quoted-key': 2, 3: 3, async *ag() { }, __proto__: null, ...req };
      a?.b?.[c]?.(d)?.e!.f; (a?.b).c; a?.(); <T,>(x: T) => x; f<string>; f satisfies any; ((a, b), c); a ? b : c ? d : e; a in b; a instanceof URL; 1 + +'1' - -1; 'a' < 1 === true != false;
      return <><Foo.Bar x-y="1" {...req} a:b={1} c /> text {/* empty */} {...g} <>{input()}</> <this.X /><div ref={(el) => { sink(el) }}>{sink(input())}</div></>;
    }
    export default handler; sink(ns.default, def);`;

  it('survives every kind of syntax', () => {
    const scene = sceneOf(WEIRD);
    for (const entry of [scene.source.ast, ...nodesIn(scene.source).filter(isFunction)])
      expect(() => simulate({ sourceCode: scene.source, entry: entry, watch: scene.watch, known: knownIn(scene.source, '//evil.com') })).not.toThrow();
    for (const node of nodesIn(scene.source)) expect(() => evaluateConstant(scene.source, node)).not.toThrow();
    expect(run(scene, '//evil.com').arrivals.length).toBeGreaterThan(0);
  });

  it('survives real code, whatever is watched and wherever the probe is', () => {
    const folder = path.resolve('node_modules/@typescript-eslint/eslint-plugin/dist/rules');
    const files = readdirSync(folder).filter((file, index) => file.endsWith('.js') && index % 9 === 0);
    let runs = 0;
    for (const file of files) {
      const { sourceCode, nodes } = sourceOf(readFileSync(path.join(folder, file), 'utf8'), { filename: '/project/file.cjs', sourceType: 'commonjs' });
      const calls = nodes.filter((node) => node.type === 'CallExpression');
      const functions = nodes.filter(isFunction);
      for (let index = 0; index < 6; index++) {
        const entry = functions[(index * 7) % functions.length] ?? sourceCode.ast;
        const inside = calls.filter((call) => call.range[0] >= entry.range[0] && call.range[1] <= entry.range[1]);
        const watch = new Set(inside.filter((_, at) => at % 5 === index % 5).flatMap((call) => call.arguments));
        const source = inside[Math.floor(inside.length / 2)];
        const result = simulate({ sourceCode, entry, watch, known: (node) => (node === source || (node.type === 'Identifier' && node.name === 'node') ? probe('//evil.com') : undefined) });
        expect(result.arrivals).toBeInstanceOf(Array);
        runs++;
      }
    }
    expect(runs).toBeGreaterThan(50);
  });

  it('runs an ordinary function once, however often it ends early', () => {
    const stepsFor = (count: number): number => {
      const lines = Array.from({ length: count }, (_, index) => `const v${index} = await load(${index}); if (!v${index}) { log(v${index}); return respond(${index}) }`).join('\n');
      const { steps, complete } = run(bodyOf(`${lines} const u = new URL(next, req.url); if (u.origin !== new URL(req.url).origin) return sink('/'); sink(u.href)`), '/x');
      expect(complete).toBe(true);
      return steps;
    };
    expect(stepsFor(30)).toBeLessThan(2 * stepsFor(15));
  });
});

describe('paths that come to the same', () => {
  const stepsFor = (count: number, branch: string): number => run(`function handler() { let n = 0; ${branch.repeat(count)} sink(input() + n); }`, '/x').steps;

  it('are run once from there', () => {
    const idle = `if (await ask()) { sink('/'); report(); }\n`;
    expect(stepsFor(5, idle)).toBeLessThan(1.5 * 5 * (stepsFor(2, idle) - stepsFor(1, idle)));
    const counting = idle.replace('report()', 'n += 1');
    expect(stepsFor(5, counting)).toBeGreaterThan(stepsFor(5, idle));
  });

  const FORK = `if (await ask()) sink('/fork');`;
  it.each<[string, string, readonly string[]]>([
    ['a variable differs', `let to = '/a'; if (ask()) to = '/b'; ${FORK} sink(to);`, ['/a', '/b']],
    ['a variable of the file differs', `if (ask()) kept = '/b'; ${FORK} sink(kept);`, ['/b', '?']],
    ['a member differs', `const to = { next: '/a' }; if (ask()) to.next = '/b'; ${FORK} sink(to.next);`, ['/a', '/b']],
    ['an element differs', `const list = ['/a']; if (ask()) list.unshift('/b'); ${FORK} sink(list[0]);`, ['/a', '/b']],
    ['an entry differs', `const map = new Map([['a', '/a']]); if (ask()) map.set('a', '/b'); ${FORK} sink(map.get('a'));`, ['/a', '/b']],
    ['an address differs', `const to = new URL('https://app.example/a'); if (ask()) to.pathname = '/b'; ${FORK} sink(to.pathname);`, ['/a', '/b']],
    ['a function differs', `let go = () => '/a'; if (ask()) go = () => '/b'; ${FORK} sink(go());`, ['/a', '/b']],
    ['what a function remembers differs', `let n = '/a'; const go = () => n; if (ask()) n = '/b'; ${FORK} sink(go());`, ['/a', '/b']],
    ['what a function was made with differs', `const make = (v) => () => v; let go = make('/a'); if (ask()) go = make('/b'); ${FORK} sink(go());`, ['/a', '/b']],
    ['it differs which of two equal things a name stands for', `const a = { v: 0 }; const b = { v: 0 }; const c = ask() ? a : b; ${FORK} a.v = '/a'; sink(c.v || '/b');`, ['/a', '/b']],
    ['the input has been tested on one of them', `const next = input(); if (ask()) { if (!next.startsWith('/')) return; } ${FORK} sink(next);`, ['//evil.example', '//evil.example']],
  ])('are not taken for one when %s', (_title, body, expected) => {
    const { arrivals } = run(`let kept = '/a'; async function handler() { ${body} }`, '//evil.example');
    expect(arrivals.map(({ value }) => show(value)).filter((text) => text !== '/fork').sort()).toEqual(expected);
  });
});

describe('what only decides whether something arrives', () => {
  const FIELDS = Array.from({ length: 12 }, (_, index) => `const f${index} = String(form.get('f${index}') ?? '').trim();`).join(' ');
  const TESTS = Array.from({ length: 12 }, (_, index) => `if (!f${index}) { sink('/missing'); return; }`).join(' ');

  it.each<[string, string]>([
    ['fields that may be missing', `${FIELDS} ${TESTS}`],
    ['fields that are kept otherwise', `${FIELDS.replaceAll('??', '||')} const meta = { ${Array.from({ length: 12 }, (_, index) => `...(f${index} ? { f${index} } : {})`).join()} }; if (!meta.f1) { sink('/missing'); return; }`],
    ['what is put together step by step', `${FIELDS} const meta = {}; ${Array.from({ length: 12 }, (_, index) => `if (f${index}) meta.f${index} = f${index};`).join(' ')} if (!meta.f1) { sink('/missing'); return; }`],
    ['flags', `let ready = false; ${Array.from({ length: 12 }, () => 'if (await ask()) ready = true;').join(' ')} if (!ready) { sink('/missing'); return; }`],
  ])('does not double what follows: %s', (_title, code) => {
    const { complete, arrivals } = run(`async function handler(form) { const next = input(); ${code} sink(next); }`, '/x');
    expect(complete).toBe(true);
    expect(new Set(arrivals.map(({ value }) => show(value)))).toEqual(new Set(['/missing', '/x']));
  });

  it.each<[string, string, readonly string[]]>([
    ['it becomes part of what arrives', `const base = ask() ?? '/b'; sink(base + '/c');`, ['/b/c', '{?}/c']],
    ['it becomes part of it by a function', `const to = (path) => path + '/c'; const base = ask() ? '/a' : '/b'; sink(to(base));`, ['/a/c', '/b/c']],
    ['it becomes part of it later', `let base; const other = ask() ? '/a' : '/b'; base = other; sink(base);`, ['/a', '/b']],
    ['it becomes a member', `const to = {}; const base = ask() || '/b'; to.path = base; sink(to.path);`, ['/b', '?']],
    ['the input is compared with it', `const next = input(); const host = ask() ?? 'evil'; if (!next.includes(host)) return; sink(next);`, ['//evil.example', '//evil.example in doubt']],
    ['the input has a say in it', `const next = input(); let ok = false; if (ask()) ok = next.startsWith('/x'); if (!ok) return; sink(next);`, []],
    ['only one of its ways tests the input', `const next = input(); let ok = false; if (ask()) { if (!next.startsWith('/x')) return; ok = true; } if (!ok) return; sink(next);`, []],
    ['only one of its ways hands the input to a check', `const next = input(); let ok = false; if (ask()) { check(next); ok = true; } if (!ok) return; sink(next);`, ['//evil.example given to 1']],
    ['a function that it calls tests the input', `const next = input(); const isGood = () => next.startsWith('/x'); let ok = false; if (ask()) ok = isGood(); if (!ok) return; sink(next);`, []],
    ['the input comes in it', `let ok = false; let next = '/'; if (ask()) { next = input(); ok = next.startsWith('/x'); } if (!ok) return; sink(next);`, []],
    ['the input comes from a function that it calls', `const get = () => input(); let ok = false; let next = '/'; if (ask()) { next = get(); ok = next.startsWith('/x'); } if (!ok) return; sink(next);`, []],
  ])('is told apart when %s', (_title, body, expected) => {
    const scene = sceneOf(`async function handler() { ${body} }`);
    const source = nodesIn(scene.source).find((node) => node.type === 'CallExpression' && scene.source.getText(node) === 'input()');
    const { arrivals } = run(scene, '//evil.example', { source });
    const texts = arrivals.map(({ value, handedTo, opaque }) => `${show(value)}${handedTo.length > 0 ? ` given to ${String(handedTo.length)}` : ''}${opaque ? ' in doubt' : ''}`);
    expect([...new Set(texts)].sort()).toEqual(expected);
  });
});

describe('a path that has lost the input', () => {
  const steps = (code: string, text = '//evil.example'): number => {
    const scene = sceneOf(code);
    const source = nodesIn(scene.source).find((node) => node.type === 'CallExpression' && scene.source.getText(node) === 'input()');
    return run(scene, text, { source }).steps;
  };
  const REST = 'const found = await load(); if (!found) return; '.repeat(8);

  it('ends', () => {
    const lost = `async function handler() { let next = input(); if (!next.startsWith('/a')) next = '/'; ${REST} sink(next); }`;
    expect(steps(lost)).toBeLessThan(steps(lost, '/a') / 3);
  });

  it.each<[string, string, string]>([
    ['keeps it elsewhere', `async function handler() { let next = input(); const kept = { next }; if (!next.startsWith('/a')) next = '/'; ${REST} sink(kept.next); }`, '//evil.example'],
    ['keeps it in a function', `async function handler() { let next = input(); const old = next; const get = () => old; if (!next.startsWith('/a')) next = '/'; ${REST} sink(get()); }`, '//evil.example'],
    ['is given it again', `async function handler() { for (let n = 0; n < 2; n++) { let next = input(); if (n === 0 && !next.startsWith('/a')) next = '/'; sink(next); } }`, '//evil.example'],
    ['is given it by a function', `function ask() { return input(); } async function handler() { if (!ask().startsWith('/a')) log(); ${REST} sink(ask()); }`, '//evil.example'],
  ])('goes on when it %s', (_title, code, expected) => {
    const scene = sceneOf(code);
    const source = nodesIn(scene.source).find((node) => node.type === 'CallExpression' && scene.source.getText(node) === 'input()');
    expect(run(scene, '//evil.example', { source }).arrivals.map(({ value }) => show(value))).toContain(expected);
  });
});

describe('what comes after all that is watched', () => {
  const after = (rest: string): SimulationResult => run(`async function handler(page) { const next = input(); sink(next); ${rest} } function use(value) { sink(value); }`, '/x');

  it('is not run', () => {
    const branches = 'const at = await load(next); if (at) next.length; if (at.a) next.b = at; '.repeat(4);
    expect(after(branches.replaceAll('const at =', 'page =')).steps).toBe(after('').steps);
  });

  it.each<[string, string, readonly string[]]>([
    ['a call that leads to it', `if (await load()) use('/y');`, ['/x', '/y']],
    ['a function that nothing calls here', `page.later = () => sink(to); const to = '/y';`, ['/x', '/y']],
    ['a function that is called elsewhere, and what changes for it', `let to = '/y'; function later() { sink(to); } to = '/z';`, ['/x', '/z']],
  ])('is run when it is %s', (_title, rest, expected) => {
    expect(after(rest).arrivals.map(({ value }) => show(value)).sort()).toEqual(expected);
  });
});

describe('a choice between two unknown values', () => {
  it.each(['&&', '||', '??'])('is one unknown value: %s', (operator) => {
    const parts = Array.from({ length: 9 }, (_, index) => `(a.b${index} === 'x' ${operator} c[${index}])`);
    const { complete, arrivals } = run(`function handler(a, c) { sink(input() + [${parts.join()}].length); }`, '/x');
    expect(complete).toBe(true);
    expect(arrivals).toHaveLength(1);
  });

  it.each<[string, string, readonly string[]]>([
    ['one of them is known', `sink(a ?? '/b');`, ['/b', '?']],
    ['one of them is the input', `const next = input(); sink(a || next);`, ['//evil.example', '?']],
    ['the right side leaves something behind', `let b = '/b'; const c = a && (b = a.b); sink(b);`, ['/b', '?']],
    ['the right side is assigned', `let b = a.b; b ??= a.c; a.d ||= b; sink(b ?? '/b');`, ['/b', '?']],
    ['the right side throws', `const none = null; const b = a && none.c; sink('/c');`, ['/c']],
    ['something watched is on the right side', `const b = a && sink('/b');`, ['/b']],
  ])('is followed on both ways when %s', (_title, body, expected) => {
    const { arrivals } = run(`function handler(a) { ${body} }`, '//evil.example');
    expect([...new Set(arrivals.map(({ value }) => show(value)))].sort()).toEqual(expected);
  });

  it('does not count as a test of the input that has not been made', () => {
    const { arrivals } = run(`function handler(a) { const next = input(); const b = a && (next === '/ok' || a.c); sink(next); }`, '//evil.example');
    expect(arrivals.map(({ checks }) => checks.length).sort()).toEqual([0, 1]);
  });
});

describe('the input', () => {
  const looksAt = (body: string): boolean => {
    let looked = false;
    const scene = sceneOf(`async function handler(a) { const next = input(); ${body} sink(next); }`);
    run(scene, '/x', { known: knownIn(scene.source, '/x', () => { looked = true; }) });
    return looked;
  };

  it.each([
    'if (!next) return;',
    'if (next == null || null === next || next === undefined || typeof next !== "string") return;',
    'const found = await find({ id: next }); if (found.old) return; const [first] = found.all; first.go(found);',
    'const to = `/a/${next}` + a.b + next; if (!to || to === null || typeof to !== "string") return; note(to); const kept = { to, list: [to] }; a(kept.list[0]);',
    'try { await check(next); } catch { return; }',
    'const found = a.find(next) ?? cookies().get(next); next.foo; next?.join("/"); const { bar } = next; if (a.has(next) || a.includes(next)) return;',
    'if (a.to === next) return;',
    'const other = next || "/"; const third = next ?? "/"; let text = next && a; text = other;',
  ])('is not looked at by %s', (body) => {
    expect(looksAt(body)).toBe(false);
  });

  it.each([
    'if (next === "/x") return;',
    'if (next.length > 3) return;',
    'if (next.startsWith("/")) return;',
    'if (/x/.test(next)) return;',
    'if (["/x"].includes(next)) return;',
    'new URL(next, a);',
    'switch (next) { case "/x": return; }',
    'const [first] = next;',
    'if (next[0] === "/") return;',
    'const known = { "/x": 1 }; if (known[next]) return;',
    'if (`${next}?` === "/x?") return;',
    'if ((next + a.b).endsWith("/")) return;',
    'for (const each of next) note(each);',
    'const list = [...next];',
    'if (next > "a") return;',
    'if (Number(next)) return;',
    'if (JSON.stringify({ next }) === "{}") return;',
    'if (String(next) !== encodeURIComponent(next)) return;',
    'if (new Set(["/x"]).has(next)) return;',
    'const map = new Map(); map.set(next, 1); if (map.get("/x")) return;',
  ])('is looked at by %s', (body) => {
    expect(looksAt(body)).toBe(true);
  });
});

describe('one input after the other', () => {
  const PATHS = `
    async function handler() {
      const plan = await load();
      if (plan.old) { audit(plan); return redirectAway(); }
      if (plan.free) { sink('/upgrade'); return; }
      const next = input();
      if (plan.paid && !next.startsWith('/')) return;
      function later() { sink(next + '!'); }
      if (plan.late) later(); else sink(next);
    }`;
  const INPUTS = ['https://evil.example', '/home', '//evil.example', '/x'];

  function inTurn(code: string): { readonly arrivals: readonly string[][]; readonly steps: readonly number[] } {
    const scene = sceneOf(code);
    const memory: PathMemory = { looked: false, paths: new Map() };
    const results = INPUTS.map((text) => run(scene, text, { memory, known: knownIn(scene.source, text, () => { memory.looked = true; }) }));
    return { arrivals: results.map((result) => shown(result)), steps: results.map(({ steps }) => steps) };
  }
  const shown = ({ arrivals, tested, complete }: SimulationResult): string[] => [...arrivals.map(({ value, checks, opaque }) => `${show(value)} ${String(checks.length)} ${String(opaque)}`), String(tested.size), String(complete)].sort();

  it('does not run again what ends before it looks at the input', () => {
    const { steps } = inTurn(PATHS);
    const alone = INPUTS.map((text) => run(PATHS, text).steps);
    expect(steps[0]).toBe(alone[0]);
    for (const at of [1, 2, 3]) expect(steps[at]).toBeLessThan(alone[at] ?? 0);
  });

  it.each([
    ['ways that lead past the input', PATHS],
    ['a function that nothing calls', `function handler(flag) { if (flag) return; const next = input(); return { go() { sink(next); }, other() { sink('/'); } }; }`],
    ['a test of the input on one way only', `function handler(a, b) { if (a) sink(b ? input() : '/'); else if (input() === '/x') sink(b); }`],
    ['a look at the input that leaves nothing behind', `function handler(a) { if (a) { try { new URL(input()); } catch { return; } } sink(input()); }`],
    ['something unknown made of the input', `async function handler() { const id = input(); if (!id || typeof id !== 'string' || id === null) return; const found = await find(id); if (found.old) { sink(found.next); return; } sink(found.to ?? '/' + id); }`],
    ['the input in a longer text that is tested', `function handler(a) { const to = a.base + input() + '?x'; if (to.endsWith('/x?x')) sink(a); else sink('/'); }`],
    ['the input in an object, an address and a list', `function handler() { const next = input(); const to = { next, list: [next] }; sink(to.list[0]); if (to.next === '/x') sink('/x'); sink(new URL(next, 'https://a.example').href); for (const each of next) { sink(each); break; } }`],
    ['the input without the spaces around it', `function handler(a) { const next = String(input() ?? '').trim().toLowerCase() || '/'; if (a) return; if (a.b && next !== '/x') sink('/'); else sink(next); }`],
    ['no input at all', `function handler(a) { if (a) sink('/a'); else sink('/b'); }`],
  ])('finds the same with %s', (_title, code) => {
    expect(inTurn(code).arrivals).toEqual(INPUTS.map((text) => shown(run(code, text))));
  });
});
