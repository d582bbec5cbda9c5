/**
 * Where does a request get hold of an admin client that nobody has checked the caller for?
 *
 * The function that makes a client and returns it is not asked: its callers are. A function that uses a client for its own work is
 * asked where a request handler of this file calls it, also when it stands in another file.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { ADMIN_HINT, IDENTIFYING, PROTECTING, ROUTE_METHODS, SERVES_REQUESTS, UNPROTECTED } from '../knowledge/privileges.js';
import type { FileKind } from '../knowledge/file-kinds.js';
import type { FactOf } from '../knowledge/schema.js';
import { factsHolding, isChosenByCaller, outermostHolding } from './arguments.js';
import { contains, decoratorsOf, enclosingClass, enclosingFunction, isClass, isFunction, lastNameOf, propertyName, returnsOf, unwrap, walk, wrapped, type FunctionNode, type Node } from './ast.js';
import { originsOf } from './flow.js';
import { importedFunction, type Placed } from './imported.js';
import type { Kernel } from './kernel.js';
import { exportIndexOf } from './modules/exports.js';
import { directivesOf, isFileOf, memoisedModuleVariable, runsAtModuleLoad } from './place.js';
import { functionCalled, isCheckName, isLibraryCheck, passedBefore, refusalKind, type IdleCheck } from './privilege.js';
import { declaredVariables, variableNaming, variableOf, type Variable } from './scope.js';
import { callsInFile } from './usage.js';
import { hasPhrase } from './words.js';

export interface AdminAccess {
  /** The call in this file by which the client is obtained. */
  readonly node: Node;
  readonly client: FactOf<'adminClient'>;
  /** The function that answers the request, or that hands the client on without a check. */
  readonly owner: FunctionNode;
  /** The function in which the client is obtained, when it is called by `node`. */
  readonly helper: Placed<FunctionNode> | undefined;
  readonly idle: IdleCheck | undefined;
}

type Verdict = { readonly kind: 'checked' } | { readonly kind: 'open' | 'helper'; readonly owner: FunctionNode; readonly idle: IdleCheck | undefined };

/** A place where a client is obtained to be used, not to be handed back. */
interface Site {
  readonly node: Node;
  readonly client: FactOf<'adminClient'>;
}

/** Files whose exports a framework calls for whoever sends a request. */
const ENTRIES: readonly FileKind[] = ['next-route', 'next-page', 'next-middleware', 'svelte-route', 'remix-route', 'nuxt-route', 'server-action'];
const CHECKED: Verdict = { kind: 'checked' };
const MAX_DEPTH = 5;
const MAX_SITES = 60;
const MAX_CALLS = 80;
const MAX_NAMES = 3;
const IDENTIFIES = new RegExp(IDENTIFYING, 'u');
const HINT = new RegExp(ADMIN_HINT, 'iu');

/** May a file reach an admin client? Helpers of other files obtain them, too. */
export function mayReachAdminClient(kernel: Kernel): boolean {
  return kernel.api.mayHave('adminClient') || kernel.modules !== undefined;
}

/** The unchecked ways to an admin client in a file. `helpers`: also in functions whose callers are in files that cannot be seen from here. */
export function uncheckedAccess(kernel: Kernel, helpers: boolean): readonly AdminAccess[] {
  const found: AdminAccess[] = [];
  for (const site of sitesIn(kernel)) {
    const verdict = judge(kernel, site.node);
    if (verdict.kind === 'checked' || isCheckedAtUses(kernel, site.node)) continue;
    if (verdict.kind === 'helper' && !helpers && !isHandedOn(kernel, site.node)) continue;
    found.push({ ...site, owner: verdict.owner, idle: verdict.idle, helper: undefined });
  }
  for (const { call, target, client } of helperCalls(kernel)) {
    const verdict = judge(kernel, call);
    if (verdict.kind === 'open') found.push({ node: call, client, owner: verdict.owner, idle: verdict.idle, helper: target });
  }
  return found.sort((left, right) => left.node.range[0] - right.node.range[0]).filter((each, index, all) => all.findIndex((other) => other.owner === each.owner && other.client.service === each.client.service) === index);
}

// ---- where clients are obtained ------------------------------------------------------------------------------------------

const sites = new WeakMap<Kernel, readonly Site[]>();

function sitesIn(kernel: Kernel): readonly Site[] {
  const known = sites.get(kernel);
  if (known) return known;
  const found = outermostHolding(kernel, kernel.api.uses('adminClient'))
    .filter(({ fact }) => !fact.decidesPerCall)
    .flatMap(({ node, fact }) => (isChosenByCaller(kernel, node, fact) ? [] : obtainedAt(kernel, node)).map((site) => ({ node: site, client: fact })))
    .slice(0, MAX_SITES);
  sites.set(kernel, found);
  return found;
}

/** Where the client that a call makes is used: there, or where the function that returns it is called. */
function obtainedAt(kernel: Kernel, made: Node): readonly Node[] {
  const { sourceCode } = kernel;
  const found: Node[] = [];
  const seen = new Set<FunctionNode>();
  const waiting = [{ node: made, depth: 0 }];
  for (const { node, depth } of waiting) {
    const owner = enclosingFunction(node);
    if (!owner || depth > MAX_DEPTH || found.length >= MAX_SITES || runsAtModuleLoad(sourceCode, node).when === 'load') continue;
    if (isReturned(kernel, owner, node)) {
      if (!seen.has(owner)) for (const { call } of callersOf(kernel, owner)) if (call) waiting.push({ node: call, depth: depth + 1 });
      seen.add(owner);
      // Kept for all calls: `no-module-scope-admin-client` speaks of that. Kept in an object: whoever made the object has it.
    } else if (!memoisedModuleVariable(sourceCode, node) && !isStored(sourceCode, node) && usesOf(kernel, node).length > 0) found.push(node);
  }
  return found;
}

function isReturned(kernel: Kernel, owner: FunctionNode, node: Node): boolean {
  const { sourceCode } = kernel;
  const leads = (value: Node): boolean => contains(value, node) ? unwrap(value) === unwrap(node) || isPartOfResult(value, node) : originsOf(sourceCode, value, { isOrigin: (each) => each === node }).some((origin) => origin.node === node);
  return returnsOf(sourceCode.visitorKeys, owner).some((value) => {
    const inner = unwrap(value);
    if (inner.type === 'ObjectExpression') return inner.properties.some((property) => property.type === 'Property' && leads(property.value));
    return inner.type === 'ArrayExpression' ? inner.elements.some((element) => element !== null && leads(element)) : leads(value);
  });
}

/** `cached ?? make()`, `ok ? make() : null`: nothing but choices between the value and the node. */
function isPartOfResult(value: Node, node: Node): boolean {
  for (let here = node.parent; here && here !== value.parent; here = here.parent) if (!/^(?:Logical|Conditional|Await|TSAs|TSNonNull|TSSatisfies|TSType|Assignment)/u.test(here.type)) return false;
  return true;
}

/** Is the value dropped, or put into a member or an outer variable that outlives the call? */
function isStored(sourceCode: Kernel['sourceCode'], node: Node): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'PropertyDefinition') return true;
  if (parent?.type !== 'AssignmentExpression' || parent.right !== wrapped(node)) return false;
  const target = unwrap(parent.left);
  if (target.type !== 'Identifier') return true;
  const declared = variableOf(sourceCode, target)?.defs[0]?.node as Node | undefined;
  return !declared || enclosingFunction(declared) !== enclosingFunction(node);
}

/** Where the client is put to use; not where it only tells who is calling (`admin.auth.getUser(token)`). */
function usesOf(kernel: Kernel, node: Node): readonly Node[] {
  return usesOfValue(kernel, node, 0).filter((use) => !isTested(use) && !tellsCaller(kernel, use));
}

/** Through the names that a value is given, also where it is taken apart (`const { db } = make()`) or named anew (`db = firestore`). */
function usesOfValue(kernel: Kernel, value: Node, depth: number): readonly Node[] {
  const outer = wrapped(value);
  const { parent } = outer;
  const named = parent?.type === 'VariableDeclarator' && parent.init === outer ? declaredVariables(kernel.sourceCode, parent) : [];
  const assigned = parent?.type === 'AssignmentExpression' && parent.right === outer ? variableOf(kernel.sourceCode, unwrap(parent.left)) : undefined;
  const variables = assigned ? [assigned] : named;
  if (variables.length === 0 || depth > MAX_NAMES) return [value];
  const around = enclosingFunction(value);
  return variables.flatMap((variable) => variable.references.flatMap((reference): readonly Node[] => {
    const use = reference.identifier as Node;
    return reference.isRead() && around && contains(around, use) && use.range[0] > value.range[1] ? usesOfValue(kernel, use, depth + 1) : [];
  }));
}

/** `if (!admin) return`: asking whether there is one uses nothing. */
function isTested(use: Node): boolean {
  const { parent } = wrapped(use);
  return parent?.type === 'UnaryExpression' || (parent?.type === 'IfStatement' && parent.test === wrapped(use)) || (parent?.type === 'LogicalExpression' && parent.left === wrapped(use) && parent.operator !== '&&');
}

function tellsCaller(kernel: Kernel, use: Node): boolean {
  for (let here = wrapped(use); ; ) {
    const { parent } = here;
    if (parent?.type === 'MemberExpression' && parent.object === here) here = wrapped(parent);
    else if (parent?.type === 'CallExpression' && parent.callee === here) {
      if (isLibraryCheck(kernel, parent) || IDENTIFIES.test(kernel.sourceCode.getText(parent.callee))) return true;
      here = wrapped(parent);
    } else if (parent?.type === 'CallExpression') {
      // `getCaller(request, admin)`
      const target = functionCalled(kernel, parent.callee);
      return target ? refusalKind(target) !== 'nothing' : isCheckName(lastNameOf(parent.callee));
    } else return false;
  }
}

function isCheckedAtUses(kernel: Kernel, node: Node): boolean {
  return usesOf(kernel, node).every((use) => passedBefore(kernel, use).checked);
}

/** Is the client given to a function that whoever calls the function around brings along: `withAdmin((admin) => …)`? */
function isHandedOn(kernel: Kernel, node: Node): boolean {
  return usesOf(kernel, node).some((use) => {
    const { parent } = wrapped(use);
    if (parent?.type !== 'CallExpression' || parent.callee === wrapped(use)) return false;
    const callee = unwrap(parent.callee);
    const definition = callee.type === 'Identifier' ? variableOf(kernel.sourceCode, callee)?.defs[0] : undefined;
    return definition?.type === ('Parameter' as never);
  });
}

// ---- who gets there ------------------------------------------------------------------------------------------------------

/** The outermost function around a node that nobody has been checked for on the way there. */
interface Reached {
  readonly owner: FunctionNode;
  readonly idle: IdleCheck | undefined;
  /** Whoever sends a request runs it. */
  readonly open: boolean;
}

/**
 * Has everybody been checked who gets to a node? `open`: a request handler is on the way that does not; `helper`: the callers are not seen.
 * Each function is asked once, the nearest first: where all functions of a file call each other there are endlessly many ways.
 */
function judge(kernel: Kernel, node: Node): Verdict {
  const seen = new Set<FunctionNode>();
  const waiting: { readonly node: Node; readonly depth: number; readonly below: IdleCheck | undefined }[] = [{ node, depth: 0, below: undefined }];
  let site: Reached | undefined;
  let isUnseen = false;
  for (const { node: place, depth, below } of waiting) {
    const around = enclosingFunction(place);
    const reached = around && seen.has(around) ? undefined : reachedFrom(kernel, place, depth);
    if (!reached) continue;
    site ??= reached;
    const { owner } = reached;
    const idle = reached.idle ?? below;
    const isShared = isExported(kernel, owner);
    if (reached.open || (isShared && isFileOf(kernel, ...ENTRIES))) return { kind: 'open', owner, idle };
    if (isShared) isUnseen = true;
    if (isShared || seen.has(owner)) continue;
    seen.add(owner);
    const callers = callersOf(kernel, owner);
    if (callers.length === 0) isUnseen = true;
    for (const { call, handedTo, value } of callers) {
      const by = handedTo && value && whoCalls(kernel, handedTo, value, depth);
      if (call) waiting.push({ node: call, depth: depth + 1, below: idle });
      else if (by === 'request' || (by !== 'checked' && value && isFileOf(kernel, ...ENTRIES) && isExported(kernel, value))) return { kind: 'open', owner, idle };
      else if (by !== 'checked') isUnseen = true;
    }
  }
  return site && isUnseen ? { kind: 'helper', owner: site.owner, idle: site.idle } : CHECKED;
}

/** Undefined when everybody has been checked who gets there, or when it is too far away to be told. */
function reachedFrom(kernel: Kernel, node: Node, depth: number): Reached | undefined {
  const passed = passedBefore(kernel, node);
  let owner = enclosingFunction(node);
  if (passed.checked || !owner || depth > MAX_DEPTH) return undefined;
  for (;;) {
    const around = callAround(owner);
    const by = around && whoCalls(kernel, around.call, around.value, depth);
    if (by === 'checked' || isGuardedMethod(owner)) return undefined;
    if (by === 'request' || directivesOf(owner).includes('use server')) return { owner, idle: passed.idle, open: true };
    const outer: FunctionNode | undefined = owner.type === 'FunctionDeclaration' ? undefined : enclosingFunction(owner);
    if (!outer) return { owner, idle: passed.idle, open: false };
    owner = outer;
  }
}

interface Caller {
  readonly call?: Node;
  /** …or the call that is given the function by name. */
  readonly handedTo?: TSESTree.CallExpression | undefined;
  readonly value?: Node;
}

/** Where this file calls a function, or hands it to somebody. */
function callersOf(kernel: Kernel, owner: FunctionNode): readonly Caller[] {
  const { sourceCode } = kernel;
  const { parent } = owner;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') return callsInFile(sourceCode, owner).map((call) => ({ call }));
  const around = callAround(owner);
  const declarator = around && wrapped(around.call).parent;
  const variable: Variable | undefined = variableNaming(sourceCode, owner) ?? (declarator?.type === 'VariableDeclarator' ? declaredVariables(sourceCode, declarator)[0] : undefined);
  return (variable?.references ?? []).flatMap((reference): readonly Caller[] => {
    if (!reference.isRead()) return [];
    const use = wrapped(reference.identifier);
    if ((use.parent?.type === 'CallExpression' || use.parent?.type === 'NewExpression') && use.parent.callee === use) return [{ call: use.parent }];
    const handed = callAround(use);
    return [{ handedTo: handed?.call, value: use }];
  });
}

/** The call that is given this value: as an argument, or as a part of an object that is one. */
function callAround(value: Node): { readonly call: TSESTree.CallExpression; readonly value: Node } | undefined {
  let here = wrapped(value);
  for (let steps = 0; steps < 6 && here.parent; steps++) {
    const { parent } = here;
    if (parent.type === 'CallExpression') return parent.callee === here ? undefined : { call: parent, value: here };
    if (parent.type !== 'Property' && parent.type !== 'ObjectExpression' && parent.type !== 'ArrayExpression') return undefined;
    here = wrapped(parent);
  }
  return undefined;
}

/** Who runs a function that is handed to a call: only those who have been checked, whoever sends a request, or nobody knows. */
function whoCalls(kernel: Kernel, call: TSESTree.CallExpression, value: Node, depth: number): 'checked' | 'request' | undefined {
  if (factsHolding(kernel, call, 'privilegeCheck').some(({ refuses }) => refuses)) return 'checked';
  if (kernel.api.factsAt(call.callee, 'deferral').some(({ kind }) => kind === 'job')) return 'checked';
  const target = depth > MAX_DEPTH ? undefined : functionCalled(kernel, call.callee);
  const position = call.arguments.indexOf(value as TSESTree.Expression);
  const read = target && position >= 0 ? calledAfterCheck(target, position, depth) : undefined;
  if (read !== undefined) return read ? 'checked' : undefined;
  const callee = unwrap(call.callee);
  const names = namesIn(kernel, [callee, ...call.arguments.filter((argument) => argument !== value)], value);
  if (isProtecting(names) || isBehindMiddleware(kernel, call, callee)) return 'checked';
  const name = lastNameOf(callee);
  const [first] = call.arguments;
  const path = first?.type === 'Literal' || first?.type === 'TemplateLiteral' ? kernel.sourceCode.getText(first).slice(1, 2) : '';
  if (callee.type === 'MemberExpression' && ROUTE_METHODS.has(name) && (path === '/' || path === '*')) return 'request';
  return SERVES_REQUESTS.has(name) && (name !== 'handler' || /createServerFn/u.test(kernel.sourceCode.getText(callee))) ? 'request' : undefined;
}

/** Does a function of the project call the function it is given only after a check? Undefined when it does not call it itself. */
function calledAfterCheck({ kernel, node }: Placed<FunctionNode>, position: number, depth: number): boolean | undefined {
  const parameter = node.params[position];
  const variable = parameter?.type === 'Identifier' ? variableOf(kernel.sourceCode, parameter) : undefined;
  const verdicts = (variable?.references ?? []).flatMap((reference): readonly boolean[] => {
    const use = wrapped(reference.identifier);
    if (use.parent?.type === 'CallExpression' && use.parent.callee === use) return [passedBefore(kernel, use.parent).checked];
    const handed = callAround(use);
    return handed ? [whoCalls(kernel, handed.call, handed.value, depth + 1) === 'checked' || passedBefore(kernel, handed.call).checked] : [];
  });
  return verdicts.length === 0 ? undefined : verdicts.every(Boolean);
}

/** The names in some code, without texts and without functions. */
function namesIn(kernel: Kernel, nodes: readonly Node[], except?: Node): readonly string[] {
  const names: string[] = [];
  for (const root of nodes) {
    walk(kernel.sourceCode.visitorKeys, root, (node) => {
      if (names.length > 60 || isFunction(node) || isClass(node) || node === except) return 'skip';
      if (node.type === 'Identifier') names.push(node.name);
      return undefined;
    });
  }
  return names;
}

function isProtecting(names: readonly string[]): boolean {
  return names.some((name) => hasPhrase(name, PROTECTING)) && !names.some((name) => hasPhrase(name, UNPROTECTED));
}

/** `router.use(requireAdmin)` above `router.get(path, handler)`. */
function isBehindMiddleware(kernel: Kernel, call: TSESTree.CallExpression, callee: Node): boolean {
  const router = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  const variable = router?.type === 'Identifier' ? variableOf(kernel.sourceCode, router) : undefined;
  return (variable?.references ?? []).some((reference) => {
    const member = (reference.identifier as Node).parent;
    const use = member?.type === 'MemberExpression' ? member.parent : undefined;
    if (member?.type !== 'MemberExpression' || use?.type !== 'CallExpression' || use.callee !== member || use.range[0] >= call.range[0]) return false;
    return /^(?:use|addHook|register|onBeforeHandle|guard)$/u.test(propertyName(member) ?? '') && use.arguments.some((argument) => isProtecting(namesIn(kernel, [argument])) || isRefusing(kernel, argument));
  });
}

function isRefusing(kernel: Kernel, middleware: Node): boolean {
  const target = functionCalled(kernel, middleware);
  return target !== undefined && refusalKind(target) !== 'nothing';
}

/** `@UseGuards(RolesGuard)`, `@Roles('admin')` on a method or its class. */
function isGuardedMethod(owner: FunctionNode): boolean {
  const { parent } = owner;
  if (parent.type !== 'MethodDefinition') return false;
  const owning = enclosingClass(parent);
  return [...decoratorsOf(parent), ...(owning ? decoratorsOf(owning) : [])].some(({ expression }) => hasPhrase(lastNameOf(expression), PROTECTING));
}

function isExported(kernel: Kernel, value: Node): boolean {
  for (let here: Node | undefined = value; here; here = here.parent) {
    if (/^Export/u.test(here.type)) return true;
    if (here !== value && isFunction(here)) return false;
  }
  const variable = isFunction(value) ? variableNaming(kernel.sourceCode, value) : undefined;
  const declarator = callAround(value) && wrapped(callAround(value)?.call as Node).parent;
  const named = variable ?? (declarator?.type === 'VariableDeclarator' ? declaredVariables(kernel.sourceCode, declarator)[0] : undefined);
  return named !== undefined && [...exportIndexOf(kernel.sourceCode).own.values()].some((node) => node.type === 'Identifier' && variableOf(kernel.sourceCode, node) === named);
}

// ---- functions that obtain a client for their own work --------------------------------------------------------------------

interface HelperCall {
  readonly call: TSESTree.CallExpression;
  readonly target: Placed<FunctionNode>;
  readonly client: FactOf<'adminClient'>;
}

/** The calls of functions of other files that obtain a client without a check. Only where requests arrive: others have callers of their own. */
function helperCalls(kernel: Kernel): readonly HelperCall[] {
  if (!isFileOf(kernel, ...ENTRIES)) return [];
  const { modules, sourceCode } = kernel;
  if (!modules) return [];
  const found: HelperCall[] = [];
  for (const statement of sourceCode.ast.body as readonly Node[]) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    const text = modules.textOf(statement.source.value)?.text;
    if (text === undefined || !(HINT.test(text) || /\bexport\s*(?:\*|\{[^}]*\}\s*from)/u.test(text))) continue;
    for (const variable of statement.specifiers.flatMap((specifier) => declaredVariables(sourceCode, specifier))) {
      for (const { identifier } of variable.references) {
        const use = wrapped(identifier);
        const callee = use.parent?.type === 'MemberExpression' && use.parent.object === use ? wrapped(use.parent) : use;
        const call = callee.parent;
        if (call?.type !== 'CallExpression' || call.callee !== callee || found.length >= MAX_SITES || kernel.api.factsAt(call, 'adminClient').length > 0) continue;
        const target = importedFunction(kernel, callee);
        const client = target && obtainedIn(target, 0);
        if (target && client) found.push({ call, target, client });
      }
    }
  }
  return found;
}

const obtainedInFile = new WeakMap<Kernel, Map<FunctionNode, { readonly client: FactOf<'adminClient'> | undefined }>>();

/** The client that a function gets hold of without a check, itself or through functions it calls. */
function obtainedIn({ kernel, node }: Placed<FunctionNode>, depth: number): FactOf<'adminClient'> | undefined {
  const obtained = obtainedInFile.get(kernel) ?? new Map<FunctionNode, { readonly client: FactOf<'adminClient'> | undefined }>();
  obtainedInFile.set(kernel, obtained);
  const known = obtained.get(node);
  if (known) return known.client;
  obtained.set(node, { client: undefined });
  // What other requests reach is reported in its own file.
  if (depth > MAX_DEPTH || isFileOf(kernel, ...ENTRIES)) return undefined;
  const own = sitesIn(kernel).find((site) => contains(node, site.node) && !isHandedOn(kernel, site.node) && !passedBefore(kernel, site.node).checked && !isCheckedAtUses(kernel, site.node));
  let client = own?.client;
  let calls = 0;
  if (!client && HINT.test(kernel.sourceCode.text) && node.body) {
    walk(kernel.sourceCode.visitorKeys, node.body, (inner) => {
      if (client || calls > MAX_CALLS) return 'skip';
      if (inner.type !== 'CallExpression') return undefined;
      calls++;
      const target = functionCalled(kernel, inner.callee);
      const through = target && target.node !== node ? obtainedIn(target, depth + 1) : undefined;
      if (through && !passedBefore(kernel, inner).checked) client = through;
      return undefined;
    });
  }
  obtained.set(node, { client });
  return client;
}
