import { test } from 'vitest';

// fine: pii-in-logs — a made-up person
test('login', () => {
  const user = { email: 'jane@acme.test', password: 'correct horse' };
  console.log('testing with', user.email);
});
