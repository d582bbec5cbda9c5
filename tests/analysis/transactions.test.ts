import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { TSESTree } from '@typescript-eslint/utils';
import { kernelOf } from '../../src/analysis/kernel.js';
import { isInTransaction } from '../../src/analysis/transactions.js';
import { sourceOf, type SourceOptions } from '../helpers/source.js';

/** ESLint's own parser, as ESLint finds it. */
const { parse: espreeParse } = createRequire(createRequire(import.meta.url).resolve('eslint'))('espree') as { parse: (text: string, options: object) => unknown };
const espree = { parse: (text: string, options: object) => espreeParse(text, { ...options, ecmaVersion: 'latest', sourceType: 'module' }) };

/** Is the call whose last name is `write` part of a transaction? */
function answer(code: string, options: SourceOptions = {}): boolean {
  const { sourceCode, nodes } = sourceOf(code, options);
  const call = nodes.find((node) => node.type === 'CallExpression' && /\bwrite$/u.test(sourceCode.getText(node.callee as never))) as TSESTree.CallExpression;
  return isInTransaction(kernelOf({ sourceCode, filename: '/project/file.ts', cwd: '/project', settings: {} }), call);
}

it.each([
  'tx.log.write(x);', 'ctx.tx.log.write(x);', 'prismaTx.write(x);', 'txClient.write(x);', 'this.transactionalEntityManager.write(x);', 'queryRunner.manager.write(x);', 'transaction.write(x);',
  'write(tx, x);', 'write(x, trx);', 'write(x, transaction);', 'write({ tx, action });', 'write({ client: tx });', 'write(x, { transaction: t });', 'write(x, { session });', 'write({ ...tx });',
  'db.transaction((t) => { t.write(x); });', 'db.$transaction(async (client) => { write(client, x); });', 'withTransaction(async ({ db: conn }) => { conn.write(x); });', 'sql.begin((run) => { write(run); });',
  'db.transaction(async () => { write(x); });', 'class A { @Transactional() m() { write(x); } }', 'class A { @orm.Transactional({}) m() { write(x); } }',
  'const t = await sequelize.transaction(); write(x, { client: t });', 'function f(db: Prisma.TransactionClient) { db.write(x); }', 'function f(db: DbOrTx) { write(db, x); }', 'function f(db: PgTransaction = tx) { write(db, x); }',
  "import { mutation } from './_generated/server'; mutation({ args: {}, handler: async (ctx, args) => { await ctx.db.write(args); } });", "import { internalMutation } from '../_generated/server.js'; internalMutation(async (ctx) => { await ctx.db.write(x); });",
  "import { mutationGeneric as mutation } from 'convex/server'; mutation({ handler: async ({ db }) => { await db.write(x); } });", 'async function note(ctx: MutationCtx) { await ctx.db.write(x); }', 'async function note(ctx: GenericMutationCtx<DataModel>) { await write(ctx, x); }',
])('in a transaction: %s', (code) => {
  expect(answer(code)).toBe(true);
});

it.each([
  'db.write(x);', 'write(x);', 'write({ transaction });', 'write(transaction);', 'write({ txHash, transactionId: transaction.id });', 'write(session, x);', 'write(x, { sessionId });', 'transactions.find(x).write();',
  'db.transaction((tx) => { write(x); });', 'db.transaction((tx) => { db.write(x); });', 'list.map((t) => t.write(x));', 'function f(db: PrismaClientOrTransaction = prisma) { db.write(x); }', 'function f(db: Db) { db.write(x); }', 'class A { @Get() m() { write(x); } }',
  "import { action } from './_generated/server'; action({ handler: async (ctx) => { await ctx.db.write(x); } });", "import { mutation } from './mutations'; mutation({ handler: async (ctx) => { await ctx.db.write(x); } });",
  "import { mutation } from './_generated/server'; mutation({ handler: async (ctx) => { await prisma.log.write(x); } });", 'async function note(ctx: MutationCtxLike) { await ctx.db.write(x); }',
])('not: %s', (code) => {
  expect(answer(code)).toBe(false);
});

// Its methods have no list of decorators.
it('answers for a method that a parser of plain JavaScript has read', () => {
  expect(answer('class A { m() { write(x); } }', { parser: espree })).toBe(false);
  expect(answer('class A { m() { db.transaction(() => { write(x); }); } }', { parser: espree })).toBe(true);
});
