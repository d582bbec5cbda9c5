import 'server-only';
import { sql } from 'drizzle-orm';
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '@/lib/env';

export const invoices = pgTable('invoices', {
  id: uuid('id').primaryKey(),
  orgId: uuid('org_id').notNull(),
  number: text('number').notNull(),
  status: text('status').notNull(),
  totalCents: integer('total_cents').notNull(),
});

export const auditLogs = pgTable('audit_log', {
  id: uuid('id').primaryKey().defaultRandom(),
  orgId: uuid('org_id').notNull(),
  actorId: uuid('actor_id').notNull(),
  action: text('action').notNull(),
  subjectId: uuid('subject_id').notNull(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
});

export const db = drizzle(postgres(env.DATABASE_URL, { ssl: 'require' }), { schema: { invoices, auditLogs } });

export type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];

/** Runs `work` with the tenant set for this transaction only; the policies read it. */
export async function withTenant<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.current_org_id', ${orgId}, true)`);
    return work(tx);
  });
}
