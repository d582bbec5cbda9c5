/**
 * Writes to an audit log: the products that offer one, and the names by which code of one's own tells that it writes one.
 * Names are written as `analysis/words.ts` splits them: lower case, singular, separated by spaces.
 */
import type { ApiRow, Fact } from './schema.js';

const PROMISE: Fact = { role: 'auditWrite', returns: 'promise' };
const NOTHING: Fact = { role: 'auditWrite', returns: 'nothing' };

export const AUDIT: readonly ApiRow[] = [
  { module: '@workos-inc/node', path: 'WorkOS#.auditLogs.createEvent()', fact: PROMISE },
  { module: '@workos-inc/node', path: 'createWorkOS().auditLogs.createEvent()', fact: PROMISE },
  { module: '@retracedhq/retraced', path: 'Client#.{reportEvent,reportEvents}()', fact: PROMISE },
  { module: 'pangea-node-sdk', path: 'AuditService#.{log,logBulk,logBulkAsync}()', fact: PROMISE },
  // evlog adds to the event of the request and returns at once; a drain delivers it later.
  { module: ['evlog', 'evlog/*'], path: 'audit()', fact: NOTHING },
  { module: ['evlog', 'evlog/*'], path: 'log.audit()', fact: NOTHING },
  { module: ['evlog', 'evlog/*'], path: '{createLogger,createRequestLogger,useLogger}().audit()', fact: NOTHING },
];

export interface AuditNoun {
  readonly noun: string;
  /** The verbs that make a function's name a write together with the noun, where it is not any of WRITE_VERBS. */
  readonly verbs?: readonly string[];
  /** The noun alone, as the name of a function, is a write too: `auditLog({ … })`. */
  readonly alone?: true;
  /** The noun names a table or a model on its own. */
  readonly table?: true;
}

/** How something is noted down. What is published or emitted may be meant for whoever works on it. */
const NOTING = ['log', 'record', 'write'];
/** What is said, logged or recorded about what happened. A user's word for their own subject (`activity`, `audit`) needs a verb that only logs have. */
const LOGGING = ['log', 'record', 'write', 'emit', 'track', 'publish', 'capture', 'dispatch'];

/** Longer ones first: `audit log entry` before `audit log`. */
export const AUDIT_NOUNS: readonly AuditNoun[] = [
  { noun: 'audit log entry', table: true }, { noun: 'audit log event', table: true }, { noun: 'audit log record', table: true },
  { noun: 'audit trail entry', table: true }, { noun: 'audit trail event', table: true }, { noun: 'admin action log', table: true },
  { noun: 'audit log', alone: true, table: true }, { noun: 'audit event', alone: true, table: true }, { noun: 'audit trail', alone: true, table: true },
  { noun: 'audit entry', table: true }, { noun: 'audit record', table: true }, { noun: 'audit action', alone: true }, { noun: 'audit message' },
  { noun: 'activity log entry', table: true }, { noun: 'activity log', table: true }, { noun: 'activity event', verbs: NOTING },
  { noun: 'security event', verbs: [...LOGGING, 'create', 'insert', 'save', 'report'], table: true }, { noun: 'security log', table: true },
  { noun: 'admin log', table: true }, { noun: 'admin action', verbs: LOGGING }, { noun: 'admin activity', verbs: LOGGING },
  { noun: 'auditlog', alone: true, table: true }, { noun: 'audittrail', alone: true, table: true },
  // An audit may also be what a product is about (`createAudit`, `saveAudit`), and a product may record its users' activities.
  { noun: 'audit', verbs: [...LOGGING, 'send', 'safe'], alone: true },
  { noun: 'activity', verbs: ['log'] },
  { noun: 'action', verbs: ['log'] },
];

/** First words of functions that write. Not `queue`, `enqueue` and `buffer`: they hand the write over, which is the remedy. */
export const WRITE_VERBS: readonly string[] = [...LOGGING, 'create', 'insert', 'add', 'save', 'store', 'persist', 'append', 'send', 'post', 'submit', 'register', 'report', 'safe', 'put'];

/** Words before the verb: `safeLogAudit`, `tryWriteAudit`. */
export const VERB_PREFIXES: readonly string[] = ['safe', 'safely', 'try', 'maybe', 'do', 'async'];

/** Words after the noun that leave the name what it is: `writeAuditServer`, `logAuditEventAsync`. */
export const NAME_TAILS: readonly string[] = ['server', 'client', 'async', 'safe', 'safely', 'db', 'to db', 'internal', 'now', 'batch', 'bulk', 'many', 'sync'];

/** Words after the noun of an object that has the log in it: `auditService`, `auditLogRepository`. */
export const RECEIVER_TAILS: readonly string[] = ['service', 'logger', 'repository', 'repo', 'model', 'store', 'client', 'manager', 'writer', 'recorder', 'helper', 'table', 'dao', 'collection', 'api', 'sdk', 'provider', 'util', 'entity', 'svc'];

/** Methods of such an object that write whatever they are about: `auditService.logLogin()`. */
export const LOGGING_METHODS: readonly string[] = ['log', 'record', 'write', 'emit', 'track', 'publish', 'capture'];
/** Methods of such an object that write when nothing else, or only these words, follow: `auditLog.createMany()`, `auditLogs.createEvent()`. */
export const CREATING_METHODS: readonly string[] = ['create', 'insert', 'add', 'save', 'store', 'persist', 'send', 'post', 'put', 'report'];
export const CREATING_OBJECTS: readonly string[] = ['event', 'log', 'entry', 'action', 'record', 'many', 'one', 'and', 'return', 'bulk', 'batch', 'async', 'audit', 'activity', 'trail'];
/** What `logger`, `recorder` … look like as methods. */
export const NO_METHODS: readonly string[] = ['logger', 'logging', 'recorder', 'recording', 'writer', 'context', 'listener', 'template'];

/** Objects whose method `audit` writes one: `log.audit()`, `ctx.audit()`. Others inspect something. */
export const AUDIT_HOLDERS: readonly string[] = ['log', 'logger', 'ctx', 'context', 'c', 'req', 'request', 'this', 'service', 'app', 'db'];

/** Audits that are inspections, not logs: of a site, a dependency tree, a stock. */
export const OTHER_AUDITS: readonly string[] = [
  'site', 'website', 'page', 'url', 'link', 'lighthouse', 'seo', 'npm', 'yarn', 'pnpm', 'package', 'dependency', 'a', '11', 'y', 'accessibility', 'axe', 'wcag', 'performance', 'perf', 'content',
  'energy', 'quality', 'code', 'contract', 'smart', 'stock', 'inventory', 'brand', 'ad', 'ads', 'tax', 'financial', 'finding', 'report', 'schedule', 'scheduled', 'compliance', 'run', 'crawl',
];

/** How a row gets into a table that is named by a string, a schema object or a model, whatever the client is called. */
export interface TableWrite {
  /** The method that writes. */
  readonly methods: readonly string[];
  /** The table is an argument of the call itself, or of a call before it in the chain (`from('t').insert(row)`), or an option of the first argument. */
  readonly table: { readonly argument: number } | { readonly before: readonly string[] } | { readonly option: string };
  /** Nothing happens until somebody waits for the query. */
  readonly lazy?: true;
  /** The query has no `catch`, and what goes wrong is in its result (`{ error }`). */
  readonly resultError?: true;
}

export const TABLE_WRITES: readonly TableWrite[] = [
  // Supabase
  { methods: ['insert', 'upsert'], table: { before: ['from'] }, lazy: true, resultError: true },
  // Drizzle; Convex, whose insert is no query
  { methods: ['insert'], table: { argument: 0 }, lazy: true },
  // Kysely
  { methods: ['insertInto'], table: { argument: 0 }, lazy: true },
  // Knex: `knex('audit_logs').insert(row)`, `knex.insert(row).into('audit_logs')`
  { methods: ['insert'], table: { before: ['knex', 'db', 'trx', 'table', 'withSchema'] }, lazy: true },
  { methods: ['into'], table: { argument: 0 }, lazy: true },
  // MongoDB, Firestore, Directus, PocketBase
  { methods: ['insertOne', 'insertMany', 'add', 'insert', 'create', 'createOne', 'createMany'], table: { before: ['collection', 'items', 'getCollection'] } },
  { methods: ['addDoc'], table: { before: ['collection'] } },
  // Payload, Strapi, Mongoose by name
  { methods: ['create'], table: { option: 'collection' } },
  { methods: ['create', 'insertMany'], table: { before: ['model', 'documents', 'query', 'getRepository'] } },
];

/** Methods that run a lazy query at once. */
export const QUERY_STARTERS: readonly string[] = ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'run', 'exec', 'all', 'get'];

/** The table of an SQL text that inserts. Source of a regular expression, flags `iu`. */
export const SQL_INSERT = String.raw`^\s*insert\s+(?:into|ignore\s+into)\s+["'\x60\[]?(?:\w+["'\x60\]]?\s*\.\s*["'\x60\[]?)?(\w+)`;

/** What runs an SQL text and returns a promise; `run` and `exec` are those of synchronous SQLite drivers. */
export const SQL_RUNNERS: readonly string[] = ['query', 'execute', 'raw', 'unsafe', 'none', 'one', 'any', '$executeRaw', '$executeRawUnsafe', '$queryRaw', '$queryRawUnsafe'];

/** Prisma's `create({ data })` on a model of a client: it runs only when somebody waits. */
export const MODEL_QUERY = { methods: ['create', 'createMany', 'createManyAndReturn'], option: 'data' } as const;
