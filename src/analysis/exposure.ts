/**
 * Which personal data and secrets become readable in the value of an expression?
 *
 * Looks at what the value is made of: members and variables by their names, whole requests and records by where they come from,
 * through templates, concatenation, object and array literals, spreads, `JSON.stringify`, `map(…).join()`, variables, functions of
 * this file. The value decides, not only its key: `{ to: user.email }` shows an address, `{ email: maskEmail(email) }` does not.
 * What an unknown function makes of its arguments is not known, so nothing is said of it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { AUTH_SCHEMES, REFERENCE_WORDS, REFERRING_OWNERS, type DataClass } from '../knowledge/vocabulary.js';
import { annotationOf, isHarmlessRecord, isHarmlessType, isTextType, memberType, textMembersOf, writtenTypeNames } from './annotations.js';
import { factsBorn, factsHolding } from './arguments.js';
import { isFunction, lastNameOf, propertyName, returnsOf, stringOf, unwrap, type FunctionNode, type Node } from './ast.js';
import { DataNames, headerName, isPlainHolder } from './data-names.js';
import { isHarmlessByType, isNoRecordByType, sensitiveMembersOf, typeInSettings, type ClassOfMember } from './disclosure.js';
import type { Kernel } from './kernel.js';
import { optionOf, patternPath } from './options.js';
import { callsOf, definitionOf, localFunction, memberWritesOf, variableOf, writesOf, type MemberWrite, type Variable, type Write } from './scope.js';
import { isTyped, valueKindOf } from './types.js';
import { accessedBy, isMaskedName, namesMasking, recordOf, wordsOf } from './words.js';
import { work } from './work.js';

/** `whole`: something whose parts are not known: a request body, a record. */
export type ExposedClass = DataClass | 'whole';

export interface Exposure {
  readonly class: ExposedClass;
  /** Where in the expression that was asked about (or in a call that hands it there) the datum stands. */
  readonly node: Node;
  /** The datum itself; `node`, or where the value of `node` comes from. */
  readonly datum: Node;
  /** What it is when its name does not say: `the whole request body`. */
  readonly what: string | undefined;
  /** The datum is an object whose name says nothing, but its type has this member. */
  readonly member?: { readonly name: string; readonly type: string | undefined };
  /** As JSON it would show nothing. */
  readonly consoleOnly?: boolean;
  /** The keys from the object that was asked about down to the datum; undefined once it is part of a text. */
  readonly path: readonly string[] | undefined;
}

export interface ExposureOptions {
  /** The key under which the expression itself will stand. */
  readonly key?: string;
  /** Further names of data. */
  readonly classOf?: (name: string) => DataClass | undefined;
  /** Constants of other files count by their names, too. In logs an imported name is mostly that of a function or a label. */
  readonly imports?: boolean;
}

type Calls = ReadonlyMap<FunctionNode, TSESTree.CallExpression>;

interface Context {
  /** Where to report, once the way has left the expression. */
  readonly at: Node | undefined;
  /** A name of the same value, met before on the way: checks have narrowed its type there, and not where the value was made. */
  readonly same?: Node | undefined;
  readonly path: readonly string[] | undefined;
  /** Is it part of a text already? There an object shows nothing of itself: `[object Object]`. */
  readonly inText: boolean;
  /** The calls through which function bodies were entered. */
  readonly calls: Calls;
  readonly depth: number;
}

const MAX_DEPTH = 12;
const MAX_STEPS = 2_000;
/** What all questions about a file may cost together: a generated file logs the same name ten thousand times. */
const MAX_STEPS_PER_FILE = 1_000_000;
const spent = new WeakMap<Kernel, number>();
/** Methods whose result shows what they are called on. Parts of texts (`slice`, `split`, `replace`) are what masking is made of. */
const SHOWS_RECEIVER = new Set(['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toString', 'toJSON', 'toObject', 'valueOf', 'normalize', 'join', 'filter', 'sort', 'reverse', 'toSorted', 'toReversed', 'flat', 'at', 'find', 'pop', 'shift', 'concat', 'entries', 'values', 'clone', 'padEnd', 'padStart']);
/** On a list: a part of it. On a text: not enough to tell whose. */
const SHOWS_PART_OF_LIST = new Set(['slice', 'splice']);
/** What reads the body of a request or a response. */
const BODY_READERS: ReadonlySet<string> = new Set(['json', 'text', 'formData']);
const ERROR_CONSTRUCTOR = /^(?:[A-Z]\w*)?(?:Error|Exception)$/u;

/** Everything sensitive that a reader of this expression's value can see. Ends after a fixed amount of work. */
export function exposuresOf(kernel: Kernel, expression: Node, options: ExposureOptions = {}): readonly Exposure[] {
  const before = spent.get(kernel) ?? 0;
  if (before > MAX_STEPS_PER_FILE) return [];
  const search = new Search(kernel, options);
  const { key } = options;
  const context: Context = { at: undefined, path: key === undefined ? [] : [key], inText: false, calls: new Map(), depth: 0 };
  const exposures = key === undefined ? search.visit(expression, context) : search.visitKeyed(key, expression, context);
  spent.set(kernel, before + search.steps);
  return exposures;
}

/** `header.replace('Bearer ', '')`, `.replace(/^Bearer\s+/i, '')`: the scheme goes, the credential stays. */
function removesAuthScheme(pattern: Node | undefined): boolean {
  const inner = pattern && unwrap(pattern);
  const text = inner?.type === 'Literal' && 'regex' in inner ? inner.regex.pattern.replace(/^\^/u, '') : stringOf(inner);
  return text !== undefined && AUTH_SCHEMES.includes(/^[a-z]+/iu.exec(text)?.[0].toLowerCase() ?? '');
}

/** Patterns of what stands around a telephone number or a name: all but digits (`\D`, `[^0-9+]`), spaces, punctuation. */
const AROUND_DATUM = /^(?:\\[DsW]|\[\^[^\]]*(?:\\d|0-9)[^\]]*\]|\[(?:\\[sDW.()+-]|[ ().+_/,-])+\]| |-)[+*]?$/u;

/** Does `replace` take away only what stands around the datum (`phone.replace(/\D/g, '')`)? Anything else may mask it. */
function leavesDatum({ arguments: [what, by] }: TSESTree.CallExpression, name: string): boolean {
  if (name !== 'replace' && name !== 'replaceAll') return false;
  if (removesAuthScheme(what)) return true;
  const searched = what && unwrap(what);
  if (stringOf(by) !== '' || searched?.type !== 'Literal') return false;
  return AROUND_DATUM.test('regex' in searched ? searched.regex.pattern : String(searched.value));
}

class Search {
  readonly #kernel: Kernel;
  readonly #names: DataNames;
  readonly #imports: boolean;
  readonly #active = new Set<unknown>();
  /** Functions that are being asked whether their results are harmless, and variables whether they are counts. */
  readonly #deciding = new Set<FunctionNode | Variable>();
  /** How much has been looked at, counting what was passed over because it was too much. */
  steps = 0;

  constructor(kernel: Kernel, { classOf, imports }: ExposureOptions) {
    this.#kernel = kernel;
    this.#names = new DataNames(kernel, classOf);
    this.#imports = imports ?? false;
  }

  visit(node: Node, context: Context): readonly Exposure[] {
    this.steps += 1;
    work.exposure += 1;
    if (this.steps > MAX_STEPS || context.depth > MAX_DEPTH) return [];
    const inner = unwrap(node);
    const payload = this.#isTakenApart(inner) ? undefined : this.#payloadAt(inner, context);
    if (payload) return payload === 'hidden' ? [] : [payload];
    if (inner.type === 'Identifier' && this.#facts(inner, 'redactor').length > 0) return [];
    const told = this.#toldBySettings(inner, context);
    if (told) return told;
    const same = { ...context, depth: context.depth + 1 };
    const deeper: Context = { ...same, same: undefined };
    switch (inner.type) {
      case 'Identifier':
        return this.#unlessNothing(inner, this.#identifier(inner, { ...same, same: same.same ?? inner }));
      case 'MemberExpression':
        return this.#unlessNothing(inner, this.#member(inner, same));
      case 'CallExpression':
        return this.#call(inner, same);
      case 'NewExpression':
        return this.#construction(inner, deeper);
      case 'TemplateLiteral':
        return inner.expressions.flatMap((part) => this.visit(part, asText(deeper)));
      case 'TaggedTemplateExpression':
        return factsBorn(this.#kernel, inner, 'shows').length > 0 ? inner.quasi.expressions.flatMap((part) => this.visit(part, asText(deeper))) : [];
      case 'BinaryExpression':
        return inner.operator === '+' ? [inner.left, inner.right].flatMap((side) => this.visit(side, asText(deeper))) : [];
      case 'ConditionalExpression':
        return [...this.visit(inner.consequent, isTextIf(inner) ? { ...same, inText: true } : same), ...this.visit(inner.alternate, same)];
      case 'LogicalExpression': {
        const right = this.visit(inner.right, same);
        if (inner.operator === '&&') return right;
        // `timings.getUser ?? 0`: an amount, and no record.
        return [...this.visit(inner.left, same).filter((found) => found.class !== 'whole' || !isNumber(inner.right)), ...right];
      }
      case 'AssignmentExpression':
        return this.visit(inner.right, same);
      case 'SequenceExpression':
        return inner.expressions.slice(-1).flatMap((last) => this.visit(last, deeper));
      case 'ObjectExpression':
        return inner.properties.flatMap((property, index) => (property.type === 'SpreadElement' ? this.#spread(inner, index, property.argument, deeper) : this.#property(property, deeper)));
      case 'ArrayExpression':
        return inner.elements.flatMap((element, index) => (element ? this.visit(element.type === 'SpreadElement' ? element.argument : element, below(deeper, String(index))) : []));
      case 'ArrowFunctionExpression':
        // `logger.debug(() => …)`: what the function returns is written.
        return context.depth === 0 && inner.params.length === 0 ? this.#returned(inner, deeper) : [];
      default:
        return [];
    }
  }

  /** A value under a key: where the value says nothing (`row.value`), the key does. */
  visitKeyed(key: string, value: Node, context: Context): readonly Exposure[] {
    const found = this.visit(value, context).filter((exposure) => !isIdOf(key, exposure));
    if (found.length > 0 || context.inText) return found;
    const inner = unwrap(value);
    const named = this.#names.classOf(key);
    if (!named || !isPlainHolder(inner) || this.#isHarmless(inner, context, 0)) return [];
    return [this.#exposure(named, inner, context)];
  }

  /** `{ ...options, prompt: short }`: what is written again behind a spread replaces what the spread brings. */
  #spread(object: TSESTree.ObjectExpression, index: number, argument: Node, context: Context): readonly Exposure[] {
    const replaced = new Set(object.properties.slice(index + 1).flatMap((property) => propertyName(property) ?? []));
    return this.visit(argument, context).filter(({ path }) => !path || !context.path || !replaced.has(path[context.path.length] ?? ''));
  }

  #property(property: TSESTree.Property, context: Context): readonly Exposure[] {
    const key = propertyName(property);
    if (isFunction(property.value)) return [];
    return key === undefined ? this.visit(property.value, below(context, '*')) : this.visitKeyed(key, property.value, below(context, key));
  }

  // ---- names --------------------------------------------------------------------------------------------------------

  #identifier(node: TSESTree.Identifier, context: Context): readonly Exposure[] {
    const variable = variableOf(this.#kernel.sourceCode, node);
    const definition = variable?.defs[0];
    if (!variable || !definition || this.#active.has(variable)) return [];
    const named = this.#names.classOf(node.name) ?? this.#names.addressee(node.name);
    if (named && isHarmlessByType(this.#kernel, node, named, node.name)) return [];
    const record = context.inText ? undefined : this.#recordOf(node, node.name);
    switch (definition.type as string) {
      case 'Parameter':
        return this.#guarded(variable, () => this.#parameter(variable, node, named, record, context));
      case 'Variable':
        return this.#guarded(variable, () => this.#variable(variable, node, named, record, context));
      // Imports are functions and constants that somebody wrote.
      case 'ImportBinding':
        return this.#imports && named !== undefined ? [this.#exposure(named, node, context)] : [];
      default:
        return [];
    }
  }

  #guarded<T>(key: unknown, ask: () => readonly T[]): readonly T[] {
    if (this.#active.has(key)) return [];
    this.#active.add(key);
    const answer = ask();
    this.#active.delete(key);
    return answer;
  }

  #variable(variable: Variable, node: TSESTree.Identifier, named: DataClass | undefined, recordName: string | undefined, context: Context): readonly Exposure[] {
    const { sourceCode } = this.#kernel;
    const writes = writesOf(variable);
    const annotation = annotationOf(sourceCode, variable);
    if (isHarmlessType(annotation)) return [];
    // `const rawBody = await response.text()`: whose body it is, is told by what is read.
    const isTold = recordName === recordOf('request body') && writes.length > 0 && writes.every(({ value, target, pattern }) => value && target === pattern && isBodyRead(unwrap(value)));
    const record = isTold || isTextType(annotation) || isHarmlessRecord(sourceCode, annotation) ? undefined : recordName;
    if (named !== undefined || record !== undefined) {
      if (writes.length > 0 && writes.every((write) => this.#isHarmlessWrite(write, context))) return [];
      const literal = writes.length === 1 && writes[0]?.pattern === writes[0]?.target ? writes[0]?.value && unwrap(writes[0].value) : undefined;
      // An object or text that is put together here is judged by what it is made of.
      if (literal?.type === 'ObjectExpression' || literal?.type === 'ArrayExpression' || (named === 'content' && literal?.type === 'TemplateLiteral')) {
        const parts = this.visit(literal, { ...context, at: context.at ?? node });
        return named === undefined || literal.type !== 'TemplateLiteral' ? parts : parts.slice(0, 1);
      }
      return [named === undefined ? this.#exposure('whole', node, context, record) : this.#exposure(named, node, context)];
    }
    const there = { ...context, at: context.at ?? node };
    const found = writes.flatMap((write) => this.#write(write, there)).filter((exposure) => !isIdOf(node.name, exposure));
    for (const write of memberWritesOf(variable)) {
      const into = { ...there, same: undefined };
      if (write.kind === 'set' && write.value) found.push(...this.visitKeyed(write.path.at(-1) ?? '', write.value, { ...into, path: there.path && [...there.path, ...write.path] }));
      // `args.push('--token', token)`: the list shows it as well.
      for (const item of addedItems(write)) found.push(...this.visit(item.type === 'SpreadElement' ? item.argument : item, { ...into, path: there.path && [...there.path, ...write.path, '*'] }));
    }
    if (found.length > 0) return found;
    const written = this.#membersWritten(node, annotation, context);
    return written.length > 0 || writes.length > 0 ? written : this.#membersTyped(node, context);
  }

  #write(write: Write, context: Context): readonly Exposure[] {
    if (!write.value) {
      // `command += ` --token ${token}``; else `for (const row of rows)`.
      return write.by.type === 'AssignmentExpression' && write.by.operator === '+=' ? this.visit(write.by.right, asText(context)) : this.#membersTyped(write.target, context);
    }
    if (write.target === write.pattern) return this.visit(write.value, context);
    const taken = patternPath(write);
    // `const { password, ...safe } = user`: the author took out what must not be seen.
    if (!taken || taken.without) return [];
    return this.#memberAt(write.value, taken.path, write.target, context);
  }

  /** A part of a value, by the names that lead to it. `node` stands for it in the report. */
  #memberAt(value: Node, path: readonly string[], node: Node, context: Context): readonly Exposure[] {
    const name = path.at(-1);
    if (name === undefined) return this.visit(value, context);
    const owner = path.at(-2) ?? lastNameOf(unwrap(value));
    const option = optionOf(this.#kernel.sourceCode, value, path);
    if (option.kind === 'absent') return [];
    if (option.kind === 'present' && option.values.every((each) => this.#isHarmless(unwrap(each), context, 0))) return [];
    const named = this.#names.classOf(name, owner);
    if (named) return isHarmlessByType(this.#kernel, node, named, name) ? [] : [this.#exposure(named, node, context)];
    if (option.kind === 'present') return option.values.flatMap((each) => this.visit(each, { ...context, at: context.at ?? node }));
    const record = context.inText || REFERRING_OWNERS.has(owner) ? undefined : this.#recordOf(node, name, owner);
    if (record !== undefined) return [this.#exposure('whole', node, context, record)];
    // Where `node` is the whole of which a part is taken, its type says too much.
    return node === value ? [] : this.#membersTyped(node, context);
  }

  #parameter(variable: Variable, node: TSESTree.Identifier, named: DataClass | undefined, record: string | undefined, context: Context): readonly Exposure[] {
    const definition = variable.defs[0];
    const owner = definition?.node as FunctionNode;
    const name = definition?.name as Node;
    const annotation = annotationOf(this.#kernel.sourceCode, variable);
    if (!isFunction(owner) || isHarmlessType(annotation)) return [];
    const position = owner.params.findIndex((parameter) => parameter.range[0] <= name.range[0] && name.range[1] <= parameter.range[1]);
    const parameter = owner.params[position];
    const path = patternPath({ target: name, value: undefined, pattern: parameter ?? name, by: owner });
    if (!path || path.without) return [];
    const entered = context.calls.get(owner);
    if (entered) {
      const argument = entered.arguments[position];
      return argument && argument.type !== 'SpreadElement' ? this.#memberAt(argument, path.path, node, { ...context, at: context.at ?? argument }) : [];
    }
    if (named !== undefined) return [this.#exposure(named, node, context)];
    const leaf = path.path.at(-1);
    const renamed = leaf === undefined ? undefined : this.#names.classOf(leaf, path.path.at(-2));
    if (renamed) return [this.#exposure(renamed, node, context)];
    if (!context.inText) {
      if (record !== undefined && !isTextType(annotation) && !isHarmlessRecord(this.#kernel.sourceCode, annotation)) return [this.#exposure('whole', node, context, record)];
      const written = this.#membersWritten(node, annotation, context);
      if (written.length > 0) return written;
    }
    if (!context.inText && leaf === 'body' && isRequestPattern(name)) return [this.#exposure('whole', node, context, recordOf('request body'))];
    const element = elementSource(owner, position);
    if (element) return path.path.length === 0 ? this.visit(element, context) : [];
    const calls = callsOf(this.#kernel.sourceCode, owner);
    if (calls.length === 0 || annotation) {
      const typed = this.#membersTyped(node, context);
      if (typed.length > 0) return typed;
    }
    // A wrapper of this file: its callers say what it writes.
    return calls.flatMap((call) => {
      const argument = call.type === 'CallExpression' ? call.arguments[position] : undefined;
      return argument && argument.type !== 'SpreadElement' ? this.#memberAt(argument, path.path, argument, { ...context, at: undefined, same: undefined }).filter((exposure) => !isIdOf(node.name, exposure)) : [];
    });
  }

  // ---- members ------------------------------------------------------------------------------------------------------

  #member(node: TSESTree.MemberExpression, context: Context): readonly Exposure[] {
    const name = propertyName(node);
    if (name === undefined || name === 'length' || name === 'size') return [];
    const object = unwrap(node.object);
    const owner = lastNameOf(object);
    // A part of something masked, split or counted is judged with it.
    if (object.type === 'CallExpression' && this.#isHarmless(object, context, 0)) return [];
    const option = optionOf(this.#kernel.sourceCode, object, [name]);
    if (option.kind === 'present' && !option.uncertain && option.values.every((each) => this.#isHarmless(unwrap(each), context, 0))) return [];
    const named = this.#names.classOf(name, owner) ?? this.#names.addressee(name);
    if (named !== undefined) return isHarmlessType(memberType(this.#kernel.sourceCode, object, name)) || isHarmlessByType(this.#kernel, node, named, name) ? [] : [this.#exposure(named, node, context)];
    if (option.kind === 'present') return this.#guarded(node, () => option.values.flatMap((each) => this.visit(each, { ...context, at: context.at ?? node, same: context.same ?? node })));
    const record = context.inText || REFERRING_OWNERS.has(owner) || isTextType(memberType(this.#kernel.sourceCode, object, name)) ? undefined : this.#recordOf(node, name, owner);
    return record === undefined ? this.#membersTyped(node, context) : [this.#exposure('whole', node, context, record)];
  }

  // ---- calls --------------------------------------------------------------------------------------------------------

  #call(call: TSESTree.CallExpression, outer: Context): readonly Exposure[] {
    const context: Context = { ...outer, same: undefined };
    if (this.#facts(call, 'redactor').length > 0) return [];
    const callee = unwrap(call.callee);
    const name = lastNameOf(callee);
    const shows = factsBorn(this.#kernel, call, 'shows')[0];
    if (shows) return this.#arguments(call, shows.args).flatMap((argument) => this.visit(argument, shows.text ? { ...context, path: undefined, inText: name === 'String' && context.inText } : context));
    const parser = factsBorn(this.#kernel, call, 'parser')[0];
    if (parser) return this.#arguments(call, [parser.arg]).flatMap((argument) => this.visit(argument, { ...context, same: outer.same ?? call }).map((found) => ({ ...found, node: found.node === argument ? call : found.node })));
    const source = factsBorn(this.#kernel, call, 'source')[0];
    if (source?.nameArg !== undefined) {
      const asked = stringOf(call.arguments[source.nameArg]);
      const named = asked === undefined ? undefined : this.#names.classOf(source.kind === 'request header' ? headerName(asked) : asked);
      return named ? [this.#exposure(named, call, context)] : [];
    }
    const target = localFunction(this.#kernel.sourceCode, callee);
    if (target) return this.#isHarmless(call, context, 0) ? [] : this.#guarded(target, () => this.#returned(target, { ...outer, at: context.at ?? call, calls: new Map(context.calls).set(target, call) }));
    if (callee.type === 'MemberExpression') {
      const method = this.#method(call, callee, name, context);
      if (method) return method;
    }
    if (namesMasking(name)) return [];
    const accessed = accessedBy(name);
    if (!accessed) return this.#membersTyped(call, outer);
    // `getCookie('theme')`: the argument says which one.
    const asked = /^(?:cookie|header)$/u.test(accessed.what) ? stringOf(call.arguments.at(-1)) ?? stringOf(call.arguments[0]) ?? '' : accessed.what;
    const named = this.#names.classOf(accessed.what === 'header' ? headerName(asked) : asked);
    if (named) return isHarmlessByType(this.#kernel, call, named, asked) ? [] : [this.#exposure(named, call, context)];
    const record = context.inText ? undefined : this.#recordOf(call, accessed.what);
    return record === undefined ? this.#membersTyped(call, outer) : [this.#exposure('whole', call, context, record)];
  }

  #method(call: TSESTree.CallExpression, callee: TSESTree.MemberExpression, name: string, context: Context): readonly Exposure[] | undefined {
    if (name === 'map' || name === 'flatMap') {
      const callback = call.arguments[0] && unwrap(call.arguments[0]);
      return isFunction(callback) ? this.#returned(callback, context) : [];
    }
    // `await req.json()` where nothing else tells what `req` is.
    if (BODY_READERS.has(name)) {
      const record = call.arguments.length === 0 && !this.#isFetched(callee.object) ? recordOf('body', rootNameOf(callee.object)) : undefined;
      return record === undefined ? [] : [this.#exposure('whole', call, context, record)];
    }
    // `request.headers.get('authorization')`, `formData.get('email')` where nothing else tells what they are.
    if ((name === 'get' || name === 'header') && call.arguments.length === 1 && /^(?:headers?|formdata|form|req|request)$/iu.test(lastNameOf(callee.object))) {
      const named = this.#names.classOf(headerName(stringOf(call.arguments[0]) ?? ''));
      return named ? [this.#exposure(named, call, context)] : [];
    }
    if (name === 'concat') return [callee.object, ...call.arguments].flatMap((part) => this.visit(part, context));
    if (SHOWS_RECEIVER.has(name)) return this.visit(callee.object, name === 'join' ? { ...context, path: undefined } : context);
    if (leavesDatum(call, name)) return this.visit(callee.object, { ...context, path: undefined });
    if (SHOWS_PART_OF_LIST.has(name)) return /s$/iu.test(lastNameOf(unwrap(callee.object))) ? this.visit(callee.object, context) : [];
    return undefined;
  }

  /** `const request = await fetch(…)`: a response, whatever it is called. */
  #isFetched(receiver: Node): boolean {
    const variable = variableOf(this.#kernel.sourceCode, unwrap(receiver));
    const writes = variable ? writesOf(variable) : [];
    return writes.length > 0 && !writes.some((write) => write.value && lastNameOf(unwrap(write.value)) === 'clone');
  }

  #construction(node: TSESTree.NewExpression, context: Context): readonly Exposure[] {
    const name = lastNameOf(unwrap(node.callee));
    if (ERROR_CONSTRUCTOR.test(name)) return node.arguments.flatMap((argument) => this.visit(argument, asText(context)));
    return name === 'URL' || name === 'URLSearchParams' || name === 'Set' || name === 'Map' ? node.arguments.flatMap((argument) => this.visit(argument, { ...context, path: undefined })) : [];
  }

  #returned(target: FunctionNode, context: Context): readonly Exposure[] {
    return returnsOf(this.#kernel.sourceCode.visitorKeys, target).flatMap((value) => this.visit(value, context));
  }

  #arguments(call: TSESTree.CallExpression, positions: readonly number[] | undefined): readonly Node[] {
    const chosen = positions ? positions.flatMap((position) => call.arguments[position] ?? []) : call.arguments;
    return chosen.map((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument));
  }

  // ---- types --------------------------------------------------------------------------------------------------------

  /** What settings say of the type of a value, or of the object that it is a member of. */
  #toldBySettings(node: Node, context: Context): readonly Exposure[] | undefined {
    const { settings, sourceCode } = this.#kernel;
    if (settings.harmlessTypes.length === 0 && settings.sensitiveTypes.length === 0) return undefined;
    if (!['Identifier', 'MemberExpression', 'CallExpression', 'NewExpression'].includes(node.type)) return undefined;
    const owner = node.type === 'MemberExpression' ? [unwrap(node.object)] : [];
    if ([node, ...owner].some((each) => typeInSettings(this.#kernel, each, 'harmlessTypes') !== undefined)) return [];
    const type = typeInSettings(this.#kernel, node, 'sensitiveTypes');
    if (type === undefined || (context.inText && valueKindOf(sourceCode, node) !== 'text')) return undefined;
    return [this.#exposure('whole', node, context, `a \`${type}\`, which settings.bulwark.sensitiveTypes names`)];
  }

  /** `if (!team) log.warn({ team })`: where a check has left nothing, nothing of it is seen. What types alone have shown of the whole is gone where the rest has none of it. */
  #unlessNothing(node: Node, found: readonly Exposure[]): readonly Exposure[] {
    if (found.length === 0 || valueKindOf(this.#kernel.sourceCode, node) === 'flag') return [];
    return found.some(({ member }) => member) && isNoRecordByType(this.#kernel, node, this.#classOfMember) ? found.filter(({ member }) => !member) : found;
  }

  /** A whole record by its name, unless its type is known and says otherwise. */
  #recordOf(node: Node, name: string, owner?: string): string | undefined {
    const record = this.#names.recordOf(name, owner);
    return record !== undefined && isNoRecordByType(this.#kernel, node, this.#classOfMember) ? undefined : record;
  }

  /** The sensitive members of a type that is written in this file. */
  #membersWritten(node: Node, annotation: TSESTree.TypeNode | undefined, context: Context): readonly Exposure[] {
    if (context.inText || !annotation) return [];
    return textMembersOf(this.#kernel.sourceCode, annotation).flatMap((name) => {
      const found = this.#names.classOf(name);
      return found ? [this.#memberExposure(found, node, context, [name], writtenTypeNames(this.#kernel.sourceCode, node)[0]?.name)] : [];
    });
  }

  /** The sensitive members of the type that a value has, where nothing else says what it is: by what a package hands out, or by the names of the project. */
  #membersTyped(made: Node, context: Context): readonly Exposure[] {
    const { same } = context;
    if (context.inText || [made, same].some((each) => each && isMaskedName(lastNameOf(each)))) return [];
    const node = same && isTyped(this.#kernel.sourceCode, same) ? same : made;
    const whole = this.#kernel.api.factsByType(node, 'whole').find((fact) => !fact.when && !fact.unless);
    if (whole) return context.path === undefined && whole.consoleOnly ? [] : [{ ...this.#exposure('whole', node, context, whole.what), consoleOnly: whole.consoleOnly === true }];
    return sensitiveMembersOf(this.#kernel, node, this.#classOfMember).map((member) => this.#memberExposure(member.class, node, context, member.path, member.type));
  }

  readonly #classOfMember: ClassOfMember = (name, owner) => this.#names.classOf(name, owner);

  #memberExposure(exposed: DataClass, node: Node, context: Context, path: readonly string[], type: string | undefined): Exposure {
    return { ...this.#exposure(exposed, node, { ...context, path: context.path && [...context.path, ...path] }), member: { name: path.join('.'), type } };
  }

  // ---- what is certainly harmless -----------------------------------------------------------------------------------

  #isHarmlessWrite(write: Write, context: Context): boolean {
    if (!write.value) return this.#counts(write);
    if (write.pattern === write.target) return this.#isHarmless(unwrap(write.value), context, 0);
    const taken = patternPath(write);
    if (!taken) return false;
    if (taken.without) return true;
    // `const [email] = text.split(…)`, `const { email } = errors`
    const option = optionOf(this.#kernel.sourceCode, write.value, taken.path);
    if (option.kind === 'absent') return true;
    if (option.kind === 'present') return option.values.every((value) => this.#isHarmless(unwrap(value), context, 0));
    return /error|touched|schema|label|message|count|config|enum/iu.test(lastNameOf(unwrap(write.value)));
  }

  /** A constant, a yes or no, a number, or what a masking function has made: nothing that could be the datum. */
  #isHarmless(node: Node, context: Context, depth: number): boolean {
    this.steps += 1;
    if (this.steps > MAX_STEPS || depth > MAX_DEPTH) return false;
    const harmless = (other: Node): boolean => this.#isHarmless(unwrap(other), context, depth + 1);
    switch (node.type) {
      case 'Literal':
      case 'UnaryExpression':
      case 'UpdateExpression':
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'ClassExpression':
        return true;
      case 'BinaryExpression':
        return node.operator !== '+' || (harmless(node.left) && harmless(node.right));
      case 'TemplateLiteral':
        return node.expressions.every(harmless);
      case 'ConditionalExpression':
        return harmless(node.consequent) && harmless(node.alternate);
      case 'LogicalExpression':
        return harmless(node.right) && (node.operator === '&&' || harmless(node.left));
      case 'Identifier':
        return node.name === 'undefined' || this.#isCount(node);
      case 'MemberExpression':
        return this.#isCount(node);
      case 'NewExpression':
        return /^(?:Date|Headers|AbortController)$/u.test(lastNameOf(unwrap(node.callee)));
      case 'CallExpression':
        return this.#isHarmlessCall(node, context, depth);
      default:
        return false;
    }
  }

  /** How many there are (`deletedUsers`): a name that only ever holds whole numbers, lengths and what has been counted. A sum of salaries is none. */
  #isCount(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'Literal') return Number.isInteger(inner.value);
    if (inner.type === 'MemberExpression') return /^(?:length|size)$/u.test(propertyName(inner) ?? '');
    const variable = inner.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, inner) : undefined;
    const writes = variable?.defs[0]?.type === ('Variable' as never) ? writesOf(variable) : [];
    if (!variable || writes.length === 0 || this.#deciding.has(variable)) return false;
    this.#deciding.add(variable);
    const answer = writes.every((write) => (write.value ? write.pattern === write.target && this.#isCount(write.value) : this.#counts(write)));
    this.#deciding.delete(variable);
    return answer;
  }

  /** `deletedUsers++`, `deletedUsers += found.length` */
  #counts({ by }: Write): boolean {
    return by.type === 'UpdateExpression' || (by.type === 'AssignmentExpression' && this.#isCount(by.right));
  }

  #isHarmlessCall(call: TSESTree.CallExpression, context: Context, depth: number): boolean {
    if (this.#facts(call, 'redactor').length > 0) return true;
    const callee = unwrap(call.callee);
    const name = lastNameOf(callee);
    if (callee.type === 'MemberExpression' && leavesDatum(call, name)) return this.#isHarmless(unwrap(callee.object), context, depth + 1);
    const target = localFunction(this.#kernel.sourceCode, callee);
    const masking = namesMasking(name);
    if (!target) return (masking && !accessedBy(name)) || name === 'Boolean' || name === 'Number' || name === 'createHash' || /^(?:replace|replaceAll|split|substring|substr|charAt|includes|startsWith|endsWith|test|indexOf|some|every)$/u.test(name) || this.#isPartOfText(call, name);
    // What a function returns of itself is as its other results are, and asking for each of them again would never end.
    if (this.#deciding.has(target)) return masking;
    this.#deciding.add(target);
    const answer = this.#isHarmlessFunction(call, target, masking, context, depth);
    this.#deciding.delete(target);
    return answer;
  }

  #isHarmlessFunction(call: TSESTree.CallExpression, target: FunctionNode, masking: boolean, context: Context, depth: number): boolean {
    const returns = returnsOf(this.#kernel.sourceCode.visitorKeys, target);
    if (returns.length === 0) return false;
    if (returns.every((value) => this.#isHarmless(unwrap(value), context, depth + 1))) return true;
    if (!masking || this.#active.has(target)) return masking;
    // Verified, not trusted: a function called `mask…` whose every result shows its argument masks nothing. One early return may.
    const inside: Context = { ...context, at: undefined, inText: false, calls: new Map(context.calls).set(target, call), depth: context.depth + 1 };
    const shown = this.#guarded(target, () => returns.filter((value) => this.visit(value, inside).length > 0 && !this.#isMaskedCopy(value, inside)));
    return shown.length < returns.filter((value) => unwrap(value).type !== 'Literal').length;
  }

  /** `copy[field] = '[REDACTED]'`, `delete copy.password`: which fields have to go is for the author of a masking function to know. */
  #isMaskedCopy(value: Node, context: Context): boolean {
    const inner = unwrap(value);
    const variable = inner.type === 'Identifier' ? variableOf(this.#kernel.sourceCode, inner) : undefined;
    return (
      variable !== undefined &&
      memberWritesOf(variable).some(({ kind, path, by }) => {
        if (by.type === 'UnaryExpression') return true;
        const isField = kind === 'mutate' || this.#names.classOf(path.at(-1) ?? '') !== undefined;
        return by.type === 'AssignmentExpression' && isField && this.#isHarmless(unwrap(by.right), context, 0);
      })
    );
  }

  #isPartOfText(call: TSESTree.CallExpression, name: string): boolean {
    return name === 'slice' && call.callee.type === 'MemberExpression' && !/s$/iu.test(lastNameOf(unwrap(call.callee.object)));
  }

  // ---- small questions ----------------------------------------------------------------------------------------------

  #facts<R extends 'redactor' | 'whole'>(node: Node, role: R) {
    return factsHolding(this.#kernel, node, role);
  }

  /** Is what a value holds told by its parts: by the sides that it is chosen from, by the body of a function of this file that says that it masks? */
  #isTakenApart(node: Node): boolean {
    if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression') return true;
    const made = node.type === 'Identifier' ? definitionOf(this.#kernel.sourceCode, node) : undefined;
    if (made) return made.type === 'ConditionalExpression' && isTextIf(made);
    return node.type === 'CallExpression' && namesMasking(lastNameOf(unwrap(node.callee))) && localFunction(this.#kernel.sourceCode, node.callee) !== undefined;
  }

  #payloadAt(node: Node, context: Context): Exposure | 'hidden' | undefined {
    const fact = this.#facts(node, 'whole')[0];
    if (!fact) return undefined;
    // In a text an object shows nothing; what a call has read (`await req.text()`) does.
    if (context.inText && node.type !== 'CallExpression') return 'hidden';
    if (!fact.consoleOnly) return this.#exposure('whole', node, context, fact.what);
    // Handlers are recognised by their place among the arguments; the first of four parameters is an error.
    if (context.path === undefined || /^(?:e|ex|err|error|str|line|message)$/iu.test(lastNameOf(node))) return 'hidden';
    return { ...this.#exposure('whole', node, context, fact.what), consoleOnly: true };
  }

  #exposure(exposed: ExposedClass, datum: Node, context: Context, what?: string): Exposure {
    return { class: exposed, node: context.at ?? datum, datum, what, path: context.path };
  }
}

function asText(context: Context): Context {
  return { ...context, path: undefined, inText: true };
}

function below(context: Context, key: string): Context {
  return { ...context, path: context.path && [...context.path, key] };
}

/** What `push`, `unshift` or `splice` puts into a list. */
function addedItems({ kind, by }: MemberWrite): readonly Node[] {
  if (kind !== 'mutate' || by.type !== 'CallExpression') return [];
  const name = lastNameOf(by.callee);
  return name === 'push' || name === 'unshift' ? by.arguments : name === 'splice' ? by.arguments.slice(2) : [];
}

function isNumber(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && typeof inner.value === 'number';
}

/** `typeof input === 'string' ? input : input.url` */
function isTextIf({ test, consequent }: TSESTree.ConditionalExpression): boolean {
  if (test.type !== 'BinaryExpression' || test.left.type !== 'UnaryExpression' || test.left.operator !== 'typeof') return false;
  const subject = unwrap(test.left.argument);
  const chosen = unwrap(consequent);
  return stringOf(test.right) === 'string' && test.operator.startsWith('===') && subject.type === 'Identifier' && chosen.type === 'Identifier' && chosen.name === subject.name;
}

/** The name at the start of a chain of calls: `request` of `request.clone()`. */
function rootNameOf(node: Node): string {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression') return rootNameOf(inner.callee.object);
  return lastNameOf(inner);
}

/** `customerId = invoice.customer`, `{ credentialId: credential }`: a name says that only the id is kept of what is called after it. */
function isIdOf(name: string, { class: exposed, datum }: Exposure): boolean {
  const words = wordsOf(name);
  if (exposed === 'whole') return REFERENCE_WORDS.has(words.at(-1) ?? '');
  return exposed === 'credential' && words.at(-1) === 'id' && words.at(-2) === wordsOf(lastNameOf(unwrap(datum))).at(-1);
}

/** `await response.text()` */
function isBodyRead(call: Node): boolean {
  return call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && BODY_READERS.has(propertyName(call.callee) ?? '');
}

/** `({ body, params }) => …`: a handler takes its request apart. With an address or method beside it, the body is one to be sent. */
function isRequestPattern(name: Node): boolean {
  const pattern = name.parent?.parent;
  const names = pattern?.type === 'ObjectPattern' ? pattern.properties.map((property) => propertyName(property) ?? '') : [];
  return names.some((each) => /^(?:params|query|req|request|searchParams)$/u.test(each)) && !names.some((each) => /^(?:url|method)$/u.test(each));
}

/** `users.map((user) => …)`: what the parameter is an element of. */
function elementSource(owner: FunctionNode, position: number): Node | undefined {
  const call = owner.parent;
  if (position !== 0 || call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || call.arguments[0] !== owner) return undefined;
  return /^(?:map|forEach|filter|flatMap|then)$/u.test(propertyName(call.callee) ?? '') ? call.callee.object : undefined;
}
