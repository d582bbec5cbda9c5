import { describe, expect, test } from 'vitest';
import { tableCallAt } from '../../src/analysis/tables.js';
import { sceneOf } from '../helpers/kernel.js';

/** What is done to tables, in short: `delete tokens by id (rows)`. */
function calls(code: string): readonly string[] {
  const { kernel, nodes } = sceneOf(code);
  return nodes.flatMap((node) => {
    const call = tableCallAt(kernel, node);
    if (!call) return [];
    const { action, table, where, set, answer, below } = call;
    return [`${action} ${table}${where.length > 0 ? ` by ${where.map(({ name }) => name).join(', ')}` : ''}${set.length > 0 ? ` set ${set.map(({ name }) => name).join(', ')}` : ''}${below ? ' below' : ''} (${answer})`];
  });
}

describe('tableCallAt', () => {
  test.each<[string, readonly string[]]>([
    ['prisma.token.findUnique({ where: { token } })', ['read token by token (rows)']],
    ['prisma.token.findUniqueOrThrow({ where: { token } })', ['read token by token (throws)']],
    ['prisma.token.delete({ where: { id } })', ['delete token by id (throws)']],
    ['prisma.token.deleteMany({ where: { id } })', ['delete token by id (count)']],
    ['prisma.token.updateMany({ where: { id, usedAt: null }, data: { usedAt } })', ['update token by id, usedAt set usedAt (count)']],
    ['prisma.token.deleteMany({ where: { expires: { lt: new Date() } } })', ['delete token by expires below (count)']],
    ['prisma.session.create({ data: { userId } })', ['insert session set userId (nothing)']],
    ['Otp.findOne({ email, code })', ['read Otp by email, code (rows)']],
    ['Otp.deleteOne({ _id: otp._id })', ['delete Otp by _id (count)']],
    ['Token.update({ usedAt }, { where: { id } })', ['update Token by id set usedAt (throws)']],
    ['record.destroy()', ['delete record (nothing)']],
    ["db.from('tokens').select('id').eq('token', token).single()", ['read tokens by token (rows)']],
    ["db.from('tokens').delete().eq('id', id)", ['delete tokens by id (nothing)']],
    ["db.from('tokens').delete().eq('id', id).select()", ['delete tokens by id (rows)']],
    ['db.delete(tokens).where(eq(tokens.id, id))', ['delete tokens by id (count)']],
    ['db.delete(tokens).where(eq(tokens.id, id)).returning()', ['delete tokens by id (rows)']],
    ['db.update(tokens).set({ usedAt }).where(and(eq(tokens.id, id), isNull(tokens.usedAt)))', ['update tokens by id, usedAt set usedAt (count)']],
    ["kysely.deleteFrom('tokens').where('id', '=', id).execute()", ['delete tokens by id (count)']],
    ["knex('tokens').where({ id }).del()", ['delete tokens by id (count)']],
    ["pool.query('SELECT * FROM tokens WHERE token = $1', [token])", ['read tokens by token (rows)']],
    ["pool.query('DELETE FROM app.tokens WHERE token = $1 RETURNING *', [token])", ['delete tokens by token (rows)']],
    ['sql`update tokens set used_at = now() where id = ${id}`', ['update tokens by id set used_at (count)']],
    ['db.execute(sql`delete from tokens where id = ${id}`)', ['delete tokens by id (count)']],
  ])('%s', (code, expected) => {
    expect(calls(code)).toEqual(expected);
  });

  test.each(['map.delete(key)', 'set.has(a)', 'list.find(({ id }) => id === 1)', "element.remove()", "logger.info('select nothing')", "pool.query(text)", 'array.first()', 'fetch(url)', 'css`update all`'])('%s is none', (code) => {
    expect(calls(code).filter((call) => !call.startsWith('delete element'))).toEqual([]);
  });
});
