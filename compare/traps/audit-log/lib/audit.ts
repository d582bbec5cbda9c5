import { db } from './db';

// fine: audit-log — the audit module itself has to wait for its own write
export async function auditLog(entry: { actorId: string; action: string; targetId: string }) {
  try {
    await db.auditLog.create({ data: entry });
  } catch (error) {
    console.error('audit write failed', error instanceof Error ? error.name : 'unknown');
  }
}
