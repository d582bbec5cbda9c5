import { db } from './db';

async function writeAuditLog(entry: { action: string; targetId: string }): Promise<void> {
  await db.$executeRaw`insert into audit_log (action, target_id) values (${entry.action}, ${entry.targetId})`;
}

// bad: audit-log — nobody hears when it fails, and a serverless platform may drop it
export async function removeFile(id: string) {
  await db.file.delete({ where: { id } });
  writeAuditLog({ action: 'file.remove', targetId: id });
}

// bad: audit-log — `void` hides the rejection, it does not handle it
export async function removeFolder(id: string) {
  await db.folder.delete({ where: { id } });
  void writeAuditLog({ action: 'folder.remove', targetId: id });
}
