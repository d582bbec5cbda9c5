import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { ESLint } from 'eslint';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { root } from '../helpers/project.js';
import { app, eslintFindings, type Finding } from './findings.js';

const FILE = 'app/actions/members.ts';

/** ESLint's own server for coding agents, started in the example application as an agent's settings would say. */
describe('a coding agent, by way of ESLint’s MCP server', () => {
  const client = new Client({ name: 'agent', version: '1.0.0' });
  let result: ESLint.LintResult;

  beforeAll(async () => {
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [join(root, 'node_modules/@eslint/mcp/src/mcp-cli.js')], cwd: app, stderr: 'ignore' }));
    const { content } = await client.callTool({ name: 'lint-files', arguments: { filePaths: [join(app, FILE)] } });
    const texts = (content as readonly { readonly text: string }[]).map(({ text }) => text);
    result = JSON.parse(texts.find((text) => text.startsWith('{')) ?? '{}') as ESLint.LintResult;
  });

  afterAll(() => client.close());

  test('gets the findings that everybody gets', async () => {
    const expected = (await eslintFindings()).filter(({ file, rule }: Finding) => file === FILE && plugin.rules[rule]?.meta.docs.recommended);
    expect(expected.length).toBeGreaterThan(3);
    expect(result.messages.map(({ line, ruleId, message }) => ({ line, rule: ruleId?.replace('bulwark/', ''), message }))).toEqual(expected.map(({ line, rule, message }) => ({ line, rule, message })));
  });

  test('gets suggestions as text to put in', () => {
    const { suggestions } = result.messages.find(({ ruleId }) => ruleId === 'bulwark/no-insecure-random')!;
    expect(suggestions?.map(({ desc, fix }) => [desc, fix.text])).toContainEqual(['Use a random UUID (122 unpredictable bits).', 'globalThis.crypto.randomUUID()']);
  });

  // The agent reads the message before it has opened the file.
  test('is told what is wrong and what to do instead, without the code', () => {
    for (const { message } of result.messages) {
      expect(message).toMatch(/`[^`]+`/u);
      expect(message.split(/(?<=[.:]) (?=[A-Z`])/u).length, message).toBeGreaterThan(1);
      expect(message).not.toMatch(/\b(?:above|below|see (?:the )?(?:code|docs))\b|\{\{/iu);
    }
  });
});
