/** How is the code of a file run (`simulate`): what is known of its nodes, wherever it is deployed, and of the functions and constants that it imports from the project? */
import { OWN_HOST } from '../knowledge/redirect-attacks.js';
import type { FactOf } from '../knowledge/schema.js';
import { ADDRESS_WORDS } from '../knowledge/vocabulary.js';
import { DEVELOPMENT_FLAGS, PRODUCTION_FLAGS } from '../knowledge/deployment.js';
import { factsBorn } from './arguments.js';
import { isClass, isFunction, lastNameOf, stringOf, unwrap, type FunctionNode, type Node } from './ast.js';
import { importedFunction, importedValue, type Placed } from './imported.js';
import type { Kernel } from './kernel.js';
import { definitionOf } from './scope.js';
import { concrete, evaluateConstant, OWN_ORIGIN, ownUrl, unknown, type Value } from './simulate.js';
import { withoutFunctions, type OtherFunction } from './simulate/other.js';
import { wordsOf } from './words.js';

/** The page that the application shows when it is asked about a redirect. */
export const OWN_PAGE = `${OWN_ORIGIN}/current/page`;

/** What library functions make of their arguments, where whoever asks knows it. */
export type Model = (kernel: Kernel, call: Node, args: readonly Value[]) => Value | undefined;

const NOTHING_KNOWN: Model = () => undefined;

const surroundings = new WeakMap<Kernel, Map<Model, OtherFunction['surroundings']>>();

/** The same object for the same file and model, so that what was found about its functions can be remembered with it. */
export function surroundingsOf(kernel: Kernel, model: Model = NOTHING_KNOWN): OtherFunction['surroundings'] {
  let ofKernel = surroundings.get(kernel);
  if (!ofKernel) surroundings.set(kernel, (ofKernel = new Map<Model, OtherFunction['surroundings']>()));
  let known = ofKernel.get(model);
  if (!known) ofKernel.set(model, (known = makeSurroundings(kernel, model)));
  return known;
}

function makeSurroundings(kernel: Kernel, model: Model): OtherFunction['surroundings'] {
  return {
    sourceCode: kernel.sourceCode,
    known: (node) => knownValue(kernel, node),
    model: (call, args) => model(kernel, call, args),
    neverReturns: (call) => kernel.api.factsAt(call, 'neverReturns').length > 0,
    imported: (callee) => {
      const target = functionCalled(kernel, callee);
      return target && { node: target.node, surroundings: surroundingsOf(target.kernel, model) };
    },
  };
}

const functionsCalled = new WeakMap<Kernel, Map<Node, Placed<FunctionNode> | undefined>>();

/** Asked whenever the call runs, so it is remembered. */
function functionCalled(kernel: Kernel, callee: Node): Placed<FunctionNode> | undefined {
  let functions = functionsCalled.get(kernel);
  if (!functions) functionsCalled.set(kernel, (functions = new Map<Node, Placed<FunctionNode> | undefined>()));
  if (functions.has(callee)) return functions.get(callee);
  const target = importedFunction(kernel, callee);
  functions.set(callee, target);
  return target;
}

const knownValues = new WeakMap<Kernel, Map<Node, Value | undefined>>();

/** What is known of a node whatever the input is. Asked for every node that runs, so it is remembered. */
export function knownValue(kernel: Kernel, node: Node): Value | undefined {
  let values = knownValues.get(kernel);
  if (!values) knownValues.set(kernel, (values = new Map<Node, Value | undefined>()));
  if (values.has(node)) return values.get(node);
  const value = findKnownValue(kernel, node);
  values.set(node, value);
  return value;
}

function findKnownValue(kernel: Kernel, node: Node): Value | undefined {
  if (kernel.api.factsBornAt(node, 'source').length > 0) {
    // In a body whose every member is input, `next.startsWith` looks like one; it is a method of the text that was sent.
    if (node.type === 'MemberExpression' && kernel.api.factsAt(node.object, 'source').length > 0) return undefined;
    // The rest of the request may hold anything.
    return unknown();
  }
  // Only where it comes into being: `mine ? url : origin` passes the origin along, and is none.
  for (const fact of factsBorn(kernel, node, 'ownUrl', [])) return kernel.api.hasShape(node, 'web.URL') ? ownUrl(OWN_PAGE) : ownValue(fact.part);
  for (const fact of kernel.api.factsAt(node, 'environment')) return environmentValue(nameOfUse(node, fact.nameArg));
  return deploymentFlag(node) ?? importedConstant(kernel, node);
}

/** `env.NODE_ENV`, `config.isProduction`: deployed code runs in production, whatever module reads the environment for it. */
function deploymentFlag(node: Node): Value | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const name = lastNameOf(node);
  if (name === 'NODE_ENV' || name === 'VERCEL_ENV') return concrete('production');
  const words = wordsOf(name).join(' ');
  if (PRODUCTION_FLAGS.has(words)) return concrete(true);
  return DEVELOPMENT_FLAGS.has(words) ? concrete(false) : undefined;
}

/** A list of allowed hosts, the application's own address: constants that other files of the project keep. */
function importedConstant(kernel: Kernel, node: Node): Value | undefined {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined;
  const there = importedValue(kernel, node);
  if (!there || isFunction(there.node) || isClass(there.node)) return undefined;
  const definition = definitionOf(there.kernel.sourceCode, there.node) ?? there.node;
  const known = knownValue(there.kernel, unwrap(definition)) ?? evaluateConstant(there.kernel.sourceCode, definition, surroundingsOf(there.kernel));
  return known.kind === 'unknown' || known.kind === 'closure' ? undefined : withoutFunctions(known);
}

function ownValue(part: FactOf<'ownUrl'>['part']): Value {
  switch (part) {
    case 'href':
      return concrete(OWN_PAGE);
    case 'origin':
      return concrete(OWN_ORIGIN);
    case 'protocol':
      return concrete('https:');
    case 'host':
    case 'hostname':
      return concrete(OWN_HOST);
    case 'pathname':
      return concrete('/current/page');
  }
}

/** Deployed code, not a developer's machine: what holds only in development is no hole. */
function environmentValue(name: string | undefined): Value {
  if (name === undefined) return unknown();
  if (name === 'NODE_ENV' || name === 'VERCEL_ENV') return concrete('production');
  const words = wordsOf(name);
  if (words.includes('host') || words.includes('hostname') || words.includes('domain')) return concrete(OWN_HOST);
  return words.some((word) => ADDRESS_WORDS.has(word)) ? concrete(OWN_ORIGIN) : unknown();
}

/** The name by which a use asks for something: the member, the variable, or the argument that names it. */
export function nameOfUse(node: Node, nameArg: number | undefined): string | undefined {
  const inner = unwrap(node);
  if (nameArg !== undefined && inner.type === 'CallExpression') return stringOf(inner.arguments[nameArg]);
  if (inner.type === 'MemberExpression' && inner.property.type === 'Identifier' && !inner.computed) return inner.property.name;
  return inner.type === 'Identifier' ? inner.name : undefined;
}
