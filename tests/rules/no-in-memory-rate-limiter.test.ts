import type { InvalidTestCase, TestCaseError, ValidTestCase } from '@typescript-eslint/rule-tester';
import rule from '../../src/rules/no-in-memory-rate-limiter.js';
import { ruleTester } from '../helpers/rule-tester.js';

type MessageIds = 'handWritten' | 'library';
type Options = readonly unknown[];

const valid = (name: string, code: string, filename = 'src/server/limit.ts'): ValidTestCase<Options> => ({ name, code, filename });

interface Position {
  readonly line: number;
  readonly column: number;
}

function invalid(name: string, code: string, errors: readonly TestCaseError<MessageIds>[], filename = 'src/server/limit.ts'): InvalidTestCase<MessageIds, Options> {
  return { name, code, filename, errors };
}

/** The place of the state's name in the code, from its declaration. */
function at(code: string, text: string): Position {
  const index = code.indexOf(text);
  if (index < 0) throw new Error(`not in the code: ${text}`);
  const lines = code.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** A hand-written limiter: what keeps the state (at its declaration), who refuses, and the numbers for the remedy. */
function hand(name: string, code: string, found: { state: string; by: string; limit?: string; window?: string; at?: string }, filename?: string): InvalidTestCase<MessageIds, Options> {
  const { state, by, limit = '10', window = '60 s' } = found;
  return invalid(name, code, [{ messageId: 'handWritten', data: { state, limiter: by === 'the code' ? by : `\`${by}()\``, limit, window }, ...at(code, found.at ?? state) }], filename);
}

const NO_STORE = 'no `store` is given';
const REDIS_STORE = 'Give it a shared store: `store: new RedisStore({ … })`.';
const MEMORY_STORE = 'Give it a shared store instead, such as its `RedisStore`.';
const FASTIFY = { library: '@fastify/rate-limit', because: 'neither `redis` nor `store` is given', remedy: 'Pass `redis: new Redis(url)` (ioredis) or a shared `store`.' };
const NEST = { library: '@nestjs/throttler', remedy: 'Write `ThrottlerModule.forRoot({ throttlers: […], storage: new ThrottlerStorageRedisService(url) })`.' };
const FLEXIBLE = { library: 'rate-limiter-flexible', because: 'it is a `RateLimiterMemory`', remedy: 'Use `RateLimiterRedis` (or another shared store) and keep this one as its `insuranceLimiter`.' };
const HONO = { library: 'hono-rate-limiter', because: 'neither `store` nor `binding` is given', remedy: 'Pass `store: new RedisStore({ client })` of `@hono-rate-limiter/redis`, or a `binding` on Cloudflare.' };
const BETTER_AUTH_REMEDY = "Set `storage: 'database'`, or `secondaryStorage` with `storage: 'secondary-storage'`.";

/** A limiter of a library, reported at the callee; `export` for a plugin that a loader takes from the file. */
function library(name: string, code: string, call: string, fact: { library: string; because: string; remedy: string }, filename?: string): InvalidTestCase<MessageIds, Options> {
  if (call === 'export') return invalid(name, code, [{ messageId: 'library', data: { call: 'The exported plugin', ...fact }, ...at(code, 'export default') }], filename);
  const { line, column } = at(code, `${call}(`);
  return invalid(name, code, [{ messageId: 'library', data: { call: `\`${call}()\``, ...fact }, line, column: column + (call.startsWith('new ') ? 4 : 0) }], filename);
}

const FIXED_WINDOW = `
const loginAttempts = new Map<string, { count: number; resetAt: number }>();
const WINDOW = 15 * 60 * 1000;

function checkRateLimit(ip: string): { allowed: boolean; retryAfter?: number } {
  const now = Date.now();
  const entry = loginAttempts.get(ip);
  if (!entry || now > entry.resetAt) {
    loginAttempts.set(ip, { count: 1, resetAt: now + WINDOW });
    return { allowed: true };
  }
  if (entry.count >= 5) return { allowed: false, retryAfter: Math.ceil((entry.resetAt - now) / 1000) };
  entry.count++;
  return { allowed: true };
}

export async function POST(request: Request) {
  const check = checkRateLimit(request.headers.get('x-forwarded-for') ?? 'unknown');
  if (!check.allowed) return Response.json({ error: 'slow down' }, { status: 429 });
  return Response.json({ ok: true });
}`;

/** The same limiter with every telling name taken away. */
const NAMELESS = `
const m = new Map<string, { n: number; t: number }>();
export function ok(k: string) {
  const now = Date.now();
  const e = m.get(k);
  if (!e || now > e.t) {
    m.set(k, { n: 1, t: now + 60_000 });
    return true;
  }
  if (e.n >= 20) return false;
  e.n++;
  return true;
}`;

ruleTester.run('no-in-memory-rate-limiter', rule, {
  valid: [
    // in the browser, also without a directive
    valid('a hook', `
import { useCallback } from 'react';
const shown = new Map();
function isRateLimited(kind) {
  const recent = (shown.get(kind) ?? []).filter((at) => Date.now() - at < 60_000);
  if (recent.length >= 3) return true;
  shown.set(kind, [...recent, Date.now()]);
  return false;
}
export function useToasts(add) {
  return useCallback((toast) => { if (!isRateLimited(toast.kind)) add(toast); }, [add]);
}`),
    // what is held against a limit is not what is counted
    valid('rooms with a version', `
const rooms = new Map();
setInterval(() => rooms.delete('old'), 60_000);
export function join(name) {
  const entry = rooms.get(name);
  entry.joins += 1;
}
export function merge(name, version) {
  const room = rooms.get(name);
  const isStale = (current) => {
    if (version !== undefined) return version <= current;
    return false;
  };
  if (isStale(room.version ?? 0)) return 'stale';
  room.version = version;
}`),
    // the recipe of the policy
    valid('Upstash, as the policy writes it', `
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
class RateLimitError extends Error {}
const ratelimit = new Ratelimit({
  redis: new Redis({ url: process.env.UPSTASH_URL, token: process.env.UPSTASH_TOKEN }),
  limiter: Ratelimit.fixedWindow(10, '60 s'),
});
export async function limit(bucket: string, subject: string) {
  const { success } = await ratelimit.limit(\`\${bucket}:\${subject}\`);
  if (!success) throw new RateLimitError();
}`),
    valid('the block cache of Upstash is not the count', `
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
const cache = new Map();
export const ratelimit = new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.slidingWindow(10, '10 s'), ephemeralCache: cache });`),
    // libraries with a store
    valid('express-rate-limit with a store', `
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
export const limiter = rateLimit({ windowMs: 60_000, limit: 5, store: new RedisStore({ sendCommand: (...args: string[]) => client.call(...args) }) });`),
    valid('a store in one environment only', `
import rateLimit from 'express-rate-limit';
app.use(rateLimit({ windowMs: 60_000, store: redis ? new RedisStore({ client: redis }) : undefined }));`),
    valid('a store by shorthand', `
import rateLimit from 'express-rate-limit';
export const make = (store) => rateLimit({ windowMs: 60_000, store });`),
    valid('options that a spread completes', `
import rateLimit from 'express-rate-limit';
import { shared } from './shared.js';
app.use(rateLimit({ ...shared, limit: 5 }));`),
    valid('options of another file', `
import rateLimit from 'express-rate-limit';
import { options } from './options.js';
app.use(rateLimit(options));`),
    valid('options of a parameter', `
import rateLimit from 'express-rate-limit';
export function limiter(overrides) { return rateLimit({ windowMs: 1000, ...overrides }); }`),
    valid('a spread of a local object with a store', `
import rateLimit from 'express-rate-limit';
const shared = { store: new RedisStore({ client }) };
app.use(rateLimit({ windowMs: 1000, ...shared }));`),
    valid('a memory store only where there is no Redis', `
import rateLimit, { MemoryStore } from 'express-rate-limit';
app.use(rateLimit({ store: process.env.REDIS_URL ? new RedisStore({ client }) : new MemoryStore() }));`),
    valid('@fastify/rate-limit with redis by shorthand', `
import fp from 'fastify-plugin';
import rateLimit from '@fastify/rate-limit';
export default fp(async (fastify) => { await fastify.register(rateLimit, { max: 100, redis }); });`),
    valid('@fastify/rate-limit with a store', `
import rateLimit from '@fastify/rate-limit';
app.register(rateLimit, { store: PgStore });`),
    valid('@fastify/rate-limit with unknown options', `
import rateLimit from '@fastify/rate-limit';
app.register(rateLimit, config.rateLimit);`),
    valid('@fastify/rate-limit, loaded automatically, with redis', `
import rateLimit from '@fastify/rate-limit';
export const autoConfig = (fastify) => ({ max: 100, redis: fastify.redis });
export default rateLimit;`, 'src/plugins/rate-limit.ts'),
    valid('@fastify/rate-limit, handed on for others to configure', `
import rateLimit from '@fastify/rate-limit';
export default rateLimit;`),
    valid('rate-limiter-flexible on Redis, memory as its insurance', `
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
const memory = new RateLimiterMemory({ points: 10, duration: 1 });
export const limiter = new RateLimiterRedis({ storeClient: redis, points: 10, duration: 1, insuranceLimiter: memory });`),
    valid('the insurance written in place', `
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
export const limiter = new RateLimiterPostgres({ storeClient: pool, points: 10, insuranceLimiter: new RateLimiterMemory({ points: 10 }) });`),
    valid('the insurance as a field', `
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
export class Limits {
  private static readonly standIn = new RateLimiterMemory({ points: 10 });
  static get main() { return new RateLimiterRedis({ storeClient: redis, insuranceLimiter: this.standIn }); }
}`),
    valid('a queue that paces our own calls', `
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
const pace = new RateLimiterMemory({ points: 1, duration: 1 });
export const queue = new RateLimiterQueue(pace);`),
    valid('memory after an early return with Redis', `
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
function make() {
  if (env.REDIS_URL && client) return new RateLimiterRedis({ storeClient: client, points: 15 });
  return new RateLimiterMemory({ points: 15, duration: 60 });
}
export const limiter = make();`),
    valid('hono-rate-limiter with a store or a binding', `
import { rateLimiter } from 'hono-rate-limiter';
app.use(rateLimiter({ windowMs: 1000, limit: 5, keyGenerator, store: new RedisStore({ client }) }));
app.use(rateLimiter({ binding: (c) => c.env.LIMITER, keyGenerator }));`),
    valid('koa-ratelimit on redis', `
import ratelimit from 'koa-ratelimit';
app.use(ratelimit({ driver: 'redis', db: new Redis(), max: 100 }));`),
    valid('koa2-ratelimit with a default store', `
const { RateLimit, Stores } = require('koa2-ratelimit');
RateLimit.defaultOptions({ store: new Stores.Redis({ socket }) });
app.use(RateLimit.middleware({ interval: 1000, max: 5 }));`),
    valid('Nest with a storage', `
import { ThrottlerModule } from '@nestjs/throttler';
@Module({ imports: [ThrottlerModule.forRoot({ throttlers: [{ ttl: 60_000, limit: 10 }], storage: new ThrottlerStorageRedisService() })] })
export class AppModule {}`),
    valid('Nest, asynchronously, with a storage', `
import { ThrottlerModule } from '@nestjs/throttler';
const throttler = ThrottlerModule.forRootAsync({ inject: [Redis], useFactory: (redis) => ({ throttlers: [{ ttl: 1, limit: 1 }], storage: new Storage(redis) }) });`),
    valid('Nest, configured by a class elsewhere', `
import { ThrottlerModule } from '@nestjs/throttler';
const throttler = ThrottlerModule.forRootAsync({ useClass: ThrottlerConfig });`),
    valid('Nest, configured by a function of another file', `
import { ThrottlerModule } from '@nestjs/throttler';
import { throttlerOptions } from './options.js';
const throttler = ThrottlerModule.forRootAsync({ useFactory: throttlerOptions });`),
    valid('better-auth with a database, with secondary storage, without limits', `
import { betterAuth } from 'better-auth';
export const a = betterAuth({ rateLimit: { enabled: true, storage: 'database' } });
export const b = betterAuth({ rateLimit: { enabled: true }, secondaryStorage });
export const c = betterAuth({ rateLimit: { enabled: false, storage: 'memory' } });
export const d = betterAuth({ rateLimit: { customStorage } });
export const e = betterAuth({ database });`),
    valid('elysia-rate-limit with a context', `
import { rateLimit } from 'elysia-rate-limit';
app.use(rateLimit({ max: 10, context: new RedisContext() }));`),
    valid('a function of this project that has the name', `
import { rateLimit } from './rate-limit.js';
export const limiter = rateLimit({ windowMs: 1000 });`),
    valid('GraphQL with a store', `
import { createRateLimitDirective, RedisStore } from 'graphql-rate-limit';
export const rateLimit = createRateLimitDirective({ identifyContext: (ctx) => ctx.id, store: new RedisStore(client) });`),

    // where it runs
    valid('a limiter for developers', `
import rateLimit from 'express-rate-limit';
if (process.env.NODE_ENV !== 'production') app.use(rateLimit({ windowMs: 1000 }));`),
    valid('the stand-in for development after a check of the environment', `
const hits = new Map<string, number[]>();
export async function limit(key: string) {
  if (process.env.NODE_ENV === 'production') return shared(key);
  const now = Date.now();
  const recent = (hits.get(key) ?? []).filter((t) => now - t < 1000);
  if (recent.length >= 5) return { success: false };
  hits.set(key, [...recent, now]);
  return { success: true };
}`),
    valid('used only where isDev', `
const hits = new Map<string, { count: number; resetAt: number }>();
function devLimit(key: string) {
  const entry = hits.get(key);
  if (!entry || Date.now() > entry.resetAt) { hits.set(key, { count: 1, resetAt: Date.now() + 1000 }); return true; }
  return ++entry.count <= 5;
}
export const allow = (key: string) => (isDev ? devLimit(key) : remote.allow(key));`),
    valid('while Redis is not configured', `
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
const ratelimit = process.env.UPSTASH_REDIS_REST_URL ? new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.slidingWindow(5, '60 s') }) : null;
const memory = new Map<string, { count: number; resetAt: number }>();
function memoryLimit(key: string) {
  const now = Date.now();
  const entry = memory.get(key);
  if (!entry || entry.resetAt < now) { memory.set(key, { count: 1, resetAt: now + 60_000 }); return { success: true }; }
  entry.count += 1;
  return { success: entry.count <= 5 };
}
export async function limit(key: string) {
  if (!ratelimit) return memoryLimit(key);
  return ratelimit.limit(key);
}`),
    valid('while Redis does not answer', `
import { redis } from '@/lib/redis';
const local = new Map<string, number[]>();
function localLimit(key: string) {
  const now = Date.now();
  const recent = (local.get(key) ?? []).filter((t) => now - t < 60_000);
  recent.push(now);
  local.set(key, recent);
  return recent.length <= 10;
}
export async function allow(key: string) {
  try {
    return (await redis.incr(key)) <= 10;
  } catch {
    return localLimit(key);
  }
}`),
    valid('a first line in front of the shared count', `
const burst = new Map<string, { count: number; resetAt: number }>();
export async function check(ip: string) {
  const now = Date.now();
  const entry = burst.get(ip);
  if (entry && entry.resetAt > now && entry.count >= 50) return new Response(null, { status: 429 });
  burst.set(ip, { count: (entry?.count ?? 0) + 1, resetAt: now + 1000 });
  const used = await redis.incr(ip);
  return used > 10 ? new Response(null, { status: 429 }) : null;
}`),
    valid('a class that says it is the fallback', `
export class FallbackRateLimiter {
  private buckets = new Map<string, { count: number; resetAt: number }>();
  allow(key: string): boolean {
    const now = Date.now();
    const bucket = this.buckets.get(key);
    if (!bucket || now > bucket.resetAt) { this.buckets.set(key, { count: 1, resetAt: now + 1000 }); return true; }
    bucket.count++;
    return bucket.count <= 5;
  }
}`),
    valid('made only where there is no Redis', `
class MemoryLimiter {
  private hits = new Map<string, { count: number; resetAt: number }>();
  allow(key: string) {
    const now = Date.now();
    const entry = this.hits.get(key);
    if (!entry || now > entry.resetAt) { this.hits.set(key, { count: 1, resetAt: now + 1000 }); return true; }
    return ++entry.count <= 5;
  }
}
export const limiter = process.env.REDIS_URL ? new RedisLimiter(process.env.REDIS_URL) : new MemoryLimiter();`),
    valid('made at the end of a function that tries the shared one first', `
class LocalLimiter {
  private hits = new Map<string, { count: number; resetAt: number }>();
  limit(key: string) {
    const now = Date.now();
    let entry = this.hits.get(key);
    if (!entry || now >= entry.resetAt) entry = { count: 0, resetAt: now + 60_000 };
    entry.count += 1;
    this.hits.set(key, entry);
    return { success: entry.count <= 20 };
  }
}
function make() {
  if (process.env.UPSTASH_REDIS_REST_URL) {
    try { return load('@upstash/ratelimit', process.env.UPSTASH_REDIS_REST_URL); } catch {}
  }
  return new LocalLimiter();
}
export const limiter = make();`),
    valid('a limiter in a test file', FIXED_WINDOW, 'src/routes/login.test.ts'),
    { name: 'accepted in the prototype phase', code: FIXED_WINDOW, filename: 'app/api/login/route.ts', options: [{ phase: 'prototype' }] },
    valid('a test', `import rateLimit from 'express-rate-limit'; app.use(rateLimit());`, 'tests/app.ts'),
    valid('a client component: who sits in front of it can clear it', `'use client';${FIXED_WINDOW}`, 'components/form.tsx'),
    valid('a worker', FIXED_WINDOW, 'src/workers/mail.worker.ts'),
    valid('a Durable Object is one for each key', `
import { DurableObject } from 'cloudflare:workers';
export class Limiter extends DurableObject {
  private hits = new Map<string, { count: number; resetAt: number }>();
  limit(key: string) {
    const now = Date.now();
    const entry = this.hits.get(key);
    if (!entry || now > entry.resetAt) { this.hits.set(key, { count: 1, resetAt: now + 1000 }); return { success: true }; }
    return { success: ++entry.count <= 5 };
  }
}`),
    valid('a Durable Object by its interface', `
export class Limiter implements DurableObject {
  private hits = new Map<string, number[]>();
  constructor(private readonly state: DurableObjectState) {}
  async fetch(request: Request) {
    const now = Date.now();
    const recent = (this.hits.get('k') ?? []).filter((t) => now - t < 1000);
    recent.push(now);
    this.hits.set('k', recent);
    return recent.length > 5 ? new Response('Too many requests', { status: 429 }) : new Response('ok');
  }
}`),

    // look-alikes
    valid('a cache with an expiry', `
const cache = new Map<string, { value: unknown; timestamp: number }>();
export async function get(key: string) {
  const entry = cache.get(key);
  if (entry && Date.now() - entry.timestamp < 60_000) return entry.value;
  const value = await load(key);
  cache.set(key, { value, timestamp: Date.now() });
  return value;
}`),
    valid('a cache of yes and no', `
const permissions = new Map<string, { allowed: boolean; expiresAt: number }>();
export async function can(user: string) {
  const known = permissions.get(user);
  if (known && known.expiresAt > Date.now()) return known.allowed;
  const allowed = await ask(user);
  permissions.set(user, { allowed, expiresAt: Date.now() + 5000 });
  return allowed;
}`),
    valid('a cache that counts its hits', `
import { LRUCache } from 'lru-cache';
const cache = new LRUCache<string, { value: string; hits: number }>({ max: 500, ttl: 1000 });
export function read(key: string) {
  const entry = cache.get(key);
  if (!entry) return undefined;
  entry.hits++;
  if (entry.hits > 100) promote(key);
  return entry.value;
}`),
    valid('sessions that expire', `
const sessions = new Map<string, { user: string; expiresAt: number }>();
export function userOf(id: string) {
  const session = sessions.get(id);
  if (!session || session.expiresAt < Date.now()) throw new Error('session expired');
  return session.user;
}`),
    valid('a message is handled once', `
const seen = new Map<string, number>();
export function isDuplicate(id: string) {
  const last = seen.get(id);
  if (last !== undefined && Date.now() - last < 60_000) return true;
  seen.set(id, Date.now());
  return false;
}`),
    valid('a counting map of one request', `
export function tooFrequent(words: string[]) {
  const counts = new Map<string, number>();
  for (const word of words) {
    const count = (counts.get(word) ?? 0) + 1;
    if (count > 5) return true;
    counts.set(word, count);
  }
  return false;
}`),
    valid('a counting map inside a handler, with callbacks', `
export async function POST(request: Request) {
  const attempts = new Map<string, number>();
  const items = await request.json();
  items.forEach((item) => {
    const count = (attempts.get(item.id) ?? 0) + 1;
    attempts.set(item.id, count);
    if (count > 3) throw new Error('too many');
  });
  return new Response(null, { status: 429 - 229 });
}`),
    valid('messages of one socket', `
wss.on('connection', (ws) => {
  const times: number[] = [];
  ws.on('message', () => {
    const now = Date.now();
    while (times.length > 0 && now - times[0] > 1000) times.shift();
    if (times.length > 10) { ws.close(1008, 'too many messages'); return; }
    times.push(now);
  });
});`),
    valid('counted by open connection', `
const counts = new Map<string, { count: number; resetAt: number }>();
io.on('connection', (socket) => {
  socket.use((_packet, next) => {
    const now = Date.now();
    const entry = counts.get(socket.id) ?? { count: 0, resetAt: now + 1000 };
    entry.count++;
    counts.set(socket.id, entry);
    if (entry.count > 20 && now < entry.resetAt) return next(new Error('rate limit exceeded'));
    next();
  });
});`),
    valid('a circuit breaker', `
const circuits = new Map<string, { failures: number; openUntil: number }>();
export function guard(host: string) {
  const circuit = circuits.get(host);
  if (circuit && circuit.failures >= 5 && circuit.openUntil > Date.now()) throw new Error('circuit open, retry after a while');
}
export function failed(host: string) {
  const circuit = circuits.get(host) ?? { failures: 0, openUntil: 0 };
  circuit.failures++;
  circuit.openUntil = Date.now() + 30_000;
  circuits.set(host, circuit);
}`),
    valid('attempts to reconnect', `
class Stream {
  private reconnectAttempts = new Map<string, number>();
  retry(id: string) {
    const attempts = this.reconnectAttempts.get(id) ?? 0;
    if (attempts >= 5) throw new Error('gave up');
    this.reconnectAttempts.set(id, attempts + 1);
    setTimeout(() => this.connect(id), 1000 * attempts);
  }
}
export const stream = new Stream();`),
    valid('failures counted for a retry', `
export class Persistence {
  private persistFailureCounts = new Map<string, number>();
  async store(id: string) {
    try { await save(id); this.persistFailureCounts.delete(id); }
    catch (error) {
      const count = (this.persistFailureCounts.get(id) ?? 0) + 1;
      this.persistFailureCounts.set(id, count);
      if (count < 5) throw error;
      report(error, Date.now());
    }
  }
}`),
    valid('how many run at once', `
const running = new Map<string, number>();
export async function run(tenant: string, job: () => Promise<void>) {
  const count = running.get(tenant) ?? 0;
  if (count >= 3) throw new Error('too many concurrent jobs, try again later');
  running.set(tenant, count + 1);
  try { await job(); } finally { running.set(tenant, (running.get(tenant) ?? 1) - 1); }
}
export const started = Date.now();`),
    valid('how many are connected at once', `
export class ConnectionLimit {
  open: Map<string, Set<string>> = new Map();
  onConnect(room: string) {
    const sockets = this.open.get(room) || new Set();
    return sockets.size >= 100 ? Promise.reject(TooManyConnections) : Promise.resolve();
  }
  connected(room: string, id: string) {
    const sockets = this.open.get(room) || new Set();
    sockets.add(id);
    this.open.set(room, sockets);
  }
  onDisconnect(room: string, id: string) { this.open.get(room)?.delete(id); }
}`),
    valid('streams that are open at once', `
const open: Record<string, number> = {};
export async function connect(user: string) {
  if ((open[user] ?? 0) >= 5) throw new HttpError(429, 'too many streams');
  open[user] = (open[user] ?? 0) + 1;
  stream.on('close', () => { open[user] -= 1; });
}`),
    valid('requests in flight', `
let active = 0;
app.use((req, res, next) => {
  if (active >= 100) return res.status(429).end();
  active++;
  res.on('finish', () => { active--; });
  next();
});
const started = Date.now();`),
    valid('requests in flight, with a queue that a timer empties', `
const bulkheads: Record<string, { busy: number; queued: number; waiting: Array<() => void> }> = {};
for (const name of NAMES) bulkheads[name] = { busy: 0, queued: 0, waiting: [] };
export async function enterBulkhead(name: string): Promise<boolean> {
  const state = bulkheads[name] || bulkheads.other;
  if (state.busy < LIMITS[name].most) { state.busy++; return true; }
  if (state.queued >= LIMITS[name].queue) { rejected.inc({ name, reason: 'queue_full' }); return false; }
  return new Promise((resolve) => {
    const timer = setTimeout(() => { state.waiting.splice(state.waiting.indexOf(go), 1); state.queued--; resolve(false); }, 1000);
    const go = () => { clearTimeout(timer); state.busy++; resolve(true); };
    state.waiting.push(go);
    state.queued++;
  });
}
function release(name: string) {
  const state = bulkheads[name];
  state.busy = Math.max(0, state.busy - 1);
  if (state.waiting.length > 0) { const next = state.waiting.shift(); state.queued--; if (next) next(); }
}
// rate limiting
app.addHook('onRequest', async (request, reply) => {
  if (!(await enterBulkhead('rate'))) return reply.status(429).send({ error: 'too many requests' });
});`),
    valid('statistics', `
const counts: Record<string, { count: number; last: number }> = {};
export function record(route: string) {
  const entry = (counts[route] ??= { count: 0, last: 0 });
  entry.count++;
  entry.last = Date.now();
  if (entry.count > 1000) flush(route);
}`),
    valid('a log that does not repeat itself', `
const lastLogged = new Map<string, { count: number; start: number }>();
export function shouldLog(key: string) {
  const now = Date.now();
  const entry = lastLogged.get(key);
  if (!entry || now - entry.start > 60_000) { lastLogged.set(key, { count: 1, start: now }); return true; }
  entry.count++;
  return entry.count <= 10;
}`),
    valid('a bounded history', `
const history: number[] = [];
export function note() {
  history.push(Date.now());
  if (history.length > 100) history.shift();
}`),
    valid('full or old: time for a new one', `
const spans = new Map<string, { iterations: number; since: number }>();
export function shouldRotate(id: string) {
  const span = spans.get(id);
  if (!span) { spans.set(id, { iterations: 1, since: Date.now() }); return false; }
  span.iterations++;
  return span.iterations >= 100 || Date.now() - span.since > 60_000;
}`),
    valid('counted down, or old: time for a new one', `
class Spans {
  private states = new Map<string, { countdown: number; startedAt: Date }>();
  tick(id: string) { const state = this.states.get(id); if (state) { state.countdown--; state.seen += 1; } }
  shouldRotate(id: string, force: boolean) {
    const state = this.states.get(id);
    if (!state) return true;
    return state.countdown <= 0 || force || Date.now() - state.startedAt.getTime() > 60_000;
  }
}
export const spans = new Spans();`),
    valid('neither full nor old', `
const batches = new Map<string, { size: number; since: number }>();
export function canJoin(id: string) {
  const now = Date.now();
  const batch = batches.get(id) ?? { size: 0, since: now };
  batch.size++;
  batches.set(id, batch);
  return batch.size < 100 && now - batch.since < 60_000;
}`),
    valid('a full queue', `
const queue: { at: number; job: () => void }[] = [];
export function enqueue(job: () => void) {
  if (queue.length >= 1000) throw new Error('queue is full');
  queue.push({ at: Date.now(), job });
}`),
    valid('the calls we make ourselves wait', `
const calls: number[] = [];
export async function paced<T>(call: () => Promise<T>) {
  const now = Date.now();
  while (calls.length > 0 && now - calls[0] > 1000) calls.shift();
  if (calls.length >= 10) await sleep(1000 - (now - calls[0]));
  calls.push(Date.now());
  return call();
}`),
    valid('our own budget with a provider', `
class GitHubClient {
  private requestTimes: number[] = [];
  private check() {
    const now = Date.now();
    this.requestTimes = this.requestTimes.filter((t) => now - t < 60_000);
    if (this.requestTimes.length >= 30) throw new Error('GitHub rate limit exceeded');
    this.requestTimes.push(now);
  }
}
export const github = new GitHubClient();`),
    valid('packages that pace our own calls', `
import pLimit from 'p-limit';
import { RateLimiter } from 'limiter';
import Bottleneck from 'bottleneck';
const limit = pLimit(5);
const limiter = new RateLimiter({ tokensPerInterval: 10, interval: 'second' });
const bottleneck = new Bottleneck({ minTime: 100 });
const since = Date.now();`),
    valid('a registry of limiters', `
import { RateLimiterRedis } from 'rate-limiter-flexible';
export class Limits {
  static readonly rateLimiterMap = new Map<string, RateLimiterRedis>();
  static of(path: string) {
    const limiter = this.rateLimiterMap.get(path);
    if (limiter) return limiter;
    const made = new RateLimiterRedis({ storeClient: redis, points: 10, duration: Date.now() > 0 ? 1 : 2 });
    this.rateLimiterMap.set(path, made);
    return made;
  }
}`),
    valid('a weak map of request objects', `
const started = new WeakMap<object, number>();
export function tooSlow(request: object) {
  const at = started.get(request);
  if (at !== undefined && Date.now() - at > 1000) return new Response(null, { status: 429 });
  started.set(request, Date.now());
  return null;
}`),
    valid('a database that counts', `
export async function allow(ip: string) {
  const { data } = await supabase.rpc('check_rate_limit', { key: ip, max: 10, since: Date.now() - 60_000 });
  return data === true;
}`),
    valid('Redis that counts', `
export async function limited(ip: string) {
  const count = await redis.incr(\`rl:\${ip}\`);
  if (count === 1) await redis.expire(\`rl:\${ip}\`, 60);
  return count > 10 ? new Response('Too many requests', { status: 429, headers: { date: new Date().toUTCString() } }) : null;
}`),
    valid('an upstream that told us to wait', `
const providerCooldowns = new Map<string, number>();
export function assertUsable(provider: string) {
  const until = providerCooldowns.get(provider);
  if (until !== undefined && until > Date.now()) return false;
  return true;
}
export function note(provider: string, response: Response) {
  providerCooldowns.set(provider, Date.now() + Number(response.headers.get('retry-after')) * 1000);
}`),
    valid('what we fetch from others', `
const fetchesByOrigin = new Map<string, { starts: number[] }>();
export function permit(origin: string) {
  const now = Date.now();
  const state = fetchesByOrigin.get(origin) ?? { starts: [] };
  state.starts = state.starts.filter((t) => now - t < 60_000);
  if (state.starts.length >= 10) throw new Error('metadata of this origin is unavailable');
  state.starts.push(now);
  fetchesByOrigin.set(origin, state);
}`),
    valid('a guess of one player', `
class Game {
  private guesses = new Map<string, number>();
  guess(word: string) {
    const count = (this.guesses.get(word) ?? 0) + 1;
    this.guesses.set(word, count);
    return count > 3 ? new Response('too many guesses', { status: 429 }) : null;
  }
}
export function POST() {
  const game = new Game();
  return game.guess('a') ?? new Response(String(Date.now()));
}`),
    valid('a hook', `
export function useThrottle() {
  const calls: number[] = [];
  return { allow() { const now = Date.now(); calls.push(now); return calls.filter((t) => now - t < 1000).length <= 3; } };
}`, 'src/hooks/use-throttle.ts'),
    valid('a file without any clock', `
const votes = new Map<string, number>();
export function vote(id: string) {
  const count = (votes.get(id) ?? 0) + 1;
  if (count > 3) return false;
  votes.set(id, count);
  return true;
}`),
  ],

  invalid: [
    // written by hand: maps
    hand('a map in a route file', FIXED_WINDOW, { state: 'loginAttempts', by: 'checkRateLimit', limit: '5', window: '15 m' }, 'app/api/login/route.ts'),
    hand('by what it does, without any name', NAMELESS, { state: 'm', by: 'ok', limit: '20', at: 'm = new' }),
    hand('whatever stands between new and Map', NAMELESS.replace('new Map<', 'new\n  Map<'), { state: 'm', by: 'ok', limit: '20', at: 'm = new' }),
    hand('a list of times for each key, that throws', `
const aiBucket = new Map<string, number[]>();
const WINDOW_MS = 60_000;
const MAX = Number(process.env.AI_MAX || 10);
function check(tenant: string) {
  const now = Date.now();
  const list = aiBucket.get(tenant) || [];
  const recent = list.filter((t) => now - t < WINDOW_MS);
  if (recent.length >= MAX) throw new BadRequestException('Rate limit exceeded');
  recent.push(now);
  aiBucket.set(tenant, recent);
}`, { state: 'aiBucket', by: 'check' }),
    hand('a list that is rebuilt by a spread', `
const hits = new Map<string, number[]>();
export function allow(key: string, limit = 5) {
  const now = Date.now();
  const recent = (hits.get(key) ?? []).filter((t) => t > now - 30_000);
  hits.set(key, [...recent, now]);
  return recent.length < limit;
}`, { state: 'hits', by: 'allow', window: '60 s' }),
    hand('a middleware factory over a shared map', `
const rateLimitStore = new Map<string, Entry>();
setInterval(() => { for (const [key, entry] of rateLimitStore.entries()) if (entry.resetTime < Date.now()) rateLimitStore.delete(key); }, 300_000);
export function rateLimit({ windowMs, maxRequests }: Config) {
  return async function middleware(request: Request, handler: () => Promise<Response>) {
    const now = Date.now();
    let entry = rateLimitStore.get(keyOf(request));
    if (!entry || entry.resetTime < now) {
      entry = { count: 0, resetTime: now + windowMs };
      rateLimitStore.set(keyOf(request), entry);
    }
    if (entry.count >= maxRequests) return Response.json({ code: 'RATE_LIMIT_EXCEEDED' }, { status: 429 });
    entry.count++;
    return handler();
  };
}`, { state: 'rateLimitStore', by: 'middleware' }),
    hand('a map inside a router factory', `
export function createRouter(service) {
  const router = Router();
  const buckets = new Map<string, number[]>();
  function guard(tenant: string) {
    const now = Date.now();
    const recent = (buckets.get(tenant) || []).filter((t) => now - t < 60_000);
    if (recent.length >= 10) throw new Error('Rate limit exceeded');
    recent.push(now);
    buckets.set(tenant, recent);
  }
  router.get('/payments', async (req, res) => { guard(req.user.tenant); res.json(await service.payments()); });
  return router;
}`, { state: 'buckets', by: 'guard' }),
    hand('a map inside a middleware factory', `
export function limiter(max = 100, windowMs = 60_000) {
  const store = new Map();
  return (req, res, next) => {
    const now = Date.now();
    const entry = store.get(req.ip) || { n: 0, since: now };
    if (now - entry.since > windowMs) { entry.n = 0; entry.since = now; }
    entry.n += 1;
    store.set(req.ip, entry);
    if (entry.n > max) return res.status(429).send('later');
    next();
  };
}`, { state: 'store', by: 'limiter', at: 'store = new', limit: '10', window: '60 s' }),
    hand('a closure that returns an object with a named check', `
function create(limit: number) {
  const attempts = new Map<string, { count: number; first: number }>();
  const check = (key: string) => {
    const entry = attempts.get(key) ?? { count: 0, first: Date.now() };
    if (Date.now() - entry.first > 60_000) entry.count = 0;
    entry.count++;
    attempts.set(key, entry);
    return { ok: entry.count <= limit };
  };
  return { check, reset: () => attempts.clear() };
}
export const signIn = create(5);`, { state: 'attempts', by: 'check' }),
    hand('a plugin that registers a hook', `
import fp from 'fastify-plugin';
export default fp(async (fastify) => {
  const requests = new Map<string, number[]>();
  fastify.addHook('onRequest', async (request, reply) => {
    const now = Date.now();
    const recent = (requests.get(request.ip) ?? []).filter((t) => now - t < 1000);
    recent.push(now);
    requests.set(request.ip, recent);
    if (recent.length > 50) return reply.code(429).send();
  });
});`, { state: 'requests', by: 'the code', limit: '50', window: '1 s' }),
    hand('an immediately called function', `
export const allow = (() => {
  const hits = new Map<string, { count: number; until: number }>();
  return (key: string) => {
    const now = Date.now();
    const hit = hits.get(key);
    if (!hit || hit.until < now) { hits.set(key, { count: 1, until: now + 10_000 }); return true; }
    return ++hit.count <= 3;
  };
})();`, { state: 'hits', by: 'the code', limit: '3', window: '10 s' }),

    // other containers
    hand('an object literal as the store', `
const ips: Record<string, { count: number; start: number }> = {};
export function limited(ip: string) {
  const now = Date.now();
  if (!ips[ip] || now - ips[ip].start > 60_000) ips[ip] = { count: 0, start: now };
  ips[ip].count += 1;
  return ips[ip].count > 30;
}`, { state: 'ips', by: 'limited', limit: '30' }),
    hand('an object without a prototype', `
const hits = Object.create(null);
export function middleware(req, res, next) {
  const now = Date.now();
  const entry = hits[req.ip] ??= { count: 0, at: now };
  if (now - entry.at > 1000) { entry.count = 0; entry.at = now; }
  if (++entry.count > 10) { res.statusCode = 429; return res.end(); }
  next();
}`, { state: 'hits', by: 'middleware', limit: '10', window: '1 s' }),
    hand('a plain map of counts that a timer clears', `
const counts = new Map<string, number>();
setInterval(() => counts.clear(), 60_000);
export function allow(ip: string) {
  const count = (counts.get(ip) ?? 0) + 1;
  counts.set(ip, count);
  return count <= 100;
}`, { state: 'counts', by: 'allow', limit: '100' }),
    hand('a map whose entries a timer takes out', `
const usage = new Map<string, number>();
export function take(key: string) {
  const used = usage.get(key) ?? 0;
  if (used >= 5) throw new Error('enough');
  usage.set(key, used + 1);
  if (used === 0) setTimeout(() => usage.delete(key), 60_000);
}`, { state: 'usage', by: 'take', limit: '5' }),
    hand('an LRU cache, as the well-known recipe has it', `
import { LRUCache } from 'lru-cache';
export default function rateLimit(options: { interval?: number; uniqueTokenPerInterval?: number }) {
  const tokenCache = new LRUCache<string, number[]>({ max: options.uniqueTokenPerInterval || 500, ttl: options.interval || 60000 });
  return {
    check: (res, limit: number, token: string) =>
      new Promise<void>((resolve, reject) => {
        const tokenCount = tokenCache.get(token) || [0];
        if (tokenCount[0] === 0) tokenCache.set(token, tokenCount);
        tokenCount[0] += 1;
        const currentUsage = tokenCount[0];
        const isRateLimited = currentUsage >= limit;
        res.setHeader('X-RateLimit-Limit', limit);
        return isRateLimited ? reject() : resolve();
      }),
  };
}`, { state: 'tokenCache', by: 'check' }),
    hand('an LRU cache of numbers, by its default export', `
import LRU from 'lru-cache';
const hits = new LRU({ max: 1000, ttl: 60_000 });
export const allow = (ip: string) => {
  const count = (hits.get(ip) ?? 0) + 1;
  hits.set(ip, count);
  return count <= 10;
};`, { state: 'hits', by: 'allow', limit: '10' }),
    hand('node-cache', `
import NodeCache from 'node-cache';
const store = new NodeCache({ stdTTL: 60 });
export function rateLimitCheck(ip: string) {
  const count = store.get<number>(ip) ?? 0;
  if (count >= 10) return { limited: true };
  store.set(ip, count + 1);
  return { limited: false };
}`, { state: 'store', by: 'rateLimitCheck', limit: '10' }),
    hand('a map of maps of times', `
const byRoute = new Map<string, Map<string, number[]>>();
export function check(route: string, ip: string) {
  const now = Date.now();
  const hits = byRoute.get(route) ?? new Map();
  const recent = (hits.get(ip) ?? []).filter((t) => now - t < 60_000);
  recent.push(now);
  hits.set(ip, recent);
  byRoute.set(route, hits);
  if (recent.length > 20) throw new TooManyRequestsException();
}`, { state: 'byRoute', by: 'check', limit: '20' }),
    hand('one list for everybody, answered with 429', `
const times: number[] = [];
app.post('/send', (req, res) => {
  const now = Date.now();
  while (times.length && now - times[0] > 60_000) times.shift();
  if (times.length >= 100) return res.status(429).json({ error: 'busy' });
  times.push(now);
  send(req.body).then(() => res.end());
});`, { state: 'times', by: 'the code', limit: '100' }),
    hand('one number for everybody, answered with 429', `
let rate = 0;
setInterval(() => { rate = 0; }, 30_000);
export const limiter = (req, res, next) => {
  if (rate < 500) { rate += 1; next(); }
  else res.sendStatus(429);
};`, { state: 'rate', by: 'limiter', limit: '500' }),
    hand('the time of the last call, answered with 429', `
let lastRun = 0;
export async function POST() {
  const now = Date.now();
  if (now - lastRun < 30_000) return Response.json({ error: 'too soon' }, { status: 429 });
  lastRun = now;
  return Response.json(await run());
}`, { state: 'lastRun', by: 'POST', window: '30 s' }),
    hand('kept on globalThis', `
const g = globalThis as unknown as { hits?: Map<string, { count: number; resetAt: number }> };
const hits = (g.hits ??= new Map());
export function allow(key: string) {
  const now = Date.now();
  const entry = hits.get(key);
  if (!entry || now > entry.resetAt) { hits.set(key, { count: 1, resetAt: now + 60_000 }); return true; }
  entry.count++;
  return entry.count <= 10;
}`, { state: 'hits', by: 'allow', limit: '10', at: 'hits = (g' }),
    hand('a member of globalThis', `
globalThis.rateHits = globalThis.rateHits || new Map();
export function allow(key) {
  const now = Date.now();
  const entry = globalThis.rateHits.get(key);
  if (!entry || now > entry.resetAt) { globalThis.rateHits.set(key, { count: 1, resetAt: now + 60_000 }); return true; }
  return ++entry.count <= 10;
}`, { state: 'globalThis.rateHits', by: 'allow', limit: '10', at: 'globalThis.rateHits =' }, 'src/limit.js'),
    hand('made on first use', `
let store: Map<string, number[]> | undefined;
export function allow(ip: string) {
  store ??= new Map();
  const now = Date.now();
  const recent = (store.get(ip) ?? []).filter((t) => now - t < 60_000);
  store.set(ip, [...recent, now]);
  return recent.length < 10;
}`, { state: 'store', by: 'allow', limit: '10' }),

    // classes
    hand('a Nest middleware with an object', `
@Injectable()
export class RateLimitMiddleware implements NestMiddleware {
  private store: Record<string, { count: number; resetTime: number }> = {};
  private readonly windowMs = 60_000;
  use(req: Request, res: Response, next: NextFunction) {
    const now = Date.now();
    if (!this.store[req.ip] || now > this.store[req.ip].resetTime) this.store[req.ip] = { count: 1, resetTime: now + this.windowMs };
    else this.store[req.ip].count++;
    const current = this.store[req.ip];
    const remaining = Math.max(0, 100 - current.count);
    res.setHeader('X-RateLimit-Remaining', remaining);
    if (current.count > 100) throw new HttpException('Too many requests', HttpStatus.TOO_MANY_REQUESTS);
    next();
  }
}`, { state: 'store', by: 'use', limit: '100' }),
    hand('a Nest guard with a map', `
@Injectable()
export class LoginGuard implements CanActivate {
  private readonly attempts = new Map<string, { count: number; last: number }>();
  canActivate(context: ExecutionContext): boolean {
    const { ip } = context.switchToHttp().getRequest();
    const now = Date.now();
    const entry = this.attempts.get(ip);
    if (entry && now - entry.last < 900_000 && entry.count >= 5) return false;
    this.attempts.set(ip, { count: (entry?.count ?? 0) + 1, last: now });
    return true;
  }
}`, { state: 'attempts', by: 'canActivate', limit: '5', window: '15 m' }),
    hand('a token bucket in a class with helpers', `
type Bucket = { tokens: number; lastRefill: number };
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();
  constructor(private readonly capacity = 5) {}
  isAllowed(key: string): boolean {
    const bucket = this.bucketOf(key);
    this.refill(bucket);
    if (bucket.tokens <= 0) return false;
    bucket.tokens -= 1;
    return true;
  }
  private bucketOf(key: string): Bucket {
    if (!this.buckets.has(key)) this.buckets.set(key, { tokens: this.capacity, lastRefill: Date.now() });
    return this.buckets.get(key)!;
  }
  private refill(bucket: Bucket) {
    const elapsed = Date.now() - bucket.lastRefill;
    if (elapsed > 3000) { bucket.tokens = this.capacity; bucket.lastRefill = Date.now(); }
  }
}`, { state: 'buckets', by: 'isAllowed', window: '3 s' }),
    hand('a private field', `
export class Throttle {
  #hits = new Map<string, number[]>();
  allow(ip: string) {
    const now = Date.now();
    const recent = (this.#hits.get(ip) ?? []).filter((t) => now - t < 60_000);
    recent.push(now);
    this.#hits.set(ip, recent);
    return recent.length <= 10;
  }
}`, { state: '#hits', by: 'allow', limit: '10' }),
    hand('a static field', `
class Limits {
  static hits = new Map<string, { count: number; resetAt: number }>();
  static check(ip: string) {
    const now = Date.now();
    const entry = Limits.hits.get(ip);
    if (!entry || now >= entry.resetAt) { Limits.hits.set(ip, { count: 1, resetAt: now + 60_000 }); return; }
    if (entry.count >= 10) throw new HttpError(429);
    entry.count++;
  }
}`, { state: 'hits', by: 'check', limit: '10', at: 'hits = new' }),
    hand('a field of plain JavaScript', `
class Security {
  allow(key, max = 5) {
    if (!this.store) this.store = new Map();
    const now = Date.now();
    const record = this.store.get(key) || { attempts: 0, resetAt: now + 60_000 };
    if (now > record.resetAt) { record.attempts = 0; record.resetAt = now + 60_000; }
    record.attempts++;
    this.store.set(key, record);
    return { allowed: record.attempts <= max };
  }
}
module.exports = new Security();`, { state: 'store', by: 'allow', at: 'this.store = new' }, 'src/security.js'),

    // split over functions
    hand('recorded in one function, compared in another, locked by time', `
const store = new Map<string, { count: number; lockedUntil: number | null }>();
export function isLocked(email: string) {
  const entry = store.get(email);
  if (!entry?.lockedUntil) return false;
  if (Date.now() < entry.lockedUntil) return true;
  store.delete(email);
  return false;
}
export function recordFailedAttempt(email: string) {
  const entry = store.get(email) || { count: 0, lockedUntil: null };
  entry.count += 1;
  if (entry.count >= 5) entry.lockedUntil = Date.now() + 900_000;
  store.set(email, entry);
}`, { state: 'store', by: 'isLocked', limit: '5', window: '15 m' }),
    hand('counted by a helper, refused by the handler', `
const visits = new Map<string, { stamps: number[] }>();
function usage(ip: string) {
  const now = Date.now();
  if (!visits.has(ip)) visits.set(ip, { stamps: [] });
  const visit = visits.get(ip);
  visit.stamps = visit.stamps.filter((t) => t > now - 60_000);
  return { perMinute: visit.stamps.length, record: () => { visit.stamps.push(now); } };
}
export async function GET(request: Request) {
  const used = usage(ipOf(request));
  if (used.perMinute >= 10) return new Response('Too many requests', { status: 429 });
  used.record();
  return new Response('ok');
}`, { state: 'visits', by: 'GET', limit: '10' }),
    hand('the verdict through a variable', `
const requests = new Map<string, { count: number; start: number }>();
export const handler = async (event) => {
  const now = Date.now();
  const record = requests.get(event.ip) ?? { count: 0, start: now };
  const expired = now - record.start > 60_000;
  const limited = !expired && record.count >= 10;
  requests.set(event.ip, expired ? { count: 1, start: now } : { ...record, count: record.count + 1 });
  if (limited) return { statusCode: 429, body: '' };
  return { statusCode: 200, body: 'ok' };
};`, { state: 'requests', by: 'handler', limit: '10' }),
    hand('the time through a parameter with a default', `
const seenAt = new Map<string, number[]>();
export function tooMany(ip: string, now = Date.now()) {
  const recent = (seenAt.get(ip) ?? []).filter((t) => t >= now - 60_000);
  recent.push(now);
  seenAt.set(ip, recent);
  return recent.length > 10;
}`, { state: 'seenAt', by: 'tooMany', limit: '10' }),
    hand('a window in the key', `
const counts = new Map<string, number>();
export function allow(ip: string) {
  const key = \`\${ip}:\${Math.floor(Date.now() / 60_000)}\`;
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next <= 10;
}`, { state: 'counts', by: 'allow', limit: '10' }),
    hand('two maps behind one check are one limiter', `
const minute = new Map<string, { count: number; resetAt: number }>();
const day = new Map<string, { count: number; resetAt: number }>();
export function allow(ip: string) {
  const now = Date.now();
  const m = minute.get(ip) ?? { count: 0, resetAt: now + 60_000 };
  const d = day.get(ip) ?? { count: 0, resetAt: now + 86_400_000 };
  if (now > m.resetAt) { m.count = 0; m.resetAt = now + 60_000; }
  m.count++; d.count++;
  minute.set(ip, m); day.set(ip, d);
  if (m.count > 10) return false;
  if (d.count > 100) return false;
  return true;
}`, { state: 'minute', by: 'allow', limit: '10' }),
    hand('one at a time: a cooldown in a route', `
const resendCooldowns = new Map<string, number>();
export async function POST(request: Request) {
  const { email } = await request.json();
  const last = resendCooldowns.get(email);
  const now = Date.now();
  if (last && now - last < 60_000) return Response.json({ error: 'Please wait a minute' }, { status: 429 });
  resendCooldowns.set(email, now);
  await send(email);
  return Response.json({ ok: true });
}`, { state: 'resendCooldowns', by: 'POST' }),
    hand('a cooldown by a set and a timer', `
const cooling = new Set<string>();
export function action(userId: string) {
  if (cooling.has(userId)) throw new Error('Rate limit: try again in a minute');
  cooling.add(userId);
  setTimeout(() => cooling.delete(userId), 60_000);
}`, { state: 'cooling', by: 'action' }),
    hand('a tRPC middleware', `
export const limited = (max: number) => {
  const calls = new Map<string, { count: number; resetAt: number }>();
  return t.middleware(({ ctx, next }) => {
    const now = Date.now();
    const entry = calls.get(ctx.userId);
    if (entry && entry.resetAt > now && entry.count >= max) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
    calls.set(ctx.userId, entry && entry.resetAt > now ? { ...entry, count: entry.count + 1 } : { count: 1, resetAt: now + 60_000 });
    return next();
  });
};`, { state: 'calls', by: 'limited' }),
    hand('an Express handler that calls next with an error', `
const hits = new Map<string, number[]>();
export const brake = (req, res, next) => {
  const now = Date.now();
  const recent = (hits.get(req.ip) || []).filter((t) => now - t < 1000);
  recent.push(now);
  hits.set(req.ip, recent);
  if (recent.length > 5) return next(new Error('stop'));
  return next();
};`, { state: 'hits', by: 'brake', limit: '5', window: '1 s' }),
    hand('a Hono middleware', `
import type { MiddlewareHandler } from 'hono';
const hits = new Map<string, { count: number; resetAt: number }>();
export const rateLimit: MiddlewareHandler = async (c, next) => {
  const ip = c.req.header('x-forwarded-for') ?? 'unknown';
  const now = Date.now();
  const entry = hits.get(ip);
  if (!entry || now > entry.resetAt) hits.set(ip, { count: 1, resetAt: now + 60_000 });
  else if (++entry.count > 100) return c.json({ error: 'too many requests' }, 429);
  await next();
};`, { state: 'hits', by: 'rateLimit', limit: '100' }),
    hand('only for real users', `
const hits = new Map<string, number[]>();
export function allow(ip: string) {
  if (process.env.NODE_ENV !== 'production') return true;
  const now = Date.now();
  const recent = (hits.get(ip) ?? []).filter((t) => now - t < 60_000);
  hits.set(ip, [...recent, now]);
  return recent.length < 10;
}`, { state: 'hits', by: 'allow', limit: '10' }),
    hand('a timer for each user as the mark', `
export class Users {
  private resets: { [id: string]: NodeJS.Timeout } = {};
  async sendReset(user: User) {
    if (this.resets[user.id]) throw new RateLimitError('Only one mail per minute. Please try again later.');
    this.resets[user.id] = setTimeout(() => { delete this.resets[user.id]; }, 60_000);
    await this.mail.send(user);
  }
}`, { state: 'resets', by: 'sendReset' }),
    hand('failed logins, counted and refused', `
const failedLogins = new Map<string, { count: number; first: number }>();
export async function login(email: string, password: string) {
  const entry = failedLogins.get(email);
  if (entry && entry.count >= 5 && Date.now() - entry.first < 900_000) throw new Error('locked');
  if (await verify(email, password)) { failedLogins.delete(email); return; }
  failedLogins.set(email, { count: (entry?.count ?? 0) + 1, first: entry?.first ?? Date.now() });
  throw new Error('wrong password');
}`, { state: 'failedLogins', by: 'login', limit: '5', window: '15 m' }),

    // libraries
    library('express-rate-limit, the default export', `import rateLimit from 'express-rate-limit';\napp.use(rateLimit({ windowMs: 60_000, limit: 5 }));`, 'rateLimit', { library: 'express-rate-limit', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-rate-limit, the named export under another name', `import { rateLimit as limit } from 'express-rate-limit';\nexport const limiter = limit({ windowMs: 60_000 });`, 'limit', { library: 'express-rate-limit', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-rate-limit with no options, by require', `const rateLimit = require('express-rate-limit');\napp.use(rateLimit());`, 'rateLimit', { library: 'express-rate-limit', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-rate-limit with options by name and by spread', `import rateLimit from 'express-rate-limit';\nconst shared = { standardHeaders: true };\nconst options = { ...shared, limit: 5, store: undefined };\napp.use(rateLimit(options));`, 'rateLimit', { library: 'express-rate-limit', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-rate-limit behind a production check', `import rateLimit from 'express-rate-limit';\nif (process.env.NODE_ENV === 'production') app.use(rateLimit({ limit: 5 }));`, 'rateLimit', { library: 'express-rate-limit', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-rate-limit with a memory store', `import rateLimit, { MemoryStore } from 'express-rate-limit';\napp.use(rateLimit({ store: new MemoryStore() }));`, 'new MemoryStore', { library: 'express-rate-limit', because: 'its store is a `MemoryStore`', remedy: MEMORY_STORE }),
    library('express-slow-down', `import { slowDown } from 'express-slow-down';\napp.use(slowDown({ delayAfter: 5 }));`, 'slowDown', { library: 'express-slow-down', because: NO_STORE, remedy: REDIS_STORE }),
    library('express-brute', `import ExpressBrute from 'express-brute';\nconst brute = new ExpressBrute(new ExpressBrute.MemoryStore());`, 'new ExpressBrute.MemoryStore', { library: 'express-brute', because: 'its store is a `MemoryStore`', remedy: MEMORY_STORE }),
    library('@fastify/rate-limit', `import rateLimit from '@fastify/rate-limit';\nawait app.register(rateLimit, { max: 100, timeWindow: '1 minute' });`, 'app.register', FASTIFY),
    library('@fastify/rate-limit in a plugin, as an import expression', `export default async function (fastify) {\n  await fastify.register(import('@fastify/rate-limit'), { max: 100 });\n}`, 'fastify.register', FASTIFY),
    invalid('@fastify/rate-limit without options, in a chain', `import rateLimit from '@fastify/rate-limit';\nFastify().register(cors).register(rateLimit);`, [{ messageId: 'library', data: { call: '`register()`', ...FASTIFY }, line: 2, column: 26 }]),
    library('@fastify/rate-limit, loaded automatically', `import rateLimit from '@fastify/rate-limit';\nexport const autoConfig = (fastify) => {\n  return { max: fastify.config.RATE_LIMIT_MAX, timeWindow: '1 minute' };\n};\nexport default rateLimit;`, 'export', { ...FASTIFY, because: '`autoConfig` names neither `redis` nor `store`' }, 'src/plugins/rate-limit.ts'),
    library('rate-limiter-flexible in memory', `import { RateLimiterMemory } from 'rate-limiter-flexible';\nexport const limiter = new RateLimiterMemory({ points: 10, duration: 60 });`, 'new RateLimiterMemory', FLEXIBLE),
    library('rate-limiter-flexible in memory, beside one on Redis', `import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';\nexport const api = new RateLimiterRedis({ storeClient: redis, points: 10 });\nexport const login = new RateLimiterMemory({ points: 5 });`, 'new RateLimiterMemory', FLEXIBLE),
    library('hono-rate-limiter', `import { rateLimiter } from 'hono-rate-limiter';\napp.use(rateLimiter({ windowMs: 60_000, limit: 10, keyGenerator: (c) => c.req.header('x-ip') ?? '' }));`, 'rateLimiter', HONO),
    library('koa-ratelimit', `import ratelimit from 'koa-ratelimit';\napp.use(ratelimit({ driver: 'memory', db: new Map(), max: 100 }));`, 'ratelimit', { library: 'koa-ratelimit', because: "its `driver` is `'memory'`", remedy: "Write `driver: 'redis', db: new Redis(url)`." }),
    library('koa2-ratelimit', `import { RateLimit } from 'koa2-ratelimit';\napp.use(RateLimit.middleware({ interval: { min: 15 }, max: 100 }));`, 'RateLimit.middleware', { library: 'koa2-ratelimit', because: NO_STORE, remedy: 'Give it a shared store: `store: new Stores.Redis({ … })`.' }),
    library('Nest: a list', `import { ThrottlerModule } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 10 }])] })\nexport class AppModule {}`, 'ThrottlerModule.forRoot', { ...NEST, because: 'a list of throttlers has no `storage`' }),
    library('Nest: an object without a storage', `import { ThrottlerModule } from '@nestjs/throttler';\nconst throttler = ThrottlerModule.forRoot({ throttlers: [{ ttl: 60_000, limit: 10 }] });`, 'ThrottlerModule.forRoot', { ...NEST, because: 'no `storage` is given' }),
    library('Nest: a factory of a list', `import { ThrottlerModule } from '@nestjs/throttler';\nconst throttler = ThrottlerModule.forRootAsync({\n  inject: [ConfigService],\n  useFactory: async (config) => [{ ttl: config.get('TTL'), limit: config.get('LIMIT') }],\n});`, 'ThrottlerModule.forRootAsync', { ...NEST, because: 'a list of throttlers has no `storage`' }),
    library('Nest: a factory of an object', `import { ThrottlerModule } from '@nestjs/throttler';\nconst throttler = ThrottlerModule.forRootAsync({ useFactory: (config) => ({ throttlers: [{ ttl: 1, limit: config.limit }] }) });`, 'ThrottlerModule.forRootAsync', { ...NEST, because: 'no `storage` is given' }),
    library('better-auth says memory', `import { betterAuth } from 'better-auth';\nexport const auth = betterAuth({ rateLimit: { storage: 'memory' }, secondaryStorage });`, 'betterAuth', { library: 'better-auth', because: "`rateLimit.storage` is `'memory'`", remedy: BETTER_AUTH_REMEDY }),
    library('better-auth says nothing', `import { betterAuth } from 'better-auth';\nexport const auth = betterAuth({ rateLimit: { enabled: true, window: 10, max: 100 }, database });`, 'betterAuth', { library: 'better-auth', because: '`rateLimit` names no storage and there is no `secondaryStorage`', remedy: BETTER_AUTH_REMEDY }),
    library('elysia-rate-limit', `import { rateLimit } from 'elysia-rate-limit';\nnew Elysia().use(rateLimit({ max: 10 }));`, 'rateLimit', { library: 'elysia-rate-limit', because: 'no `context` is given', remedy: 'Pass a `context` that counts in Redis.' }),
    library('next-rate-limit', `import rateLimit from 'next-rate-limit';\nconst limiter = rateLimit({ interval: 60_000, uniqueTokenPerInterval: 500 });`, 'rateLimit', { library: 'next-rate-limit', because: 'it has no other store', remedy: "Use `new Ratelimit({ redis, limiter: Ratelimit.slidingWindow(10, '60 s') })` of `@upstash/ratelimit`." }),
    library('sveltekit-rate-limiter', `import { RateLimiter } from 'sveltekit-rate-limiter/server';\nconst limiter = new RateLimiter({ IP: [10, 'h'] });`, 'new RateLimiter', { library: 'sveltekit-rate-limiter', because: NO_STORE, remedy: 'Give it a shared store: `store`, an object whose `add()` counts in Redis.' }),
    library('graphql-rate-limit', `import { createRateLimitDirective } from 'graphql-rate-limit';\nexport const directive = createRateLimitDirective({ identifyContext: (ctx) => ctx.id });`, 'createRateLimitDirective', { library: 'graphql-rate-limit', because: NO_STORE, remedy: 'Give it a shared store: `store: new RedisStore(redis)`.' }),
    library('graphql-rate-limit-directive', `import { rateLimitDirective } from 'graphql-rate-limit-directive';\nexport const { rateLimitDirectiveTransformer } = rateLimitDirective();`, 'rateLimitDirective', { library: 'graphql-rate-limit-directive', because: 'no `limiterClass` is given', remedy: 'Pass `limiterClass: RateLimiterRedis`.' }),
  ],
});
