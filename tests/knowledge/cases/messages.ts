import { on, type Case } from '../case.js';

const sends = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('message', ...texts) });

export const MESSAGE_CASES: readonly Case[] = [
  sends("import { Resend } from 'resend'; const resend = new Resend(k);", 'resend.emails.send(m)', 'resend.batch.send([m])', 'resend.broadcasts.create(m)'),
  sends("import sgMail, { MailService } from '@sendgrid/mail'; import * as postmark from 'postmark';", 'sgMail.send(m)', 'new MailService().sendMultiple(m)', 'new postmark.ServerClient(k).sendEmail(m)'),
  sends("import nodemailer, { type Transporter } from 'nodemailer'; import { MailerService } from '@nestjs-modules/mailer'; import Mailgun from 'mailgun.js'; function f(t: Transporter, m: MailerService) { t.sendMail(x); m.sendMail(x); }", 'nodemailer.createTransport(o).sendMail(m)', 't.sendMail(x)', 'm.sendMail(x)', 'new Mailgun(FormData).client(o).messages.create(d, m)'),
  sends("import { SendEmailCommand } from '@aws-sdk/client-sesv2'; import { PublishCommand } from '@aws-sdk/client-sns'; import AWS from 'aws-sdk';", 'new SendEmailCommand(m)', 'new PublishCommand(m)', 'new AWS.SES().sendEmail(m)', 'new AWS.SNS().publish(m)'),
  sends("import { LoopsClient } from 'loops'; import Plunk from '@plunk/node'; import { EmailClient } from '@azure/communication-email'; import { SmsClient } from '@azure/communication-sms';", 'new LoopsClient(k).sendTransactionalEmail(m)', 'new Plunk(k).emails.send(m)', 'new EmailClient(c).beginSend(m)', 'new SmsClient(c).send(m)'),
  sends("import twilio, { Twilio } from 'twilio'; import { Vonage } from '@vonage/server-sdk'; import plivo from 'plivo';", 'twilio(a, b).messages.create(m)', 'new Twilio(a, b).messages.create(m)', 'new Vonage(o).sms.send(m)', 'new plivo.Client(a, b).messages.create(m)'),
  sends("import { sendEmail } from '@/lib/email'; import { sendSms } from '../sms';", 'sendEmail(m)', 'sendSms(t, m)'),
];
