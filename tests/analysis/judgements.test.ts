/** The modules that put several answers of the kernel together; the rules' own tests go through every branch of them. */
import { describe, expect, test } from 'vitest';
import { outermostHolding } from '../../src/analysis/arguments.js';
import { auditWritesOf, lostFailure } from '../../src/analysis/audits.js';
import { commandSecrets } from '../../src/analysis/commands.js';
import { emailChecks } from '../../src/analysis/email-lists.js';
import { guessesIn } from '../../src/analysis/guessable.js';
import { inputText, isInput } from '../../src/analysis/inputs.js';
import { handMadeHeaders, tokenCalls, tokenProblem } from '../../src/analysis/jwt-calls.js';
import { memoryLimiters, stateLimiters } from '../../src/analysis/limiters.js';
import { exposedBy, isCovered, writesToOwnScreen } from '../../src/analysis/log-calls.js';
import { looseUses } from '../../src/analysis/one-time.js';
import { fateOf } from '../../src/analysis/promises.js';
import { openRedirectAt, redirectTargets } from '../../src/analysis/redirects.js';
import { takeWork } from '../../src/analysis/work.js';
import { sceneOf } from '../helpers/kernel.js';

describe('redirects', () => {
  const NEXT = "import { redirect } from 'next/navigation'; ";
  const openIn = (code: string) => {
    const scene = sceneOf(NEXT + code, { filename: '/project/app/go/route.ts' });
    const sink = scene.kernel.api.uses('redirect')[0]!;
    const targets = redirectTargets(scene.kernel, sink);
    const open = targets.map((target) => openRedirectAt(scene.kernel, sink, target));
    return { ...scene, targets, open: open[0] };
  };
  const HANDLER = (body: string) => `export async function GET(request) { const next = new URL(request.url).searchParams.get('next'); ${body} }`;

  test('an unchecked input gets through', () => {
    const { open, kernel } = openIn(HANDLER('redirect(next);'));
    expect(open?.check).toBeUndefined();
    expect(inputText(kernel, open!.origin)).toBe("'next' from the query string");
    expect(isInput(kernel, open!.origin.node, open!.origin.path)).toBe(true);
  });

  test('a check that is not enough is named', () => {
    const { open, kernel } = openIn(HANDLER("if (!next.startsWith('/')) return; redirect(next);"));
    expect(kernel.sourceCode.getText(open?.check as never)).toBe("next.startsWith('/')");
    expect(open?.notACheck).toBeUndefined();
  });

  test('a good check leaves nothing', () => {
    expect(openIn(HANDLER("if (next !== '/home') return; redirect(next);")).open).toBeUndefined();
  });

  test('no code is run for a target whose beginning the code writes', () => {
    takeWork();
    expect(openIn(HANDLER('redirect(`/login?next=${next}`);')).open).toBeUndefined();
    expect(takeWork().simulate).toBe(0);
    expect(openIn(HANDLER('redirect(`${next}?from=login`);')).open).toBeDefined();
    expect(takeWork().simulate).toBeGreaterThan(0);
  });
});

describe('jwt-calls', () => {
  const problemIn = (code: string) => {
    const { kernel } = sceneOf(`import jwt from 'jsonwebtoken'; ${code}`);
    const [calls] = tokenCalls(kernel).values();
    const problem = calls && tokenProblem(kernel, calls);
    return problem && `${problem.kind} at ${kernel.sourceCode.getText(problem.at)}`;
  };

  test.each<[string, string | undefined]>([
    ["jwt.verify(t, publicKey, { algorithms: ['none', 'RS256'] });", "noneListed at 'none'"],
    ["jwt.verify(t, publicKey, { algorithms: ['HS256', 'RS256'] });", "mixed at 'HS256'"],
    ["jwt.sign(p, secret, { algorithm: 'HS256' });", "hmac at 'HS256'"],
    ["const A = ['HS256']; jwt.verify(t, secret, { algorithms: A });", 'hmac at jwt.verify'],
    ['jwt.sign(p, process.env.JWT_SECRET);', 'hmacDefault at jwt.sign'],
    ["jwt.verify(t, publicKey, { algorithms: ['RS256'] });", undefined],
  ])('%s', (code, expected) => {
    expect(problemIn(code)).toBe(expected);
  });

  test('a header that reaches a library is judged there', () => {
    const headers = (code: string) => {
      const { kernel } = sceneOf(code);
      return handMadeHeaders(kernel, tokenCalls(kernel)).map(({ algorithm }) => algorithm);
    };
    expect(headers("const head = btoa(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));")).toEqual(['HS256']);
    expect(headers("import { SignJWT } from 'jose'; new SignJWT(p).setProtectedHeader({ alg: 'HS256' }).sign(k);")).toEqual([]);
  });
});

describe('guessable', () => {
  const guessesOf = (code: string, options: { isBrowser?: boolean; helpers?: boolean } = {}) => {
    const { kernel } = sceneOf(code, { filename: '/project/file.ts' });
    return guessesIn(kernel, kernel.api.uses('weakRandom'), { isBrowser: false, helpers: true, ...options }).map((guess) => guess.kind);
  };

  test('one answer for what several sources make together', () => {
    expect(guessesOf('const resetToken = Date.now() + Math.random().toString(36);')).toEqual(['authority']);
  });

  test('helpers count when they are asked for', () => {
    const code = 'export function randomString(n) { return Math.random().toString(36).slice(2, n); }';
    expect(guessesOf(code)).toEqual(['helper']);
    expect(guessesOf(code, { helpers: false })).toEqual([]);
    expect(guessesOf(code, { isBrowser: true })).toEqual([]);
  });

  test.each(['const delay = Math.random() * 100;', 'const fakeToken = Math.random().toString(36);'])('nothing: %s', (code) => {
    expect(guessesOf(code)).toEqual([]);
  });
});

describe('log-calls', () => {
  const shownIn = (code: string, settings?: object) => {
    const { kernel } = sceneOf(code, { filename: '/project/file.ts', ...(settings ? { settings } : {}) });
    return kernel.api.uses('log').flatMap((call) =>
      exposedBy(kernel, call, () => undefined)
        .filter((exposure) => !isCovered(kernel, call, exposure))
        .map((exposure) => kernel.sourceCode.getText(exposure.datum as never)),
    );
  };

  test.each<[string, readonly string[]]>([
    ["console.log('sent', user.email);", ['user.email']],
    ['if (debug) console.log(user.email);', []],
    ["import pino from 'pino'; const log = pino({ redact: ['email'] }); log.info({ email: user.email });", []],
    ["import pino from 'pino'; const log = pino(); log.info({ email: user.email });", ['user.email']],
  ])('%s', (code, expected) => {
    expect(shownIn(code)).toEqual(expected);
  });

  test('keys that the project says are blotted out', () => {
    const code = "import pino from 'pino'; const log = pino(); log.info({ email: user.email });";
    expect(shownIn(code, { redactedKeys: ['Email'] })).toEqual([]);
  });

  test.each<[string, boolean]>([["'use client'; console.log(1);", true], ['console.log(1);', false]])('%s writes to the own screen: %j', (code, expected) => {
    expect(writesToOwnScreen(sceneOf(code, { filename: '/project/file.ts' }).kernel)).toBe(expected);
  });
});

describe('lostFailure', () => {
  test.each<[string, string | undefined]>([
    ['logAudit(x).then(f);', 'unhandled'],
    ['logAudit(x).catch(() => {});', 'silenced'],
    ['logAudit(x).catch(report);', undefined],
    ['logAudit(x);', undefined],
    ['logAudit(x); await logAudit(y);', 'unhandled'],
    ['const logAudit = async (e) => store(e); logAudit(x);', 'unhandled'],
    ['const logAudit = (e) => { rows.push(e); }; logAudit(x);', undefined],
    ['prisma.auditLog.create({ data });', 'neverRuns'],
    ["db.from('audit_logs').insert(x).then(() => {});", 'silenced'],
  ])('%s', (code, expected) => {
    const { kernel } = sceneOf(code);
    const write = auditWritesOf(kernel)[0]!;
    const fate = fateOf(kernel, write.node);
    expect(fate.kind === 'floating' ? lostFailure(kernel, write, fate) : fate.kind).toBe(expected);
  });
});

describe('limiters', () => {
  const COUNT = 'const hits = new Map(); export function limit(ip) { const n = (hits.get(ip) ?? 0) + 1; hits.set(ip, n); setTimeout(() => hits.delete(ip), 60_000); if (n > 5) throw new Error("too many requests"); }';

  test('a container that code counts in', () => {
    const [limiter, ...others] = stateLimiters(sceneOf(COUNT).kernel);
    expect(others).toEqual([]);
    expect([limiter?.state.name, limiter?.limit]).toEqual(['hits', 5]);
  });

  test('one check behind two containers is one limiter', () => {
    expect(stateLimiters(sceneOf(COUNT.replace('const hits', 'const days = new Map(); const hits').replace('if (n > 5)', 'const d = (days.get(ip) ?? 0) + 1; days.set(ip, d); if (d > 50) throw new Error("too many requests"); if (n > 5)')).kernel)).toHaveLength(1);
  });

  test('limiters of libraries, unless only developers meet them', () => {
    const limiters = (code: string) => memoryLimiters(sceneOf(`import rateLimit from 'express-rate-limit'; ${code}`).kernel).length;
    expect(limiters('app.use(rateLimit({ max: 5 }));')).toBe(1);
    expect(limiters('if (isDev) app.use(rateLimit({ max: 5 }));')).toBe(0);
  });
});

test('outermostHolding: of uses inside each other the outermost', () => {
  const { kernel } = sceneOf("import { initializeApp, cert } from 'firebase-admin/app'; import { getAuth } from 'firebase-admin/auth'; const auth = getAuth(initializeApp({ credential: cert(key) }));");
  const uses = kernel.api.uses('adminClient');
  expect(uses.length).toBeGreaterThan(1);
  expect(outermostHolding(kernel, uses).map(({ node }) => kernel.sourceCode.getText(node as never).slice(0, 8))).toEqual(['getAuth(']);
});

test('looseUses: what is read, and then used up', () => {
  const uses = (code: string) => looseUses(sceneOf(code).kernel).map(({ kind, what, store }) => `${kind} ${what} in ${store}`);
  expect(uses("import { redis } from './redis'; async function f(key) { if (!(await redis.get(`otp:${key}`))) return false; await redis.del(`otp:${key}`); return true; }")).toEqual(['unchecked otp in keys']);
  expect(uses('async function f(token) { const row = await prisma.magicLink.findFirst({ where: { token, usedAt: null } }); if (!row) return; await prisma.magicLink.update({ where: { id: row.id }, data: { usedAt: now } }); }')).toEqual(['unconditional magic link in model']);
  expect(uses('async function f(token) { const row = await prisma.magicLink.findFirst({ where: { token } }); if (!row) return; await prisma.session.create({ data }); await prisma.magicLink.delete({ where: { token } }); }')).toEqual(['late magic link in model']);
  expect(uses('async function f(token) { const [row] = await db.delete(magicLinks).where(eq(magicLinks.token, token)).returning(); return row; }')).toEqual([]);
});

test('commandSecrets: where they come from, and what the program takes instead', () => {
  const secrets = (code: string) => {
    const { kernel, sourceCode } = sceneOf(`import { exec, spawn } from 'node:child_process'; ${code}`);
    return commandSecrets(kernel).map(({ datum, remedy }) => `${sourceCode.getText(datum as never)}: ${/`([^`]*)`/.exec(remedy ?? '')?.[1] ?? '-'}`);
  };
  expect(secrets('exec(`mysqldump -p${process.env.DB_PASSWORD}`)')).toEqual(['process.env.DB_PASSWORD: env: { MYSQL_PWD: … }']);
  expect(secrets("const args = ['deploy']; args.push('--token', config.token); spawn('fly', args)")).toEqual(['config.token: -']);
  expect(secrets("spawn('pg_dump', { env: { PGPASSWORD: config.password } }); exec(`cd ${process.env.PWD}`)")).toEqual([]);
});

test('emailChecks: who is let in by the code itself', () => {
  const checks = (code: string) => emailChecks(sceneOf(code).kernel).map(({ texts, list, decision }) => `${decision.kind} ${list ?? '-'} ${texts.join()}`);
  expect(checks("const TEAM = ['a@b.dev', 'c@b.dev']; if (!TEAM.includes(user.email)) throw new Error('no');")).toEqual(['refuses TEAM a@b.dev,c@b.dev']);
  expect(checks("const isAdmin = email.endsWith('@b.dev');")).toEqual(['grants - @b.dev']);
  expect(checks("const domain = email.split('@')[1]; if (domain !== 'b.dev') redirect('/');")).toEqual(['refuses - b.dev']);
  expect(checks("if (!email.endsWith('@gmail.com')) throw a; if (message.from !== 'a@b.dev') throw b; if (email === 'a@b.dev') throw c;")).toEqual([]);
});
