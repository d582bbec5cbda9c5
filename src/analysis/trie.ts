/** Knowledge rows compiled into one trie of access paths, so that a file's names are followed once for all rules together. */
import { MENTIONS, type Topic } from '../knowledge/mentions.js';
import { parsePath, type Step } from '../knowledge/path.js';
import type { ApiRow, Fact } from '../knowledge/schema.js';
import { BUILDER_INPUTS } from '../knowledge/sources.js';
import type { State, Ways } from './api/states.js';
import { lazily } from './lazily.js';
import { RoleSet } from './role-set.js';
import { WordSearch } from './word-search.js';

export interface TrieNode {
  readonly facts: Fact[];
  readonly members: Map<string, TrieNode>;
  readonly callbacks: { keys: readonly string[] | undefined; to: TrieNode }[];
  readonly parameters: Map<number | 'any', TrieNode>;
  readonly argumentOf: Map<string, TrieNode>;
  anyMember: TrieNode | undefined;
  element: TrieNode | undefined;
  call: TrieNode | undefined;
  instance: TrieNode | undefined;
  construction: TrieNode | undefined;
  returned: TrieNode | undefined;
  jsx: TrieNode | undefined;
  decorated: TrieNode | undefined;
  /** This node and the shapes it is declared to be, transitively. */
  readonly closure: readonly TrieNode[];
  readonly shapes: string[];
  // What others make of this node, kept here because walks ask for it at every step.
  state: State | undefined;
  ways: Ways | undefined;
  /** What {@link rolesFrom} found. */
  roles: RoleSet | undefined;
}

export interface Trie {
  /** What the rows of a module make. Most projects import few of the modules that knowledge speaks of: the others are never compiled. */
  readonly modules: Pick<ReadonlyMap<string, TrieNode>, 'get' | 'has' | 'keys'>;
  /** Rows for `module: '@/lib/*'` and the like. */
  readonly modulePatterns: readonly ModulePattern[];
  /** Rows for `module: '*'`: named exports of whatever module. */
  readonly anyModule: TrieNode;
  readonly globals: TrieNode;
  /** HTML tags that rows speak of, with the attributes that matter there; none means that any element does. */
  readonly tags: readonly { readonly name: string; readonly attributes: readonly string[]; readonly at: TrieNode }[];
  readonly exported: ReadonlyMap<string, readonly { readonly files: readonly string[] | undefined; readonly node: TrieNode }[]>;
  readonly parameters: readonly { readonly names: readonly string[]; readonly node: TrieNode }[];
  readonly serverAction: TrieNode;
  /** The same for a handler that a builder is given (`client.inputSchema(…).action(handler)`). */
  readonly builtServerAction: TrieNode;
  /** Rows for whatever is called so. */
  readonly named: ReadonlyMap<string, TrieNode>;
  /** Finds a member of such a name that may be used as an object, in the text of a file: `ctx.logger.info`, not `console.log(`. */
  readonly namedMember: RegExp | undefined;
  /** As `namedMember`, for names with such a word in them. */
  readonly namedMemberWith: RegExp | undefined;
  /** The words that tell whether a file is worth a closer look, and for what. */
  readonly words: () => WordSearch<Topic | Hint>;
  /** Where import specifiers lead, as far as anybody has asked. */
  readonly rootsOf: Map<string, readonly TrieNode[]>;
  /** Rows for whatever has this word in its name (`*redis*`). */
  readonly namedWith: ReadonlyMap<string, TrieNode>;
  /** Finds such a word in a name. */
  readonly namedWithWord: RegExp | undefined;
  /** Functions that hand an argument on, by their canonical name (`Object.freeze`, `react.use`). */
  readonly passthrough: ReadonlyMap<string, readonly { readonly arg: number; readonly of: 'value' | 'return' }[]>;
  /** The last parts of those names: `freeze`, `use`. */
  readonly passers: ReadonlySet<string>;
}

/** Modules of like names. To look for the longest part that is written out takes a fraction of the time. */
export interface ModulePattern {
  readonly part: string;
  readonly pattern: RegExp;
  readonly node: TrieNode;
}

/** What a shape is, compiled when somebody asks. */
type ShapeNamed = (name: string) => TrieNode;

/**
 * A word of a file that rows speak of: a global of this name, a function with a parameter of this name, or something that is called
 * so or has the word in its name. `tag`: there may be HTML elements of this name; `exported`: the file may export something under it;
 * `anyExport`: it may import that from whatever module; `import`: that very word.
 */
export interface Hint {
  readonly kind: 'global' | 'parameter' | 'named' | 'namedWith' | 'tag' | 'directive' | 'exported' | 'anyExport' | 'import';
  readonly name: string;
  /** What is known of it; for a parameter nothing, as it takes several of them. */
  readonly at: readonly TrieNode[];
}

class Place implements TrieNode {
  readonly facts: Fact[] = [];
  readonly members = new Map<string, TrieNode>();
  readonly callbacks: { keys: readonly string[] | undefined; to: TrieNode }[] = [];
  readonly parameters = new Map<number | 'any', TrieNode>();
  readonly argumentOf = new Map<string, TrieNode>();
  anyMember: TrieNode | undefined = undefined;
  element: TrieNode | undefined = undefined;
  call: TrieNode | undefined = undefined;
  instance: TrieNode | undefined = undefined;
  construction: TrieNode | undefined = undefined;
  returned: TrieNode | undefined = undefined;
  jsx: TrieNode | undefined = undefined;
  decorated: TrieNode | undefined = undefined;
  readonly shapes: string[] = [];
  state: State | undefined = undefined;
  ways: Ways | undefined = undefined;
  roles: RoleSet | undefined = undefined;
  readonly #shapeNamed: ShapeNamed;
  #closure: readonly TrieNode[] | undefined;

  constructor(shapeNamed: ShapeNamed) {
    this.#shapeNamed = shapeNamed;
  }

  get closure(): readonly TrieNode[] {
    if (this.#closure) return this.#closure;
    const closure = new Set<TrieNode>([this]);
    for (const member of closure) for (const name of member.shapes) closure.add(this.#shapeNamed(name));
    return (this.#closure = [...closure]);
  }

  set closure(nodes: readonly TrieNode[]) {
    this.#closure = nodes;
  }
}

/** A place about which nothing is known yet, outside any trie. */
export function emptyNode(): TrieNode {
  return new Place(emptyNode);
}

/** The roles of all facts at a place of the trie and wherever its values can lead. */
export function rolesFrom(place: TrieNode): RoleSet {
  return (place.roles ??= findRoles(place));
}

function findRoles(place: TrieNode): RoleSet {
  const roles = new RoleSet();
  const visited = new Set<TrieNode>([place]);
  for (const at of visited) {
    for (const { role } of at.facts) roles.add(role);
    for (const next of [...at.closure, ...at.members.values(), ...at.parameters.values(), ...at.argumentOf.values(), ...at.callbacks.map(({ to }) => to)]) visited.add(next);
    for (const next of [at.anyMember, at.element, at.call, at.instance, at.construction, at.returned, at.jsx, at.decorated]) if (next) visited.add(next);
  }
  return roles;
}

/** The place and the shapes it is declared to be, with `change` made to their facts; what they lead to stays as it is. */
export function withFacts(at: TrieNode, change: (fact: Fact) => readonly Fact[]): TrieNode {
  const copies = at.closure.map((each) => Object.assign(new Place(emptyNode), each, { facts: each.facts.flatMap(change), state: undefined, ways: undefined, roles: undefined }));
  const copy = copies[at.closure.indexOf(at)] as Place;
  for (const each of copies) each.closure = each === copy ? copies : [each];
  return copy;
}

type Make = () => TrieNode;

function child<K>(map: Map<K, TrieNode>, key: K, make: Make): TrieNode {
  let node = map.get(key);
  if (!node) map.set(key, (node = make()));
  return node;
}

function advance(node: TrieNode, step: Step, make: Make): readonly TrieNode[] {
  switch (step.kind) {
    case 'member':
      // The default export and the module are one: `import x from`, `import * as x`, `require()` and `(await import()).default` agree.
      return step.names.map((names) => names.split('.').reduce((at, name) => (name === 'default' ? at : child(at.members, name, make)), node));
    case 'anyMember':
      return [(node.anyMember ??= make())];
    case 'element':
      return [(node.element ??= make())];
    case 'call':
      return [(node.call ??= make())];
    case 'instance':
      return [(node.instance ??= make())];
    case 'construction':
      return [(node.construction ??= make())];
    case 'return':
      return [(node.returned ??= make())];
    case 'jsx':
      return [(node.jsx ??= make())];
    case 'decorated':
      return [(node.decorated ??= make())];
    case 'argumentOf':
      return [child(node.argumentOf, `${step.callee}(${String(step.argument)})`, make)];
    case 'parameter':
      return [child(node.parameters, step.parameter, make)];
    case 'callback': {
      const keys = step.keys?.join();
      const same = node.callbacks.find((callback) => callback.keys?.join() === keys);
      if (same) return [same.to];
      const to = make();
      node.callbacks.push({ keys: step.keys, to });
      return [to];
    }
  }
}

/**
 * Compiles rows, built in or from settings: those of modules and shapes when somebody asks for them, the others at once.
 * @throws {SyntaxError} for a path that is not understood; for one of a module or shape, when that is asked for.
 */
export function buildTrie(rows: readonly ApiRow[]): Trie {
  const modules = new Map<string, ApiRow[]>();
  const shapes = new Map<string, ApiRow[]>();
  const patterns = new Map<string, ModulePattern>();
  const exported = new Map<string, { files: readonly string[] | undefined; node: TrieNode }[]>();
  const parameters: { names: readonly string[]; node: TrieNode }[] = [];
  const passthrough = new Map<string, { arg: number; of: 'value' | 'return' }[]>();
  const named = new Map<string, TrieNode>();
  const namedWith = new Map<string, TrieNode>();

  const make: Make = () => new Place((name) => compiledShapes.get(name) ?? child(unknownShapes, name, make));
  const compiledModules = new Compiled(modules, make);
  const compiledShapes = new Compiled(shapes, make);
  /** Shapes of which nothing is known but the name. */
  const unknownShapes = new Map<string, TrieNode>();
  const globals = make();
  const anyModule = make();
  const serverAction = make();

  const patternRoot = (name: string): TrieNode => {
    let entry = patterns.get(name);
    if (!entry) {
      const parts = name.split('*');
      const part = parts.reduce((longest, each) => (each.length > longest.length ? each : longest));
      patterns.set(name, (entry = { part, pattern: new RegExp(`^${parts.map(escapeRegExp).join('.*')}$`, 'u'), node: make() }));
    }
    return entry.node;
  };
  for (const row of rows) {
    const plantAt = (...roots: readonly TrieNode[]): void => { plant(row, roots, make); };
    if ('module' in row) {
      for (const name of asList(row.module)) {
        if (!name.includes('*')) addTo(modules, name, row);
        else plantAt(name === '*' ? anyModule : patternRoot(name));
      }
    } else if ('of' in row) addTo(shapes, row.of, row);
    else if ('global' in row) plantAt(globals);
    else if ('serverAction' in row) plantAt(serverAction);
    else if ('named' in row) plantAt(...row.named.map((name) => (name.includes('*') ? child(namedWith, name.replaceAll('*', '').toLowerCase(), make) : child(named, name, make))));
    else {
      const node = make();
      if ('parameters' in row) parameters.push({ names: row.parameters, node });
      else for (const name of row.exported) addTo(exported, name, { files: row.files, node });
      plantAt(node);
    }
    if (row.fact?.role === 'passthrough') {
      const { arg, of = 'value' } = row.fact;
      for (const name of canonicalNames(row, parsePath(row.path))) addTo(passthrough, name, { arg, of });
    }
  }
  const builtServerAction = make();
  const given = child(builtServerAction.parameters, 0, make);
  for (const argument of serverAction.parameters.values()) for (const name of BUILDER_INPUTS) given.members.set(name, argument);
  const tags = [...globals.members].flatMap(([member, node]) => {
    const name = /^<(.*)>$/u.exec(member)?.[1];
    return name === undefined ? [] : [{ name, attributes: attributesOf(node), at: node }];
  });
  const parts = [...namedWith.keys()].map(inAnyCase);
  return {
    modules: compiledModules,
    modulePatterns: [...patterns.values()],
    anyModule,
    globals,
    tags,
    exported,
    parameters,
    serverAction,
    builtServerAction,
    named,
    namedWith,
    // `.logger.`, and a word in whatever stands where a member's name can stand: `.redisClient`, `#redis`, `['redis']`.
    namedMember: named.size === 0 ? undefined : new RegExp(String.raw`\.\s*(?:${[...named.keys()].map(escapeRegExp).join('|')})[\s?!]*\.`, 'u'),
    namedMemberWith: parts.length === 0 ? undefined : new RegExp(String.raw`[.#'"\x60]\s*[\w$]*(?:${parts.join('|')})`, 'u'),
    namedWithWord: parts.length === 0 ? undefined : new RegExp(parts.join('|'), 'u'),
    words: lazily(() => new WordSearch<Topic | Hint>([...topicWords(), ...hintWords({ globals, tags, parameters, named, namedWith, exported, anyModule, serverAction })])),
    rootsOf: new Map(),
    passthrough,
    passers: new Set([...passthrough.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1))),
  };
}

function topicWords(): readonly (readonly [word: string, topic: Topic])[] {
  return (Object.keys(MENTIONS) as Topic[]).flatMap((topic) => MENTIONS[topic].map((word) => [word, topic] as const));
}

/** Globals that load modules, whether or not knowledge has a row for them. */
export const LOADERS: readonly string[] = ['require', 'process'];

function hintWords({ globals, tags, parameters, named, namedWith, exported, anyModule, serverAction }: Pick<Trie, 'globals' | 'tags' | 'parameters' | 'named' | 'namedWith' | 'exported' | 'anyModule' | 'serverAction'>): readonly (readonly [word: string, hint: Hint])[] {
  // As a word of its own.
  const hints = (kind: Hint['kind'], names: Iterable<string>, at: (name: string) => readonly TrieNode[]): readonly (readonly [string, Hint])[] => [...new Set(names)].map((name) => [` ${name} `, { kind, name, at: at(name) }]);
  const oneOf = (places: ReadonlyMap<string, TrieNode>) => (name: string): readonly TrieNode[] => asList(places.get(name) ?? []);
  const nothing = (): readonly TrieNode[] => [];
  return [
    ...hints('global', [...globals.members.keys(), ...LOADERS].filter((name) => !name.startsWith('<') && name !== 'import'), oneOf(globals.members)),
    ...hints('tag', tags.map(({ name }) => name), (name) => tags.flatMap((tag) => (tag.name === name ? [tag.at] : []))),
    ...hints('parameter', parameters.flatMap(({ names }) => names), nothing),
    ...hints('named', named.keys(), oneOf(named)),
    ...[...namedWith].map(([name, at]) => [name, { kind: 'namedWith', name, at: [at] }] as const),
    ...hints('directive', ['use server'], () => [serverAction]),
    ...hints('exported', exported.keys(), (name) => exported.get(name)?.map(({ node }) => node) ?? []),
    ...hints('anyExport', anyModule.members.keys(), oneOf(anyModule.members)),
    ...hints('import', ['import'], nothing),
  ];
}

/** Rows by what they start at, each compiled when somebody asks for it. */
class Compiled {
  readonly #rows: ReadonlyMap<string, readonly ApiRow[]>;
  readonly #nodes = new Map<string, TrieNode>();
  readonly #make: Make;

  constructor(rows: ReadonlyMap<string, readonly ApiRow[]>, make: Make) {
    this.#rows = rows;
    this.#make = make;
  }

  has(name: string): boolean {
    return this.#rows.has(name);
  }

  keys(): MapIterator<string> {
    return this.#rows.keys();
  }

  get(name: string): TrieNode | undefined {
    const known = this.#nodes.get(name);
    const rows = known ? undefined : this.#rows.get(name);
    if (!rows) return known;
    const root = this.#make();
    this.#nodes.set(name, root);
    for (const row of rows) plant(row, [root], this.#make);
    return root;
  }
}

/** Writes what a row says where its path leads from these roots. */
function plant(row: ApiRow, roots: readonly TrieNode[], make: Make): void {
  let nodes = roots;
  for (const step of parsePath(row.path)) nodes = nodes.flatMap((node) => advance(node, step, make));
  for (const node of nodes) {
    if (row.fact) node.facts.push(row.fact);
    if (row.is !== undefined) node.shapes.push(...asList(row.is));
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The names by which a call site can be matched to a passthrough row: `Object.freeze`, `react.use`. */
function canonicalNames(row: ApiRow, steps: readonly Step[]): readonly string[] {
  const roots = 'module' in row ? asList(row.module) : [''];
  const members = steps.flatMap((step) => (step.kind === 'member' ? [step.names.filter((name) => name !== 'default')] : []));
  return members.reduce<readonly string[]>(
    (names, alternatives) => (alternatives.length === 0 ? names : names.flatMap((name) => alternatives.map((part) => (name === '' ? part : `${name}.${part}`)))),
    roots,
  );
}

function attributesOf(node: TrieNode): readonly string[] {
  return node.facts.flatMap((fact) => (fact.role === 'redirect' && fact.target.attribute !== undefined ? [fact.target.attribute] : []));
}

/** `[rR][eE][dD]…`: a part of a pattern whose other parts are told apart by case. */
function inAnyCase(word: string): string {
  return escapeRegExp(word).replaceAll(/[a-z]/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

export function matchesModule({ part, pattern }: ModulePattern, name: string): boolean {
  return name.includes(part) && pattern.test(name);
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);
}
