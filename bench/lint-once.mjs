// The child of process.mjs: lints as the command line does, with one configuration, and prints what that took. Findings are
// made but not counted.
import { ESLint } from 'eslint';
import { configurationOf } from './configurations.mjs';
import { peakMemory } from './memory.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { name, folders } = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const { config } = await configurationOf(name);
let crash;
for (const { cwd, files } of folders) {
  if (files.length === 0) continue;
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, ignore: false, errorOnUnmatchedPattern: false });
  try {
    await eslint.lintFiles(files);
  } catch (error) {
    const [message] = String(error.message).split('\n');
    const path = files.find((file) => String(error.message).includes(`Occurred while linting ${file}`));
    if (!path) throw error;
    crash = { path, message };
    break;
  }
}
const { userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: peakMemory(), crash }));
