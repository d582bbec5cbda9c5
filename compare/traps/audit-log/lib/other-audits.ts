import { auditQueue } from './queues';
import { db } from './db';
import { runLighthouseAudit, saveAuditReport } from './seo';

// fine: audit-log — another kind of audit
export async function auditSite(url: string) {
  const report = await runLighthouseAudit(url);
  await saveAuditReport(report);
}

// fine: audit-log — handing over to a queue is quick, and must be waited for
export async function upgrade(teamId: string) {
  await db.team.update({ where: { id: teamId }, data: { plan: 'pro' } });
  await auditQueue.add('audit', { action: 'team.upgrade', targetId: teamId });
}

// fine: audit-log — a buffer in memory
const pending: { action: string }[] = [];
function bufferAuditEvent(entry: { action: string }): void {
  pending.push(entry);
}
export async function downgrade(teamId: string) {
  await db.team.update({ where: { id: teamId }, data: { plan: 'free' } });
  bufferAuditEvent({ action: 'team.downgrade' });
}
