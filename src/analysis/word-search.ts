/**
 * Which of many words does a text contain? One pass over the text for all of them together (after Aho and Corasick): most files
 * have none of the words that a rule is about, and a search of its own for each rule costs more than everything else they cost.
 *
 * Words are told apart without regard to case. A space in a word stands for any character of ASCII that is neither a letter nor a
 * digit, for each of the two or three bytes of another one, and for the beginning and the end of the text: ` now ` is met in
 * `Date.now()` and not in `unknown`.
 */

/** The kinds of characters: everything that is neither a letter nor a digit, those letters and digits that are in no word, then each that is in one. */
const OTHER = 0;
const UNUSED = 1;
const BYTES = 256;
const LEGIBLE = /[a-z\d]/iu;

/** For all texts but huge ones. */
const shared = new Uint8Array(1 << 18);
const encoder = new TextEncoder();
/** What a character takes at most. */
const MOST_BYTES = 3;

/** A text in bytes, which are read faster than the characters of a string, whose representation is looked at each time. They hold until the next call. */
function bytesOf(text: string): Uint8Array {
  const most = text.length * MOST_BYTES;
  const bytes = most > shared.length ? new Uint8Array(most) : shared;
  return bytes.subarray(0, encoder.encodeInto(text, bytes).written);
}

export class WordSearch<T> {
  /** The kind of each byte. Those outside of ASCII are parts of characters of no interest. */
  readonly #kinds = new Uint8Array(BYTES);
  /** Two to this power is the length of a row of the table: with all letters and some digits a row fills one line of the processor's memory. */
  readonly #width: number;
  /** By state and kind of character the next state. */
  readonly #next: Uint16Array | Uint32Array;
  /** From this state on, a word has just been read to its end. */
  readonly #firstEnd: number;
  /** How many bytes the longest word has. */
  readonly #longest: number;
  /** What has been read, from that state on. */
  readonly #ends: readonly (readonly T[])[];
  /** What words without a letter or digit stand for (`$`): every text may contain them. */
  readonly #always: readonly T[];
  /** All that words stand for. */
  readonly meanings: ReadonlySet<T>;

  /** @param words Words, and what each of them stands for: several may stand for the same, and one for several things. */
  constructor(words: Iterable<readonly [word: string, meaning: T]>) {
    const all = [...words];
    const legible = all.filter(([word]) => LEGIBLE.test(word));
    this.meanings = new Set(all.map(([, meaning]) => meaning));
    this.#always = all.flatMap(([word, meaning]) => (LEGIBLE.test(word) ? [] : [meaning]));
    this.#width = Math.ceil(Math.log2(this.#tellKinds(legible.map(([word]) => word))));
    this.#longest = legible.reduce((longest, [word]) => Math.max(longest, bytesOf(word).length), 0);
    // From the shortest beginnings of words to the longest: what is met most often lies together.
    const { next, ends, states } = this.#automatonOf(legible);
    // The states in which a word ends come last, so that one comparison tells.
    const isEnd = (state: number): boolean => (ends[state]?.size ?? 0) > 0;
    const order = [...states.filter((state) => !isEnd(state)), ...states.filter(isEnd)];
    const places = new Uint32Array(states.length);
    order.forEach((state, place) => { places[state] = place; });
    const length = 1 << this.#width;
    this.#next = states.length > 0xff_ff ? new Uint32Array(states.length * length) : new Uint16Array(states.length * length);
    for (const state of states) for (let kind = 0; kind < length; kind++) this.#next[(places[state] as number) * length + kind] = places[next[state * length + kind] as number] as number;
    this.#ends = order.filter(isEnd).map((state) => [...(ends[state] ?? [])]);
    this.#firstEnd = states.length - this.#ends.length;
  }

  /** What the words stand for that the text contains. */
  in(text: string): ReadonlySet<T> {
    const read = bytesOf(text);
    const { length } = read;
    const next = this.#next;
    const kinds = this.#kinds;
    const width = this.#width;
    const firstEnd = this.#firstEnd;
    const met = new Uint8Array(this.#ends.length);
    // This loop passes every character of a project. It reads both halves side by side, since a processor waits for each state, and everything it
    // reads is there: defaults would be felt.
    const half = length >> 1;
    let first = next[OTHER] as number;
    let second = 0;
    let index = 0;
    for (let other = half; other < length; index++, other++) {
      first = next[(first << width) + (kinds[read[index] as number] as number)] as number;
      second = next[(second << width) + (kinds[read[other] as number] as number)] as number;
      if (first >= firstEnd) met[first - firstEnd] = 1;
      if (second >= firstEnd) met[second - firstEnd] = 1;
    }
    // What begins in the first half and ends in the second, and what ends with the text.
    for (const end = Math.min(length, half + this.#longest); index < end; index++) {
      first = next[(first << width) + (kinds[read[index] as number] as number)] as number;
      if (first >= firstEnd) met[first - firstEnd] = 1;
    }
    for (const last of index < length ? [second] : [first, second]) {
      const state = next[(last << width) + OTHER] as number;
      if (state >= firstEnd) met[state - firstEnd] = 1;
    }
    const found = new Set(this.#always);
    for (let end = met.indexOf(1); end >= 0; end = met.indexOf(1, end + 1)) for (const meaning of this.#ends[end] ?? []) found.add(meaning);
    return found;
  }

  /** Gives each character its kind; returns how many kinds there are. */
  #tellKinds(words: readonly string[]): number {
    const letters = new Set(words.flatMap((word) => word.toLowerCase().match(/[a-z\d]/gu) ?? []));
    for (let code = 0; code < 128; code++) if (LEGIBLE.test(String.fromCharCode(code))) this.#kinds[code] = UNUSED;
    let kind = UNUSED;
    for (const letter of letters) {
      kind += 1;
      for (const same of [letter, letter.toUpperCase()]) this.#kinds[same.charCodeAt(0)] = kind;
    }
    return kind + 1;
  }

  /** By state and kind of character the next state, and by state what the words stand for that end there. */
  #automatonOf(words: readonly (readonly [word: string, meaning: T])[]): { readonly next: Uint32Array; readonly ends: readonly ReadonlySet<T>[]; readonly states: readonly number[] } {
    const length = 1 << this.#width;
    const next = new Uint32Array(words.reduce((sum, [word]) => sum + bytesOf(word).length, 1) * length);
    const ends: Set<T>[] = [new Set()];
    for (const [word, meaning] of words) {
      let state = 0;
      for (const byte of bytesOf(word)) {
        const place = state * length + (this.#kinds[byte] as number);
        if (next[place] === 0) next[place] = ends.push(new Set()) - 1;
        state = next[place] as number;
      }
      ends[state]?.add(meaning);
    }
    // Where a word does not go on, what has been read may be the beginning of another one. Shorter beginnings come first.
    const others = new Uint32Array(ends.length);
    const queue = [0];
    for (const state of queue) {
      const other = others[state] as number;
      if (state !== 0) for (const meaning of ends[other] ?? []) ends[state]?.add(meaning);
      for (let kind = 0; kind < length; kind++) {
        const place = state * length + kind;
        const past = state === 0 ? 0 : (next[other * length + kind] as number);
        const child = next[place] as number;
        if (child === 0) next[place] = past;
        else {
          others[child] = past;
          queue.push(child);
        }
      }
    }
    return { next, ends, states: queue };
  }
}
