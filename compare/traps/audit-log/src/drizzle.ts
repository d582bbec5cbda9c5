import { Hono } from 'hono';
import { eq } from 'drizzle-orm';
import { db } from './db';
import { auditLogs, projects } from './schema';

const app = new Hono();

// bad: audit-log — Drizzle
app.delete('/projects/:id', async (c) => {
  await db.delete(projects).where(eq(projects.id, c.req.param('id')));
  await db.insert(auditLogs).values({ action: 'project.delete', targetId: c.req.param('id') });
  return c.body(null, 204);
});

// fine: audit-log — Hono's own way to finish later
app.post('/projects', async (c) => {
  const [project] = await db.insert(projects).values(await c.req.json()).returning();
  c.executionCtx.waitUntil(db.insert(auditLogs).values({ action: 'project.create', targetId: project.id }).execute());
  return c.json(project);
});

// fine: audit-log — one transaction
app.put('/projects/:id', async (c) => {
  await db.transaction(async (tx) => {
    await tx.update(projects).set(await c.req.json()).where(eq(projects.id, c.req.param('id')));
    await tx.insert(auditLogs).values({ action: 'project.update', targetId: c.req.param('id') });
  });
  return c.body(null, 204);
});
