import type { ValidTestCase } from '@typescript-eslint/rule-tester';
import rule from '../../src/rules/no-insecure-random.js';
import { ruleTester } from '../helpers/rule-tester.js';

const MATH = 'whose next values follow from a few earlier ones';
const TIME = 'which anybody can guess to within seconds';
const SEEDED = 'whose output repeats for whoever finds the seed';
const USES_MATH = 'which uses `Math.random()`';
const BYTES = "`randomBytes(32).toString('base64url')` of node:crypto, or `crypto.randomUUID()`";
const UUID = 'globalThis.crypto.randomUUID()';

type Options = readonly unknown[];

interface More {
  /** The source as it stands in the code; the finding stands on it. */
  at?: string;
  /** Which of several. */
  nth?: number;
  source?: string;
  why?: string;
  /** The arguments of `randomInt` that the message names. */
  int?: string;
  remedy?: string;
  filename?: string;
  suggestions?: { messageId: 'useUuid' | 'useRandomInt' | 'useSecureModule'; output: string; data?: Record<string, string> }[];
}

/** The place of a text in the code, as ESLint counts. */
function positionOf(code: string, text: string, nth: number): { line: number; column: number } {
  let at = -1;
  for (let count = 0; count <= nth; count++) at = code.indexOf(text, at + 1);
  if (at < 0) throw new Error(`${text} is not in ${code}`);
  const before = code.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A finding `weak`, on `at`, about what stands at `place`. */
function weak(code: string, place: string, what: string, more: More = {}) {
  // A file of the server, unless a case says otherwise: `.tsx` counts as code of the browser.
  const { at = 'Math.random()', nth = 0, source = `\`${at}\``, why = MATH, int, remedy = int === undefined ? BYTES : `\`randomInt(${int})\` of node:crypto`, filename = 'file.ts', suggestions } = more;
  return { code, filename, errors: [{ messageId: 'weak' as const, data: { place, what, source, why, remedy }, ...positionOf(code, at, nth), suggestions: suggestions ?? null }] };
}

/** The same, with the suggestion to write a UUID in place of `text`. */
function uuid(code: string, text: string, place: string, what: string, more: More = {}) {
  return weak(code, place, what, { ...more, suggestions: [{ messageId: 'useUuid', output: code.replace(text, UUID) }] });
}

/** The same, with the suggestion to write `randomInt(int)` in place of `text`. */
function int(code: string, text: string, args: string, place: string, what: string, more: More & { call?: string; add?: string } = {}) {
  const { call = 'randomInt', add = '', ...rest } = more;
  return weak(code, place, what, { ...rest, int: args, suggestions: [{ messageId: 'useRandomInt', data: { call: `${call}(${args})` }, output: add + code.replace(text, `${call}(${args})`) }] });
}

const IMPORT = "import { randomInt } from 'node:crypto';\n";

const inServerFile = (each: ValidTestCase<Options> | string): ValidTestCase<Options> => (typeof each === 'string' ? { code: each, filename: 'file.ts' } : { filename: 'file.ts', ...each });

ruleTester.run('no-insecure-random', rule, {
  valid: [
    // the recipes
    "import { randomBytes } from 'node:crypto'; export const token = randomBytes(32).toString('base64url');",
    "import crypto from 'crypto'; const otp = crypto.randomInt(100000, 1000000).toString();",
    'const sessionId = globalThis.crypto.randomUUID();',
    "const nonce = Buffer.from(crypto.randomUUID()).toString('base64'); response.headers.set('Content-Security-Policy', `script-src 'nonce-${nonce}'`);",
    'const codeVerifier = [...crypto.getRandomValues(new Uint8Array(48))].map((byte) => ALPHABET[byte % 64]).join("");',
    "import { nanoid, customAlphabet } from 'nanoid'; const token = nanoid(32); const inviteCode = customAlphabet('ABCDEFGHJK', 12)();",
    "import { uid } from 'uid/secure'; const apiKey = uid(32);",
    "import { v4 } from 'uuid'; const resetToken = v4();",
    "import { v7 } from 'uuid'; const token = v7();",
    // a time from now, whatever the name
    'function expiryOfJwt(jwt) { const { exp } = read(jwt); return exp ? exp * 1000 : Date.now() + 5 * 60_000; }',
    "function expiryOfJwt(jwt) { try { const payload = JSON.parse(jwt); return typeof payload.exp === 'number' ? payload.exp * 1000 : Date.now() + 5 * 60_000; } catch { return Date.now() + 5 * 60_000; } }",
    // a date that stays one is a time
    'export const usePin = (page) => { const [pinnedAt] = useState(() => (page > 0 ? new Date() : null)); const pin = page > 0 ? pinnedAt : null; return pin; };',
    'export const draft = (old) => { const now = new Date(); const pin = old ?? now; return pin; };',
    // a state of something else
    'export class Game { generateState() { return Math.random().toString(36); } }',
    'export class OAuthWindow { open() { const handle = Math.random().toString(36); return handle; } }',
    // the number of a session of a log
    'class FileLogger { sessionId = Math.random().toString(36).slice(2); }',
    'export const createTracker = () => { const sessionId = `${Date.now()}-${Math.random()}`; return { sessionId }; };',
    // beside something strong the weak part does no harm
    "import { randomBytes } from 'crypto'; const token = `${Date.now()}-${randomBytes(32).toString('hex')}`;",
    "const token = crypto.randomUUID() + Math.random().toString(36).slice(2);",
    // jitter, backoff, delays
    'const jitter = Math.random() * 100; await sleep(base * 2 ** attempt + jitter);',
    'const delay = Math.floor(Math.random() * (max - min + 1)) + min; setTimeout(refreshToken, delay);',
    'async function login(password: string) { await wait(200 + Math.random() * 300); return verify(password); }',
    'async function generateToken() { await new Promise((resolve) => setTimeout(resolve, Math.random() * 50)); return crypto.randomUUID(); }',
    'const tokenRefreshDelay = 1000 + Math.random() * 500;',
    // dice, shuffles, sampling, choices
    'const roll = Math.floor(Math.random() * 6) + 1;',
    'for (let i = deck.length - 1; i > 0; i--) { const j = Math.floor(Math.random() * (i + 1)); [deck[i], deck[j]] = [deck[j], deck[i]]; }',
    'const winners = [...players].sort(() => Math.random() - 0.5).slice(0, 3);',
    'if (Math.random() < sampleRate) report(token);',
    'const token = Math.random() < 0.5 ? primaryToken : fallbackToken;',
    'const apiKey = apiKeys[Math.floor(Math.random() * apiKeys.length)];',
    "import { sample } from 'lodash'; const apiKey = sample(process.env.API_KEYS.split(','));",
    'const client = Math.random() > 2 / 3 ? replica : primary;',
    'const variant = Math.random() < 0.5 ? "a" : "b"; document.cookie = `ab_variant=${variant}`;',
    // looks: skeletons, animation, element ids, keys, toasts
    { code: 'const width = React.useMemo(() => `${Math.floor(Math.random() * 40) + 50}%`, []);', filename: 'sidebar.tsx' },
    { code: 'const App = () => <li key={Math.random()} id={`field-${Math.random().toString(36).slice(2)}`} />;', filename: 'list.tsx' },
    'const toastId = Math.random().toString(36).slice(2, 9); toasts.push({ id: toastId, message });',
    'const elementId = `mermaid-${Math.random().toString(36).substr(2, 9)}`;',
    // names that only have to be unique
    'const fileName = `${Date.now()}-${Math.random().toString(36).slice(2)}.png`; await storage.upload(`avatars/${fileName}`, file);',
    "const boundary = '----formdata-' + Math.random().toString(36).slice(2); headers['Content-Type'] = `multipart/form-data; boundary=${boundary}`;",
    'const requestId = request.headers.get("x-request-id") || Math.random().toString(36).slice(2, 8);',
    'const correlationId = `wh_${Date.now()}_${Math.random().toString(36).substr(2, 9)}`; console.log(correlationId);',
    'const slug = `${slugify(name)}-${Math.random().toString(36).slice(2, 8)}`;',
    'const notificationId = Math.random().toString(36).substring(2, 15);',
    'const uuid = "xxxx-4xxx".replace(/[xy]/g, (c) => { const r = (Math.random() * 16) | 0; return (c === "x" ? r : (r & 3) | 8).toString(16); });',
    { code: 'const tabId = `tab-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`; channel.postMessage({ tabId });', filename: 'lib/tokenCache.ts' },
    "import { v1 } from 'uuid'; const orderId = v1();",
    "import { Types } from 'mongoose'; const _id = new Types.ObjectId();",
    'const challenge = `chal_${Math.random().toString(36).slice(2, 10)}`;',
    'const referralCode = Math.random().toString(36).slice(2, 8).toUpperCase();',
    // names that end in another noun
    'const tokenCount = Math.floor(Math.random() * 500); const tokenIndex = Math.floor(Math.random() * 5); const codeLength = 4 + Math.floor(Math.random() * 4);',
    'const errorCode = Math.floor(Math.random() * 100); const statusCode = [200, 500][Math.floor(Math.random() * 2)]; const zipCode = Math.floor(10000 + Math.random() * 90000);',
    'const countryCode = codes[Math.floor(Math.random() * codes.length)]; const colorCode = Math.floor(Math.random() * 16777215).toString(16);',
    'const usage = { promptTokens: Math.floor(Math.random() * 900), tokens: Math.random() * 5 };',
    'const pinPosition = { x: Math.random() * 10 }; const mapPin = Math.random(); const sessionDuration = Math.random() * 60;',
    'const [state, setState] = useState(Math.random()); setState(Math.random()); stateMachine.send(Math.random());',
    'const lockToken = Math.random().toString(36).slice(2); await redis.set(`lock:${id}`, lockToken, "NX");',
    'const chatSessionId = Math.random().toString(36).slice(2);',
    'const hasPassword = Math.random() > 0.5; const isTokenValid = Math.random() > 0.1;',
    'const code = Math.floor(Math.random() * 10);',
    // the session of a visitor's analytics
    { code: "'use client';\nconst sessionId = Math.random().toString(36).slice(2); analytics.track({ sessionId });" },
    { code: 'const logContext = { sessionId: crypto.randomUUID?.() || Date.now().toString() };', filename: 'checkout.tsx' },
    "const id = Math.random().toString(36); sessionStorage.setItem('session_id', id); const sessionId = id;",
    // a bare number that tells the latest call from the ones before
    'let latest = 0; async function load() { const token = Math.random(); latest = token; await fetch(url); if (latest !== token) return; }',
    'class Popover { async close() { this.randomToken = Math.random() * 1000; } }',
    'setTarget({ lat, lon, token: Date.now() }); channel.postMessage({ type, nonce: Math.random() });',
    'class Store { prefix = `p-${Math.random().toString(36)}`; write() { const token = `${this.prefix}-${++this.count}`; this.put({ data, writeToken: token }); } }',
    'const uniqueToken = Date.now().toString(36);',
    // a mark in a component's state
    { code: 'const [refreshToken, setRefreshToken] = useState(0); const reload = () => setRefreshToken(Date.now());', filename: 'list.tsx' },
    // for show: tests, mocks, seeds, samples
    { code: 'const token = Math.random().toString(36).slice(2);', filename: 'src/auth.test.ts' },
    { code: 'const token = Math.random().toString(36).slice(2);', filename: 'prisma/seed/users.ts' },
    { code: "import { faker } from '@faker-js/faker'; export const user = () => ({ password: faker.internet.password() });", filename: 'src/mocks/user.ts' },
    'const mockSession = { token: Math.random().toString(36) }; function createFakeToken() { return Math.random().toString(36); }',
    'const bogus = sign({ secret: `x-${Date.now()}` }); db.create({ token: `fake-${Math.random()}` });',
    `export const variables = [
      { key: '$color', value: () => COLORS[Math.floor(Math.random() * 9)] },
      { key: '$number', value: () => Math.floor(Math.random() * 1000) },
      { key: '$city', value: () => CITIES[Math.floor(Math.random() * 9)] },
      { key: '$password', value: () => { let password = ''; for (let i = 0; i < 15; i++) password += ABC.charAt(Math.floor(Math.random() * ABC.length)); return password; } },
    ];`,
    // the clock: expiry, names, signed values, counters
    'const tokenExpires = Date.now() + 3600_000; await db.token.create({ data: { token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 1000) } });',
    'const payload = { userId, iat: Math.floor(Date.now() / 1000), exp: Date.now() + 60 }; const token = jwt.sign(payload, key, { algorithm: "RS256" });',
    "import crypto from 'crypto'; const timestamp = Date.now().toString(); const signature = crypto.createHmac('sha256', process.env.KEY!).update(email + timestamp).digest('hex'); const token = `${email}|${timestamp}|${signature}`;",
    'const nonce = Date.now(); sign(`${nonce}${path}`);',
    'const key = `archive/${tenantId}/${Date.now()}_${name}`; cache.set("token", token, { now: Date.now() }); localStorage.setItem("token_saved_at", String(Date.now()));',
    'const url = `/app.js?v=${Date.now()}`; const jobId = `job-${Date.now()}`;',
    'store.setState({ [key]: Date.now() });',
    'const token = `${secret}.${Date.now()}`;',
    'const refreshToken = async () => { await renew(); return Date.now() + 3600_000; };',
    'const token = { value: issue(), expires: Date.now() }; const resetToken = Date.now() + 60_000;',
    // helpers that say what they are for, or whose use is in sight
    'export const uniqueId = (length: number) => Math.random().toString(36).substring(2, length);',
    'function generateRandomString() { let text = ""; for (let i = 0; i < 16; i++) text += ABC.charAt(Math.floor(Math.random() * ABC.length)); return text; } export const usage = () => ({ id: generateRandomString() });',
    { code: 'export const randomString = (length: number) => Math.random().toString(36).slice(2, 2 + length);', options: [{ sharedHelpers: 'ignore' }] },
    // one function for both: what came in for the delay goes out to the delay
    'const clamp = (n: number) => Math.round(n); const delay = clamp(Math.random() * 100); const token = clamp(size);',
    // a shadowed Math
    'const Math = makeMath(); const token = Math.random().toString(36);',
    // only the sibling is random
    'function createSession() { return { token: crypto.randomUUID(), jitter: Math.random() }; } const { token } = createSession();',
    "import { Random, nodeCrypto } from 'random-js'; const random = new Random(nodeCrypto); const token = random.string(32);",
  ].map(inServerFile),
  invalid: [
    // by the name of the variable
    weak('export const f = () => { const now = new Date(); const text = now.toISOString(); const resetToken = text; return resetToken; };', '`resetToken`', 'reset token', { at: 'new Date()', why: TIME }),
    weak("export const f = () => { const now = new Date(); const resetToken = 'reset-' + now; return resetToken; };", '`resetToken`', 'reset token', { at: 'new Date()', why: TIME }),
    uuid('export class GoogleOAuth { generateState() { return Math.random().toString(36).slice(2); } }', 'Math.random().toString(36).slice(2)', 'What `generateState()` returns', 'OAuth state'),
    uuid('class OidcStateStore { store() { const handle = Math.random().toString(36); this.states.set(handle, 1); return handle; } }', 'Math.random().toString(36)', '`handle`', 'OAuth state'),
    uuid('class SessionStore { sessionId = Math.random().toString(36).slice(2); }', 'Math.random().toString(36).slice(2)', '`sessionId`', 'session id'),
    uuid('const token = Math.random().toString(36).slice(2);', 'Math.random().toString(36).slice(2)', '`token`', 'token'),
    uuid('const resetToken = Math.random().toString(36).substring(2) + Math.random().toString(36).substring(2);', 'Math.random().toString(36).substring(2) + Math.random().toString(36).substring(2)', '`resetToken`', 'reset token'),
    uuid('const apiKey = `sk_${Math.random().toString(36).slice(2)}`;', 'Math.random().toString(36).slice(2)', '`apiKey`', 'api key'),
    uuid("const SESSION_SECRET = process.env.SESSION_SECRET ?? Math.random().toString(36);", 'Math.random().toString(36)', '`SESSION_SECRET`', 'secret'),
    uuid('const acceptanceCode = Math.random().toString(36).slice(2, 14).toUpperCase();', 'Math.random().toString(36).slice(2, 14)', '`acceptanceCode`', 'acceptance code'),
    weak('const password = Math.random().toString(36).slice(2, 8);', '`password`', 'password'),
    weak('const password = Math.random().toString(36).slice(-6);', '`password`', 'password'),
    uuid('const tempPassword = Math.random().toString(36).slice(-8);', 'Math.random().toString(36).slice(-8)', '`tempPassword`', 'password'),
    weak('const token = Math.random(); mail(`https://app.test/verify?token=${token}`);', '`token=`', 'token'),
    weak('const salt = Math.round(Math.random() * 1e9).toString(16);', '`salt`', 'salt'),
    uuid('let csrf: string; csrf = Math.random().toString(36);', 'Math.random().toString(36)', '`csrf`', 'csrf'),
    uuid('const token = (Math.random() as number)!.toString(36).slice(2) satisfies string;', '(Math.random() as number)!.toString(36).slice(2)', '`token`', 'token'),
    uuid("const { random } = Math; const token = random().toString(36).slice(2);", 'random().toString(36).slice(2)', '`token`', 'token', { at: 'random()' }),
    uuid("const sessionId = Math.random().toString(36).slice(2);", 'Math.random().toString(36).slice(2)', '`sessionId`', 'session id'),
    // codes of digits
    int("import crypto from 'crypto'; const otp = Math.floor(100000 + Math.random() * 900000).toString();", 'Math.floor(100000 + Math.random() * 900000)', '100000, 1000000', '`otp`', 'otp', { call: 'crypto.randomInt' }),
    int("import * as crypto from 'node:crypto'; const otp = Math.floor(Math.random() * 900000) + 100000;", 'Math.floor(Math.random() * 900000) + 100000', '100000, 1000000', '`otp`', 'otp', { call: 'crypto.randomInt' }),
    int("import { randomInt as draw } from 'crypto'; const pin = ~~(Math.random() * 10000);", '~~(Math.random() * 10000)', '10000', '`pin`', 'pin', { call: 'draw' }),
    int("import { send } from './mail'; const verificationCode = String(Math.floor(Math.random() * 1000000)).padStart(6, '0');", 'Math.floor(Math.random() * 1000000)', '1000000', '`verificationCode`', 'verification code', { add: IMPORT }),
    int("const crypto = require('crypto'); const otp = (Math.random() * 9000 | 0) + 1000;", '(Math.random() * 9000 | 0) + 1000', '1000, 10000', '`otp`', 'otp', { call: 'crypto.randomInt' }),
    int('export function generateOtp(min: number, max: number) { return Math.floor(Math.random() * (max - min + 1)) + min; }', 'Math.floor(Math.random() * (max - min + 1)) + min', 'min, max + 1', 'What `generateOtp()` returns', 'otp', { add: IMPORT }),
    // a CommonJS file without the import: nothing that could be added blindly
    weak('const otp = Math.floor(100000 + Math.random() * 900000);', '`otp`', 'otp', { int: '100000, 1000000' }),
    weak("'use client';\nexport const otp = Math.floor(100000 + Math.random() * 900000);", '`otp`', 'otp', { int: '100000, 1000000' }),
    weak("import { x } from 'y'; const randomInt = 1; const otp = Math.floor(100000 + Math.random() * 900000);", '`otp`', 'otp', { int: '100000, 1000000' }),
    // a bare code, by what stands around it
    int("import crypto from 'crypto'; async function sendVerification(email: string) { const code = Math.floor(100000 + Math.random() * 900000); await mail(email, code); }", 'Math.floor(100000 + Math.random() * 900000)', '100000, 1000000', '`code`', 'one-time code', { call: 'crypto.randomInt' }),
    weak('await db.insert({ code: Math.random().toString().slice(2, 8), expiresAt });', '`code`', 'one-time code'),
    // character by character
    int(
      "import { x } from 'y';\nfunction generateToken(length: number) {\n  let result = '';\n  const chars = 'ABC';\n  for (let i = 0; i < length; i++) {\n    result += chars.charAt(Math.floor(Math.random() * chars.length));\n  }\n  return result;\n}",
      'Math.floor(Math.random() * chars.length)', 'chars.length', 'What `generateToken()` returns', 'token', { add: IMPORT },
    ),
    weak("const generateCodeVerifier = () => { let codeVerifier = ''; for (let i = 0; i < 64; i++) { const index = Math.floor(Math.random() * CHARS.length); codeVerifier += CHARS[index]; } return codeVerifier; };", '`codeVerifier`', 'code verifier', { int: 'CHARS.length' }),
    weak("const inviteCode = Array.from({ length: 8 }, () => CHARS[Math.floor(Math.random() * CHARS.length)]).join('');", '`inviteCode`', 'invite code', { int: 'CHARS.length' }),
    weak("const otp = [...Array(6)].map(() => Math.floor(Math.random() * 10)).join('');", '`otp`', 'otp', { int: '10' }),
    weak("const parts: string[] = []; for (let i = 0; i < 4; i++) parts.push(WORDS[Math.floor(Math.random() * WORDS.length)]); const passphrase = parts.join('-');", '`passphrase`', 'passphrase', { int: 'WORDS.length' }),
    weak("const password = CHARS.split('').sort(() => Math.random() - 0.5).join('').slice(0, 12);", '`password`', 'password'),
    weak("const resetToken = 'xxxxxxxx-xxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));", '`resetToken`', 'reset token', { int: '16' }),
    weak("let i = 0; const bytes = []; while (i < 16) { bytes[i++] = Math.floor(Math.random() * 256); } const secret = Buffer.from(bytes).toString('hex');", '`secret`', 'secret', { int: '256' }),
    // through functions, parameters, members, classes
    uuid('const random = () => Math.random().toString(36).slice(2); export const invite = () => db.create({ token: random() });', 'Math.random().toString(36).slice(2)', '`token`', 'token'),
    int("import { x } from 'y'; function pick(n: number) { return Math.floor(Math.random() * n); } let temporaryPassword = ''; temporaryPassword += ABC[pick(26)];", 'Math.floor(Math.random() * n)', 'n', '`temporaryPassword`', 'password', { add: IMPORT }),
    uuid('export class Invites { #fresh() { return Math.random().toString(36).slice(2); } create() { const inviteToken = this.#fresh(); return inviteToken; } }', 'Math.random().toString(36).slice(2)', '`inviteToken`', 'invite token'),
    weak("class Codes { private generateShortCodeID(): string { let result = ''; for (let i = 0; i < 12; i++) result += ABC[Math.floor(Math.random() * ABC.length)]; return result; } }", 'What `generateShortCodeID()` returns', 'short code id', { int: 'ABC.length' }),
    uuid('class Session { private value = Math.random().toString(36); issue(res) { res.cookie("sid", this.value); } }', 'Math.random().toString(36)', "What `cookie()` keeps under 'sid'", 'session cookie'),
    uuid('const make = () => ({ value: Math.random().toString(36).slice(2), at: Date.now() }); const { value: accessToken } = make();', 'Math.random().toString(36).slice(2)', '`accessToken`', 'access token'),
    uuid('function save(token: string) { return db.put(token); } save(Math.random().toString(36).slice(2));', 'Math.random().toString(36).slice(2)', '`token`', 'token'),
    uuid('export default { callbacks: { async generateVerificationToken() { return Math.random().toString(36).slice(2); } } };', 'Math.random().toString(36).slice(2)', 'What `generateVerificationToken()` returns', 'verification token'),
    // by where it is kept, sent, compared
    uuid("const id = Math.random().toString(36).slice(2); cookies().set('session', id, { httpOnly: true });", 'Math.random().toString(36).slice(2)', "What `set()` keeps under 'session'", 'session cookie'),
    uuid("const id = Math.random().toString(36).slice(2); (await cookies()).set({ name: 'session', value: id });", 'Math.random().toString(36).slice(2)', "What `set()` keeps under 'session'", 'session cookie'),
    uuid('const value = Math.random().toString(36).slice(2); await redis.set(`otp:${email}`, value);', 'Math.random().toString(36).slice(2)', "What `set()` keeps under 'otp'", 'otp'),
    uuid("localStorage.setItem('csrf_token', Math.random().toString(36));", 'Math.random().toString(36)', "What `setItem()` keeps under 'csrf_token'", 'csrf token'),
    uuid('const link = `https://app.test/reset?token=${Math.random().toString(36).slice(2)}`;', 'Math.random().toString(36).slice(2)', '`token=`', 'token'),
    uuid("const value = Math.random().toString(36).slice(2); location.href = issuer + '/authorize?client_id=x&state=' + value;", 'Math.random().toString(36).slice(2)', '`state=`', 'OAuth state'),
    uuid("const query = new URLSearchParams({ client_id: id, state: Math.random().toString(36).slice(2) });", 'Math.random().toString(36).slice(2)', '`state`', 'OAuth state'),
    uuid("const drawn = Math.random().toString(36).slice(2); if (body.otp === drawn) login();", 'Math.random().toString(36).slice(2)', 'The value compared with `otp`', 'otp'),
    uuid("headers['X-CSRF-Token'] = Math.random().toString(36);", 'Math.random().toString(36)', '`X-CSRF-Token`', 'csrf token'),
    uuid('const claims = { sub: user.id, jti: Math.random().toString(36).slice(2) };', 'Math.random().toString(36).slice(2)', '`jti`', 'jti'),
    weak('const [value, setValue] = useState(""); return () => setPassword(Math.random().toString(36).slice(2, 8));', 'The argument of `setPassword()`', 'password', { filename: 'form.ts' }),
    weak('export const Page = () => <script nonce={`${Math.random()}`} />;', '`nonce`', 'nonce', { filename: 'page.tsx' }),
    uuid("headers.set('Authorization', `Bearer ${Math.random().toString(36)}`);", 'Math.random().toString(36)', "What `set()` keeps under 'Authorization'", 'authorization'),
    uuid('document.cookie = `session=${Math.random().toString(36)}; path=/`;', 'Math.random().toString(36)', '`session=`', 'session cookie'),
    weak("const voucher = { code: 'GIFT-' + Math.random().toString(36).slice(2, 8).toUpperCase(), amount: 5 };", '`code`', 'one-time code'),
    weak('await db.coupon.create({ data: { code: `SAVE${Math.floor(Math.random() * 100000)}` } });', '`code`', 'one-time code', { int: '100000' }),
    // by what a library does with it
    uuid("import bcrypt from 'bcrypt'; await bcrypt.hash(Math.random().toString(36), 12);", 'Math.random().toString(36)', 'The password given to `hash()`', 'password'),
    uuid("import { createHmac } from 'node:crypto'; createHmac('sha256', Math.random().toString(36)).update(body);", 'Math.random().toString(36)', 'The key given to `createHmac()`', 'key'),
    uuid("import jwt from 'jsonwebtoken'; jwt.sign(claims, Math.random().toString(36));", 'Math.random().toString(36)', 'The signing secret given to `sign()`', 'signing secret'),
    // hashing adds nothing
    weak("import { md5 } from 'js-md5'; const generatedCnonce = cnonce || md5(`${Math.random()}`);", '`generatedCnonce`', 'cnonce'),
    weak("import crypto from 'crypto'; const token = crypto.createHash('md5').update(Date.now() + user.email).digest('hex');", '`token`', 'token', { at: 'Date.now()', why: TIME }),
    weak("import crypto from 'crypto'; const token = crypto.createHash('sha256').update(email).update(String(Date.now())).digest('hex');", '`token`', 'token', { at: 'Date.now()', why: TIME }),
    // the clock alone
    uuid('const sessionToken = Date.now().toString(36);', 'Date.now().toString(36)', '`sessionToken`', 'session token', { at: 'Date.now()', why: TIME }),
    weak('const inviteCode = `INV-${+new Date()}`;', '`inviteCode`', 'invite code', { at: 'new Date()', why: TIME }),
    weak('const couponCode = `C${user.id}${new Date().getTime()}`;', '`couponCode`', 'coupon code', { at: 'new Date()', why: TIME }),
    weak('const otp = Date.now() % 1000000;', '`otp`', 'otp', { at: 'Date.now()', why: TIME }),
    weak('const secret = crypto.randomUUID?.() ?? `${performance.now()}`;', '`secret`', 'secret', { at: 'performance.now()', why: TIME }),
    weak("import { hrtime } from 'node:process'; const licenseKey = hrtime().join('-');", '`licenseKey`', 'license key', { at: 'hrtime()', why: TIME }),
    // of two sources for one value the generator is named
    uuid('const resetToken = Date.now().toString(36) + Math.random().toString(36).slice(2);', 'Date.now().toString(36) + Math.random().toString(36).slice(2)', '`resetToken`', 'reset token'),
    // libraries
    weak("import _ from 'lodash'; const otp = _.random(100000, 999999);", '`otp`', 'otp', { at: '_.random(100000, 999999)', why: USES_MATH }),
    weak("import sampleSize from 'lodash/sampleSize'; const password = sampleSize(CHARS, 12).join('');", '`password`', 'password', { at: 'sampleSize(CHARS, 12)', why: USES_MATH }),
    uuid("import { v1 as uuid } from 'uuid'; const resetToken = uuid();", 'uuid()', '`resetToken`', 'reset token', { at: 'uuid()', nth: 0, why: 'which is made of the time and the node, so that one value tells the next' }),
    uuid("const shortid = require('shortid'); const inviteToken = shortid.generate();", 'shortid.generate()', '`inviteToken`', 'invite token', { at: 'shortid.generate()', why: 'which is made of the time and a counter' }),
    uuid("import cuid from 'cuid'; const apiKey = cuid();", 'cuid()', '`apiKey`', 'api key', { at: 'cuid()', why: 'which is made of the time, a counter, and a few random characters' }),
    weak("import mongoose from 'mongoose'; const accessToken = new mongoose.Types.ObjectId().toString();", '`accessToken`', 'access token', { at: 'new mongoose.Types.ObjectId()', why: 'which consists of the time, a value fixed for the process, and a counter' }),
    weak("import { nanoid } from 'nanoid/non-secure'; const token = nanoid();", '`token`', 'token', {
      at: 'nanoid()', source: "nanoid() of 'nanoid/non-secure'", why: USES_MATH, remedy: "the same function of 'nanoid'",
      suggestions: [{ messageId: 'useSecureModule', data: { module: 'nanoid' }, output: "import { nanoid } from 'nanoid'; const token = nanoid();" }],
    }),
    weak("import { customAlphabet } from 'nanoid/non-secure'; const draw = customAlphabet('0123456789', 6); const otp = draw();", '`otp`', 'otp', {
      at: "customAlphabet('0123456789', 6)", source: "customAlphabet() of 'nanoid/non-secure'", why: USES_MATH, remedy: "the same function of 'nanoid'",
      suggestions: [{ messageId: 'useSecureModule', data: { module: 'nanoid' }, output: "import { customAlphabet } from 'nanoid'; const draw = customAlphabet('0123456789', 6); const otp = draw();" }],
    }),
    weak("import { uid } from 'uid'; const apiKey = uid(32);", '`apiKey`', 'api key', {
      at: 'uid(32)', why: USES_MATH, remedy: "the same function of 'uid/secure'",
      suggestions: [{ messageId: 'useSecureModule', data: { module: 'uid/secure' }, output: "import { uid } from 'uid/secure'; const apiKey = uid(32);" }],
    }),
    weak("import Chance from 'chance'; const chance = new Chance(); const password = chance.string({ length: 12 });", '`password`', 'password', { at: 'new Chance()', why: SEEDED }),
    weak("import seedrandom from 'seedrandom'; const rng = seedrandom('x'); const token = rng().toString(36);", '`token`', 'token', { at: "seedrandom('x')", why: SEEDED }),
    weak("import { Random } from 'random-js'; const random = new Random(); const token = random.string(32);", '`token`', 'token', { at: 'new Random()', why: 'which uses `Math.random()` unless it is given an engine' }),
    weak("import { Random, MersenneTwister19937 } from 'random-js'; const token = new Random(MersenneTwister19937.autoSeed()).string(32);", '`token`', 'token', { at: 'new Random(MersenneTwister19937.autoSeed())', source: '`new Random(MersenneTwister19937.autoS…`', why: SEEDED }),
    weak("import { faker } from '@faker-js/faker'; await users.create({ password: faker.internet.password() });", '`password`', 'password', { at: 'faker.internet.password()', why: SEEDED }),
    {
      code: "import { generateSiweNonce } from 'viem/siwe'; export const GET = () => Response.json(generateSiweNonce());",
      errors: [{
        messageId: 'purpose', line: 1, column: 87,
        data: { source: '`generateSiweNonce()`', what: 'sign-in nonce', why: 'which uses `Math.random()` and repeats 95 of 96 characters in the next one', remedy: BYTES },
        suggestions: [{ messageId: 'useUuid', output: "import { generateSiweNonce } from 'viem/siwe'; export const GET = () => Response.json(globalThis.crypto.randomUUID().replace(/-/g, ''));" }],
      }],
    },
    // scripts make real keys
    uuid('const apiKey = Math.random().toString(36);', 'Math.random().toString(36)', '`apiKey`', 'api key', { filename: 'scripts/create-key.ts' }),
    // a helper for whatever needs random text
    {
      code: "import prand from 'pure-rand';\nconst seed = Date.now() ^ (Math.random() * 0x100000000);\nconst rng = prand.xoroshiro128plus(seed);\nfunction random(min: number, max: number) { return prand.unsafeUniformIntDistribution(min, max, rng); }\nexport function getRandomChars(n: number, chars = 'abc') {\n  let text = '';\n  for (let i = 0; i < n; i++) text += chars[random(0, chars.length - 1)];\n  return text;\n}",
      filename: 'lib/generate.ts',
      errors: [{ messageId: 'sharedHelper', line: 2, column: 28, data: { name: 'getRandomChars', source: '`Math.random()`', why: MATH, remedy: BYTES } }],
    },
    {
      code: 'export const randomString = (length: number) => Math.random().toString(36).slice(2, 2 + length);',
      filename: 'file.ts',
      errors: [{ messageId: 'sharedHelper', line: 1, column: 49, data: { name: 'randomString', source: '`Math.random()`', why: MATH, remedy: BYTES } }],
    },
  ],
});
