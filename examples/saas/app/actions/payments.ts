'use server';

import { and, eq } from 'drizzle-orm';
import { requireMember } from '@/lib/auth';
import { auditLogs, db, invoices, withTenant } from '@/lib/db';

export async function markPaid(orgId: string, invoiceId: string) {
  const member = await requireMember(orgId, ['owner', 'admin']);
  await withTenant(orgId, async (tx) => {
    await tx
      .update(invoices)
      .set({ status: 'paid' })
      .where(and(eq(invoices.id, invoiceId), eq(invoices.orgId, orgId)));
    await tx.insert(auditLogs).values({ orgId, actorId: member.userId, action: 'invoice.paid', subjectId: invoiceId });
  });
}

export async function voidInvoice(orgId: string, invoiceId: string) {
  const member = await requireMember(orgId, ['owner']);
  await db.update(invoices).set({ status: 'void' }).where(eq(invoices.id, invoiceId));
  await db.insert(auditLogs).values({ orgId, actorId: member.userId, action: 'invoice.void', subjectId: invoiceId });
}
