import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BULWARK, TOPICS } from '../../compare/peers.mjs';
import { judge, readTraps } from '../../compare/traps.mjs';
import plugin from '../../src/index.js';
import { lint } from '../helpers/lint.js';


/** Marks that Bulwark does not live up to yet, with the reason. One that holds again must leave this list. */
const NOT_YET: Record<string, string> = {
  'in-memory-limiter/server/express.js: a plain object as the store': 'an object named `failures` is not seen as the store of a limiter',
};

const traps = readTraps();

function rulesOf(topic: string): Record<string, 'error'> {
  const rules = Object.keys(BULWARK.rules).filter((rule) => BULWARK.rules[rule] === topic);
  return Object.fromEntries(rules.map((rule) => [`bulwark/${rule}`, 'error']));
}

test('every rule is about a topic, and every topic has traps of both kinds', () => {
  expect(Object.keys(BULWARK.rules).filter((rule) => !(rule in plugin.rules))).toEqual([]);
  expect([...new Set(traps.map(({ topic }) => topic))].sort()).toEqual([...TOPICS].sort());
  for (const topic of TOPICS) {
    const marks = traps.filter((trap) => trap.topic === topic).flatMap((trap) => trap.marks);
    expect(marks.filter(({ verdict }) => verdict === 'bad').length, topic).toBeGreaterThanOrEqual(12);
    expect(marks.filter(({ verdict }) => verdict === 'fine').length, topic).toBeGreaterThanOrEqual(15);
  }
});

test.each(TOPICS)('Bulwark gets the traps about %s right', (topic) => {
  const wrong = new Map<string, string>();
  for (const trap of traps.filter((each) => each.topic === topic)) {
    const findings = lint(trap.code, join(trap.cwd, trap.path), rulesOf(topic), { cwd: trap.cwd });
    expect(findings.filter(({ ruleId }) => ruleId === null)).toEqual([]);
    const { marks, stray } = judge(trap, findings);
    for (const { line, message } of stray) wrong.set(`${topic}/${trap.path}: above the first mark`, `line ${line}: ${message}`);
    for (const { verdict, line, why, findings: below } of marks) {
      if ((verdict === 'bad') === below.length > 0) continue;
      wrong.set(`${topic}/${trap.path}: ${why}`, `${verdict}, line ${below[0]?.line ?? line}: ${below[0]?.message ?? 'no finding'}`);
    }
  }
  const known = Object.keys(NOT_YET).filter((key) => key.startsWith(`${topic}/`));
  expect([...wrong.keys()].sort(), [...wrong].join('\n')).toEqual(known.sort());
});
