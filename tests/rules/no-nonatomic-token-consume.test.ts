import rule from '../../src/rules/no-nonatomic-token-consume.js';
import { ruleTester } from '../helpers/rule-tester.js';

const IO = "import Redis from 'ioredis';\nconst redis = new Redis(process.env.REDIS_URL!);\n";
const PRISMA = "import { prisma } from '@/lib/prisma';\n";
const DRIZZLE = "import { and, eq, isNull } from 'drizzle-orm';\nimport { db, resetTokens } from '@/db';\n";
const SUPABASE = "import { createClient } from '@/lib/supabase/server';\nconst supabase = await createClient();\n";
const PG = "import { pool } from '@/lib/pg';\n";

const REDIS_TAKE = '`GETDEL` (`getdel(key)`), or refuse when `del(key)` does not return 1';
const MODEL_TAKE = '`const { count } = await ….deleteMany({ where })`, and refuse when `count` is 0';
const MODEL_MARK = '`const { count } = await ….updateMany({ where: { id, usedAt: null }, data: { usedAt } })`, and refuse when `count` is 0';
const CHAIN_TAKE = 'delete with the token as the condition and return the row (`.returning()`, `.select()`), and refuse when none comes back';
const CHAIN_MARK = 'update where it is still unused, return the row (`.returning()`, `.select()`), and refuse when none comes back';
const SQL_TAKE = '`DELETE … WHERE token = $1 RETURNING *`, and refuse when no row comes back';
const SQL_MARK = '`UPDATE … SET used_at = now() WHERE token = $1 AND used_at IS NULL RETURNING *`, and refuse when no row comes back';

const unchecked = (what: string, read: string, use: string, remedy: string, line: number, column: number) => ({ messageId: 'unchecked' as const, data: { what, read, use, remedy }, line, column });
const unconditional = (what: string, read: string, use: string, remedy: string, line: number, column: number) => ({ messageId: 'unconditional' as const, data: { what, read, use, remedy }, line, column });
const late = (what: string, before: string, read: string, use: string, line: number, column: number) => ({ messageId: 'late' as const, data: { what, before, read, use, remedy: MODEL_TAKE }, line, column });

ruleTester.run('no-nonatomic-token-consume', rule, {
  valid: [
    // The recipes for Redis: GETDEL, or the answer of DEL.
    `${IO}export async function reset(token: string) { const userId = await redis.getdel(\`reset:\${token}\`); if (!userId) throw new Error('invalid token'); return userId; }`,
    `${IO}export async function reset(token: string) { const userId = await redis.get(\`reset:\${token}\`); if (!userId) return null; if ((await redis.del(\`reset:\${token}\`)) !== 1) return null; return userId; }`,
    `${IO}export async function verifyOtp(email: string, code: string) { const stored = await redis.get(\`otp:\${email}\`); if (stored !== code) return false; const removed = await redis.del(\`otp:\${email}\`); return removed === 1; }`,
    `${IO}export async function verifyOtp(email: string, code: string) { const stored = await redis.get(\`otp:\${email}\`); return stored === code && (await redis.del(\`otp:\${email}\`)) > 0; }`,
    `${IO}export const consume = (token: string) => redis.eval(script, 1, \`reset:\${token}\`);`,
    // Another store has decided; what Redis kept of the request is cleared away.
    `${IO}${PRISMA}export async function confirm(token: string) { const data = await redis.get(\`email-change:\${token}\`); if (!data) return null; const { count } = await prisma.verificationToken.deleteMany({ where: { token } }); if (count !== 1) throw new Error('used'); await save(data); await redis.del(\`email-change:\${token}\`); }`,
    // Nobody presents the code: it is looked for in what somebody has posted.
    `${IO}export async function verifyChannel(id: string) { const code = await redis.get(\`verification-code:\${id}\`); if (!code) throw new Error('expired'); const { description } = await profileOf(id); const isValid = description.includes(code); if (!isValid) throw new Error('not found'); await redis.del(\`verification-code:\${id}\`); }`,
    // …and for tables: a condition and its answer.
    `${PRISMA}export async function reset(token: string) { const record = await prisma.passwordResetToken.findUnique({ where: { token } }); if (!record) throw new Error('invalid'); const { count } = await prisma.passwordResetToken.deleteMany({ where: { id: record.id } }); if (count === 0) throw new Error('used'); await prisma.user.update({ where: { id: record.userId }, data }); }`,
    `${PRISMA}export async function reset(token: string) { const record = await prisma.resetToken.findFirst({ where: { token, usedAt: null } }); if (!record) throw new Error('invalid'); const { count } = await prisma.resetToken.updateMany({ where: { id: record.id, usedAt: null }, data: { usedAt: new Date() } }); if (count !== 1) throw new Error('used'); }`,
    `${DRIZZLE}export async function reset(token: string) { const [row] = await db.delete(resetTokens).where(eq(resetTokens.token, token)).returning(); if (!row) throw new Error('invalid'); return row.userId; }`,
    `${DRIZZLE}export async function reset(token: string) { const row = await db.query.resetTokens.findFirst({ where: eq(resetTokens.token, token) }); if (!row) return null; const [used] = await db.update(resetTokens).set({ usedAt: new Date() }).where(and(eq(resetTokens.id, row.id), isNull(resetTokens.usedAt))).returning(); if (!used) return null; return row.userId; }`,
    `${SUPABASE}export async function reset(token: string) { const { data: found } = await supabase.from('reset_tokens').select().eq('token', token).maybeSingle(); if (!found) return null; const { data } = await supabase.from('reset_tokens').delete().eq('id', found.id).select().maybeSingle(); return data; }`,
    `${PG}export async function reset(token: string) { const found = await pool.query('SELECT * FROM reset_tokens WHERE token = $1', [token]); if (!found.rows[0]) return null; const { rowCount } = await pool.query('UPDATE reset_tokens SET used_at = now() WHERE token = $1 AND used_at IS NULL', [token]); if (rowCount !== 1) return null; return found.rows[0]; }`,
    // Prisma's \`delete\` fails when there is nothing: whoever comes second gets no further.
    `${PRISMA}export async function consume(code: string) { const record = await prisma.verificationToken.findUnique({ where: { token: code } }); if (!record) throw new Error('invalid'); await prisma.verificationToken.delete({ where: { token: code } }); return record.userId; }`,
    `${PRISMA}export async function rotate(token: string) { const found = await prisma.magicLink.findUnique({ where: { token } }); if (!found) throw new Error('invalid'); try { await prisma.magicLink.delete({ where: { token } }); } catch { throw new Error('used'); } await prisma.session.create({ data: { userId: found.userId } }); }`,
    // A transaction: none of it happens, or all of it.
    `${PRISMA}export async function reset(token: string) { await prisma.$transaction(async (tx) => { const record = await tx.passwordResetToken.findUnique({ where: { token } }); if (!record) throw new Error('invalid'); await tx.user.update({ where: { id: record.userId }, data }); await tx.passwordResetToken.deleteMany({ where: { id: record.id } }); }); }`,
    `${PRISMA}export async function reset(token: string) { const record = await prisma.passwordResetToken.findUnique({ where: { token } }); if (!record) throw new Error('invalid'); await prisma.$transaction([prisma.user.update({ where: { id: record.userId }, data }), prisma.passwordResetToken.delete({ where: { id: record.id } })]); }`,
    `${PG}export async function reset(client: Client, token: string) { const { rows } = await client.query('SELECT * FROM reset_tokens WHERE token = $1 FOR UPDATE', [token]); if (!rows[0]) return null; await client.query('DELETE FROM reset_tokens WHERE token = $1', [token]); return rows[0]; }`,

    // Cleared away: nobody is let in.
    `${PRISMA}export async function check(token: string) { const record = await prisma.verificationToken.findUnique({ where: { token } }); if (!record) return null; if (record.expires < new Date()) { await prisma.verificationToken.deleteMany({ where: { token } }); return null; } return record; }`,
    `${IO}export async function check(email: string, code: string) { const stored = await redis.get(\`otp:\${email}\`); if (stored !== code) { await redis.del(\`otp:\${email}\`); throw new Error('invalid code'); } return true; }`,
    `${IO}export async function check(token: string) { const data = await redis.get(\`reset:\${token}\`); try { return JSON.parse(data); } catch { await redis.del(\`reset:\${token}\`); return null; } }`,
    // About the value: how often it was tried.
    `${IO}export async function verifyOtp(email: string, code: string) { const attempts = await redis.get(\`otp:attempts:\${email}\`); if (attempts === '5') throw new Error('blocked'); await redis.del(\`otp:attempts:\${email}\`); }`,
    // Looked up and removed, but nothing that is good for one use.
    `${IO}export async function invalidate(id: string) { const cached = await redis.get(\`user:\${id}\`); if (cached) await redis.del(\`user:\${id}\`); }`,
    `${PRISMA}export async function signOut(token: string) { const found = await prisma.refreshToken.findUnique({ where: { token } }); if (found) await prisma.refreshToken.deleteMany({ where: { token } }); }`,
    `${PRISMA}export async function touch(key: string) { const found = await prisma.apiKey.findUnique({ where: { key } }); if (!found) return null; await prisma.apiKey.update({ where: { id: found.id }, data: { lastUsedAt: new Date() } }); return found; }`,
    `${PRISMA}export async function activate(key: string) { const found = await prisma.licenseKey.findUnique({ where: { key } }); if (!found) return null; if (!found.usedAt) await prisma.licenseKey.update({ where: { id: found.id }, data: { usedAt: new Date() } }); return found; }`,
    // Removed without a look, or before one: asking for a new one makes the old ones void.
    `${PRISMA}export async function send(email: string) { await prisma.verificationToken.deleteMany({ where: { identifier: email } }); await prisma.verificationToken.create({ data }); }`,
    `${IO}export async function renew(email: string) { const old = await redis.get(\`otp:\${email}\`); await redis.del(\`otp:\${email}\`); log(old); }`,
    // Another value.
    `${IO}export async function verify(a: string, b: string) { const stored = await redis.get(\`otp:\${a}\`); if (!stored) return; await redis.del(\`otp:\${b}\`); }`,
    // A map in memory: nobody comes in between.
    "const nonces = new Map<string, number>();\nexport function consume(nonce: string) { if (!nonces.has(nonce)) return false; nonces.delete(nonce); return true; }",
    { code: `${IO}export async function verifyOtp(email: string, code: string) { const stored = await redis.get(\`otp:\${email}\`); if (stored !== code) return false; await redis.del(\`otp:\${email}\`); return true; }`, filename: 'src/otp.test.ts' },
  ],
  invalid: [
    // A client that is known by a word in its name, wherever that name stands.
    ...["ctx.redisClient", "ctx['redisClient']", 'ctx?.userRedis!'].map((client) => ({
      code: `export async function check(ctx, id: string) {\n  const stored = await ${client}.get('otp:' + id);\n  if (!stored) throw new Error('expired');\n  await ${client}.del('otp:' + id);\n}`,
      errors: [unchecked('otp', "get('otp:' + id)", "del('otp:' + id)", REDIS_TAKE, 4, 9)],
    })),
    { code: "class Codes {\n  #redis;\n  async check(id: string) {\n    const stored = await this.#redis.get('otp:' + id);\n    if (!stored) throw new Error('expired');\n    await this.#redis.del('otp:' + id);\n  }\n}", errors: [unchecked('otp', "get('otp:' + id)", "del('otp:' + id)", REDIS_TAKE, 6, 11)] },
    // Redis: read, compared, deleted.
    { code: `${IO}export async function verify(email: string, code: string) {\n  const stored = await redis.get(\`otp:\${email}\`);\n  if (!stored || stored !== code) return false;\n  await redis.del(\`otp:\${email}\`);\n  return true;\n}`, errors: [unchecked('otp', 'get(`otp:${email}`)', 'del(`otp:${email}`)', REDIS_TAKE, 6, 9)] },
    { code: "import { redis } from '../cache';\nexport const verifyOTP = async (email, otp) => {\n  const storedOTP = await redis.get(email);\n  if (storedOTP != otp) return false;\n  await redis.del(email);\n  return true;\n};", errors: [unchecked('otp', 'get(email)', 'del(email)', REDIS_TAKE, 5, 9)] },
    { code: "import { redisClient } from '../redis';\nimport bcrypt from 'bcrypt';\nexport async function check(id: string, code: string) {\n  const key = `verification_code:${id}`;\n  const saved = await redisClient.get(key);\n  if (!saved) return false;\n  const { hash } = JSON.parse(saved);\n  const matches = await bcrypt.compare(code, hash);\n  if (!matches) return false;\n  await redisClient.del(key);\n  return true;\n}", errors: [unchecked('verification code', 'get(key)', 'del(key)', REDIS_TAKE, 10, 9)] },
    { code: `${IO}export async function callback(state: string) {\n  const saved = await redis.get(\`oauth_state:\${state}\`);\n  if (saved) {\n    void redis.del(\`oauth_state:\${state}\`);\n    return JSON.parse(saved);\n  }\n  throw new Error('unknown state');\n}`, errors: [unchecked('oauth state', 'get(`oauth_state:${state}`)', 'del(`oauth_state:${state}`)', REDIS_TAKE, 6, 10)] },
    { code: "import { kv } from '@vercel/kv';\nconst nonceKey = (nonce: string) => `siwe:${nonce}`;\nexport async function consume(nonce: string) {\n  if (!(await kv.exists(nonceKey(nonce)))) throw new Error('bad nonce');\n  await kv.del(nonceKey(nonce));\n}", errors: [unchecked('nonce', 'exists(nonceKey(nonce))', 'del(nonceKey(nonce))', REDIS_TAKE, 5, 9)] },
    { code: `${IO}export async function verifyOtp(email: string, otp: string) {\n  const stored = await redis.get(\`otp:\${email}\`);\n  if (stored === otp) {\n    await redis.getdel(\`otp:\${email}\`);\n    return { success: true };\n  }\n  return { success: false };\n}`, errors: [unchecked('otp', 'get(`otp:${email}`)', 'getdel(`otp:${email}`)', REDIS_TAKE, 6, 11)] },
    { code: `${IO}export async function login(email: string, code: string) {\n  const stored = await redis.get(\`login_code:\${email}\`);\n  if (stored !== code) throw new Error('invalid');\n  await redis.del(\`login_code:\${email}\`).catch(() => {});\n}`, errors: [unchecked('login code', 'get(`login_code:${email}`)', 'del(`login_code:${email}`)', REDIS_TAKE, 6, 9)] },

    // A list of codes, one of which is presented.
    { code: `${IO}export async function verify(id: string, code: string) {\n  const codes = await redis.smembers(\`backup_codes:\${id}\`);\n  if (!codes.includes(code)) return false;\n  await redis.srem(\`backup_codes:\${id}\`, code);\n  return true;\n}`, errors: [unchecked('backup code', 'smembers(`backup_codes:${id}`)', 'srem(`backup_codes:${id}`)', REDIS_TAKE, 6, 9)] },
    // What was decided before was something else.
    { code: `${IO}${PRISMA}export async function verify(email: string, code: string) {\n  const stored = await redis.get(\`otp:\${email}\`);\n  if (stored !== code) return false;\n  await prisma.verificationToken.deleteMany({ where: { email } });\n  await redis.del(\`otp:\${email}\`);\n  return true;\n}`, errors: [unchecked('otp', 'get(`otp:${email}`)', 'del(`otp:${email}`)', REDIS_TAKE, 8, 9)] },

    // Prisma: marked, whether or not it is still unused.
    { code: `${PRISMA}export async function reset(token: string) {\n  const record = await prisma.passwordResetToken.findFirst({ where: { token, usedAt: null } });\n  if (!record) throw new Error('invalid token');\n  await prisma.user.update({ where: { id: record.userId }, data: { password } });\n  await prisma.passwordResetToken.update({ where: { id: record.id }, data: { usedAt: new Date() } });\n}`, errors: [unconditional('password reset', 'prisma.passwordResetToken.findFirst', 'prisma.passwordResetToken.update', MODEL_MARK, 6, 9)] },
    { code: `${PRISMA}export async function redeem(code: string) {\n  const coupon = await prisma.coupon.findUnique({ where: { code } });\n  if (!coupon || coupon.isUsed) return { error: 'invalid' };\n  await prisma.coupon.update({ where: { code }, data: { isUsed: true } });\n  return { success: true };\n}`, errors: [unconditional('coupon row', 'prisma.coupon.findUnique', 'prisma.coupon.update', MODEL_MARK, 5, 9)] },
    // A list in a transaction does not help: the look-up is outside of it.
    { code: `${PRISMA}export async function reset(token: string) {\n  const record = await prisma.resetToken.findUnique({ where: { token } });\n  if (!record || record.usedAt) return null;\n  await prisma.$transaction([\n    prisma.user.update({ where: { id: record.userId }, data: { password } }),\n    prisma.resetToken.update({ where: { id: record.id }, data: { usedAt: new Date() } }),\n  ]);\n}`, errors: [unconditional('reset token', 'prisma.resetToken.findUnique', 'prisma.resetToken.update', MODEL_MARK, 7, 5)] },
    // The token stands on the user, and is taken out of it.
    { code: `${PRISMA}export async function reset(token: string) {\n  const user = await prisma.user.findFirst({ where: { resetToken: token, resetTokenExpires: { gt: new Date() } } });\n  if (!user) throw new Error('invalid token');\n  await prisma.user.update({ where: { id: user.id }, data: { password, resetToken: null } });\n}`, errors: [unconditional('reset token', 'prisma.user.findFirst', 'prisma.user.update', MODEL_MARK, 5, 9)] },
    // Deleted, and nobody looks how many were.
    { code: `${PRISMA}export async function verify(token: string) {\n  const record = await prisma.verificationToken.findUnique({ where: { token } });\n  if (!record || record.expires < new Date()) throw new Error('expired');\n  await prisma.verificationToken.deleteMany({ where: { token } });\n  return record.identifier;\n}`, errors: [unchecked('verification token', 'prisma.verificationToken.findUnique', 'prisma.verificationToken.deleteMany', MODEL_TAKE, 5, 9)] },
    { code: `${PRISMA}export async function verify(token: string) {\n  const record = await prisma.magicLink.findUniqueOrThrow({ where: { token } });\n  await prisma.magicLink.delete({ where: { id: record.id } }).catch(() => null);\n  return record.userId;\n}`, errors: [unchecked('magic link', 'prisma.magicLink.findUniqueOrThrow', 'prisma.magicLink.delete', MODEL_TAKE, 4, 9)] },
    // The password is new before anybody fails.
    { code: `${PRISMA}export async function reset(token: string) {\n  const record = await prisma.passwordReset.findUnique({ where: { token } });\n  if (!record) throw new Error('invalid');\n  await prisma.user.update({ where: { id: record.userId }, data: { password } });\n  await prisma.passwordReset.delete({ where: { token } });\n}`, errors: [late('password reset', 'prisma.user.update', 'prisma.passwordReset.findUnique', 'prisma.passwordReset.delete', 6, 9)] },

    // Drizzle, Supabase, Kysely, Knex.
    { code: `${DRIZZLE}export async function reset(token: string) {\n  const [row] = await db.select().from(resetTokens).where(eq(resetTokens.token, token)).limit(1);\n  if (!row) return null;\n  await db.delete(resetTokens).where(eq(resetTokens.id, row.id));\n  return row.userId;\n}`, errors: [unchecked('reset token', 'select from resetTokens', 'delete from resetTokens', CHAIN_TAKE, 6, 9)] },
    { code: `${DRIZZLE}export async function reset(token: string) {\n  const row = await db.query.resetTokens.findFirst({ where: and(eq(resetTokens.token, token), isNull(resetTokens.usedAt)) });\n  if (!row) return null;\n  await db.update(resetTokens).set({ usedAt: new Date() }).where(eq(resetTokens.id, row.id)).returning();\n  return row.userId;\n}`, errors: [unconditional('reset token', 'db.query.resetTokens.findFirst', 'update resetTokens', CHAIN_MARK, 6, 9)] },
    { code: `${SUPABASE}export async function confirm(token: string) {\n  const { data: row } = await supabase.from('email_verifications').select('*').eq('token', token).single();\n  if (!row) return { error: 'invalid' };\n  const { error } = await supabase.from('email_verifications').delete().eq('id', row.id);\n  if (error) return { error: 'failed' };\n  return { success: true };\n}`, errors: [unchecked('email verification', 'select from email_verifications', 'delete from email_verifications', CHAIN_TAKE, 6, 27)] },
    { code: `${SUPABASE}export async function redeem(key: string) {\n  const { data: license } = await supabase.from('license_keys').select('*').eq('key', key).maybeSingle();\n  if (!license) return { error: 'unknown' };\n  if (license.used_by) return { error: 'used' };\n  await supabase.from('license_keys').update({ used_by: userId, used_at: now }).eq('id', license.id);\n  return { success: true };\n}`, errors: [unconditional('license key row', 'select from license_keys', 'update license_keys', CHAIN_MARK, 7, 9)] },
    { code: "export async function verify(db: Kysely<Database>, token: string) {\n  const row = await db.selectFrom('verification_tokens').selectAll().where('token', '=', token).executeTakeFirst();\n  if (!row) return null;\n  await db.deleteFrom('verification_tokens').where('token', '=', token).execute();\n  return row.user_id;\n}", errors: [unchecked('verification token', 'select from verification_tokens', 'delete from verification_tokens', CHAIN_TAKE, 4, 9)] },
    { code: "export async function verify(token: string) {\n  const row = await knex('reset_tokens').where({ token }).first();\n  if (!row) return null;\n  await knex('reset_tokens').where({ id: row.id }).del();\n  return row.user_id;\n}", errors: [unchecked('reset token', 'select from reset_tokens', 'delete from reset_tokens', CHAIN_TAKE, 4, 9)] },
    // SQL.
    { code: `${PG}export async function reset(token: string) {\n  const { rows } = await pool.query('SELECT * FROM password_reset_tokens WHERE token = $1', [token]);\n  if (rows.length === 0) throw new Error('invalid');\n  await pool.query('DELETE FROM password_reset_tokens WHERE token = $1', [token]);\n  return rows[0];\n}`, errors: [unchecked('password reset', 'select from password_reset_tokens', 'delete from password_reset_tokens', SQL_TAKE, 5, 9)] },
    { code: "import { sql } from '@/lib/db';\nexport async function reset(token: string) {\n  const [row] = await sql`select * from reset_tokens where token = ${token} and used_at is null`;\n  if (!row) return null;\n  await sql`update reset_tokens set used_at = now() where id = ${row.id}`;\n  return row.user_id;\n}", errors: [unconditional('reset token', 'select from reset_tokens', 'update reset_tokens', SQL_MARK, 5, 9)] },
    // Rows and models of Mongoose and Sequelize.
    { code: "export async function verify(req, res) {\n  const otp = await Otp.findOne({ email: req.body.email, code: req.body.code });\n  if (!otp) return res.status(400).json({ error: 'invalid' });\n  await Otp.deleteOne({ _id: otp._id });\n  res.json({ ok: true });\n}", errors: [unchecked('otp', 'Otp.findOne', 'Otp.deleteOne', MODEL_TAKE, 4, 9)] },
    { code: "export async function confirm(token: string) {\n  const record = await VerificationToken.findOne({ where: { token } });\n  if (!record) throw new Error('invalid');\n  await record.destroy();\n  return record.userId;\n}", errors: [unchecked('verification token', 'VerificationToken.findOne', 'record.destroy', MODEL_TAKE, 4, 9)] },
  ],
});
