import { NextResponse, type NextRequest } from 'next/server';
import { z } from 'zod';
import { queueAudit } from '@/lib/audit';
import { requireMember } from '@/lib/auth';
import { limitApi } from '@/lib/rate-limit';
import { createServerSupabase } from '@/lib/supabase/server';

const newInvoice = z.strictObject({
  orgId: z.uuid(),
  number: z.string().min(1).max(40),
  totalCents: z.int().min(0).max(100_000_000),
});

export async function GET(request: NextRequest) {
  const member = await requireMember(request.nextUrl.searchParams.get('org') ?? '');
  const supabase = await createServerSupabase();
  const { data } = await supabase
    .from('invoices')
    .select('id, number, status, total_cents')
    .eq('org_id', member.orgId)
    .limit(100);

  const invoices = data ?? [];
  const countByStatus = new Map<string, number>();
  for (const { status } of invoices) countByStatus.set(status, (countByStatus.get(status) ?? 0) + 1);
  return NextResponse.json({ invoices, counts: Object.fromEntries(countByStatus) });
}

export async function POST(request: NextRequest) {
  const input = newInvoice.parse(await request.json());
  const member = await requireMember(input.orgId, ['owner', 'admin']);
  await limitApi(member.userId);

  const supabase = await createServerSupabase();
  const { data, error } = await supabase
    .from('invoices')
    .insert({ org_id: member.orgId, number: input.number, total_cents: input.totalCents, status: 'draft' })
    .select('id')
    .single();
  if (error) return NextResponse.json({ error: 'Could not create the invoice' }, { status: 500 });

  queueAudit({ orgId: member.orgId, actorId: member.userId, action: 'invoice.create', subjectId: data.id });
  return NextResponse.json({ id: data.id }, { status: 201 });
}
