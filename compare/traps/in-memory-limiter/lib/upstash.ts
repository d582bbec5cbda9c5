import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';

// fine: in-memory-limiter — the Map only remembers who is blocked already
export const ratelimit = new Ratelimit({
  redis: Redis.fromEnv(),
  limiter: Ratelimit.slidingWindow(10, '10 s'),
  ephemeralCache: new Map(),
});

// fine: in-memory-limiter — a list of limiters, not of counters
const rateLimiterMap = new Map<string, Ratelimit>();
export function limiterFor(plan: string): Ratelimit {
  let limiter = rateLimiterMap.get(plan);
  if (!limiter) {
    limiter = new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.fixedWindow(plan === 'pro' ? 100 : 10, '1 m') });
    rateLimiterMap.set(plan, limiter);
  }
  return limiter;
}
