import { Router } from 'express';

// bad: in-memory-limiter — the Map lives in a closure that is made once
export function createWebhookRouter() {
  const router = Router();
  const buckets = new Map<string, { count: number; windowStart: number }>();
  router.use((req, res, next) => {
    const now = Date.now();
    const bucket = buckets.get(req.ip ?? '') ?? { count: 0, windowStart: now };
    if (now - bucket.windowStart > 60_000) {
      bucket.count = 0;
      bucket.windowStart = now;
    }
    bucket.count += 1;
    buckets.set(req.ip ?? '', bucket);
    if (bucket.count > 60) return res.status(429).json({ error: 'rate limited' });
    next();
  });
  return router;
}
