/** Where is somebody's e-mail address compared with addresses or domains that are written in the code, to decide who may enter? */
import type { TSESTree } from '@typescript-eslint/utils';
import { PUBLIC_MAIL_DOMAINS } from '../knowledge/email-domains.js';
import { CORRESPONDENTS, NO_ACCESS_PHRASES } from '../knowledge/vocabulary.js';
import { accessDecision, type AccessDecision } from './access.js';
import { lastNameOf, propertyName, unwrap, type Node } from './ast.js';
import { originsOf } from './flow.js';
import type { Kernel } from './kernel.js';
import { nodesOf } from './nodes.js';
import { definitionOf } from './scope.js';
import { constantsOf } from './value.js';
import { hasPhrase, namesAccess, wordsOf } from './words.js';

export interface EmailCheck {
  /** The comparison. */
  readonly node: Node;
  /** The addresses or domains, as they are written; the first ones of a long list. */
  readonly texts: readonly string[];
  /** The name of the list or constant that holds them. */
  readonly list: string | undefined;
  /** What is compared: `user.email`. */
  readonly value: Node;
  readonly decision: AccessDecision;
}

/** A comparison, with the outcome that means that the address is one of the list. */
interface Test {
  readonly node: Node;
  readonly match: boolean;
  readonly value: Node;
  /** The expressions that hold what it is compared with. */
  readonly with: readonly Node[];
  /** It is compared with one value, not with a list. */
  readonly single?: true;
}

const ADDRESS = /^[\w.+%-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/iu;
const SUFFIX = /^@(?:[a-z\d-]+\.)+[a-z]{2,}$/iu;
const DOMAIN = /^(?:[a-z\d-]+\.)+[a-z]{2,}$/iu;
/** An address or `@domain` in quotes or in a regular expression… Without `u`, under which a search that ignores case takes far longer. */
const ADDRESS_WRITTEN = /@(?<=['"`/|(][\w.+%-]*@)[a-z\d-]+\\?\.[a-z]|@[a-z\d-]+\\\.[a-z]/i;
/** …or a domain in quotes, where something is split at `@` or called after a domain. */
const DOMAIN_WRITTEN = /['"`](?:[a-z\d-]+\.)+[a-z]{2,}['"`]/i;
const SPLITS = /@['"`]/u;
const MAX_TEXTS = 40;

/** May there be such a comparison in a file? */
export function mayListEmails(kernel: Kernel): boolean {
  if (!kernel.mentions('mail')) return false;
  const { text } = kernel.sourceCode;
  return (text.includes('@') && ADDRESS_WRITTEN.test(text)) || ((kernel.mentions('domain') || SPLITS.test(text)) && DOMAIN_WRITTEN.test(text));
}

/** The checks of a file, one for each list: what is used in three places is one list. */
export function emailChecks(kernel: Kernel): readonly EmailCheck[] {
  const found = new Map<unknown, EmailCheck>();
  for (const node of nodesOf(kernel.sourceCode, 'BinaryExpression', 'CallExpression')) {
    for (const test of testsAt(node)) {
      if (!isSomebody(test.value)) continue;
      const texts = [...new Set(test.with.flatMap((each) => textsOf(kernel, each, test.value)))];
      // With one domain where anybody gets an address, the list keeps nobody out.
      if (texts.length === 0 || texts.some(isPublic) || (test.single && test.with.some((each) => isSomebodyElse(kernel, each)))) continue;
      const list = test.with.map((each) => listName(each)).find((name) => name !== undefined);
      if (list !== undefined && hasPhrase(list, NO_ACCESS_PHRASES)) continue;
      const decision = accessDecision(kernel.sourceCode, test.node, test.match) ?? (list !== undefined && namesAccess(list) ? namedDecision(kernel, test) : undefined);
      const key = (test.with[0] && definitionOf(kernel.sourceCode, unwrap(test.with[0]))) ?? chainOf(test.node);
      if (decision && !found.has(key)) found.set(key, { node: test.node, texts: texts.slice(0, 3), list, value: test.value, decision });
    }
  }
  return [...found.values()];
}

/** `a === x || a === y` is one list of two. */
function chainOf(node: Node): Node {
  let outer = node;
  while (outer.parent?.type === 'LogicalExpression') outer = outer.parent;
  return outer;
}

/** A list that is called after who may enter decides just that, unless whom it names is turned away. */
function namedDecision(kernel: Kernel, { node, match }: Test): AccessDecision | undefined {
  return accessDecision(kernel.sourceCode, node, !match) ? undefined : { kind: 'grants', name: undefined };
}

// ---- comparisons -----------------------------------------------------------------------------------------------------

function testsAt(node: Node): readonly Test[] {
  switch (node.type) {
    case 'BinaryExpression': {
      if (!/^[!=]==?$/u.test(node.operator)) return [];
      const match = node.operator.startsWith('=');
      const [left, right] = [unwrap(node.left), unwrap(node.right)];
      // `list.indexOf(email) !== -1`
      const index = left.type === 'CallExpression' && lastNameOf(left.callee) === 'indexOf' ? left : undefined;
      if (index && left.type === 'CallExpression') return listTests(index).map((test) => ({ ...test, node, match: !match }));
      return [{ node, match, value: left, with: [right], single: true }, { node, match, value: right, with: [left], single: true }];
    }
    case 'CallExpression':
      return callTests(node);
    default:
      return [];
  }
}

function callTests(call: TSESTree.CallExpression): readonly Test[] {
  const callee = unwrap(call.callee);
  const [argument] = call.arguments;
  if (callee.type !== 'MemberExpression' || !argument) return [];
  switch (propertyName(callee)) {
    case 'includes':
    case 'has':
      return [...listTests(call), { node: call, match: true, value: callee.object, with: [argument] }];
    case 'endsWith':
      return [{ node: call, match: true, value: callee.object, with: [argument] }];
    case 'test':
      return [{ node: call, match: true, value: argument, with: [callee.object] }];
    case 'match':
      return [{ node: call, match: true, value: callee.object, with: [argument] }];
    default:
      // `DOMAINS.some((domain) => email.endsWith(domain))` is found at the comparison inside.
      return [];
  }
}

/** `LIST.includes(email)`, `new Set([…]).has(email)`; `row.email.includes(query)` looks for a part of an address. */
function listTests(call: TSESTree.CallExpression): readonly Test[] {
  const callee = unwrap(call.callee);
  const [argument] = call.arguments;
  return callee.type === 'MemberExpression' && argument && !isOfRecord(callee.object) ? [{ node: call, match: true, value: argument, with: [callee.object] }] : [];
}

// ---- what is written in the code -------------------------------------------------------------------------------------

/** The addresses and domains that an expression can hold: literals it comes from, elements of lists, parts of a regular expression. */
function textsOf(kernel: Kernel, node: Node, value: Node): readonly string[] {
  const texts: string[] = [];
  for (const constant of constantsOf(kernel.sourceCode, node) ?? []) {
    if (typeof constant === 'string') texts.push(constant);
    else if (typeof constant === 'object' && constant !== null) texts.push(...domainsIn(constant.pattern));
  }
  if (texts.length === 0) {
    for (const origin of originsOf(kernel.sourceCode, node)) {
      if (origin.node.type !== 'Literal' || texts.length > MAX_TEXTS) continue;
      if (typeof origin.node.value === 'string') texts.push(...origin.node.value.split(/[,;\s]+/u));
    }
  }
  const isDomain = (text: string): boolean => DOMAIN.test(text) && holdsDomain(kernel, value);
  return texts.filter((text) => ADDRESS.test(text) || SUFFIX.test(text) || isDomain(text));
}

/** Two people are compared, one of whom is sometimes written in the code: `let email = param; if (isDemo) email = 'jo@acme.dev'`. What the environment says may be missing has a reserve. */
function isSomebodyElse(kernel: Kernel, node: Node): boolean {
  if (isOfRecord(node)) return true;
  const isSetting = (each: Node): boolean => kernel.api.factsBornAt(each, 'environment').length > 0;
  return originsOf(kernel.sourceCode, node, { isOrigin: isSetting }).some(({ node: origin }) => !/^(?:Literal|TemplateLiteral)$/u.test(origin.type) && !isSetting(origin));
}

/** `this.user.email`: the address of one person is compared with that of another, wherever that one was made. `ADMIN.email` is a constant. */
function isOfRecord(node: Node): boolean {
  let here = unwrap(node);
  if (here.type === 'CallExpression' && unwrap(here.callee).type === 'MemberExpression') here = unwrap((unwrap(here.callee) as TSESTree.MemberExpression).object);
  if (here.type !== 'MemberExpression' || !/^email(?:address)?$/iu.test(propertyName(here) ?? '')) return false;
  const owner = lastNameOf(here.object);
  return owner !== owner.toUpperCase() && !namesAccess(owner);
}

/** `@acme.com` of `/@(?:www\.)?acme\.com$/` */
function domainsIn(pattern: string): readonly string[] {
  const found = /@((?:[a-z\d-]+\\\.)+[a-z]{2,})/iu.exec(pattern)?.[1];
  return found === undefined ? [] : [`@${found.replaceAll('\\', '')}`];
}

/** Is this the part of an address behind the `@`? */
function holdsDomain(kernel: Kernel, value: Node): boolean {
  const inner = unwrap(value);
  const name = lastNameOf(inner);
  if (/mail/iu.test(name) && hasPhrase(name, ['domain'])) return true;
  if (/^(?:includes|endsWith)$/u.test(lastNameOf(inner.parent ?? inner)) && /mail/iu.test(name)) return true;
  const source = definitionOf(kernel.sourceCode, inner) ?? inner;
  return /split\(\s*['"`]@|lastIndexOf\(\s*['"`]@|replace\([^)]*@/u.test(kernel.sourceCode.getText(source));
}

function isPublic(text: string): boolean {
  return !ADDRESS.test(text) && PUBLIC_MAIL_DOMAINS.has(text.replace(/^@/u, '').toLowerCase());
}

/** Is this the address of somebody who is here, not of who wrote or gets a letter? */
function isSomebody(value: Node): boolean {
  for (let here: Node = unwrap(value); ;) {
    if (here.type === 'CallExpression') {
      // `user.email.toLowerCase()`
      const callee: Node = unwrap(here.callee);
      here = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
    } else if (here.type === 'LogicalExpression') here = unwrap(here.left);
    else if (here.type === 'MemberExpression') {
      if (wordsOf(propertyName(here) ?? '').some((word) => CORRESPONDENTS.has(word))) return false;
      here = unwrap(here.object);
    } else return here.type === 'Identifier' || here.type === 'ThisExpression' ? here.type === 'ThisExpression' || !wordsOf(here.name).some((word) => CORRESPONDENTS.has(word)) : false;
  }
}

function listName(node: Node): string | undefined {
  const inner = unwrap(node);
  return inner.type === 'Identifier' || inner.type === 'MemberExpression' ? lastNameOf(inner) : undefined;
}
