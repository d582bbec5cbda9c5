import { db } from '../lib/db';
import { auditLog } from '../lib/audit';

// fine: audit-log — a script that cleans up
const { count } = await db.auditLog.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - 31_536_000_000) } } });
await auditLog({ actorId: 'system', action: `retention.${count}`, targetId: 'audit_log' });
