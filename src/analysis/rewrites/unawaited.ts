/** How is an audit write left to itself, so that somebody hears of its failure? */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { unwrap } from '../ast.js';
import type { AuditWrite } from '../audits.js';
import type { Kernel } from '../kernel.js';
import type { AwaitedFate, FloatingFate } from '../promises.js';

type Fix = TSESLint.ReportFixFunction;

const TELL = "(error) => console.error('audit log failed', error)";

/** The call to add that tells of a failure. A query whose failure is in its result has no `catch`. */
export function failureHandler({ resultError }: Pick<AuditWrite, 'resultError'>): string {
  return resultError ? ".then(({ error }) => { if (error) console.error('audit log failed', error); })" : `.catch(${TELL})`;
}

/** `logAudit(entry)` → `logAudit(entry).catch(…)` */
export function handled(write: AuditWrite, { expression }: FloatingFate): Fix | undefined {
  if (!['CallExpression', 'TaggedTemplateExpression'].includes(unwrap(expression).type)) return undefined;
  return (fixer) => fixer.insertTextAfter(expression, failureHandler(write));
}

/** `.catch(() => {})` → `.catch((error) => console.error(…))` */
export function toldOps({ handler }: FloatingFate): Fix | undefined {
  return handler && ((fixer) => fixer.replaceText(handler, TELL));
}

/** `await logAudit(entry)` → `void logAudit(entry).catch(…)`, where the `await` is a statement: there nothing else depends on it. */
export function detached(kernel: Kernel, write: AuditWrite, fate: AwaitedFate): Fix | undefined {
  const text = awaitedText(kernel, fate);
  if (text === undefined) return undefined;
  const isUnhandled = fate.rejection === 'unhandled' && !fate.onResult;
  return (fixer) => fixer.replaceText(fate.by, `void ${text}${isUnhandled ? failureHandler(write) : ''}`);
}

/** `await logAudit(entry)` → `after(() => logAudit(entry))`, with an import of the file that runs things after the response. */
export function deferred(kernel: Kernel, fate: AwaitedFate): { readonly name: string; readonly fix: Fix } | undefined {
  const text = awaitedText(kernel, fate);
  if (text === undefined || /\bawait\b/u.test(text)) return undefined;
  const after = kernel.api.uses('deferral').find(({ node, fact }) => fact.kind === 'after-response' && node.type === 'Identifier' && node.parent.type === 'ImportSpecifier' && /after/iu.test(node.name))?.node as TSESTree.Identifier | undefined;
  return after && { name: after.name, fix: (fixer) => fixer.replaceText(fate.by, `${after.name}(() => ${text})`) };
}

function awaitedText({ sourceCode }: Kernel, fate: AwaitedFate): string | undefined {
  if (fate.how !== 'await' || fate.by.parent?.type !== 'ExpressionStatement') return undefined;
  const expression = (fate.by as TSESTree.AwaitExpression).argument;
  return unwrap(expression).type === 'CallExpression' ? sourceCode.getText(expression) : undefined;
}
