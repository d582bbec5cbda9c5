import { rateLimit } from 'express-rate-limit';
import { test } from 'vitest';

// fine: in-memory-limiter — one process is all a test has
test('refuses the third request', async () => {
  const middleware = rateLimit({ windowMs: 1000, limit: 2 });
  await middleware({} as never, {} as never, () => {});
});
