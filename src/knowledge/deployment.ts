/** How code asks where it runs: on a developer's machine, in a test, for real users, with or without a shared store. Names in the words of `analysis/words.ts`. */

/** Variables and members that hold the name of the environment. */
export const ENVIRONMENT_NAMES: ReadonlySet<string> = new Set(['node env', 'app env', 'vercel env', 'next public vercel env', 'environment', 'app environment', 'env', 'mode', 'deploy env', 'deployment env', 'stage']);
/** Environments with nobody but developers in them. */
export const DEVELOPMENT_VALUES: ReadonlySet<string> = new Set(['development', 'dev', 'local', 'test', 'testing', 'ci', 'e2e']);
/** Environments of real users: what is not for them is for developers. Staging is not among them: what is not for staging may well be for users. */
export const PRODUCTION_VALUES: ReadonlySet<string> = new Set(['production', 'prod', 'live']);
/** Flags that are true only on a developer's machine or in a test. */
export const DEVELOPMENT_FLAGS: ReadonlySet<string> = new Set(['dev', 'development', 'dev mode', 'is dev', 'is development', 'is dev mode', 'is development mode', 'is dev env', 'is dev environment', 'is development environment', 'is local', 'is localhost', 'is local dev', 'is local development', 'is non production', 'testing', 'is test', 'is testing', 'vitest', 'is vitest', 'is jest', 'ci']);
/** Flags that somebody sets who wants to see more. */
export const DETAIL_FLAGS: ReadonlySet<string> = new Set(['debug', 'is debug', 'debug mode', 'is debug mode', 'enable debug', 'debug enabled', 'verbose', 'is verbose']);
/** Flags that are true only for real users. */
export const PRODUCTION_FLAGS: ReadonlySet<string> = new Set(['prod', 'production', 'is prod', 'is production', 'is production mode', 'is production environment', 'is prod env', 'is live', 'is deployed', 'is hosted', 'is cloud', 'vercel', 'is vercel']);
/** Words in the name of a client, or of the variable that configures it, of a store that all instances share. */
export const SHARED_STORE_NAMES: readonly string[] = ['redis', 'ioredis', 'upstash', 'valkey', 'kv', 'memcached', 'memcache', 'dragonfly', 'keydb', 'durable object', 'dynamo', 'dynamodb'];
