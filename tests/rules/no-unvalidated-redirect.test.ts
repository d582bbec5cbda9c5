import type { InvalidTestCase, ValidTestCase } from '@typescript-eslint/rule-tester';
import { describe, expect, test } from 'vitest';
import rule from '../../src/rules/no-unvalidated-redirect.js';
import { lint } from '../helpers/lint.js';
import { ruleTester } from '../helpers/rule-tester.js';

/**
 * The verdict table of docs/rules/no-unvalidated-redirect.md is what this file tests. In the code of an invalid case «…» marks
 * what the rule points at.
 */
type MessageId = 'unchecked' | 'weakCheck' | 'notACheck' | 'compareOrigin';
type Options = readonly [{ navigation?: 'report' | 'ignore' }?];
type Invalid = InvalidTestCase<MessageId, Options>;
type Valid = ValidTestCase<Options>;

interface Extra {
  readonly filename?: string;
  readonly options?: { readonly navigation: 'report' | 'ignore' };
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the suggestion writes in place of the marked text. */
  readonly suggest?: string;
}

interface Problem {
  readonly messageId: 'unchecked' | 'weakCheck' | 'notACheck';
  readonly data: Readonly<Record<string, string>>;
}

/** An input, and why it leaves the site. */
type Attack = readonly [input: string, because: string];

const FULL_URL: Attack = ['https://evil.example/', 'it is a full URL of another site'];
const PATHNAME: Attack = ['/.//evil.example', 'the parser resolves `/.`, so the `pathname` is `//evil.example`'];
const SLASHES: Attack = ['//evil.example', 'two leading slashes make a URL of another host with the same scheme'];
const BACKSLASH: Attack = ['/\\evil.example', 'browsers read a backslash as a slash, so this is `//evil.example`'];
const TAB: Attack = ['/\t/evil.example', 'the URL parser drops tabs and line breaks, so this is `//evil.example`'];
const USER_NAME: Attack = ['@evil.example', 'after the host it turns the host into a user name (`https://app.example@evil.example`)'];
const SPACE: Attack = [' //evil.example', 'leading spaces are dropped, so this is `//evil.example`'];

const NEXT = "'next' from the query string";
const O = "const ORIGIN = 'https://acme.test';";

function unchecked(input: string, sink: string, [attack, because]: Attack): Problem {
  return { messageId: 'unchecked', data: { input, sink, attack: JSON.stringify(attack), because } };
}

function weak(input: string, sink: string, check: string, [attack, because]: Attack, arrives = ''): Problem {
  return { messageId: 'weakCheck', data: { input, sink, check: `\`${check}\``, attack: JSON.stringify(attack), because, arrives } };
}

function insufficient(input: string, sink: string, check: string, why: string): Problem {
  return { messageId: 'notACheck', data: { input, sink, check: `\`${check}\``, why } };
}

/** What the suggestion makes of a target. */
const compared = (target: string, origin: string): string => `${target} && new URL(${target}, ${origin}).origin === ${origin} ? ${target} : '/'`;
const sameOrigin = (target: string): string => compared(target, 'new URL(request.url).origin');
const sameWindow = (target: string): string => compared(target, 'window.location.origin');

function situation({ filename, options, settings }: Extra): { filename?: string; options?: [{ navigation: 'report' | 'ignore' }]; settings?: Record<string, unknown> } {
  return { ...(filename ? { filename } : {}), ...(options ? { options: [options] } : {}), ...(settings ? { settings: { bulwark: settings } } : {}) };
}

function ok(name: string, code: string, extra: Extra = {}): Valid {
  return { name, code, ...situation(extra) };
}

function no(name: string, marked: string, problem: Problem, extra: Extra = {}): Invalid {
  const code = marked.replaceAll(/[«»]/gu, '');
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const before = code.slice(0, start).split('\n');
  const through = code.slice(0, end).split('\n');
  const output = `${code.slice(0, start)}${extra.suggest ?? ''}${code.slice(end)}`;
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
        suggestions: extra.suggest === undefined ? null : [{ messageId: 'compareOrigin', output }],
      },
    ],
  };
}

/** A Next.js route handler with `next` from the query. */
function route(body: string, before = ''): string {
  return `import { redirect } from 'next/navigation';
${before}
export async function GET(request: Request) {
  const next = new URL(request.url).searchParams.get('next') ?? '/';
  ${body}
}`;
}

/** A client component with `router`, and `next` from the query. */
function client(body: string, before = ''): string {
  return `'use client';
import { useRouter, useSearchParams } from 'next/navigation';
${before}
export function Form() {
  const router = useRouter();
  const next = useSearchParams().get('next') ?? '/';
  ${body}
}`;
}

const valid: Valid[] = [
  // Routers that stay in the application whatever they are told.
  ok('Vue Router', "import { useRoute, useRouter } from 'vue-router';\nconst route = useRoute();\nconst router = useRouter();\nexport const done = () => router.push(route.query.redirect as string);"),
  ok('Solid Router', "import { useNavigate, useSearchParams } from '@solidjs/router';\nexport function Login() {\n  const [params] = useSearchParams();\n  const navigate = useNavigate();\n  return <button onClick={() => navigate(params.next ?? '/')} />;\n}", { filename: 'login.tsx' }),
  ok('Remix', "import { useNavigate, useSearchParams } from '@remix-run/react';\nexport function Login() {\n  const [params] = useSearchParams();\n  const navigate = useNavigate();\n  return <button onClick={() => navigate(params.get('next') ?? '/')} />;\n}", { filename: 'login.tsx' }),
  ok('TanStack Router, no full URL', "import { getRouteApi, useNavigate } from '@tanstack/react-router';\nconst route = getRouteApi('/login');\nexport function Login() {\n  const { redirect } = route.useSearch();\n  const navigate = useNavigate();\n  return <button onClick={() => { if (redirect.startsWith('/')) navigate({ href: redirect }); }}>Go</button>;\n}", { filename: 'login.tsx' }),
  // React Router takes everything for a path: what begins with a letter or with two characters that a URL may be made of stays in it.
  ok('React Router, paths with a letter', "import { useNavigate, useSearchParams } from 'react-router';\nexport function Login() {\n  const navigate = useNavigate();\n  const [params] = useSearchParams();\n  const from = params.get('from') ?? '/';\n  return <button onClick={() => { if (!/^\\/[^\\w]/.test(from)) navigate(from); }}>Sign in</button>;\n}", { filename: 'login.tsx' }),
  // An input behind a path that is written, beside something else.
  ok('behind a path, beside what the database says', route("const { target } = await find(next);\n  redirect(target || `/sign/${next}/done`);")),
  ok('behind a path, in a variable', route("let to = `/sign/${next}`;\n  if (await isDone(next)) to = `/done/${next}`;\n  redirect(to);")),
  // Sufficient checks, in several spellings.
  ok('origin of the parsed URL, redirect to href', route("const url = new URL(next, ORIGIN);\n  if (url.origin === ORIGIN) redirect(url.href);\n  redirect('/');", O)),
  ok('origin of the parsed URL, redirect to URL', route("const url = new URL(next, ORIGIN);\n  if (url.origin !== ORIGIN) redirect('/');\n  redirect(url.toString());", O)),
  ok('origin of the parsed URL, redirect to original', route("if (new URL(next, ORIGIN).origin !== ORIGIN) return;\n  redirect(next);", O)),
  ok('origin from the request', route("const here = new URL(request.url);\n  const url = new URL(next, here);\n  redirect(url.origin === here.origin ? url.href : '/');")),
  ok('origin from the environment', route("const url = new URL(next, process.env.APP_URL);\n  if (url.origin === process.env.APP_URL) redirect(url.href);")),
  ok('host of the parsed URL against the request', route("const url = new URL(next, request.url);\n  if (url.host !== request.headers.get('host')) redirect('/');\n  redirect(url.href);")),
  ok('origin check, path with a further test', route("const url = new URL(next, ORIGIN);\n  if (url.origin !== ORIGIN || url.pathname.startsWith('//')) redirect('/');\n  redirect(url.pathname + url.search + url.hash);", O)),
  ok('origin check, path behind the origin', route("const url = new URL(next, ORIGIN);\n  if (url.origin !== ORIGIN) redirect('/');\n  redirect(`${ORIGIN}${url.pathname}${url.search}`);", O)),
  ok('regex of printable chars', route("redirect(/^\\/(?![\\/\\\\])[\\x21-\\x7e]*$/.test(next) ? next : '/');")),
  ok('startsWith + reject backslash anywhere + controls', route("if (!next.startsWith('/') || next.startsWith('//') || next.includes('\\\\') || /[\\u0000-\\u0020\\u007f]/.test(next)) redirect('/');\n  redirect(next);")),
  ok('word character second', route("if (/^\\/\\w/.test(next)) redirect(next);")),
  ok('exact Set', route("redirect(PAGES.has(next) ? next : '/');", "const PAGES = new Set(['/home', '/billing']);")),
  ok('array includes', route("if (!PAGES.includes(next)) throw new Error('bad target');\n  redirect(next);", "const PAGES = ['/home', '/billing'];")),
  ok('array some', route("if (PAGES.some((page) => page === next)) redirect(next);", "const PAGES = ['/home', '/billing'];")),
  ok('array indexOf', route("if (PAGES.indexOf(next) === -1) return;\n  redirect(next);", "const PAGES = ['/home', '/billing'];")),
  ok('array find', route("redirect(PAGES.find((page) => page === next) ?? '/');", "const PAGES = ['/home', '/billing'];")),
  ok('loop over list', route("for (const page of PAGES) if (page === next) redirect(page);\n  redirect('/');", "const PAGES = ['/home', '/billing'];")),
  ok('object key', route("redirect(PAGES[next as keyof typeof PAGES] ?? '/');", "const PAGES = { home: '/home', billing: '/billing' };")),
  ok('key in object', route("if (next in PAGES) redirect(next);", "const PAGES = { '/home': true, '/billing': true };")),
  ok('Object.hasOwn', route("redirect(Object.hasOwn(PAGES, next) ? next : '/');", "const PAGES = { '/home': true, '/billing': true };")),
  ok('Map get', route("redirect(PAGES.get(next) ?? '/');", "const PAGES = new Map([['home', '/home'], ['billing', '/billing']]);")),
  ok('imported list', route("if (!PAGES.includes(next)) redirect('/');\n  redirect(next);", "import { PAGES } from '@/config';")),
  ok('switch', route("switch (next) {\n    case '/home':\n    case '/billing':\n      redirect(next);\n  }\n  redirect('/');")),
  ok('comparison with constants', route("if (next === '/home' || next === '/billing') redirect(next);")),
  ok('z.enum', route("redirect(z.enum(['/home', '/billing']).parse(next));", "import { z } from 'zod';")),
  ok('z.enum catch', route("redirect(target.parse(next));", "import { z } from 'zod';\nconst target = z.enum(['/home', '/billing']).catch('/home');")),
  // `refine` and `regex` may be a real check, so they get the benefit of the doubt.
  ok('z refine good', route("redirect(target.parse(next));", "import { z } from 'zod';\nconst target = z.string().refine((value) => /^\\/\\w/.test(value));")),
  ok('z regex', route("redirect(target.parse(next));", "import { z } from 'zod';\nconst target = z.string().regex(/^\\/[a-z]+$/);")),
  ok('hostname and protocol', route("const url = new URL(next);\n  if (url.protocol === 'https:' && url.hostname === 'acme.test') redirect(next);")),
  ok('origin of absolute', route("if (new URL(next).origin === 'https://acme.test') redirect(next);")),
  ok('origin in allowlist', route("if (!ORIGINS.has(new URL(next).origin)) redirect('/');\n  redirect(next);", "const ORIGINS = new Set(['https://acme.test', 'https://docs.acme.test']);")),
  ok('prefix with slash', route("if (next.startsWith('https://acme.test/')) redirect(next);")),
  ok('suffix with dot', route("const { protocol, hostname } = new URL(next);\n  if (protocol === 'https:' && hostname.endsWith('.acme.test')) redirect(next);")),
  ok('regex with anchor and end', route("if (/^https:\\/\\/acme\\.test(?:\\/|$)/.test(next)) redirect(next);")),
  ok('encodeURIComponent as query', route("redirect('/login?next=' + encodeURIComponent(next));")),
  ok('encodeURIComponent as path segment', route("redirect(`/teams/${encodeURIComponent(next)}/settings`);")),
  ok('URLSearchParams', route("const params = new URLSearchParams({ next });\n  redirect(`/login?${params}`);")),
  ok('searchParams.set', route("const url = new URL('/login', request.url);\n  url.searchParams.set('next', next);\n  redirect(url.toString());")),
  // Not enough elsewhere (`/⇥/evil.example`), but Express and Koa percent-encode control characters.
  ok('backslash and Express', "import express from 'express';\nconst app = express();\napp.get('/go', (req, res) => {\n  const next = String(req.query.next);\n  if (!next.startsWith('/') || next.startsWith('//') || next.startsWith('/\\\\')) return res.redirect('/');\n  res.redirect(next);\n});"),
  ok('backslash and Koa', "import Koa from 'koa';\nconst app = new Koa();\napp.use((ctx) => {\n  const next = String(ctx.query.next);\n  if (next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\\\')) ctx.redirect(next);\n});"),
  ok('payload helper', route("redirect(getSafeRedirect({ redirectTo: next }));", "import { getSafeRedirect } from 'payload/shared';")),
  ok('remix-utils helper', "import { redirect, type LoaderFunctionArgs } from '@remix-run/node';\nimport { safeRedirect } from 'remix-utils/safe-redirect';\nexport async function loader({ request }: LoaderFunctionArgs) {\n  return redirect(safeRedirect(new URL(request.url).searchParams.get('to'), '/'));\n}"),

  // Look-alikes, and what cannot be known.
  ok('constant push', client("return <button onClick={() => router.push('/dashboard')}>{next}</button>;"), { filename: 'form.tsx' }),
  ok('own path and query', client("const pathname = usePathname();\n  return <button onClick={() => router.push(pathname + '?' + new URLSearchParams({ next }))}>Go</button>;", "import { usePathname } from 'next/navigation';"), { filename: 'form.tsx' }),
  ok('own path + whole query', "'use client';\nimport { usePathname, useRouter, useSearchParams } from 'next/navigation';\nexport function Filter() {\n  const router = useRouter();\n  const pathname = usePathname();\n  const params = new URLSearchParams(useSearchParams());\n  params.set('page', '1');\n  return <button onClick={() => router.replace(`${pathname}?${params.toString()}`)}>First</button>;\n}", { filename: 'filter.tsx' }),
  ok('reload', "location.href = location.href;"),
  ok('location.pathname + search', "location.assign(location.pathname + location.search);"),
  ok('provider URL', "'use server';\nimport { redirect } from 'next/navigation';\nimport { createClient } from '@/lib/supabase/server';\nexport async function signIn(provider: 'github' | 'google') {\n  const supabase = await createClient();\n  const { data } = await supabase.auth.signInWithOAuth({ provider });\n  if (data.url) redirect(data.url);\n}"),
  ok('stripe session', "'use server';\nimport { redirect } from 'next/navigation';\nimport { stripe } from '@/lib/stripe';\nexport async function checkout(priceId: string) {\n  const session = await stripe.checkout.sessions.create({ line_items: [{ price: priceId, quantity: 1 }], mode: 'payment' });\n  redirect(session.url!);\n}"),
  // What the application stored itself is no input here, although a user may once have written it.
  ok('database value', "import { redirect } from 'next/navigation';\nimport { db } from '@/lib/db';\nexport async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {\n  const { slug } = await params;\n  const link = await db.link.findUnique({ where: { slug } });\n  redirect(link?.url ?? '/');\n}", { filename: 'app/l/[slug]/route.ts' }),
  ok('session value', "import type { RequestHandler } from 'express';\nexport const done: RequestHandler = (req, res) => {\n  const target = req.session.returnTo ?? '/';\n  delete req.session.returnTo;\n  res.redirect(target);\n};"),
  ok('localStorage', "const target = localStorage.getItem('returnTo');\nif (target) window.location.href = target;"),
  // Next.js hands parameters to pages percent-encoded: there is no slash in them. Route handlers get them decoded.
  ok('locale path', "import { redirect } from 'next/navigation';\nexport default async function Page({ params }: { params: Promise<{ locale: string }> }) {\n  const { locale } = await params;\n  redirect(`/${locale}/dashboard`);\n}", { filename: 'app/[locale]/page.tsx' }),
  ok('id path', "import { redirect } from 'next/navigation';\nexport default async function Page({ params }: { params: Promise<{ id: string }> }) {\n  redirect(`/projects/${(await params).id}`);\n}", { filename: 'app/p/[id]/page.tsx' }),
  ok('login with next', "import { NextResponse, type NextRequest } from 'next/server';\nexport function middleware(req: NextRequest) {\n  const url = new URL('/login', req.url);\n  url.searchParams.set('next', req.nextUrl.pathname + req.nextUrl.search);\n  return NextResponse.redirect(url);\n}", { filename: 'middleware.ts' }),
  ok('nextUrl clone', "import { NextResponse, type NextRequest } from 'next/server';\nexport function middleware(req: NextRequest) {\n  const url = req.nextUrl.clone();\n  url.pathname = '/login';\n  return NextResponse.redirect(url);\n}", { filename: 'middleware.ts' }),
  ok('trailing slash', "import type { RequestHandler } from 'express';\nexport const slash: RequestHandler = (req, res) => res.redirect(301, req.path + '/');"),
  ok('https upgrade', "import type { RequestHandler } from 'express';\nexport const https: RequestHandler = (req, res) => res.redirect(301, `https://${req.hostname}${req.originalUrl}`);"),
  ok('number page', route("const page = Number(next);\n  redirect(`/list?page=${page + 1}`);")),
  ok('foreign redirect', "import { redirect } from './log';\nexport async function GET(request: Request) {\n  redirect(new URL(request.url).searchParams.get('next'));\n}"),
  ok('shadowed redirect', "import { redirect as next } from 'next/navigation';\nexport async function GET(request: Request) {\n  const redirect = (to: string | null) => console.log(to);\n  redirect(new URL(request.url).searchParams.get('next'));\n  next('/');\n}"),
  ok('array push', "import { useSearchParams } from 'next/navigation';\nexport function useTargets() {\n  const targets: string[] = [];\n  targets.push(useSearchParams().get('next') ?? '/');\n  return targets;\n}"),
  ok('boolean of the input', route("redirect(next ? '/a' : '/b');")),
  ok('length', route("redirect(`/n/${next.length}`);")),
  ok('Link to own path', "import Link from 'next/link';\nexport default async function Page({ searchParams }: { searchParams: Promise<{ tab?: string }> }) {\n  const { tab } = await searchParams;\n  return <Link href={`?tab=${tab}`}>Same</Link>;\n}", { filename: 'app/page.tsx' }),
  ok('Link object pathname', "import Link from 'next/link';\nexport default async function Page({ searchParams }: { searchParams: Promise<{ tab?: string }> }) {\n  const query = await searchParams;\n  return <Link href={{ pathname: '/list', query }}>List</Link>;\n}", { filename: 'app/page.tsx' }),
  // Nuxt refuses other hosts unless `external` is set.
  ok('navigateTo without external', "const route = useRoute();\nawait navigateTo(route.query.to as string);"),
  // `to` is a route of the application, `href` can be anything.
  ok('tanstack to', "import { createFileRoute, redirect } from '@tanstack/react-router';\nexport const Route = createFileRoute('/login')({\n  beforeLoad: ({ search }) => {\n    throw redirect({ to: search.redirect });\n  },\n});"),
  ok('test file', route("redirect(next);"), { filename: 'tests/redirect.test.ts' }),
  ok('story', client("return <a href={next}>Go</a>;"), { filename: 'form.stories.tsx' }),
  // What a function of another file does is not known here; its name is no evidence either way.
  ok('imported sanitizer', route("redirect(safeNext(next));", "import { safeNext } from '@/lib/redirects';")),
  ok('imported tester', route("if (!isSafeRedirect(next)) redirect('/');\n  redirect(next);", "import { isSafeRedirect } from '@/lib/redirects';")),
  ok('imported asserter', route("assertSafeRedirect(next);\n  redirect(next);", "import { assertSafeRedirect } from '@/lib/redirects';")),
  ok('setting', route("redirect(toInternalPath(next));", "import { toInternalPath } from '@acme/navigation';"), { settings: { redirectSanitizers: ['toInternalPath'] } }),
  ok('option navigation', client("return <button onClick={() => router.push(next)}>Go</button>;"), { filename: 'form.tsx', options: { navigation: 'ignore' } }),
  ok('option navigation location', "location.href = new URLSearchParams(location.search).get('next')!;", { options: { navigation: 'ignore' } }),

  // Functions of the same file that do check.
  ok('probe origin, original returned', `import { redirect } from 'next/navigation';
function safeNext(next: string | null): string {
  if (!next?.startsWith('/')) return '/';
  try {
    return new URL(next, 'https://internal.invalid').origin === 'https://internal.invalid' ? next : '/';
  } catch {
    return '/';
  }
}
export async function GET(request: Request) {
  redirect(safeNext(new URL(request.url).searchParams.get('next')));
}`),
  ok('boolean tester', route("if (isLocal(next)) redirect(next);\n  redirect('/');", "const isLocal = (target: string) => /^\\/(?![\\/\\\\])[\\x21-\\x7e]*$/.test(target);")),
  ok('throwing', route("if (new URL(next, request.url).origin !== new URL(request.url).origin) throw new Error('external');\n  redirect(next);")),
  ok('reassign in failing branch', route("let target = next;\n  if (!/^\\/\\w*$/.test(target)) target = '/';\n  redirect(target);")),
  ok('ternary chain', route("redirect(next === '/a' ? next : next === '/b' ? next : '/');")),
  ok('switch true', route("switch (true) {\n    case /^\\/\\w/.test(next):\n      redirect(next);\n      break;\n    default:\n      redirect('/');\n  }")),
  ok('try/catch new URL', route("let url: URL;\n  try {\n    url = new URL(next, request.url);\n  } catch {\n    redirect('/');\n  }\n  if (url.origin !== new URL(request.url).origin) redirect('/');\n  redirect(url.href);")),
  ok('nested helpers', route("redirect(resolve(next));", "const sameSite = (url: URL) => url.origin === 'https://acme.test';\nfunction resolve(path: string) {\n  const url = new URL(path, 'https://acme.test');\n  return sameSite(url) ? url.href : '/';\n}")),
  ok('asserter', route("assertInternal(next);\n  redirect(next);", "function assertInternal(target: string): asserts target is string {\n  if (!/^\\/\\w/.test(target)) throw new Error('external');\n}")),
  ok('every segment', route("if (!next.split('/').every((part) => /^[\\w-]*$/.test(part)) || next.startsWith('//')) redirect('/');\n  redirect(next);")),
  ok('class with allowlist', "import { redirect } from 'next/navigation';\nclass Targets {\n  readonly #paths = new Set(['/a', '/b']);\n  pick(path: string) {\n    return this.#paths.has(path) ? path : '/';\n  }\n}\nconst targets = new Targets();\nexport async function GET(request: Request) {\n  redirect(targets.pick(new URL(request.url).searchParams.get('next') ?? '/'));\n}"),
  ok('parsed URL then allowlisted path', route("const { pathname } = new URL(next, request.url);\n  redirect(PAGES.has(pathname) ? pathname : '/');", "const PAGES = new Set(['/a', '/b']);")),
  ok('prefix literal /admin/', route("redirect(next.startsWith('/app/') ? next : '/app');")),
  ok('next-auth default', "import NextAuth from 'next-auth';\nexport default NextAuth({\n  callbacks: {\n    async redirect({ url, baseUrl }) {\n      if (url.startsWith('/')) return `${baseUrl}${url}`;\n      if (new URL(url).origin === baseUrl) return url;\n      return baseUrl;\n    },\n  },\n});"),

  // At the edge of a finding.
  // The line break that fools it cannot be sent in a header.
  ok('m flag on the server: no line break in a header', route("if (/^https:\\/\\/acme\\.test\\//m.test(next)) redirect(next);")),
  // Nobody can register `acmextest`.
  ok('unescaped dot in a host of two labels', route("if (/^https:\\/\\/acme.test\\//.test(next)) redirect(next);")),
  // `javascript://acme.test/…` has that host, too, but a server cannot make a browser run it.
  ok('host alone on the server', route("if (new URL(next, ORIGIN).host === 'acme.test') redirect(next);", O)),
  ok('is-relative-url plus the rest', route("if (!isRelativeUrl(next) || /^[/\\\\]{2}/.test(next) || /[\\u0000-\\u0020]/.test(next)) redirect('/');\n  redirect(next);", "import isRelativeUrl from 'is-relative-url';")),
  ok('encoded page parameter', "import { redirect } from 'next/navigation';\nexport default async function Page({ params }: { params: Promise<{ to: string }> }) {\n  redirect((await params).to);\n}", { filename: 'app/[to]/page.tsx' }),
  ok('safeParse with an enum', "'use server';\nimport { redirect } from 'next/navigation';\nimport { z } from 'zod';\nconst schema = z.object({ next: z.enum(['/home', '/billing']) });\nexport async function go(input: unknown) {\n  const result = schema.safeParse(input);\n  redirect(result.success ? result.data.next : '/home');\n}"),
  // What a schema of another file asks for is not known.
  ok('imported part of a schema', route("redirect(z.object({ next: target }).parse({ next }).next);", "import { z } from 'zod';\nimport { target } from './schemas';")),
  ok('body member checked well', "import type { RequestHandler } from 'express';\nexport const go: RequestHandler = (req, res) => {\n  const { next } = req.body;\n  if (!next.startsWith('/') || next.startsWith('//') || next.startsWith('/\\\\')) return res.redirect('/');\n  res.redirect(next);\n};"),
  // Enough on Express, not on Fastify; nothing here says which one answers.
  ok('Nest on either server', "import { Controller, Get, Query, Res } from '@nestjs/common';\n@Controller('auth')\nexport class AuthController {\n  @Get('done')\n  done(@Query('next') next: string, @Res() res) {\n    if (!next.startsWith('/') || next.startsWith('//') || next.startsWith('/\\\\')) return res.redirect('/');\n    return res.redirect(next);\n  }\n}"),
  // What only a developer's machine does is no hole.
  ok('development only', route("if (process.env.NODE_ENV === 'development') redirect(next);\n  redirect('/');")),
  ok('next.config', "export default { async redirects() { return [{ source: '/old', destination: '/new', permanent: true }]; } };", { filename: 'next.config.ts' }),
];

const invalid: Invalid[] = [
  // No check, and checks that some input gets by.
  no('unchecked', route("redirect(«next»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('next') }),
  no('behind a path on one branch, as a whole on the other', route("redirect(«next ? next : `/login?next=${next}`»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no('behind a path at first, as a whole later', route("let to = `/sign/${next}`;\n  if (await isDone()) to = next;\n  redirect(«to»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('to') }),
  // The origin is ours, yet the path of `/.//evil.example` begins with two slashes.
  no('origin check then pathname', route("const url = new URL(next, ORIGIN);\n  if (url.origin !== ORIGIN) redirect('/');\n  redirect(«url.pathname + url.search + url.hash»);", O), weak(NEXT, 'redirect()', 'url.origin !== ORIGIN', PATHNAME, ' (it arrives as "//evil.example")')),
  no('origin check then pathname in template', route("const url = new URL(next, request.url);\n  if (url.origin === new URL(request.url).origin) redirect(«`${url.pathname}${url.search}`»);"), weak(NEXT, 'redirect()', 'url.origin === new URL(request.url).origin', PATHNAME, ' (it arrives as "//evil.example")')),
  no('startsWith slash', route("if (!next.startsWith('/')) redirect('/');\n  redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('/')", SLASHES)),
  no('charAt', route("redirect(«next.charAt(0) === '/' ? next : '/'»);"), weak(NEXT, 'redirect()', "next.charAt(0) === '/'", SLASHES)),
  no('next[0]', route("redirect(«next[0] === '/' ? next : '/'»);"), weak(NEXT, 'redirect()', "next[0] === '/'", SLASHES)),
  no('slash not two', route("if (next.startsWith('/') && !next.startsWith('//')) redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('//')", BACKSLASH)),
  no('slash not two, no backslash second', route("if (next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\\\')) redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('/\\\\')", TAB)),
  no('backslash: Hono', "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/go', (c) => {\n  const next = c.req.query('next') ?? '/';\n  if (!next.startsWith('/') || next.startsWith('//') || next.startsWith('/\\\\')) return c.redirect('/');\n  return c.redirect(«next»);\n});", weak(NEXT, 'c.redirect()', "next.startsWith('/\\\\')", TAB)),
  no('regex second neither slash nor backslash', route("if (/^\\/[^\\/\\\\]/.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/^\\/[^\\/\\\\]/.test(next)', TAB)),
  no('regex single slash negative lookahead', route("if (/^\\/(?!\\/)/.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/^\\/(?!\\/)/.test(next)', BACKSLASH)),
  no('new URL alone', "import { NextResponse, type NextRequest } from 'next/server';\nexport function GET(req: NextRequest) {\n  const next = req.nextUrl.searchParams.get('next') ?? '/';\n  return NextResponse.redirect(«new URL(next, req.url)»);\n}", unchecked(NEXT, 'NextResponse.redirect()', FULL_URL)),
  no('includes', route("if (next.includes('acme.test')) redirect(«next»);"), weak(NEXT, 'redirect()', "next.includes('acme.test')", ['https://acme.test.evil.example/', 'a host that begins with an allowed one is another host'])),
  no('indexOf', route("if (next.indexOf('acme.test') !== -1) redirect(«next»);"), weak(NEXT, 'redirect()', "next.indexOf('acme.test') !== -1", ['https://acme.test.evil.example/', 'a host that begins with an allowed one is another host'])),
  no('match', route("if (next.match(/acme\\.test/)) redirect(«next»);"), weak(NEXT, 'redirect()', 'next.match(/acme\\.test/)', ['https://acme.test.evil.example/', 'a host that begins with an allowed one is another host'])),
  no('prefix without slash', route("if (next.startsWith('https://acme.test')) redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('https://acme.test')", ['https://acme.test.evil.example/', 'what begins with the allowed text need not be on its host'])),
  no('prefix from env', route("if (!next.startsWith(process.env.APP_URL!)) redirect('/');\n  redirect(«next»);"), weak(NEXT, 'redirect()', 'next.startsWith(process.env.APP_URL!)', ['https://app.example@evil.example/', 'what stands before `@` is a user name, not the host'])),
  no('suffix', route("if (next.endsWith('acme.test')) redirect(«next»);"), weak(NEXT, 'redirect()', "next.endsWith('acme.test')", ['https://evil.example/acme.test', 'the allowed text may stand anywhere in the URL'])),
  no('hostname suffix', route("if (new URL(next).hostname.endsWith('acme.test')) redirect(«next»);"), weak(NEXT, 'redirect()', "new URL(next).hostname.endsWith('acme.test')", ['https://evil-acme.test/', 'a host that ends with the allowed text need not be it'])),
  no('regex no anchor', route("if (/https:\\/\\/acme\\.test/.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/https:\\/\\/acme\\.test/.test(next)', ['https://acme.test.evil.example/', 'what begins with the allowed text need not be on its host'])),
  no('regex dot', route("if (/^https:\\/\\/www.acme.test\\//.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/^https:\\/\\/www.acme.test\\//.test(next)', ['https://wwwxacme.test/', 'an unescaped dot in a regular expression matches any character'])),
  no('regex no end', route("if (/^https:\\/\\/acme\\.test/.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/^https:\\/\\/acme\\.test/.test(next)', ['https://acme.test.evil.example/', 'what begins with the allowed text need not be on its host'])),
  no('regex m flag, parsed', route("if (/^https:\\/\\/acme\\.test\\//m.test(next)) redirect(«new URL(next).href»);"), weak(NEXT, 'redirect()', '/^https:\\/\\/acme\\.test\\//m.test(next)', ['https://evil.example\nhttps://acme.test/', 'the allowed text may stand on another line, which the URL parser drops'], ' (it arrives as "https://evil.examplehttps//acme.test/")')),
  no('regex m flag client', client("if (/^https:\\/\\/acme\\.test\\//m.test(next)) router.push(«next»);"), weak(NEXT, 'router.push()', '/^https:\\/\\/acme\\.test\\//m.test(next)', ['https://evil.example\nhttps://acme.test/', 'the allowed text may stand on another line, which the URL parser drops'])),
  no('not http', route("if (next.startsWith('http')) redirect('/');\n  redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('http')", SLASHES)),
  no('not https?:', route("if (/^https?:/.test(next)) redirect('/');\n  redirect(«next»);"), weak(NEXT, 'redirect()', '/^https?:/.test(next)', SLASHES)),
  no('no ://', route("redirect(«next.includes('://') ? '/' : next»);"), weak(NEXT, 'redirect()', "next.includes('://')", SLASHES)),
  no('canParse', route("if (URL.canParse(next)) redirect(«next»);"), insufficient(NEXT, 'redirect()', 'URL.canParse(next)', "it accepts any URL, such as 'https://evil.com'")),
  no('z.url', route("redirect(«z.url().parse(next)»);", "import { z } from 'zod';"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no('z.string().url()', route("const target = z.string().url().parse(next);\n  redirect(«target»);", "import { z } from 'zod';"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('target') }),
  no('isURL', route("if (validator.isURL(next)) redirect(«next»);", "import validator from 'validator';"), insufficient(NEXT, 'redirect()', 'validator.isURL(next)', "it accepts any URL, such as 'https://evil.com'")),
  no('encodeURI', route("redirect(«encodeURI(next)»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no('decode after check', route("if (!/^\\/[\\w%]/.test(next)) redirect('/');\n  redirect(«decodeURIComponent(next)»);"), weak(NEXT, 'redirect()', '/^\\/[\\w%]/.test(next)', ['/%2F%2Fevil.example', 'it is decoded once more after the check'], ' (it arrives as "///evil.example")')),
  no('is-relative-url', route("if (isRelativeUrl(next)) redirect(«next»);", "import isRelativeUrl from 'is-relative-url';"), insufficient(NEXT, 'redirect()', 'isRelativeUrl(next)', "it accepts '//evil.com' by default, and '/\\t/evil.com' always")),
  no('is-relative', route("if (isRelative(next)) redirect(«next»);", "import isRelative from 'is-relative';"), insufficient(NEXT, 'redirect()', 'isRelative(next)', "it tests file paths and accepts 'https://evil.com'")),
  no('sanitize-url', route("redirect(«sanitizeUrl(next)»);", "import { sanitizeUrl } from '@braintree/sanitize-url';"), insufficient(NEXT, 'redirect()', 'sanitizeUrl(next)', "it only stops script schemes, and 'https://evil.com' passes")),
  no('host alone in the browser', client("if (new URL(next, 'https://acme.test').host === 'acme.test') router.push(«next»);"), weak(NEXT, 'router.push()', "new URL(next, 'https://acme.test').host === 'acme.test'", ['javascript://acme.test/%0aalert(1)', 'a `javascript:` URL has a host too, and runs script in the page'])),
  no('origin concat no slash', route("redirect(«`${process.env.APP_URL}${next}`»);"), unchecked(NEXT, 'redirect()', USER_NAME)),
  no('origin plus no slash', route("redirect(«new URL(request.url).origin + next»);"), unchecked(NEXT, 'redirect()', USER_NAME)),

  // Functions of the same file, control flow, and the text changed on the way. A function is read, whatever it is called.
  // The recipe of the security policy: `//` and relative paths are handled, but browsers read a backslash as a slash.
  no("policy safeNext", `import { redirect } from 'next/navigation';
function safeNext(next: string | null): string {
  if (!next) return '/';
  if (next.startsWith('//')) return '/'; // protocol-relative
  if (!next.startsWith('/')) return '/'; // not relative
  return next;
}
export async function GET(request: Request) {
  redirect(«safeNext(new URL(request.url).searchParams.get('next'))»);
}`, weak(NEXT, 'redirect()', "next.startsWith('/')", BACKSLASH)),
  no("weak sanitizer by good name", route("redirect(«getSafeRedirect(next)»);", "const getSafeRedirect = (target: string) => (target.startsWith('/') ? target : '/');"), weak(NEXT, 'redirect()', "target.startsWith('/')", SLASHES)),
  no("weak tester", route("if (!isSafe(next)) redirect('/');\n  redirect(«next»);", "function isSafe(target: string): boolean {\n  return target.startsWith('/') && !target.startsWith('//');\n}"), weak(NEXT, 'redirect()', "target.startsWith('//')", BACKSLASH)),
  no("weak assert", route("assertInternal(next);\n  redirect(«next»);", "function assertInternal(target: string): void {\n  if (!target.startsWith('/')) throw new Error('external');\n}"), weak(NEXT, 'redirect()', "target.startsWith('/')", SLASHES)),
  no("check result ignored", route("isSafe(next);\n  redirect(«next»);", "function isSafe(target: string): boolean {\n  return target.startsWith('/');\n}"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('next') }),
  no("check the wrong way round", route("if (new URL(next, ORIGIN).origin === ORIGIN) redirect('/');\n  redirect(«next»);", O), weak(NEXT, 'redirect()', 'new URL(next, ORIGIN).origin === ORIGIN', FULL_URL)),
  no("check without return", route("if (!next.startsWith('/app/')) {\n    console.warn('external target');\n  }\n  redirect(«next»);"), weak(NEXT, 'redirect()', "next.startsWith('/app/')", FULL_URL)),
  no("default only", route("const target = next || '/dashboard';\n  redirect(«target»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('target') }),
  no("try around URL falls back to input", route("let target = next;\n  try {\n    target = new URL(next).href;\n  } catch {\n    target = next;\n  }\n  redirect(«target»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('target') }),
  no("let reassign", route("let target = '/';\n  if (next) target = next;\n  redirect(«target»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('target') }),
  no("reassigned only in one case", route("let target = next;\n  if (target.startsWith('//')) target = '/';\n  redirect(«target»);"), weak(NEXT, 'redirect()', "target.startsWith('//')", FULL_URL)),
  no("nested helper", route("redirect(«resolve(next)»);", "const isLocal = (path: string) => path.startsWith('/');\nfunction resolve(path: string) {\n  return isLocal(path) ? path : '/';\n}"), weak(NEXT, 'redirect()', "path.startsWith('/')", SLASHES)),
  no("trim", route("redirect(«next.trim()»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("slice strips", route("redirect(«next.slice(1)»);"), unchecked(NEXT, 'redirect()', SPACE)),
  no("replace", route("redirect(«next.replace('//', '/')»);"), unchecked(NEXT, 'redirect()', BACKSLASH)),
  no("string fn", route("redirect(«String(next)»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no('probe origin, path cut out of href', `import { redirect } from 'next/navigation';
function safeNext(next: string | null): string {
  if (!next) return '/';
  try {
    const url = new URL(next, 'https://internal.invalid');
    return url.origin === 'https://internal.invalid' ? url.href.slice(url.origin.length) : '/';
  } catch {
    return '/';
  }
}
export async function GET(request: Request) {
  redirect(«safeNext(new URL(request.url).searchParams.get('next'))»);
}`, weak(NEXT, 'redirect()', "url.origin === 'https://internal.invalid'", PATHNAME, ' (it arrives as "//evil.example")')),

  // Imports, hops and sources.
  no("alias import", "import { redirect as go } from 'next/navigation';\nexport async function GET(request: Request) {\n  go(«new URL(request.url).searchParams.get('returnTo')!»);\n}", unchecked("'returnTo' from the query string", 'go()', FULL_URL)),
  no("namespace import", "import * as nav from 'next/navigation';\nexport async function GET(request: Request) {\n  nav.permanentRedirect(«new URL(request.url).searchParams.get('returnTo') as string»);\n}", unchecked("'returnTo' from the query string", 'nav.permanentRedirect()', FULL_URL)),
  no("require", "const { redirect } = require('next/navigation');\nexports.handler = (request: Request) => redirect(«new URL(request.url).searchParams.get('to')»);", unchecked("'to' from the query string", 'redirect()', FULL_URL)),
  no("sink alias", "import { redirect } from 'next/navigation';\nconst go = redirect;\nexport async function GET(request: Request) {\n  const { searchParams } = new URL(request.url);\n  go(«searchParams.get('to')!»);\n}", unchecked("'to' from the query string", 'go()', FULL_URL)),
  no("destructured hops", "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  const { searchParams: query } = new URL(request.url);\n  const options = { target: query.get('to') };\n  const { target } = options;\n  redirect(«target!»);\n}", unchecked("'to' from the query string", 'redirect()', FULL_URL), { suggest: sameOrigin('target!') }),
  no("template", route("redirect(«`${next}`»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("template with query", route("redirect(«`${next}?welcome=1`»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("concatenation", route("redirect(«next + '?welcome=1'»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("array hop", route("const [target] = [next];\n  redirect(«target!»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('target!') }),
  no("function hop in file", "import { redirect } from 'next/navigation';\nexport async function GET(request: Request) {\n  leave(new URL(request.url).searchParams.get('to'));\n}\nfunction leave(to: string | null) {\n  redirect(«to ?? '/'»);\n}", unchecked("'to' from the query string", 'redirect()', FULL_URL)),
  no("satisfies and bang", route("redirect(«(next satisfies string)!»);"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('(next satisfies string)!') }),
  no("conditional expr", route("redirect(«request.method === 'GET' ? next : '/'»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("spread params", route("const input = { ...{ next } };\n  redirect(«input.next»);"), unchecked(NEXT, 'redirect()', FULL_URL)),
  no("inside try/catch", route("try {\n    redirect(«next»);\n  } catch (error) {\n    throw error;\n  }"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('next') }),
  no("class method", "import { redirect } from 'next/navigation';\nexport class Login {\n  #target = '/';\n  async finish(request: Request) {\n    const target = new URL(request.url).searchParams.get('to') ?? this.#target;\n    redirect(«target»);\n  }\n}", unchecked("'to' from the query string", 'redirect()', FULL_URL), { suggest: sameOrigin('target') }),
  no("parameter default", "import { redirect } from 'next/navigation';\nexport default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {\n  const { next = '/' } = await searchParams;\n  redirect(«next»);\n}", unchecked(NEXT, 'redirect()', FULL_URL), { filename: 'app/page.tsx' }),
  no("use()", "'use client';\nimport { use } from 'react';\nimport { redirect } from 'next/navigation';\nexport default function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {\n  const { next } = use(searchParams);\n  redirect(«next ?? '/'»);\n}", unchecked(NEXT, 'redirect()', FULL_URL), { filename: 'app/page.tsx' }),
  no("sync searchParams", "import { redirect } from 'next/navigation';\nexport default function Page(props: { searchParams: { next: string } }) {\n  redirect(«props.searchParams.next»);\n}", unchecked(NEXT, 'redirect()', FULL_URL), { filename: 'app/page.tsx' }),
  no("server action argument", "'use server';\nimport { redirect } from 'next/navigation';\nexport async function login(next: string) {\n  redirect(«next»);\n}", unchecked("'next' from the server action argument", 'redirect()', FULL_URL)),
  no("server action form", "'use server';\nimport { redirect } from 'next/navigation';\nexport async function login(_state: unknown, formData: FormData) {\n  redirect(«formData.get('next') as string»);\n}", unchecked("'next' from the form data", 'redirect()', FULL_URL)),
  no("inline server action", "import { redirect } from 'next/navigation';\nexport default function Page() {\n  async function save(formData: FormData) {\n    'use server';\n    redirect(«String(formData.get('next'))»);\n  }\n  return <form action={save} />;\n}", unchecked("'next' from the form data", 'redirect()', FULL_URL), { filename: 'app/page.tsx' }),
  no("server action zod", "'use server';\nimport { redirect } from 'next/navigation';\nimport { z } from 'zod';\nconst schema = z.object({ next: z.string().min(1) });\nexport async function login(input: unknown) {\n  const { next } = schema.parse(input);\n  redirect(«next»);\n}", unchecked("'next' from the server action argument", 'redirect()', FULL_URL)),
  no("safeParse data", "'use server';\nimport { redirect } from 'next/navigation';\nimport { z } from 'zod';\nconst schema = z.object({ next: z.string().optional() });\nexport async function login(formData: FormData) {\n  const result = schema.safeParse(Object.fromEntries(formData));\n  if (!result.success) return { error: 'bad' };\n  redirect(«result.data.next ?? '/'»);\n}", unchecked("'next' from the form data", 'redirect()', FULL_URL)),
  no("cookie", "import { cookies } from 'next/headers';\nimport { redirect } from 'next/navigation';\nexport async function GET() {\n  const store = await cookies();\n  redirect(«store.get('return_to')?.value ?? '/'»);\n}", unchecked("'return_to' from the cookie", 'redirect()', FULL_URL)),
  no("referer", "import { headers } from 'next/headers';\nimport { redirect } from 'next/navigation';\nexport async function back() {\n  const referer = (await headers()).get('referer');\n  redirect(«referer ?? '/'»);\n}", unchecked("'referer' from the request header", 'redirect()', FULL_URL)),
  no("next middleware", "import { NextResponse, type NextRequest } from 'next/server';\nexport function middleware(request: NextRequest) {\n  const to = request.nextUrl.searchParams.get('to');\n  if (to) return NextResponse.redirect(«to»);\n  return NextResponse.next();\n}", unchecked("'to' from the query string", 'NextResponse.redirect()', FULL_URL), { filename: 'middleware.ts', suggest: "to && new URL(to, request.nextUrl.origin).origin === request.nextUrl.origin ? new URL(to, request.nextUrl.origin) : new URL('/', request.nextUrl.origin)" }),
  no("rewrite", "import { NextResponse } from 'next/server';\nexport function proxy(request: Request) {\n  return NextResponse.rewrite(«new URL(new URL(request.url).searchParams.get('to')!, request.url)»);\n}", unchecked("'to' from the query string", 'NextResponse.rewrite()', FULL_URL), { filename: 'proxy.ts' }),
  no("gSSP", "import type { GetServerSideProps } from 'next';\nexport const getServerSideProps: GetServerSideProps = async (context) => {\n  const { next } = context.query;\n  return { redirect: { destination: «String(next)», permanent: false } };\n};", unchecked(NEXT, 'the redirect', FULL_URL), { filename: 'pages/login.tsx' }),
  no("pages api", "import type { NextApiRequest, NextApiResponse } from 'next';\nexport default function handler(req: NextApiRequest, res: NextApiResponse) {\n  res.redirect(307, «req.query.next as string»);\n}", unchecked(NEXT, 'res.redirect()', FULL_URL), { filename: 'pages/api/go.ts' }),
  no("pages router", "import { useRouter } from 'next/router';\nexport default function Login() {\n  const router = useRouter();\n  const { next } = router.query;\n  return <button onClick={() => router.replace(«next as string»)}>Go</button>;\n}", unchecked(NEXT, 'router.replace()', FULL_URL), { filename: 'pages/login.tsx', suggest: sameWindow('next as string') }),
  no("route params", "import { redirect } from 'next/navigation';\nexport async function GET(_request: Request, { params }: { params: Promise<{ to: string }> }) {\n  const { to } = await params;\n  redirect(«decodeURIComponent(to)»);\n}", unchecked("'to' from the route parameter", 'redirect()', FULL_URL), { filename: 'app/out/[to]/route.ts' }),

  // Frameworks.
  no("Express", "import express from 'express';\nconst app = express();\napp.get('/go', (req, res) => {\n  res.redirect(302, «req.query.next as string»);\n});", unchecked(NEXT, 'res.redirect()', FULL_URL)),
  no("Express router typed", "import { Router, type Request, type Response } from 'express';\nconst router = Router();\nasync function go(req: Request, res: Response) {\n  const { returnTo } = req.body;\n  res.status(303).location(«returnTo»).end();\n}\nrouter.post('/go', go);", unchecked("'returnTo' from the request body", 'res.status(303).location()', FULL_URL)),
  no("Express bare names", "export const logout = (req, res) => {\n  res.redirect(«req.query.to || '/'»);\n};", unchecked("'to' from the query string", 'res.redirect()', FULL_URL)),
  no("Express location header", "import type { RequestHandler } from 'express';\nexport const go: RequestHandler = (req, res) => {\n  res.set('Location', «String(req.query.to)»);\n  res.status(302).end();\n};", unchecked("'to' from the query string", 'res.set()', FULL_URL)),
  no("Express referer", "import type { RequestHandler } from 'express';\nexport const back: RequestHandler = (req, res) => res.redirect(«req.get('Referer') ?? '/'»);", unchecked("'Referer' from the request header", 'res.redirect()', FULL_URL)),
  no("Express cookies", "import type { RequestHandler } from 'express';\nexport const back: RequestHandler = (req, res) => res.redirect(«req.cookies.returnTo»);", unchecked("'returnTo' from the cookie", 'res.redirect()', FULL_URL)),
  no("Koa", "import Koa from 'koa';\nconst app = new Koa();\napp.use(async (ctx) => {\n  ctx.redirect(«ctx.query.next as string»);\n});", unchecked(NEXT, 'ctx.redirect()', FULL_URL)),
  no("Koa router body", "import Router from '@koa/router';\nconst router = new Router();\nrouter.post('/login', (ctx) => {\n  const { next } = ctx.request.body;\n  ctx.response.redirect(«next»);\n});", unchecked("'next' from the request body", 'ctx.response.redirect()', FULL_URL)),
  no("Fastify", "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/go', async (request, reply) => {\n  const { next } = request.query as { next: string };\n  return reply.redirect(«next»);\n});", unchecked(NEXT, 'reply.redirect()', FULL_URL)),
  no("Fastify 4", "import type { FastifyInstance } from 'fastify';\nexport async function routes(app: FastifyInstance) {\n  app.get('/go', (request, reply) => reply.redirect(302, «(request.query as { next: string }).next»));\n}", unchecked(NEXT, 'reply.redirect()', FULL_URL)),
  no("Hono", "import { Hono } from 'hono';\nexport const app = new Hono().get('/go', (c) => c.redirect(«c.req.query('next') ?? '/'»));", unchecked(NEXT, 'c.redirect()', FULL_URL)),
  no("Hono json and header", "import { Hono } from 'hono';\nconst app = new Hono();\napp.post('/go', async (c) => {\n  const { to } = await c.req.json();\n  c.header('Location', «to»);\n  return c.body(null, 302);\n});", unchecked("'to' from the request body", 'c.header()', FULL_URL)),
  no("Nest res", "import { Controller, Get, Query, Res } from '@nestjs/common';\nimport type { Response } from 'express';\n@Controller('auth')\nexport class AuthController {\n  @Get('done')\n  done(@Query('next') next: string, @Res() res: Response) {\n    return res.redirect(«next»);\n  }\n}", unchecked(NEXT, 'res.redirect()', FULL_URL)),
  no("Nest Redirect", "import { Controller, Get, Query, Redirect } from '@nestjs/common';\n@Controller('auth')\nexport class AuthController {\n  @Get('done')\n  @Redirect()\n  done(@Query('next') next: string) {\n    return { url: «next», statusCode: 302 };\n  }\n}", unchecked(NEXT, 'the redirect', FULL_URL)),
  no("Remix", "import { redirect, type LoaderFunctionArgs } from '@remix-run/node';\nexport async function loader({ request }: LoaderFunctionArgs) {\n  const to = new URL(request.url).searchParams.get('redirectTo') ?? '/';\n  return redirect(«to»);\n}", unchecked("'redirectTo' from the query string", 'redirect()', FULL_URL), { suggest: sameOrigin('to') }),
  no("React Router 7 action", "import { redirectDocument } from 'react-router';\nimport type { Route } from './+types/login';\nexport async function action({ request }: Route.ActionArgs) {\n  const form = await request.formData();\n  return redirectDocument(«form.get('redirectTo') as string»);\n}", unchecked("'redirectTo' from the form data", 'redirectDocument()', FULL_URL), { filename: 'app/routes/login.tsx' }),
  no("React Router 8 url", "import { redirect, type LoaderFunctionArgs } from 'react-router';\nexport const loader = ({ url }: LoaderFunctionArgs) => redirect(«url.searchParams.get('to')!»);", unchecked("'to' from the query string", 'redirect()', FULL_URL)),
  no("React Router navigate", "import { useNavigate, useSearchParams } from 'react-router';\nexport function Login() {\n  const navigate = useNavigate();\n  const [params] = useSearchParams();\n  return <button onClick={() => navigate(«params.get('from') ?? '/'»)}>Sign in</button>;\n}", unchecked("'from' from the query string", 'navigate()', TAB), { filename: 'login.tsx' }),
  no("React Router Navigate element", "import { Navigate, useSearchParams } from 'react-router-dom';\nexport function Done() {\n  const [params] = useSearchParams();\n  return <Navigate to={«params.get('from')!»} replace />;\n}", unchecked("'from' from the query string", '<Navigate>', TAB), { filename: 'done.tsx' }),
  no("React Router navigate, not full URLs", "import { useNavigate, useSearchParams } from 'react-router';\nexport function Login() {\n  const navigate = useNavigate();\n  const [params] = useSearchParams();\n  const from = params.get('from') ?? '/';\n  return <button onClick={() => { if (!from.startsWith('//') && !from.includes('\\\\')) navigate(«from»); }}>Sign in</button>;\n}", weak("'from' from the query string", 'navigate()', "from.includes('\\\\')", TAB), { filename: 'login.tsx' }),
  no("React Router link", "import { Link, useSearchParams } from 'react-router';\nexport function Done() {\n  const [params] = useSearchParams();\n  return <Link to={«params.get('from')!»}>Back</Link>;\n}", unchecked("'from' from the query string", '<Link>', FULL_URL), { filename: 'done.tsx' }),
  no("SvelteKit", "import { redirect } from '@sveltejs/kit';\nimport type { PageServerLoad } from './$types';\nexport const load: PageServerLoad = async ({ url }) => {\n  throw redirect(303, «url.searchParams.get('redirectTo') ?? '/'»);\n};", unchecked("'redirectTo' from the query string", 'redirect()', FULL_URL), { filename: 'src/routes/login/+page.server.ts' }),
  no("SvelteKit action", "import { redirect } from '@sveltejs/kit';\nexport const actions = {\n  default: async ({ request }) => {\n    const data = await request.formData();\n    redirect(303, «data.get('redirectTo') as string»);\n  },\n};", unchecked("'redirectTo' from the form data", 'redirect()', FULL_URL), { filename: 'src/routes/login/+page.server.ts' }),
  no("SvelteKit handler cookies", "import { redirect, type RequestHandler } from '@sveltejs/kit';\nexport const GET: RequestHandler = ({ cookies }) => redirect(302, «cookies.get('next') ?? '/'»);", unchecked("'next' from the cookie", 'redirect()', FULL_URL), { filename: 'src/routes/go/+server.ts' }),
  no("Astro endpoint", "import type { APIRoute } from 'astro';\nexport const GET: APIRoute = ({ url, redirect }) => redirect(«url.searchParams.get('to') ?? '/'»);", unchecked("'to' from the query string", 'redirect()', FULL_URL), { filename: 'src/pages/go.ts' }),
  no("Astro global", "const next = Astro.url.searchParams.get('next');\nif (next) Astro.redirect(«next»);", unchecked(NEXT, 'Astro.redirect()', FULL_URL)),
  no("h3 v1", "import { defineEventHandler, getQuery, sendRedirect } from 'h3';\nexport default defineEventHandler((event) => {\n  const { to } = getQuery(event);\n  return sendRedirect(event, «String(to)»);\n});", unchecked("'to' from the query string", 'sendRedirect()', FULL_URL)),
  no("Nuxt server auto import", "export default defineEventHandler(async (event) => {\n  const body = await readBody(event);\n  return sendRedirect(event, «body.redirect», 302);\n});", unchecked("'redirect' from the request body", 'sendRedirect()', FULL_URL), { filename: 'server/api/login.post.ts' }),
  no("Nuxt external", "const route = useRoute();\nawait navigateTo(«route.query.to as string», { external: true });", unchecked("'to' from the query string", 'navigateTo()', FULL_URL)),
  no("h3 v2", "import { defineHandler, redirect } from 'h3';\nexport default defineHandler((event) => redirect(«event.url.searchParams.get('to') ?? '/'»));", unchecked("'to' from the query string", 'redirect()', FULL_URL)),
  no("TanStack", "import { createFileRoute, redirect } from '@tanstack/react-router';\nexport const Route = createFileRoute('/login')({\n  beforeLoad: ({ search }) => {\n    throw redirect({ href: «search.redirect» });\n  },\n});", unchecked("'redirect' from the query string", 'redirect()', FULL_URL)),
  no("TanStack weak check", "import { createFileRoute, redirect } from '@tanstack/react-router';\nexport const Route = createFileRoute('/login')({\n  beforeLoad: ({ search }) => {\n    const { next } = search;\n    if (!next.startsWith('http:')) throw redirect({ href: «next» });\n  },\n});", weak("'next' from the query string", 'redirect()', "next.startsWith('http:')", FULL_URL)),
  no("TanStack navigate", "import { getRouteApi, useNavigate } from '@tanstack/react-router';\nconst route = getRouteApi('/login');\nexport function Login() {\n  const { redirect } = route.useSearch();\n  const navigate = useNavigate();\n  return <button onClick={() => navigate({ href: «redirect» })}>Go</button>;\n}", unchecked("'redirect' from the query string", 'navigate()', FULL_URL), { filename: 'login.tsx', suggest: sameWindow('redirect') }),
  no("Elysia", "import { Elysia } from 'elysia';\nnew Elysia().get('/go', ({ query, redirect }) => redirect(«query.to»));", unchecked("'to' from the query string", 'redirect()', FULL_URL)),
  no("Elysia set.redirect", "import { Elysia } from 'elysia';\nnew Elysia().get('/go', ({ query, set }) => {\n  set.redirect = «query.to»;\n});", unchecked("'to' from the query string", '`set.redirect`', FULL_URL)),
  no("Response.redirect", "export default {\n  async fetch(request: Request): Promise<Response> {\n    const to = new URL(request.url).searchParams.get('to');\n    return Response.redirect(«to ?? 'https://acme.test/'», 302);\n  },\n};", unchecked("'to' from the query string", 'Response.redirect()', FULL_URL), { filename: 'react.tsx' }),
  no("Response Location", "export async function GET(request: Request) {\n  const to = new URL(request.url).searchParams.get('to') ?? '/';\n  return new Response(null, { status: 302, headers: { Location: «to» } });\n}", unchecked("'to' from the query string", 'new Response()', FULL_URL), { suggest: sameOrigin('to') }),
  no("Headers set", "export async function GET(request: Request) {\n  const headers = new Headers();\n  headers.set('location', «new URL(request.url).searchParams.get('to') ?? '/'»);\n  return new Response(null, { status: 302, headers });\n}", unchecked("'to' from the query string", 'headers.set()', FULL_URL)),
  no("node http", "import { createServer } from 'node:http';\ncreateServer((req, res) => {\n  const to = new URL(req.url ?? '/', 'https://acme.test').searchParams.get('to');\n  res.writeHead(302, { Location: «to ?? '/'» }).end();\n});", unchecked("'to' from the query string", 'res.writeHead()', FULL_URL)),
  no("location.href", "const next = new URLSearchParams(location.search).get('next');\nif (next) window.location.href = «next»;", unchecked(NEXT, '`window.location.href`', FULL_URL), { suggest: sameWindow('next') }),
  no("location assign", "const params = new URL(document.location.href).searchParams;\nlocation.assign(«params.get('next') ?? '/'»);", unchecked(NEXT, 'location.assign()', FULL_URL)),
  no("location =", "const next = new URLSearchParams(window.location.search).get('next')!;\nwindow.location = «next as never»;", unchecked(NEXT, '`window.location`', FULL_URL), { suggest: sameWindow('next as never') }),
  no("location hash", "location.replace(«location.hash.slice(1)»);", unchecked('A value from the URL fragment', 'location.replace()', FULL_URL)),
  no("window.open", "const to = new URLSearchParams(window.location.search).get('to');\nwindow.open(«to ?? '/'», '_blank');", unchecked("'to' from the query string", 'window.open()', FULL_URL)),
  no("referrer", "window.location.replace(«document.referrer»);", unchecked('The referrer', 'window.location.replace()', FULL_URL)),
  no("JSX href", "'use client';\nimport { useSearchParams } from 'next/navigation';\nexport function Back() {\n  const params = useSearchParams();\n  return <a href={«params.get('from') ?? '/'»}>Back</a>;\n}", unchecked("'from' from the query string", '<a>', FULL_URL), { filename: 'back.tsx' }),
  no("Link href", "import Link from 'next/link';\nexport default async function Page({ searchParams }: { searchParams: Promise<{ from: string }> }) {\n  const { from } = await searchParams;\n  return <Link href={«from»}>Back</Link>;\n}", unchecked("'from' from the query string", '<Link>', FULL_URL), { filename: 'app/page.tsx' }),
  no("form action", "'use client';\nimport { useSearchParams } from 'next/navigation';\nexport function Form() {\n  return <form action={«useSearchParams().get('to')!»} method=\"post\" />;\n}", unchecked("'to' from the query string", '<form>', FULL_URL), { filename: 'form.tsx' }),
  no("router.push", client("return <button onClick={() => router.push(«next»)}>Go</button>;"), unchecked(NEXT, 'router.push()', FULL_URL), { filename: 'form.tsx', suggest: sameWindow('next') }),
  no("router.push weak", client("const go = () => {\n    if (next.startsWith('/')) router.replace(«next»);\n  };\n  return <button onClick={go}>Go</button>;"), weak(NEXT, 'router.replace()', "next.startsWith('/')", SLASHES), { filename: 'form.tsx' }),
  no("router.push protocol test only", client("const go = () => {\n    if (!next.startsWith('javascript:')) router.push(«next»);\n  };\n  return <button onClick={go}>Go</button>;"), weak(NEXT, 'router.push()', "next.startsWith('javascript:')", FULL_URL), { filename: 'form.tsx' }),
  no("useEffect", "'use client';\nimport { useEffect } from 'react';\nimport { useRouter, useSearchParams } from 'next/navigation';\nexport function Done() {\n  const router = useRouter();\n  const params = useSearchParams();\n  useEffect(() => {\n    const target = params.get('callbackUrl');\n    if (target) router.push(«target»);\n  }, [params, router]);\n  return null;\n}", unchecked("'callbackUrl' from the query string", 'router.push()', FULL_URL), { filename: 'done.tsx', suggest: sameWindow('target') }),
  no("next-auth callback prefix", "import NextAuth from 'next-auth';\nexport default NextAuth({\n  callbacks: {\n    async redirect({ url, baseUrl }) {\n      return «url.startsWith(baseUrl) ? url : baseUrl»;\n    },\n  },\n});", weak("'url' from the query string", 'the redirect', 'url.startsWith(baseUrl)', ['https://app.example@evil.example/', 'what stands before `@` is a user name, not the host'])),
  no("next-auth callback raw", "import type { NextAuthConfig } from 'next-auth';\nexport const config: NextAuthConfig = {\n  callbacks: {\n    redirect: ({ url }) => «url»,\n  },\n};", unchecked("'url' from the query string", 'the redirect', FULL_URL)),

  // Options.
  no('option navigation keeps server', route("redirect(«next»);"), unchecked(NEXT, 'redirect()', FULL_URL), { options: { navigation: 'ignore' }, suggest: sameOrigin('next') }),

  // The other side of that edge.
  no('unescaped dot', route("if (/^https:\\/\\/www.acme\\.test\\//.test(next)) redirect(«next»);"), weak(NEXT, 'redirect()', '/^https:\\/\\/www.acme\\.test\\//.test(next)', ['https://wwwxacme.test/', 'an unescaped dot in a regular expression matches any character'])),
  // The last test of the input only chooses a character; the message names the one that was meant as a check.
  no('a separator chosen by the input', route("if (!next.startsWith('/')) redirect('/');\n  redirect(«`${next}${next.includes('?') ? '&' : '?'}welcome=1`»);"), weak(NEXT, 'redirect()', "next.startsWith('/')", SLASHES, ' (it arrives as "//evil.example?welcome=1")')),
  no('body member with a weak check', "import type { RequestHandler } from 'express';\nexport const go: RequestHandler = (req, res) => {\n  const { next } = req.body;\n  if (!next.startsWith('/')) return res.redirect('/');\n  res.redirect(«next»);\n};", weak("'next' from the request body", 'res.redirect()', "next.startsWith('/')", SLASHES)),
  no('route handler parameters are decoded', "import { redirect } from 'next/navigation';\nexport async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {\n  redirect(«`/${(await params).locale}/home`»);\n}", unchecked("'locale' from the route parameter", 'redirect()', SLASHES), { filename: 'app/[locale]/route.ts' }),
  no('decoded page parameter', "import { redirect } from 'next/navigation';\nexport default async function Page({ params }: { params: Promise<{ to: string }> }) {\n  redirect(«decodeURIComponent((await params).to)»);\n}", unchecked("'to' from the route parameter", 'redirect()', FULL_URL), { filename: 'app/[to]/page.tsx' }),
  no('ufo hasProtocol', route("if (hasProtocol(next, { acceptRelative: true })) redirect('/');\n  redirect(«next»);", "import { hasProtocol } from 'ufo';"), insufficient(NEXT, 'redirect()', 'hasProtocol(next, { acceptRelative: true })', "it misses ' //evil.com', which browsers trim")),
  no('next-auth options as a constant', "import type { NextAuthOptions } from 'next-auth';\nexport const authOptions: NextAuthOptions = {\n  providers: [],\n  callbacks: {\n    async redirect(params) {\n      return «params.url»;\n    },\n  },\n};", unchecked("'url' from the query string", 'the redirect', FULL_URL)),
  no('two sinks of one input', route("if (request.method === 'HEAD') redirect(«next»);\n  return Response.redirect('https://acme.test/');"), unchecked(NEXT, 'redirect()', FULL_URL), { suggest: sameOrigin('next') }),
  no('host given by the sender as the last test', route("const url = new URL(next);\n  if (url.protocol !== 'https:') redirect('/');\n  redirect(«url.href»);"), weak(NEXT, 'redirect()', "url.protocol !== 'https:'", FULL_URL)),
  no('valibot safeParse', "'use server';\nimport { redirect } from 'next/navigation';\nimport * as v from 'valibot';\nexport async function go(input: unknown) {\n  const result = v.safeParse(v.object({ to: v.string() }), input);\n  if (result.success) redirect(«result.output.to»);\n}", unchecked("'to' from the server action argument", 'redirect()', FULL_URL)),
];

ruleTester.run('no-unvalidated-redirect', rule, { valid, invalid });

describe('the suggestion', () => {
  const outputs = invalid.flatMap(({ filename, errors }) => errors.flatMap(({ suggestions }) => (suggestions ?? []).map(({ output }) => [output, filename] as const)));

  test('is offered in many of the cases', () => {
    expect(outputs.length).toBeGreaterThan(15);
  });

  test.each(outputs)('leaves nothing to report: %s', (output, filename) => {
    expect(lint(output, filename ?? 'file.ts', { 'bulwark/no-unvalidated-redirect': 'error' })).toEqual([]);
  });
});
