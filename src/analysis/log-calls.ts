/** What does a logging call write, and who gets to read it? */
import type { Use } from './api.js';
import { contains, propertyName, stringOf, unwrap, type Node } from './ast.js';
import { isDevelopmentOnly } from './deployment.js';
import { exposuresOf, type Exposure, type ExposureOptions } from './exposure.js';
import type { Kernel } from './kernel.js';
import { onDemand } from './on-demand.js';
import { isRedacted } from './redaction.js';

type LogCall = Use<'log'>;

/** Everything sensitive in what a call writes. */
export function exposedBy(kernel: Kernel, call: LogCall, classOf: NonNullable<ExposureOptions['classOf']>): readonly Exposure[] {
  return argumentsWritten(call).flatMap(({ node, key }) => exposuresOf(kernel, node, { classOf, ...(key === undefined ? {} : { key }) }));
}

/** What a call writes: all its arguments, those that knowledge names, the parts of a tagged template. */
export function argumentsWritten({ node, fact }: LogCall): readonly { readonly node: Node; readonly key: string | undefined }[] {
  if (node.type === 'TaggedTemplateExpression') return node.quasi.expressions.map((expression) => ({ node: expression, key: undefined }));
  if (node.type !== 'CallExpression') return [];
  const key = fact.keyArg === undefined ? undefined : stringOf(node.arguments[fact.keyArg]);
  const written = node.arguments.filter((_, position) => (fact.args?.includes(position) ?? true) && position !== fact.keyArg);
  return written.map((argument) => ({ node: argument.type === 'SpreadElement' ? argument.argument : argument, key }));
}

/** Is what a call exposes blotted out by the logger, or seen only on a developer's machine? */
export function isCovered(kernel: Kernel, { node: call, fact }: LogCall, exposure: Exposure): boolean {
  if ([call, exposure.node].some((node) => isDevelopmentOnly(kernel, node, { orDetails: true }))) return true;
  const { path } = exposure;
  if (call.type === 'CallExpression') {
    const position = call.arguments.findIndex((argument) => contains(argument, exposure.node));
    if (onDemand.logWrappers().isBlottedOut(fact, position, path, exposure.class === 'whole')) return true;
  }
  if (!path) return false;
  const own = kernel.settings.redactedKeys.map((key) => key.toLowerCase());
  if (fact.local !== true && path.some((key) => own.includes(key.toLowerCase()))) return true;
  const logger = receiverOf(call);
  return logger !== undefined && isRedacted(kernel, logger, path);
}

/** The logger that a logging call is made on. */
export function receiverOf(call: Node): Node | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : call.type === 'TaggedTemplateExpression' ? unwrap(call.tag) : undefined;
  return callee?.type === 'MemberExpression' && propertyName(callee) !== undefined ? callee.object : undefined;
}

/** Is the console read by the person who runs the code: in a browser, at a command line? */
export function writesToOwnScreen(kernel: Kernel): boolean {
  return kernel.fileKinds.has('client') || kernel.api.uses('ownScreen').length > 0;
}
