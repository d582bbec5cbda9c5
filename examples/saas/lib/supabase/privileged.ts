import 'server-only';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { requireAdmin, type Staff } from '@/lib/auth';
import type { Database } from '@/lib/database.types';
import { env } from '@/lib/env';

export type AdminClient = SupabaseClient<Database>;

function createAdminClient(): AdminClient {
  return createClient<Database>(env.NEXT_PUBLIC_SUPABASE_URL, env.SUPABASE_SERVICE_ROLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** The only way to a client that bypasses row-level security: the caller is checked first. */
export async function withAdmin<T>(fn: (admin: AdminClient, staff: Staff) => Promise<T>): Promise<T> {
  const staff = await requireAdmin();
  return fn(createAdminClient(), staff);
}
