import { sign, verify } from 'hono/jwt';

// bad: jwt-algorithm (policy) — Hono signs with HS256 unless told otherwise
export const issue = (sub: string) => sign({ sub, exp: Math.floor(Date.now() / 1000) + 900 }, process.env.JWT_SECRET!);

// fine: jwt-algorithm — the algorithm is the third argument here
export const read = (token: string, publicKey: JsonWebKey) => verify(token, publicKey, 'RS256');
