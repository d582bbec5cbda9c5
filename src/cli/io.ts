/** What the command line is connected to. Everything is handed in, so that tests can play a terminal. */
import { styleText } from 'node:util';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** As ESLint's: `1` for findings, `2` for "could not do what was asked". */
export const EXIT = { fine: 0, findings: 1, trouble: 2 } as const;

/** Something the user can mend. Told in one line, without a stack. */
export class CliError extends Error {}

type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

/** Colours for an output: only on a terminal, unless `FORCE_COLOR` or `NO_COLOR` decides. */
export function painter(output: Output, env: Io['env']): Paint {
  const forced = env['FORCE_COLOR'];
  const wanted = forced !== undefined ? forced !== '0' && forced !== 'false' : !env['NO_COLOR'] && output.isTTY === true && env['TERM'] !== 'dumb';
  return wanted ? (style, text) => (text === '' ? '' : styleText(style, text, { validateStream: false })) : plain;
}

/** Does a person sit in front of this output? CI services often lend their jobs a terminal that nobody looks at. */
export function isWatched(output: Output, env: Io['env']): boolean {
  const ci = env['CI'] ?? '';
  return output.isTTY === true && env['TERM'] !== 'dumb' && (ci === '' || ci === 'false' || ci === '0');
}

const WIDEST = 120;
const NARROWEST = 40;

/** How many characters of text fit on a line that people read. */
export function widthOf(output: Output): number {
  return Math.max(NARROWEST, Math.min(output.columns ?? WIDEST, WIDEST));
}
