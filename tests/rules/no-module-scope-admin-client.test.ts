import type { InvalidTestCase, ValidTestCase } from '@typescript-eslint/rule-tester';
import { describe, expect, test } from 'vitest';
import rule from '../../src/rules/no-module-scope-admin-client.js';
import { lint } from '../helpers/lint.js';
import { ruleTester } from '../helpers/rule-tester.js';

/** In the code of an invalid case «…» marks what the rule points at, and ° where the suggestion adds a call to a use of the name. */
type MessageId = 'moduleScope' | 'memoised' | 'makeFactory';
type Options = readonly [{ memoised?: 'report' | 'allow' }?];
type Invalid = InvalidTestCase<MessageId, Options>;
type Valid = ValidTestCase<Options>;

interface Extra {
  readonly filename?: string;
  readonly options?: { readonly memoised: 'report' | 'allow' };
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The suggestion makes the declaration a function. */
  readonly suggest?: typeof FACTORY;
}

interface Problem {
  readonly messageId: 'moduleScope' | 'memoised';
  readonly data: Readonly<Record<string, string>>;
}

/** The product, and what makes the client a privileged one. */
type Client = readonly [service: string, because: string];

const FACTORY = '() => ';
const SUPABASE: Client = ['Supabase', 'the service-role key'];
const SB = "import { createClient } from '@supabase/supabase-js';\n";
const KEY = 'process.env.SUPABASE_SERVICE_ROLE_KEY!';
const MAKE = `createClient(process.env.SUPABASE_URL!, ${KEY})`;

function atLoad([service, because]: Client, via = ''): Problem {
  return { messageId: 'moduleScope', data: { service, because, via } };
}

function memoised([service, because]: Client, variable: string): Problem {
  return { messageId: 'memoised', data: { service, because, variable } };
}

/** A token of the given role with a signature that verifies nowhere. */
function fakeJwt(role: string): string {
  const payload = Buffer.from(JSON.stringify({ iss: 'supabase', ref: 'abcdefghijklmnop', role, iat: 1700000000, exp: 2000000000 })).toString('base64url');
  return `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${payload}.${Buffer.from('not-a-real-signature').toString('base64url')}`;
}

function situation({ filename, options, settings }: Extra): { filename?: string; options?: [{ memoised: 'report' | 'allow' }]; settings?: Record<string, unknown> } {
  return { ...(filename ? { filename } : {}), ...(options ? { options: [options] } : {}), ...(settings ? { settings: { bulwark: settings } } : {}) };
}

function ok(name: string, code: string, extra: Extra = {}): Valid {
  return { name, code, ...situation(extra) };
}

function no(name: string, marked: string, problem: Problem, extra: Extra = {}): Invalid {
  const code = marked.replaceAll(/[«»°]/gu, '');
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const through = marked.slice(0, marked.indexOf('»')).replace('«', '').split('\n');
  const variable = /(\w+) = (?:await )?«/u.exec(marked)?.[1] ?? '';
  const output = marked.replace('«', FACTORY).replaceAll('°', '()').replace('»', '');
  return {
    name,
    code,
    ...situation(extra),
    errors: [
      {
        ...problem,
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
        endLine: through.length,
        endColumn: (through.at(-1)?.length ?? 0) + 1,
        suggestions: extra.suggest === undefined ? null : [{ messageId: 'makeFactory', data: { name: variable }, output }],
      },
    ],
  };
}

/** A client at module scope with the key written in this way. */
function key(name: string, expression: string, before = ''): Invalid {
  return no(`key: ${name}`, `${SB}${before}export const admin = «createClient(process.env.SUPABASE_URL!, ${expression})»;`, atLoad(SUPABASE), { suggest: FACTORY });
}

const valid: Valid[] = [
  ok('policy recipe', `${SB}import { requireAdmin } from '@/lib/auth';\nfunction createAdminClient() {\n  return ${MAKE};\n}\nexport async function withAdmin<T>(fn: (admin: ReturnType<typeof createAdminClient>) => Promise<T>): Promise<T> {\n  await requireAdmin();\n  return fn(createAdminClient());\n}`, { filename: 'react.tsx' }),
  ok('factory', `${SB}export function createAdminClient() {\n  return ${MAKE};\n}`),
  ok('arrow', `${SB}export const createAdminClient = () => ${MAKE};`),
  ok('handler', `${SB}export async function POST() {\n  const admin = ${MAKE};\n  return Response.json(await admin.from('events').select());\n}`, { filename: 'app/api/events/route.ts' }),
  ok('method', `${SB}export class Users {\n  get admin() {\n    return ${MAKE};\n  }\n}`),
  // Whoever creates it decides; nothing here does so while the module loads.
  ok('instance field of class not made here', `${SB}export class Users {\n  private admin = ${MAKE};\n}`),
  ok('new inside function', `${SB}class Users {\n  admin = ${MAKE};\n}\nexport const users = () => new Users();`),
  ok('callback', `${SB}import { after } from 'next/server';\nexport function POST() {\n  after(() => ${MAKE}.from('x').select());\n}`),
  ok('express handler', `${SB}import express from 'express';\nconst app = express();\napp.get('/x', async (_req, res) => {\n  const admin = ${MAKE};\n  res.json(await admin.from('x').select());\n});`),
  ok('per request memo', `${SB}export function forRequest() {\n  let client;\n  return () => (client ??= ${MAKE});\n}`),
  // Kept for one request only.
  ok('react cache', `${SB}import { cache } from 'react';\nexport const getAdmin = cache(() => ${MAKE});`),
  ok('anon', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!);`),
  ok('publishable', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY!);`),
  ok('sb_publishable', `${SB}export const supabase = createClient('https://p.supabase.test', 'sb_publishable_000000');`),
  ok('anon JWT', `${SB}export const supabase = createClient('https://p.supabase.test', '${fakeJwt('anon')}');`),
  // The name does not say which key it is, and a key that comes from outside is somebody else's to judge.
  ok('ambiguous key', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_KEY!);`),
  // The signing key is another mistake.
  ok('JWT secret', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_JWT_SECRET!);`),
  // Row-level security follows the user's token, not the key.
  ok('acts as user', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, ${KEY}, { accessToken: async () => getToken() });`),
  ok('acts as user header', `${SB}export const supabase = createClient(process.env.SUPABASE_URL!, ${KEY}, { global: { headers: { Authorization: token } } });`),
  ok('key param', `${SB}export const make = (key: string) => createClient(process.env.SUPABASE_URL!, key);`),
  ok('key only', `export const serviceKey = process.env.SUPABASE_SERVICE_ROLE_KEY!;`),
  ok('other createClient', `import { createClient } from '@libsql/client';\nexport const db = createClient({ url: process.env.DATABASE_URL!, authToken: process.env.SUPABASE_SERVICE_ROLE_KEY });`),
  ok('redis createClient', `import { createClient } from 'redis';\nexport const redis = createClient({ url: process.env.REDIS_URL });`),
  ok('local createClient', `import { createClient } from './supabase';\nexport const admin = createClient('a', process.env.SUPABASE_SERVICE_ROLE_KEY!);`),
  ok('Stripe', `import Stripe from 'stripe';\nexport const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);`),
  ok('S3', `import { S3Client } from '@aws-sdk/client-s3';\nexport const s3 = new S3Client({ region: 'eu-central-1' });`),
  ok('Resend', `import { Resend } from 'resend';\nexport const resend = new Resend(process.env.RESEND_API_KEY);`),
  ok('Prisma', `import { PrismaClient } from '@prisma/client';\nconst store = globalThis as { prisma?: PrismaClient };\nexport const prisma = store.prisma ?? new PrismaClient();`),
  ok('drizzle', `import { drizzle } from 'drizzle-orm/node-postgres';\nexport const db = drizzle(process.env.DATABASE_URL!);`),
  // How one connects says nothing about the role.
  ok('DIRECT_URL', `import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString: process.env.DIRECT_URL });`),
  ok('local postgres', `import postgres from 'postgres';\nexport const sql = postgres('postgres://supabase_admin:postgres@localhost:5432/postgres');`),
  ok('firebase browser', `import { initializeApp } from 'firebase/app';\nimport { getAuth } from 'firebase/auth';\nexport const app = initializeApp({ apiKey: 'public' });\nexport const auth = getAuth(app);`),
  ok('firebase in function', `import { getFirestore } from 'firebase-admin/firestore';\nexport const read = () => getFirestore().collection('x').get();`),
  ok('firebase cert only', `import { cert } from 'firebase-admin/app';\nexport const credential = cert(JSON.parse(process.env.FIREBASE_KEY!));`),
  ok('sanity no token', `import { createClient } from '@sanity/client';\nexport const client = createClient({ projectId: 'p', dataset: 'd', useCdn: true });`),
  ok('sanity read token', `import { createClient } from '@sanity/client';\nexport const client = createClient({ projectId: 'p', dataset: 'd', token: process.env.SANITY_API_READ_TOKEN });`),
  ok('workos client id', `import { WorkOS } from '@workos-inc/node';\nexport const workos = new WorkOS({ clientId: 'c' });`),
  ok('keycloak user', `import KcAdminClient from '@keycloak/keycloak-admin-client';\nconst keycloak = new KcAdminClient();\nkeycloak.setAccessToken(userToken);`),
  ok('pocketbase users', `import PocketBase from 'pocketbase';\nexport const pb = new PocketBase(process.env.PB_URL);\nexport const login = (email: string, password: string) => pb.collection('users').authWithPassword(email, password);`),
  ok('appwrite session', `import { Client } from 'node-appwrite';\nexport const client = new Client().setEndpoint('https://cloud.appwrite.test/v1').setProject('p');`),
  ok('hasura user', `import { GraphQLClient } from 'graphql-request';\nexport const api = new GraphQLClient(process.env.HASURA_URL!, { headers: { authorization: 'Bearer x' } });`),
  ok('contentful delivery', `import { createClient } from 'contentful';\nexport const client = createClient({ space: 's', accessToken: process.env.CONTENTFUL_DELIVERY_TOKEN! });`),
  ok('type only', `import type { SupabaseClient } from '@supabase/supabase-js';\nexport let admin: SupabaseClient;`),
  // Code that no request reaches.
  ok('script', `${SB}const admin = ${MAKE};\nawait admin.from('plans').insert({});`, { filename: 'scripts/seed.ts' }),
  ok('seed', `${SB}export const admin = ${MAKE};`, { filename: 'prisma/seed.ts' }),
  ok('migration', `${SB}export const admin = ${MAKE};`, { filename: 'db/migrations/001.ts' }),
  ok('test', `${SB}export const admin = ${MAKE};`, { filename: 'tests/helpers/admin.ts' }),
  ok('cli', `${SB}export const admin = ${MAKE};`, { filename: 'cli/index.ts' }),
  ok('hashbang', `#!/usr/bin/env node\n${SB}export const admin = ${MAKE};`, { filename: 'run.ts' }),
  ok('settings.files', `${SB}export const admin = ${MAKE};`, { filename: 'workers/queue.ts', settings: { files: { script: ['workers/**'] } } }),
  ok('memoised allow', `${SB}let client;\nexport function getAdmin() {\n  if (!client) client = ${MAKE};\n  return client;\n}`, { options: { memoised: 'allow' } }),
  // Kept, but made anew for every caller.
  ok('recreated each time', `${SB}let last;\nexport function getAdmin() {\n  last = ${MAKE};\n  return last;\n}`),
  // The file that creates it is where it is reported.
  ok('factory of other module', `import { createAdminClient } from '@/lib/admin';\nexport const admin = createAdminClient();`),
];

const invalid: Invalid[] = [
  // Where it runs.
  no('exported const', `${SB}export const supabaseAdmin = «${MAKE}»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('not exported', `${SB}const admin = «${MAKE}»;\nexport const users = () => admin°.from('users').select();`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('default export', `${SB}export default «${MAKE}»;`, atLoad(SUPABASE)),
  no('class static', `${SB}export class Database {\n  static readonly admin = «${MAKE}»;\n}`, atLoad(SUPABASE)),
  no('static block', `${SB}export class Database {\n  static admin;\n  static {\n    this.admin = «${MAKE}»;\n  }\n}`, atLoad(SUPABASE)),
  no('object member', `${SB}export const clients = {\n  admin: «${MAKE}»,\n};`, atLoad(SUPABASE)),
  no('array member', `${SB}export const clients = [«${MAKE}»];`, atLoad(SUPABASE)),
  no('IIFE', `${SB}export const admin = (() => {\n  const url = process.env.SUPABASE_URL!;\n  return «createClient(url, ${KEY})»;\n})();`, atLoad(SUPABASE)),
  no('async IIFE', `${SB}(async () => {\n  const admin = «${MAKE}»;\n  await admin.from('jobs').delete();\n})();`, atLoad(SUPABASE)),
  no('top-level await', `const { createClient } = await import('@supabase/supabase-js');\nexport const admin = «${MAKE}»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('conditional', `${SB}const url = process.env.SUPABASE_URL;\nconst key = process.env.SUPABASE_SERVICE_ROLE_KEY;\nexport const admin = url && key ? «createClient(url, key)» : null;`, atLoad(SUPABASE)),
  no('logical', `${SB}const key = process.env.SUPABASE_SERVICE_ROLE_KEY;\nexport const admin = key && «createClient(process.env.SUPABASE_URL!, key)»;`, atLoad(SUPABASE)),
  no('module if', `${SB}let admin;\nif (process.env.SUPABASE_SERVICE_ROLE_KEY) {\n  admin = «createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY)»;\n}\nexport { admin };`, atLoad(SUPABASE)),
  no('module try', `${SB}let admin;\ntry {\n  admin = «${MAKE}»;\n} catch {\n  admin = undefined;\n}\nexport { admin };`, atLoad(SUPABASE)),
  no('new Service', `${SB}class UserService {\n  private readonly admin;\n  constructor() {\n    this.admin = ${MAKE};\n  }\n}\nexport const users = «new UserService()»;`, atLoad(SUPABASE, ' (`new UserService()` runs the code on line 5)')),
  no('new Service field', `${SB}class UserService {\n  private admin = ${MAKE};\n}\nexport const users = «new UserService()»;`, atLoad(SUPABASE, ' (`new UserService()` runs the code on line 3)')),
  no('init()', `${SB}let admin;\nfunction init() {\n  admin = ${MAKE};\n}\n«init()»;`, atLoad(SUPABASE, ' (`init()` runs the code on line 4)')),
  no('factory called at top', `${SB}function makeAdmin() {\n  return ${MAKE};\n}\nexport const admin = «makeAdmin()»;`, atLoad(SUPABASE, ' (`makeAdmin()` runs the code on line 3)')),
  no('arrow factory called at top', `${SB}const makeAdmin = () => ${MAKE};\nexport const admin = «makeAdmin()»;`, atLoad(SUPABASE, ' (`makeAdmin()` runs the code on line 2)')),
  no('Proxy', `${SB}export const admin = «new Proxy({} as never, {\n  get(_target, property) {\n    client ??= ${MAKE};\n    return client[property];\n  },\n})»;\nlet client;`, memoised(SUPABASE, 'client')),
  no('forEach at load', `${SB}const clients = [];\n['eu', 'us'].forEach((region) => {\n  clients.push(«createClient(process.env[\`SUPABASE_URL_\${region}\`]!, ${KEY})»);\n});`, atLoad(SUPABASE)),
  no('commonjs', `const { createClient } = require('@supabase/supabase-js');\nmodule.exports = { admin: «${MAKE}» };`, atLoad(SUPABASE)),
  no('namespace', `import * as supabase from '@supabase/supabase-js';\nexport const admin = «supabase.createClient(process.env.SUPABASE_URL!, ${KEY})»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('alias', `import { createClient as create } from '@supabase/supabase-js';\nexport const admin = «create(process.env.SUPABASE_URL!, ${KEY})» as unknown;`, atLoad(SUPABASE)),
  no('generic', `${SB}import type { Database } from './types';\nexport const admin = «createClient<Database>(process.env.SUPABASE_URL!, ${KEY})»;`, atLoad(SUPABASE), { filename: 'react.tsx', suggest: FACTORY }),
  no('SupabaseClient', `import { SupabaseClient } from '@supabase/supabase-js';\nexport const admin = «new SupabaseClient(process.env.SUPABASE_URL!, ${KEY})»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('route file', `${SB}const supabase = «${MAKE}»;\nexport async function POST() {\n  return Response.json(await supabase°.from('events').select());\n}`, atLoad(SUPABASE), { filename: 'app/api/events/route.ts', suggest: FACTORY }),
  no('deno', `import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';\nconst admin = «createClient(Deno.env.get('SUPABASE_URL')!, Deno.env.get('SUPABASE_SERVICE_ROLE_KEY')!)»;\nDeno.serve(async () => Response.json(await admin°.from('jobs').select()));`, atLoad(SUPABASE), { filename: 'supabase/functions/run/index.ts', suggest: FACTORY }),
  no('npm: specifier', `import { createClient } from 'npm:@supabase/supabase-js@2';\nconst admin = «createClient(Deno.env.get('SUPABASE_URL')!, Deno.env.get('SB_SECRET_KEY') ?? '')»;\nexport { admin };`, atLoad(SUPABASE)),
  no('memo if', `${SB}let client;\nexport function getAdmin() {\n  if (!client) client = «${MAKE}»;\n  return client;\n}`, memoised(SUPABASE, 'client')),
  no('memo ??=', `${SB}let client;\nexport const getAdmin = () => (client ??= «${MAKE}»);`, memoised(SUPABASE, 'client')),
  no('memo early return', `${SB}let client;\nexport function getAdmin() {\n  if (client) return client;\n  client = «${MAKE}»;\n  return client;\n}`, memoised(SUPABASE, 'client')),
  no('globalThis cache', `${SB}export function getAdmin() {\n  globalThis.admin ??= «${MAKE}»;\n  return globalThis.admin;\n}`, memoised(SUPABASE, 'globalThis.admin')),
  no('globalThis at load', `${SB}const globalForAdmin = globalThis as { admin?: unknown };\nexport const admin = globalForAdmin.admin ?? «${MAKE}»;\nif (process.env.NODE_ENV !== 'production') globalForAdmin.admin = admin;`, atLoad(SUPABASE)),
  no('static getInstance', `${SB}export class Database {\n  private static instance;\n  static get() {\n    if (!Database.instance) Database.instance = «${MAKE}»;\n    return Database.instance;\n  }\n}`, memoised(SUPABASE, 'Database.instance')),
  no('singleton class memo', `${SB}class Admin {\n  client = ${MAKE};\n}\nexport const instance = «new Admin()»;`, atLoad(SUPABASE, ' (`new Admin()` runs the code on line 3)')),

  // How the key gets there.
  key('as string', 'process.env.SUPABASE_SERVICE_ROLE_KEY as string'),
  key("|| ''", "process.env.SUPABASE_SERVICE_ROLE_KEY || ''"),
  key('?? default', "process.env.SUPABASE_SECRET_KEY ?? ''"),
  key('bracket', "process.env['SUPABASE_SERVICE_KEY']!"),
  key('const', 'serviceKey', 'const serviceKey = process.env.SUPABASE_SERVICE_ROLE_KEY!;\n'),
  key('two consts', 'SRK', 'const raw = process.env.SUPABASE_SERVICE_ROLE_KEY;\nconst SRK = raw!.trim();\n'),
  key('destructured', 'SUPABASE_SERVICE_ROLE_KEY!', 'const { SUPABASE_SERVICE_ROLE_KEY } = process.env;\n'),
  key('destructured renamed', 'key!', 'const { SUPABASE_SERVICE_ROLE_KEY: key } = process.env;\n'),
  key('fallback to anon', "process.env.SUPABASE_SERVICE_ROLE_KEY ?? process.env.SUPABASE_ANON_KEY!"),
  key('local accessor', "required('SUPABASE_SERVICE_ROLE_KEY')", "function required(name: string): string {\n  const value = process.env[name];\n  if (!value) throw new Error(`missing ${name}`);\n  return value;\n}\n"),
  key('imported accessor', "requireEnv('SUPABASE_SERVICE_ROLE_KEY')", "import { requireEnv } from '@/lib/config';\n"),
  key('imported accessor value name', "getEnvVar(process.env.SUPABASE_SERVICE_ROLE_KEY, 'SUPABASE_SERVICE_ROLE_KEY')", "import { getEnvVar } from './env';\n"),
  key('unknown accessor', "mandatory(process.env.SUPABASE_SERVICE_ROLE_KEY)", "import { mandatory } from './config';\n"),
  key('svelte static private', 'SUPABASE_SERVICE_ROLE_KEY', "import { SUPABASE_SERVICE_ROLE_KEY } from '$env/static/private';\n"),
  key('svelte static private PRIVATE_', 'PRIVATE_SUPABASE_SERVICE_ROLE', "import { PRIVATE_SUPABASE_SERVICE_ROLE } from '$env/static/private';\n"),
  key('svelte dynamic', 'env.SUPABASE_SERVICE_ROLE_KEY', "import { env } from '$env/dynamic/private';\n"),
  key('t3 env import', 'env.SUPABASE_SERVICE_ROLE_KEY', "import { env } from '@/env';\n"),
  key('t3 env local', 'env.SUPABASE_SERVICE_ROLE_KEY', "import { createEnv } from '@t3-oss/env-nextjs';\nimport { z } from 'zod';\nconst env = createEnv({ server: { SUPABASE_SERVICE_ROLE_KEY: z.string() }, experimental__runtimeEnv: process.env });\n"),
  key('import.meta.env', 'import.meta.env.SUPABASE_SERVICE_ROLE_KEY'),
  key('Bun', 'Bun.env.SUPABASE_SECRET_KEY!'),
  key('config object', 'config.supabase.serviceRoleKey', "const config = { supabase: { serviceRoleKey: process.env.SUPABASE_SERVICE_ROLE_KEY! } };\n"),
  key('sb_secret', "'sb_secret_not_a_real_key_000000'"),
  key('service role JWT', `'${fakeJwt('service_role')}'`),
  key('public prefix', 'process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY!'),
  key('zod parsed', "env.SUPABASE_SERVICE_ROLE_KEY", "import { z } from 'zod';\nconst env = z.object({ SUPABASE_SERVICE_ROLE_KEY: z.string() }).parse(process.env);\n"),
  key('template', '`${process.env.SUPABASE_SERVICE_ROLE_KEY}`'),
  key('imported const', 'SUPABASE_SERVICE_ROLE_KEY', "import { SUPABASE_SERVICE_ROLE_KEY } from './constants';\n"),

  // The clients.
  no('ssr', `import { createServerClient } from '@supabase/ssr';\nexport const admin = «createServerClient(process.env.SUPABASE_URL!, ${KEY}, { cookies: {} as never })»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('auth-helpers', `import { createServerComponentClient } from '@supabase/auth-helpers-nextjs';\nimport { cookies } from 'next/headers';\nexport const admin = «createServerComponentClient({ cookies }, { supabaseKey: ${KEY} })»;`, atLoad(SUPABASE), { suggest: FACTORY }),
  no('@supabase/server', `import { createAdminClient } from '@supabase/server/core';\nexport const admin = «createAdminClient()»;`, atLoad(['Supabase', 'the secret key it reads from the environment']), { suggest: FACTORY }),
  no('firebase namespace', `import admin from 'firebase-admin';\n«admin.initializeApp({ credential: admin.credential.applicationDefault() })»;\nexport const db = () => admin.firestore();`, atLoad(['Firebase Admin', 'rights that no Security Rules limit'])),
  no('firebase namespace service', `import admin from 'firebase-admin';\nexport const db = «admin.firestore()»;`, atLoad(['Firebase Admin', 'rights that no Security Rules limit']), { suggest: FACTORY }),
  no('firebase if apps', `import * as admin from 'firebase-admin';\nif (!admin.apps.length) {\n  «admin.initializeApp()»;\n}`, atLoad(['Firebase Admin', 'rights that no Security Rules limit'])),
  no('firebase modular', `import { getApps, initializeApp, cert } from 'firebase-admin/app';\nexport const app = getApps()[0] || «initializeApp({ credential: cert(JSON.parse(process.env.FIREBASE_KEY!)) })»;`, atLoad(['Firebase Admin', 'rights that no Security Rules limit'])),
  no('firestore', `import { getFirestore } from 'firebase-admin/firestore';\nexport const db = «getFirestore()»;`, atLoad(['Firebase Admin', 'rights that no Security Rules limit']), { suggest: FACTORY }),
  no('firebase auth of app', `import { initializeApp } from 'firebase-admin/app';\nimport { getAuth } from 'firebase-admin/auth';\nexport const auth = «getAuth(initializeApp())»;`, atLoad(['Firebase Admin', 'rights that no Security Rules limit']), { suggest: FACTORY }),
  no('firebase storage', `import { getStorage } from 'firebase-admin/storage';\nexport const bucket = «getStorage()».bucket();`, atLoad(['Firebase Admin', 'rights that no Security Rules limit'])),
  no('google firestore', `import { Firestore } from '@google-cloud/firestore';\nexport const db = «new Firestore()»;`, atLoad(['Firestore', 'rights that no Security Rules limit']), { suggest: FACTORY }),
  no('clerk backend', `import { createClerkClient } from '@clerk/backend';\nexport const clerk = «createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY })»;`, atLoad(['Clerk', 'the secret key']), { suggest: FACTORY }),
  no('clerk next', `import { clerkClient } from '@clerk/nextjs/server';\nexport const clerk = await «clerkClient()»;`, atLoad(['Clerk', 'the secret key'])),
  no('appwrite', `import { Client, Users } from 'node-appwrite';\nconst client = «new Client().setEndpoint('https://cloud.appwrite.test/v1').setProject('p').setKey(process.env.APPWRITE_API_KEY!)»;\nexport const users = new Users(client);`, atLoad(['Appwrite', 'an API key that ignores row and file permissions'])),
  no('appwrite setKey later', `import * as sdk from 'node-appwrite';\nconst client = new sdk.Client();\nclient.setProject('p');\n«client.setKey(process.env.APPWRITE_API_KEY!)»;\nexport { client };`, atLoad(['Appwrite', 'an API key that ignores row and file permissions'])),
  no('convex', `import { ConvexHttpClient } from 'convex/browser';\nexport const convex = new ConvexHttpClient(process.env.CONVEX_URL!);\n«convex.setAdminAuth(process.env.CONVEX_DEPLOY_KEY!)»;`, atLoad(['Convex', 'the deploy key'])),
  no('auth0', `import { ManagementClient } from 'auth0';\nexport const auth0 = «new ManagementClient({ domain: 'acme.auth0.test', clientId: 'x', clientSecret: process.env.AUTH0_SECRET! })»;`, atLoad(['Auth0', 'the management API of the whole tenant']), { suggest: FACTORY }),
  no('workos', `import { WorkOS } from '@workos-inc/node';\nexport const workos = «new WorkOS(process.env.WORKOS_API_KEY)»;`, atLoad(['WorkOS', 'the API key of the whole tenant']), { suggest: FACTORY }),
  no('workos create', `import { createWorkOS } from '@workos-inc/node';\nexport const workos = «createWorkOS({ apiKey: process.env.WORKOS_API_KEY, clientId: 'c' })»;`, atLoad(['WorkOS', 'the API key of the whole tenant']), { suggest: FACTORY }),
  no('keycloak', `import KcAdminClient from '@keycloak/keycloak-admin-client';\nexport const keycloak = new KcAdminClient({ baseUrl: 'https://id.acme.test', realmName: 'acme' });\nawait «keycloak.auth({ grantType: 'client_credentials', clientId: 'admin', clientSecret: process.env.KC_SECRET! })»;`, atLoad(['Keycloak', 'a client-credentials or password grant'])),
  no('pocketbase', `import PocketBase from 'pocketbase';\nexport const pb = new PocketBase(process.env.PB_URL);\nawait «pb.collection('_superusers')».authWithPassword(process.env.PB_USER!, process.env.PB_PASSWORD!);`, atLoad(['PocketBase', 'superuser sign-in'])),
  no('pocketbase admins', `import PocketBase from 'pocketbase';\nexport const pb = new PocketBase(process.env.PB_URL);\nawait «pb.admins.authWithPassword(process.env.PB_USER!, process.env.PB_PASSWORD!)»;`, atLoad(['PocketBase', 'superuser sign-in'])),
  no('sanity', `import { createClient } from 'next-sanity';\nexport const client = «createClient({ projectId: 'p', dataset: 'd', token: process.env.SANITY_API_WRITE_TOKEN, useCdn: false })»;`, atLoad(['Sanity', 'a write token']), { suggest: FACTORY }),
  no('contentful', `import contentful from 'contentful-management';\nexport const client = «contentful.createClient({ accessToken: process.env.CONTENTFUL_TOKEN! })»;`, atLoad(['Contentful', 'the management API']), { suggest: FACTORY }),
  no('payload', `import { getPayload } from 'payload';\nimport config from '@payload-config';\nexport const payload = await «getPayload({ config })»;`, atLoad(['Payload', '`overrideAccess` on by default'])),
  no('hasura', `import { GraphQLClient } from 'graphql-request';\nexport const hasura = «new GraphQLClient(process.env.HASURA_URL!, { headers: { 'x-hasura-admin-secret': process.env.HASURA_ADMIN_SECRET! } })»;`, atLoad(['Hasura', 'the admin secret']), { suggest: FACTORY }),
  no('apollo', `import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';\nexport const client = new ApolloClient({ cache: new InMemoryCache(), link: «new HttpLink({ uri: 'https://db.acme.test', headers: { 'x-hasura-admin-secret': process.env.HASURA_ADMIN_SECRET! } })» });`, atLoad(['Hasura', 'the admin secret'])),
  no('axios', `import axios from 'axios';\nexport const hasura = «axios.create({ baseURL: 'https://db.acme.test', headers: { 'X-Hasura-Admin-Secret': process.env.HASURA_ADMIN_SECRET } })»;`, atLoad(['Hasura', 'the admin secret']), { suggest: FACTORY }),
  no('nhost', `import { NhostClient } from '@nhost/nhost-js';\nexport const nhost = «new NhostClient({ subdomain: 's', region: 'r', adminSecret: process.env.NHOST_ADMIN_SECRET })»;`, atLoad(['Nhost', 'the admin secret']), { suggest: FACTORY }),
  no('stytch', `import * as stytch from 'stytch';\nexport const client = «new stytch.Client({ project_id: 'p', secret: process.env.STYTCH_SECRET! })»;`, atLoad(['Stytch', 'the project secret']), { suggest: FACTORY }),
  no('descope', `import DescopeClient from '@descope/node-sdk';\nexport const descope = «DescopeClient({ projectId: 'p', managementKey: process.env.DESCOPE_MANAGEMENT_KEY })»;`, atLoad(['Descope', 'the management key']), { suggest: FACTORY }),
  no('pg', `import { Pool } from 'pg';\nexport const pool = «new Pool({ connectionString: process.env.ADMIN_DATABASE_URL })»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('postgres', `import postgres from 'postgres';\nexport const sql = «postgres(process.env.SUPABASE_DB_URL!)»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('neon', `import { neon } from '@neondatabase/serverless';\nexport const sql = «neon(process.env.DATABASE_URL_BYPASSES_RLS!)»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('drizzle', `import { drizzle } from 'drizzle-orm/node-postgres';\nexport const db = «drizzle(process.env.ADMIN_DATABASE_URL!)»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('prisma', `import { PrismaClient } from '@prisma/client';\nexport const prisma = «new PrismaClient({ datasourceUrl: process.env.ADMIN_DATABASE_URL })»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('url literal', `import postgres from 'postgres';\nexport const sql = «postgres('postgresql://supabase_admin:change-me@db.acme.test:5432/postgres')»;`, atLoad(['PostgreSQL', 'a role that skips row-level security']), { suggest: FACTORY }),
  no('settings factory', `import { createAdminClient } from '@acme/supabase';\nconst admin = «createAdminClient()»;\nexport const list = () => admin°.from('x').select();`, atLoad(['createAdminClient', 'the rights that settings.bulwark.adminFactories states']), { settings: { adminFactories: [{ name: 'createAdminClient', module: '@acme/supabase' }] }, suggest: FACTORY }),
  no('settings factory name', `import { createAdminClient } from '@/lib/admin';\nexport const admin = «createAdminClient()»;`, atLoad(['createAdminClient', 'the rights that settings.bulwark.adminFactories states']), { settings: { adminFactories: ['createAdminClient'] }, suggest: FACTORY }),
  no('settings api', `import { connect } from '@acme/db';\nexport const admin = «connect({ as: 'root' })»;`, atLoad(['Acme DB', 'the root account']), { settings: { apis: [{ module: '@acme/db', path: 'connect()', fact: { role: 'adminClient', service: 'Acme DB', because: 'the root account', when: [{ arg: 0, path: ['as'], equals: ['root'] }] } }] }, suggest: FACTORY }),
];

ruleTester.run('no-module-scope-admin-client', rule, { valid, invalid });

describe('the suggestion', () => {
  const outputs = invalid.flatMap(({ filename, settings, errors }) => errors.flatMap(({ suggestions }) => (suggestions ?? []).map(({ output }) => [output, filename, settings] as const)));

  test('is offered in many of the cases', () => {
    expect(outputs.length).toBeGreaterThan(30);
  });

  test.each(outputs)('leaves nothing to report: %s', (output, filename, settings) => {
    const messages = lint(output, filename ?? 'file.ts', { 'bulwark/no-module-scope-admin-client': 'error' }, { settings: (settings?.['bulwark'] ?? {}) as Record<string, unknown> });
    expect(messages).toEqual([]);
  });
});
