/** Names by which code tells that it works inside a database transaction; words as `analysis/words.ts` splits them. */

/** A name that ends with one of these words is a transaction's handle: `tx`, `prismaTx`, `trx`. `txHash` is not. */
export const TRANSACTION_WORDS: ReadonlySet<string> = new Set(['tx', 'trx', 'txn', 'transactional']);
/** What may follow them: `txClient`, `transactionalEntityManager`. */
export const HANDLE_TAILS: ReadonlySet<string> = new Set(['client', 'db', 'manager', 'ctx', 'context', 'prisma']);

/** Names that are a handle where a client or a parameter behind the data is expected, not among the data: there a `transaction` is a payment. */
export const TRANSACTION_NAMES: ReadonlySet<string> = new Set(['transaction', 'transactionClient', 'transactionManager', 'transactionEntityManager', 'queryRunner', 'entityManager']);
/** The same for options: Mongoose calls its handle a session. */
export const TRANSACTION_OPTIONS: ReadonlySet<string> = new Set([...TRANSACTION_NAMES, 'session', 'useTransaction']);

/** Words in the name of a function that runs its callback in a transaction, or starts one: `$transaction`, `withTx`, `sql.begin`. */
export const TRANSACTION_CALLS: ReadonlySet<string> = new Set(['transaction', 'tx', 'trx', 'transact', 'transactional', 'begin', 'atomic', 'atomically']);

/** Words in a type's name that say the same of a parameter: `Prisma.TransactionClient`, `PgTransaction`, `DbOrTx`. */
export const TRANSACTION_TYPES: ReadonlySet<string> = new Set(['transaction', 'transactional', 'tx', 'trx']);

/**
 * Functions that run their handler in a transaction as a whole, as `calleeName` calls them. What a mutation of Convex writes is stored when its
 * handler returns, all of it or nothing, and nothing that is still on its way then (https://docs.convex.dev/functions/mutation-functions#transactions).
 */
export const TRANSACTION_FUNCTIONS = String.raw`(?:^|/)_generated/server(?:\.js)?\.(?:mutation|internalMutation)$|^convex/server\.(?:mutation|internalMutation)Generic$`;
/** The type of what such a handler is given. */
export const TRANSACTION_CONTEXTS = String.raw`\b(?:Generic)?MutationCtx\b`;
