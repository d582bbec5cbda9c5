import rule from '../../src/rules/no-unvalidated-redirect.js';
import { runTyped, type TypedCase, type Verdict } from '../helpers/typed.js';

type MessageIds = 'unchecked' | 'weakCheck' | 'notACheck' | 'compareOrigin';
type Case = TypedCase<MessageIds>;

const HEAD = `import type { AppReply, AppRequest, AuthedRequest } from './lib/types';
import type { NextFunction, Request as Req, Response as Res } from 'express';
import { z } from './lib/schemas';
`;

const found = (sink = 'res.redirect()', from = 'the query string', name = 'next'): Verdict<MessageIds> => ({
  messageId: 'unchecked',
  data: { input: `'${name}' from ${from}`, sink, attack: '"https://evil.example/"', because: 'it is a full URL of another site' },
});

/** In an Express handler. */
const handler = (body: string): string => `export function f(req: Req, res: Res) { ${body} }`;
const added = (code: string, typed: Verdict<MessageIds>): Case => ({ head: HEAD, code, typed, untyped: 'silent' });
const cleared = (code: string): Case => ({ head: HEAD, code, typed: 'silent', untyped: found() });
const same = (code: string, both: Verdict<MessageIds> | 'silent'): Case => ({ head: HEAD, code, typed: both, untyped: both });

runTyped('no-unvalidated-redirect', rule, [
  // a comparison has left only texts that the code spells out
  cleared(handler("if (req.query.next !== '/a' && req.query.next !== '/b') return; res.redirect(«req.query.next»);")),
  cleared(handler("if (req.query.next === '/a') res.redirect(«req.query.next»);")),
  cleared(handler("switch (req.query.next) { case '/a': case '/b': res.redirect(«req.query.next»); }")),
  cleared(handler("const q = req.query; if (q.next === '/a' || q.next === '/b') { res.redirect(«q.next»); }")),
  cleared(handler("if (req.query.next === '/a') res.redirect(«String(req.query.next)»);")),
  same(handler("const { next } = req.query; if (next === '/a') res.redirect(next);"), 'silent'),
  same(handler("const next = z.enum(['/a', '/b']).parse(req.query.next); res.redirect(next);"), 'silent'),
  same("function go(res: Res, to: '/a' | '/b') { res.redirect(to); }\nexport function f(req: Req, res: Res) { go(res, z.enum(['/a', '/b']).parse(req.query.next)); }", 'silent'),

  // what is asserted is no evidence
  same(handler("res.redirect(«req.query.next as '/a' | '/b'»);"), found()),
  same(handler("const next = req.query.next as '/a' | '/b'; res.redirect(«next»);"), found()),
  same(handler("const next: '/a' | '/b' = req.body.next; res.redirect(«next»);"), found('res.redirect()', 'the request body')),
  same("function go(res: Res, to: '/a' | '/b') { res.redirect(«to»); }\nexport function f(req: Req, res: Res) { go(res, req.query.next as '/a'); }", found()),
  same("function isNext(x: unknown): x is '/a' { return typeof x === 'string'; }\nexport function f(req: Req, res: Res) { if (isNext(req.query.next)) res.redirect(«req.query.next»); }", found()),
  same("import { redirect } from 'next/navigation';\nexport async function go(to: '/a' | '/b') { 'use server'; redirect(«to»); }", found('redirect()', 'the server action argument', 'to')),
  // the other outcome, another member
  same(handler("if (req.query.next === '/a') res.redirect('/'); else res.redirect(«String(req.query.next)»);"), found()),
  same(handler("if (req.query.mode === '/a') res.redirect(«String(req.query.next)»);"), found()),

  // requests and replies that syntax cannot see
  added('export function f(r: AppRequest, reply: AppReply) { reply.redirect(«r.query.next ?? "/"»); }', found('reply.redirect()')),
  added('export function f({ query }: AppRequest, reply: AppReply) { reply.redirect(«query.next ?? "/"»); }', found('reply.redirect()')),
  added('export function f(r: AppRequest, reply: AppReply) { const { query: { next } } = r; reply.redirect(«next ?? "/"»); }', found('reply.redirect()')),
  added('export function f(r: AuthedRequest, reply: AppReply) { reply.redirect(«(r.query as { next: string }).next»); }', found('reply.redirect()')),
  added('export function f(ctx: { readonly r: AppRequest; readonly reply: AppReply }) { ctx.reply.redirect(«ctx.r.query.next ?? "/"»); }', found('ctx.reply.redirect()')),
  added('class Handler {\n  constructor(private readonly r: AppRequest, private readonly out: AppReply) {}\n  run() { this.out.redirect(«this.r.query.next ?? "/"»); }\n}', found('this.out.redirect()')),
  same('export function f(r: { query: { next: string } }, reply: AppReply) { reply.redirect(r.query.next); }', 'silent'),
  same('export function f(r: AppRequest, reply: { redirect(url: string): void }) { reply.redirect(r.query.next ?? "/"); }', 'silent'),
]);
