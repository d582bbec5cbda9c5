// The changelog's part in a release. `npm version` runs this: what is unreleased becomes the section of the new version.
// With --check and a tag it only tells whether tag, package.json and changelog speak of the same version.
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const has = (title) => new RegExp(`^## ${title.replaceAll('.', String.raw`\.`)}(?: |$)`, 'mu').test(changelog);

if (process.argv[2] === '--check') {
  if (process.argv[3] !== `v${version}`) fail(`the tag is ${process.argv[3]}, but package.json says ${version}`);
  if (!has(version)) fail(`CHANGELOG.md has no section for ${version}`);
} else {
  if (!has('Unreleased')) fail('CHANGELOG.md has nothing under "## Unreleased"');
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync('CHANGELOG.md', changelog.replace(/^## Unreleased$/mu, `## ${version} (${today})`));
}

function fail(reason) {
  console.error(`release: ${reason}`);
  process.exit(1);
}
