/** Headers of JSON web tokens that code writes itself, as an object, as JSON or already encoded. */
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName, stringOf, walk, type Node } from './ast.js';
import { destinationsOf } from './destinations.js';
import type { Kernel } from './kernel.js';
import { optionOf } from './options.js';
import type { SourceCode } from './scope.js';
import { stringsOf } from './value.js';

export interface WrittenHeader {
  /** The object or text. */
  readonly node: Node;
  /** What names the algorithm in it. */
  readonly at: Node;
  readonly algorithm: string;
}

const JSON_HEADER = /^\s*\{.*"alg"\s*:\s*"(?<algorithm>[\w-]+)".*\}\s*$/u;
const ENCODED_HEADER = /^eyJhbGciOi[\w-]+\.?$/u;

/**
 * The token headers that a file writes and turns into text itself: an object with `alg` that ends in `JSON.stringify` or in a
 * function whose name says that it encodes, and the ready text of one.
 */
export function writtenHeaders(kernel: Kernel): readonly WrittenHeader[] {
  const { sourceCode } = kernel;
  if (!kernel.mentions('jwtHeader')) return [];
  const headers: WrittenHeader[] = [];
  walk(sourceCode.visitorKeys, sourceCode.ast, (node) => {
    const header = node.type === 'ObjectExpression' ? objectHeader(sourceCode, node) : textHeader(node);
    if (header) headers.push(header);
    return undefined;
  });
  return headers;
}

function objectHeader(sourceCode: SourceCode, node: TSESTree.ObjectExpression): WrittenHeader | undefined {
  const entry = node.properties.find((property): property is TSESTree.Property => property.type === 'Property' && propertyName(property) === 'alg');
  const algorithm = entry && stringsOf(sourceCode, entry.value)?.[0];
  if (!entry || algorithm === undefined) return undefined;
  // A JSON web key has an `alg` too, and a key type.
  if (optionOf(sourceCode, node, ['kty']).kind !== 'absent') return undefined;
  return isEncoded(sourceCode, node) ? { node, at: entry.value, algorithm } : undefined;
}

function isEncoded(sourceCode: SourceCode, node: Node): boolean {
  return destinationsOf(sourceCode, node).some((place) => place.kind === 'argument' && /stringify|base64|b64|encode/iu.test(place.name ?? ''));
}

function textHeader(node: Node): WrittenHeader | undefined {
  if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return undefined;
  const text = stringOf(node);
  if (text === undefined || text.length > 300) return undefined;
  const json = ENCODED_HEADER.test(text) ? decoded(text.replace('.', '')) : text;
  const algorithm = JSON_HEADER.exec(json)?.groups?.['algorithm'];
  return algorithm === undefined ? undefined : { node, at: node, algorithm };
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}
