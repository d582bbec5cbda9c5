/** Which rows of which table does this call read, change or delete, and does its result say whether there was one? */
import type { TSESTree } from '@typescript-eslint/utils';
import { BELOW, CHAIN_ACTIONS, COMPARISONS, MODEL_METHODS, RETURNING, ROW_METHODS, SETTERS, SQL_ACTIONS, SQL_RUNNERS, type TableAction, type TableAnswer } from '../knowledge/tables.js';
import { lastNameOf, propertyName, stringOf, unwrap, wrapped, type Node } from './ast.js';
import { fixedTextOf } from './fixed-text.js';
import { originsOf } from './flow.js';
import type { Kernel } from './kernel.js';
import { literalOf, optionOf } from './options.js';

export interface TableCall {
  /** The whole chain: `db.delete(t).where(…).returning()`. */
  readonly node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression;
  /** A method of a model, repository or row; a chain that names the table; a text in SQL. */
  readonly style: 'model' | 'chain' | 'sql';
  readonly action: TableAction;
  /** As it is written: `passwordResetToken`, `license_keys`; for a row, the name of its variable. */
  readonly table: string;
  /** What the result tells about whether a row was there. */
  readonly answer: TableAnswer;
  /** The columns the rows are chosen by, with the values they are compared with. */
  readonly where: readonly Column[];
  /** The columns that are written. */
  readonly set: readonly Column[];
  /** The row, for a method of one that was read before: `record.destroy()`. */
  readonly row?: Node;
  /** The text, where the query is written in SQL. */
  readonly sql?: string;
  /** The rows are chosen by being below something: older than now, mostly. */
  readonly below: boolean;
}

export interface Column {
  readonly name: string;
  /** Undefined when it is not an expression of the file: inside an SQL text, or `IS NULL`. */
  readonly value: Node | undefined;
}

type Found = Omit<TableCall, 'below'>;

interface Link {
  readonly name: string;
  readonly args: readonly Node[];
}

const SQL = SQL_ACTIONS.map(({ pattern, action }) => ({ pattern: new RegExp(pattern, 'iu'), action }));
const MAX_LINKS = 30;

/** What the call does to a table; undefined when it is none of the known ways, or the inner part of a longer chain. */
export function tableCallAt(kernel: Kernel, node: Node): TableCall | undefined {
  const call = callAt(kernel, node);
  if (!call) return undefined;
  const below = call.sql === undefined ? call.where.some(({ name }) => BELOW.has(name)) : /\bwhere\b[^<]*<=?\s*/iu.test(call.sql);
  return { ...call, below, where: call.where.filter(({ name }) => !BELOW.has(name)) };
}

function callAt(kernel: Kernel, node: Node): Found | undefined {
  // `db.execute(sql`delete …`)` is found at the call.
  if (node.type === 'TaggedTemplateExpression') return isInChain(node) || (node.parent.type === 'CallExpression' && SQL_RUNNERS.has(lastNameOf(node.parent.callee))) ? undefined : sqlCall(kernel, node, node.quasi, []);
  if (node.type !== 'CallExpression' || isInChain(node)) return undefined;
  const links = linksOf(node);
  const last = links.at(-1);
  if (!last || node.callee.type === 'Super') return undefined;
  return modelCall(kernel, node, links) ?? chainCall(kernel, node, links) ?? (SQL_RUNNERS.has(last.name) ? sqlCall(kernel, node, last.args[0], last.args.slice(1)) : undefined);
}

/** `a.b(c)` in `a.b(c).d(e)`: the whole chain is one query. Handlers of promises are none of its links. */
function isInChain(node: Node): boolean {
  const outer = wrapped(node);
  if (outer.parent?.type !== 'MemberExpression' || outer.parent.object !== outer || outer.type === 'AwaitExpression') return false;
  const name = propertyName(outer.parent) ?? '';
  const use = wrapped(outer.parent);
  return use.parent?.type === 'CallExpression' && use.parent.callee === use && !/^(?:then|catch|finally)$/u.test(name);
}

/** The calls and members of a chain, from its beginning. */
function linksOf(call: TSESTree.CallExpression): readonly Link[] {
  const links: Link[] = [];
  let here: Node = call;
  for (let count = 0; count < MAX_LINKS; count++) {
    if (here.type === 'CallExpression') {
      const callee: Node = unwrap(here.callee);
      links.unshift({ name: callee.type === 'MemberExpression' ? (propertyName(callee) ?? '') : lastNameOf(callee), args: here.arguments });
      if (callee.type !== 'MemberExpression') break;
      here = unwrap(callee.object);
    } else if (here.type === 'MemberExpression') {
      links.unshift({ name: propertyName(here) ?? '', args: [] });
      here = unwrap(here.object);
    } else {
      links.unshift({ name: here.type === 'Identifier' ? here.name : '', args: [] });
      break;
    }
  }
  return links;
}

// ---- models, repositories, rows --------------------------------------------------------------------------------------

function modelCall(kernel: Kernel, node: TSESTree.CallExpression, links: readonly Link[]): Found | undefined {
  const position = links.findLastIndex(({ name }) => Object.hasOwn(MODEL_METHODS, name));
  const link = links[position];
  const model = links[position - 1];
  const method = link && MODEL_METHODS[link.name];
  if (!method || !model || model.name === '') return undefined;
  const [first, second] = link.args;
  const where = optionAt(kernel, first, 'where') ?? optionAt(kernel, second, 'where');
  if (where) {
    const data = optionAt(kernel, first, 'data') ?? (optionAt(kernel, second, 'where') ? first : undefined);
    return { node, style: 'model', ...method, table: model.name, where: columnsIn(kernel, where), set: data ? columnsIn(kernel, data) : [] };
  }
  if (method.action === 'insert' && first) return { node, style: 'model', ...method, table: model.name, where: [], set: columnsIn(kernel, optionAt(kernel, first, 'data') ?? first) };
  const object = first && literalOf(kernel.sourceCode, first);
  // Mongoose, and repositories: the filter itself. A `delete` without one belongs to a row, a map or a chain.
  if (object?.type === 'ObjectExpression' && position === links.length - 1 && !links.some(({ name }) => name === 'from')) {
    return { node, style: 'model', action: method.action, answer: method.answer === 'throws' && method.action !== 'read' ? 'count' : method.answer, table: model.name, where: columnsIn(kernel, object), set: second ? columnsIn(kernel, second) : [] };
  }
  const callee = unwrap(node.callee);
  const action = ROW_METHODS[link.name];
  if (action && (!first || object?.type === 'ObjectExpression') && callee.type === 'MemberExpression' && links.length <= 3) return { node, style: 'model', action, answer: 'nothing', table: model.name, where: [], set: [], row: callee.object };
  return undefined;
}

function optionAt(kernel: Kernel, argument: Node | undefined, name: string): Node | undefined {
  const option = argument && optionOf(kernel.sourceCode, argument, [name]);
  return option?.kind === 'present' ? option.values[0] : undefined;
}

// ---- chains ----------------------------------------------------------------------------------------------------------

function chainCall(kernel: Kernel, node: TSESTree.CallExpression, links: readonly Link[]): Found | undefined {
  const from = links.find(({ name, args }) => name === 'from' && args.length > 0);
  const knex = links[0]?.args.length === 1 ? links[0] : undefined;
  const position = links.findIndex(({ name, args }, index) => Object.hasOwn(CHAIN_ACTIONS, name) && (from !== undefined || args.length > 0 || (knex !== undefined && index > 0)));
  const link = links[position];
  if (!link) return undefined;
  const action = CHAIN_ACTIONS[link.name];
  const named = from?.args[0] ?? (knex && position > 0 ? knex.args[0] : link.args[0]);
  const table = named && (stringOf(named) ?? (/^(?:Identifier|MemberExpression)$/u.test(unwrap(named).type) ? lastNameOf(named) : undefined));
  if (!action || table === undefined || table === '') return undefined;
  const rest = links.slice(position + 1);
  // `map.delete(key)` of any map.
  if (action === 'delete' && !from && !knex && rest.length === 0) return undefined;
  const returns = action === 'read' || rest.some(({ name }) => RETURNING.has(name));
  const setter = links.find(({ name, args }) => SETTERS.has(name) && args[0] && literalOf(kernel.sourceCode, args[0])?.type === 'ObjectExpression')?.args[0];
  return {
    node, style: 'chain', action, table,
    answer: returns ? 'rows' : from && stringOf(named) !== undefined ? 'nothing' : 'count',
    where: links.flatMap((each) => (COMPARISONS.has(each.name) || BELOW.has(each.name) ? compared(kernel, each.name, each.args) : [])),
    set: setter ? columnsIn(kernel, setter) : [],
  };
}

// ---- conditions ------------------------------------------------------------------------------------------------------

/** The columns of a link or function that compares: `eq('token', token)`, `where(and(eq(t.token, token), isNull(t.usedAt)))`, `where({ token })`. */
function compared(kernel: Kernel, name: string, args: readonly Node[], depth = 0): readonly Column[] {
  const [first, second, third] = args.map((argument) => unwrap(argument));
  if (!first || depth > 4) return [];
  if (BELOW.has(name)) return [{ name, value: undefined }];
  if (first.type === 'CallExpression') return args.flatMap((argument) => comparedIn(kernel, argument, depth));
  if (first.type === 'ObjectExpression') return columnsIn(kernel, first);
  const column = stringOf(first) ?? (first.type === 'MemberExpression' ? propertyName(first) : undefined);
  if (column === undefined) return first.type === 'Identifier' && args.length === 1 ? columnsIn(kernel, first) : [];
  // `where('token', '=', token)`, `filter('token', 'eq', token)`
  if (third) return [{ name: /^<=?$|^lte?$/u.test(stringOf(second) ?? '') ? 'lt' : column, value: third }];
  return /null/iu.test(name) || !second ? [{ name: column, value: undefined }] : [{ name: column, value: second }];
}

function comparedIn(kernel: Kernel, node: Node, depth: number): readonly Column[] {
  const inner = unwrap(node);
  return inner.type === 'CallExpression' ? compared(kernel, lastNameOf(inner.callee), inner.arguments, depth + 1) : [];
}

/** The members of a `where` or `data` object, those of objects inside it too: `{ identifier_token: { identifier, token } }`. */
function columnsIn(kernel: Kernel, node: Node, depth = 0): readonly Column[] {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return comparedIn(kernel, inner, 0);
  const object = literalOf(kernel.sourceCode, inner);
  if (object?.type === 'ArrayExpression' && depth < 3) return object.elements.flatMap((element) => (element ? columnsIn(kernel, element, depth + 1) : []));
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property): readonly Column[] => {
    if (property.type !== 'Property') return [];
    const name = propertyName(property) ?? '';
    const below = depth < 3 ? literalOf(kernel.sourceCode, property.value) : undefined;
    return [{ name, value: property.value }, ...(below ? columnsIn(kernel, below, depth + 1) : [])];
  });
}

// ---- SQL -------------------------------------------------------------------------------------------------------------

function sqlCall(kernel: Kernel, node: TableCall['node'], text: Node | undefined, rest: readonly Node[]): Found | undefined {
  const inner = text && unwrap(text);
  if (inner?.type === 'TaggedTemplateExpression') return sqlCall(kernel, node, inner.quasi, rest);
  const sql = inner && fixedTextOf(kernel.sourceCode, inner);
  if (sql === undefined) return undefined;
  for (const { pattern, action } of SQL) {
    const table = pattern.exec(sql)?.[1];
    if (table === undefined) continue;
    const values = [...(inner?.type === 'TemplateLiteral' ? inner.expressions : []), ...rest.flatMap((argument) => elementsOf(kernel, argument))];
    const columns = columnsOfSql(sql, values);
    return { node, style: 'sql', action, table, answer: action === 'read' || /\breturning\b|\boutput\b/iu.test(sql) ? 'rows' : 'count', where: columns.where, set: columns.set, sql };
  }
  return undefined;
}

function elementsOf(kernel: Kernel, argument: Node): readonly Node[] {
  const list = literalOf(kernel.sourceCode, argument);
  if (list?.type === 'ArrayExpression') return list.elements.filter((element) => element !== null);
  return list ? [] : [argument];
}

/** The columns of `SET a = …` and `WHERE b = … AND c IS NULL`; the values are those of the whole query, whose order is not followed. */
function columnsOfSql(sql: string, values: readonly Node[]): Pick<TableCall, 'where' | 'set'> {
  const [before = '', after = ''] = sql.split(/\bwhere\b/iu);
  const set = /\bset\b([\s\S]*)/iu.exec(before)?.[1] ?? '';
  const columns = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
  return {
    where: columns(after, /["'\x60]?(\w+)["'\x60]?\s*(?:=|\bis\b)/giu).flatMap((name): readonly Column[] => (values.length > 0 ? values.map((value) => ({ name, value })) : [{ name, value: undefined }])),
    set: columns(set, /["'\x60]?(\w+)["'\x60]?\s*=/giu).map((name) => ({ name, value: undefined })),
  };
}

/** Does a value come from what a call has read? */
export function comesFrom(kernel: Kernel, value: Node, read: Node): boolean {
  return originsOf(kernel.sourceCode, value, { isOrigin: (node) => node === read, carries: (call) => call.arguments.map((_, position) => position) }).some(({ node }) => node === read);
}
