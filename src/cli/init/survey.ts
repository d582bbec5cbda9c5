/**
 * What a project has of its own: functions that make admin clients, loggers, functions that write to the audit log, functions that
 * make a redirect target safe. Asked of the same kernel as the rules, so that nothing is proposed for its name alone.
 */
import type { Linter } from 'eslint';
import { basename, dirname, extname } from 'node:path';
import { factsHolding } from '../../analysis/arguments.js';
import { isFunction, propertyName, returnsOf, unwrap, walk, type FunctionNode, type Node } from '../../analysis/ast.js';
import { auditWritesOf } from '../../analysis/audits.js';
import { kernelOf, type FileContext, type Kernel } from '../../analysis/kernel.js';
import { exportsOf } from '../../analysis/modules.js';
import { isFileOf } from '../../analysis/place.js';
import { definitionOf } from '../../analysis/scope.js';
import type { NamedApi } from '../../analysis/settings.js';
import { wordsOf } from '../../analysis/words.js';
import { pathFrom, textOf } from '../files.js';
import type { EslintTool, ParserTool } from '../tools.js';
import { drizzleTable, type Table } from './columns.js';
import { isRedirectSanitizer } from './sanitizers.js';

export type ProposedKey = 'adminFactories' | 'loggers' | 'auditFunctions' | 'redirectSanitizers';

export interface Proposal {
  readonly key: ProposedKey;
  readonly api: NamedApi;
  readonly file: string;
  readonly why: string;
}

export interface Survey {
  readonly proposals: readonly Proposal[];
  readonly tables: readonly Table[];
}

/** Only files that mention one of these, in their text or path, are read: a table, a client, a logger, an audit log, a way home. */
const WORTH_READING = /service.?role|firebase-admin|admin|createClient|clerkClient|audit|activity.?log|security.?event|logger|logging|(?:pg|mysql|sqlite|singlestore)Table\b|redirect|return.?to|next.?(?:url|path|page)|callback.?url/iu;

export function surveyProject(cwd: string, files: readonly string[], { module }: EslintTool, parser: ParserTool | undefined, onFile: (file: string) => void): Survey {
  const reader = new Reader(new module.Linter({ cwd }), parser);
  const proposals = new Map<string, Proposal>();
  const tables: Table[] = [];
  for (const file of files) {
    const text = textOf(file);
    if (text !== undefined && text.includes('export') && (WORTH_READING.test(pathFrom(cwd, file)) || WORTH_READING.test(text))) {
      reader.read(text, file, (kernel) => {
        for (const proposal of isFileOf(kernel, 'unserved') ? [] : proposalsIn(kernel, file)) {
          const id = `${proposal.key} ${JSON.stringify(proposal.api)}`;
          if (!proposals.has(id)) proposals.set(id, proposal);
        }
        walk(kernel.sourceCode.visitorKeys, kernel.sourceCode.ast, (node) => {
          const table = drizzleTable(node);
          if (table) tables.push(table);
          return undefined;
        });
      });
    }
    onFile(file);
  }
  return { proposals: [...proposals.values()].filter((proposal) => !reader.knows(proposal)), tables };
}

class Reader {
  readonly #linter: Linter;
  readonly #config: Linter.Config;
  #visit: (kernel: Kernel) => void = () => undefined;

  constructor(linter: Linter, parser: ParserTool | undefined) {
    this.#linter = linter;
    const create = (context: FileContext) => ({
      Program: () => {
        this.#visit(kernelOf(context));
      },
    });
    this.#config = {
      files: ['**'],
      plugins: { survey: { rules: { read: { create } } } } as unknown as NonNullable<Linter.Config['plugins']>,
      rules: { 'survey/read': 'error' },
      languageOptions: { ...(parser ? { parser: parser.parser } : {}), parserOptions: { ecmaFeatures: { jsx: true } } },
    };
  }

  read(text: string, file: string, visit: (kernel: Kernel) => void, settings: object = {}): void {
    this.#visit = visit;
    try {
      this.#linter.verify(text, [{ ...this.#config, settings: { bulwark: settings } }], { filename: file, allowInlineConfig: false });
    } catch {
      // A proposal less: nothing that `init` could not do without.
    }
  }

  /**
   * Is this understood without being told, by the name it is imported under? The file behind the import is not looked at: what is
   * said in settings also holds where that file cannot be read, and in the files that it takes too many steps to reach.
   */
  knows({ key, api, file }: Proposal): boolean {
    const name = typeof api === 'string' ? api : api.name;
    const module = `./${moduleName(file)}`;
    const uses: Readonly<Record<ProposedKey, string>> = {
      adminFactories: `${name}();`,
      loggers: `${name}.info('x'); ${name}().info('x'); new ${name}().info('x');`,
      auditFunctions: `${name}({});`,
      redirectSanitizers: `${name}('x');`,
    };
    let known = false;
    this.read(`import { ${name} } from '${module}';\n${uses[key]}\n`, file.replace(/[^/\\]+$/u, 'importer.js'), (kernel) => {
      if (key === 'auditFunctions') known = auditWritesOf(kernel).length > 0;
      else known = kernel.api.uses(key === 'adminFactories' ? 'adminClient' : key === 'loggers' ? 'log' : 'redirectCheck').length > 0;
    }, { crossFile: false });
    return known;
  }
}

function proposalsIn(kernel: Kernel, file: string): readonly Proposal[] {
  return exportsOf(kernel.sourceCode).flatMap(([name, node]) => {
    // A default export has another name in every file that imports it.
    if (name === 'default' || !/^[A-Za-z_$][\w$]*$/u.test(name)) return [];
    const value = unwrap(node.type === 'Identifier' ? (definitionOf(kernel.sourceCode, node) ?? node) : node);
    const found = isFunction(value) ? functionProposal(kernel, name, value) : isLogger(kernel, value) ? { key: 'loggers' as const, why: 'has methods that log' } : undefined;
    return found ? [{ ...found, api: apiOf(name, file), file }] : [];
  });
}

/** A name that says enough stands alone; `log` and `audit` are told together with their module. */
function apiOf(name: string, file: string): NamedApi {
  return wordsOf(name).length > 1 ? name : { name, module: `*/${moduleName(file)}` };
}

function moduleName(file: string): string {
  const name = basename(file, extname(file));
  return name === 'index' ? basename(dirname(file)) : name;
}

type Found = Pick<Proposal, 'key' | 'why'>;

function functionProposal(kernel: Kernel, name: string, node: FunctionNode): Found | undefined {
  const returned = returnsOf(kernel.sourceCode.visitorKeys, node).map(unwrap);
  for (const value of returned) {
    const [client] = factsHolding(kernel, value, 'adminClient');
    if (client && !client.managesAccounts) return { key: 'adminFactories', why: `returns a ${client.service} client with ${client.because ?? 'rights of its own'}` };
  }
  if (returned.some((value) => isLogger(kernel, value))) return { key: 'loggers', why: 'returns a logger' };
  if (isAuditWriter(kernel, name, node)) return { key: 'auditFunctions', why: 'writes to an audit log' };
  if (isRedirectSanitizer(kernel, name, node)) return { key: 'redirectSanitizers', why: 'lets no address of another site through, whatever was tried on it' };
  return undefined;
}

// ---- loggers -------------------------------------------------------------------------------------------------------

const LEVEL_NAMES: ReadonlySet<string> = new Set(['trace', 'debug', 'verbose', 'info', 'log', 'warn', 'error', 'fatal']);

/** An object with two methods or more that are called after levels and write something. */
function isLogger(kernel: Kernel, node: Node): boolean {
  const value = unwrap(node.type === 'Identifier' ? (definitionOf(kernel.sourceCode, node) ?? node) : node);
  const members: readonly Node[] = value.type === 'ObjectExpression' ? value.properties : value.type === 'ClassDeclaration' || value.type === 'ClassExpression' ? value.body.body : [];
  const levels = members.filter((member) => (member.type === 'Property' || member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') && LEVEL_NAMES.has(propertyName(member) ?? '') && member.value !== null && isFunction(unwrap(member.value)));
  if (levels.length < 2) return false;
  const writes = kernel.api.uses('log').map((use) => use.node);
  return writes.some((write) => write.range[0] > value.range[0] && write.range[1] < value.range[1]);
}

// ---- audit functions -----------------------------------------------------------------------------------------------

const WRITING = new Set(['log', 'record', 'write', 'track', 'save', 'store', 'add', 'append', 'insert', 'create', 'emit', 'push', 'report', 'register', 'note', 'persist', 'publish']);

/** A function that does nothing but write the entry: one that also does the work is no audit function. */
function isAuditWriter(kernel: Kernel, name: string, node: FunctionNode): boolean {
  if (!WRITING.has(wordsOf(name)[0] ?? '')) return false;
  const inside = auditWritesOf(kernel).filter((write) => write.node.range[0] > node.range[0] && write.node.range[1] < node.range[1]);
  if (inside.length !== 1) return false;
  let awaits = 0;
  walk(kernel.sourceCode.visitorKeys, node.body, (each) => {
    if (each.type === 'AwaitExpression') awaits++;
    return undefined;
  });
  return awaits <= 1;
}
