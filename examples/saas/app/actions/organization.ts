'use server';

import { waitUntil } from '@vercel/functions';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { recordAudit } from '@/lib/audit';
import { requireMember, requireUser } from '@/lib/auth';
import { logger } from '@/lib/logger';
import { isRateLimited } from '@/lib/login-throttle';
import { stripe } from '@/lib/stripe';
import { createServerSupabase } from '@/lib/supabase/server';
import { getServiceClient } from '@/lib/supabase/service';

export async function createWorkspace(formData: FormData) {
  const user = await requireUser();
  if (isRateLimited(user.id)) return;

  const service = getServiceClient();
  const name = String(formData.get('name')).slice(0, 80);
  const { data: org } = await service.from('organizations').insert({ name }).select('id').single();
  if (org) await service.from('members').insert({ org_id: org.id, user_id: user.id, role: 'owner' });
  redirect('/onboarding');
}

export async function finishOnboarding(formData: FormData) {
  const user = await requireUser();
  const redirectTo = String(formData.get('redirectTo') ?? '/dashboard');
  logger.info({ userId: user.id }, 'onboarding finished');
  redirect(redirectTo);
}

export async function renameOrganization(orgId: string, name: string) {
  const member = await requireMember(orgId, ['owner', 'admin']);
  const supabase = await createServerSupabase();
  await supabase.from('organizations').update({ name: name.slice(0, 80) }).eq('id', orgId);

  after(() => recordAudit({ orgId, actorId: member.userId, action: 'org.rename', subjectId: orgId }));
  redirect(`/organizations/${encodeURIComponent(orgId)}`);
}

export async function openBillingPortal(orgId: string, customerId: string) {
  const member = await requireMember(orgId, ['owner']);
  const session = await stripe.billingPortal.sessions.create({ customer: customerId });
  waitUntil(recordAudit({ orgId, actorId: member.userId, action: 'billing.portal', subjectId: orgId }));
  redirect(session.url);
}
