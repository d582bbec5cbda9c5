import { on, type Case } from '../case.js';

const commands = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('redisCommand', ...texts) });

export const REDIS_CASES: readonly Case[] = [
  commands("import Io, { Cluster } from 'ioredis'; const a = new Io(); const b = new Cluster([]);", 'a.incr(k)', 'b.get(k)', 'a.duplicate().del(k)', 'a.pipeline().incr(k)', 'a.multi().expire(k, 1)', 'a.pipeline().multi().set(k, v)'),
  { code: "import type { Redis, Pipeline } from 'ioredis'; function f(r: Redis, p: Pipeline) { r.incr(k); p.expire(k, 1); }", filename: '/project/file.ts', expect: on('redisCommand', 'r.incr(k)', 'p.expire(k, 1)') },
  commands("import { createClient } from 'redis'; const c = createClient(); const open = await createClient().connect();", 'c.get(k)', 'open.incrBy(k, 1)'),
  { code: "import type { RedisClientType } from 'redis'; class A { constructor(private store: RedisClientType) {} f() { this.store.get(k); } }", filename: '/project/file.ts', expect: on('redisCommand', 'this.store.get(k)') },
  commands("import { Redis } from '@upstash/redis'; const a = Redis.fromEnv(); const b = new Redis({});", 'a.incr(k)', 'b.multi().incr(k)'),
  commands("import { kv, createClient } from '@vercel/kv'; const own = createClient({});", 'kv.get(k)', 'own.get(k)'),
  commands("import { redis as shared, RedisClient } from 'bun'; const own = new RedisClient(u);", 'shared.get(k)', 'own.get(k)', 'Bun.redis.get(k)'),
  commands("import { redisRateLimiter } from './limits'; import { client, open } from '../lib/redis'; import store from '@/server/redis-client'; import { getRedis } from './x';", 'redisRateLimiter.incr(k)', 'client.get(k)', 'open().get(k)', 'store.get(k)', 'store.defaultClient.del(k)', 'getRedis().incr(k)', 'ctx.redis.client.get(k)', 'this.upstashCache.get(k)'),
  { code: "import { client } from './database'; import { ready } from './state'; client.get(k); ready.incr(k); function f(redistribute) { redistributed.get(k); }", expect: [], not: on('redisCommand', 'client.get(k)', 'ready.incr(k)') },
];
