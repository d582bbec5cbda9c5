import rule from '../../src/rules/no-nonatomic-rate-limit.js';
import { ruleTester } from '../helpers/rule-tester.js';

const IO = "import Redis from 'ioredis';\nconst redis = new Redis(process.env.REDIS_URL!);\n";
const UP = "import { Redis } from '@upstash/redis';\nconst redis = Redis.fromEnv();\n";
const NODE = "import { createClient } from 'redis';\nconst client = await createClient().connect();\n";
const KV = "import { kv } from '@vercel/kv';\n";

const remedy = "`multi().incr(key).expire(key, seconds, 'NX').exec()`, a Lua script, or `INCREX`";
const torn = (messageId: 'firstHit' | 'everyHit' | 'rewritten' | 'created', count: string, other: string, line: number, column: number) => ({ messageId, data: { count, other, remedy: messageId === 'rewritten' ? `Let Redis count: ${remedy}` : remedy }, line, column });
const elsewhere = 'What is read and `put` back cannot be counted in one step: use the rate limiting binding of Workers (`env.LIMITER.limit({ key })`), a Durable Object, or Redis';
const pipeline = (batch: string, count: string, other: string, line: number, column: number, output: string | null) => ({
  messageId: 'pipeline' as const,
  data: { batch, count, other },
  line,
  column,
  suggestions: output === null ? null : [{ messageId: 'useMulti' as const, output }],
});

ruleTester.run('no-nonatomic-rate-limit', rule, {
  valid: [
    // The recipes: a transaction, a script, one command.
    `${IO}export async function limit(key: string) { const [[, count]] = await redis.multi().incr(key).expire(key, 60, 'NX').exec(); return count <= 10; }`,
    `${UP}export async function limit(key: string) { const tx = redis.multi(); tx.incr(key); tx.expire(key, 60); const [count] = await tx.exec(); return count <= 10; }`,
    `${NODE}export async function limit(key: string) { const [count] = await client.multi().incr(key).expire(key, 60, 'NX').exec(); return count <= 10; }`,
    `${IO}export async function limit(key: string) { const [[, count]] = await redis.multi([['incr', key], ['expire', key, 60]]).exec(); return count <= 10; }`,
    `${IO}export async function limit(key: string) { const [[, count]] = await redis.pipeline().multi().incr(key).expire(key, 60).exec().exec(); return count <= 10; }`,
    `${KV}export async function limit(key: string) { const [count] = await kv.multi().incr(key).expire(key, 60).exec(); if (count > 10) throw new Error('Too many requests'); }`,
    `${IO}const script = "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return n";\nexport const limit = async (key: string) => (await redis.eval(script, 1, key, 60)) <= 10;`,
    `${NODE}export const limit = async (key: string) => { const [count] = await client.incrEx(key, { expiration: { type: 'EX', value: 60, ENX: true } }); return count <= 10; };`,
    // Created with its expiry, at most once, before it is counted.
    `${IO}export async function limit(key: string) { await redis.set(key, 0, 'EX', 60, 'NX'); const count = await redis.incr(key); return count <= 10; }`,
    `${UP}export async function limit(key: string) { await redis.set(key, 0, { ex: 60, nx: true }); return (await redis.incr(key)) <= 10; }`,
    // A counter that has lost its expiry is given one by the next hit.
    `${IO}export async function limit(key: string) { const count = await redis.incr(key); const ttl = await redis.ttl(key); if (ttl < 0) await redis.expire(key, 60); return count <= 10; }`,
    `${IO}export async function limit(key: string) { const count = await redis.incr(key); if (count === 1 || (await redis.pttl(key)) === -1) await redis.expire(key, 60); return count <= 10; }`,
    `${IO}export async function rateLimit(key: string) { const [[, count], [, ttl]] = await redis.multi().incr(key).ttl(key).exec(); if (ttl === -1) await redis.expire(key, 60); return count <= 10; }`,
    `${IO}export async function rateLimit(key: string) { const count = await redis.incr(key); await redis.expire(key, 60, 'NX'); return count <= 10; }`,
    `${NODE}export async function rateLimit(key: string) { await client.incr(key); await client.expire(key, 60, 'NX'); }`,

    // Two keys.
    `${IO}export async function limit(ip: string) { const count = await redis.incr(\`rl:\${ip}\`); await redis.expire(\`seen:\${ip}\`, 60); return count <= 10; }`,
    `${IO}export async function limit(a: string, b: string) { const count = await redis.incr(a); if (count === 1) await redis.expire(b, 60); return count <= 10; }`,
    // Counters that limit nobody: a version, a number for people.
    `${IO}export async function bump(id: string) { const version = await redis.incr(\`version:\${id}\`); await redis.expire(\`version:\${id}\`, 3600); return version; }`,
    `${IO}export async function countView(page: string) { await redis.incr(\`views:\${page}\`); await redis.expire(\`views:\${page}\`, 86400); }`,
    `${IO}export async function progress(id: string) { const done = Number(await redis.get(id)) + 1; await redis.set(id, done, 'EX', 600); return done; }`,
    `${IO}export async function save(id: string, change: object) { const before = JSON.parse(await redis.get(id)); await redis.set(id, JSON.stringify({ ...before, ...change }), 'EX', 600); }`,
    // Methods of a wrapper, each for itself.
    `${IO}export class Store { incr(key: string) { return redis.incr(key); } expire(key: string, seconds: number) { return redis.expire(key, seconds); } }`,
    // Not Redis.
    "export function limit(stats: Stats, key: string) { stats.incr(key); session.expire(key); }",
    "const cache = new Map<string, number>();\nexport function rateLimit(key: string) { const count = (cache.get(key) ?? 0) + 1; cache.set(key, count); return count <= 10; }",
    { code: `${IO}it('counts', async () => { const count = await redis.incr(key); if (count === 1) await redis.expire(key, 60); });`, filename: 'src/limit.test.ts' },
    { code: `${IO}const count = await redis.incr(key); if (count === 1) await redis.expire(key, 60);`, filename: 'scripts/warm.ts' },
  ],
  invalid: [
    // The policy's bad form: two awaits.
    { code: `${IO}export async function rateLimit(key: string) {\n  const count = await redis.incr(key);\n  await redis.expire(key, 60);\n  return count <= 10;\n}`, errors: [torn('everyHit', 'incr(key)', 'expire(key)', 4, 23)] },
    // Only with the first hit: then nothing ever mends it.
    { code: `${IO}export async function limit(key: string) {\n  const count = await redis.incr(key);\n  if (count === 1) await redis.expire(key, 60);\n  return count <= 10;\n}`, errors: [torn('firstHit', 'incr(key)', 'expire(key)', 4, 23)] },
    { code: `${UP}export async function limit(ip: string) {\n  const key = \`rl:\${ip}\`;\n  const hits = await redis.incrby(key, 1);\n  if (hits == 1) { await redis.pexpire(\`rl:\${ip}\`, 60_000); }\n  if (hits > 10) return new Response(null, { status: 429 });\n}`, errors: [torn('firstHit', 'incrby(key)', 'pexpire(`rl:${ip}`)', 5, 22)] },
    { code: `${NODE}export async function limit(key: string) {\n  const count = await client.incrBy(key, 1);\n  if (count <= 1) await client.expire(key, 60, 'NX');\n  return count <= 10;\n}`, errors: [torn('firstHit', 'incrBy(key)', 'expire(key)', 4, 23)] },
    { code: `${NODE}export const limit = (key: string, next: (error?: Error) => void) => client.incr(key).then((count) => {\n  if (count === 1) return client.expire(key, 60);\n});`, errors: [torn('firstHit', 'incr(key)', 'expire(key)', 3, 70)] },
    { code: `${IO}export function limit(key: string, done: Function) {\n  redis.incr(key, (error, count) => {\n    if (count === 1) redis.expire(key, 60);\n    done(error, count > 10);\n  });\n}`, errors: [torn('firstHit', 'incr(key)', 'expire(key)', 4, 3)] },
    { code: `${KV}export async function limit(key: string) {\n  const n = await kv.hincrby(key, 'hits', 1);\n  if (n === 1) await kv.expire(key, 60);\n  return n <= 10;\n}`, errors: [torn('firstHit', 'hincrby(key)', 'expire(key)', 3, 19)] },
    { code: `${IO}export async function isLimited(key: string) {\n  const [count] = await Promise.all([redis.incr(key), redis.expire(key, 60)]);\n  return count > 10;\n}`, errors: [torn('everyHit', 'incr(key)', 'expire(key)', 4, 38)] },

    // The client is made elsewhere: its name says what it is, or what it can do.
    { code: "import { redis } from '@/lib/redis';\nexport async function limit(key: string) {\n  const count = await redis.incr(key);\n  if (count === 1) await redis.expire(key, 60);\n  return count <= 10;\n}", errors: [torn('firstHit', 'incr(key)', 'expire(key)', 3, 23)] },
    { code: "import { redisRateLimitClient } from '../services/limits';\nexport async function limit(key: string) {\n  const count = await redisRateLimitClient.incr(key);\n  if (count === 1) await redisRateLimitClient.expire(key, 60);\n  return count <= 10;\n}", errors: [torn('firstHit', 'incr(key)', 'expire(key)', 3, 23)] },
    { code: "import { getRedis } from './store';\nexport async function limit(key: string) {\n  const connection = await getRedis();\n  const count = await connection.incr(key);\n  if (count === 1) await connection.expire(key, 60);\n  return count <= 10;\n}", errors: [torn('firstHit', 'incr(key)', 'expire(key)', 4, 23)] },
    { code: "export class Limiter {\n  constructor(private readonly redis: RedisService) {}\n  async check(key: string) {\n    const count = await this.redis.client.incr(key);\n    if (count === 1) await this.redis.client.expire(key, 60);\n    return count <= 10;\n  }\n}", errors: [torn('firstHit', 'incr(key)', 'expire(key)', 4, 25)] },
    { code: "export const limit = (store: Store) => async (key: string) => {\n  const count = await store.incr(key);\n  if (count === 1) await store.expire(key, 60);\n  return count <= 10;\n};", errors: [torn('firstHit', 'incr(key)', 'expire(key)', 2, 23)] },
    { code: `${NODE}export async function limit(key: string) {\n  const count = await client.sendCommand(['INCR', key]);\n  if (count === 1) await client.sendCommand(['EXPIRE', key, '60']);\n  return count <= 10;\n}`, errors: [torn('firstHit', 'sendCommand(key)', 'sendCommand(key)', 4, 23)] },
    { code: `${IO}export async function limit(key: string) {\n  const count = await redis.call('INCR', key);\n  if (count === 1) await redis.call('EXPIRE', key, 60);\n  return count <= 10;\n}`, errors: [torn('firstHit', 'call(key)', 'call(key)', 4, 23)] },
    // Counted in a transaction, expired outside.
    { code: `${IO}export async function limit(key: string) {\n  const [[, count]] = await redis.multi().incr(key).exec();\n  if (count === 1) await redis.expire(key, 60);\n  return count <= 10;\n}`, errors: [torn('firstHit', 'incr(key)', 'expire(key)', 4, 29)] },

    // A pipeline only sends them together.
    {
      code: `${IO}export async function rateLimit(key: string) {\n  const [[, count]] = await redis.pipeline().incr(key).expire(key, 60).exec();\n  return count <= 10;\n}`,
      errors: [pipeline('pipeline()', 'incr(key)', 'expire(key)', 4, 29, `${IO}export async function rateLimit(key: string) {\n  const [[, count]] = await redis.multi().incr(key).expire(key, 60).exec();\n  return count <= 10;\n}`)],
    },
    {
      code: `${UP}export async function rateLimit(key: string) {\n  const batch = redis.pipeline();\n  batch.incr(key);\n  batch.expire(key, 60);\n  return batch.exec();\n}`,
      errors: [pipeline('pipeline()', 'incr(key)', 'expire(key)', 5, 3, `${UP}export async function rateLimit(key: string) {\n  const batch = redis.multi();\n  batch.incr(key);\n  batch.expire(key, 60);\n  return batch.exec();\n}`)],
    },
    {
      code: `${IO}export async function rateLimit(key: string) {\n  return redis.pipeline([['incr', key], ['expire', key, 60]]).exec();\n}`,
      errors: [pipeline('pipeline()', "['incr', key]", "['expire', key, 60]", 4, 26, `${IO}export async function rateLimit(key: string) {\n  return redis.multi([['incr', key], ['expire', key, 60]]).exec();\n}`)],
    },
    { code: `${NODE}export async function rateLimit(key: string) {\n  const [count] = await client.multi().incr(key).expire(key, 60).execAsPipeline();\n  return count <= 10;\n}`, errors: [pipeline('multi()', 'incr(key)', 'expire(key)', 4, 25, null)] },

    // Read, raised here, written back.
    { code: `${KV}export async function limit(ip: string) {\n  const count = (await kv.get<number>(ip)) ?? 0;\n  if (count >= 10) return new Response('Too many requests', { status: 429 });\n  await kv.set(ip, count + 1, { ex: 60 });\n}`, errors: [torn('rewritten', 'set(ip)', 'get(ip)', 5, 9)] },
    { code: `export async function limit(kv: KVNamespace, ip: string) {\n  const count = Number((await kv.get(ip)) ?? 0);\n  if (count >= 10) return new Response('Too many requests', { status: 429 });\n  await kv.put(ip, String(count + 1), { expirationTtl: 60 });\n}`, errors: [{ messageId: 'rewritten', data: { count: 'put(ip)', other: 'get(ip)', remedy: elsewhere }, line: 4, column: 9 }] },
    { code: `${IO}export async function rateLimit(key: string) {\n  const raw = await redis.get(key);\n  const entry = raw ? JSON.parse(raw) : { count: 0 };\n  entry.count++;\n  await redis.setex(key, 60, JSON.stringify(entry));\n  return entry.count <= 10;\n}`, errors: [torn('rewritten', 'setex(key)', 'get(key)', 7, 9)] },
    // A read decides whether it is created or counted.
    { code: `${UP}export async function limit(key: string) {\n  const current = await redis.get<number>(key);\n  if (current && current >= 10) throw new Error('Rate limit exceeded');\n  if (current) await redis.incr(key);\n  else await redis.set(key, 1, { ex: 60 });\n}`, errors: [torn('created', 'incr(key)', 'get(key)', 6, 22)] },
    { code: `${IO}export async function checkRateLimit(key: string) {\n  if (await redis.exists(key)) return (await redis.incr(key)) <= 10;\n  await redis.set(key, 1, 'EX', 60);\n  return true;\n}`, errors: [torn('created', 'incr(key)', 'exists(key)', 4, 46)] },
  ],
});
