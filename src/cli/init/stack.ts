/** What is this project made of? By its package.json, its lock file and what lies beside them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../files.js';
import { managerOf } from '../packages.js';

export interface Stack {
  /** Names of frameworks, databases and services that Bulwark has something to say about, in the order of the table. */
  readonly parts: readonly string[];
  readonly manager: string;
  readonly typescript: boolean;
  readonly jsx: boolean;
  /** package.json says `"type": "module"`. */
  readonly isModule: boolean;
  /** Folders that the build writes. */
  readonly outputFolders: readonly string[];
  /** All packages that package.json files name. */
  readonly dependencies: ReadonlySet<string>;
}

const PARTS: readonly { readonly name: string; readonly packages: readonly string[]; readonly writes?: readonly string[] }[] = [
  { name: 'Next.js', packages: ['next'], writes: ['.next', 'out'] },
  { name: 'Remix', packages: ['@remix-run/react', '@remix-run/node'], writes: ['build'] },
  { name: 'React Router', packages: ['@react-router/dev'], writes: ['build', '.react-router'] },
  { name: 'SvelteKit', packages: ['@sveltejs/kit'], writes: ['.svelte-kit', 'build'] },
  { name: 'Nuxt', packages: ['nuxt'], writes: ['.nuxt', '.output'] },
  { name: 'Astro', packages: ['astro'], writes: ['dist', '.astro'] },
  { name: 'TanStack Start', packages: ['@tanstack/react-start', '@tanstack/solid-start'], writes: ['.output'] },
  { name: 'Expo', packages: ['expo'], writes: ['.expo', 'dist'] },
  { name: 'NestJS', packages: ['@nestjs/core'], writes: ['dist'] },
  { name: 'Express', packages: ['express'] },
  { name: 'Fastify', packages: ['fastify'] },
  { name: 'Hono', packages: ['hono'] },
  { name: 'Koa', packages: ['koa'] },
  { name: 'tRPC', packages: ['@trpc/server'] },
  { name: 'Supabase', packages: ['@supabase/supabase-js', '@supabase/ssr', '@supabase/auth-helpers-nextjs'] },
  { name: 'Firebase', packages: ['firebase-admin', 'firebase'] },
  { name: 'Prisma', packages: ['@prisma/client', 'prisma'] },
  { name: 'Drizzle', packages: ['drizzle-orm'] },
  { name: 'TypeORM', packages: ['typeorm'] },
  { name: 'Kysely', packages: ['kysely'] },
  { name: 'Mongoose', packages: ['mongoose'] },
  { name: 'PostgreSQL', packages: ['pg', 'postgres', '@neondatabase/serverless'] },
  { name: 'Clerk', packages: ['@clerk/nextjs', '@clerk/backend', '@clerk/express', '@clerk/clerk-react', '@clerk/fastify', '@clerk/astro', '@clerk/remix'] },
  { name: 'Auth.js', packages: ['next-auth', '@auth/core'] },
  { name: 'Better Auth', packages: ['better-auth'] },
  { name: 'WorkOS', packages: ['@workos-inc/node', '@workos-inc/authkit-nextjs'] },
  { name: 'jose', packages: ['jose'] },
  { name: 'jsonwebtoken', packages: ['jsonwebtoken', '@nestjs/jwt'] },
  { name: 'Upstash', packages: ['@upstash/redis', '@upstash/ratelimit'] },
  { name: 'ioredis', packages: ['ioredis'] },
  { name: 'Stripe', packages: ['stripe'] },
  { name: 'pino', packages: ['pino', 'nestjs-pino'] },
  { name: 'winston', packages: ['winston'] },
  { name: 'Sentry', packages: ['@sentry/nextjs', '@sentry/node', '@sentry/react', '@sentry/sveltekit', '@sentry/remix'] },
  { name: 'AWS SDK', packages: ['@aws-sdk/client-s3', '@aws-sdk/client-kms', '@aws-sdk/client-secrets-manager'] },
  { name: 'AI SDK', packages: ['ai', 'openai', '@anthropic-ai/sdk'] },
];

/** What builds write in any project, ignored only where git ignores it: elsewhere the name may be that of a source folder. */
const USUAL_OUTPUT = ['dist', 'build', 'out', 'lib', 'coverage', '.turbo', '.vercel', '.output', '.next', '.wrangler'];
const JSX_PACKAGES = ['react', 'preact', 'solid-js', 'next'];

interface Manifest {
  readonly type?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

/** @param packages folders with a package.json; the project's own is among them. */
export function stackOf(cwd: string, packages: readonly string[], hasTypeScript: boolean): Stack {
  const manifests = [...new Set([cwd, ...packages])].map(manifestIn);
  const dependencies = new Set(manifests.flatMap((manifest) => [...keysOf(manifest.dependencies), ...keysOf(manifest.devDependencies)]));
  const parts = PARTS.filter((part) => part.packages.some((name) => dependencies.has(name)));
  const gitignore = textOf(join(cwd, '.gitignore')) ?? '';
  const ignored = USUAL_OUTPUT.filter((folder) => new RegExp(`^/?(?:\\*\\*/)?${folder.replaceAll('.', String.raw`\.`)}/?\\s*$`, 'mu').test(gitignore));
  return {
    parts: parts.map(({ name }) => name),
    manager: managerOf(cwd).name,
    typescript: hasTypeScript || existsSync(join(cwd, 'tsconfig.json')),
    jsx: JSX_PACKAGES.some((name) => dependencies.has(name)),
    isModule: manifestIn(cwd).type === 'module',
    outputFolders: [...new Set([...parts.flatMap(({ writes = [] }) => writes), ...ignored])],
    dependencies,
  };
}

function manifestIn(folder: string): Manifest {
  try {
    return JSON.parse(textOf(join(folder, 'package.json')) ?? '{}') as Manifest;
  } catch {
    return {};
  }
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** A configuration of the old kind, which the ESLint versions that Bulwark runs in no longer read. */
export function legacyConfigIn(folder: string): string | undefined {
  try {
    return readdirSync(folder).find((name) => /^\.eslintrc(?:\.(?:c?js|json|ya?ml))?$/u.test(name));
  } catch {
    return undefined;
  }
}
