/** Calls that start a program, where the words of its command line stand, and how well-known programs take a secret instead. */
import type { ApiRow, Fact, Place } from './schema.js';

const command = (...words: readonly Place[]): Fact => ({ role: 'command', words });
/** A text that a shell takes apart. */
const SHELL = command({ arg: 0 });
/** A program and the list of its arguments; some libraries allow the options in their place. */
const PROGRAM = command({ arg: 0 }, { arg: 1 });
/** Only as the tag of a template, whose values become arguments: called, it takes options, or is jQuery. */
const TEMPLATE = command();

export const PROCESSES: readonly ApiRow[] = [
  { module: 'child_process', path: '{exec,execSync}()', fact: SHELL },
  { module: 'child_process', path: '{spawn,spawnSync,execFile,execFileSync,fork}()', fact: PROGRAM },
  { module: 'execa', path: '{execaCommand,execaCommandSync}()', fact: SHELL },
  { module: 'execa', path: '{execa,execaSync,execaNode,$}()', fact: PROGRAM },
  { module: 'execa', path: '{execa,execaSync,$}()()', fact: PROGRAM },
  { module: 'execa', path: '$.sync()', fact: TEMPLATE },
  // Up to version 5, whose default export was the function.
  { module: 'execa', path: '()', fact: PROGRAM },
  { module: 'execa', path: '{sync,node}()', fact: PROGRAM },
  { module: 'execa', path: '{command,commandSync}()', fact: SHELL },
  { module: 'zx', path: '$()', fact: TEMPLATE },
  { module: 'zx', path: '$()()', fact: TEMPLATE },
  { module: 'zx', path: '$.sync()', fact: TEMPLATE },
  { module: ['zx', 'zx/core'], path: 'spawn()', fact: PROGRAM },
  // With `import 'zx/globals'`, or run by `zx` itself.
  { global: true, path: '$()', fact: TEMPLATE },
  { module: 'bun', path: '$()', fact: TEMPLATE },
  { global: true, path: 'Bun.$()', fact: TEMPLATE },
  { module: 'bun', path: '{spawn,spawnSync}()', fact: command({ arg: 0, path: ['cmd'] }, { arg: 0 }) },
  { global: true, path: 'Bun.{spawn,spawnSync}()', fact: command({ arg: 0, path: ['cmd'] }, { arg: 0 }) },
  { global: true, path: 'Deno.Command#()', fact: command({ arg: 0 }, { arg: 1, path: ['args'] }) },
  { global: true, path: 'Deno.run()', fact: command({ arg: 0, path: ['cmd'] }) },
  { module: ['@david/dax', 'dax-sh', 'dax'], path: '()', fact: TEMPLATE },
  { module: ['@david/dax', 'dax-sh', 'dax'], path: '$()', fact: TEMPLATE },
  { module: 'shelljs', path: 'exec()', fact: SHELL },
  { module: 'shelljs', path: 'cmd()', fact: PROGRAM },
  { global: true, path: 'shell.exec()', fact: SHELL },
  { module: 'cross-spawn', path: '()', fact: PROGRAM },
  { module: 'cross-spawn', path: '{spawn,sync}()', fact: PROGRAM },
  { module: 'tinyexec', path: '{x,exec,xSync}()', fact: PROGRAM },
  { module: 'nano-spawn', path: '()', fact: PROGRAM },
  { module: 'node-pty', path: 'spawn()', fact: PROGRAM },
  { module: 'node-cmd', path: '{run,runSync,get}()', fact: SHELL },
  { module: '@actions/exec', path: '{exec,getExecOutput}()', fact: PROGRAM },
  // What projects call `promisify(exec)` and its like when it stands in a file of its own.
  { module: '*', path: '{execAsync,execPromise,execPromisified,promisifiedExec,execCommandAsync}()', fact: SHELL },
  { module: '*', path: '{execFileAsync,execFilePromise,spawnAsync,spawnPromise}()', fact: PROGRAM },
];

/** How a program takes a secret that does not stand on its command line. The first row whose pattern (flags `iu`) the command line matches counts. */
export const PROGRAM_REMEDIES: readonly { readonly program: string; readonly remedy: string }[] = [
  { program: String.raw`^(?:\S*/)?(?:mysql\w*|mariadb[\w-]*)\b`, remedy: 'pass it as `env: { MYSQL_PWD: … }`' },
  { program: String.raw`^(?:\S*/)?(?:psql|pg_\w+|createdb|dropdb|vacuumdb)\b`, remedy: 'pass it as `env: { PGPASSWORD: … }`, and connect with a URL that has no password in it' },
  { program: String.raw`^(?:\S*/)?redis-cli\b`, remedy: 'pass it as `env: { REDISCLI_AUTH: … }`' },
  { program: String.raw`^(?:\S*/)?sshpass\b`, remedy: 'write `sshpass -e` and pass it as `env: { SSHPASS: … }`' },
  { program: String.raw`^(?:\S*/)?(?:docker|podman|helm|crane|buildah|oras)\b.*\blogin\b`, remedy: 'write `--password-stdin` and give it to `input`' },
  { program: String.raw`^(?:\S*/)?(?:docker|podman|buildah|nerdctl)\b.*\bbuild\b`, remedy: 'write `--secret id=…,env=NAME` and pass it as `env: { NAME: … }`' },
  { program: String.raw`^(?:\S*/)?(?:docker|podman|nerdctl)\b`, remedy: 'write `-e NAME` without a value and pass it as `env: { NAME: … }`' },
  { program: String.raw`^(?:\S*/)?kubectl\b`, remedy: 'write `--from-file=name=/dev/stdin` and give it to `input`' },
  { program: String.raw`^(?:\S*/)?git\b`, remedy: 'leave it out of the URL and let git ask a credential helper, or `GIT_ASKPASS` in `env`' },
  { program: String.raw`^(?:\S*/)?curl\b`, remedy: 'write `--config -` and give the header to `input`, or use `fetch`' },
  { program: String.raw`^(?:\S*/)?openssl\b`, remedy: 'write `-pass env:NAME` and pass it as `env: { NAME: … }`' },
  { program: String.raw`^(?:\S*/)?gh\b`, remedy: 'pass it as `env: { GH_TOKEN: … }`' },
  { program: String.raw`^(?:(?:npx|pnpm|bunx)\s+(?:dlx\s+)?)?vercel\b`, remedy: 'pass it as `env: { VERCEL_TOKEN: … }`, or to `input`' },
  { program: String.raw`^(?:(?:npx|pnpm|bunx)\s+(?:dlx\s+)?)?wrangler\b`, remedy: 'pass it as `env: { CLOUDFLARE_API_TOKEN: … }`, or to `input`' },
  { program: String.raw`^(?:\S*/)?aws\b`, remedy: 'pass it as `env: { AWS_SECRET_ACCESS_KEY: … }`, or name a file of mode 0600 (`file://…`)' },
];

/**
 * Options (flags `u`) after which a program expects the name of a file: `ssh-keygen -f` is told where the key is, not the key.
 * Sources: the manual pages of the programs.
 */
export const FILE_OPTIONS: readonly { readonly program: string; readonly options: string }[] = [
  { program: '', options: String.raw`^--?(?:[\w-]*-)?(?:file|path|keystore|keyring|kubeconfig|identity)$` },
  { program: String.raw`^(?:\S*/)?ssh-keygen\b`, options: '^-[a-zA-Z]*f$' },
  { program: String.raw`^(?:\S*/)?(?:ssh|scp|sftp|ssh-copy-id)\b`, options: '^-[a-zA-Z]*[iF]$' },
  { program: String.raw`^(?:\S*/)?openssl\b`, options: '^-(?:in|inkey|key|keyout|out|CAkey|signkey|sign|verify|prverify)$' },
  { program: String.raw`^(?:\S*/)?curl\b`, options: '^(?:--key|--cert|--cacert|--config|-[EK])$' },
  { program: String.raw`^(?:\S*/)?(?:age|rage)\b`, options: '^-i$' },
  { program: String.raw`^(?:\S*/)?cosign\b`, options: '^--key$' },
];
