/** Sets of roles, as bits: those of what a file begins with are united and asked for each rule and file. */
import { ROLES, type Role } from '../knowledge/schema.js';

const NAMES = Object.keys(ROLES) as readonly Role[];
/** The bit of each role: of `#low` below 32, of `#high` from there on. */
const INDEXES: ReadonlyMap<Role, number> = new Map(NAMES.map((role, index) => [role, index]));
const BITS = 32;
/** More roles than this need a third number. */
export const MOST_ROLES = 2 * BITS;

export class RoleSet implements Iterable<Role> {
  #low = 0;
  #high = 0;

  add(role: Role): void {
    const index = INDEXES.get(role) as number;
    if (index < BITS) this.#low |= 1 << index;
    else this.#high |= 1 << index;
  }

  addAll(other: RoleSet): void {
    this.#low |= other.#low;
    this.#high |= other.#high;
  }

  has(role: Role): boolean {
    const index = INDEXES.get(role) as number;
    return ((index < BITS ? this.#low : this.#high) & (1 << index)) !== 0;
  }

  *[Symbol.iterator](): IterableIterator<Role> {
    for (const role of NAMES) if (this.has(role)) yield role;
  }
}
