import type { Linter, SourceCode } from 'eslint';

/** Parses a file as ESLint would. */
export function parsed(file: { path: string; text: string }): Linter.ESLintParseResult;

/** A SourceCode that nobody has looked at yet, over a copy of the tree. */
export function freshSourceCode(tree: Linter.ESLintParseResult, text: string): SourceCode;
