/**
 * What does the type checker know of a value?
 *
 * The one module that asks for type information. Parsers provide it or not (typescript-eslint with `projectService` does, oxlint
 * and plain parsers do not), so every answer may be undefined, and every rule works without. TypeScript itself is never imported
 * at run time. Numbers of flags and kinds differ between its versions (`TypeFlags.String` is 4 in 5.x and 32 in 6.0), so nothing
 * here compares them: methods of the checker and the shape of what it hands out say the same.
 *
 * Asking costs: the checker works out what it is asked for. Ask behind a syntactic hit, never at each node.
 */
import type ts from 'typescript';
import { GENERATED_PACKAGES, ID_WORDS } from '../knowledge/types.js';
import type { Node } from './ast.js';
import type { SourceCode } from './scope.js';
import { wordsOf } from './words.js';

interface TypeServices {
  readonly program: ts.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Node): ts.Node | undefined };
  getTypeAtLocation(node: Node): ts.Type;
  getSymbolAtLocation(node: Node): ts.Symbol | undefined;
}

/**
 * `text`, `number`: such values, perhaps missing. `fixed`: one of a few texts or numbers that the code spells out. `id`: a text or
 * number that its brand calls an id (`string & { __brand: 'UserId' }`). `flag`: yes or no, nothing, a function. `object`: anything
 * with members.
 */
export type ValueKind = 'text' | 'number' | 'fixed' | 'id' | 'flag' | 'object';

/** A name under which a type is declared. */
export interface TypeName {
  /** As it is declared: `FastifyRequest`, `Route.LoaderArgs`. */
  readonly name: string;
  /** The package or ambient module that declares it, or the path of the file without its extension; undefined for what is global. */
  readonly module: string | undefined;
}

/** A datum that an object of some type holds. */
export interface TypeMember {
  /** The keys that lead to it; lists on the way are left out. */
  readonly path: readonly string[];
  readonly kind: Exclude<ValueKind, 'object'>;
  /** The name of the object's type, and of the type of the object in it that has the datum, where they have names. */
  readonly type: string | undefined;
  readonly owner: string | undefined;
  /** Declared by a package, not by the project. */
  readonly foreign: boolean;
}

export interface TypeMembers {
  readonly members: readonly TypeMember[];
  /** Nothing is left out: no index signature, no `any`, no object too large or too deep to look into. */
  readonly complete: boolean;
}

/** Objects of more members are clients, windows and registries, not records. */
const MAX_PROPERTIES = 100;
const MAX_MEMBERS = 300;
const MAX_DEPTH = 2;
const MAX_GENERATIONS = 6;
const MAX_NAMES = 24;

/** The services of a parser that has type information; undefined for all others. */
export function typeServices(sourceCode: SourceCode): TypeServices | undefined {
  const services = sourceCode.parserServices as Partial<TypeServices> | undefined;
  return services?.program && services.esTreeNodeToTSNodeMap && services.getTypeAtLocation && services.getSymbolAtLocation ? (services as TypeServices) : undefined;
}

/** The checker throws on some trees that are being typed; what cannot be answered is unknown. */
function ask<T>(sourceCode: SourceCode, node: Node, question: (type: ts.Type, services: TypeServices, checker: ts.TypeChecker) => T | undefined): T | undefined {
  const services = typeServices(sourceCode);
  if (!services?.esTreeNodeToTSNodeMap.get(node)) return undefined;
  try {
    return question(services.getTypeAtLocation(node), services, services.program.getTypeChecker());
  } catch {
    return undefined;
  }
}

/** What kind of value this is, of a list and a promise what is in it. Undefined when types do not tell (`any`, a mixture). */
export function valueKindOf(sourceCode: SourceCode, node: Node): ValueKind | undefined {
  return ask(sourceCode, node, (type, _, checker) => kindOf(checker, contentOf(checker, type)));
}

/** Does the type of a value say anything of it? Not `any`, `unknown` or a type parameter, and none where there is no type information. */
export function isTyped(sourceCode: SourceCode, node: Node): boolean {
  return ask(sourceCode, node, (type) => !saysNothing(type)) ?? false;
}

/** Is it something one can wait for? */
export function isThenable(sourceCode: SourceCode, node: Node): boolean | undefined {
  return ask(sourceCode, node, (type, _, checker) => {
    const answers = new Set(partsOf(type).map((part) => (saysNothing(part) ? undefined : checker.getPropertyOfType(part, 'then') !== undefined)));
    return answers.size === 1 ? [...answers][0] : undefined;
  });
}

/**
 * Is this name or member, here, one of a few texts that the code spells out, because a check has ruled out all others? A type that
 * merely says so from the start (`as '/a' | '/b'`, the type argument of a framework's request) is a claim about what was sent.
 */
export function isNarrowedToTexts(sourceCode: SourceCode, node: Node): boolean {
  const answer = ask(sourceCode, node, (type, services, checker) => {
    if (!areTexts(type)) return false;
    const declared = declaredTypeOf(node, services, checker);
    return declared !== undefined && !isOpen(declared) && !areTexts(declared);
  });
  return answer ?? false;
}

/**
 * The names of the type of a value, of a list and a promise those of what is in it: first its own (several for a union or an
 * intersection), then, generation by generation, those of what it extends.
 */
export function namesOfType(sourceCode: SourceCode, node: Node): readonly (readonly TypeName[])[] {
  // A reply of Fastify can be waited for and is a reply all the same.
  return ask(sourceCode, node, (type, { program }, checker) => generationsOf(program, checker, [type, contentOf(checker, type)])) ?? [];
}

/** The data in an object of this type, also in objects in it, to a fixed depth. Undefined for what is no object. */
export function membersOfType(sourceCode: SourceCode, node: Node): TypeMembers | undefined {
  return ask(sourceCode, node, (type, { program }, checker) => {
    const content = contentOf(checker, type);
    const known = knownMembers.get(content);
    if (known) return known;
    if (kindOf(checker, content) !== 'object') return undefined;
    const search = new MemberSearch(program, checker);
    search.visit(content, [], 0);
    const answer = { members: search.members, complete: search.complete };
    knownMembers.set(content, answer);
    return answer;
  });
}

/** The packages and ambient modules of a program that somebody asks for; remembered, because a program has thousands of files. */
export function modulesOfProgram(sourceCode: SourceCode): ReadonlySet<string> {
  const program = typeServices(sourceCode)?.program;
  if (!program) return new Set();
  let modules = knownModules.get(program);
  if (!modules) {
    const found = new Set<string>();
    for (const { fileName } of program.getSourceFiles()) {
      const name = packageOf(fileName);
      if (name !== undefined) found.add(name);
    }
    for (const { name } of program.getTypeChecker().getAmbientModules()) found.add(withoutNode(name.replaceAll('"', '')));
    knownModules.set(program, (modules = found));
  }
  return modules;
}

/** The package that a file below `node_modules` belongs to, also through a store such as pnpm's; `@types` packages are named after what they describe. */
export function packageOf(path: string): string | undefined {
  const [, below] = /^.*[\\/]node_modules[\\/](.+)$/su.exec(path) ?? [];
  if (below === undefined) return undefined;
  const [first = '', second = ''] = below.split(/[\\/]/u);
  if (first === '@types') return second.includes('__') ? `@${second.replace('__', '/')}` : second;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

const knownMembers = new WeakMap<ts.Type, TypeMembers>();
const knownModules = new WeakMap<ts.Program, ReadonlySet<string>>();

// ---- kinds ----------------------------------------------------------------------------------------------------------

/** What a promise settles to, what a list holds. */
function contentOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  const settled = checker.getAwaitedType(type) ?? type;
  const present = checker.getNonNullableType(settled);
  const isList = checker.isArrayType(present) || checker.isTupleType(present);
  return (isList ? present.getNumberIndexType() : undefined) ?? settled;
}

/** The alternatives of a union, without those that stand for a missing value. */
function partsOf(type: ts.Type): readonly ts.Type[] {
  const parts = type.isUnion() ? type.types.filter((part) => !isMissing(part)) : [type];
  return parts.length === 0 ? [type] : parts;
}

/** `any`, `unknown`, a type that could not be resolved: the checker's own name for it, which is no name of a declaration. */
function intrinsicName(type: ts.Type): string | undefined {
  return (type as { readonly intrinsicName?: string }).intrinsicName;
}

function isMissing(type: ts.Type): boolean {
  return ['undefined', 'null', 'void'].includes(intrinsicName(type) ?? '');
}

function isOpen(type: ts.Type): boolean {
  return ['any', 'error', 'unresolved'].includes(intrinsicName(type) ?? '');
}

/** Not a type guard: in its place TypeScript takes all other types for impossible. */
function isParameter(type: ts.Type): boolean {
  return type.isTypeParameter();
}

function saysNothing(type: ts.Type): boolean {
  return isOpen(type) || intrinsicName(type) === 'unknown' || isParameter(type);
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): ValueKind | undefined {
  const kinds = new Set(partsOf(type).map((part) => kindOfPart(checker, part)));
  const [only] = kinds;
  if (kinds.size === 1) return only;
  if (kinds.has(undefined) || kinds.has('object')) return undefined;
  return (['text', 'number', 'fixed', 'id'] as const).find((kind) => kinds.has(kind));
}

function kindOfPart(checker: ts.TypeChecker, type: ts.Type): ValueKind | undefined {
  if (type.isLiteral()) return 'fixed';
  switch (intrinsicName(type)) {
    case undefined:
      break;
    case 'string':
      return 'text';
    case 'number':
    case 'bigint':
      return 'number';
    case 'true':
    case 'false':
    case 'undefined':
    case 'null':
    case 'void':
      return 'flag';
    default:
      return undefined;
  }
  if (type.isIntersection()) return kindOfIntersection(checker, type);
  const constraint = checker.getBaseConstraintOfType(type);
  // A type parameter is what it has to be, or anything.
  if (constraint && constraint !== type) return kindOf(checker, constraint);
  if (isParameter(type)) return undefined;
  // Template literal types and the like: what they are from the outside says it.
  const apparent = checker.getApparentType(type);
  if (apparent !== type) return apparent.symbol?.name === 'String' ? 'text' : undefined;
  return type.getCallSignatures().length > 0 ? 'flag' : 'object';
}

/** `string & { __brand: 'UserId' }` is a text that its brand says more about. */
function kindOfIntersection(checker: ts.TypeChecker, type: ts.IntersectionType): ValueKind | undefined {
  const kinds = type.types.map((part) => kindOfPart(checker, part));
  const plain = kinds.find((kind) => kind !== 'object');
  if (plain !== 'text' && plain !== 'number') return kinds.includes(undefined) ? undefined : 'object';
  return brandsOf(checker, type).some((brand) => ID_WORDS.has(wordsOf(brand).at(-1) ?? '')) ? 'id' : plain;
}

/** What a branded type is called: its alias, the text that marks it, or the keys of the object that does. */
function brandsOf(checker: ts.TypeChecker, type: ts.IntersectionType): readonly string[] {
  const marks = type.types
    .filter((part) => kindOfPart(checker, part) === 'object')
    .flatMap((part) => checker.getPropertiesOfType(part).slice(0, 4))
    .flatMap((property) => {
      const mark = checker.getTypeOfSymbol(property);
      return mark.isStringLiteral() ? [mark.value] : checker.getPropertiesOfType(mark).slice(0, 4).map(({ name }) => name);
    });
  return [...(type.aliasSymbol ? [type.aliasSymbol.name] : []), ...marks];
}

function areTexts(type: ts.Type): boolean {
  const parts = partsOf(type);
  return parts.every((part) => part.isStringLiteral());
}

/** The type that a variable or member has before any check. */
function declaredTypeOf(node: Node, services: TypeServices, checker: ts.TypeChecker): ts.Type | undefined {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined;
  const symbol = services.getSymbolAtLocation(node.type === 'Identifier' ? node : node.property);
  if (symbol && symbol.name !== '__index') return checker.getTypeOfSymbol(symbol);
  return node.type === 'MemberExpression' ? services.getTypeAtLocation(node.object).getStringIndexType() : undefined;
}

// ---- names ----------------------------------------------------------------------------------------------------------

function generationsOf(program: ts.Program, checker: ts.TypeChecker, types: readonly ts.Type[]): readonly (readonly TypeName[])[] {
  const generations: TypeName[][] = [];
  const seen = new Set<ts.Type>();
  let here = types;
  while (here.length > 0 && generations.length < MAX_GENERATIONS && seen.size < MAX_NAMES) {
    const parts = [...new Set(here.flatMap(withParts))].filter((part) => !seen.has(part)).slice(0, MAX_NAMES);
    parts.forEach((part) => seen.add(part));
    const names = parts.flatMap((part) => [part.aliasSymbol, part.symbol].flatMap((symbol) => (symbol ? (nameOf(program, checker, symbol) ?? []) : [])));
    if (names.length > 0) generations.push(names);
    here = parts.flatMap(basesOf);
  }
  return generations;
}

/** The type itself and what it is put together of. */
function withParts(type: ts.Type): readonly ts.Type[] {
  return type.isUnionOrIntersection() ? [type, ...partsOf(type).flatMap((part) => (part === type ? type.types : withParts(part)))] : [type];
}

function basesOf(type: ts.Type): readonly ts.Type[] {
  const declared = (type as Partial<ts.TypeReference>).target ?? type;
  return declared.getBaseTypes() ?? [];
}

function nameOf(program: ts.Program, checker: ts.TypeChecker, symbol: ts.Symbol): TypeName | undefined {
  const file = symbol.declarations?.[0]?.getSourceFile();
  // `__type`, `__object`: what nobody has given a name.
  if (!file || symbol.name.startsWith('__')) return undefined;
  const [, quoted, qualified = ''] = /^(?:"(.*?)"\.)?(.*)$/su.exec(checker.getFullyQualifiedName(symbol)) ?? [];
  const name = qualified.replace(/^global(?:This)?\./u, '');
  if (quoted === undefined) return { name, module: name === qualified && isModule(program, checker, file) ? moduleOfPath(file.fileName) : undefined };
  return { name, module: /^(?:[A-Za-z]:)?[\\/]/u.test(quoted) ? moduleOfPath(quoted) : withoutNode(quoted) };
}

/** Has the file imports or exports, so that what it declares is its own? */
function isModule(program: ts.Program, checker: ts.TypeChecker, file: ts.SourceFile): boolean {
  return !program.isSourceFileDefaultLibrary(file) && checker.getSymbolAtLocation(file) !== undefined;
}

function moduleOfPath(path: string): string {
  return packageOf(path) ?? path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/u, '');
}

function withoutNode(module: string): string {
  return module.replace(/^node:/u, '');
}

// ---- members --------------------------------------------------------------------------------------------------------

class MemberSearch {
  readonly members: TypeMember[] = [];
  complete = true;
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #seen = new Set<ts.Type>();
  /** The name of the object that is being looked into. */
  #name: string | undefined;

  constructor(program: ts.Program, checker: ts.TypeChecker) {
    this.#program = program;
    this.#checker = checker;
  }

  visit(type: ts.Type, path: readonly string[], depth: number): void {
    for (const part of partsOf(type)) if (!this.#seen.has(part)) this.#visitObject(part, path, depth);
  }

  #visitObject(type: ts.Type, path: readonly string[], depth: number): void {
    this.#seen.add(type);
    const properties = this.#checker.getPropertiesOfType(type);
    const isNamed = type.symbol !== undefined && !type.symbol.name.startsWith('__');
    // An error shows its message; what a package hands out is its own affair, and large.
    if (properties.length === 0 || properties.length > MAX_PROPERTIES || (depth > 0 && isNamed && this.#isForeign(type.symbol)) || isErrorLike(properties)) {
      this.complete = false;
      return;
    }
    if (type.getStringIndexType()) this.complete = false;
    const owner = [type.aliasSymbol, type.symbol].find((symbol) => symbol && !symbol.name.startsWith('__'))?.name;
    if (depth === 0) this.#name = owner;
    for (const property of properties) {
      // `#private` members, brands, and what is called on an object or computed when it is asked for.
      if (property.name.startsWith('__') || property.declarations?.some((declaration) => 'parameters' in declaration)) continue;
      this.#visitMember(property, [...path, property.name], depth, owner);
    }
  }

  #visitMember(property: ts.Symbol, path: readonly string[], depth: number, owner: string | undefined): void {
    const content = contentOf(this.#checker, this.#checker.getTypeOfSymbol(property));
    const kind = kindOf(this.#checker, content);
    if (this.members.length >= MAX_MEMBERS || kind === undefined || (kind === 'object' && depth === MAX_DEPTH)) this.complete = false;
    else if (kind === 'object') this.#visitPart(content, path, depth);
    else this.members.push({ path, kind, type: this.#name, owner, foreign: this.#isForeign(property) });
  }

  #visitPart(type: ts.Type, path: readonly string[], depth: number): void {
    // A point in time names nobody.
    if (type.symbol?.name === 'Date') return;
    this.visit(type, path, depth + 1);
  }

  /** Is it declared by packages alone? What a mapped type makes of names (a row of an ORM's table) is declared nowhere; the names are the project's. */
  #isForeign({ declarations = [] }: ts.Symbol): boolean {
    return declarations.length > 0 && declarations.every((declaration) => {
      const file = declaration.getSourceFile();
      const name = packageOf(file.fileName);
      return name === undefined ? this.#program.isSourceFileDefaultLibrary(file) : !GENERATED_PACKAGES.has(name);
    });
  }
}

function isErrorLike(properties: readonly ts.Symbol[]): boolean {
  return ['name', 'message', 'stack'].every((name) => properties.some((property) => property.name === name));
}
