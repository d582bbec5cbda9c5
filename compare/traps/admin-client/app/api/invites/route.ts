import { createClient } from '@supabase/supabase-js';
import { NextResponse } from 'next/server';

// bad: admin-client — every request of this route shares a client that row-level security does not stop
const supabase = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

// fine: admin-client — the handler only uses what stands above
export async function POST(req: Request) {
  const { email, teamId } = await req.json();
  const { error } = await supabase.from('invites').insert({ email, team_id: teamId });
  return NextResponse.json({ ok: !error });
}
