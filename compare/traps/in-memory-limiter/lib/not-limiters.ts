import Bottleneck from 'bottleneck';
import pLimit from 'p-limit';
import type { Redis } from 'ioredis';

// fine: in-memory-limiter — a cache
const profiles = new Map<string, { value: unknown; expiresAt: number }>();
export async function profile(id: string, load: (id: string) => Promise<unknown>) {
  const cached = profiles.get(id);
  if (cached && cached.expiresAt > Date.now()) return cached.value;
  const value = await load(id);
  profiles.set(id, { value, expiresAt: Date.now() + 30_000 });
  return value;
}

// fine: in-memory-limiter — counts inside one call
export function topWords(text: string, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, limit).map(([word]) => word);
}

// fine: in-memory-limiter — paces our own calls to somebody else
export const limiter = new Bottleneck({ minTime: 200, maxConcurrent: 2 });
export const limit = pLimit(4);

// fine: in-memory-limiter — events that were handled already
const seenEvents = new Set<string>();
export function isDuplicate(eventId: string): boolean {
  if (seenEvents.has(eventId)) return true;
  seenEvents.add(eventId);
  return false;
}

// fine: in-memory-limiter — a metric that refuses nobody
const hits = new Map<string, number>();
export function countHit(path: string) {
  hits.set(path, (hits.get(path) ?? 0) + 1);
}

// fine: in-memory-limiter — the counter is in Redis
export async function isRateLimited(redis: Redis, ip: string): Promise<boolean> {
  const [[, count]] = (await redis.multi().incr(`rl:${ip}`).expire(`rl:${ip}`, 60, 'NX').exec()) as [[null, number]];
  return count > 100;
}
