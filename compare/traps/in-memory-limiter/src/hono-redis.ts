import { RedisStore } from '@hono-rate-limiter/redis';
import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import { redis } from './redis';

const app = new Hono();

// fine: in-memory-limiter — shared wherever Redis is configured
app.use(
  rateLimiter({
    windowMs: 60_000,
    limit: 50,
    keyGenerator: (c) => c.req.header('x-api-key') ?? '',
    store: redis ? new RedisStore({ client: redis }) : undefined,
  }),
);
