/**
 * The same text, in memory of its own, for whoever remembers it. A part of a longer text points into the whole: the name of a variable
 * would keep the text of the file alive in which it was met first.
 */
export function ownText(text: string): string {
  // The name of a property is a text by itself.
  const [own = text] = Object.keys({ [text]: true });
  return own;
}
