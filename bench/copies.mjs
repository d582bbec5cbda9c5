// Fresh copies of a parsed file. Plugins remember what they found about a node, so a tree that has been linted once is no
// longer what a linter meets; and to parse anew for every run would take longer than everything that is measured.
import { createRequire } from 'node:module';
import { SourceCode } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { LANGUAGE } from './configurations.mjs';

// The parser's own scope analysis, in the version that the parser uses.
const require = createRequire(createRequire(import.meta.url).resolve('@typescript-eslint/parser'));
const { analyze } = require('@typescript-eslint/scope-manager');

/** Parses a file as ESLint would; throws what the parser throws. */
export function parsed({ path, text }) {
  return parser.parseForESLint(text, parserOptionsFor(path));
}

function parserOptionsFor(filePath) {
  return { ...LANGUAGE.parserOptions, loc: true, range: true, tokens: true, comment: true, eslintVisitorKeys: true, eslintScopeManager: true, ecmaVersion: 2026, sourceType: LANGUAGE.sourceType, filePath };
}

/** A SourceCode that nobody has looked at yet, over a copy of the tree. */
export function freshSourceCode({ ast, services, visitorKeys }, text) {
  const tree = copyOf(ast, null, visitorKeys);
  return new SourceCode({ text, ast: tree, parserServices: services, visitorKeys, scopeManager: analyze(tree, { sourceType: LANGUAGE.sourceType }) });
}

function copyOf(node, parent, visitorKeys) {
  // A spread keeps the order of the properties, so the engine sees objects of the same shapes as the parser makes.
  const copy = { ...node };
  if ('parent' in node) copy.parent = parent;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) copy[key] = value.map((child) => (child ? copyOf(child, copy, visitorKeys) : child));
    else if (value) copy[key] = copyOf(value, copy, visitorKeys);
  }
  return copy;
}
