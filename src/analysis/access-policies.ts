/** Whom does an access policy let in: everybody, or somebody by name? Policies as objects, as JSON, or as the text of JSON. */
import type { FactsByRole } from '../knowledge/schema.js';
import { propertyName, unwrap, type Node } from './ast.js';
import { valueAt } from './arguments.js';
import type { Kernel } from './kernel.js';
import { literalOf, optionOf } from './options.js';
import { definitionOf } from './scope.js';
import { stringsOf } from './value.js';

type Policy = NonNullable<FactsByRole['exposedStorage']['policy']>;

const EVERY_MEMBER = new Set(['allUsers', 'allAuthenticatedUsers']);
const MAX_HOPS = 8;

/** Does the policy at this place of a call certainly let everybody in? */
export function letsEverybodyIn(kernel: Kernel, call: Node, policy: Policy): boolean {
  const option = valueAt(kernel, call, policy);
  return option.kind === 'present' && option.values.some((value) => FORMS[policy.form](kernel, documentOf(kernel, value)));
}

/** A policy as it was found: an expression, or what its text says. */
type Document = { readonly node: Node } | { readonly json: unknown };

const FORMS: { readonly [F in Policy['form']]: (kernel: Kernel, document: Document) => boolean } = {
  statements: (kernel, document) => elementsOf(kernel, memberOf(kernel, document, 'Statement')).some((statement) => isOpen(kernel, statement)),
  bindings: (kernel, document) => elementsOf(kernel, memberOf(kernel, document, 'bindings')).some((binding) => FORMS.binding(kernel, binding)),
  // A condition may ask for anything.
  binding: (kernel, document) => !memberOf(kernel, document, 'condition') && elementsOf(kernel, memberOf(kernel, document, 'members')).some((member) => EVERY_MEMBER.has(textOf(kernel, member) ?? '')),
};

function isOpen(kernel: Kernel, statement: Document): boolean {
  if (textOf(kernel, memberOf(kernel, statement, 'Effect')) !== 'Allow' || memberOf(kernel, statement, 'Condition')) return false;
  const principal = memberOf(kernel, statement, 'Principal');
  // `'*'`, `{ AWS: '*' }`, `{ AWS: ['*'] }`
  return [principal, ...elementsOf(kernel, principal && memberOf(kernel, principal, 'AWS'))].some((each) => textOf(kernel, each) === '*');
}

/** What `JSON.stringify` is given, or what a text says with its interpolations left open. */
function documentOf(kernel: Kernel, node: Node): Document {
  let here = unwrap(node);
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const next = here.type === 'Identifier' ? definitionOf(kernel.sourceCode, here) : isStringify(here) ? here.arguments[0] : undefined;
    if (!next) break;
    here = unwrap(next);
  }
  if (here.type === 'TemplateLiteral') return parsed(here.quasis.map((quasi) => quasi.value.cooked).join('…')) ?? { node: here };
  const text = stringsOf(kernel.sourceCode, here)?.[0];
  return (text === undefined ? undefined : parsed(text)) ?? { node: here };
}

function isStringify(node: Node): node is Extract<Node, { type: 'CallExpression' }> {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && propertyName(node.callee) === 'stringify';
}

function parsed(text: string): Document | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A member, or what stands in the way of saying that there is none. */
function memberOf(kernel: Kernel, document: Document, name: string): Document | undefined {
  if ('json' in document) {
    const { json } = document;
    return typeof json === 'object' && json !== null && Object.hasOwn(json, name) ? { json: (json as Readonly<Record<string, unknown>>)[name] } : undefined;
  }
  const option = optionOf(kernel.sourceCode, document.node, [name]);
  const value = option.kind === 'present' ? option.values[0] : undefined;
  return value ? { node: value } : option.kind === 'unknown' ? { node: document.node } : undefined;
}

/** The elements of a list; something that is no list stands for itself. */
function elementsOf(kernel: Kernel, document: Document | undefined): readonly Document[] {
  if (!document) return [];
  if ('json' in document) return Array.isArray(document.json) ? document.json.map((json: unknown) => ({ json })) : [document];
  const list = literalOf(kernel.sourceCode, document.node);
  return list?.type === 'ArrayExpression' ? list.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? [{ node: element }] : [])) : [document];
}

function textOf(kernel: Kernel, document: Document | undefined): string | undefined {
  if (!document) return undefined;
  if ('json' in document) return typeof document.json === 'string' ? document.json : undefined;
  const texts = stringsOf(kernel.sourceCode, document.node);
  return texts?.length === 1 ? texts[0] : undefined;
}
