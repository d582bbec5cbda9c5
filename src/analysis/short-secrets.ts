/** Which secrets does a file make that are unpredictable, but too short? */
import { ENOUGH_BITS, GUESSABLE_BITS, LOCK_WORDS, NEED_NO_ENTROPY, SECRET_KINDS, SHOWN_WORDS, type SecretKind } from '../knowledge/randomness.js';
import type { Use } from './api.js';
import { authorityAt, isInCatalogue, isStandIn, type Authority } from './authority.js';
import { functionName, isClass, isFunction, unwrap, type CallLike, type Node } from './ast.js';
import { destinationsOf, type Destination } from './destinations.js';
import { bitsOf } from './entropy.js';
import { carries, isAnonymousSession } from './guessable.js';
import type { Kernel } from './kernel.js';
import { definitionOf } from './scope.js';
import { isHarmlessName, wordsOf } from './words.js';

export interface ShortSecret {
  readonly use: Use<'strongRandom'>;
  readonly authority: Authority;
  readonly kind: SecretKind;
  /** The expression that makes it. */
  readonly at: Node;
  readonly bits: number;
  readonly wanted: number;
  /** So few that trying finds it. */
  readonly isGuessable: boolean;
}

export interface SecretLimits {
  readonly minBits: number;
  readonly minCodeBits: number;
  /** Does the file run in a browser? */
  readonly isBrowser: boolean;
}

/** The secrets of a file that hold fewer random bits than they have to, each once. */
export function shortSecrets(kernel: Kernel, limits: SecretLimits): readonly ShortSecret[] {
  const sources = kernel.api.uses('strongRandom').filter(({ fact }) => fact.draw);
  const nodes = sources.map(({ node }) => node);
  const found = new Map<Node, ShortSecret>();
  for (const use of sources) {
    const destinations = startsOf(kernel, use).flatMap((start) => destinationsOf(kernel.sourceCode, start, { carries: (call, position) => carries(kernel, call, position) }));
    const isOfCipher = destinations.some((destination) => isForCipher(kernel, destination));
    const isHarmless = destinations.some(({ name }) => name !== undefined && isHarmlessName(name)) || isForLock(use.node, destinations);
    const shorts = destinations.flatMap((destination) => {
      const authority = authorityAt(kernel, destination);
      if (!authority || (isOfCipher && /(?:nonce|key)$/u.test(authority.what)) || (isHarmless && authority.what === 'token') || isAnonymousSession(kernel, authority.what, use.node, limits.isBrowser)) return [];
      return shortAt(kernel, use, destination, authority, limits) ?? [];
    });
    // What shows the beginning of a token is shorter than the token: the longest is the one that counts.
    const longest = shorts.reduce<Judged | undefined>((most, short) => (most && most.bits >= short.bits ? most : short), undefined);
    if (!longest || longest.bits >= longest.wanted || found.has(longest.at) || isStandIn(longest.at, longest.at) || isInCatalogue(use.node, nodes)) continue;
    found.set(longest.at, { ...longest, bits: Math.floor(longest.bits), isGuessable: longest.bits < Math.min(GUESSABLE_BITS, longest.wanted) });
  }
  return [...found.values()];
}

type Judged = Omit<ShortSecret, 'isGuessable'>;

/** Who holds a lock, a lease or a job: the token only has to be unique. */
function isForLock(source: Node, destinations: readonly Destination[]): boolean {
  const names = destinations.flatMap(({ kind, name }) => (kind === 'argument' && name !== undefined ? [name] : []));
  for (let here = source.parent; here; here = here.parent) {
    if (isFunction(here)) names.push(functionName(here) ?? '');
    else if (isClass(here)) names.push(here.id?.name ?? '');
  }
  return names.some((name) => wordsOf(name).some((word) => LOCK_WORDS.has(word)));
}

/** Where the walk begins: at the call, and at the array that it fills. */
function startsOf(kernel: Kernel, { node, fact }: Use<'strongRandom'>): readonly Node[] {
  if (fact.draw?.of !== 'array') return [node];
  const array = (node as CallLike).arguments[fact.draw.arg];
  const made = array && definitionOf(kernel.sourceCode, unwrap(array));
  return made ? [node, made] : [node];
}

/** The nonce or key of a cipher has the length that the cipher wants. */
function isForCipher(kernel: Kernel, { kind, node, name, position, under }: Destination): boolean {
  if (kind === 'property') return name === 'iv' || name === 'counter' || name === 'salt';
  if (kind !== 'argument') return kind === 'variable' && name === 'iv';
  if (kernel.api.factsAt(node, 'encryption').length > 0) return true;
  return under?.at(-1) === 'iv' || (position !== undefined && /encrypt|cipher|secretbox|aead|^seal$|^gcm$|chacha|hkdf|scrypt|pbkdf2/iu.test(name ?? ''));
}

function shortAt(kernel: Kernel, use: Use<'strongRandom'>, destination: Destination, authority: Authority, { minBits, minCodeBits }: SecretLimits): Judged | undefined {
  if (NEED_NO_ENTROPY.has(authority.what) || isForShow(kernel, destination) || isNonceOfProtocol(kernel, destination, authority.what)) return undefined;
  const bits = bitsOf(kernel, destination.value);
  if (bits === undefined || bits <= 0) return undefined;
  // One number is typed in, whatever the name: `verificationToken = randomInt(100000, 1000000)`.
  const kind = use.fact.draw?.of === 'number' && bits === bitsOf(kernel, use.node) ? 'code' : kindOf(authority.what);
  const wanted = kind === 'code' ? minCodeBits : kind === 'token' ? wantedOf(kernel, authority.what, minBits) : Math.min(minBits, ENOUGH_BITS[kind]);
  return { use, authority, kind, at: madeAt(kernel, destination.value), bits, wanted };
}

/** A nonce for one page (Content Security Policy) is of use to nobody once it has been sent. */
function wantedOf({ sourceCode }: Kernel, what: string, minBits: number): number {
  return what === 'nonce' && /content-security-policy|x-nonce|'nonce-/iu.test(sourceCode.text) ? Math.min(minBits, ENOUGH_BITS.page) : minBits;
}

/** `displayKey`, `token.slice(0, 8) + '…'` */
function isForShow({ sourceCode }: Kernel, { name = '', value }: Destination): boolean {
  return wordsOf(name).some((word) => SHOWN_WORDS.has(word)) || /\.{3}['"`]|…|\*{3}/u.test(sourceCode.getText(value));
}

/** A nonce that a protocol only wants to be another each time, beside a signature; one that makes a component render again. */
function isNonceOfProtocol(kernel: Kernel, { name = '' }: Destination, what: string): boolean {
  return what === 'nonce' && (/signature_?nonce|nonce_?str/iu.test(name) || kernel.api.uses('holder').length > 0);
}

const kinds = SECRET_KINDS.map(({ kind, ends }) => ({ kind, pattern: new RegExp(`(?:^| )(?:${ends})$`, 'u') }));

function kindOf(what: string): SecretKind {
  return kinds.find(({ pattern }) => pattern.test(what))?.kind ?? 'token';
}

/** The expression a name stands for: that is where the length is decided. */
function madeAt(kernel: Kernel, value: Node): Node {
  let here = unwrap(value);
  for (let hops = 0; hops < 6; hops += 1) {
    const definition = here.type === 'Identifier' ? definitionOf(kernel.sourceCode, here) : undefined;
    if (!definition) return here;
    here = unwrap(definition);
  }
  return here;
}
