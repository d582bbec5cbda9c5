import rule from '../../src/rules/no-weak-jwt-algorithm.js';
import { ruleTester } from '../helpers/rule-tester.js';

const JWT = "import jwt from 'jsonwebtoken';\n";
const JOSE = "import { jwtVerify, compactVerify, SignJWT, createRemoteJWKSet, createLocalJWKSet, importSPKI, importPKCS8, UnsecuredJWT, decodeProtectedHeader } from 'jose';\n";
const NEST = "import { JwtModule, JwtService } from '@nestjs/jwt';\n";
const PASSPORT = "import { PassportStrategy } from '@nestjs/passport';\nimport { ExtractJwt, Strategy } from 'passport-jwt';\n";
const HONO = "import { jwt, sign, verify } from 'hono/jwt';\n";
const allow = [{ hmac: 'allow' }] as const;

const SIGN_PIN = "`algorithm: 'RS256'`";
const VERIFY_PIN = "`algorithms: ['RS256']`";
const third = "`'RS256'` as the third argument";
const ANY = 'HS256, HS384 or HS512';

const hmac = (api: string, does: string, line: number, column: number, alg = 'HS256') => ({ messageId: 'hmac' as const, data: { api, does, alg }, line, column });
const hmacDefault = (api: string, because: string, alg: string, pin: string, line: number, column: number) => ({ messageId: 'hmacDefault' as const, data: { api, because, alg, pin }, line, column });
const signs = (api: string, line: number, column: number, pin = SIGN_PIN) => hmacDefault(api, 'by default', 'HS256', pin, line, column);
const withSecret = (api: string, key: string, line: number, column: number, pin = VERIFY_PIN) => hmacDefault(api, key === '' ? 'with a secret as its key' : `with the secret \`${key}\``, ANY, pin, line, column);
const keyDecides = (api: string, key: string, line: number, column: number, output: string | null, pin = VERIFY_PIN) => ({
  messageId: 'keyDecides' as const,
  data: { api, key: `the type of ${key}`, pin },
  line,
  column,
  suggestions: output === null ? null : [{ messageId: 'pin' as const, output }],
});
const publicKey = (api: string, key: string, pin: string, line: number, column: number) => ({ messageId: 'publicKeyAsSecret' as const, data: { api, key, pin }, line, column });

ruleTester.run('no-weak-jwt-algorithm', rule, {
  valid: [
    // The policy's recipe: RS256, pinned, issuer and audience checked.
    `${JWT}export const check = (token: string) => jwt.verify(token, process.env.JWT_PUBLIC_KEY!, { algorithms: ['RS256'], issuer: 'https://id.acme.dev', audience: 'api' });`,
    `${JWT}export const make = (sub: string) => jwt.sign({ sub }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256', expiresIn: '15m' });`,
    `${JOSE}const jwks = createRemoteJWKSet(new URL('https://id.acme.dev/jwks'));\nexport const check = (token: string) => jwtVerify(token, jwks, { issuer: 'https://id.acme.dev', audience: 'api', algorithms: ['RS256'] });`,
    `${JOSE}export const make = async (pem: string) => new SignJWT({ role: 'user' }).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).setIssuedAt().setExpirationTime('15m').sign(await importPKCS8(pem, 'RS256'));`,

    // A key that is certainly one of a pair, or a set of public keys, leaves no room for HMAC or `none`.
    `${JOSE}export const check = (token: string) => jwtVerify(token, createRemoteJWKSet(new URL('https://id.acme.dev/jwks')));`,
    `${JOSE}export const check = (token: string, keys: object[]) => jwtVerify(token, createLocalJWKSet({ keys }), { issuer: 'https://id.acme.dev' });`,
    `${JOSE}export async function check(token: string, pem: string) { const key = await importSPKI(pem, 'ES256'); return compactVerify(token, key); }`,
    `${JWT}import { createPublicKey } from 'node:crypto';\nconst key = createPublicKey(process.env.JWT_PUBLIC_KEY!);\nexport const check = (token: string) => jwt.verify(token, key);`,
    `${JWT}import { generateKeyPairSync } from 'node:crypto';\nconst { publicKey, privateKey } = generateKeyPairSync('ed25519');\njwt.verify(t, publicKey);\njwt.sign(p, privateKey);`,
    // Functions that hand out public keys, or that nobody can tell about.
    `${JWT}jwt.verify(token, (header, done) => done(null, PUBLIC_KEYS[header.kid]), {}, () => {});`,
    `${NEST}JwtModule.register({ secretOrKeyProvider: (type) => (type === 'sign' ? process.env.JWT_PRIVATE_KEY : process.env.JWT_PUBLIC_KEY), signOptions: { algorithm: 'RS256' } });`,
    `${NEST}import { keys } from './keys';\nJwtModule.register({ secretOrKeyProvider: keys.provide });`,
    // Keys that are fetched by their id, as jwks-rsa does it.
    `${JWT}import jwksClient from 'jwks-rsa';\nconst client = jwksClient({ jwksUri: 'https://id.acme.dev/jwks' });\nfunction getKey(header, done) { client.getSigningKey(header.kid, (err, key) => done(err, key.getPublicKey())); }\njwt.verify(token, getKey, { issuer: 'https://id.acme.dev' }, () => {});`,
    `${JWT}import jwksClient from 'jwks-rsa';\nconst client = jwksClient({ jwksUri });\nexport async function check(token: string, kid: string) { const key = await client.getSigningKey(kid); return jwt.verify(token, key.getPublicKey()); }`,
    `${JWT}import { getKey } from './keys';\njwt.verify(token, getKey, {}, () => {});`,
    `${JWT}class Auth { getKey(header, done) {} check(token) { jwt.verify(token, this.getKey.bind(this), done); jwt.verify(token, this.getKey, done); } }`,
    `${JWT}import { keys } from './keys';\njwt.verify(token, keys.fetchKey, done);\nconst key = await keys.getSigningKey(kid);\njwt.verify(token, key.getPublicKey());`,
    `${PASSPORT}import { provider } from './keys';\nclass JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ secretOrKeyProvider: provider, jwtFromRequest }); } }`,
    `${PASSPORT}import { passportJwtSecret } from 'jwks-rsa';\nclass JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ secretOrKeyProvider: passportJwtSecret({ jwksUri }), jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() }); } }`,
    `import koaJwt from 'koa-jwt';\nimport { koaJwtSecret } from 'jwks-rsa';\napp.use(koaJwt({ secret: koaJwtSecret({ jwksUri }) }));`,
    "import fastifyJwt from '@fastify/jwt';\napp.register(fastifyJwt, { secret: { private: privateKey, public: publicKey }, sign: { algorithm: 'RS256' } });",

    // Pinned to an asymmetric algorithm, in every way to write it.
    `${JWT}const ALGORITHMS = ['RS256'] as const;\njwt.verify(token, key, { algorithms: [...ALGORITHMS] });`,
    `${JWT}const options = { issuer: 'acme', algorithms: ['ES256'] } satisfies jwt.VerifyOptions;\njwt.verify(token, key, options);`,
    `${JWT}const base = { algorithms: ['EdDSA'] };\njwt.verify(token, key, { ...base, audience: 'api' } as any);`,
    `${JWT}const Algorithm = 'PS512';\njwt.sign(payload, key, { algorithm: Algorithm });`,
    `${JWT}enum Algorithm { Rsa = 'RS256' }\njwt.verify(token, key, { algorithms: [Algorithm.Rsa] }, (error, claims) => {});`,
    `${JWT}import { promisify } from 'node:util';\nconst verify = promisify(jwt.verify);\nawait verify(token, key, { algorithms: ['RS256'] });`,
    `${JWT}const HMAC_OR_NOT = ['RS256', 'HS256', 'none'].filter((name) => name.startsWith('RS'));\njwt.verify(token, key, { algorithms: HMAC_OR_NOT });`,
    `${JWT}jwt.sign(payload, privateKey, { header: { alg: 'ES256', kid } });`,
    // Nobody can tell which options these are.
    `${JWT}import { verifyOptions } from './options';\njwt.verify(token, key, verifyOptions);`,
    `${JWT}export const make = (payload: object, secret: string, options?: jwt.SignOptions) => jwt.sign(payload, secret, options);`,
    `${JWT}jwt.verify(...args);`,
    `${JWT}jwt.verify(token, secret, { algorithms: config.algorithms });`,
    // The header is checked before its algorithm is used.
    `${JWT}const decoded = jwt.decode(token, { complete: true });\nif (decoded?.header.alg !== 'RS256') throw new Error('algorithm');\njwt.verify(token, key, { algorithms: [decoded.header.alg] });`,

    // Decoding is another rule's business.
    `${JWT}const claims = jwt.decode(token);`,
    `${JOSE}const { alg } = decodeProtectedHeader(token);`,
    "import { jwtDecode } from 'jwt-decode';\njwtDecode(token);",

    // Libraries that refuse to work without an algorithm.
    "import { expressjwt } from 'express-jwt';\napp.use(expressjwt({ secret }));",
    `${HONO}app.use('/api/*', jwt({ secret }));\nawait verify(token, secret);`,
    "import jws from 'jws';\njws.verify(token, undefined, secret);",
    // Only string keys count as secrets there, and a key of another file may be a key object.
    "import { createVerifier } from 'fast-jwt';\nimport { key } from './keys';\nconst verify = createVerifier({ key });",
    "import { createVerifier } from 'fast-jwt';\nconst verify = createVerifier({ key: process.env.JWT_PUBLIC_KEY, algorithms: ['RS256'] });",
    `${JOSE}export const check = (token: string, key: CryptoKey) => jwtVerify(token, key);`,
    `${JOSE}import { localJwks } from './jwks';\nawait jwtVerify(token, localJwks, { issuer });`,
    "import njwt from 'njwt';\nnjwt.verify(token, key, 'RS256');",
    "import jwtSimple from 'jwt-simple';\njwtSimple.decode(token, publicKey, false, 'RS256');\njwtSimple.encode(claims, privateKey, 'RS256');",
    "import jwt from '@tsndr/cloudflare-worker-jwt';\nawait jwt.verify(token, publicKey, { algorithm: 'ES256' });",

    // Nest: the module says nothing about keys, or calls leave everything to the module.
    `${NEST}JwtModule.register({});`,
    `${NEST}JwtModule.register({ publicKey, privateKey, signOptions: { algorithm: 'RS256' }, verifyOptions: { algorithms: ['RS256'] } });`,
    `${NEST}JwtModule.registerAsync({ useFactory: (config) => ({ privateKey: config.privateKey, publicKey: config.publicKey, signOptions: { algorithm: 'ES256' }, verifyOptions: { algorithms: ['ES256'] } }) });`,
    `${NEST}class Auth { constructor(private readonly jwtService: JwtService) {} login(user) { return this.jwtService.sign({ sub: user.id }, { expiresIn: '15m' }); } check(t) { return this.jwtService.verifyAsync(t); } }`,
    `${PASSPORT}class JwtStrategy extends PassportStrategy(Strategy, 'jwt') { constructor(config) { super({ secretOrKey: config.publicKey, algorithms: ['RS256'], jwtFromRequest }); } }`,

    // Look-alikes: other functions of the same names, other HMACs, other headers.
    "import { JwtService } from './jwt.service';\nconst jwtService = new JwtService();\njwtService.verify(token);\njwtService.sign({ sub: 1 }, { secret });",
    "import { verify } from 'argon2';\nverify(hash, password);",
    "import { jwt } from './lib';\njwt.verify(token, 'secret');\njwt.sign(claims, 'secret', { algorithm: 'HS256' });",
    "function verify(token, secret) { return token === secret; }\nverify(t, 'HS256');",
    "import { createHmac, timingSafeEqual } from 'node:crypto';\nexport const ok = (body, given) => timingSafeEqual(createHmac('sha256', process.env.WEBHOOK_SECRET!).update(body).digest(), given);",
    "import { createHmac } from 'node:crypto';\nconst discovery = { id_token_signing_alg_values_supported: ['RS256', 'HS256'], alg: 'HS256' };\nexport const get = () => discovery;\ncreateHmac('sha256', key);",
    "import { createHmac } from 'node:crypto';\nconst jwk = { kty: 'oct', alg: 'HS256', k: value };\nsave(JSON.stringify(jwk));\ncreateHmac('sha256', key);",
    "const header = { alg: 'HS256', typ: 'JWT' };\nexport const expected = JSON.stringify(header);",
    `${JOSE}import { CompactEncrypt } from 'jose';\nnew CompactEncrypt(text).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' });`,
    // A request tool: the user of the product chooses.
    "import * as jose from 'jose';\nexport const token = (params) => new jose.SignJWT(params.payload).setProtectedHeader({ alg: params.algorithm, ...params.headers }).sign(new TextEncoder().encode(params.privateKey));",

    // Tests sign tokens as they need them.
    { filename: 'src/auth/token.test.ts', code: `${JWT}const token = jwt.sign({ sub: 1 }, 'secret', { algorithm: 'HS256' });` },
    { filename: 'src/__mocks__/auth.ts', code: `${JWT}export const check = (token) => jwt.verify(token, 'secret');` },

    // `hmac: 'allow'`: one service signs and verifies.
    { options: allow, code: `${JWT}jwt.sign(payload, process.env.JWT_SECRET!, { algorithm: 'HS256' });\njwt.verify(token, process.env.JWT_SECRET!, { algorithms: ['HS256'] });` },
    { options: allow, code: `${JWT}jwt.sign(payload, process.env.JWT_SECRET!);\njwt.verify(token, process.env.JWT_SECRET!);` },
    { options: allow, code: "import { createHmac } from 'node:crypto';\nconst head = btoa(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));\ncreateHmac('sha256', secret).update(head);" },
  ],

  invalid: [
    // The policy's bad forms: `alg: none` accepted, HS256 with a shared secret, the algorithm left open.
    { code: `${JWT}jwt.verify(token, key, { algorithms: ['none'] });`, errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'none' }, line: 2, column: 39 }] },
    { code: `${JWT}jwt.verify(token, process.env.SERVICE_SECRET, { algorithms: ['HS256'] });`, errors: [hmac('jwt.verify()', 'verifies', 2, 62)] },
    { code: `${JWT}jwt.verify(token, process.env.JWT_SECRET);`, errors: [withSecret('jwt.verify()', 'process.env.JWT_SECRET', 2, 1)] },

    // `none`, in every spelling and place.
    {
      code: `${JWT}jwt.verify(token, key, { algorithms: ['RS256', 'None'] });`,
      errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'None' }, line: 2, column: 48, suggestions: [{ messageId: 'remove', data: { alg: 'None' }, output: `${JWT}jwt.verify(token, key, { algorithms: ['RS256'] });` }] }],
    },
    {
      code: `${JWT}jwt.verify(token, key, { algorithms: ['NONE', 'ES256'] });`,
      errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'NONE' }, line: 2, column: 39, suggestions: [{ messageId: 'remove', data: { alg: 'NONE' }, output: `${JWT}jwt.verify(token, key, { algorithms: ['ES256'] });` }] }],
    },
    { code: `${JWT}const LIST = ['RS256', 'none'] as const;\njwt.verify(token, key, { algorithms: [...LIST] });`, errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'none' }, line: 3, column: 1, suggestions: [{ messageId: 'remove', data: { alg: 'none' }, output: `${JWT}const LIST = ['RS256'] as const;\njwt.verify(token, key, { algorithms: [...LIST] });` }] }] },
    { code: `${JWT}jwt.sign(payload, null, { algorithm: 'none' });`, errors: [{ messageId: 'noneListed', data: { api: 'jwt.sign()', alg: 'none' }, line: 2, column: 38 }] },
    { code: `${JOSE}new SignJWT({}).setProtectedHeader({ alg: 'none' });`, errors: [{ messageId: 'noneListed', data: { api: '.setProtectedHeader()', alg: 'none' }, line: 2, column: 43 }] },
    { code: `${JOSE}new UnsecuredJWT({ sub }).setIssuedAt().encode();`, errors: [{ messageId: 'unsigned', data: { api: '.encode()', does: 'makes' }, line: 2, column: 1 }] },
    { code: `${JOSE}const { payload } = UnsecuredJWT.decode(token, { issuer });`, errors: [{ messageId: 'unsigned', data: { api: 'UnsecuredJWT.decode()', does: 'accepts' }, line: 2, column: 21 }] },
    { code: "import njwt from 'njwt';\nnjwt.verify(token);", errors: [{ messageId: 'unsigned', data: { api: 'njwt.verify()', does: 'accepts' }, line: 2, column: 1 }] },
    { code: "import jwt from '@tsndr/cloudflare-worker-jwt';\nawait jwt.verify(token, secret, 'none');", errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'none' }, line: 2, column: 33 }] },
    { code: "import { createVerifier } from 'fast-jwt';\nconst verify = createVerifier({ algorithms: ['none'] });", errors: [{ messageId: 'noneListed', data: { api: 'createVerifier()', alg: 'none' }, line: 2, column: 46 }] },
    { options: allow, code: `${JWT}jwt.verify(token, '', { algorithms: ['none'] });`, errors: [{ messageId: 'noneListed', data: { api: 'jwt.verify()', alg: 'none' }, line: 2, column: 38 }] },

    // jsonwebtoken, imported in every way.
    { code: `${JWT}jwt.sign(payload, secret, { algorithm: 'HS256', expiresIn: '1h' });`, errors: [hmac('jwt.sign()', 'signs', 2, 40)] },
    { code: "import * as jsonwebtoken from 'jsonwebtoken';\njsonwebtoken.verify(token, secret, { algorithms: ['HS512'] }, (error, claims) => {});", errors: [hmac('jsonwebtoken.verify()', 'verifies', 2, 51, 'HS512')] },
    { code: "import { verify as check, sign } from 'jsonwebtoken';\ncheck(token, secret);\nsign(claims, secret, { expiresIn: '1h' });", errors: [withSecret('check()', 'secret', 2, 1), signs('sign()', 3, 1)] },
    { code: "const { verify } = require('jsonwebtoken');\nverify(token, process.env.SECRET_KEY, (error, claims) => {});", errors: [withSecret('verify()', 'process.env.SECRET_KEY', 2, 1)] },
    { code: "const jwt = await import('jsonwebtoken');\njwt.default.sign(claims, 'literal');", errors: [signs('jwt.default.sign()', 2, 1)] },
    { code: `${JWT}jwt.verify(token, 'shhhhh');`, errors: [withSecret('jwt.verify()', '', 2, 1)] },
    { code: `${JWT}import { promisify } from 'util';\nconst verifyAsync = promisify(jwt.verify);\nawait verifyAsync(token, env.JWT_SECRET);`, errors: [withSecret('verifyAsync()', 'env.JWT_SECRET', 4, 7)] },
    { code: `${JWT}export function make(payload: object, key: string) { return jwt.sign(payload, key); }`, errors: [signs('jwt.sign()', 2, 61)] },
    { code: `${JWT}function done(error, token) {}\njwt.sign(payload, key, done);`, errors: [signs('jwt.sign()', 3, 1)] },
    { code: `${JWT}jwt.sign(payload, secret, { header: { alg: 'HS384' } });`, errors: [hmac('jwt.sign()', 'signs', 2, 44, 'HS384')] },
    // Algorithms through constants, spreads, casts, enumerations.
    { code: `${JWT}const ALG = 'HS256';\njwt.sign(payload, secret, { algorithm: ALG });`, errors: [hmac('jwt.sign()', 'signs', 3, 40)] },
    { code: `${JWT}const ALGORITHMS: jwt.Algorithm[] = ['HS256'];\njwt.verify(token, secret, { algorithms: ALGORITHMS });`, errors: [hmac('jwt.verify()', 'verifies', 3, 1)] },
    { code: `${JWT}const options = { algorithms: ['HS256'] } as const;\njwt.verify(token, secret, options as any);`, errors: [hmac('jwt.verify()', 'verifies', 3, 1)] },
    { code: `${JWT}const base = { algorithms: ['HS256' as const] };\njwt.verify(token, secret, { ...base, issuer: 'acme' });`, errors: [hmac('jwt.verify()', 'verifies', 3, 1)] },
    { code: `${JWT}import { Algorithm } from './types';\njwt.verify(token, secret, { algorithms: [Algorithm.HS256] });`, errors: [hmac('jwt.verify()', 'verifies', 3, 42)] },
    { code: `${JWT}jwt.sign(payload, secret, { algorithm: config.algorithm ?? 'HS256' });`, errors: [hmac('jwt.sign()', 'signs', 2, 60)] },
    { code: `${JWT}jwt.sign(payload, secret, { algorithm: strong ? 'RS256' : 'HS256' });`, errors: [hmac('jwt.sign()', 'signs', 2, 40)] },
    // HMAC beside a key pair: the classic confusion, whatever `hmac` says.
    {
      options: allow,
      code: `${JWT}jwt.verify(token, key, { algorithms: ['RS256', 'HS256'] });`,
      errors: [{ messageId: 'mixed', data: { api: 'jwt.verify()', alg: 'HS256', pair: 'RS256' }, line: 2, column: 48, suggestions: [{ messageId: 'remove', data: { alg: 'HS256' }, output: `${JWT}jwt.verify(token, key, { algorithms: ['RS256'] });` }] }],
    },
    // A choice is no mixture.
    { code: `${JWT}jwt.verify(token, key, { algorithms: pair ? ['RS256'] : ['HS256'] });`, errors: [hmac('jwt.verify()', 'verifies', 2, 58)] },
    // The key decides.
    { code: `${JWT}jwt.verify(token, process.env.JWT_PUBLIC_KEY!);`, errors: [keyDecides('jwt.verify()', '`process.env.JWT_PUBLIC_KEY`', 2, 1, `${JWT}jwt.verify(token, process.env.JWT_PUBLIC_KEY!, { algorithms: ['RS256'] });`)] },
    { options: allow, code: `${JWT}jwt.verify(token, key, { issuer });`, errors: [keyDecides('jwt.verify()', '`key`', 2, 1, `${JWT}jwt.verify(token, key, { algorithms: ['RS256'], issuer });`)] },
    { code: `${JWT}jwt.verify(token, config.key, (error, claims) => {});`, errors: [keyDecides('jwt.verify()', '`config.key`', 2, 1, `${JWT}jwt.verify(token, config.key, { algorithms: ['RS256'] }, (error, claims) => {});`)] },
    { code: `${JWT}import { readFileSync } from 'node:fs';\njwt.verify(token, readFileSync('keys/public.pem'));`, errors: [keyDecides('jwt.verify()', 'its key', 3, 1, `${JWT}import { readFileSync } from 'node:fs';\njwt.verify(token, readFileSync('keys/public.pem'), { algorithms: ['RS256'] });`)] },
    // The token decides.
    { code: `${JWT}const decoded = jwt.decode(token, { complete: true });\njwt.verify(token, key, { algorithms: [decoded.header.alg] });`, errors: [{ messageId: 'tokenDecides', data: { api: 'jwt.verify()', how: 'takes its algorithm from the token (`decoded.header.alg`)', pin: VERIFY_PIN }, line: 3, column: 39 }] },
    { code: `${JOSE}const { alg } = decodeProtectedHeader(token);\nawait jwtVerify(token, key, { algorithms: [alg] });`, errors: [{ messageId: 'tokenDecides', data: { api: 'jwtVerify()', how: 'takes its algorithm from the token (`alg`)', pin: VERIFY_PIN }, line: 3, column: 44 }] },
    { code: "import jwtSimple from 'jwt-simple';\njwtSimple.decode(token, secret);", errors: [{ messageId: 'tokenDecides', data: { api: 'jwtSimple.decode()', how: 'names no algorithm, so the header of the token chooses one', pin: "`'RS256'` as the fourth argument" }, line: 2, column: 1 }] },

    // jose.
    { code: `${JOSE}const token = await new SignJWT({ sub }).setIssuedAt().setProtectedHeader({ alg: 'HS256' }).sign(secret);`, errors: [hmac('.setProtectedHeader()', 'signs', 2, 82)] },
    { code: `${JOSE}const ALG = 'HS256';\nconst header = { alg: ALG, typ: 'JWT' };\nnew SignJWT({}).setProtectedHeader(header).sign(secret);`, errors: [hmac('.setProtectedHeader()', 'signs', 4, 1)] },
    { code: `${JOSE}const key = new TextEncoder().encode(process.env.SESSION_KEY);\nexport const check = (token) => jwtVerify<Claims>(token, key);`, errors: [withSecret('jwtVerify()', 'key', 3, 33)] },
    { code: `${JOSE}await jwtVerify(token, Buffer.from(env.AUTH_SECRET), { issuer });`, errors: [withSecret('jwtVerify()', '', 2, 7)] },
    { code: `${JOSE}function key() { return new TextEncoder().encode(process.env.X); }\nawait compactVerify(token, key());`, errors: [withSecret('compactVerify()', '', 3, 7)] },
    { code: `${JOSE}await jwtVerify(token, secret, { algorithms: ['HS256'] });`, errors: [hmac('jwtVerify()', 'verifies', 2, 47)] },
    { code: "export async function check(token: string, apiKey: string) {\n  const { jwtVerify } = await import('jose');\n  return jwtVerify(token, new TextEncoder().encode(apiKey));\n}", errors: [withSecret('jwtVerify()', '', 3, 10)] },
    // The text of a public key as the secret of an HMAC.
    { options: allow, code: `${JOSE}const key = new TextEncoder().encode(process.env.JWT_PUBLIC_KEY);\nawait jwtVerify(token, key);`, errors: [publicKey('jwtVerify()', '`key`', VERIFY_PIN, 3, 7)] },
    { code: `${JOSE}import { createSecretKey } from 'node:crypto';\nawait jwtVerify(token, createSecretKey(Buffer.from(publicKey)), { algorithms: ['HS256'] });`, errors: [publicKey('jwtVerify()', 'its key', VERIFY_PIN, 3, 80)] },
    { code: `${JOSE}const PEM = '-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----';\nawait jwtVerify(token, new TextEncoder().encode(PEM));`, errors: [publicKey('jwtVerify()', 'its key', VERIFY_PIN, 3, 7)] },
    { code: "import njwt from 'njwt';\nnjwt.verify(token, publicKey);", errors: [publicKey('njwt.verify()', '`publicKey`', third, 2, 1)] },
    { code: "import jwt from '@tsndr/cloudflare-worker-jwt';\nawait jwt.verify(token, env.JWT_PUBLIC_KEY);", errors: [publicKey('jwt.verify()', '`env.JWT_PUBLIC_KEY`', third, 2, 7)] },

    // fast-jwt and Fastify.
    { code: "import { createSigner, createVerifier } from 'fast-jwt';\nconst sign = createSigner({ key: 'secret' });\nconst verify = createVerifier({ key: process.env.JWT_SECRET, cache: true });", errors: [withSecret('createSigner()', '', 2, 14, SIGN_PIN), withSecret('createVerifier()', 'process.env.JWT_SECRET', 3, 16)] },
    { code: "import fastifyJwt from '@fastify/jwt';\nawait app.register(fastifyJwt, { secret: process.env.JWT_SECRET });", errors: [withSecret('app.register()', 'process.env.JWT_SECRET', 2, 7, "`verify.algorithms: ['RS256']`")] },
    { code: "app.register(require('@fastify/jwt'), { secret: config.jwtSecret, sign: { algorithm: 'HS512' } });", errors: [hmac('app.register()', 'signs', 1, 86, 'HS512')] },

    // Express, Passport, Koa.
    { code: "import { expressjwt } from 'express-jwt';\napp.use(expressjwt({ secret, algorithms: ['HS256'] }));", errors: [hmac('expressjwt()', 'verifies', 2, 43)] },
    { code: "import jwt from 'express-jwt';\napp.use(jwt({ secret: publicKey, algorithms: ['RS256', 'none'] }));", errors: [{ messageId: 'noneListed', data: { api: 'jwt()', alg: 'none' }, line: 2, column: 56, suggestions: [{ messageId: 'remove', data: { alg: 'none' }, output: "import jwt from 'express-jwt';\napp.use(jwt({ secret: publicKey, algorithms: ['RS256'] }));" }] }] },
    { code: "import { Strategy as JwtStrategy } from 'passport-jwt';\npassport.use(new JwtStrategy({ jwtFromRequest, secretOrKey: process.env.JWT_SECRET }, done));", errors: [withSecret('new JwtStrategy()', 'process.env.JWT_SECRET', 2, 18)] },
    // The strategy overwrites these options with its own.
    {
      code: "import passportJwt from 'passport-jwt';\nconst options = { jwtFromRequest, secretOrKey: key, jsonWebTokenOptions: { algorithms: ['RS256'] } };\nnew passportJwt.Strategy(options, done);",
      errors: [keyDecides('new passportJwt.Strategy()', '`key`', 3, 5, null)],
    },
    { code: `${PASSPORT}export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {\n  constructor(config) {\n    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: config.get('auth.secret') });\n  }\n}`, errors: [withSecret('super() of PassportStrategy(…)', '', 5, 5)] },
    { code: `${PASSPORT}class Own extends Strategy { constructor() { super({ jwtFromRequest, secretOrKey, algorithms: ['HS256'] }, done); } }`, errors: [hmac('super() of Strategy', 'verifies', 3, 96)] },
    { code: "import koaJwt from 'koa-jwt';\napp.use(koaJwt({ secret: 'shared-secret' }).unless({ path: [/^\\/public/] }));", errors: [withSecret('koaJwt()', '', 2, 9)] },

    // Nest.
    { code: `${NEST}JwtModule.register({ secretOrKeyProvider: () => process.env.JWT_SECRET });`, errors: [withSecret('JwtModule.register()', '', 2, 1, "`verifyOptions.algorithms: ['RS256']`")] },
    { code: `import { Strategy } from 'passport-jwt';\nconst provide = (request, token, done) => { if (!token) return done(null); return done(null, config.jwtSecret); };\nexport const strategy = new Strategy({ jwtFromRequest, secretOrKeyProvider: provide }, done);`, errors: [withSecret('new Strategy()', 'provide', 3, 29)] },
    { code: `${JWT}const getKey = (header, done) => done(null, 'shared');\njwt.verify(token, getKey, {}, done);`, errors: [withSecret('jwt.verify()', 'getKey', 3, 1)] },
    { code: `${NEST}JwtModule.register({ global: true, secret: jwtConstants.secret, signOptions: { expiresIn: '60s' } });`, errors: [withSecret('JwtModule.register()', 'jwtConstants.secret', 2, 1, "`verifyOptions.algorithms: ['RS256']`")] },
    { code: `${NEST}JwtModule.registerAsync({ inject: [Config], useFactory: async (config) => ({ secret: config.get('KEY') }) });`, errors: [withSecret('This configuration', '', 2, 76, "`verifyOptions.algorithms: ['RS256']`")] },
    { code: "import { type JwtOptionsFactory } from '@nestjs/jwt';\nclass JwtConfig implements JwtOptionsFactory {\n  createJwtOptions() { return { secret: process.env.X, signOptions: { algorithm: 'HS256' } }; }\n}", errors: [hmac('This configuration', 'signs', 3, 82)] },
    { code: `${NEST}class Auth {\n  constructor(private readonly jwtService: JwtService) {}\n  make(sub) { return this.jwtService.signAsync({ sub }, { secret: this.config.key, expiresIn: '7d' }); }\n  check(token) { return this.jwtService.verifyAsync<Claims>(token, { secret: this.config.key, algorithms: ['HS256'] }); }\n}`, errors: [signs('this.jwtService.signAsync()', 4, 22), hmac('this.jwtService.verifyAsync()', 'verifies', 5, 108)] },
    { code: `${NEST}const jwt = new JwtService({ secret: 'x' });\njwt.verify(token, { secret: other });`, errors: [withSecret('new JwtService()', '', 2, 17, "`verifyOptions.algorithms: ['RS256']`"), withSecret('jwt.verify()', 'other', 3, 1)] },
    // The key comes as text, so its type is not certain.
    { code: `${NEST}JwtModule.register({ publicKey: process.env.PUB, privateKey, signOptions: { algorithm: 'RS256' } });`, errors: [keyDecides('JwtModule.register()', '`process.env.PUB`', 2, 1, null, "`verifyOptions.algorithms: ['RS256']`")] },

    // Hono, workers and others.
    { code: `${HONO}app.use('/api/*', jwt({ secret: env.JWT_SECRET, alg: 'HS256' }));\nawait sign(claims, env.JWT_SECRET);\nawait verify(token, env.JWT_SECRET, 'HS256');\nawait verify(token, env.JWT_SECRET, { alg: 'HS512' });`, errors: [hmac('jwt()', 'verifies', 2, 54), signs('sign()', 3, 7, third), hmac('verify()', 'verifies', 4, 37), hmac('verify()', 'verifies', 5, 44, 'HS512')] },
    { code: "import jwt from '@tsndr/cloudflare-worker-jwt';\nconst ok = await jwt.verify(token, env.SECRET, { throwError: true });\nconst t = await jwt.sign(claims, env.SECRET);", errors: [signs('jwt.verify()', 2, 18, third), signs('jwt.sign()', 3, 17, third)] },
    { code: "import nJwt from 'njwt';\nconst token = nJwt.create(claims, signingKey);\nnJwt.createVerifier().setSigningAlgorithm('HS256');", errors: [signs('nJwt.create()', 2, 15, third), hmac('.setSigningAlgorithm()', 'verifies', 3, 43)] },
    { code: "import { encode } from 'jwt-simple';\nencode(claims, secret);", errors: [signs('encode()', 2, 1, third)] },
    { code: "import { jwt } from '@elysiajs/jwt';\nnew Elysia().use(jwt({ name: 'jwt', secret: process.env.S! }));", errors: [signs('jwt()', 2, 18, "`alg: 'RS256'`")] },
    { code: "import { create } from 'https://deno.land/x/djwt@v3.0.2/mod.ts';\nawait create({ alg: 'HS512', typ: 'JWT' }, claims, key);", errors: [hmac('create()', 'signs', 2, 21, 'HS512')] },
    { code: "import jws from 'jws';\njws.sign({ header: { alg: 'HS256' }, payload, secret });", errors: [hmac('jws.sign()', 'signs', 2, 27)] },

    // Tokens made by hand.
    {
      code: "import crypto from 'crypto';\nfunction encode(value: object) { return Buffer.from(JSON.stringify(value)).toString('base64url'); }\nexport function sign(claims: object, secret: string) {\n  const header = { alg: 'HS256', typ: 'JWT' };\n  const data = `${encode(header)}.${encode(claims)}`;\n  return `${data}.${crypto.createHmac('sha256', secret).update(data).digest('base64url')}`;\n}",
      errors: [{ messageId: 'handMade', data: { alg: 'HS256' }, line: 4, column: 25 }],
    },
    { code: "import { createHmac } from 'node:crypto';\nconst head = Buffer.from('{\"alg\":\"HS512\",\"typ\":\"JWT\"}').toString('base64url');\ncreateHmac('sha512', key).update(head);", errors: [{ messageId: 'handMade', data: { alg: 'HS512' }, line: 2, column: 26 }] },
    { code: "const HEADER = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9';\nawait crypto.subtle.sign('HMAC', key, data(HEADER));", errors: [{ messageId: 'handMade', data: { alg: 'HS256' }, line: 1, column: 16 }] },
    { options: allow, code: "export const token = (claims) => `${btoa(JSON.stringify({ alg: 'none', typ: 'JWT' }))}.${btoa(JSON.stringify(claims))}.`;", errors: [{ messageId: 'handMadeUnsigned', data: {}, line: 1, column: 64 }] },
  ],
});
