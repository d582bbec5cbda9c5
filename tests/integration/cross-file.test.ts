/** Verdicts that need another file, each with and without the cross-file view, in a project of workspaces, path aliases, barrels and cycles. */
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginRound, parseCount, textAt } from '../../src/analysis/modules/files.js';
import { takeWork } from '../../src/analysis/work.js';
import { lint } from '../helpers/lint.js';
import { root } from '../helpers/project.js';

const project = join(root, 'tests/fixtures/monorepo');
const ROUTE = 'apps/web/app/login/route.ts';

interface Question {
  readonly rule: string;
  readonly file?: string;
  readonly cwd?: string;
  readonly crossFile?: boolean;
}

/** The findings of one rule in a file of the project that is not on disk itself. */
function found(code: string, { rule, file = ROUTE, cwd = project, crossFile = true }: Question): string[] {
  const rules: Linter.RulesRecord = { [`bulwark/${rule}`]: 'error' };
  return lint(code, join(cwd, file), rules, { cwd, settings: { crossFile } }).map(({ line, message }) => `${String(line)}: ${message}`);
}

/** What is found with the view and without it. */
const both = (code: string, question: Question): { readonly across: string[]; readonly alone: string[] } => ({ across: found(code, question), alone: found(code, { ...question, crossFile: false }) });

const route = (imports: string, target: string, before = ''): string => `${imports}
import { redirect } from 'next/navigation';

export async function GET(request: Request) {
  const next = new URL(request.url).searchParams.get('next');
  ${before}
  redirect(${target});
}
`;

describe('no-unvalidated-redirect', () => {
  const rule = 'no-unvalidated-redirect';

  test('names the file and the input that a sanitizer of a workspace package lets through', () => {
    const { across, alone } = both(route("import { safeNext } from '@fixture/auth';", 'safeNext(next)'), { rule });
    expect(alone).toEqual([]);
    expect(across).toHaveLength(1);
    expect(across[0]).toContain('"/\\\\evil.example" passes');
    expect(across[0]).toContain("`next.startsWith('//')` in packages/auth/src/redirects.ts");
  });

  test.each([
    ['a subpath that a build would make', "import { safeNext } from '@fixture/auth/redirects';"],
    ['barrels of barrels', "import { safeNext } from '@fixture/barrel';"],
    ['another name', "import { safeNext as tidy } from '@fixture/barrel';\nconst safeNext = tidy;"],
    ['a namespace', "import * as auth from '@fixture/auth';\nconst { safeNext } = auth;"],
    ['a relative path', "import { safeNext } from '../../../../packages/auth/src/redirects';"],
    ['require', "const { safeNext } = require('@fixture/auth');"],
    ['a dynamic import', "const { safeNext } = await import('@fixture/auth');"],
  ])('follows %s', (_, imports) => {
    const { across, alone } = both(route(imports, 'safeNext(next)'), { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('passes');
  });

  test('believes a sanitizer that compares origins with a constant of yet another file', () => {
    expect(both(route("import { internalPath } from '@fixture/auth';", 'internalPath(next)'), { rule })).toEqual({ across: [], alone: [] });
  });

  test('runs checks that only say yes or no, and assertions', () => {
    expect(found(route("import { isInternal } from '@fixture/auth';", "next", "if (!next || !isInternal(next)) return redirect('/');"), { rule })).toEqual([]);
    expect(found(route("import { assertListed } from '@fixture/auth';", 'next!', 'assertListed(next);'), { rule })).toEqual([]);
  });

  test('follows functions that hand their argument on unchecked', () => {
    const { across, alone } = both(route("import { trimmed } from '@fixture/auth';", 'trimmed(next)'), { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('reaches redirect() unchecked');
  });

  test('runs no code for what stands behind a path that a function of another file writes', () => {
    takeWork();
    expect(found(route("import { loginPath } from '@fixture/auth/redirects';", '`${loginPath(next)}&from=${next}`'), { rule })).toEqual([]);
    expect(takeWork().simulate).toBe(0);
    expect(found(route("import { pathOr } from '@fixture/auth/redirects';", 'pathOr(next)'), { rule })).toHaveLength(1);
    expect(takeWork().simulate).toBeGreaterThan(0);
  });

  test('is not lost in functions of other files that have nothing to do with the input', () => {
    const asked = Array.from({ length: 6 }, (_, index) => `const { member: m${String(index)}, plan: p${String(index)} } = await requireMember(request, 'write');\n  if (!m${String(index)} || p${String(index)} === 'free') return redirect('/upgrade');`).join('\n  ');
    const code = route("import { requireMember } from '@fixture/auth';", 'next', `if (!next || !next.startsWith('/')) return redirect('/');\n  ${asked}`);
    takeWork();
    expect(found(code, { rule }).join()).toContain('"//evil.example" passes');
    expect(takeWork().simulate).toBeLessThan(5000);
  });

  test('tells apart the texts that a function may put before the input', () => {
    const code = route("import { homeOf } from '@fixture/auth';", '`${home}${next}`', "const home = homeOf(process.env.PLAN ?? 'free');");
    expect(found(code, { rule }).join()).toContain('"https://evil.example/"');
    expect(found(code.replace('`${home}${next}`', '`${home}/from?next=${next}`'), { rule })).toEqual([]);
  });

  test('reads lists of allowed targets where they are kept', () => {
    const listed = (check: string): string => route("import { ALLOWED, HOSTS } from '@fixture/shared';", 'next', check);
    expect(found(listed("if (!next || !ALLOWED.includes(next)) return redirect('/');"), { rule })).toEqual([]);
    const { across, alone } = both(listed("if (!next || !HOSTS.some((host) => next.includes(host))) return redirect('/');"), { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('app.fixture.test');
  });

  test('ends in cycles of re-exports and of calls', () => {
    for (const name of ['a', 'b', 'passed']) expect(() => found(route(`import { ${name} } from '@fixture/cycle';`, `${name}(next!)`), { rule })).not.toThrow();
    expect(found(route("import { a } from '@fixture/cycle';", 'a(next!)'), { rule }).join()).toContain('evil.example');
  });

  test('stays silent about what it cannot find or parse', () => {
    for (const source of ['@/lib/broken', './missing', '@/lib/missing', '@fixture/missing', 'left-pad', './style.css?inline']) expect(found(route(`import { half } from '${source}';`, 'half(next)'), { rule })).toEqual([]);
  });
});

describe('no-module-scope-admin-client', () => {
  const rule = 'no-module-scope-admin-client';

  test('reports the call that runs a factory of another file while the module loads', () => {
    const { across, alone } = both("import { createAdmin } from '@fixture/auth';\nexport const admin = createAdmin();\n", { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('Supabase client with the service-role key is created when the module loads');
  });

  test('settles in the other file which key a factory uses', () => {
    expect(found("import { createPublic } from '../../../../packages/auth/src/admin';\nexport const client = createPublic();\n", { rule })).toEqual([]);
  });

  test('tells the two factories of one file apart', () => {
    const using = (made: string): string => `import { asService, asVisitor } from '../../../../packages/auth/src/clients';\nexport const client = ${made};\n`;
    expect(found(using('asService()'), { rule })).toHaveLength(1);
    expect(found(using('asVisitor()'), { rule })).toEqual([]);
  });

  test('leaves importing a client to the file that makes it', () => {
    const maker = "import { createClient } from '@supabase/supabase-js';\nexport const admin = createClient(process.env.URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);\n";
    expect(found(maker, { rule })).toHaveLength(1);
    expect(found("import { createAdmin } from '@fixture/auth';\nexport const withAdmin = () => createAdmin();\n", { rule })).toEqual([]);
  });
});

describe('no-pii-in-logs', () => {
  const rule = 'no-pii-in-logs';
  const logging = (call: string): string => `import { journal, redacting } from '@fixture/logger';\nexport function welcome(email: string, password: string, id: string) {\n  ${call}\n}\n`;

  test('knows a logger of the project by what it does', () => {
    const { across, alone } = both(logging("journal.info('welcome', { email });"), { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('`email` (contact data) is written to the log by `journal.info()`');
  });

  test('runs the masking of that logger key by key', () => {
    expect(found(logging("journal.info('welcome', { password });"), { rule })).toEqual([]);
    expect(found(logging("journal.info('welcome', { id });"), { rule })).toEqual([]);
    expect(found(logging('journal.info(`welcome ${email}`);'), { rule })).toHaveLength(1);
  });

  test('reads the redaction list of a logger made elsewhere', () => {
    expect(found(logging("redacting.info({ email }, 'welcome');"), { rule })).toEqual([]);
    expect(found(logging("redacting.info({ password }, 'welcome');"), { rule })).toHaveLength(1);
  });

  test('reads it where a factory of another file makes the logger, or hands on what it is given', () => {
    const using = (made: string): string => `import { loggerFor, loggerWith } from '@fixture/logger/factories';\nconst log = ${made};\nexport const welcome = (user: any) => log.info({ email: user.email, phone: user.phone });\n`;
    const email = '`user.email` (contact data) is written to the log';
    const phone = '`user.phone` (contact data) is written to the log';
    expect(found(using("loggerFor('a')"), { rule }).join()).not.toContain(email);
    expect(found(using("loggerFor('a')"), { rule }).join()).toContain(phone);
    expect(found(using("loggerWith({ redact: ['phone'] })"), { rule }).join()).not.toContain(phone);
    expect(found(using("loggerWith({ redact: ['phone'] })"), { rule }).join()).toContain(email);
  });

  test('follows a method of a logger to the one that it calls', () => {
    const { across } = both("import { reporter } from '@fixture/logger';\nexport const fail = (email: string) => reporter.fatal('no mail', new Error(`refused by ${email}`));\n", { rule });
    expect(across.join()).toContain('`email` (contact data) is written to the log by `reporter.fatal()`');
  });

  test('does not guess which keys a helper keeps out of the log', () => {
    expect(found("import { logger } from '@fixture/logger';\nexport const welcome = (email: string) => logger.info('sent', { email });\n", { rule })).toHaveLength(1);
  });

  test('sees what a wrapper puts into the object that it writes', () => {
    const using = (call: string): string => `import { lineLog } from '@fixture/logger';\nexport const fail = (email: string, error: Error) => ${call};\n`;
    expect(found(using("lineLog.error('no mail', { email, error })"), { rule })).toHaveLength(1);
    expect(found(using("lineLog.error('no mail', error, { email })"), { rule })).toHaveLength(1);
    expect(found(using("lineLog.error('no mail', error, { size: email.length })"), { rule })).toEqual([]);
    // A request has no text that shows anything.
    expect(found("import { lineLog } from '@fixture/logger';\nexport const loader = ({ request }: import('react-router').LoaderFunctionArgs) => lineLog.error('none', undefined, { request });\n", { rule })).toEqual([]);
  });

  test('takes no function for a logger because it returns what a traced call returns', () => {
    expect(found("import { traced } from '@fixture/logger';\nexport const measure = (email: string) => traced({ email });\n", { rule })).toEqual([]);
  });
});

describe('functions of another file that make a call', () => {
  const using = (code: string): string => `import { limited, longId, run, runFor, shortId } from '@fixture/logger/factories';\n${code}\n`;

  test('have arguments of their own', () => {
    expect(found(using('export const apiKey = longId(4);\nexport const resetToken = shortId(64);'), { rule: 'min-token-entropy' })).toEqual([]);
    expect(found(using("export const go = (token: string) => runFor(token, 'ls');"), { rule: 'no-secret-in-command' })).toEqual([]);
  });

  test('have them also where a helper is given others', () => {
    expect(found("import { drawnLong } from '@fixture/logger/ids';\nexport const apiKey = drawnLong(4);\n", { rule: 'min-token-entropy' })).toEqual([]);
  });

  test('make what nobody can guess', () => {
    expect(found(using('export const apiKey = `${Math.random()}${longId(4)}`;'), { rule: 'no-insecure-random' })).toEqual([]);
  });

  test('are reported where they make it', () => {
    expect(found(using('app.use(limited());'), { rule: 'no-in-memory-rate-limiter' })).toEqual([]);
  });

  test('are that call where they hand on what they are given', () => {
    expect(found(using('export const go = (token: string) => run(`deploy --token ${token}`);'), { rule: 'no-secret-in-command' })).toHaveLength(1);
  });
});

describe('the audit rules', () => {
  const audit = (statement: string): string => `import { audits } from '@fixture/barrel';\nexport async function remove(id: string) {\n  ${statement}\n  return { id };\n}\n`;

  test('know that an imported function returns a promise, and what it does with its failure', () => {
    const rule = 'require-audit-log-catch';
    const { across, alone } = both(audit("audits.recordAudit('remove');"), { rule });
    expect(alone).toEqual([]);
    expect(across).toHaveLength(1);
    expect(found(audit("audits.recordAuditSafely('remove');"), { rule })).toEqual([]);
  });

  test('know that an imported function comes back at once', () => {
    const rule = 'no-awaited-audit-log';
    const code = "import { queueAuditEvent as logAudit } from '../../../../packages/barrel/src/audits';\nexport async function remove(id: string) {\n  await logAudit('remove');\n  return { id };\n}\n";
    const { across, alone } = both(code, { rule });
    expect(alone).toHaveLength(1);
    expect(across).toEqual([]);
  });
});

describe('no-weak-jwt-algorithm', () => {
  const rule = 'no-weak-jwt-algorithm';

  test('reads a list of algorithms from another file', () => {
    const code = "import { jwtVerify } from 'jose';\nimport { ALGORITHMS, verifyKey } from '@fixture/shared';\nexport const read = (token: string) => jwtVerify(token, verifyKey, { algorithms: [ALGORITHMS[0]] });\n";
    const { across, alone } = both(code, { rule });
    expect(alone).toEqual([]);
    expect(across.join()).toContain('HS256');
  });
});

test('a file that its tsconfig.json leaves out is given its paths, and takes them from nobody else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-paths-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'] } }, exclude: ['src/__tests__'] }));
  writeFileSync(join(folder, 'src/next.ts'), 'export const safe = (next: string | null) => next ?? "/";\n');
  const ask = (file: string): string[] => found(route("import { safe } from '@/next';", 'safe(next)'), { rule: 'no-unvalidated-redirect', file, cwd: folder });
  // The first to ask is left out, so that its answer would be that of all.
  expect(ask('src/__tests__/pages/route.ts')).toHaveLength(1);
  expect(ask('src/app/route.ts')).toHaveLength(1);
  rmSync(folder, { recursive: true, force: true });
});

describe('files that change', () => {
  let copy: string;
  const sanitizer = (body: string): void => { writeFileSync(join(copy, 'lib/next.ts'), `export function safe(next: string | null) {\n  ${body}\n}\n`); };
  const look = (): string[] => found(route("import { safe } from '../lib/next';", 'safe(next)'), { rule: 'no-unvalidated-redirect', file: 'app/route.ts', cwd: copy });

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'bulwark-'));
    mkdirSync(join(copy, 'lib'));
  });
  afterAll(() => { rmSync(copy, { recursive: true, force: true }); });

  test('are read anew, created and gone ones too', () => {
    expect(look()).toEqual([]);
    sanitizer('return next ?? "/";');
    expect(look()).toHaveLength(1);
    sanitizer('return next === "/home" ? next : "/";');
    expect(look()).toEqual([]);
    sanitizer('return next || "/home";');
    expect(look()).toHaveLength(1);
    unlinkSync(join(copy, 'lib/next.ts'));
    expect(look()).toEqual([]);
  });

  test('are read anew behind another file that has not changed', () => {
    writeFileSync(join(copy, 'lib/index.ts'), "export { safe } from './inner';\n");
    const inner = (body: string): void => { writeFileSync(join(copy, 'lib/inner.ts'), `export const safe = (next: string | null) => ${body};\n`); };
    const ask = (): string[] => found(route("import { safe } from '../lib';", 'safe(next)'), { rule: 'no-unvalidated-redirect', file: 'app/route.ts', cwd: copy });
    inner('next ?? "/"');
    expect(ask()).toHaveLength(1);
    inner('"/home" + (next === null)');
    expect(ask()).toEqual([]);
  });

  test('are parsed once as long as they stay', () => {
    sanitizer('return next ?? "/";');
    look();
    const before = parseCount();
    for (let times = 0; times < 5; times += 1) look();
    expect(parseCount()).toBe(before);
  });
});

describe('files that use the logger of the project', () => {
  let folder = '';
  let copies = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bulwark-users-'));
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/logger.ts'), 'export const logger = { info(...all: unknown[]) { console.log(...all); } };\n');
    writeFileSync(
      join(folder, 'work.ts'),
      `import { logger } from '@/lib/logger';
export class SyncAccountsService { run(user: unknown) { logger.info('run', user); } }
export class LogsTable { show(user: unknown) { logger.info('show', user); } }
export function noteAction(user: unknown) { logger.info('note', user); }
export function logAction(user: unknown) { logger.info('action', user); }
export const telemetry = { info(user: unknown) { logger.info('seen', user); } };
export default function (user: unknown) { logger.info('user', user); }
`,
    );
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const parsesFor = (imports: string, use: string): number => {
    copies += 1;
    const copy = `work-${String(copies)}`;
    cpSync(join(folder, 'work.ts'), join(folder, `${copy}.ts`));
    const before = parseCount();
    found(`import ${imports} from './${copy}';\nexport async function POST(user: User) { ${use} }\n`, { rule: 'no-pii-in-logs', file: 'route.ts', cwd: folder });
    return parseCount() - before;
  };

  test.each([
    ['{ SyncAccountsService }', 'new SyncAccountsService().run(user);'],
    ['{ LogsTable }', 'new LogsTable().show(user);'],
    ['{ noteAction }', 'noteAction(user);'],
  ])('are not parsed for %s', (imports, use) => {
    expect(parsesFor(imports, use)).toBe(0);
  });

  test.each([
    ['{ logAction }', 'logAction(user);'],
    ['{ telemetry }', 'telemetry.info(user);'],
    ['* as work', 'work.logAction(user);'],
    ['saveUser', 'saveUser(user);'],
  ])('are parsed for %s', (imports, use) => {
    expect(parsesFor(imports, use)).toBeGreaterThan(0);
  });
});

describe('files of a framework that brings a logger along', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bulwark-framework-'));
    // Each module imports the next ones, as an application does that is one great graph.
    const names = Array.from({ length: 30 }, (_, index) => `part${String(index)}`);
    const classOf = (name: string): string => `${name.replace('p', 'P')}Module`;
    names.forEach((name, index) => {
      const others = names.slice(index + 1, index + 9);
      const imports = others.map((other) => `import { ${classOf(other)} } from './${other}';`).join('\n');
      writeFileSync(
        join(folder, `${name}.ts`),
        `import { Injectable, Logger, Module, UseGuards } from '@nestjs/common';
${imports}
@Injectable()
class Service { private readonly logger = new Logger(Service.name); run(user: unknown) { this.logger.log(user); } }
@Module({ imports: [${others.map(classOf).join(', ')}], providers: [Service] })
export class ${classOf(name)} {}
`,
      );
    });
    writeFileSync(join(folder, 'journal.ts'), "import { ConsoleLogger } from '@nestjs/common';\nexport const journal = new ConsoleLogger('app', { json: true });\n");
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const parsesOf = (code: string): number => {
    const before = parseCount();
    found(code, { rule: 'no-pii-in-logs', file: 'main.ts', cwd: folder });
    return parseCount() - before;
  };

  test('are not parsed because they take something else from it', () => {
    expect(parsesOf("import { Logger } from '@nestjs/common';\nimport { Part0Module } from './part0';\nimport { Part1Module } from './part1';\nnew Logger('main').log(start(Part0Module, Part1Module));\n")).toBe(0);
  });

  test('are parsed when they are called after what they write', () => {
    writeFileSync(join(folder, 'audit.service.ts'), "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class AuditService { logEntry(entry: object) { console.log('audit', entry); } }\n");
    const code = "import { AuditService } from './audit.service';\nexport class Orders { constructor(private readonly audit: AuditService) {} place(email: string) { this.audit.logEntry({ email }); } }\n";
    expect(found(code, { rule: 'no-pii-in-logs', file: 'orders.ts', cwd: folder }).join()).toContain('`email` (contact data) is written to the log by `this.audit.logEntry()`');
  });

  test('are parsed when they make a logger of it', () => {
    expect(parsesOf("import { journal } from './journal';\nexport const note = (email: string) => journal.log(email);\n")).toBeGreaterThan(0);
  });
});

describe('texts of other files', () => {
  test('are forgotten when many others have been read, and read again when somebody asks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bulwark-texts-'));
    try {
      const paths = Array.from({ length: 130 }, (_, index) => join(folder, `${String(index)}.ts`));
      for (const path of paths) writeFileSync(path, `export const here = '${path}';`);
      beginRound();
      const texts = paths.map((path) => textAt(path));
      const [first, second] = texts;
      const last = texts.at(-1);
      expect(first?.text).toContain(String(paths[0]));
      for (const path of paths) unlinkSync(path);
      expect(last?.text).toContain(String(paths.at(-1)));
      expect(second?.text).toBe('');
      beginRound();
      expect(textAt(String(paths.at(-1)))).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the borders of the project', () => {
  test('are the workspace root, also from inside one of its packages', () => {
    expect(found(route("import { safeNext } from '@fixture/auth';", 'safeNext(next)'), { rule: 'no-unvalidated-redirect', cwd: join(project, 'apps/web'), file: 'app/login/route.ts' })).toHaveLength(1);
  });

  test('are not crossed by relative paths or symbolic links', () => {
    const outside = mkdtempSync(join(tmpdir(), 'bulwark-outside-'));
    const inside = mkdtempSync(join(tmpdir(), 'bulwark-inside-'));
    try {
      writeFileSync(join(outside, 'next.ts'), "export const safe = (next: string | null) => next ?? '/';\n");
      symlinkSync(outside, join(inside, 'linked'), 'dir');
      cpSync(join(outside, 'next.ts'), join(inside, 'own.ts'));
      symlinkSync(join(inside, 'own.ts'), join(inside, 'alias.ts'));
      const ask = (source: string): string[] => found(route(`import { safe } from '${source}';`, 'safe(next)'), { rule: 'no-unvalidated-redirect', file: 'route.ts', cwd: inside });
      expect(ask('./linked/next')).toEqual([]);
      expect(ask(`../${outside.split('/').at(-1) ?? ''}/next`)).toEqual([]);
      expect(ask('./alias')).toHaveLength(1);
    } finally {
      rmSync(outside, { recursive: true, force: true });
      rmSync(inside, { recursive: true, force: true });
    }
  });

  test('are not looked for when the view is switched off', () => {
    const before = parseCount();
    found(route("import { trimmed } from '../../../../packages/auth/src/redirects';", 'trimmed(next)'), { rule: 'no-unvalidated-redirect', crossFile: false });
    expect(parseCount()).toBe(before);
  });
});
