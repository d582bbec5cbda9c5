/** The kernel of a piece of code, as a rule gets it. */
import type { Node } from '../../src/analysis/ast.js';
import { kernelOf, type Kernel } from '../../src/analysis/kernel.js';
import { sourceOf, type Source, type SourceOptions } from './source.js';

export interface Scene extends Omit<Source, 'find' | 'findAll'> {
  readonly find: (text: string) => Node;
  readonly findAll: (text: string) => readonly Node[];
  readonly kernel: Kernel;
}

/** Parses code as a file of a project at `/project`; `settings` is `settings.bulwark`. */
export function sceneOf(code: string, { settings, filename = '/project/file.tsx', ...options }: SourceOptions & { readonly settings?: object } = {}): Scene {
  const source = sourceOf(code, { ...options, filename });
  return { ...source, kernel: kernelOf({ sourceCode: source.sourceCode, filename, cwd: '/project', settings: settings ? { bulwark: settings } : {} }) };
}
