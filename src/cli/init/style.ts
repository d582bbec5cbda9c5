/** How is this file written? What is put in should look as if its author had written it. */

export interface Style {
  readonly quote: '"' | "'";
  readonly semicolon: ';' | '';
  readonly indent: string;
  readonly newline: '\n' | '\r\n';
}

export const OWN_STYLE: Style = { quote: "'", semicolon: ';', indent: '  ', newline: '\n' };

export function styleOf(text: string): Style {
  const doubles = (text.match(/"/gu) ?? []).length;
  const singles = (text.match(/'/gu) ?? []).length;
  // Lines at which a statement ends: `import …`, `])`.
  const ends = text.split(/\r?\n/u).filter((line) => /^(?:(?:import|export|const|module)\b.*[;\])'"]|[\])}]+(?: satisfies .*)?;?)$/u.test(line));
  const ended = ends.filter((line) => line.endsWith(';'));
  return {
    quote: doubles > singles ? '"' : "'",
    semicolon: ends.length > 0 && ended.length * 2 < ends.length ? '' : ';',
    indent: /^(\t| {2,8})\S/mu.exec(text)?.[1] ?? OWN_STYLE.indent,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Longer than this, an object is written over several lines. */
const LONGEST_LINE = 90;

/** A value of plain data as source text; lines after the first are indented by `margin`. */
export function literal(value: unknown, style: Style, margin = ''): string {
  if (typeof value === 'string') return quoted(value, style);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = margin + style.indent;
  const isList = Array.isArray(value);
  const parts = (short: boolean): string[] =>
    isList
      ? (value as unknown[]).map((entry) => literal(entry, style, short ? '' : inner))
      : Object.entries(value).map(([key, entry]) => `${/^[A-Za-z_$][\w$]*$/u.test(key) ? key : quoted(key, style)}: ${literal(entry, style, short ? '' : inner)}`);
  const [open, close, space] = isList ? ['[', ']', ''] : ['{', '}', ' '];
  const short = parts(true);
  if (short.length === 0) return open + close;
  const line = `${open}${space}${short.join(', ')}${space}${close}`;
  if (margin.length + line.length <= LONGEST_LINE && !line.includes('\n')) return line;
  return [open, ...parts(false).map((part) => `${inner}${part},`), margin + close].join(style.newline);
}

export function quoted(text: string, { quote }: Pick<Style, 'quote'>): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)}'`;
}
