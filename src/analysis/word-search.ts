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
/** What tells a small letter from a capital one, in ASCII. */
const OTHER_CASE = 0x20;
const NINE = 0x39;

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
    const indexes = new Map<T, number>();
    const always = new Set<T>();
    const legible: { readonly bytes: Uint8Array; readonly meaning: number }[] = [];
    for (const [word, meaning] of words) {
      const index = indexes.get(meaning) ?? indexes.size;
      indexes.set(meaning, index);
      if (LEGIBLE.test(word)) legible.push({ bytes: encoder.encode(word), meaning: index });
      else always.add(meaning);
    }
    this.#meanings = [...indexes.keys()];
    this.#times = new Uint32Array(this.#meanings.length);
    this.#always = [...always];
    this.#width = Math.ceil(Math.log2(this.#tellKinds(legible)));
    this.#longest = legible.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 1);
    const tree = new Tree(legible.reduce((sum, { bytes }) => sum + bytes.length, 1));
    for (const { bytes, meaning } of legible) tree.add(bytes, this.#kinds, meaning);
    const { order, others } = tree.inOrder();
    // From the shortest beginnings of words to the longest: what is met most often lies together. The states in which a word ends come
    // last, so that one comparison tells.
    const ended = order.filter((state) => tree.meanings[state]);
    const places = new Uint32Array(order.length);
    let place = 0;
    for (const state of order) if (!tree.meanings[state]) places[state] = place++;
    for (const state of ended) places[state] = place++;
    this.#next = this.#tableOf(tree, order, others, places);
    this.#ends = Uint32Array.from(ended.flatMap((state) => tree.meanings[state] ?? []));
    this.#endsAt = new Uint32Array(ended.length + 1);
    for (const [index, state] of ended.entries()) this.#endsAt[index + 1] = (this.#endsAt[index] as number) + (tree.meanings[state]?.length ?? 0);
    this.#firstEnd = order.length - ended.length;
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
  #tellKinds(words: readonly { readonly bytes: Uint8Array }[]): number {
    const kinds = this.#kinds;
    for (let code = 0; code < 128; code++) kinds[code] = LEGIBLE.test(String.fromCharCode(code)) ? UNUSED : OTHER;
    let kind = UNUSED;
    for (const { bytes } of words) {
      for (const byte of bytes) {
        if (kinds[byte] !== UNUSED) continue;
        kind += 1;
        kinds[byte] = kind;
        if (byte > NINE) kinds[byte ^ OTHER_CASE] = kind;
      }
    }
    return kind + 1;
  }

  /** By state and kind of character the next state. */
  #tableOf(tree: Tree, order: readonly number[], others: Uint32Array, places: Uint32Array): Uint16Array | Uint32Array {
    const length = 1 << this.#width;
    const table = order.length > 0xff_ff ? new Uint32Array(order.length * length) : new Uint16Array(order.length * length);
    const rowOf = (state: number): number => (places[state] as number) * length;
    for (const state of order) {
      // Where no word goes on, what has been read may be the beginning of another one, whose row is there already. Whole rows are copied,
      // as this runs once in each process, before anything has been compiled.
      if (state !== 0) table.copyWithin(rowOf(state), rowOf(others[state] as number), rowOf(others[state] as number) + length);
      for (let child = tree.firstChild[state] as number; child !== 0; child = tree.sibling[child] as number) table[rowOf(state) + (tree.kind[child] as number)] = places[child] as number;
    }
    return table;
  }
}

/** All beginnings of words; the empty one is 0, so that 0 also stands for none. */
class Tree {
  readonly firstChild: Uint32Array;
  readonly sibling: Uint32Array;
  /** The character by which a beginning is longer than the one before. */
  readonly kind: Uint8Array;
  /** What the words stand for that end there. */
  readonly meanings: (readonly number[] | undefined)[] = [undefined];

  /** @param most How many beginnings there are at most. */
  constructor(most: number) {
    this.firstChild = new Uint32Array(most);
    this.sibling = new Uint32Array(most);
    this.kind = new Uint8Array(most);
  }

  add(bytes: Uint8Array, kinds: Uint8Array, meaning: number): void {
    let state = 0;
    for (const byte of bytes) {
      const kind = kinds[byte] as number;
      const known = this.#child(state, kind);
      if (known !== 0) {
        state = known;
        continue;
      }
      const made = this.meanings.push(undefined) - 1;
      this.kind[made] = kind;
      this.sibling[made] = this.firstChild[state] as number;
      this.firstChild[state] = made;
      state = made;
    }
    this.meanings[state] = united(this.meanings[state], [meaning]);
  }

  /** The beginnings from the shortest to the longest, and by beginning the longest other one with which it ends. */
  inOrder(): { readonly order: readonly number[]; readonly others: Uint32Array } {
    const others = new Uint32Array(this.meanings.length);
    const order = [0];
    for (const state of order) {
      for (let child = this.firstChild[state] as number; child !== 0; child = this.sibling[child] as number) {
        order.push(child);
        if (state === 0) continue;
        let other = others[state] as number;
        let end = this.#child(other, this.kind[child] as number);
        while (end === 0 && other !== 0) {
          other = others[other] as number;
          end = this.#child(other, this.kind[child] as number);
        }
        others[child] = end;
        const more = this.meanings[end];
        if (more) this.meanings[child] = united(this.meanings[child], more);
      }
    }
    return { order, others };
  }

  #child(state: number, kind: number): number {
    let child = this.firstChild[state] as number;
    while (child !== 0 && this.kind[child] !== kind) child = this.sibling[child] as number;
    return child;
  }
}

function united(some: readonly number[] | undefined, more: readonly number[]): readonly number[] {
  return some ? [...new Set([...some, ...more])] : more;
}
