/**
 * Code that grows: shapes of programs by name, each a function of a number. Twice the number is twice the code, so whatever
 * counts the work of the plugin may grow by a little more than twice, too, and nothing may throw at any size.
 *
 * Everything is plain JavaScript, for espree: typescript-eslint's parser itself runs out of stack on deep nesting.
 */

/** Makes a program of size `n`. */
export type Shape = (n: number) => string;

const repeat = (n: number, piece: (index: number) => string, joint = '\n'): string => Array.from({ length: n }, (_, index) => piece(index)).join(joint);
/** `before` n times, the core, `after` n times. */
const nest = (n: number, before: string, core: string, after: string): string => before.repeat(n) + core + after.repeat(n);

const EXPRESS = "import express from 'express';\nconst app = express();\n";
const handler = (body: string): string => `${EXPRESS}app.get('/go', async (req, res) => {\n${body}\n});\n`;
const LOG = "import pino from 'pino';\nconst log = pino();\n";
const ADMIN = "import { createClient } from '@supabase/supabase-js';\n";
const JWT = "import jwt from 'jsonwebtoken';\n";
const NEXT = 'let next = String(req.query.next);\n';

/** Shapes that grow in length: every one of them may be ten thousand long. */
export const LONG: Readonly<Record<string, Shape>> = {
  'an application of many handlers': (n) =>
    `${EXPRESS}${LOG}${ADMIN}${JWT}${repeat(n, (i) => `app.post('/r${String(i)}', async (req, res) => {
  const { next, email, token } = req.body;
  if (!next.startsWith('/')) return res.status(400).end();
  log.info({ email, at: '${String(i)}' });
  const claims = jwt.verify(token, process.env.JWT_PUBLIC_KEY);
  const admin = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);
  const resetToken = Math.random().toString(36);
  await admin.from('tokens').insert({ resetToken, claims });
  await writeAuditLog({ action: 'reset' });
  res.redirect(next);
});`)}`,
  'codes used up by many handlers': (n) => repeat(n, (i) => `export async function redeem${String(i)}(code) {
  const row = await db.resetToken.findUnique({ where: { code } });
  if (!row) throw new Error('unknown');
  await db.resetToken.delete({ where: { code } });
}`),
  'codes used up in one function': (n) => `export async function redeem(codes) {\n${repeat(n, (i) => `const row${String(i)} = await db.resetToken.findUnique({ where: { code: codes[${String(i)}] } });
if (!row${String(i)}) throw new Error('unknown');
await db.resetToken.delete({ where: { code: codes[${String(i)}] } });`)}\n}`,
  'functions that call each other, around a client': (n) => `${ADMIN}${repeat(n, (i) => `function step${String(i)}(job) {
  if (job.at === ${String(i)}) return ${i === 0 ? 'createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY).from(job.table).delete()' : 'undefined'};
  ${repeat(Math.min(i, 25), (back) => `step${String(i - back - 1)}(job);`, ' ')}
}`)}`,
  'functions that hand a client back to each other': (n) => `${ADMIN}${repeat(n, (i) => `function make${String(i)}(job) {
  const made = ${i === 0 ? 'createClient(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY)' : `[${repeat(Math.min(i, 25), (back) => `make${String(i - back - 1)}(job)`, ', ')}][0]`};
  return ${i === 0 ? 'made' : `job.first ? make${String(i - 1)}(job) : ${repeat(Math.min(i, 25), (back) => `make${String(i - back - 1)}(job)`, ' ?? ')}`};
}`)}`,
  'plain code that concerns nobody': (n) => repeat(n, (i) => `export function area${String(i)}(shape) { const { width, height } = shape; return width * height + ${String(i)}; }`),
  'reassignments of one name': (n) => handler(`${NEXT}${repeat(n, (i) => `next = next + '${String(i)}';`)}\nlog.info(next); res.redirect(next);`),
  'reassignments through itself': (n) => handler(`${NEXT}${repeat(n, () => 'next = next.trim();')}\nres.redirect(next);`),
  'uses of one name': (n) => handler(`${NEXT}${repeat(n, () => 'use(next);')}\nres.redirect(next);`),
  'redirects of one input': (n) => handler(`${NEXT}${repeat(n, (i) => `if (step === ${String(i)}) return res.redirect(next);`)}`),
  'early returns before a redirect': (n) => handler(`${NEXT}${repeat(n, (i) => `if (next === '/p${String(i)}') return;`)}\nres.redirect(next);`),
  'checks between each redirect': (n) => handler(`${NEXT}${repeat(n, (i) => `if (next.length > ${String(i)}) res.redirect(next);`)}`),
  'cases of a switch': (n) => handler(`${NEXT}switch (next) {\n${repeat(n, (i) => `case '/p${String(i)}': res.redirect(next); break;`)}\ndefault: res.redirect(next); }`),
  'elements of an array': (n) => handler(`${NEXT}const list = [${repeat(n, (i) => `'/p${String(i)}'`, ', ')}];\nif (!list.includes(next)) return;\nres.redirect(next); log.info(list);`),
  'elements from input': (n) => handler(`const list = [${repeat(n, (i) => `req.query.p${String(i)}`, ', ')}];\nres.redirect(list[req.query.n]); console.log(list);`),
  'properties of an object': (n) => handler(`${NEXT}const table = { ${repeat(n, (i) => `p${String(i)}: '/p${String(i)}'`, ', ')} };\nres.redirect(table[next]); console.log(table);`),
  'properties added one by one': (n) => handler(`const entry = {};\n${repeat(n, (i) => `entry.p${String(i)} = req.body.p${String(i)};`)}\nconsole.log(entry); res.redirect(entry.p1);`),
  'names taken out of one object': (n) => handler(`const { ${repeat(n, (i) => `p${String(i)}`, ', ')} } = req.query;\nres.redirect(p1);\n${repeat(n, (i) => `console.log(p${String(i)});`)}`),
  'operands of a concatenation': (n) => handler(`res.redirect(req.query.next + ${repeat(n, (i) => `'${String(i)}'`, ' + ')});`),
  'operands of &&': (n) => handler(`${NEXT}if (${repeat(n, (i) => `next !== '/p${String(i)}'`, ' && ')}) res.redirect(next);`),
  'operands of ||': (n) => handler(`${NEXT}if (${repeat(n, (i) => `next === '/p${String(i)}'`, ' || ')}) res.redirect(next);`),
  'operands of ??': (n) => handler(`res.redirect(${repeat(n, (i) => `req.query.p${String(i)}`, ' ?? ')});`),
  'parts of a template': (n) => handler(`res.redirect(\`\${req.query.next}${repeat(n, (i) => `/\${req.query.p${String(i)}}`, '')}\`);`),
  'links of a chain': (n) => handler(`res.redirect(req.query.next${repeat(n, () => '.trim()', '')});`),
  'links of a promise chain': (n) => `import { logAudit } from './audit';\nexport function run() { logAudit({})${repeat(n, (i) => `.then((value) => value + ${String(i)})`, '')}; }`,
  'aliases of an alias': (n) => handler(`const a0 = req.query.next;\n${repeat(n, (i) => `const a${String(i + 1)} = a${String(i)};`)}\nres.redirect(a${String(n)});`),
  'aliases of a client': (n) => `${ADMIN}const c0 = createClient;\n${repeat(n, (i) => `const c${String(i + 1)} = c${String(i)};`)}\nexport const admin = c${String(n)}(process.env.SUPABASE_URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`,
  'imports': (n) => `${repeat(n, (i) => `import { createClient as c${String(i)}, x${String(i)} } from '@supabase/supabase-js';`)}\n${repeat(n, (i) => `export const admin${String(i)} = c${String(i)}(process.env.URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`)}`,
  'requires': (n) => repeat(n, (i) => `const { createClient: c${String(i)} } = require('@supabase/supabase-js'); module.exports.a${String(i)} = c${String(i)}(process.env.URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`),
  'dynamic imports': (n) => `export async function load() {\n${repeat(n, (i) => `const m${String(i)} = await import('pino'); m${String(i)}.default().info({ password });`)}\n}`,
  'exports': (n) => `${repeat(n, (i) => `function f${String(i)}(request) { return Response.redirect(new URL(request.url).searchParams.get('next')); }`)}\nexport { ${repeat(n, (i) => `f${String(i)}`, ', ')} };`,
  'functions that call the next': (n) => handler(`res.redirect(f0(req.query.next));`) + repeat(n, (i) => `function f${String(i)}(value) { return f${String(i + 1)}(value); }`) + `\nfunction f${String(n)}(value) { return value; }`,
  'functions that call each other': (n) => handler(`res.redirect(f0(req.query.next));`) + repeat(n, (i) => `function f${String(i)}(value) { return value ? f${String((i + 1) % n)}(value) : f${String((i + 7) % n)}(value); }`),
  'callers of one function': (n) => handler(`go(req.query.next, res);\n${repeat(n, (i) => `go('/p${String(i)}', res);`)}`) + 'function go(to, response) { response.redirect(to); }',
  'callers of a chain of functions': (n) => handler(`f0(req.query.next, res);`) + repeat(n, (i) => `function f${String(i)}(to, response) { f${String(i + 1)}(to, response); }`) + `\nfunction f${String(n)}(to, response) { response.redirect(to); }`,
  'log calls': (n) => LOG + repeat(n, (i) => `log.info({ email: user.email, p${String(i)}: 1 }, 'signed in');`),
  'log calls of one object': (n) => `${LOG}const entry = { email: user.email };\n${repeat(n, () => 'log.info(entry);')}`,
  'children of a logger': (n) => `${LOG}const l0 = log.child({});\n${repeat(n, (i) => `const l${String(i + 1)} = l${String(i)}.child({ p${String(i)}: 1 });`)}\nl${String(n)}.info({ password });`,
  'admin clients': (n) => ADMIN + repeat(n, (i) => `export const a${String(i)} = createClient(process.env.URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`),
  'verified tokens': (n) => JWT + repeat(n, (i) => `export const v${String(i)} = (token) => jwt.verify(token, secret, { algorithms: ['HS256'] });`),
  'algorithms': (n) => `${JWT}export const verify = (token) => jwt.verify(token, key, { algorithms: [${repeat(n, (i) => `'X${String(i)}'`, ', ')}, 'none'] });`,
  'random draws': (n) => repeat(n, (i) => `const sessionToken${String(i)} = Math.random().toString(36);`),
  'random draws into one name': (n) => `let token = '';\n${repeat(n, () => 'token += CHARS[Math.floor(Math.random() * 62)];')}\nexport const resetToken = token;`,
  'random draws behind one function': (n) => `function draw() { return Math.random().toString(36); }\n${repeat(n, (i) => `export const token${String(i)} = draw();`)}`,
  'audit writes': (n) => `export async function update() {\n${repeat(n, (i) => `await writeAuditLog({ action: 'a${String(i)}' });`)}\n}`,
  'audit writes in functions': (n) => repeat(n, (i) => `export async function update${String(i)}() { await db.save(); await writeAuditLog({ action: 'a' }); }\nexport function drop${String(i)}() { void writeAuditLog({ action: 'b' }); }`),
  'audit writes behind checks': (n) => `export async function update(user) {\n${repeat(n, (i) => `if (!user.can${String(i)}) return;`)}\nvoid logAuditEvent({}).catch(() => {});\n}`,
  'uses of one limiter': (n) => `const hits = new Map();\n${repeat(n, (i) => `export function limit${String(i)}(ip) { const count = (hits.get(ip) ?? 0) + 1; hits.set(ip, count); if (count > 10) throw new Error('Too many requests'); }`)}`,
  'limiters': (n) => repeat(n, (i) => `const hits${String(i)} = new Map();\nexport function limit${String(i)}(ip) { const count = (hits${String(i)}.get(ip) ?? 0) + 1; hits${String(i)}.set(ip, count); if (count > 10) return { status: 429 }; }`),
  'methods of one class': (n) => `import { redirect } from 'next/navigation';\nexport class Service {\nhits = new Map();\n${repeat(n, (i) => `m${String(i)}(request) { this.p${String(i)} = request; this.hits.set(${String(i)}, 1); return this.m${String((i + 1) % n)}(redirect(this.p${String(i)})); }`)}\n}`,
  'fields of one class': (n) => `${ADMIN}export class Clients {\n${repeat(n, (i) => `static c${String(i)} = createClient(process.env.URL, process.env.SUPABASE_SERVICE_ROLE_KEY);`)}\n${repeat(n, (i) => `get g${String(i)}() { return Clients.c${String(i)}; }`)}\n}`,
  'subclasses of a subclass': (n) => `import { RateLimiterMemory } from 'rate-limiter-flexible';\nclass C0 extends RateLimiterMemory {}\n${repeat(n, (i) => `class C${String(i + 1)} extends C${String(i)} { limit() { return this.points; } }`)}\nexport const limiter = new C${String(n)}({});`,
  'siblings in JSX': (n) => `import { useSearchParams } from 'next/navigation';\nexport function Links() { const params = useSearchParams(); const next = params.get('next'); return <ul>${repeat(n, () => '<li><a href={next}>{next}</a></li>', '')}</ul>; }`,
  'parameters': (n) => handler(`go(${repeat(n, (i) => `req.query.p${String(i)}`, ', ')});`) + `function go(${repeat(n, (i) => `p${String(i)}`, ', ')}) { location.href = p1; }`,
  'statements at the top of a module': (n) => `${LOG}let state = 0;\n${repeat(n, (i) => `state = state + ${String(i)}; log.info(state);`)}`,
  'one minified line': (n) => `const e=require('express')();${repeat(n, (i) => `function f${String(i)}(e,t,n){var r=e.headers,i=t||{};for(var o=0;o<n.length;o++)i[n[o]]=r[n[o]]?String(r[n[o]]).split(",").map(function(e){return e.trim()}):null;return e.query&&e.query.next?(t.redirect(e.query.next.replace(/^\\/+/,"/")),1):(location.href="/"+f${String(Math.max(0, i - 1))}(e,i,n),console.log(i.token),Math.random()<.5)}`, '')}`,
};

/** Shapes that grow in depth. Parsers and ESLint itself give up between one and a few thousand levels. */
export const DEEP: Readonly<Record<string, Shape>> = {
  'calls in calls': (n) => handler(`res.redirect(${nest(n, 'f(', 'req.query.next', ')')});`),
  'known calls in calls': (n) => handler(`res.redirect(${nest(n, 'String(', 'req.query.next', ')')});`),
  'local calls in calls': (n) => handler(`const f = (x) => x;\nres.redirect(${nest(n, 'f(', 'req.query.next', ')')});`),
  'arrays in arrays': (n) => handler(`console.log(${nest(n, '[', 'req.body', ']')});`),
  'objects in objects': (n) => handler(`console.log(${nest(n, '{ a: ', 'req.body', ' }')}); const { ${nest(n, 'a: { ', 'b', ' }')} } = req.query; res.redirect(b);`),
  'spreads in spreads': (n) => handler(`console.log(${nest(n, '{ ...', 'req.body', ' }')});`),
  'templates in templates': (n) => handler(`res.redirect(${nest(n, '`a${', 'req.query.next', '}`')});`),
  'ternaries in ternaries': (n) => handler(`res.redirect(${repeat(n, (i) => `req.query.a === '${String(i)}' ? req.query.p${String(i)} : `, '')}req.query.next);`),
  'ternaries in their first branch': (n) => handler(`res.redirect(${nest(n, "ok ? ", 'req.query.next', " : '/'")});`),
  'negations': (n) => handler(`${NEXT}if (${nest(n, '!', 'next', '')}) res.redirect(next);`),
  'conditions in parentheses': (n) => handler(`${NEXT}if (${nest(n, '(ok && ', 'next', ')')}) res.redirect(next);`),
  'ifs in ifs': (n) => handler(`${NEXT}${nest(n, 'if (next) { ', 'res.redirect(next);', ' }')}`),
  'else ifs': (n) => handler(`${NEXT}${repeat(n, (i) => `if (next === '/p${String(i)}') { res.redirect(next); }`, ' else ')}`),
  'blocks in blocks': (n) => handler(`${NEXT}${nest(n, '{ ', 'res.redirect(next); await writeAuditLog({});', ' }')}`),
  'loops in loops': (n) => handler(`${NEXT}${nest(n, 'for (const a of next) { ', 'res.redirect(next);', ' }')}`),
  'tries in tries': (n) => handler(`${NEXT}${nest(n, 'try { ', 'res.redirect(next);', ' } catch { return; }')}`),
  'switches in switches': (n) => handler(`${NEXT}${nest(n, "switch (next) { case '/a': ", 'res.redirect(next);', ' }')}`),
  'functions in functions': (n) => handler(`${NEXT}${nest(n, '(() => { ', 'res.redirect(next); void logAudit({}); const token = Math.random().toString(36);', ' })();')}`),
  'arrows that return arrows': (n) => `export const f = ${nest(n, '(a) => ', 'redirect(a)', '')};`,
  'classes in classes': (n) => nest(n, 'class A { m() { ', 'this.x = Math.random();', ' } }'),
  'awaits': (n) => `import { logAudit } from './audit';\nexport async function run() { ${nest(n, 'await ', 'logAudit({})', '')}; }`,
  'assignments in assignments': (n) => handler(`let a; res.redirect(${nest(n, 'a = ', 'req.query.next', '')});`),
  'sequences': (n) => handler(`res.redirect(${nest(n, '(0, ', 'req.query.next', ')')});`),
  'promises in callbacks': (n) => `import { logAudit } from './audit';\nexport function run() { ${nest(n, 'a.then(() => ', 'logAudit({})', ')')}; }`,
  'elements in JSX': (n) => `import { useSearchParams } from 'next/navigation';\nexport function Deep() { const next = useSearchParams().get('next'); return ${nest(n, '<div>', '<a href={next}>x</a>', '</div>')}; }`,
  'members of members': (n) => handler(`res.redirect(req.query${'.a'.repeat(n)});`),
  'optional members': (n) => handler(`res.redirect(req.query${'?.a'.repeat(n)});`),
  'indexes in indexes': (n) => handler(`res.redirect(${nest(n, 'a[', 'req.query.next', ']')});`),
};
