import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';

// fine: in-memory-limiter — memory on a developer's machine only
const counters = new Map<string, { count: number; resetAt: number }>();

export async function allow(ip: string): Promise<boolean> {
  if (process.env.NODE_ENV !== 'production') {
    const now = Date.now();
    const entry = counters.get(ip);
    if (!entry || entry.resetAt < now) {
      counters.set(ip, { count: 1, resetAt: now + 60_000 });
      return true;
    }
    return ++entry.count <= 10;
  }
  const shared = new Ratelimit({ redis: Redis.fromEnv(), limiter: Ratelimit.fixedWindow(10, '1 m') });
  return (await shared.limit(ip)).success;
}
