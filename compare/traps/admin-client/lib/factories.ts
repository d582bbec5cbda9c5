import { createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { cookies } from 'next/headers';
import { requireAdmin } from './session';

// fine: admin-client — built per call, after the check
export async function createAdminClient() {
  await requireAdmin();
  return createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
}

// fine: admin-client — an arrow with an expression body is a function too
export const serviceClient = () => createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

// fine: admin-client — anon key at module scope
export const anon = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY!);

// fine: admin-client — publishable key at module scope, through a constant
const publishable = process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY!;
export const browser = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, publishable);

// fine: admin-client — acts as the user of the cookie
export async function sessionClient() {
  const store = await cookies();
  return createServerClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!, {
    cookies: { getAll: () => store.getAll(), setAll: () => {} },
  });
}

// fine: admin-client — a key alone is no client
const serviceRoleKey = process.env.SUPABASE_SERVICE_ROLE_KEY!;
export const callFunction = (name: string) =>
  fetch(`${process.env.SUPABASE_URL}/functions/v1/${name}`, { headers: { authorization: `Bearer ${serviceRoleKey}` } });

// fine: admin-client — a class whose instances are made per request
export class AuditedAdmin {
  readonly client = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  constructor(readonly actorId: string) {}
}
export function adminFor(actorId: string): AuditedAdmin {
  return new AuditedAdmin(actorId);
}

// fine: admin-client — a type
export type Admin = SupabaseClient | ReturnType<typeof createClient>;
