/** What kind of file a path says it is. Paths are relative to the project, with `/` in front and between: `/src/app/page.tsx`. */

export type FileKind =
  | 'test' | 'story' | 'fixture' | 'mock' | 'example'
  | 'script' | 'cli' | 'migration' | 'seed' | 'job' | 'config' | 'declaration'
  | 'next-route' | 'next-page' | 'next-middleware' | 'svelte-route' | 'remix-route' | 'nuxt-route'
  | 'client' | 'server-action'
  | 'audit';

/** Kinds that several rules leave out for the same reason. */
export const FILE_GROUPS = {
  /** Nothing in it is real: the users, keys and requests are made up, or there are only types. */
  pretended: ['test', 'mock', 'fixture', 'story', 'declaration'],
  /** No request reaches it: pretended, or run by hand or in CI, where the module is the program and whoever started it sees what fails. */
  unserved: ['test', 'mock', 'fixture', 'story', 'declaration', 'script', 'cli', 'migration', 'seed', 'config'],
} as const satisfies Readonly<Record<string, readonly FileKind[]>>;

export type FileGroup = keyof typeof FILE_GROUPS;

export interface FileKindRow {
  readonly kind: FileKind;
  /** Source of a regular expression (flags `iu`) that some part of the path matches. */
  readonly path: string;
  /** Source of a regular expression for paths that are not of this kind all the same. */
  readonly unless?: string;
}

const SOURCE = String.raw`\.[cm]?[jt]sx?$`;
/** A package of a monorepo, or the project itself, with or without `src`. */
const ROOT = String.raw`^(?:/(?:apps|packages|services|projects|libs)/[^/]+|/(?:web|www|frontend|client|site|app))?(?:/src)?`;
/** Files that a framework serves, whatever their folder is called: `app/test/page.tsx` is a page for everybody. */
const SERVED = String.raw`/(?:app|pages|routes)/(?:.*/)?(?:page|layout|route|template|loading|error|not-found|default|\+[\w.]+)${SOURCE}|${ROOT}/pages/api/`;
/** Where `job` is a word of the product: job offers. */
const PRODUCT = String.raw`${SERVED}|/(?:components?|hooks|features|types|pages|models)/|\.[jt]sx$`;

const folder = (names: string): string => String.raw`/(?:${names})/`;
/** `x.name.ts`, `x_name.ts`, `name.ts`: the word stands alone, so that `latest.ts` is no test. After a hyphen it is an ordinary word (`ab-test.ts`, `api-spec.ts`). */
const suffix = (names: string): string => String.raw`[/._](?:${names})${SOURCE}`;
const hyphenated = (names: string): string => String.raw`[/._-](?:${names})${SOURCE}`;

export const FILE_KINDS: readonly FileKindRow[] = [
  { kind: 'test', path: suffix('test|tests|spec|specs|e2e|e2e-spec|e2e-test|cy|pw|test-d|spec-d|bench') },
  { kind: 'test', path: folder(String.raw`__tests?__|tests?|specs?|e2e|cypress|playwright|__e2e__|test-utils|testing-utils|test-suites?|(?:libs?|packages)/testing|(?:integration|unit|e2e|acceptance|smoke|load|stress|performance|k6)[-_]tests?|__benchmarks?__`), unless: SERVED },
  { kind: 'test', path: String.raw`/(?:test[-_.]?(?:utils?|helpers?|setup|factory|factories)|setup[-_.]?tests?|(?:vitest|jest|playwright|cypress)(?:[.-][\w-]+)?[.-](?:setup|global[-.]?setup|polyfills?)|[^/]*\.test-(?:utils?|helpers?))(?:\.[\w-]+)*${SOURCE}` },
  // No bare `/stories/`: product of news and writing sites.
  { kind: 'story', path: String.raw`\.(?:stories|story)${SOURCE}` },
  { kind: 'story', path: folder(String.raw`__stories__|\.storybook`) },
  { kind: 'fixture', path: folder('__fixtures__|fixtures?|testdata|test-data|test_data|__snapshots__') },
  { kind: 'fixture', path: hyphenated('fixtures?') },
  { kind: 'mock', path: folder('__mocks__|mocks?|__mock__') },
  { kind: 'mock', path: hyphenated('mocks?|mock[-_](?:data|server|api|handlers)|mockdata|mockServiceWorker') },
  { kind: 'example', path: folder('examples?|demos?|samples?'), unless: SERVED },
  // Deeper inside, playgrounds and sandboxes are features of AI products.
  { kind: 'example', path: String.raw`^/(?:apps/|packages/)?(?:playgrounds?|sandbox)/` },
  { kind: 'example', path: String.raw`\.example${SOURCE}` },
  { kind: 'script', path: folder('scripts?'), unless: SERVED },
  // Elsewhere `tools` are the tools of a language model.
  { kind: 'script', path: String.raw`^/(?:tools|tooling|hack|ci|\.github)/`, unless: SERVED },
  // Not after a hyphen: `theme-script.tsx` is a component.
  { kind: 'script', path: String.raw`\.script${SOURCE}` },
  { kind: 'cli', path: folder('cli|bin'), unless: SERVED },
  { kind: 'cli', path: hyphenated('cli') },
  // A package of a command line: `packages/cli-v3`, `packages/acme-cli`.
  { kind: 'cli', path: String.raw`^/(?:apps|packages)/(?:[\w.]+-)*cli(?:-[\w.]+)*/` },
  { kind: 'migration', path: folder('migrations?|migrate') },
  { kind: 'migration', path: hyphenated('migration|migrate') },
  { kind: 'seed', path: folder('seeds?|seeders?|seeding') },
  { kind: 'seed', path: hyphenated('seeds?|seeder') },
  // A seed phrase is a wallet's.
  { kind: 'seed', path: String.raw`/seed[-_.](?!phrase)[^/]*${SOURCE}` },
  { kind: 'config', path: String.raw`/[^/]*[^/._-][._-](?:config|conf)${SOURCE}` },
  { kind: 'config', path: String.raw`/(?:gulpfile|gruntfile|webpack\.[\w.-]+|\.[a-z]+rc)${SOURCE}` },
  { kind: 'declaration', path: String.raw`\.d(?:\.[\w-]+)?\.[cm]?ts$` },
  { kind: 'job', path: folder('jobs?|workers?|crons?|queues?|inngest'), unless: PRODUCT },
  { kind: 'job', path: String.raw`${ROOT}/trigger/` },
  { kind: 'job', path: String.raw`/[^/]*[^/._-][._-](?:jobs?|queue|processor|consumer)${SOURCE}|/(?:[^/]*[._-])?(?:worker|cron)${SOURCE}`, unless: PRODUCT },
  { kind: 'job', path: String.raw`/api/(?:.*/)?crons?(?:/|${SOURCE})` },
  // The audit log itself: what writes and serves it.
  { kind: 'audit', path: folder('audits?|audit[-_]?(?:logs?|logging|logger|trails?|events?)|activity[-_]?logs?') },
  { kind: 'audit', path: String.raw`/(?:[^/]*[._-])?(?:audit|audit[-_]?(?:logs?|logging|logger|trails?|events?|service)|activity[-_]?(?:logs?|logger))(?:[._-][^/]*)?${SOURCE}` },
  { kind: 'next-route', path: String.raw`/app/(?:.*/)?route\.[jt]sx?$` },
  { kind: 'next-route', path: String.raw`${ROOT}/pages/api/` },
  { kind: 'next-page', path: String.raw`/app/(?:.*/)?(?:page|layout|template|loading|error|global-error|not-found|default)\.[jt]sx?$` },
  { kind: 'next-page', path: String.raw`${ROOT}/pages/(?!api/)(?:.*/)?[^/]+\.[jt]sx?$` },
  { kind: 'next-middleware', path: String.raw`${ROOT}/(?:middleware|proxy)\.[cm]?[jt]s$` },
  { kind: 'svelte-route', path: String.raw`/\+(?:server|page\.server|layout\.server|page|layout)\.[jt]s$` },
  { kind: 'svelte-route', path: String.raw`${ROOT}/hooks\.server\.[jt]s$` },
  { kind: 'remix-route', path: String.raw`/app/(?:routes/.*|root)\.[jt]sx?$` },
  { kind: 'nuxt-route', path: String.raw`/server/(?:api|routes|middleware)/.*\.[jt]s$` },
];

/**
 * Words of which a path has one, if any row of the kind is met: most paths have none, and are held against no row. A space is any
 * character that is neither a letter nor a digit.
 */
export const FILE_KIND_WORDS: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  test: ['test', 'spec', 'e2e', 'cypress', 'playwright', 'jest', 'bench', ' cy ', ' pw '],
  story: ['story', 'stories'],
  fixture: ['fixture', 'testdata', 'test data', 'snapshot'],
  mock: ['mock'],
  example: ['example', 'demo', 'sample', 'playground', 'sandbox'],
  script: ['script', 'tools', 'tooling', 'hack', ' ci ', 'github'],
  cli: [' cli ', ' bin '],
  migration: ['migrat'],
  seed: ['seed'],
  config: [' config ', ' conf ', 'gulpfile', 'gruntfile', 'webpack', ...['', 'c', 'm'].flatMap((module) => ['js', 'ts', 'jsx', 'tsx'].map((type) => `rc ${module}${type}`))],
  declaration: [' d '],
  job: ['job', 'worker', 'cron', 'queue', 'inngest', ' trigger ', 'processor', 'consumer'],
  audit: ['audit', 'activity'],
  'next-route': [' route ', ' pages api '],
  'next-page': [' page ', ' pages ', ' layout ', ' template ', ' loading ', ' error ', ' not found ', ' default '],
  'next-middleware': [' middleware ', ' proxy '],
  'svelte-route': [' server ', ' page ', ' layout '],
  'remix-route': [' routes ', ' root '],
  'nuxt-route': [' server '],
};

/** Directives at the top of a file. */
export const DIRECTIVE_KINDS: Readonly<Record<string, FileKind>> = { 'use client': 'client', 'use server': 'server-action' };
