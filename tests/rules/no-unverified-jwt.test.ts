import rule from '../../src/rules/no-unverified-jwt.js';
import { ruleTester } from '../helpers/rule-tester.js';

const JWT = "import jwt from 'jsonwebtoken';\nimport { prisma } from '@/lib/prisma';\n";
const JOSE = "import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';\nimport { prisma } from '@/lib/prisma';\n";
const SERVER = "import { createServerClient } from '@supabase/ssr';\nimport { NextResponse } from 'next/server';\n";

ruleTester.run('no-unverified-jwt', rule, {
  valid: [
    // The recipe: claims come from a verification.
    `${JOSE}export async function GET(request: Request) {\n  const { payload } = await jwtVerify(request.headers.get('authorization')!.slice(7), jwks, { issuer, audience });\n  return Response.json(await prisma.user.findUnique({ where: { id: payload.sub } }));\n}`,
    // Read first and verified then, with a key that hangs on what was read.
    `${JOSE}export async function check({ token }: { token: string }) {\n  const claims = decodeJwt(token);\n  const app = await prisma.app.findUnique({ where: { id: claims.sub } });\n  await jwtVerify(token, new TextEncoder().encode(app.secret));\n  return app;\n}`,
    `${JWT}function read(token: string) { return jwt.decode(token) as jwt.JwtPayload; }\nexport async function getUserForToken(token: string) {\n  const claims = read(token);\n  const user = await prisma.user.findUnique({ where: { id: claims.id } });\n  jwt.verify(token, user.secret);\n  return user;\n}`,
    `${JWT}async function owner(token: string) {\n  const claims = jwt.decode(token) as any;\n  return prisma.user.findUnique({ where: { id: claims.sub } });\n}\nexport async function verifyReset(token: string) {\n  const user = await owner(token);\n  return jwt.verify(token, user.hash);\n}`,
    `${JWT}app.use((req, res, next) => {\n  const decoded = jwt.decode(req.headers.authorization, { complete: true });\n  jwt.verify(req.headers.authorization, keys[decoded.header.kid], (error, claims) => { req.user = claims; next(); });\n});`,
    `${JOSE}import { verifyIdToken } from './tokens';\nexport async function signIn(req, res) {\n  const { tid } = decodeJwt(req.body.token);\n  req.user = await verifyIdToken(req.body.token, tid);\n}`,
    `${JWT}export async function middleware(request) {\n  const token = request.cookies.get('token').value;\n  const { data } = await supabase.auth.getUser(token);\n  request.user = { ...data.user, roles: jwt.decode(token).roles };\n}`,
    // Only the header, the expiry, or what is shown.
    `${JOSE}export const keyOf = (req, res) => keys.get(decodeProtectedHeader(req.headers.authorization).kid);`,
    `${JOSE}export const isExpired = (req, res) => decodeJwt(req.cookies.token).exp < Date.now() / 1000;`,
    `${JWT}export function handler(req, res) { logger.info({ sub: jwt.decode(req.headers.authorization).sub }, 'request'); }`,
    `${JWT}export const decodeToken = (token: string) => jwt.decode(token);\nexport const getPayload = (req, res) => jwt.decode(req.cookies.token);`,
    // From the token endpoint of a provider, over TLS; stored, or signed a moment ago.
    `${JOSE}export async function callback(code: string) {\n  const tokens = await exchangeCode(code);\n  const { sub, email } = decodeJwt(tokens.id_token);\n  return prisma.user.upsert({ where: { sub }, create: { sub, email }, update: {} });\n}`,
    `${JWT}new OAuth2Strategy(options, async (accessToken, refreshToken, params, profile, done) => {\n  const claims = jwt.decode(params.id_token);\n  done(null, await prisma.user.findUnique({ where: { email: claims.email } }));\n});`,
    `${JOSE}export const authOptions = { callbacks: { async jwt({ token, account }) { if (account) token.roles = decodeJwt(account.access_token).roles; return token; } } };`,
    `${JWT}export function signIn(user) {\n  const token = jwt.sign({ sub: user.id }, key, { expiresIn: '1h' });\n  const { sub, exp } = jwt.decode(token);\n  return prisma.session.create({ data: { userId: sub, exp } });\n}`,
    `${JWT}class Google {\n  async callback(code: string) { const answer = await exchange(code); return this.verify_(answer.id_token); }\n  async verify_(idToken: string) { const { payload } = jwt.decode(idToken, { complete: true }); return prisma.user.findUnique({ where: { email: payload.email } }); }\n}`,
    // Auth.js decrypts.
    "import { decode } from 'next-auth/jwt';\nimport { prisma } from '@/lib/prisma';\nexport async function getUser(req, res) { const token = await decode({ token: req.cookies.session, secret }); return prisma.user.findUnique({ where: { id: token.sub } }); }",
    // Somebody before has verified it.
    `${JWT}import express from 'express';\nconst app = express();\napp.get('/me', requireAuth, async (req, res) => { res.json(await prisma.user.findUnique({ where: { id: jwt.decode(req.headers.authorization).sub } })); });`,
    `${JWT}import { Controller, Get, Req, UseGuards } from '@nestjs/common';\n@UseGuards(JwtAuthGuard)\n@Controller()\nclass Me { @Get() me(@Req() req) { return prisma.user.findUnique({ where: { id: jwt.decode(req.headers.authorization).sub } }); } }`,
    // In a browser there is nobody to deceive.
    { filename: 'src/Profile.tsx', code: "'use client';\nimport { jwtDecode } from 'jwt-decode';\nexport function getCurrentUser(token: string) { const { sub } = jwtDecode(token); return loadUser(sub); }" },
    "import { jwtDecode } from 'jwt-decode';\nimport { create } from 'zustand';\nexport const useAuth = create((set) => ({ login(token: string) { const claims = jwtDecode(token); set({ user: claims }); api.getUser(claims.sub); } }));",
    "import { jwtDecode } from 'jwt-decode';\nexport function getCurrentUser() { const token = localStorage.getItem('token'); return token && jwtDecode(token); }",
    "import { jwtDecode } from 'jwt-decode';\nexport function getUserId(token: string) { return fetchUser(jwtDecode(token).sub); }",
    // By hand, with the signature compared.
    "import { createHmac } from 'node:crypto';\nimport { prisma } from '@/lib/prisma';\nexport async function getUser(req, res) {\n  const [header, payload, signature] = req.cookies.session.split('.');\n  if (createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url') !== signature) throw new Error('forged');\n  return prisma.user.findUnique({ where: { id: JSON.parse(Buffer.from(payload, 'base64url').toString()).sub } });\n}",
    "import { prisma } from '@/lib/prisma';\nexport async function version(req, res) { const [major] = req.query.version.split('.'); return prisma.release.findUnique({ where: { id: JSON.parse(atob(major)).id } }); }",
    // The header of a token, by hand.
    "import { prisma } from '@/lib/prisma';\nexport const getUser = (req, res) => prisma.user.findUnique({ where: { id: JSON.parse(atob(req.cookies.token.split('.')[0])).id } });",
    // Supabase: verified with it, made a moment before, only passed on, or not on a server.
    `${SERVER}export async function GET() {\n  const supabase = createServerClient(url, key, { cookies });\n  const { data: { session } } = await supabase.auth.getSession();\n  const { data: { user } } = await supabase.auth.getUser();\n  if (!session || !user) return NextResponse.json({}, { status: 401 });\n  return NextResponse.json(await load(session.user.id));\n}`,
    `${SERVER}export async function token() {\n  const { data } = await createServerClient(url, key, { cookies }).auth.getSession();\n  return data.session?.access_token ?? null;\n}`,
    `${SERVER}export async function GET() {\n  const supabase = createServerClient(url, key, { cookies });\n  await supabase.auth.exchangeCodeForSession(code);\n  const { data: { session } } = await supabase.auth.getSession();\n  if (!session) return NextResponse.redirect('/login');\n  return NextResponse.redirect(\`/u/\${session.user.id}\`);\n}`,
    "import { createClient } from '@/lib/supabase/client';\nexport async function load() { const supabase = createClient(); const { data: { session } } = await supabase.auth.getSession(); if (!session) throw new Error('not signed in'); return supabase.from('notes').select().eq('user_id', session.user.id); }",
    // who is shown which links at the top of the page
    { filename: 'src/components/PublicNavbar.tsx', code: "import Link from 'next/link';\nimport { createClient } from '@/lib/supabase/server';\nexport async function PublicNavbar() {\n  const supabase = await createClient();\n  const { data: { session } } = await supabase.auth.getSession();\n  const user = session?.user ?? null;\n  return <nav>{user ? <Link href='/my'>Mine</Link> : <Link href='/login'>Sign in</Link>}</nav>;\n}" },
    { filename: 'src/Nav.tsx', code: "import { useEffect, useState } from 'react';\nimport { supabase } from './supabase';\nexport function Nav() { const [user, setUser] = useState(null); useEffect(() => { supabase.auth.getSession().then(({ data }) => setUser(data.session?.user ?? null)); }, []); return user ? <b>{user.email}</b> : null; }" },
    // The database verifies the token of each query.
    { options: [{ sessions: 'allow' }], code: `${SERVER}export async function GET() {\n  const supabase = createServerClient(url, key, { cookies });\n  const { data: { session } } = await supabase.auth.getSession();\n  if (!session) return NextResponse.json({}, { status: 401 });\n  return NextResponse.json(await supabase.from('notes').select());\n}` },
    { filename: 'src/auth.test.ts', code: `${JWT}export async function getUser(req, res) { return prisma.user.findUnique({ where: { id: jwt.decode(req.headers.authorization).sub } }); }` },
  ],
  invalid: [
    // The token of the request, in every framework.
    {
      code: `${JWT}import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  const token = req.headers.authorization?.split(' ')[1];\n  req.user = jwt.decode(token);\n  next();\n});`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: "a token ('authorization' from the request header)", claim: 'what it says', how: 'becomes `req.user`' }, line: 7, column: 14 }],
    },
    {
      code: `${JOSE}export async function GET(request: Request) {\n  const claims = decodeJwt(request.headers.get('authorization')!.replace('Bearer ', ''));\n  return Response.json(await prisma.user.findUnique({ where: { id: claims.sub } }));\n}`,
      errors: [{ messageId: 'decoded', data: { api: 'decodeJwt()', token: "a token ('authorization' from the request header)", claim: '`sub`', how: 'decides whose data `prisma.user.findUnique()` works on' }, line: 4, column: 18 }],
    },
    {
      code: `${JOSE}import { cookies } from 'next/headers';\nexport async function getCurrentUser() {\n  const token = (await cookies()).get('session')?.value;\n  if (!token) return null;\n  const { sub, email } = decodeJwt(token);\n  return prisma.user.findUnique({ where: { id: sub, email } });\n}`,
      errors: [{ messageId: 'decoded', data: { api: 'decodeJwt()', token: "a token ('session' from the cookie)", claim: '`sub`', how: 'decides whose data `prisma.user.findUnique()` works on' }, line: 7, column: 26 }],
    },
    {
      code: "import { NextResponse, type NextRequest } from 'next/server';\nimport { jwtDecode } from 'jwt-decode';\nexport function middleware(request: NextRequest) {\n  const token = request.cookies.get('token')?.value;\n  const claims = jwtDecode<{ role: string }>(token!);\n  if (claims.role !== 'admin') return NextResponse.redirect(new URL('/login', request.url));\n  return NextResponse.next();\n}",
      errors: [{ messageId: 'decoded', data: { api: 'jwtDecode()', token: "a token ('token' from the cookie)", claim: '`role`', how: 'decides who is let in' }, line: 5, column: 18 }],
    },
    {
      code: "import { Hono } from 'hono';\nimport { decode } from 'hono/jwt';\nconst app = new Hono();\napp.use(async (c, next) => {\n  const { payload } = decode(c.req.header('Authorization')!.slice(7));\n  c.set('user', payload);\n  await next();\n});",
      errors: [{ messageId: 'decoded', data: { api: 'decode()', token: "a token ('Authorization' from the request header)", claim: 'what it says', how: "is kept as 'user'" }, line: 5, column: 23 }],
    },
    {
      code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.addHook('onRequest', async (request) => { request.user = await request.jwtDecode(); });",
      errors: [{ messageId: 'decoded', data: { api: 'request.jwtDecode()', token: 'a token', claim: 'what it says', how: 'becomes `request.user`' }, line: 3, column: 68 }],
    },
    {
      code: `${JWT}import { createParamDecorator } from '@nestjs/common';\nexport const CurrentUser = createParamDecorator((data, context) => {\n  const request = context.switchToHttp().getRequest();\n  return jwt.decode(request.headers.authorization.split(' ')[1]);\n});`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: "a token ('authorization' of the request)", claim: 'what it says', how: 'is what `CurrentUser` returns' }, line: 6, column: 10 }],
    },
    {
      code: "import { Injectable } from '@nestjs/common';\nimport { JwtService } from '@nestjs/jwt';\n@Injectable()\nexport class RolesGuard {\n  constructor(private readonly jwt: JwtService) {}\n  canActivate(context) {\n    const request = context.switchToHttp().getRequest();\n    const { roles } = this.jwt.decode(request.headers.authorization.slice(7));\n    return roles.includes('admin');\n  }\n}",
      errors: [{ messageId: 'decoded', data: { api: 'this.jwt.decode()', token: "a token ('authorization' of the request)", claim: '`roles`', how: 'decides who is let in' }, line: 8, column: 23 }],
    },
    {
      code: `${JWT}export const context = async ({ req }) => {\n  const user = jwt.decode(req.headers.authorization);\n  return { user };\n};`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: "a token ('authorization' of the request)", claim: 'what it says', how: 'becomes `user` of the context' }, line: 4, column: 16 }],
    },
    {
      code: "import { Server } from 'socket.io';\nimport jwt from 'jsonwebtoken';\nio.use((socket, next) => { socket.data.user = jwt.decode(socket.handshake.auth.token); next(); });",
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: "a token ('token' of the request)", claim: 'what it says', how: 'becomes `socket.data.user`' }, line: 3, column: 47 }],
    },
    // A credential that the browser posts, as Google hands it out.
    {
      code: "import { jwtDecode } from 'jwt-decode';\nimport { db } from './db';\nexport async function googleSignIn(req, res) {\n  const profile = jwtDecode(req.body.credential);\n  const user = await db.user.findFirst({ where: { email: profile.email } });\n  res.json(await createSession(user));\n}",
      errors: [{ messageId: 'decoded', data: { api: 'jwtDecode()', token: "a token ('credential' from the request body)", claim: '`email`', how: 'decides whose data `db.user.findFirst()` works on' }, line: 4, column: 19 }],
    },
    // Handed to a function that decides.
    {
      code: `${JWT}export function verifyToken(token: string) { return jwt.decode(token); }`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: 'a token', claim: 'what it says', how: 'is what `verifyToken` returns' }, line: 3, column: 53 }],
    },
    {
      code: `${JWT}export async function getUserFromToken(token: string) {\n  const decoded = jwt.decode(token, { complete: true });\n  if (!decoded) return null;\n  return prisma.user.findUnique({ where: { id: decoded.payload.sub } });\n}`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: 'a token', claim: '`sub`', how: 'decides whose data `prisma.user.findUnique()` works on' }, line: 4, column: 19 }],
    },
    {
      code: `${JWT}export function requireAdmin(token: string) {\n  const claims = jwt.decode(token) as { isAdmin?: boolean } | null;\n  if (!claims?.isAdmin) throw new ForbiddenException();\n}`,
      errors: [{ messageId: 'decoded', data: { api: 'jwt.decode()', token: 'a token', claim: '`isAdmin`', how: 'decides who is let in' }, line: 4, column: 18 }],
    },
    {
      code: `${JOSE}const claimsOf = (token: string) => decodeJwt(token);\nexport async function handler(req, res) {\n  const { sub } = claimsOf(req.headers.authorization);\n  await prisma.note.deleteMany({ where: { userId: sub } });\n}`,
      errors: [{ messageId: 'decoded', data: { api: 'decodeJwt()', token: "a token ('authorization' from the request header)", claim: '`sub`', how: 'decides whose data `prisma.note.deleteMany()` works on' }, line: 3, column: 37 }],
    },
    // A guard of another kind, and a token that another one is verified for.
    {
      code: `${JOSE}import express from 'express';\nconst app = express();\napp.get('/me', rateLimit(), async (req, res) => {\n  await jwtVerify(req.cookies.csrf, jwks);\n  res.json(await prisma.user.findUnique({ where: { id: decodeJwt(req.cookies.session).sub } }));\n});`,
      errors: [{ messageId: 'decoded', data: { api: 'decodeJwt()', token: "a token ('session' from the cookie)", claim: '`sub`', how: 'decides whose data `prisma.user.findUnique()` works on' }, line: 7, column: 56 }],
    },
    // Without the check of the signature.
    {
      code: "import simple from 'jwt-simple';\nimport { db } from './db';\nexport const getUser = (req, res) => db.user.findById(simple.decode(req.cookies.token, secret, true).sub);",
      errors: [{ messageId: 'decoded', data: { api: 'simple.decode()', token: "a token ('token' from the cookie)", claim: '`sub`', how: 'decides whose data `db.user.findById()` works on' }, line: 3, column: 55 }],
    },
    // By hand.
    {
      code: "import { prisma } from '@/lib/prisma';\nexport async function getUser(req, res) {\n  const payload = JSON.parse(atob(req.headers.authorization.split('.')[1]));\n  return prisma.user.findUnique({ where: { id: payload.sub } });\n}",
      errors: [{ messageId: 'byHand', data: { api: 'JSON.parse()', token: "a token ('authorization' from the request header)", claim: '`sub`', how: 'decides whose data `prisma.user.findUnique()` works on' }, line: 3, column: 19 }],
    },
    {
      code: "import { prisma } from '@/lib/prisma';\nexport async function POST(request: Request) {\n  const token = request.headers.get('authorization')!.slice(7);\n  const [, body] = token.split('.');\n  const text = Buffer.from(body, 'base64url').toString('utf8');\n  const { userId } = JSON.parse(text);\n  await prisma.order.create({ data: { userId } });\n}",
      errors: [{ messageId: 'byHand', data: { api: 'JSON.parse()', token: "a token ('authorization' from the request header)", claim: '`userId`', how: 'decides whose data `prisma.order.create()` works on' }, line: 6, column: 22 }],
    },
    {
      code: "import { prisma } from '@/lib/prisma';\nfunction parse(token: string) {\n  const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');\n  return JSON.parse(decodeURIComponent(escape(atob(part))));\n}\nexport const getSession = async (req, res) => prisma.session.findFirst({ where: { userId: parse(req.cookies.token).sub } });",
      errors: [{ messageId: 'byHand', data: { api: 'JSON.parse()', token: "a token ('token' from the cookie)", claim: '`sub`', how: 'decides whose data `prisma.session.findFirst()` works on' }, line: 4, column: 10 }],
    },
    // Supabase on a server.
    {
      code: `${SERVER}export async function GET() {\n  const supabase = createServerClient(url, key, { cookies });\n  const { data: { session } } = await supabase.auth.getSession();\n  if (!session) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 });\n  return NextResponse.json({ ok: true });\n}`,
      errors: [{ messageId: 'session', data: { api: 'supabase.auth.getSession()', claim: '`session`', how: 'decides who is let in', remedy: 'getUser()` or `getClaims()' }, line: 5, column: 39 }],
    },
    {
      code: `${SERVER}export async function GET() {\n  const supabase = createServerClient(url, key, { cookies });\n  const { data } = await supabase.auth.getSession();\n  return NextResponse.json(await supabase.from('notes').select().eq('user_id', data.session!.user.id));\n}`,
      errors: [{ messageId: 'session', data: { api: 'supabase.auth.getSession()', claim: '`user`', how: 'decides whose data `.eq()` works on', remedy: 'getUser()` or `getClaims()' }, line: 5, column: 26 }],
    },
    {
      filename: 'app/dashboard/page.tsx',
      code: "import { redirect } from 'next/navigation';\nimport { createClient } from '@/utils/supabase/server';\nexport default async function Page() {\n  const supabase = await createClient();\n  const session = (await supabase.auth.getSession()).data.session;\n  if (!session) redirect('/login');\n  return <h1>Hello</h1>;\n}",
      errors: [{ messageId: 'session', data: { api: 'supabase.auth.getSession()', claim: '`session`', how: 'decides who is let in', remedy: 'getUser()` or `getClaims()' }, line: 5, column: 26 }],
    },
    {
      filename: 'src/hooks.server.ts',
      code: "import { redirect } from '@sveltejs/kit';\nexport const handle = async ({ event, resolve }) => {\n  const { data: { session } } = await event.locals.supabase.auth.getSession();\n  event.locals.user = session?.user ?? null;\n  return resolve(event);\n};",
      errors: [{ messageId: 'session', data: { api: 'event.locals.supabase.auth.getSession()', claim: '`user`', how: 'becomes `event.locals.user`', remedy: 'getUser()` or `getClaims()' }, line: 3, column: 39 }],
    },
    {
      filename: 'server/api/notes.get.ts',
      code: "import { serverSupabaseSession } from '#supabase/server';\nexport default defineEventHandler(async (event) => {\n  const session = await serverSupabaseSession(event);\n  return db.notes.findMany({ userId: session.user.id });\n});",
      errors: [{ messageId: 'session', data: { api: 'serverSupabaseSession()', claim: '`user`', how: 'decides whose data `db.notes.findMany()` works on', remedy: 'getUser()` or `getClaims()' }, line: 3, column: 25 }],
    },
  ],
});
