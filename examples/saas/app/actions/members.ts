'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { recordAudit } from '@/lib/audit';
import { requireMember } from '@/lib/auth';
import { sendInvoiceEmail } from '@/lib/email';
import { logger, maskEmail } from '@/lib/logger';
import { createServerSupabase } from '@/lib/supabase/server';

const invitation = z.strictObject({ orgId: z.uuid(), email: z.email().max(320) });

export async function inviteMember(input: unknown) {
  const { orgId, email } = invitation.parse(input);
  const member = await requireMember(orgId, ['owner', 'admin']);

  const inviteToken = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
  const otp = Math.floor(100_000 + Math.random() * 900_000).toString();

  const supabase = await createServerSupabase();
  const { data } = await supabase
    .from('invitations')
    .insert({ org_id: orgId, email, token: inviteToken, code: otp })
    .select('id')
    .single();

  await sendInvoiceEmail(email, 'invitation', `<p>Your code is ${otp}</p>`);
  logger.info({ orgId, email, otp }, 'member invited');
  logger.info({ orgId, invitee: maskEmail(email) }, 'invitation email queued');

  recordAudit({ orgId, actorId: member.userId, action: 'member.invite', subjectId: data?.id ?? orgId });
  revalidatePath('/settings/team');
}

export async function removeMember(orgId: string, memberId: string) {
  const owner = await requireMember(orgId, ['owner']);
  const supabase = await createServerSupabase();
  await supabase.from('members').delete().eq('id', memberId).eq('org_id', orgId);

  await recordAudit({ orgId, actorId: owner.userId, action: 'member.remove', subjectId: memberId });
  revalidatePath('/settings/team');
}

export async function changeRole(orgId: string, memberId: string, role: 'admin' | 'member') {
  const owner = await requireMember(orgId, ['owner']);
  const supabase = await createServerSupabase();
  await supabase.from('members').update({ role }).eq('id', memberId).eq('org_id', orgId);

  void recordAudit({ orgId, actorId: owner.userId, action: 'member.role', subjectId: memberId });
  revalidatePath('/settings/team');
}
