import rule from '../../src/rules/require-baa-guard.js';
import { ruleTester } from '../helpers/rule-tester.js';

interface Options {
  readonly addNames?: readonly string[];
  readonly assertions?: readonly string[];
}
interface Extra {
  readonly filename?: string;
  readonly options?: Options;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const RESEND = "import { Resend } from 'resend';\nconst resend = new Resend(process.env.RESEND_API_KEY);\n";
const SEND = 'await resend.emails.send({ from, to: patient.email, subject, text: `Your diagnosis: ${visit.diagnosis}` });';
const BAD = SEND.replace('visit.diagnosis', '«visit.diagnosis»');
const inFunction = (before: string, send = SEND): string => `${RESEND}export async function notify(patient, visit) {\n  ${before}\n  ${send}\n}`;

const ok = (name: string, code: string, { filename, options, settings }: Extra = {}) => ({
  name, code, ...(filename === undefined ? {} : { filename }), ...(options ? { options: [options] as [Options] } : {}), ...(settings ? { settings: { bulwark: settings } } : {}),
});

/** In the code «…» marks what the rule points at. */
function no(name: string, marked: string, data: { readonly datum?: string; readonly call?: string; readonly channel?: string; readonly provider?: string } = {}, extra: Extra = {}) {
  const before = marked.slice(0, marked.indexOf('«')).split('\n');
  const datum = marked.slice(marked.indexOf('«') + 1, marked.indexOf('»'));
  const column = (before.at(-1) ?? '').length + 1;
  return {
    ...ok(name, marked.replaceAll(/[«»]/gu, ''), extra),
    errors: [{ messageId: 'unguarded' as const, data: { datum, call: 'resend.emails.send()', channel: 'e-mail', provider: 'Resend', ...data }, line: before.length, column, endLine: before.length, endColumn: column + datum.length }],
  };
}

ruleTester.run('require-baa-guard', rule, {
  valid: [
    // The recipe, and its relatives.
    ok('refuses while nothing is signed', inFunction("if (process.env.RESEND_BAA_SIGNED !== 'true') throw new Error('no BAA');")),
    ok('refuses only what is health data', inFunction("if (process.env.RESEND_BAA_SIGNED !== 'true' && containsPHI(visit)) throw new Error('no BAA');")),
    ok('sends only when it is signed', inFunction('', `if (env.BAA_SIGNED) {\n    ${SEND}\n  }`)),
    ok('a flag', `${RESEND}const hasBaa = process.env.HIPAA_MODE === 'true';\nexport async function notify(patient, visit) {\n  if (!hasBaa) return;\n  ${SEND}\n}`),
    ok('a library that asserts', `import invariant from 'tiny-invariant';\n${inFunction("invariant(process.env.BAA_SIGNED === 'true');")}`),
    ok('a function of this file that throws', `function assertBaa() { if (process.env.BAA_SIGNED !== 'true') throw new Error('no BAA'); }\n${inFunction('assertBaa();')}`),
    ok('a function of another name that throws for that reason', `function assertMaySend() { if (!process.env.BAA_SIGNED) throw new Error('no'); }\n${inFunction('assertMaySend();')}`),
    ok('a function nobody can read', `import { requireBaa } from '@acme/compliance';\n${inFunction("await requireBaa('resend');")}`),
    ok('named in an argument', `import { requireFlag } from '@acme/flags';\n${inFunction("requireFlag('BAA_SIGNED');")}`),
    ok('before the module has loaded', `if (process.env.BAA_SIGNED !== 'true') throw new Error('no BAA');\n${inFunction('')}`),
    ok('every caller has checked', `${RESEND}async function send(patient, visit) {\n  ${SEND}\n}\nexport async function notify(patient, visit) {\n  if (!env.RESEND_BAA) throw new Error('no BAA');\n  await send(patient, visit);\n}`),
    ok('a callback inside what has been checked', inFunction("if (!env.RESEND_BAA) throw new Error('no BAA');", `await Promise.all(visits.map(async (visit) => {\n    ${SEND}\n  }));`)),
    ok('the sender itself asks', `${RESEND}const send = (to, text) => {\n  if (!env.RESEND_BAA) throw new Error('no BAA');\n  return resend.emails.send({ from, to, text });\n};\nexport const notify = (p) => send(p.email, p.diagnosis);`),
    // No health data.
    ok('a link instead of the result', `${RESEND}await resend.emails.send({ from, to: patient.email, subject: 'You have a new message', text: 'Sign in to read it.' });`),
    ok('contact data', `${RESEND}await resend.emails.send({ from, to: user.email, text: \`Hello \${user.firstName}\` });`),
    ok('masked', `${RESEND}await resend.emails.send({ from, to, text: redact(visit.diagnosis) });`),
    ok('ids of it', `${RESEND}await resend.emails.send({ from, to, text: \`Visit \${visit.diagnosisId}\` });`),
    ok('a customer', `${RESEND}await resend.emails.send({ from, to, react: <Receipt total={customer.total} /> });`),
    // Look-alikes.
    ok('no message', "import { db } from './db';\nawait db.visits.send({ diagnosis: visit.diagnosis });"),
    ok('a push to oneself', "import { queue } from './queue';\nawait queue.emails.send({ text: visit.diagnosis });"),
    ok('in a test', RESEND + SEND, { filename: 'src/notify.test.ts' }),
    ok('a name of the project', inFunction('assertChannelCleared();', SEND), { options: { assertions: ['assertChannelCleared'] } }),
  ],
  invalid: [
    no('nothing is asked', inFunction('', BAD)),
    no('a comment enforces nothing', inFunction('// TODO: confirm Resend BAA before prod', BAD)),
    no('something else is asked', inFunction("if (!process.env.RESEND_API_KEY) throw new Error('no key');", BAD)),
    no('asked afterwards', inFunction('', `${BAD}\n  if (!env.BAA_SIGNED) throw new Error('no BAA');`)),
    no('asked, and only told', inFunction("if (!env.BAA_SIGNED) console.warn('no BAA');", BAD)),
    no('a function that only warns', `function assertBaa() { if (!env.BAA_SIGNED) console.warn('no BAA'); }\n${inFunction('assertBaa();', BAD)}`),
    no('one of two callers has checked', `${RESEND}async function send(patient, visit) {\n  ${BAD}\n}\nexport async function a(patient, visit) {\n  if (!env.RESEND_BAA) throw new Error('no BAA');\n  await send(patient, visit);\n}\nexport async function b(patient, visit) {\n  await send(patient, visit);\n}`),
    no('the name of a medicine', `${RESEND}await resend.emails.send({ from, to, text: \`Time to take \${«reminder.medicine_name»}\` });`),
    no('in an object', `${RESEND}await resend.emails.send({ from, to, html: '<p>' + «patient.medication» + '</p>' });`),
    no('a component', `${RESEND}await resend.emails.send({ from, to, react: <Result diagnosis={«visit.diagnosis»} /> });`, {}, { filename: 'notify.tsx' }),
    no('a rendered component', `import { render } from '@react-email/render';\n${RESEND}await resend.emails.send({ from, to, html: await render(<Result items={«visit.symptoms»} />) });`, {}, { filename: 'notify.tsx' }),
    no('a whole record', `${RESEND}export const report = (patient) => resend.emails.send({ from, to: patient.email, text: JSON.stringify(«patient») });`),
    no('Twilio', "import twilio from 'twilio';\nconst client = twilio(sid, token);\nexport const remind = (p) => client.messages.create({ to: p.phone, body: `Take your ${«p.medication»}` });", { call: 'client.messages.create()', channel: 'SMS', provider: 'Twilio' }),
    no('a transport that is handed in', "import type { Transporter } from 'nodemailer';\nexport class Mailer {\n  constructor(private readonly mail: Transporter) {}\n  send(visit) {\n    return this.mail.sendMail({ to, text: «visit.labResult» });\n  }\n}", { call: 'this.mail.sendMail()', provider: 'the mail server' }),
    no('a command', "import { SendEmailCommand } from '@aws-sdk/client-sesv2';\nawait ses.send(new SendEmailCommand({ Content: { Simple: { Body: { Text: { Data: «visit.diagnosis» } } } } }));", { call: 'new SendEmailCommand()', provider: 'Amazon SES' }),
    no('through a function of this file', `${RESEND}async function send(to: string, html: string) {\n  const message = { from, to, html };\n  await resend.emails.send(message);\n}\nexport const notify = (p) => send(p.email, \`Take \${«p.medication»} today\`);`),
    no('through a helper of another file', "import { sendSms } from '@/lib/sms';\nawait sendSms(p.phone, `Your ${«p.prescription»} is ready`);", { call: 'sendSms()', channel: 'SMS', provider: 'the SMS service' }),
    no('the second of two callers has not checked', `${RESEND}const send = (to: string, text: string) => resend.emails.send({ from, to, text });\nexport const a = (p) => {\n  if (!env.RESEND_BAA) throw new Error('no BAA');\n  return send(p.email, p.diagnosis);\n};\nexport const b = (p) => send(p.email, «p.medication»);`),
    // Options and settings.
    no('addNames', `${RESEND}await resend.emails.send({ from, to, text: «visit.carePlan» });`, {}, { options: { addNames: ['carePlan'] } }),
    no('a sender of the project', "import { dispatch } from '@acme/mail';\nawait dispatch({ to, text: «visit.diagnosis» });", { call: 'dispatch()', provider: 'the mail service' }, { settings: { apis: [{ module: '@acme/mail', path: 'dispatch()', fact: { role: 'message', channel: 'e-mail', provider: 'the mail service' } }] } }),
  ],
});
