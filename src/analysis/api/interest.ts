/**
 * May an import from another file of the project denote something that knowledge speaks of? Decided by the other file's text, so that the few files
 * that make loggers and clients are parsed for the sake of others and the many that use them are not.
 */
import { LOG_HOLDERS, LOG_METHODS, LOG_WORDS } from '../../knowledge/loggers.js';
import type { Role } from '../../knowledge/schema.js';
import { plainModuleName } from '../modules.js';
import type { FileText } from '../modules/files.js';
import type { ModuleView } from '../modules/view.js';
import { ownText } from '../own-text.js';
import { matchesModule, rolesFrom, type ModulePattern, type Trie, type TrieNode } from '../trie.js';
import { wordsOf } from '../words.js';

/** What is made in one file to be used in others. Requests, redirects and the like are met where they are used. */
const SHARED: ReadonlySet<Role> = new Set<Role>(['adminClient', 'privilegeCheck', 'log', 'redaction', 'auditWrite', 'sharedStore', 'memoryCache', 'keyMaterial']);
/** Names of functions and objects that are worth a look, whatever libraries their file imports. */
const TELLING: ReadonlySet<string> = new Set(['log', 'logger', 'logging', 'console', 'audit', 'admin', 'auth']);
/** What says nothing at the end of a name. */
const GENERAL: ReadonlySet<string> = new Set(['service', 'client', 'factory', 'provider', 'instance']);
const MAX_HOPS = 5;

const SOURCE = /\b(?:from|import|require\s*\()\s*(['"])([^'"\n]+)\1/gu;
const NAMED = /\bimport\s+(?:type\s*)?\{([^{}]*)\}\s*from\s*(['"])([^'"\n]+)\2/gu;
const PASSED_ON = /\bexport\s*(?:\*(?:\s*as\s+[\w$]+)?|(?:type\s*)?\{([^{}]*)\})\s*from\s*(['"])([^'"\n]+)\2/gu;

interface TextFacts {
  /** The modules that it imports, as their packages call them, and the names that it takes from each: undefined where that may be all of it. */
  readonly sources: ReadonlyMap<string, readonly string[] | undefined>;
  readonly passedOn: readonly { readonly names: string | undefined; readonly source: string }[];
}

const facts = new WeakMap<FileText, TextFacts>();

export function mayMatter(view: ModuleView, trie: Trie, source: string, name: string): boolean {
  return decide(view, trie, view.textOf(source), name, 0);
}

function decide(view: ModuleView, trie: Trie, text: FileText | undefined, name: string, hops: number): boolean {
  if (!text || hops > MAX_HOPS) return false;
  if (isTelling(name)) return true;
  const shared = sharedBy(trie, text);
  // Most files of a project use its logger. What they hand out of it is called like one, or is all that they hand out.
  if (shared === 'anything' || (shared === 'logger' && (name === '*' || name === 'default' || namesLogging(name)))) return true;
  return factsOf(text).passedOn.some(({ names, source }) => (name === '*' || names === undefined || names.includes(name)) && decide(view, trie, view.textOf(source, text.path), name, hops + 1));
}

/** Is something called so worth a look: `logger`, `logAction`, `serviceClient`, `Logger`, `LoggerService`? */
function isTelling(name: string): boolean {
  if (speaksOf(name, (word) => TELLING.has(word))) return true;
  const words = wordsOf(name);
  return !isClassName(name) && words.some((word, index) => word === 'service' && index < words.length - 1);
}

/** Is it called as wrappers are (`analysis/log-wrappers.ts`), or as what may hold them? */
function namesLogging(name: string): boolean {
  return LOG_METHODS.has(name) || speaksOf(name, (word) => LOG_WORDS.has(word) || LOG_HOLDERS.has(word));
}

/** A class or component says what it is at the end: `LogsTable` shows logs, and `TriggerTaskService` does some work. */
function speaksOf(name: string, tells: (word: string) => boolean): boolean {
  const words = wordsOf(name);
  return isClassName(name) ? tells(words.findLast((word) => !GENERAL.has(word)) ?? '') : words.some(tells);
}

function isClassName(name: string): boolean {
  return /^[A-Z]+[a-z]/u.test(name);
}

function factsOf(text: FileText): TextFacts {
  let known = facts.get(text);
  if (!known) {
    known = {
      sources: sourcesOf(text.text),
      passedOn: [...text.text.matchAll(PASSED_ON)].map(([, names, , source = '']) => ({ names: names === undefined ? undefined : ownText(names), source: ownText(source) })),
    };
    facts.set(text, known);
  }
  return known;
}

function sourcesOf(text: string): ReadonlyMap<string, readonly string[] | undefined> {
  const mentions = new Map<string, number>();
  for (const [, , source = ''] of text.matchAll(SOURCE)) {
    const module = ownText(plainModuleName(source));
    mentions.set(module, (mentions.get(module) ?? 0) + 1);
  }
  const named = new Map<string, string[][]>();
  for (const [, names = '', , source = ''] of text.matchAll(NAMED)) {
    const module = plainModuleName(source);
    const lists = named.get(module);
    const list = names.split(',').flatMap((each) => /^\s*(?:type\s+)?([\w$]+)/u.exec(each)?.[1] ?? []);
    if (lists) lists.push(list);
    else named.set(module, [list]);
  }
  return new Map(
    [...mentions].map(([module, count]) => {
      const lists = named.get(module) ?? [];
      return [module, lists.length === count ? lists.flat().map(ownText) : undefined];
    }),
  );
}

/** What a file may hand out because of the packages that it imports. `logger`: it uses the project's own, and may hand that on. */
type Shared = 'anything' | 'logger' | 'nothing';

interface SharedModules {
  readonly patterns: readonly { readonly pattern: ModulePattern; readonly shares: Shared }[];
  readonly answers: WeakMap<FileText, Shared>;
}

const sharedModules = new WeakMap<Trie, SharedModules>();

function sharedBy(trie: Trie, text: FileText): Shared {
  let shared = sharedModules.get(trie);
  if (!shared) {
    const patterns = trie.modulePatterns.map((pattern) => ({ pattern, shares: sharedFrom(rolesFrom(pattern.node)) })).filter(({ shares }) => shares !== 'nothing');
    sharedModules.set(trie, (shared = { patterns, answers: new WeakMap() }));
  }
  const { patterns, answers } = shared;
  let answer = answers.get(text);
  if (answer === undefined) {
    const found = [...factsOf(text).sources].flatMap(([source, names]): readonly Shared[] => {
      const known = trie.modules.get(source);
      const taken = known ? sharedFrom(rolesTaken(known, names)) : 'nothing';
      // Of a library of loggers the project's own may be made, whatever that is called; every file of a framework has a logger.
      if (known && taken !== 'nothing') return [names && offersMore(known) ? taken : 'anything'];
      return source.startsWith('.') ? [] : patterns.flatMap(({ pattern, shares }) => (matchesModule(pattern, source) ? [shares] : []));
    });
    answer = found.includes('anything') ? 'anything' : found.includes('logger') ? 'logger' : 'nothing';
    answers.set(text, answer);
  }
  return answer;
}

/** Is there a fact of this role at a place of the trie, or further along? */
export function leadsTo(root: TrieNode, role: Role): boolean {
  return rolesFrom(root).has(role);
}

/** The roles that these names of a module lead to; without names, those of all of it. */
function rolesTaken(module: TrieNode, names: readonly string[] | undefined): Iterable<Role> {
  if (!names || names.includes('default')) return rolesFrom(module);
  return names.flatMap((name) => [module.members.get(name), module.anyMember].flatMap((place) => (place ? [...rolesFrom(place)] : [])));
}

/** Is there more in a module than what is made in one file for others? */
function offersMore(module: TrieNode): boolean {
  return [...rolesFrom(module)].some((role) => !SHARED.has(role));
}

function sharedFrom(all: Iterable<Role>): Shared {
  const roles = [...all].filter((role) => SHARED.has(role));
  if (roles.length === 0) return 'nothing';
  return roles.every((role) => role === 'log') ? 'logger' : 'anything';
}
