import { namesIn, read } from './project.js';

/**
 * The code of a rule page. Convention: the first line of a code block is a comment that starts with ❌ (the rule reports
 * the file at least once) or ✅ (it does not). The info string of the fence may carry
 * `filename=app/x/route.ts`, `options={"a":1}` (the rule's option object), `settings={…}` (`settings.bulwark`) and `types`
 * (the block is linted with type information, as the `file.ts` of tests/fixtures/types).
 */
export interface CodeBlock {
  /** Line of the fence in the page, from 1. */
  line: number;
  language: string;
  /** What follows the language on the fence. */
  info: string;
  code: string;
  verdict: 'bad' | 'good' | undefined;
}

interface RulePage {
  rule: string;
  text: string;
  blocks: CodeBlock[];
}

const FENCE = /^(`{3,})([\w-]*)[ \t]*(.*)\n([\s\S]*?)^\1[ \t]*$/gm;

/** Every page in docs/rules with its code blocks. */
export function rulePages(): RulePage[] {
  return namesIn('docs/rules', '.md').map((rule) => {
    const text = read(`docs/rules/${rule}.md`);
    return { rule, text, blocks: codeBlocks(text) };
  });
}

/** The fenced code blocks of a Markdown text. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [, , language = '', info = '', code = ''] = match;
    const mark = /^\s*(?:\/\/|\/\*|\{\s*\/\*)\s*(❌|✅)/u.exec(code)?.[1];
    return {
      line: markdown.slice(0, match.index).split('\n').length,
      language,
      info: info.trim(),
      code,
      verdict: mark === '❌' ? 'bad' : mark === '✅' ? 'good' : undefined,
    };
  });
}

/** The file name that a fence states, or one that fits its language. */
export function filenameOf(block: CodeBlock): string {
  return /(?:^|\s)filename=(\S+)/.exec(block.info)?.[1] ?? `example.${block.language}`;
}

/** Does a fence ask for type information? */
export function needsTypes(block: CodeBlock): boolean {
  return /(?:^|\s)types(?:\s|$)/.test(block.info);
}

/** The JSON object that a fence states under a key, or undefined. Throws on bad JSON. */
export function jsonOf(block: CodeBlock, key: 'options' | 'settings'): Record<string, unknown> | undefined {
  const start = new RegExp(`(?:^|\\s)${key}=(?=\\{)`).exec(block.info);
  if (!start) return undefined;
  const json = block.info.slice(start.index + start[0].length).replace(/\s(?:(?:filename|options|settings)=.*|types)$/, '');
  return JSON.parse(json) as Record<string, unknown>;
}
