// The whole process: what a user waits for and pays for. Every configuration lints the same files in a process of its own, in
// turn, several times; it counts user and system CPU, and the memory at its peak.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { FLOOR } from './configurations.mjs';
import { rotated } from './statistics.mjs';

const CHILD = join(import.meta.dirname, 'lint-once.mjs');

/**
 * @param files from `filesOf`; on the first round, files on which a plugin crashes are left out for everybody.
 * @returns per configuration the CPU milliseconds and peak megabytes of each round.
 */
export async function measureProcesses(files, names, rounds, progress) {
  const wanted = [FLOOR, ...names.filter((name) => name !== FLOOR)];
  const left = grouped(files);
  const crashes = [];
  // The rehearsal also brings the files into the cache of the disk, so that the first round is like the others.
  for (const name of wanted) {
    progress?.(`rehearsal of ${name}`);
    for (;;) {
      const { crash } = await lintOnce(name, left);
      if (!crash) break;
      crashes.push({ name, ...crash });
      for (const [cwd, list] of left) left.set(cwd, list.filter(({ path }) => path !== crash.path));
    }
  }
  const runs = Object.fromEntries(wanted.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of rotated(wanted, round)) {
      progress?.(`round ${round + 1} of ${rounds}: ${name}`);
      const { cpu, memory } = await lintOnce(name, left);
      runs[name].push({ cpu, memory });
    }
  }
  const measured = [...left.values()].flat();
  return { runs, files: measured.length, lines: measured.reduce((total, { lines }) => total + lines, 0), crashes };
}

function grouped(files) {
  const groups = new Map();
  for (const file of files) groups.set(file.cwd, [...(groups.get(file.cwd) ?? []), file]);
  return groups;
}

/** CPU in milliseconds and memory in megabytes of one process that lints everything once. */
async function lintOnce(name, filesByFolder) {
  const job = { name, folders: [...filesByFolder].map(([cwd, files]) => ({ cwd, files: files.map(({ path }) => path) })) };
  return runChild([CHILD], JSON.stringify(job));
}

/** Runs Node with some arguments, and reads the JSON that it prints last. */
export function runChild(args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject).on('close', (status) => {
      if (status !== 0) reject(new Error(`a child process (${args[0]}) ended with ${status}`));
      else resolve(JSON.parse(output.trim().split('\n').at(-1)));
    });
    child.stdin.end(input);
  });
}
