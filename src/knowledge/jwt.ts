/**
 * Libraries for JSON web tokens: where the algorithm stands, and what each library does when none is named.
 * What a library does was seen by running it: jsonwebtoken 9, jose 6, fast-jwt 6, passport-jwt 4, njwt 2, jwt-simple 0.5, jws 4,
 * @tsndr/cloudflare-worker-jwt 3; or read in its source: hono 4.13, @nestjs/jwt 12. The rest follows the libraries' documentation.
 */
import type { ApiRow, Fact, FactsByRole, JwtAlgorithms, JwtChecks, Place } from './schema.js';

const verify = (facts: JwtAlgorithms, checks?: JwtChecks): Fact => ({ role: 'jwtVerify', ...facts, ...(checks ? { checks } : {}) });
const sign = (facts: JwtAlgorithms): Fact => ({ role: 'jwtSign', ...facts });
const lifetime = (facts: FactsByRole['jwtLifetime']): Fact => ({ role: 'jwtLifetime', ...facts });
const at = (arg: number | undefined, ...path: readonly string[]): Place => ({ ...(arg === undefined ? {} : { arg }), ...(path.length > 0 ? { path } : {}) });

const KEY = [at(1)];
const offWhen = (claim: 'audience' | 'expiry', place: Place, value: string): NonNullable<JwtChecks['off']> => [{ claim, when: { ...place, equals: [value] } }];
/** `issuer`, `audience` and `ignoreExpiration`, as jsonwebtoken calls them. */
const checksAt = (arg: number): JwtChecks => ({ issuer: [at(arg, 'issuer')], audience: [at(arg, 'audience')], off: offWhen('expiry', at(arg, 'ignoreExpiration'), 'true') });
/** As fast-jwt calls them. */
const allowedAt = (arg: number, ...path: readonly string[]): JwtChecks => ({ issuer: [at(arg, ...path, 'allowedIss')], audience: [at(arg, ...path, 'allowedAud')], off: offWhen('expiry', at(arg, ...path, 'ignoreExpiration'), 'true') });
/** As Hono calls them. */
const verificationAt = (arg: number, ...path: readonly string[]): JwtChecks => ({ issuer: [at(arg, ...path, 'iss')], audience: [at(arg, ...path, 'aud')], off: offWhen('expiry', at(arg, ...path, 'exp'), 'false') });

const NEST_SECRET = (arg?: number): Place & { readonly secret: true } => ({ ...at(arg, 'secret'), secret: true });
const PROVIDED = (arg?: number): Place & { readonly fetched: true } => ({ ...at(arg, 'secretOrKeyProvider'), fetched: true });
const nestVerify = (arg?: number): Fact =>
  verify(
    { algorithms: [at(arg, 'verifyOptions', 'algorithms')], keys: [NEST_SECRET(arg), at(arg, 'publicKey'), PROVIDED(arg)], unnamed: 'text', option: 'verifyOptions.algorithms' },
    // Issuer and audience may come with each call.
    { off: offWhen('expiry', at(arg, 'verifyOptions', 'ignoreExpiration'), 'true') },
  );
const nestSign = (arg?: number): Fact =>
  sign({ algorithms: [at(arg, 'signOptions', 'header', 'alg'), at(arg, 'signOptions', 'algorithm')], keys: [NEST_SECRET(arg), at(arg, 'privateKey'), PROVIDED(arg)], unnamed: 'hmac', option: 'signOptions.algorithm' });

// `jsonWebTokenOptions.algorithms` is no place: the strategy overwrites it with its own `algorithms`, even when that is missing.
// So it does with the issuer, the audience and `ignoreExpiration`.
const STRATEGY = verify({ algorithms: [at(0, 'algorithms')], keys: [at(0, 'secretOrKey'), PROVIDED(0)], unnamed: 'text' }, { ...checksAt(0), vain: at(0, 'jsonWebTokenOptions'), letsIn: true });

const MIDDLEWARE = (unnamed: JwtAlgorithms['unnamed']): Fact => verify({ algorithms: [at(0, 'algorithms')], keys: [at(0, 'secret')], unnamed }, { ...checksAt(0), letsIn: true });
/** Of an identity provider whose keys the library fetches itself. */
const PROVIDER: JwtAlgorithms = { algorithms: [], unnamed: 'refused' };

const JOSE = ['jose', 'jose/*'];
const JOSE_SETTERS = '{setIssuer,setSubject,setAudience,setJti,setNotBefore,setExpirationTime,setIssuedAt}';
const HONO = ['hono/jwt', 'hono/utils/jwt'];
const ASYMMETRIC: Fact = { role: 'keyMaterial', kind: 'asymmetric' };
const KEY_SET: Fact = { role: 'keyMaterial', kind: 'asymmetric', set: true };
const SECRET: Fact = { role: 'keyMaterial', kind: 'secret' };
const BYTES: Fact = { role: 'keyMaterial', kind: 'bytes', of: 0 };
const HMAC: Fact = { role: 'hmac' };
const DECODES: Fact = { role: 'jwtDecode' };
const DECODES_HEADER: Fact = { role: 'jwtDecode', header: true };
/** jwt-simple: the third argument switches the check of the signature off. */
const UNCHECKED = [{ arg: 2, equals: ['true'] }];
const CLAIMS_ONLY = lifetime({ claims: at(0), untold: 'forever' });
// A call may bring options of its own.
const NEST_LIFETIME = (arg?: number): Fact => lifetime({ options: [at(arg, 'signOptions', 'expiresIn')], number: 'seconds', untold: 'elsewhere' });

export const JWT: readonly ApiRow[] = [
  { module: 'jsonwebtoken', path: 'verify()', fact: verify({ algorithms: [at(2, 'algorithms')], keys: KEY, unnamed: 'text' }, checksAt(2)) },
  // The header wins over the option.
  { module: 'jsonwebtoken', path: 'sign()', fact: sign({ algorithms: [at(2, 'header', 'alg'), at(2, 'algorithm')], keys: KEY, unnamed: 'hmac' }) },

  { module: JOSE, path: 'jwtVerify()', fact: verify({ algorithms: [at(2, 'algorithms')], keys: KEY, unnamed: 'key' }, { issuer: [at(2, 'issuer')], audience: [at(2, 'audience')] }) },
  // They know nothing of claims.
  { module: JOSE, path: '{compactVerify,flattenedVerify,generalVerify}()', fact: verify({ algorithms: [at(2, 'algorithms')], keys: KEY, unnamed: 'key' }) },
  { module: JOSE, path: '{SignJWT,CompactSign,FlattenedSign}#', is: 'jose.Signer' },
  { module: JOSE, path: 'GeneralSign#.addSignature()', is: 'jose.Signer' },
  { of: 'jose.Signer', path: `.${JOSE_SETTERS}()`, is: 'jose.Signer' },
  { of: 'jose.Signer', path: '.setProtectedHeader()', fact: sign({ algorithms: [at(0, 'alg')], unnamed: 'refused' }) },
  { of: 'jose.Signer', path: '.setProtectedHeader()', is: 'jose.Signer' },
  { module: JOSE, path: '{SignJWT,EncryptJWT}#', is: 'jose.Claims' },
  { of: 'jose.Claims', path: `.${JOSE_SETTERS}()`, is: 'jose.Claims' },
  { of: 'jose.Claims', path: '.{setProtectedHeader,setKeyManagementParameters,setContentEncryptionKey,setInitializationVector,replicateIssuerAsHeader,replicateSubjectAsHeader,replicateAudienceAsHeader}()', is: 'jose.Claims' },
  { of: 'jose.Claims', path: '.{sign,encrypt}()', fact: lifetime({ setter: 'setExpirationTime', number: 'moment', claims: at(0), untold: 'forever' }) },
  { module: JOSE, path: 'UnsecuredJWT#', is: 'jose.UnsecuredJWT' },
  { of: 'jose.UnsecuredJWT', path: `.${JOSE_SETTERS}()`, is: 'jose.UnsecuredJWT' },
  { of: 'jose.UnsecuredJWT', path: '.encode()', fact: sign({ algorithms: [], unnamed: 'unsigned' }) },
  { module: JOSE, path: 'UnsecuredJWT.decode()', fact: verify({ algorithms: [], unnamed: 'unsigned' }) },

  // A PEM that cannot be read makes it throw, unlike jsonwebtoken.
  { module: 'fast-jwt', path: 'createVerifier()', fact: verify({ algorithms: [at(0, 'algorithms')], keys: [at(0, 'key')], unnamed: 'key' }, { ...allowedAt(0), letsIn: true }) },
  { module: 'fast-jwt', path: 'createSigner()', fact: sign({ algorithms: [at(0, 'algorithm')], keys: [at(0, 'key')], unnamed: 'key' }) },
  { module: '@fastify/jwt', path: '>.register(0)', fact: verify({ algorithms: [at(1, 'verify', 'algorithms')], keys: [at(1, 'secret')], unnamed: 'key', option: 'verify.algorithms' }, { ...allowedAt(1, 'verify'), letsIn: true }) },
  { module: '@fastify/jwt', path: '>.register(0)', fact: sign({ algorithms: [at(1, 'sign', 'algorithm')], keys: [at(1, 'secret')], unnamed: 'key', option: 'sign.algorithm' }) },

  // Without `algorithms` it throws when it is set up.
  { module: 'express-jwt', path: '()', fact: MIDDLEWARE('refused') },
  { module: 'express-jwt', path: 'expressjwt()', fact: MIDDLEWARE('refused') },
  { module: 'express-oauth2-jwt-bearer', path: 'auth()', fact: verify({ algorithms: [at(0, 'tokenSigningAlg')], unnamed: 'refused' }) },
  { module: 'passport-jwt', path: 'Strategy#()', fact: STRATEGY },
  { module: 'passport-jwt', path: 'Strategy>@nestjs/passport.PassportStrategy(0)#()', fact: STRATEGY },
  { module: 'koa-jwt', path: '()', fact: MIDDLEWARE('text') },

  { module: '@nestjs/jwt', path: 'JwtModule.register()', fact: nestVerify(0) },
  { module: '@nestjs/jwt', path: 'JwtModule.register()', fact: nestSign(0) },
  { module: '@nestjs/jwt', path: 'JwtModule.registerAsync({useFactory}>)=>', fact: nestVerify() },
  { module: '@nestjs/jwt', path: 'JwtModule.registerAsync({useFactory}>)=>', fact: nestSign() },
  { module: '@nestjs/jwt', path: 'JwtOptionsFactory#.createJwtOptions=>', fact: nestVerify() },
  { module: '@nestjs/jwt', path: 'JwtOptionsFactory#.createJwtOptions=>', fact: nestSign() },
  { module: '@nestjs/jwt', path: 'JwtService#()', fact: nestVerify(0) },
  { module: '@nestjs/jwt', path: 'JwtService#()', fact: nestSign(0) },
  // Options of the module count for every call, so a call says something only where it brings a secret of its own.
  { module: '@nestjs/jwt', path: 'JwtService#.{verify,verifyAsync}()', fact: verify({ algorithms: [at(1, 'algorithms')], keys: [NEST_SECRET(1)], unnamed: 'key' }, { off: offWhen('expiry', at(1, 'ignoreExpiration'), 'true') }) },
  { module: '@nestjs/jwt', path: 'JwtService#.{sign,signAsync}()', fact: sign({ algorithms: [at(1, 'header', 'alg'), at(1, 'algorithm')], keys: [NEST_SECRET(1)], unnamed: 'hmac' }) },

  // Since 4.11.4 `alg` is required where tokens are verified (CVE-2026-22817); before, it was HS256.
  { module: HONO, path: 'jwt()', fact: verify({ algorithms: [at(0, 'alg')], keys: [at(0, 'secret')], unnamed: 'refused' }, { ...verificationAt(0, 'verification'), letsIn: true }) },
  { module: HONO, path: 'verify()', fact: verify({ algorithms: [at(2, 'alg'), at(2)], keys: KEY, unnamed: 'refused' }, verificationAt(2)) },
  // Never HMAC, whatever the key set holds.
  { module: 'hono/jwk', path: 'jwk()', fact: verify({ algorithms: [at(0, 'alg')], unnamed: 'refused' }, { ...verificationAt(0, 'verification'), publicKeys: true, letsIn: true }) },
  { module: HONO, path: 'verifyWithJwks()', fact: verify({ algorithms: [at(1, 'allowedAlgorithms')], unnamed: 'refused' }, { ...verificationAt(1, 'verification'), publicKeys: true }) },
  { module: HONO, path: 'sign()', fact: sign({ algorithms: [at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument' }) },

  { module: 'njwt', path: 'verify()', fact: { role: 'jwtVerify', algorithms: [at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument', unless: [{ arg: 1, present: false }] } },
  { module: 'njwt', path: 'verify()', fact: { role: 'jwtVerify', algorithms: [at(2)], unnamed: 'unsigned', when: [{ arg: 1, present: false }] } },
  { module: 'njwt', path: 'create()', fact: sign({ algorithms: [at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument' }) },
  { module: 'njwt', path: 'createVerifier().setSigningAlgorithm()', fact: verify({ algorithms: [at(0)], unnamed: 'refused' }) },
  { module: 'njwt', path: 'create().setSigningAlgorithm()', fact: sign({ algorithms: [at(0)], unnamed: 'refused' }) },
  // A text that looks like a PEM public key is used for RS256 only.
  { module: 'jwt-simple', path: 'decode()', fact: { role: 'jwtVerify', algorithms: [at(3)], keys: KEY, unnamed: 'header', option: 'the fourth argument', unless: UNCHECKED } },
  { module: 'jwt-simple', path: 'encode()', fact: sign({ algorithms: [at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument' }) },
  { module: '@tsndr/cloudflare-worker-jwt', path: 'verify()', fact: verify({ algorithms: [at(2, 'algorithm'), at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument' }) },
  { module: '@tsndr/cloudflare-worker-jwt', path: 'sign()', fact: sign({ algorithms: [at(2, 'algorithm'), at(2)], keys: KEY, unnamed: 'hmac', option: 'the third argument' }) },
  { module: '@elysiajs/jwt', path: '()', fact: sign({ algorithms: [at(0, 'alg')], keys: [at(0, 'secret')], unnamed: 'hmac', option: 'alg' }) },
  { module: '@elysiajs/jwt', path: 'jwt()', fact: sign({ algorithms: [at(0, 'alg')], keys: [at(0, 'secret')], unnamed: 'hmac', option: 'alg' }) },
  { module: 'jws', path: 'verify()', fact: verify({ algorithms: [at(1)], unnamed: 'refused' }) },
  { module: 'jws', path: '{sign,createSign}()', fact: sign({ algorithms: [at(0, 'header', 'alg')], unnamed: 'refused' }) },
  { module: ['@zaubrik/djwt', 'https://deno.land/x/djwt*'], path: 'create()', fact: sign({ algorithms: [at(0, 'alg')], unnamed: 'refused' }) },

  // Google signs for every application that signs people in with it.
  { module: 'google-auth-library', path: 'OAuth2Client#.verifyIdToken()', fact: verify(PROVIDER, { audience: [at(0, 'audience')], publicKeys: true, letsIn: true }) },
  { module: 'googleapis', path: 'google.auth.OAuth2#.verifyIdToken()', fact: verify(PROVIDER, { audience: [at(0, 'audience')], publicKeys: true, letsIn: true }) },
  // The key is one application's; which of its origins a token is for, only this says.
  { module: ['@clerk/backend', '@clerk/nextjs/server', '@clerk/express', '@clerk/fastify'], path: 'verifyToken()', fact: verify(PROVIDER, { audience: [at(1, 'authorizedParties'), at(1, 'audience')], publicKeys: true, letsIn: true }) },
  // The types ask for a value, and `null` is the one that checks nothing.
  { module: 'aws-jwt-verify', path: 'CognitoJwtVerifier.create()', fact: verify(PROVIDER, { off: offWhen('audience', at(0, 'clientId'), 'null'), publicKeys: true, letsIn: true }) },
  { module: 'aws-jwt-verify', path: '{JwtVerifier,JwtRsaVerifier}.create()', fact: verify(PROVIDER, { off: offWhen('audience', at(0, 'audience'), 'null'), publicKeys: true, letsIn: true }) },
  { of: 'supabase.Client', path: '.auth.getClaims()', fact: verify(PROVIDER, { off: offWhen('expiry', at(1, 'allowExpired'), 'true') }) },
  { of: 'supabase.ServerClient', path: '.auth.getClaims()', fact: verify(PROVIDER, { off: offWhen('expiry', at(1, 'allowExpired'), 'true') }) },

  // How long tokens hold. jsonwebtoken and what is made on it read a text of digits as milliseconds, fast-jwt every number too;
  // @fastify/jwt turns numbers into seconds first. jose takes a number for a moment. Seen by running them.
  { module: 'jsonwebtoken', path: 'sign()', fact: lifetime({ options: [at(2, 'expiresIn')], number: 'seconds', claims: at(0), untold: 'forever' }) },
  { module: '@nestjs/jwt', path: 'JwtModule.register()', fact: NEST_LIFETIME(0) },
  { module: '@nestjs/jwt', path: 'JwtModule.registerAsync({useFactory}>)=>', fact: NEST_LIFETIME() },
  { module: '@nestjs/jwt', path: 'JwtOptionsFactory#.createJwtOptions=>', fact: NEST_LIFETIME() },
  { module: '@nestjs/jwt', path: 'JwtService#()', fact: NEST_LIFETIME(0) },
  { module: '@nestjs/jwt', path: 'JwtService#.{sign,signAsync}()', fact: lifetime({ options: [at(1, 'expiresIn')], number: 'seconds', claims: at(0), untold: 'elsewhere' }) },
  // The claims come with each call of the signer.
  { module: 'fast-jwt', path: 'createSigner()', fact: lifetime({ options: [at(0, 'expiresIn')], number: 'milliseconds', untold: 'elsewhere' }) },
  { module: '@fastify/jwt', path: '>.register(0)', fact: lifetime({ options: [at(1, 'sign', 'expiresIn')], number: 'seconds', untold: 'elsewhere' }) },
  { of: 'fastify.App', path: '.jwt.sign()', fact: lifetime({ options: [at(1, 'expiresIn'), at(1, 'sign', 'expiresIn')], number: 'seconds', claims: at(0), untold: 'elsewhere' }) },
  { of: 'fastify.Reply', path: '.jwtSign()', fact: lifetime({ options: [at(1, 'expiresIn'), at(1, 'sign', 'expiresIn')], number: 'seconds', claims: at(0), untold: 'elsewhere' }) },
  { module: HONO, path: 'sign()', fact: CLAIMS_ONLY },
  { module: '@tsndr/cloudflare-worker-jwt', path: 'sign()', fact: CLAIMS_ONLY },
  { module: 'jwt-simple', path: 'encode()', fact: CLAIMS_ONLY },
  { module: ['@zaubrik/djwt', 'https://deno.land/x/djwt*'], path: 'create()', fact: lifetime({ claims: at(1), untold: 'forever' }) },
  // An hour, unless the expiry is taken away.
  { module: 'njwt', path: 'create()', fact: lifetime({ claims: at(0), untold: 'default' }) },
  { module: 'njwt', path: 'create().setExpiration()', fact: lifetime({ options: [at(0)], number: 'momentMs', untold: 'forever' }) },
  { module: '@elysiajs/jwt', path: '()', fact: lifetime({ options: [at(0, 'exp')], number: 'moment', untold: 'elsewhere' }) },
  { module: '@elysiajs/jwt', path: 'jwt()', fact: lifetime({ options: [at(0, 'exp')], number: 'moment', untold: 'elsewhere' }) },
  // 30 days when nothing is said.
  { module: 'next-auth', path: '()', fact: lifetime({ options: [at(0, 'jwt', 'maxAge'), at(0, 'session', 'maxAge')], number: 'seconds', untold: 'default' }) },

  { module: 'jsonwebtoken', path: 'decode()', fact: DECODES },
  { module: 'jsonwebtoken/decode', path: '()', fact: DECODES },
  { module: 'jwt-js-decode', path: 'jwtDecode()', fact: DECODES },
  { module: JOSE, path: 'decodeJwt()', fact: DECODES },
  { module: JOSE, path: 'decodeProtectedHeader()', fact: DECODES_HEADER },
  { module: 'jwt-decode', path: '()', fact: DECODES },
  { module: 'jwt-decode', path: 'jwtDecode()', fact: DECODES },
  { module: '@nestjs/jwt', path: 'JwtService#.decode()', fact: DECODES },
  { module: HONO, path: 'decode()', fact: DECODES },
  { module: HONO, path: 'decodeHeader()', fact: DECODES_HEADER },
  { module: '@tsndr/cloudflare-worker-jwt', path: 'decode()', fact: DECODES },
  { module: 'jws', path: 'decode()', fact: DECODES },
  { module: 'fast-jwt', path: 'createDecoder()()', fact: DECODES },
  { of: 'fastify.App', path: '.jwt.decode()', fact: DECODES },
  { of: 'node.Request', path: '.jwtDecode()', fact: { role: 'jwtDecode', ofRequest: true } },
  { module: 'jwt-simple', path: 'decode()', fact: { role: 'jwtDecode', when: UNCHECKED } },
  { module: ['@clerk/backend/jwt', '@clerk/backend/internal'], path: 'decodeJwt()', fact: DECODES },
  { module: ['@zaubrik/djwt', 'https://deno.land/x/djwt*'], path: 'decode()', fact: DECODES },

  // Sets of public keys: symmetric ones in them are refused, `none` too.
  { module: JOSE, path: '{createRemoteJWKSet,createLocalJWKSet}()', fact: KEY_SET },
  { module: JOSE, path: '{importSPKI,importX509,importPKCS8}()', fact: ASYMMETRIC },
  { module: [...JOSE, 'crypto'], path: '{generateKeyPair,generateKeyPairSync}().{publicKey,privateKey}', fact: ASYMMETRIC },
  { module: JOSE, path: 'generateSecret()', fact: SECRET },
  { module: JOSE, path: 'base64url.decode()', fact: BYTES },
  { module: 'jwks-rsa', path: '{expressJwtSecret,koaJwtSecret,passportJwtSecret,hapiJwt2Key,hapiJwt2KeyAsync}()', fact: KEY_SET },
  { module: 'jwks-rsa', path: '()', is: 'jwks.Client' },
  { module: 'jwks-rsa', path: 'JwksClient#', is: 'jwks.Client' },
  { of: 'jwks.Client', path: '.{getSigningKey,getSigningKeyAsync}().getPublicKey()', fact: KEY_SET },
  { of: 'jwks.Client', path: '.{getSigningKey,getSigningKeyAsync}().{publicKey,rsaPublicKey}', fact: KEY_SET },
  { module: 'crypto', path: '{createPublicKey,createPrivateKey}()', fact: ASYMMETRIC },
  { module: 'crypto', path: 'createSecretKey()', fact: BYTES },
  { module: 'crypto', path: '{randomBytes,generateKeySync}()', fact: SECRET },
  { global: true, path: 'TextEncoder#.encode()', fact: BYTES },
  { module: 'util', path: 'TextEncoder#.encode()', fact: BYTES },
  { global: true, path: '{Buffer,Uint8Array}.from()', fact: BYTES },
  { module: 'buffer', path: 'Buffer.from()', fact: BYTES },

  { module: 'crypto', path: '{createHmac,Hmac}()', fact: HMAC },
  { module: 'crypto', path: 'subtle.{sign,importKey}()', fact: HMAC },
  { module: 'crypto', path: 'webcrypto.subtle.{sign,importKey}()', fact: HMAC },
  { global: true, path: 'crypto.subtle.{sign,importKey}()', fact: HMAC },
  { module: ['crypto-js', 'crypto-js/*'], path: '{HmacSHA256,HmacSHA384,HmacSHA512}()', fact: HMAC },
  { module: '@noble/hashes/hmac', path: 'hmac()', fact: HMAC },
];

/** Algorithms that one shared secret both signs and verifies with (RFC 7518 §3.2). */
export const HMAC_ALGORITHM = /^HS(?:256|384|512)$/iu;
/** …and those with a key pair (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864). */
export const KEY_PAIR_ALGORITHM = /^(?:[RP]S(?:256|384|512)|ES(?:256K?|384|512)|EdDSA|Ed25519|Ed448|ML-DSA-(?:44|65|87))$/iu;
/** No signature at all. Libraries differ in whether case matters, so it does not here. */
export const NO_SIGNATURE = /^none$/iu;

/** Words in the name of a variable, option or environment variable that say what kind of key it holds. */
export const KEY_WORDS: Readonly<Record<'secret' | 'public' | 'private', ReadonlySet<string>>> = {
  secret: new Set(['secret', 'passphrase', 'password']),
  public: new Set(['public', 'pub', 'cert', 'certificate', 'crt', 'spki', 'jwks']),
  private: new Set(['private', 'priv', 'pkcs']),
};
/** Methods of key sets (jwks-rsa and what is modelled on it) that hand out a public key which was read before. */
export const PUBLIC_KEY_METHODS: ReadonlySet<string> = new Set(['getPublicKey']);
/** First words of functions that fetch a key when it is needed. */
export const KEY_GETTER_WORDS: ReadonlySet<string> = new Set(['get', 'fetch', 'resolve', 'lookup', 'find', 'load', 'provide', 'create']);

/** Kinds of token that have a limit of their own, by phrases in the names around a call that makes one, or by its `type` claim. */
export type TokenKind = 'access' | 'refresh' | 'scoped';
export const TOKEN_KINDS: Readonly<Record<TokenKind, readonly string[]>> = {
  refresh: ['refresh'],
  access: ['access token', 'access jwt', 'access secret', 'access expiration', 'access expiry', 'access expire', 'access ttl', 'access lifetime', 'jwt access', 'sign access', 'generate access'],
  scoped: ['scoped token', 'scoped jwt', 'child token', 'child jwt', 'delegated token', 'delegation token'],
};
/** Claims that say what kind of token it is. */
export const TYPE_CLAIMS: readonly string[] = ['type', 'typ', 'token_type', 'tokenType', 'kind', 'use', 'token_use', 'purpose'];
/** A claim of the application's own by which it ends tokens itself: `expiresAt`, or `createdAt` with an age that it accepts. */
export const OWN_EXPIRY = /expir|^ttl$|valid.?(?:until|to)|created.?at|issued.?at|timestamp/iu;
