import { NextResponse } from 'next/server';
import { auditLogger } from '@/lib/audit';
import { requireAdmin } from '@/lib/auth';
import { supabaseAdmin } from '@/lib/supabase/admin';

type Context = { params: Promise<{ id: string }> };

export async function DELETE(_request: Request, { params }: Context) {
  const staff = await requireAdmin();
  const { id } = await params;
  await supabaseAdmin.from('organizations').delete().eq('id', id);

  await auditLogger.log({ orgId: id, actorId: staff.userId, action: 'organization.delete', subjectId: id });
  return new NextResponse(null, { status: 204 });
}
