import { describe, expect, test } from 'vitest';
import { looseCounters } from '../../src/analysis/counters.js';
import { redisCommandsOf } from '../../src/analysis/redis.js';
import { sceneOf } from '../helpers/kernel.js';

/** The commands of a piece of code, in short: `incr key single`. */
function commands(code: string): readonly string[] {
  const { kernel, sourceCode } = sceneOf(code);
  // What runs a batch is no command of its own.
  return redisCommandsOf(kernel).filter(({ name }) => !name.startsWith('exec')).map(({ name, args, batch }) => [name, ...args.slice(0, 1).map((arg) => sourceCode.getText(arg as never)), batch].join(' '));
}

describe('redisCommandsOf', () => {
  const IO = "import Redis from 'ioredis'; const redis = new Redis(); ";

  test.each<[string, readonly string[]]>([
    [`${IO}redis.incr(key)`, ['incr key single']],
    [`${IO}redis.hIncrBy(key, 'a', 1)`, ['hincrby key single']],
    [`${IO}redis.pipeline().incr(a).expire(a, 1).exec()`, ['incr a pipeline', 'expire a pipeline']],
    [`${IO}const tx = redis.multi(); tx.incr(a); tx.exec()`, ['incr a transaction']],
    [`${IO}redis.multi([['incr', a], ['expire', a, 1]])`, ['incr a transaction', 'expire a transaction']],
    [`${IO}redis.call('INCR', a)`, ['incr a single']],
    [`${IO}redis.call(command, a)`, []],
    ["import { createClient } from 'redis'; const c = createClient(); c.multi().incr(a).execAsPipeline()", ['incr a pipeline']],
    ["import { createClient } from 'redis'; const c = createClient(); c.sendCommand(['GET', a])", ['get a single']],
    // Known by a word of its name, whatever file it comes from.
    ["import { redisClient } from './db'; redisClient.get(a)", ['get a single']],
    ['class A { f() { return this.sessionRedis.del(a); } }', ['del a single']],
    ["import { limiterStore } from './db'; limiterStore.get(a)", []],
    // What counts and expires by these names speaks to Redis.
    ['store.incr(a); store.expire(a, 60)', ['incr a single', 'expire a single']],
    ['store.incr(a)', []],
  ])('%s', (code, expected) => {
    expect(commands(code)).toEqual(expected);
  });

  test('names that hold the word by chance are none', () => {
    expect(commands('predistribute.get(a); const { redistribute } = plan; redistribute.get(a)')).toEqual([]);
  });
});

test('a project adds words of its own', () => {
  const apis = [{ named: ['*dragonfly*', '*a(b*'], path: '.*()', fact: { role: 'redisCommand', batch: 'single' } }];
  const { kernel } = sceneOf('sharedDragonfly.incr(a); this.dragonflyPool.get(a); const sharedDragonfly = b;', { settings: { apis } });
  expect(redisCommandsOf(kernel).map(({ name }) => name)).toEqual(['incr', 'get']);
});

test.each<[string, readonly string[]]>([
  ['async function limit(k) { const n = await redis.incr(k); if (n === 1) await redis.expire(k, 60); }', ['firstHit']],
  ['async function rateLimit(k) { await redis.incr(k); await redis.expire(k, 60); }', ['everyHit']],
  ['async function rateLimit(k) { await redis.pipeline().incr(k).expire(k, 60).exec(); }', ['pipeline']],
  ['async function rateLimit(k) { const n = Number(await redis.get(k)); await redis.set(k, n + 1); }', ['rewritten']],
  ['async function rateLimit(k) { if (await redis.get(k)) await redis.incr(k); else await redis.set(k, 1); }', ['created']],
  ['async function rateLimit(k) { await redis.multi().incr(k).expire(k, 60).exec(); }', []],
  ['async function rateLimit(k) { await redis.incr(k); await redis.expire(k, 60, "NX"); }', []],
  ['async function views(k) { await redis.incr(k); await redis.expire(k, 60); }', []],
])('looseCounters: %s', (code, kinds) => {
  expect(looseCounters(sceneOf(`import { redis } from '@/lib/redis'; ${code}`).kernel).map(({ kind }) => kind)).toEqual(kinds);
});
