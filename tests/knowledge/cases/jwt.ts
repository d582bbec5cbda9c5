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
  calls('jwtDecode', "import jsonwebtoken from 'jsonwebtoken'; import { decodeJwt, decodeProtectedHeader } from 'jose'; import old, { jwtDecode } from 'jwt-decode'; import { decode } from 'hono/jwt'; import worker from '@tsndr/cloudflare-worker-jwt'; import jws from 'jws'; import { createDecoder } from 'fast-jwt';", 'jsonwebtoken.decode(t)', 'decodeJwt(t)', 'decodeProtectedHeader(t)', 'old(t)', 'jwtDecode(t)', 'decode(t)', 'worker.decode(t)', 'jws.decode(t)', 'createDecoder()(t)'),
  calls(
    'keyMaterial',
    "import { createRemoteJWKSet, importSPKI, generateKeyPair, generateSecret, base64url } from 'jose'; import { createPublicKey, createSecretKey, randomBytes, generateKeyPairSync } from 'node:crypto'; import { TextEncoder as Encoder } from 'node:util'; import { Buffer as Bytes } from 'node:buffer'; import jwks, { JwksClient, passportJwtSecret } from 'jwks-rsa';",
    'createRemoteJWKSet(u)', 'importSPKI(p, a)', 'generateKeyPair(a).publicKey', "generateKeyPairSync('rsa').privateKey", 'generateSecret(a)', 'base64url.decode(x)', 'createPublicKey(p)', 'createSecretKey(p)', 'randomBytes(32)', 'new TextEncoder().encode(x)', 'new Encoder().encode(x)', 'Buffer.from(x)', 'Bytes.from(x)', 'passportJwtSecret(o)', 'jwks(o).getSigningKey(k).getPublicKey()', 'new JwksClient(o).getSigningKey(k).rsaPublicKey',
  ),
  calls('hmac', "import crypto, { createHmac, subtle, webcrypto } from 'node:crypto'; import { HmacSHA256 } from 'crypto-js'; import { hmac } from '@noble/hashes/hmac';", 'createHmac(a, k)', 'crypto.createHmac(a, k)', 'subtle.sign(a, k, d)', 'webcrypto.subtle.importKey(f, k)', 'HmacSHA256(d, k)', 'hmac(h, k, d)'),
  calls('hmac', '', 'crypto.subtle.sign(a, k, d)'),
];
