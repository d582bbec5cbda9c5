import { on, type Case } from '../case.js';

export const REDIRECT_CASES: readonly Case[] = [
  {
    code: `import { redirect, permanentRedirect as gone, useRouter } from 'next/navigation'; import { useRouter as pages } from 'next/router'; import { NextResponse } from 'next/server'; import Link from 'next/link'; import Form from 'next/form';
    import type { GetServerSideProps } from 'next'; import type { AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime';
    redirect(a); gone(b); const { push } = useRouter(); push(c); useRouter().replace(d); pages().push(e); NextResponse.redirect(f, 302); NextResponse.rewrite(g);
    new NextResponse(null, { headers: { Location: h } }).headers.set('Location', i); const res = NextResponse.next(); res.headers.set('location', j);
    export const getServerSideProps = async () => { return { redirect: { destination: k } }; }; const gssp: GetServerSideProps = async () => ({ redirect: { destination: l } });
    function go(r: AppRouterInstance) { r.push(m); } <Link href={n} />; <Form action={o} />; useRouter().back();`,
    expect: on('redirect', 'redirect(a)', 'gone(b)', 'push(c)', 'useRouter().replace(d)', 'pages().push(e)', 'NextResponse.redirect(f, 302)', 'NextResponse.rewrite(g)', 'new NextResponse(null, { headers: { Location: h } })', "new NextResponse(null, { headers: { Location: h } }).headers.set('Location', i)", "res.headers.set('location', j)", '{ redirect: { destination: k } }', '{ redirect: { destination: l } }', 'r.push(m)', '<Link href={n} />', '<Form action={o} />'),
    not: on('redirect', 'useRouter().back()'),
  },
  {
    code: `Response.redirect(a); new Response(null, { status: 302, headers: { Location: b } }).headers.append('Location', c); new Headers({ Location: d }); const h = new Headers(); h.set('Location', e);
    top.location.href = f; window.parent.location = g; window.open(h1); open(h2); navigation.navigate(i); window.navigation.navigate(j); location.replace(k); location = l;
    <a href={m}>x</a>; <form action={n}></form>; <button formAction={o} />; <div title={p} />;`,
    expect: on('redirect', 'Response.redirect(a)', 'new Response(null, { status: 302, headers: { Location: b } })', "new Response(null, { status: 302, headers: { Location: b } }).headers.append('Location', c)", 'new Headers({ Location: d })', "h.set('Location', e)", 'top.location.href', 'window.parent.location', 'window.open(h1)', 'open(h2)', 'navigation.navigate(i)', 'window.navigation.navigate(j)', 'location.replace(k)', 'location', '<a href={m}>', '<form action={n}>', '<button formAction={o} />'),
    not: on('redirect', '<div title={p} />'),
  },
  {
    code: `import http, { type IncomingMessage, type ServerResponse } from 'node:http'; import express from 'express'; import Koa from 'koa'; import Fastify from 'fastify'; import { Hono } from 'hono';
    http.createServer((req, res) => { res.writeHead(302, { Location: req.headers.referer }); }); function n(q: IncomingMessage, s: ServerResponse) { s.setHeader('Location', q.url); s.status(302).redirect(q.url); }
    express().get('/', (q1, r1) => { r1.set('Location', a); r1.header({ Location: b }); r1.setHeader('Location', c); r1.writeHead(302, { Location: d }); });
    new Koa().use((ctx) => { ctx.redirect(e); ctx.response.redirect(f); ctx.back(g); ctx.set('Location', h); ctx.response.set('Location', i); });
    Fastify().get('/', (q2, r2) => { r2.header('Location', j); r2.headers({ location: k }); r2.redirect(302, l); });
    new Hono().get('/', (c) => { c.header('Location', m); return c.body(null, 302, { Location: n }); });`,
    expect: on('redirect', 'res.writeHead(302, { Location: req.headers.referer })', "s.setHeader('Location', q.url)", 's.status(302).redirect(q.url)', "r1.set('Location', a)", 'r1.header({ Location: b })', "r1.setHeader('Location', c)", 'r1.writeHead(302, { Location: d })', 'ctx.redirect(e)', 'ctx.response.redirect(f)', 'ctx.back(g)', "ctx.set('Location', h)", "ctx.response.set('Location', i)", "r2.header('Location', j)", 'r2.headers({ location: k })', 'r2.redirect(302, l)', "c.header('Location', m)", 'c.body(null, 302, { Location: n })'),
  },
  {
    code: `import { redirect, replace, useNavigate, Navigate, Link, Form } from 'react-router'; import { redirectWithToast } from 'remix-toast'; import { Redirect } from 'expo-router'; import { navigateTo } from '#app';
    redirect(a); replace(b); const navigate = useNavigate(); navigate(c, { replace: true }); <Navigate to={d} />; <Link to={e} />; <Form action={f} />; redirectWithToast(g, {}); <Redirect href={h} />; navigateTo(i, { external: true });`,
    expect: on('redirect', 'redirect(a)', 'replace(b)', 'navigate(c, { replace: true })', '<Navigate to={d} />', '<Link to={e} />', '<Form action={f} />', 'redirectWithToast(g, {})', '<Redirect href={h} />', 'navigateTo(i, { external: true })'),
  },
  {
    code: `import { getSafeRedirect } from 'payload/shared'; import { safeRedirect } from 'remix-utils/safe-redirect'; import isRelativeUrl from 'is-relative-url'; import isRelative from 'is-relative'; import { sanitizeUrl } from '@braintree/sanitize-url'; import validator from 'validator'; import isURL from 'validator/lib/isURL'; import { hasProtocol } from 'ufo';
    getSafeRedirect(x); safeRedirect(x); isRelativeUrl(x); isRelative(x); sanitizeUrl(x); validator.isURL(x); isURL(x); URL.canParse(x); hasProtocol(x);`,
    expect: on('redirectCheck', 'getSafeRedirect(x)', 'safeRedirect(x)', 'isRelativeUrl(x)', 'isRelative(x)', 'sanitizeUrl(x)', 'validator.isURL(x)', 'isURL(x)', 'URL.canParse(x)', 'hasProtocol(x)'),
  },
  {
    code: `import { redirect, notFound, forbidden } from 'next/navigation'; import { error } from '@sveltejs/kit'; redirect(a); notFound(); forbidden(); error(404); process.exit(1);`,
    expect: on('neverReturns', 'redirect(a)', 'notFound()', 'forbidden()', 'error(404)', 'process.exit(1)'),
  },
];
