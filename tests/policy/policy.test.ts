import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../helpers/lint.js';

/**
 * The policy, executed: what its documents forbid, and what they recommend instead, in TypeScript. The numbers are the rows of
 * docs/policy.md.
 */
interface Control {
  readonly control: number;
  readonly rule: string;
  readonly bad: Readonly<Record<string, string>>;
  readonly recipe: Readonly<Record<string, string>>;
  readonly filename?: string;
}

const CONTROLS: readonly Control[] = [
  {
    control: 1,
    rule: 'no-module-scope-admin-client',
    filename: 'src/lib/supabase/admin.ts',
    bad: {
      'an admin client at module scope': `import { createClient } from '@supabase/supabase-js';
export const supabaseAdmin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);`,
      'an admin client that is kept after the first call': `import { createClient, type SupabaseClient } from '@supabase/supabase-js';
let admin: SupabaseClient | undefined;
export function getAdmin() {
  admin ??= createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  return admin;
}`,
    },
    recipe: {
      'a wrapper that verifies the caller first': `import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { requireAdmin } from '@/lib/auth';
type AdminClient = SupabaseClient;
const createAdminClient = (): AdminClient => createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
export async function withAdmin<T>(fn: (admin: AdminClient) => Promise<T>): Promise<T> {
  await requireAdmin();
  return fn(createAdminClient());
}`,
    },
  },
  {
    control: 2,
    rule: 'require-admin-check',
    filename: 'app/api/users/route.ts',
    bad: {
      'an admin client without a check before it': `import { createClient } from '@supabase/supabase-js';
export async function GET() {
  const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  return Response.json(await admin.from('users').select());
}
`,
    },
    recipe: {
      'the check first': `import { createClient } from '@supabase/supabase-js';
async function requireAdmin(): Promise<void> {
  const session = await readSession();
  if (session?.role !== 'admin') throw new Error('forbidden');
}
export async function GET() {
  await requireAdmin();
  const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  return Response.json(await admin.from('users').select());
}
`,
    },
  },
  {
    control: 8,
    rule: 'no-weak-jwt-algorithm',
    filename: 'src/lib/jwt.ts',
    bad: {
      'HS256 with a shared secret between services': `import jwt from 'jsonwebtoken';
export const claims = (token: string) => jwt.verify(token, process.env.SERVICE_SECRET!, { algorithms: ['HS256'] });`,
      'alg none': `import jwt from 'jsonwebtoken';
export const token = (claims: object) => jwt.sign(claims, '', { algorithm: 'none' });`,
      'the header of the token decides': `import jwt from 'jsonwebtoken';
export const claims = (token: string) => jwt.verify(token, process.env.JWT_SECRET!);`,
    },
    recipe: {
      'RS256 with the issuer and audience checked': `import { createRemoteJWKSet, jwtVerify } from 'jose';
const keys = createRemoteJWKSet(new URL('https://id.acme.test/.well-known/jwks.json'));
export const claims = (token: string) => jwtVerify(token, keys, { algorithms: ['RS256'], issuer: 'https://id.acme.test', audience: 'api' });`,
    },
  },
  {
    control: 16,
    rule: 'no-insecure-random',
    filename: 'src/lib/tokens.ts',
    bad: {
      'a token from Math.random': `export function createResetToken(): string {
  const token = Math.random().toString(36).slice(2);
  return token;
}`,
    },
    recipe: {
      'a token from the platform': `import { randomBytes } from 'node:crypto';
export function createResetToken(): string {
  const token = randomBytes(32).toString('base64url');
  return token;
}`,
      'a nonce made for each request': `export function middleware() {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  return new Response(null, { headers: { 'x-nonce': nonce } });
}`,
    },
  },
  {
    control: 26,
    rule: 'no-pii-in-logs',
    filename: 'src/lib/profile.ts',
    bad: {
      'the value beside the action': `import { logger } from '@/lib/logger';
export function ssnChanged(user: { id: string; ssn: string }) {
  logger.info({ user_id: user.id, action: 'updated_ssn', old_value: user.ssn });
}`,
      'the whole payload': `import { logger } from '@/lib/logger';
export async function POST(request: Request) {
  const payload = await request.json();
  logger.info({ action: 'order.created', payload });
}`,
    },
    recipe: {
      'ids, action and time': `import { logger } from '@/lib/logger';
export function ssnChanged(user: { id: string; ssn: string }) {
  logger.info({ user_id: user.id, action: 'updated_ssn', timestamp: Date.now() });
}`,
    },
  },
  {
    control: 27,
    rule: 'no-awaited-audit-log',
    filename: 'src/actions/foo.ts',
    bad: {
      'the mutation waits for the audit log': `import { db, eq, foo } from '@/db';
import { logAdminAction } from '@/lib/activity';
export async function updateFoo(input: { id: string }, user: { id: string }) {
  const updated = await db.update(foo).set(input).where(eq(foo.id, input.id)).returning();
  await logAdminAction({ action: 'foo.update', subject_id: input.id, actor_id: user.id });
  return updated;
}`,
    },
    recipe: {
      'fire and forget': `import { db, eq, foo } from '@/db';
import { logAdminAction } from '@/lib/activity';
export async function updateFoo(input: { id: string }, user: { id: string }) {
  const updated = await db.update(foo).set(input).where(eq(foo.id, input.id)).returning();
  logAdminAction({ action: 'foo.update', subject_id: input.id, actor_id: user.id })
    .catch((err) => console.error('audit log failed', err));
  return updated;
}`,
    },
  },
  {
    control: 28,
    rule: 'require-audit-log-catch',
    filename: 'src/actions/foo.ts',
    bad: {
      'nobody handles the rejection': `import { db, auditLogs } from '@/db';
async function logAdminAction(entry: { action: string }): Promise<void> {
  await db.insert(auditLogs).values(entry);
}
export async function updateFoo(input: { id: string }) {
  void logAdminAction({ action: 'foo.update' });
  return input.id;
}`,
    },
    recipe: {
      'the failure is told to ops, not to users': `import { db, auditLogs } from '@/db';
async function logAdminAction(entry: { action: string }): Promise<void> {
  await db.insert(auditLogs).values(entry);
}
export async function updateFoo(input: { id: string }) {
  logAdminAction({ action: 'foo.update' }).catch((err) => console.error('audit log failed', err));
  return input.id;
}`,
    },
  },
  {
    control: 32,
    rule: 'no-in-memory-rate-limiter',
    filename: 'src/lib/rate-limit.ts',
    bad: {
      'a Map of counters at module scope': `const attempts = new Map<string, { count: number; resetAt: number }>();
export function checkRateLimit(key: string): boolean {
  const now = Date.now();
  const entry = attempts.get(key);
  if (!entry || entry.resetAt < now) {
    attempts.set(key, { count: 1, resetAt: now + 60_000 });
    return true;
  }
  entry.count += 1;
  return entry.count <= 10;
}`,
    },
    recipe: {
      'a shared store': `import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
const ratelimit = new Ratelimit({
  redis: new Redis({ url: process.env.UPSTASH_URL, token: process.env.UPSTASH_TOKEN }),
  limiter: Ratelimit.fixedWindow(10, '60 s'),
});
export async function limit(bucket: string, subject: string): Promise<void> {
  const { success } = await ratelimit.limit(\`\${bucket}:\${subject}\`);
  if (!success) throw new Error('too many requests');
}`,
    },
  },
  {
    control: 35,
    rule: 'no-unvalidated-redirect',
    filename: 'src/app/auth/callback/route.ts',
    bad: {
      'a query parameter is trusted': `import { redirect } from 'next/navigation';
export async function GET(request: Request) {
  redirect(new URL(request.url).searchParams.get('next') ?? '/');
}`,
      // The document's own recipe: `/\evil.example` begins with one slash, and browsers read it as `//evil.example`.
      'the check forgets the backslash': `import { redirect } from 'next/navigation';
function safeNext(next: string | null): string {
  if (!next) return '/';
  if (next.startsWith('//')) return '/'; // protocol-relative
  if (!next.startsWith('/')) return '/'; // not relative
  return next;
}
export async function GET(request: Request) {
  redirect(safeNext(new URL(request.url).searchParams.get('next')));
}`,
    },
    recipe: {
      'the recipe, with the backslash and control characters refused': `import { redirect } from 'next/navigation';
function safeNext(next: string | null): string {
  if (!next) return '/';
  if (next.startsWith('//')) return '/'; // protocol-relative
  if (!next.startsWith('/')) return '/'; // not relative
  if (/[\\\\\\u0000-\\u0020\\u007f]/.test(next)) return '/'; // read as a slash, or dropped
  return next;
}
export async function GET(request: Request) {
  redirect(safeNext(new URL(request.url).searchParams.get('next')));
}`,
      'an allowlist': `import { redirect } from 'next/navigation';
const PAGES = ['/dashboard', '/billing'];
export async function GET(request: Request) {
  const next = new URL(request.url).searchParams.get('next') ?? '';
  redirect(PAGES.includes(next) ? next : '/dashboard');
}`,
    },
  },
];

const findings = ({ rule, filename }: Control, code: string): string[] =>
  lint(code, filename ?? 'src/file.ts', { [`bulwark/${rule}`]: 'error' }).map(({ ruleId, message }) => ruleId ?? message);

describe.each(CONTROLS)('control $control, $rule', (control) => {
  test.each(Object.entries(control.bad))('forbids: %s', (_name, code) => {
    expect(new Set(findings(control, code))).toEqual(new Set([`bulwark/${control.rule}`]));
  });

  test.each(Object.entries(control.recipe))('recommends: %s', (_name, code) => {
    expect(findings(control, code)).toEqual([]);
  });
});

describe('the policy', () => {
  const recipes = CONTROLS.flatMap((control) => Object.entries(control.recipe).map(([name, code]) => [name, code, control.filename] as const));

  test.each(recipes)('contradicts itself nowhere: no rule objects to "%s"', (_name, code, filename) => {
    expect(lint(code, filename ?? 'src/file.ts', plugin.configs.all.rules).map(({ ruleId, message }) => `${ruleId ?? ''} ${message}`)).toEqual([]);
  });

  test('is executed for every control that a rule enforces', () => {
    const executed = new Set(CONTROLS.map(({ control, rule }) => `${String(control)} ${rule}`));
    const enforced = Object.entries(plugin.rules).flatMap(([rule, { meta }]) => meta.docs.controls.map((control) => `${String(control)} ${rule}`));
    expect(enforced.filter((each) => !executed.has(each))).toEqual([]);
  });
});
