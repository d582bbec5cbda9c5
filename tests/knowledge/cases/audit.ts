import { on, type Case } from '../case.js';

const writes = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('auditWrite', ...texts) });

export const AUDIT_CASES: readonly Case[] = [
  writes("import { WorkOS, createWorkOS } from '@workos-inc/node'; const workos = new WorkOS(key);", 'workos.auditLogs.createEvent(org, event)', 'createWorkOS({ apiKey }).auditLogs.createEvent(org, event)'),
  writes("import { Client } from '@retracedhq/retraced'; const client = new Client({});", 'client.reportEvent(event)', 'client.reportEvents([event])'),
  writes("import { AuditService } from 'pangea-node-sdk'; const audit = new AuditService(token, config);", 'audit.log(event)', 'audit.logBulk([event])', 'audit.logBulkAsync([event])'),
  writes("import { audit, log, createLogger, createRequestLogger, useLogger } from 'evlog';", 'audit({ action })', 'log.audit({ action })', 'createLogger({}).audit({ action })', 'createRequestLogger({}).audit({ action })', 'useLogger().audit({ action })'),
  writes("import { useLogger } from 'evlog/next';", 'useLogger().audit({ action })'),
  {
    code: "import { WorkOS } from '@workos-inc/node'; import { Client } from 'other'; const workos = new WorkOS(key); workos.auditLogs.createExport(o); workos.events.listEvents(o); new Client().reportEvent(e);",
    expect: [],
    not: on('auditWrite', 'workos.auditLogs.createExport(o)', 'workos.events.listEvents(o)', 'new Client().reportEvent(e)'),
  },
];
