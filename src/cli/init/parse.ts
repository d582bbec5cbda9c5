/** Reads a configuration file: JavaScript with the parser that ESLint brings along, TypeScript with the project's. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { EslintTool, ParserTool } from '../tools.js';
import { loadBeside } from '../tools.js';

type Parse = (text: string, options: object) => { readonly ast?: TSESTree.Program } | TSESTree.Program;

/** The syntax tree; undefined when there is no parser for it or the file does not parse. */
export function parseConfig(path: string, text: string, eslint: EslintTool, parser: ParserTool | undefined): TSESTree.Program | undefined {
  const options = { ecmaVersion: 'latest', sourceType: path.endsWith('.cjs') ? 'commonjs' : 'module', range: true, loc: true, comment: true };
  try {
    if (/\.[cm]?ts$/u.test(path)) return parser && programOf(parseFunction(parser.parser)(text, { ...options, sourceType: 'module', filePath: path }));
    return programOf(parseFunction(loadBeside(eslint.path, 'espree'))(text, options));
  } catch {
    return undefined;
  }
}

function parseFunction(parser: unknown): Parse {
  const { parse, parseForESLint } = parser as { readonly parse?: Parse; readonly parseForESLint?: Parse };
  return parse ?? parseForESLint ?? (() => ({}));
}

function programOf(result: ReturnType<Parse>): TSESTree.Program | undefined {
  return 'body' in result ? result : result.ast;
}
