import { describe, expect, test } from 'vitest';
import { isKey } from '../../src/analysis/keys.js';
import { sceneOf } from '../helpers/kernel.js';

/** Is the argument of the last `sink(…)` a key of this kind? */
function isKeyIn(code: string, kind = 'supabase-service'): boolean {
  const { nodes, kernel } = sceneOf(code);
  const call = nodes.filter((node) => node.type === 'CallExpression').filter((node) => node.callee.type === 'Identifier' && node.callee.name === 'sink').at(-1);
  const argument = call?.arguments[0];
  if (!argument) throw new Error(`no sink in ${code}`);
  return isKey(kernel, argument, kind);
}

const jwt = (claims: object): string => ['{"alg":"HS256"}', JSON.stringify(claims), 'no signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('the name of the environment variable', () => {
  test.each([
    'SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_SECRET_KEY', 'SUPABASE_SECRET_KEYS', 'SUPABASE_SERVICE_KEY', 'SUPABASE_SERVICE_ROLE', 'SUPABASE_SERVICE_ROLE_SECRET', 'SUPABASE_ADMIN_KEY', 'SERVICE_ROLE_KEY',
    'SUPABASE_SERVICE_ROLE_JWT', 'SUPABASE_SERVICE_API_KEY', 'SUPABASE_SERVICE_TOKEN', 'SUPABASE_SECRET', 'SB_SECRET_KEY', 'PRIVATE_SUPABASE_SERVICE_ROLE', 'NEXT_PUBLIC_SUPABASE_ADMIN_KEY',
    'VITE_SUPABASE_SERVICE_ROLE_SECRET', 'SUPABASE_PROD_SERVICE_ROLE_KEY',
  ])('%s is a service key', (name) => {
    expect(isKeyIn(`sink(process.env.${name}!)`)).toBe(true);
  });

  test.each([
    'SUPABASE_ANON_KEY', 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_KEY', 'SUPABASE_API_KEY', 'SUPABASE_JWT_SECRET', 'SUPABASE_URL', 'STRIPE_SECRET_KEY', 'SUPABASE_WEBHOOK_SECRET',
    'SUPABASE_AUTH_GITHUB_SECRET', 'SUPABASE_HOOK_SECRET', 'SERVICE_URL', 'AWS_SECRET_ACCESS_KEY', 'SUPABASE_SERVICE_URL',
  ])('%s is none', (name) => {
    expect(isKeyIn(`sink(process.env.${name}!)`)).toBe(false);
  });
});

describe('how it is read', () => {
  test.each([
    ['process.env', 'sink(process.env.SUPABASE_SERVICE_ROLE_KEY)'],
    ['brackets', "sink(process.env['SUPABASE_SERVICE_ROLE_KEY'])"],
    ['node:process', "import { env } from 'node:process'; sink(env.SUPABASE_SERVICE_ROLE_KEY)"],
    ['import.meta.env', 'sink(import.meta.env.SUPABASE_SERVICE_ROLE_KEY)'],
    ['Deno', "sink(Deno.env.get('SUPABASE_SERVICE_ROLE_KEY') ?? '')"],
    ['Bun', 'sink(Bun.env.SUPABASE_SERVICE_ROLE_KEY)'],
    ['SvelteKit', "import { SUPABASE_SERVICE_ROLE_KEY as key } from '$env/static/private'; sink(key)"],
    ['Hono', "import { Hono } from 'hono'; new Hono().get('/', (c) => sink(c.env.SUPABASE_SERVICE_ROLE_KEY))"],
    ['an env module', "import { env } from '@/env.mjs'; sink(env.SUPABASE_SERVICE_ROLE_KEY)"],
    ['an env module, destructured', "import { env } from '../env'; const { SUPABASE_SERVICE_ROLE_KEY: key } = env; sink(key)"],
    ['a default', "sink(process.env.SUPABASE_SERVICE_ROLE_KEY || '')"],
    ['a choice', 'sink(local ? process.env.SUPABASE_ANON_KEY : process.env.SUPABASE_SERVICE_ROLE_KEY)'],
    ['methods of texts', "sink(process.env.SUPABASE_SERVICE_ROLE_KEY.trim().replace(/\\n/g, ''))"],
    ['an object', 'const config = { db: { key: process.env.SUPABASE_SERVICE_ROLE_KEY } } as const; sink(config.db.key)'],
    ['a parameter', 'function make(key = process.env.SUPABASE_SERVICE_ROLE_KEY) { sink(key) }'],
    ['a parameter with a caller', 'function make(key) { sink(key) } make(process.env.SUPABASE_SERVICE_ROLE_KEY)'],
    ['an accessor of the file', "const read = (name) => process.env[name] ?? ''; sink(read('SUPABASE_SERVICE_ROLE_KEY'))"],
    ['an accessor of the file that throws', "function must(name) { const value = process.env[name]; if (!value) throw new Error(name); return value } sink(must('SUPABASE_SERVICE_ROLE_KEY'))"],
    ['an accessor of another file', "import { must } from './config'; sink(must('SUPABASE_SERVICE_ROLE_KEY'))"],
    ['an accessor that is given the value', "import { must } from './config'; sink(must(process.env.SUPABASE_SERVICE_ROLE_KEY))"],
    ['a name that says so', "import { supabaseServiceRoleKey } from './keys'; sink(supabaseServiceRoleKey)"],
  ])('%s', (_name, code) => {
    expect(isKeyIn(code)).toBe(true);
  });

  test.each([
    ['another variable through the same accessor', "const read = (name) => process.env[name]; read('SUPABASE_SERVICE_ROLE_KEY'); sink(read('SUPABASE_ANON_KEY'))"],
    ['a parameter that nobody passes', 'export function make(key) { sink(key) }'],
    ['a name that says nothing', "import { key } from './keys'; sink(key)"],
    ['a member beside it', 'const config = { service: process.env.SUPABASE_SERVICE_ROLE_KEY, anon: process.env.SUPABASE_ANON_KEY }; sink(config.anon)'],
    ['its name as a mere text', "sink('SUPABASE_SERVICE_ROLE_KEY')"],
  ])('not: %s', (_name, code) => {
    expect(isKeyIn(code)).toBe(false);
  });
});

describe('the form of a literal', () => {
  test.each<[string, string, boolean]>([
    ['a secret key', 'sb_secret_0000000000', true],
    ['a publishable key', 'sb_publishable_0000000000', false],
    ['a token of the service role', jwt({ role: 'service_role' }), true],
    ['a token of the anonymous role', jwt({ role: 'anon' }), false],
    ['a token without claims', 'eyJhbGciOiJIUzI1NiJ9.eyJub3QganNvbg.x', false],
    ['a word', 'service_role', false],
  ])('%s', (_name, literal, expected) => {
    expect(isKeyIn(`sink('${literal}')`)).toBe(expected);
    expect(isKeyIn(`const key = '${literal}'; sink(key)`)).toBe(expected);
  });
});

describe('other kinds', () => {
  test.each<[string, string, boolean]>([
    ['privileged-database', 'sink(process.env.ADMIN_DATABASE_URL)', true],
    ['privileged-database', 'sink(process.env.DATABASE_URL)', false],
    ['privileged-database', 'sink(process.env.DIRECT_URL)', false],
    ['privileged-database', "sink('postgresql://supabase_admin:x@db.acme.test/postgres')", true],
    ['privileged-database', "sink('postgresql://supabase_admin:x@localhost/postgres')", false],
    ['privileged-database', "sink('postgresql://app:x@db.acme.test/app')", false],
    ['sanity-write', 'sink(process.env.SANITY_API_WRITE_TOKEN)', true],
    ['sanity-write', 'sink(process.env.SANITY_API_READ_TOKEN)', false],
    ['hasura-admin', 'sink(process.env.HASURA_GRAPHQL_ADMIN_SECRET)', true],
    ['clerk-secret', 'sink(process.env.CLERK_SECRET_KEY)', true],
    ['clerk-secret', 'sink(process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY)', false],
    ['a kind that nobody knows', 'sink(process.env.SUPABASE_SERVICE_ROLE_KEY)', false],
  ])('%s: %s', (kind, code, expected) => {
    expect(isKeyIn(code, kind)).toBe(expected);
  });
});
