import { on, type Case } from '../case.js';

const commands = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('command', ...texts) });

export const PROCESS_CASES: readonly Case[] = [
  commands("import cp, { exec, spawnSync } from 'node:child_process'; import { promisify } from 'node:util'; const run = promisify(cp.execFile);", 'exec(c)', "spawnSync('a', b)", 'cp.fork(m)', "run('a', b)"),
  commands("import execa, { execa as run, execaCommand, $ as e } from 'execa';", "execa('a')", "run('a', b)", 'run`a ${b}`', 'run(o)`a ${b}`', 'execaCommand(c)', 'e`a ${b}`', 'e(o)`a ${b}`', 'e.sync`a`', "execa.sync('a')", 'execa.command(c)'),
  commands("import { $, spawn } from 'zx';", '$`a ${b}`', '$(o)`a ${b}`', '$.sync`a`', "spawn('a', b)"),
  commands("import { $, spawn } from 'bun'; import { $ as dax } from '@david/dax'; import old from 'dax';", '$`a ${b}`', "spawn(['a'])", 'dax`a`', 'old`a`'),
  commands('', '$`a ${b}`', 'Bun.$`a`', "Bun.spawn(['a'])", 'Deno.run({ cmd })', "new Deno.Command('a', { args })", 'shell.exec(c)'),
  commands("import shell from 'shelljs'; import { cmd } from 'shelljs'; import cross, { spawn } from 'cross-spawn'; import { x } from 'tinyexec'; import nano from 'nano-spawn'; import { spawn as pty } from 'node-pty'; import command from 'node-cmd'; import { exec } from '@actions/exec';", 'shell.exec(c)', "cmd('a', 'b')", "cross('a', b)", "spawn('a', b)", "x('a', b)", "nano('a', b)", "pty('a', b)", 'command.runSync(c)', "exec('a', b)"),
  commands("import { execAsync, spawnAsync } from '@/lib/shell';", 'execAsync(c)', "spawnAsync('a', b)"),
  { code: "import { quote } from 'shell-quote'; import escape from 'shell-escape'; import { Shescape } from 'shescape'; quote([a]); escape([b]); new Shescape().quote(c);", expect: on('shows', 'quote([a])', 'escape([b])', 'new Shescape().quote(c)') },
  { code: "const exec = (c) => c; exec(c); /x/.exec(c); db.exec(c);", expect: [], not: on('command', 'exec(c)', '/x/.exec(c)', 'db.exec(c)') },
];
