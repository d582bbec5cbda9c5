import { Worker } from 'bullmq';
import { db } from '../lib/db';

// fine: audit-log — behind a queue nobody waits
new Worker('audit', async (job) => {
  await db.auditLog.create({ data: job.data });
});
