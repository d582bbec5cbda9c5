/** The pages of the rules, as they come with the package. */
import { join } from 'node:path';
import { textOf } from './files.js';

/** The same from `src/cli` and from `dist/cli`. */
const PAGES = join(import.meta.dirname, '../../docs/rules');

export interface Page {
  readonly title: string;
  /** Without the head that is generated for readers on GitHub. */
  readonly body: string;
}

export function pageOf(rule: string): Page | undefined {
  const page = textOf(join(PAGES, `${rule}.md`));
  if (page === undefined) return undefined;
  const lines = page.split(/\r?\n/u);
  const end = lines.findIndex((line) => line.startsWith('<!-- end auto-generated rule header'));
  return { title: lines[0] ?? '', body: lines.slice(end + 1).join('\n').trim() };
}

/** Why there is the rule: what stands before the first heading. */
export function reasonOf(rule: string): string | undefined {
  return pageOf(rule)?.body.split(/^#/mu, 1)[0]?.trim();
}
