/**
 * What must hold for every program: meaning does not depend on how the code is written down, on what else is in the file, or on
 * which other rules run.
 *
 * The seed is fixed. `BULWARK_RUNS=5000 BULWARK_SEED=7 npx vitest run tests/properties` makes a longer run of other programs.
 */
import * as parser from '@typescript-eslint/parser';
import fc from 'fast-check';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { DEAD, FAMILIES, NEUTRAL, render, slotsIn, type Program } from './programs.js';

const RUNS = Number(process.env['BULWARK_RUNS'] ?? 25);
const SEED = Number(process.env['BULWARK_SEED'] ?? 20_260_101);
const RULES = Object.keys(plugin.rules);
const OTHER_NAMES = ['wum', 'xyl', 'yro', 'zib', 'quo', 'pex', 'dwo', 'fne'];

const DEFAULT_IMPORT = /^import (\w+) from ('[^']+');/gmu;
const NAMED_IMPORT = /^import \{ ([^}]+) \} from ('[^']+');/gmu;
/** Other ways to load the same. */
const IMPORTS: readonly ((code: string) => string)[] = [
  (code) => code.replaceAll(DEFAULT_IMPORT, 'import $1 = require($2);'),
  (code) => code.replaceAll(DEFAULT_IMPORT, 'import * as $1 from $2;'),
  (code) => code.replaceAll(DEFAULT_IMPORT, 'import { default as $1 } from $2;'),
  (code) => code.replaceAll(DEFAULT_IMPORT, 'const $1 = require($2);').replaceAll(NAMED_IMPORT, 'const { $1 } = require($2);'),
  (code) => code.replaceAll(DEFAULT_IMPORT, 'const { default: $1 } = await import($2);').replaceAll(NAMED_IMPORT, 'const { $1 } = await import($2);'),
];

const linter = new Linter();

function lint(code: string, rules: readonly string[] = RULES): readonly Linter.LintMessage[] {
  const messages = linter.verify(
    code,
    [{ files: ['**/*.ts'], plugins: { bulwark: plugin }, languageOptions: { parser }, rules: Object.fromEntries(rules.map((rule) => [`bulwark/${rule}`, 'error'] as const)) }],
    'app/go/route.ts',
  );
  // Not of a rule: what does not parse, or is not linted at all.
  const other = messages.find(({ ruleId }) => ruleId === null);
  if (other) throw new SyntaxError(`${other.message} at ${String(other.line)}:${String(other.column)} of\n${code}`);
  return messages;
}

/** Findings without their places, also those that a message names, in an order of their own. */
const facts = (messages: readonly Linter.LintMessage[], say: (text: string) => string = (text) => text): string[] => messages.map(({ ruleId, messageId, message }) => `${ruleId ?? ''} ${messageId ?? ''} ${say(message.replaceAll(/\bon line \d+/gu, 'on some line'))}`).sort();
const places = (messages: readonly Linter.LintMessage[]): string[] => messages.map(({ ruleId, line, column, message }) => `${ruleId ?? ''} ${String(line)}:${String(column)} ${message}`).sort();
const counts = (messages: readonly Linter.LintMessage[]): Readonly<Record<string, number>> => {
  const byRule: Record<string, number> = {};
  for (const { ruleId } of messages) byRule[ruleId ?? ''] = (byRule[ruleId ?? ''] ?? 0) + 1;
  return byRule;
};

/** Checks a property for many programs, and that it was not all about programs without findings. */
function holds<T>(programs: fc.Arbitrary<Program>, more: fc.Arbitrary<T>, property: (program: Program, given: T, before: readonly Linter.LintMessage[]) => void): void {
  let reported = 0;
  fc.assert(
    fc.property(programs, more, (program, given) => {
      const before = lint(render(program.code));
      if (before.length > 0) reported += 1;
      property(program, given, before);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(reported).toBeGreaterThan(0);
}

describe.each(Object.entries(FAMILIES))('programs about %s', (_name, programs) => {
  test('a statement that does nothing changes nothing', () => {
    holds(programs, fc.tuple(fc.nat(), fc.constantFrom(...DEAD)), ({ code }, [at, dead], before) => {
      const place = at % slotsIn(code);
      const changed = render(code, { slot: (index) => (index === place ? dead.replaceAll('§', String(at % 100)) : '') });
      expect(facts(lint(changed))).toEqual(facts(before));
    });
  });

  test('another name for something local changes nothing', () => {
    holds(programs, fc.shuffledSubarray(OTHER_NAMES, { minLength: NEUTRAL.length }), ({ code }, names, before) => {
      const renamed = lint(render(code, { names }));
      const back = (text: string): string => names.reduce((said, name, index) => said.replaceAll(new RegExp(`\\b${name}\\b`, 'gu'), NEUTRAL[index] as string), text);
      expect(facts(renamed, back)).toEqual(facts(before));
    });
  });

  test('another spelling of an import changes nothing', () => {
    holds(programs, fc.constantFrom(...IMPORTS), ({ code }, respelled, before) => {
      expect(facts(lint(respelled(render(code))))).toEqual(facts(before));
    });
  });

  test('what is harder to get through reports no more', () => {
    holds(programs, fc.nat(), ({ hardened }, which, before) => {
      const now = counts(lint(render(hardened[which % hardened.length] as string)));
      const then = counts(before);
      for (const [rule, count] of Object.entries(now)) expect([rule, count <= (then[rule] ?? 0)]).toEqual([rule, true]);
    });
  });

  test('line ends, a byte order mark, comments and indentation change nothing', () => {
    holds(programs, fc.constantFrom('crlf', 'bom', 'comments', 'indent'), ({ code }, what, before) => {
      const text = render(code);
      if (what === 'crlf') expect(places(lint(text.replaceAll('\n', '\r\n')))).toEqual(places(before));
      else if (what === 'bom') expect(places(lint(`\uFEFF${text}`))).toEqual(places(before));
      else if (what === 'indent') expect(facts(lint(text.replaceAll('\n', '\n      ')))).toEqual(facts(before));
      else expect(facts(lint(render(code, { slot: () => '/* redirect(next) */ // createClient(process.env.SUPABASE_SERVICE_ROLE_KEY)' })))).toEqual(facts(before));
    });
  });

  test('every suggestion leaves a file that parses and has no new finding of the rule', () => {
    holds(programs, fc.constant(undefined), ({ code }, _given, before) => {
      const text = render(code);
      for (const message of before) {
        for (const { fix } of message.suggestions ?? []) {
          const after = lint(text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]));
          const rule = message.ruleId ?? '';
          expect([rule, (counts(after)[rule] ?? 0) <= (counts(before)[rule] ?? 0)]).toEqual([rule, true]);
        }
      }
    });
  });

  test('a finding depends neither on the other rules nor on their order', () => {
    holds(programs, fc.shuffledSubarray(RULES, { minLength: RULES.length }), ({ code }, order, before) => {
      const text = render(code);
      expect(places(lint(text, order))).toEqual(places(before));
      expect(places(order.flatMap((rule) => lint(text, [rule])))).toEqual(places(before));
    });
  });
});
