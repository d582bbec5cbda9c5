import rule from '../../src/rules/require-jwt-expiry.js';
import { ruleTester } from '../helpers/rule-tester.js';

const JWT = "import jwt from 'jsonwebtoken';\n";
const JOSE = "import { SignJWT, EncryptJWT, CompactSign } from 'jose';\n";
const NEST = "import { JwtModule, JwtService } from '@nestjs/jwt';\n";

ruleTester.run('require-jwt-expiry', rule, {
  valid: [
    // The recipe: an hour for access, thirty days for refresh, in the option or in the claims.
    `${JWT}export const make = (sub: string) => jwt.sign({ sub }, process.env.JWT_PRIVATE_KEY!, { algorithm: 'RS256', expiresIn: '15m' });`,
    `${JWT}const accessToken = jwt.sign({ sub }, key, { expiresIn: 60 * 60 });\nconst refreshToken = jwt.sign({ sub }, key, { expiresIn: '30d' });`,
    `${JWT}jwt.sign({ sub, exp: Math.floor(Date.now() / 1000) + 60 * 60 }, key);`,
    `${JWT}const now = Math.round(Date.now() / 1000);\nconst HOUR = 3600;\njwt.sign({ sub, iat: now, exp: now + HOUR }, key);`,
    `${JOSE}await new SignJWT({ sub }).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().setExpirationTime('1h').sign(key);`,
    `${JOSE}await new SignJWT({ sub }).setProtectedHeader(header).setExpirationTime(new Date(Date.now() + 30 * 60 * 1000)).sign(key);`,
    `${JOSE}await new SignJWT({ sub, exp: Math.floor(Date.now() / 1000) + 900 }).setProtectedHeader(header).sign(key);`,
    "import { sign } from 'hono/jwt';\nawait sign({ sub, exp: Math.floor(Date.now() / 1000) + 60 * 5 }, key, 'ES256');",
    "import { createSigner } from 'fast-jwt';\nexport const sign = createSigner({ key, expiresIn: 60 * 60 * 1000 });",
    "import fastifyJwt from '@fastify/jwt';\napp.register(fastifyJwt, { secret, sign: { expiresIn: 3600 } });",
    "import njwt from 'njwt';\nconst token = njwt.create({ sub }, key);\ntoken.setExpiration(Date.now() + 60 * 60 * 1000);",
    // No kind in the names: up to thirty days.
    `${JWT}const token = jwt.sign({ sub: user.id }, key, { expiresIn: '7d' });`,
    // Where it cannot be told.
    `${JWT}export const make = (payload: object) => jwt.sign(payload, key);`,
    `${JWT}jwt.sign({ ...claims }, key);\njwt.sign({ sub, ...(ttl && { exp: ttl }) }, key);`,
    `${JWT}jwt.sign({ sub }, key, options);\njwt.sign({ sub }, key, { ...options });\njwt.sign(...args);`,
    `${JWT}jwt.sign({ sub }, key, { expiresIn: process.env.JWT_TTL });\njwt.sign({ sub }, key, { expiresIn: \`\${hours}h\` });`,
    `${JWT}const exp = new Date();\nexp.setDate(exp.getDate() + 365);\njwt.sign({ sub, exp: exp.getTime() / 1000 }, key);`,
    `${JWT}const options: jwt.SignOptions = { algorithm: 'RS256' };\nif (days) options.expiresIn = \`\${days}d\`;\njwt.sign({ sub }, key, options);`,
    `${JWT}import dayjs from 'dayjs';\njwt.sign({ sub, exp: dayjs().add(1, 'hour').unix() }, key);`,
    `${JOSE}const token = new SignJWT({ sub }).setProtectedHeader(header);\nif (ttl) token.setExpirationTime(ttl);\nawait token.sign(key);`,
    `${JOSE}const token = withDefaults(new SignJWT({ sub }));\nawait token.sign(key);`,
    `${JOSE}const token = new SignJWT({ sub });\nlimit(token);\nawait token.sign(key);`,
    `${JOSE}export const make = (payload: JWTPayload) => new SignJWT(payload).setProtectedHeader(header).sign(key);`,
    `${NEST}JwtModule.register({ secret });\nclass Auth { constructor(private jwt: JwtService) {} make(sub) { return this.jwt.signAsync({ sub }); } }`,
    // The application ends these itself.
    `${JWT}jwt.sign({ id, type: 'transfer', expiresAt: addMinutes(new Date(), 1).toISOString() }, user.jwtSecret);`,
    `${JWT}jwt.sign({ id, type: 'email-signin', createdAt: new Date().toISOString() }, user.jwtSecret);`,
    // Not claims, another library, another function of that name.
    `${JOSE}await new CompactSign(bytes).setProtectedHeader({ alg: 'ES256' }).sign(key);`,
    "import { sign } from './crypto';\nsign({ sub }, key);",
    "import { createSign } from 'node:crypto';\ncreateSign('RSA-SHA256').update(data).sign(key);",
    // Keys of machines, of a set-up, and tests.
    `${JOSE}const anonKey = await new SignJWT({ role: 'anon' }).setProtectedHeader(header).setExpirationTime('10y').sign(key);`,
    { filename: 'scripts/anon-key.ts', code: `${JWT}console.log(jwt.sign({ role: 'anon' }, key, { expiresIn: '10y' }));` },
    { filename: 'src/jwt.test.ts', code: `${JWT}jwt.sign({ sub }, 'secret');` },
    // Limits of the project.
    { options: [{ access: '1d', other: '90d' }], code: `${JWT}const accessToken = jwt.sign({ sub }, key, { expiresIn: '24h' });\nconst invite = jwt.sign({ sub }, key, { expiresIn: '60d' });` },
  ],
  invalid: [
    // Nothing ends them.
    {
      code: `${JWT}export const make = (sub: string) => jwt.sign({ sub }, key);`,
      errors: [{ messageId: 'never', data: { api: 'jwt.sign()', remedy: "Pass `expiresIn: '1h'`" }, line: 2, column: 38, suggestions: [{ messageId: 'limit', output: `${JWT}export const make = (sub: string) => jwt.sign({ sub }, key, { expiresIn: '1h' });` }] }],
    },
    {
      code: `${JWT}const claims = { sub: user.id, role: user.role };\njwt.sign(claims, key, { algorithm: 'RS256' });`,
      errors: [{ messageId: 'never', data: { api: 'jwt.sign()', remedy: "Pass `expiresIn: '1h'`" }, line: 3, column: 1, suggestions: [{ messageId: 'limit', output: `${JWT}const claims = { sub: user.id, role: user.role };\njwt.sign(claims, key, { expiresIn: '1h', algorithm: 'RS256' });` }] }],
    },
    {
      code: `${JWT}jwt.sign({ sub }, key, (error, token) => {});`,
      errors: [{ messageId: 'never', data: { api: 'jwt.sign()', remedy: "Pass `expiresIn: '1h'`" }, line: 2, column: 1, suggestions: [{ messageId: 'limit', output: `${JWT}jwt.sign({ sub }, key, { expiresIn: '1h' }, (error, token) => {});` }] }],
    },
    {
      code: `${JWT}jwt.sign({ sub }, key, { expiresIn: undefined });`,
      errors: [{ messageId: 'never', data: { api: 'jwt.sign()', remedy: "Pass `expiresIn: '1h'`" }, line: 2, column: 1 }],
    },
    {
      code: "const { sign } = require('jsonwebtoken');\nconst refreshToken = sign({ sub }, process.env.REFRESH_SECRET);",
      errors: [{ messageId: 'never', data: { api: 'sign()', remedy: "Pass `expiresIn: '1h'`" }, line: 2, column: 22, suggestions: [{ messageId: 'limit', output: "const { sign } = require('jsonwebtoken');\nconst refreshToken = sign({ sub }, process.env.REFRESH_SECRET, { expiresIn: '30d' });" }] }],
    },
    {
      code: "import { sign as signToken } from 'jsonwebtoken';\nimport { promisify } from 'node:util';\nconst signAsync = promisify(signToken);\nawait signAsync({ sub }, key);",
      errors: [{ messageId: 'never', data: { api: 'signAsync()', remedy: "Pass `expiresIn: '1h'`" }, line: 4, column: 7, suggestions: [{ messageId: 'limit', output: "import { sign as signToken } from 'jsonwebtoken';\nimport { promisify } from 'node:util';\nconst signAsync = promisify(signToken);\nawait signAsync({ sub }, key, { expiresIn: '1h' });" }] }],
    },
    {
      code: `${JOSE}const token = await new SignJWT({ sub }).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().sign(key);`,
      errors: [{ messageId: 'never', data: { api: '.sign()', remedy: "Call `.setExpirationTime('1h')`" }, line: 2, column: 93, suggestions: [{ messageId: 'limit', output: `${JOSE}const token = await new SignJWT({ sub }).setProtectedHeader({ alg: 'ES256' }).setIssuedAt().setExpirationTime('1h').sign(key);` }] }],
    },
    {
      code: `${JOSE}const token = new SignJWT({ sub });\ntoken.setProtectedHeader({ alg: 'ES256' });\nexport const text = await token.sign(key);`,
      errors: [{ messageId: 'never', data: { api: 'token.sign()', remedy: "Call `.setExpirationTime('1h')`" }, line: 4, column: 27, suggestions: [{ messageId: 'limit', output: `${JOSE}const token = new SignJWT({ sub });\ntoken.setProtectedHeader({ alg: 'ES256' });\nexport const text = await token.setExpirationTime('1h').sign(key);` }] }],
    },
    {
      code: `${JOSE}await new EncryptJWT({ sub }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);`,
      errors: [{ messageId: 'never', data: { api: '.encrypt()', remedy: "Call `.setExpirationTime('1h')`" }, line: 2, column: 82, suggestions: [{ messageId: 'limit', output: `${JOSE}await new EncryptJWT({ sub }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setExpirationTime('1h').encrypt(key);` }] }],
    },
    {
      code: `${JOSE}await new SignJWT().setSubject(id).setProtectedHeader(header).sign(key);`,
      errors: [{ messageId: 'never', data: { api: '.sign()', remedy: "Call `.setExpirationTime('1h')`" }, line: 2, column: 63, suggestions: [{ messageId: 'limit', output: `${JOSE}await new SignJWT().setSubject(id).setProtectedHeader(header).setExpirationTime('1h').sign(key);` }] }],
    },
    {
      code: "import { sign } from 'hono/jwt';\nawait sign({ sub, role: 'admin' }, key, 'ES256');",
      errors: [{ messageId: 'never', data: { api: 'sign()', remedy: 'Put `exp: Math.floor(Date.now() / 1000) + 3600` into its claims' }, line: 2, column: 7 }],
    },
    {
      code: "import jwt from '@tsndr/cloudflare-worker-jwt';\nawait jwt.sign({ sub }, key, 'ES256');",
      errors: [{ messageId: 'never', data: { api: 'jwt.sign()', remedy: 'Put `exp: Math.floor(Date.now() / 1000) + 3600` into its claims' }, line: 2, column: 7 }],
    },
    {
      code: "import jwt from 'jwt-simple';\njwt.encode({ sub }, key, 'RS256');",
      errors: [{ messageId: 'never', data: { api: 'jwt.encode()', remedy: 'Put `exp: Math.floor(Date.now() / 1000) + 3600` into its claims' }, line: 2, column: 1 }],
    },
    {
      code: "import { create } from 'https://deno.land/x/djwt@v3.0.2/mod.ts';\nawait create({ alg: 'ES256' }, { sub }, key);",
      errors: [{ messageId: 'never', data: { api: 'create()', remedy: 'Put `exp: Math.floor(Date.now() / 1000) + 3600` into its claims' }, line: 2, column: 7 }],
    },
    {
      code: "import njwt from 'njwt';\nconst token = njwt.create({ sub }, key);\ntoken.setExpiration();",
      errors: [{ messageId: 'never', data: { api: 'token.setExpiration()', remedy: 'Pass a moment: `Date.now() + 60 * 60 * 1000`' }, line: 3, column: 1 }],
    },
    // Too long for what they are: by the variable, the property, the `type` claim, the secret, the function.
    {
      code: `${JWT}const accessToken = jwt.sign({ sub }, key, { expiresIn: '7d' });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'an access token', lifetime: '7 days', limit: '1 hour' }, line: 2, column: 57 }],
    },
    {
      code: `${JWT}const ACCESS_TTL = 60 * 60 * 24;\nexport const generateAccessToken = (sub: string) => jwt.sign({ sub }, key, { expiresIn: ACCESS_TTL });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'an access token', lifetime: '1 day', limit: '1 hour' }, line: 3, column: 89 }],
    },
    {
      code: `${JWT}return_({ access_token: jwt.sign({ sub }, key, { expiresIn: '2h' }), refresh_token: jwt.sign({ sub }, key, { expiresIn: '90d' }) });`,
      errors: [
        { messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'an access token', lifetime: '2 hours', limit: '1 hour' }, line: 2, column: 61 },
        { messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a refresh token', lifetime: '90 days', limit: '30 days' }, line: 2, column: 121 },
      ],
    },
    {
      code: `${JWT}jwt.sign({ sub, type: 'refresh' }, key, { expiresIn: '1y' });\njwt.sign({ sub, token_use: 'access' }, key, { expiresIn: '1d' });`,
      errors: [
        { messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a refresh token', lifetime: '1 year', limit: '30 days' }, line: 2, column: 54 },
        { messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'an access token', lifetime: '1 day', limit: '1 hour' }, line: 3, column: 58 },
      ],
    },
    {
      code: `${JWT}jwt.sign({ sub }, process.env.JWT_REFRESH_SECRET!, { expiresIn: '60d' });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a refresh token', lifetime: '60 days', limit: '30 days' }, line: 2, column: 65 }],
    },
    {
      code: `${JOSE}async function createScopedToken(scope: string) {\n  return new SignJWT({ scope }).setProtectedHeader(header).setExpirationTime('1 hour').sign(key);\n}`,
      errors: [{ messageId: 'tooLong', data: { api: '.sign()', kind: 'a scoped token', lifetime: '1 hour', limit: '15 minutes' }, line: 3, column: 78 }],
    },
    {
      code: `${JWT}jwt.sign({ user: { id } }, process.env.JWT_SECRET || 'dev', { expiresIn: '365d' });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 74 }],
    },
    {
      code: `${JWT}jwt.sign({ sub }, key, { expiresIn: process.env.JWT_TTL ?? '365d' });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 60 }],
    },
    {
      code: `${JWT}jwt.sign({ sub, exp: Math.floor(Date.now() / 1000) + 60 * 60 * 24 * 365 }, key);`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 22 }],
    },
    {
      code: `${JOSE}await new SignJWT({ sub }).setProtectedHeader(header).setExpirationTime(new Date(Date.now() + 1000 * 60 * 60 * 24 * 365)).sign(key);`,
      errors: [{ messageId: 'tooLong', data: { api: '.sign()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 73 }],
    },
    // A number of milliseconds where seconds are counted.
    {
      code: `${JWT}jwt.sign({ sub }, key, { expiresIn: 24 * 60 * 60 * 1000 });`,
      errors: [{ messageId: 'tooLong', data: { api: 'jwt.sign()', kind: 'a token', lifetime: '2.7 years', limit: '30 days' }, line: 2, column: 37 }],
    },
    {
      code: `${NEST}JwtModule.register({ secret, signOptions: { expiresIn: '365d' } });\nJwtModule.registerAsync({ useFactory: () => ({ secret, signOptions: { expiresIn: '52w' } }) });`,
      errors: [
        { messageId: 'tooLong', data: { api: 'JwtModule.register()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 56 },
        { messageId: 'tooLong', data: { api: 'This configuration', kind: 'a token', lifetime: '364 days', limit: '30 days' }, line: 3, column: 82 },
      ],
    },
    {
      code: "import { JwtModule, type JwtOptionsFactory } from '@nestjs/jwt';\nclass Config implements JwtOptionsFactory { createJwtOptions() { return { secret, signOptions: { expiresIn: '1y' } }; } }",
      errors: [{ messageId: 'tooLong', data: { api: 'This configuration', kind: 'a token', lifetime: '1 year', limit: '30 days' }, line: 2, column: 109 }],
    },
    {
      code: `${NEST}class Auth { constructor(private readonly jwt: JwtService) {} refresh(sub) { return this.jwt.signAsync({ sub }, { secret, expiresIn: '180d' }); } }`,
      errors: [{ messageId: 'tooLong', data: { api: 'this.jwt.signAsync()', kind: 'a refresh token', lifetime: '180 days', limit: '30 days' }, line: 2, column: 134 }],
    },
    {
      code: `${NEST}const service = new JwtService({ secret, signOptions: { expiresIn: '100d' } });`,
      errors: [{ messageId: 'tooLong', data: { api: 'new JwtService()', kind: 'a token', lifetime: '100 days', limit: '30 days' }, line: 2, column: 68 }],
    },
    {
      code: "import Fastify from 'fastify';\nimport fastifyJwt from '@fastify/jwt';\nconst app = Fastify();\napp.register(fastifyJwt, { secret, sign: { expiresIn: '90d' } });\napp.get('/', (request, reply) => { reply.jwtSign({ sub }, { expiresIn: '60d' }); app.jwt.sign({ sub }, { expiresIn: '45d' }); });",
      errors: [
        { messageId: 'tooLong', data: { api: 'app.register()', kind: 'a token', lifetime: '90 days', limit: '30 days' }, line: 4, column: 55 },
        { messageId: 'tooLong', data: { api: 'reply.jwtSign()', kind: 'a token', lifetime: '60 days', limit: '30 days' }, line: 5, column: 72 },
        { messageId: 'tooLong', data: { api: 'app.jwt.sign()', kind: 'a token', lifetime: '45 days', limit: '30 days' }, line: 5, column: 117 },
      ],
    },
    {
      code: "import { createSigner } from 'fast-jwt';\ncreateSigner({ key, expiresIn: '40d' });",
      errors: [{ messageId: 'tooLong', data: { api: 'createSigner()', kind: 'a token', lifetime: '40 days', limit: '30 days' }, line: 2, column: 32 }],
    },
    {
      code: "import { jwt } from '@elysiajs/jwt';\nnew Elysia().use(jwt({ secret, exp: '60d' }));",
      errors: [{ messageId: 'tooLong', data: { api: 'jwt()', kind: 'a token', lifetime: '60 days', limit: '30 days' }, line: 2, column: 37 }],
    },
    {
      code: "import NextAuth from 'next-auth';\nexport default NextAuth({ providers, session: { strategy: 'jwt', maxAge: 365 * 24 * 60 * 60 } });",
      errors: [{ messageId: 'tooLong', data: { api: 'NextAuth()', kind: 'a token', lifetime: '365 days', limit: '30 days' }, line: 2, column: 74 }],
    },
    {
      code: "import njwt from 'njwt';\nnjwt.create({ sub }, key).setExpiration(Date.now() + 1000 * 60 * 60 * 24 * 60);",
      errors: [{ messageId: 'tooLong', data: { api: '.setExpiration()', kind: 'a token', lifetime: '60 days', limit: '30 days' }, line: 2, column: 41 }],
    },
    // Units: digits are milliseconds, a number is a moment, and a moment is counted in seconds.
    {
      code: `${JWT}jwt.sign({ sub }, key, { expiresIn: '3600' });`,
      errors: [{ messageId: 'milliseconds', data: { api: 'jwt.sign()', lifetime: '3.6 seconds', value: "'3600'", digits: '3600' }, line: 2, column: 37, suggestions: [{ messageId: 'unit', data: { digits: '3600' }, output: `${JWT}jwt.sign({ sub }, key, { expiresIn: '3600s' });` }] }],
    },
    {
      code: `${JWT}jwt.sign({ sub }, key, { expiresIn: process.env.JWT_TTL || '86400' });`,
      errors: [{ messageId: 'milliseconds', data: { api: 'jwt.sign()', lifetime: '1.4 minutes', value: "'86400'", digits: '86400' }, line: 2, column: 60, suggestions: [{ messageId: 'unit', data: { digits: '86400' }, output: `${JWT}jwt.sign({ sub }, key, { expiresIn: process.env.JWT_TTL || '86400s' });` }] }],
    },
    {
      code: "import { createSigner } from 'fast-jwt';\ncreateSigner({ key, expiresIn: 3600 });",
      errors: [{ messageId: 'milliseconds', data: { api: 'createSigner()', lifetime: '3.6 seconds', value: '3600', digits: '3600' }, line: 2, column: 32, suggestions: [{ messageId: 'unit', data: { digits: '3600' }, output: "import { createSigner } from 'fast-jwt';\ncreateSigner({ key, expiresIn: '3600s' });" }] }],
    },
    {
      code: `${JOSE}await new SignJWT({ sub }).setProtectedHeader(header).setExpirationTime(3600).sign(key);`,
      errors: [{ messageId: 'past', data: { api: '.sign()', value: '3600', instead: "a duration: `'3600s'`, `'1h'`" }, line: 2, column: 73, suggestions: [{ messageId: 'unit', data: { digits: '3600' }, output: `${JOSE}await new SignJWT({ sub }).setProtectedHeader(header).setExpirationTime('3600s').sign(key);` }] }],
    },
    {
      code: `${JOSE}await new SignJWT({ sub }).setProtectedHeader(header).setExpirationTime(60 * 60).sign(key);`,
      errors: [{ messageId: 'past', data: { api: '.sign()', value: '60 * 60', instead: "a duration: `'3600s'`, `'1h'`" }, line: 2, column: 73 }],
    },
    {
      code: `${JWT}jwt.sign({ sub, exp: 3600 }, key);`,
      errors: [{ messageId: 'past', data: { api: 'jwt.sign()', value: '3600', instead: '`Math.floor(Date.now() / 1000) + 3600`' }, line: 2, column: 22 }],
    },
    {
      code: `${JWT}jwt.sign({ sub, exp: Date.now() + 60 * 60 * 1000 }, key);`,
      errors: [{ messageId: 'future', data: { api: 'jwt.sign()', value: 'Date.now() + 60 * 60 * 1000', counts: 'milliseconds', far: 'where seconds are counted' }, line: 2, column: 22 }],
    },
    {
      code: "import { sign } from 'hono/jwt';\nawait sign({ sub, exp: Date.now() + 3600 }, key, 'ES256');",
      errors: [{ messageId: 'future', data: { api: 'sign()', value: 'Date.now() + 3600', counts: 'milliseconds', far: 'where seconds are counted' }, line: 2, column: 24 }],
    },
    {
      code: `${JWT}jwt.sign({ sub, exp: 9999999999 }, key);`,
      errors: [{ messageId: 'future', data: { api: 'jwt.sign()', value: '9999999999', counts: 'seconds', far: 'that nobody will live to see' }, line: 2, column: 22 }],
    },
  ],
});
