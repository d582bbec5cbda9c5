/** How is code spoken of in a message: on one line, no longer than a reader takes in, and by the name that the code gives it? */
import { calleeOf, enclosingClass, unwrap, type Node } from './ast.js';
import { fileOfTree, type ProjectFile } from './modules/files.js';
import type { SourceCode } from './scope.js';

const LONG = 60;
/** For what stands in the middle of a sentence. */
export const BRIEF = 40;
const PLAIN_CHAIN = /^[\w$.#]+$/u;

/** More is not looked at: a chain of ten thousand links is not read through for the sixty characters that are shown. */
const ENOUGH = 2_000;

/** The text of a node on one line, cut off at the end when it is too long. */
export function shortText(sourceCode: SourceCode, node: Node, length = LONG): string {
  const text = sourceCode.getText(node).slice(0, ENOUGH).replaceAll(/\s+/gu, ' ');
  return text.length <= length ? text : `${text.slice(0, length - 3)}…`;
}

/** As {@link shortText} in backticks, of a node that may be in another file of the project: then the file is named too. */
export function placedText(sourceCode: SourceCode, node: Node): string {
  const file = otherFileOf(node);
  return file ? `\`${shortText(file.sourceCode, node)}\` in ${file.name}` : `\`${shortText(sourceCode, node)}\``;
}

/** The file of the project that a node is in, when it is not the one that is linted. */
export function otherFileOf(node: Node): ProjectFile | undefined {
  let root = node;
  while (root.parent) root = root.parent;
  return fileOfTree(root);
}

/** The text of what is called without spaces, cut off at the start: of a long chain the end says what happens. */
export function chainText(sourceCode: SourceCode, call: Node, length = LONG): string {
  const text = sourceCode.getText(calleeOf(call)).slice(-ENOUGH).replaceAll(/\s+/gu, '');
  return text.length > length ? `…${text.slice(-length)}` : text;
}

/** `redirect()`, `new Strategy()`, `<Link>`; undefined when the node is neither a call nor an element. */
export function callText(sourceCode: SourceCode, node: Node): string | undefined {
  switch (node.type) {
    case 'NewExpression':
      return `new ${shortText(sourceCode, node.callee)}()`;
    case 'CallExpression':
    case 'TaggedTemplateExpression':
      return `${shortText(sourceCode, calleeOf(node))}()`;
    case 'JSXOpeningElement':
      return `<${shortText(sourceCode, node.name)}>`;
    default:
      return undefined;
  }
}

/** Where a value goes to: a call or element, or `` `location.href` `` that is assigned to; undefined for anything else. */
export function sinkText(sourceCode: SourceCode, node: Node): string | undefined {
  const isAssigned = (node.type === 'MemberExpression' || node.type === 'Identifier') && node.parent.type === 'AssignmentExpression';
  return callText(sourceCode, node) ?? (isAssigned ? `\`${shortText(sourceCode, node)}\`` : undefined);
}

/** As {@link callText}, but of a chain only its last link (`.verify()`), and of `super()` whose it is. */
export function lastCallText(sourceCode: SourceCode, node: Node): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = unwrap(node.callee);
  if (callee.type === 'Super') {
    const base = enclosingClass(node)?.superClass;
    return `super() of ${base?.type === 'CallExpression' ? `${sourceCode.getText(base.callee)}(…)` : sourceCode.getText(base ?? undefined)}`;
  }
  const text = sourceCode.getText(callee);
  if (callee.type === 'MemberExpression' && !PLAIN_CHAIN.test(text)) return `.${sourceCode.getText(callee.property)}()`;
  return node.type === 'NewExpression' ? `new ${text}()` : `${text}()`;
}

/** A name or chain of names in backticks; undefined for anything else, whose text may be what must not be shown. */
export function nameText(sourceCode: SourceCode, node: Node): string | undefined {
  const inner = unwrap(node);
  const text = sourceCode.getText(inner);
  return (inner.type === 'Identifier' || inner.type === 'MemberExpression') && text.length <= 50 ? `\`${text}\`` : undefined;
}
