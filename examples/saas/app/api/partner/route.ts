import { createHmac, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { nanoid } from 'nanoid';
import { NextResponse } from 'next/server';
import { env } from '@/lib/env';

export async function GET(request: Request) {
  const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
  const claims = jwt.verify(token, env.IDP_PUBLIC_KEY, {
    algorithms: ['RS256'],
    issuer: 'https://idp.ledgerline.example',
    audience: 'partner-api',
  });
  return NextResponse.json({ subject: claims.sub });
}

export async function POST(request: Request) {
  const body = await request.text();
  const expected = createHmac('sha256', process.env.PARTNER_WEBHOOK_SECRET!).update(body).digest();
  const received = Buffer.from(request.headers.get('x-partner-signature') ?? '', 'hex');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) {
    return NextResponse.json({ error: 'Bad signature' }, { status: 401 });
  }
  const accessToken = nanoid(43);
  return NextResponse.json({ accessToken });
}
