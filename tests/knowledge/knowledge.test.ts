import { describe, expect, it } from 'vitest';
import { apiOf } from '../../src/analysis/api.js';
import { beginningsOf } from '../../src/analysis/api/starts.js';
import { Walk } from '../../src/analysis/api/walk.js';
import { buildTrie } from '../../src/analysis/trie.js';
import { KEY_KINDS } from '../../src/knowledge/environment.js';
import { parsePath } from '../../src/knowledge/path.js';
import { ROWS } from '../../src/knowledge/rows.js';
import { ROLES, type ApiRow, type Fact, type Role } from '../../src/knowledge/schema.js';
import { filesIn, read } from '../helpers/project.js';
import { sourceOf } from '../helpers/source.js';
import type { Case } from './case.js';
import { ADMIN_CLIENT_CASES } from './cases/admin-clients.js';
import { AUDIT_CASES } from './cases/audit.js';
import { PRIVILEGE_CASES } from './cases/privileges.js';
import { DEFERRAL_CASES } from './cases/deferrals.js';
import { ENCRYPTION_CASES } from './cases/encryption.js';
import { ENVIRONMENT_CASES } from './cases/environment.js';
import { LOGGER_CASES } from './cases/loggers.js';
import { JWT_CASES } from './cases/jwt.js';
import { MESSAGE_CASES } from './cases/messages.js';
import { PASSTHROUGH_CASES } from './cases/passthrough.js';
import { PAYLOAD_CASES } from './cases/payloads.js';
import { PROCESS_CASES } from './cases/processes.js';
import { RANDOMNESS_CASES } from './cases/randomness.js';
import { RATE_LIMITER_CASES } from './cases/rate-limiters.js';
import { REDIRECT_CASES } from './cases/redirects.js';
import { SESSION_CASES } from './cases/sessions.js';
import { REDIS_CASES } from './cases/redis.js';
import { SOURCE_CASES } from './cases/sources.js';
import { SIWE_CASES } from './cases/siwe.js';
import { STORAGE_CASES } from './cases/storage.js';
import { UPLOAD_CASES } from './cases/uploads.js';

const CASES: readonly Case[] = [...SOURCE_CASES, ...REDIRECT_CASES, ...ADMIN_CLIENT_CASES, ...ENVIRONMENT_CASES, ...PASSTHROUGH_CASES, ...JWT_CASES, ...SESSION_CASES, ...LOGGER_CASES, ...PAYLOAD_CASES, ...RANDOMNESS_CASES, ...AUDIT_CASES, ...PRIVILEGE_CASES, ...DEFERRAL_CASES, ...RATE_LIMITER_CASES, ...STORAGE_CASES, ...UPLOAD_CASES, ...MESSAGE_CASES, ...PROCESS_CASES, ...REDIS_CASES, ...ENCRYPTION_CASES, ...SIWE_CASES];

function describeRow(row: ApiRow): string {
  const { path, fact, is, ...root } = row;
  return `${JSON.stringify(root)} ${path}${fact ? ` ${JSON.stringify(fact)}` : ''}${is === undefined ? '' : ` is ${String(is)}`}`;
}

/** A second row per row with a fact of its own, so that the walk says which rows it met. */
const COVERAGE = 'coverage' as Role;
const markers = ROWS.map((original, row): ApiRow => {
  const marker = { ...original, fact: { role: COVERAGE, row } as unknown as Fact };
  delete (marker as { is?: unknown }).is;
  return marker;
});
const trie = buildTrie([...ROWS, ...markers]);

function walk({ code, filename = '/project/file.tsx' }: Case) {
  const { sourceCode } = sourceOf(code, { filename });
  return { index: apiOf({ sourceCode, trie, kindsOfFile: () => new Set(), words: () => trie.words().in(sourceCode.text), modules: undefined }), sourceCode };
}

describe('knowledge rows', () => {
  it.each(ROWS.map((row) => [describeRow(row), row] as const))('%s', (_title, row) => {
    expect(() => parsePath(row.path)).not.toThrow();
    expect(row.fact ?? row.is, 'says nothing').toBeDefined();
  });

  it('has no duplicates', () => {
    const seen = new Set<string>();
    const twice = ROWS.map(describeRow).filter((text) => seen.size === seen.add(text).size);
    expect(twice).toEqual([]);
  });

  it('describes every shape it names, and names every shape it describes', () => {
    const named = new Set(ROWS.flatMap((row) => row.is ?? []));
    const described = new Set(ROWS.flatMap((row) => ('of' in row ? [row.of] : [])));
    expect([...named].filter((shape) => !described.has(shape)), 'without rows').toEqual([]);
    expect([...described].filter((shape) => !named.has(shape)), 'never reached').toEqual([]);
  });

  it.each(Object.keys(ROLES))('role %s is read by a rule or the kernel', (role) => {
    const readers = [...filesIn('src/rules', '.ts'), ...filesIn('src/analysis', '.ts')].filter((file) => new RegExp(`'${role}'`, 'u').test(read(file)));
    expect(readers).not.toEqual([]);
  });

  it('is exercised: every row is met in some case', () => {
    const met = new Set(CASES.flatMap((each) => walk(each).index.uses(COVERAGE).map((use) => (use.fact as unknown as { row: number }).row)));
    expect(ROWS.flatMap((row, position) => (met.has(position) ? [] : [describeRow(row)]))).toEqual([]);
  });
});

describe('cases', () => {
  it.each(CASES.map((each) => [each.code, each] as const))('%s', (_title, each) => {
    const { index, sourceCode } = walk(each);
    const found = (role: Role) => index.uses(role).map((use) => sourceCode.getText(use.node as never));
    for (const { role, text } of each.expect) expect(found(role)).toSatisfy((texts: string[]) => texts.includes(text.replace(/^await /u, '')) || texts.includes(text), `${role} on ${text}`);
    for (const { role, text } of each.not ?? []) expect(found(role)).not.toContain(text);
  });
});

/** A file is walked only when it begins with something that may lead to what is asked for: nothing may be met that was ruled out. */
describe('what a file begins with', () => {
  const plain = buildTrie(ROWS);

  it.each(CASES.map((each) => [each.code, each] as const))('leads to whatever is found: %s', (_title, { code, filename = '/project/file.tsx' }) => {
    const { sourceCode } = sourceOf(code, { filename });
    const everywhere = new Walk(sourceCode, plain);
    beginningsOf(everywhere, () => new Set(), plain.words().all).enter(everywhere);
    const beginnings = beginningsOf(everywhere, () => new Set(), plain.words().in(code));
    everywhere.run();
    const met = new Set([...everywhere.seen.values()].flat().flatMap(({ at }) => at.closure.flatMap(({ facts }) => facts.map(({ role }) => role))));
    for (const role of everywhere.uses.keys()) met.add(role);
    expect([...met].filter((role) => !beginnings.mayLeadTo(role))).toEqual([]);
  });
});

describe('key kinds', () => {
  const kindsOf = (name: string) => KEY_KINDS.filter((kind) => new RegExp(kind.environment, 'iu').test(name) && !(kind.not !== undefined && new RegExp(kind.not, 'iu').test(name))).map((kind) => kind.name);
  const literalsOf = (text: string) => KEY_KINDS.filter((kind) => kind.literal !== undefined && new RegExp(kind.literal, 'u').test(text)).map((kind) => kind.name);

  it.each([
    'SUPABASE_SERVICE_ROLE_KEY', 'SUPABASE_SECRET_KEY', 'SUPABASE_SECRET_KEYS', 'SUPABASE_SERVICE_KEY', 'SUPABASE_SERVICE_ROLE', 'SUPABASE_SERVICE_ROLE_SECRET', 'SUPABASE_ADMIN_KEY', 'SERVICE_ROLE_KEY', 'SUPABASE_SERVICE_ROLE_JWT', 'SUPABASE_SERVICE_API_KEY', 'SUPABASE_SERVICE_TOKEN', 'SUPABASE_SECRET', 'SB_SECRET_KEY', 'PRIVATE_SUPABASE_SERVICE_ROLE', 'NEXT_PUBLIC_SUPABASE_ADMIN_KEY', 'VITE_SUPABASE_SERVICE_ROLE_SECRET', 'supabaseServiceRoleKey',
  ])('%s is a Supabase service key', (name) => {
    expect(kindsOf(name)).toEqual(['supabase-service']);
  });
  it.each(['SUPABASE_JWT_SECRET', 'SUPABASE_ANON_KEY', 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_KEY', 'SUPABASE_API_KEY', 'SUPABASE_URL', 'SUPABASE_WEBHOOK_SECRET', 'SUPABASE_AUTH_GOOGLE_SECRET', 'STRIPE_SECRET_KEY', 'DATABASE_URL', 'DIRECT_URL', 'SANITY_API_READ_TOKEN', 'SERVICE_URL'])('%s is no privileged key', (name) => {
    expect(kindsOf(name)).toEqual([]);
  });
  it.each([
    ['CLERK_SECRET_KEY', 'clerk-secret'], ['CLERK_MACHINE_SECRET_KEY', 'clerk-secret'], ['NEXT_APPWRITE_KEY', 'appwrite-api'], ['SANITY_API_WRITE_TOKEN', 'sanity-write'], ['HASURA_GRAPHQL_ADMIN_SECRET', 'hasura-admin'], ['CONVEX_DEPLOY_KEY', 'convex-admin'], ['WORKOS_API_KEY', 'workos-api'], ['ADMIN_DATABASE_URL', 'privileged-database'], ['SUPABASE_DB_URL', 'privileged-database'], ['MIGRATIONS_DATABASE_URL', 'privileged-database'], ['SUPERUSER_URL', 'privileged-database'],
  ])('%s is a key of kind %s', (name, kind) => {
    expect(kindsOf(name)).toEqual([kind]);
  });
  it('knows literals', () => {
    expect(literalsOf('sb_secret_abc')).toEqual(['supabase-service']);
    expect(literalsOf('sb_publishable_abc')).toEqual([]);
    expect(literalsOf('postgresql://postgres.abcdef:pw@aws-0.pooler.supabase.com/postgres')).toEqual(['privileged-database']);
    expect(literalsOf('postgres://app:pw@db.internal/app')).toEqual([]);
  });
});
