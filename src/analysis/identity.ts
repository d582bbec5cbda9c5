/** Is a value used to tell who is asking, or what they may do? For claims of tokens and members of sessions. */
import type { TSESTree } from '@typescript-eslint/utils';
import { CLAIM_WRAPPERS, HARMLESS_WORDS, IDENTITY_CLAIMS, IDENTITY_PHRASES, IDENTITY_PLACES, IDENTITY_VERBS, IDENTITY_WORDS, LOOKUP_VERBS, READING_WORDS, RIGHTS_CLAIMS } from '../knowledge/identity.js';
import { NOT_ALLOWED } from '../knowledge/refusals.js';
import { enclosingFunction, functionName, isFunction, propertyName, stringOf, unwrap, wrapped, type CallLike, type FunctionNode, type Node } from './ast.js';
import { destinationsOf, type Destination } from './destinations.js';
import type { Kernel } from './kernel.js';
import { isUndefined } from './options.js';
import { refusalOf } from './refusal.js';
import { BRIEF, lastCallText, shortText } from './text.js';
import { hasPhrase, wordsOf } from './words.js';

export interface IdentityUse {
  /** Where it happens. */
  readonly node: Node;
  /** The claim, as it is called; undefined for all of them together. */
  readonly claim: string | undefined;
  /** What is done, to go on after the claim: `` becomes `req.user` ``. */
  readonly how: string;
}

interface Value {
  /** The claim that decides; undefined for the whole. */
  readonly claim: string | undefined;
  readonly isRight: boolean;
}

/** The uses of a record of claims that decide for whom something is done, in the order of the way. */
export function identityUses(kernel: Kernel, claims: Node): readonly IdentityUse[] {
  return claimUses(kernel, claims).flatMap((destination) => {
    const value = valueOf(destination.taken ?? []);
    const how = value && useOf(kernel, destination, value);
    return value && how !== undefined ? [{ node: destination.value, claim: value.claim, how }] : [];
  });
}

/** Does a record of claims say who somebody is: is a claim of that kind read, or is all of it handed out as such? */
export function identifies(kernel: Kernel, claims: Node): boolean {
  return claimUses(kernel, claims).some(({ kind, name = '', node, taken = [] }) => {
    const value = valueOf(taken);
    if (!value || value.claim !== undefined) return value !== undefined;
    const holder = kind === 'return' ? nameOf(node as FunctionNode) : kind === 'property' ? name : undefined;
    return holder !== undefined && wordsOf(holder).some((word) => IDENTITY_WORDS.has(word));
  });
}

/** Everything that is made of a record of claims and of each of them. */
export function claimUses(kernel: Kernel, claims: Node): readonly Destination[] {
  return destinationsOf(kernel.sourceCode, claims, {
    members: true,
    // A schema hands on what it has checked the form of.
    carries: (call, position) => (kernel.api.factsBornAt(call, 'parser').some((fact) => fact.arg === position) ? 'value' : undefined),
  });
}

/** What has been taken out: a claim that identifies or entitles, or all of them. Undefined for any other claim (`exp`, `kid`). */
function valueOf(taken: readonly string[]): Value | undefined {
  const names = taken.filter((name) => !CLAIM_WRAPPERS.has(name));
  if (names.length === 0) return { claim: undefined, isRight: false };
  const known = names.find((name) => isClaim(name, RIGHTS_CLAIMS)) ?? names.find((name) => isClaim(name, IDENTITY_CLAIMS));
  return known === undefined ? undefined : { claim: known, isRight: isClaim(known, RIGHTS_CLAIMS) };
}

/** `https://acme.dev/roles`, `cognito:groups` and `custom:tenant_id` count by what stands last. */
function isClaim(name: string, claims: ReadonlySet<string>): boolean {
  return claims.has(wordsOf(name.replace(/^.*[/:]/u, '')).join(' '));
}

function useOf(kernel: Kernel, destination: Destination, value: Value): string | undefined {
  const { kind, node } = destination;
  switch (kind) {
    case 'property':
      return keptUnder(kernel, destination);
    case 'argument':
      return givenTo(kernel, destination, value);
    case 'comparison':
      return comparedIn(kernel, node as TSESTree.BinaryExpression, destination, value);
    case 'method':
      return value.isRight && /^(?:includes|some|has|every|find|indexOf)$/u.test(destination.name ?? '') && refusalOf(kernel.sourceCode, node, NOT_ALLOWED) ? 'decides who is let in' : undefined;
    case 'condition':
      return value.isRight && refusalOf(kernel.sourceCode, destination.value, NOT_ALLOWED) ? 'decides who is let in' : undefined;
    case 'return':
      return returnedBy(node as FunctionNode);
    default:
      return undefined;
  }
}

/** `req.user = claims`, `{ user: claims }` as what a function answers. */
function keptUnder({ sourceCode }: Kernel, { node, name }: Destination): string | undefined {
  if (name === undefined || !isIdentityPlace(name)) return undefined;
  if (node.type === 'AssignmentExpression') return node.left.type === 'MemberExpression' && unwrap(node.left.object).type !== 'ThisExpression' ? `becomes \`${shortText(sourceCode, node.left, BRIEF)}\`` : undefined;
  // The context of GraphQL and RPC servers.
  const owner = node.type === 'Property' ? answeringFunction(node.parent) : undefined;
  return owner && wordsOf(nameOf(owner) ?? '').includes('context') ? `becomes \`${name}\` of the context` : undefined;
}

function answeringFunction(object: Node): FunctionNode | undefined {
  const { parent } = wrapped(object);
  if (parent?.type === 'ReturnStatement') return enclosingFunction(parent);
  return isFunction(parent) ? parent : undefined;
}

function isIdentityPlace(name: string): boolean {
  return IDENTITY_PLACES.has(wordsOf(name).join(' '));
}

/** `c.set('user', claims)`, `prisma.user.findUnique({ where: { id: claims.sub } })`. */
function givenTo(kernel: Kernel, { node, name = '', position = 0 }: Destination, { claim }: Value): string | undefined {
  const call = node as CallLike;
  if (kernel.api.factsAt(call, 'log').length > 0) return undefined;
  const words = wordsOf(name);
  if (words.some((word) => HARMLESS_WORDS.has(word)) || chainWords(call).some((word) => HARMLESS_WORDS.has(word))) return undefined;
  const key = position > 0 ? stringOf(call.arguments[position - 1]) : undefined;
  if (key !== undefined && /^(?:set|append|header|setHeader|assign|provide)$/u.test(name) && isIdentityPlace(key)) return `is kept as '${key}'`;
  if (claim === undefined || !LOOKUP_VERBS.has(words[0] ?? '')) return undefined;
  // `new Map().set(id, …)` and the like are no lookup of somebody.
  if (name === 'set' && key === undefined) return undefined;
  return `decides whose data \`${lastCallText(kernel.sourceCode, call) ?? name}\` works on`;
}

/** The words of the objects that a method is called on: `logger.assign`, `analytics.users.get`. */
function chainWords(call: CallLike): readonly string[] {
  const names: string[] = [];
  for (let callee = unwrap(call.callee); callee.type === 'MemberExpression'; ) {
    callee = unwrap(callee.object);
    names.push(callee.type === 'Identifier' ? callee.name : (propertyName(callee) ?? ''));
  }
  return names.flatMap((name) => wordsOf(name));
}

function comparedIn({ sourceCode }: Kernel, comparison: TSESTree.BinaryExpression, { value: side }: Destination, { claim }: Value): string | undefined {
  if (claim === undefined || !/^[!=]==?$/u.test(comparison.operator)) return undefined;
  const other = unwrap(comparison.left === wrapped(side) || comparison.left === side ? comparison.right : comparison.left);
  // Whether the claim is there at all, and of which type, says nothing about who is asking.
  if (isUndefined(sourceCode, other) || (other.type === 'Literal' && (other.value === null || other.value === ''))) return undefined;
  return refusalOf(sourceCode, comparison, NOT_ALLOWED) ? 'decides who is let in' : undefined;
}

function returnedBy(owner: FunctionNode): string | undefined {
  const name = nameOf(owner);
  if (name === undefined) return undefined;
  const words = wordsOf(name);
  if (words.some((word) => READING_WORDS.has(word))) return undefined;
  const tells = IDENTITY_VERBS.has(words[0] ?? '') || hasPhrase(name, IDENTITY_PHRASES) || (isIdentityPlace(name) && !words.some((word) => word === 'token' || word === 'jwt'));
  return tells ? `is what \`${name}\` returns` : undefined;
}

/** The name a function goes by, or that of the variable that holds what was made of it: `const User = createParamDecorator(() => …)`. */
function nameOf(owner: FunctionNode): string | undefined {
  const own = functionName(owner);
  if (own !== undefined) return own;
  let outer = wrapped(owner);
  while (outer.parent?.type === 'CallExpression' && outer.parent.callee !== outer) outer = wrapped(outer.parent);
  const { parent } = outer;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  const around = enclosingFunction(owner);
  return outer === owner || !around || !isFunction(around) ? undefined : functionName(around);
}
