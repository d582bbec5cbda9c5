/**
 * Where a destination is handed over, which library functions check one, which calls never return.
 *
 * Left out on purpose: `goto` of SvelteKit and `navigateTo` of Nuxt without `external` refuse other hosts themselves;
 * `history.pushState` cannot leave the origin; `push` of Vue Router puts the origin in front of every path (4.4 as read, 5.5 as run), and `useNavigate` of
 * Solid Router throws for other hosts and hands the rest to `pushState`; the redirect options of auth SDKs are checked against an allowlist on their server.
 */
import type { ApiRow, Condition, Fact, FactOf, Place } from './schema.js';

type Transport = NonNullable<FactOf<'redirect'>['transport']>;
type PathPart = string | readonly string[];

const LOCATION = ['Location', 'location'];

const to = (target: Place, transport: Transport = 'raw'): Fact => ({ role: 'redirect', target, transport });
const inBrowser = (target: Place, transport: Transport = 'raw'): Fact => ({ role: 'redirect', target, client: true, transport });
/** `set('Location', x)`. */
const namedHeader = (transport: Transport = 'raw'): Fact => ({ role: 'redirect', target: { arg: 1 }, transport, when: [{ arg: 0, equals: ['location'] }] });
/** `{ Location: x }` in an argument. */
const headerIn = (arg: number, path: readonly PathPart[] = [], transport: Transport = 'raw'): Fact => to({ arg, path: [...path, LOCATION] }, transport);

const FIRST = to({ arg: 0 });
const ABSOLUTE: Fact = { role: 'redirect', target: { arg: 0 }, transport: 'raw', absolute: true };
const GO = inBrowser({ arg: 0 });

const NEXT: readonly ApiRow[] = [
  { module: 'next/navigation', path: '{redirect,permanentRedirect}()', fact: FIRST },
  { module: 'next/navigation', path: 'useRouter()', is: 'next.AppRouter' },
  { module: 'next/dist/shared/lib/app-router-context.shared-runtime', path: 'AppRouterInstance#', is: 'next.AppRouter' },
  { of: 'next.AppRouter', path: '.{push,replace}()', fact: GO },
  { of: 'next.PagesRouter', path: '.{push,replace}()', fact: GO },
  { module: 'next/server', path: 'NextResponse.{redirect,rewrite}()', fact: ABSOLUTE },
  { module: 'next/server', path: 'NextResponse#', is: 'web.Response' },
  { module: 'next/server', path: 'NextResponse#()', fact: headerIn(1, ['headers']) },
  { module: 'next/server', path: 'NextResponse.{next,json}()', is: 'web.Response' },
  { module: 'next/server', path: 'NextResponse.{next,json,redirect,rewrite}().headers', is: 'web.ResponseHeaders' },
  { exported: ['getServerSideProps', 'getStaticProps'], path: '=>', fact: to({ path: ['redirect', 'destination'] }) },
  { module: 'next', path: '{GetServerSideProps,GetStaticProps}#=>', fact: to({ path: ['redirect', 'destination'] }) },
  { module: 'next/link', path: '<>', fact: inBrowser({ attribute: 'href' }) },
  { module: 'next/form', path: '<>', fact: inBrowser({ attribute: 'action' }) },
  { of: 'next-auth.redirect', path: '=>', fact: to({}) },
];

const STANDARD: readonly ApiRow[] = [
  { global: true, path: 'Response.redirect()', fact: ABSOLUTE },
  { global: true, path: 'Response#', is: 'web.Response' },
  { global: true, path: 'Response#()', fact: headerIn(1, ['headers']) },
  { global: true, path: 'Headers#', is: 'web.ResponseHeaders' },
  { global: true, path: 'Headers#()', fact: headerIn(0) },
  { of: 'web.Response', path: '.headers', is: 'web.ResponseHeaders' },
  { of: 'web.ResponseHeaders', path: '.{set,append}()', fact: namedHeader() },

  { of: 'browser.Location', path: '', fact: inBrowser({}) },
  { of: 'browser.Location', path: '.href', fact: inBrowser({}) },
  { of: 'browser.Location', path: '.{assign,replace}()', fact: GO },
  { global: true, path: '{top,parent,opener}.location', is: 'browser.Location' },
  { global: true, path: 'window.{top,parent,opener}.location', is: 'browser.Location' },
  { global: true, path: 'open()', fact: GO },
  { global: true, path: '{window,globalThis,self}.open()', fact: GO },
  { global: true, path: 'navigation.navigate()', fact: GO },
  { global: true, path: 'window.navigation.navigate()', fact: GO },
  { global: true, path: '<{a,area}>', fact: inBrowser({ attribute: 'href' }) },
  { global: true, path: '<form>', fact: inBrowser({ attribute: 'action' }) },
  { global: true, path: '<button>', fact: inBrowser({ attribute: 'formAction' }) },
];

const SERVERS: readonly ApiRow[] = [
  // NextApiResponse and what h3 hands through: nothing is encoded.
  { of: 'node.Response', path: '.redirect()', fact: to({ arg: 'last' }) },
  { of: 'node.Response', path: '.setHeader()', fact: namedHeader() },
  { of: 'node.Response', path: '.writeHead()', fact: headerIn(1) },
  { of: 'node.Response', path: '.{status,setHeader,writeHead}()', is: 'node.Response' },
  { module: 'http', path: 'createServer(>0)', is: 'node.Request' },
  { module: 'http', path: 'createServer(>1)', is: 'node.Response' },
  { module: 'http', path: 'IncomingMessage#', is: 'node.Request' },
  { module: 'http', path: 'ServerResponse#', is: 'node.Response' },

  // Express percent-encodes control characters and keeps `\`.
  { of: 'express.Response', path: '.redirect()', fact: to({ arg: 'last' }, 'encodes-controls') },
  { of: 'express.Response', path: '.location()', fact: to({ arg: 0 }, 'encodes-controls') },
  { of: 'express.Response', path: '.{set,header}()', fact: namedHeader() },
  { of: 'express.Response', path: '.{set,header}()', fact: headerIn(0) },
  { of: 'express.Response', path: '.setHeader()', fact: namedHeader() },
  { of: 'express.Response', path: '.writeHead()', fact: headerIn(1) },
  { of: 'express.Response', path: '.{status,set,header,setHeader,cookie,clearCookie,type,append,vary,links,location,writeHead}()', is: 'express.Response' },

  { of: 'koa.Context', path: '.redirect()', fact: to({ arg: 0 }, 'encodes-controls') },
  { of: 'koa.Context', path: '.response.redirect()', fact: to({ arg: 0 }, 'encodes-controls') },
  { of: 'koa.Context', path: '.back()', fact: to({ arg: 0 }, 'encodes-controls') },
  { of: 'koa.Context', path: '.set()', fact: namedHeader() },
  { of: 'koa.Context', path: '.set()', fact: headerIn(0) },
  { of: 'koa.Context', path: '.response.set()', fact: namedHeader() },

  // v5 takes `(url, code)`, v4 `(code, url)`; tab and `\` pass raw.
  { of: 'fastify.Reply', path: '.redirect()', fact: FIRST },
  { of: 'fastify.Reply', path: '.redirect()', fact: to({ arg: 1 }) },
  { of: 'fastify.Reply', path: '.header()', fact: namedHeader() },
  { of: 'fastify.Reply', path: '.headers()', fact: headerIn(0) },
  { of: 'fastify.Reply', path: '.{code,status,header,headers,type,setCookie,clearCookie}()', is: 'fastify.Reply' },

  { of: 'hono.Context', path: '.redirect()', fact: FIRST },
  { of: 'hono.Context', path: '.header()', fact: namedHeader() },
  { of: 'hono.Context', path: '.{body,text,html,newResponse}()', fact: headerIn(2) },
  { of: 'elysia.Context', path: '.redirect()', fact: FIRST },
  { of: 'elysia.Context', path: '.set.redirect', fact: to({}) },
  { of: 'elysia.Context', path: '.set.headers.{location,Location}', fact: to({}) },
  { module: 'elysia', path: 'redirect()', fact: FIRST },

  { module: '@nestjs/common', path: 'Redirect()@=>', fact: to({ path: ['url'] }) },
];

const REACT_ROUTER = ['react-router', 'react-router-dom', '@remix-run/react', '@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', '@remix-run/server-runtime'];
const TANSTACK = ['@tanstack/react-router', '@tanstack/solid-router', '@tanstack/vue-router'];

const META_FRAMEWORKS: readonly ApiRow[] = [
  { module: REACT_ROUTER, path: '{redirect,redirectDocument,replace}()', fact: FIRST },
  // Run with 6.28, 6.30.6, 7.5, 7.9.5, 7.9.6, 7.17, 7.18.3 and 8.5.3: a link leads to a full URL, everything else takes it for a path (but in 7.9.6). Whether two
  // slashes or a backslash get out depends on the version; a tab between two slashes does with `<BrowserRouter>` in each. Remix brings a router of data: recent
  // ones keep all in, old ones let `/.//` out.
  { module: ['react-router', 'react-router-dom'], path: 'useNavigate()()', fact: inBrowser({ arg: 0 }, 'path') },
  { module: ['react-router', 'react-router-dom'], path: 'Navigate<>', fact: inBrowser({ attribute: 'to' }, 'path') },
  { module: ['react-router', 'react-router-dom'], path: 'Form<>', fact: inBrowser({ attribute: 'action' }, 'path') },
  { module: REACT_ROUTER, path: '{Link,NavLink}<>', fact: inBrowser({ attribute: 'to' }) },
  { module: 'remix-toast', path: '{redirectWithToast,redirectWithSuccess,redirectWithError,redirectWithInfo,redirectWithWarning}()', fact: FIRST },
  // SvelteKit 3 refuses other hosts by itself; the version is not known here, and SvelteKit 2 does not.
  { module: '@sveltejs/kit', path: 'redirect()', fact: to({ arg: 1 }) },

  { global: true, path: 'Astro.{redirect,rewrite}()', fact: FIRST },
  { of: 'astro.Context', path: '.{redirect,rewrite}()', fact: FIRST },
  { exported: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ALL'], path: '>0.redirect()', fact: FIRST },

  // Nuxt throws for other hosts unless `external` is set.
  { global: true, path: 'navigateTo()', fact: { ...FIRST, externalOnlyWith: { arg: 1, path: ['external'] } } as Fact },
  { module: ['#app', '#imports', 'nuxt/app'], path: 'navigateTo()', fact: { ...FIRST, externalOnlyWith: { arg: 1, path: ['external'] } } as Fact },
  { global: true, path: 'sendRedirect()', fact: to({ arg: 1 }) },
  { module: ['h3', '#imports', 'nitropack/runtime', 'vinxi/http'], path: 'sendRedirect()', fact: to({ arg: 1 }) },
  { module: ['h3', 'nitro/h3'], path: 'redirect()', fact: FIRST },
  { module: ['h3', 'nitro/h3'], path: 'redirectBack()', fact: to({ arg: 1, path: ['fallback'] }) },

  { module: '@solidjs/router', path: 'redirect()', fact: FIRST },
  // On the server it answers with the path as `Location`.
  { module: '@solidjs/router', path: 'Navigate<>', fact: inBrowser({ attribute: 'href' }, 'path') },

  // `to` is a route of the application; only `href` can leave it, as a full URL (`resolveRedirect` and `isDangerousProtocol` in router-core 1.171).
  { module: TANSTACK, path: 'redirect()', fact: to({ arg: 0, path: ['href'] }, 'scheme') },
  { module: TANSTACK, path: 'useNavigate()()', fact: inBrowser({ arg: 0, path: ['href'] }, 'scheme') },
  { module: TANSTACK, path: 'Navigate<>', fact: inBrowser({ attribute: 'href' }, 'scheme') },
  { module: 'expo-router', path: 'Redirect<>', fact: inBrowser({ attribute: 'href' }) },
];

/** `accepts`: as the function was seen to answer. */
const notACheck = (as: 'tests' | 'sanitizes', why: string, accepts?: string, when?: readonly Condition[]): Fact => ({
  role: 'redirectCheck', verdict: 'not-a-check', as, why, ...(accepts === undefined ? {} : { accepts }), ...(when ? { when } : {}),
});
const isTrue = (name: string): readonly Condition[] => [{ arg: 1, path: [name], equals: ['true'] }];
const SCHEME = String.raw`[a-z][a-z\d+.-]*:`;
const SAFE: Fact = { role: 'redirectCheck', verdict: 'safe', as: 'sanitizes' };
const ANY_URL = notACheck('tests', "it accepts any URL, such as 'https://evil.com'", '^(?:https?|ftp):');

/** The fact stands on the call. */
const CHECKS: readonly ApiRow[] = [
  { module: ['payload', 'payload/shared'], path: 'getSafeRedirect()', fact: SAFE },
  { module: ['remix-utils/safe-redirect', 'remix-utils'], path: 'safeRedirect()', fact: SAFE },
  { module: 'is-relative-url', path: '()', fact: notACheck('tests', "it accepts '//evil.com' by default, and '/\\t/evil.com' always", `^(?!${SCHEME})`) },
  // A URL with a scheme is a relative file path to it.
  { module: 'is-relative', path: '()', fact: notACheck('tests', "it tests file paths and accepts 'https://evil.com'", String.raw`^(?!(?:[a-z]:)?[\\/])`) },
  { module: '@braintree/sanitize-url', path: 'sanitizeUrl()', fact: notACheck('sanitizes', "it only stops script schemes, and 'https://evil.com' passes", String.raw`^(?!\s*(?:java\s*script|vbscript|data):)`) },
  { module: 'validator', path: 'isURL()', fact: ANY_URL },
  { module: ['validator/lib/isURL', 'validator/es/lib/isURL'], path: '()', fact: ANY_URL },
  { global: true, path: 'URL.canParse()', fact: notACheck('tests', "it accepts any URL, such as 'https://evil.com'") },
  { module: 'ufo', path: 'hasProtocol()', fact: notACheck('tests', "it misses ' //evil.com', which browsers trim", String.raw`^[\s\w\0+.-]{2,}:`) },
  { module: 'ufo', path: 'hasProtocol()', fact: notACheck('tests', "it misses ' //evil.com', which browsers trim", String.raw`^[\s\w\0+.-]{2,}:|^(?:[/\\]\s*){2,}[^/\\]`, isTrue('acceptRelative')) },
];

const NEVER_RETURNS: Fact = { role: 'neverReturns' };

/** Calls that end the function they stand in, so that what follows a failed check is not reached. */
const ENDS: readonly ApiRow[] = [
  { module: 'next/navigation', path: '{redirect,permanentRedirect,notFound,unauthorized,forbidden}()', fact: NEVER_RETURNS },
  // SvelteKit 2 throws by itself; code for version 1 writes `throw` in front.
  { module: '@sveltejs/kit', path: '{redirect,error}()', fact: NEVER_RETURNS },
  { global: true, path: '{process,Deno}.exit()', fact: NEVER_RETURNS },
];

export const REDIRECTS: readonly ApiRow[] = [...NEXT, ...STANDARD, ...SERVERS, ...META_FRAMEWORKS, ...CHECKS, ...ENDS];
