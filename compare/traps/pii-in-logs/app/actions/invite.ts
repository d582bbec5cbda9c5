'use server';
import * as Sentry from '@sentry/nextjs';
import { db } from '@/lib/db';
import { logger } from '@/lib/logger';
import { maskEmail } from '@/lib/mask';

// bad: pii-in-logs — e-mail in a template
export async function invite(email: string, teamId: string) {
  await db.invite.create({ data: { email, teamId } });
  console.log(`invited ${email} to ${teamId}`);
}

// bad: pii-in-logs — hidden in a map and a join
export async function inviteAll(people: { id: string; email: string }[]) {
  logger.info(`inviting ${people.map((person) => person.email).join(', ')}`);
}

// bad: pii-in-logs — the link carries the token
export async function sendResetLink(userId: string, resetToken: string) {
  const link = `${process.env.APP_URL}/reset?token=${resetToken}`;
  console.log('reset link', link);
}

// bad: pii-in-logs — from a form, positional
export async function subscribe(form: FormData) {
  const email = String(form.get('email'));
  console.error('could not subscribe', email);
}

// bad: pii-in-logs — sent to the error tracker
export async function reportCall(phoneNumber: string) {
  Sentry.captureMessage('call failed', { extra: { phoneNumber } });
}

// bad: pii-in-logs — the object is built one line above
export async function rename(user: { id: string; email: string; name: string }) {
  const details = { id: user.id, email: user.email };
  logger.warn('renamed', details);
}

// bad: pii-in-logs — a spread of the user
export async function touch(session: { user: { id: string; email: string } }) {
  logger?.info({ event: 'touch', ...session.user });
}

// fine: pii-in-logs — masked
export async function remind(email: string) {
  logger.info(`reminded ${maskEmail(email)}`);
}

// fine: pii-in-logs — ids and counts whose names contain a PII word
export async function sync(emailAccountId: string, emailId: string, recipients: string[]) {
  logger.info('synced', { emailAccountId, emailId, recipients: recipients.length });
}

// fine: pii-in-logs — an id, as a server action gets it
export async function archive(teamId: string) {
  console.log('archiving', teamId);
}

// fine: pii-in-logs — flags
export async function check(user: { id: string; emailVerified: boolean; passwordExpired: boolean }) {
  console.log('checked', user.id, user.emailVerified, user.passwordExpired);
}

// fine: pii-in-logs — a developer's own terminal
export async function preview(email: string) {
  if (process.env.NODE_ENV === 'development') console.log('preview for', email);
}
