import { NextResponse } from 'next/server';

// bad: in-memory-limiter — every instance counts for itself, and a restart forgets
const attempts = new Map<string, { count: number; resetAt: number }>();

function isRateLimited(ip: string): boolean {
  const now = Date.now();
  const entry = attempts.get(ip);
  if (!entry || entry.resetAt < now) {
    attempts.set(ip, { count: 1, resetAt: now + 60_000 });
    return false;
  }
  entry.count += 1;
  return entry.count > 5;
}

export async function POST(req: Request) {
  const ip = req.headers.get('x-forwarded-for') ?? 'unknown';
  if (isRateLimited(ip)) return NextResponse.json({ error: 'Too many requests' }, { status: 429 });
  return NextResponse.json({ ok: true });
}
