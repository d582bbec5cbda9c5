import 'server-only';
import { Ratelimit } from '@upstash/ratelimit';
import { redis } from '@/lib/redis';

const apiLimiter = new Ratelimit({
  redis,
  limiter: Ratelimit.slidingWindow(100, '60 s'),
  prefix: 'rl:api',
  ephemeralCache: new Map(),
});

const loginLimiter = new Ratelimit({ redis, limiter: Ratelimit.fixedWindow(5, '60 s'), prefix: 'rl:login' });

export class RateLimitError extends Error {}

export async function limitApi(userId: string): Promise<void> {
  const { success } = await apiLimiter.limit(userId);
  if (!success) throw new RateLimitError('Too many requests');
}

export async function limitLogin(subject: string): Promise<void> {
  const { success } = await loginLimiter.limit(subject);
  if (!success) throw new RateLimitError('Too many attempts');
}

const WINDOW_SCRIPT = `
  local n = redis.call('INCR', KEYS[1])
  if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return n
`;

/** Reset codes per account: counter and expiry are one atomic step. */
export async function allowResetCode(userId: string): Promise<boolean> {
  const sent = await redis.eval<[number], number>(WINDOW_SCRIPT, [`rl:reset:${userId}`], [3600]);
  return sent <= 3;
}
