import { on, type Case } from '../case.js';

export const PAYLOAD_CASES: readonly Case[] = [
  { code: "import { generateText, streamText } from 'ai'; const a = await generateText({}); x(a.text); const { reasoningText } = streamText({}); y(reasoningText, a.usage);", expect: on('whole', 'a.text', 'reasoningText'), not: on('whole', 'a.usage') },
  {
    code: "export async function POST(request: Request) { a(request); b(await request.json()); c(await request.formData()); d(request.headers); e(Object.fromEntries(request.headers)); f(Object.fromEntries(request.headers.entries())); g(Object.fromEntries(await request.formData())); h(Object.fromEntries((await request.formData()).entries())); }",
    expect: on('whole', 'request.json()', 'request.formData()', 'request.headers', 'Object.fromEntries(request.headers)', 'Object.fromEntries(request.headers.entries())', 'Object.fromEntries(await request.formData())', 'Object.fromEntries((await request.formData()).entries())'),
  },
  { code: "import { cookies } from 'next/headers'; x((await cookies()).getAll());", expect: on('whole', '(await cookies()).getAll()') },
  { code: "import express from 'express'; express().post('/', (req, res) => { a(req.body, req.headers, req.cookies, req.params, req.body.id); });", expect: on('whole', 'req.body', 'req.headers', 'req.cookies'), not: on('whole', 'req.params', 'req.body.id') },
  { code: "import Koa from 'koa'; new Koa().use((ctx) => { a(ctx.request.body, ctx.headers, ctx.request, ctx.request.headers); });", expect: on('whole', 'ctx.request.body', 'ctx.headers', 'ctx.request', 'ctx.request.headers') },
  { code: "import { Hono } from 'hono'; new Hono().post('/', async (c) => { a(await c.req.json(), c.req, c.req.valid('json'), c.req.header()); });", expect: on('whole', 'c.req.json()', 'c.req', "c.req.valid('json')", 'c.req.header()') },
  { code: "import { Elysia } from 'elysia'; new Elysia().post('/', (ctx) => { a(ctx.body, ctx.headers); });", expect: on('whole', 'ctx.body', 'ctx.headers') },
  { code: "import { readBody, getHeaders, parseCookies, defineEventHandler } from 'h3'; defineEventHandler((event) => { a(readBody(event), getHeaders(event), parseCookies(event)); });", expect: on('whole', 'readBody(event)', 'getHeaders(event)', 'parseCookies(event)') },
  { code: 'defineEventHandler((event) => { a(readBody(event), getRequestHeaders(event), parseCookies(event)); });', expect: on('whole', 'readBody(event)', 'getRequestHeaders(event)', 'parseCookies(event)') },
  { code: "import { Body, Headers } from '@nestjs/common'; class A { m(@Body() dto: X, @Headers() headers: Y) {} }", expect: on('whole', 'dto: X', 'headers: Y') },
  { code: "import { createSafeActionClient } from 'next-safe-action'; createSafeActionClient().action(async ({ parsedInput }) => { a(parsedInput); });", expect: on('whole', 'parsedInput') },
  { code: "import type { APIGatewayProxyEvent, APIGatewayProxyHandler } from 'aws-lambda'; const h = (event: APIGatewayProxyEvent) => a(event.body, event.headers); const i: APIGatewayProxyHandler = async (e) => a(e.body);", expect: on('whole', 'event.body', 'event.headers', 'e.body') },
  { code: 'export const loader = ({ request }) => a(request); export default eventHandler((event) => event);', expect: on('whole', 'request') },
  { code: 'a(process.env, Bun.env, process.env.HOME);', expect: on('whole', 'process.env', 'Bun.env'), not: on('whole', 'process.env.HOME') },
  {
    code: "import { inspect } from 'node:util'; import { Buffer as B } from 'node:buffer'; import stringify from 'fast-safe-stringify'; import { cloneDeep } from 'lodash-es'; import clone from 'lodash/cloneDeep'; x(JSON.stringify(a), String(b), structuredClone(c), JSON.parse(d), Object.assign(e), Array.from(f), Promise.resolve(g), Promise.all(h), Buffer.from(i), inspect(j), stringify(k), cloneDeep(l), clone(m), B.from(n));",
    expect: on('shows', 'JSON.stringify(a)', 'String(b)', 'structuredClone(c)', 'JSON.parse(d)', 'Object.assign(e)', 'Array.from(f)', 'Promise.resolve(g)', 'Promise.all(h)', 'Buffer.from(i)', 'inspect(j)', 'stringify(k)', 'cloneDeep(l)', 'clone(m)', 'B.from(n)'),
  },
  {
    code: "import fastRedact from 'fast-redact'; import { DeepRedact } from '@hackylabs/deep-redact'; import { SyncRedactor } from 'redact-pii'; import { redact } from '@arcjet/redact'; import { Redactor } from '@redactpii/node'; import { redactLog } from '@npmcli/redact'; fastRedact({ paths })(a); new DeepRedact({}).redact(b); new SyncRedactor().redact(c); redact(d); new Redactor().redact(e); redactLog(f);",
    expect: on('redactor', 'fastRedact({ paths })(a)', 'new DeepRedact({}).redact(b)', 'new SyncRedactor().redact(c)', 'redact(d)', 'new Redactor().redact(e)', 'redactLog(f)'),
  },
  { code: "import { handleUpload } from '@vercel/blob/client'; handleUpload({ onUploadCompleted: async ({ blob, tokenPayload }) => use(blob, tokenPayload) });", expect: on('redactor', 'tokenPayload'), not: on('redactor', 'blob') },
  {
    code: "import { useState } from 'react'; import { createRoot } from 'react-dom/client'; import { ref } from 'vue'; import { onMount } from 'svelte'; import { Command } from 'commander'; import ora from 'ora'; import { createInterface } from 'node:readline'; import { vi } from 'vitest'; vi.fn(); useState(); createRoot(); ref(); onMount(); new Command(); ora(); createInterface(x); localStorage.a; document.getElementById('b'); window.location; navigator.clipboard; process.argv;",
    expect: on('ownScreen', 'createInterface(x)', 'localStorage', 'document.getElementById', 'window.location', 'navigator.clipboard', 'process.argv'),
  },
];
