import type { BulwarkRule } from '../../src/index.js';

interface OptionSchema {
  properties?: Record<string, { description?: string }>;
}

/** The options of a rule by name with their JSON schemas; empty when it has none. */
export function optionSchemas(rule: BulwarkRule | undefined): Record<string, { description?: string }> {
  const [schema] = (rule?.meta.schema ?? []) as OptionSchema[];
  return schema?.properties ?? {};
}

/** The names of a rule's options. */
export function optionNames(rule: BulwarkRule | undefined): string[] {
  return Object.keys(optionSchemas(rule));
}
