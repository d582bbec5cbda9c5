/** Which secrets stand on the command line of a program that this file starts? */
import { FILE_OPTIONS, PROGRAM_REMEDIES } from '../knowledge/processes.js';
import type { Place } from '../knowledge/schema.js';
import type { Use } from './api.js';
import { factHolds, valueAt } from './arguments.js';
import { lastNameOf, wrapped, type Node } from './ast.js';
import { exposuresOf } from './exposure.js';
import { fixedTextOf } from './fixed-text.js';
import type { Kernel } from './kernel.js';
import { literalOf } from './options.js';
import { wordsOf } from './words.js';

export interface CommandSecret {
  /** Where in the words of the command (or in a call that hands them there) the secret stands. */
  readonly node: Node;
  /** The secret: where its value comes from. */
  readonly datum: Node;
  /** The call or tag that starts the program. */
  readonly command: Node;
  /** How the program takes the secret instead, when it is a well-known one. */
  readonly remedy: string | undefined;
}

const fileOptions = FILE_OPTIONS.map(({ program, options }) => ({ program: new RegExp(program, 'iu'), options: new RegExp(options, 'u') }));
const REMEDIES = PROGRAM_REMEDIES.map(({ program, remedy }) => ({ program: new RegExp(program, 'iu'), remedy }));

/** Every secret on the command lines of this file, each once. */
export function commandSecrets(kernel: Kernel): readonly CommandSecret[] {
  const found: CommandSecret[] = [];
  for (const use of kernel.api.uses('command')) {
    if (!factHolds(kernel, use.node, use.fact)) continue;
    const words = wordsAt(kernel, use);
    // A command that is put together once and run in two places is one mistake.
    const secrets = words.flatMap((word) => exposuresOf(kernel, word, { imports: true })).filter(({ datum, class: dataClass }) => dataClass === 'credential' && !isDirectory(datum));
    const line = lineOf(kernel, words);
    for (const { node, datum } of secrets)
      if (!isNameOfFile(kernel, node, line) && !isIdOfPair(datum, secrets.map((other) => other.datum)) && !found.some((other) => other.datum === datum)) found.push({ node, datum, command: use.node, remedy: REMEDIES.find(({ program }) => program.test(line))?.remedy });
  }
  return found;
}

/** The expressions that become words of the command line. */
function wordsAt(kernel: Kernel, { node, fact }: Use<'command'>): readonly Node[] {
  if (node.type === 'TaggedTemplateExpression') return [node.quasi];
  const words: Node[] = [];
  const seen = new Set<Place['arg']>();
  for (const place of fact.words) {
    const value = seen.has(place.arg) ? undefined : valueAt(kernel, node, place);
    if (value?.kind !== 'present') continue;
    seen.add(place.arg);
    // Where a list of arguments may be left out, the options come next: `spawn('pg_dump', { env: { PGPASSWORD } })`.
    words.push(...value.values.filter((each) => literalOf(kernel.sourceCode, each)?.type !== 'ObjectExpression'));
  }
  return words;
}

/** `accessKey` beside `secretAccessKey` is the public half of the two. */
function isIdOfPair(datum: Node, secrets: readonly Node[]): boolean {
  const nameOf = (node: Node): string => wordsOf(lastNameOf(node)).join(' ');
  const name = nameOf(datum);
  return name.endsWith('access key') && !name.includes('secret') && secrets.some((other) => nameOf(other).includes('secret'));
}

/** The shell's `PWD` and what is called after it: where, not who. */
function isDirectory(datum: Node): boolean {
  return wordsOf(lastNameOf(datum)).join(' ') === 'pwd';
}

/** Where on the disk a secret is, says this option of the program: `-f`. */
function isNameOfFile(kernel: Kernel, node: Node, line: string): boolean {
  const option = optionBefore(kernel, node);
  return option !== undefined && fileOptions.some(({ program, options }) => options.test(option) && program.test(line));
}

/** The option whose value stands here: the element before it in a list of arguments, or what is written before it in the same text. */
function optionBefore({ sourceCode }: Kernel, node: Node): string | undefined {
  const outer = wrapped(node);
  const { parent } = outer;
  let before: string | undefined;
  if (parent?.type === 'ArrayExpression') {
    const previous = parent.elements[parent.elements.indexOf(outer as (typeof parent.elements)[number]) - 1];
    before = previous ? `${fixedTextOf(sourceCode, previous)} ` : undefined;
  } else if (parent?.type === 'TemplateLiteral') before = parent.quasis[parent.expressions.indexOf(outer as (typeof parent.expressions)[number])]?.value.raw;
  else if (parent?.type === 'BinaryExpression' && parent.right === outer) before = fixedTextOf(sourceCode, parent.left);
  return before === undefined ? undefined : /(?:^|\s)(-[\w-]+)[\s=]["']?$/u.exec(before)?.[1];
}

/** What of the command line is written down. */
function lineOf({ sourceCode }: Kernel, words: readonly Node[]): string {
  // `PGPASSWORD=… pg_dump`: what is set in front of the program stands in the text that the shell was given.
  return words.map((word) => fixedTextOf(sourceCode, word)).join(' ').trim().replace(/^(?:(?:sudo|env|\w+=\S*)\s+)+/u, '');
}
