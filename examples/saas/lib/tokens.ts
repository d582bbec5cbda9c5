import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Invitation and reset tokens: 256 bits, sent once, stored as a hash. */
export function createInviteToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') };
}

export function createLoginCode(): string {
  return String(randomInt(100_000, 1_000_000));
}
