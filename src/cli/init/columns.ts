/** The tables that a Prisma or Drizzle schema describes, and what their columns say about the project. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { classifyMember, wordsOf } from '../../analysis/words.js';
import { textOf } from '../files.js';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The models of the Prisma schemas of these packages. */
export function prismaTables(packages: readonly string[]): readonly Table[] {
  return packages.flatMap(schemaFilesIn).flatMap((file) => tablesInPrisma(textOf(file) ?? ''));
}

function schemaFilesIn(folder: string): readonly string[] {
  return [folder, join(folder, 'prisma'), join(folder, 'prisma/schema'), join(folder, 'prisma/models')].flatMap((place) => {
    try {
      return readdirSync(place).filter((name) => name.endsWith('.prisma')).map((name) => join(place, name));
    } catch {
      return [];
    }
  });
}

export function tablesInPrisma(text: string): readonly Table[] {
  const plain = text.replaceAll(/\/\/.*$/gmu, '');
  const models = new Set([...plain.matchAll(/^\s*model\s+(\w+)\s*\{/gmu)].map(([, name = '']) => name));
  return [...plain.matchAll(/^\s*model\s+(\w+)\s*\{([\s\S]*?)^\s*\}/gmu)].map(([, name = '', body = '']) => ({
    name,
    columns: [...body.matchAll(/^\s*(\w+)\s+(\w+)/gmu)].flatMap(([, column = '', type = '']) => (models.has(type) ? [] : [column])),
  }));
}

const DRIZZLE_TABLE = /^(?:pg|mysql|sqlite|singlestore)Table$/u;

/** `export const users = pgTable('users', { email: text('email') })`. */
export function drizzleTable(node: TSESTree.Node): Table | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || !DRIZZLE_TABLE.test(node.callee.name)) return undefined;
  const [name, columns] = node.arguments;
  if (name?.type !== 'Literal' || columns?.type !== 'ObjectExpression') return undefined;
  return { name: String(name.value), columns: columns.properties.flatMap((property) => (property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : [])) };
}

/** Words that name who shares the rows of a database with others. */
const TENANTS = new Set(['organization', 'organisation', 'org', 'tenant', 'workspace', 'team', 'company']);

/** Columns that say whose row it is, with the number of tables that have one, the most first. */
export function tenantColumns(tables: readonly Table[]): readonly (readonly [column: string, tables: number])[] {
  const counts = new Map<string, number>();
  for (const { columns } of tables) {
    for (const column of columns) {
      const words = wordsOf(column);
      if (words.length === 2 && words[1] === 'id' && TENANTS.has(words[0] ?? '')) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, number]) => number > 1).sort(([, left], [, right]) => right - left);
}

/** Columns with personal data or secrets, as `table.column`. */
export function sensitiveColumns(tables: readonly Table[]): readonly string[] {
  return tables.flatMap(({ name, columns }) => columns.filter((column) => classifyMember(name, column) !== undefined).map((column) => `${name}.${column}`));
}
