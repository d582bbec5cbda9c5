/** Parts of a text that are shorter are copied by V8 anyway. */
const SHORTEST_PART = 13;

/**
 * The same text, in memory of its own, for whoever remembers it. A part of a longer text points into the whole: the name of a variable
 * would keep the text of the file alive in which it was met first.
 */
export function ownText(text: string): string {
  // Of all that makes a copy, this takes the least.
  return text.length < SHORTEST_PART ? text : (JSON.parse(JSON.stringify(text)) as string);
}
