/**
 * `.gitignore` patterns. ESLint's `includeIgnoreFile` would read them too, but ESLint 9 has none, and the list of files must be
 * known beforehand: it is the total of the progress bar, and the same for every engine.
 */

interface Pattern {
  /** The folder that the pattern is written in, as an absolute path that ends in `/`. */
  readonly base: string;
  readonly test: RegExp;
  readonly negated: boolean;
  readonly folderOnly: boolean;
}

/** The patterns in force in a folder: those of the folders above come first, because the last match decides. */
export class IgnoreList {
  readonly #patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[] = []) {
    this.#patterns = patterns;
  }

  /** With the patterns of a further file, whose folder is `base` (with `/` between its parts). */
  with(base: string, text: string): IgnoreList {
    const folder = base.endsWith('/') ? base : `${base}/`;
    const own = text.split(/\r?\n/u).flatMap((line) => patternOf(folder, line) ?? []);
    return own.length === 0 ? this : new IgnoreList([...this.#patterns, ...own]);
  }

  /** Is this entry itself ignored? Whether a folder above it is, is for the caller to ask on the way down. */
  ignores(path: string, isFolder: boolean): boolean {
    const pattern = this.#patterns.findLast(({ base, test, folderOnly }) => (isFolder || !folderOnly) && path.startsWith(base) && test.test(path.slice(base.length)));
    return pattern !== undefined && !pattern.negated;
  }
}

function patternOf(base: string, line: string): Pattern | undefined {
  // Spaces at the end count only behind a backslash.
  const text = line.replace(/(?<!\\)\s+$/u, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const negated = text.startsWith('!');
  const glob = negated ? text.slice(1) : text;
  const folderOnly = glob.endsWith('/');
  const bare = folderOnly ? glob.slice(0, -1) : glob;
  if (bare === '') return undefined;
  // A pattern with a slash before its end is meant from its own folder on, any other at every depth.
  const anchored = bare.includes('/');
  try {
    return { base, test: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${sourceOf(bare.replace(/^\//u, ''))}$`, 'u'), negated, folderOnly };
  } catch {
    // `[z-a]`: git matches nothing with it either.
    return undefined;
  }
}

function sourceOf(glob: string): string {
  let source = '';
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index] ?? '';
    const rest = glob.slice(index);
    const stars = /^\*\*(?=\/|$)/u.test(rest) && (index === 0 || glob[index - 1] === '/');
    const group = /^\[([!^]?)((?:\\.|[^\]\\])+)\]/u.exec(rest);
    if (stars && rest.length > 2) {
      source += '(?:[^/]+/)*';
      index += 2;
    } else if (stars) {
      source += '.+';
      index += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (group) {
      source += `(?!/)[${group[1] === '' ? '' : '^'}${(group[2] ?? '').replaceAll('[', String.raw`\[`)}]`;
      index += group[0].length - 1;
    } else {
      const literal = character === '\\' && index + 1 < glob.length ? (glob[++index] ?? '') : character;
      source += literal.replace(/[$()*+.?[\\\]^{|}/]/u, String.raw`\$&`);
    }
  }
  return source;
}
