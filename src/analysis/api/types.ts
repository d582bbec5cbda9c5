/** What do decorators and types say about the values they stand at? */
import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction, propertyName, stringOf, type ClassNode, type Node } from '../ast.js';
import { declaredVariables, type Variable } from '../scope.js';
import { MAX_UNDER, memberStates, pop, push, step, type State } from './states.js';
import type { Walk } from './walk.js';

/** Types whose first parameter is what they hold. */
const GENERIC_WRAPPERS = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Omit', 'Pick', 'Ref', 'ShallowRef', 'Signal']);

export function followDecorator(walk: Walk, decorator: TSESTree.Decorator, state: State): void {
  const states = step(state, (at) => at.decorated);
  if (states.length === 0) return;
  const target = decorator.parent;
  if (target.type === 'MethodDefinition' && isFunction(target.value)) for (const each of states) walk.enterFunction(target.value, each);
  else walk.enterPattern(target, states, true);
}

/** A type name stands for instances of what it names: go on where the type is the type of something. */
export function followType(walk: Walk, reference: TSESTree.TSTypeReference, state: State): void {
  const instances = state.under[0] === '#' ? [pop(state)] : state.under.length > 0 && state.under[0] !== '()' ? [state] : step(state, (at) => at.instance);
  for (const instance of instances) followTyped(walk, reference, instance);
}

export function followTypeName(walk: Walk, name: TSESTree.TSQualifiedName, state: State): void {
  if (name.parent.type === 'TSTypeReference') followType(walk, name.parent, state);
  else if (name.parent.type === 'TSQualifiedName') for (const next of memberStates(state, name.parent.right.name)) followTypeName(walk, name.parent, next);
}

function followTyped(walk: Walk, type: Node, state: State): void {
  const parent = type.parent as Node;
  walk.count();
  switch (parent.type) {
    case 'TSTypeParameterInstantiation': {
      const outer = parent.parent;
      if (outer.type === 'TSTypeReference' && outer.typeName.type === 'Identifier' && GENERIC_WRAPPERS.has(outer.typeName.name) && parent.params[0] === type) followTyped(walk, outer, state);
      return;
    }
    case 'TSUnionType':
    case 'TSIntersectionType':
      followTyped(walk, parent, state);
      return;
    case 'TSTypeAnnotation': {
      const owner = parent.parent;
      if (owner.type === 'PropertyDefinition') walk.enterClassMember(owner, state);
      else if (owner.type === 'TSPropertySignature') wrapType(walk, owner, state);
      else if (isFunction(owner)) return;
      else if (owner.parent?.type === 'TSParameterProperty') walk.enterPattern(owner.parent, [state], true);
      else walk.enterPattern(owner, [state], true);
      return;
    }
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      walk.enter(parent, [state], true);
      walk.enterValue(parent.expression, state);
      return;
    case 'TSTypeAliasDeclaration':
      followDeclaredType(walk, parent, state);
      return;
    default:
  }
}

/** `{ request: Request }` as a type: an object whose member is it. */
function wrapType(walk: Walk, signature: TSESTree.TSPropertySignature, state: State): void {
  const name = signature.key.type === 'Identifier' && !signature.computed ? signature.key.name : stringOf(signature.key);
  if (name === undefined || state.under.length >= MAX_UNDER) return;
  const outer = push(state, name);
  const holder = signature.parent as Node;
  if (holder.type === 'TSTypeLiteral') followTyped(walk, holder, outer);
  else if (holder.type === 'TSInterfaceBody') followDeclaredType(walk, holder.parent, outer);
}

export function followHeritage(walk: Walk, declaration: Node, state: State): void {
  for (const instance of step(state, (at) => at.instance)) {
    if (declaration.type === 'TSInterfaceDeclaration') followDeclaredType(walk, declaration, instance);
    else if (isClass(declaration)) enterMethods(walk, declaration, instance);
  }
}

/** Methods that whoever knows the interface will call: `class Config implements OptionsFactory`. */
function enterMethods(walk: Walk, owner: ClassNode, instance: State): void {
  for (const element of owner.body.body) {
    if (element.type !== 'MethodDefinition' || !isFunction(element.value)) continue;
    for (const member of memberStates(instance, propertyName(element))) walk.enterFunction(element.value, member);
  }
}

/** An alias or interface of this file is a name for instances of `state`. */
function followDeclaredType(walk: Walk, declaration: Node, state: State): void {
  for (const variable of declaredVariables(walk.sourceCode, declaration)) followTypeUses(walk, variable, state);
}

function followTypeUses(walk: Walk, variable: Variable, state: State): void {
  for (const reference of variable.references) {
    const identifier = reference.identifier as Node;
    if (identifier.parent?.type !== 'TSTypeReference' || !walk.remember(identifier, state, false)) continue;
    followTyped(walk, identifier.parent, state);
  }
}
