/** Where code runs: when its module is loaded or when a function is called, and in what kind of file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { DIRECTIVE_KINDS, FILE_GROUPS, FILE_KIND_WORDS, FILE_KINDS, type FileGroup, type FileKind } from '../knowledge/file-kinds.js';
import { SYNCHRONOUS_CALLBACKS } from '../knowledge/vocabulary.js';
import { enclosingClass, isClass, isFunction, propertyName, unwrap, walk, wrapped, type ClassNode, type FunctionNode, type Node } from './ast.js';
import { guardsOf } from './guards.js';
import type { Kernel } from './kernel.js';
import { lazily } from './lazily.js';
import { isUndefined } from './options.js';
import { declaredVariables, isGlobalName, variableNaming, variableOf, type SourceCode, type Variable } from './scope.js';
import { WordSearch } from './word-search.js';

/** When an expression is evaluated. */
export type Evaluation =
  /** When the module is loaded; `via` is the call (`init()`, `new Store()`, an IIFE) that makes it so, undefined at the top level itself. */
  | { readonly when: 'load'; readonly via: Node | undefined }
  /** When this function is called, or this class is constructed (instance fields). */
  | { readonly when: 'call'; readonly function: FunctionNode | ClassNode };

const MAX_CALLERS = 40;
const MAX_DEPTH = 6;
const MAX_STEPS = 200;

const evaluations = new WeakMap<Node, Evaluation>();

/**
 * Is this evaluated when the module is loaded? Functions count as loaded when this file calls them (or constructs their class)
 * at load, directly or through other functions of the file, as do callbacks that array methods and `new Promise` call at once.
 */
export function runsAtModuleLoad(sourceCode: SourceCode, node: Node): Evaluation {
  return new Placement(sourceCode).of(node, 0);
}

class Placement {
  readonly #sourceCode: SourceCode;
  readonly #active = new Set<Node>();
  #steps = MAX_STEPS;

  constructor(sourceCode: SourceCode) {
    this.#sourceCode = sourceCode;
  }

  of(node: Node, depth: number): Evaluation {
    for (let child = node; child.parent; ) {
      const { parent } = child;
      if (child.type === 'Decorator') {
        // Decorators run when their class is defined, those of parameters too.
        child = isClass(parent) ? parent : (enclosingClass(child) ?? parent);
        continue;
      }
      if (isFunction(parent)) return this.#whenCalled(parent, depth);
      if ((parent.type === 'PropertyDefinition' || parent.type === 'AccessorProperty') && parent.value === child && !parent.static) {
        const owner = enclosingClass(parent);
        if (owner) return this.#whenCalled(owner, depth);
      }
      child = parent;
    }
    return { when: 'load', via: undefined };
  }

  #whenCalled(callee: FunctionNode | ClassNode, depth: number): Evaluation {
    const known = evaluations.get(callee);
    if (known) return known;
    const later: Evaluation = { when: 'call', function: callee };
    if (depth > MAX_DEPTH || this.#active.has(callee)) return later;
    this.#active.add(callee);
    const via = this.#callers(callee).find((call) => this.#steps-- > 0 && this.of(call, depth + 1).when === 'load');
    this.#active.delete(callee);
    const answer: Evaluation = via ? { when: 'load', via } : later;
    // Inside a recursion, or out of steps, a "later" may only mean that somebody else has to answer.
    if (via || (depth === 0 && this.#steps > 0)) evaluations.set(callee, answer);
    return answer;
  }

  /** The calls in this file that certainly run a function or construct a class. */
  #callers(callee: FunctionNode | ClassNode): readonly Node[] {
    if (isClass(callee)) return this.#constructions(callee, 0);
    const calls: Node[] = [];
    const onTheSpot = this.#calledOnTheSpot(callee);
    if (onTheSpot) calls.push(onTheSpot);
    const variable = variableNaming(this.#sourceCode, callee);
    if (variable) calls.push(...callsOfVariable(variable));
    const { parent } = wrapped(callee);
    if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') calls.push(...this.#methodCalls(parent));
    else if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression') calls.push(...this.#objectMethodCalls(parent));
    return calls.slice(0, MAX_CALLERS);
  }

  /** The call that runs a function right where it is written: an IIFE, `map(…)`, `new Promise(…)`. */
  #calledOnTheSpot(callee: FunctionNode): Node | undefined {
    if (callee.type === 'FunctionDeclaration' || callee.generator) return undefined;
    const outer = wrapped(callee);
    const { parent } = outer;
    if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
      if (parent.callee === outer) return parent;
      return this.#callsArgument(parent, outer) ? parent : undefined;
    }
    if (parent?.type !== 'MemberExpression' || parent.object !== outer) return undefined;
    const name = propertyName(parent);
    const member = wrapped(parent);
    if (name !== 'call' && name !== 'apply') return undefined;
    return member.parent?.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
  }

  #callsArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, argument: Node): boolean {
    if (call.type === 'NewExpression') return call.arguments[0] === argument && isGlobalName(this.#sourceCode, call.callee, 'Promise');
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression') return false;
    const name = propertyName(callee);
    if (call.arguments[0] === argument) return name !== undefined && SYNCHRONOUS_CALLBACKS.has(name);
    return name === 'from' && call.arguments[1] === argument && isGlobalName(this.#sourceCode, callee.object, 'Array');
  }

  /** `new C()`, also through classes that extend it. */
  #constructions(owner: ClassNode, depth: number): readonly Node[] {
    const calls: Node[] = [];
    const outer = wrapped(owner);
    if (outer.parent?.type === 'NewExpression' && outer.parent.callee === outer) calls.push(outer.parent);
    for (const reference of this.#variablesOf(owner).flatMap((variable) => variable.references)) {
      if (calls.length >= MAX_CALLERS) break;
      const use = wrapped(reference.identifier);
      const { parent } = use;
      if (parent?.type === 'NewExpression' && parent.callee === use) calls.push(parent);
      else if (parent && isClass(parent) && parent.superClass === use && depth < MAX_DEPTH) calls.push(...this.#constructions(parent, depth + 1));
    }
    // `static instance = new this()`
    if (depth === 0) calls.push(...(thisUses(this.#sourceCode, owner).get('new') ?? []));
    return calls;
  }

  /** The names of a class: a declaration has one around it and one inside its own body. */
  #variablesOf(owner: ClassNode): readonly Variable[] {
    const { parent } = wrapped(owner);
    const own = declaredVariables(this.#sourceCode, owner);
    return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? [...own, ...declaredVariables(this.#sourceCode, parent)] : own;
  }

  #methodCalls(member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): readonly Node[] {
    const owner = enclosingClass(member);
    const name = propertyName(member);
    if (!owner || name === undefined) return [];
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') return this.#constructions(owner, 0);
    const calls = [...(thisUses(this.#sourceCode, owner).get(name) ?? [])];
    if (member.static) return [...calls, ...this.#variablesOf(owner).flatMap((variable) => memberCalls(variable, name))];
    for (const creation of this.#constructions(owner, 0)) {
      const use = wrapped(creation);
      if (use.parent?.type === 'MemberExpression' && use.parent.object === use && propertyName(use.parent) === name) pushCall(calls, use.parent);
      if (use.parent?.type === 'VariableDeclarator' && use.parent.id.type === 'Identifier') {
        const instance = declaredVariables(this.#sourceCode, use.parent)[0];
        if (instance) calls.push(...memberCalls(instance, name));
      }
    }
    return calls;
  }

  /** `const tasks = { init() {} }; tasks.init()` */
  #objectMethodCalls(property: TSESTree.Property): readonly Node[] {
    const name = propertyName(property);
    const { parent } = wrapped(property.parent);
    if (name === undefined || parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return [];
    const variable = declaredVariables(this.#sourceCode, parent)[0];
    return variable ? memberCalls(variable, name) : [];
  }
}

function callsOfVariable(variable: Variable): readonly Node[] {
  const calls: Node[] = [];
  for (const reference of variable.references) {
    if (calls.length >= MAX_CALLERS) break;
    pushCall(calls, reference.identifier);
  }
  return calls;
}

function memberCalls(variable: Variable, name: string): readonly Node[] {
  const calls: Node[] = [];
  for (const reference of variable.references) {
    if (calls.length >= MAX_CALLERS) break;
    const object = wrapped(reference.identifier);
    if (object.parent?.type === 'MemberExpression' && object.parent.object === object && propertyName(object.parent) === name) pushCall(calls, object.parent);
  }
  return calls;
}

/** The call of a function expression, also as `f.call(…)`. */
function pushCall(calls: Node[], called: Node): void {
  let callee = wrapped(called);
  if (callee.parent?.type === 'MemberExpression' && callee.parent.object === callee && /^(?:call|apply)$/u.test(propertyName(callee.parent) ?? '')) callee = wrapped(callee.parent);
  if ((callee.parent?.type === 'CallExpression' || callee.parent?.type === 'NewExpression') && callee.parent.callee === callee) calls.push(callee.parent);
}

const usesOfThis = new WeakMap<Node, ReadonlyMap<string, readonly Node[]>>();

/** The calls of `this.name()` inside a class by name, and `new this()` under `new`. */
function thisUses(sourceCode: SourceCode, owner: ClassNode): ReadonlyMap<string, readonly Node[]> {
  const known = usesOfThis.get(owner);
  if (known) return known;
  const uses = new Map<string, Node[]>();
  walk(sourceCode.visitorKeys, owner.body, (node) => {
    // `this` of another class, or of a function that is called as it likes.
    if (isClass(node) || node.type === 'FunctionDeclaration') return 'skip';
    if (node.type !== 'ThisExpression') return undefined;
    const { parent } = node;
    if (parent.type === 'NewExpression' && parent.callee === node) add(uses, 'new', parent);
    if (parent.type !== 'MemberExpression' || parent.object !== node) return undefined;
    const calls: Node[] = [];
    pushCall(calls, parent);
    const name = propertyName(parent);
    if (name !== undefined) for (const call of calls) add(uses, name, call);
    return undefined;
  });
  usesOfThis.set(owner, uses);
  return uses;
}

function add(uses: Map<string, Node[]>, name: string, node: Node): void {
  const list = uses.get(name);
  if (!list) uses.set(name, [node]);
  else if (list.length < MAX_CALLERS) list.push(node);
}

/** A value that is made on first use and then kept for the life of the process. */
export interface Memo {
  /** How the place is written: `client`, `globalThis.client`, `Database.instance`. */
  readonly name: string;
  /** The module's variable it is or belongs to; undefined for members of `globalThis`. */
  readonly variable: Variable | undefined;
  /** The assignment that keeps the value. */
  readonly assignment: TSESTree.AssignmentExpression;
}

/**
 * Where a value made inside a function is kept for the next calls: a variable of the module, or a member of a module's object,
 * of a class or of `globalThis`, that is assigned only while it is empty (`client ??= make()`, `if (!client) client = make()`,
 * `if (client) return client; client = make()`, `client || (client = make())`).
 */
export function memoisedModuleVariable(sourceCode: SourceCode, node: Node): Memo | undefined {
  const assignment = assignmentOf(sourceCode, node);
  if (!assignment || runsAtModuleLoad(sourceCode, assignment).when === 'load') return undefined;
  const kept = keptPlace(sourceCode, assignment.left);
  if (!kept) return undefined;
  const isSame = (other: Node): boolean => {
    const place = keptPlace(sourceCode, other);
    return place?.name === kept.name && place.variable === kept.variable;
  };
  if (assignment.operator === '??=' || assignment.operator === '||=') return { ...kept, assignment };
  if (assignment.operator !== '=') return undefined;
  // `client = client ?? make()`: the value itself says when it is made.
  const isGuarded = [assignment, node].some((place) => guardsOf(sourceCode, place, { stale: true }).some((guard) => saysEmpty(sourceCode, guard.test, guard.outcome, isSame)));
  return isGuarded ? { ...kept, assignment } : undefined;
}

/** The `new Proxy({}, { get() { … } })` of the module that a node stands in: what everybody imports is the proxy. */
export function moduleProxyAround(sourceCode: SourceCode, node: Node): Node | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.type === 'NewExpression' && isGlobalName(sourceCode, outer.callee, 'Proxy') && runsAtModuleLoad(sourceCode, outer).when === 'load') return outer;
  }
  return undefined;
}

/** The assignment a value goes to: directly, as one side of a choice, or by way of one local `const`. */
function assignmentOf(sourceCode: SourceCode, node: Node, hops = 0): TSESTree.AssignmentExpression | undefined {
  let value = wrapped(node);
  while (value.parent && ((value.parent.type === 'LogicalExpression' && value.parent.right === value) || (value.parent.type === 'ConditionalExpression' && value.parent.test !== value))) value = wrapped(value.parent);
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression' && parent.right === value) {
    const inner = unwrap(parent.left);
    return inner.type === 'Identifier' || inner.type === 'MemberExpression' ? parent : undefined;
  }
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier' || hops > 0) return undefined;
  for (const reference of declaredVariables(sourceCode, parent)[0]?.references.slice(0, MAX_CALLERS) ?? []) {
    if (!reference.isRead()) continue;
    const assignment = assignmentOf(sourceCode, reference.identifier, hops + 1);
    if (assignment && keptPlace(sourceCode, assignment.left)) return assignment;
  }
  return undefined;
}

/** The name and variable of a place that outlives calls. */
function keptPlace(sourceCode: SourceCode, target: Node): Pick<Memo, 'name' | 'variable'> | undefined {
  const node = unwrap(target);
  if (node.type === 'Identifier') {
    const variable = variableOf(sourceCode, node);
    return variable && isOfModule(variable) && variable.defs.length > 0 ? { name: node.name, variable } : undefined;
  }
  if (node.type !== 'MemberExpression') return undefined;
  const name = propertyName(node);
  if (name === undefined) return undefined;
  const object = unwrap(node.object);
  for (const root of ['globalThis', 'global']) if (isGlobalName(sourceCode, object, root)) return { name: `${root}.${name}`, variable: undefined };
  if (object.type === 'ThisExpression') {
    const owner = staticOwner(object);
    const variable = owner?.id ? variableOf(sourceCode, owner.id) : undefined;
    return owner?.id && variable ? { name: `${owner.id.name}.${name}`, variable } : undefined;
  }
  if (object.type !== 'Identifier') return undefined;
  const variable = variableOf(sourceCode, object);
  return variable && variable.defs.length > 0 && isOfModule(variable) ? { name: `${object.name}.${name}`, variable } : undefined;
}

/** A variable of the module itself; a class's own name counts although it also stands inside its body. */
function isOfModule(variable: Variable): boolean {
  const block = variable.scope.block as Node;
  return block.type === 'Program' || (isClass(block) && (block.parent?.type === 'Program' || block.parent?.type === 'ExportNamedDeclaration' || block.parent?.type === 'ExportDefaultDeclaration'));
}

/** The class whose static method `this` stands in. */
function staticOwner(node: Node): ClassNode | undefined {
  for (let here = node; here.parent; here = here.parent) {
    if (here.type === 'MethodDefinition' || here.type === 'PropertyDefinition') return here.static ? enclosingClass(here) : undefined;
    if (here.type === 'FunctionDeclaration' || isClass(here)) return undefined;
  }
  return undefined;
}

/** Does a condition say that the place is still empty: `!x`, `x === undefined`, `x == null`, `typeof x === 'undefined'`? */
function saysEmpty(sourceCode: SourceCode, test: Node, outcome: boolean, isPlace: (node: Node) => boolean): boolean {
  if (isPlace(test)) return !outcome;
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/u.test(test.operator)) return false;
  if (outcome !== test.operator.startsWith('=')) return false;
  return (isPlace(test.left) && isNothing(sourceCode, test.right)) || (isPlace(test.right) && isNothing(sourceCode, test.left)) || (isTypeofPlace(test.left, isPlace) && isNothing(sourceCode, test.right));
}

function isTypeofPlace(node: Node, isPlace: (node: Node) => boolean): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'typeof' && isPlace(node.argument);
}

function isNothing(sourceCode: SourceCode, node: Node): boolean {
  const inner = unwrap(node);
  return isUndefined(sourceCode, inner) || (inner.type === 'Literal' && (inner.value === 'undefined' || inner.raw === 'null'));
}

/** The directives (`'use client'`) at the start of a program or of a function's body. */
export function directivesOf(node: TSESTree.Program | FunctionNode): readonly string[] {
  const body: readonly Node[] = node.type === 'Program' ? node.body : node.body?.type === 'BlockStatement' ? node.body.body : [];
  const directives: string[] = [];
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'Literal' || typeof statement.expression.value !== 'string') break;
    directives.push(statement.expression.value);
  }
  return directives;
}

/**
 * What kinds of file this is: from its path relative to `cwd`, its directives and its hashbang.
 * @param own Further kinds, or further paths of known kinds, by glob (`settings.bulwark.files`).
 */
export function fileKindsOf(filename: string, cwd: string, sourceCode: SourceCode, own: Readonly<Record<string, readonly string[]>> = {}): ReadonlySet<string> {
  const path = projectPath(filename, cwd);
  const kinds = new Set<string>(kindsOfPath(path));
  for (const directive of directivesOf(sourceCode.ast)) {
    const kind = Object.hasOwn(DIRECTIVE_KINDS, directive) ? DIRECTIVE_KINDS[directive] : undefined;
    if (kind) kinds.add(kind);
  }
  if (sourceCode.text.startsWith('#!')) kinds.add('cli' satisfies FileKind);
  for (const [kind, globs] of Object.entries(own)) if (globs.some((glob) => matchesGlob(glob, path.slice(1)))) kinds.add(kind);
  return kinds;
}

/** Is this file of one of these kinds, or of a kind of one of these groups? */
export function isFileOf({ fileKinds }: Pick<Kernel, 'fileKinds'>, ...kinds: readonly (FileKind | FileGroup)[]): boolean {
  // Most files are of none.
  if (fileKinds.size === 0) return false;
  return kinds.some((kind) => (Object.hasOwn(FILE_GROUPS, kind) ? FILE_GROUPS[kind as FileGroup].some((each) => fileKinds.has(each)) : fileKinds.has(kind)));
}

/**
 * The path of a file inside its project, with `/` in front and between. Only what is below `cwd` may say something about a file:
 * a project may lie in `/home/me/scripts`. For a file elsewhere the part that both paths share is left out.
 */
export function projectPath(filename: string, cwd: string): string {
  // The usual case, without taking both apart.
  if (filename.startsWith(`${cwd}/`) && !/\\|\/\.{0,2}(?:\/|$)/u.test(filename.slice(cwd.length))) return filename.slice(cwd.length);
  const parts = partsOf(filename);
  const root = partsOf(cwd);
  let shared = 0;
  while (shared < parts.length - 1 && shared < root.length && isSamePart(parts[shared], root[shared], shared)) shared++;
  return `/${parts.slice(shared).join('/')}`;
}

function partsOf(path: string): readonly string[] {
  return path.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.');
}

function isSamePart(left: string | undefined, right: string | undefined, index: number): boolean {
  // `C:` and `c:` are one drive; editors and the command line do not agree on its letter.
  return left === right || (index === 0 && /^[a-z]:$/iu.test(left ?? '') && left?.toLowerCase() === right?.toLowerCase());
}

interface CompiledKind {
  readonly path: RegExp;
  readonly unless: RegExp | undefined;
}

/** The patterns of each kind. Without `u`: under it a search that ignores case takes ten times as long, and every file is asked. */
const compiledKinds = lazily(() => {
  const kinds = new Map<FileKind, CompiledKind[]>();
  for (const { kind, path, unless } of FILE_KINDS) {
    const rows = kinds.get(kind) ?? [];
    kinds.set(kind, rows);
    rows.push({ path: new RegExp(path, 'i'), unless: unless === undefined ? undefined : new RegExp(unless, 'i') });
  }
  return kinds;
});

const kindWords = lazily(() => new WordSearch((Object.keys(FILE_KIND_WORDS) as FileKind[]).flatMap((kind) => (FILE_KIND_WORDS[kind] ?? []).map((word) => [word, kind] as const))));

function kindsOfPath(path: string): readonly FileKind[] {
  // Most paths have no word of any kind.
  return kindWords().in(path).meanings.filter((kind) => compiledKinds().get(kind)?.some((row) => row.path.test(path) && !row.unless?.test(path)) ?? false);
}

const globs = new Map<string, RegExp>();

/** Does a path relative to the project match a glob? */
export function matchesGlob(glob: string, path: string): boolean {
  let pattern = globs.get(glob);
  if (!pattern) globs.set(glob, (pattern = globToRegExp(glob)));
  return pattern.test(path);
}

const MAX_GLOB = 500;

/**
 * The regular expression of a simple glob, from the project's root: `**` any folders, `*` any part of a name, `?` one character,
 * `{a,b}` alternatives; a `/` at the end stands for everything in the folder. Everything else is literal, `[` too.
 */
export function globToRegExp(glob: string): RegExp {
  const text = glob.slice(0, MAX_GLOB).replaceAll('\\', '/').replace(/^(?:\.?\/)+/u, '').replace(/\/$/u, '/**');
  let source = '';
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '*') {
      let end = index;
      while (text[end] === '*') end++;
      const isWhole = end - index > 1 && /^[/{,]?$/u.test(text[index - 1] ?? '') && /^[/},]?$/u.test(text[end] ?? '');
      if (isWhole && text[end] === '/') {
        source += '(?:[^/]+/)*';
        // `**/**/` means no more than one of them, and two would be tried in every combination.
        while (text.startsWith('**/', end + 1)) end += 3;
        index = end;
      } else {
        source += isWhole ? '.*' : '[^/]*';
        index = end - 1;
      }
    } else if (character === '?') source += '[^/]';
    else if (character === '{' && text.includes('}', index)) {
      source += '(?:';
      depth++;
    } else if (character === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (character === ',' && depth > 0) source += '|';
    else source += character.replace(/[$()*+.?[\\\]^{|}/]/u, String.raw`\$&`);
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 'u');
}
