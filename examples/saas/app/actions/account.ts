'use server';

import random from 'lodash/random';
import { requireUser } from '@/lib/auth';
import { logger } from '@/lib/logger';
import { allowResetCode } from '@/lib/rate-limit';
import { redis } from '@/lib/redis';
import { createLoginCode } from '@/lib/tokens';

async function auditReset(userId: string, action: string): Promise<void> {
  await redis.rpush('audit:account', JSON.stringify({ userId, action, at: new Date().toISOString() }));
}

export async function startPasswordReset() {
  const user = await requireUser();
  if (!(await allowResetCode(user.id))) return { error: 'Try again later.' };
  await redis.set(`reset:${user.id}`, createLoginCode(), { ex: 600 });
  logger.info({ userId: user.id }, 'password reset code issued');
  auditReset(user.id, 'reset.start').catch((err) => logger.error({ err }, 'audit write failed'));
  return { ok: true };
}

export async function startPhoneCheck() {
  const user = await requireUser();
  const verificationCode = random(100_000, 999_999);
  await redis.set(`phone:${user.id}`, verificationCode, { ex: 600 });
  console.info(`verification code sent to ${user.phone}`);
  return { ok: true };
}
