/**
 * May an import from another file of the project denote something that knowledge speaks of? Decided by the other file's text, so that the few files
 * that make loggers and clients are parsed for the sake of others and the many that use them are not.
 */
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
const TELLING: ReadonlySet<string> = new Set(['log', 'logger', 'logging', 'console', 'admin', 'service', 'auth']);
const MAX_HOPS = 5;

const SOURCE = /\b(?:from|import|require\s*\()\s*(['"])([^'"\n]+)\1/gu;
const PASSED_ON = /\bexport\s*(?:\*(?:\s*as\s+[\w$]+)?|(?:type\s*)?\{([^}]*)\})\s*from\s*(['"])([^'"\n]+)\2/gu;

interface TextFacts {
  /** The modules that it imports, as their packages call them. */
  readonly sources: readonly string[];
  readonly passedOn: readonly { readonly names: string | undefined; readonly source: string }[];
}

const facts = new WeakMap<FileText, TextFacts>();

export function mayMatter(view: ModuleView, trie: Trie, source: string, name: string): boolean {
  return decide(view, trie, view.textOf(source), name, 0);
}

function decide(view: ModuleView, trie: Trie, text: FileText | undefined, name: string, hops: number): boolean {
  if (!text || hops > MAX_HOPS) return false;
  if (name !== '*' && name !== 'default' && wordsOf(name).some((word) => TELLING.has(word))) return true;
  if (usesShared(trie, text)) return true;
  return factsOf(text).passedOn.some(({ names, source }) => (name === '*' || names === undefined || names.includes(name)) && decide(view, trie, view.textOf(source, text.path), name, hops + 1));
}

function factsOf(text: FileText): TextFacts {
  let known = facts.get(text);
  if (!known) {
    known = {
      sources: [...new Set([...text.text.matchAll(SOURCE)].map(([, , source = '']) => ownText(plainModuleName(source))))],
      passedOn: [...text.text.matchAll(PASSED_ON)].map(([, names, , source = '']) => ({ names: names === undefined ? undefined : ownText(names), source: ownText(source) })),
    };
    facts.set(text, known);
  }
  return known;
}

interface SharedModules {
  readonly patterns: readonly ModulePattern[];
  readonly answers: WeakMap<FileText, boolean>;
}

const sharedModules = new WeakMap<Trie, SharedModules>();

/** Does a file import a package that hands out something of a shared role? */
function usesShared(trie: Trie, text: FileText): boolean {
  let shared = sharedModules.get(trie);
  if (!shared) {
    const patterns = trie.modulePatterns.filter(({ node }) => leadsToShared(node));
    sharedModules.set(trie, (shared = { patterns, answers: new WeakMap() }));
  }
  const { patterns, answers } = shared;
  let answer = answers.get(text);
  if (answer === undefined) {
    answer = factsOf(text).sources.some((source) => isShared(trie.modules.get(source)) || (!source.startsWith('.') && patterns.some((pattern) => matchesModule(pattern, source))));
    answers.set(text, answer);
  }
  return answer;
}

/** Is there a fact of this role at a place of the trie, or further along? */
export function leadsTo(root: TrieNode, role: Role): boolean {
  return rolesFrom(root).has(role);
}

function isShared(root: TrieNode | undefined): boolean {
  return root !== undefined && leadsToShared(root);
}

function leadsToShared(root: TrieNode): boolean {
  return [...rolesFrom(root)].some((role) => SHARED.has(role));
}
