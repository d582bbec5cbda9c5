import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { env } from '@/lib/env';

const client = new Redis(env.REDIS_URL, { enableOfflineQueue: false });

const exportQuota = new RateLimiterRedis({
  storeClient: client,
  keyPrefix: 'quota:export',
  points: 20,
  duration: 3600,
  insuranceLimiter: new RateLimiterMemory({ points: 2, duration: 3600 }),
});

const reminderLimiter = new RateLimiterMemory({ points: 10, duration: 60 });

export const consumeExport = (orgId: string) => exportQuota.consume(orgId);

export const consumeReminder = (orgId: string) => reminderLimiter.consume(orgId);

export async function countInvoiceView(invoiceId: string, ip: string): Promise<boolean> {
  const key = `rl:view:${invoiceId}:${ip}`;
  const views = await client.incr(key);
  if (views === 1) await client.expire(key, 60);
  return views <= 30;
}
