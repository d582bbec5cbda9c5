/** Which claims does a verification of JSON web tokens leave unchecked that it should check? */
import { RENEWAL_WORDS } from '../knowledge/identity.js';
import type { FactOf, JwtChecks, Place } from '../knowledge/schema.js';
import { factHolds, valueAt } from './arguments.js';
import { enclosingFunction, functionName, isFunction, propertyName, unwrap, walk, type Node } from './ast.js';
import { identifies } from './identity.js';
import { algorithmsAt, keyOf } from './jwt-algorithms.js';
import type { Kernel } from './kernel.js';
import { optionOf } from './options.js';
import { variableOf } from './scope.js';
import { wordsOf } from './words.js';

export type Claim = 'issuer' | 'audience';

export type Signer = 'self' | 'one' | 'other';

export interface Unchecked {
  readonly node: Node;
  readonly checks: JwtChecks;
  /** The claims that nothing checks; empty when only the expiry is let go. */
  readonly missing: readonly Claim[];
  /** What switches the check of the expiry off. */
  readonly expiry: Node | undefined;
  /** Who signs such tokens: this application itself, the holder of the one key that is accepted, or somebody with a set of keys. */
  readonly signer: Signer;
}

/** The verifications of a file that leave something unchecked. */
export function uncheckedClaims(kernel: Kernel): readonly Unchecked[] {
  return kernel.api.uses('jwtVerify').flatMap(({ node, fact }): readonly Unchecked[] => {
    const { checks } = fact;
    if (!checks || !factHolds(kernel, node, fact)) return [];
    const expiry = switchedOff(kernel, node, checks, 'expiry');
    const unchecked = (['issuer', 'audience'] as const).filter((claim) => isMissing(kernel, node, checks, claim));
    const signer = unchecked.length > 0 ? signerOf(kernel, node, fact, checks) : undefined;
    // One key has one holder, and what he signs may say itself what it is for.
    const missing = signer === 'one' ? unchecked.filter((claim) => claim === 'audience' && !readsClaim(kernel, PURPOSES)) : unchecked;
    const isIdentity = signer !== undefined && missing.length > 0 && (checks.letsIn === true || resultsOf(kernel, node).some((result) => identifies(kernel, result)));
    const late = expiry && !isRenewal(node) && !readsClaim(kernel, ['exp']) ? expiry : undefined;
    return late || isIdentity ? [{ node, checks, missing: isIdentity ? missing : [], expiry: late, signer: signer ?? 'self' }] : [];
  });
}

/** The value of an option that takes a check away. */
function switchedOff(kernel: Kernel, node: Node, { off = [] }: JwtChecks, claim: 'audience' | 'expiry'): Node | undefined {
  for (const { claim: each, when } of off) {
    if (each !== claim || !factHolds(kernel, node, { when: [when] })) continue;
    const option = valueAt(kernel, node, when);
    if (option.kind === 'present') return option.values[0];
  }
  return undefined;
}

/** Claims that say for whom a token is beside `aud`: OpenID Connect's authorized party, and the client of an access token. */
const BY_HAND: Readonly<Record<Claim, readonly string[]>> = { issuer: ['iss'], audience: ['aud', 'azp', 'client_id'] };

/** Claims that say what a token is for. */
const PURPOSES: readonly string[] = ['type', 'typ', 'token_use', 'tokenUse', 'token_type', 'tokenType', 'purpose', 'scope', 'scp'];

function isMissing(kernel: Kernel, node: Node, checks: JwtChecks, claim: Claim): boolean {
  const places = checks[claim];
  const isOff = claim === 'audience' && switchedOff(kernel, node, checks, claim) !== undefined;
  if (!isOff && (!places || !places.every((place) => valueAt(kernel, node, place).kind === 'absent'))) return false;
  return !readsClaim(kernel, BY_HAND[claim]);
}

/** Does the file look at this claim itself? Whatever it does with it, it knows of it. */
function readsClaim({ sourceCode }: Kernel, names: readonly string[]): boolean {
  if (!names.some((name) => sourceCode.text.includes(name))) return false;
  let found = false;
  walk(sourceCode.visitorKeys, sourceCode.ast, (node) => {
    if (found) return 'skip';
    const isRead = node.type === 'MemberExpression' || (node.type === 'Property' && node.parent.type === 'ObjectPattern');
    found = isRead && names.includes(propertyName(node) ?? '');
    return undefined;
  });
  return found;
}

/** Expired tokens are looked at on purpose where they are renewed or revoked. */
function isRenewal(node: Node): boolean {
  for (let owner = enclosingFunction(node); owner; owner = enclosingFunction(owner)) if (wordsOf(functionName(owner) ?? '').some((word) => RENEWAL_WORDS.has(word))) return true;
  return false;
}

/** Undefined when it cannot be told whose keys they are. */
function signerOf(kernel: Kernel, node: Node, fact: FactOf<'jwtVerify'>, checks: JwtChecks): Signer | undefined {
  if (checks.publicKeys) return 'other';
  const named = algorithmsAt(kernel, node, fact);
  const kinds = typeof named === 'string' ? [] : named.map(({ kind }) => kind);
  if (kinds.includes('hmac')) return 'self';
  const key = keyOf(kernel, node, fact);
  if (key?.kind === 'secret' || key?.kind === 'private' || (key && holdsPrivateKey(kernel, key.node)) || signsElsewhere(kernel, node)) return 'self';
  if (key?.kind === 'function') return 'other';
  if (key?.kind === 'asymmetric') return kernel.api.factsAt(key.node, 'keyMaterial').some((fact) => fact.kind === 'asymmetric' && fact.set) ? 'other' : 'one';
  return key?.kind === 'public' || kinds.includes('key pair') ? 'one' : undefined;
}

/** One registration often stands for verifying and signing; what it does is told by its keys. */
function signsElsewhere(kernel: Kernel, node: Node): boolean {
  return kernel.api.uses('jwtSign').some((use) => use.node !== node && factHolds(kernel, use.node, use.fact));
}

/** `{ public, private }`: who verifies signs as well. */
function holdsPrivateKey({ sourceCode }: Kernel, key: Node): boolean {
  return optionOf(sourceCode, key, ['private']).kind === 'present';
}

/** What a verification hands out: its result, or the argument of its callback. */
function resultsOf({ sourceCode }: Kernel, node: Node): readonly Node[] {
  const last = node.type === 'CallExpression' ? node.arguments.at(-1) : undefined;
  const callback = last && unwrap(last);
  const parameter = isFunction(callback) ? callback.params[1] : undefined;
  const variable = parameter && variableOf(sourceCode, parameter);
  return [node, ...(variable?.references.map(({ identifier }) => identifier) ?? [])];
}

/** The options that check a claim, as the library calls them: `allowedAud`. */
export function optionNames(places: readonly Place[] | undefined): readonly string[] {
  return (places ?? []).map(({ path }) => (path ?? []).map(String).join('.'));
}
