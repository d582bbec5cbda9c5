import rule from '../../src/rules/require-audit-log-catch.js';
import { ruleTester } from '../helpers/rule-tester.js';

const REPORT = "(error) => console.error('audit log failed', error)";
const CATCH = `.catch(${REPORT})`;
const READ = ".then(({ error }) => { if (error) console.error('audit log failed', error); })";

/** A declaration that shows what `logAudit` is. */
const STORES = 'async function logAudit(entry) { await store(entry); }\n';
const inSave = (...lines: string[]) => `export async function save(input, ctx) {\n${lines.join('\n')}\n}`;

type Problem = 'unhandled' | 'silenced' | 'neverRuns';

/** `write` stands in the code where the finding starts; `fixed` is what the suggestion makes of `from`. */
function bad(messageId: Problem, code: string, write: string, [line, column]: readonly [number, number], fix?: readonly [from: string, to: string], remedy = CATCH) {
  const suggestions = fix ? [{ messageId: messageId === 'silenced' ? ('tellOps' as const) : ('addHandler' as const), output: code.replace(fix[0], () => fix[1]) }] : [];
  return { code, errors: [{ messageId, data: { write, remedy }, line, column, suggestions }] };
}

/** One bare statement in `save`, after what shows that it is a promise. */
function floating(messageId: Problem, expression: string, { before = '', write = expression.slice(0, expression.indexOf('(')), handler = CATCH }: { before?: string; write?: string; handler?: string } = {}) {
  return bad(messageId, before + inSave(`  ${expression};`), write, [before.split('\n').length + 1, 3], [`${expression};\n}`, `${expression}${handler};\n}`], handler);
}

ruleTester.run('require-audit-log-catch', rule, {
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
    STORES + inSave('void logAudit(input).catch((error) => logger.error(error));'),
    STORES + inSave('logAudit(input).catch(report);'),
    STORES + inSave('logAudit(input).then(done, report);'),
    STORES + inSave('logAudit(input).then(done).catch(report);'),
    STORES + inSave('logAudit(input).catch(report).finally(done);'),
    STORES + inSave('logAudit(input).catch((error) => { Sentry.captureException(error); });'),
    STORES + inSave('Promise.allSettled([logAudit(input)]);'),
    STORES + inSave('void Promise.all([logAudit(input)]).catch(report);'),
    inSave('prisma.auditLog.create({ data: input }).catch(report);'),
    inSave('void db.insert(auditLogs).values(input).catch(report);'),
    inSave("supabase.from('audit_logs').insert(input).then(({ error }) => { if (error) report(error); });"),
    inSave("void supabase.from('audit_logs').insert(input).then(check);"),
    inSave("db.insertInto('audit_log').values(input).execute().catch(report);"),
    "import { WorkOS } from '@workos-inc/node'; const workos = new WorkOS(key);" + inSave('workos.auditLogs.createEvent(org, input).catch(report);'),
    // awaited, returned, passed on: no business of this rule
    STORES + inSave('await logAudit(input);'),
    STORES + inSave('return logAudit(input);'),
    STORES + inSave('track(logAudit(input));'),
    STORES + inSave('const pending = logAudit(input); await pending;'),
    // handed over: the platform tells
    "import { after } from 'next/server';" + STORES + inSave('after(() => logAudit(input));'),
    "import { after } from 'next/server';" + STORES + inSave('after(() => { logAudit(input); });'),
    STORES + inSave('ctx.waitUntil(logAudit(input));'),
    STORES + inSave('c.executionCtx.waitUntil(prisma.auditLog.create({ data: input }));'),
    STORES + "bus.on('saved', (input) => { logAudit(input); });",
    // it does not reject: its body says so
    'async function logAudit(x) { try { await store(x); } catch (error) { console.error(error); } }\n' + inSave('logAudit(input);'),
    'async function logAudit(x) { const row = rowOf(x); if (!row) return; try { await store(row); await flush(); } catch (error) { report(error); } }\n' + inSave('void logAudit(input);'),
    'async function logAudit(x) { await store(x).catch(report); }\n' + inSave('logAudit(input);'),
    'function logAudit(x) { return store(x).catch(report); }\n' + inSave('logAudit(input);'),
    'const logAudit = async (x) => store(x).catch(report);\n' + inSave('logAudit(input);'),
    'async function logAudit(x) { console.info(x); }\n' + inSave('logAudit(input);'),
    'class A { async safeAudit(x) { try { await this.audit.log(x); } catch {} } save(x) { void this.safeAudit(x); } }',
    // no promise: synchronous, or nobody knows
    'function logAudit(x) { buffer.push(x); }\n' + inSave('logAudit(input);'),
    'function emitAuditEvent(x) { void store(x).catch(report); }\n' + inSave('emitAuditEvent(input);'),
    "import { sendAudit } from '@/lib/retraced';" + inSave('sendAudit(input);'),
    inSave('this.auditLogger.log(input); auditLog.record(input); ctx.audit("x");'),
    "import { log } from 'evlog';" + inSave("log.audit({ action: 'x' }); void log.audit({ action: 'y' });"),
    "db.query('INSERT INTO audit_logs VALUES ($1)', [x], (error) => { if (error) report(error); });",
    // other names
    inSave('siteAudit(input).then(show); lighthouse.audit(input.url).then(show);'),
    inSave('auditLogs.push(input); prisma.auditLog.findMany({}).then(show);'),
    inSave('createAuditLogData(input).then(show); void createActivity(input);'),
    { code: inSave('logAudit(input).catch(() => {});'), options: [{ emptyCatch: 'allow' as const }] },
    // not served
    { code: STORES + inSave('logAudit(input);'), filename: 'scripts/backfill.ts' },
    { code: STORES + inSave('logAudit(input);'), filename: 'src/audit.test.ts' },
    { code: STORES + inSave('logAudit(input).catch(() => {});'), filename: 'prisma/seed.ts' },
  ],

  invalid: [
    // declared async in this file
    floating('unhandled', 'logAudit(input)', { before: STORES }),
    floating('unhandled', 'logAudit(input)', { before: 'const logAudit = async (x) => store(x);\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'async function logAudit(x) { try { await store(x); } catch (error) { throw new Error("audit", { cause: error }); } }\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'async function logAudit(x) { await prepare(x); try { await store(x); } catch {} }\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'async function logAudit(x) { try { await store(x); } finally { done(); } }\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'function logAudit(x) { return new Promise((resolve, reject) => store(x, resolve, reject)); }\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'function logAudit(x) { return store(x).then(done); }\n' }),
    floating('unhandled', 'logAudit(input)', { before: 'async function store(x) { await put(x); }\nfunction logAudit(x) { return store(x); }\n' }),
    bad('unhandled', STORES + inSave('  void logAudit(input);'), 'logAudit', [3, 8], ['void logAudit(input)', `void logAudit(input)${CATCH}`]),
    bad('unhandled', STORES + inSave('  if (input.ok) logAudit(input);'), 'logAudit', [3, 17], ['logAudit(input);\n', `logAudit(input)${CATCH};\n`]),
    bad('unhandled', STORES + inSave('  input.ok && logAudit(input);'), 'logAudit', [3, 15]),
    bad('unhandled', STORES + inSave('  try { logAudit(input); } catch (error) { report(error); }'), 'logAudit', [3, 9], ['logAudit(input); }', `logAudit(input)${CATCH}; }`]),
    bad('unhandled', STORES + inSave('  input.items.forEach((item) => logAudit(item));'), 'logAudit', [3, 33], ['logAudit(item)', `logAudit(item)${CATCH}`]),
    bad('unhandled', STORES + inSave('  Promise.all([update(input), logAudit(input)]);'), 'logAudit', [3, 31], [', logAudit(input)])', `, logAudit(input)])${CATCH}`]),
    bad('unhandled', 'class A {\n  async logAction(x) { await this.put(x); }\n  save(x) {\n    this.logAction(x);\n  }\n}', 'this.logAction', [4, 5], ['this.logAction(x);', `this.logAction(x)${CATCH};`]),
    // its own handler passes the failure on
    bad('unhandled', STORES + inSave('  void logAudit(input).catch((error) => { warn(error); throw error; });'), 'logAudit', [3, 8], ['throw error; })', `throw error; })${CATCH}`]),
    bad('unhandled', `${STORES}function pass(error) { throw new AuditError(error); }\n${inSave('  void logAudit(input).catch(pass);')}`, 'logAudit', [4, 8], ['catch(pass)', `catch(pass)${CATCH}`]),
    // a promise because `then` or `finally` is called on it
    bad('unhandled', inSave('  logAudit(input).then(() => done());'), 'logAudit', [2, 3], ['done())', `done())${CATCH}`]),
    bad('unhandled', inSave('  this.auditService.log(input).finally(done);'), 'this.auditService.log', [2, 3], ['finally(done)', `finally(done)${CATCH}`]),
    // … or because this file awaits it elsewhere
    bad('unhandled', "import { sendAudit } from '@/lib/retraced';\n" + inSave('  sendAudit(input);') + '\nexport async function remove(x) { await sendAudit(x); }', 'sendAudit', [3, 3], ['sendAudit(input)', `sendAudit(input)${CATCH}`]),
    // products
    floating('unhandled', 'workos.auditLogs.createEvent(org, input)', { before: "import { WorkOS } from '@workos-inc/node'; const workos = new WorkOS(key);\n" }),
    floating('unhandled', 'workos.auditLogs.createEvent(org, input)', { before: "import { createWorkOS } from '@workos-inc/node'; const workos = createWorkOS({ apiKey });\n" }),
    floating('unhandled', 'retraced.reportEvent(input)', { before: "import { Client } from '@retracedhq/retraced'; const retraced = new Client({});\n" }),
    floating('unhandled', 'retraced.reportEvents([input])', { before: "import * as Retraced from '@retracedhq/retraced'; const retraced = new Retraced.Client({});\n" }),
    floating('unhandled', 'pangea.log(input)', { before: "import { AuditService } from 'pangea-node-sdk'; const pangea = new AuditService(t, c);\n" }),
    floating('unhandled', "payload.create({ collection: 'audit-logs', data: input })", { write: 'insert into audit-logs' }),
    floating('unhandled', "db.collection('auditLogs').insertOne(input)", { write: 'insert into auditLogs' }),
    floating('unhandled', "addDoc(collection(db, 'audit_logs'), input)", { write: 'insert into audit_logs' }),
    floating('unhandled', "pool.query('INSERT INTO audit_logs (action) VALUES ($1)', [input])", { write: 'insert into audit_logs' }),
    floating('unhandled', 'sql`insert into audit_log (action) values (${input})`', { write: 'insert into audit_log' }),
    // queries that run only when somebody waits
    floating('neverRuns', 'prisma.auditLog.create({ data: input })'),
    floating('neverRuns', 'this.prisma.documentAuditLog.createMany({ data: [input] })'),
    bad('neverRuns', inSave('  void prisma.auditLog.create({ data: input });'), 'prisma.auditLog.create', [2, 8], ['input })', `input })${CATCH}`]),
    floating('neverRuns', 'db.insert(auditLogs).values(input)', { write: 'insert into auditLogs' }),
    floating('neverRuns', "knex('audit_logs').insert(input)", { write: 'insert into audit_logs' }),
    floating('neverRuns', "knex.insert(input).into('audit_logs')", { write: 'insert into audit_logs' }),
    floating('neverRuns', "supabase.from('audit_logs').insert(input)", { write: 'insert into audit_logs', handler: READ }),
    bad('neverRuns', inSave("  void supabase.from('audit_logs').insert(input);"), 'insert into audit_logs', [2, 8], ['insert(input)', `insert(input)${READ}`], READ),
    // … and one that is run here
    floating('unhandled', "db.insertInto('audit_log').values(input).execute()", { write: 'insert into audit_log' }),
    floating('neverRuns', "db.insertInto('audit_log').values(input)", { write: 'insert into audit_log' }),
    // also in the audit log's own file
    { ...floating('neverRuns', 'prisma.auditLog.create({ data: input })'), filename: 'src/lib/audit.ts' },
    // swallowed silently
    bad('silenced', inSave('  logAudit(input).catch(() => {});'), 'logAudit', [2, 3], ['() => {}', REPORT]),
    bad('silenced', inSave('  void logAudit(input).catch(() => undefined);'), 'logAudit', [2, 8], ['() => undefined', REPORT]),
    bad('silenced', inSave('  void logAudit(input).catch((_error) => null);'), 'logAudit', [2, 8], ['(_error) => null', REPORT]),
    bad('silenced', inSave('  void logAudit(input).catch(() => { /* best effort */ });'), 'logAudit', [2, 8], ['() => { /* best effort */ }', REPORT]),
    bad('silenced', inSave('  void logAudit(input).catch(noop);'), 'logAudit', [2, 8], ['noop', REPORT]),
    bad('silenced', inSave('  logAudit(input).then(undefined, () => {});'), 'logAudit', [2, 3], ['() => {}', REPORT]),
    bad('silenced', inSave('  prisma.auditLog.create({ data: input }).catch(function () {});'), 'prisma.auditLog.create', [2, 3], ['function () {}', REPORT]),
    bad('silenced', inSave("  supabase.from('audit_logs').insert(input).then();"), 'insert into audit_logs', [2, 3], undefined, READ),
    bad('silenced', inSave("  supabase.from('audit_logs').insert(input).then(() => {});"), 'insert into audit_logs', [2, 3], undefined, READ),
    // the project's own name
    { ...bad('silenced', "import { recordChange } from '@acme/audit';\n" + inSave('  recordChange(input).catch(() => {});'), 'recordChange', [3, 3], ['() => {}', REPORT]), settings: { bulwark: { auditFunctions: [{ name: 'recordChange', module: '@acme/audit' }] } } },
  ],
});
