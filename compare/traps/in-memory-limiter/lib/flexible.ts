import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

// bad: in-memory-limiter — the memory variant is all there is
const loginLimiter = new RateLimiterMemory({ points: 5, duration: 60 });
export const consumeLogin = (ip: string) => loginLimiter.consume(ip);

// fine: in-memory-limiter — memory only steps in while Redis is away
const insuranceLimiter = new RateLimiterMemory({ points: 5, duration: 60 });
export const apiLimiter = new RateLimiterRedis({
  storeClient: new Redis(process.env.REDIS_URL!),
  points: 100,
  duration: 60,
  insuranceLimiter,
});
