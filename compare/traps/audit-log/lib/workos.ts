import { WorkOS } from '@workos-inc/node';
import { db } from './db';

const workos = new WorkOS(process.env.WORKOS_API_KEY);

// bad: audit-log — a vendor's audit log across the network
export async function closeAccount(orgId: string, userId: string) {
  await db.account.update({ where: { orgId }, data: { closed: true } });
  await workos.auditLogs.createEvent(orgId, {
    action: 'account.closed',
    occurredAt: new Date(),
    actor: { id: userId, type: 'user' },
    targets: [{ id: orgId, type: 'account' }],
    context: { location: 'app' },
  });
}
