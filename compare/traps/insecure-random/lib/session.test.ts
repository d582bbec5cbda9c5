import { test } from 'vitest';

// fine: insecure-random — a test's token opens nothing
test('rejects an unknown token', () => {
  const token = Math.random().toString(36);
  if (token === 'known') throw new Error('unlikely');
});
