import { expect, test } from 'vitest';
import { diffOf } from '../../src/cli/diff.js';
import { fingerprintsOf } from '../../src/cli/fingerprint.js';
import { painter } from '../../src/cli/io.js';
import { renderMarkdown } from '../../src/cli/markdown.js';
import { plain } from '../../src/cli/io.js';
import { oneLine, visible, wrap } from '../../src/cli/text.js';
import { namesIn, read } from '../helpers/project.js';

test('what would steer a terminal is shown, not sent', () => {
  expect(visible('a\u001b[31mred\u0007')).toBe(String.raw`a\u001b[31mred\u0007`);
  expect(visible('user\u202Egpj.exe')).toBe(String.raw`user\u202egpj.exe`);
  expect(visible('tab\tand\r\nline')).toBe('tab\tand\nline');
  expect(oneLine('one\n   two\n')).toBe('one two');
});

test('lines break between words only', () => {
  expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  expect(wrap('a veryverylongword b', 5)).toEqual(['a', 'veryverylongword', 'b']);
  expect(wrap('', 5)).toEqual([]);
});

test('colours are for terminals, unless a variable decides', () => {
  const output = (isTTY: boolean) => ({ write: () => true, isTTY });
  const colours = (isTTY: boolean, env: Record<string, string>) => painter(output(isTTY), env)('red', 'x') !== 'x';
  expect(colours(true, {})).toBe(true);
  expect(colours(false, {})).toBe(false);
  expect(colours(true, { NO_COLOR: '1' })).toBe(false);
  expect(colours(true, { TERM: 'dumb' })).toBe(false);
  expect(colours(false, { FORCE_COLOR: '1' })).toBe(true);
  expect(colours(true, { FORCE_COLOR: '0' })).toBe(false);
});

test('a diff shows the changed lines and what is around them', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].join('\n');
  expect(diffOf(before, before)).toBe('');
  expect(diffOf(before, before.replace('e', 'E'), plain, 1)).toBe('@@ line 4 @@\n  d\n- e\n+ E\n  f\n');
  expect(diffOf(before, `x\n${before}\ny`, plain, 1)).toBe('@@ line 1 @@\n+ x\n  a\n@@ line 9 @@\n  i\n+ y\n');
  expect(diffOf('', 'new\n')).toBe('@@ line 1 @@\n+ new\n');
  expect(diffOf('a\r\nb\r\n', 'a\r\nc\r\n', plain, 0)).toBe('@@ line 2 @@\n- b\n+ c\n');
});

test('a diff of everything changed ends in time', () => {
  const lines = (mark: string) => Array.from({ length: 3000 }, (_, index) => `${mark}${String(index)}`).join('\n');
  expect(diffOf(lines('a'), lines('b')).split('\n').length).toBe(6002);
});

test('fingerprints outlive moved and indented lines, and tell equal lines apart', () => {
  const message = (line: number, ruleId = 'bulwark/a') => ({ ruleId, severity: 2 as const, message: 'm', line, column: 1 });
  const before = fingerprintsOf({ source: 'x();\ny();\nx();', messages: [message(1), message(2), message(3)] });
  expect(new Set(before).size).toBe(3);
  expect(before[0]?.split(':')).toEqual([before[2]?.split(':')[0], '1']);
  const after = fingerprintsOf({ source: '\n\n  x();\n  y( );\n\n  x();', messages: [message(3), message(4), message(6)] });
  expect(after).toEqual(before);
  expect(fingerprintsOf({ source: 'x();', messages: [message(1, 'bulwark/b')] })).not.toEqual([before[0]]);
});

test('a page is rendered for reading', () => {
  const page = ['# bulwark/x', '', '<!-- begin -->', 'A **bold** word, `code` and a [link](other.md), also [out](https://a.example/b).', 'The same paragraph.', '', '- first', '- second', '  goes on', '', '```ts filename=lib/a.ts', '// ❌ bad', 'a();', '```', '', '| Name | Default |', '| :--- | :--- |', '| `one` | `a\\|b` |'].join('\n');
  expect(renderMarkdown(page, plain, 60)).toBe(
    ['bulwark/x', '', 'A bold word, code and a link, also out', '(https://a.example/b). The same paragraph.', '', '- first', '- second goes on', '', '    lib/a.ts', '    // ❌ bad', '    a();', '', 'one', '  Default: a|b', ''].join('\n'),
  );
});

test.each(namesIn('docs/rules', '.md'))('the page of %s renders without leftovers of markup', (rule) => {
  const text = renderMarkdown(read(`docs/rules/${rule}.md`), plain, 80);
  const prose = text.split('\n').filter((line) => !line.startsWith('    '));
  expect(prose.filter((line) => /<!--|-->|\w\]\(|\*\*\w[^*]*\*\*|```|^#+ /u.test(line))).toEqual([]);
});
