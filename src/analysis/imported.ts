/** The same questions about a value or function that stands in another file of the project, with the kernel that answers them there. */
import { propertyName, unwrap, type FunctionNode, type Node } from './ast.js';
import { originsOf, type FlowOptions, type Origin } from './flow.js';
import type { Kernel } from './kernel.js';
import type { Found } from './modules/view.js';
import { optionOf, patternPath } from './options.js';
import { definitionOf, variableOf, writesOf } from './scope.js';
import { surfaceOf } from './surface.js';

/** A node of this file or of another, with the kernel of the file it is in. */
export interface Placed<N extends Node = Node> {
  readonly kernel: Kernel;
  readonly node: N;
}

const MAX_HOPS = 4;

/** What an imported name, or a member of one (`config.jwt.secret`, `ns.value`), is where it is written; also by another name in this file. */
export function importedValue(kernel: Kernel, node: Node, hops = 0): Placed | undefined {
  if (!kernel.modules || hops > MAX_HOPS) return undefined;
  const inner = unwrap(node);
  if (inner.type === 'Identifier') {
    const found = foundBehind(kernel, inner);
    return found ? found.node && { kernel: kernel.modules.kernelOf(found.file), node: found.node } : renamedValue(kernel, inner, hops);
  }
  const name = inner.type === 'MemberExpression' ? propertyName(inner) : undefined;
  if (inner.type !== 'MemberExpression' || name === undefined) return undefined;
  return memberOf(kernel, inner.object, name, hops);
}

/** `const other = imported`, `const { member } = imported` */
function renamedValue(kernel: Kernel, identifier: Node, hops: number): Placed | undefined {
  const definition = definitionOf(kernel.sourceCode, identifier);
  if (definition) return isReference(definition) ? importedValue(kernel, definition, hops + 1) : undefined;
  const variable = variableOf(kernel.sourceCode, identifier);
  const [write, ...others] = variable ? writesOf(variable) : [];
  if (!write?.value || others.length > 0 || write.pattern === write.target || !isReference(write.value)) return undefined;
  const taken = patternPath(write);
  const [name, ...rest] = taken && !taken.fallback && !taken.without ? taken.path : [];
  return name === undefined || rest.length > 0 ? undefined : memberOf(kernel, write.value, name, hops + 1);
}

function isReference(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Identifier' || inner.type === 'MemberExpression';
}

function memberOf(kernel: Kernel, object: Node, name: string, hops: number): Placed | undefined {
  const member = memberOfNamespace(kernel, object, name);
  if (member) return member;
  const owner = importedValue(kernel, object, hops);
  if (!owner) return undefined;
  const option = optionOf(owner.kernel.sourceCode, owner.node, [name]);
  const [value, ...others] = option.kind === 'present' && !option.uncertain ? option.values : [];
  return value && others.length === 0 ? { kernel: owner.kernel, node: value } : undefined;
}

/** The function of another file that a callee certainly calls: an import, a member of a namespace, object or instance that is imported. */
export function importedFunction(kernel: Kernel, callee: Node): Placed<FunctionNode> | undefined {
  if (!kernel.modules) return undefined;
  const inner = unwrap(callee);
  if (inner.type === 'Identifier') return functionAt(importedValue(kernel, inner), []);
  const name = inner.type === 'MemberExpression' ? propertyName(inner) : undefined;
  if (inner.type !== 'MemberExpression' || name === undefined) return undefined;
  return functionAt(memberOfNamespace(kernel, inner.object, name), []) ?? functionAt(importedValue(kernel, inner.object), [name]);
}

function functionAt(value: Placed | undefined, keys: readonly string[]): Placed<FunctionNode> | undefined {
  if (!value) return undefined;
  const found = surfaceOf(value.kernel.sourceCode, value.node).find((each) => each.keys.join() === keys.join());
  return found && { kernel: value.kernel, node: found.node };
}

/** `ns.name` of `import * as ns`, `const ns = require(…)`, `(await import(…)).name`. */
function memberOfNamespace(kernel: Kernel, object: Node, name: string): Placed | undefined {
  const { modules } = kernel;
  const inner = unwrap(object);
  const namespace = inner.type === 'Identifier' ? foundBehind(kernel, inner) : modules?.loaded(kernel.sourceCode, inner);
  if (!modules || !namespace || namespace.node) return undefined;
  const found = modules.memberOf(namespace, name);
  return found?.node && { kernel: modules.kernelOf(found.file), node: found.node };
}

function foundBehind({ modules, sourceCode }: Kernel, identifier: Node): Found | undefined {
  return modules?.imported(sourceCode, identifier);
}

const MAX_FILES = 6;

/** As `originsOf`, going on in the files that values are imported from. `optionsFor` makes the options for each file's kernel. */
export function originsAcross(kernel: Kernel, expression: Node, optionsFor: (kernel: Kernel) => FlowOptions = () => ({}), files = 0): readonly (Origin & Placed)[] {
  return originsOf(kernel.sourceCode, expression, optionsFor(kernel)).flatMap((origin): readonly (Origin & Placed)[] => {
    const here = { ...origin, kernel };
    if (files >= MAX_FILES || !kernel.modules || optionsFor(kernel).isOrigin?.(origin.node, origin.path)) return [here];
    const there = importedAt(kernel, origin);
    if (!there) return [here];
    const value = definitionOf(there.kernel.sourceCode, there.node) ?? there.node;
    // A member of it is looked for there, as far as an object literal tells.
    const option = there.path.length === 0 ? undefined : optionOf(there.kernel.sourceCode, value, there.path);
    if (there.path.length > 0 && option?.kind !== 'present') return [here];
    return (option?.kind === 'present' ? option.values : [value]).flatMap((each) => originsAcross(there.kernel, each, optionsFor, files + 1));
  });
}

/** The imported value that an origin is, and which member of it is asked for. */
function importedAt(kernel: Kernel, { node, path }: Origin): (Placed & { readonly path: readonly string[] }) | undefined {
  const value = importedValue(kernel, node);
  if (value) return { ...value, path };
  const [name, ...rest] = path;
  const member = name === undefined ? undefined : memberOfNamespace(kernel, node, name);
  return member && { ...member, path: rest };
}
