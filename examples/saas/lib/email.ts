import 'server-only';
import { Resend } from 'resend';
import { env } from '@/lib/env';
import { logger, maskEmail } from '@/lib/logger';

const resend = new Resend(env.RESEND_API_KEY);

export async function sendInvoiceEmail(to: string, invoiceNumber: string, html: string) {
  const { data } = await resend.emails.send({
    from: 'Ledgerline <billing@ledgerline.example>',
    to,
    subject: `Invoice ${invoiceNumber}`,
    html,
  });
  logger.info({ emailId: data?.id, to: maskEmail(to), invoiceNumber }, 'invoice email sent');
}

// TODO: confirm the Resend BAA before clinics go live
export async function sendClinicStatement(to: string, patientName: string, html: string) {
  await resend.emails.send({
    from: 'Ledgerline <billing@ledgerline.example>',
    to,
    subject: `Statement for ${patientName}`,
    html,
  });
  logger.info(`clinic statement sent to ${to}`);
}

export async function sendClinicReminder(to: string, html: string) {
  if (env.RESEND_BAA_SIGNED !== 'true') throw new Error('PHI needs a signed BAA: set RESEND_BAA_SIGNED');
  await resend.emails.send({
    from: 'Ledgerline <billing@ledgerline.example>',
    to,
    subject: 'A payment is due',
    html,
  });
}
