/** What a format is given. */
import type { BulwarkRule } from '../../public-types.js';
import plugin from '../../index.js';
import type { Message, Result, Totals } from '../engine/results.js';
import type { Paint } from '../io.js';

export interface Report {
  readonly results: readonly Result[];
  readonly totals: Totals;
  /** The folder of the run. */
  readonly cwd: string;
  /** The root of the repository: services that read a report know files from there. */
  readonly root: string;
  /** The names (without prefix) of the rules that ran. */
  readonly ruleNames: readonly string[];
  /** Findings that the baseline leaves out. */
  readonly hidden: number;
  /** A rule or the engine failed at some file. */
  readonly crashed: boolean;
  readonly maxWarnings: number | undefined;
  /** Set where people read the report on a terminal. */
  readonly terminal: { readonly width: number } | undefined;
  readonly paint: Paint;
}

export type Format = (report: Report) => string;

const PREFIX = `${plugin.meta.namespace}/`;

/** The rule of a finding, by its name without prefix. */
export function ruleOf({ ruleId }: Message): { readonly name: string; readonly rule: BulwarkRule } | undefined {
  const name = ruleId?.slice(PREFIX.length) ?? '';
  const rule = Object.hasOwn(plugin.rules, name) ? plugin.rules[name] : undefined;
  return rule && { name, rule };
}

/** How many findings there are of each rule, the most first. */
export function countsByRule(results: readonly Result[]): readonly (readonly [ruleId: string, number: number])[] {
  const counts = new Map<string, number>();
  for (const { messages } of results) for (const { ruleId } of messages) if (ruleId !== null) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return [...counts].sort(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1));
}
