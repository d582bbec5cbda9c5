/**
 * What of all that knowledge speaks of does a file begin with? A look at its imports and at the words of its text tells where something
 * may begin, and what that can lead to. Only when somebody asks for that, the places are looked for, which costs a few look-ups, and only
 * if there are any they are followed, which costs a walk: a file that draws a form imports libraries that are known, and none that writes
 * a log, redirects or signs anything.
 */
import type { Role } from '../../knowledge/schema.js';
import { RoleSet } from '../role-set.js';
import { rolesFrom, type TrieNode } from '../trie.js';
import type { Walk } from './walk.js';

/** Something begins here. */
interface Beginning {
  readonly order: number;
  readonly roles: RoleSet;
  readonly enter: (walk: Walk) => void;
}

/** Something may begin, and a closer look tells. */
interface Suspicion {
  readonly order: number;
  /** What begins there can lead to nothing else; absent where that cannot be told beforehand. */
  readonly roles: RoleSet | undefined;
  readonly look: () => void;
}

export class Beginnings {
  /** What all that was found can lead to. */
  readonly #roles = new RoleSet();
  readonly #suspicions: Suspicion[] = [];
  /** What those can lead to, where it can be told; those that have been followed are still in it. */
  readonly #suspected = new RoleSet();
  #mayBeAnything = false;
  /** Those that have not been entered. */
  #found: Beginning[] = [];
  /** Whatever a look finds is entered where the suspicion stood: names are entered last, because imports tell more. */
  #order = 0;
  #isLooking = false;

  /** Values begin that denote these places; `enter` enters them into the walk. */
  add(leadsTo: readonly TrieNode[], enter: (walk: Walk) => void): void {
    if (leadsTo.length === 0) return;
    const roles = rolesOf(leadsTo);
    this.#found.push({ order: this.#nextOrder(), roles, enter });
    this.#roles.addAll(roles);
  }

  /** Values may begin that denote none but these places, or any when that cannot be told; `look` adds them when somebody asks for what they lead to. */
  suspect(leadsTo: readonly TrieNode[] | undefined, look: () => void): void {
    if (leadsTo?.length === 0) return;
    const roles = leadsTo && rolesOf(leadsTo);
    this.#suspicions.push({ order: this.#nextOrder(), roles, look });
    if (roles) this.#suspected.addAll(roles);
    else this.#mayBeAnything = true;
  }

  /** Can a value that begins here be, or lead to, something of this role? */
  mayLeadTo(role: Role): boolean {
    while (!this.#roles.has(role)) if ((!this.#mayBeAnything && !this.#suspected.has(role)) || !this.#lookFor(role)) return false;
    return true;
  }

  /** Enters those that can lead to something of a role, or all of them, apart from those that have been entered. True when there are any. */
  enter(walk: Walk, role?: Role): boolean {
    while (this.#lookFor(role)) continue;
    const isWanted = ({ roles }: Beginning): boolean => role === undefined || roles.has(role);
    const wanted = this.#found.filter(isWanted);
    if (wanted.length === 0) return false;
    this.#found = this.#found.filter((beginning) => !isWanted(beginning));
    for (const { enter } of wanted.sort((left, right) => left.order - right.order)) enter(walk);
    return true;
  }

  #nextOrder(): number {
    if (!this.#isLooking) this.#order += 1;
    return this.#order;
  }

  /** Follows one suspicion; false when there is none that leads to the role. */
  #lookFor(role: Role | undefined): boolean {
    // What can be told beforehand is found in this file; for the rest others may have to be read.
    const near = this.#suspicions.findIndex(({ roles }) => roles && (role === undefined || roles.has(role)));
    const next = near >= 0 ? near : this.#suspicions.findIndex(({ roles }) => !roles);
    const [suspicion] = next < 0 ? [] : this.#suspicions.splice(next, 1);
    if (!suspicion) return false;
    this.#isLooking = true;
    this.#order = suspicion.order;
    suspicion.look();
    return true;
  }
}

/** What values can lead to that denote one of these places. */
function rolesOf(places: readonly TrieNode[]): RoleSet {
  const roles = new RoleSet();
  for (const place of places) roles.addAll(rolesFrom(place));
  return roles;
}
