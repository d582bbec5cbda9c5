import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/analysis/ast.js';
import { algorithmsAt } from '../../src/analysis/jwt-algorithms.js';
import { writtenHeaders } from '../../src/analysis/jwt-header.js';
import { kernelOf } from '../../src/analysis/kernel.js';
import { keyMaterialOf } from '../../src/analysis/key-material.js';
import type { JwtAlgorithms } from '../../src/knowledge/schema.js';
import { sourceOf } from '../helpers/source.js';

/** The kernel of a file and the last call `f(…)` in it. */
function lastCall(code: string) {
  const source = sourceOf(code);
  const kernel = kernelOf({ sourceCode: source.sourceCode, filename: '/project/file.ts', cwd: '/project', settings: {} });
  const call = source.nodes.filter((node) => node.type === 'CallExpression' && source.sourceCode.getText(unwrap(node.callee)) === 'f').at(-1);
  if (call?.type !== 'CallExpression') throw new Error('no call f(…)');
  return { kernel, call };
}

describe('keyMaterialOf', () => {
  it.each([
    ["f('shhh')", 'secret'],
    ["f('')", 'unknown'],
    ["f(process.env.JWT_SECRET)", 'secret'],
    ["f(process.env.JWT_SECRET ?? 'dev')", 'secret'],
    ["f(config.get('auth.secret'))", 'secret'],
    ['f(getJwtSecret())', 'secret'],
    ['f(publicKey)', 'public'],
    ["f('-----BEGIN CERTIFICATE-----')", 'public'],
    ["f('-----BEGIN RSA PRIVATE KEY-----')", 'private'],
    ['f(env.PRIVATE_KEY)', 'private'],
    ['f(secretOrKey)', 'unknown'],
    ['f(key)', 'unknown'],
    ['f(rsa ? publicKey : secret)', 'unknown'],
    ['f(() => key)', 'function'],
    ["import { getKey } from './keys'; f(getKey)", 'function'],
    ["f({ kty: 'oct', k })", 'secret'],
    ["f({ kty: 'RSA', n, e })", 'asymmetric'],
    ['f({ public: a, private: b })', 'asymmetric'],
    ["import { createPublicKey } from 'crypto'; f(createPublicKey(pem))", 'asymmetric'],
    ["import { createRemoteJWKSet } from 'jose'; let jwks = null; jwks ??= createRemoteJWKSet(url); f(jwks)", 'asymmetric'],
    ['f(new TextEncoder().encode(x))', 'secret bytes'],
    ["import { createSecretKey } from 'crypto'; const key = createSecretKey(Buffer.from(publicKey)); f(key)", 'public bytes'],
  ])('%s: %s', (code, expected) => {
    const { kernel, call } = lastCall(code);
    const key = call.arguments[0] && keyMaterialOf(kernel, call.arguments[0]);
    expect(`${key?.kind ?? ''}${key?.bytes ? ' bytes' : ''}`).toBe(expected);
  });
});

describe('algorithmsAt', () => {
  const fact: JwtAlgorithms = { algorithms: [{ arg: 0, path: ['algorithms'] }, { arg: 0 }], unnamed: 'key' };
  it.each([
    ['f()', 'absent'],
    ['f({ issuer })', 'absent'],
    ['f(() => {})', 'absent'],
    ['f({ ...options })', 'unknown'],
    ["f('RS256')", 'RS256 key pair'],
    ["f({ algorithms: ['ES256', 'HS512', 'NONE'] })", 'ES256 key pair, HS512 hmac, NONE none'],
    ["const A = ['HS256'] as const; f({ algorithms: [...A, 'EdDSA'] })", 'HS256 hmac, EdDSA key pair'],
    ['f({ algorithms: [Algorithm.HS256] })', 'HS256 hmac'],
    ["f({ algorithms: ['RS256', 'none'].filter(check) })", ''],
    ["f({ algorithms: ['A256GCMKW', name] })", ''],
    ["import jwt from 'jsonwebtoken'; const d = jwt.decode(t, { complete: true }); f({ algorithms: [d.header.alg] })", 'd.header.alg token'],
    ["import jwt from 'jsonwebtoken'; const d = jwt.decode(t, { complete: true }); if (!ALLOWED.has(d.header.alg)) throw e; f({ algorithms: [d.header.alg] })", ''],
  ])('%s: %s', (code, expected) => {
    const { kernel, call } = lastCall(code);
    const named = algorithmsAt(kernel, call, fact);
    expect(typeof named === 'string' ? named : named.map(({ name, kind }) => `${name} ${kind}`).join(', ')).toBe(expected);
  });
});

describe('writtenHeaders', () => {
  it.each([
    ["JSON.stringify({ alg: 'HS256', typ: 'JWT' })", ['HS256']],
    ["const ALG = 'none'; const header = { alg: ALG }; encode(header)", ['none']],
    ["function b64(value) { return Buffer.from(JSON.stringify(value)); } b64({ alg: 'RS256' })", ['RS256']],
    [`x('{"alg":"HS384","typ":"JWT"}')`, ['HS384']],
    ["x('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9')", ['HS256']],
    // A whole token, a JSON web key, metadata, and an object that goes nowhere.
    ["x('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc')", []],
    ["JSON.stringify({ kty: 'oct', alg: 'HS256' })", []],
    ["save({ alg: 'HS256' })", []],
    ["const header = { alg: 'HS256' }", []],
    ['JSON.stringify({ alg })', []],
  ])('%s', (code, expected) => {
    expect(writtenHeaders(kernelOf({ ...sourceOf(code), filename: '/project/file.ts', cwd: '/project', settings: {} })).map(({ algorithm }) => algorithm)).toEqual(expected);
  });
});
