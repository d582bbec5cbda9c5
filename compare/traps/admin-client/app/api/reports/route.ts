import { clerkClient } from '@clerk/nextjs/server';
import { createClient } from '@supabase/supabase-js';
import { requireAdmin } from '@/lib/session';

// fine: admin-client — created inside the handler, behind a check
export async function GET() {
  await requireAdmin();
  const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  return Response.json(await admin.from('reports').select());
}

// fine: admin-client — Clerk hands its client out per call
export async function DELETE(req: Request) {
  await requireAdmin();
  const clerk = await clerkClient();
  await clerk.users.deleteUser(new URL(req.url).searchParams.get('id')!);
  return new Response(null, { status: 204 });
}
