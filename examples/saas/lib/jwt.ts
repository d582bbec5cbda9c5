import 'server-only';
import { randomUUID } from 'node:crypto';
import { createRemoteJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose';
import { env } from '@/lib/env';

const ISSUER = 'https://app.ledgerline.example';
const jwks = createRemoteJWKSet(new URL(env.SERVICE_JWKS_URL));

export async function issueServiceToken(userId: string, audience: string): Promise<string> {
  const key = await importPKCS8(env.SERVICE_PRIVATE_KEY, 'ES256');
  return new SignJWT({ token_type: 'access' })
    .setProtectedHeader({ alg: 'ES256', kid: 'service-1' })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(key);
}

export async function verifyServiceToken(token: string, audience: string) {
  const { payload } = await jwtVerify(token, jwks, {
    algorithms: ['ES256'],
    issuer: ISSUER,
    audience,
    requiredClaims: ['exp', 'jti'],
  });
  return payload;
}
