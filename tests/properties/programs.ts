/** Programs for property-based tests: sources, guards and sinks of several rules, put together at random. */
import fc from 'fast-check';

/**
 * Code with gaps. `SLOT` marks the places where a statement may stand, `‹a›` a local name that means nothing to anybody, so that
 * another one may take its place.
 */
export interface Program {
  readonly code: string;
  /** How much stands between source and sink; what is harder must not report more. */
  readonly hardened: readonly string[];
}

const SLOT = '«»';

/** Names that no list of words speaks of. */
export const NEUTRAL = ['alpha', 'beta', 'gamma', 'delta', 'kappa', 'omega', 'sigma', 'theta'] as const;

export interface Rendering {
  /** What the local names are, by their letter; `NEUTRAL` in order when absent. */
  readonly names?: readonly string[];
  /** The statement for the n-th slot. */
  readonly slot?: (index: number) => string;
}

/** The text of a program. */
export function render(code: string, { names = NEUTRAL, slot = () => '' }: Rendering = {}): string {
  let index = 0;
  return code
    .replaceAll(/‹([a-h])›/gu, (_, letter: string) => names[letter.charCodeAt(0) - 97] as string)
    .replaceAll(SLOT, () => slot(index++))
    .replaceAll(/^[ \t]*\n/gmu, '');
}

/** How many statements may be added. */
export function slotsIn(code: string): number {
  return code.split(SLOT).length - 1;
}

const lines = (...parts: readonly string[]): string => parts.join('\n');
const withSlots = (statements: readonly string[]): string => [SLOT, ...statements.flatMap((statement) => [statement, SLOT])].join('\n');

// ---- redirects -------------------------------------------------------------------------------------------------------

interface Framework {
  readonly imports: string;
  readonly around: (body: string) => string;
  readonly sources: readonly string[];
  readonly sinks: readonly string[];
}

const FRAMEWORKS: readonly Framework[] = [
  {
    imports: "import express from 'express';\nconst app = express();",
    around: (body) => `app.get('/go', async (req, res) => {\n${body}\n});`,
    sources: ['req.query.next', 'String(req.query.next)', 'req.body.next', "req.get('referer')", "(req.query.next ?? '/')"],
    sinks: ['res.redirect(‹b›);', 'res.redirect(302, ‹b›);', 'return res.location(‹b›).end();', "res.redirect('' + ‹b›);"],
  },
  {
    imports: "import { redirect } from 'next/navigation';",
    around: (body) => `export async function GET(request) {\n${body}\n}`,
    sources: ["new URL(request.url).searchParams.get('next')", "request.nextUrl.searchParams.get('next')", "(await request.formData()).get('next')"],
    sinks: ['redirect(‹b›);', 'return Response.redirect(new URL(‹b›, request.url));', 'redirect(`${‹b›}`);'],
  },
  {
    imports: "import { Hono } from 'hono';\nconst app = new Hono();",
    around: (body) => `app.get('/go', async (c) => {\n${body}\n});`,
    sources: ["c.req.query('next')", "(await c.req.json()).next"],
    sinks: ['return c.redirect(‹b›);', 'return c.redirect(‹b›, 303);'],
  },
];

const STEPS = ['let ‹b› = ‹a›;', 'let ‹b› = ‹a›.trim();', 'let ‹b› = `${‹a›}`;', 'let { ‹b› } = { ‹b›: ‹a› };', 'let [‹b›] = [‹a›];', 'let ‹b› = ‹a› || "/";', 'let ‹b› = ‹c›(‹a›);'] as const;

/** From nothing to everything: each may be added to whatever else is there. */
const GUARDS = [
  'if (!‹b›) return;',
  "if (typeof ‹b› !== 'string') return;",
  "if (!‹b›.startsWith('/')) return;",
  "if (‹b›.startsWith('//')) return;",
  "if (‹b›.includes('\\\\')) return;",
  "if (‹b›.length > 200) ‹b› = '/';",
  "if (!/^\\/[a-z]+$/.test(‹b›)) return;",
  "if (!['/home', '/account'].includes(‹b›)) return;",
  "if (‹b› !== '/home') return;",
  "if (new URL(‹b›, 'https://acme.test').origin !== 'https://acme.test') return;",
  "if (!‹d›(‹b›)) ‹b› = '/';",
] as const;

const redirects: fc.Arbitrary<Program> = fc
  .record({
    framework: fc.constantFrom(...FRAMEWORKS),
    source: fc.nat(9),
    sink: fc.nat(9),
    step: fc.constantFrom(...STEPS),
    guards: fc.subarray([...GUARDS], { maxLength: 3 }),
    harder: fc.constantFrom(...GUARDS),
    bracketed: fc.boolean(),
  })
  .map(({ framework, source, sink, step, guards, harder, bracketed }) => {
    const from = framework.sources[source % framework.sources.length] as string;
    const to = framework.sinks[sink % framework.sinks.length] as string;
    const program = (checks: readonly string[]): string =>
      lines(
        framework.imports,
        'function ‹c›(‹e›) { return ‹e›; }',
        "function ‹d›(‹e›) { return ‹e›.startsWith('/') && !‹e›.startsWith('//'); }",
        framework.around(withSlots([`const ‹a› = ${from};`, step, ...checks, bracketed ? `if (‹b›) { ${to} }` : to])),
      );
    return { code: program(guards), hardened: [program([...guards, harder])] };
  });

// ---- logs ------------------------------------------------------------------------------------------------------------

const LOGGERS = [
  ["import pino from 'pino';\nconst log = pino();", 'log.info'],
  ["import winston from 'winston';\nconst log = winston.createLogger({});", 'log.error'],
  ['', 'console.log'],
] as const;
const SHOWN = ['user.email', 'user.password', '{ email: user.email }', '{ user }', '{ id: user.id }', 'req.body', '`sent to ${user.email}`', "'hello'", '{ token: req.body.token, at: 1 }'] as const;

const logs: fc.Arbitrary<Program> = fc.record({ logger: fc.constantFrom(...LOGGERS), shown: fc.constantFrom(...SHOWN), hop: fc.boolean() }).map(({ logger: [imports, call], shown, hop }) => {
  const program = (value: string): string =>
    lines(
      "import express from 'express';",
      imports,
      'const app = express();',
      `app.post('/in', async (req, res) => {`,
      withSlots(['const user = await load(req.body.id);', ...(hop ? [`const ‹a› = ${value};`, `${call}(‹a›);`] : [`${call}(${value});`]), 'res.end();']),
      '});',
    );
  return { code: program(shown), hardened: [program("'signed in'"), program('{ id: user.id }')] };
});

// ---- clients, tokens, randomness, audits, limiters ---------------------------------------------------------------------

const MADE = 'createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY)';
const clients: fc.Arbitrary<Program> = fc.constantFrom(
  `export const ‹a› = ${MADE};`,
  `let ‹a›;\nexport function ‹b›() {\n${SLOT}\n‹a› ??= ${MADE};\nreturn ‹a›;\n}`,
  `const ‹c› = createClient;\nexport const ‹a› = ‹c›(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`,
  `const ‹b› = () => ${MADE};\nexport const ‹a› = ‹b›();`,
  `class ‹d› {\nstatic ‹a› = ${MADE};\n}\nexport { ‹d› };`,
  `export const ‹a› = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_ANON_KEY);`,
).map((code) => ({
  code: lines("import { createClient } from '@supabase/supabase-js';", SLOT, code, SLOT),
  hardened: [lines("import { createClient } from '@supabase/supabase-js';", `export async function ‹b›(‹c›) {\nrequireAdmin(await ‹c›());\nconst ‹a› = ${MADE};\nreturn ‹a›.from('x');\n}`)],
}));

const KEYS = ['process.env.JWT_SECRET', 'publicKey', "'shared'", 'process.env.JWT_PUBLIC_KEY'] as const;
const OPTIONS = ['', ', {}', ", { algorithms: ['HS256'] }", ", { algorithms: ['RS256', 'HS256'] }", ", { algorithms: ['none'] }", ", { algorithms: ‹c› }", ', ‹d›'] as const;
const tokens: fc.Arbitrary<Program> = fc.record({ key: fc.constantFrom(...KEYS), options: fc.constantFrom(...OPTIONS) }).map(({ key, options }) => {
  const program = (with_: string): string =>
    lines("import jwt from 'jsonwebtoken';", "import { publicKey } from './keys.js';", "const ‹c› = ['HS512'];", "const ‹d› = { algorithms: ['ES256', 'none'] };", 'export function ‹a›(‹b›) {', withSlots([`const claims = jwt.verify(‹b›, ${key}${with_});`, 'return claims;']), '}');
  return { code: program(options), hardened: [program(", { algorithms: ['RS256'] }")] };
});

const DRAWS = ['Math.random().toString(36).slice(2)', 'String(Math.random())', 'Math.floor(Math.random() * 1e6)', '‹a›()', "Array.from({ length: 6 }, () => Math.floor(Math.random() * 10)).join('')"] as const;
const HOLDERS = ['const resetToken = $;', 'const colour = $;', 'const session = { sessionId: $ };', 'await save({ verificationCode: $ });', 'let password = ""; password += $;', 'cookies().set("csrf", $);'] as const;
const randomness: fc.Arbitrary<Program> = fc.record({ draw: fc.constantFrom(...DRAWS), holder: fc.constantFrom(...HOLDERS) }).map(({ draw, holder }) => {
  const program = (value: string): string => lines("import { randomBytes } from 'node:crypto';", "import { cookies } from 'next/headers';", 'function ‹a›() { return Math.random().toString(16); }', 'export async function ‹b›() {', withSlots([holder.replace('$', value), 'return 1;']), '}');
  return { code: program(draw), hardened: [program("randomBytes(32).toString('hex')")] };
});

const WRITES = ['await writeAuditLog({ action: "x" });', 'void writeAuditLog({ action: "x" });', 'writeAuditLog({ action: "x" });', 'writeAuditLog({ action: "x" }).catch(() => {});', 'await Promise.all([‹a›(), writeAuditLog({ action: "x" })]);', 'const ‹b› = writeAuditLog({ action: "x" });\nawait ‹b›;', 'try { await writeAuditLog({ action: "x" }); } catch {}', 'return writeAuditLog({ action: "x" });'] as const;
const audits: fc.Arbitrary<Program> = fc.constantFrom(...WRITES).map((write) => {
  const program = (statement: string): string => lines("import { writeAuditLog, report } from './audit.js';", 'async function ‹a›() { return 1; }', 'export async function update(‹c›) {', withSlots(['await ‹a›(‹c›);', statement]), '}');
  return { code: program(write), hardened: [program('void writeAuditLog({ action: "x" }).catch(report);')] };
});

const REFUSALS = ["throw new Error('Too many requests');", 'return { status: 429 };', "return new Response('slow down', { status: 429 });", 'return false;'] as const;
const limiters: fc.Arbitrary<Program> = fc.record({ refusal: fc.constantFrom(...REFUSALS), store: fc.constantFrom('new Map()', '{}', 'new LRUCache({ max: 5, ttl: 60000 })'), library: fc.boolean() }).map(({ refusal, store, library }) => ({
  code: lines(
    "import { LRUCache } from 'lru-cache';",
    "import rateLimit from 'express-rate-limit';",
    `const ‹a› = ${store};`,
    library ? 'export const ‹d› = rateLimit({ windowMs: 60000, limit: 5 });' : '',
    'export function limit(ip) {',
    withSlots(store === '{}' ? ['const ‹b› = (‹a›[ip] ?? 0) + 1;', '‹a›[ip] = ‹b›;', `if (‹b› > 5) ${refusal}`] : ['const ‹b› = (‹a›.get(ip) ?? 0) + 1;', '‹a›.set(ip, ‹b›);', `if (‹b› > 5) ${refusal}`]),
    'return true;',
    '}',
  ),
  hardened: [lines("import { Ratelimit } from '@upstash/ratelimit';", "import { Redis } from '@upstash/redis';", "const ‹a› = new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.slidingWindow(5, '60 s') });", 'export async function limit(ip) {', 'const { success } = await ‹a›.limit(ip);', `if (!success) ${refusal}`, 'return true;', '}')],
}));

/** Programs by the rule that they are about. */
export const FAMILIES: Readonly<Record<string, fc.Arbitrary<Program>>> = { redirects, logs, clients, tokens, randomness, audits, limiters };

/** Statements that do nothing and mean nothing. */
export const DEAD = ['const unused§ = 1;', 'let unused§ = [1, 2, 3]; void unused§;', ';', '{ const unused§ = {}; void unused§; }', 'if (0) { }', 'function unused§() { return 1; }', "'a text';", 'for (const unused§ of []) { void unused§; }', 'try { void 0; } finally { void 0; }', 'label§: { break label§; }'] as const;
