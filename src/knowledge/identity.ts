/** How code says who is asking, and what they may do: names of claims, of places that keep an identity, of functions that tell or use one. All words as `analysis/words.ts` splits names. */

/** Claims that say who somebody is. */
export const IDENTITY_CLAIMS: ReadonlySet<string> = new Set([
  'sub', 'subject', 'id', 'uid', 'oid', 'upn', 'user', 'user id', 'user uuid', 'userid', 'user name', 'username', 'preferred username', 'email', 'email address', 'mail', 'login', 'member', 'member id', 'account', 'account id', 'customer', 'customer id',
  'client id', 'subscriber id', 'employee id', 'tenant', 'tenant id', 'tenantid', 'org', 'org id', 'organization', 'organization id', 'organisation id', 'team', 'team id', 'workspace id', 'company id', 'environment id', 'project id',
]);
/** Claims that are rights by themselves. */
export const RIGHTS_CLAIMS: ReadonlySet<string> = new Set([
  'role', 'user role', 'org role', 'admin', 'is admin', 'super admin', 'superadmin', 'is super admin', 'is superuser', 'group', 'permission', 'scope', 'scp', 'entitlement', 'right', 'privilege', 'access level',
  'app metadata', 'user metadata', 'raw user meta datum', 'realm access', 'resource access',
]);

/** Members that only wrap the claims: `(await verify(…)).payload`, `data.session.user`. */
export const CLAIM_WRAPPERS: ReadonlySet<string> = new Set(['payload', 'data', 'session', 'claims', 'value', 'protectedHeader']);

/** Members of a request, a context or a connection, and keys of its storage, under which the rest of the application finds who is asking. */
export const IDENTITY_PLACES: ReadonlySet<string> = new Set([
  'user', 'current user', 'auth user', 'authenticated user', 'request user', 'viewer', 'principal', 'identity', 'auth', 'session', 'user session', 'user id', 'userid', 'uid', 'user email', 'user role', 'role', 'account', 'account id', 'admin', 'is admin', 'current user id',
  'token', 'token payload', 'jwt', 'jwt payload', 'decoded', 'decoded token', 'claim', 'auth info', 'auth data', 'tenant', 'tenant id', 'org', 'org id', 'organization id', 'member', 'customer id',
  'x user id', 'x user', 'x user email', 'x user role', 'x tenant id', 'x org id', 'x auth user', 'x auth user id',
]);

/** First words of functions that look something up or change it, for whoever their arguments name. */
export const LOOKUP_VERBS: ReadonlySet<string> = new Set([
  'get', 'find', 'load', 'fetch', 'lookup', 'read', 'select', 'query', 'where', 'eq', 'filter', 'list', 'search', 'count', 'update', 'delete', 'remove', 'create', 'insert', 'upsert', 'save', 'set', 'authorize', 'login', 'signin', 'sign', 'impersonate', 'execute', 'run', 'first', 'one', 'and', 'match', 'hget', 'grant', 'allow', 'can',
]);
/** Words in the names of functions that look up a key, or only write down what they are given. */
export const HARMLESS_WORDS: ReadonlySet<string> = new Set([
  'key', 'jwk', 'jwks', 'secret', 'certificate', 'issuer', 'log', 'logger', 'trace', 'track', 'span', 'attribute', 'tag', 'metric', 'analytics', 'capture', 'breadcrumb', 'sentry', 'datadog', 'posthog', 'timeout', 'interval', 'label', 'title', 'text', 'avatar', 'hash', 'fingerprint', 'limit', 'limiter', 'ratelimit',
]);

/** Functions that tell who is asking, or decide whether they may: what they return is believed. First words, and phrases anywhere. */
export const IDENTITY_VERBS: ReadonlySet<string> = new Set(['verify', 'authenticate', 'authorize', 'require', 'ensure', 'validate', 'protect', 'guard']);
export const IDENTITY_PHRASES: readonly string[] = ['current user', 'auth user', 'authenticated user', 'logged in user', 'session user', 'user session', 'can activate', 'is authenticated', 'is authorized', 'is admin', 'get user', 'get session', 'get auth', 'get viewer', 'get identity', 'get principal', 'subscriber session'];
/** Words in the names of functions that say they only read: whoever calls them knows that nothing is verified. */
export const READING_WORDS: ReadonlySet<string> = new Set(['decode', 'decoded', 'parse', 'parsed', 'peek', 'unsafe', 'unsafely', 'unverified', 'extract', 'inspect', 'read', 'payload', 'claim', 'expiry', 'expiration', 'expired', 'exp']);

/** Words in the names of functions that verify the token they are given, here or at a service that knows it. */
export const VERIFYING_WORDS: ReadonlySet<string> = new Set(['verify', 'verified', 'verifier', 'verification', 'validate', 'validator', 'authenticate', 'authorize', 'introspect', 'introspection', 'check', 'ensure', 'assert', 'signature', 'claim', 'userinfo', 'session', 'whoami', 'exchange', 'unseal', 'decrypt']);
export const VERIFYING_PHRASES: readonly string[] = ['user info', 'get user', 'token info', 'jwt verify', 'id token claim'];
/** Words in the names of middleware, guards and decorators behind which a request has been authenticated. */
export const GUARD_WORDS: ReadonlySet<string> = new Set(['auth', 'authenticate', 'authenticated', 'authentication', 'authorize', 'authorized', 'guard', 'guards', 'protect', 'protected', 'jwt', 'verify', 'passport', 'require', 'session', 'login']);

/** Words in the names of functions that deal in what says who somebody is: what they verify is an identity. */
export const IDENTITY_WORDS: ReadonlySet<string> = new Set(['token', 'jwt', 'auth', 'authenticate', 'authenticated', 'session', 'user', 'claim', 'bearer', 'identity', 'login', 'principal', 'caller', 'viewer']);
/** Words in the names of functions that deal with tokens which have run out, and know it. */
export const RENEWAL_WORDS: ReadonlySet<string> = new Set(['refresh', 'renew', 'rotate', 'logout', 'signout', 'revoke', 'expired', 'blacklist', 'invalidate', 'revocation', 'reissue']);
