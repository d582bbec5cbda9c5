import { describe, expect, test } from 'vitest';
import type { TSESLint } from '@typescript-eslint/utils';
import { auditWritesOf } from '../../src/analysis/audits.js';
import { tokenCalls } from '../../src/analysis/jwt-calls.js';
import { madeTokens } from '../../src/analysis/jwt-lifetimes.js';
import { fateOf } from '../../src/analysis/promises.js';
import { madeFactory } from '../../src/analysis/rewrites/factory.js';
import { limited, withUnit } from '../../src/analysis/rewrites/lifetime.js';
import { pinnedAlgorithm } from '../../src/analysis/rewrites/pinned-algorithm.js';
import { renamedMethod } from '../../src/analysis/rewrites/renamed-method.js';
import { withoutElement, withoutPart } from '../../src/analysis/rewrites/removal.js';
import { comparedOrigin } from '../../src/analysis/rewrites/same-origin.js';
import { secureRandomFor } from '../../src/analysis/rewrites/secure-random.js';
import { deferred, detached, handled, toldOps } from '../../src/analysis/rewrites/unawaited.js';
import { isInScope } from '../../src/analysis/scope.js';
import { sceneOf } from '../helpers/kernel.js';

type Edit = { readonly range: readonly [number, number]; readonly text: string };

const fixer = {
  insertTextAfter: (node: { range: [number, number] }, text: string): Edit => ({ range: [node.range[1], node.range[1]], text }),
  insertTextAfterRange: (range: [number, number], text: string): Edit => ({ range: [range[1], range[1]], text }),
  insertTextBefore: (node: { range: [number, number] }, text: string): Edit => ({ range: [node.range[0], node.range[0]], text }),
  replaceText: (node: { range: [number, number] }, text: string): Edit => ({ range: node.range, text }),
  removeRange: (range: [number, number]): Edit => ({ range, text: '' }),
} as unknown as TSESLint.RuleFixer;

/** The code after a rewrite; undefined when there is none. */
function rewritten(code: string, fix: TSESLint.ReportFixFunction | undefined): string | undefined {
  const made = fix?.(fixer) as unknown as Edit | readonly Edit[] | undefined;
  if (!made) return undefined;
  const edits = [...(Array.isArray(made) ? (made as readonly Edit[]) : [made as Edit])].sort((a, b) => b.range[0] - a.range[0]);
  return edits.reduce((text, { range, text: added }) => text.slice(0, range[0]) + added + text.slice(range[1]), code);
}

describe('renamedMethod', () => {
  test.each<[string, string | undefined]>([
    ['redis.pipeline()', 'redis.multi()'], ['redis.pipeline(list)', 'redis.multi(list)'], ['(await getRedis()).pipeline()', '(await getRedis()).multi()'], ['redis?.pipeline()', 'redis?.multi()'],
    ["redis['pipeline']()", undefined], ['redis[pipeline]()', undefined], ['redis.batch()', undefined], ['pipeline()', undefined],
  ])('%s', (code, expected) => {
    const call = sceneOf(code).find(code);
    if (call.type !== 'CallExpression') throw new Error(call.type);
    expect(rewritten(code, renamedMethod(call, 'pipeline', 'multi'))).toBe(expected);
  });
});

describe('withoutElement', () => {
  test.each<[string, string | undefined]>([
    ["f(['none', 'RS256'])", "f(['RS256'])"],
    ["f(['RS256', 'none'])", "f(['RS256'])"],
    ["f(['RS256', 'none', 'ES256'])", "f(['RS256', 'ES256'])"],
    ["f(['none'])", undefined],
    ["f(['none', /* old */ 'RS256'])", undefined],
    ["f('none', 1)", undefined],
  ])('%s', (code, expected) => {
    const scene = sceneOf(code);
    expect(rewritten(code, withoutElement(scene.kernel.sourceCode, scene.find("'none'")))).toBe(expected);
  });
});

describe('withoutPart', () => {
  test.each<[string, string | undefined]>([
    ['log({ id, email: a.b })', 'log({ id })'],
    ['log({ email: a.b, id })', 'log({ id })'],
    ['log({ email: a.b })', undefined],
    ["log('sent', a.b)", "log('sent')"],
    ['log(a.b)', undefined],
    ["log(a.b, 'sent')", undefined],
    ['log(`to ${a.b}`)', undefined],
  ])('%s', (code, expected) => {
    const scene = sceneOf(code);
    const call = scene.nodes.find((node) => node.type === 'CallExpression')!;
    expect(rewritten(code, withoutPart(scene.kernel.sourceCode, call, scene.find('a.b')))).toBe(expected);
  });

  test('what stands elsewhere is left alone', () => {
    const scene = sceneOf('const c = { a, b: x.y }; log(c, 1);');
    expect(withoutPart(scene.kernel.sourceCode, scene.find('log(c, 1)'), scene.find('x.y'))).toBeUndefined();
  });
});

describe('pinnedAlgorithm', () => {
  const IMPORT = "import { verify } from 'jsonwebtoken'; ";
  test.each<[string, string | undefined]>([
    ['verify(t, k);', "verify(t, k, { algorithms: ['RS256'] });"],
    ['verify(t, k, { issuer });', "verify(t, k, { algorithms: ['RS256'], issuer });"],
    ['verify(t, k, {});', "verify(t, k, { algorithms: ['RS256'] });"],
    ['verify(t, k, (error) => f(error));', "verify(t, k, { algorithms: ['RS256'] }, (error) => f(error));"],
    ['verify(t, k, options);', undefined],
  ])('%s', (code, expected) => {
    const scene = sceneOf(IMPORT + code);
    const [calls] = tokenCalls(scene.kernel).values();
    expect(rewritten(IMPORT + code, pinnedAlgorithm(calls![0]!))).toBe(expected === undefined ? undefined : IMPORT + expected);
  });
});

describe('limited, withUnit', () => {
  const IMPORT = "import { sign } from 'jsonwebtoken'; import { SignJWT } from 'jose'; import { encode } from 'jwt-simple'; ";
  test.each<[string, string | undefined]>([
    ['sign({ a }, k);', "sign({ a }, k, { expiresIn: '1h' });"],
    ['sign({ a }, k, { algorithm });', "sign({ a }, k, { expiresIn: '1h', algorithm });"],
    ['new SignJWT({ a }).setIssuedAt().sign(k);', "new SignJWT({ a }).setIssuedAt().setExpirationTime('1h').sign(k);"],
    // It stands there already, and claims have no option.
    ['sign({ a }, k, { expiresIn: undefined });', undefined],
    ['encode({ a }, k);', undefined],
  ])('%s', (code, expected) => {
    const [token] = madeTokens(sceneOf(IMPORT + code).kernel);
    expect(token!.told[0]!.kind).toBe('never');
    expect(rewritten(IMPORT + code, limited(token!, '1h'))).toBe(expected === undefined ? undefined : IMPORT + expected);
  });
  test.each<[string, string | undefined]>([
    ["sign({ a }, k, { expiresIn: '90' });", "sign({ a }, k, { expiresIn: '90s' });"],
    ['new SignJWT({ a }).setExpirationTime(90).sign(k);', "new SignJWT({ a }).setExpirationTime('90s').sign(k);"],
    ['new SignJWT({ a }).setExpirationTime(60 * 60).sign(k);', undefined],
    // A claim is a number.
    ['sign({ a, exp: 90 }, k);', undefined],
  ])('%s', (code, expected) => {
    const [token] = madeTokens(sceneOf(IMPORT + code).kernel);
    expect(rewritten(IMPORT + code, withUnit(token!.told[0]!))).toBe(expected === undefined ? undefined : IMPORT + expected);
  });
});

describe('madeFactory', () => {
  test.each<[string, string | undefined]>([
    ['const a = make(); a.use();', 'const a = () => make(); a().use();'],
    ['export const a = make();', 'export const a = () => make();'],
    ['const a: A = make();', undefined],
    ['let a = make();', undefined],
    ['const a = make(); f({ a });', undefined],
    ['const a = make(); export { a };', undefined],
    ['const a = await make();', undefined],
  ])('%s', (code, expected) => {
    const scene = sceneOf(code);
    expect(rewritten(code, madeFactory(scene.kernel.sourceCode, scene.find('make()'))?.fix)).toBe(expected);
  });
});

describe('comparedOrigin', () => {
  const sinkIn = (code: string) => {
    const scene = sceneOf(code, { filename: '/project/app/go/route.ts' });
    const sink = scene.kernel.api.uses('redirect')[0]!;
    return rewritten(code, comparedOrigin(scene.kernel, sink, scene.findAll('next').at(-1)!));
  };

  test('with the address of the request', () => {
    const code = "import { redirect } from 'next/navigation'; export async function GET(request) { const next = new URL(request.url).searchParams.get('next'); redirect(next); }";
    expect(sinkIn(code)).toBe(code.replace('redirect(next)', "redirect(next && new URL(next, new URL(request.url).origin).origin === new URL(request.url).origin ? next : '/')"));
  });

  test('in the browser with that of the page', () => {
    const code = 'window.location.href = next;';
    expect(sinkIn(code)).toBe("window.location.href = next && new URL(next, window.location.origin).origin === window.location.origin ? next : '/';");
  });

  test('nothing where no address is at hand', () => {
    expect(sinkIn("import { redirect } from 'next/navigation'; export function go(next) { redirect(next); }")).toBeUndefined();
  });

  test('isInScope', () => {
    const scene = sceneOf('const a = 1; function f(b) { here(); } const c = (d) => d;');
    const isHere = (name: string) => isInScope(scene.kernel.sourceCode, name, scene.find('here()'));
    expect(['a', 'b', 'c', 'd', 'f', 'g'].filter(isHere)).toEqual(['a', 'b', 'c', 'f']);
  });
});

describe('secureRandomFor', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ["import x from 'x'; const n = Math.floor(Math.random() * 10);", 'integer', "import { randomInt } from 'node:crypto';\nimport x from 'x'; const n = randomInt(10);"],
    ["import { randomInt } from 'node:crypto'; const n = Math.floor(100 + Math.random() * 900);", 'integer', "import { randomInt } from 'node:crypto'; const n = randomInt(100, 1000);"],
    ['const t = Math.random().toString(36).slice(2);', 'randomUuid', 'const t = globalThis.crypto.randomUUID();'],
    ['const t = Math.random().toString(36).slice(2, 8);', undefined, undefined],
    ["import { nanoid } from 'nanoid/non-secure'; const t = nanoid();", 'module', "import { nanoid } from 'nanoid'; const t = nanoid();"],
    ['const t = Math.random();', undefined, undefined],
  ])('%s', (code, kind, expected) => {
    const scene = sceneOf(code, { filename: '/project/file.ts' });
    const secure = secureRandomFor(scene.kernel, scene.kernel.api.uses('weakRandom')[0]!, false);
    expect(secure?.kind).toBe(kind);
    expect(rewritten(code, secure?.fix)).toBe(expected);
  });

  test('the browser has no randomInt', () => {
    const scene = sceneOf('const n = Math.floor(Math.random() * 10); export {};');
    expect(secureRandomFor(scene.kernel, scene.kernel.api.uses('weakRandom')[0]!, true)).toBeUndefined();
  });
});

describe('audit writes', () => {
  const rewrites = (code: string) => {
    const scene = sceneOf(code);
    const write = auditWritesOf(scene.kernel)[0]!;
    const fate = fateOf(scene.kernel, write.node);
    if (fate.kind === 'awaited') return { detached: rewritten(code, detached(scene.kernel, write, fate)), deferred: rewritten(code, deferred(scene.kernel, fate)?.fix) };
    if (fate.kind === 'floating') return { handled: rewritten(code, handled(write, fate)), told: rewritten(code, toldOps(fate)) };
    throw new Error(fate.kind);
  };
  const CATCH = ".catch((error) => console.error('audit log failed', error))";

  test('that are awaited', () => {
    expect(rewrites('await logAudit(x);')).toEqual({ detached: `void logAudit(x)${CATCH};`, deferred: undefined });
    expect(rewrites('await logAudit(x).catch(report);').detached).toBe('void logAudit(x).catch(report);');
    expect(rewrites('const a = await logAudit(x);')).toEqual({ detached: undefined, deferred: undefined });
    const next = "import { after } from 'next/server'; ";
    expect(rewrites(`${next}await logAudit(x);`).deferred).toBe(`${next}after(() => logAudit(x));`);
    expect(rewrites(`${next}await logAudit(await x);`).deferred).toBeUndefined();
  });

  test('that are left alone', () => {
    expect(rewrites('logAudit(x);')).toEqual({ handled: `logAudit(x)${CATCH};`, told: undefined });
    expect(rewrites('void logAudit(x).catch(() => {});').told).toBe("void logAudit(x).catch((error) => console.error('audit log failed', error));");
    expect(rewrites("db.from('audit_logs').insert(x);").handled).toBe("db.from('audit_logs').insert(x).then(({ error }) => { if (error) console.error('audit log failed', error); });");
  });
});
