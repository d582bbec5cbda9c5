import { NextResponse, type NextRequest } from 'next/server';
import { recordAudit } from '@/lib/audit';
import { requireMember } from '@/lib/auth';
import { logger } from '@/lib/logger';
import { createServerSupabase } from '@/lib/supabase/server';

type Context = { params: Promise<{ id: string }> };

export async function PATCH(request: NextRequest, { params }: Context) {
  const { id } = await params;
  const body = await request.json();
  const member = await requireMember(body.orgId, ['owner', 'admin']);

  const supabase = await createServerSupabase();
  const { error } = await supabase.from('invoices').update(body).eq('id', id).eq('org_id', member.orgId);
  if (error) {
    logger.error({ invoiceId: id, body }, 'invoice update failed');
    return NextResponse.json({ error: error.message }, { status: 500 });
  }

  await supabase.from('audit_log').insert({
    org_id: member.orgId,
    actor_id: member.userId,
    action: 'invoice.update',
    subject_id: id,
  });
  return NextResponse.json({ ok: true });
}

export async function DELETE(request: NextRequest, { params }: Context) {
  const { id } = await params;
  const member = await requireMember(request.nextUrl.searchParams.get('org') ?? '', ['owner']);

  const supabase = await createServerSupabase();
  await supabase.from('invoices').delete().eq('id', id).eq('org_id', member.orgId);

  recordAudit({ orgId: member.orgId, actorId: member.userId, action: 'invoice.delete', subjectId: id }).catch(
    (err) => logger.error({ err, invoiceId: id }, 'audit write failed'),
  );
  logger.info({ userId: member.userId, orgId: member.orgId, invoiceId: id }, 'invoice deleted');
  return new NextResponse(null, { status: 204 });
}
