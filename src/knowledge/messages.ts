/** Services that send e-mail and SMS, and what an agreement to send health data through them is called. */
import type { ApiRow, Fact } from './schema.js';

/** Phrases in the names of functions, flags and variables that ask whether health data may be sent there. */
export const AGREEMENT_PHRASES: readonly string[] = ['baa', 'business associate', 'business associate agreement', 'hipaa', 'phi', 'ephi'];

const email = (provider: string): Fact => ({ role: 'message', channel: 'e-mail', provider });
const sms = (provider: string): Fact => ({ role: 'message', channel: 'SMS', provider });

export const MESSAGES: readonly ApiRow[] = [
  { module: 'resend', path: 'Resend#.{emails.send,emails.create,batch.send,batch.create,broadcasts.create}()', fact: email('Resend') },
  { module: '@sendgrid/mail', path: '{send,sendMultiple}()', fact: email('SendGrid') },
  { module: '@sendgrid/mail', path: 'MailService#.{send,sendMultiple}()', fact: email('SendGrid') },
  { module: 'postmark', path: '{ServerClient,Client}#.{sendEmail,sendEmailWithTemplate,sendEmailBatch,sendEmailBatchWithTemplates}()', fact: email('Postmark') },
  { module: 'nodemailer', path: 'createTransport().sendMail()', fact: email('the mail server') },
  { module: 'nodemailer', path: 'Transporter#.sendMail()', fact: email('the mail server') },
  { module: '@nestjs-modules/mailer', path: 'MailerService#.sendMail()', fact: email('the mail server') },
  { module: 'mailgun.js', path: '#.client().messages.create()', fact: email('Mailgun') },
  { module: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2'], path: '{SendEmailCommand,SendTemplatedEmailCommand,SendBulkEmailCommand,SendRawEmailCommand}#()', fact: email('Amazon SES') },
  { module: 'aws-sdk', path: '{SES,SESV2}#.{sendEmail,sendTemplatedEmail,sendRawEmail}()', fact: email('Amazon SES') },
  { module: 'loops', path: 'LoopsClient#.{sendTransactionalEmail,sendEvent}()', fact: email('Loops') },
  { module: '@plunk/node', path: '#.emails.send()', fact: email('Plunk') },
  { module: '@azure/communication-email', path: 'EmailClient#.beginSend()', fact: email('Azure Communication Services') },

  { module: 'twilio', path: '().messages.create()', fact: sms('Twilio') },
  { module: 'twilio', path: 'Twilio#.messages.create()', fact: sms('Twilio') },
  { module: '@aws-sdk/client-sns', path: 'PublishCommand#()', fact: sms('Amazon SNS') },
  { module: 'aws-sdk', path: 'SNS#.publish()', fact: sms('Amazon SNS') },
  { module: '@vonage/server-sdk', path: 'Vonage#.sms.send()', fact: sms('Vonage') },
  { module: 'plivo', path: 'Client#.messages.create()', fact: sms('Plivo') },
  { module: '@azure/communication-sms', path: 'SmsClient#.send()', fact: sms('Azure Communication Services') },
  // Helpers of the project's own, by names that mean one thing everywhere.
  { module: '*', path: '{sendEmail,sendMail,sendTransactionalEmail,sendEmailNotification}()', fact: email('the mail service') },
  { module: '*', path: '{sendSms,sendSMS,sendTextMessage}()', fact: sms('the SMS service') },
];
