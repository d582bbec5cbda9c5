import * as jose from 'jose';
import { createRemoteJWKSet, EncryptJWT, importSPKI, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.SESSION_SECRET);
declare const privateKey: jose.CryptoKey;

// bad: jwt-algorithm — a secret and no list
export const session = (token: string) => jwtVerify(token, secret);

// bad: jwt-algorithm — a generic and a namespace
export const typed = (token: string) => jose.jwtVerify<{ role: string }>(token, secret, { issuer: 'acme' });

// bad: jwt-algorithm — a session anybody can write
export const unsigned = (sub: string) => new UnsecuredJWT({ sub }).setIssuedAt().encode();

// bad: jwt-algorithm — a session anybody can write, read back
export const readUnsigned = (token: string) => UnsecuredJWT.decode<{ sub: string }>(token).payload.sub;

// bad: jwt-algorithm (policy) — HS256 in the header
export const hmac = (sub: string) => new SignJWT({ sub }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('15m').sign(secret);

// fine: jwt-algorithm — EdDSA
export const signed = (sub: string) => new SignJWT({ sub }).setProtectedHeader({ alg: 'EdDSA' }).setExpirationTime('15m').sign(privateKey);

// fine: jwt-algorithm — the keys of the set are public and say what they are for
const keys = createRemoteJWKSet(new URL('https://id.acme.test/.well-known/jwks.json'));
export const remote = (token: string) => jwtVerify(token, keys, { issuer: 'https://id.acme.test' });

// fine: jwt-algorithm — an imported public key and its algorithm
export async function imported(token: string, pem: string) {
  return jwtVerify(token, await importSPKI(pem, 'ES256'), { algorithms: ['ES256'] });
}

// fine: jwt-algorithm — encrypted, not signed
export const sealed = (sub: string) => new EncryptJWT({ sub }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(secret);
