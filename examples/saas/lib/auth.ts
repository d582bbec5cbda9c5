import 'server-only';
import { forbidden, unauthorized } from 'next/navigation';
import type { Role } from '@/lib/database.types';
import { createServerSupabase } from '@/lib/supabase/server';

export type Staff = { userId: string; role: 'support' | 'admin' };

export async function getUser() {
  const supabase = await createServerSupabase();
  const { data } = await supabase.auth.getUser();
  return data.user;
}

export async function requireUser() {
  const user = await getUser();
  if (!user) unauthorized();
  return user;
}

export async function requireMember(orgId: string, roles: Role[] = ['owner', 'admin', 'member']) {
  const user = await requireUser();
  const supabase = await createServerSupabase();
  const { data: member } = await supabase
    .from('members')
    .select('id, role')
    .eq('org_id', orgId)
    .eq('user_id', user.id)
    .maybeSingle();
  if (!member || !roles.includes(member.role)) forbidden();
  return { userId: user.id, orgId, role: member.role };
}

export async function requireAdmin(): Promise<Staff> {
  const user = await requireUser();
  const supabase = await createServerSupabase();
  const { data: staff } = await supabase.from('staff').select('role').eq('user_id', user.id).maybeSingle();
  if (staff?.role !== 'admin') forbidden();
  return { userId: user.id, role: staff.role };
}
