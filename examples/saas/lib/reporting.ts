import { createClient } from '@supabase/supabase-js';

const url = process.env.REPORTING_SUPABASE_URL;
const secretKey = process.env.SUPABASE_SECRET_KEY;

export const reporting = url && secretKey ? createClient(url, secretKey) : null;

export async function monthlyRevenue(orgId: string) {
  if (!reporting) return [];
  const { data } = await reporting.from('revenue_by_month').select('month, total_cents').eq('org_id', orgId);
  return data ?? [];
}
