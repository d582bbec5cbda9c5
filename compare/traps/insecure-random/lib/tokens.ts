import { sampleSize } from 'lodash';
import { nanoid } from 'nanoid/non-secure';
import { v1 as uuidv1 } from 'uuid';

const CHARS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

// bad: insecure-random — a password from a loop over letters
export function generatePassword(length = 16): string {
  let password = '';
  for (let i = 0; i < length; i++) password += CHARS[Math.floor(Math.random() * CHARS.length)];
  return password;
}

// bad: insecure-random — a chain that returns at once
export const generateVerificationToken = () =>
  Array.from({ length: 24 }, () => CHARS.charAt(Math.floor(Math.random() * CHARS.length))).join('');

// bad: insecure-random — an API key in a template
export const createApiKey = (team: string) => ({ team, apiKey: `ak_${Math.random().toString(36).substring(2)}` });

// bad: insecure-random — the time is no secret
export const accessToken = `${Date.now()}`;

// bad: insecure-random — lodash draws from Math.random
export const inviteCode = sampleSize(CHARS, 8).join('');

// bad: insecure-random — nanoid's own word for it is non-secure
export const sessionToken = () => nanoid();

// bad: insecure-random — a version 1 UUID is a clock
export function newPasswordResetToken(userId: string) {
  const resetToken = uuidv1();
  return { userId, resetToken };
}

// bad: insecure-random — under another name
const { random } = Math;
export const csrfToken = () => random().toString(16).slice(2);

// bad: insecure-random — the helper's name is harmless, its use is not
const randomId = () => Math.random().toString(36).slice(2, 12);
export const createSession = (userId: string) => ({ userId, sessionToken: randomId() });
