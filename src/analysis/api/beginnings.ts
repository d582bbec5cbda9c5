/**
 * What of all that knowledge speaks of does a file begin with? To find the beginnings costs a few look-ups. To follow them costs a
 * walk, which is put off until somebody asks for something that one of them can lead to: a file that draws a form imports libraries
 * that are known, and none that writes a log, redirects or signs anything.
 */
import type { Role } from '../../knowledge/schema.js';
import { rolesFrom, type TrieNode } from '../trie.js';

export class Beginnings {
  readonly #places = new Set<TrieNode>();
  readonly #later: (() => readonly TrieNode[])[] = [];
  readonly #entries: (() => void)[] = [];
  #roles: ReadonlySet<Role> | undefined;

  /** Values that begin at these places; `enter` enters them into the walk. */
  add(places: readonly TrieNode[], enter: () => void): void {
    for (const place of places) this.#places.add(place);
    this.#entries.push(enter);
  }

  /** As {@link add}, where it costs something to tell the places: another file has to be read. */
  addLater(places: () => readonly TrieNode[]): void {
    this.#later.push(places);
  }

  /** Can a value that begins here be, or lead to, something of this role? */
  mayLeadTo(role: Role): boolean {
    return (this.#roles ??= this.#allRoles()).has(role);
  }

  /** Enters all of them, in the order in which they were found. */
  enter(): void {
    for (const enter of this.#entries) enter();
  }

  #allRoles(): ReadonlySet<Role> {
    for (const places of this.#later) for (const place of places()) this.#places.add(place);
    const roles = new Set<Role>();
    for (const place of this.#places) for (const role of rolesFrom(place)) roles.add(role);
    return roles;
  }
}
