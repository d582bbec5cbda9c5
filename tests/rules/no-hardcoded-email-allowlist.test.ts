import rule from '../../src/rules/no-hardcoded-email-allowlist.js';
import { ruleTester } from '../helpers/rule-tester.js';

const grants = (value: string, list: string, what: string, line: number, column: number) => ({ messageId: 'grants' as const, data: { value, list, what }, line, column });
const refuses = (value: string, list: string, line: number, column: number) => ({ messageId: 'refuses' as const, data: { value, list }, line, column });

ruleTester.run('no-hardcoded-email-allowlist', rule, {
  valid: [
    // The recipe: members are rows.
    "export async function requireAdmin(user: User) { const member = await db.member.findUnique({ where: { userId: user.id } }); if (member?.role !== 'admin') throw new Error('forbidden'); }",
    'export const isAdmin = (user: User) => user.roles.includes("admin");',
    // From the environment: the deployment says who.
    "const ADMIN_EMAILS = (process.env.ADMIN_EMAILS ?? '').split(',');\nexport const isAdmin = (email: string) => ADMIN_EMAILS.includes(email);",
    "export const canEnter = (email: string, allowedDomains: string[]) => allowedDomains.includes(email.split('@')[1]);",
    "import { ADMIN_EMAILS } from './people';\nexport const isAdmin = (email: string) => ADMIN_EMAILS.includes(email);",

    // Addresses that decide nothing: contact, sender, placeholders, seeds.
    "export const SUPPORT_EMAIL = 'support@acme.dev';\nawait resend.emails.send({ from: 'Acme <hello@acme.dev>', to: user.email, replyTo: SUPPORT_EMAIL });",
    'export const Field = () => <input placeholder="you@acme.dev" />;',
    "await prisma.user.upsert({ where: { email: 'admin@acme.dev' }, create: { email: 'admin@acme.dev', role: 'admin' } });",
    "export const ALERT_RECIPIENTS = ['ops@acme.dev'];\nfor (const to of ALERT_RECIPIENTS) await send(to);",
    // Is it an address at all?
    // a search among people who are written in the code
    "const rows = [{ name: 'Jo', email: 'jo@acme.dev' }, { name: 'Al', email: 'al@acme.dev' }];\nexport const search = (query: string) => rows.filter((row) => { if (!row.name.toLowerCase().includes(query) && !row.email.toLowerCase().includes(query)) { return false; } return true; });",
    "export const isEmail = (email: string) => /^[^@\\s]+@[^@\\s]+\\.[a-z]+$/.test(email);\nexport const valid = (email: string) => email.includes('@') && email.split('@')[1].includes('.');",
    // Anybody gets an address there.
    "export function check(email: string) { if (!email.endsWith('@gmail.com')) throw new Error('Use your Google address'); }",
    "export function normalize(email: string) { const [local, domain] = email.split('@'); if (domain === 'gmail.com' || domain === 'googlemail.com') return local.replaceAll('.', ''); return local; }",
    "const isValidEmail = (email: string) => { const allowedDomains = ['gmail.com', 'acme.dev']; return allowedDomains.includes(email.split('@')[1]); };",
    // The domain of a site.
    "const allowedDomains = ['acme.dev'];\nexport const tenantOf = (hostname: string, email: string) => { const domain = hostname.split('.').slice(-2).join('.'); if (!allowedDomains.includes(domain)) throw new Error('unknown'); return domain + email; };",
    // Kept out, not let in.
    "const DISPOSABLE_DOMAINS = ['trash.acme.dev', 'temp.acme.dev'];\nexport function check(email: string) { if (DISPOSABLE_DOMAINS.includes(email.split('@')[1])) throw new Error('not allowed'); }",
    "export function signUp(email: string) { if (email === 'abuse@acme.dev') throw new Error('forbidden'); return create(email); }",
    "const BLOCKED = new Set(['spam@acme.dev']);\nexport const isAllowed = (email: string) => !BLOCKED.has(email);",
    "class Local { user = { email: 'jo@acme.dev' }; find(email: string) { if (email.toLowerCase() === this.user.email.toLowerCase()) return this.user; return null; } }",
    // Who wrote a letter.
    "export function classify(message: Message) { if (message.from !== 'notifications@acme.dev') return null; return parse(message); }",
    "export const isReceipt = (sender: string) => sender.endsWith('@billing.acme.dev');",
    // Numbers without the team, a greeting, a link.
    "const isInternal = user.email.endsWith('@acme.dev');\nanalytics.identify(user.id, { internal: isInternal });",
    "export const Header = ({ user }) => <nav>{user.email === 'jo@acme.dev' && <a href=\"/lab\">Lab</a>}</nav>;",
    "export const greeting = (email: string) => (email === 'jo@acme.dev' ? 'Hi Jo' : 'Hello');",
    "if (user.email === 'demo@acme.dev') seedDemoData(user.id);",
    "export function clientFor(email: string) { if (email === 'jo@acme.dev') return session.admin; return session.guest; }",
    // Two people; one of them is sometimes written here.
    "export function own(param: string, me: string) { let email = param; if (param === 'demo') email = 'jo@acme.dev'; if (email !== me) throw new Error('forbidden'); }",
    "export const canEdit = (user: User, document: Document) => user.email === document.ownerEmail;",
    { code: "export const isAdmin = (email: string) => email === 'admin@acme.dev';", filename: 'src/admin.test.ts' },
    { code: "if (user.email !== 'jo@acme.dev') throw new Error('forbidden');", filename: 'scripts/cleanup.ts' },
  ],
  invalid: [
    // The policy's bad form: a list, and a function that asks it.
    { code: "const ADMIN_EMAILS = ['jo@acme.dev', 'kim@acme.dev'];\nexport function isAdmin(email: string | null) {\n  if (!email) return false;\n  return ADMIN_EMAILS.includes(email.toLowerCase());\n}", errors: [grants('email.toLowerCase()', "`ADMIN_EMAILS` ('jo@acme.dev', 'kim@acme.dev')", '`isAdmin()`', 4, 10)] },
    { code: "export const isOwner = (user: User) => user.email === 'jo@acme.dev' || user.email === 'kim@acme.dev';", errors: [grants('user.email', "'jo@acme.dev'", '`isOwner()`', 1, 40)] },
    { code: "const ALLOWED = new Set(['jo@acme.dev', 'kim@acme.dev', 'max@acme.dev', 'eva@acme.dev']);\nexport const { auth } = NextAuth({ callbacks: { async signIn({ user }) { return ALLOWED.has(user.email ?? ''); } } });", errors: [grants("user.email ?? ''", "`ALLOWED` ('jo@acme.dev', 'kim@acme.dev', 'max@acme.dev', …)", '`signIn()`', 2, 81)] },
    // Everybody else is refused.
    { code: "export async function GET() {\n  const { user } = await getSession();\n  if (user?.email !== 'jo@acme.dev') return new Response(null, { status: 403 });\n  return Response.json(await stats());\n}", errors: [refuses('user?.email', "'jo@acme.dev'", 3, 7)] },
    { code: "import { redirect } from 'next/navigation';\nconst team = ['jo@acme.dev'];\nexport default async function Page() {\n  const user = await currentUser();\n  if (!user || !team.includes(user.email)) redirect('/');\n  return <Dashboard />;\n}", filename: 'app/internal/page.tsx', errors: [refuses('user.email', "`team` ('jo@acme.dev')", 5, 17)] },
    { code: "export function requireTeam(req, res, next) {\n  if (req.user.email.endsWith('@acme.dev')) return next();\n  return res.status(403).json({ error: 'forbidden' });\n}", errors: [refuses('req.user.email', "'@acme.dev'", 2, 7)] },
    { code: "export function guard(email: string) {\n  const domain = email.split('@')[1];\n  if (domain !== 'acme.dev') throw new ForbiddenException();\n}", errors: [refuses('domain', "'acme.dev'", 3, 7)] },
    { code: "export function check(email: string) {\n  if (!/@acme\\.dev$/i.test(email)) { throw new Error('Only for the team'); }\n}", errors: [refuses('email', "'@acme.dev'", 2, 8)] },
    { code: "const DOMAINS = ['@acme.dev', '@acme.io'];\nexport function check(email: string) {\n  if (!DOMAINS.some((domain) => email.endsWith(domain))) throw new Error('no access');\n}", errors: [refuses('email', "`domain` ('@acme.dev', '@acme.io')", 3, 33)] },
    { code: "const allowed = ['jo@acme.dev'];\nexport function check(email: string) { if (allowed.indexOf(email) === -1) throw new Error('denied'); }", errors: [refuses('email', "`allowed` ('jo@acme.dev')", 2, 44)] },
    { code: "const schema = z.object({ email: z.string().email().refine((email) => email.endsWith('@acme.dev'), 'Team only') });", errors: [refuses('email', "'@acme.dev'", 1, 71)] },
    { code: "const admins = ['jo@acme.dev'];\nexport default async function Page() {\n  const user = await currentUser();\n  const email = user?.emailAddresses[0]?.emailAddress;\n  if (!email || !admins.includes(email)) {\n    return <div>Access denied</div>;\n  }\n  return <Dashboard />;\n}", filename: 'app/admin/page.tsx', errors: [refuses('email', "`admins` ('jo@acme.dev')", 5, 18)] },
    { code: "export const Login = () => {\n  const submit = (email: string) => {\n    if (!email.endsWith('@acme.dev')) {\n      setError('Only for the team');\n      return;\n    }\n    signIn(email);\n  };\n  return <Form onSubmit={submit} />;\n};", filename: 'app/login.tsx', errors: [refuses('email', "'@acme.dev'", 3, 10)] },
    // What was complained of before is taken back when all is well.
    { code: "export function submit(email: string) {\n  if (!email.endsWith('@acme.dev')) return setError('Only for the team');\n  setError('');\n  go(email);\n}", filename: 'app/login.tsx', errors: [refuses('email', "'@acme.dev'", 2, 8)] },
    { code: "const OWNER = { email: 'jo@acme.dev' };\nexport function guard(email: string) { if (email !== OWNER.email) throw new Error('forbidden'); }", errors: [refuses('email', "`email` ('jo@acme.dev')", 2, 44)] },
    // A role is given out.
    { code: "const role = session.user.email === 'jo@acme.dev' ? 'admin' : 'user';", errors: [grants('session.user.email', "'jo@acme.dev'", '`admin`', 1, 14)] },
    { code: "if (profile.email === 'jo@acme.dev') {\n  user.role = 'admin';\n}", errors: [grants('profile.email', "'jo@acme.dev'", '`role`', 1, 5)] },
    { code: "const isAdmin = user?.email?.endsWith('@acme.dev');\nreturn isAdmin;", errors: [grants('user?.email', "'@acme.dev'", '`isAdmin`', 1, 17)] },
    { code: "setIsAdmin(['jo@acme.dev'].includes(user.email));", errors: [grants('user.email', "'jo@acme.dev'", '`IsAdmin`', 1, 12)] },
    { code: "export const load = () => ({ isStaff: email === 'jo@acme.dev' });", errors: [grants('email', "'jo@acme.dev'", '`isStaff`', 1, 39)] },
    { code: "const leads = ['jo@acme.dev'];\nfunction roleOf(email: string) {\n  if (leads.includes(email)) return Role.ADMIN;\n  return Role.USER;\n}", errors: [grants('email', "`leads` ('jo@acme.dev')", '`Role.ADMIN`', 3, 7)] },
    // A fallback in case the environment says nothing.
    { code: "const ADMINS = process.env.ADMIN_EMAILS ? process.env.ADMIN_EMAILS.split(',') : ['jo@acme.dev'];\nexport function requireAdmin(req, res, next) {\n  if (!ADMINS.includes(req.user.email)) return res.status(403).end();\n  next();\n}", errors: [refuses('req.user.email', "`ADMINS` ('jo@acme.dev')", 3, 8)] },
    { code: "const ADMIN_EMAIL = process.env.ADMIN_EMAIL || 'jo@acme.dev';\nexport const isAdmin = (email: string) => email === ADMIN_EMAIL;", errors: [grants('email', "`ADMIN_EMAIL` ('jo@acme.dev')", '`isAdmin()`', 2, 43)] },
    // The name of the list says what it decides.
    { code: "const ADMIN_EMAILS = ['jo@acme.dev'];\nexport async function action(user: User) {\n  if (ADMIN_EMAILS.includes(user.email)) {\n    await deleteEverything();\n  }\n}", errors: [grants('user.email', "`ADMIN_EMAILS` ('jo@acme.dev')", 'what somebody may do', 3, 7)] },
    // One list, used twice.
    { code: "const ADMINS = ['jo@acme.dev'];\nexport const isAdmin = (email: string) => ADMINS.includes(email);\nexport const canDelete = (email: string) => ADMINS.includes(email);", errors: [grants('email', "`ADMINS` ('jo@acme.dev')", '`isAdmin()`', 2, 43)] },
  ],
});
