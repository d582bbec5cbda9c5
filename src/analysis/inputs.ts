/** Did the sender of a request choose this value, and what is it called? */
import type { TSESTree } from '@typescript-eslint/utils';
import { factsBorn } from './arguments.js';
import { propertyName, stringOf, unwrap, type Node } from './ast.js';
import { memberTaken, type Origin } from './flow.js';
import type { Kernel } from './kernel.js';

/** A value, or this member of a record of values, that the sender of the request chose. */
export function isInput(kernel: Kernel, node: Node, path: readonly string[]): boolean {
  return factsBorn(kernel, node, 'source', []).length > 0 || (path.length > 0 && factsBorn(kernel, node, 'source', path).length > 0);
}

/** What a message calls an input: `'next' from the query string`. */
export function inputText(kernel: Kernel, { node, path }: Origin): string {
  const fact = factsBorn(kernel, node, 'source', [])[0] ?? factsBorn(kernel, node, 'source', path)[0];
  if (fact?.kind === 'referrer') return 'The referrer';
  const inner = unwrap(node);
  let name = path[0];
  if (fact?.nameArg !== undefined && inner.type === 'CallExpression') name = stringOf(inner.arguments[fact.nameArg]);
  else if (inner.type === 'MemberExpression') name = nameOfMember(inner) ?? name;
  else if (inner.type === 'Identifier') name ??= memberTaken(inner) ?? inner.name;
  const from = `the ${fact?.kind ?? 'request'}`;
  return name === undefined ? `A value from ${from}` : `'${name}' from ${from}`;
}

/** `.value` of `cookies().get('next')` is the cookie of that name. */
function nameOfMember(member: TSESTree.MemberExpression): string | undefined {
  const object = unwrap(member.object);
  const [asked] = object.type === 'CallExpression' ? object.arguments : [];
  return (propertyName(member) === 'value' ? stringOf(asked) : undefined) ?? propertyName(member);
}
