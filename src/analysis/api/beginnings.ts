/**
 * What of all that knowledge speaks of does a file begin with? To find the beginnings costs a few look-ups. To follow them costs a
 * walk, which is put off until somebody asks for something that they can lead to, and then only those are followed that do: a file
 * that draws a form imports libraries that are known, and none that writes a log, redirects or signs anything.
 */
import type { Role } from '../../knowledge/schema.js';
import { rolesFrom, type TrieNode } from '../trie.js';
import type { Walk } from './walk.js';

interface Beginning {
  /** Where values begin; it may cost something to tell. */
  readonly places: () => readonly TrieNode[];
  /** No values begin anywhere else; absent where that cannot be told beforehand. */
  readonly atMost: readonly TrieNode[] | undefined;
  readonly enter: (walk: Walk) => void;
}

export class Beginnings {
  readonly #roles = new Set<Role>();
  /** Those of which it has not been asked where they are. */
  #untold: Beginning[] = [];
  /** Those that have not been entered, in the order in which they were found. */
  #waiting: Beginning[] = [];

  /** Values that begin at these places; `enter` enters them into the walk. */
  add(places: readonly TrieNode[], enter: (walk: Walk) => void): void {
    this.#tell(places);
    this.#waiting.push({ places: () => places, atMost: places, enter });
  }

  /** As {@link add}, where it costs something to tell the places (another file has to be read): that is only done for a role that they may lead to. */
  addLater(beginning: Beginning): void {
    this.#untold.push(beginning);
    this.#waiting.push(beginning);
  }

  /** Can a value that begins here be, or lead to, something of this role? */
  mayLeadTo(role: Role): boolean {
    while (!this.#roles.has(role)) {
      const next = this.#untold.findIndex(({ atMost }) => atMost === undefined || leadTo(atMost, role));
      const [untold] = next < 0 ? [] : this.#untold.splice(next, 1);
      if (!untold) return false;
      this.#tell(untold.places());
    }
    return true;
  }

  /** Enters those that can lead to something of a role, or all of them, apart from those that have been entered. True when there are any. */
  enter(walk: Walk, role?: Role): boolean {
    const isWanted = ({ places, atMost }: Beginning): boolean => role === undefined ? places().length > 0 : ((atMost === undefined || leadTo(atMost, role)) && leadTo(places(), role));
    const wanted = this.#waiting.filter(isWanted);
    if (wanted.length === 0) return false;
    this.#waiting = this.#waiting.filter((beginning) => !wanted.includes(beginning));
    for (const { enter } of wanted) enter(walk);
    return true;
  }

  #tell(places: readonly TrieNode[]): void {
    for (const place of places) for (const role of rolesFrom(place)) this.#roles.add(role);
  }
}

function leadTo(places: readonly TrieNode[], role: Role): boolean {
  return places.some((place) => rolesFrom(place).has(role));
}
