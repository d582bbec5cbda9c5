import type { EmailOtpType } from '@supabase/supabase-js';
import { NextResponse, type NextRequest } from 'next/server';
import { createServerSupabase } from '@/lib/supabase/server';

function safeNext(next: string | null): string {
  if (!next) return '/';
  if (next.startsWith('//')) return '/';
  if (!next.startsWith('/')) return '/';
  return next;
}

export async function GET(request: NextRequest) {
  const params = request.nextUrl.searchParams;
  const supabase = await createServerSupabase();
  const { error } = await supabase.auth.verifyOtp({
    type: params.get('type') as EmailOtpType,
    token_hash: params.get('token_hash') ?? '',
  });
  if (error) return NextResponse.redirect(new URL('/login?error=link', request.url));

  return NextResponse.redirect(new URL(safeNext(params.get('next')), request.url));
}
