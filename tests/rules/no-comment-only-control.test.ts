import rule from '../../src/rules/no-comment-only-control.js';
import { ruleTester } from '../helpers/rule-tester.js';

interface Extra {
  readonly filename?: string;
  readonly options?: readonly string[];
}

const ok = (name: string, code: string, { filename, options }: Extra = {}) => ({ name, code, ...(filename === undefined ? {} : { filename }), ...(options ? { options: [{ allow: [...options] }] as [{ allow: string[] }] } : {}) });

/** In the code «…» marks the comment; `comment` is what the message quotes of it. */
function no(name: string, marked: string, comment: string, control: string, extra: Extra = {}) {
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const through = marked.slice(0, marked.indexOf('»')).replace('«', '').split('\n');
  return {
    ...ok(name, marked.replaceAll(/[«»]/gu, ''), extra),
    errors: [{ messageId: 'promised' as const, data: { comment, control }, line: before.length, column: (before.at(-1) ?? '').length + 1, endLine: through.length, endColumn: (through.at(-1) ?? '').length + 1 }],
  };
}

const ROUTE = 'app/api/orders/route.ts';

ruleTester.run('no-comment-only-control', rule, {
  valid: [
    // The control is there.
    ok('a check instead of a comment', 'export async function POST(request: Request) {\n  await requireUser();\n  return save(await request.json());\n}', { filename: ROUTE }),
    ok('the comment was forgotten', 'export async function POST(request: Request) {\n  // TODO: add rate limiting\n  await ratelimit.limit(ip(request));\n  return save(request);\n}', { filename: ROUTE }),
    ok('another function of the file does it', "// TODO: add zod validation\nexport async function POST(request: Request) {\n  return handle(await request.json());\n}\nfunction handle(body: unknown) {\n  return save(schema.parse(body));\n}", { filename: ROUTE }),
    ok('it is tested by configuration', "// TODO: confirm the BAA\nexport function send(text: string) {\n  if (env.RESEND_BAA_SIGNED !== 'true') throw new Error('no BAA');\n  return mail(text);\n}"),
    ok('a comment alone at the top of a file that does it', '// TODO: validate the body\n\nexport const a = 1;\nexport const POST = (body: unknown) => save(schema.parse(body));'),
    // Comments that promise nothing.
    ok('what is done elsewhere', 'export function save(order: Order) {\n  // The request is authenticated and rate limited by the gateway.\n  return db.insert(order);\n}'),
    ok('work on a control that exists', 'export function save(order: Order) {\n  // TODO: move the auth checks to a middleware\n  // FIXME: remove the rate limit for admins\n  return db.insert(order);\n}'),
    ok('something of that name', 'export function Page() {\n  // TODO: add the auth dialog\n  // TODO: new icons for the encryption badge\n  return null;\n}'),
    ok('work that is no control', 'export function save(order: Order) {\n  // TODO: add pagination\n  return db.insert(order);\n}'),
    ok('quoted', 'export function save(order: Order) {\n  // We do not write `TODO: add auth` here.\n  return db.insert(order);\n}'),
    ok('code that is commented out', 'export function save(order: Order) {\n  // await requireUser();\n  return db.insert(order);\n}'),
    // Code that no request reaches.
    ok('a test', '// TODO: add auth\nexport function f() {}', { filename: 'src/orders.test.ts' }),
    ok('a script', '// TODO: add auth\nexport function f() {}', { filename: 'scripts/import.ts' }),
    ok('a ticket', '// TODO: add auth (SEC-12)\nexport function f() { return save(); }', { options: [String.raw`SEC-\d+`] }),
  ],
  invalid: [
    no('rate limiting', 'export async function POST(request: Request) {\n  «// TODO: add rate limiting»\n  return save(await request.json());\n}', 'TODO: add rate limiting', 'rate limiting', { filename: ROUTE }),
    no('the agreement', '«// TODO: confirm Resend BAA before prod»\nexport const send = (text: string) => resend.emails.send({ text });', 'TODO: confirm Resend BAA before prod', 'an agreement for health data'),
    no('who may', 'export async function PATCH(request: Request) {\n  «// TODO: Check if the user has permission to update this order. Ask Ann how.»\n  return save(await request.json());\n}', 'TODO: Check if the user has permission to update this order', 'authorization', { filename: ROUTE }),
    no('who is calling', "export async function POST() {\n  // For now, one id for everybody\n  «// In production, you'd get this from the session»\n  const userId = 'demo';\n  return save(userId);\n}", "In production, you'd get this from the session", 'authentication', { filename: ROUTE }),
    no('taken out', 'export function save(order: Order) {\n  «/* Temporarily disabled the auth guard */»\n  return db.insert(order);\n}', 'Temporarily disabled the auth guard', 'authentication'),
    no('in a block', '«/**\n * Stores an order.\n * FIXME: validate the payload\n */»\nexport function save(order: Order) {\n  return db.insert(order);\n}', 'FIXME: validate the payload', 'input validation'),
    no('beside an argument', 'export function save(\n  «// TODO: add validation for the body»\n  body: any,\n) {\n  return db.insert(body);\n}', 'TODO: add validation for the body', 'input validation'),
    no('at the top of a file', "import { Hono } from 'hono';\n\n«// TODO: include ratelimiting»\n\nexport const app = new Hono();\napp.get('/', (c) => c.json(load()));", 'TODO: include ratelimiting', 'rate limiting'),
    no('the signature of a webhook', 'export async function POST(request: Request) {\n  const event = await request.json();\n  «// In production, verify the webhook signature»\n  return handle(event);\n}', 'In production, verify the webhook signature', 'signature verification', { filename: ROUTE }),
    no('encryption', 'export function store(ssn: string) {\n  return db.insert({ ssn }); «// TODO: encrypt»\n}', 'TODO: encrypt', 'encryption'),
    no('in JSX', 'export function Admin() {\n  return <main>{«/* TODO: add a permission check */»}<Users /></main>;\n}', 'TODO: add a permission check', 'authorization', { filename: 'admin.tsx' }),
    no('a long one is cut off', `export function save(order: Order) {\n  «// TODO: add authentication to this function ${'x'.repeat(120)}»\n  return db.insert(order);\n}`, `TODO: add authentication to this function ${'x'.repeat(59 - 1)}…`, 'authentication'),
    no('another ticket', '«// TODO: add auth (OPS-3)»\nexport function f() { return save(); }', 'TODO: add auth (OPS-3)', 'authentication', { options: [String.raw`SEC-\d+`] }),
  ],
});
