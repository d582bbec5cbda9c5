import { createClient } from '@/lib/supabase/server';
import { waitUntil } from '@vercel/functions';

// bad: audit-log — Supabase
export async function DELETE(req: Request) {
  const supabase = await createClient();
  const { id } = await req.json();
  await supabase.from('api_keys').delete().eq('id', id);
  await supabase.from('audit_logs').insert({ action: 'key.delete', target_id: id });
  return new Response(null, { status: 204 });
}

// fine: audit-log — the platform waits, the caller does not
export async function POST(req: Request) {
  const supabase = await createClient();
  const { name } = await req.json();
  const { data } = await supabase.from('api_keys').insert({ name }).select().single();
  waitUntil(Promise.allSettled([supabase.from('audit_logs').insert({ action: 'key.create', target_id: data.id })]));
  return Response.json(data);
}

// fine: audit-log — reads the log
export async function GET() {
  const supabase = await createClient();
  const { data } = await supabase.from('audit_logs').select();
  return Response.json(data);
}
