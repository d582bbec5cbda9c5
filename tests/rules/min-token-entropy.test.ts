import rule from '../../src/rules/min-token-entropy.js';
import { ruleTester } from '../helpers/rule-tester.js';

const CRYPTO = "import crypto, { randomBytes, randomInt, randomUUID } from 'node:crypto';\n";
const NANOID = "import { nanoid, customAlphabet } from 'nanoid';\n";
const filename = 'src/lib/tokens.ts';

interface More {
  wanted?: number;
  /** Replaces this text by that one. */
  draw?: readonly [old: string, size: string];
  options?: readonly [{ minBits?: number; minCodeBits?: number }];
}

const placeOf = (code: string, at: string) => {
  const before = code.slice(0, code.indexOf(at)).split('\n');
  if (!code.includes(at)) throw new Error(`${at} is not in ${code}`);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};
const brief = (text: string) => (text.length <= 40 ? text : `${text.slice(0, 37)}…`);

/** A finding on `at`. */
function finding(messageId: 'guessable' | 'short' | 'code', code: string, at: string, place: string, what: string, bits: number, { wanted = messageId === 'code' ? 19 : 256, draw, options }: More = {}) {
  const data = { place, what, bits: String(bits), wanted: String(wanted), source: brief(at), ...(messageId === 'code' ? {} : { remedy: `\`randomBytes(${String(Math.ceil(wanted / 8))}).toString('base64url')\` of node:crypto` }) };
  const suggestions = draw ? [{ messageId: 'draw' as const, data: { old: draw[0], size: draw[1] }, output: code.replace(`(${draw[0]})`, `(${draw[1]})`).replace(`(${draw[0]}, `, `(${draw[1]}, `).replace(`length: ${draw[0]}`, `length: ${draw[1]}`) }] : null;
  return { code, filename, ...(options ? { options: [{ minBits: 256, minCodeBits: 19, ...options[0] }] as const } : {}), errors: [{ messageId, data, ...placeOf(code, at), suggestions }] };
}

const guessable = (...rest: [string, string, string, string, number, More?]) => finding('guessable', ...rest);
const short = (...rest: [string, string, string, string, number, More?]) => finding('short', ...rest);
const code = (...rest: [string, string, string, string, number, More?]) => finding('code', ...rest);

ruleTester.run('min-token-entropy', rule, {
  valid: [
    // The recipe: 32 bytes, however they are written.
    { code: `${CRYPTO}export const resetToken = randomBytes(32).toString('base64url');\nexport const apiKey = \`sk_\${crypto.randomBytes(32).toString('hex')}\`;`, filename },
    { code: 'const bytes = crypto.getRandomValues(new Uint8Array(32));\nexport const sessionId = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");', filename },
    // A session of a log.
    { code: `${CRYPTO}export class AuditLogger { readonly sessionId = randomBytes(8).toString('hex'); }`, filename },
    { code: `${NANOID}export const token = nanoid(43);\nconst make = customAlphabet('0123456789abcdef', 64);\nexport const secret = make();`, filename },
    { code: `${CRYPTO}const newToken = (size: number) => randomBytes(size).toString('hex');\nexport const csrfToken = newToken(32);`, filename },
    { code: `${CRYPTO}export const token = randomUUID() + randomUUID() + randomUUID();`, filename },
    { code: `${CRYPTO}export const token = randomBytes(64).toString('hex').slice(0, 64);`, filename },
    // What cannot be computed, or holds something unknown, is left alone.
    { code: `${CRYPTO}export const makeToken = (size: number) => randomBytes(size).toString('hex');`, filename },
    { code: `${CRYPTO}import { hash } from './hash';\nexport const token = hash(randomBytes(8));\nexport const apiKey = secretPart + randomBytes(8).toString('hex');`, filename },
    { code: `${CRYPTO}import { SIZE } from './config';\nexport const token = randomBytes(SIZE).toString('hex');`, filename },
    { code: "import { createHmac } from 'node:crypto';\nexport const token = createHmac('sha256', key).update(id).digest('hex');", filename },
    // No secrets: they only have to be unique.
    { code: `${CRYPTO}${NANOID}const requestId = randomUUID();\nconst fileName = \`\${randomBytes(8).toString('hex')}.png\`;\nconst slug = nanoid(6);\nconst lockToken = randomUUID();\nconst dedupToken = (batch) => batch.id ?? randomUUID();\nlogger.info({ trace: randomBytes(8).toString('hex') });`, filename },
    { code: `${CRYPTO}async function acquireLock(key: string) { const token = randomUUID(); await redis.set(key, token, 'NX'); return token; }`, filename },
    { code: `${CRYPTO}const token = randomUUID();\nconst job = await worker.getNextJob(token);`, filename },
    // Their length is that of the algorithm.
    { code: `${CRYPTO}const salt = randomBytes(16);\nconst iv = randomBytes(12);\nconst jti = randomUUID();\nconst encryptionKey = randomBytes(16);`, filename },
    { code: `${CRYPTO}const nonce = randomBytes(12);\nconst cipher = crypto.createCipheriv('aes-256-gcm', key, nonce);`, filename },
    { code: "const nonce = crypto.getRandomValues(new Uint8Array(12));\nconst sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, data);", filename },
    // The nonce of one page, as the policy writes it.
    { code: `${CRYPTO}const nonce = Buffer.from(randomUUID()).toString('base64');\nheaders.set('Content-Security-Policy', \`script-src 'nonce-\${nonce}'\`);`, filename },
    // A nonce beside a signature, one that renders again, a session that the browser numbers.
    { code: `${CRYPTO}const query = { SignatureNonce: randomUUID(), Signature: sign(body) };`, filename },
    { code: `${NANOID}import { useState } from 'react';\nconst [nonce, setNonce] = useState(nanoid(8));`, filename },
    { code: "const sessionId = crypto.randomUUID();\nlocalStorage.setItem('analytics', sessionId);", filename },
    // The whole token is long enough; its beginning is for show.
    { code: `${CRYPTO}const token = randomBytes(32).toString('hex');\nsave({ token, tokenPrefix: token.slice(0, 8) });\nlogger.info({ token: token.slice(0, 6) + '…' });`, filename },
    { code: `${CRYPTO}export const publishableKey = \`pk_\${randomBytes(12).toString('hex')}\`;`, filename },
    // Codes that are typed in, with six digits.
    { code: `${CRYPTO}const otp = randomInt(100000, 1000000).toString();\nconst verificationToken = String(randomInt(0, 1_000_000)).padStart(6, '0');`, filename },
    { code: `${NANOID}const makeCode = customAlphabet('0123456789', 6);\nexport const loginCode = makeCode();\nexport const inviteCode = nanoid(8);`, filename },
    { code: `${CRYPTO}const pin = randomInt(1000, 10000);`, options: [{ minBits: 256, minCodeBits: 0 }], filename },
    // A password of 64 bits.
    { code: `${CRYPTO}const password = randomBytes(9).toString('base64url');`, filename },
    // Fewer bits by decision.
    { code: `${CRYPTO}export const sessionToken = randomUUID();`, options: [{ minBits: 122, minCodeBits: 19 }], filename },
    { code: `${CRYPTO}export const csrfToken = randomBytes(16).toString('hex');`, options: [{ minBits: 128, minCodeBits: 19 }], filename },
    // Other functions of these names.
    { code: "import { randomBytes } from './fake';\nexport const token = randomBytes(4);", filename },
    { code: `${CRYPTO}const token = randomBytes(4).toString('hex');`, filename: 'src/tokens.test.ts' },
    { code: `${CRYPTO}const fakeToken = randomBytes(4).toString('hex');`, filename },
  ],
  invalid: [
    // So few that trying finds them.
    guessable(`${CRYPTO}export const resetToken = randomBytes(4).toString('hex');`, "randomBytes(4).toString('hex')", '`resetToken`', 'reset token', 32, { draw: ['4', '32'] }),
    guessable(`${CRYPTO}export const sessionId = randomUUID().slice(0, 8);`, 'randomUUID().slice(0, 8)', '`sessionId`', 'session id', 32),
    guessable(`${CRYPTO}export const token = randomUUID().split('-')[0];`, "randomUUID().split('-')[0]", '`token`', 'token', 32),
    guessable(`${CRYPTO}export const apiKey = 'key_' + randomUUID().replaceAll('-', '').slice(0, 12);`, "'key_' + randomUUID().replaceAll('-', '').slice(0, 12)", '`apiKey`', 'api key', 48),
    guessable(`${CRYPTO}export const token = randomBytes(32).toString('hex').slice(0, 10);`, "randomBytes(32).toString('hex').slice(0, 10)", '`token`', 'token', 40),
    guessable(`${CRYPTO}export const token = randomBytes(32).toString('base64').substring(0, 8);`, "randomBytes(32).toString('base64').substring(0, 8)", '`token`', 'token', 48),
    guessable(`${NANOID}export const inviteToken = nanoid(8);`, 'nanoid(8)', '`inviteToken`', 'invite token', 48, { draw: ['8', '43'] }),
    guessable(`${NANOID}const make = customAlphabet('0123456789', 12);\nexport const token = make();`, 'make()', '`token`', 'token', 39),
    guessable('const token = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16)).join("");', '[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16)).join("")', '`token`', 'token', 32, { draw: ['4', '32'] }),
    guessable('const bytes = new Uint8Array(6);\ncrypto.getRandomValues(bytes);\nexport const csrfToken = Array.from(bytes, (byte) => byte.toString(16)).join("");', 'Array.from(bytes, (byte) => byte.toString(16)).join("")', '`csrfToken`', 'csrf token', 48),
    // A loop over an alphabet, and a helper whose callers decide.
    guessable(`${CRYPTO}const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';\nfunction text(length: number) { let out = ''; for (let i = 0; i < length; i++) out += LETTERS[randomInt(LETTERS.length)]; return out; }\nexport const accessToken = text(10);`, 'text(10)', '`accessToken`', 'access token', 50),
    guessable(`${CRYPTO}const LETTERS = 'abcdefghijklmnop';\nfunction text(length = 8) { const bytes = randomBytes(length); return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join(''); }\nexport const secret = text();`, 'text()', '`secret`', 'secret', 32),
    guessable(`${CRYPTO}export function generateToken() { return randomBytes(6).toString('hex'); }`, "randomBytes(6).toString('hex')", 'What `generateToken()` returns', 'token', 48, { draw: ['6', '32'] }),
    guessable("import { createHash, randomBytes } from 'crypto';\nexport const token = createHash('sha256').update(randomBytes(4)).digest('hex');", "createHash('sha256').update(randomBytes(4)).digest('hex')", '`token`', 'token', 32, { draw: ['4', '32'] }),
    guessable("import { cookies } from 'next/headers';\nexport async function signIn() { const id = crypto.randomUUID().slice(0, 13); (await cookies()).set('session', id); }", 'crypto.randomUUID().slice(0, 13)', "What `set()` keeps under 'session'", 'session cookie', 48),
    guessable("import cryptoRandomString from 'crypto-random-string';\nexport const token = cryptoRandomString({ length: 10 });", 'cryptoRandomString({ length: 10 })', '`token`', 'token', 40, { draw: ['10', '64'] }),
    guessable(`${NANOID}export const temporaryPassword = nanoid(8);`, 'nanoid(8)', '`temporaryPassword`', 'password', 48, { wanted: 64, draw: ['8', '11'] }),

    // Unguessable, and fewer than the policy asks for.
    short(`${CRYPTO}export const sessionToken = randomUUID();`, 'randomUUID()', '`sessionToken`', 'session token', 122),
    short(`${CRYPTO}export const csrfToken = randomBytes(16).toString('hex');`, "randomBytes(16).toString('hex')", '`csrfToken`', 'csrf token', 128, { draw: ['16', '32'] }),
    short(`${NANOID}export const token = nanoid();`, 'nanoid()', '`token`', 'token', 126),
    short("import { ulid } from 'ulid';\nexport const sessionId = ulid();", 'ulid()', '`sessionId`', 'session id', 80),
    short("import { v7 } from 'uuid';\nexport const resetToken = v7();", 'v7()', '`resetToken`', 'reset token', 74),
    short("import { createId } from '@paralleldrive/cuid2';\nexport const apiKey = createId();", 'createId()', '`apiKey`', 'api key', 123),
    short("import { generateRandomString } from 'better-auth/crypto';\nexport const secret = generateRandomString(24, 'A-Z', '0-9');", "generateRandomString(24, 'A-Z', '0-9')", '`secret`', 'secret', 124, { draw: ['24', '50'] }),
    short(`${CRYPTO}class Tokens { issue(given?: string) { const refreshToken = given ?? randomUUID(); return refreshToken; } }`, 'given ?? randomUUID()', '`refreshToken`', 'refresh token', 122),
    short(`${CRYPTO}export const encryptionKey = randomBytes(8);`, 'randomBytes(8)', '`encryptionKey`', 'encryption key', 64, { wanted: 128 }),
    short(`${CRYPTO}const nonce = randomBytes(8).toString('base64');\nheaders.set('Content-Security-Policy', \`script-src 'nonce-\${nonce}'\`);`, "randomBytes(8).toString('base64')", '`nonce`', 'nonce', 64, { wanted: 122, draw: ['8', '16'] }),
    short(`${CRYPTO}export const csrfToken = randomBytes(12).toString('hex');`, "randomBytes(12).toString('hex')", '`csrfToken`', 'csrf token', 96, { wanted: 128, draw: ['12', '16'], options: [{ minBits: 128 }] }),

    // Four digits are found even where tries are limited.
    code(`${CRYPTO}const otp = randomInt(1000, 10000).toString();`, 'randomInt(1000, 10000).toString()', '`otp`', 'otp', 13),
    code(`${NANOID}const make = customAlphabet('0123456789', 4);\nexport const verificationCode = make();`, 'make()', '`verificationCode`', 'verification code', 13),
    code(`${CRYPTO}const loginCode = randomInt(100000, 1000000).toString();`, 'randomInt(100000, 1000000).toString()', '`loginCode`', 'login code', 19, { wanted: 26, options: [{ minCodeBits: 26 }] }),
  ],
});
