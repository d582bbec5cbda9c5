import { LRUCache } from 'lru-cache';
import { NextResponse } from 'next/server';
import { z } from 'zod';
import { logger } from '@/lib/logger';
import { publicSupabase } from '@/lib/supabase/public';

const message = z.strictObject({ email: z.email().max(320), text: z.string().min(1).max(2000) });

const rateLimitCache = new LRUCache<string, number>({ max: 5000, ttl: 60_000 });

export async function POST(request: Request) {
  const ip = request.headers.get('x-forwarded-for') ?? 'unknown';
  const used = rateLimitCache.get(ip) ?? 0;
  if (used >= 3) return NextResponse.json({ error: 'Too many requests' }, { status: 429 });
  rateLimitCache.set(ip, used + 1);

  const { email, text } = message.parse(await request.json());
  const { error } = await publicSupabase.rpc('submit_contact', { email, text });
  if (error) logger.error({ email, code: error.code }, 'contact form failed');
  return NextResponse.json({ ok: !error });
}
