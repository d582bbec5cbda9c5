import { NextResponse, type NextRequest } from 'next/server';
import { withAdmin } from '@/lib/supabase/privileged';

export async function GET(request: NextRequest) {
  const page = Number(request.nextUrl.searchParams.get('page') ?? '1');
  const users = await withAdmin(async (admin) => {
    const { data } = await admin.auth.admin.listUsers({ page, perPage: 50 });
    return data.users.map((user) => ({ id: user.id, createdAt: user.created_at }));
  });
  return NextResponse.json({ users });
}
