/**
 * Redis and what speaks its commands: how a client comes about, which batches of commands are one step and which are only sent
 * together, and what the commands do that counters and one-time values are made of.
 */
import type { ApiRow, Fact } from './schema.js';

const command = (batch: 'single' | 'pipeline' | 'transaction'): Fact => ({ role: 'redisCommand', batch });

const IOREDIS = ['ioredis', 'iovalkey', 'ioredis-mock'];
const NODE_REDIS = ['redis', '@redis/client'];
const UPSTASH = ['@upstash/redis', '@upstash/redis/cloudflare', '@upstash/redis/fastly', '@upstash/redis/nodejs'];

export const REDIS: readonly ApiRow[] = [
  { module: IOREDIS, path: '#', is: 'redis.Client' },
  { module: IOREDIS, path: '{Redis,Cluster,Valkey}#', is: 'redis.Client' },
  { module: IOREDIS, path: '{Pipeline,ChainableCommander}#', is: 'redis.Pipeline' },
  { module: NODE_REDIS, path: '{createClient,createCluster,createSentinel,createClientPool}()', is: 'redis.Client' },
  { module: NODE_REDIS, path: '{RedisClientType,RedisClusterType,RedisClient}#', is: 'redis.Client' },
  { module: UPSTASH, path: 'Redis#', is: 'redis.Client' },
  { module: UPSTASH, path: 'Redis.fromEnv()', is: 'redis.Client' },
  { module: '@vercel/kv', path: '{kv,default}', is: 'redis.Client' },
  { module: '@vercel/kv', path: 'createClient()', is: 'redis.Client' },
  { module: 'bun', path: 'redis', is: 'redis.Client' },
  { module: 'bun', path: 'RedisClient#', is: 'redis.Client' },
  { global: true, path: 'Bun.redis', is: 'redis.Client' },

  // The client of another file, and what wraps it: nothing else is called so.
  { named: ['*redis*', '*valkey*', '*upstash*', 'kv'], path: '', is: 'redis.Client' },
  { named: ['*redis*', '*valkey*', '*upstash*'], path: '()', is: 'redis.Client' },
  { module: ['*/redis', '*/redis.*', '*/redis-*', '*/redis/*', '*/*redis', '*/kv', '*/valkey'], path: '.*', is: 'redis.Client' },
  { module: ['*/redis', '*/redis.*', '*/redis-*', '*/redis/*', '*/*redis', '*/kv', '*/valkey'], path: '.*()', is: 'redis.Client' },
  { module: ['*/redis', '*/redis.*', '*/redis-*', '*/redis/*', '*/*redis', '*/kv', '*/valkey'], path: '', is: 'redis.Client' },

  { of: 'redis.Client', path: '.{client,redis,defaultClient,instance,connection}', is: 'redis.Client' },
  { of: 'redis.Client', path: '.{duplicate,connect,getClient,getInstance,getConnection}()', is: 'redis.Client' },
  { of: 'redis.Client', path: '.*()', fact: command('single') },
  // Sent together, done one by one: other clients come in between, and so does a crash.
  { of: 'redis.Client', path: '.{pipeline,batch,createPipeline}()', is: 'redis.Pipeline' },
  { of: 'redis.Pipeline', path: '.*()', is: 'redis.Pipeline', fact: command('pipeline') },
  // MULTI … EXEC.
  { of: 'redis.Client', path: '.{multi,MULTI}()', is: 'redis.Transaction' },
  { of: 'redis.Pipeline', path: '.multi()', is: 'redis.Transaction' },
  { of: 'redis.Transaction', path: '.*()', is: 'redis.Transaction', fact: command('transaction') },
];

/** Commands by what they do to a key, in lower case and without separators: `hIncrBy` and `HINCRBY` are `hincrby`. */
export const COUNTS: ReadonlySet<string> = new Set(['incr', 'incrby', 'incrbyfloat', 'decr', 'decrby', 'hincrby', 'hincrbyfloat']);
export const EXPIRES: ReadonlySet<string> = new Set(['expire', 'pexpire', 'expireat', 'pexpireat']);
export const READS: ReadonlySet<string> = new Set(['get', 'exists', 'hget', 'hgetall', 'getjson', 'smembers', 'sismember']);
export const WRITES: ReadonlySet<string> = new Set(['set', 'setex', 'psetex', 'setjson', 'put']);
/** `GETDEL` behind a `GET` only removes; in its place it is the remedy. */
export const REMOVES: ReadonlySet<string> = new Set(['del', 'unlink', 'delete', 'hdel', 'srem', 'remove', 'getdel']);
/** Tells how long a key still lives: who asks can give a key that lost its expiry a new one. */
export const LIFETIMES: ReadonlySet<string> = new Set(['ttl', 'pttl', 'expiretime', 'pexpiretime']);

/** Methods that take a command and its arguments as they are: all in one list, or one after the other. */
export const RAW_COMMANDS: ReadonlySet<string> = new Set(['sendcommand', 'call', 'callbuffer', 'send']);
/** Methods that begin a batch. */
export const BATCHES: ReadonlyMap<string, 'pipeline' | 'transaction'> = new Map([['pipeline', 'pipeline'], ['batch', 'pipeline'], ['createpipeline', 'pipeline'], ['multi', 'transaction']]);
/** How node-redis runs a transaction as a mere pipeline. */
export const UNDONE_TRANSACTIONS: ReadonlySet<string> = new Set(['execaspipeline']);
