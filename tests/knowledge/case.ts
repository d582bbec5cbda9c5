import type { Role } from '../../src/knowledge/schema.js';

/** Code and the facts that the walk must find in it, by the text of the node they stand on. */
export interface Case {
  readonly code: string;
  /** Decides the syntax: `.tsx` when absent. */
  readonly filename?: string;
  readonly expect: readonly { readonly role: Role; readonly text: string }[];
  /** What it must not find. */
  readonly not?: readonly { readonly role: Role; readonly text: string }[];
}

/** `on('source', 'a', 'b')`: facts of one role on several nodes. */
export function on(role: Role, ...texts: readonly string[]): Case['expect'] {
  return texts.map((text) => ({ role, text }));
}
