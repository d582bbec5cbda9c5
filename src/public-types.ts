/**
 * What users see in the `.d.ts`, written by shape and without imports: ESLint's own types differ between
 * majors, and naming them here would break `defineConfig` for users of the other one.
 */

export type Severity = 'error' | 'warn';

/** `recommended` ⊂ `strict` ⊂ `all`. A rule names the smallest preset that contains it. */
export type PresetName = 'recommended' | 'strict' | 'all';

export interface BulwarkRuleDocs {
  description: string;
  preset: PresetName;
  /** Severity in the presets; `error` unless stated. */
  severity?: Severity;
  /** CWE numbers, such as 601. */
  cwe: readonly number[];
  /** OWASP Top 10 ids, such as `A01:2021`. */
  owasp: readonly string[];
  /** Numbers of the controls in docs/policy.md that the rule enforces. */
  controls: readonly number[];
  url: string;
  recommended: boolean;
}

export interface BulwarkRule {
  meta: {
    type: 'problem' | 'suggestion';
    docs: BulwarkRuleDocs;
    hasSuggestions?: boolean;
    fixable?: 'code';
    messages: Record<string, string>;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON Schema types differ between ESLint majors
    schema: any;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- mutable array in one ESLint major, readonly in another
    defaultOptions: any;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the context type differs between ESLint majors
  create(context: any): any;
}

export interface BulwarkConfig {
  name: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the plugin type differs between ESLint majors
  plugins: Record<string, any>;
  rules: Record<string, Severity>;
}

export interface BulwarkPlugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, BulwarkRule>;
  configs: Record<PresetName, BulwarkConfig>;
}
