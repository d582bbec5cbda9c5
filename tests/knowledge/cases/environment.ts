import { on, type Case } from '../case.js';

export const ENVIRONMENT_CASES: readonly Case[] = [
  {
    code: `process.env.A; process.env['B']!; const { C, D: renamed = '' } = process.env; import.meta.env.E; Deno.env.get('F'); Bun.env.G; useRuntimeConfig().h;`,
    expect: on('environment', 'process.env.A', "process.env['B']", 'C', 'renamed', 'import.meta.env.E', "Deno.env.get('F')", 'Bun.env.G', 'useRuntimeConfig().h'),
  },
  {
    code: `import process from 'node:process'; import { env as bun } from 'bun'; import { env as cf } from 'cloudflare:workers'; import { SECRET } from '$env/static/private'; import { env as dyn } from '$env/dynamic/private'; import { KEY, getSecret } from 'astro:env/server'; import { defineSecret } from 'firebase-functions/params'; import { createEnv } from '@t3-oss/env-nextjs'; import { cleanEnv } from 'envalid'; import { Hono } from 'hono'; import { env as adapter } from 'hono/adapter'; import { useRuntimeConfig } from '#imports';
    process.env.A; bun.B; cf.C; use(SECRET); dyn.D; use(KEY); getSecret('E'); defineSecret('F'); export const t3 = createEnv({}); t3.G; cleanEnv(process.env, {}).H; new Hono().get('/', (c) => { c.env.I; adapter(c).J; }); useRuntimeConfig().k;`,
    expect: on('environment', 'process.env.A', 'bun.B', 'cf.C', 'SECRET', 'dyn.D', 'KEY', "getSecret('E')", "defineSecret('F')", 't3.G', 'cleanEnv(process.env, {}).H', 'c.env.I', 'adapter(c).J', 'useRuntimeConfig().k'),
  },
  {
    code: `import { env } from '@/env'; import settings from '~/env.mjs'; import { getEnv } from '../config/env'; import { requireEnv, getEnvVar } from './helpers';
    env.A; settings.B; getEnv().C; requireEnv('D'); getEnvVar(process.env.E, 'E');`,
    expect: on('environment', 'env.A', 'settings.B', 'getEnv().C', "requireEnv('D')", "getEnvVar(process.env.E, 'E')"),
  },
];
