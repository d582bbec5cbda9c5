/** What names of types, and of packages that declare types, say. */
import type { DataClass } from './vocabulary.js';

/** Packages that a generator fills with types of the project's own data. */
export const GENERATED_PACKAGES: ReadonlySet<string> = new Set(['.prisma']);

/** Last words of the name of a branded type that make it a reference to something, not a datum: `UserId`. */
export const ID_WORDS: ReadonlySet<string> = new Set(['id', 'uuid', 'ulid', 'guid', 'cuid', 'ref']);

/** Last words of the names of types that say what the type is for, not what it describes: `CustomerRow` is of a customer. */
export const TYPE_TAILS: ReadonlySet<string> = new Set(['row', 'record', 'dto', 'entity', 'model', 'document', 'doc', 'type', 'input', 'output', 'insert', 'select', 'schema', 'data', 'props', 'response', 'result', 'payload', 'item', 'interface']);

/** Data that is data also as a number or as one of a few fixed texts: a salary, a latitude, a gender. A number called `token` counts them. */
export const DATA_IN_ANY_FORM: ReadonlySet<DataClass> = new Set(['identity', 'location', 'health', 'financial']);

/** Last words of other names of data that are written as numbers, too. */
export const NUMERIC_DATA: ReadonlySet<string> = new Set(['phone', 'telephone', 'mobile', 'number', 'msisdn', 'code', 'passcode', 'otp', 'totp']);
