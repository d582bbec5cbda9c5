/** Is a sign-in message (EIP-4361) bound to what the server knows: the nonce that it handed out, its own domain, its chain? */
import type { TSESTree } from '@typescript-eslint/utils';
import { CHECK_WORDS, LOOKUP_WORDS, NORMALISERS } from '../knowledge/siwe.js';
import type { SiweField } from '../knowledge/schema.js';
import type { Use } from './api.js';
import { valueAt } from './arguments.js';
import { contains, lastNameOf, returnsOf, stringOf, unwrap, wrapped, type CallLike, type Node } from './ast.js';
import { destinationsOf } from './destinations.js';
import { memberTaken, originsOf, outermostFunction, type Origin } from './flow.js';
import { guardsOf } from './guards.js';
import { isInput } from './inputs.js';
import type { Kernel } from './kernel.js';
import { isUndefined } from './options.js';
import { definitionOf, localFunction, variableOf } from './scope.js';
import { constantOf } from './value.js';
import { wordsOf } from './words.js';

type Verification = Use<'siweVerify'>;

/** What a message can be bound to. */
export type Bond = 'nonce' | 'domain' | 'chain';

export type SiweProblem =
  /** Nothing compares these fields with anything. */
  | { readonly kind: 'unbound'; readonly call: Node; readonly fields: readonly Bond[] }
  /** The field is compared with itself. */
  | { readonly kind: 'own'; readonly call: Node; readonly field: SiweField; readonly at: Node }
  /** What it is compared with may be missing, and then it is not compared. */
  | { readonly kind: 'skipped'; readonly call: Node; readonly field: Bond; readonly at: Node }
  /** …was sent together with the message. */
  | { readonly kind: 'sent'; readonly call: Node; readonly field: Bond; readonly at: Node }
  /** An address is compared as it is spelt. */
  | { readonly kind: 'spelling'; readonly call: Node; readonly sides: readonly Node[]; readonly at: Node };

/** The problems of the sign-ins of a file, as far as `bonds` matter to the caller. */
export function siweProblems(kernel: Kernel, bonds: readonly Bond[]): readonly SiweProblem[] {
  const problems: SiweProblem[] = [];
  for (const group of signIns(kernel)) {
    for (const verification of mainOnes(group)) {
      const { node, fact } = verification;
      // What only compares fields, in the same function, does so for every signature; and so does, for a bare signature, any other.
      const together = [verification, ...group.filter((other) => other !== verification && (other.fact.part ?? fact.plain))];
      const unbound: Bond[] = [];
      for (const bond of bonds) {
        if (!(fact.demands ?? DEMANDS).includes(bond)) continue;
        const states = together.map((each) => stateOf(kernel, each, bond));
        if (states.includes('bound') || isCheckedByHand(kernel, group, bond)) continue;
        const weak = states.find((state) => typeof state === 'object');
        if (typeof weak === 'object') problems.push(weak);
        else if (!fact.strict?.includes(bond)) unbound.push(bond);
      }
      if (unbound.length > 0) problems.push({ kind: 'unbound', call: node, fields: unbound });
    }
    for (const { node, fact } of group) {
      const time = fact.time && valueAt(kernel, node, fact.time);
      const own = time?.kind === 'present' ? time.values.find((value) => isOwn(kernel, value, 'time')) : undefined;
      if (own) problems.push({ kind: 'own', call: node, field: 'time', at: own });
    }
  }
  return [...problems, ...spellings(kernel)];
}

const DEMANDS: readonly SiweField[] = ['nonce', 'domain', 'chain'];

/** The calls of a group that decide: those that check a sign-in, or else one that checks its parts. */
function mainOnes(group: readonly Verification[]): readonly Verification[] {
  const whole = group.filter(({ fact }) => !fact.part && !fact.plain);
  return whole.length > 0 ? whole : group.slice(0, 1);
}

/**
 * The calls that verify a message, those that do it together in one list, what looks at the signature first. Not those that
 * somebody else calls with messages that have been compared before.
 */
function signIns(kernel: Kernel): readonly (readonly Verification[])[] {
  const groups = new Map<Node | undefined, Verification[]>();
  const checked = kernel.api.uses('siweChecked');
  for (const verification of kernel.api.uses('siweVerify')) {
    const { node, fact } = verification;
    if (checked.some((use) => contains(use.node, node)) || (fact.plain && !isOfSignIn(kernel, verification))) continue;
    const owner = outermostFunction(node);
    const group = groups.get(owner) ?? [];
    // Known twice: by what made the client, and by its name.
    if (!group.some((other) => other.node === node)) groups.set(owner, [...group, verification]);
  }
  return [...groups.values()].map((group) => group.sort((left, right) => Number(left.fact.part ?? false) - Number(right.fact.part ?? false)));
}

/** Is the text whose signature is checked that of a message which the same function has parsed? */
function isOfSignIn(kernel: Kernel, { node }: Verification): boolean {
  const owner = outermostFunction(node);
  return kernel.api.uses('siweMessage').some((use) => outermostFunction(use.node) === owner);
}

// ---- what a call is given ----------------------------------------------------------------------------------------------

type State = 'bound' | 'absent' | SiweProblem;

function stateOf(kernel: Kernel, { node, fact }: Verification, bond: Bond): State {
  const place = fact[bond];
  if (!place) return 'absent';
  const option = valueAt(kernel, node, place);
  if (option.kind === 'unknown') return 'bound';
  if (option.kind === 'absent') return 'absent';
  const [value] = option.values;
  if (!value || option.uncertain || option.values.length > 1) return 'bound';
  if (isOwn(kernel, value, bond)) return { kind: 'own', call: node, field: bond, at: value };
  if (!fact.strict?.includes(bond) && mayBeMissing(kernel, value)) return { kind: 'skipped', call: node, field: bond, at: value };
  return bond === 'nonce' && isSentAlong(kernel, node, value) ? { kind: 'sent', call: node, field: bond, at: value } : 'bound';
}

function isOwn(kernel: Kernel, value: Node, field: SiweField): boolean {
  const whole = unwrap(value);
  if (kernel.api.factsAt(whole, 'siweField').some((fact) => fact.field === field)) return true;
  // `new Date(message.issuedAt)`, `new URL(message.uri).host`
  if (whole.type === 'MemberExpression') return unwrap(whole.object).type === 'NewExpression' && isOwn(kernel, whole.object, field);
  return whole.type === 'NewExpression' && whole.arguments.some((argument) => isOwn(kernel, argument, field));
}

/** Members of these are there only once something has been put there. */
const KEEPERS = /^(?:session|cookies?|signedCookies|locals|store)$/iu;

/** Can this be undefined or an empty text, as far as the code shows, and does no check before it say otherwise? */
function mayBeMissing(kernel: Kernel, value: Node): boolean {
  const { sourceCode } = kernel;
  const inner = unwrap(value);
  const constant = constantOf(sourceCode, inner);
  if (constant) return constant.value === undefined || constant.value === null || constant.value === '';
  // Requests without a host do not get here.
  if (inner.type === 'LogicalExpression' && inner.operator !== '&&') return mayBeMissing(kernel, inner.right) && !/host|authority/iu.test(sourceCode.getText(inner.left));
  if (inner.type === 'ConditionalExpression') return [inner.consequent, inner.alternate].some((side) => mayBeMissing(kernel, side));
  const origin = definitionOf(sourceCode, inner) ?? inner;
  // Auth.js lets nobody in without the token that it compares with its cookie.
  if (/csrf/iu.test(lastNameOf(origin)) || /csrf/iu.test(lastNameOf(inner))) return false;
  if (origin !== inner && unwrap(origin).type === 'LogicalExpression') return mayBeMissing(kernel, origin) && !isChecked(kernel, value, [inner]);
  return isOptional(kernel, inner, origin) && !isChecked(kernel, value, [inner, unwrap(origin)]);
}

function isOptional(kernel: Kernel, inner: Node, origin: Node): boolean {
  const node = unwrap(origin);
  if (kernel.api.factsAt(node, 'environment').length > 0) return true;
  if (node.type === 'MemberExpression') return isChained(node) || KEEPERS.test(lastNameOf(node.object));
  if (node.type === 'CallExpression') return isChained(node);
  // `const { nonce } = req.session`
  const variable = inner.type === 'Identifier' ? variableOf(kernel.sourceCode, inner) : undefined;
  const [definition] = variable?.defs ?? [];
  if (variable?.defs.length !== 1 || definition?.node.type !== 'VariableDeclarator' || !definition.node.init) return false;
  const isTaken = definition.node.id.type === 'ObjectPattern' && memberTaken(definition.name) !== undefined && (definition.name as Node).parent?.type !== 'AssignmentPattern';
  return isTaken && KEEPERS.test(lastNameOf(definition.node.init));
}

/** `a?.b`, `a?.b.c` */
function isChained(node: Node): boolean {
  for (let here: Node = node; here.type === 'MemberExpression' || here.type === 'CallExpression'; here = unwrap(here.type === 'MemberExpression' ? here.object : here.callee)) if (here.optional) return true;
  return false;
}

/** Does a check before the call speak of the value? */
function isChecked({ sourceCode }: Kernel, at: Node, values: readonly Node[]): boolean {
  const texts = values.map((value) => plainText(sourceCode.getText(value)));
  return guardsOf(sourceCode, at).some(({ test }) => {
    const text = plainText(sourceCode.getText(test));
    return texts.some((value) => text.includes(value));
  });
}

function plainText(text: string): string {
  return text.replaceAll(/\s+|\bawait\b|[!?]/gu, '');
}

/** Was this sent together with the message, and is not looked up or compared anywhere? */
function isSentAlong(kernel: Kernel, call: Node, value: Node): boolean {
  const origins = originsOf(kernel.sourceCode, value, { isOrigin: (node, path) => isInput(kernel, node, path) });
  // The token against cross-site requests that Auth.js has compared with its cookie.
  if (origins.length === 0 || !origins.every((origin) => isInput(kernel, origin.node, origin.path) && isBody(kernel, origin) && !/csrf/iu.test(nameOf(origin)))) return false;
  const name = unwrap(value);
  const variable = name.type === 'Identifier' ? variableOf(kernel.sourceCode, name) : undefined;
  const others = variable ? variable.references.filter((reference) => reference.isRead() && !contains(call, reference.identifier)).map(({ identifier }) => identifier as Node) : [];
  return !others.some((other) => isLookedAt(kernel, other, []));
}

function isBody(kernel: Kernel, { node, path }: Origin): boolean {
  return [...kernel.api.factsAt(node, 'source'), ...kernel.api.factsAt(node, 'source', path)].some(({ kind }) => kind === 'request body' || kind === 'form data' || kind === 'query string' || kind === 'server action argument');
}

function nameOf({ node, path }: Origin): string {
  return path.at(-1) ?? lastNameOf(node);
}

// ---- checks by hand ----------------------------------------------------------------------------------------------------

/** Does the file compare a field of a message itself, or look it up where it keeps what it has handed out? */
function isCheckedByHand(kernel: Kernel, group: readonly Verification[], bond: Bond): boolean {
  const calls = group.map(({ node }) => node);
  for (const { node, fact } of kernel.api.uses('siweField')) {
    if (fact.field !== bond || calls.some((call) => contains(call, node))) continue;
    if (readsOf(kernel, node).some((read) => !calls.some((call) => contains(call, read)) && isLookedAt(kernel, read, calls))) return true;
  }
  return isCheckedAsWhole(kernel, group, bond);
}

/** The reads of a name that a pattern introduces; any other node stands for itself. */
function readsOf({ sourceCode }: Kernel, node: Node): readonly Node[] {
  const name = node.type === 'Property' ? node.value : node;
  const variable = name.type === 'Identifier' ? variableOf(sourceCode, name) : undefined;
  if (!variable?.defs.some((definition) => definition.name === name)) return [node];
  return variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier as Node);
}

/** Is this value compared, looked up or handed to a function that can do so? Writing it to a log or storing it is neither. */
function isLookedAt(kernel: Kernel, node: Node, calls: readonly Node[]): boolean {
  return destinationsOf(kernel.sourceCode, node).some((destination) => {
    if (destination.kind === 'comparison') return !isPresenceTest(kernel, destination.node as TSESTree.BinaryExpression);
    if (destination.kind === 'index') return true;
    if (destination.kind !== 'argument' || calls.includes(destination.node)) return false;
    if (kernel.api.factsAt(destination.node, 'log').length > 0 || kernel.api.factsAt(destination.node, 'siweVerify').length > 0) return false;
    const called = lastNameOf((destination.node as CallLike).callee);
    // Inside an object it may just as well be kept: `createSession({ nonce })`, but `find({ where: { nonce } })`.
    return destination.under ? wordsOf(called).some((word) => CHECK_WORDS.has(word) || LOOKUP_WORDS.has(word)) : !ANSWERS.test(called);
  });
}

function isPresenceTest({ sourceCode }: Kernel, { left, right }: TSESTree.BinaryExpression): boolean {
  return [left, right].some((side) => isUndefined(sourceCode, side) || (side.type === 'Literal' && (side.value === null || side.value === '')));
}

/** `res.json(…)`, `Response.json(…)`, `new Date(…)` */
const ANSWERS = /^(?:json|send|stringify|String|Date|Number|render|cookie|setHeader)$/u;

/** Is the whole message, or its text, given to a function that by its name checks it, or searched for what it should say? */
function isCheckedAsWhole(kernel: Kernel, group: readonly Verification[], bond: Bond): boolean {
  const wholes = kernel.api.uses('siweMessage');
  const texts = [...wholes.map(({ node, fact }) => [node, fact.text] as const), ...group.flatMap(({ node, fact }) => (fact.text ? [[node, fact.text] as const] : []))]
    .flatMap(([node, place]) => {
      const option = valueAt(kernel, node, place);
      return option.kind === 'present' ? option.values.map(unwrap) : [];
    });
  const known = new Set<Node>([...wholes.map(({ node }) => node), ...group.map(({ node }) => node)]);
  const mayCheck = (call: Node): boolean => !known.has(call) && [...known].every((each) => !contains(call, each)) && wordsOf(lastNameOf((call as CallLike).callee)).some((word) => CHECK_WORDS.has(word));
  const names = texts.flatMap((text) => readsOfSame(kernel, text));
  return (
    wholes.some(({ node }) => destinationsOf(kernel.sourceCode, node).some(({ kind, node: call }) => kind === 'argument' && mayCheck(call))) ||
    names.some((name) => {
      const { parent } = wrapped(name);
      return isSearched(kernel, name, bond) || (parent?.type === 'CallExpression' && parent.callee !== name && mayCheck(parent));
    })
  );
}

function readsOfSame({ sourceCode }: Kernel, text: Node): readonly Node[] {
  const variable = text.type === 'Identifier' ? variableOf(sourceCode, text) : undefined;
  return variable?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier) ?? [];
}

/** `message.includes(session.nonce)`, `message.match(/Nonce: (\w+)/)`, `/Nonce/.exec(message)` */
function isSearched({ sourceCode }: Kernel, name: Node, bond: Bond): boolean {
  const outer = wrapped(name).parent;
  const call = outer?.type === 'MemberExpression' ? wrapped(outer).parent : outer;
  if (call?.type !== 'CallExpression' || !/^(?:includes|indexOf|match|matchAll|search|split|exec|test|startsWith)$/u.test(lastNameOf(call.callee))) return false;
  return new RegExp(bond === 'domain' ? 'domain|host|origin|uri|wants you' : bond, 'iu').test(sourceCode.getText(call)) || lastNameOf(call.callee) === 'split';
}

// ---- addresses ---------------------------------------------------------------------------------------------------------

/** Comparisons of an address out of a message or signature with one of another spelling. */
function spellings(kernel: Kernel): readonly SiweProblem[] {
  const problems = new Map<Node, SiweProblem>();
  for (const { node, fact } of kernel.api.uses('siweField')) {
    if (fact.field !== 'address') continue;
    for (const read of readsOf(kernel, node)) {
      for (const { kind, node: comparison } of destinationsOf(kernel.sourceCode, read)) {
        if (kind !== 'comparison' || problems.has(comparison)) continue;
        const { left, right, operator } = comparison as TSESTree.BinaryExpression;
        if (!/^[!=]==?$/u.test(operator) || isPresenceTest(kernel, comparison as TSESTree.BinaryExpression)) continue;
        const [one, other] = [left, right].map((side) => spellingOf(kernel, side));
        // What is written in lower case is compared with what was stored so, for all one can see.
        if (one === other ? one !== undefined : one === 'given' || other === 'given' || ((one === 'lower' || other === 'lower') && (one === undefined || other === undefined))) continue;
        problems.set(comparison, { kind: 'spelling', call: comparison, sides: [left, right], at: comparison });
      }
    }
  }
  return [...problems.values()];
}

/** How an address is certainly spelt; `given` when it is written in the code or kept from an earlier sign-in. Libraries parse and recover them with the checksum. */
function spellingOf(kernel: Kernel, side: Node, hops = 0): 'lower' | 'checksum' | 'given' | undefined {
  const inner = unwrap(side);
  if (stringOf(inner) !== undefined || /^session$/iu.test(inner.type === 'MemberExpression' ? lastNameOf(inner.object) : '')) return 'given';
  if (inner.type === 'CallExpression' && NORMALISERS.has(lastNameOf(inner.callee))) return /lower|upper/iu.test(lastNameOf(inner.callee)) ? 'lower' : 'checksum';
  const sources = hops < 4 ? sourcesOf(kernel, inner) : [];
  const [known, ...others] = new Set(sources.filter((each) => !isNull(kernel, each)).map((each) => spellingOf(kernel, each, hops + 1)));
  return (others.length === 0 ? known : undefined) ?? (kernel.api.factsAt(inner, 'siweField').some(({ field }) => field === 'address') ? 'checksum' : undefined);
}

/** What an expression is, one step further: what its name stands for, the sides of `a ?? b`, what a function of this file returns. */
function sourcesOf(kernel: Kernel, node: Node): readonly Node[] {
  if (node.type === 'LogicalExpression') return [node.left, node.right];
  if (node.type === 'AwaitExpression') return [node.argument];
  const target = node.type === 'CallExpression' ? localFunction(kernel.sourceCode, node.callee) : undefined;
  if (target) return returnsOf(kernel.sourceCode.visitorKeys, target);
  const definition = definitionOf(kernel.sourceCode, node);
  return definition ? [definition] : [];
}

function isNull({ sourceCode }: Kernel, node: Node): boolean {
  const inner = unwrap(node);
  return isUndefined(sourceCode, inner) || (inner.type === 'Literal' && inner.value === null);
}
