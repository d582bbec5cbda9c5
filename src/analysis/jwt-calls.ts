/** What is wrong with the algorithm by which a call signs or verifies JSON web tokens? */
import type { JwtAlgorithms } from '../knowledge/schema.js';
import type { Use } from './api.js';
import { factHolds } from './arguments.js';
import { calleeOf, contains, type Node } from './ast.js';
import { algorithmsAt, keyOf, type NamedAlgorithm, type NamedAlgorithms } from './jwt-algorithms.js';
import { writtenHeaders, type WrittenHeader } from './jwt-header.js';
import type { Kernel } from './kernel.js';

export interface TokenCall {
  readonly node: Node;
  readonly fact: JwtAlgorithms;
  readonly signs: boolean;
  readonly named: NamedAlgorithms;
}

/** A way in which tokens can be forged, and where the code says so. */
export type TokenProblem = { readonly call: TokenCall; readonly at: Node } & (
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'noneListed' | 'hmac'; readonly named: NamedAlgorithm }
  /** An HMAC beside the algorithm of a key pair. */
  | { readonly kind: 'mixed'; readonly named: NamedAlgorithm; readonly pair: NamedAlgorithm }
  /** The header of the token chooses: by way of this expression, or because nothing else is named. */
  | { readonly kind: 'tokenDecides'; readonly named?: NamedAlgorithm }
  /** Nothing is named, and that means HMAC: always, or because of this secret. */
  | { readonly kind: 'hmacDefault'; readonly secret?: Node }
  | { readonly kind: 'publicKeyAsSecret' | 'keyDecides'; readonly key: Node }
);

/** May a file sign or verify tokens, with a library or by hand? */
export function mayHandleTokens(kernel: Kernel): boolean {
  return kernel.api.mayHave('jwtVerify') || kernel.api.mayHave('jwtSign') || kernel.mentions('jwtHeader');
}

/** The calls that sign or verify, by node: one registration often stands for both. */
export function tokenCalls(kernel: Kernel): ReadonlyMap<Node, readonly TokenCall[]> {
  const calls = new Map<Node, TokenCall[]>();
  const add = ({ node, fact }: Use<'jwtVerify'> | Use<'jwtSign'>): void => {
    if (!factHolds(kernel, node, fact)) return;
    const others = calls.get(node);
    const call = { node, fact, signs: fact.role === 'jwtSign', named: algorithmsAt(kernel, node, fact) };
    if (others) others.push(call);
    else calls.set(node, [call]);
  };
  kernel.api.uses('jwtVerify').forEach(add);
  kernel.api.uses('jwtSign').forEach(add);
  return calls;
}

/** The one problem of the calls at a node that is to be told. What is written down says more than what follows from a default. */
export function tokenProblem(kernel: Kernel, calls: readonly TokenCall[]): TokenProblem | undefined {
  for (const call of calls) {
    const problem = typeof call.named === 'string' ? undefined : ofNamed(kernel, call, call.named);
    if (problem) return problem;
  }
  // Who signs with a key pair holds no secret, whatever the option is called.
  const pair = calls.some(({ named }) => typeof named !== 'string' && named.some(({ kind }) => kind === 'key pair'));
  for (const call of calls) {
    const problem = call.named === 'absent' ? ofDefault(kernel, call, pair) : undefined;
    if (problem) return problem;
  }
  return undefined;
}

function ofNamed(kernel: Kernel, call: TokenCall, all: readonly NamedAlgorithm[]): TokenProblem | undefined {
  const none = all.find(({ kind }) => kind === 'none');
  if (none) return { kind: 'noneListed', call, at: placeOf(call.node, none.node), named: none };
  const token = all.find(({ kind }) => kind === 'token');
  if (token && !call.signs) return { kind: 'tokenDecides', call, at: placeOf(call.node, token.node), named: token };
  const hmac = all.find(({ kind }) => kind === 'hmac');
  if (!hmac) return undefined;
  const at = placeOf(call.node, hmac.node);
  // In one list; a choice between two lists is no mixture.
  const pair = all.find(({ kind, node: { parent } }) => kind === 'key pair' && parent?.type === 'ArrayExpression' && parent === hmac.node.parent);
  if (pair && !call.signs) return { kind: 'mixed', call, at, named: hmac, pair };
  const key = keyOf(kernel, call.node, call.fact);
  if (key?.kind === 'public' && !call.signs) return { kind: 'publicKeyAsSecret', call, at, key: key.node };
  return { kind: 'hmac', call, at, named: hmac };
}

function ofDefault(kernel: Kernel, call: TokenCall, pair: boolean): TokenProblem | undefined {
  const { fact, signs } = call;
  if (fact.unnamed === 'refused') return undefined;
  const here = { call, at: calleeOf(call.node) };
  if (fact.unnamed === 'unsigned') return { kind: 'unsigned', ...here };
  const key = keyOf(kernel, call.node, fact);
  if (!key || key.kind === 'asymmetric' || key.kind === 'function') return undefined;
  switch (fact.unnamed) {
    case 'header':
      // A text that looks like a public key is used for RSA only.
      return key.kind === 'public' ? undefined : { kind: 'tokenDecides', ...here };
    case 'hmac':
      return key.kind === 'public' && !signs ? { kind: 'publicKeyAsSecret', ...here, key: key.node } : { kind: 'hmacDefault', ...here };
    case 'text':
    case 'key':
      if (key.kind === 'secret' && !pair) return { kind: 'hmacDefault', ...here, secret: key.node };
      if (fact.unnamed === 'text') return { kind: 'keyDecides', ...here, key: key.node };
      return key.bytes && key.kind === 'public' && !signs ? { kind: 'publicKeyAsSecret', ...here, key: key.node } : undefined;
  }
}

/** Where the algorithm is written, when that is in the call; a shared constant is marked where it is used. */
function placeOf(call: Node, written: Node): Node {
  const callee = calleeOf(call);
  return contains(call, written) && (callee === call || !contains(callee, written)) ? written : callee;
}

/** The headers that the file writes for tokens of its own making. What reaches a library is judged at the call. */
export function handMadeHeaders(kernel: Kernel, calls: ReadonlyMap<Node, readonly TokenCall[]>): readonly WrittenHeader[] {
  const judged = [...calls.values()].flat().flatMap(({ named }) => (typeof named === 'string' ? [] : named));
  return writtenHeaders(kernel).filter((header) => !judged.some(({ node }) => contains(header.node, node)));
}
