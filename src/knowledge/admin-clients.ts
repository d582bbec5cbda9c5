/**
 * Clients whose rights are not those of the caller.
 *
 * Secret-bearing clients that bypass nothing are not among them: Stripe, S3, Resend, a plain PrismaClient, libsql, Redis, and the
 * browser `firebase/app`.
 */
import type { ApiRow, Condition, Fact, Place } from './schema.js';

type Conditions = { readonly when?: readonly Condition[]; readonly unless?: readonly Condition[] };
const admin = (service: string, because: string, conditions: Conditions = {}, more: { readonly handle?: true; readonly managesAccounts?: true; readonly decidesPerCall?: true } = {}): Fact => ({ role: 'adminClient', service, because, ...conditions, ...more });
const accounts = (service: string, because: string, conditions: Conditions = {}): Fact => admin(service, because, conditions, { managesAccounts: true });
const keyAt = (place: Place, key: string): readonly Condition[] => [{ ...place, key }];
const present = (place: Place): readonly Condition[] => [{ ...place, present: true }];

const SUPABASE_KEY = { arg: 1 };
/** Row-level security follows the Authorization header, so a secret key with the user's token acts as the user. */
const ACTS_AS_USER: readonly Condition[] = [
  { arg: 2, path: ['accessToken'], present: true },
  { arg: 2, path: ['global', 'headers', ['Authorization', 'authorization']], present: true },
];
const SUPABASE = admin('Supabase', 'the service-role key', { when: keyAt(SUPABASE_KEY, 'supabase-service'), unless: ACTS_AS_USER });
const SUPABASE_SERVER = admin('Supabase', 'the secret key it reads from the environment');
const FIREBASE: Fact = admin('Firebase Admin', 'rights that no Security Rules limit');
const FIREBASE_HANDLE: Fact = admin('Firebase Admin', 'rights that no Security Rules limit', {}, { handle: true });
const HASURA_HEADERS = [['x-hasura-admin-secret', 'x-hasura-access-key', 'X-Hasura-Admin-Secret']];
const HASURA = (arg: number, ...path: readonly string[]): Fact => admin('Hasura', 'the admin secret', { when: present({ arg, path: [...path, ...HASURA_HEADERS] }) });
const DATABASE = (place: Place): Fact => admin('PostgreSQL', 'a role that skips row-level security', { when: keyAt(place, 'privileged-database') });

export const ADMIN_CLIENTS: readonly ApiRow[] = [
  { module: '@supabase/supabase-js', path: 'createClient()', fact: SUPABASE },
  { module: '@supabase/supabase-js', path: 'SupabaseClient#()', fact: SUPABASE },
  // With a session cookie the user's token replaces the key; without one the key bypasses RLS.
  { module: '@supabase/ssr', path: '{createServerClient,createBrowserClient}()', fact: admin('Supabase', 'the service-role key', { when: keyAt(SUPABASE_KEY, 'supabase-service') }) },
  {
    module: '@supabase/auth-helpers-nextjs',
    path: '{createRouteHandlerClient,createServerComponentClient,createMiddlewareClient,createPagesServerClient,createServerActionClient}()',
    fact: admin('Supabase', 'the service-role key', { when: keyAt({ arg: 1, path: ['supabaseKey'] }, 'supabase-service') }),
  },
  { module: ['@supabase/server/core', '@supabase/server'], path: 'createAdminClient()', fact: SUPABASE_SERVER },
  { module: ['@supabase/server', '@supabase/server/*'], path: 'withSupabase(>1).supabaseAdmin', fact: SUPABASE_SERVER },
  { module: ['@supabase/server', '@supabase/server/*'], path: 'createSupabaseContext().supabaseAdmin', fact: SUPABASE_SERVER },

  { module: ['firebase-admin', 'firebase-admin/app'], path: 'initializeApp()', fact: FIREBASE },
  { module: 'firebase-admin/firestore', path: '{getFirestore,initializeFirestore}()', fact: FIREBASE_HANDLE },
  { module: 'firebase-admin/auth', path: 'getAuth()', fact: FIREBASE_HANDLE },
  { module: 'firebase-admin/database', path: '{getDatabase,getDatabaseWithUrl}()', fact: FIREBASE_HANDLE },
  { module: 'firebase-admin/storage', path: 'getStorage()', fact: FIREBASE_HANDLE },
  { module: 'firebase-admin/data-connect', path: 'getDataConnect()', fact: FIREBASE_HANDLE },
  // Gone in v14, usual before.
  { module: 'firebase-admin', path: '{firestore,auth,database,storage}()', fact: FIREBASE_HANDLE },
  { module: 'firebase-admin', path: 'initializeApp().{firestore,auth,database,storage}()', fact: FIREBASE_HANDLE },
  { module: '@google-cloud/firestore', path: 'Firestore#()', fact: admin('Firestore', 'rights that no Security Rules limit') },

  { module: ['@clerk/backend', '@clerk/nextjs/server', '@clerk/express', '@clerk/fastify', '@clerk/remix/api.server', '@clerk/astro/server'], path: 'createClerkClient()', fact: accounts('Clerk', 'the secret key') },
  { module: '@clerk/nextjs/server', path: 'clerkClient()', fact: accounts('Clerk', 'the secret key') },

  { module: 'node-appwrite', path: 'Client#', is: 'appwrite.Client' },
  { of: 'appwrite.Client', path: '.{setEndpoint,setProject,setSelfSigned,setLocale,setKey,setDevKey}()', is: 'appwrite.Client' },
  { of: 'appwrite.Client', path: '.{setKey,setDevKey}()', fact: admin('Appwrite', 'an API key that ignores row and file permissions') },
  { of: 'appwrite.Client', path: '.{setImpersonateUserId,setImpersonateUserEmail,setImpersonateUserPhone}()', fact: admin('Appwrite', 'impersonation of another user') },

  { module: 'convex/browser', path: 'ConvexHttpClient#.setAdminAuth()', fact: admin('Convex', 'the deploy key') },
  { module: 'convex/react', path: 'ConvexReactClient#.setAdminAuth()', fact: admin('Convex', 'the deploy key') },
  { module: 'auth0', path: 'ManagementClient#()', fact: accounts('Auth0', 'the management API of the whole tenant') },
  // With nothing but a client id it is a public client.
  { module: '@workos-inc/node', path: 'WorkOS#()', fact: accounts('WorkOS', 'the API key of the whole tenant', { unless: present({ arg: 0, path: ['clientId'] }) }) },
  { module: '@workos-inc/node', path: 'createWorkOS()', fact: accounts('WorkOS', 'the API key of the whole tenant', { when: present({ arg: 0, path: ['apiKey'] }) }) },
  { module: '@keycloak/keycloak-admin-client', path: '#.auth()', fact: accounts('Keycloak', 'a client-credentials or password grant', { when: [{ arg: 0, path: ['grantType'], equals: ['client_credentials', 'password'] }] }) },
  { module: 'pocketbase', path: '#.collection()', fact: admin('PocketBase', 'superuser sign-in', { when: [{ arg: 0, equals: ['_superusers'] }] }) },
  { module: 'pocketbase', path: '#.admins.authWithPassword()', fact: admin('PocketBase', 'superuser sign-in') },
  { module: 'pocketbase', path: '#.collection().impersonate()', fact: admin('PocketBase', 'impersonation of another user') },

  { module: ['@sanity/client', 'next-sanity'], path: 'createClient()', fact: admin('Sanity', 'a write token', { when: keyAt({ arg: 0, path: ['token'] }, 'sanity-write') }) },
  { module: 'contentful-management', path: 'createClient()', fact: admin('Contentful', 'the management API') },
  // The Local API skips access control unless every call says `overrideAccess: false`.
  { module: 'payload', path: 'getPayload()', fact: admin('Payload', '`overrideAccess` on by default', {}, { decidesPerCall: true }) },

  { module: 'graphql-request', path: 'GraphQLClient#()', fact: HASURA(1, 'headers') },
  { module: ['@apollo/client', '@apollo/client/core'], path: '{HttpLink,ApolloClient}#()', fact: HASURA(0, 'headers') },
  { module: ['@apollo/client', '@apollo/client/core'], path: 'createHttpLink()', fact: HASURA(0, 'headers') },
  { module: 'axios', path: 'create()', fact: HASURA(0, 'headers') },
  { module: '@nhost/nhost-js', path: 'NhostClient#()', fact: admin('Nhost', 'the admin secret', { when: present({ arg: 0, path: ['adminSecret'] }) }) },
  { module: 'stytch', path: '{Client,B2BClient}#()', fact: accounts('Stytch', 'the project secret') },
  { module: '@descope/node-sdk', path: '()', fact: accounts('Descope', 'the management key', { when: present({ arg: 0, path: ['managementKey'] }) }) },

  { module: ['pg', '@neondatabase/serverless'], path: '{Pool,Client}#()', fact: DATABASE({ arg: 0, path: ['connectionString'] }) },
  { module: 'postgres', path: '()', fact: DATABASE({ arg: 0 }) },
  { module: '@neondatabase/serverless', path: 'neon()', fact: DATABASE({ arg: 0 }) },
  { module: 'drizzle-orm/*', path: 'drizzle()', fact: DATABASE({ arg: 0 }) },
  { module: 'drizzle-orm/*', path: 'drizzle()', fact: DATABASE({ arg: 0, path: ['connection'] }) },
  { module: ['@prisma/client', '*/prisma/client', '*/generated/prisma'], path: 'PrismaClient#()', fact: DATABASE({ arg: 0, path: ['datasourceUrl'] }) },
  { module: ['@prisma/client', '*/prisma/client', '*/generated/prisma'], path: 'PrismaClient#()', fact: DATABASE({ arg: 0, path: ['datasources', 'db', 'url'] }) },
];
