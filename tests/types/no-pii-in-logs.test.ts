import rule from '../../src/rules/no-pii-in-logs.js';
import { runTyped, type TypedCase, type Verdict } from '../helpers/typed.js';

type Case = TypedCase<'datum' | 'payload' | 'member' | 'remove'>;
type Found = Verdict<'datum' | 'payload' | 'member' | 'remove'>;

const HEAD = `import * as t from './lib/types';
import type { AdminDto, AppRequest, Coupon, Order, PublicProfile, Registry, TeamRow, Usage, UserDto, UserId, UserRow, ValidationError } from './lib/types';
import { AppLogger, makeSink, sink, Telemetry } from './lib/telemetry';
import { logger } from './lib/logger';
declare const stats: Usage;
`;

const CLASSES = { contact: 'contact data', identity: 'personal data', location: 'location data', credential: 'a secret', content: 'what people and models write' } as const;

const member = (datum: string, type: string | undefined, name: string, kind: keyof typeof CLASSES = 'contact'): Found => ({
  messageId: 'member', data: { datum, member: name, type: type === undefined ? 'its type' : `its type \`${type}\``, class: CLASSES[kind], destination: 'the log', logger: 'logger.info()' },
});
const payload = (datum: string, what: string): Found => ({ messageId: 'payload', data: { datum, what, destination: 'the log', logger: 'logger.info()' } });
const datum = (text: string, kind: keyof typeof CLASSES, logger = 'logger.info()'): Found => ({ messageId: 'datum', data: { datum: text, class: CLASSES[kind], destination: 'the log', logger } });

/** Types show what syntax does not. */
const added = (code: string, typed: Found, settings?: object): Case => ({ head: HEAD, code, typed, untyped: 'silent', ...(settings ? { settings } : {}) });
/** Types show that a name misleads. */
const cleared = (code: string, untyped: Found, settings?: object): Case => ({ head: HEAD, code, typed: 'silent', untyped, ...(settings ? { settings } : {}) });
/** Types change nothing. */
const same = (code: string, both: Found | 'silent', settings?: object): Case => ({ head: HEAD, code, typed: both, untyped: both, ...(settings ? { settings } : {}) });

runTyped('no-pii-in-logs', rule, [
  // the type of a value whose name says nothing
  added('export const f = (row: UserRow) => logger.info(«row»);', member('row', 'UserRow', 'email')),
  added('export const f = (row: UserRow) => logger.info({ record: «row» });', member('row', 'UserRow', 'email')),
  added('export const f = (rows: readonly UserRow[]) => logger.info({ rows: «rows» });', member('rows', 'UserRow', 'email')),
  added('export const f = (row: Promise<UserRow | undefined>) => logger.info(«row»);', member('row', 'UserRow', 'email')),
  added('export const f = (row: UserRow | TeamRow) => logger.info(«row»);', member('row', 'UserRow', 'email')),
  added('export const f = (row: Pick<UserRow, "id" | "ssn">) => logger.info(«row»);', member('row', 'Pick', 'ssn', 'identity')),
  added('export const f = (row: UserRow) => logger.info(JSON.stringify(«row»));', member('row', 'UserRow', 'email')),
  added('export const f = (row: UserRow) => logger.info({ ...«row» });', member('row', 'UserRow', 'email')),
  added('export const f = (order: Order) => logger.info(«order»);', member('order', 'Order', 'buyer.email')),
  added('export const f = (order: Order) => logger.info(«order.buyer»);', member('order.buyer', 'UserRow', 'email')),
  added('export const f = ({ buyer }: Order) => logger.info(«buyer»);', member('buyer', 'UserRow', 'email')),
  added('export async function f(ids: string[]) { for (const id of ids) { const { buyer: found } = await load(id); logger.info({ found: «found» }); } }\ndeclare function load(id: string): Promise<Order>;', member('found', 'UserRow', 'email')),
  added('export async function f() { for (const each of await t.findUsers()) logger.info(«each»); }', member('each', 'UserRow', 'email')),
  added('export async function f() { const result = await load(); logger.info(«result»); }\ndeclare function load(): Promise<UserRow>;', member('result', 'UserRow', 'email')),
  added('declare function load(): UserRow;\nexport const f = () => logger.info(«load()»);', member('load()', 'UserRow', 'email')),
  added('declare const found: { user: { address: { email: string } } };\nexport const f = () => logger.info(«found»);', member('found', undefined, 'user.address.email')),
  added('class Row { constructor(readonly id: string, readonly email: string) {} get secret() { return 1; } }\nexport const f = (row: Row) => logger.info(«row»);', member('row', 'Row', 'email')),

  // types that show nothing
  same('export const f = (row: TeamRow) => logger.info(row);', 'silent'),
  same('export const f = (row: UserRow) => logger.info(`row ${row}`, row.id, row.createdAt);', 'silent'),
  same('export const f = (row: UserRow) => logger.info({ id: row.id, row: undefined });', 'silent'),
  same('export const f = (row: UserRow) => logger.info(t.sanitize(row), maskRow(row));\ndeclare function maskRow(row: UserRow): UserRow;', 'silent'),
  same('export const f = (safeRow: UserRow) => logger.info(safeRow);', 'silent'),
  same('export function f(row: UserRow) { const { email, ...rest } = row; logger.info(rest); }', 'silent'),
  same('export const f = (row: UserRow | null) => { if (!row) logger.info({ row }); };', 'silent'),
  same('export const f = (error: ValidationError) => logger.info(error);', 'silent'),
  same('export const f = (found: Registry, x: unknown, y: any, z: object, w: {}) => logger.info({ found, x, y, z, w });', 'silent'),
  same('export const f = (w: Window, d: Document, m: Map<string, UserRow>) => logger.info({ w, d, m });', 'silent'),
  same('export const f = <T,>(value: T) => logger.info(value);', 'silent'),
  same('type Deep = { next: Deep; id: string };\nexport const f = (deep: Deep) => logger.info(deep);', 'silent'),
  same('export const f = (row: { getEmail(): string; email: () => string }) => logger.info(row);', 'silent'),
  same('export const f = (coupon: Coupon) => logger.info(coupon);', 'silent'),
  // types of packages are the packages' own affair
  same('export async function f() { const found = await fetchBuyer(); logger.info(found); }\ndeclare function fetchBuyer(): Promise<t.Buyer>;', 'silent'),
  // masked on the way into an object of that type
  same('export function f(id: string) { const row: { id: string; hash: string } = { id, hash: maskEmail(id) }; logger.info(row); }\ndeclare function maskEmail(x: string): string;', 'silent'),
  // a narrower type than where the value was made
  same('declare function load(): { ok: true; rows: UserRow[] } | { ok: false; reason: string };\nexport function f() { const result = load(); if (!result.ok) logger.info(result); }', 'silent'),
  same('declare function load(): UserRow[];\nfunction find() { const rows = load(); return rows.length > 0 ? { ok: true as const, rows } : { ok: false as const, reason: "none" }; }\nexport function f() { const result = find(); if (!result.ok) logger.info({ ...result, ok: undefined }); }', 'silent'),
  added('declare function load(): { ok: true; rows: UserRow[] } | { ok: false; reason: string };\nexport function f() { const result = load(); if (result.ok) logger.info(«result»); }', member('result', undefined, 'rows.email')),

  cleared('const rows = () => load().map((row) => ({ id: row.id, mail: row.email }));\nexport function f(id: string) { const found = rows().find((row) => row.id === id); if (!found) logger.info({ found: «found» }); }\ndeclare function load(): UserRow[];', datum('row.email', 'contact')),

  // names that mislead
  cleared('export const f = () => logger.info({ count: «stats.prompt» });', datum('stats.prompt', 'content')),
  cleared('export const f = () => logger.info({ x: «stats.token» });', datum('stats.token', 'credential')),
  cleared('export const f = () => logger.info({ x: «stats.password» });', datum('stats.password', 'credential')),
  cleared('export const f = () => logger.info({ x: «stats.secret» });', datum('stats.secret', 'credential')),
  cleared('export const f = () => logger.info({ x: «stats.authHeader» });', datum('stats.authHeader', 'credential')),
  cleared('export const f = () => logger.info({ x: «t.getToken()» });', datum('t.getToken()', 'credential')),
  cleared('export function f(stats: Usage) { const { token } = stats; logger.info({ x: «token» }); }', datum('token', 'credential')),
  cleared('export function f(stats: Usage) { const { token: count } = stats; logger.info({ count: «count» }); }', datum('count', 'credential')),
  cleared('export const f = (token: UserId) => logger.info({ x: «token» });', datum('token', 'credential')),
  cleared('export const f = (user: TeamRow) => logger.info({ user: «user» });', payload('user', 'a whole user record')),
  cleared('export const f = (o: { user: TeamRow }) => logger.info({ user: «o.user» });', payload('o.user', 'a whole user record')),
  cleared('export const f = (user: UserId) => logger.info({ user: «user» });', payload('user', 'a whole user record')),
  cleared('export async function f() { const user = await t.findTeam("1"); logger.info({ user: «user» }); }', payload('user', 'a whole user record')),

  // …and numbers and fixed texts that are the datum all the same
  same('export const f = () => logger.info({ x: «stats.latitude» });', datum('stats.latitude', 'location')),
  same('export const f = () => logger.info({ x: «stats.gender» });', datum('stats.gender', 'identity')),
  same('export const f = () => logger.info({ x: «stats.phone» });', datum('stats.phone', 'contact')),
  same('export const f = () => logger.info({ x: «stats.email» });', datum('stats.email', 'contact')),
  same('export const f = (user: UserRow) => logger.info({ user: «user» });', payload('user', 'a whole user record')),
  same('export const f = (user: any) => logger.info({ user: «user» });', payload('user', 'a whole user record')),
  same('export const f = (user: t.Buyer) => logger.info({ user: «user» });', payload('user', 'a whole user record')),

  // loggers and requests that syntax cannot see
  added('export class S {\n  constructor(private readonly out: AppLogger) {}\n  run(email: string) { this.out.log(`sent ${«email»}`); }\n}', datum('email', 'contact', 'this.out.log()')),
  added('export const f = (email: string) => sink.info({ x: «email» });', datum('email', 'contact', 'sink.info()')),
  added('const out = makeSink("x");\nexport const f = (email: string) => out.info({ x: «email» });', datum('email', 'contact', 'out.info()')),
  added('export const f = (email: string) => makeSink("x").info({ x: «email» });', datum('email', 'contact', 'makeSink("x").info()')),
  added('export const f = (email: string) => new AppLogger().log({ x: «email» });', datum('email', 'contact', 'new AppLogger().log()')),
  same('export const f = (r: AppRequest, email: string) => r.log.info({ x: «email» });', datum('email', 'contact', 'r.log.info()')),
  added('export const f = ({ log: out }: AppRequest, email: string) => out.info({ x: «email» });', datum('email', 'contact', 'out.info()')),
  added('export const f = (r: AppRequest, email: string) => { const { log: out } = r; out.info({ x: «email» }); };', datum('email', 'contact', 'out.info()')),
  added('export const f = (out: InstanceType<typeof Telemetry>, email: string) => out.info({ x: «email» });', datum('email', 'contact', 'out.info()'), { loggers: ['Telemetry'] }),
  same('export const f = (m: import("./lib/telemetry").Metrics, t: Telemetry, email: string) => { m.info({ x: email }); t.info({ x: email }); };', 'silent'),
  same('export const f = (m: Map<string, string>, email: string) => m.set("x", email);', 'silent'),

  // settings
  same('export const f = (dto: UserDto) => logger.info({ x: «dto» });', payload('dto', 'a `UserDto`, which settings.bulwark.sensitiveTypes names'), { sensitiveTypes: ['UserDto'] }),
  same('export const f = (dto: UserDto[]) => logger.info({ x: «dto» });', payload('dto', 'a `UserDto`, which settings.bulwark.sensitiveTypes names'), { sensitiveTypes: [{ name: 'UserDto', module: './lib/types' }] }),
  same('export const f = (dto: UserDto) => logger.info({ x: dto });', 'silent', { sensitiveTypes: [{ name: 'UserDto', module: 'other/types' }] }),
  same('export const f = (dto: UserDto) => logger.info(`x ${dto}`, dto.id);', 'silent', { sensitiveTypes: ['UserDto'] }),
  added('export const f = (dto: AdminDto) => logger.info({ x: «dto» });', payload('dto', 'a `UserDto`, which settings.bulwark.sensitiveTypes names'), { sensitiveTypes: ['UserDto'] }),
  added('export async function f() { const found = await load(); logger.info({ found: «found» }); }\ndeclare function load(): Promise<t.Buyer>;', payload('found', 'a `Customer`, which settings.bulwark.sensitiveTypes names'), { sensitiveTypes: [{ name: 'Customer', module: 'billing-sdk' }] }),
  same('export const f = (p: PublicProfile) => logger.info({ p, x: p.email });', 'silent', { harmlessTypes: ['PublicProfile'] }),
  same('export const f = (user: PublicProfile) => logger.info({ user });', 'silent', { harmlessTypes: [{ name: 'PublicProfile', module: '*/lib/types' }] }),
  cleared('export async function f() { const { buyer: user } = await load(); logger.info({ user: «user» }); }\ndeclare function load(): Promise<Order>;', payload('user', 'a whole user record'), { harmlessTypes: ['UserRow'] }),
]);
