import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import rule from '../../src/rules/require-admin-check.js';
import { lint } from '../helpers/lint.js';
import { root } from '../helpers/project.js';
import { ruleTester } from '../helpers/rule-tester.js';

/** In the code of an invalid case «…» marks what the rule points at. */
type MessageId = 'unchecked' | 'idleCheck';
type Extra = { readonly filename?: string; readonly settings?: Readonly<Record<string, unknown>>; readonly options?: { readonly helpers: 'callers' | 'report' }; readonly suggest?: { readonly check: string; readonly output: string } };

const ROUTE = 'app/api/users/route.ts';
const SB = "import { createClient } from '@supabase/supabase-js';\n";
const MAKE = 'createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!)';
const USE = `const admin = ${MAKE};\n  return Response.json(await admin.from('users').select());`;
const BAD = `const admin = «${MAKE}»;\n  return Response.json(await admin.from('users').select());`;
const get = (before: string, use = USE, parameter = 'request: Request'): string => `export async function GET(${parameter}) {\n  ${before}\n  ${use}\n}`;

const situation = ({ filename, settings, options }: Extra) => ({ filename: filename ?? ROUTE, ...(options ? { options: [options] as [typeof options] } : {}), ...(settings ? { settings: { bulwark: settings } } : {}) });
const ok = (name: string, code: string, extra: Extra = {}) => ({ name, code, ...situation(extra) });

function no(name: string, marked: string, owner: string, extra: Extra & { readonly data?: Readonly<Record<string, string>>; readonly messageId?: MessageId } = {}) {
  const code = marked.replaceAll(/[«»]/gu, '');
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const through = marked.slice(0, marked.indexOf('»')).replace('«', '').split('\n');
  return {
    name, code, ...situation(extra),
    errors: [{
      messageId: extra.messageId ?? ('unchecked' as const),
      data: { call: 'createClient', service: 'Supabase', because: 'the service-role key', owner, via: '', ...extra.data },
      line: before.length, column: (before.at(-1) ?? '').length + 1, endLine: through.length, endColumn: (through.at(-1) ?? '').length + 1,
      ...(extra.suggest ? { suggestions: [{ messageId: 'addCheck' as const, data: { check: extra.suggest.check }, output: extra.suggest.output }] } : {}),
    }],
  };
}

const REQUIRE = "import { requireAdmin } from '@acme/auth';\n";
const THROWING = "async function requireAdmin() {\n  const session = await readSession();\n  if (session?.role !== 'admin') throw new Error('Forbidden');\n}\n";
const ANSWERING = "async function assertAdmin() {\n  const { data } = await auth.getUser();\n  if (!data.user) return { code: 401 as const };\n  return { code: 200 as const };\n}\n";

ruleTester.run('require-admin-check', rule, {
  valid: [
    // A check that refuses by itself.
    ok('a check that nobody can read is believed by its name', SB + REQUIRE + get('await requireAdmin();')),
    ok('a check of this file that throws', SB + THROWING + get('await requireAdmin();')),
    ok('a function of another name that throws for strangers', `${SB}async function tenant() { const session = await readSession(); if (!session) throw new Error('no'); return session.tenant; }\n${get('const id = await tenant();')}`),
    ok('a redirect instead of an error', `${SB}import { redirect } from 'next/navigation';\nasync function requireUser() { const session = await readSession(); if (!session) redirect('/sign-in'); }\n${get('await requireUser();')}`),
    ok('Clerk protects', `${SB}import { auth } from '@clerk/nextjs/server';\n${get("await auth.protect({ role: 'org:admin' });")}`),
    ok('a wrapper checks first and hands the client on', `${SB}${REQUIRE}export async function withAdmin(work) {\n  await requireAdmin();\n  return work(${MAKE});\n}`, { filename: 'lib/admin.ts' }),
    ok('an arrow inside what has been checked', SB + REQUIRE + get('await requireAdmin();', `return Response.json(await Promise.all(ids.map(async (id) => {\n const admin = ${MAKE};\n return admin.from('users').select().eq('id', id);\n})));`)),
    ok('the client is made first and used after the check', SB + REQUIRE + get(`const admin = ${MAKE};\n  await requireAdmin();`, "return Response.json(await admin.from('users').select());")),
    // A condition about the caller.
    ok('Auth.js, tested', `${SB}import NextAuth from 'next-auth';\nconst { auth } = NextAuth({});\n${get('const session = await auth(); if (!session) return new Response(null, { status: 401 });')}`),
    ok('Supabase, tested', `${SB}import { createServerClient } from '@supabase/ssr';\n${get("const { data: { user }, error } = await createServerClient(url, anon, {}).auth.getUser(); if (error || !user) return new Response(null, { status: 401 });")}`),
    ok('a role', SB + get("if (!user || user.role !== 'admin') return new Response(null, { status: 403 });", USE, '{ user }')),
    ok('what middleware has attached', SB + get("if (!request.user?.isAdmin) return new Response(null, { status: 403 });")),
    ok('the answer of a check of this file', SB + ANSWERING + get('const gate = await assertAdmin(); if (gate.code !== 200) return new Response(null, { status: gate.code });')),
    ok('an answer that is taken apart', `${SB}async function requireAdmin() { const user = await getUser(); if (user?.role !== 'admin') return { error: 'no' }; return { error: null }; }\n${get('const { error: refused } = await requireAdmin(); if (refused) return new Response(refused, { status: 403 });')}`),
    ok('around the use', `${SB}export async function GET() {\n  const session = await getSession();\n  if (session?.isAdmin) {\n    ${USE}\n  }\n}`),
    ok('the admin client itself tells who is calling', SB + get(`const admin = ${MAKE};\n  const { data: { user } } = await admin.auth.getUser(token); if (!user) return new Response(null, { status: 401 });`, "return Response.json(await admin.from('users').select());")),
    ok('nothing but finding out who is calling', `import { getAuth } from 'firebase-admin/auth';\nexport async function POST(request: Request) {\n  const claims = await getAuth().verifyIdToken(await request.text());\n  return Response.json({ uid: claims.uid });\n}`),
    // The caller is a machine.
    ok('a webhook signature', `${SB}import Stripe from 'stripe';\nconst stripe = new Stripe(key);\nexport async function POST(request: Request) {\n  const event = stripe.webhooks.constructEvent(await request.text(), request.headers.get('stripe-signature'), process.env.STRIPE_WEBHOOK_SECRET);\n  ${USE}\n}`),
    ok('a shared secret', SB + get("if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`) return new Response(null, { status: 401 });")),
    ok('a shared secret from a constant, compared in constant time', `${SB}import { timingSafeEqual } from 'node:crypto';\nconst SECRET = process.env.JOB_SECRET!;\n${get("if (!timingSafeEqual(Buffer.from(request.headers.get('x-secret')), Buffer.from(SECRET))) return new Response(null, { status: 401 });")}`),
    // Around the handler.
    ok('a wrapper nobody can read', `${SB}import { withAuth } from '@acme/auth';\nexport const GET = withAuth(async () => {\n  ${USE}\n});`),
    ok('a wrapper of this file that checks', `${SB}const guarded = (handler) => async (request) => {\n  const session = await readSession();\n  if (!session) return new Response(null, { status: 401 });\n  return handler(request);\n};\nexport const GET = guarded(async () => {\n  ${USE}\n});`),
    ok('middleware in front of the handler', `${SB}app.get('/users', requireAdmin, async (req, res) => {\n  const admin = ${MAKE};\n  res.json(await admin.from('users').select());\n});`, { filename: 'server/users.ts' }),
    ok('middleware for the whole router', `${SB}const router = express.Router();\nrouter.use(authenticate);\nrouter.get('/users', async (req, res) => {\n  const admin = ${MAKE};\n  res.json(await admin.from('users').select());\n});`, { filename: 'server/users.ts' }),
    ok('a hook in the options of the route', `${SB}app.get('/users', { preHandler: [app.verifyJwt] }, async (req, res) => {\n  const admin = ${MAKE};\n  return admin.from('users').select();\n});`, { filename: 'server/users.ts' }),
    ok('a protected procedure', `${SB}export const users = router({ list: adminProcedure.query(async () => {\n  const admin = ${MAKE};\n  return admin.from('users').select();\n}) });`, { filename: ROUTE }),
    // Nothing to check here.
    ok('a factory: its callers are asked', `${SB}export function createAdminClient() {\n  return ${MAKE};\n}`, { filename: 'lib/admin.ts' }),
    ok('a factory that hands out more', `${SB}export function connect() {\n  const admin = ${MAKE};\n  return { admin, at: Date.now() };\n}`, { filename: 'lib/admin.ts' }),
    ok('a helper: where it is called is what counts', `${SB}export async function listUsers() {\n  const admin = ${MAKE};\n  return admin.from('users').select();\n}`, { filename: 'lib/users.ts' }),
    ok('every caller in the file has checked', `${SB}${REQUIRE}async function list() {\n  const admin = ${MAKE};\n  return admin.from('users').select();\n}\nexport async function GET() {\n  await requireAdmin();\n  return Response.json(await list());\n}`),
    ok('module scope is another rule\'s business', `${SB}export const admin = ${MAKE};\nexport async function GET() {\n  return Response.json(await admin.from('users').select());\n}`),
    ok('the anonymous key', SB + get('', 'const db = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!); return Response.json(await db.from("posts").select());')),
    ok('with the rights of the caller', SB + get('', "const db = createClient(url, process.env.SUPABASE_SERVICE_ROLE_KEY!, { global: { headers: { Authorization: token } } }); return Response.json(await db.from('posts').select());")),
    ok('which key it is, the caller says', `${SB}function connect({ admin = false } = {}) {\n  return createClient(process.env.SUPABASE_URL!, admin ? process.env.SUPABASE_SERVICE_ROLE_KEY! : process.env.SUPABASE_ANON_KEY!);\n}\n${get('', "return Response.json(await connect().from('posts').select());")}`),
    ok('Payload decides call by call', `import { getPayload } from 'payload';\nexport default async function Page() {\n  const payload = await getPayload({ config });\n  return payload.find({ collection: 'posts' });\n}`, { filename: 'app/blog/page.tsx' }),
    ok('only in development', SB + get("if (process.env.NODE_ENV === 'production') return new Response(null, { status: 404 });")),
    ok('a job', `${SB}import { inngest } from './client';\nexport const sync = inngest.createFunction({ id: 'sync' }, { event: 'sync' }, async () => {\n  ${USE}\n});`, { filename: 'src/inngest/sync.ts' }),
    ...['scripts/seed.ts', 'tests/users.test.ts', 'supabase/migrations/1.ts', 'src/jobs/sync.ts'].map((filename) => ok(`not in ${filename}`, SB + get(''), { filename })),
    ok('settings.privilegeChecks', `${SB}import { gate } from '@acme/gate';\n${get('await gate();')}`, { settings: { privilegeChecks: [{ name: 'gate', module: '@acme/gate' }] } }),
  ],
  invalid: [
    no('no check at all', SB + get('', BAD), '`GET`'),
    no('a server action', `'use server';\n${SB}export async function removeUser(id: string) {\n  const admin = «${MAKE}»;\n  await admin.auth.admin.deleteUser(id);\n}`, '`removeUser`', { filename: 'app/users/actions.ts' }),
    no('a server action inside a page', `${SB}export default function Page() {\n  async function save(form: FormData) {\n    'use server';\n    const admin = «${MAKE}»;\n    await admin.from('notes').insert({ text: form.get('text') });\n  }\n  return save;\n}`, '`save`', { filename: 'app/page.tsx' }),
    no('a factory of this file', `${SB}function getDb() {\n  return ${MAKE};\n}\n${get('', "return Response.json(await «getDb()».from('users').select());")}`, '`GET`', { data: { call: 'getDb' } }),
    no('a factory with a memo', `${SB}let admin;\nfunction getDb() {\n  admin ??= ${MAKE};\n  return admin;\n}\n${get('', "return Response.json(await «getDb()».from('users').select());")}`, '`GET`', { data: { call: 'getDb' } }),
    no('through a function of this file', `${SB}async function list() {\n  const admin = «${MAKE}»;\n  return admin.from('users').select();\n}\nexport async function GET() {\n  return Response.json(await list());\n}`, '`GET`'),
    no('one of two callers has checked', `${SB}${REQUIRE}async function list() {\n  const admin = «${MAKE}»;\n  return admin.from('users').select();\n}\nexport async function GET() {\n  await requireAdmin();\n  return Response.json(await list());\n}\nexport async function POST() {\n  return Response.json(await list());\n}`, '`POST`'),
    no('an Express route', `${SB}app.get('/users', async (req, res) => {\n  const admin = «${MAKE}»;\n  res.json(await admin.from('users').select());\n});`, 'this request handler', { filename: 'server/users.ts' }),
    no('middleware that is registered later', `${SB}const router = express.Router();\nrouter.get('/users', async (req, res) => {\n  const admin = «${MAKE}»;\n  res.json(await admin.from('users').select());\n});\nrouter.use(authenticate);`, 'this request handler', { filename: 'server/users.ts' }),
    no('an edge function', `${SB}Deno.serve(async (request) => {\n  const admin = «${MAKE}»;\n  return Response.json(await admin.from('users').select());\n});`, 'this request handler', { filename: 'supabase/functions/users/index.ts' }),
    no('a wrapper of this file that does not check', `${SB}const timed = (handler) => async (request) => {\n  const start = Date.now();\n  const response = await handler(request);\n  console.log(Date.now() - start);\n  return response;\n};\nexport const GET = timed(async () => {\n  const admin = «${MAKE}»;\n  return Response.json(await admin.from('users').select());\n});`, 'this request handler'),
    no('a wrapper for others that does not check', `${SB}export async function withAdmin(work) {\n  return work(«${MAKE}»);\n}`, '`withAdmin`', { filename: 'lib/admin.ts' }),
    no('a public procedure', `${SB}app.post('/trpc', publicProcedure, async () => {\n  const admin = «${MAKE}»;\n  return admin.from('users').select();\n});`, 'this request handler', { filename: 'server/users.ts' }),
    // Conditions that say nothing about the caller.
    no('the body says who it is', SB + get("const { userId, role } = await request.json(); if (!userId || role !== 'admin') return new Response(null, { status: 403 });", BAD), '`GET`'),
    no('the query says who it is', SB + get("const userId = new URL(request.url).searchParams.get('userId'); if (!userId) return new Response(null, { status: 400 });", BAD), '`GET`'),
    no('the configuration is complete', SB + get("if (!process.env.SUPABASE_URL || !process.env.SUPABASE_SERVICE_ROLE_KEY) return new Response(null, { status: 500 });", BAD), '`GET`'),
    no('a record that was looked up', `${SB}export async function GET(request: Request, { params }) {\n  const user = await prisma.user.findUnique({ where: { id: params.id } });\n  if (!user) return new Response(null, { status: 404 });\n  ${BAD}\n}`, '`GET`'),
    no('nobody is signed in', `${SB}import { auth } from '@clerk/nextjs/server';\nexport async function GET() {\n  const { userId } = await auth();\n  if (!userId) {\n    ${BAD}\n  }\n}`, '`GET`'),
    no('asked, and not tested', `${SB}import { auth } from '@clerk/nextjs/server';\n${get('const { userId } = await auth();', BAD)}`, '`GET`'),
    no('a check after the use', SB + REQUIRE + get('', BAD.replace('return', 'await requireAdmin();\n  return')).replace("await requireAdmin();\n  return Response.json(await admin.from('users').select());", "const users = await admin.from('users').select();\n  await requireAdmin();\n  return Response.json(users);"), '`GET`'),
    no('a check on one way only', SB + REQUIRE + get('if (request.method === "POST") await requireAdmin();', BAD), '`GET`'),
    no('a check of something else', `${SB}import { ensureDefaultRole, verifyEmail } from '@acme/auth';\n${get('await verifyEmail(address); await ensureDefaultRole(id);', BAD)}`, '`GET`'),
    // Checks that are none.
    no('a check of this file that lets everybody pass', `${SB}async function requireAdmin() {\n  const session = await readSession();\n  console.log(session?.id);\n}\n${get('await requireAdmin();', BAD)}`, '`GET`', { messageId: 'idleCheck', data: { check: 'requireAdmin', where: '', why: 'never refuses anybody' } }),
    no('a check whose answer nobody looks at', `${SB}async function requireAdmin() {\n  const session = await readSession();\n  if (session?.role !== 'admin') return { error: 'Forbidden' };\n  return {};\n}\n${get('await requireAdmin();', BAD)}`, '`GET`', { messageId: 'idleCheck', data: { check: 'requireAdmin', where: '', why: 'refuses only by what it returns, and nobody looks at that here' } }),
    no('a check nobody waits for', SB + THROWING + get('requireAdmin();', BAD), '`GET`', { messageId: 'idleCheck', data: { check: 'requireAdmin', where: '', why: 'is not awaited, so nobody waits for its answer' } }),
    // Other services.
    no('Firebase', `import { getFirestore } from 'firebase-admin/firestore';\n${get('', "return Response.json(await «getFirestore()».collection('users').get());")}`, '`GET`', { data: { call: 'getFirestore', service: 'Firebase Admin', because: 'rights that no Security Rules limit' } }),
    no('Clerk', `import { clerkClient } from '@clerk/nextjs/server';\n${get('', 'const clerk = await «clerkClient()»; return Response.json(await clerk.users.getUserList());')}`, '`GET`', { data: { call: 'clerkClient', service: 'Clerk', because: 'the secret key' } }),
    // Suggestion, options, settings.
    no('with a check at hand', SB + THROWING + get('', BAD), '`GET`', { suggest: { check: 'await requireAdmin()', output: SB + THROWING + get('', USE.replace('const admin', 'await requireAdmin();\n  const admin')) } }),
    no('helpers: report', `${SB}export async function listUsers() {\n  const admin = «${MAKE}»;\n  return admin.from('users').select();\n}`, '`listUsers`', { filename: 'lib/users.ts', options: { helpers: 'report' } }),
    no('settings.adminFactories', `import { root } from '@acme/db';\n${get('', "return Response.json(await «root()».from('users').select());")}`, '`GET`', { settings: { adminFactories: [{ name: 'root', module: '@acme/db' }] }, data: { call: 'root', service: 'root', because: 'the rights that settings.bulwark.adminFactories states' } }),
  ],
});

describe('across files', () => {
  const cwd = join(root, 'tests/fixtures/admin-check');
  const findings = (code: string, crossFile: boolean, file = ROUTE): string[] =>
    lint(code, join(cwd, file), { 'bulwark/require-admin-check': 'error' }, { cwd, settings: { crossFile } }).map(({ line, message, fatal }) => (fatal === true ? message : `${String(line)} ${message}`));
  const SELECT = "return Response.json(await admin.from('users').select());";
  const route = (imports: string, ...lines: readonly string[]): string => `${imports}\nexport async function GET(request: Request) {\n${lines.join('\n')}\n}`;
  const FACTORY = "import { createAdminClient } from '@/lib/admin';";
  const ADMIN = `const admin = createAdminClient();\n${SELECT}`;
  const here = (check: string, before: string): string => route(`import { createClient } from '@supabase/supabase-js'; import { ${check} } from '@/lib/auth';`, before, `const admin = ${MAKE};\n${SELECT}`);

  test('a factory of another file', () => {
    const code = route(FACTORY, ADMIN);
    expect(findings(code, true)).toEqual(["3 `createAdminClient()` gives `GET` a Supabase client with the service-role key, and nothing before it refuses a caller who may not have that. Check first (`await requireAdmin()`), or obtain the client in a wrapper that does."]);
    expect(findings(code, false)).toEqual([]);
  });

  test('a factory behind a barrel, and a check under another name', () => {
    const imports = "import { createAdminClient, ensureAdministrator } from '@/lib';";
    expect(findings(route(imports, ADMIN), true)).toHaveLength(1);
    expect(findings(route(imports, 'await ensureAdministrator();', ADMIN), true)).toEqual([]);
  });

  test.each([['requireAdmin', 'await requireAdmin();'], ['requireUser', 'await requireUser();'], ['currentTenant', 'const tenant = await currentTenant();']])('%s is read, and refuses', (check, before) => {
    expect(findings(here(check, before), true)).toEqual([]);
  });

  test('a check of a name that promises nothing is seen only across files', () => {
    expect(findings(here('currentTenant', 'await currentTenant();'), false)).toHaveLength(1);
    expect(findings(here('currentTenant', 'await currentTenant();'), true)).toEqual([]);
  });

  test('a check that never refuses', () => {
    const code = here('requireMember', 'await requireMember();');
    expect(findings(code, true)).toEqual([expect.stringContaining('the check before it is none: `requireMember` in lib/auth.ts never refuses anybody. Make the check throw or redirect')]);
    // Without the other file its name is all there is to go by.
    expect(findings(code, false)).toEqual([]);
  });

  test('a check that answers', () => {
    expect(findings(here('requireStaff', 'await requireStaff();'), true)).toEqual([expect.stringContaining('`requireStaff` in lib/auth.ts refuses only by what it returns, and nobody looks at that here')]);
    expect(findings(here('requireStaff', 'const { error } = await requireStaff(); if (error) return new Response(error, { status: 403 });'), true)).toEqual([]);
  });

  test('a check nobody waits for', () => {
    expect(findings(here('requireAdmin', 'requireAdmin();'), true)).toEqual([expect.stringContaining('`requireAdmin` in lib/auth.ts is not awaited, so nobody waits for its answer')]);
    expect(findings(here('requireAdmin', 'requireAdmin();'), false)).toEqual([]);
  });

  test('a value that anybody can send', () => {
    expect(findings(here('tokenOf', "const token = await tokenOf(request); if (!token) return new Response(null, { status: 401 });"), true)).toHaveLength(1);
  });

  test('wrappers around a handler', () => {
    const wrapped = (wrapper: string): string => `import { ${wrapper} } from '@/lib/auth'; ${FACTORY}\nexport const GET = ${wrapper}(async () => {\n${ADMIN}\n});`;
    expect(findings(wrapped('withAuth'), true)).toEqual([]);
    expect(findings(wrapped('withAuthTiming'), true)).toHaveLength(1);
  });

  test('wrappers that hand the client on', () => {
    const used = (wrapper: string): string => route(`import { ${wrapper} } from '@/lib/admin';`, `return Response.json(await ${wrapper}((admin) => admin.from('users').select()));`);
    expect(findings(used('withAdmin'), true)).toEqual([]);
    // It is reported where it stands.
    expect(findings(used('withAnybody'), true)).toEqual([]);
    const wrapper = "import { createAdminClient } from './admin'; import { requireMember } from './auth';\nexport async function withAnybody(work) {\n  await requireMember();\n  return work(createAdminClient());\n}";
    expect(findings(wrapper, true, 'lib/wrapper.ts')).toEqual([expect.stringContaining('`requireMember` in lib/auth.ts never refuses anybody')]);
    expect(findings(wrapper, false, 'lib/wrapper.ts')).toEqual([]);
  });

  test('functions that obtain the client for their own work', () => {
    const used = (name: string, ...before: readonly string[]): string => route(`import { ${name} } from '@/lib/users'; import { requireAdmin } from '@/lib/auth';`, ...before, `return Response.json(await ${name}());`);
    expect(findings(used('listUsers'), true)).toEqual(["3 `listUsers()` gives `GET` a Supabase client with the service-role key (obtained in lib/users.ts), and nothing before it refuses a caller who may not have that. Check first (`await requireAdmin()`), or obtain the client in a wrapper that does."]);
    expect(findings(used('listUsers'), false)).toEqual([]);
    expect(findings(used('listUsers', 'await requireAdmin();'), true)).toEqual([]);
    expect(findings(used('listUsersChecked'), true)).toEqual([]);
  });

  test('a factory whose key is chosen by its caller says nothing', () => {
    expect(findings(route("import { createServerSupabase } from '@/lib/admin';", `const admin = createServerSupabase();\n${SELECT}`), true)).toEqual([]);
  });
});
