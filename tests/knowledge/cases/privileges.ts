import { on, type Case } from '../case.js';

const checks = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('privilegeCheck', ...texts) });

export const PRIVILEGE_CASES: readonly Case[] = [
  checks("import { auth, currentUser, getAuth, createClerkClient, clerkClient, verifyToken } from '@clerk/nextjs/server';", 'auth.protect()', 'auth().protect()', 'currentUser()', 'getAuth(req)', 'clerkClient().authenticateRequest(req)', 'verifyToken(token)'),
  checks("import { createClerkClient, verifyToken } from '@clerk/backend';", 'createClerkClient(o).authenticateRequest(req)', 'verifyToken(token)'),
  checks("import { getAuth, requireAuth } from '@clerk/express';", 'getAuth(req)', 'requireAuth()'),
  checks("import { getAuth } from '@clerk/fastify';", 'getAuth(req)'),
  checks("import { getAuth } from '@clerk/remix/ssr.server';", 'getAuth(args)'),
  checks("import { getAuth } from '@clerk/tanstack-react-start/server';", 'getAuth(req)'),
  checks("import NextAuth from 'next-auth'; import { getServerSession, unstable_getServerSession } from 'next-auth/next'; const { auth } = NextAuth(config);", 'auth()', 'getServerSession(options)', 'unstable_getServerSession(req, res, options)'),
  checks("import { getServerSession } from 'next-auth'; import { getToken } from 'next-auth/jwt'; import { withAuth } from 'next-auth/middleware';", 'getServerSession(options)', 'getToken({ req })', 'withAuth(handler)'),
  checks("import { createClient } from '@supabase/supabase-js'; const client = createClient(url, key);", 'client.auth.getUser()', 'client.auth.getClaims()'),
  checks("import { createServerClient, createBrowserClient } from '@supabase/ssr';", 'createServerClient(u, k, o).auth.getUser()', 'createBrowserClient(u, k).auth.getClaims()'),
  checks("import { createRouteHandlerClient } from '@supabase/auth-helpers-nextjs';", 'createRouteHandlerClient({ cookies }).auth.getUser()'),
  checks("import { betterAuth } from 'better-auth'; const auth = betterAuth({});", 'auth.api.getSession({ headers })', 'auth.api.userHasPermission(p)', 'auth.api.hasPermission(p)'),
  checks("import { getSession, withPageAuthRequired, withApiAuthRequired } from '@auth0/nextjs-auth0';", 'getSession()', 'withPageAuthRequired(Page)', 'withApiAuthRequired(handler)'),
  checks("import { Auth0Client, getSession } from '@auth0/nextjs-auth0/server'; const auth0 = new Auth0Client();", 'getSession()', 'auth0.getSession()', 'auth0.withPageAuthRequired(Page)', 'auth0.withApiAuthRequired(handler)'),
  checks("import { withAuth } from '@workos-inc/authkit-nextjs'; import { WorkOS } from '@workos-inc/node'; const workos = new WorkOS(key);", 'withAuth({ ensureSignedIn: true })', 'workos.userManagement.authenticateWithCode(c)'),
  checks("import { getKindeServerSession } from '@kinde-oss/kinde-auth-nextjs/server'; const { isAuthenticated } = getKindeServerSession();", 'isAuthenticated()', "getKindeServerSession().getPermission('x')"),
  checks("import { getLogtoContext } from '@logto/next/server-actions'; import { StackServerApp } from '@stackframe/stack'; const stack = new StackServerApp({});", 'getLogtoContext(config)', "stack.getUser({ or: 'redirect' })"),
  checks("import { Client } from 'stytch'; import descope from '@descope/node-sdk'; import { session } from '@descope/nextjs-sdk/server'; const stytch = new Client({});", 'stytch.sessions.authenticate(t)', 'stytch.sessions.authenticateJwt(t)', 'descope({ projectId }).validateSession(t)', 'session()'),
  checks("import { getAuth } from 'firebase-admin/auth'; import firebase, { initializeApp } from 'firebase-admin';", 'getAuth().verifyIdToken(t)', 'firebase.auth().verifySessionCookie(c)', 'initializeApp().auth().verifyIdToken(t)'),
  checks("import { Lucia } from 'lucia'; import { getIronSession } from 'iron-session'; import passport from 'passport'; const lucia = new Lucia(adapter);", 'lucia.validateSession(id)', 'getIronSession(cookies, options)', "passport.authenticate('jwt')"),
  checks("import { getPayload } from 'payload'; import { Account } from 'node-appwrite'; import { getAuthUserId } from '@convex-dev/auth/server'; const account = new Account(client);", 'getPayload({ config }).auth({ headers })', 'account.get()', 'getAuthUserId(ctx)'),
  checks("import Stripe from 'stripe'; import { Webhook } from 'svix'; import { Webhook as Standard } from 'standardwebhooks'; const stripe = new Stripe(key);", 'stripe.webhooks.constructEvent(b, s, k)', 'new Webhook(k).verify(b, h)', 'new Standard(k).verify(b, h)'),
  checks("import { verifyWebhook } from '@clerk/nextjs/webhooks'; import { verifyWebhook as other } from '@clerk/backend/webhooks';", 'verifyWebhook(req)', 'other(req)'),
  checks("import { Paddle } from '@paddle/paddle-node-sdk'; import { validateEvent } from '@polar-sh/sdk/webhooks'; import { Webhooks as Polar } from '@polar-sh/nextjs'; const paddle = new Paddle(key);", 'paddle.webhooks.unmarshal(b, k, s)', 'validateEvent(b, h, k)', 'Polar({ webhookSecret })'),
  checks("import { Webhooks } from '@octokit/webhooks'; import { Receiver } from '@upstash/qstash'; import { verifySignature } from '@upstash/qstash/nextjs'; import { verifySignatureEdge } from '@upstash/qstash/dist/nextjs'; const hooks = new Webhooks({ secret }); const receiver = new Receiver({});", 'hooks.verifyAndReceive(e)', 'hooks.verify(b, s)', 'receiver.verify({ signature })', 'verifySignature(handler)', 'verifySignatureEdge(handler)'),
  { code: "import { timingSafeEqual } from 'node:crypto';\ntimingSafeEqual(a, b);", expect: on('privilegeCheck', 'timingSafeEqual(a, b)') },
  { code: "import { auth } from './own'; import { verifyToken } from 'other'; auth(); verifyToken(token);", expect: [], not: on('privilegeCheck', 'auth()', 'verifyToken(token)') },
];
