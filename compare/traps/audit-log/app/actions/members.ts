'use server';
import { after } from 'next/server';
import { auditLog, createAuditLogData } from '@/lib/audit';
import { db } from '@/lib/db';
import { reportError } from '@/lib/ops';
import { requireAdmin } from '@/lib/session';

// bad: audit-log — the removal waits for its own record
export async function removeMember(id: string) {
  const admin = await requireAdmin();
  await db.member.delete({ where: { id } });
  await auditLog({ actorId: admin.id, action: 'member.remove', targetId: id });
}

// bad: audit-log — through the database client
export async function renameTeam(id: string, name: string) {
  const admin = await requireAdmin();
  await db.team.update({ where: { id }, data: { name } });
  await db.auditLog.create({ data: { actorId: admin.id, action: 'team.rename', targetId: id } });
}

// bad: audit-log — in a loop, one wait each
export async function removeAll(ids: string[]) {
  const admin = await requireAdmin();
  await db.member.deleteMany({ where: { id: { in: ids } } });
  for (const targetId of ids) {
    await auditLog({ actorId: admin.id, action: 'member.remove', targetId });
  }
}

// bad: audit-log — the error is swallowed, the wait stays
export async function changeRole(id: string, role: string) {
  const admin = await requireAdmin();
  await db.member.update({ where: { id }, data: { role } });
  try {
    await auditLog({ actorId: admin.id, action: 'member.role', targetId: id });
  } catch {}
}

// bad: audit-log — handed to the caller, who waits
export async function archiveTeam(id: string) {
  const admin = await requireAdmin();
  await db.team.update({ where: { id }, data: { archived: true } });
  return auditLog({ actorId: admin.id, action: 'team.archive', targetId: id });
}

// fine: audit-log — not waited for, and a failure is heard of
export async function restoreTeam(id: string) {
  const admin = await requireAdmin();
  await db.team.update({ where: { id }, data: { archived: false } });
  void auditLog({ actorId: admin.id, action: 'team.restore', targetId: id }).catch(reportError);
}

// fine: audit-log — after the response
export async function deleteTeam(id: string) {
  const admin = await requireAdmin();
  await db.team.delete({ where: { id } });
  after(() => auditLog({ actorId: admin.id, action: 'team.delete', targetId: id }));
}

// fine: audit-log — after the response, in a function that may wait
export async function leaveTeam(id: string) {
  const admin = await requireAdmin();
  await db.member.delete({ where: { id } });
  after(async () => {
    await auditLog({ actorId: admin.id, action: 'team.leave', targetId: id });
  });
}

// fine: audit-log — stored together with the change or not at all
export async function transferTeam(id: string, ownerId: string) {
  const admin = await requireAdmin();
  await db.$transaction(async (tx) => {
    await tx.team.update({ where: { id }, data: { ownerId } });
    await tx.auditLog.create({ data: { actorId: admin.id, action: 'team.transfer', targetId: id } });
  });
}

// fine: audit-log — reads the log
export async function history(teamId: string) {
  await requireAdmin();
  return await db.auditLog.findMany({ where: { teamId } });
}

// fine: audit-log — builds the entry, writes nothing
export async function previewEntry(id: string) {
  return await createAuditLogData({ action: 'preview', targetId: id });
}
