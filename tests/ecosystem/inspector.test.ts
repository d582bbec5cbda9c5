/** ESLint's own inspector of configurations shows what the presets switch on, and says what each rule is for. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { temporaryFolder } from '../cli/helper.js';
import { root } from '../helpers/project.js';
import { app } from './findings.js';

describe('the configuration inspector on the example', () => {
  let shown = '';

  beforeAll(() => {
    const out = temporaryFolder();
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/@eslint/config-inspector/bin.mjs'), 'build', '--outDir', out], { cwd: app, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    shown = readFileSync(join(out, '__rpc-dump/eslint-config-inspector~get-payload.fallback.json'), 'utf8');
  });

  test('names the preset', () => {
    expect(shown).toMatch(/"[^"]*\bbulwark\/recommended"/u);
  });

  test.each(Object.entries(plugin.rules))('shows what %s is for, and where its page is', (name, { meta }) => {
    expect(shown).toContain(JSON.stringify(`bulwark/${name}`));
    expect(shown).toContain(JSON.stringify(meta.docs.description));
    expect(shown).toContain(JSON.stringify(meta.docs.url));
  });
});
