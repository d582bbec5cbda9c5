import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { Redis } from 'ioredis';

const app = Fastify();
const redis = new Redis(process.env.REDIS_URL!);

// fine: in-memory-limiter — shorthand property
await app.register(rateLimit, { max: 100, timeWindow: '1 minute', redis });
