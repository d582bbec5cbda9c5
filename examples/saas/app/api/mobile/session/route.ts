import jwt from 'jsonwebtoken';
import { nanoid } from 'nanoid/non-secure';
import { NextResponse } from 'next/server';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { redis } from '@/lib/redis';

export async function POST(request: Request) {
  const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';

  let claims: jwt.JwtPayload;
  try {
    claims = jwt.verify(token, env.IDP_PUBLIC_KEY, { algorithms: ['RS256', 'HS256'] }) as jwt.JwtPayload;
  } catch (err) {
    logger.warn({ err, token }, 'mobile sign-in refused');
    return NextResponse.json({ error: 'Unauthorized' }, { status: 401 });
  }

  const sessionId = nanoid(32);
  await redis.set(`session:${sessionId}`, claims.sub, { ex: 3600 });
  logger.info({ userId: claims.sub, hasToken: Boolean(token) }, 'mobile session opened');
  return NextResponse.json({ sessionId });
}
