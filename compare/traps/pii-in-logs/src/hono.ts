import { createHash } from 'node:crypto';
import { Hono } from 'hono';

const app = new Hono();
const { log: print } = console;

// bad: pii-in-logs — console under another name, the cookie header
app.get('/session', (c) => {
  print('cookie', c.req.header('cookie'));
  return c.text('ok');
});

// bad: pii-in-logs — an access token
app.post('/token', async (c) => {
  const { accessToken } = await c.req.json();
  console.info('exchanged', accessToken);
  return c.text('ok');
});

// fine: pii-in-logs — a hash
app.post('/hash', async (c) => {
  const { email } = await c.req.json();
  console.info('seen', createHash('sha256').update(email).digest('hex'));
  return c.text('ok');
});

// fine: pii-in-logs — settings that merely sound like secrets
const changePasswordChallenge = 'change-password';
const tokenTtlSeconds = 900;
console.log(changePasswordChallenge, tokenTtlSeconds);

// fine: pii-in-logs — ids of secrets
export function revoked(apiKey: { id: string; secret: string }, tokenId: string) {
  console.log('revoked', apiKey.id, tokenId);
}
