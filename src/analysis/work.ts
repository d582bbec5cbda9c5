/**
 * How much has the kernel done? Counted in steps, which are the same on every machine, so that a test can hold a change to a
 * budget (`tests/performance`) where a clock could not. Nothing in the kernel reads these numbers.
 */
export interface Work {
  /** Syntax nodes that walks through a tree have passed. */
  nodes: number;
  /** Steps of the walk along known APIs. */
  api: number;
  /** Places looked at on the way back from a value. */
  flow: number;
  /** Places looked at on the way forward from a value. */
  destinations: number;
  /** Places around a node that were asked which checks and calls dominate it. */
  guards: number;
  /** Expressions whose constant value or options were looked for. */
  values: number;
  /** Statements and expressions that were run on trial. */
  simulate: number;
  /** Parts of values that were looked through for what they disclose. */
  exposure: number;
  /** Variables and members asked whether they hold state, and steps after what is done with it. */
  state: number;
  /** Other files that were read to see across files. */
  files: number;
}

const NONE: Work = { nodes: 0, api: 0, flow: 0, destinations: 0, guards: 0, values: 0, simulate: 0, exposure: 0, state: 0, files: 0 };

/** The work done since it was last taken. */
export const work: Work = { ...NONE };

/** Hands over what has been counted, and begins anew. */
export function takeWork(): Work {
  const done = { ...work };
  Object.assign(work, NONE);
  return done;
}
