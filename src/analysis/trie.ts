/** Knowledge rows compiled into one trie of access paths, so that a file's names are followed once for all rules together. */
import { parsePath, type Step } from '../knowledge/path.js';
import type { ApiRow, Fact } from '../knowledge/schema.js';

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
  closure: readonly TrieNode[];
  readonly shapes: string[];
}

export interface Trie {
  readonly modules: ReadonlyMap<string, TrieNode>;
  /** Rows for `module: '@/lib/*'` and the like. */
  readonly modulePatterns: readonly { readonly pattern: RegExp; readonly node: TrieNode }[];
  /** Rows for `module: '*'`: named exports of whatever module. */
  readonly anyModule: TrieNode;
  readonly globals: TrieNode;
  /** HTML tags that rows speak of, with the attributes that matter there; none means that any element does. */
  readonly tags: readonly { readonly name: string; readonly attributes: readonly string[] }[];
  readonly exported: ReadonlyMap<string, readonly { readonly files: readonly string[] | undefined; readonly node: TrieNode }[]>;
  readonly parameters: readonly { readonly names: readonly string[]; readonly node: TrieNode }[];
  readonly serverAction: TrieNode;
  /** Rows for whatever is called so. */
  readonly named: ReadonlyMap<string, TrieNode>;
  /** Functions that hand an argument on, by their canonical name (`Object.freeze`, `react.use`). */
  readonly passthrough: ReadonlyMap<string, readonly { readonly arg: number; readonly of: 'value' | 'return' }[]>;
}

/** A place about which nothing is known yet. */
export function emptyNode(): TrieNode {
  const node: TrieNode = {
    facts: [], members: new Map(), callbacks: [], parameters: new Map(), argumentOf: new Map(),
    anyMember: undefined, element: undefined, call: undefined, instance: undefined, construction: undefined, returned: undefined, jsx: undefined, decorated: undefined,
    closure: [], shapes: [],
  };
  node.closure = [node];
  return node;
}

function child(map: Map<string, TrieNode>, key: string): TrieNode {
  let node = map.get(key);
  if (!node) map.set(key, (node = emptyNode()));
  return node;
}

function advance(node: TrieNode, step: Step): readonly TrieNode[] {
  switch (step.kind) {
    case 'member':
      // The default export and the module are one: `import x from`, `import * as x`, `require()` and `(await import()).default` agree.
      return step.names.map((names) => names.split('.').reduce((at, name) => (name === 'default' ? at : child(at.members, name)), node));
    case 'anyMember':
      return [(node.anyMember ??= emptyNode())];
    case 'element':
      return [(node.element ??= emptyNode())];
    case 'call':
      return [(node.call ??= emptyNode())];
    case 'instance':
      return [(node.instance ??= emptyNode())];
    case 'construction':
      return [(node.construction ??= emptyNode())];
    case 'return':
      return [(node.returned ??= emptyNode())];
    case 'jsx':
      return [(node.jsx ??= emptyNode())];
    case 'decorated':
      return [(node.decorated ??= emptyNode())];
    case 'argumentOf':
      return [child(node.argumentOf, `${step.callee}(${String(step.argument)})`)];
    case 'parameter': {
      let to = node.parameters.get(step.parameter);
      if (!to) node.parameters.set(step.parameter, (to = emptyNode()));
      return [to];
    }
    case 'callback': {
      const keys = step.keys?.join();
      const same = node.callbacks.find((callback) => callback.keys?.join() === keys);
      if (same) return [same.to];
      const to = emptyNode();
      node.callbacks.push({ keys: step.keys, to });
      return [to];
    }
  }
}

/**
 * Compiles rows, built in or from settings.
 * @throws {SyntaxError} for a path that is not understood.
 */
export function buildTrie(rows: readonly ApiRow[]): Trie {
  const modules = new Map<string, TrieNode>();
  const patterns = new Map<string, { pattern: RegExp; node: TrieNode }>();
  const shapes = new Map<string, TrieNode>();
  const exported = new Map<string, { files: readonly string[] | undefined; node: TrieNode }[]>();
  const parameters: { names: readonly string[]; node: TrieNode }[] = [];
  const passthrough = new Map<string, { arg: number; of: 'value' | 'return' }[]>();
  const globals = emptyNode();
  const anyModule = emptyNode();
  const serverAction = emptyNode();
  const named = new Map<string, TrieNode>();
  const all = new Set<TrieNode>();

  const rootsOf = (row: ApiRow): readonly TrieNode[] => {
    if ('module' in row) return asList(row.module).map((name) => moduleRoot(name));
    if ('of' in row) return [child(shapes, row.of)];
    if ('global' in row) return [globals];
    if ('serverAction' in row) return [serverAction];
    if ('named' in row) return row.named.map((name) => child(named, name));
    const node = emptyNode();
    if ('parameters' in row) parameters.push({ names: row.parameters, node });
    else for (const name of row.exported) exported.set(name, [...(exported.get(name) ?? []), { files: row.files, node }]);
    return [node];
  };
  const moduleRoot = (name: string): TrieNode => {
    if (name === '*') return anyModule;
    if (!name.includes('*')) return child(modules, name);
    let entry = patterns.get(name);
    if (!entry) patterns.set(name, (entry = { pattern: new RegExp(`^${name.split('*').map(escapeRegExp).join('.*')}$`, 'u'), node: emptyNode() }));
    return entry.node;
  };

  for (const row of rows) {
    let nodes = rootsOf(row);
    nodes.forEach((node) => all.add(node));
    const steps = parsePath(row.path);
    for (const step of steps) {
      nodes = nodes.flatMap((node) => advance(node, step));
      nodes.forEach((node) => all.add(node));
    }
    for (const node of nodes) {
      if (row.fact) node.facts.push(row.fact);
      if (row.is !== undefined) node.shapes.push(...asList(row.is));
    }
    if (row.fact?.role === 'passthrough') {
      const { arg, of = 'value' } = row.fact;
      for (const name of canonicalNames(row, steps)) passthrough.set(name, [...(passthrough.get(name) ?? []), { arg, of }]);
    }
  }
  for (const node of all) node.closure = closureOf(node, shapes);
  for (const node of shapes.values()) node.closure = closureOf(node, shapes);
  const tags = [...globals.members].flatMap(([member, node]) => {
    const name = /^<(.*)>$/u.exec(member)?.[1];
    return name === undefined ? [] : [{ name, attributes: attributesOf(node) }];
  });
  return { modules, modulePatterns: [...patterns.values()], anyModule, globals, tags, exported, parameters, serverAction, named, passthrough };
}

function closureOf(node: TrieNode, shapes: Map<string, TrieNode>): readonly TrieNode[] {
  const closure = new Set([node]);
  for (const member of closure)
    for (const name of member.shapes) closure.add(child(shapes, name));
  return [...closure];
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

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);
}
