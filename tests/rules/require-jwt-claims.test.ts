import rule from '../../src/rules/require-jwt-claims.js';
import { ruleTester } from '../helpers/rule-tester.js';

const JWT = "import jwt from 'jsonwebtoken';\n";
const JOSE = "import { createRemoteJWKSet, createLocalJWKSet, importSPKI, jwtVerify } from 'jose';\nconst jwks = createRemoteJWKSet(new URL('https://id.acme.dev/jwks'));\n";
const PASSPORT = "import { PassportStrategy } from '@nestjs/passport';\nimport { ExtractJwt, Strategy } from 'passport-jwt';\nimport { passportJwtSecret } from 'jwks-rsa';\n";
const FOR_OTHERS = 'what the same signer made for another application or purpose is accepted here';
const BY_OTHERS = 'a token of any other issuer whose key is accepted here passes as well';
const PASS_BOTH = 'Pass `issuer` and `audience`';

ruleTester.run('require-jwt-claims', rule, {
  valid: [
    // The recipe, in the words of each library.
    `${JOSE}export async function getUser(token: string) { const { payload } = await jwtVerify(token, jwks, { issuer: 'https://id.acme.dev', audience: 'api', algorithms: ['RS256'] }); return payload.sub; }`,
    `${JWT}export const verifyToken = (token: string) => jwt.verify(token, process.env.JWT_PUBLIC_KEY!, { algorithms: ['RS256'], issuer: env.ISSUER, audience: env.AUDIENCE });`,
    "import { createVerifier } from 'fast-jwt';\nexport const verifyToken = createVerifier({ key: publicKey, allowedIss: 'https://id.acme.dev', allowedAud: 'api' });",
    "import fastifyJwt from '@fastify/jwt';\napp.register(fastifyJwt, { secret: { public: publicKey }, verify: { allowedIss: issuer, allowedAud: audience } });",
    "import { expressjwt } from 'express-jwt';\nimport { expressJwtSecret } from 'jwks-rsa';\napp.use(expressjwt({ secret: expressJwtSecret({ jwksUri }), algorithms: ['RS256'], issuer, audience }));",
    `${PASSPORT}class JwtStrategy extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest, secretOrKeyProvider: passportJwtSecret({ jwksUri }), algorithms: ['RS256'], issuer, audience }); } }`,
    "import { jwk } from 'hono/jwk';\napp.use('/api/*', jwk({ jwks_uri: 'https://id.acme.dev/jwks', alg: ['RS256'], verification: { iss: 'https://id.acme.dev', aud: 'api' } }));",
    "import { OAuth2Client } from 'google-auth-library';\nconst client = new OAuth2Client(id);\nexport const check = (idToken: string) => client.verifyIdToken({ idToken, audience: id });",
    "import { verifyToken } from '@clerk/backend';\nexport const check = (token: string) => verifyToken(token, { secretKey, authorizedParties: ['https://app.acme.dev'] });",
    "import { CognitoJwtVerifier } from 'aws-jwt-verify';\nconst verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse: 'access', clientId: env.CLIENT_ID });",
    // Checked by hand, by these names or by those of the authorized party.
    `${JOSE}export async function getUser(token: string) {\n  const { payload } = await jwtVerify(token, jwks);\n  if (payload.iss !== ISSUER || payload.aud !== 'api') throw new Error('wrong token');\n  return payload.sub;\n}`,
    `${JOSE}export async function getUser(token: string) {\n  const { payload: { iss, azp, sub } } = await jwtVerify(token, jwks);\n  if (iss !== ISSUER || !ORIGINS.includes(azp)) throw new Error('wrong token');\n  return sub;\n}`,
    `${PASSPORT}class JwtStrategy extends PassportStrategy(Strategy) {\n  constructor() { super({ jwtFromRequest, secretOrKeyProvider: passportJwtSecret({ jwksUri }), issuer }); }\n  validate(payload) { if (payload.aud !== 'widget') throw new UnauthorizedException(); return payload; }\n}`,
    // Options that cannot be seen.
    `${JOSE}export const verifyToken = (token: string, options: JWTVerifyOptions) => jwtVerify(token, jwks, options);`,
    `${JOSE}export const verifyToken = async (token: string) => (await jwtVerify(token, jwks, { ...CHECKS })).payload.sub;`,
    `${JWT}export const getUser = (token: string, key) => jwt.verify(token, key);`,
    // Tokens that the application signs itself.
    `${JWT}export const getUser = (token: string) => jwt.verify(token, process.env.JWT_SECRET!).sub;`,
    `${JWT}export const sign = (sub: string) => jwt.sign({ sub }, privateKey, { algorithm: 'RS256', expiresIn: '1h' });\nexport const getUser = (token: string) => jwt.verify(token, publicKey, { algorithms: ['RS256'] }).sub;`,
    "import { jwt } from 'hono/jwt';\napp.use(jwt({ secret, alg: 'HS256' }));",
    "import fastifyJwt from '@fastify/jwt';\napp.register(fastifyJwt, { secret: { private: privateKey, public: publicKey } });",
    "import { Strategy } from 'passport-jwt';\nnew Strategy({ jwtFromRequest, secretOrKeyProvider: (request, token, done) => done(null, process.env.JWT_SECRET) }, done);",
    // One key has one holder, and what he signs says what it is for.
    `${JWT}export const getUser = (token: string) => jwt.verify(token, publicKey, { algorithms: ['RS256'], audience: 'api' }).sub;`,
    `${PASSPORT}class JwtStrategy extends PassportStrategy(Strategy) {\n  constructor(config) { super({ jwtFromRequest, secretOrKey: config.publicKey }); }\n  validate(claims) { if (claims.type !== 'access') throw new UnauthorizedException(); return claims; }\n}`,
    // Signatures that vouch for something else than somebody.
    `${JOSE}export async function isFromPlaid(token: string, key, body: string) {\n  const { payload } = await jwtVerify(token, await importSPKI(key, 'ES256'), { maxTokenAge: '5 min' });\n  return payload.request_body_sha256 === sha256(body);\n}`,
    `${JWT}import fs from 'node:fs';\nfunction readLicense(license: string) {\n  const publicKey = fs.readFileSync('license.pem', 'utf8');\n  return jwt.verify(license, publicKey, { algorithms: ['RS256'] });\n}`,
    `${JOSE}export async function isValid(token: string) { try { await jwtVerify(token, jwks); return true; } catch { return false; } }`,
    // Expired tokens are read on purpose where they are renewed or revoked, or their age is looked at.
    `${JWT}export function refreshSession(token: string) { const claims = jwt.verify(token, secret, { ignoreExpiration: true }); return issue(claims.sub); }`,
    `${JWT}export function check(token: string) { const claims = jwt.verify(token, secret, { ignoreExpiration: true }); if (claims.exp < now() - GRACE) throw new Error('too old'); return claims; }`,
    `${JWT}jwt.verify(token, secret, { ignoreExpiration: false });`,
    "import { verify } from './crypto';\nverify(token, publicKey);",
    { filename: 'src/auth.test.ts', code: `${JOSE}export async function getUser(token: string) { return (await jwtVerify(token, jwks)).payload.sub; }` },
  ],
  invalid: [
    // Keys of a provider, and nothing else.
    {
      code: `${JOSE}export async function verifyAccessToken(token: string) {\n  const { payload } = await jwtVerify(token, jwks);\n  return { userId: payload.sub };\n}`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwtVerify()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 4, column: 29 }],
    },
    {
      code: `${JOSE}export const verifyToken = (token: string) => jwtVerify(token, jwks, { issuer: 'https://id.acme.dev' });`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwtVerify()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience`' }, line: 3, column: 47 }],
    },
    {
      code: `${JOSE}export async function getUser(token: string) { const { payload } = await jwtVerify(token, jwks, { audience: 'api', algorithms: ['RS256'] }); return findUser(payload.email); }`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwtVerify()', what: 'who issued it', why: BY_OTHERS, remedy: 'Pass `issuer`' }, line: 3, column: 74 }],
    },
    {
      code: `${JOSE}class Auth { #keys = createLocalJWKSet(KEYS); async user(token: string) { const result = await jwtVerify(token, this.#keys); return result.payload.sub; } }`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwtVerify()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 3, column: 96 }],
    },
    {
      code: `${JOSE}export const authenticate = (token: string) => jwtVerify(token, jwks).then(({ payload }) => users.find(payload.sub));`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwtVerify()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 3, column: 48 }],
    },
    {
      code: `${JWT}export const verifyToken = (token: string) => jwt.verify(token, process.env.JWT_PUBLIC_KEY!, { algorithms: ['RS256'] });`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwt.verify()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience`' }, line: 2, column: 47 }],
    },
    {
      code: `${JWT}import jwksClient from 'jwks-rsa';\nconst client = jwksClient({ jwksUri });\nconst getKey = (header, done) => client.getSigningKey(header.kid, (error, key) => done(error, key.getPublicKey()));\njwt.verify(token, getKey, { algorithms: ['RS256'] }, (error, decoded) => { request.userId = decoded.sub; });`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwt.verify()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 5, column: 1 }],
    },
    {
      code: "import { createVerifier } from 'fast-jwt';\nconst check = createVerifier({ key: publicKey, allowedIss: 'https://id.acme.dev' });\nexport const getUser = (token: string) => check(token).sub;",
      errors: [{ messageId: 'unchecked', data: { api: 'createVerifier()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `allowedAud`' }, line: 2, column: 15 }],
    },
    {
      code: "import { expressjwt } from 'express-jwt';\nimport { expressJwtSecret } from 'jwks-rsa';\napp.use(expressjwt({ secret: expressJwtSecret({ jwksUri }), algorithms: ['RS256'] }));",
      errors: [{ messageId: 'unchecked', data: { api: 'expressjwt()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 3, column: 9 }],
    },
    {
      code: "import koaJwt from 'koa-jwt';\nimport { koaJwtSecret } from 'jwks-rsa';\napp.use(koaJwt({ secret: koaJwtSecret({ jwksUri }), issuer }));",
      errors: [{ messageId: 'unchecked', data: { api: 'koaJwt()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience`' }, line: 3, column: 9 }],
    },
    {
      code: `${PASSPORT}class JwtStrategy extends PassportStrategy(Strategy) {\n  constructor() { super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKeyProvider: passportJwtSecret({ jwksUri }), algorithms: ['RS256'] }); }\n}`,
      errors: [{ messageId: 'unchecked', data: { api: 'super() of PassportStrategy(…)', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 5, column: 19 }],
    },
    // The strategy overwrites these.
    {
      code: `${PASSPORT}new Strategy({ jwtFromRequest, secretOrKey: publicKey, jsonWebTokenOptions: { issuer, audience } }, done);`,
      errors: [{ messageId: 'unchecked', data: { api: 'new Strategy()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience` beside `jsonWebTokenOptions`, which is overwritten' }, line: 4, column: 5 }],
    },
    {
      code: "import { jwk } from 'hono/jwk';\napp.use('/api/*', jwk({ jwks_uri: 'https://id.acme.dev/jwks', alg: ['RS256'] }));",
      errors: [{ messageId: 'unchecked', data: { api: 'jwk()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: 'Pass `verification.iss` and `verification.aud`' }, line: 2, column: 19 }],
    },
    {
      code: "import { verifyWithJwks } from 'hono/jwt';\nexport const getUser = async (token: string) => (await verifyWithJwks(token, { jwks_uri, allowedAlgorithms: ['RS256'], verification: { iss } })).sub;",
      errors: [{ messageId: 'unchecked', data: { api: 'verifyWithJwks()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `verification.aud`' }, line: 2, column: 56 }],
    },
    {
      code: "import { jwt } from 'hono/jwt';\napp.use(jwt({ secret: publicKey, alg: 'RS256' }));",
      errors: [{ messageId: 'unchecked', data: { api: 'jwt()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `verification.aud`' }, line: 2, column: 9 }],
    },
    {
      code: "import fastifyJwt from '@fastify/jwt';\nimport { getJwks } from './jwks';\napp.register(fastifyJwt, { secret: getJwks });",
      errors: [{ messageId: 'unchecked', data: { api: 'app.register()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: 'Pass `verify.allowedIss` and `verify.allowedAud`' }, line: 3, column: 1 }],
    },
    {
      code: "import { OAuth2Client } from 'google-auth-library';\nconst client = new OAuth2Client();\nexport const check = async (idToken: string) => (await client.verifyIdToken({ idToken })).getPayload();",
      errors: [{ messageId: 'unchecked', data: { api: 'client.verifyIdToken()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience`' }, line: 3, column: 56 }],
    },
    {
      code: "import { verifyToken } from '@clerk/backend';\nexport const check = (token: string) => verifyToken(token, { secretKey: env.CLERK_SECRET_KEY });",
      errors: [{ messageId: 'unchecked', data: { api: 'verifyToken()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `authorizedParties`' }, line: 2, column: 41 }],
    },
    {
      code: "import { CognitoJwtVerifier } from 'aws-jwt-verify';\nconst verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse: 'access', clientId: null });\nexport const getUser = async (token: string) => (await verifier.verify(token)).sub;",
      errors: [{ messageId: 'unchecked', data: { api: 'CognitoJwtVerifier.create()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Name the audience instead of `null`' }, line: 2, column: 18 }],
    },
    // Expiry.
    {
      code: `${JWT}export const getUser = (token: string) => jwt.verify(token, process.env.JWT_SECRET!, { ignoreExpiration: true }).sub;`,
      errors: [{ messageId: 'expired', data: { api: 'jwt.verify()', option: 'ignoreExpiration', value: 'true' }, line: 2, column: 106 }],
    },
    {
      code: `${PASSPORT}new Strategy({ jwtFromRequest, secretOrKey: process.env.JWT_SECRET, ignoreExpiration: true }, done);`,
      errors: [{ messageId: 'expired', data: { api: 'new Strategy()', option: 'ignoreExpiration', value: 'true' }, line: 4, column: 87 }],
    },
    {
      code: "import { JwtModule, JwtService } from '@nestjs/jwt';\nJwtModule.register({ secret, verifyOptions: { ignoreExpiration: true } });\nclass Auth { constructor(private jwt: JwtService) {} user(token) { return this.jwt.verify(token, { ignoreExpiration: true }); } }",
      errors: [
        { messageId: 'expired', data: { api: 'JwtModule.register()', option: 'ignoreExpiration', value: 'true' }, line: 2, column: 65 },
        { messageId: 'expired', data: { api: 'this.jwt.verify()', option: 'ignoreExpiration', value: 'true' }, line: 3, column: 118 },
      ],
    },
    {
      code: "import { verify } from 'hono/jwt';\nawait verify(token, secret, { alg: 'HS256', exp: false });",
      errors: [{ messageId: 'expired', data: { api: 'verify()', option: 'exp', value: 'false' }, line: 2, column: 50 }],
    },
    {
      code: "import { createClient } from '@supabase/supabase-js';\nconst supabase = createClient(url, key);\nawait supabase.auth.getClaims(token, { allowExpired: true });",
      errors: [{ messageId: 'expired', data: { api: 'supabase.auth.getClaims()', option: 'allowExpired', value: 'true' }, line: 3, column: 54 }],
    },
    // Both at once.
    {
      code: `${JWT}const LAX = { algorithms: ['RS256'], ignoreExpiration: true } as const;\nexport const getUser = (token: string) => jwt.verify(token, publicKey, LAX).sub;`,
      errors: [
        { messageId: 'expired', data: { api: 'jwt.verify()', option: 'ignoreExpiration', value: 'true' }, line: 2, column: 56 },
        { messageId: 'unchecked', data: { api: 'jwt.verify()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `audience`' }, line: 3, column: 43 },
      ],
    },
    {
      options: [{ ownTokens: 'report' }],
      code: `${JWT}export const getUser = (token: string) => jwt.verify(token, process.env.JWT_SECRET!).sub;`,
      errors: [{ messageId: 'unchecked', data: { api: 'jwt.verify()', what: 'who issued it and for whom', why: FOR_OTHERS, remedy: PASS_BOTH }, line: 2, column: 43 }],
    },
    {
      options: [{ ownTokens: 'report' }],
      code: "import { jwt } from 'hono/jwt';\napp.use(jwt({ secret, alg: 'HS256', verification: { iss: 'acme' } }));",
      errors: [{ messageId: 'unchecked', data: { api: 'jwt()', what: 'for whom it was issued', why: FOR_OTHERS, remedy: 'Pass `verification.aud`' }, line: 2, column: 9 }],
    },
  ],
});
