/**
 * Rate limiters of libraries and where they count, stores that all instances share, and caches in memory that
 * are used as counters.
 *
 * Not limiters of requests: `limiter`, `bottleneck`, `p-throttle`, `p-limit`, `p-queue` pace the calls this process makes to others.
 * Not in memory: `ephemeralCache` of Upstash and `inMemoryBlockOnConsumed` only remember who is blocked already.
 */
import type { ApiRow, Condition, Fact, Place } from './schema.js';

interface Options {
  readonly when?: readonly Condition[];
  readonly unless?: readonly Condition[];
}

const REDIS_STORE = '`store: new RedisStore({ … })`';
const memory = (library: string, because: string, remedy: string, conditions: Options = {}): Fact => ({ role: 'memoryLimiter', library, because, remedy, ...conditions });
/** One of the options would name a shared store, and all of them are certainly missing. */
const without = (arg: number, ...names: readonly string[]): Options => ({ when: names.map((name) => ({ arg, path: [name], present: false })) });
const noStore = (library: string, remedy: string, arg = 0): Fact => memory(library, 'no `store` is given', `Give it a shared store: ${remedy}.`, without(arg, 'store'));
const memoryStore = (library: string): Fact => memory(library, 'its store is a `MemoryStore`', 'Give it a shared store instead, such as its `RedisStore`.');

const FASTIFY_REMEDY = 'Pass `redis: new Redis(url)` (ioredis) or a shared `store`.';
const NO_REDIS = 'neither `redis` nor `store` is given';
const FASTIFY = memory('@fastify/rate-limit', NO_REDIS, FASTIFY_REMEDY, without(1, 'redis', 'store'));
/** Loaded by `@fastify/autoload`, which takes the options from the file's export `autoConfig`. */
const FASTIFY_AUTOLOADED = memory('@fastify/rate-limit', '`autoConfig` names neither `redis` nor `store`', FASTIFY_REMEDY, {
  when: [{ exported: 'autoConfig', present: true }, ...['redis', 'store'].map((name) => ({ exported: 'autoConfig', path: [name], present: false }))],
});

const NEST_REMEDY = 'Write `ThrottlerModule.forRoot({ throttlers: […], storage: new ThrottlerStorageRedisService(url) })`.';
const NO_STORAGE = 'no `storage` is given';
// The array form has no place for a storage.
const NEST_LIST = 'a list of throttlers has no `storage`';
const NEST = (because: string, ...when: readonly Condition[]): Fact => memory('@nestjs/throttler', because, NEST_REMEDY, { when });
/** With `useClass` or `useExisting` another file decides. */
const FACTORY: Condition = { arg: 0, path: ['useFactory'], present: true };

const FLEXIBLE = 'rate-limiter-flexible';
const FLEXIBLE_REMEDY = 'Use `RateLimiterRedis` (or another shared store) and keep this one as its `insuranceLimiter`.';
/** With an insurance limiter of its own each of them may keep a `RateLimiterMemory`. */
const FLEXIBLE_SHARED = '{RateLimiterRedis,RateLimiterValkey,RateLimiterValkeyGlide,RateLimiterMongo,RateLimiterMySQL,RateLimiterPostgres,RateLimiterSQLite,RateLimiterPrisma,RateLimiterDrizzle,RateLimiterDynamo,RateLimiterMemcache,RateLimiterEtcd,RateLimiterCluster,RateLimiterRedisNonAtomic,RateLimiterDrizzleNonAtomic,RateLimiterEtcdNonAtomic}#()';

const BETTER_AUTH_REMEDY = "Set `storage: 'database'`, or `secondaryStorage` with `storage: 'secondary-storage'`.";
const GRAPHQL = ['graphql-rate-limit', '@envelop/rate-limiter'];
const TTL: Place = { arg: 0, path: ['ttl'] };

export const RATE_LIMITERS: readonly ApiRow[] = [
  { module: 'express-rate-limit', path: '()', fact: noStore('express-rate-limit', REDIS_STORE) },
  { module: 'express-rate-limit', path: 'rateLimit()', fact: noStore('express-rate-limit', REDIS_STORE) },
  { module: 'express-rate-limit', path: 'MemoryStore#()', fact: memoryStore('express-rate-limit') },
  { module: 'express-slow-down', path: '()', fact: noStore('express-slow-down', REDIS_STORE) },
  { module: 'express-slow-down', path: 'slowDown()', fact: noStore('express-slow-down', REDIS_STORE) },
  { module: 'express-brute', path: 'MemoryStore#()', fact: memoryStore('express-brute') },

  { module: ['@fastify/rate-limit', 'fastify-rate-limit'], path: '>.register(0)', fact: FASTIFY },
  { module: ['@fastify/rate-limit', 'fastify-rate-limit'], path: '>export(0)', fact: FASTIFY_AUTOLOADED },

  { module: 'hono-rate-limiter', path: 'rateLimiter()', fact: memory('hono-rate-limiter', 'neither `store` nor `binding` is given', 'Pass `store: new RedisStore({ client })` of `@hono-rate-limiter/redis`, or a `binding` on Cloudflare.', without(0, 'store', 'binding')) },
  { module: 'koa-ratelimit', path: '()', fact: memory('koa-ratelimit', "its `driver` is `'memory'`", "Write `driver: 'redis', db: new Redis(url)`.", { when: [{ arg: 0, path: ['driver'], equals: ['memory'] }] }) },
  { module: 'koa2-ratelimit', path: 'RateLimit.middleware()', fact: noStore('koa2-ratelimit', '`store: new Stores.Redis({ … })`') },
  { module: 'koa2-ratelimit', path: 'RateLimit.defaultOptions()', fact: { role: 'sharedStore', defaultOf: 'koa2-ratelimit' } },
  { module: 'elysia-rate-limit', path: 'rateLimit()', fact: memory('elysia-rate-limit', 'no `context` is given', 'Pass a `context` that counts in Redis.', without(0, 'context')) },
  { module: 'next-rate-limit', path: '()', fact: memory('next-rate-limit', 'it has no other store', "Use `new Ratelimit({ redis, limiter: Ratelimit.slidingWindow(10, '60 s') })` of `@upstash/ratelimit`.") },
  { module: ['sveltekit-rate-limiter/server', 'sveltekit-rate-limiter'], path: '{RateLimiter,RetryAfterRateLimiter}#()', fact: noStore('sveltekit-rate-limiter', '`store`, an object whose `add()` counts in Redis') },

  { module: '@nestjs/throttler', path: 'ThrottlerModule.forRoot()', fact: NEST(NO_STORAGE, { arg: 0, path: ['storage'], present: false }) },
  { module: '@nestjs/throttler', path: 'ThrottlerModule.forRoot()', fact: NEST(NEST_LIST, { arg: 0, path: ['0'], present: true }) },
  { module: '@nestjs/throttler', path: 'ThrottlerModule.forRootAsync()', fact: NEST(NO_STORAGE, FACTORY, { arg: 0, path: ['useFactory', '()', 'storage'], present: false }) },
  { module: '@nestjs/throttler', path: 'ThrottlerModule.forRootAsync()', fact: NEST(NEST_LIST, FACTORY, { arg: 0, path: ['useFactory', '()', '0'], present: true }) },

  { module: FLEXIBLE, path: 'RateLimiterMemory#()', fact: memory(FLEXIBLE, 'it is a `RateLimiterMemory`', FLEXIBLE_REMEDY) },
  { module: FLEXIBLE, path: FLEXIBLE_SHARED, fact: { role: 'sharedStore', standby: { arg: 0, path: ['insuranceLimiter'] } } },
  // A queue makes its own callers wait: that paces calls to others.
  { module: FLEXIBLE, path: 'RateLimiterQueue#()', fact: { role: 'sharedStore', standby: { arg: 0 } } },

  { module: ['better-auth', 'better-auth/minimal'], path: 'betterAuth()', fact: memory('better-auth', "`rateLimit.storage` is `'memory'`", BETTER_AUTH_REMEDY, { when: [{ arg: 0, path: ['rateLimit', 'storage'], equals: ['memory'] }], unless: [{ arg: 0, path: ['rateLimit', 'enabled'], equals: ['false'] }] }) },
  {
    module: ['better-auth', 'better-auth/minimal'],
    path: 'betterAuth()',
    fact: memory('better-auth', '`rateLimit` names no storage and there is no `secondaryStorage`', BETTER_AUTH_REMEDY, {
      when: [{ arg: 0, path: ['rateLimit'], present: true }, ...[['rateLimit', 'storage'], ['rateLimit', 'customStorage'], ['secondaryStorage']].map((path) => ({ arg: 0, path, present: false }))],
      unless: [{ arg: 0, path: ['rateLimit', 'enabled'], equals: ['false'] }],
    }),
  },

  { module: GRAPHQL, path: '{createRateLimitDirective,createRateLimitRule,getGraphQLRateLimiter}()', fact: noStore('graphql-rate-limit', '`store: new RedisStore(redis)`') },
  { module: '@envelop/rate-limiter', path: 'useRateLimiter()', fact: noStore('@envelop/rate-limiter', '`store: new RedisStore(redis)`') },
  { module: GRAPHQL, path: 'InMemoryStore#()', fact: memory('graphql-rate-limit', 'its store is an `InMemoryStore`', 'Give it `new RedisStore(redis)` instead.') },
  { module: 'graphql-rate-limit-directive', path: 'rateLimitDirective()', fact: memory('graphql-rate-limit-directive', 'no `limiterClass` is given', 'Pass `limiterClass: RateLimiterRedis`.', without(0, 'limiterClass')) },

  // Shared stores, so that a limiter in memory beside one is seen to be its stand-in.
  { module: '@upstash/ratelimit', path: '{Ratelimit,MultiRegionRatelimit}#', fact: { role: 'sharedStore' } },
  { module: ['@upstash/redis', '@upstash/redis/cloudflare', '@upstash/redis/fastly'], path: 'Redis#', fact: { role: 'sharedStore' } },
  { module: ['@upstash/redis', '@upstash/redis/cloudflare', '@upstash/redis/fastly'], path: 'Redis.fromEnv()', fact: { role: 'sharedStore' } },
  { module: 'ioredis', path: '#', fact: { role: 'sharedStore' } },
  { module: 'ioredis', path: '{Redis,Cluster}#', fact: { role: 'sharedStore' } },
  { module: ['redis', '@redis/client'], path: '{createClient,createCluster}()', fact: { role: 'sharedStore' } },
  { module: '@vercel/kv', path: 'kv', fact: { role: 'sharedStore' } },
  { module: '@vercel/kv', path: 'createClient()', fact: { role: 'sharedStore' } },

  { module: 'lru-cache', path: '#', fact: { role: 'memoryCache', expiry: TTL } },
  { module: 'lru-cache', path: '{LRUCache,LRU}#', fact: { role: 'memoryCache', expiry: TTL } },
  { module: '@isaacs/ttlcache', path: '#', fact: { role: 'memoryCache', expiry: TTL } },
  { module: '@isaacs/ttlcache', path: 'TTLCache#', fact: { role: 'memoryCache', expiry: TTL } },
  { module: ['node-cache', '@cacheable/node-cache'], path: '#', fact: { role: 'memoryCache', expiry: { arg: 0, path: ['stdTTL'] } } },
  { module: ['node-cache', '@cacheable/node-cache'], path: 'NodeCache#', fact: { role: 'memoryCache', expiry: { arg: 0, path: ['stdTTL'] } } },
  { module: 'quick-lru', path: '#', fact: { role: 'memoryCache', expiry: { arg: 0, path: ['maxAge'] } } },
  { module: 'tiny-lru', path: 'lru()', fact: { role: 'memoryCache', expiry: { arg: 1 } } },
  { module: 'cacheable', path: 'CacheableMemory#', fact: { role: 'memoryCache', expiry: TTL } },

  // One object per key in the whole world: what it remembers is shared.
  { module: 'cloudflare:workers', path: 'DurableObject', fact: { role: 'singleInstance' } },
  { global: true, path: '{DurableObject,DurableObjectState}', fact: { role: 'singleInstance' } },
  { module: ['@cloudflare/workers-types', '@cloudflare/workers-types/*'], path: '{DurableObject,DurableObjectState}', fact: { role: 'singleInstance' } },
  { module: 'partyserver', path: 'Server', fact: { role: 'singleInstance' } },
  { module: 'agents', path: 'Agent', fact: { role: 'singleInstance' } },
];
