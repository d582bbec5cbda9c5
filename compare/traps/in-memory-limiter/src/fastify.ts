import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';

const app = Fastify();

// bad: in-memory-limiter — without redis it counts in this process
await app.register(rateLimit, { max: 100, timeWindow: '1 minute' });
