import { describe, expect, test } from 'vitest';
import { sensitiveColumns, tablesInPrisma, tenantColumns } from '../../src/cli/init/columns.js';
import { surveyProject, type Proposal } from '../../src/cli/init/survey.js';
import { stackOf } from '../../src/cli/init/stack.js';
import { findEslint, findParser, rootsFrom } from '../../src/cli/tools.js';
import { join } from 'node:path';
import { filesIn, root } from '../helpers/project.js';
import { projectOf, run, runAtTerminal, type Project } from './helper.js';

const SCHEMA = `
model User {
  id             String   @id
  email          String   @unique
  firstName      String?
  organizationId String
  organization   Organization @relation(fields: [organizationId], references: [id])
  // phone       String
}
model Organization {
  id   String @id
  name String
  users User[]
}
model Invoice {
  id             String @id
  organizationId String
  total          Int

  @@index([organizationId])
}
`;

function survey(files: Readonly<Record<string, string>>): readonly Pick<Proposal, 'key' | 'api'>[] {
  const { folder } = projectOf(files);
  const tool = findEslint(rootsFrom(folder, [])).tool!;
  const parser = findParser(rootsFrom(folder, []), tool.module).tool;
  const paths = Object.keys(files).map((path) => join(folder, path));
  return surveyProject(folder, paths, tool, parser, () => undefined).proposals.map(({ key, api }) => ({ key, api }));
}

const ADMIN = `import { createClient } from '@supabase/supabase-js';\nexport function createAdminClient() {\n  return createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);\n}\n`;
const SAFE_PATH = `export function safeNextPath(next: string | null): string {\n  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\\\')) return '/home';\n  const url = new URL(next, 'https://internal.example');\n  return url.origin === 'https://internal.example' ? next : '/home';\n}\n`;
const UNSAFE_PATH = `export function safeNextPath(next: string | null): string {\n  return next?.startsWith('/') ? next : '/home';\n}\n`;

describe('what a project has of its own', () => {
  test.each([
    ['a function that makes an admin client', { 'lib/admin.ts': ADMIN }, [{ key: 'adminFactories', api: 'createAdminClient' }]],
    ['one that is asynchronous, and by way of a variable', { 'lib/admin.ts': ADMIN.replace('export function', 'export async function').replace('return createClient', 'const client = createClient').replace('!);\n}', '!);\n  return client;\n}') }, [{ key: 'adminFactories', api: 'createAdminClient' }]],
    ['none that makes a client with the rights of the caller', { 'lib/client.ts': ADMIN.replace('SERVICE_ROLE_KEY', 'ANON_KEY') }, []],
    ['a logger whose name says nothing', { 'lib/telemetry.ts': `export const telemetry = {\n  info(message: string) { console.info(message); },\n  error(message: string) { console.error(message); },\n};\n// logger\n` }, [{ key: 'loggers', api: { name: 'telemetry', module: '*/telemetry' } }]],
    ['a function that makes one', { 'lib/logger/index.ts': `export function scopedOutput(scope: string) {\n  return { warn: (m: string) => console.warn(scope, m), error: (m: string) => console.error(scope, m) };\n}\n` }, [{ key: 'loggers', api: 'scopedOutput' }]],
    ['no logger that is known by its name', { 'lib/logger.ts': `export const logger = { info(m: string) { console.info(m); }, error(m: string) { console.error(m); } };\n` }, []],
    ['no object that only looks like one', { 'lib/logger.ts': `export const colours = { info: () => 'blue', error: () => 'red' };\n` }, []],
    ['a function that writes the audit log', { 'lib/history.ts': `export async function trackAdminChange(entry: object) {\n  await db.insert(auditLogs).values(entry);\n}\n` }, [{ key: 'auditFunctions', api: 'trackAdminChange' }]],
    ['none that is known by its name', { 'lib/audit.ts': `export async function writeAuditLog(entry: object) {\n  await db.insert(auditLogs).values(entry);\n}\n` }, []],
    ['no action that also writes the audit log', { 'lib/actions.ts': `export async function createOrder(input: object) {\n  const order = await db.insert(orders).values(input);\n  await db.insert(auditLogs).values({ order });\n  return order;\n}\n` }, []],
    ['a sanitizer that holds', { 'lib/redirect.ts': SAFE_PATH }, [{ key: 'redirectSanitizers', api: 'safeNextPath' }]],
    ['none that lets attacks through, whatever it is called', { 'lib/redirect.ts': UNSAFE_PATH }, []],
    ['none that builds an address around its argument', { 'lib/redirect.ts': 'export function getSafeLoginUrl(next: string) {\n  return `/login?next=${encodeURIComponent(next)}`;\n}\n' }, []],
    ['nothing in tests', { 'lib/admin.test.ts': ADMIN, 'tests/redirect.ts': SAFE_PATH }, []],
    ['nothing of default exports, which everybody names as they like', { 'lib/admin.ts': ADMIN.replace('export function createAdminClient', 'export default function') }, []],
    ['nothing in files that do not parse', { 'lib/admin.ts': `${ADMIN}const = 1;` }, []],
    ['a thing once, however often it is exported', { 'lib/admin.ts': ADMIN, 'lib/other.ts': ADMIN }, [{ key: 'adminFactories', api: 'createAdminClient' }]],
  ])('%s', (_, files, proposals) => {
    expect(survey(files)).toEqual(proposals);
  });

  test('is found in the example application', () => {
    const tool = findEslint(rootsFrom(root, [])).tool!;
    const parser = findParser(rootsFrom(root, []), tool.module).tool;
    const files = filesIn('examples/saas', '.ts').map((path) => join(root, path));
    const { proposals, tables } = surveyProject(join(root, 'examples/saas'), files, tool, parser, () => undefined);
    expect(proposals.map(({ key, api, file }) => ({ key, api, file }))).toContainEqual({ key: 'redirectSanitizers', api: 'safeRedirectPath', file: join(root, 'examples/saas/lib/redirects.ts') });
    expect(tables.length).toBeGreaterThan(0);
  });
});

describe('the tables', () => {
  test('of a Prisma schema are read, without relations and comments', () => {
    const tables = tablesInPrisma(SCHEMA);
    expect(tables).toEqual([
      { name: 'User', columns: ['id', 'email', 'firstName', 'organizationId'] },
      { name: 'Organization', columns: ['id', 'name', 'users'].slice(0, 2) },
      { name: 'Invoice', columns: ['id', 'organizationId', 'total'] },
    ]);
    expect(tenantColumns(tables)).toEqual([['organizationId', 2]]);
    expect(sensitiveColumns(tables)).toEqual(['User.email', 'User.firstName']);
  });

  test('say nothing where there is nothing to say', () => {
    expect(tablesInPrisma('generator client { provider = "prisma-client" }')).toEqual([]);
    expect(tenantColumns([{ name: 'a', columns: ['id', 'userId', 'teamId'] }])).toEqual([]);
    expect(sensitiveColumns([{ name: 'stats', columns: ['emailCount', 'tokenCount'] }])).toEqual([]);
  });
});

describe('the stack', () => {
  test('is read from package.json, lock file and .gitignore', () => {
    const { folder } = projectOf({
      'package.json': JSON.stringify({ type: 'module', dependencies: { next: '16', '@supabase/ssr': '1', pino: '10' }, devDependencies: { prisma: '7', 'typescript-eslint': '8' } }),
      'bun.lock': '', 'tsconfig.json': '{}', '.gitignore': 'node_modules\n/dist/\ncoverage\n',
      'packages/api/package.json': JSON.stringify({ dependencies: { hono: '4' } }),
      'packages/broken/package.json': '{',
    });
    const stack = stackOf(folder, [join(folder, 'packages/api'), join(folder, 'packages/broken')], false);
    expect(stack).toMatchObject({ parts: ['Next.js', 'Hono', 'Supabase', 'Prisma', 'pino'], manager: 'Bun', typescript: true, jsx: true, isModule: true, outputFolders: ['.next', 'out', 'dist', 'coverage'] });
  });

  test('is little in a small project', () => {
    expect(stackOf(projectOf({ 'package.json': '{}' }).folder, [], false)).toMatchObject({ parts: [], manager: 'npm', typescript: false, jsx: false, isModule: false, outputFolders: [] });
  });
});

describe('init', () => {
  const fresh = (): Project =>
    projectOf({ 'package.json': JSON.stringify({ dependencies: { next: '16', '@supabase/supabase-js': '2' } }), 'pnpm-lock.yaml': '', 'lib/admin.ts': ADMIN, 'prisma/schema.prisma': SCHEMA, 'eslint-test.js': '' }, ['eslint', 'parser', 'plugin']);

  test('sets up a project that has nothing, after it has shown and asked', async () => {
    const project = fresh();
    const { code, stdout } = await runAtTerminal(project, ['init'], { typed: ['y'] });
    expect(code).toBe(0);
    expect(stdout).toContain('Found: TypeScript, Next.js, Supabase; packages by pnpm.');
    expect(stdout).toContain('adminFactories\n    - createAdminClient (lib/admin.ts) returns a Supabase client with the service-role key');
    expect(stdout).toContain('Rows belong to: organizationId (in 2 tables). No setting takes this yet.');
    expect(stdout).toContain('Personal data and secrets are in User.email, User.firstName.');
    expect(stdout).toContain("+   { settings: { bulwark: { adminFactories: ['createAdminClient'] } } },");
    expect(stdout).toContain('Write eslint.config.mjs? [y]es, [n]o: ');
    expect(project.read('eslint.config.mjs')).toContain("adminFactories: ['createAdminClient']");
    // What was written is what a check uses.
    expect(run(project, []).stderr).toContain('and eslint.config.mjs\n');
    const again = await runAtTerminal(project, ['init']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('eslint.config.mjs has Bulwark already; nothing is changed.');
  });

  test.each([['n'], [''], []])('writes nothing on %j', async (...typed) => {
    const project = fresh();
    const { code, stdout } = await runAtTerminal(project, ['init'], { typed });
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written.');
    expect(project.has('eslint.config.mjs')).toBe(false);
  });

  test('without a terminal shows the change and says how to write it', () => {
    const project = fresh();
    const { code, stdout, stderr } = run(project, ['init']);
    expect(code).toBe(2);
    expect(stdout).toContain('+ export default defineConfig([');
    expect(stderr).toContain('eslint-plugin-bulwark: nothing was written: there is no terminal to ask on; --yes writes without asking\n');
    expect(project.has('eslint.config.mjs')).toBe(false);
    expect(run(project, ['init', '--yes', '--preset', 'strict', '--no-settings']).code).toBe(0);
    expect(project.read('eslint.config.mjs')).toContain('bulwark.configs.strict,');
    expect(project.read('eslint.config.mjs')).not.toContain('settings');
  });

  test('edits a configuration that is there, and brings a parser where TypeScript has none', () => {
    const project = projectOf({ 'a.ts': 'export {};\n', 'eslint.config.js': '// Ours.\nexport default [\n  { rules: { eqeqeq: "error" } },\n];\n' }, ['eslint', 'parser', 'plugin']);
    expect(run(project, ['init', '-y']).code).toBe(0);
    expect(project.read('eslint.config.js')).toBe(
      'import tsParser from "@typescript-eslint/parser";\nimport bulwark from "eslint-plugin-bulwark";\n\n// Ours.\nexport default [\n  { rules: { eqeqeq: "error" } },\n  { files: ["**/*.{ts,tsx,mts,cts}"], languageOptions: { parser: tsParser } },\n  bulwark.configs.recommended,\n];\n',
    );
    expect(run(project, []).code).toBe(0);
    expect(run(project, ['init', '-y']).stdout).toContain('has Bulwark already');
  });

  test('brings none where there is one', () => {
    const project = projectOf({ 'a.ts': 'export {};\n', 'eslint.config.js': "import parser from '@typescript-eslint/parser';\nexport default [{ files: ['**/*.ts'], languageOptions: { parser } }];\n" }, ['eslint', 'parser', 'plugin']);
    run(project, ['init', '-y']);
    expect(project.read('eslint.config.js')).toBe("import parser from '@typescript-eslint/parser';\nimport bulwark from 'eslint-plugin-bulwark';\nexport default [{ files: ['**/*.ts'], languageOptions: { parser } }, bulwark.configs.recommended];\n");
  });

  test('edits TypeScript with the parser of the project', () => {
    const text = "import type { Linter } from 'eslint';\nexport default [{ rules: {} }] satisfies Linter.Config[];\n";
    const project = projectOf({ 'eslint.config.ts': text }, ['eslint', 'parser', 'jiti', 'plugin']);
    run(project, ['init', '-y']);
    expect(project.read('eslint.config.ts')).toContain('[{ rules: {} }, ');
    const blind = projectOf({ 'eslint.config.ts': text }, ['eslint']);
    const { code, stdout } = run(blind, ['init', '-y']);
    expect(code).toBe(1);
    expect(stdout).toContain('eslint.config.ts cannot be read as code.');
    expect(blind.read('eslint.config.ts')).toBe(text);
  });

  test.each([
    ['a shape that it does not understand', { 'eslint.config.mjs': "export { default } from './base.mjs';\n" }, 'eslint.config.mjs is left alone: it passes on the configuration of another file.'],
    ['an error', { 'eslint.config.mjs': 'export default [;' }, 'eslint.config.mjs cannot be read as code.'],
    ['the old kind', { '.eslintrc.json': '{}' }, 'There is .eslintrc.json, which ESLint 9 and newer do not read; turn it into an eslint.config.js first'],
  ])('prints what to paste for %s', (_, files, message) => {
    const project = projectOf(files, ['eslint', 'plugin']);
    const { code, stdout } = run(project, ['init', '-y']);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(message);
    expect(stdout).toContain("At the top of the configuration:\n\nimport bulwark from 'eslint-plugin-bulwark';\n\nAt the end of its list:\n\nbulwark.configs.recommended,\n");
    for (const [path, text] of Object.entries(files)) expect(project.read(path)).toBe(text);
  });

  test('says what is still to be installed, with the package manager of the project', () => {
    const { stdout } = run(projectOf({ 'yarn.lock': '', 'a.ts': '' }, ['eslint']), ['init', '-y']);
    expect(stdout).toContain('Next:\n  yarn add --dev eslint-plugin-bulwark @typescript-eslint/parser typescript\n  npx eslint .\n');
    const bare = run(projectOf({ 'a.js': '' }, []), ['init', '-y']);
    expect(bare.stdout).toContain('npm install --save-dev eslint-plugin-bulwark eslint\n');
    expect(bare.code).toBe(0);
  });

  test('needs a project', () => {
    const project = projectOf({});
    project.write('empty/readme.md', '');
    expect(run({ folder: join(project.folder, 'empty') }, ['init'])).toEqual({ code: 2, stdout: '', stderr: 'eslint-plugin-bulwark: there is no package.json here; start init in the root folder of a project\n' });
  });
});
