/** Does the logger itself blot out what stands at a path of the object it is given? Read from the options it was made with. */
import { valueAt } from './arguments.js';
import { returnsOf, unwrap, type Node } from './ast.js';
import { importedFunction, originsAcross, type Placed } from './imported.js';
import type { Kernel } from './kernel.js';
import { literalOf } from './options.js';
import type { FactOf } from '../knowledge/schema.js';
import { constantOf } from './value.js';

const MAX_PARENTS = 8;

/**
 * Is the value at `path` of an object that is handed to this logger replaced before it is written? Only loggers made in this file, or
 * in one that this file imports from, are known. Lists that cannot be read are believed.
 */
export function isRedacted(kernel: Kernel, logger: Node, path: readonly string[]): boolean {
  if (path.length === 0) return false;
  const makers = makersOf(kernel, logger);
  return makers.length > 0 && makers.every((maker) => redactsAt(maker, path));
}

function makersOf(kernel: Kernel, logger: Node, files = 0): readonly Placed[] {
  return originsAcross(kernel, logger, (there) => ({ isOrigin: (node) => redactionAt(there, node).length > 0 })).flatMap((maker) => {
    const made = unwrap(maker.node);
    if (files >= MAX_PARENTS || made.type !== 'CallExpression' || redactionAt(maker.kernel, made).length > 0) return [maker];
    // `createLogger('orders')` of another file
    const factory = importedFunction(maker.kernel, made.callee);
    return factory ? returnsOf(factory.kernel.sourceCode.visitorKeys, factory.node).flatMap((each) => makersOf(factory.kernel, each, files + 1)) : [maker];
  });
}

/** Is there a list of what this logger blots out? */
export function makesRedactions(kernel: Kernel, logger: Node): boolean {
  return makersOf(kernel, logger).some(({ kernel: there, node }) => redactionAt(there, node).some((fact) => entriesOf(there, unwrap(node), fact) !== undefined));
}

function redactionAt(kernel: Kernel, node: Node): readonly FactOf<'redaction'>[] {
  const inner = unwrap(node);
  return inner.type === 'CallExpression' || inner.type === 'NewExpression' ? kernel.api.factsBornAt(inner, 'redaction') : [];
}

function redactsAt(maker: Placed, path: readonly string[]): boolean {
  let { kernel } = maker;
  let call = unwrap(maker.node);
  for (let count = 0; count < MAX_PARENTS; count += 1) {
    const fact = redactionAt(kernel, call)[0];
    if (!fact) return false;
    const entries = entriesOf(kernel, call, fact);
    if (entries) return entries === 'unreadable' || entries.some((entry) => (fact.entries === 'path' ? matchesPath(entry, path) : matchesKey(entry, path, ignoresCase(kernel, call, fact))));
    // A child without a list of its own keeps its parent's.
    if (!fact.child || call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
    const [parent] = makersOf(kernel, call.callee.object);
    if (!parent) return false;
    kernel = parent.kernel;
    call = unwrap(parent.node);
  }
  return false;
}

function entriesOf(kernel: Kernel, call: Node, fact: FactOf<'redaction'>): readonly string[] | 'unreadable' | undefined {
  for (const place of fact.lists) {
    const option = valueAt(kernel, call, place);
    if (option.kind === 'unknown') return 'unreadable';
    if (option.kind === 'absent') continue;
    const list = option.values[0] && literalOf(kernel.sourceCode, option.values[0]);
    if (list?.type === 'ObjectExpression') continue;
    if (!list) return 'unreadable';
    const entries = list.elements.map((element) => (element && element.type !== 'SpreadElement' ? constantOf(kernel.sourceCode, element)?.value : undefined));
    return entries.every((entry) => typeof entry === 'string') ? entries : 'unreadable';
  }
  return undefined;
}

function ignoresCase(kernel: Kernel, call: Node, { ignoreCase }: FactOf<'redaction'>): boolean {
  if (ignoreCase === undefined || ignoreCase === 'always') return ignoreCase === 'always';
  const option = valueAt(kernel, call, ignoreCase);
  return option.kind === 'present' && option.values.some((value) => constantOf(kernel.sourceCode, value)?.value === true);
}

/** `a.b`, `*.b`, `a[*].b`, `a["b-c"]`: of exact depth and case; what lies below a redacted value is gone with it. */
function matchesPath(entry: string, path: readonly string[]): boolean {
  const steps = [...entry.matchAll(/\[["'`]?([^\]"'`]+)["'`]?\]|[^.[\]]+/gu)].map(([whole, inBrackets]) => inBrackets ?? whole);
  return steps.length > 0 && steps.length <= path.length && steps.every((step, index) => step === '*' || step === path[index]);
}

function matchesKey(entry: string, path: readonly string[], ignoreCase: boolean): boolean {
  const key = entry.slice(entry.lastIndexOf('.') + 1);
  return path.some((name) => (ignoreCase ? name.toLowerCase() === key.toLowerCase() : name === key));
}
