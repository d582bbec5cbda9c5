import { betterAuth } from 'better-auth';

// bad: in-memory-limiter — said in so many words
export const auth = betterAuth({ rateLimit: { enabled: true, window: 10, max: 100, storage: 'memory' } });

// fine: in-memory-limiter — counted in the database
export const shared = betterAuth({ rateLimit: { enabled: true, window: 10, max: 100, storage: 'database' } });
