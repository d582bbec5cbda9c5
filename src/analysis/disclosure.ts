/**
 * What does the type of a value say of the data in it? From type information where the parser brings some, and from the names
 * that are written down in the file where `settings.bulwark` speaks of types. Without either there is no answer, and names decide.
 */
import { DATA_IN_ANY_FORM, ID_WORDS, NUMERIC_DATA, TYPE_TAILS } from '../knowledge/types.js';
import type { DataClass } from '../knowledge/vocabulary.js';
import { writtenTypeNames } from './annotations.js';
import type { Node } from './ast.js';
import type { Kernel } from './kernel.js';
import type { NamedApi } from './settings.js';
import { membersOfType, namesOfType, valueKindOf, type TypeMember, type TypeName, type ValueKind } from './types.js';
import { wordsOf } from './words.js';

/** A member, perhaps of a member, that holds personal data or a secret. */
export interface SensitiveMember {
  readonly class: DataClass;
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** The name of the type, when it has one. */
  readonly type: string | undefined;
}

export type ClassOfMember = (name: string, owner: string) => DataClass | undefined;

/** Does the type show that what is named after data is none: a yes or no, an id, a count, one of a few fixed texts? */
export function isHarmlessByType({ sourceCode }: Kernel, node: Node, data: DataClass, name: string): boolean {
  const kind = valueKindOf(sourceCode, node);
  return kind !== undefined && !mayBe(kind, data, name);
}

/** Does the type show that what is named after a record is none: a text, a number, an object of which every member is known and harmless? */
export function isNoRecordByType(kernel: Kernel, node: Node, classOf: ClassOfMember): boolean {
  const kind = valueKindOf(kernel.sourceCode, node);
  if (kind !== 'object') return kind !== undefined;
  const all = membersOfType(kernel.sourceCode, node);
  return all?.complete === true && !all.members.some((member) => classOfMember(member, classOf));
}

/** The sensitive members that the type of a value declares: only types of the project, which says by its names what it keeps. */
export function sensitiveMembersOf({ sourceCode }: Kernel, node: Node, classOf: ClassOfMember): readonly SensitiveMember[] {
  return (membersOfType(sourceCode, node)?.members ?? []).flatMap((member) => {
    const found = member.foreign ? undefined : classOfMember(member, classOf);
    return found ? [{ class: found, path: member.path, type: member.type }] : [];
  });
}

/** The type of a value that settings name under `key`, by the type information or by what is written in the file. */
export function typeInSettings({ sourceCode, settings }: Kernel, node: Node, key: 'sensitiveTypes' | 'harmlessTypes'): string | undefined {
  const wanted = settings[key];
  if (wanted.length === 0) return undefined;
  const names = [...namesOfType(sourceCode, node).flat(), ...writtenTypeNames(sourceCode, node)];
  return names.find((name) => wanted.some((each) => fits(each, name)))?.name;
}

/** Can a value of this kind be the data that its name speaks of? */
function mayBe(kind: ValueKind, data: DataClass, name: string): boolean {
  const word = wordsOf(name).at(-1) ?? '';
  switch (kind) {
    case 'text':
    case 'object':
      return true;
    case 'flag':
      return false;
    case 'id':
      // `token: TokenId` says which token; `taxId: TaxId` is the datum.
      return ID_WORDS.has(word);
    case 'fixed':
      return DATA_IN_ANY_FORM.has(data);
    case 'number':
      return DATA_IN_ANY_FORM.has(data) || NUMERIC_DATA.has(word);
  }
}

function classOfMember({ path, owner = '', kind }: TypeMember, classOf: ClassOfMember): DataClass | undefined {
  const name = path.at(-1) ?? '';
  const words = [...wordsOf(path.at(-2) ?? owner)];
  while (words.length > 0 && TYPE_TAILS.has(words.at(-1) ?? '')) words.pop();
  const data = classOf(name, words.join(' '));
  return data && mayBe(kind, data, name) ? data : undefined;
}

/** A type of a project is known by the end of its path: `types/user` and `@/types/user` mean `/home/me/app/src/types/user.ts`. */
function fits(wanted: NamedApi, { name, module }: TypeName): boolean {
  const { name: wantedName, module: wantedModule } = typeof wanted === 'string' ? { name: wanted, module: undefined } : wanted;
  if (wantedName !== name && wantedName !== name.slice(name.lastIndexOf('.') + 1)) return false;
  if (wantedModule === undefined) return true;
  if (module === undefined) return false;
  const pattern = withoutRoot(wantedModule).split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/gu, String.raw`\$&`)).join('.*');
  return new RegExp(`(?:^|/)${pattern}$`, 'u').test(withoutRoot(module));
}

function withoutRoot(module: string): string {
  return module.replace(/^(?:[@~*]?\/|\.{1,2}\/)+/u, '').replace(/(?:\.d)?\.[cm]?[jt]sx?$/u, '');
}
