/**
 * What state outlives a call?
 *
 * Finds the containers (maps, objects, lists, caches) that live as long as the process, a closure or an instance. What is done
 * with them: `usage.ts`.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { REGISTERS_HANDLER, SYNCHRONOUS_CALLBACKS } from '../knowledge/vocabulary.js';
import { contains, enclosingFunction, functionName, isClass, isFunction, propertyName, unwrap, wrapped, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { memoisedModuleVariable, runsAtModuleLoad } from './place.js';
import { declaredVariables, isGlobalName, membersOfThis, variableOf, writesOf, type SourceCode, type Variable } from './scope.js';
import { work } from './work.js';

export type StateForm = 'map' | 'set' | 'object' | 'array' | 'number';

/** A container (or a plain number that is changed) that is still there when the next call comes. */
export interface KeptState {
  /** The expression that makes it. */
  readonly node: Node;
  /** The name it is declared under: of the variable, the field, the member of `globalThis`. */
  readonly name: string;
  /** What declares it: the declarator, the field, the assignment. */
  readonly declaration: Node;
  readonly form: StateForm;
  /** How long it lives: with the process, with what a factory returned, with an object. */
  readonly lives: 'process' | 'closure' | 'instance';
  /** The class whose instances (or itself, when static) hold it. */
  readonly owner: ClassNode | undefined;
  /** Every expression of the file that stands for it. */
  readonly uses: readonly Node[];
}

/** Where the name stands that a state is declared under. */
export function placeOfName({ declaration }: KeptState): Node {
  if (declaration.type === 'VariableDeclarator') return declaration.id;
  if (declaration.type === 'PropertyDefinition') return declaration.key;
  return declaration.type === 'AssignmentExpression' ? declaration.left : declaration;
}

/** A container made by a library: `new LRUCache()`. */
export type IsContainer = (node: Node) => boolean;

const GLOBAL_OBJECTS = ['globalThis', 'global'];
const MAX_STATES = 200;

/**
 * All containers of a file that outlive the call which fills them. A map that is made anew in each call is none.
 * @param forms `keyed`: maps, sets and objects only, which spares the many lists and numbers of a file.
 */
export function keptStates(sourceCode: SourceCode, isContainer: IsContainer, forms: 'all' | 'keyed' = 'all'): readonly KeptState[] {
  const states: KeptState[] = [];
  const classes = new Set<ClassNode>();
  const add = (state: KeptState): void => {
    if (states.length < MAX_STATES && !states.some((other) => other.node === state.node)) states.push(state);
  };
  const scopes = sourceCode.scopeManager?.scopes ?? [];
  const isModule = scopes[1]?.type === ('module' as never);
  for (const scope of scopes) {
    // Around a module there is only what the language brings, and parsers list all of that.
    if (isModule && scope === scopes[0]) continue;
    const block = scope.block as Node;
    if (isClass(block)) classes.add(block);
    for (const variable of scope.variables) {
      const state = stateOfVariable(sourceCode, variable, isContainer, forms);
      if (state) add(state);
    }
  }
  for (const owner of classes) for (const state of statesOfClass(sourceCode, owner, isContainer)) add(state);
  for (const state of statesOfGlobals(sourceCode, isContainer)) add(state);
  return states;
}

function stateOfVariable(sourceCode: SourceCode, variable: Variable, isContainer: IsContainer, forms: 'all' | 'keyed'): KeptState | undefined {
  const definition = variable.defs[0];
  const declaration = definition?.node as Node | undefined;
  if (variable.defs.length !== 1 || declaration?.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier') return undefined;
  work.state += 1;
  // Most names are constants that hold something else.
  if (declaration.parent.kind === 'const' && !(declaration.init && containerIn(sourceCode, declaration.init, isContainer))) return undefined;
  for (const write of writesOf(variable)) {
    const made = write.value && write.pattern === write.target ? (containerIn(sourceCode, write.value, isContainer) ?? numberIn(write.value, declaration)) : undefined;
    if (!made) continue;
    if (forms === 'keyed' && (made.form === 'number' || made.form === 'array')) return undefined;
    if (made.form === 'number' && !variable.references.some((reference) => reference.isWrite() && !reference.init && enclosingFunction(reference.identifier))) return undefined;
    const uses = variable.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier as Node);
    const maker = enclosingFunction(declaration);
    if (maker && !uses.some((use) => outlives(sourceCode, maker, use))) return undefined;
    return { ...made, name: variable.name, declaration, lives: maker ? 'closure' : 'process', owner: undefined, uses };
  }
  return undefined;
}

function statesOfClass(sourceCode: SourceCode, owner: ClassNode, isContainer: IsContainer): readonly KeptState[] {
  const states: KeptState[] = [];
  const members = membersOfThis(sourceCode, owner);
  const add = (name: string, value: Node, declaration: Node, isStatic: boolean): boolean => {
    const made = containerIn(sourceCode, value, isContainer);
    if (made) states.push({ ...made, name, declaration, lives: isStatic ? 'process' : 'instance', owner, uses: [...(members.get(name) ?? []), ...staticUses(sourceCode, owner, name)] });
    return made !== undefined;
  };
  const fields = new Map(owner.body.body.flatMap((element) => (element.type === 'PropertyDefinition' ? [[propertyName(element) ?? '', element] as const] : [])));
  for (const [name, element] of fields) if (element.value) add(name, element.value, element, element.static);
  // Fields that a constructor or the first call fills; JavaScript does not even declare them.
  for (const [name, uses] of members) {
    const element = fields.get(name);
    if (element?.value) continue;
    uses.some(({ parent }) => parent?.type === 'AssignmentExpression' && uses.includes(parent.left) && add(name, parent.right, element ?? parent, element?.static ?? false));
  }
  return states.filter((state) => state.lives === 'process' || !diesWithItsCall(sourceCode, owner));
}

/** The expressions `new C()` for a class of this file's top level. */
export function constructionsOf(sourceCode: SourceCode, owner: ClassNode): readonly Node[] {
  return usesOfClass(sourceCode, owner).flatMap((use) => (use.parent?.type === 'NewExpression' && use.parent.callee === use ? [use.parent] : []));
}

/** What a class says it is: its base, its interfaces, and the types its constructor asks for (which a platform hands in). */
export function basesOf(owner: ClassNode): readonly Node[] {
  const made = owner.body.body.find((element) => element.type === 'MethodDefinition' && element.kind === 'constructor');
  const types = (made?.type === 'MethodDefinition' ? made.value.params : []).flatMap((parameter) => {
    const name = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    const type = name.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
    return type?.type === 'TSTypeReference' ? [type.typeName] : [];
  });
  // Other parsers leave `implements` out.
  const interfaces = (owner.implements as readonly TSESTree.TSClassImplements[] | undefined) ?? [];
  return [...(owner.superClass ? [owner.superClass] : []), ...interfaces.map((base) => base.expression), ...types];
}

/** The class's own name is a second variable inside its body; this is the one around it. */
function usesOfClass(sourceCode: SourceCode, owner: ClassNode): readonly Node[] {
  const variable = owner.id ? moduleVariable(sourceCode, owner.id.name) : undefined;
  return variable?.references.map((reference) => wrapped(reference.identifier)) ?? [];
}

/** `new Guess()` inside a handler: the object, and what it counted, is gone afterwards. An exported class may live anywhere. */
function diesWithItsCall(sourceCode: SourceCode, owner: ClassNode): boolean {
  if (owner.parent?.type !== 'Program') return false;
  const uses = usesOfClass(sourceCode, owner);
  const constructions = constructionsOf(sourceCode, owner);
  if (constructions.length === 0 || uses.some((use) => use.parent?.type === 'ExportSpecifier' || use.parent?.type === 'ExportDefaultDeclaration')) return false;
  return constructions.every((construction) => {
    const { parent } = wrapped(construction);
    return parent?.type === 'VariableDeclarator' && enclosingFunction(construction) !== undefined && runsAtModuleLoad(sourceCode, construction).when === 'call' && !memoisedModuleVariable(sourceCode, construction);
  });
}

function moduleVariable(sourceCode: SourceCode, name: string): Variable | undefined {
  return sourceCode.scopeManager?.scopes.find((scope) => scope.type === ('module' as never))?.set.get(name);
}

/** `globalThis.hits ??= new Map()`, also through `const g = globalThis as …`. */
function statesOfGlobals(sourceCode: SourceCode, isContainer: IsContainer): readonly KeptState[] {
  if (!/\bglobal(?:This)?\b/u.test(sourceCode.text)) return [];
  const members = new Map<string, Node[]>();
  const note = (object: Node): void => {
    const outer = wrapped(object);
    const { parent } = outer;
    if (parent?.type === 'MemberExpression' && parent.object === outer) {
      const name = propertyName(parent);
      if (name !== undefined) members.set(name, [...(members.get(name) ?? []), parent]);
    } else if (parent?.type === 'VariableDeclarator' && parent.init === outer) {
      for (const variable of declaredVariables(sourceCode, parent)) for (const reference of variable.references) if (reference.isRead()) note(reference.identifier);
    }
  };
  for (const scope of sourceCode.scopeManager?.scopes ?? [])
    for (const reference of scope.references) if (GLOBAL_OBJECTS.some((name) => isGlobalName(sourceCode, reference.identifier, name))) note(reference.identifier);
  const states: KeptState[] = [];
  for (const [name, nodes] of members) {
    for (const node of nodes) {
      const target = wrapped(node);
      const { parent } = target;
      if (parent?.type !== 'AssignmentExpression' || parent.left !== target) continue;
      const made = containerIn(sourceCode, parent.right, isContainer);
      if (made) states.push({ ...made, name: `globalThis.${name}`, declaration: parent, lives: 'process', owner: undefined, uses: nodes });
    }
  }
  return states;
}

/** The container an initialiser makes, also as the second choice of `kept ?? (kept = new Map())`. Of a conditional neither: the other side may be a shared store. */
function containerIn(sourceCode: SourceCode, value: Node, isContainer: IsContainer): Pick<KeptState, 'node' | 'form'> | undefined {
  const node = unwrap(value);
  switch (node.type) {
    case 'NewExpression':
      if (isGlobalName(sourceCode, node.callee, 'Map')) return { node, form: 'map' };
      if (isGlobalName(sourceCode, node.callee, 'Set')) return { node, form: 'set' };
      return isContainer(node) ? { node, form: 'map' } : undefined;
    case 'CallExpression':
      if (node.callee.type === 'MemberExpression' && isGlobalName(sourceCode, node.callee.object, 'Object') && propertyName(node.callee) === 'create') return { node, form: 'object' };
      return isContainer(node) ? { node, form: 'map' } : undefined;
    case 'ObjectExpression':
      return node.properties.length === 0 ? { node, form: 'object' } : undefined;
    case 'ArrayExpression':
      return node.elements.length === 0 ? { node, form: 'array' } : undefined;
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return node.operator === '&&' ? undefined : containerIn(sourceCode, node.right, isContainer);
    default:
      return undefined;
  }
}

/** `let count = 0;` */
function numberIn(value: Node, declaration: TSESTree.VariableDeclarator): Pick<KeptState, 'node' | 'form'> | undefined {
  const node = unwrap(value);
  return declaration.parent.kind !== 'const' && declaration.init === value && node.type === 'Literal' && typeof node.value === 'number' ? { node, form: 'number' } : undefined;
}

/** `Limiter.hits`, inside the class and out. */
export function staticUses(sourceCode: SourceCode, owner: ClassNode, name: string): readonly Node[] {
  const variables = [...declaredVariables(sourceCode, owner), ...(owner.id ? [moduleVariable(sourceCode, owner.id.name)] : [])];
  const uses = new Set<Node>();
  for (const variable of variables) {
    for (const reference of variable?.references ?? []) {
      const object = wrapped(reference.identifier);
      if (object.parent?.type === 'MemberExpression' && object.parent.object === object && propertyName(object.parent) === name) uses.add(object.parent);
    }
  }
  return [...uses];
}

// ---- does a closure outlive the call that makes it? ----------------------------------------------------------------

/** Does the function around `use` live on after `maker`, which holds the container, has returned? */
function outlives(sourceCode: SourceCode, maker: FunctionNode, use: Node): boolean {
  // A component or a hook runs again for each rendering, and its state is its own.
  const name = functionName(maker);
  if (name !== undefined && /^(?:use)?\p{Lu}/u.test(name) && maker.parent.type !== 'MethodDefinition') return false;
  return new Escape(sourceCode, maker).from(use);
}

class Escape {
  readonly #sourceCode: SourceCode;
  readonly #maker: FunctionNode;
  readonly #seen = new Set<Node>();

  constructor(sourceCode: SourceCode, maker: FunctionNode) {
    this.#sourceCode = sourceCode;
    this.#maker = maker;
  }

  /** Does the outermost function between the maker and this node leave the maker? */
  from(node: Node): boolean {
    let outermost: Node | undefined;
    for (let outer = node.parent; outer && outer !== this.#maker; outer = outer.parent) if (isFunction(outer) || isClass(outer)) outermost = outer;
    return outermost !== undefined && this.#leaves(outermost);
  }

  #leaves(value: Node): boolean {
    if (this.#seen.has(value)) return false;
    this.#seen.add(value);
    if (value.type === 'FunctionDeclaration' || value.type === 'ClassDeclaration') return declaredVariables(this.#sourceCode, value).some((variable) => variable.name === value.id?.name && this.#variableLeaves(variable));
    const outer = wrapped(value);
    const { parent } = outer;
    switch (parent?.type) {
      case 'ReturnStatement':
        return enclosingFunction(parent) === this.#maker;
      case 'ArrowFunctionExpression':
        return parent === this.#maker;
      case 'Property':
        return parent.value === outer && this.#leaves(parent.parent);
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
        return this.#leaves(parent);
      case 'VariableDeclarator':
        return declaredVariables(this.#sourceCode, parent).some((variable) => this.#variableLeaves(variable));
      case 'AssignmentExpression':
        return parent.right === outer && this.#assignmentLeaves(parent.left);
      case 'NewExpression':
        return parent.callee === outer && this.#leaves(parent);
      case 'CallExpression':
        return parent.callee !== outer && this.#callKeeps(parent);
      default:
        return false;
    }
  }

  #variableLeaves(variable: Variable): boolean {
    return variable.references.some((reference) => {
      const identifier = reference.identifier as Node;
      if (!reference.isRead()) return false;
      // Handed on itself, or called by a function that leaves.
      return this.#leaves(identifier) || this.from(identifier);
    });
  }

  #assignmentLeaves(target: Node): boolean {
    const left = unwrap(target);
    if (left.type !== 'MemberExpression') return false;
    let object = unwrap(left.object);
    while (object.type === 'MemberExpression') object = unwrap(object.object);
    if (object.type === 'ThisExpression') return true;
    const variable = object.type === 'Identifier' ? variableOf(this.#sourceCode, object) : undefined;
    // `module.exports = …`, a parameter, a variable from outside: there before and after the call.
    return !variable || variable.defs.length === 0 || !contains(this.#maker, variable.scope.block) || this.#variableLeaves(variable);
  }

  /** `app.use(handler)` keeps it; `return withAuth(handler)` hands it on; `items.map(handler)` and `socket.on('data', handler)` are over with the call or the connection. */
  #callKeeps(call: TSESTree.CallExpression): boolean {
    const callee = unwrap(call.callee);
    const method = callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
    if (method !== undefined && (SYNCHRONOUS_CALLBACKS.has(method) || method === 'then' || method === 'catch' || method === 'finally')) return false;
    if (method !== undefined && REGISTERS_HANDLER.has(method) && call.parent.type !== 'ReturnStatement') return true;
    return this.#leaves(call);
  }
}
