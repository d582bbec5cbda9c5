/** How does code redirect only to its own origin? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { Use } from '../api.js';
import { unwrap, type Node } from '../ast.js';
import type { Kernel } from '../kernel.js';
import { isInScope } from '../scope.js';

/**
 * `redirect(next)` → `redirect(new URL(next, request.url).origin === new URL(request.url).origin ? next : '/')`, where a request
 * with an address of its own is at hand.
 */
export function comparedOrigin(kernel: Kernel, sink: Use<'redirect'>, target: Node): TSESLint.ReportFixFunction | undefined {
  // An attribute is evaluated on the server, too, where there is no `window`.
  if (sink.node.type === 'JSXOpeningElement' || unwrap(target).type !== 'Identifier') return undefined;
  const origin = sink.fact.client ? 'window.location.origin' : ownOrigin(kernel, target);
  if (origin === undefined) return undefined;
  const text = kernel.sourceCode.getText(target);
  const [safe, home] = sink.fact.absolute ? [`new URL(${text}, ${origin})`, `new URL('/', ${origin})`] : [text, "'/'"];
  return (fixer) => fixer.replaceText(target, `${text} && new URL(${text}, ${origin}).origin === ${origin} ? ${safe} : ${home}`);
}

/** The request's own origin, from a request in scope at the sink. */
function ownOrigin(kernel: Kernel, target: Node): string | undefined {
  const own = kernel.api.uses('ownUrl').find((use) => use.fact.part === 'href' && use.node.type === 'MemberExpression' && use.node.object.type === 'Identifier' && isInScope(kernel.sourceCode, use.node.object.name, target));
  if (!own) return undefined;
  const text = kernel.sourceCode.getText(own.node);
  // `new URL()` takes both a text and a URL, but not every class that is like one.
  return kernel.api.hasShape(own.node, 'web.URL') && !kernel.api.hasShape(own.node, 'web.requestUrl') ? `${text}.origin` : `new URL(${text}).origin`;
}
