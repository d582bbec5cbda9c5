import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lint } from '../helpers/lint.js';
import { optionNames } from '../helpers/options.js';
import { typedProject } from '../helpers/project.js';
import { codeBlocks, filenameOf, jsonOf, needsTypes, rulePages, type CodeBlock } from '../helpers/rule-pages.js';

const CODE = new Set(['ts', 'tsx', 'js', 'jsx']);
const TEXT = new Set(['json', 'sh', 'text', 'sql']);
const HEADER_END = '<!-- end auto-generated rule header -->';

/** The messages that a rule gives on a block; a block that does not parse throws. */
function reports(rule: string, block: CodeBlock): string[] {
  const options = jsonOf(block, 'options');
  const settings = jsonOf(block, 'settings');
  const messages = lint(
    block.code,
    needsTypes(block) ? join(typedProject, 'file.ts') : filenameOf(block),
    { [`bulwark/${rule}`]: options ? ['error', options] : 'error' },
    { ...(settings ? { settings } : {}), types: needsTypes(block) },
  );
  const fatal = messages.find((message) => message.ruleId !== `bulwark/${rule}`);
  if (fatal) throw new Error(`line ${String(block.line + fatal.line)}: ${fatal.message}`);
  return messages.map((message) => message.message);
}

test('code blocks are read with their marks and info strings', () => {
  const page = [
    '```ts filename=app/x/route.ts options={"a": 1} settings={"b":{"c":2}}',
    '// ❌ why',
    'x',
    '```',
    '```sh',
    'npm i',
    '```',
    '',
  ].join('\n');
  const [bad, plain] = codeBlocks(page);
  expect(bad).toMatchObject({ line: 1, language: 'ts', verdict: 'bad', code: '// ❌ why\nx\n' });
  expect(bad && [filenameOf(bad), jsonOf(bad, 'options'), jsonOf(bad, 'settings')]).toEqual([
    'app/x/route.ts',
    { a: 1 },
    { b: { c: 2 } },
  ]);
  expect(plain).toMatchObject({ line: 5, language: 'sh', verdict: undefined });
});

describe.each(rulePages())('docs/rules: $rule', ({ rule, text, blocks }) => {
  const code = blocks.filter((block) => block.verdict);

  test('has bad and good examples', () => {
    expect(code.map((block) => block.verdict)).toEqual(expect.arrayContaining(['bad', 'good']));
  });

  test('marks every code block that is not configuration or plain text', () => {
    const unmarked = blocks.filter(
      (block) => !block.verdict && !TEXT.has(block.language) && !/^config\b/.test(block.info),
    );
    expect(unmarked.map((block) => block.line)).toEqual([]);
    expect(code.filter((block) => !CODE.has(block.language)).map((block) => block.line)).toEqual([]);
  });

  test.each(code)('line $line is $verdict', (block) => {
    const found = reports(rule, block);
    if (block.verdict === 'bad') expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });

  test('gives the reason first, then the sections in order', () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    const options = optionNames(plugin.rules[rule]);
    const wanted = ['Examples', 'Options', 'Limitations', 'When not to use it', 'References'].filter(
      (heading) => heading !== 'Options' || options.length > 0,
    );
    expect(headings.filter((heading) => wanted.includes(heading ?? ''))).toEqual(wanted);
    const [, body = ''] = text.split(HEADER_END);
    expect(body.trimStart(), 'a paragraph follows the generated header').toMatch(/^[^#\s`<|-]/);
  });

  test('describes every option under a heading of its own', () => {
    const described = [...text.matchAll(/^### `(\w+)`/gm)].map((match) => match[1]);
    expect(described).toEqual(expect.arrayContaining(optionNames(plugin.rules[rule])));
  });
});
