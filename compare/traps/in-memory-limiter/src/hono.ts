import { Hono } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';

const app = new Hono();

// bad: in-memory-limiter — no store
app.use(rateLimiter({ windowMs: 60_000, limit: 50, keyGenerator: (c) => c.req.header('x-api-key') ?? '' }));

export default app;
