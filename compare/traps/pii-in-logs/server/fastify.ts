import Fastify from 'fastify';
import pino from 'pino';

const app = Fastify({ logger: true });
const safe = pino({ redact: ['email', 'phone'] });
const plain = pino();

// bad: pii-in-logs — all headers, cookies among them
app.get('/debug', async (request) => {
  request.log.info({ headers: request.headers }, 'request');
  return 'ok';
});

// bad: pii-in-logs — pino takes the object first
app.post('/users', async (request) => {
  const { email } = request.body as { email: string };
  plain.info({ email }, 'user created');
  return 'ok';
});

// bad: pii-in-logs — a cast in between
app.post('/patients', async (request) => {
  plain.info({ ssn: (request.body as { ssn: string }).ssn }, 'patient stored');
  return 'ok';
});

// bad: pii-in-logs — redaction does not see what is inside the message
app.post('/contacts', async (request) => {
  const { phone } = request.body as { phone: string };
  safe.info(`contact ${phone} stored`);
  return 'ok';
});

// fine: pii-in-logs — the logger removes exactly this field
app.post('/leads', async (request) => {
  const { email } = request.body as { email: string };
  safe.info({ email }, 'lead stored');
  return 'ok';
});
