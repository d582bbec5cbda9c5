/** Verdicts with and without type information, each proven on the same code. */
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { ruleTester, typedRuleTester } from './rule-tester.js';

export interface Verdict<MessageIds extends string> {
  readonly messageId: MessageIds;
  readonly data: Readonly<Record<string, string>>;
  readonly suggestions?: readonly { readonly messageId: MessageIds; readonly output: string }[];
}

export interface TypedCase<MessageIds extends string> {
  /** What is reported stands between « and ». */
  readonly code: string;
  readonly typed: Verdict<MessageIds> | 'silent';
  readonly untyped: Verdict<MessageIds> | 'silent';
  readonly settings?: object;
  /** What stands before the code: imports of all cases. */
  readonly head?: string;
}

/** Runs each case twice: as a file of the typed project, and with a parser that has no types. */
export function runTyped<MessageIds extends string>(name: string, rule: RuleModule<MessageIds, readonly unknown[]>, cases: readonly TypedCase<MessageIds>[]): void {
  for (const mode of ['typed', 'untyped'] as const) {
    const tester = mode === 'typed' ? typedRuleTester : ruleTester;
    const prepared = cases.map((each) => {
      const marked = `${each.head ?? ''}${each.code}`;
      const before = marked.slice(0, Math.max(0, marked.indexOf('«'))).split('\n');
      const settings = each.settings ? { settings: { bulwark: each.settings } as never } : {};
      return { verdict: each[mode], test: { name: `${each.code} ${JSON.stringify(each.settings ?? {})}`, code: marked.replace('«', '').replace('»', ''), ...settings }, at: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
    });
    tester.run(`${name}, ${mode}`, rule, {
      valid: prepared.flatMap(({ verdict, test }) => (verdict === 'silent' ? [test] : [])),
      invalid: prepared.flatMap(({ verdict, test, at }) => (verdict === 'silent' ? [] : [{ ...test, errors: [{ ...verdict, ...at }] }])),
    });
  }
}
