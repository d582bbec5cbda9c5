import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFiles, pathFrom } from '../../src/cli/files.js';
import { IgnoreList } from '../../src/cli/ignore.js';
import { projectOf, type Project } from './helper.js';

describe('.gitignore patterns', () => {
  const ignores = (patterns: string, path: string): boolean => {
    const isFolder = path.endsWith('/');
    return new IgnoreList().with('/repo', patterns).ignores(`/repo/${isFolder ? path.slice(0, -1) : path}`, isFolder);
  };

  // As `git check-ignore` answers.
  test.each([
    ['dist', 'dist/', true], ['dist', 'packages/a/dist/', true], ['dist', 'dist', true], ['dist', 'distance/', false],
    ['dist/', 'dist/', true], ['dist/', 'dist', false], ['dist/', 'a/dist/', true],
    ['/dist', 'dist/', true], ['/dist', 'a/dist/', false], ['a/b', 'a/b/', true], ['a/b', 'x/a/b/', false],
    ['*.gen.ts', 'a.gen.ts', true], ['*.gen.ts', 'x/y/a.gen.ts', true], ['*.gen.ts', 'a.gen.tsx', false], ['/*.js', 'a.js', true], ['/*.js', 'x/a.js', false],
    ['a/*', 'a/x.ts', true], ['a/*', 'a/b/x.ts', false], ['a/**', 'a/b/x.ts', true], ['**/b', 'b/', true], ['**/b', 'x/y/b/', true], ['a/**/z', 'a/z', true], ['a/**/z', 'a/b/c/z', true],
    ['file?.ts', 'file1.ts', true], ['file?.ts', 'file.ts', false], ['file?.ts', 'file/.ts', false],
    ['[abc].ts', 'b.ts', true], ['[!abc].ts', 'b.ts', false], ['[!abc].ts', 'd.ts', true], ['[a-c]x', 'bx', true], ['[z-a]x', 'bx', false],
    ['# comment', '# comment', false], ['\\#file', '#file', true], ['\\!file', '!file', true], ['a  ', 'a', true], ['a\\ ', 'a ', true], ['', 'a', false], ['/', 'a', false],
    ['(group)', '(group)/', true], ['[slug].ts', '[slug].ts', false], ['\\[slug\\].ts', '[slug].ts', true], ['a+b.ts', 'a+b.ts', true], ['{a,b}.ts', 'a.ts', false],
    ['*.ts\n!keep.ts', 'keep.ts', false], ['*.ts\n!keep.ts', 'a.ts', true], ['!keep.ts\n*.ts', 'keep.ts', true], ['a\r\nb\r\n', 'b', true],
  ])('%j and %s: %s', (patterns, path, expected) => {
    expect(ignores(patterns, path)).toBe(expected);
  });

  test('hold below their own folder only, and the nearer folder decides', () => {
    const list = new IgnoreList().with('/repo', '*.log.ts').with('/repo/a', '!keep.log.ts\n/b.ts');
    expect(list.ignores('/repo/x.log.ts', false)).toBe(true);
    expect(list.ignores('/repo/a/keep.log.ts', false)).toBe(false);
    expect(list.ignores('/repo/a/b.ts', false)).toBe(true);
    expect(list.ignores('/repo/b.ts', false)).toBe(false);
    expect(list.ignores('/repo/ab/b.ts', false)).toBe(false);
  });
});

describe('the files of a project', () => {
  const found = ({ folder }: Project, paths: readonly string[] = [], options: { ignore?: string[]; gitignore?: boolean } = {}, from = folder): string[] =>
    findFiles(from, paths, { ignore: [], gitignore: true, ...options }).files.map((file) => pathFrom(from, file));

  const project = projectOf({
    '.gitignore': 'generated/\n*.local.ts\n',
    'a.ts': '', 'b.test.tsx': '', 'c.mjs': '', 'd.cts': '', 'readme.md': '', 'types.d.ts': '', 'vendor/lib.min.js': '',
    'generated/x.ts': '', 'x.local.ts': '', 'node_modules/p/index.js': '', '.next/server/a.js': '', '.yarn/releases/yarn.cjs': '',
    'app/(shop)/[slug]/page.tsx': '', 'app/.gitignore': '*.tmp.ts\n!/generated/\n', 'app/y.tmp.ts': '', 'app/generated/z.ts': '', 'lib/y.tmp.ts': '', '.storybook/main.ts': '',
    'packages/a/package.json': '{}', 'packages/a/src/i.ts': '',
  });

  test('are all JavaScript and TypeScript, but for what tools write and git ignores', () => {
    expect(found(project)).toEqual(['.storybook/main.ts', 'a.ts', 'app/(shop)/[slug]/page.tsx', 'app/generated/z.ts', 'b.test.tsx', 'c.mjs', 'd.cts', 'lib/y.tmp.ts', 'packages/a/src/i.ts']);
  });

  test('can be named by file, folder and glob, each once', () => {
    expect(found(project, ['a.ts', './a.ts', 'app', 'app/(shop)'])).toEqual(['a.ts', 'app/(shop)/[slug]/page.tsx', 'app/generated/z.ts']);
    expect(found(project, ['**/*.tsx'])).toEqual(['app/(shop)/[slug]/page.tsx', 'b.test.tsx']);
    expect(found(project, ['app/(shop)/[slug]/page.tsx'])).toEqual(['app/(shop)/[slug]/page.tsx']);
  });

  test('may be left out and taken in by the caller', () => {
    expect(found(project, [], { ignore: ['packages/', '*.test.tsx', '/app'] })).toEqual(['.storybook/main.ts', 'a.ts', 'c.mjs', 'd.cts', 'lib/y.tmp.ts']);
    expect(found(project, ['generated'], { gitignore: false })).toEqual(['generated/x.ts']);
    expect(found(project, ['types.d.ts'])).toEqual(['types.d.ts']);
  });

  test('that are named but left out are told', () => {
    const { files, leftOut } = findFiles(project.folder, ['generated/x.ts', 'readme.md', 'app/y.tmp.ts', 'a.ts'], { ignore: [], gitignore: true });
    expect(files).toHaveLength(1);
    expect(leftOut).toEqual(['generated/x.ts is ignored (--no-ignore checks it all the same)', 'readme.md is neither JavaScript nor TypeScript', 'app/y.tmp.ts is ignored (--no-ignore checks it all the same)']);
  });

  test('must exist, and lie below the current folder', () => {
    expect(() => found(project, ['nope.ts'])).toThrow("there is no file or folder 'nope.ts'");
    expect(() => found(project, ['*.vue'])).toThrow("no file matches '*.vue'");
    expect(() => found(project, ['..'])).toThrow("'..' is outside of the current folder");
  });

  test('obey the .gitignore of the repository above', () => {
    mkdirSync(join(project.folder, '.git'), { recursive: true });
    expect(found(project, [], {}, join(project.folder, 'app'))).toEqual(['(shop)/[slug]/page.tsx', 'generated/z.ts']);
    const outer = projectOf({ '.gitignore': 'inner/secret.ts\n', 'inner/secret.ts': '', 'inner/open.ts': '' });
    expect(found(outer, [], {}, join(outer.folder, 'inner'))).toEqual(['open.ts', 'secret.ts']);
    mkdirSync(join(outer.folder, '.git'));
    expect(found(outer, [], {}, join(outer.folder, 'inner'))).toEqual(['open.ts']);
  });

  test('are not looked for behind links', () => {
    const linked = projectOf({ 'src/a.ts': '' });
    symlinkSync(linked.folder, join(linked.folder, 'src/self'), 'junction');
    expect(found(linked)).toEqual(['src/a.ts']);
  });

  test('tell in which packages they are', () => {
    const packages = (paths: readonly string[]) => findFiles(project.folder, paths, { ignore: [], gitignore: true }).packages.map((folder) => pathFrom(project.folder, folder)).sort();
    expect(packages(['.'])).toEqual(['', 'packages/a']);
    expect(packages(['packages/a/src/i.ts'])).toEqual(['packages/a']);
  });
});
