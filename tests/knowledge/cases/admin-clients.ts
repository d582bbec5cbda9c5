import { on, type Case } from '../case.js';

const clients = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('adminClient', ...texts) });

export const ADMIN_CLIENT_CASES: readonly Case[] = [
  clients("import { createClient, SupabaseClient } from '@supabase/supabase-js'; import { createServerClient } from '@supabase/ssr';", 'createClient(url, key)', 'new SupabaseClient(url, key)', 'createServerClient(url, key, {})'),
  clients("import { createClient } from 'https://esm.sh/@supabase/supabase-js@2.39.0';", 'createClient(url, key)'),
  clients("import { createClient } from 'jsr:@supabase/supabase-js@2';", 'createClient(url, key)'),
  clients("import { createRouteHandlerClient } from '@supabase/auth-helpers-nextjs'; import { createAdminClient } from '@supabase/server/core'; import { withSupabase, createSupabaseContext } from '@supabase/server';", 'createRouteHandlerClient(c, { supabaseKey })', 'createAdminClient()', 'createSupabaseContext(r).supabaseAdmin'),
  { code: "import { withSupabase } from '@supabase/server/adapters/hono'; withSupabase({ auth: 'user' }, (req, ctx) => ctx.supabaseAdmin.from('x'));", expect: on('adminClient', 'ctx.supabaseAdmin') },
  clients(
    "import admin from 'firebase-admin'; import { initializeApp } from 'firebase-admin/app'; import { getFirestore } from 'firebase-admin/firestore'; import { getAuth } from 'firebase-admin/auth'; import { getDatabase } from 'firebase-admin/database'; import { getStorage } from 'firebase-admin/storage'; import { getDataConnect } from 'firebase-admin/data-connect'; import { Firestore } from '@google-cloud/firestore';",
    'initializeApp()', 'admin.initializeApp()', 'admin.firestore()', 'admin.initializeApp().auth()', 'getFirestore(app)', 'getAuth()', 'getDatabase()', 'getStorage()', 'getDataConnect(c)', 'new Firestore()',
  ),
  clients("import { createClerkClient, clerkClient } from '@clerk/nextjs/server';", 'createClerkClient({ secretKey })', 'clerkClient()'),
  clients("import { Client } from 'node-appwrite';", 'new Client().setEndpoint(e).setKey(k)', 'new Client().setImpersonateUserId(id)'),
  clients("import { ConvexHttpClient } from 'convex/browser'; import { ConvexReactClient } from 'convex/react';", 'new ConvexHttpClient(u).setAdminAuth(t)', 'new ConvexReactClient(u).setAdminAuth(t)'),
  clients("import { ManagementClient } from 'auth0'; import { WorkOS, createWorkOS } from '@workos-inc/node'; import KcAdminClient from '@keycloak/keycloak-admin-client'; import PocketBase from 'pocketbase';", 'new ManagementClient({ domain })', 'new WorkOS(key)', 'createWorkOS({ apiKey })', "new KcAdminClient().auth({ grantType: 'client_credentials' })", "new PocketBase(u).collection('_superusers')", 'new PocketBase(u).admins.authWithPassword(a, b)', "new PocketBase(u).collection('users').impersonate(id)"),
  clients("import { createClient } from '@sanity/client'; import { createClient as cma } from 'contentful-management'; import { getPayload } from 'payload';", 'createClient({ token })', 'cma({ accessToken })', 'getPayload({ config })'),
  clients("import { GraphQLClient } from 'graphql-request'; import { HttpLink, createHttpLink } from '@apollo/client'; import axios from 'axios'; import { NhostClient } from '@nhost/nhost-js'; import stytch from 'stytch'; import DescopeClient from '@descope/node-sdk';", "new GraphQLClient(u, { headers: { 'x-hasura-admin-secret': s } })", 'new HttpLink(o)', 'createHttpLink(o)', 'axios.create(o)', 'new NhostClient({ adminSecret })', 'new stytch.Client({ secret })', 'DescopeClient({ managementKey })'),
  clients("import { Pool } from 'pg'; import postgres from 'postgres'; import { neon } from '@neondatabase/serverless'; import { drizzle } from 'drizzle-orm/node-postgres'; import { PrismaClient } from '@/generated/prisma/client';", 'new Pool({ connectionString })', 'postgres(u)', 'neon(u)', 'drizzle(u)', 'new PrismaClient({ datasourceUrl })'),
  {
    code: "import { createClient } from '@libsql/client'; import { createClient as redis } from 'redis'; import { createClient as pexels } from 'pexels'; import { createClient as wagmi } from 'wagmi'; import { initializeApp } from 'firebase/app'; import Stripe from 'stripe'; createClient(a); redis(b); pexels(c); wagmi(d); initializeApp(e); new Stripe(f);",
    expect: [],
    not: on('adminClient', 'createClient(a)', 'redis(b)', 'pexels(c)', 'wagmi(d)', 'initializeApp(e)', 'new Stripe(f)'),
  },
  {
    code: "import { ManagementClient } from 'auth0'; import { Firestore } from '@google-cloud/firestore'; let cached: ManagementClient | undefined; class A { constructor(private readonly db: Firestore) {} }",
    expect: [],
    not: on('adminClient', 'cached: ManagementClient | undefined', 'db: Firestore'),
  },
];
