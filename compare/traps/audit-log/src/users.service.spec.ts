import { expect, test } from 'vitest';
import { auditLog } from '../lib/audit';
import { db } from '../lib/db';

// fine: audit-log — a test must wait to see what was written
test('writes an entry', async () => {
  await auditLog({ actorId: 'u1', action: 'test', targetId: 't1' });
  expect(await db.auditLog.count()).toBe(1);
});
