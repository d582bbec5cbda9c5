/**
 * The files of the project that others import: read and parsed once per process, read anew when they have changed on disk.
 *
 * A file is looked at on disk at most once while another one is linted (a round), so that all rules see the same. Memory is bounded: of the trees only the
 * ones used last are kept.
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

interface Entry extends FileText {
  readonly modified: number;
  readonly size: number;
  /** Undefined: not parsed yet, or forgotten since. */
  file?: ProjectFile | false;
}

/** Larger files are generated or data. */
const MAX_SIZE = 500_000;
/** For six hundred files of one repository, 279 are parsed with this many trees, 512 with 40, and 241 with 300, which take thirty megabytes more. */
const MAX_PARSED = 100;

const entries = new Map<string, Entry>();
/** Parsed files, the one used last at the end. */
const parsed = new Set<Entry>();
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
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
    // Saved without a change: whatever is known of it still holds.
    const entry = known?.text === text ? Object.assign(known, { modified, size }) : { path, text, modified, size };
    if (known && entry !== known) parsed.delete(known);
    entries.set(path, entry);
    return entry;
  } catch {
    if (known) parsed.delete(known);
    entries.delete(path);
    return undefined;
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
  parsed.delete(entry);
  parsed.add(entry);
  for (const oldest of parsed) {
    if (parsed.size <= MAX_PARSED) break;
    parsed.delete(oldest);
    delete oldest.file;
  }
  return entry.file || undefined;
}

/** The other file that a node is of; undefined for nodes of the file that is linted. */
export function fileOfTree(ast: object): ProjectFile | undefined {
  return byTree.get(ast);
}
