/** What a file imports or uses, and where it therefore runs. Sources of regular expressions (flag `u`) over the names of modules. */

/** Nobody can load these in a browser, or has a reason to. */
export const SERVER_MODULES: readonly string[] = [
  String.raw`^(?:express|fastify|koa|hono|elysia|h3|restify|polka|itty-router|@hapi/hapi|next/server|next/headers|next/cache|server-only|nitropack.*|graphql-yoga|ws|socket\.io|jsonwebtoken|passport(?:-.*)?)$`,
  String.raw`^(?:@nestjs/|@fastify/|@hono/|hono/|@trpc/server|@apollo/server|apollo-server|@remix-run/(?:node|server|cloudflare|deno)|@sveltejs/kit$|astro|convex/server|@supabase/ssr|@google-cloud/|@aws-sdk/|aws-lambda|firebase-(?:admin|functions))`,
  String.raw`^(?:@prisma/client|drizzle-orm|typeorm|sequelize|mongoose|mongodb|pg|postgres|mysql2?|knex|kysely|ioredis|redis|@upstash/redis|bcrypt(?:js)?|argon2|better-sqlite3)(?:/|$)`,
  String.raw`^(?:node:)?(?:fs|http|https|net|child_process|crypto|async_hooks|cluster|worker_threads)(?:/|$)`,
  String.raw`(?:^|[/.@-])(?:prisma|db|database|server)$`,
];

/** They draw, or keep what is drawn. */
export const BROWSER_MODULES: readonly string[] = [
  String.raw`^(?:react-dom|react-native|preact|solid-js|vue|pinia|vuex|svelte|react-redux|@reduxjs/toolkit|zustand|jotai|recoil|js-cookie|universal-cookie|react-cookie|react-router-dom|expo|next/router)(?:/|$)`,
  String.raw`^(?:@angular/|@ionic/|@react-native|@tanstack/(?:react|vue|solid)-query|expo-|@expo/)`,
];

/** Globals that only browsers have. */
export const BROWSER_GLOBALS: ReadonlySet<string> = new Set(['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location', 'indexedDB', 'chrome']);

/** Hooks of React: only components and other hooks call them. */
export const HOOK = /^use[A-Z]/u;
