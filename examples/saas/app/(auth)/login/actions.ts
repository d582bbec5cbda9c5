'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { limitLogin } from '@/lib/rate-limit';
import { createServerSupabase } from '@/lib/supabase/server';

const APP_ORIGIN = new URL(env.NEXT_PUBLIC_APP_URL).origin;

const credentials = z.strictObject({ email: z.email().max(320), password: z.string().min(1).max(200) });

function resolveNext(next: string): string {
  if (!next.startsWith('/') || !URL.canParse(next, APP_ORIGIN)) return '/dashboard';
  const target = new URL(next, APP_ORIGIN);
  return target.origin === APP_ORIGIN ? target.href : '/dashboard';
}

export async function signIn(formData: FormData) {
  const parsed = credentials.safeParse({ email: formData.get('email'), password: formData.get('password') });
  if (!parsed.success) redirect('/login?error=credentials');

  const { email, password } = parsed.data;
  const forwardedFor = (await headers()).get('x-forwarded-for') ?? 'unknown';
  await limitLogin(forwardedFor);

  const supabase = await createServerSupabase();
  const { data, error } = await supabase.auth.signInWithPassword({ email, password });
  if (error) {
    logger.warn(`login failed for ${email}: ${error.code}`);
    redirect('/login?error=credentials');
  }

  logger.info({ userId: data.user.id }, 'signed in with email and password');

  const jar = await cookies();
  jar.set('ll_last_org', String(data.user.app_metadata.org_id ?? ''), {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
  });

  redirect(resolveNext(String(formData.get('next') ?? '/dashboard')));
}
