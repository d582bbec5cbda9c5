import rule from '../../src/rules/no-pii-in-logs.js';
import { ruleTester } from '../helpers/rule-tester.js';

const CLASSES = {
  contact: 'contact data',
  identity: 'personal data',
  location: 'location data',
  health: 'health data',
  financial: 'financial data',
  credential: 'a secret',
  content: 'what people and models write',
} as const;

interface More {
  /** The code after the suggestion. */
  readonly fixed?: string;
  readonly destination?: string;
  readonly filename?: string;
  readonly options?: readonly [object];
  readonly settings?: object;
  readonly datum?: string;
  /** The member of the datum's type that is sensitive. */
  readonly member?: string;
}

/** The datum stands between « and » in the code; its text, the class (or, for a payload, what it is) and the logger are expected. */
function bad(marked: string, kind: string, logger: string, more: More = {}) {
  const start = marked.indexOf('«');
  const node = marked.slice(start + 1, marked.indexOf('»'));
  const code = marked.replace('«', '').replace('»', '');
  const before = marked.slice(0, start).split('\n');
  const isClass = kind in CLASSES;
  const data = { datum: more.datum ?? node.replaceAll(/\s+/gu, ' '), destination: more.destination ?? 'the log', logger, ...(isClass ? { class: CLASSES[kind as keyof typeof CLASSES] } : { what: kind }), ...(more.member === undefined ? {} : { member: more.member, type: 'its type' }) };
  return {
    code,
    ...(more.filename === undefined ? {} : { filename: more.filename }),
    ...(more.options ? { options: more.options as never } : {}),
    ...(more.settings ? { settings: { bulwark: more.settings } as never } : {}),
    errors: [
      {
        messageId: !isClass ? ('payload' as const) : more.member === undefined ? ('datum' as const) : ('member' as const),
        data,
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
        ...(more.fixed === undefined ? {} : { suggestions: [{ messageId: 'remove' as const, data: { datum: data.datum }, output: more.fixed }] }),
      },
    ],
  };
}

const f = (body: string, parameters = 'user, email, logger'): string => `export async function f(${parameters}) { ${body} }`;

ruleTester.run('no-pii-in-logs', rule, {
  valid: [
    // What is left of it tells nobody.
    "export const f = (phone: string) => console.log('sent', phone.replace(/\\d(?=\\d{4})/g, '*'), phone.replace(/.(?=.{4})/g, ''));",
    "export const f = (email: string) => { const masked = email.replace(/@.*/, ''); console.log(masked, email.replace(/(.).*@/, '$1@')); };",
    "export const f = (fullName: string) => console.log(fullName.replace(/[^aeiou]/g, ''));",
    // How long it took to get the user, and how many there are.
    'export const f = (took) => console.info({ phases: { getUser: took.getUser ?? 0, authGetUser: took.authGetUser || 0 } });',
    'interface Company { name: string; employees?: number; session: boolean } export function f({ employees, session = false, ...rest }: Company) { console.log(employees, session); }',
    'type Company = { customer: string }; export const f = ({ customer = "none" }: Company) => console.log({ customer });',
    // How many of them there were: counted in the file, here or in a function that hands the number out.
    'export async function purge(logger, found) { let deletedUsers = 0; let customers = 0; for (const user of found) { await remove(user.id); deletedUsers++; customers += 2; } logger.info({ deletedUsers, customers }, `removed ${deletedUsers}`); }',
    'async function purge(found) { let deletedUsers = found.length; deletedUsers -= 1; const users = deletedUsers; return users; }\nexport const run = async (logger, found) => { const deletedUsers = await purge(found); logger.info({ deletedUsers }); };',
    // The versions of packages.
    'export const f = (pkg) => console.log({ payload: pkg.dependencies?.payload, session: pkg.devDependencies.session });',
    // To Stripe, a customer is an id.
    "import Stripe from 'stripe';\nexport const f = (checkoutSession, sub) => console.log('no plan', { customer: checkoutSession.customer, of: sub.customer });",
    // The address of a server that a request would go to.
    "import { resolve4 } from 'node:dns/promises';\nexport async function guard(logger, url) { for (const ip of await resolve4(url.hostname)) if (isPrivate(ip)) logger.warn(`refused ${ip} for ${url.hostname}`); }",
    "import dns from 'dns';\nexport const guard = (logger, host) => dns.lookup(host, (error, ipAddress) => logger.info({ ipAddress, host }));",
    'export const refuse = (logger, resolvedIp, host) => logger.warn({ resolvedIp, host });',
    // What is wrong with a machine; what is text where it is chosen.
    'export const f = (diagnosis) => console.warn(`no connection: ${diagnosis}`);',
    "export const f = async (input: string | URL | Request) => { const address = typeof input === 'string' ? input : String(input); console.warn('aborted', address); };",
    // The id of a credential that is named after it, the path of a thing.
    'function tell(logger, credentialId) { logger.info(`resolving ${credentialId}`); }\nexport const f = (logger, vertexCredential) => tell(logger, vertexCredential);',
    "export const f = (logger, input) => { const givenCredentialId = input.saved ?? input.credential; logger.warn({ id: givenCredentialId }); };",
    "export const f = (logger, credential, repository) => logger.error({ credentialId: credential, repository: repository.fullName }, 'not refreshed');",
    // What is told of a failure.
    'export const report = (logger, error) => { const errorPayload = serialize(error); logger.error({ error: errorPayload, payload: error.payload }); };',
    // What the server itself gave an upload to bring back.
    "import { handleUpload } from '@vercel/blob/client';\nexport const POST = async (request) => handleUpload({ request, body: await request.json(), onUploadCompleted: async ({ blob, tokenPayload }) => console.log('stored', blob.url, tokenPayload) });",
    // The address of a wallet, which anybody can read on the chain.
    "import { connect } from './wallet';\nexport const mint = async (userAddress: string) => { await connect(); console.log('minting for', userAddress); };",
    "export const f = (customerAddress) => console.log('claimed', { customerAddress, onChain: true });",
    // the recipe: actions and ids
    f("logger.info({ user_id: user.id, action: 'updated_ssn', timestamp: Date.now() });"),
    f("console.log('invited', { userId: user.id, orgId });"),
    f("logger.info('welcome mail sent', { userId: user.id, action: 'welcome_mail' });"),
    f('logger.info({ latencyMs, outcome, model, promptTokens: usage.promptTokens });'),
    // one header, asked for by name and kept in a constant, is not all of them
    "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => { const language = c.req.header('accept-language'); console.log(language); return c.text('ok'); });",
    "import { Hono } from 'hono'; const app = new Hono(); app.onError((err, c) => { console.error('failed', { host: c.req.header('host') || null, ray: err ? c.req.header('cf-ray') : undefined }); return c.text('no'); });",
    // the body of a response, whatever it is called
    "export async function load(url) { const response = await fetch(url); const rawBody = await response.text(); if (!response.ok) console.error('failed', response.status, rawBody); }",
    "export async function signIn(e) { if (e instanceof Response) { const rawBody = await e.clone().text(); console.error('failed', rawBody); } }",
    // what loses the scheme of a file address is a path
    f("const place = process.env.WORKER_TOKEN.replace('file://', ''); logger.info({ place });"),
    // masked, hashed, counted, tested
    "import { maskEmail } from './mask'; export const f = (email) => console.log('sent', { email: maskEmail(email) });",
    f("const masked = maskEmail(email); console.log('sent', { email: masked });"),
    f("const email2 = 1; const hashed = createHash('sha256').update(email).digest('hex'); logger.info({ email: hashed });"),
    "function maskEmail(email) { const [name, domain] = email.split('@'); return `${name[0]}***@${domain}`; } export const f = (email) => console.log(maskEmail(email));",
    "function mask(value) { if (!value) return value; return value.slice(0, 2) + '***'; } export const f = (token) => console.log(mask(token));",
    "function redactBody(body) { if (!body || typeof body !== 'object') return body; const out = {}; for (const [key, value] of Object.entries(body)) { if (HIDDEN.includes(key)) out[key] = '[hidden]'; else out[key] = value; } return out; } app.post('/', (req) => { console.log({ body: redactBody(req.body) }); console.log(req.body ? redactBody(req.body) : undefined, req.body && redactBody(req.body), redactBody(req.body) ?? {}); });",
    "function redactHeaders(headers) { const copy = { ...headers }; for (const name of ['cookie', 'authorization']) if (copy[name]) copy[name] = '[hidden]'; return copy; } app.get('/', (req) => console.log({ headers: redactHeaders(req.headers) }));",
    'function scrub(user) { const copy = { ...user }; delete copy.password; return copy; } export const f = (user) => console.log(scrub(user));',
    'function scrub(user) { const copy = { ...user }; copy.password = undefined; return copy; } export const f = (user) => console.log(scrub(user));',
    "const redact = (s) => '[redacted]'; export const f = (user) => console.log(redact(user));",
    f('console.log(email.length, email ? 1 : 0, !!email, !email, typeof email, Boolean(email), email === user.email, email != null);'),
    f("console.log(email ? 'with email' : 'without');"),
    f("console.log(`${token.slice(0, 4)}…`, email.replace(/.+@/, '***@'), email.split('@')[1]);", 'token, email'),
    f('console.log({ hasEmail: !!user.email, emails: emails.length, emailDomain: email.split("@").pop() });', 'user, emails, email'),
    f('console.log(Object.keys(user), Object.keys(req.body));', 'user, req'),
    f('console.log(sanitizeHeaders(req.headers), pick(user, ["id"]), summarizePayload(payload));', 'user, req, payload'),
    f('const { password, ...safe } = user; logger.info({ safe });'),
    f('const { password, ...user2 } = row; logger.info(user2);', 'row, logger'),
    "import { redact } from '@arcjet/redact'; export const f = (message, email) => console.log(redact(email));",
    // look-alikes
    f('console.log({ emailId, emailAccountId, apiKeyId, promptId, nextPageToken, tokenUsage, completionCount });', 'emailId, emailAccountId, apiKeyId, promptId, nextPageToken, tokenUsage, completionCount'),
    f('console.log(apiKey.id, apiKeys.length, emailDomain.id, tokenSet.tenantId, parsedToken.error, coupon.token);', 'apiKey, apiKeys, emailDomain, tokenSet, parsedToken, coupon'),
    f('console.log(dbIp, redisIp, consistencyToken, { token: options.consistencyToken }, lockToken, dedupToken);', 'dbIp, redisIp, consistencyToken, options, lockToken, dedupToken'),
    f('const { DB_USER } = process.env; console.log({ user: DB_USER });'),
    f('console.log(process.env.DB_USER, `login active: ${process.env.ACTIVATE_API_PASSWORD}`);'),
    f('console.log(passwordPolicy, tokenType, ttlSeconds, changePasswordChallenge, emailVerified, ipCount, cookieName);', 'passwordPolicy, tokenType, ttlSeconds, changePasswordChallenge, emailVerified, ipCount, cookieName'),
    f("console.log('password reset sent', 'token refreshed'); logger.info('user email updated');"),
    f('logger.error(err); logger.error({ err }); console.error("failed", error); logger.error(err.message, err.stack);', 'logger, err, error'),
    f('console.log(message, result, response, data);', 'message, result, response, data'),
    f('logger.info({ user: user.id, session: session.id, customer: customerId });', 'user, session, customerId, logger'),
    f('console.log(`user ${user} logged in`);', 'user: string'),
    "export function f(email: boolean, token: number, user: string) { console.log({ email, token, user }); }",
    "const token = 42; const email = 'none'; console.log(token, email);",
    'export const f = ({ email }: { email: boolean }) => console.log(email);',
    f('const email = errors.email; const user = { id: 1, plan }; console.log(user);', 'errors, plan'),
    f('const { email } = form.errors; console.log(email);', 'form'),
    // the value decides as well as the key
    f("logger.info({ email: 'redacted', token: true, password: undefined, ip: ipCount, prompt: prompt.length });", 'ipCount, prompt, logger'),
    f('logger.info({ token: tokenRow.id, email: result.status });', 'tokenRow, result, logger'),
    // queues have messages and jobs completions, too; ids of other services are called after what they identify
    f('logger.info({ messages, completion });', 'messages, completion, logger'),
    f('logger.info({ user: event.user, providerId: event.user, customerId: invoice.customer });', 'event, invoice, logger'),
    f("const customerId = typeof order.customer === 'string' ? order.customer : order.customer?.id; logger.info({ customerId });", 'order, logger'),
    f('logger.error(`no secret ${secret.key}`, AuthError.INVALID_PASSWORD, Draft.ALL_EMAILS, SUPPORT_EMAIL, process.env.SUPPORT_EMAIL);', 'secret, logger'),
    f("logger.info({ ...config, prompt: config.prompt.slice(0, 100) }); const config = { prompt: value, model };", 'value, model, logger'),
    f("const path = getCookie('lang'); logger.info({ path, cookie });", 'cookie, logger'),
    f('logger.info({ authorizationValue: hashedAuthorizationValue });', 'hashedAuthorizationValue, logger'),
    f('const request = await fetch(url); const text = await request.text(); logger.info({ text });', 'url, logger'),
    "import express from 'express'; const app = express(); app.use((err, req, res, next) => { console.error('failed', err); });",
    // As JSON the web's objects show nothing.
    'export async function POST(request: Request) { console.log(JSON.stringify(request.headers)); }',
    "import pino from 'pino'; const log = pino(); export async function POST(request: Request) { log.info({ request, headers: request.headers }); }",
    'export const f = (payload: { orgId: string; count: number }) => console.log(payload);',
    'interface User { id: string; plan: string } export function f(user: User) { console.log(user, JSON.stringify(user)); }',
    'export const send = ({ url, method, body, headers, query }) => console.log({ url, body });',
    f('console.log(authUrl.searchParams.get("prompt"));', 'authUrl'),
    // no logger
    f('track(email); audit.info(email); Math.log(token); send({ email });', 'email, token, audit'),
    "import { logger } from 'hono/logger'; app.use(logger()); cache.set('user', user);",
    // development only
    f("if (process.env.NODE_ENV !== 'production') console.log(email);"),
    f("if (process.env.NODE_ENV === 'development') { console.log(`sending to ${emails.map((e) => e.email).join()}`); return; }", 'emails'),
    f('if (env.isDevelopment) logger.info(`${token}`);', 'env, token, logger'),
    "const isDev = import.meta.env.MODE === 'development'; export const f = (email) => isDev && console.log(email);",
    "const local = process.env.NODE_ENV === 'development'; export const f = (email) => { if (!local) return; console.log(email); };",
    f("if (process.env.NODE_ENV === 'production') return; console.log(email);"),
    f('if (config.debug) console.log(email);', 'config, email'),
    // redacted by the logger itself
    "import pino from 'pino'; const log = pino({ redact: ['email', 'user.phone', '*.token', 'list[*].ip'] }); log.info({ email }); log.info({ user: { phone: user.phone } }, 'x'); log.info({ a: { token: a.token } }); function f(email, user, a) { log.info({ email: user.email }); }",
    "import pino from 'pino'; const make = (name) => pino({ name, redact: ['email'] }); const log = make('a'); export const f = (email) => log.info({ email });",
    "import pino from 'pino'; const log = pino({ redact: { paths: ['user'], censor: '**' } }); export const f = (user) => log.info({ user });",
    "import pino from 'pino'; import { paths } from './redaction'; const log = pino({ redact: paths }); export const f = (email) => log.info({ email });",
    "import pino from 'pino'; const child = pino({ redact: ['email'] }).child({ module: 'a' }); export const f = (email) => child.info({ email });",
    "import { Logger } from 'tslog'; const log = new Logger({ mask: { keys: ['EMAIL'], caseInsensitive: true } }); export const f = (email) => log.info({ email });",
    "import { ConsoleLogger } from '@nestjs/common'; const log = new ConsoleLogger('a', { redact: ['Password'] }); export const f = (password) => log.log({ a: { password } });",
    // where the output is for whoever runs the code, and where people are made up
    { code: f('console.log(user.email);'), filename: 'scripts/backfill.ts' },
    { code: f('console.log(user.email);'), filename: 'prisma/seed.ts' },
    { code: f('console.log(user.email);'), filename: 'src/users.test.ts' },
    "import { createInterface } from 'node:readline'; createInterface(process.stdin); export const f = (user) => console.log(user.email);",
    'const [, , id] = process.argv; export const f = (user) => console.log(user.email);',
    { code: "'use client'; export function Form({ user }) { console.log(user); return null; }", filename: 'app/form.tsx' },
    { code: "import { useState } from 'react'; export function Form({ email }) { const [x] = useState(); console.log(email); return null; }", filename: 'components/form.tsx' },
    // options and settings
    { code: f('console.log(clientIp);', 'clientIp'), options: [{ classes: { location: false } }] },
    { code: f('console.log(user.email);'), options: [{ allowNames: ['^email$'] }] },
    { code: "import * as Sentry from '@sentry/node'; export const f = (user) => Sentry.setUser({ email: user.email });", options: [{ destinations: { errorReport: false } }] },
    { code: "import { conceal } from '@acme/privacy'; export const getEmail2 = (user) => console.log({ email: conceal(user.email) });", settings: { bulwark: { redactors: [{ name: 'conceal', module: '@acme/privacy' }] } } },
    { code: "import { logger } from '@/log'; export const f = (user) => logger.info({ a: { Email: user.email } });", settings: { bulwark: { redactedKeys: ['email'] } } },
    { code: "import { getEmailLabel } from './a'; export const f = (user) => console.log(getEmail(user));", settings: { bulwark: { redactors: ['getEmail'] } }, options: [{ allowNames: ['getEmail'] }] },
  ],
  invalid: [
    bad("export function f(raw: unknown) { const phone = String(raw).replace(/\\D/g, ''); console.warn('too often', «phone»); }", 'contact', 'console.warn()', { fixed: "export function f(raw: unknown) { const phone = String(raw).replace(/\\D/g, ''); console.warn('too often'); }" }),
    bad("export const f = (user) => console.log(«user.phone».replace(/[\\s()-]+/g, ''));", 'contact', 'console.log()'),
    bad("export const f = (user) => console.log(«user.phone».replaceAll(' ', '').replace(/[^0-9+]/g, ''));", 'contact', 'console.log()'),
    bad("const tidy = (value: string) => value.replace(/\\s/g, ''); export function f(user) { const phone = tidy(user.mobile); console.log(«phone»); }", 'contact', 'console.log()'),
    bad('export const f = (order) => console.info({ customer: «order.customer» ?? null });', 'a whole customer record', 'console.info()'),
    bad('export const f = (user) => console.info(«user.phone» ?? 0);', 'contact', 'console.info()'),
    // What grows by data is no number, and neither is what is once something else.
    bad("export const f = (users) => { let email = ''; for (const user of users) email += `${user.email};`; console.log(«email»); };", 'contact', 'console.log()'),
    bad('export async function f(customer, seen) { let customers = seen; customers++; if (!seen) customers = await list(customer); console.log(«customers»); }', 'a whole customer record', 'console.log()'),
    bad("const make = () => { let password = ''; for (let i = 0; i < 8; i++) password += SIGNS.charAt(pick(i)); return password; }; export const f = () => { const tempPassword = make(); console.log(«tempPassword»); };", 'credential', 'console.log()'),
    bad("export const f = () => { let tempPassword = ''; for (let i = 0; i < 8; i++) tempPassword += SIGNS.charAt(pick(i)); console.log(«tempPassword»); };", 'credential', 'console.log()'),
    bad("class Hooks { find(payload) { const tidy = payload.to.split('@'); const [number] = tidy; return number; } run(payload) { const phone = this.find(payload); console.log(«phone»); } }", 'contact', 'console.log()'),
    bad('export const f = (gross, taxes) => { const rest = gross - taxes; const paid = { netSalary: rest }; console.log({ sum: «paid.netSalary» }); };', 'financial', 'console.log()'),
    bad('const load = async () => { let user; user = await find(); return user; }; export const f = async () => { const user = await load(); console.log(«user»); };', 'a whole user record', 'console.log()'),
    bad('interface Row { id: string; employee: Employee } export const f = ({ employee }: Row) => console.log(«employee»);', 'a whole employee record', 'console.log()'),
    bad('interface Props { owner: { id: string; email: string } } export const f = ({ owner }: Props) => console.log(«owner»);', 'contact', 'console.log()', { member: 'email' }),
    bad("import Stripe from 'stripe';\nexport const f = (order) => console.log('no plan', { customer: «order.customer» });", 'a whole customer record', 'console.log()'),
    bad("export const f = (session) => console.log('no plan', { customer: «session.customer» });", 'a whole customer record', 'console.log()'),
    bad("export const f = (customerAddress) => console.log('shipped', { «customerAddress» });", 'location', 'console.log()'),
    bad("import dns from 'dns';\nexport const f = (req) => dns.lookup(host, () => console.log(`asked by ${«req.ip»}`));", 'location', 'console.log()'),
    bad("import dns from 'dns';\nexport const f = (clientIp) => dns.lookup(host, () => console.log(`asked by ${«clientIp»}`));", 'location', 'console.log()'),
    bad('// patients\nexport const f = (diagnosis) => console.warn(`found: ${«diagnosis»}`);', 'health', 'console.warn()'),
    bad("export const f = async (input: string | Request) => { const asked = typeof input === 'object' ? input : String(input); console.warn(«asked»); };", 'a whole request', 'console.warn()'),
    bad("export const f = (logger, accessToken) => logger.error({ sessionId: «accessToken» }, 'not refreshed');", 'credential', 'logger.error()'),
    bad("import { sendWelcomeEmail } from './mail';\nexport const f = async (logger, payload) => { await sendWelcomeEmail(payload); logger.info('sent', { to: «payload.to» }); };", 'contact', 'logger.info()'),
    bad("import { connect } from './wallet';\nexport const f = (order) => console.log('shipped', { to: «order.homeAddress» });", 'location', 'console.log()'),
    // the bad forms of the policy
    bad("export const f = (log) => log.info({ user_id: id, action: 'updated_ssn', old_value: «old_value» });\nconst old_value = load();", 'a stored value before the change', 'log.info()', { fixed: "export const f = (log) => log.info({ user_id: id, action: 'updated_ssn' });\nconst old_value = load();" }),
    bad("export const f = (logger, member) => logger.info({ userId, action: 'updated_ssn', ssn: «member.ssn» });", 'identity', 'logger.info()', { fixed: "export const f = (logger, member) => logger.info({ userId, action: 'updated_ssn' });" }),
    bad('export const f = (logger, prompt) => logger.debug(`calling model with ${«prompt»}`);', 'content', 'logger.debug()'),
    bad("import OpenAI from 'openai'; export const f = (logger, messages) => logger.debug({ messages: «messages» });", 'content', 'logger.debug()'),
    bad("app.post('/x', (req, res) => { console.log(«req.body»); });", 'the whole request body', 'console.log()'),
    // forms of a value
    bad("export const f = (email) => console.log('sent to', «email»);", 'contact', 'console.log()', { fixed: "export const f = (email) => console.log('sent to');" }),
    bad('export const f = (user) => console.log(`sent to ${«user.email»}`);', 'contact', 'console.log()'),
    bad("export const f = (user) => console.log('sent to ' + «user!.email»);", 'contact', 'console.log()'),
    bad('export const f = (users) => console.log(`to ${users.map((user) => «user.email»).join(", ")}`);', 'contact', 'console.log()'),
    bad("export const f = (logger, user) => logger.info('sent', { to: «user.email» });", 'contact', 'logger.info()'),
    bad("export const f = (logger, params) => logger.warn({ msg: 'limited', key: «params.ip», count });", 'location', 'logger.warn()', { fixed: "export const f = (logger, params) => logger.warn({ msg: 'limited', count });" }),
    bad('export const f = (logger, row) => logger.info({ id, email: «row.value» });', 'contact', 'logger.info()', { fixed: 'export const f = (logger, row) => logger.info({ id });' }),
    bad('export const f = (logger, user) => { const key = user.phone; logger.info({ key: «key» }); };', 'contact', 'logger.info()', { datum: 'user.phone' }),
    bad('export const f = ({ email: to }) => console.log(«to»);', 'contact', 'console.log()'),
    bad('export const f = (user) => { const { email: x } = user; console.log(«x»); };', 'contact', 'console.log()'),
    bad('export const f = (token) => { const url = `https://x.example/i?token=${token}`; console.log(«url»); };', 'credential', 'console.log()', { datum: 'token' }),
    bad('export const f = (user) => { const meta = { id: user.id, mail: user.email }; console.log(«meta»); };', 'contact', 'console.log()', { datum: 'user.email' }),
    bad('export const f = (user) => { const meta = {}; meta.to = user.email; console.log(«meta»); };', 'contact', 'console.log()', { datum: 'user.email' }),
    bad('export const f = (user) => console.log({ a: { ...{ b: «user.email» } } });', 'contact', 'console.log()'),
    bad('export const f = (email) => console.log(«email».trim().toLowerCase());', 'contact', 'console.log()'),
    bad('export const f = (email, x) => console.log(x ? «email» : null);', 'contact', 'console.log()'),
    bad('export const f = (password) => console.error(new Error(`bad ${«password»}`));', 'credential', 'console.error()'),
    bad('export const f = (req) => console.log(«getClientIp(req)»);', 'location', 'console.log()'),
    bad('console.log(«process.env.STRIPE_SECRET_KEY»);', 'credential', 'console.log()'),
    // does not sanitise
    bad('export const f = (user) => console.log(JSON.stringify(«user»));', 'a whole user record', 'console.log()'),
    bad("import { inspect } from 'node:util'; export const f = (user) => console.log(inspect(«user», { depth: 5 }));", 'a whole user record', 'console.log()'),
    bad('export const f = (user) => console.log(structuredClone(«user»));', 'a whole user record', 'console.log()'),
    bad('export const f = (user) => console.log({ ...«user» });', 'a whole user record', 'console.log()'),
    bad('function maskEmail(email) { return email; } export const f = (x) => console.log(«maskEmail(x.email)»);', 'contact', 'console.log()', { datum: 'x.email' }),
    bad('const redactUser = (user) => { const copy = { ...user }; copy.id = 1; return copy; }; export const f = (user) => console.log(«redactUser(user)»);', 'a whole user record', 'console.log()', { datum: 'user' }),
    bad("app.post('/', (req) => console.log(req.query.all ? «req.body» : undefined));", 'the whole request body', 'console.log()'),
    bad('const redactUser = (user) => ({ ...user }); export const f = (user) => console.log(«redactUser(user)»);', 'a whole user record', 'console.log()', { datum: 'user' }),
    // wholes
    bad("export const f = (session) => console.log('s', «session»);", 'a whole session', 'console.log()', { fixed: "export const f = (session) => console.log('s');" }),
    bad('export async function POST(request: Request) { const body = await request.json(); console.log(«body»); }', 'the whole request body', 'console.log()'),
    bad("import { z } from 'zod'; const Schema = z.object({}); export async function POST(request: Request) { const input = Schema.parse(await request.json()); console.log('in', «input»); }", 'the whole request body', 'console.log()', { datum: 'request.json()', fixed: "import { z } from 'zod'; const Schema = z.object({}); export async function POST(request: Request) { const input = Schema.parse(await request.json()); console.log('in'); }" }),
    bad('export async function POST(request: Request) { console.log(await «request.text()»); }', 'the whole request body', 'console.log()'),
    bad('export async function POST(request: Request) { console.log(«Object.fromEntries(request.headers)»); }', 'all request headers', 'console.log()'),
    bad("import type { Context } from 'hono'; export const h = (c: Context) => console.log(«c.req.header()» ?? {});", 'all request headers', 'console.log()'),
    bad("import type { Context } from 'hono'; export const h = (c: Context) => console.log(«c.req.header()»);", 'all request headers', 'console.log()'),
    bad("import { Body, Logger } from '@nestjs/common'; export class A { private readonly logger = new Logger(A.name); create(@Body() dto: CreateDto) { this.logger.log(«dto»); } }", 'the whole request body', 'this.logger.log()'),
    bad('console.log(«process.env»);', 'the whole environment', 'console.log()'),
    bad('export const f = (error) => console.error(«error.config»);', 'the whole request configuration, headers included', 'console.error()'),
    bad("export const f = (params: { userId: string; ip: string }) => console.log('params', «params»);", 'location', 'console.log()', { member: 'ip', fixed: "export const f = (params: { userId: string; ip: string }) => console.log('params');" }),
    bad("export const f = (data) => console.log(`mail to ${«data.to»}`, send({ to: data.to, subject: 'Mail' }));", 'contact', 'console.log()'),
    bad('export const f = (request) => console.log(«request.headers.get("authorization")»);', 'credential', 'console.log()'),
    bad('route(({ body, params }) => console.log({ id: params.id, sent: «body» }));', 'the whole request body', 'console.log()', { fixed: 'route(({ body, params }) => console.log({ id: params.id }));' }),
    // loggers
    bad('class A { #logger = make(); m(email) { this.#logger.info(`sent ${«email»}`); } }', 'contact', 'this.#logger.info()'),
    bad("import pino from 'pino'; const log = pino(); export const f = (email) => log.info({ email: «email» }, 'sent');", 'contact', 'log.info()'),
    bad("import pino from 'pino'; const log = pino(); export const f = (email) => log.child({ email: «email» }).info('sent');", 'contact', 'log.child()'),
    bad("import winston from 'winston'; const l = winston.createLogger(); export const f = (email) => l.log('info', `sent ${«email»}`);", 'contact', 'l.log()'),
    bad("import { getLogger } from '@logtape/logtape'; const l = getLogger(['a']); export const f = (email) => l.info`sent ${«email»}`;", 'contact', 'l.info()'),
    bad("import makeDebug from 'debug'; const d = makeDebug('a'); export const f = (token) => d('token %s', «token»);", 'credential', 'd()', { fixed: "import makeDebug from 'debug'; const d = makeDebug('a'); export const f = (token) => d('token %s');" }),
    bad("import { log as say } from '@/lib/logger'; export const f = (email) => say.info(`sent ${«email»}`);", 'contact', 'say.info()'),
    bad("import { createScopedLogger } from '@/utils/scoped'; const l = createScopedLogger('a'); export const f = (email) => l.info(`sent ${«email»}`);", 'contact', 'l.info()'),
    bad("export const f = (ctx, email) => ctx.logger?.info(`sent ${«email»}`);", 'contact', 'ctx.logger?.info()'),
    bad("import Fastify from 'fastify'; const app = Fastify(); app.get('/', async (request) => { request.log.info(`sent ${«request.cookies.session_token»}`); });", 'credential', 'request.log.info()'),
    bad("import Logger from '@server/logging/Logger'; export const f = (email) => Logger.info('mail', `sent ${«email»}`);", 'contact', 'Logger.info()'),
    bad("import * as Sentry from '@sentry/nextjs'; export const f = (user) => Sentry.setUser({ id: user.id, email: «user.email» });", 'contact', 'Sentry.setUser()', { destination: 'an error report', fixed: "import * as Sentry from '@sentry/nextjs'; export const f = (user) => Sentry.setUser({ id: user.id });" }),
    bad("import { trace } from '@opentelemetry/api'; export const f = (row) => trace.getActiveSpan()?.setAttribute('user.email', «row.value»);", 'contact', 'trace.getActiveSpan()?.setAttribute()', { destination: 'a trace', fixed: "import { trace } from '@opentelemetry/api'; export const f = (row) => trace.getActiveSpan()?.setAttribute('user.email');" }),
    bad("import { PostHog } from 'posthog-node'; const ph = new PostHog(k); export const f = (user) => ph.capture({ distinctId: user.id, event: 'x', properties: { email: «user.email» } });", 'contact', 'ph.capture()', { destination: 'analytics' }),
    // a wrapper of this file
    bad('const note = (text, data) => console.log(text, data); export const f = (user) => note("sent", { to: «user.email» });', 'contact', 'console.log()'),
    // redaction that does not reach
    bad("import pino from 'pino'; const log = pino({ redact: ['email'] }); export const f = (user) => log.info({ user: { email: «user.email» } });", 'contact', 'log.info()'),
    bad("import pino from 'pino'; const log = pino({ redact: ['*.token'] }); export const f = (token) => log.info({ token: «token» });", 'credential', 'log.info()'),
    bad("import pino from 'pino'; const log = pino({ redact: ['Password'] }); export const f = (password) => log.info({ password: «password» });", 'credential', 'log.info()'),
    bad("import pino from 'pino'; const log = pino({ redact: ['email'] }); export const f = (email) => log.info(`sent ${«email»}`);", 'contact', 'log.info()'),
    bad("import pino from 'pino'; const log = pino({ redact: ['email'] }).child({}, { redact: ['ssn'] }); export const f = (email) => log.info({ email: «email» });", 'contact', 'log.info()'),
    bad("import { Logger } from 'tslog'; const log = new Logger({ mask: { keys: ['EMAIL'] } }); export const f = (email) => log.info({ email: «email» });", 'contact', 'log.info()'),
    // the other classes
    bad('export const f = (patient) => console.log(`seen ${«patient.diagnosis»}`);', 'health', 'console.log()'),
    bad('export const f = (iban) => console.log(`paid ${«iban»}`);', 'financial', 'console.log()'),
    bad('export const f = (firstName) => console.log(`hello ${«firstName»}`);', 'identity', 'console.log()'),
    // guards that say nothing, or the wrong thing
    bad("export const f = (email) => { if (process.env.NODE_ENV === 'production') console.log(`sent ${«email»}`); };", 'contact', 'console.log()'),
    bad('export const f = (email) => { if (!isDev) console.log(`sent ${«email»}`); };', 'contact', 'console.log()'),
    // loggers that leave the browser
    bad("'use client'; import * as Sentry from '@sentry/react'; export const f = (user) => Sentry.setContext('user', { email: «user.email» });", 'contact', 'Sentry.setContext()', { destination: 'an error report', filename: 'app/form.tsx' }),
    // options and settings
    bad("'use client'; export const f = (email) => console.log(`sent ${«email»}`);", 'contact', 'console.log()', { filename: 'app/form.tsx', options: [{ localConsole: 'report' }] }),
    bad('export const f = (row) => console.log(`sent ${«row.memberNo»}`);', 'identity', 'console.log()', { options: [{ addNames: { identity: ['memberNo'] } }] }),
    bad("import { journal } from '@acme/journal'; export const f = (email) => journal.warn(`sent ${«email»}`);", 'contact', 'journal.warn()', { settings: { loggers: [{ name: 'journal', module: '@acme/journal' }] } }),
    bad("import { logger } from '@/log'; export const f = (user) => logger.info(`sent ${«user.email»}`);", 'contact', 'logger.info()', { settings: { redactedKeys: ['email'] } }),
    // one finding for a datum that a call writes twice
    bad('export const f = (email) => console.log(`${«email»} ${email}`);', 'contact', 'console.log()'),
    // at most three data of a call
    {
      code: 'export const f = (u) => console.log(`${u.email} ${u.phone} ${u.ip} ${u.password}`);',
      errors: (['email', 'phone', 'ip'] as const).map((name, index) => ({ messageId: 'datum' as const, data: { datum: `u.${name}`, class: index === 2 ? CLASSES.location : CLASSES.contact, destination: 'the log', logger: 'console.log()' }, line: 1, column: 40 + [0, 11, 22][index]! })),
    },
  ].flat(),
});
