/** Everything that what runs next depends on, as a text: equal for equal states, down to which names hold one and the same object. */
import type { Node } from '../ast.js';
import type { Variable } from '../scope.js';
import type { Frame, Path } from './run.js';
import { plainOf, type PassedCheck, type Value } from './values.js';

/** Larger states are not compared. */
const MAX_PARTS = 500;

/** The state of a path before a statement of what it runs; undefined when it is too large. */
export function snapshotOf(path: Path, statement: Node, frame: Frame): string | undefined {
  const snapshot = valuesBefore(path, statement, frame);
  for (const node of path.escaped) snapshot.node(node);
  snapshot.mark('tests');
  for (const check of path.checks) snapshot.check(check);
  snapshot.mark('handed to');
  for (const node of path.handedTo) snapshot.node(node);
  return snapshot.text;
}

/** Can anything of the input be in what is needed from a statement on? */
export function holdsInput(path: Path, statement: Node, frame: Frame): boolean {
  const snapshot = valuesBefore(path, statement, frame);
  return snapshot.isTainted || snapshot.isTooLarge;
}

function valuesBefore(path: Path, statement: Node, frame: Frame): Snapshot {
  const snapshot = new Snapshot(statement);
  snapshot.frame(frame);
  for (const closure of path.closures.values()) if (!snapshot.isTooLarge) snapshot.value(closure);
  return snapshot;
}

/** Values as a text, equal for equal ones; undefined where it is too large, or a function is among them, which may do anything. */
export function textOfValues(values: readonly Value[]): string | undefined {
  const snapshot = new Snapshot(undefined);
  for (const value of values) if (!snapshot.isTooLarge) snapshot.value(value);
  return snapshot.text;
}

class Snapshot {
  isTainted = false;
  readonly #parts: string[] = [];
  readonly #numbers = new Map<object, number>();
  readonly #next: Node | undefined;
  /** Names that are not needed have no part in the text, and take their time all the same. */
  #looks = 0;

  constructor(next: Node | undefined) {
    this.#next = next;
  }

  get isTooLarge(): boolean {
    return this.#parts.length + this.#looks > MAX_PARTS;
  }

  get text(): string | undefined {
    return this.isTooLarge ? undefined : this.#parts.join('\u0000');
  }

  mark(part: string): void {
    this.#parts.push(part);
  }

  node(node: Node): void {
    this.mark(`at ${node.range.join()}`);
  }

  check({ node, outcome, opaque }: PassedCheck): void {
    this.node(node);
    this.mark(`${String(outcome)} ${String(opaque)}`);
  }

  frame(frame: Frame): void {
    if (this.#isKnown(frame)) return;
    this.node(frame.node);
    this.mark(String(frame.outermost));
    this.value(frame.thisValue);
    for (const [variable, value] of frame.variables) {
      if (this.isTooLarge) return;
      this.#looks += 1;
      if (this.#next && !isNeeded(variable, this.#next)) continue;
      this.mark(nameOf(variable));
      this.value(value);
    }
    this.mark('in');
    if (frame.parent) this.frame(frame.parent);
  }

  value(whole: Value): void {
    const value = plainOf(whole);
    this.isTainted ||= value.tainted;
    this.mark(`${value.kind}${value.tainted ? ' !' : ''}`);
    switch (value.kind) {
      case 'primitive':
        this.mark(`${typeof value.value} ${String(value.value)}`);
        if (value.check) this.check(value.check);
        return;
      case 'unknown':
        return;
      case 'text':
        for (const part of value.parts) this.mark(typeof part === 'string' ? `' ${part}` : String(part.tainted));
        return;
      case 'native':
        this.mark(value.name);
        if (value.receiver) this.value(value.receiver);
        return;
      default:
        // What can be changed is told by its identity when it is met again.
        if (!this.#isKnown(value)) this.#inside(value);
    }
  }

  #inside(value: Exclude<Value, { readonly kind: 'primitive' | 'unknown' | 'text' | 'native' }>): void {
    if ('open' in value) this.mark(String(value.open));
    switch (value.kind) {
      case 'regexp':
        this.mark(`${String(value.regexp)} ${String(value.regexp.lastIndex)}`);
        return;
      case 'url':
        this.mark(value.url?.href ?? '?');
        return;
      case 'params':
        this.mark(value.params.toString());
        if (value.owner) this.value(value.owner);
        return;
      case 'closure':
        this.node(value.node);
        if (this.#next) this.frame(value.frame);
        else this.#looks = Infinity;
        return;
      case 'array':
      case 'set':
        this.mark(String(value.items.length));
        for (const item of value.items) this.#part(item);
        if (value.kind === 'array') for (const [key, item] of value.extra ?? []) this.#named(key, item);
        return;
      case 'object':
        for (const [key, item] of value.properties) this.#named(key, item);
        this.mark('}');
        return;
      case 'map':
        for (const [key, item] of value.entries) {
          this.#part(key);
          this.#part(item);
        }
        this.mark('}');
        return;
    }
  }

  #named(key: string, item: Value): void {
    this.mark(`. ${key}`);
    this.#part(item);
  }

  /** Of what is too large no more is looked at. */
  #part(item: Value): void {
    if (!this.isTooLarge) this.value(item);
  }

  #isKnown(thing: object): boolean {
    const number = this.#numbers.get(thing);
    this.mark(`# ${String(number ?? this.#numbers.size)}`);
    if (number === undefined) this.#numbers.set(thing, this.#numbers.size);
    return number !== undefined;
  }
}

/** Is a name mentioned in what comes next, or in a function that may be called there? */
function isNeeded({ references, scope }: Variable, next: Node): boolean {
  return references.some(({ identifier, from }) => identifier.range[0] >= next.range[0] || from.variableScope !== scope.variableScope);
}

/** Names are told apart by where they are declared: two blocks may declare the same one. */
function nameOf({ name, identifiers, scope }: Variable): string {
  return `${name} ${String(identifiers[0]?.range[0])} ${String(scope.block.range[0])}`;
}
