/**
 * What the files that a file imports export: the cross-file view of one file.
 *
 * Views have a depth. The file that is linted sees three files deep: what it imports may have been made by a file that is imported there,
 * and so on. Each step goes one less deep, so cycles end by themselves and an answer does not depend on which file was linted first.
 */
import type { Kernel } from '../kernel.js';
import type { SourceCode } from '../scope.js';
import type { Node } from '../ast.js';
import { exportIndexOf, importBehind, loadedModule } from './exports.js';
import { fileAt, textAt, type FileText, type ProjectFile } from './files.js';
import type { LanguageOptions } from './parse.js';
import type { Project } from './project.js';
import { resolveImport } from './resolve.js';

export const MAX_DEPTH = 3;
/** Re-exports do not make the view shorter, but a barrel of barrels has to end somewhere. */
const MAX_BARRELS = 12;

/** What an export name stands for in the file that declares it; without `node` all exports of the file together. */
export interface Found {
  readonly file: ProjectFile;
  readonly node: Node | undefined;
}

export interface ViewOptions {
  readonly project: Project;
  readonly path: string;
  readonly cwd: string;
  readonly sourceCode: SourceCode;
  readonly language: LanguageOptions;
  readonly depth: number;
  readonly makeKernel: (file: ProjectFile, depth: number) => Kernel;
}

export class ModuleView {
  readonly #options: ViewOptions;
  readonly #found = new Map<string, Found | undefined>();
  /** The files that answers of this view rest on, as they were. */
  readonly #used = new Map<string, FileText | undefined>();
  readonly #usedViews = new Set<ModuleView>();

  constructor(options: ViewOptions) {
    this.#options = options;
  }

  get depth(): number {
    return this.#options.depth;
  }

  /** Is everything on disk as it was when this view gave its answers? */
  isCurrent(): boolean {
    for (const [path, text] of this.#used) if (textAt(path) !== text) return false;
    for (const view of this.#usedViews) if (!view.isCurrent()) return false;
    return true;
  }

  /** The project file that an import of this file (or of `from`) leads to, unparsed. */
  textOf(source: string, from = this.#options.path): FileText | undefined {
    const path = resolveImport(this.#options.project, from, source);
    if (path === undefined || path === this.#options.path) return undefined;
    const text = textAt(path);
    this.#used.set(path, text);
    return text;
  }

  /** What `name` (`default`, `*` for everything) imported from `source` stands for, through re-exports. */
  find(source: string, name: string): Found | undefined {
    const key = `${source}\0${name}`;
    if (this.#found.has(key)) return this.#found.get(key);
    const found = this.#find(this.#options.path, source, name, new Set());
    this.#found.set(key, found);
    return found;
  }

  #find(from: string, source: string, name: string, visited: Set<string>): Found | undefined {
    const text = this.textOf(source, from);
    if (!text || visited.size > MAX_BARRELS || visited.has(`${text.path}\0${name}`)) return undefined;
    visited.add(`${text.path}\0${name}`);
    const { project, language, sourceCode, cwd } = this.#options;
    const file = fileAt(project, text.path, language, sourceCode, cwd);
    if (!file) return undefined;
    return name === '*' ? { file, node: exportIndexOf(file.sourceCode).whole } : this.#exportOf(file, name, visited);
  }

  #exportOf(file: ProjectFile, name: string, visited: Set<string>): Found | undefined {
    const { own, passedOn, stars, whole } = exportIndexOf(file.sourceCode);
    const node = own.get(name) ?? (name === 'default' ? whole : undefined);
    if (node) {
      // `import { a } from './b'; export { a };`
      const behind = node.type === 'Identifier' ? importBehind(file.sourceCode, node) : undefined;
      return (behind && this.#find(file.path, behind.source, behind.name, visited)) ?? { file, node };
    }
    const next = passedOn.get(name);
    if (next) return this.#find(file.path, next.source, next.name, visited);
    if (name === 'default') return undefined;
    for (const star of stars) {
      // Not every file behind a barrel has to be parsed to find one name.
      if (!mayExport(this.textOf(star, file.path)?.text, name)) continue;
      const found = this.#find(file.path, star, name, visited);
      if (found) return found;
    }
    return undefined;
  }

  /** What an identifier of a file stands for in another file; undefined when it is not imported from the project. */
  imported(sourceCode: SourceCode, identifier: Node): Found | undefined {
    if (this.depth === 0) return undefined;
    const behind = importBehind(sourceCode, identifier);
    return behind && this.find(behind.source, behind.name);
  }

  /** As {@link imported}, of `require('./x')` or `await import('./x')` itself. */
  loaded(sourceCode: SourceCode, expression: Node): Found | undefined {
    const source = this.depth === 0 ? undefined : loadedModule(sourceCode, expression);
    return source === undefined ? undefined : this.find(source, '*');
  }

  /** An export of a file that was found as a whole. */
  memberOf({ file }: Found, name: string): Found | undefined {
    const key = `${file.path}\0${name}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#exportOf(file, name, new Set()));
    return this.#found.get(key);
  }

  /** The questions of the kernel about the other file. */
  kernelOf(file: ProjectFile): Kernel {
    const kernel = this.#options.makeKernel(file, this.depth - 1);
    if (kernel.modules) this.#usedViews.add(kernel.modules);
    return kernel;
  }
}

/** Can a file with this text export something under this name? */
function mayExport(text: string | undefined, name: string): boolean {
  return text !== undefined && (text.includes(name) || /export\s*\*/u.test(text));
}
