/** What tells one finding from another when lines have moved. */
import { createHash } from 'node:crypto';
import type { Message, Result } from './engine/results.js';

/**
 * A name for each finding of a file, in the order of its messages: made of the rule, the text of the line without its spaces, and
 * the how-manieth such line it is. Neither the line's number nor the file's name takes part.
 */
export function fingerprintsOf({ messages, source = '' }: Pick<Result, 'messages' | 'source'>): readonly string[] {
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/u);
  const seen = new Map<string, number>();
  return messages.map((message) => {
    const hash = hashOf(message, lines[message.line - 1] ?? '');
    const number = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, number);
    return `${hash}:${String(number)}`;
  });
}

function hashOf({ ruleId }: Message, line: string): string {
  return createHash('sha256').update(`${ruleId ?? ''}\n${line.replaceAll(/\s+/gu, '')}`).digest('hex').slice(0, 16);
}
