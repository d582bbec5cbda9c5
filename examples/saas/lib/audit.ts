import 'server-only';
import { logger } from '@/lib/logger';
import { createServerSupabase } from '@/lib/supabase/server';

export type AuditEvent = { orgId: string; actorId: string; action: string; subjectId: string };

export async function recordAudit(event: AuditEvent): Promise<void> {
  const supabase = await createServerSupabase();
  const { error } = await supabase.from('audit_log').insert({
    org_id: event.orgId,
    actor_id: event.actorId,
    action: event.action,
    subject_id: event.subjectId,
  });
  if (error) throw new Error(`audit_log insert failed: ${error.code}`);
}

/** Records the event without holding up the caller; failures go to the log. */
export function queueAudit(event: AuditEvent): void {
  recordAudit(event).catch((err) => logger.error({ err, action: event.action }, 'audit write failed'));
}

export async function listAuditEvents(orgId: string, limit = 50) {
  const supabase = await createServerSupabase();
  const { data } = await supabase
    .from('audit_log')
    .select('id, actor_id, action, subject_id, created_at')
    .eq('org_id', orgId)
    .order('created_at', { ascending: false })
    .limit(limit);
  return data ?? [];
}

class AuditLogger {
  constructor(private readonly source: string) {}

  async log(event: AuditEvent): Promise<void> {
    await recordAudit({ ...event, action: `${this.source}.${event.action}` });
  }
}

export const auditLogger = new AuditLogger('admin');
