import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { createServerSupabase } from '@/lib/supabase/server';

export async function GET(request: NextRequest) {
  const returnTo = request.nextUrl.searchParams.get('returnTo') ?? '/dashboard';
  const target = returnTo.startsWith('/') ? returnTo : '/dashboard';

  const supabase = await createServerSupabase();
  const { data } = await supabase.auth.getUser();
  if (!data.user) {
    redirect(`/login?next=${encodeURIComponent(returnTo)}`);
  }
  redirect(target);
}
