import rule from '../../src/rules/no-awaited-audit-log.js';
import { ruleTester } from '../helpers/rule-tester.js';

const CATCH = ".catch((error) => console.error('audit log failed', error))";

/** `await` as a statement inside `async function save() { … }`, with what the suggestion makes of it. */
function statement(expression: string, { write = expression.slice(0, expression.indexOf('(')), before = '', handler = CATCH, after, messageId = 'awaited' }: { write?: string; before?: string; handler?: string; after?: string; messageId?: 'awaited' | 'slow' } = {}) {
  const code = (inside: string) => `${before}\nexport async function save(input) {\n  ${inside};\n}`;
  const suggestions = [
    ...(after === undefined ? [] : [{ messageId: 'defer' as const, data: { after }, output: code(`${after}(() => ${expression})`) }]),
    { messageId: 'detach' as const, output: code(`void ${expression}${handler}`) },
  ];
  return { code: code(`await ${expression}`), errors: [{ messageId, data: { write, how: 'is awaited', what: '`save`' }, line: before.split('\n').length + 2, column: 3, suggestions }] };
}

/** Another form; `detached` says what the suggestion writes in place of what, where there is one. */
function found(code: string, write: string, line: number, column: number, { how = 'is awaited', what = '`save`', detached, messageId = 'awaited' }: { how?: string; what?: string; detached?: string; messageId?: 'awaited' | 'slow' } = {}) {
  const suggestions = detached === undefined ? [] : [{ messageId: 'detach' as const, output: code.replace(`await ${detached}`, `void ${detached}${CATCH}`) }];
  return { code, errors: [{ messageId, data: { write, how, what }, line, column, suggestions }] };
}

const inSave = (...lines: string[]) => `export async function save(input, ctx) {\n${lines.join('\n')}\n}`;

ruleTester.run('no-awaited-audit-log', rule, {
  valid: [
    // the policy's recipe, in its own words
    `
      export async function updateFoo(input: FooUpdateInput) {
        await requireAuth();
        const updated = await db.update(foo).set(input).where(eq(foo.id, input.id)).returning();
        // Fire-and-forget: swallow errors so the mutation succeeds
        logAdminAction({ action: 'foo.update', subject_id: input.id, actor_id: user.id })
          .catch((err) => console.error('audit log failed', err));
        return updated;
      }
    `,
    inSave("void logAudit({ action: 'x' }).catch(report);"),
    // for whoever works on it, not for the audit log
    inSave('await publishPartnerActivityEvent({ partnerId, at });'),
    inSave('await emitActivityEvent(input);'),
    // handed over
    "import { after } from 'next/server';" + inSave('after(() => logAudit(input));'),
    "import { after } from 'next/server';" + inSave('after(async () => { await logAudit(input); });'),
    "import { unstable_after as later } from 'next/server';" + inSave('later(async () => { await logAudit(input); });'),
    "import { waitUntil } from '@vercel/functions';" + inSave('waitUntil(Promise.allSettled([logAudit(input), recordAuditEvent(input)]));'),
    "import { waitUntil } from 'cloudflare:workers';" + inSave('waitUntil((async () => { await logAudit(input); })());'),
    inSave('ctx.waitUntil(logAudit(input));'),
    inSave('c.executionCtx.waitUntil(prisma.auditLog.create({ data: input }));'),
    inSave('EdgeRuntime.waitUntil(logAudit(input));'),
    inSave('const pending = logAudit(input); event.waitUntil(pending);'),
    // into a queue: the queue is what is awaited
    inSave("await auditQueue.add('audit', input);"),
    inSave('await enqueueAuditLog(input);'),
    inSave("await inngest.send({ name: 'audit/log', data: input });"),
    // in a transaction, with its handle
    inSave('await prisma.$transaction(async (tx) => { await tx.order.update(input); await tx.auditLog.create({ data: input }); });'),
    inSave('await db.transaction(async (t) => { await t.insert(auditLogs).values(input); });'),
    inSave('await db.transaction(async (conn) => { await logAudit(conn, input); });'),
    inSave('await sql.begin(async (run) => { await run`insert into audit_log (action) values (${input.action})`; });'),
    'export async function remove(tx: Tx, ctx: Context) { await emitAudit(tx, ctx, entry); }',
    'export async function remove(db: DbOrTransaction, ctx: Context) { await emitAudit(db, entry); }',
    inSave('await prisma.$transaction([prisma.order.update(input), prisma.auditLog.create({ data: input })]);'),
    inSave('const t = await sequelize.transaction(); await AuditLog.create(input, { transaction: t });'),
    inSave('await AuditLog.create([input], { session });'),
    inSave('await recordAudit({ action: input.action, tx: ctx.tx });'),
    // the transaction is carried along, nobody hands it over
    inSave('await db.transaction(async () => { await logAudit(input); });'),
    'class Orders { @Transactional() async cancel(id) { await this.auditService.log(id); } }',
    // jobs, schedules, subscribers, timers
    "import { Worker } from 'bullmq'; new Worker('orders', async (job) => { await logAudit(job.data); });",
    "import { Inngest } from 'inngest'; const inngest = new Inngest({ id: 'x' }); inngest.createFunction({ id: 'a' }, { event: 'e' }, async () => { await logAudit({}); });",
    "import { task } from '@trigger.dev/sdk'; export const t = task({ id: 'x', run: async () => { await logAudit({}); } });",
    "import { OnEvent } from '@nestjs/event-emitter'; class L { @OnEvent('order.created') async handle(e) { await this.audit.log(e); } }",
    "import { Cron } from '@nestjs/schedule'; class L { @Cron('* * * * *') async nightly(e) { await this.audit.log(e); } }",
    "bus.on('order.created', async (event) => { await logAudit(event); });",
    inSave('setTimeout(async () => { await logAudit(input); }, 0);'),
    { code: inSave('await logAudit(input);'), filename: 'src/jobs/expire.ts' },
    { code: inSave('await logAudit(input);'), filename: 'scripts/backfill.ts' },
    { code: inSave('await logAudit(input);'), filename: 'src/orders.test.ts' },
    // nobody waits for the function around it
    inSave('void (async () => { await logAudit(input); })();'),
    inSave('sendMail(input).then(async () => { await logAudit(input); });'),
    inSave('items.forEach(async (item) => { await logAudit(item); });'),
    'async function note(x) { await prepare(x); await logAudit(x); }\nexport async function save(x) { void note(x); note(x).catch(report); }',
    // the audit log itself
    'export async function logAudit(entry) { await db.insert(auditLogs).values(entry); }',
    'export const recordAuditEvent = async (entry) => { await prisma.auditEvent.create({ data: entry }); };',
    'class AuditService { async write(entry) { return this.prisma.auditLog.create({ data: entry }); } }',
    'const auditLog = { async add(entry) { await db.insert(auditLogs).values(entry); } };',
    'export function withAuditTrail(fn) { return async (input) => { const r = await fn(input); await logAudit(r); return r; }; }',
    { code: inSave("await supabase.from('audit_logs').insert(input);"), filename: 'src/lib/audit.ts' },
    { code: "export class Controller { @Post() async create(dto) { return this.audit.logAction(dto); } }", filename: 'src/modules/audit/audit.controller.ts' },
    // its result is what was asked for
    inSave('const entry = await prisma.auditLog.create({ data: input });', 'return entry.id;'),
    inSave('const [entry] = await Promise.all([createAuditLog(input), other()]);', 'return entry;'),
    'async function createNewAuditLog(data) { await prisma.auditLog.create({ data }); }',
    // reads
    inSave('await prisma.auditLog.findMany({ where: input });'),
    inSave("await supabase.from('audit_logs').select();"),
    inSave('await getAuditLogs(input); await listAuditLogs(input); await auditService.list();'),
    inSave('await prisma.auditLog.deleteMany({ where: { createdAt: { lt: input.before } } });'),
    inSave('await db.query("select * from audit_logs where id = $1", [input.id]);'),
    // builders, meta data, wrappers
    inSave('await createDocumentAuditLogData(input); await auditMeta(input); await createAuditLogger(input);'),
    'export const POST = withAuditLogging(async (req) => { await update(req); });',
    inSave('await auditLogs.map((entry) => entry.id);'),
    inSave('await createAuditContext(input); await auditService.createReport(input);'),
    // other audits
    inSave('await siteAudit(input); await lighthouse.audit(input.url); await seoAudit.create(input); await runNpmAudit(); await a11yAudit.record(input);'),
    inSave('await prisma.auditReport.create({ data: input }); await prisma.audit.create({ data: input }); await createSiteAudit(input); await saveAudit(input);'),
    inSave('await db.insert(auditReports).values(input); await db.insert(siteAudits).values(input);'),
    inSave('await createActivity(input); await logger.info("audit", input); await logout();'),
    // this file shows that it waits for nothing
    'function logAction(x) { buffer.push(x); }\nexport async function save(x) { await logAction(x); }',
    'async function logAction(x) { console.info(x); }\nexport async function save(x) { await logAction(x); }',
    'async function logAudit(x) { void store(x).catch(report); }\nexport async function save(x) { await logAudit(x); }',
    "import { log } from 'evlog';" + inSave("await log.audit({ action: 'x' });"),
    // passed on: who waits for it is decided elsewhere
    'export const audit = () => logAudit(x);',
    '<button onClick={() => logAudit(x)} />',
    inSave('return retry(() => logAudit(input));'),
    { code: inSave('await recordChange(input);'), settings: { bulwark: { auditFunctions: [{ name: 'recordChange', module: '@acme/audit' }] } } },
  ].map((each) => (typeof each === 'string' ? { code: each, filename: each.includes('<button') ? 'file.tsx' : 'file.ts' } : each)),

  invalid: [
    // functions by name
    statement("logAudit({ action: 'order.create' })"),
    statement("logAdminAction({ action: 'foo.update', subject_id: input.id, actor_id: input.user })", { before: "import { logAdminAction } from '@/lib/admin';" }),
    statement("audit('SIGN_UP', { id: input.id })", { before: "import { audit } from '@/lib/events';" }),
    statement('sendAudit(input)'),
    statement('writeAuditServer(input)'),
    statement('safeLogAudit(input)'),
    statement('safeAudit(input)'),
    statement('logSecurityEvent(input)'),
    statement('trackActivityLog(input)'),
    statement('logActivity(input.team, input.user, "SIGN_IN")'),
    statement('logUserAction(input)'),
    statement('recordAuditEventAsync(input)'),
    // methods
    statement("this.audit.logAction({ action: 'x' })"),
    statement('auditService.logAction(input)'),
    statement('this.auditLogService.recordLogin(input)'),
    statement('checkerAudit.publishAuditLog(input)'),
    statement("ctx.audit('x', input)"),
    statement('log.audit(input)', { before: "import { log } from 'convex/server';" }),
    statement('container.get(AuditService).log(input)', { write: 'container.get(AuditService).log' }),
    statement('audit?.record(input)'),
    // tables and models
    statement('prisma.auditLog.create({ data: input })'),
    statement('ctx.db.userSecurityAuditLog.createMany({ data: [input] })'),
    statement('this.prisma.documentAuditLog.create({ data: input })'),
    statement('db.insert(auditLogs).values(input)', { write: 'insert into auditLogs' }),
    statement('ctx.db.insert(schema.activityLog).values(input)', { write: 'insert into activityLog' }),
    statement("supabase.from('audit_trail').insert(input)", { write: 'insert into audit_trail', handler: ".then(({ error }) => { if (error) console.error('audit log failed', error); })" }),
    statement("knex('audit_logs').insert(input)", { write: 'insert into audit_logs' }),
    statement("db.insertInto('audit_log').values(input).execute()", { write: 'insert into audit_log' }),
    statement("db.collection('auditLogs').insertOne(input)", { write: 'insert into auditLogs' }),
    statement("addDoc(collection(db, 'audit_logs'), input)", { write: 'insert into audit_logs' }),
    statement("payload.create({ collection: 'audit-logs', data: input })", { write: 'insert into audit-logs' }),
    statement("pool.query('INSERT INTO public.audit_log (action) VALUES ($1)', [input])", { write: 'insert into audit_log' }),
    statement('db.execute(sql`insert into "audit_events" (action) values (${input})`)', { write: 'insert into audit_events' }),
    statement('AuditLog.create(input)'),
    statement('prisma.contractAuditLog.create({ data: input })'),
    statement('createSiteAuditLog(input)'),
    { ...statement('this.audit.log(input)'), code: statement('this.audit.log(input)').code.replace('save', 'runComplianceAudit'), errors: statement('this.audit.log(input)').errors.map((error) => ({ ...error, data: { ...error.data, what: '`runComplianceAudit`' }, suggestions: error.suggestions.map((each) => ({ ...each, output: each.output.replace('save', 'runComplianceAudit') })) })) },
    statement('new AuditLog(input).save()', { write: 'newAuditLog(input).save' }),
    statement('this.auditLogRepository.save(input)'),
    // products
    statement("workos.auditLogs.createEvent('org', input)", { before: "import { WorkOS } from '@workos-inc/node'; const workos = new WorkOS(key);" }),
    statement('client.reportEvent(input)', { before: "import { Client } from '@retracedhq/retraced'; const client = new Client({});" }),
    statement('pangea.log(input)', { before: "import { AuditService } from 'pangea-node-sdk'; const pangea = new AuditService(t, c);" }),
    // the project's own name
    { ...statement('recordChange(input)', { before: "import { recordChange } from '@acme/audit';" }), settings: { bulwark: { auditFunctions: [{ name: 'recordChange', module: '@acme/audit' }] } } },
    { ...statement('this.history.recordChange(input)'), settings: { bulwark: { auditFunctions: ['recordChange'] } } },
    // `after` is at hand
    statement('logAudit(input)', { before: "import { after } from 'next/server';", after: 'after' }),
    // it swallows its errors and waits all the same
    statement('safeAudit(input)', { before: 'async function safeAudit(x) { try { await store(x); } catch {} }', messageId: 'slow' }),
    statement('logAudit(input).catch(report)', { handler: '', messageId: 'slow' }),
    statement('safeAudit(input)', { before: 'async function safeAudit(x) { try { await store(x); } catch (error) { throw new AuditError(error); } }' }),

    // other forms
    found(inSave('  if (input.ok) await logAudit(input);'), 'logAudit', 2, 17, { detached: 'logAudit(input)' }),
    found(inSave('  return logAudit(input);'), 'logAudit', 2, 10, { how: 'is returned from an async function, whose caller waits for it' }),
    found(inSave('  return await logAudit(input).then(() => ({ ok: true }));'), 'logAudit', 2, 10),
    found(inSave('  input.ok && (await logAudit(input));'), 'logAudit', 2, 16),
    found(inSave('  await Promise.all([update(input), logAudit(input)]);'), 'logAudit', 2, 37, { how: 'is awaited together with other work' }),
    found(inSave('  const [order] = await Promise.all([update(input), prisma.auditLog.create({ data: input })]);', '  return order;'), 'prisma.auditLog.create', 2, 53, { how: 'is awaited together with other work' }),
    found(inSave('  await Promise.all(input.items.map((item) => logAudit(item)));'), 'logAudit', 2, 47, { how: 'is awaited together with other work' }),
    found(inSave('  await Promise.all(input.items.map(async (item) => { await logAudit(item); }));'), 'logAudit', 2, 55, { detached: 'logAudit(item)' }),
    found(inSave('  const pending = logAudit(input);', '  await update(input);', '  await pending;'), 'logAudit', 2, 19, { how: 'is awaited later' }),
    found(inSave('  const jobs = [];', '  jobs.push(logAudit(input));', '  await Promise.all(jobs);'), 'logAudit', 3, 13, { how: 'is awaited together with other work' }),
    found(inSave('  for await (const done of [logAudit(input)]) { tick(done); }'), 'logAudit', 2, 29, { how: 'is awaited in a loop' }),
    found(inSave("  const { error } = await supabase.from('audit_logs').insert(input);", '  if (error) console.error(error);'), 'insert into audit_logs', 2, 21),
    found('app.post("/orders", async (req, res) => {\n  await logAudit(req.user);\n});', 'logAudit', 2, 3, { what: 'the mutation', detached: 'logAudit(req.user)' }),
    found('export const POST = withAuth(async (req) => {\n  try {\n    await logAudit(req);\n  } catch {}\n});', 'logAudit', 3, 5, { what: 'the mutation', detached: 'logAudit(req)', messageId: 'slow' }),
    // its own handler passes the failure on, which nobody would hear of
    statement('logAudit(input).catch((error) => { throw new AuditError(error); })'),
    statement('safeAudit(input)', { before: 'async function safeAudit(x) { await store(x).catch((error) => { warn(error); throw error; }); }' }),
    found(inSave('  try {', '    await logAudit(input);', '  } catch (error) {', '    const text = error instanceof Error ? error.message : String(error);', '    if (text) console.warn(text);', '  }'), 'logAudit', 3, 5, { detached: 'logAudit(input)', messageId: 'slow' }),
    found(inSave('  try {', '    await logAudit(input);', '  } catch (error) {', '    if (isFatal(error)) next(error);', '    else console.warn(error);', '  }'), 'logAudit', 3, 5, { detached: 'logAudit(input)' }),
    found(inSave('  try {', '    await logAudit(input);', '  } catch (error) {', '    const told = await tell(error);', '    console.warn(told);', '  }'), 'logAudit', 3, 5, { detached: 'logAudit(input)' }),
    statement('logAudit(input).catch(next)', { handler: '' }),
    found('export async function save(req, res) {\n  try {\n    store(req);\n    await logAudit(req);\n  } catch (error) { res.status(500).json({ error }); }\n}', 'logAudit', 4, 5, { detached: 'logAudit(req)' }),
    found(inSave('  try {', '    await logAudit(input);', '    return { ok: true };', '  } catch (error) { report(error); }', '  return { ok: false };'), 'logAudit', 3, 5, { detached: 'logAudit(input)' }),
    found(inSave('  try {', '    for (const each of input.list) {', '      await logAudit(each);', '    }', '  } catch (error) { report(error); }'), 'logAudit', 4, 7, { detached: 'logAudit(each)' }),
    statement('safeAudit(input)', { before: 'const safeAudit = async (x) => (x ? await store(x) : undefined);' }),
    // what else stands in the `try` is gone with it, and so is the answer
    found(inSave('  try {', '    await logAudit(input);', '    await update(input);', '  } catch {}'), 'logAudit', 3, 5, { detached: 'logAudit(input)' }),
    found(inSave('  try {', '    await logAudit(input);', '  } catch { return { ok: false }; }'), 'logAudit', 3, 5, { detached: 'logAudit(input)' }),
    found('class Orders {\n  async cancel(id) {\n    await this.auditLog.record(id);\n  }\n}', 'this.auditLog.record', 3, 5, { what: '`cancel`', detached: 'this.auditLog.record(id)' }),
    // the pool's client inside a transaction, not its handle: it may wait for the very rows that the transaction has locked
    found(inSave('  await prisma.$transaction(async (tx) => { await tx.order.update(input); await prisma.auditLog.create({ data: input }); });'), 'prisma.auditLog.create', 2, 75, { detached: 'prisma.auditLog.create({ data: input })' }),
    // a payment in the entry is no handle
    found(inSave('  await logAudit({ action: input.action, transaction: input.payment, txHash: input.hash });'), 'logAudit', 2, 3, { detached: 'logAudit({ action: input.action, transaction: input.payment, txHash: input.hash })' }),
    // a parameter that is a plain client unless somebody passes a handle
    found("import { prisma } from '@/db';\nexport async function save(input, client: PrismaClientOrTransaction = prisma) {\n  await client.auditLog.create({ data: input });\n}", 'client.auditLog.create', 3, 3, { detached: 'client.auditLog.create({ data: input })' }),
    // a function of this file that nobody waits for, except here
    found('async function note(x) {\n  await logAudit(x);\n}\nexport async function save(x) { void note(x); await note(x); }', 'logAudit', 2, 3, { what: '`note`', detached: 'logAudit(x)' }),
    found(inSave('  await (async () => { await logAudit(input); })();'), 'logAudit', 2, 24, { detached: 'logAudit(input)' }),
    // a transaction that has ended refuses what comes later: no suggestion
    { ...found(inSave('  await prisma.$transaction(async (tx) => { await tx.auditLog.create({ data: input }); });'), 'tx.auditLog.create', 2, 45), options: [{ transactions: 'report' as const }] },
    { ...found(inSave('  await logAudit(input);'), 'logAudit', 2, 3, { detached: 'logAudit(input)' }), filename: 'app/orders/actions.ts' },
    { ...found("'use client';\n" + inSave('  await writeAudit(input);'), 'writeAudit', 3, 3, { detached: 'writeAudit(input)' }), filename: 'app/employees/Employees.tsx' },
  ],
});
