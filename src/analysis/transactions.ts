/** Does a call work inside a database transaction? Told by the handle it uses: its receiver, an argument, an option. */
import type { TSESTree } from '@typescript-eslint/utils';
import { HANDLE_TAILS, TRANSACTION_CALLS, TRANSACTION_CONTEXTS, TRANSACTION_FUNCTIONS, TRANSACTION_NAMES, TRANSACTION_OPTIONS, TRANSACTION_TYPES, TRANSACTION_WORDS } from '../knowledge/transactions.js';
import { decoratorsOf, enclosingFunction, isFunction, propertyName, unwrap, wrapped, type FunctionNode, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { calleeName } from './modules.js';
import { variableOf } from './scope.js';
import { wordsOf } from './words.js';

/** Is the call part of a transaction: on its handle, given its handle, or in a callback whose handle is not written (`transaction(async () => …)`)? */
export function isInTransaction(kernel: Kernel, call: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): boolean {
  const callee = call.type === 'CallExpression' ? call.callee : call.tag;
  if (isHandle(kernel, callee, TRANSACTION_NAMES)) return true;
  if (call.type === 'CallExpression' && call.arguments.some((argument, position) => isGivenHandle(kernel, argument, position))) return true;
  return isImplied(kernel, call);
}

/** A name or a chain of names (`ctx.tx.auditLog.create`) with a handle in it. */
function isHandle(kernel: Kernel, node: Node, names: ReadonlySet<string>): boolean {
  for (let here = unwrap(node); ; here = unwrap(here)) {
    if (here.type === 'MemberExpression') {
      if (isHandleName(propertyName(here), names)) return true;
      here = here.object;
    } else if (here.type === 'CallExpression') here = here.callee;
    else if (here.type === 'TaggedTemplateExpression') here = here.tag;
    else if (here.type === 'Identifier') return isHandleName(here.name, names) || isHandleVariable(kernel, here);
    else return false;
  }
}

const NONE: ReadonlySet<string> = new Set();

function isHandleName(name: string | undefined, names: ReadonlySet<string>): boolean {
  if (name === undefined) return false;
  if (names.has(name)) return true;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return TRANSACTION_WORDS.has(last) || (HANDLE_TAILS.has(last) && words.some((word) => TRANSACTION_WORDS.has(word)));
}

function isGivenHandle(kernel: Kernel, argument: Node, position: number): boolean {
  const inner = unwrap(argument);
  // In front stands the entry: its `transaction` is what was bought.
  if (inner.type !== 'ObjectExpression') return isHandle(kernel, inner, position > 0 ? TRANSACTION_NAMES : NONE);
  return inner.properties.some((property) => {
    if (property.type === 'SpreadElement') return isHandle(kernel, property.argument, NONE);
    if (isHandleName(propertyName(property), position > 0 ? TRANSACTION_OPTIONS : NONE)) return true;
    return property.value.type === 'Identifier' && isHandle(kernel, property.value, NONE);
  });
}

/** A parameter of a transaction's callback, one typed as a handle, or what a call that starts one returned. */
function isHandleVariable(kernel: Kernel, identifier: TSESTree.Identifier): boolean {
  const variable = variableOf(kernel.sourceCode, identifier);
  const definition = variable?.defs[0];
  if (!definition) return false;
  if (definition.type === ('Parameter' as never)) {
    const owner = definition.node as Node;
    const name = definition.name as TSESTree.Identifier;
    // With a plain client as its default, the type only says that a handle may be passed.
    const mayBePlain = name.parent.type === 'AssignmentPattern' && !isHandle(kernel, name.parent.right, TRANSACTION_NAMES);
    if (!mayBePlain && name.typeAnnotation && isHandleType(kernel.sourceCode.getText(name.typeAnnotation))) return true;
    return isFunction(owner) && (isTransactionCallback(owner) || isTransactionHandler(kernel, owner));
  }
  const declarator = definition.node as Node;
  if (declarator.type !== 'VariableDeclarator' || !declarator.init) return false;
  const init = unwrap(declarator.init);
  return init.type === 'CallExpression' && startsTransaction(init);
}

const contexts = new RegExp(TRANSACTION_CONTEXTS, 'u');
const functions = new RegExp(TRANSACTION_FUNCTIONS, 'u');

function isHandleType(text: string): boolean {
  return contexts.test(text) || wordsOf(text).some((word) => TRANSACTION_TYPES.has(word));
}

/** `mutation(async (ctx) => …)`, `mutation({ handler: async (ctx) => … })` */
function isTransactionHandler({ sourceCode }: Kernel, owner: FunctionNode): boolean {
  const outer = wrapped(owner);
  const { parent } = outer;
  const argument = parent?.type === 'Property' && propertyName(parent) === 'handler' ? parent.parent : outer;
  const call = argument.parent;
  return call?.type === 'CallExpression' && call.arguments[0] === argument && functions.test(calleeName(sourceCode, call) ?? '');
}

function isTransactionCallback(owner: FunctionNode): boolean {
  const outer = wrapped(owner);
  return outer.parent?.type === 'CallExpression' && outer.parent.callee !== outer && startsTransaction(outer.parent);
}

function startsTransaction(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
  return name !== undefined && wordsOf(name).some((word) => TRANSACTION_CALLS.has(word));
}

/** Inside a transaction that is carried along by the context: its callback takes no handle, or a decorator opens it. */
function isImplied(kernel: Kernel, call: Node): boolean {
  for (let owner = enclosingFunction(call); owner; owner = enclosingFunction(owner)) {
    if (owner.params.length === 0 && isTransactionCallback(owner)) return true;
    const { parent } = owner;
    if (parent.type !== 'MethodDefinition') continue;
    if (decoratorsOf(parent).some((decorator) => wordsOf(kernel.sourceCode.getText(decorator.expression).split('(')[0] ?? '').some((word) => TRANSACTION_CALLS.has(word)))) return true;
  }
  return false;
}
