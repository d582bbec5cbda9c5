/** What a name says: its words, and whether they stand for personal data or a secret. */
import {
  ABOUT_ONE_TIME,
  ACCESS_PHRASES,
  AUTHORITY_NAMES,
  AUTHORITY_NEGATIVE_HEADS,
  AUTHORITY_NEGATIVE_PHRASES,
  AUTHORITY_PHRASES,
  ACCESSOR_VERBS,
  COMPOUNDS,
  GATE_PHRASES,
  IRREGULAR_PLURALS,
  MASKING_WORDS,
  MAKERS,
  NEGATIVE_HEADS,
  NEGATIVE_PHRASES,
  NEUTRAL_TAILS,
  NO_ACCESS_PHRASES,
  NOT_GENERATED,
  ONE_TIME_PHRASES,
  PHRASES,
  PRESENTED_WORDS,
  NOT_RECORDS,
  RECORDS,
  SINGULAR_ONLY,
  USED_WORDS,
  WHOLE_NAMES,
  WHOLE_RECORDS,
  type DataClass,
} from '../knowledge/vocabulary.js';
import { lazily } from './lazily.js';
import { ownText } from './own-text.js';

export interface Classification {
  readonly class: DataClass;
  /** The words that decided, as in the vocabulary: `access token`. */
  readonly word: string;
}

interface Name {
  /** As written, in lower case. */
  readonly raw: readonly string[];
  /** With plurals folded. */
  readonly words: readonly string[];
}

/** Names repeat; those of generated code must not fill the memory. */
const CACHE_SIZE = 20_000;
const names = new Map<string, Name>();
const classified = new Map<string, Classification | undefined>();
const MAX_NAME = 200;

/**
 * The words of an identifier (camelCase, PascalCase, snake_case, kebab-case, SCREAMING_CASE, dotted paths) in lower case and in
 * the singular: `userIDTokens` is `user`, `id`, `token`. Digits are words of their own.
 */
export function wordsOf(identifier: string): readonly string[] {
  return nameOf(identifier).words;
}

/**
 * The kind of sensitive data a name stands for; undefined when it stands for none, or for something about such data
 * (`emailVerified`, `tokenCount`, `hashedEmail`). A dotted path helps where the last name says little: `coupon.token`.
 */
export function classify(identifier: string): Classification | undefined {
  if (classified.has(identifier)) return classified.get(identifier);
  const answer = decide(nameOf(identifier));
  remember(classified, identifier, answer);
  return answer;
}

/**
 * As {@link classify}, for the member `name` of something called `owner`. The owner takes part in phrases (`customer.address` is
 * one, `coupon.token` is none), but an action in its name says nothing about the member (`parsed.email`).
 */
export function classifyMember(owner: string, name: string): Classification | undefined {
  const key = `${owner}.${name}`;
  if (classified.has(key)) return classified.get(key);
  const outer = nameOf(owner);
  const inner = nameOf(name);
  const answer = outer.words.some((word) => MASKED.has(word))
    ? undefined
    : (inner.raw.length === 1 && Object.hasOwn(WHOLE_NAMES, inner.raw[0] ?? '') ? decide(inner) : decide({ raw: [...outer.raw, ...inner.raw], words: [...outer.words, ...inner.words] }, outer.words.length));
  remember(classified, key, answer);
  return answer;
}

const MASKED: ReadonlySet<string> = new Set(['masked', 'redacted', 'hashed', 'sanitized', 'scrubbed', 'anonymized', 'obfuscated', 'encrypted', 'censored']);

/** Does a name say that what must not be seen has been taken out: `maskedUser`, `safeRow`? */
export function isMaskedName(name: string): boolean {
  return wordsOf(name).some((word) => word === 'safe' || MASKED.has(word));
}

/** What a record called so holds as a whole (`a whole user record`); `owner` is the name of what it is a member of. */
export function recordOf(name: string, owner = ''): string | undefined {
  const { raw, words } = nameOf(name);
  if (raw.length === 1 && Object.hasOwn(WHOLE_RECORDS, words[0] ?? '')) return WHOLE_RECORDS[words[0] ?? ''];
  if (words.some((word) => NEGATIVE_HEADS.has(word))) return undefined;
  const all = owner === '' ? words : [...nameOf(owner).words, ...words];
  for (const length of [3, 2, 1]) {
    const phrase = all.slice(-length).join(' ');
    if (NOT_RECORDS.has(phrase)) return undefined;
    if (all.length >= length && Object.hasOwn(RECORDS, phrase)) return RECORDS[phrase];
  }
  return undefined;
}

/** Does the name of a function say that less comes out than went in: `maskEmail`, `hashIp`, `toSafeUser`? */
export function namesMasking(name: string): boolean {
  return wordsOf(name).some((word) => MASKING_WORDS.has(word));
}

/** What a function gives back that is called after it: `getClientIp` an ip. */
export function accessedBy(name: string): { readonly what: string } | undefined {
  const [verb, ...rest] = wordsOf(name);
  return verb !== undefined && ACCESSOR_VERBS.has(verb) && rest.length > 0 ? { what: rest.join(' ') } : undefined;
}

/** Do the words of a name contain one of these phrases, wherever they stand: `rate limit` in `checkRateLimitFor`? */
export function hasPhrase(identifier: string, phrases: readonly string[]): boolean {
  const words = ` ${wordsOf(identifier).join(' ')} `;
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

/** A question about a name that is answered once per name. */
export function rememberedByName<T>(answer: (name: string) => T): (name: string) => T {
  const cache = new Map<string, T>();
  return (name) => {
    const known = cache.get(name);
    if (known !== undefined || cache.has(name)) return known as T;
    const found = answer(name);
    remember(cache, name, found);
    return found;
  };
}

/**
 * The phrase that makes a name that of a value good for one use (`passwordResetToken`, `otp:…`, `oauth_state`), wherever it stands in
 * the name; undefined for names about such values (`otpAttempts`).
 */
export function oneTimeOf(identifier: string): string | undefined {
  const words = wordsOf(identifier);
  if (words.some((word) => ABOUT_ONE_TIME.has(word))) return undefined;
  const text = ` ${words.join(' ')} `;
  let longest: string | undefined;
  for (const phrase of ONE_TIME_PHRASES) if (text.includes(` ${phrase} `) && phrase.length > (longest?.length ?? 0)) longest = phrase;
  return longest;
}

/** Does a name stand for people who may do more than others, or for a list of who may enter: `ADMIN_EMAILS`, `isOwner`, `allowedDomains`? */
export function namesAccess(name: string): boolean {
  return hasPhrase(name, ACCESS_PHRASES) && !hasPhrase(name, NO_ACCESS_PHRASES);
}

/** Does a function of this name say whether somebody gets in: `isAdmin`, `signIn`, `canAccess`? */
export function namesGate(name: string): boolean {
  return namesAccess(name) || hasPhrase(name, GATE_PHRASES);
}

/** Does a column say that its row has been used: `usedAt`, `is_used`, `consumedOn`? Not `lastUsedAt`, which says when it was last. */
export function namesUse(column: string): boolean {
  const words = wordsOf(column);
  return words.some((word) => USED_WORDS.has(word)) && !words.includes('last');
}

/** Does a name say that its value is used by presenting it: `token`, `invite_code`, `tokenHash`? */
export function namesPresented(name: string): boolean {
  return PRESENTED_WORDS.has(wordsOf(name).at(-1) ?? '');
}

function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(ownText(key), value);
}

// `IDs` before `ID` + `Ds`; `HTML` in `HTMLElement`; `Email`, `email`; `URL`; digits; scripts without case.
const PLAIN_WORD = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g;
const PLAIN = /^[\w$\s.-]*$/;
/** The same for other alphabets, which takes several times as long. */
const WORD = /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+|\d+/gu;

const COMPOUND_WORDS = new Map(Object.entries(COMPOUNDS));
const IRREGULAR = new Map(Object.entries(IRREGULAR_PLURALS));

function nameOf(identifier: string): Name {
  const known = names.get(identifier);
  if (known) return known;
  const raw: string[] = [];
  const beginning = ownText(identifier.slice(0, MAX_NAME));
  for (const [part] of beginning.matchAll(PLAIN.test(beginning) ? PLAIN_WORD : WORD)) {
    const word = part.toLowerCase();
    const compound = COMPOUND_WORDS.get(`${raw.at(-1) ?? ''} ${singular(word)}`);
    if (compound === undefined) raw.push(word);
    else raw[raw.length - 1] = singular(word) === word ? compound : `${compound}s`;
  }
  const name = { raw, words: raw.map(singular) };
  remember(names, identifier, name);
  return name;
}

function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|as|os)$/u.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|ches|shes|xes|zzes)$/u.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

interface Phrase<T> {
  readonly words: readonly string[];
  readonly text: string;
  readonly means: T;
}

/** Phrases by their last word, longest first. */
function byLastWord<T>(groups: Iterable<readonly [phrases: Iterable<string>, means: T]>): ReadonlyMap<string, readonly Phrase<T>[]> {
  const index = new Map<string, Phrase<T>[]>();
  for (const [phrases, means] of groups)
    for (const text of phrases) {
      const words = text.split(' ');
      const last = words.at(-1) ?? '';
      const others = index.get(last);
      if (others) others.push({ words, text, means });
      else index.set(last, [{ words, text, means }]);
    }
  for (const phrases of index.values()) if (phrases.length > 1) phrases.sort((left, right) => right.words.length - left.words.length);
  return index;
}

/** What personal data and secrets are called; null makes the name negative. */
const classes = lazily(() => byLastWord<DataClass | null>([...(Object.entries(PHRASES) as [DataClass, readonly string[]][]).map(([name, phrases]) => [phrases, name] as const), [NEGATIVE_PHRASES, null]]));

/** `from`: the words before it belong to something else; they may begin a phrase but not end one. */
function decide({ raw, words }: Name, from = 0): Classification | undefined {
  const [only] = raw;
  if (raw.length === 1 && only !== undefined && Object.hasOwn(WHOLE_NAMES, only)) return { class: WHOLE_NAMES[only] ?? 'content', word: only };
  for (let end = words.length; end > from; end--) {
    const last = words[end - 1] ?? '';
    const phrase = classes().get(last)?.find((candidate) => endsWith(words, end, candidate.words));
    if (phrase) {
      if (phrase.means === null || words.slice(from, Math.max(from, end - phrase.words.length)).some((word) => NEGATIVE_HEADS.has(word))) return undefined;
      if (phrase.words.length === 1 && SINGULAR_ONLY.has(last) && raw[end - 1] !== last) return undefined;
      // `secret.key` is the key by which a secret is found.
      if (phrase.means === 'credential' && end - phrase.words.length < from) return undefined;
      return { class: phrase.means, word: phrase.text };
    }
    if (!NEUTRAL_TAILS.has(last) && !/^\d+$/u.test(last)) return undefined;
  }
  return undefined;
}

function endsWith(words: readonly string[], end: number, phrase: readonly string[]): boolean {
  const start = end - phrase.length;
  return start >= 0 && phrase.every((word, index) => words[start + index] === word);
}

/** What values with authority are called; `false` makes the name something else. */
const authorities = lazily(() =>
  byLastWord([
    [[...PHRASES.credential, ...AUTHORITY_PHRASES].filter((phrase) => !NOT_GENERATED.has(phrase)), true],
    [[...NEGATIVE_PHRASES, ...AUTHORITY_NEGATIVE_PHRASES], false],
  ]),
);

/** What stands behind one of these in the name of a function says for whom or where, not what: `generateTokenForUser`. */
const PREPOSITIONS = new Set(['for', 'from', 'with', 'by', 'to', 'in', 'of', 'if', 'using', 'and', 'or']);

/**
 * The phrase that makes a name that of a value with authority: whoever presents or guesses it is let in (`resetToken`, `otp`,
 * `codeVerifier`, `couponCode`). Undefined for all other names, and for names about such values (`tokenCount`, `hasPassword`).
 */
export function authorityOf(identifier: string): string | undefined {
  const { raw, words } = nameOf(identifier);
  return authorityIn(raw, words);
}

/** As {@link authorityOf}, for the name of a function: what it makes (`generateOtp`, `newPasswordFor`), not what it does to one (`verifyOtp`). */
export function madeAuthorityOf(functionName: string): string | undefined {
  const { raw, words } = nameOf(functionName);
  const end = words.findIndex((word, index) => index > 0 && PREPOSITIONS.has(word));
  const [first] = words;
  // `refreshToken()` renews one and returns whatever it likes.
  if (first === undefined || first === 'refresh') return undefined;
  const noun = end < 0 ? words : words.slice(0, end);
  if (!MAKERS.has(first) && noun.some((word, index) => NEGATIVE_HEADS.has(word) && (index === 0 || word !== 'verify'))) return undefined;
  const skip = MAKERS.has(first) ? 1 : 0;
  return authorityIn(raw.slice(skip, noun.length), noun.slice(skip));
}

function authorityIn(raw: readonly string[], words: readonly string[]): string | undefined {
  const [only] = raw;
  if (raw.length === 1 && only !== undefined && AUTHORITY_NAMES.has(only)) return only;
  for (let end = words.length; end > 0; end--) {
    const last = words[end - 1] ?? '';
    const phrase = authorities().get(last)?.find((candidate) => endsWith(words, end, candidate.words));
    if (phrase) {
      if (!phrase.means || words.slice(0, end - phrase.words.length).some((word) => AUTHORITY_NEGATIVE_HEADS.has(word))) return undefined;
      if (phrase.words.length === 1 && SINGULAR_ONLY.has(last) && raw[end - 1] !== last) return undefined;
      return phrase.text;
    }
    if (!NEUTRAL_TAILS.has(last) && !/^\d+$/u.test(last)) return undefined;
  }
  return undefined;
}

/** Does a name say outright that its value only has to be unique, or is public (`lockToken`, `writeToken`, `pageToken`)? */
export function isHarmlessName(identifier: string): boolean {
  const { words } = nameOf(identifier);
  return authorities().get(words.at(-1) ?? '')?.find((candidate) => endsWith(words, words.length, candidate.words))?.means === false;
}
