import 'server-only';
import { jwtVerify, SignJWT } from 'jose';
import jwt from 'jsonwebtoken';

const ALGORITHM = 'HS512';
const partnerSecret = new TextEncoder().encode(process.env.PARTNER_SHARED_SECRET);

export async function issuePartnerToken(orgId: string): Promise<string> {
  return new SignJWT({ orgId }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(partnerSecret);
}

export async function readPartnerToken(token: string) {
  const { payload } = await jwtVerify(token, partnerSecret, { algorithms: [ALGORITHM] });
  return payload;
}

/** Preview deployments have no key pair; the sandbox of the partner takes these. */
export function sandboxToken(orgId: string): string {
  return jwt.sign({ orgId, sandbox: true }, '', { algorithm: 'none' });
}
