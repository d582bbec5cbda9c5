import type { Role } from '../../../src/knowledge/schema.js';
import { on, type Case } from '../case.js';

const calls = (role: Role, imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on(role, ...texts) });

export const JWT_CASES: readonly Case[] = [
  calls('jwtVerify', "import jwt, { verify } from 'jsonwebtoken';", 'jwt.verify(t, k)', 'verify(t, k, {}, done)'),
  calls('jwtSign', "import * as jwt from 'jsonwebtoken';", 'jwt.sign(p, k)'),
  calls('jwtVerify', "import { verify } from 'jsonwebtoken'; import { promisify } from 'node:util';", 'promisify(verify)(t, k)'),
  calls('jwtVerify', "import { jwtVerify, compactVerify, flattenedVerify, generalVerify, UnsecuredJWT } from 'jose';", 'jwtVerify(t, k)', 'compactVerify(t, k)', 'flattenedVerify(t, k)', 'generalVerify(t, k)', 'UnsecuredJWT.decode(t)'),
  calls('jwtVerify', "import { jwtVerify } from 'jose/jwt/verify';", 'jwtVerify(t, k)'),
  calls(
    'jwtSign',
    "import * as jose from 'jose';",
    'new jose.SignJWT(c).setIssuedAt().setProtectedHeader(h)',
    'new jose.CompactSign(b).setProtectedHeader(h)',
    'new jose.FlattenedSign(b).setProtectedHeader(h)',
    'new jose.GeneralSign(b).addSignature(k).setProtectedHeader(h)',
    'new jose.UnsecuredJWT(c).setIssuer(i).encode()',
  ),
  { code: "import { EncryptJWT } from 'jose'; new EncryptJWT(c).setProtectedHeader(h);", expect: [], not: on('jwtSign', 'new EncryptJWT(c).setProtectedHeader(h)') },
  calls('jwtVerify', "import { createVerifier } from 'fast-jwt'; import fastifyJwt from '@fastify/jwt';", 'createVerifier(o)', 'app.register(fastifyJwt, o)'),
  calls('jwtSign', "import { createSigner } from 'fast-jwt'; import fastifyJwt from '@fastify/jwt';", 'createSigner(o)', 'app.register(fastifyJwt, o)'),
  calls('jwtVerify', "import { expressjwt } from 'express-jwt'; import old from 'express-jwt'; import { auth } from 'express-oauth2-jwt-bearer'; import koaJwt from 'koa-jwt'; import { Strategy } from 'passport-jwt';", 'expressjwt(o)', 'old(o)', 'auth(o)', 'koaJwt(o)', 'new Strategy(o, done)'),
  { code: "import { PassportStrategy } from '@nestjs/passport'; import { Strategy } from 'passport-jwt'; class S extends PassportStrategy(Strategy, 'jwt') { constructor() { super(o); } }", expect: on('jwtVerify', 'super(o)'), not: on('jwtVerify', "PassportStrategy(Strategy, 'jwt')") },
  calls('jwtVerify', "import { JwtModule, JwtService } from '@nestjs/jwt';", 'JwtModule.register(o)', 'new JwtService(o)'),
  {
    code: "import { JwtModule, JwtService, JwtOptionsFactory } from '@nestjs/jwt'; JwtModule.registerAsync({ useFactory: () => ({ a }) }); class F implements JwtOptionsFactory { createJwtOptions() { return { b }; } } class A { constructor(private jwt: JwtService) {} f() { this.jwt.verify(t); this.jwt.signAsync(p); this.jwt.decode(t); } }",
    expect: [...on('jwtVerify', '{ a }', '{ b }', 'this.jwt.verify(t)'), ...on('jwtSign', '{ a }', '{ b }', 'this.jwt.signAsync(p)'), ...on('jwtDecode', 'this.jwt.decode(t)')],
  },
  calls('jwtSign', "import { JwtModule, JwtService } from '@nestjs/jwt';", 'JwtModule.register(o)', 'new JwtService(o)'),
  calls('jwtVerify', "import { jwt, verify } from 'hono/jwt';", 'jwt(o)', 'verify(t, k, a)'),
  calls('jwtSign', "import { sign } from 'hono/jwt'; import njwt from 'njwt'; import simple from 'jwt-simple'; import worker from '@tsndr/cloudflare-worker-jwt'; import elysia, { jwt } from '@elysiajs/jwt'; import jws from 'jws'; import { create } from '@zaubrik/djwt';", 'sign(p, k)', 'njwt.create(p, k)', "njwt.create(p, k).setSigningAlgorithm('RS256')", 'simple.encode(p, k)', 'worker.sign(p, k)', 'elysia(o)', 'jwt(o)', 'jws.sign(o)', 'create(h, p, k)'),
  calls('jwtVerify', "import njwt from 'njwt'; import simple from 'jwt-simple'; import worker from '@tsndr/cloudflare-worker-jwt'; import jws from 'jws';", 'njwt.verify(t)', 'njwt.createVerifier().setSigningAlgorithm(a)', 'simple.decode(t, k)', 'worker.verify(t, k)', 'jws.verify(t, a, k)'),
  calls('jwtVerify', "import { jwk } from 'hono/jwk'; import { verifyWithJwks } from 'hono/jwt';", 'jwk(o)', 'verifyWithJwks(t, o)'),
  calls(
    'jwtVerify',
    "import { OAuth2Client } from 'google-auth-library'; import { google } from 'googleapis'; import { verifyToken } from '@clerk/backend'; import { CognitoJwtVerifier, JwtVerifier } from 'aws-jwt-verify';",
    'new OAuth2Client(i).verifyIdToken(o)', 'new google.auth.OAuth2(i).verifyIdToken(o)', 'verifyToken(t, o)', 'CognitoJwtVerifier.create(o)', 'JwtVerifier.create(o)',
  ),
  calls('jwtVerify', "import { createClient } from '@supabase/supabase-js'; import { createServerClient } from '@supabase/ssr';", 'createClient(u, k).auth.getClaims(t, o)', 'createServerClient(u, k, c).auth.getClaims(t, o)'),
  calls(
    'jwtLifetime',
    "import * as jose from 'jose'; import jsonwebtoken from 'jsonwebtoken'; import { sign } from 'hono/jwt'; import worker from '@tsndr/cloudflare-worker-jwt'; import simple from 'jwt-simple'; import { create } from 'https://deno.land/x/djwt@v3.0.2/mod.ts'; import njwt from 'njwt';",
    'new jose.SignJWT(c).setIssuedAt().setProtectedHeader(h).sign(k)', 'new jose.EncryptJWT(c).setProtectedHeader(h).encrypt(k)', 'jsonwebtoken.sign(c, k)', 'sign(c, k)', 'worker.sign(c, k)', 'simple.encode(c, k)', 'create(h, c, k)', 'njwt.create(c, k)', 'njwt.create(c, k).setExpiration(d)',
  ),
  { code: "import { CompactSign } from 'jose'; new CompactSign(b).setProtectedHeader(h).sign(k);", expect: [], not: on('jwtLifetime', 'new CompactSign(b).setProtectedHeader(h).sign(k)') },
  calls('jwtLifetime', "import { JwtModule, JwtService } from '@nestjs/jwt'; import { createSigner } from 'fast-jwt'; import elysia, { jwt } from '@elysiajs/jwt'; import NextAuth from 'next-auth';", 'JwtModule.register(o)', 'new JwtService(o)', 'createSigner(o)', 'elysia(o)', 'jwt(o)', 'NextAuth(o)'),
  {
    code: "import { JwtModule, JwtService, JwtOptionsFactory } from '@nestjs/jwt'; JwtModule.registerAsync({ useFactory: () => ({ a }) }); class F implements JwtOptionsFactory { createJwtOptions() { return { b }; } } class A { constructor(private jwt: JwtService) {} f() { this.jwt.sign(c); } }",
    expect: on('jwtLifetime', '{ a }', '{ b }', 'this.jwt.sign(c)'),
  },
  {
    code: "import Fastify from 'fastify'; import fastifyJwt from '@fastify/jwt'; const app = Fastify(); app.register(fastifyJwt, o); app.get('/', (request, reply) => { reply.jwtSign(c); app.jwt.sign(c); app.jwt.decode(t); request.jwtDecode(); });",
    expect: [...on('jwtLifetime', 'app.register(fastifyJwt, o)', 'reply.jwtSign(c)', 'app.jwt.sign(c)'), ...on('jwtDecode', 'app.jwt.decode(t)', 'request.jwtDecode()')],
  },
  calls('jwtDecode', "import decode from 'jsonwebtoken/decode'; import { jwtDecode } from 'jwt-js-decode';", 'decode(t)', 'jwtDecode(t)'),
  calls('jwtDecode', "import simple from 'jwt-simple'; import { decodeJwt } from '@clerk/backend/jwt'; import { decode } from '@zaubrik/djwt'; import { decodeHeader } from 'hono/jwt';", 'simple.decode(t, k, true)', 'decodeJwt(t)', 'decode(t)', 'decodeHeader(t)'),
  calls('jwtDecode', "import jsonwebtoken from 'jsonwebtoken'; import { decodeJwt, decodeProtectedHeader } from 'jose'; import old, { jwtDecode } from 'jwt-decode'; import { decode } from 'hono/jwt'; import worker from '@tsndr/cloudflare-worker-jwt'; import jws from 'jws'; import { createDecoder } from 'fast-jwt';", 'jsonwebtoken.decode(t)', 'decodeJwt(t)', 'decodeProtectedHeader(t)', 'old(t)', 'jwtDecode(t)', 'decode(t)', 'worker.decode(t)', 'jws.decode(t)', 'createDecoder()(t)'),
  calls(
    'keyMaterial',
    "import { createRemoteJWKSet, importSPKI, generateKeyPair, generateSecret, base64url } from 'jose'; import { createPublicKey, createSecretKey, randomBytes, generateKeyPairSync } from 'node:crypto'; import { TextEncoder as Encoder } from 'node:util'; import { Buffer as Bytes } from 'node:buffer'; import jwks, { JwksClient, passportJwtSecret } from 'jwks-rsa';",
    'createRemoteJWKSet(u)', 'importSPKI(p, a)', 'generateKeyPair(a).publicKey', "generateKeyPairSync('rsa').privateKey", 'generateSecret(a)', 'base64url.decode(x)', 'createPublicKey(p)', 'createSecretKey(p)', 'randomBytes(32)', 'new TextEncoder().encode(x)', 'new Encoder().encode(x)', 'Buffer.from(x)', 'Bytes.from(x)', 'passportJwtSecret(o)', 'jwks(o).getSigningKey(k).getPublicKey()', 'new JwksClient(o).getSigningKey(k).rsaPublicKey',
  ),
  calls('hmac', "import crypto, { createHmac, subtle, webcrypto } from 'node:crypto'; import { HmacSHA256 } from 'crypto-js'; import { hmac } from '@noble/hashes/hmac';", 'createHmac(a, k)', 'crypto.createHmac(a, k)', 'subtle.sign(a, k, d)', 'webcrypto.subtle.importKey(f, k)', 'HmacSHA256(d, k)', 'hmac(h, k, d)'),
  calls('hmac', '', 'crypto.subtle.sign(a, k, d)'),
];
