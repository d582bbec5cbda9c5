import { on, type Case } from '../case.js';

export const SOURCE_CASES: readonly Case[] = [
  {
    code: `export async function GET(request: Request, { params }) {
      const { searchParams, origin, host, hostname, protocol, pathname, search, href } = new URL(request.url);
      const next = searchParams.get('next'); const all = searchParams.getAll('to'); for (const each of all) use(each);
      const record = Object.fromEntries(searchParams); record.dest; Object.fromEntries(searchParams.entries()).dest2;
      new URLSearchParams(searchParams).get('copy'); new URLSearchParams(search).get('again'); new URLSearchParams(searchParams.toString().slice(1)).get('text');
      new URL(request.url).toString(); new URLSearchParams(request.url.split('?')[1]).get('split');
      const body = await request.json(); body.next; body.deep.next; await request.text();
      const form = await request.formData(); form.get('field'); form.getAll('fields'); Object.fromEntries(form).f1; Object.fromEntries(form.entries()).f2;
      request.headers.get('referer'); request.referrer; request.clone().url; (await params).slug;
    }`,
    expect: [
      ...on('source', "searchParams.get('next')", "searchParams.getAll('to')", 'each', 'record.dest', 'Object.fromEntries(searchParams.entries()).dest2', "new URLSearchParams(searchParams).get('copy')", "new URLSearchParams(search).get('again')", "new URLSearchParams(searchParams.toString().slice(1)).get('text')", "new URLSearchParams(request.url.split('?')[1]).get('split')"),
      ...on('source', 'body.next', 'body.deep.next', 'await request.text()', "form.get('field')", "form.getAll('fields')", 'Object.fromEntries(form).f1', 'Object.fromEntries(form.entries()).f2', "request.headers.get('referer')", 'request.referrer', '(await params).slug'),
      ...on('ownUrl', 'request.url', 'new URL(request.url)', 'origin', 'host', 'hostname', 'protocol', 'pathname', 'href', 'new URL(request.url).toString()', 'request.clone().url'),
    ],
    not: on('source', 'search', 'searchParams', 'new URL(request.url)'),
  },
  {
    code: `import { headers, cookies } from 'next/headers';
    import { NextRequest, type NextMiddleware } from 'next/server';
    import { useSearchParams, useParams, usePathname, type ReadonlyURLSearchParams } from 'next/navigation';
    import qs from 'qs'; import { parse } from 'querystring';
    async function f(req: NextRequest, ro: ReadonlyURLSearchParams) {
      const url = req.nextUrl.clone(); url.searchParams.get('next'); req.cookies.get('to')?.value; ro.get('r');
      (await headers()).get('host'); (await headers()).get('x-return'); (await headers()).get('origin'); (await headers()).get('x-forwarded-proto');
      const jar = await cookies(); jar.get('redirect')?.value; qs.parse(url.search).a; parse(url.search).b;
    }
    export function proxy(request) { request.nextUrl.searchParams.get('p'); }
    export const m: NextMiddleware = (request) => { request.nextUrl.searchParams.get('m'); };
    function C() { useSearchParams()!.get('hook'); useParams().id; usePathname(); }`,
    expect: [
      ...on('source', "url.searchParams.get('next')", "req.cookies.get('to')?.value", "ro.get('r')", "(await headers()).get('x-return')", "jar.get('redirect')?.value", 'qs.parse(url.search).a', 'parse(url.search).b', "request.nextUrl.searchParams.get('p')", "request.nextUrl.searchParams.get('m')", "useSearchParams()!.get('hook')", 'useParams().id'),
      ...on('ownUrl', "(await headers()).get('host')", "(await headers()).get('origin')", "(await headers()).get('x-forwarded-proto')", 'usePathname()', 'req.nextUrl.clone()'),
    ],
  },
  {
    code: `import { use } from 'react';
    export default async function Page({ searchParams, params }: { searchParams: Promise<{ next?: string }> }) {
      const { next } = await searchParams; const { id } = use(params); const to = use(searchParams).to;
    }
    export function middleware(r) { r.url; }`,
    expect: [...on('source', 'next', 'id', 'use(searchParams).to'), ...on('ownUrl', 'r.url')],
  },
  {
    code: `import Router, { useRouter, type NextRouter } from 'next/router';
    import type { GetServerSidePropsContext, NextApiRequest, NextApiResponse, NextApiHandler, GetServerSideProps } from 'next';
    function C(r: NextRouter) { const { next } = useRouter().query; Router.query.to; r.query.x; r.pathname; }
    export const getServerSideProps = async (ctx) => { ctx.query.next; ctx.params?.id; ctx.req.url; ctx.res.redirect(ctx.query.a); return { redirect: { destination: ctx.query.b } }; };
    export const getStaticProps = ({ params }) => { params.slug; };
    async function g({ query }: GetServerSidePropsContext) { query.q; }
    const h: GetServerSideProps = async ({ query }) => { query.t; };
    function api(req: NextApiRequest, res: NextApiResponse) { req.query.a; req.body.b; req.cookies.c; res.redirect(302, req.query.d); }
    const handler: NextApiHandler = (q, s) => { q.query.e; s.redirect(q.query.e); };`,
    expect: [
      ...on('source', 'next', 'Router.query.to', 'r.query.x', 'ctx.query.next', 'ctx.params?.id', 'params.slug', 'query.q', 'query.t', 'req.query.a', 'req.body.b', 'req.cookies.c', 'q.query.e'),
      ...on('redirect', 'ctx.res.redirect(ctx.query.a)', 'res.redirect(302, req.query.d)', 's.redirect(q.query.e)'),
      ...on('ownUrl', 'r.pathname'),
    ],
  },
  {
    code: `'use server'; export async function login(prev, formData) { formData.get('next'); formData.whole; }`,
    expect: on('source', 'formData', 'prev', "formData.get('next')"),
  },
  {
    code: `function Page() { async function act({ next }) { 'use server'; go(next); } }
    import { createSafeActionClient } from 'next-safe-action'; import { authActionClient } from '@/lib/safe-action';
    createSafeActionClient().schema(s).action(async ({ parsedInput: { next: a } }) => a);
    authActionClient.action(async ({ parsedInput }) => parsedInput.b);`,
    expect: on('source', 'next', 'a', 'parsedInput.b'),
  },
  {
    code: `import express, { Router, type Request, type Response, type RequestHandler, type Express } from 'express';
    import PromiseRouter from 'express-promise-router';
    const app = express(); const router = Router();
    app.get('/', (req, res) => { req.query.a; req.get('referer'); req.get('host'); req.hostname; req.protocol; req.baseUrl; res.redirect(req.query.a); });
    router.route('/x').post(wrap(async (q, s, next) => { q.body.b; s.status(302).redirect(q.body.b); }));
    new express.Router().use((err, q2, s2, next) => { q2.cookies.c; s2.location(q2.cookies.c); });
    PromiseRouter().get('/', (q3) => q3.params.d);
    const h: RequestHandler = (a, b) => { a.headers.referer; a.headers.host; a.headers.origin; a.headers['x-forwarded-proto']; b.redirect(a.headers.referer); };
    const e: express.ErrorRequestHandler = (err, a1, b1) => { b1.redirect(a1.query.k); };
    function typed(r: Request, s: Response) { new URL(r.originalUrl, 'http://x').searchParams.get('u'); new URLSearchParams(r.url.split('?')[1]).get('v'); s.redirect(r.query.z); }
    import url from 'url'; function parsed(r: express.Request) { url.parse(r.url, true).query.w; }
    function plug(app2: Express) { app2.get('/', (a) => a.query.pl); }`,
    expect: [
      ...on('source', 'req.query.a', "req.get('referer')", 'q.body.b', 'q2.cookies.c', 'q3.params.d', 'a.headers.referer', 'a1.query.k', "new URL(r.originalUrl, 'http://x').searchParams.get('u')", "new URLSearchParams(r.url.split('?')[1]).get('v')", 'r.query.z', 'url.parse(r.url, true).query.w', 'a.query.pl'),
      ...on('ownUrl', "req.get('host')", 'req.hostname', 'req.protocol', 'req.baseUrl', 'a.headers.host', 'a.headers.origin', "a.headers['x-forwarded-proto']"),
      ...on('redirect', 'res.redirect(req.query.a)', 's.status(302).redirect(q.body.b)', 's2.location(q2.cookies.c)', 'b.redirect(a.headers.referer)', 'b1.redirect(a1.query.k)', 's.redirect(r.query.z)'),
    ],
  },
  {
    filename: '/project/server.cjs',
    code: `module.exports = (req, res) => { res.redirect(req.query.a); };
    const b = function (request, response) { response.redirect(request.body.b); };
    const c = (err, req, res, next) => { res.redirect(req.query.c); };
    const no = (res, req) => { req.query.d; };`,
    expect: [...on('source', 'req.query.a', 'request.body.b', 'req.query.c'), ...on('redirect', 'res.redirect(req.query.a)', 'response.redirect(request.body.b)', 'res.redirect(req.query.c)')],
    not: on('source', 'req.query.d'),
  },
  {
    code: `import Koa, { type Context, type Middleware } from 'koa'; import Router, { type RouterContext } from '@koa/router'; import makeRouter from 'koa-router';
    new Koa().use(async (ctx) => { ctx.query.a; ctx.request.query.b; ctx.params.c; ctx.request.body.d; ctx.cookies.get('e'); ctx.get('referer'); ctx.headers.referer; ctx.request.header.referer;
      ctx.URL.searchParams.get('f'); ctx.host; ctx.protocol; ctx.origin; ctx.href; new URL(ctx.url, base).searchParams.get('g'); new URLSearchParams(ctx.querystring).get('h'); ctx.get('host'); });
    new Router().prefix('/x').get('/', (k) => k.query.i); makeRouter().get('/', (l) => l.query.j);
    function t(c: Context, r: RouterContext) { c.query.k; r.query.l; }
    const m: Middleware = async (c2) => c2.query.m;`,
    expect: [
      ...on('source', 'ctx.query.a', 'ctx.request.query.b', 'ctx.params.c', 'ctx.request.body.d', "ctx.cookies.get('e')", "ctx.get('referer')", 'ctx.headers.referer', 'ctx.request.header.referer', "ctx.URL.searchParams.get('f')", "new URL(ctx.url, base).searchParams.get('g')", "new URLSearchParams(ctx.querystring).get('h')", 'k.query.i', 'l.query.j', 'c.query.k', 'r.query.l', 'c2.query.m'),
      ...on('ownUrl', 'ctx.host', 'ctx.protocol', 'ctx.origin', 'ctx.href', "ctx.get('host')"),
    ],
  },
  {
    code: `import fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyRequest, type FastifyReply, type RouteHandlerMethod } from 'fastify'; import fp from 'fastify-plugin';
    const app = fastify().withTypeProvider<X>();
    app.get('/', { schema }, async (req, reply) => reply.redirect(req.query.a));
    app.route({ url: '/', handler: (req, reply) => reply.code(302).redirect(req.query.b) });
    app.setErrorHandler((e, req, reply) => reply.redirect(req.query.c));
    app.register(async (sub) => { sub.get('/', (r) => r.query.d); });
    function plugin(f: FastifyInstance) { f.get('/', (r) => r.query.e); }
    const p: FastifyPluginAsync = async (f) => { f.get('/', (r) => r.query.f); };
    fp(async (f) => { f.get('/', (r) => r.query.g); });
    function t(request: FastifyRequest, reply: FastifyReply) { reply.redirect(request.query.h); }
    const h: RouteHandlerMethod = (request, reply) => reply.redirect(request.query.i);
    import { fastify as named } from 'fastify'; named().get('/', (r) => r.query.j);`,
    expect: [
      ...on('source', 'req.query.a', 'req.query.b', 'req.query.c', 'r.query.d', 'r.query.e', 'r.query.f', 'r.query.g', 'request.query.h', 'request.query.i', 'r.query.j'),
      ...on('redirect', 'reply.redirect(req.query.a)', 'reply.code(302).redirect(req.query.b)', 'reply.redirect(req.query.c)', 'reply.redirect(request.query.h)', 'reply.redirect(request.query.i)'),
    ],
  },
  {
    code: `import { Controller, Get, Query, Param, Body, Headers, Req, Res, Redirect } from '@nestjs/common';
    class C {
      @Get() @Redirect() go(@Query('next') next: string) { return { url: next, statusCode: 302 }; }
      @Get() b(@Query() query: Dto, @Param('id') id: string, @Body() body: Dto, @Headers('referer') referer: string, @Req() req, @Res() res) { query.next2; body.next3; req.query.next4; res.redirect(query.next2); }
    }`,
    expect: [...on('source', 'next: string', 'id: string', 'query.next2', 'body.next3', 'referer: string', 'req.query.next4'), ...on('redirect', '{ url: next, statusCode: 302 }', 'res.redirect(query.next2)')],
  },
  {
    code: `import { Hono, type Context, type MiddlewareHandler } from 'hono'; import { getCookie } from 'hono/cookie'; import { createMiddleware, createFactory } from 'hono/factory'; import { OpenAPIHono } from '@hono/zod-openapi';
    const app = new Hono<Env>().basePath('/api');
    app.get('/a', (c) => { c.req.query('next'); c.req.query().x; c.req.queries('y'); c.req.param('id'); c.req.header('referer'); c.req.header('host'); getCookie(c, 'to'); c.req.url; c.req.path; return c.redirect(c.req.query('next')); }).post('/b', async (d) => { (await d.req.parseBody()).next; (await d.req.formData()).get('f'); d.req.valid('query').v; d.req.raw.url; });
    app.onError((e, c) => c.redirect(c.req.query('err')));
    new OpenAPIHono().openapi(route, (c) => c.redirect(c.req.query('o')));
    function t(c: Context) { c.req.query('t'); } const m: MiddlewareHandler = (c) => { c.req.query('m'); };
    createMiddleware(async (c) => { c.req.query('cm'); }); createFactory().createHandlers((c) => c.req.query('cf')); createFactory().createApp().get('/', (c) => c.req.query('ca'));`,
    expect: [
      ...on('source', "c.req.query('next')", 'c.req.query().x', "c.req.queries('y')", "c.req.param('id')", "c.req.header('referer')", "getCookie(c, 'to')", '(await d.req.parseBody()).next', "(await d.req.formData()).get('f')", "d.req.valid('query').v", "c.req.query('err')", "c.req.query('o')", "c.req.query('t')", "c.req.query('m')", "c.req.query('cm')", "c.req.query('cf')", "c.req.query('ca')"),
      ...on('ownUrl', 'c.req.url', 'c.req.path', 'd.req.raw.url', "c.req.header('host')"),
    ],
  },
  {
    code: `import { Elysia, redirect, type Context } from 'elysia';
    new Elysia().guard((g) => g.get('/g', ({ query: q }) => q.z)).get('/', ({ query, params, body, headers, cookie, request, redirect, set }) => { params.a; body.b; headers.referer; cookie.to.value; request.url; set.redirect = query.c; set.headers.location = query.d; return redirect(query.e); });
    function t(c: Context) { return redirect(c.query.f); }`,
    expect: [...on('source', 'q.z', 'params.a', 'body.b', 'headers.referer', 'cookie.to.value', 'query.c', 'c.query.f'), ...on('redirect', 'set.redirect', 'set.headers.location', 'redirect(query.e)', 'redirect(c.query.f)')],
  },
  {
    code: `import { redirect, useSearchParams, useParams, useLocation, type LoaderFunctionArgs, type ActionFunction } from 'react-router';
    import type { Route } from './+types/login';
    export async function loader({ request, params, url }) { new URL(request.url).searchParams.get('a'); params.b; url.searchParams.get('c'); }
    async function t({ request }: LoaderFunctionArgs) { (await request.formData()).get('d'); }
    async function u({ request: r }: Route.ActionArgs) { (await r.formData()).get('e'); }
    const act: ActionFunction = async ({ request: q }) => (await q.json()).f;
    function C() { const [params] = useSearchParams(); params.get('g'); useParams().h; const { search, pathname, hash } = useLocation(); new URLSearchParams(search).get('i'); }`,
    expect: [...on('source', "new URL(request.url).searchParams.get('a')", 'params.b', "url.searchParams.get('c')", "(await request.formData()).get('d')", "(await r.formData()).get('e')", '(await q.json()).f', "params.get('g')", 'useParams().h', "new URLSearchParams(search).get('i')", 'hash'), ...on('ownUrl', 'pathname')],
  },
  {
    code: `import { redirect, type RequestEvent, type RequestHandler, type Actions, type Handle } from '@sveltejs/kit'; import type { PageServerLoad, Actions as A, RequestEvent as E } from './$types'; import { page } from '$app/state';
    export const load = async ({ url, params, cookies }) => { redirect(303, url.searchParams.get('a')); cookies.get('to'); };
    export const actions = { default: async ({ request }) => { (await request.formData()).get('b'); } };
    export const handle = async ({ event }) => { event.url.searchParams.get('c'); };
    function t(event: RequestEvent, e: E) { event.url.searchParams.get('d'); e.url.searchParams.get('e'); }
    const r: RequestHandler = ({ url: u }) => { u.searchParams.get('f'); }; const l: PageServerLoad = ({ url: u }) => { u.searchParams.get('g'); };
    const x = { login: ({ url: u }) => u.searchParams.get('h') } satisfies Actions; const y: A = { login: ({ url: u }) => u.searchParams.get('i') };
    const z: Handle = ({ event: v }) => { v.url.searchParams.get('j'); };
    page.url.searchParams.get('k'); page.params.l; $page.url.searchParams.get('m');`,
    expect: [...on('source', "url.searchParams.get('a')", "cookies.get('to')", "(await request.formData()).get('b')", "event.url.searchParams.get('c')", "event.url.searchParams.get('d')", "e.url.searchParams.get('e')", "u.searchParams.get('f')", "u.searchParams.get('g')", "u.searchParams.get('h')", "u.searchParams.get('i')", "v.url.searchParams.get('j')", "page.url.searchParams.get('k')", 'page.params.l', "$page.url.searchParams.get('m')"), ...on('redirect', "redirect(303, url.searchParams.get('a'))")],
  },
  {
    code: `import { page } from '$app/stores'; import { get } from 'svelte/store'; get(page).url.searchParams.get('a'); page.subscribe((p) => { p.url.searchParams.get('b'); });`,
    expect: on('source', "get(page).url.searchParams.get('a')", "p.url.searchParams.get('b')"),
  },
  {
    code: `import type { APIContext, APIRoute } from 'astro'; import { defineMiddleware } from 'astro:middleware';
    Astro.redirect(Astro.url.searchParams.get('a'));
    function t(c: APIContext) { return c.redirect(c.url.searchParams.get('b')); } const g: APIRoute = ({ url, redirect }) => redirect(url.searchParams.get('c'));
    const m = defineMiddleware((context, next) => context.redirect(context.url.searchParams.get('d')));
    export const onRequest = (context) => context.rewrite(context.params.e); export const GET = ({ redirect, url }) => redirect(url.searchParams.get('f'));`,
    expect: [...on('source', "Astro.url.searchParams.get('a')", "c.url.searchParams.get('b')", "url.searchParams.get('c')", "context.url.searchParams.get('d')", 'context.params.e', "url.searchParams.get('f')"), ...on('redirect', "Astro.redirect(Astro.url.searchParams.get('a'))", "c.redirect(c.url.searchParams.get('b'))", "redirect(url.searchParams.get('c'))", "context.redirect(context.url.searchParams.get('d'))", 'context.rewrite(context.params.e)', "redirect(url.searchParams.get('f'))")],
  },
  ...['', "import { getQuery, getValidatedQuery, readBody, readFormData, getRouterParam, getRouterParams, getRequestURL, getHeader, getCookie, defineEventHandler, useRoute, sendRedirect } from '#imports';"].map(
    (imports): Case => ({
      code: `${imports}
      export default defineEventHandler(async (event) => { const { a } = getQuery(event); (await readBody(event)).b; (await readFormData(event)).get('c'); getRouterParam(event, 'd'); getRouterParams(event).e; getRequestURL(event).searchParams.get('f'); getHeader(event, 'referer'); getCookie(event, 'g'); event.url.searchParams.get('h'); event.req.url; event.context.params.i; event.node.req.query.j; return sendRedirect(event, a); });
      defineEventHandler({ handler: (e) => { e.url.searchParams.get('k'); } }); useRoute().query.l; event0 = (e) => e;`,
      expect: [...on('source', 'a', '(await readBody(event)).b', "(await readFormData(event)).get('c')", "getRouterParam(event, 'd')", 'getRouterParams(event).e', "getRequestURL(event).searchParams.get('f')", "getHeader(event, 'referer')", "getCookie(event, 'g')", "event.url.searchParams.get('h')", 'event.context.params.i', 'event.node.req.query.j', "e.url.searchParams.get('k')", 'useRoute().query.l'), ...on('redirect', 'sendRedirect(event, a)')],
    }),
  ),
  {
    code: `import { redirect, redirectBack, H3Event } from 'h3'; function h(event: H3Event) { event.node.res.redirect(1); redirectBack(event, { fallback: event.url.searchParams.get('a') }); return redirect(event.url.searchParams.get('b')); }`,
    expect: [...on('source', "event.url.searchParams.get('a')"), ...on('redirect', "redirect(event.url.searchParams.get('b'))", "redirectBack(event, { fallback: event.url.searchParams.get('a') })")],
  },
  {
    code: `import { useRoute, useRouter, createRouter, type RouteLocationNormalized } from 'vue-router';
    const route = useRoute(); const router = useRouter(); router.push(route.query.a); route.params.b; route.path; route.hash; router.currentRoute.value.query.c; router.currentRoute.query.c2;
    createRouter({}).beforeEach((to) => { to.query.d; }); function g(to: RouteLocationNormalized) { to.query.e; } $route.query.f; defineNuxtRouteMiddleware((to) => navigateTo(to.query.g));`,
    expect: [...on('source', 'route.query.a', 'route.params.b', 'route.hash', 'router.currentRoute.value.query.c', 'router.currentRoute.query.c2', 'to.query.d', 'to.query.e', '$route.query.f', 'to.query.g'), ...on('redirect', 'navigateTo(to.query.g)'), ...on('ownUrl', 'route.path')],
  },
  ...['@tanstack/react-router', '@tanstack/solid-router', '@tanstack/vue-router'].map(
    (module): Case => ({
      code: `import { createFileRoute, createRoute, useSearch, useLocation, useParams, redirect, useNavigate, Navigate } from '${module}';
      export const Route = createFileRoute('/login')({ beforeLoad: ({ search, location, params }) => { location.search.a; location.href; params.p; throw redirect({ href: search.b }); }, component: C });
      createRoute({ loader: ({ search: s }) => s.c }).useSearch().d;
      function C() { const { e } = Route.useSearch(); Route.useParams().f; useSearch({ strict: false }).g; useLocation().search.h; useParams({}).i; useNavigate()({ href: e }); return <Navigate href={e} />; }`,
      expect: [...on('source', 'location.search.a', 'search.b', 's.c', 'e', 'Route.useParams().f', 'useSearch({ strict: false }).g', 'useLocation().search.h', 'useParams({}).i'), ...on('redirect', 'redirect({ href: search.b })', 'useNavigate()({ href: e })', '<Navigate href={e} />'), ...on('ownUrl', 'location.href')],
    }),
  ),
  {
    code: `import { redirect, useNavigate, useSearchParams, useParams, useLocation, Navigate } from '@solidjs/router'; const [s] = useSearchParams(); s.a; useParams().b; useLocation().query.c; useNavigate()(s.a); redirect(s.a); <Navigate href={s.a} />;`,
    expect: [...on('source', 's.a', 'useParams().b', 'useLocation().query.c'), ...on('redirect', 'redirect(s.a)', '<Navigate href={s.a} />')],
  },
  ...['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit', '@auth/solid-start'].map(
    (module): Case => ({
      code: `import Auth0, { NextAuth, type NextAuthOptions } from '${module}';
      export const options: NextAuthOptions = { callbacks: { async redirect({ url, baseUrl }) { return url; } } };
      Auth0({ callbacks: { redirect: ({ url: second }) => second } }); NextAuth({ callbacks: { redirect: ({ url: third }) => third } });`,
      expect: [...on('source', 'url', 'second', 'third'), ...on('ownUrl', 'baseUrl'), ...on('redirect', 'url', 'second', 'third')],
    }),
  ),
  {
    filename: '/project/client.js',
    code: `new URLSearchParams(window.location.search).get('a'); new URLSearchParams(location.hash.slice(1)).get('b'); document.referrer; new URL(location.href).searchParams.get('c'); new URL(window.location).searchParams.get('d'); location.hash;
    location.origin; location.protocol; location.host; location.hostname; location.pathname; location.toString();
    location = x; window.location.href = y; document.location.assign(z); localStorage.getItem('to'); new FormData(form).get('f');`,
    expect: [
      ...on('source', "new URLSearchParams(window.location.search).get('a')", "new URLSearchParams(location.hash.slice(1)).get('b')", 'document.referrer', "new URL(location.href).searchParams.get('c')", "new URL(window.location).searchParams.get('d')", 'location.hash', "new FormData(form).get('f')"),
      ...on('ownUrl', 'location.href', 'location.origin', 'location.protocol', 'location.host', 'location.hostname', 'location.pathname', 'location.toString()'),
      ...on('redirect', 'window.location.href', 'document.location.assign(z)'),
    ],
    not: on('source', "localStorage.getItem('to')", 'window.location.search'),
  },
  { code: `export default { async fetch(request, env) { new URL(request.url).searchParams.get('a'); } };`, expect: on('source', "new URL(request.url).searchParams.get('a')") },
];
