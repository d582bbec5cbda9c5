import { describe, expect, test } from 'vitest';
import { MOST_ROLES, RoleSet } from '../../src/analysis/role-set.js';
import { ROLES, type Role } from '../../src/knowledge/schema.js';

const NAMES = Object.keys(ROLES) as Role[];

describe('RoleSet', () => {
  test('has room for all roles, each with a bit of its own', () => {
    expect(NAMES.length).toBeLessThanOrEqual(MOST_ROLES);
    for (const role of NAMES) {
      const set = new RoleSet();
      set.add(role);
      expect([...set]).toEqual([role]);
      expect(NAMES.filter((other) => set.has(other))).toEqual([role]);
    }
  });

  test('unites sets, and leaves the other one as it is', () => {
    const [first, last] = [new RoleSet(), new RoleSet()];
    first.add(NAMES[0] as Role);
    last.add(NAMES.at(-1) as Role);
    first.addAll(last);
    expect([...first]).toEqual([NAMES[0], NAMES.at(-1)]);
    expect([...last]).toEqual([NAMES.at(-1)]);
    expect([...new RoleSet()]).toEqual([]);
  });
});
