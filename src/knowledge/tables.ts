/** How rows of a table are read, changed and deleted, by the names of methods: Prisma, Drizzle, Supabase, Kysely, Knex, Sequelize, TypeORM, Mongoose, SQL. */

export type TableAction = 'read' | 'insert' | 'update' | 'delete';

/** What the result of a call says about whether a row was there. `throws`: it fails when there was none. */
export type TableAnswer = 'rows' | 'count' | 'throws' | 'nothing';

/** Methods of a model, a repository or a collection: `prisma.user.findUnique({ where })`, `User.findOne({ where })`, `Token.deleteOne({ token })`. */
export const MODEL_METHODS: Readonly<Record<string, { readonly action: TableAction; readonly answer: TableAnswer }>> = {
  findUnique: { action: 'read', answer: 'rows' }, findFirst: { action: 'read', answer: 'rows' }, findMany: { action: 'read', answer: 'rows' }, findOne: { action: 'read', answer: 'rows' }, findOneBy: { action: 'read', answer: 'rows' },
  findUniqueOrThrow: { action: 'read', answer: 'throws' }, findFirstOrThrow: { action: 'read', answer: 'throws' }, findOneOrFail: { action: 'read', answer: 'throws' }, findOneByOrFail: { action: 'read', answer: 'throws' },
  create: { action: 'insert', answer: 'nothing' }, createMany: { action: 'insert', answer: 'nothing' }, upsert: { action: 'insert', answer: 'nothing' }, insertOne: { action: 'insert', answer: 'nothing' }, insertMany: { action: 'insert', answer: 'nothing' },
  delete: { action: 'delete', answer: 'throws' }, deleteMany: { action: 'delete', answer: 'count' }, deleteOne: { action: 'delete', answer: 'count' }, destroy: { action: 'delete', answer: 'count' },
  update: { action: 'update', answer: 'throws' }, updateMany: { action: 'update', answer: 'count' }, updateOne: { action: 'update', answer: 'count' }, updateManyAndReturn: { action: 'update', answer: 'rows' },
};

/** Methods of a row that was read: `record.destroy()`. */
export const ROW_METHODS: Readonly<Record<string, TableAction>> = { destroy: 'delete', deleteOne: 'delete', remove: 'delete', delete: 'delete' };

/** The link of a chain that says what is done, when the table stands in another link (`from('t')`) or in its own argument (`delete(t)`, `deleteFrom('t')`). */
export const CHAIN_ACTIONS: Readonly<Record<string, TableAction>> = {
  select: 'read', first: 'read', selectFrom: 'read', insert: 'insert', insertInto: 'insert', upsert: 'insert', update: 'update', updateTable: 'update', delete: 'delete', del: 'delete', deleteFrom: 'delete',
};

/** Links after which the result holds the rows that were met. */
export const RETURNING: ReadonlySet<string> = new Set(['returning', 'returningAll', 'select', 'output']);

/** Links that hold what is written: `set({ usedAt })`. */
export const SETTERS: ReadonlySet<string> = new Set(['set', 'update']);

/** Comparisons with one column, as a link (`.eq('token', token)`) or a function (`eq(tokens.token, token)`). `is` and `isNull` are for `NULL`. */
export const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'is', 'isNull', 'match', 'filter', 'where', 'andWhere', 'whereNull']);

/** Comparisons that choose what is below a bound: with the time, what is over. */
export const BELOW: ReadonlySet<string> = new Set(['lt', 'lte', '$lt', '$lte', 'LessThan', 'LessThanOrEqual']);

/** Methods that run an SQL text. */
export const SQL_RUNNERS: ReadonlySet<string> = new Set(['query', 'execute', 'raw', 'unsafe', 'none', 'one', 'oneOrNone', 'any', 'manyOrNone', 'result', 'run', 'get', 'all', '$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe', 'sql', 'prepare']);

/** SQL texts by what they do; the first group is the table. Sources of regular expressions, flags `iu`. */
export const SQL_ACTIONS: readonly { readonly pattern: string; readonly action: TableAction }[] = [
  { pattern: String.raw`^\s*select\b[\s\S]*?\bfrom\s+["'\x60\[]?(?:\w+["'\x60\]]?\s*\.\s*["'\x60\[]?)?(\w+)`, action: 'read' },
  { pattern: String.raw`^\s*delete\s+from\s+["'\x60\[]?(?:\w+["'\x60\]]?\s*\.\s*["'\x60\[]?)?(\w+)`, action: 'delete' },
  { pattern: String.raw`^\s*update\s+["'\x60\[]?(?:\w+["'\x60\]]?\s*\.\s*["'\x60\[]?)?(\w+)[\s\S]*?\bset\b`, action: 'update' },
  { pattern: String.raw`^\s*insert\s+(?:ignore\s+)?into\s+["'\x60\[]?(?:\w+["'\x60\]]?\s*\.\s*["'\x60\[]?)?(\w+)`, action: 'insert' },
];
