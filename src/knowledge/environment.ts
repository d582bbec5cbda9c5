/** How programs read environment variables, and which variables and literals are privileged keys. */
import type { ApiRow, Fact } from './schema.js';

/** A kind of key, recognised by the name of the environment variable it comes from or by the form of the literal. */
export interface KeyKind {
  readonly name: string;
  /** Regular expression for the name of the variable or option that holds it; case is ignored. */
  readonly environment: string;
  /** …unless the name matches this one. */
  readonly not?: string;
  /** Regular expression for a literal key. */
  readonly literal?: string;
  /** A literal JSON web token whose payload says so is such a key, too: claim and value. */
  readonly jwtClaim?: { readonly claim: string; readonly value: string };
}

/** A public prefix does not make a service key harmless, it makes it public: prefixes are part of the names here. */
export const KEY_KINDS: readonly KeyKind[] = [
  {
    name: 'supabase-service',
    // SUPABASE_SERVICE_ROLE_KEY, SUPABASE_SECRET_KEYS, SB_SECRET_KEY, PRIVATE_SUPABASE_SERVICE_ROLE, SERVICE_ROLE_KEY …
    environment: String.raw`(?:^|_)(?:SUPABASE|SB)_(?:\w+_)?(?:SERVICE(?:_?ROLE)?|SECRET|ADMIN)(?:_(?:API_KEY|KEYS?|JWT|TOKEN|SECRET))?$|^SERVICE_?ROLE(?:_?(?:KEY|SECRET|JWT))?$|^supabase(?:Service(?:Role)?|Secret|Admin)(?:Key|Token|Secret)?$`,
    // The signing key is another matter; hooks and webhooks have secrets of their own; anon and publishable keys are public.
    not: String.raw`JWT_SECRET|ANON|PUBLISHABLE|WEBHOOK|HOOK_SECRET|(?:CLIENT|OAUTH|AUTH|STORAGE|S3)_\w*SECRET`,
    literal: String.raw`^sb_secret_`,
    jwtClaim: { claim: 'role', value: 'service_role' },
  },
  { name: 'clerk-secret', environment: String.raw`(?:^|_)CLERK_(?:MACHINE_)?SECRET_KEY$`, literal: String.raw`^(?:sk|ak)_(?:live|test)_[A-Za-z0-9]{20,}$` },
  { name: 'appwrite-api', environment: String.raw`(?:^|_)APPWRITE_(?:API_)?KEY$` },
  { name: 'sanity-write', environment: String.raw`(?:^|_)SANITY_(?:\w+_)?(?:WRITE_TOKEN|API_TOKEN|EDITOR_TOKEN|DEPLOY_TOKEN|TOKEN)$`, not: String.raw`READ|PREVIEW|VIEWER` },
  { name: 'hasura-admin', environment: String.raw`(?:^|_)(?:HASURA|NHOST)_(?:GRAPHQL_)?ADMIN_SECRET$` },
  { name: 'convex-admin', environment: String.raw`(?:^|_)CONVEX_(?:DEPLOY_KEY|SELF_HOSTED_ADMIN_KEY)$` },
  { name: 'workos-api', environment: String.raw`(?:^|_)WORKOS_API_KEY$` },
  {
    name: 'privileged-database',
    // How one connects (DIRECT_URL, POSTGRES_URL_NON_POOLING) says nothing about the role, so those names are not here.
    environment: String.raw`(?:^|_)(?:ADMIN|SUPERUSER|SERVICE_ROLE|OWNER|MIGRATIONS?)_(?:DATABASE_|DB_|POSTGRES_|PG_)?URL$|(?:^|_)SUPABASE_DB_URL$|_BYPASSES_RLS$`,
    // A local database has the superuser of its image.
    literal: String.raw`^postgres(?:ql)?://(?:postgres\.[a-z0-9]+|supabase_admin|service_role|neondb_owner)(?::[^@]*)?@(?!localhost|127\.0\.0\.1)`,
  },
];

const MEMBER: Fact = { role: 'environment' };
const named = (nameArg: number): Fact => ({ role: 'environment', nameArg });

export const ENVIRONMENT: readonly ApiRow[] = [
  { global: true, path: 'process.env.*', fact: MEMBER },
  { global: true, path: 'import.meta.env.*', fact: MEMBER },
  { global: true, path: '{Bun,Deno}.env.*', fact: MEMBER },
  { global: true, path: 'Deno.env.get()', fact: named(0) },
  { module: 'process', path: 'env.*', fact: MEMBER },
  { module: 'bun', path: 'env.*', fact: MEMBER },
  { module: 'cloudflare:workers', path: 'env.*', fact: MEMBER },
  { of: 'hono.Context', path: '.env.*', fact: MEMBER },
  { module: 'hono/adapter', path: 'env().*', fact: MEMBER },
  { module: ['$env/static/private', '$env/static/public'], path: '.*', fact: MEMBER },
  { module: ['$env/dynamic/private', '$env/dynamic/public'], path: 'env.*', fact: MEMBER },
  { module: 'astro:env/server', path: '.*', fact: MEMBER },
  { module: 'astro:env/server', path: 'getSecret()', fact: named(0) },
  { global: true, path: 'useRuntimeConfig().*', fact: MEMBER },
  { module: ['#imports', '#app', 'nuxt/app', 'nitropack/runtime'], path: 'useRuntimeConfig().*', fact: MEMBER },
  { module: ['firebase-functions/params', 'firebase-functions/v2/params'], path: '{defineSecret,defineString}()', fact: named(0) },
  // t3-env and the like, in this file or in the module that is named after it.
  { module: ['@t3-oss/env-nextjs', '@t3-oss/env-core', '@t3-oss/env-nuxt'], path: 'createEnv().*', fact: MEMBER },
  { module: ['envalid'], path: 'cleanEnv().*', fact: MEMBER },
  { module: ['*/env', '*/env.*', '*/env/*', '*/environment'], path: '.*', fact: MEMBER },
  { module: ['*/env', '*/env.*', '*/env/*', '*/environment'], path: '{env,ENV,serverEnv,privateEnv,environment}.*', fact: MEMBER },
  { module: ['*/env', '*/env.*', '*/env/*', '*/environment'], path: '{getEnv,getServerEnv,loadEnv}().*', fact: MEMBER },
  // Accessors of the project's own, by name; some take the value first and the name second.
  { module: '*', path: '{requireEnv,getEnv,getEnvVar,getRequiredEnv,getRequiredEnvVar,requiredEnv,mustGetEnv,mustEnv,readEnv,envVar,assertEnv,ensureEnv}()', fact: named(0) },
  { module: '*', path: '{getEnvVar,requireEnv,assertEnv,ensureEnv}()', fact: named(1) },
];
