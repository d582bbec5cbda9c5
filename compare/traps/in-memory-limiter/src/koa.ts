import { Redis } from 'ioredis';
import Koa from 'koa';
import ratelimit from 'koa-ratelimit';

const app = new Koa();

// bad: in-memory-limiter — Koa with its memory driver
app.use(ratelimit({ driver: 'memory', db: new Map(), duration: 60_000, max: 100, id: (ctx) => ctx.ip }));

// fine: in-memory-limiter — Koa with Redis
app.use(ratelimit({ driver: 'redis', db: new Redis(), duration: 60_000, max: 100, id: (ctx) => ctx.ip }));
