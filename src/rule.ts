import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';
import { kernelOf, type Kernel } from './analysis/kernel.js';
import { isFileOf } from './analysis/place.js';
import { settingsProblemsOnce } from './analysis/settings.js';
import type { FileGroup, FileKind } from './knowledge/file-kinds.js';
import type { BulwarkRuleDocs } from './public-types.js';

const DOCS_URL = 'https://github.com/bulwark-lint/eslint-plugin-bulwark/blob/main/docs/rules';

const NOTHING: TSESLint.RuleListener = {};

type RuleContext<MessageIds extends string> = Readonly<TSESLint.RuleContext<MessageIds, readonly unknown[]>>;

interface RuleDefinition<MessageIds extends string, Options extends object> {
  name: string;
  meta: {
    type: 'problem' | 'suggestion';
    docs: Omit<BulwarkRuleDocs, 'url' | 'recommended'>;
    hasSuggestions?: boolean;
    fixable?: 'code';
    messages: Record<MessageIds, string>;
    /** One object schema, every property with a `description`; empty when the rule has no options. */
    schema: readonly [] | readonly [JSONSchema.JSONSchema4ObjectSchema];
    /** Absent when the rule has no options. */
    defaultOptions?: readonly [Options];
  };
  /** Kinds of file in which what the rule speaks of does no harm. */
  skips: readonly (FileKind | FileGroup)[];
  /** May there be anything for this rule in the file? Asked first, of every file: only what costs nothing may be asked in turn (`mentions`, `api.mayHave`). */
  concerns(kernel: Kernel): boolean;
  create(context: RuleContext<MessageIds>, options: Options, kernel: Kernel): TSESLint.RuleListener;
}

type Rule<MessageIds extends string> = TSESLint.RuleModule<MessageIds, readonly unknown[], BulwarkRuleDocs> & {
  name: string;
  meta: {
    type: 'problem' | 'suggestion';
    docs: BulwarkRuleDocs;
    fixable?: 'code';
    defaultOptions: readonly unknown[];
  };
};

/**
 * Makes an ESLint rule of a definition: types message ids and options from what is written, adds the address of the
 * rule's page and `recommended`, and hands `create` the options merged with their defaults.
 */
export function defineRule<MessageIds extends string, Options extends object = object>(
  definition: RuleDefinition<MessageIds, Options>,
): Rule<MessageIds> {
  const { name, meta } = definition;
  return {
    name,
    meta: {
      ...meta,
      defaultOptions: meta.defaultOptions ?? [],
      docs: { ...meta.docs, url: `${DOCS_URL}/${name}.md`, recommended: meta.docs.preset === 'recommended' },
    },
    create(context) {
      // A preset without `files` also meets JSON, CSS or Markdown, whose trees have other roots.
      if ((context.sourceCode.ast as { type: string }).type !== 'Program') return {};
      const kernel = kernelOf(context);
      let listeners = NOTHING;
      if (definition.concerns(kernel) && !isFileOf(kernel, ...definition.skips)) {
        // ESLint and oxlint have merged `meta.defaultOptions` into `context.options` already.
        const options = (context.options[0] ?? meta.defaultOptions?.[0] ?? {}) as Options;
        listeners = definition.create(context, options, kernel);
      }
      if (kernel.settingsProblems.length === 0) return listeners;
      const problems = settingsProblemsOnce(context.settings, context.filename, context.sourceCode.ast);
      return problems.length === 0 ? listeners : withSettingsProblems(context as unknown as ProblemContext, problems, listeners);
    },
  };
}

interface Suggestion<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix: TSESLint.ReportFixFunction | undefined;
}

/** A suggestion for a finding, where there is a way to write the code differently. */
export function suggestion<MessageId extends string>({ messageId, data, fix }: Suggestion<MessageId>): TSESLint.SuggestionReportDescriptor<MessageId>[] {
  return fix ? [{ messageId, ...(data ? { data } : {}), fix }] : [];
}

interface ProblemContext {
  report(problem: { readonly loc: { readonly line: number; readonly column: number }; readonly message: string }): void;
}

/** Wrong settings are a finding, not a crash: the rest of the settings and every other finding stay. */
function withSettingsProblems(context: ProblemContext, problems: readonly string[], listeners: TSESLint.RuleListener): TSESLint.RuleListener {
  return {
    ...listeners,
    Program(node) {
      for (const problem of problems) context.report({ loc: { line: 1, column: 0 }, message: `Bulwark settings: ${problem}.` });
      listeners.Program?.(node);
    },
  };
}
