import { createHmac, verify as verifySignature } from 'node:crypto';
import { verifyToken } from '@clerk/backend';
import { verify } from '@node-rs/argon2';
import { createClient } from '@supabase/supabase-js';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Webhook } from 'svix';
import { jwt } from './our-jwt';

// fine: jwt-algorithm — a password
export const checkPassword = (hash: string, password: string) => verify(hash, password);

// fine: jwt-algorithm — a signature over data
export const checkFile = (data: Buffer, key: string, signature: Buffer) => verifySignature('sha256', data, key, signature);

// fine: jwt-algorithm — a webhook
export const checkEvent = (body: string, headers: Record<string, string>) => new Webhook(process.env.HOOK_SECRET!).verify(body, headers);

// fine: jwt-algorithm — the project's own module
export const checkOurs = (token: string) => jwt.verify(token, process.env.JWT_SECRET!);

// fine: jwt-algorithm — only ever RS256
const cognito = CognitoJwtVerifier.create({ userPoolId: 'eu_1', tokenUse: 'access', clientId: 'acme' });
export const checkCognito = (token: string) => cognito.verify(token);

// fine: jwt-algorithm — Clerk's own
export const checkClerk = (token: string) => verifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY });

// fine: jwt-algorithm — the server is asked
export const checkSupabase = (client: ReturnType<typeof createClient>, token: string) => client.auth.getUser(token);

// fine: jwt-algorithm — an HMAC that is no token
export const fingerprint = (text: string) => createHmac('sha256', process.env.PEPPER!).update(text).digest('hex');
