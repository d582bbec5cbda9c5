import * as jsonwebtoken from 'jsonwebtoken';
import JWT, { type VerifyOptions } from 'jsonwebtoken';

declare const publicKey: string;

// bad: jwt-algorithm — namespace import and a cast of the options
export const read = (token: string) => jsonwebtoken.verify(token, publicKey, { audience: 'app' } as any);

// bad: jwt-algorithm — options one hop away
const options: VerifyOptions = { issuer: 'acme', clockTolerance: 5 };
export const readStrict = (token: string) => JWT.verify(token, publicKey, options) as { sub: string };

// bad: jwt-algorithm — the algorithm is read from the token that is to be checked
export function readByHeader(token: string) {
  const decoded = JWT.decode(token, { complete: true })!;
  return JWT.verify(token, publicKey, { algorithms: [decoded.header.alg as 'RS256'] });
}

// bad: jwt-algorithm (policy) — signs with HS256 because nothing else is said
export const issue = (sub: string) => JWT.sign({ sub }, process.env.JWT_SECRET!, { expiresIn: '15m' });

// bad: jwt-algorithm (policy) — whoever can check these tokens can also make them
export const check = (token: string) => JWT.verify(token, process.env.JWT_SECRET!, { algorithms: ['HS256'] });

// fine: jwt-algorithm — a list through a constant
const ALGORITHMS = ['RS256', 'ES256'] as const satisfies readonly string[];
export const readListed = (token: string) => JWT.verify(token, publicKey, { algorithms: [...ALGORITHMS] });

// fine: jwt-algorithm — a list through a spread
const shared = { algorithms: ['RS256'], issuer: 'acme' } satisfies VerifyOptions;
export const readSpread = (token: string) => JWT.verify(token, publicKey, { ...shared, audience: 'app' });

// fine: jwt-algorithm — options that cannot be seen from here
export const readWith = (token: string, given: VerifyOptions) => JWT.verify(token, publicKey, given);
