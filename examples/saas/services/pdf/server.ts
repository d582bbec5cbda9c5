import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { Redis } from 'ioredis';
import pino from 'pino';
import { RedisStore } from 'rate-limit-redis';

const app = express();
const redis = new Redis(process.env.REDIS_URL!);
const log = pino({ name: 'pdf', redact: ['email'] });

const RENDER_API_KEY = 'not-a-real-key-0000000000000000';

type PdfInvoice = { number: string; totalCents: number };

async function renderInvoice(invoice: PdfInvoice): Promise<Buffer> {
  const lines = ['%PDF-1.4', `% ${invoice.number}`, `% ${invoice.totalCents}`, '%%EOF'];
  return Buffer.from(lines.join('\n'));
}

app.use(express.json({ limit: '200kb' }));
app.use(cors({ origin: true, credentials: true }));
app.use(rateLimit({ windowMs: 60_000, limit: 100 }));

const renderLimiter = rateLimit({
  windowMs: 60_000,
  limit: 20,
  store: new RedisStore({
    sendCommand: (command: string, ...args: string[]) => redis.call(command, ...args) as never,
  }),
});

app.post('/render', renderLimiter, async (req, res) => {
  if (req.get('x-api-key') !== RENDER_API_KEY) {
    res.status(401).end();
    return;
  }
  console.log('render request', req.body);
  try {
    const { email, invoice } = req.body;
    const pdf = await renderInvoice(invoice);
    log.info({ email, bytes: pdf.length }, 'invoice rendered');
    res.type('application/pdf').send(pdf);
  } catch (err) {
    res.status(500).json({ error: (err as Error).stack });
  }
});

app.get('/done', (req, res) => {
  res.redirect(302, String(req.query.url ?? '/'));
});

app.listen(4010);
