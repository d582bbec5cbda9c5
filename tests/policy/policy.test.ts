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
    control: 5,
    rule: 'no-hardcoded-email-allowlist',
    filename: 'src/lib/access.ts',
    bad: {
      'a list of addresses says who is an admin': `const ADMIN_EMAILS = ['jo@acme.test', 'kim@acme.test'];
export function isAdmin(user: { email: string }): boolean {
  return ADMIN_EMAILS.includes(user.email);
}`,
      'whoever has an address of the company gets in': `export function requireStaff(user: { email: string }): void {
  if (!user.email.endsWith('@acme.test')) throw new Error('forbidden');
}`,
    },
    recipe: {
      'members are rows of a table': `import { db } from '@/db';
export async function requireAdmin(user: { id: string }): Promise<void> {
  const member = await db.member.findUnique({ where: { userId: user.id } });
  if (member?.role !== 'admin') throw new Error('forbidden');
}`,
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
    control: 9,
    rule: 'no-unverified-jwt',
    filename: 'src/app/api/me/route.ts',
    bad: {
      'identity from a decoded token': `import { decodeJwt } from 'jose';
import { db } from '@/lib/db';
export async function GET(request: Request) {
  const { sub } = decodeJwt(request.headers.get('authorization')!.slice(7));
  return Response.json(await db.user.findUnique({ where: { id: sub } }));
}`,
      'a token parsed by hand': `import { db } from '@/lib/db';
export async function GET(request: Request) {
  const claims = JSON.parse(atob(request.headers.get('authorization')!.split('.')[1]!));
  return Response.json(await db.user.findUnique({ where: { id: claims.sub } }));
}`,
      'a Supabase session that nobody verified': `import { createClient } from '@/utils/supabase/server';
export async function GET() {
  const supabase = await createClient();
  const { data: { session } } = await supabase.auth.getSession();
  if (!session) return new Response(null, { status: 401 });
  return Response.json(await supabase.from('notes').select());
}`,
    },
    recipe: {
      'claims of a verified token': `import { createRemoteJWKSet, jwtVerify } from 'jose';
import { db } from '@/lib/db';
const keys = createRemoteJWKSet(new URL('https://id.acme.test/.well-known/jwks.json'));
export async function GET(request: Request) {
  const { payload } = await jwtVerify(request.headers.get('authorization')!.slice(7), keys, { algorithms: ['RS256'], issuer: 'https://id.acme.test', audience: 'api' });
  return Response.json(await db.user.findUnique({ where: { id: payload.sub } }));
}`,
      'the user that Supabase has verified': `import { createClient } from '@/utils/supabase/server';
export async function GET() {
  const supabase = await createClient();
  const { data: { user } } = await supabase.auth.getUser();
  if (!user) return new Response(null, { status: 401 });
  return Response.json(await supabase.from('notes').select());
}`,
    },
  },
  {
    control: 10,
    rule: 'require-jwt-claims',
    filename: 'src/lib/jwt.ts',
    bad: {
      'a key set without issuer and audience': `import { createRemoteJWKSet, jwtVerify } from 'jose';
const keys = createRemoteJWKSet(new URL('https://id.acme.test/.well-known/jwks.json'));
export const userId = async (token: string) => (await jwtVerify(token, keys, { algorithms: ['RS256'] })).payload.sub;`,
      'expiry switched off': `import jwt from 'jsonwebtoken';
export const claims = (token: string) => jwt.verify(token, process.env.JWT_PUBLIC_KEY!, { algorithms: ['RS256'], issuer: 'https://id.acme.test', audience: 'api', ignoreExpiration: true });`,
    },
    recipe: {
      'issuer and audience checked': `import { createRemoteJWKSet, jwtVerify } from 'jose';
const keys = createRemoteJWKSet(new URL('https://id.acme.test/.well-known/jwks.json'));
export const userId = async (token: string) => (await jwtVerify(token, keys, { algorithms: ['RS256'], issuer: 'https://id.acme.test', audience: 'api' })).payload.sub;`,
    },
  },
  {
    control: 11,
    rule: 'require-jwt-expiry',
    filename: 'src/lib/jwt.ts',
    bad: {
      'no expiry': `import jwt from 'jsonwebtoken';
export const token = (sub: string) => jwt.sign({ sub }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256' });`,
      'an access token for a day': `import jwt from 'jsonwebtoken';
export const accessToken = (sub: string) => jwt.sign({ sub, type: 'access' }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256', expiresIn: '1d' });`,
      'a scoped token for an hour': `import jwt from 'jsonwebtoken';
export const scopedToken = (scope: string) => jwt.sign({ scope }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256', expiresIn: '1h' });`,
      'a refresh token for half a year': `import jwt from 'jsonwebtoken';
export const refreshToken = (sub: string) => jwt.sign({ sub, type: 'refresh' }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256', expiresIn: '180d' });`,
    },
    recipe: {
      'an hour, fifteen minutes, thirty days': `import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
const key = process.env.JWT_PRIVATE_KEY!;
export const accessToken = (sub: string) => jwt.sign({ sub }, key, { algorithm: 'RS256', expiresIn: '1h' });
export const scopedToken = (scope: string) => jwt.sign({ scope }, key, { algorithm: 'RS256', expiresIn: '15m' });
export const refreshToken = (sub: string) => jwt.sign({ sub }, key, { algorithm: 'RS256', expiresIn: '30d', jwtid: randomUUID() });`,
    },
  },
  {
    control: 13,
    rule: 'require-siwe-binding',
    filename: 'src/app/api/siwe/verify/route.ts',
    bad: {
      'a signature alone': `import { SiweMessage } from 'siwe';
export async function POST(request: Request) {
  const { message, signature } = await request.json();
  const { data } = await new SiweMessage(message).verify({ signature });
  return Response.json({ address: data.address });
}`,
      'a domain that the message brings along': `import { SiweMessage } from 'siwe';
export async function verify(message: string, signature: string, nonce: string) {
  const siwe = new SiweMessage(message);
  return siwe.verify({ signature, nonce, domain: siwe.domain });
}`,
      'an address as it is spelt': `import { recoverMessageAddress } from 'viem';
export async function isFrom(claimed: string, message: string, signature: \`0x\${string}\`) {
  return (await recoverMessageAddress({ message, signature })) === claimed;
}`,
    },
    recipe: {
      'nonce, domain and chain of the server, and the checksum': `import { SiweMessage } from 'siwe';
import { getAddress } from 'viem';
export async function signIn(message: string, signature: string, claimed: string) {
  const siwe = new SiweMessage(message);
  const nonce = await redis.getdel(\`siwe:\${siwe.nonce}\`);
  if (!nonce || siwe.chainId !== 1) throw new Error('refused');
  const { data } = await siwe.verify({ signature, nonce, domain: 'app.acme.dev', time: new Date().toISOString() });
  if (getAddress(data.address) !== getAddress(claimed)) throw new Error('refused');
  return data.address;
}`,
    },
  },
  {
    control: 15,
    rule: 'no-nonatomic-token-consume',
    filename: 'src/lib/csrf.ts',
    bad: {
      'a CSRF token is read, compared and deleted': `import { redis } from '@/lib/redis';
export async function consumeCsrfToken(sessionId: string, token: string): Promise<boolean> {
  const stored = await redis.get(\`csrf:\${sessionId}\`);
  if (stored !== token) return false;
  await redis.del(\`csrf:\${sessionId}\`);
  return true;
}`,
      'a reset token is marked whether or not it is still unused': `import { prisma } from '@/lib/prisma';
export async function useResetToken(token: string): Promise<string> {
  const row = await prisma.passwordResetToken.findUnique({ where: { token } });
  if (!row || row.usedAt) throw new Error('invalid');
  await prisma.passwordResetToken.update({ where: { id: row.id }, data: { usedAt: new Date() } });
  return row.userId;
}`,
    },
    recipe: {
      'one command reads and deletes': `import { redis } from '@/lib/redis';
export async function consumeCsrfToken(sessionId: string, token: string): Promise<boolean> {
  const stored = await redis.getdel(\`csrf:\${sessionId}\`);
  return stored === token;
}`,
      'the mark is the check': `import { prisma } from '@/lib/prisma';
export async function useResetToken(id: string): Promise<void> {
  const { count } = await prisma.passwordResetToken.updateMany({ where: { id, usedAt: null }, data: { usedAt: new Date() } });
  if (count === 0) throw new Error('invalid');
}`,
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
    control: 17,
    rule: 'min-token-entropy',
    filename: 'src/lib/tokens.ts',
    bad: {
      'a session id of 16 bytes': `import { randomBytes } from 'node:crypto';
export const newSession = () => ({ sessionId: randomBytes(16).toString('hex') });`,
      'the beginning of a UUID': `export const inviteToken = crypto.randomUUID().slice(0, 8);`,
    },
    recipe: {
      '32 bytes': `import { randomBytes } from 'node:crypto';
export const csrfToken = () => randomBytes(32).toString('hex');
export const newSession = () => ({ sessionId: randomBytes(32).toString('base64url') });`,
      'a nonce for one page': `export function withCsp(headers: Headers) {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  headers.set('Content-Security-Policy', \`script-src 'nonce-\${nonce}' 'strict-dynamic'\`);
}`,
    },
  },
  {
    control: 23,
    rule: 'require-encryption-context',
    filename: 'src/lib/patients.ts',
    bad: {
      'no context': `import { kms } from '@/lib/kms';
export const encryptedSsn = (ssn: string) => kms.encrypt(ssn, { keyId: KMS_KEY_ID });`,
      'a data key for any row': `import { GenerateDataKeyCommand } from '@aws-sdk/client-kms';
export const dataKey = () => client.send(new GenerateDataKeyCommand({ KeyId: KMS_KEY_ID, KeySpec: 'AES_256' }));`,
      'GCM without additional authenticated data': `import { createCipheriv } from 'node:crypto';
export function encryptSsn(ssn: string) {
  const cipher = createCipheriv('aes-256-gcm', KEY, iv());
  return Buffer.concat([cipher.update(ssn, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}`,
    },
    recipe: {
      'bound to the user': `import { kms } from '@/lib/kms';
export async function saveSsn(userId: string, plaintext: string) {
  const encryptedSSN = await kms.encrypt(plaintext, { keyId: KMS_KEY_ID, context: { userId } });
  await db.update(users).set({ ssnEncrypted: encryptedSSN }).where(eq(users.id, userId));
}
export async function ssnOf(user: User, userId: string) {
  const plaintext = await kms.decrypt(user.ssnEncrypted, { context: { userId } });
  return plaintext;
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
    control: 33,
    rule: 'no-nonatomic-rate-limit',
    filename: 'src/lib/rate-limit.ts',
    bad: {
      'INCR, then EXPIRE': `import { redis } from '@/lib/redis';
export async function limit(bucket: string, subject: string): Promise<void> {
  const key = \`rl:\${bucket}:\${subject}\`;
  const count = await redis.incr(key);
  if (count === 1) await redis.expire(key, 60);
  if (count > 10) throw new Error('too many requests');
}`,
    },
    recipe: {
      'one transaction': `import { redis } from '@/lib/redis';
export async function limit(bucket: string, subject: string): Promise<void> {
  const key = \`rl:\${bucket}:\${subject}\`;
  const [count] = await redis.multi().incr(key).expire(key, 60, 'NX').exec<[number, number]>();
  if (count > 10) throw new Error('too many requests');
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
  {
    control: 50,
    rule: 'no-secret-in-command',
    filename: 'scripts/backup.ts',
    bad: {
      'a password in the command': `import { execSync } from 'node:child_process';
execSync(\`pg_dump "postgres://app:\${process.env.DB_PASSWORD}@db.acme.test/app" > dump.sql\`);`,
      'a token among the arguments': `import { spawn } from 'node:child_process';
spawn('vercel', ['deploy', '--token', process.env.VERCEL_TOKEN!]);`,
    },
    recipe: {
      'in the environment': `import { spawn } from 'node:child_process';
spawn('pg_dump', ['--host', 'db.acme.test', 'app'], { env: { ...process.env, PGPASSWORD: process.env.DB_PASSWORD } });`,
      'on standard input': `import { execFileSync } from 'node:child_process';
execFileSync('docker', ['login', '--username', 'ci', '--password-stdin'], { input: process.env.REGISTRY_TOKEN });`,
    },
  },
  {
    control: 53,
    rule: 'no-public-bucket',
    filename: 'src/lib/uploads.ts',
    bad: {
      'public objects': `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
export const put = (s3: S3Client, Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: process.env.UPLOADS, Key, Body, ACL: 'public-read' }));`,
      'Block Public Access is off': `import { PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
export const open = (s3: S3Client) => s3.send(new PutPublicAccessBlockCommand({ Bucket: process.env.UPLOADS, PublicAccessBlockConfiguration: { BlockPublicAcls: false } }));`,
    },
    recipe: {
      'a private object, and Block Public Access on': `import { PutObjectCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
export const put = (s3: S3Client, Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: process.env.UPLOADS, Key, Body, ServerSideEncryption: 'aws:kms' }));
export const close = (s3: S3Client) => s3.send(new PutPublicAccessBlockCommand({ Bucket: process.env.UPLOADS, PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } }));`,
    },
  },
  {
    control: 54,
    rule: 'require-bounded-upload',
    filename: 'src/lib/uploads.ts',
    bad: {
      'neither type nor size': `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
export const sign = (s3: S3Client, Key: string) => getSignedUrl(s3, new PutObjectCommand({ Bucket: process.env.UPLOADS, Key }), { expiresIn: 300 });`,
      'for a week': `import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
export const sign = (s3: S3Client, Key: string) => createPresignedPost(s3, { Bucket: process.env.UPLOADS, Key, Conditions: [['content-length-range', 1, 1_000_000], ['eq', '$Content-Type', 'image/png']], Expires: 604_800 });`,
    },
    recipe: {
      'type, size, five minutes, the folder of the tenant': `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
export const sign = (s3: S3Client, tenantId: string, size: number) => getSignedUrl(s3, new PutObjectCommand({ Bucket: process.env.UPLOADS, Key: \`\${tenantId}/\${crypto.randomUUID()}\`, ContentType: 'image/png', ContentLength: size }), { expiresIn: 300, signableHeaders: new Set(['content-type']) });`,
    },
  },
  {
    control: 58,
    rule: 'require-baa-guard',
    filename: 'src/lib/notify.ts',
    bad: {
      'a comment instead of an assertion': `import { Resend } from 'resend';
const resend = new Resend(process.env.RESEND_API_KEY);
// TODO: confirm Resend BAA before prod
export const notify = (to: string, visit: Visit) => resend.emails.send({ from: 'clinic@example.com', to, subject: 'Your visit', text: visit.diagnosis });`,
    },
    recipe: {
      'an assertion at run time': `import { Resend } from 'resend';
const resend = new Resend(process.env.RESEND_API_KEY);
export async function notify(to: string, visit: Visit) {
  if (process.env.RESEND_BAA_SIGNED !== 'true' && containsPHI(visit)) {
    throw new Error('Cannot send PHI without signed BAA. Set RESEND_BAA_SIGNED=true after confirmation.');
  }
  await resend.emails.send({ from: 'clinic@example.com', to, subject: 'Your visit', text: visit.diagnosis });
}`,
    },
  },
  {
    control: 59,
    rule: 'no-comment-only-control',
    filename: 'src/lib/notify.ts',
    bad: {
      'a comment about the agreement': `// TODO: confirm Resend BAA before prod
export const send = (to: string, html: string) => deliver({ to, html });`,
      'a limiter that is to come': `export async function POST(request: Request) {
  // TODO: add rate limiting
  return Response.json(await signIn(await request.json()));
}`,
    },
    recipe: {
      'an assertion at run time': `export function send(to: string, html: string) {
  if (process.env.RESEND_BAA_SIGNED !== 'true') throw new Error('Cannot send PHI without signed BAA. Set RESEND_BAA_SIGNED=true after confirmation.');
  return deliver({ to, html });
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
