import { LRUCache } from 'lru-cache';

// bad: in-memory-limiter — the well-known recipe
const tokenCache = new LRUCache<string, number[]>({ max: 500, ttl: 60_000 });

export function rateLimit(limit: number, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const count = tokenCache.get(token) ?? [0];
    if (count[0] === 0) tokenCache.set(token, count);
    count[0]! += 1;
    if (count[0]! > limit) reject(new Error('Rate limit exceeded'));
    else resolve();
  });
}
