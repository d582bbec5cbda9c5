import { on, type Case } from '../case.js';

const limiters = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('memoryLimiter', ...texts) });
const shared = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('sharedStore', ...texts) });
const caches = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('memoryCache', ...texts) });

export const RATE_LIMITER_CASES: readonly Case[] = [
  limiters("import rateLimit, { rateLimit as limit, MemoryStore } from 'express-rate-limit'; import slow, { slowDown } from 'express-slow-down'; import Brute from 'express-brute';", 'rateLimit()', 'limit()', 'new MemoryStore()', 'slow()', 'slowDown()', 'new Brute.MemoryStore()'),
  limiters("import rateLimit from '@fastify/rate-limit';", 'app.register(rateLimit, { max: 5 })', 'Fastify().register(cors).register(rateLimit)', "app.register(import('@fastify/rate-limit'))"),
  { code: "import rateLimit from '@fastify/rate-limit'; export default rateLimit;", expect: on('memoryLimiter', 'export default rateLimit;') },
  { code: "import rateLimit from '@fastify/rate-limit'; app.decorate(rateLimit); app.register(cors, rateLimit);", expect: [], not: on('memoryLimiter', 'app.decorate(rateLimit)', 'app.register(cors, rateLimit)') },
  limiters("import { rateLimiter } from 'hono-rate-limiter'; import koa from 'koa-ratelimit'; import { RateLimit } from 'koa2-ratelimit'; import { rateLimit } from 'elysia-rate-limit'; import next from 'next-rate-limit'; import { RateLimiter } from 'sveltekit-rate-limiter/server';", 'rateLimiter({})', 'koa({})', 'RateLimit.middleware({})', 'rateLimit({})', 'next({})', 'new RateLimiter({})'),
  limiters("import { ThrottlerModule } from '@nestjs/throttler';", 'ThrottlerModule.forRoot([])', 'ThrottlerModule.forRootAsync({})'),
  limiters("import { RateLimiterMemory } from 'rate-limiter-flexible'; import { betterAuth } from 'better-auth';", 'new RateLimiterMemory({})', 'betterAuth({})'),
  limiters("import { createRateLimitDirective, InMemoryStore } from 'graphql-rate-limit'; import { useRateLimiter } from '@envelop/rate-limiter'; import { rateLimitDirective } from 'graphql-rate-limit-directive';", 'createRateLimitDirective({})', 'new InMemoryStore()', 'useRateLimiter({})', 'rateLimitDirective()'),
  shared("import { RateLimiterRedis, RateLimiterQueue } from 'rate-limiter-flexible'; import { RateLimit } from 'koa2-ratelimit';", 'new RateLimiterRedis({})', 'new RateLimiterQueue(limiter)', 'RateLimit.defaultOptions({})'),
  shared("import { Ratelimit } from '@upstash/ratelimit'; import { Redis } from '@upstash/redis'; import Io, { Cluster } from 'ioredis'; import { createClient } from 'redis'; import { kv, createClient as vercel } from '@vercel/kv';", 'new Ratelimit({})', 'new Redis({})', 'Redis.fromEnv()', 'new Io(url)', 'new Cluster([])', 'createClient()', 'kv', 'vercel({})'),
  caches("import LRU, { LRUCache } from 'lru-cache'; import TTL, { TTLCache } from '@isaacs/ttlcache'; import Node, { NodeCache } from 'node-cache'; import Quick from 'quick-lru'; import { lru } from 'tiny-lru'; import { CacheableMemory } from 'cacheable';", 'new LRU({})', 'new LRUCache({})', 'new TTL({})', 'new TTLCache({})', 'new Node()', 'new NodeCache()', 'new Quick({})', 'lru(5)', 'new CacheableMemory()'),
  { code: "import { DurableObject } from 'cloudflare:workers'; import { Server } from 'partyserver'; import { Agent } from 'agents'; class A extends DurableObject {} class B extends Server {} class C extends Agent {}", expect: on('singleInstance', 'DurableObject', 'Server', 'Agent') },
  { code: 'class A implements DurableObject { constructor(state: DurableObjectState) {} }', filename: '/project/file.ts', expect: on('singleInstance', 'DurableObject', 'DurableObjectState') },
  { code: "import type { DurableObjectState } from '@cloudflare/workers-types'; class A { constructor(state: DurableObjectState) {} }", filename: '/project/file.ts', expect: on('singleInstance', 'DurableObjectState') },
];
