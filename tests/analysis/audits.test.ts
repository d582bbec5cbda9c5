import { expect, it, test } from 'vitest';
import { auditWritesOf, isAuditCode } from '../../src/analysis/audits.js';
import { kernelOf } from '../../src/analysis/kernel.js';
import { foreignSources, sourceOf, type Source } from '../helpers/source.js';

const kernelFor = (source: Source, filename = '/project/file.ts', settings: object = {}) => kernelOf({ sourceCode: source.sourceCode, filename, cwd: '/project', settings: { bulwark: settings } });
const namesIn = (code: string, settings?: object) => auditWritesOf(kernelFor(sourceOf(code), undefined, settings)).map((write) => write.name);

it.each([
  'audit', 'auditLog', 'auditEvent', 'auditTrail', 'logAudit', 'logAuditEvent', 'createAuditLog', 'recordAudit', 'recordAuditLog', 'recordAuditEvent', 'writeAuditLog', 'writeAudit', 'insertAuditLog', 'addAuditEntry', 'saveAuditLog', 'emitAudit', 'emitAuditEvent',
  'trackAudit', 'logActivity', 'createActivityLog', 'trackActivityLog', 'logSecurityEvent', 'recordSecurityEvent', 'logAction', 'logAdminAction', 'logUserAction', 'sendAudit', 'publishAuditLog', 'safeAudit', 'safeWriteAudit', 'writeAuditServer', 'audit_log', 'write_audit_log', 'logSiteAuditEvent',
])('%s() writes', (name) => {
  expect(namesIn(`${name}(x);`)).toEqual([name]);
});

it.each([
  'createAuditLogData', 'auditMeta', 'withAudit', 'withAuditLogging', 'useAuditLog', 'getAuditLogs', 'listAuditEvents', 'findAuditLog', 'createAuditLogger', 'setAuditContext', 'auditable', 'siteAudit', 'createSiteAudit', 'sendSeoAudit', 'runAudit', 'createAudit', 'saveAudit', 'addAudit', 'downloadAuditLogs',
  'formatAuditLogAction', 'queueAuditEvent', 'enqueueAuditLog', 'createActivity', 'trackActivity', 'action', 'activity', 'dispatchAction', 'createAction', 'logout', 'flushAuditEvents', 'koaAuditLog', 'auditReport', 'recordAuditReports',
])('%s() does not', (name) => {
  expect(namesIn(`${name}(x); // audit activity`)).toEqual([]);
});

it.each([
  'prisma.auditLog.create', 'tx.documentAuditLog.createMany', 'AuditLog.create', 'auditLogger.log', 'audit.log', 'audit.record', 'this.auditService.create', 'auditService.track', 'AuditService.logLogin', 'activityLog.create', 'securityLog.write', 'ctx.audit', 'req.audit', 'logger.audit', 'db.securityEvent.create', 'auditRepo.insert', 'getAuditService().log',
])('%s() writes', (name) => {
  expect(namesIn(`${name}(x);`)).toEqual([name]);
});

it.each(['audit.create', 'prisma.audit.create', 'audit.start', 'lighthouse.audit', 'page.audit', 'auditLogs.push', 'auditLogs.map', 'auditLog.findMany', 'auditLog.deleteMany', 'auditQueue.add', 'auditReport.create', 'seoAudit.record', 'auditService.createLogger', 'auditService.createReport', 'auditService.getLogs', 'auditLog.type.replace', 'eventLog.append'])('%s() does not', (name) => {
  expect(namesIn(`${name}(x);`)).toEqual([]);
});

it.each([
  ["db.from('audit_logs').insert(x);", 'insert into audit_logs'], ["db.from('car_audit_logs').upsert(x);", 'insert into car_audit_logs'], ['db.insert(auditLogs).values(x);', 'insert into auditLogs'], ['db.insert(schema.auditLogTable).values(x);', 'insert into auditLogTable'],
  ["ctx.db.insert('auditLogs', x);", 'insert into auditLogs'], ["db.insertInto('activity_log').values(x);", 'insert into activity_log'], ["knex('audit_trail').insert(x);", 'insert into audit_trail'], ["knex.insert(x).into('audit_log');", 'insert into audit_log'],
  ["db.collection('auditLogs').insertOne(x);", 'insert into auditLogs'], ["db.collection('audit_events').add(x);", 'insert into audit_events'], ["addDoc(collection(db, 'audit_logs'), x);", 'insert into audit_logs'], ["payload.create({ collection: 'audit-logs', data });", 'insert into audit-logs'],
  ["strapi.documents('api::audit-log.audit-log').create(x);", 'insert into api::audit-log.audit-log'],
  ["pool.query('INSERT INTO audit_log VALUES ($1)', [x]);", 'insert into audit_log'], ['sql`insert into public."audit_logs" values (${x})`;', 'insert into audit_logs'], ['prisma.$executeRaw`INSERT INTO audit_log VALUES (${x})`;', 'insert into audit_log'], ['db.execute(sql`INSERT INTO audit_log VALUES (${x})`);', 'insert into audit_log'],
])('%s writes', (code, name) => {
  expect(namesIn(code)).toEqual([name]);
});

it.each(["db.from('audit_logs').select();", "db.from('audit_reports').insert(x);", 'db.insert(auditReports).values(x);', 'db.update(auditLogs).set(x);', "pool.query('SELECT * FROM audit_log');", "logger.info('insert into audit_log failed');", 'insert(auditLogs);', "db.collection('audits').insertOne(x);"])('%s does not', (code) => {
  expect(namesIn(code)).toEqual([]);
});

it('knows what is lazy, and what answers with its error', () => {
  const about = (code: string) => auditWritesOf(kernelFor(sourceOf(code))).map(({ lazy, returns, resultError }) => ({ lazy, returns, resultError }))[0];
  expect(about('prisma.auditLog.create({ data });')).toEqual({ lazy: true, returns: 'promise', resultError: false });
  expect(about('AuditLog.create({ data });')).toEqual({ lazy: false, returns: 'unknown', resultError: false });
  expect(about("db.from('audit_logs').insert(x);")).toEqual({ lazy: true, returns: 'promise', resultError: true });
  expect(about("db.insertInto('audit_log').values(x).execute();")).toEqual({ lazy: false, returns: 'promise', resultError: false });
});

it('takes names from the settings', () => {
  expect(namesIn('recordChange(x); this.history.recordChange(x);', { auditFunctions: ['recordChange'] })).toEqual(['recordChange', 'this.history.recordChange']);
  expect(namesIn("import { note } from '@acme/audit'; note(x); other.note(x);", { auditFunctions: [{ name: 'note', module: '@acme/audit' }] })).toEqual(['note']);
});

it.each([
  ['async function logAudit() { work(); }', true], ['const writeAuditLog = async () => { work(); };', true], ['class AuditService { put() { work(); } }', true], ['const auditLog = { put() { work(); } };', true], ['function withAudit(fn) { return () => { work(); }; }', true], ['class ActivityLogRepository { add() { work(); } }', true],
  ['async function save() { work(); }', false], ['class Orders { cancel() { work(); } }', false], ['function runComplianceAudit() { work(); }', false],
])('%s is code of the log: %s', (code, answer) => {
  const source = sourceOf(code);
  expect(isAuditCode(kernelFor(source), source.find('work()'))).toBe(answer);
});

it.each(['src/audit/orders.ts', 'src/lib/audit.ts', 'src/lib/auditLog.ts', 'src/audit-log.service.ts', 'app/api/audit-logs/route.ts', 'src/activity-log.ts'])('%s is a file of the log', (path) => {
  const source = sourceOf('work();');
  expect(isAuditCode(kernelFor(source, `/project/${path}`), source.find('work()'))).toBe(true);
});

test.each(foreignSources())('%s is read without trouble', (_name, open) => {
  expect(() => auditWritesOf(kernelFor(open()))).not.toThrow();
});
