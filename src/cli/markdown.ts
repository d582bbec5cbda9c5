/** Markdown as our pages use it, for a terminal: headings, lists, code, tables, links. */
import { plain, type Paint } from './io.js';
import { wrap } from './text.js';

export function renderMarkdown(markdown: string, paint: Paint, width: number): string {
  const out: string[] = [];
  const lines = markdown.replaceAll(/<!--[\s\S]*?-->/gu, '').split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = /^(\s*)(`{3,}|~{3,})\s*(\S*)(.*)$/u.exec(line);
    if (fence) {
      const end = lines.findIndex((each, at) => at > index && each.trim() === fence[2]);
      const last = end < 0 ? lines.length : end;
      out.push(...codeBlock(lines.slice(index + 1, last), fence[4] ?? '', paint), '');
      index = last;
    } else if (line.startsWith('|')) {
      let last = index;
      while (lines[last + 1]?.startsWith('|')) last++;
      out.push(...table(lines.slice(index, last + 1), paint, width));
      index = last;
    } else {
      let last = index;
      while (continues(line, lines[last + 1])) last++;
      out.push(...paragraph(lines.slice(index, last + 1), paint, width));
      index = last;
    }
  }
  // What was left out leaves no gap.
  return `${out.join('\n').replaceAll(/\n{3,}/gu, '\n\n').trim()}\n`;
}

/** Does a paragraph or an item of a list go on in the next line? */
function continues(line: string, next: string | undefined): boolean {
  return next !== undefined && line.trim() !== '' && !line.startsWith('#') && next.trim() !== '' && !/^(?:#|\||\s*(?:[-*]|\d+\.)\s|\s*(?:```|~~~))/u.test(next);
}

function paragraph(lines: readonly string[], paint: Paint, width: number): readonly string[] {
  const text = lines.join(' ');
  const heading = /^(#+)\s+(.*)$/u.exec(text);
  if (heading) return [paint(heading[1]?.length === 1 ? 'bold' : 'yellow', inline(heading[2] ?? '', plain)), ''];
  const [, indent = '', bullet = '', rest = ''] = /^(\s*)((?:[-*]|\d+\.)\s+)?(.*)$/su.exec(text) ?? [];
  const hanging = ' '.repeat(indent.length + bullet.length);
  return wrapped(rest, paint, width - hanging.length).map((line, index) => (index === 0 ? `${indent}${bullet}${line}` : hanging + line)).concat(rest === '' ? [''] : []);
}

/** Lines are broken before they are coloured: colours have a length, too. A piece of code may be broken; each part keeps its colour. */
function wrapped(text: string, paint: Paint, width: number): readonly string[] {
  let inCode = false;
  return wrap(inline(text, plain, '`'), width).map((line) => {
    const parts = line.split('`');
    const shown = parts.map((part, index) => ((index % 2 === 1) !== inCode ? paint('cyan', part) : part));
    if (parts.length % 2 === 0) inCode = !inCode;
    return shown.join('');
  });
}

/** The text without its marks. `tick` stands around code. */
function inline(text: string, paint: Paint, tick = ''): string {
  return text
    .replaceAll(/\[((?:[^[\]`]|`[^`]*`)+)\]\((\S+?)\)/gu, (_, label: string, target: string) => (/^https?:/u.test(target) ? `${label} (${target})` : label))
    .split(/(`+[^`]*`+)/u)
    .map((part, index) =>
      index % 2 === 1
        ? `${tick}${paint('cyan', part.replaceAll('`', ''))}${tick}`
        : part
            .replaceAll(/\*\*([^*]+)\*\*/gu, '$1')
            .replaceAll(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/gu, '$1')
            .replaceAll(/\\([\\`*_{}[\]()#+\-.!|<>])/gu, '$1'),
    )
    .join('');
}

const VERDICTS = { '❌': 'red', '✅': 'green' } as const;

function codeBlock(lines: readonly string[], info: string, paint: Paint): readonly string[] {
  const file = /filename=(\S+)/u.exec(info)?.[1];
  return [
    ...(file === undefined ? [] : [`    ${paint('dim', file)}`]),
    ...lines.map((line) => {
      const verdict = /(?:❌|✅)/u.exec(line)?.[0] as keyof typeof VERDICTS | undefined;
      return line === '' ? '' : `    ${verdict ? paint(VERDICTS[verdict], line) : line}`;
    }),
  ];
}

/** Each row as a short list: tables of options are wider than a terminal. */
function table(lines: readonly string[], paint: Paint, width: number): readonly string[] {
  const rows = lines.map((line) => line.replaceAll(/^\||\|\s*$/gu, '').split(/(?<!\\)\|/u).map((cell) => cell.replaceAll(String.raw`\|`, '|').trim()));
  const [head = [], , ...body] = rows;
  return body.flatMap(([first = '', ...rest]) => [
    paint('cyan', inline(first, plain)),
    ...rest.flatMap((cell, index) => {
      const label = head[index + 1] ?? '';
      if (cell === '') return [];
      return wrapped(`${label}: ${cell}`, paint, width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`));
    }),
  ]);
}
