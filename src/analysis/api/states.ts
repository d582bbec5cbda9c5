/** What may an expression denote, and what do its members, calls and elements denote then? */
import type { TrieNode } from '../trie.js';

/**
 * What an expression denotes: a place in the trie, reached after the pending steps of `under` have been undone. `['client']`
 * says "an object whose member `client` is it", `['()']` "a function that returns it", `['#']` "a class whose instances are it".
 */
export interface State {
  readonly at: TrieNode;
  readonly under: readonly string[];
  /** It came in through an import: what is called in this file comes into being here, as its function is written elsewhere. */
  readonly imported?: true;
}

/** How far the meaning of an expression may be wrapped: in members, functions, instances. */
export const MAX_UNDER = 4;

export function stateAt(at: TrieNode): State {
  return { at, under: [] };
}

export function pop(state: State): State {
  return { ...state, under: state.under.slice(1) };
}

/** The state of something that holds `state` under a key, or returns it (`()`). */
export function push(state: State, key: string): State {
  return { ...state, under: [key, ...state.under] };
}

export function step(state: State, to: (at: TrieNode) => TrieNode | undefined): readonly State[] {
  if (state.under.length > 0) return [];
  return state.at.closure.flatMap((at) => to(at) ?? []).map(stateAt);
}

export function memberOf(at: TrieNode, name: string): readonly TrieNode[] {
  if (name === 'default') return [at];
  return at.closure.flatMap((each) => [...(each.members.has(name) ? [each.members.get(name) as TrieNode] : []), ...(each.anyMember ? [each.anyMember] : [])]);
}

export function memberStates(state: State, name: string | undefined): readonly State[] {
  if (state.under.length > 0) {
    // `default` of an object that a module namespace or CommonJS interop wraps is the object.
    return name !== undefined && state.under[0] === name ? [pop(state)] : [];
  }
  if (name === undefined) return step(state, (at) => at.anyMember);
  return memberOf(state.at, name).map(stateAt);
}

export function callStates(state: State): readonly State[] {
  return state.under[0] === '()' ? [pop(state)] : step(state, (at) => at.call);
}

export function elementStates(state: State): readonly State[] {
  if (state.under.length > 0) return /^\d+$/u.test(state.under[0] ?? '') ? [pop(state)] : [];
  return step(state, (at) => at.element);
}

export function isSameState(a: State, b: State): boolean {
  return a.at === b.at && sameList(a.under, b.under);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
