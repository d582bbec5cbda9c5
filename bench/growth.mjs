// Does the cost grow with the tree, or faster? Generated trees of three sizes, whole processes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from './generate.mjs';
import { measureProcesses } from './process.mjs';
import { filesOf } from './trees.mjs';

/** Runs work on a folder that holds a generated tree, and removes it. */
export async function withGenerated(files, work) {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bench-'));
  try {
    writeTree(folder, { files });
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function measureGrowth(sizes, names, rounds, progress) {
  const steps = [];
  for (const size of sizes) {
    const step = await withGenerated(size, (folder) => measureProcesses(filesOf([folder]), names, rounds, (what) => progress?.(`${size} files, ${what}`)));
    steps.push({ files: step.files, lines: step.lines, runs: step.runs });
  }
  return steps;
}
