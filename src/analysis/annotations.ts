/** What do the types written in this file say of a value, without type information: is it a text, a number, an object with these members, what is its type called? */
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyName, type Node } from './ast.js';
import { sourceOfImport } from './modules.js';
import { variableOf, type SourceCode, type Variable } from './scope.js';
import { classify } from './words.js';

/** The type written at the declaration of a variable or parameter, also inside a destructured one whose type is written in this file. */
export function annotationOf(sourceCode: SourceCode, variable: Variable): TSESTree.TypeNode | undefined {
  const name = variable.defs[0]?.name as Node | undefined;
  if (name?.type === 'Identifier' && name.typeAnnotation) return name.typeAnnotation.typeAnnotation;
  // `({ email, age = 18 }: Props)`
  const value = name?.parent?.type === 'AssignmentPattern' ? name.parent : name;
  const property = value?.parent;
  const pattern = property?.type === 'Property' ? property.parent : undefined;
  const key = property?.type === 'Property' ? propertyName(property) : undefined;
  if (pattern?.type !== 'ObjectPattern' || key === undefined) return undefined;
  return signatureIn(membersOf(sourceCode, pattern.typeAnnotation?.typeAnnotation), key);
}

function signatureIn(members: readonly TSESTree.TypeElement[], name: string): TSESTree.TypeNode | undefined {
  for (const member of members) if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === name) return member.typeAnnotation?.typeAnnotation;
  return undefined;
}

/** The declared type of `name` in a parameter or variable whose type is written in this file. */
export function memberType(sourceCode: SourceCode, object: Node, name: string): TSESTree.TypeNode | undefined {
  const variable = object.type === 'Identifier' ? variableOf(sourceCode, object) : undefined;
  return variable && signatureIn(membersOf(sourceCode, annotationOf(sourceCode, variable)), name);
}

function membersOf(sourceCode: SourceCode, type: TSESTree.TypeNode | undefined): readonly TSESTree.TypeElement[] {
  if (type?.type === 'TSTypeLiteral') return type.members;
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  const declaration = variableOf(sourceCode, type.typeName)?.defs[0]?.node as Node | undefined;
  if (declaration?.type === 'TSInterfaceDeclaration') return declaration.body.body;
  return declaration?.type === 'TSTypeAliasDeclaration' && declaration.typeAnnotation.type === 'TSTypeLiteral' ? declaration.typeAnnotation.members : [];
}

/** The members of a type of this file that are texts, by name. */
export function textMembersOf(sourceCode: SourceCode, type: TSESTree.TypeNode | undefined): readonly string[] {
  return membersOf(sourceCode, type).flatMap((member) =>
    member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && isTextType(member.typeAnnotation?.typeAnnotation) ? [member.key.name] : [],
  );
}

/**
 * The names of types that are written where a value is declared, each with the module it is imported from: `UserDto` for
 * `dto: UserDto | null`, `dtos: UserDto[]`, `new UserDto()`.
 */
export function writtenTypeNames(sourceCode: SourceCode, node: Node): readonly { readonly name: string; readonly module: string | undefined }[] {
  if (node.type === 'NewExpression') return node.callee.type === 'Identifier' ? [{ name: node.callee.name, module: sourceOf(sourceCode, node.callee) }] : [];
  const variable = node.type === 'Identifier' ? variableOf(sourceCode, node) : undefined;
  const type = variable ? annotationOf(sourceCode, variable) : node.type === 'MemberExpression' ? memberType(sourceCode, node.object, propertyName(node) ?? '') : undefined;
  return type ? namesIn(sourceCode, type) : [];
}

function namesIn(sourceCode: SourceCode, type: TSESTree.TypeNode): readonly { readonly name: string; readonly module: string | undefined }[] {
  switch (type.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
      return type.types.flatMap((each) => namesIn(sourceCode, each));
    case 'TSArrayType':
      return namesIn(sourceCode, type.elementType);
    case 'TSTypeReference': {
      const named = type.typeName.type === 'TSQualifiedName' ? type.typeName.right : type.typeName;
      const root = type.typeName.type === 'TSQualifiedName' ? type.typeName.left : type.typeName;
      const own = named.type === 'Identifier' ? [{ name: named.name, module: sourceOf(sourceCode, root) }] : [];
      return [...own, ...(type.typeArguments?.params ?? []).flatMap((each) => namesIn(sourceCode, each))];
    }
    default:
      return [];
  }
}

function sourceOf(sourceCode: SourceCode, identifier: Node): string | undefined {
  const definition = variableOf(sourceCode, identifier)?.defs[0];
  return definition && sourceOfImport(definition);
}

/** A type of this file whose members are all known and none of which is sensitive: `{ orgId: string; count: number }`. */
export function isHarmlessRecord(sourceCode: SourceCode, type: TSESTree.TypeNode | undefined): boolean {
  const members = membersOf(sourceCode, type);
  return (
    members.length > 0 &&
    members.every((member) => {
      const annotation = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
      return (isTextType(annotation) || isHarmlessType(annotation)) && member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && !classify(member.key.name);
    })
  );
}

/** A yes or no, a number, a function: no datum whatever its name. */
export function isHarmlessType(type: TSESTree.TypeNode | undefined): boolean {
  switch (type?.type) {
    case 'TSBooleanKeyword':
    case 'TSNumberKeyword':
    case 'TSFunctionType':
    case 'TSUndefinedKeyword':
    case 'TSNullKeyword':
    case 'TSLiteralType':
      return true;
    case 'TSUnionType':
      return type.types.every(isHarmlessType);
    default:
      return false;
  }
}

/** A text, perhaps missing. */
export function isTextType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSUnionType') return type.types.some(isTextType) && type.types.every((each) => isTextType(each) || isHarmlessType(each));
  return type?.type === 'TSStringKeyword';
}
