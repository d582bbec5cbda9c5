/**
 * Who is asking, and may they? What libraries offer to find out, and the words in which a project's own code does.
 *
 * Not here, because nothing is verified: `getSessionCookie` of better-auth, `authStore.isValid` of PocketBase, middleware that only
 * attaches an identity (`clerkMiddleware`), components that hide things (`<Protect>`, `<SignedIn>`).
 */
import type { ApiRow, Condition, Fact } from './schema.js';

/** Throws, redirects or answers by itself when the caller is not entitled. */
const REFUSES: Fact = { role: 'privilegeCheck', refuses: true };
/** Tells who the caller is; what it tells has to be tested. */
const ANSWERS: Fact = { role: 'privilegeCheck', refuses: false };
const refusesWhen = (...when: readonly Condition[]): Fact => ({ role: 'privilegeCheck', refuses: true, when });

const IDENTITY: readonly ApiRow[] = [
  { module: '@clerk/nextjs/server', path: 'auth.protect()', fact: REFUSES },
  // Before version 6.
  { module: '@clerk/nextjs/server', path: 'auth().protect()', fact: REFUSES },
  { module: '@clerk/nextjs/server', path: '{auth,currentUser,getAuth}()', fact: ANSWERS },
  { module: ['@clerk/express', '@clerk/fastify', '@clerk/remix/ssr.server', '@clerk/tanstack-react-start/server'], path: 'getAuth()', fact: ANSWERS },
  { module: '@clerk/express', path: 'requireAuth()', fact: REFUSES },
  { module: ['@clerk/nextjs/server', '@clerk/backend'], path: '{createClerkClient,clerkClient}().authenticateRequest()', fact: ANSWERS },
  { module: ['@clerk/nextjs/server', '@clerk/backend'], path: 'verifyToken()', fact: REFUSES },
  { module: 'next-auth', path: '().auth()', fact: ANSWERS },
  { module: ['next-auth', 'next-auth/next'], path: '{getServerSession,unstable_getServerSession}()', fact: ANSWERS },
  { module: 'next-auth/jwt', path: 'getToken()', fact: ANSWERS },
  { module: 'next-auth/middleware', path: 'withAuth()', fact: REFUSES },
  { module: '@supabase/supabase-js', path: 'createClient().auth.{getUser,getClaims}()', fact: ANSWERS },
  { module: '@supabase/ssr', path: '{createServerClient,createBrowserClient}().auth.{getUser,getClaims}()', fact: ANSWERS },
  { module: '@supabase/auth-helpers-nextjs', path: '{createRouteHandlerClient,createServerComponentClient,createMiddlewareClient,createPagesServerClient,createServerActionClient}().auth.getUser()', fact: ANSWERS },
  { module: 'better-auth', path: 'betterAuth().api.{getSession,userHasPermission,hasPermission}()', fact: ANSWERS },
  { module: ['@auth0/nextjs-auth0', '@auth0/nextjs-auth0/server'], path: 'getSession()', fact: ANSWERS },
  { module: '@auth0/nextjs-auth0/server', path: 'Auth0Client#.getSession()', fact: ANSWERS },
  { module: ['@auth0/nextjs-auth0', '@auth0/nextjs-auth0/server'], path: '{withPageAuthRequired,withApiAuthRequired}()', fact: REFUSES },
  { module: '@auth0/nextjs-auth0/server', path: 'Auth0Client#.{withPageAuthRequired,withApiAuthRequired}()', fact: REFUSES },
  { module: '@workos-inc/authkit-nextjs', path: 'withAuth()', fact: ANSWERS },
  { module: '@workos-inc/authkit-nextjs', path: 'withAuth()', fact: refusesWhen({ arg: 0, path: ['ensureSignedIn'], equals: ['true'] }) },
  { module: '@workos-inc/node', path: 'WorkOS#.userManagement.{authenticateWithCode,authenticateWithPassword,authenticateWithMagicAuth,authenticateWithRefreshToken}()', fact: REFUSES },
  { module: '@kinde-oss/kinde-auth-nextjs/server', path: 'getKindeServerSession().{getUser,isAuthenticated,getPermission,getPermissions,getClaim}()', fact: ANSWERS },
  { module: '@logto/next/server-actions', path: 'getLogtoContext()', fact: ANSWERS },
  { module: '@stackframe/stack', path: 'StackServerApp#.getUser()', fact: ANSWERS },
  { module: '@stackframe/stack', path: 'StackServerApp#.getUser()', fact: refusesWhen({ arg: 0, path: ['or'], equals: ['redirect', 'throw'] }) },
  { module: 'stytch', path: '{Client,B2BClient}#.{sessions,magicLinks,oauth,otps,passwords}.{authenticate,authenticateJwt}()', fact: REFUSES },
  { module: '@descope/node-sdk', path: '().{validateSession,validateJwt,validateAndRefreshSession}()', fact: REFUSES },
  { module: '@descope/nextjs-sdk/server', path: 'session()', fact: ANSWERS },
  { module: 'firebase-admin/auth', path: 'getAuth().{verifyIdToken,verifySessionCookie}()', fact: REFUSES },
  { module: 'firebase-admin', path: 'auth().{verifyIdToken,verifySessionCookie}()', fact: REFUSES },
  { module: 'firebase-admin', path: 'initializeApp().auth().{verifyIdToken,verifySessionCookie}()', fact: REFUSES },
  { module: 'lucia', path: 'Lucia#.validateSession()', fact: ANSWERS },
  { module: 'iron-session', path: 'getIronSession()', fact: ANSWERS },
  { module: 'passport', path: 'authenticate()', fact: REFUSES },
  { module: 'payload', path: 'getPayload().auth()', fact: ANSWERS },
  { module: 'node-appwrite', path: 'Account#.get()', fact: REFUSES },
  { module: '@convex-dev/auth/server', path: 'getAuthUserId()', fact: ANSWERS },
];

/** The caller is a machine that proves what it is with a signature. */
const SIGNATURES: readonly ApiRow[] = [
  { module: 'stripe', path: '#.webhooks.{constructEvent,constructEventAsync}()', fact: REFUSES },
  { module: ['svix', 'standardwebhooks'], path: 'Webhook#.verify()', fact: REFUSES },
  { module: ['@clerk/nextjs/webhooks', '@clerk/backend/webhooks'], path: 'verifyWebhook()', fact: REFUSES },
  { module: '@paddle/paddle-node-sdk', path: 'Paddle#.webhooks.unmarshal()', fact: REFUSES },
  { module: '@polar-sh/sdk/webhooks', path: 'validateEvent()', fact: REFUSES },
  { module: '@polar-sh/nextjs', path: 'Webhooks()', fact: REFUSES },
  { module: '@octokit/webhooks', path: 'Webhooks#.verifyAndReceive()', fact: REFUSES },
  { module: '@octokit/webhooks', path: 'Webhooks#.verify()', fact: ANSWERS },
  { module: '@upstash/qstash', path: 'Receiver#.verify()', fact: REFUSES },
  { module: ['@upstash/qstash/nextjs', '@upstash/qstash/dist/nextjs'], path: '{verifySignature,verifySignatureAppRouter,verifySignatureEdge}()', fact: REFUSES },
  { module: 'crypto', path: 'timingSafeEqual()', fact: ANSWERS },
];

export const PRIVILEGES: readonly ApiRow[] = [...IDENTITY, ...SIGNATURES];

/** First words of functions that refuse whoever is not entitled, when what they refuse for is one of the words below. */
export const REFUSING_VERBS: ReadonlySet<string> = new Set(['require', 'ensure', 'assert', 'verify', 'protect', 'guard', 'authorize', 'authorise', 'authenticate', 'enforce', 'must', 'validate', 'check', 'restrict', 'reject', 'deny', 'confirm']);

/** Of these, the ones that say so all alone: `await authorize()`. */
export const REFUSING_ALONE: ReadonlySet<string> = new Set(['authorize', 'authorise', 'authenticate', 'protect']);

/** Of these, the ones that cannot mean anything else: `ensureUser` and `checkUser` also create one or look one up. */
export const PLAINLY_REFUSING: ReadonlySet<string> = new Set(['require', 'assert', 'enforce', 'protect', 'authorize', 'authorise', 'must', 'restrict', 'verify', 'check', 'ensure', 'guard']);

/** Words and phrases that speak of a caller's identity or rights, wherever they stand in a name. */
export const RIGHTS: readonly string[] = [
  'session', 'auth', 'authed', 'authenticated', 'authentication', 'authorized', 'authorised', 'authorization', 'unauthorized', 'unauthenticated', 'forbidden', 'role', 'admin', 'superadmin', 'superuser', 'staff', 'moderator',
  'permission', 'permitted', 'privilege', 'privileged', 'allowed', 'entitled', 'entitlement', 'member', 'membership', 'owner', 'access', 'claim', 'scope', 'identity', 'principal', 'signed in', 'logged in', 'login', 'signin',
  'signature', 'hmac', 'secret', 'cron', 'api key', 'internal key', 'admin key', 'service token', 'bearer', 'jwt', 'id token', 'can manage', 'can edit', 'can access', 'can view', 'can delete',
];

/** Words for a person, which is the caller only where no record was looked up by what a request says. */
export const PERSONS: readonly string[] = ['user', 'account', 'actor', 'viewer', 'uid', 'caller', 'profile', 'customer', 'subject', 'me'];

/** Names with one of these words are no check of the caller, whatever their verb: `verifyEmail`, `ensureDefaultRole`. */
export const OTHER_CHECKS: readonly string[] = [
  'exist', 'exists', 'existing', 'email', 'input', 'name', 'username', 'env', 'environment', 'config', 'body', 'schema', 'data', 'param', 'rate', 'limit', 'captcha', 'recaptcha', 'turnstile', 'quota', 'default', 'format', 'strength', 'available', 'availability', 'unique',
];

/** Words of a falsy answer that is good news: `if (error) return`, `if (denied) return`. */
export const REFUSAL_WORDS: readonly string[] = ['error', 'err', 'denied', 'deny', 'forbidden', 'unauthorized', 'unauthenticated', 'invalid', 'anonymous', 'guest', 'missing', 'blocked', 'failed', 'failure', 'response', 'redirect', 'reject', 'rejected', 'problem', 'not'];

/** Names of wrappers, procedures and options around a handler that let only those through who are entitled. */
export const PROTECTING: readonly string[] = [...RIGHTS, 'protected', 'protect', 'private', 'secured', 'secure', 'guarded', 'guard', 'guards', 'verified', 'authorize', 'authorise', 'authenticate', 'user'];

/** …and those that say the opposite. */
export const UNPROTECTED: readonly string[] = ['public', 'unprotected', 'optional', 'anonymous', 'without', 'no auth', 'unauthenticated'];

/** Methods that fetch a stored record: what comes back is no statement about the caller. */
export const LOOKUPS = String.raw`^(?:find|select|query|first|single|maybeSingle|get(?:Doc|One|ById|UserById)|lookup|search|limit|eq|data|execute|list)`;

/** Functions outside of any framework's files whose callback answers requests. */
export const SERVES_REQUESTS: ReadonlySet<string> = new Set(['serve', 'onRequest', 'onCall', 'defineEventHandler', 'eventHandler', 'createServerFn', 'handler', 'createServer']);

/** Methods under which routers register what answers a path. */
export const ROUTE_METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'route', 'options', 'head']);

/** Statuses by which a handler says that the caller may not do this. */
export const REFUSING_STATUS = String.raw`\b(?:401|403|UNAUTHORIZED|FORBIDDEN|Unauthorized\w*|Forbidden\w*)\b`;

/** What an admin client is asked in order to find out who is calling: source of a regular expression over the chain of calls. */
export const IDENTIFYING = String.raw`\bauth(?:\(\))?\s*\.\s*(?:getUser|getClaims|verify\w+)\b|\bverify(?:IdToken|SessionCookie|Token)\b|\bauthenticate(?:Request|With\w+|Jwt)?\b`;

/** Texts of files in which an admin client may be obtained: the others are not parsed for it. */
export const ADMIN_HINT = String.raw`admin|service.?role|service.?client|service.?key|privileged|clerkClient`;
