/**
 * The files of the project that others import: read and parsed once per process, read anew when they have changed on disk.
 *
 * A file is looked at on disk at most once while another one is linted (a round), so that all rules see the same. Memory is bounded: of the trees and texts
 * only the ones used last are kept.
 */
import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { SourceCode } from '../scope.js';
import { parseModule, type LanguageOptions } from './parse.js';
import type { Project } from './project.js';

/** Another file, parsed. */
export interface ProjectFile {
  readonly path: string;
  /** From the project's root, with `/`: how messages call it. */
  readonly name: string;
  readonly sourceCode: SourceCode;
}

/** What is known of a file without parsing it. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

class Entry implements FileText {
  readonly path: string;
  modified: number;
  size: number;
  /** Undefined: not parsed yet, or forgotten since. */
  file?: ProjectFile | false;
  #text: string | undefined;

  constructor(path: string, text: string, modified: number, size: number) {
    this.path = path;
    this.modified = modified;
    this.size = size;
    this.#hold(text);
  }

  /** Read again where it has been forgotten; empty when that fails. */
  get text(): string {
    let text = this.#text;
    try {
      text ??= readText(this.path);
    } catch {
      text = '';
    }
    this.#hold(text);
    return text;
  }

  /** Is this what it holds? False when it has been forgotten. */
  holds(text: string): boolean {
    return this.#text === text;
  }

  #hold(text: string): void {
    this.#text = text;
    useLast(held, this, MAX_TEXTS, (oldest) => { oldest.#text = undefined; });
  }
}

/** Larger files are generated or data. */
const MAX_SIZE = 500_000;
/** For six hundred files of one repository, 279 are parsed with this many trees, 512 with 40, and 241 with 300, which take thirty megabytes more. */
const MAX_PARSED = 100;
/** A text is looked through once for what the file imports and hands on, and rarely asked for again. */
const MAX_TEXTS = 100;

const entries = new Map<string, Entry>();
/** Parsed files, the one used last at the end. */
const parsed = new Set<Entry>();
/** Those whose text is in memory, in the same order. */
const held = new Set<Entry>();
const byTree = new WeakMap<object, ProjectFile>();
let looked = new Set<string>();
let parses = 0;

/** Another file is going to be linted: what is on disk may have changed. */
export function beginRound(): void {
  looked = new Set();
}

/** How many files have been parsed for the sake of others in this process: the work that the cross-file view costs. */
export function parseCount(): number {
  return parses;
}

/** The file at a path as it is on disk now; the same object as long as its content is the same. Undefined where it cannot be read. */
export function textAt(path: string): FileText | undefined {
  return entryAt(path);
}

function entryAt(path: string): Entry | undefined {
  const known = entries.get(path);
  if (looked.has(path)) return known;
  looked.add(path);
  try {
    const { mtimeMs: modified, size } = statSync(path);
    if (known?.modified === modified && known.size === size) return known;
    if (size > MAX_SIZE) throw new RangeError('too large');
    const text = readText(path);
    // Saved without a change: whatever is known of it still holds.
    if (known?.holds(text)) return Object.assign(known, { modified, size });
    if (known) forget(known);
    const entry = new Entry(path, text, modified, size);
    entries.set(path, entry);
    return entry;
  } catch {
    if (known) forget(known);
    entries.delete(path);
    return undefined;
  }
}

/** @throws where it cannot be read */
function readText(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
}

function forget(entry: Entry): void {
  parsed.delete(entry);
  held.delete(entry);
}

/** Puts an item to the end of what has been used, and drops what has not been used for longest. */
function useLast<T>(used: Set<T>, item: T, most: number, drop: (oldest: T) => void): void {
  used.delete(item);
  used.add(item);
  for (const oldest of used) {
    if (used.size <= most) break;
    used.delete(oldest);
    drop(oldest);
  }
}

/** The tree of the file at a path. Undefined where it cannot be read or parsed. */
export function fileAt(project: Project, path: string, language: LanguageOptions, like: SourceCode, cwd: string): ProjectFile | undefined {
  const entry = entryAt(path);
  if (!entry) return undefined;
  if (entry.file === undefined) {
    parses += 1;
    const sourceCode = parseModule(entry.text, path, language, like, cwd);
    entry.file = sourceCode ? { path, name: relative(project.root, path).split(sep).join('/'), sourceCode } : false;
    if (entry.file) byTree.set(entry.file.sourceCode.ast, entry.file);
  }
  useLast(parsed, entry, MAX_PARSED, (oldest) => { delete oldest.file; });
  return entry.file || undefined;
}

/** The other file that a node is of; undefined for nodes of the file that is linted. */
export function fileOfTree(ast: object): ProjectFile | undefined {
  return byTree.get(ast);
}
