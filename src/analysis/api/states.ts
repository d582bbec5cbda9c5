/** What may an expression denote, and what do its members, calls and elements denote then? */
import type { Fact } from '../../knowledge/schema.js';
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

const NOTHING_UNDER: readonly string[] = [];
const NOWHERE: readonly State[] = [];
const NO_NODES: readonly TrieNode[] = [];

/** Steps that lead to one place, as the trie calls them. */
type SingleStep = 'anyMember' | 'element' | 'call' | 'instance' | 'construction' | 'returned' | 'jsx' | 'decorated';

/**
 * What a place of the trie leads to, taken together with what the shapes that it is lead to. Put together once: walks ask at
 * every step, in every file.
 */
export interface Ways extends Readonly<Record<SingleStep, readonly State[]>> {
  readonly members: ReadonlyMap<string, readonly State[]>;
  readonly facts: readonly Fact[];
  readonly callbacks: readonly { readonly keys: readonly string[] | undefined; readonly to: State }[];
  readonly parameters: readonly (readonly [position: number | 'any', to: State])[];
  /** Is something known to be made of this value as an argument? */
  readonly isArgument: boolean;
}

export function waysOf(at: TrieNode): Ways {
  return (at.ways ??= makeWays(at));
}

function makeWays(at: TrieNode): Ways {
  const along = (step: SingleStep): readonly State[] => {
    const states = at.closure.flatMap((each) => each[step] ?? []).map(stateAt);
    return states.length === 0 ? NOWHERE : states;
  };
  const { closure } = at;
  const names = new Set(closure.flatMap((each) => [...each.members.keys()]));
  return {
    members: new Map([...names].map((name) => [name, closure.flatMap((each) => [each.members.get(name) ?? [], each.anyMember ?? []].flat()).map(stateAt)])),
    isArgument: closure.some((each) => each.argumentOf.size > 0),
    anyMember: along('anyMember'), element: along('element'), call: along('call'), instance: along('instance'), construction: along('construction'), returned: along('returned'), jsx: along('jsx'), decorated: along('decorated'),
    facts: closure.flatMap((each) => each.facts),
    callbacks: closure.flatMap((each) => each.callbacks.map(({ keys: under, to }) => ({ keys: under, to: stateAt(to) }))),
    parameters: closure.flatMap((each) => [...each.parameters].map(([position, to]) => [position, stateAt(to)] as const)),
  };
}

export function stateAt(at: TrieNode): State {
  return (at.state ??= { at, under: NOTHING_UNDER });
}

export function pop(state: State): State {
  if (state.under.length === 1 && !state.imported) return stateAt(state.at);
  return { ...state, under: state.under.slice(1) };
}

/** The state of something that holds `state` under a key, or returns it (`()`). */
export function push(state: State, key: string): State {
  return { ...state, under: [key, ...state.under] };
}

export function step({ at, under }: State, along: SingleStep): readonly State[] {
  return under.length > 0 ? NOWHERE : waysOf(at)[along];
}

/** What an export, a global or a member of that name is. */
export function memberOf(at: TrieNode, name: string): readonly TrieNode[] {
  if (name === 'default') return [at];
  const states = statesNamed(at, name);
  return states.length === 0 ? NO_NODES : states.map((state) => state.at);
}

function statesNamed(at: TrieNode, name: string): readonly State[] {
  const ways = waysOf(at);
  return ways.members.get(name) ?? ways.anyMember;
}

export function memberStates(state: State, name: string | undefined): readonly State[] {
  if (state.under.length > 0) {
    // `default` of an object that a module namespace or CommonJS interop wraps is the object.
    return name !== undefined && state.under[0] === name ? [pop(state)] : NOWHERE;
  }
  if (name === undefined) return step(state, 'anyMember');
  return name === 'default' ? [state] : statesNamed(state.at, name);
}

export function callStates(state: State): readonly State[] {
  return state.under[0] === '()' ? [pop(state)] : step(state, 'call');
}

export function elementStates(state: State): readonly State[] {
  if (state.under.length > 0) return /^\d+$/u.test(state.under[0] ?? '') ? [pop(state)] : NOWHERE;
  return step(state, 'element');
}

export function isSameState(a: State, b: State): boolean {
  return a === b || (a.at === b.at && sameList(a.under, b.under));
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
