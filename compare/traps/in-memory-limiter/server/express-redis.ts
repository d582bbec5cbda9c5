import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { createClient } from 'redis';

const app = express();
const client = createClient();
const store = new RedisStore({ sendCommand: (...args: string[]) => client.sendCommand(args) });

// fine: in-memory-limiter — shared store, in place
app.use(rateLimit({ windowMs: 60_000, limit: 100, store: new RedisStore({ sendCommand: (...args: string[]) => client.sendCommand(args) }) }));

// fine: in-memory-limiter — shared store through a spread
const base = { windowMs: 60_000, store };
app.post('/login', rateLimit({ ...base, limit: 5 }), (req, res) => res.sendStatus(204));

// fine: in-memory-limiter — options that cannot be seen from here
export const custom = (options: Parameters<typeof rateLimit>[0]) => rateLimit(options);
