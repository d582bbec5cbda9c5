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

/** Where a text can stand in bytes, which are read faster than the characters of a string, whose representation is looked at each time. */
function roomFor(text: string): Uint8Array {
  const most = text.length * MOST_BYTES;
  return most > shared.length ? new Uint8Array(most) : shared;
}

/** What the words of a text stand for: few things, which are faster compared than looked up. */
export class Found<T> {
  readonly meanings: T[];
  readonly #times: number[];

  constructor(always: readonly T[]) {
    this.meanings = [...always];
    this.#times = always.map(() => Infinity);
  }

  add(meaning: T, times: number): void {
    this.meanings.push(meaning);
    this.#times.push(times);
  }

  has(meaning: T): boolean {
    return this.meanings.includes(meaning);
  }

  /** How often at most the text contains words that stand for this. */
  timesOf(meaning: T): number {
    return this.#times[this.meanings.indexOf(meaning)] ?? 0;
  }
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
  /** What has been read, from that state on: where in `#ends` the meanings of each state begin, and which they are. */
  readonly #endsAt: Uint32Array;
  readonly #ends: Uint32Array;
  /** How often, in the text at hand. */
  readonly #met: Uint32Array;
  readonly #meanings: readonly T[];
  readonly #times: Uint32Array;
  /** What words without a letter or digit stand for (`$`): every text may contain them. */
  readonly #always: readonly T[];

  /** @param words Words, and what each of them stands for: several may stand for the same, and one for several things. */
  constructor(words: Iterable<readonly [word: string, meaning: T]>) {
    const all = [...words];
    const legible = all.filter(([word]) => LEGIBLE.test(word));
    this.#meanings = [...new Set(all.map(([, meaning]) => meaning))];
    this.#times = new Uint32Array(this.#meanings.length);
    this.#always = all.flatMap(([word, meaning]) => (LEGIBLE.test(word) ? [] : [meaning]));
    this.#width = Math.ceil(Math.log2(this.#tellKinds(legible.map(([word]) => word))));
    this.#longest = legible.reduce((longest, [word]) => Math.max(longest, encoder.encode(word).length), 1);
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
    const indexes = new Map(this.#meanings.map((meaning, index) => [meaning, index]));
    const ended = order.filter(isEnd).map((state) => [...(ends[state] ?? [])].map((meaning) => indexes.get(meaning) as number));
    this.#ends = Uint32Array.from(ended.flat());
    this.#endsAt = new Uint32Array(ended.length + 1);
    for (const [index, { length: count }] of ended.entries()) this.#endsAt[index + 1] = (this.#endsAt[index] as number) + count;
    this.#firstEnd = states.length - ended.length;
    this.#met = new Uint32Array(ended.length);
  }

  /** What all words stand for, as if a text contained each of them any number of times. */
  get all(): Found<T> {
    return new Found(this.#meanings);
  }

  /** What the words stand for that the text contains. */
  in(text: string): Found<T> {
    const read = roomFor(text);
    const length = encoder.encodeInto(text, read).written;
    const met = this.#met.fill(0);
    const next = this.#next;
    const kinds = this.#kinds;
    const width = this.#width;
    const firstEnd = this.#firstEnd;
    // This loop passes every character of a project. It reads both halves side by side, since a processor waits for each state, and everything it
    // reads is there: defaults would be felt.
    const half = length >> 1;
    let first = next[OTHER] as number;
    let second = 0;
    for (let index = 0; index < half; index++) {
      first = next[(first << width) + (kinds[read[index] as number] as number)] as number;
      second = next[(second << width) + (kinds[read[half + index] as number] as number)] as number;
      if (first >= firstEnd) met[first - firstEnd] = (met[first - firstEnd] as number) + 1;
      if (second >= firstEnd) met[second - firstEnd] = (met[second - firstEnd] as number) + 1;
    }
    // What begins in the first half and ends in the second, and what ends with the text.
    this.#goOn(first, read, half, length);
    this.#goOn(second, read, 2 * half, length);
    return this.#found(met);
  }

  /** What the words that were met stand for, from a table as small as that of the words: the objects themselves are touched when somebody asks. */
  #found(met: Uint32Array): Found<T> {
    const times = this.#times.fill(0);
    for (let end = 0; end < met.length; end++) {
      const more = met[end] as number;
      if (more === 0) continue;
      const last = this.#endsAt[end + 1] as number;
      for (let at = this.#endsAt[end] as number; at < last; at++) times[this.#ends[at] as number] = (times[this.#ends[at] as number] as number) + more;
    }
    const found = new Found(this.#always);
    for (let index = 0; index < times.length; index++) if (times[index] !== 0) found.add(this.#meanings[index] as T, times[index] as number);
    return found;
  }

  /** Reads as far as a word can reach that has begun before `from`. */
  #goOn(from: number, read: Uint8Array, start: number, length: number): void {
    const next = this.#next;
    const end = Math.min(length, start + this.#longest);
    let state = from;
    for (let index = start; index <= end; index++) {
      // The end of the text is no letter.
      const kind = index < length ? (this.#kinds[read[index] as number] as number) : OTHER;
      state = next[(state << this.#width) + kind] as number;
      if (state >= this.#firstEnd) this.#met[state - this.#firstEnd] = (this.#met[state - this.#firstEnd] as number) + 1;
    }
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
    const next = new Uint32Array(words.reduce((sum, [word]) => sum + encoder.encode(word).length, 1) * length);
    const ends: Set<T>[] = [new Set()];
    for (const [word, meaning] of words) {
      let state = 0;
      for (const byte of encoder.encode(word)) {
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
