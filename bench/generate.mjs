// A source tree that needs nothing: TypeScript files of a SaaS application of the kinds that real ones have, in about their
// shares, with imports between them. The same seed gives the same files, so that counts of work can be compared over the years.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seeded } from './statistics.mjs';

const ENTITIES = [
  'invoice', 'project', 'member', 'workspace', 'document', 'template', 'comment', 'payment', 'subscription', 'webhook', 'report', 'message', 'contact', 'campaign', 'ticket',
  'asset', 'folder', 'survey', 'booking', 'product', 'order', 'review', 'team', 'plan', 'domain', 'monitor', 'incident', 'channel', 'recipient', 'integration',
];
const FIELDS = ['name', 'title', 'status', 'description', 'createdAt', 'updatedAt', 'ownerId', 'amount', 'currency', 'slug', 'position', 'dueDate', 'archived', 'color', 'language', 'priority', 'email', 'total'];
const VERBS = ['list', 'find', 'create', 'update', 'archive', 'duplicate', 'export', 'count'];
const ADJECTIVES = ['recent', 'archived', 'shared', 'draft', 'overdue', 'pinned', 'public', 'weekly'];

/** Kinds of file with the number of each in a hundred, as counted in public repositories. */
const KINDS = [
  [component, 38], [service, 15], [util, 14], [route, 10], [page, 7], [action, 5], [hook, 5], [schema, 4], [test, 2],
];

/**
 * The files of a tree by path.
 * @param {{ files?: number, seed?: number }} [size]
 * @returns {Map<string, string>}
 */
export function generate({ files = 400, seed = 1 } = {}) {
  const random = seeded(seed);
  const tree = new Map(FIXED);
  const known = { util: ['lib/format'], service: [], schema: [], hook: [], component: ['components/ui/button'] };
  const kinds = KINDS.flatMap(([kind, share]) => Array(share).fill(kind));
  for (let number = 0; tree.size < files; number += 1) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    const pick = (list) => list[Math.floor(random() * list.length)];
    const entity = ENTITIES[number % ENTITIES.length];
    const round = Math.floor(number / ENTITIES.length);
    const name = round === 0 ? entity : `${pick(ADJECTIVES)}-${entity}-${round}`;
    const context = {
      name,
      entity: pascal(name),
      variable: camel(name),
      pick,
      chance: (share) => random() < share,
      some: (list, count) => Array.from(new Set(Array.from({ length: count }, () => pick(list)))),
      times: (from, to) => from + Math.floor(random() * (to - from + 1)),
      known: (of) => (known[of].length > 0 ? pick(known[of]) : undefined),
    };
    const { path, code } = kind(context);
    if (tree.has(path)) continue;
    tree.set(path, code);
    known[kind.name]?.push(path.replace(/\.tsx?$/, ''));
  }
  return tree;
}

/** Writes a generated tree into a folder. */
export function writeTree(folder, size) {
  for (const [path, code] of generate(size)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}

// ---- files that every tree has -------------------------------------------------------------------------------------

const FIXED = new Map([
  ['tsconfig.json', '{ "compilerOptions": { "strict": true, "jsx": "preserve", "baseUrl": ".", "paths": { "@/*": ["./*"] } } }\n'],
  ['lib/format.ts', `const currency = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

export function formatMoney(cents: number): string {
  return currency.format(cents / 100);
}

export function formatDate(value: Date | string): string {
  return new Date(value).toISOString().slice(0, 10);
}
`],
  ['lib/db.ts', `import { PrismaClient } from '@prisma/client';

const globalForDb = globalThis as unknown as { db?: PrismaClient };
export const db = globalForDb.db ?? new PrismaClient();
if (process.env.NODE_ENV !== 'production') globalForDb.db = db;
`],
  ['lib/logger.ts', `import pino from 'pino';

export const logger = pino({ level: process.env.LOG_LEVEL ?? 'info', redact: ['password', '*.token'] });
`],
  ['lib/auth.ts', `import { cookies } from 'next/headers';
import { jwtVerify } from 'jose';
import { publicKey } from './keys';
import { logger } from './logger';

export interface Session {
  userId: string;
  organizationId: string;
  role: 'owner' | 'admin' | 'member';
}

export async function currentSession(): Promise<Session | null> {
  const token = (await cookies()).get('session')?.value;
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(token, publicKey, { algorithms: ['ES256'] });
    return payload as unknown as Session;
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, 'session refused');
    return null;
  }
}
`],
  ['lib/keys.ts', `import { createPublicKey } from 'node:crypto';

export const publicKey = createPublicKey(process.env.JWT_PUBLIC_KEY ?? '');
`],
  ['lib/audit.ts', `import { db } from './db';
import { logger } from './logger';

export interface AuditEntry {
  action: string;
  actorId: string;
  target: string;
}

export function auditLog(entry: AuditEntry): void {
  db.auditLog.create({ data: entry }).catch((error: unknown) => {
    logger.error({ error, action: entry.action }, 'audit log is down');
  });
}
`],
  ['components/ui/button.tsx', `import * as React from 'react';

export interface ButtonProps extends React.ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'secondary' | 'danger';
}

export const Button = React.forwardRef<HTMLButtonElement, ButtonProps>(({ variant = 'primary', className, ...props }, ref) => (
  <button ref={ref} className={['button', \`button-\${variant}\`, className].filter(Boolean).join(' ')} {...props} />
));
Button.displayName = 'Button';
`],
]);

// ---- kinds ---------------------------------------------------------------------------------------------------------

function component(at) {
  const { name, entity, variable, pick, chance, some, times, known } = at;
  const isClient = chance(0.6);
  const fields = some(FIELDS, times(3, 6));
  const hook = known('hook');
  const child = known('component');
  const childName = child && pascal(child.split('/').at(-1));
  const isOther = childName !== undefined && childName !== 'Button' && childName !== `${entity}Card`;
  return {
    path: `components/${name}-card.tsx`,
    code: `${isClient ? "'use client';\n\n" : ''}${isClient ? "import { useEffect, useMemo, useState } from 'react';\n" : ''}${isClient && chance(0.4) ? "import { useRouter } from 'next/navigation';\n" : ''}import { Button } from '@/components/ui/button';
import { formatDate, formatMoney } from '@/lib/format';
${isOther ? `import { ${childName} } from '@/${child}';\n` : ''}${hook && isClient ? `import { ${camel(hook.split('/').at(-1))} } from '@/${hook}';\n` : ''}
interface ${entity} {
  id: string;
${fields.map((field) => `  ${field}: ${typeOf(field)};`).join('\n')}
}

export interface ${entity}CardProps {
  items: ${entity}[];
  title?: string;
  onSelect?: (item: ${entity}) => void;
}

export function ${entity}Card({ items, title = '${entity}', onSelect }: ${entity}CardProps) {
${isClient ? `  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
${hook ? `  const state = ${camel(hook.split('/').at(-1))}(items.length);\n` : ''}  const visible = useMemo(() => items.filter((item) => String(item.${pick(fields)}).toLowerCase().includes(query.toLowerCase())), [items, query]);

  useEffect(() => {
    if (selected && !items.some((item) => item.id === selected)) setSelected(null);
  }, [items, selected]);
` : `  const visible = items.filter((item) => item.${pick(fields)} !== undefined);
`}
  if (visible.length === 0) return <p className="empty">Nothing here yet.</p>;
  return (
    <section aria-label={title}>
      <header className="flex items-center justify-between">
        <h2>{title}</h2>
${isClient ? `        <input value={query} onChange={(event) => setQuery(event.target.value)} placeholder="Search" />\n` : ''}${isOther ? `        <${childName} items={[]} />\n` : ''}      </header>
      <table>
        <tbody>
          {visible.map((item) => (
            <tr key={item.id} className={${isClient ? "item.id === selected ? 'selected' : undefined" : "'row'"}}>
${fields.map((field) => `              <td>${cellOf(field)}</td>`).join('\n')}
              <td>
                <a href={\`/${variable}/\${item.id}\`}>Open</a>
                <Button variant="${pick(['primary', 'secondary', 'danger'])}" onClick={() => ${isClient ? '{ setSelected(item.id); onSelect?.(item); }' : 'onSelect?.(item)'}}>
                  Select
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
`,
  };
}

function service(at) {
  const { name, entity, variable, pick, chance, some, times, known } = at;
  const methods = some(VERBS, times(3, 6));
  const schema = known('schema');
  const isClass = chance(0.5);
  const body = (verb) => {
    const field = pick(FIELDS);
    return `${isClass ? '  ' : ''}  const rows = await db.${variable}.findMany({
${isClass ? '  ' : ''}    where: { organizationId, ${field}: options.${field} },
${isClass ? '  ' : ''}    orderBy: { createdAt: 'desc' },
${isClass ? '  ' : ''}    take: options.limit ?? 50,
${isClass ? '  ' : ''}  });
${chance(0.5) ? `${isClass ? '  ' : ''}  logger.info({ organizationId, count: rows.length }, '${verb} ${name}');\n` : ''}${chance(0.15) ? `${isClass ? '  ' : ''}  logger.debug({ email: rows[0]?.email }, 'first row');\n` : ''}${chance(0.3) ? `${isClass ? '  ' : ''}  auditLog({ action: '${name}.${verb}', actorId: organizationId, target: rows[0]?.id ?? '' });\n` : ''}${isClass ? '  ' : ''}  return rows.map((row) => ({ ...row, label: [row.name, row.slug].filter(Boolean).join(' · ') }));`;
  };
  return {
    path: `server/services/${name}-service.ts`,
    code: `import { db } from '@/lib/db';
import { logger } from '@/lib/logger';
import { auditLog } from '@/lib/audit';
${schema ? `import { parse${pascal(schema.split('/').at(-1))} } from '@/${schema}';\n` : ''}
export interface ${entity}Options {
  limit?: number;
${FIELDS.map((field) => `  ${field}?: ${typeOf(field)};`).join('\n')}
}

${isClass ? `export class ${entity}Service {
  readonly #cache = new Map<string, { value: unknown; expires: number }>();

  constructor(private readonly organizationId: string) {}

${methods.map((verb) => `  async ${verb}(options: ${entity}Options = {}) {
    const { organizationId } = this;
    const cached = this.#cache.get(\`${verb}:\${options.limit ?? 0}\`);
    if (cached && cached.expires > Date.now()) return cached.value;
${body(verb)}
  }`).join('\n\n')}

  clear(): void {
    this.#cache.clear();
  }
}` : methods.map((verb) => `export async function ${verb}${entity}(organizationId: string, options: ${entity}Options = {}) {
${body(verb)}
}`).join('\n\n')}
${schema ? `
export function import${entity}(input: unknown) {
  return parse${pascal(schema.split('/').at(-1))}(input);
}
` : ''}`,
  };
}

function util(at) {
  const { name, entity, variable, pick, chance, some, times, known } = at;
  const other = known('util');
  const keys = some(FIELDS, times(3, 7));
  return {
    path: `lib/${name}-utils.ts`,
    code: `${other ? `import * as base from '@/${other}';\n` : ''}
const LABELS: Record<string, string> = {
${keys.map((key) => `  ${key}: '${pascal(key)} of the ${name}',`).join('\n')}
};

export type ${entity}Key = keyof typeof LABELS;

/** The label of a key, or the key itself. */
export function labelOf${entity}(key: string): string {
  return LABELS[key] ?? key.replace(/([A-Z])/g, ' $1').trim();
}

export function group${entity}By<T extends Record<string, unknown>>(rows: readonly T[], key: keyof T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = String(row[key]);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

export function sort${entity}<T extends { ${keys[0]}: ${typeOf(keys[0])} }>(rows: readonly T[], direction: 'asc' | 'desc' = 'asc'): T[] {
  const factor = direction === 'asc' ? 1 : -1;
  return [...rows].sort((left, right) => (left.${keys[0]} < right.${keys[0]} ? -factor : factor));
}
${chance(0.3) ? `
/** Waits longer after each failure, with some jitter. */
export async function retry${entity}<T>(work: () => Promise<T>, attempts = ${times(2, 6)}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100 + Math.random() * 100));
    }
  }
}
` : ''}${chance(0.06) ? `
export function ${variable}Code(): string {
  return Math.random().toString(36).slice(2, 10);
}

export function create${entity}Token(): string {
  return ${variable}Code() + ${variable}Code();
}
` : ''}${other ? `
export const ${variable}Helpers = { ...base, ${pick(['label', 'text', 'title'])}: labelOf${entity} };
` : ''}`,
  };
}

function route(at) {
  const { name, entity, pick, chance, known } = at;
  const source = known('service');
  const isClass = source === undefined;
  return {
    path: `app/api/${name}/route.ts`,
    code: `import { NextResponse, type NextRequest } from 'next/server';
import { z } from 'zod';
import { currentSession } from '@/lib/auth';
import { db } from '@/lib/db';
import { logger } from '@/lib/logger';
${source ? `import * as service from '@/${source}';\n` : ''}
const Body = z.strictObject({
  name: z.string().min(1).max(120),
  ${pick(FIELDS)}: z.string().optional(),
  amount: z.number().int().nonnegative().optional(),
  tags: z.array(z.string().max(40)).max(20).default([]),
});

export async function GET(request: NextRequest) {
  const session = await currentSession();
  if (!session) return NextResponse.json({ error: 'Sign in first' }, { status: 401 });
  const { searchParams } = request.nextUrl;
  const page = Number(searchParams.get('page') ?? 1);
  const query = searchParams.get('q') ?? '';
  const rows = await db.${camel(name)}.findMany({ where: { organizationId: session.organizationId, name: { contains: query } }, skip: (page - 1) * 50, take: 50 });
${chance(0.3) ? `  const next = searchParams.get('next') ?? '/';
  if (rows.length === 0 && next.startsWith('/') && !next.startsWith('//')) return NextResponse.redirect(new URL(next, request.url));
` : ''}  return NextResponse.json({ rows, page });
}

export async function POST(request: NextRequest) {
  const session = await currentSession();
  if (!session || session.role === 'member') return NextResponse.json({ error: 'Not allowed' }, { status: 403 });
  const parsed = Body.safeParse(await request.json());
  if (!parsed.success) return NextResponse.json({ error: z.treeifyError(parsed.error) }, { status: 400 });
  const created = await db.${camel(name)}.create({ data: { ...parsed.data, organizationId: session.organizationId } });
  logger.info({ userId: session.userId, id: created.id }, '${entity} created');
${isClass ? '' : `  void Object.keys(service);\n`}${chance(0.1) ? `  console.log('created', request.headers, created);\n` : ''}  return NextResponse.json(created, { status: 201 });
}
`,
  };
}

function page(at) {
  const { name, entity, variable, chance, known } = at;
  const child = known('component');
  const childName = pascal(child.split('/').at(-1));
  return {
    path: `app/(app)/${name}/page.tsx`,
    code: `import { redirect } from 'next/navigation';
import { ${childName} } from '@/${child}';
import { currentSession } from '@/lib/auth';
import { db } from '@/lib/db';

interface Props {
  searchParams: Promise<{ page?: string; next?: string }>;
}

export const metadata = { title: '${entity}' };

export default async function ${entity}Page({ searchParams }: Props) {
  const session = await currentSession();
  if (!session) redirect('/login');
  const { page = '1'${chance(0.2) ? ', next' : ''} } = await searchParams;
  const ${variable}Rows = await db.${variable}.findMany({ where: { organizationId: session.organizationId }, take: 25, skip: (Number(page) - 1) * 25 });
  return (
    <main>
      <h1>${entity}</h1>
      ${childName === 'Button' ? '<Button>New</Button>' : `<${childName} items={${variable}Rows as never} title="${entity}" />`}
    </main>
  );
}
`,
  };
}

function action(at) {
  const { name, entity, variable, pick } = at;
  return {
    path: `app/actions/${name}.ts`,
    code: `'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { auditLog } from '@/lib/audit';
import { currentSession } from '@/lib/auth';
import { db } from '@/lib/db';

const Input = z.object({ id: z.string(), ${pick(FIELDS)}: z.string().max(200) }).strict();

export async function update${entity}(_: unknown, form: FormData) {
  const session = await currentSession();
  if (!session) redirect('/login');
  const parsed = Input.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Check the fields' };
  const { id, ...data } = parsed.data;
  await db.${variable}.updateMany({ where: { id, organizationId: session.organizationId }, data });
  auditLog({ action: '${name}.update', actorId: session.userId, target: id });
  revalidatePath('/${name}');
  return { success: true };
}

export async function delete${entity}(id: string) {
  const session = await currentSession();
  if (session?.role !== 'owner') return { error: 'Only owners may delete' };
  await db.${variable}.deleteMany({ where: { id, organizationId: session.organizationId } });
  redirect('/${name}');
}
`,
  };
}

function hook(at) {
  const { name, entity, times } = at;
  return {
    path: `hooks/use-${name}.ts`,
    code: `import { useCallback, useEffect, useRef, useState } from 'react';

interface State {
  loading: boolean;
  error: Error | null;
  count: number;
}

export function use${entity}(count: number): State {
  const [state, setState] = useState<State>({ loading: false, error: null, count });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const load = useCallback(async () => {
    setState((current) => ({ ...current, loading: true }));
    try {
      const response = await fetch('/api/${name}');
      if (!response.ok) throw new Error(\`\${response.status}\`);
      const { rows } = (await response.json()) as { rows: unknown[] };
      setState({ loading: false, error: null, count: rows.length });
    } catch (error) {
      setState({ loading: false, error: error as Error, count: 0 });
    }
  }, []);

  useEffect(() => {
    timer.current = setTimeout(() => void load(), ${times(1, 9) * 100});
    return () => {
      if (timer.current) clearTimeout(timer.current);
    };
  }, [load]);

  return state;
}
`,
  };
}

function schema(at) {
  const { name, entity, some, times } = at;
  const fields = some(FIELDS, times(4, 9));
  return {
    path: `lib/schemas/${name}.ts`,
    code: `import { z } from 'zod';

export const ${entity}Schema = z.object({
${fields.map((field) => `  ${field}: ${typeOf(field) === 'number' ? 'z.number().int()' : typeOf(field) === 'boolean' ? 'z.boolean().default(false)' : 'z.string().trim().max(200)'},`).join('\n')}
});

export const ${entity}Update = ${entity}Schema.partial().extend({ id: z.string().uuid() });

export type ${entity} = z.infer<typeof ${entity}Schema>;

export function parse${entity}(input: unknown): ${entity} {
  return ${entity}Schema.parse(input);
}
`,
  };
}

function test(at) {
  const { name, entity, known } = at;
  const subject = known('util');
  return {
    path: `tests/${name}.test.ts`,
    code: `import { describe, expect, it, vi } from 'vitest';
import * as subject from '@/${subject}';

describe('${entity}', () => {
  it('exports functions', () => {
    expect(Object.values(subject).some((value) => typeof value === 'function')).toBe(true);
  });

  it('can be mocked', () => {
    const mock = vi.fn(() => ({ email: 'a@example.com', token: Math.random().toString(36) }));
    console.log(mock());
    expect(mock).toHaveBeenCalledTimes(1);
  });
});
`,
  };
}

// ---- words ---------------------------------------------------------------------------------------------------------

function pascal(name) {
  return name.split(/[-_/]/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

function camel(name) {
  const text = pascal(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function typeOf(field) {
  if (['amount', 'position', 'priority', 'total'].includes(field)) return 'number';
  return field === 'archived' ? 'boolean' : 'string';
}

function cellOf(field) {
  if (field === 'amount' || field === 'total') return `{formatMoney(item.${field})}`;
  return /(?:At|Date)$/.test(field) ? `{formatDate(item.${field})}` : `{item.${field}}`;
}
