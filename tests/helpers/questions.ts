/** Every question that the kernel answers about any node, with the arguments that rules give. */
import { isHarmlessType, annotationOf, isTextType, textMembersOf } from '../../src/analysis/annotations.js';
import { valueAt } from '../../src/analysis/arguments.js';
import { calleeOf, enclosingClass, functionName, isClass, isFunction, lastLinkOf, lastNameOf, nameAround, propertyName, returnsOf, statementOf, stringOf, unwrap, wrapped, type Node } from '../../src/analysis/ast.js';
import { isMoreThanPresence, isSchemaWithoutCheck } from '../../src/analysis/attack.js';
import { isAuditCode } from '../../src/analysis/audits.js';
import { authorityAt, ingredientsOf, isInCatalogue, isStandIn, sharedTextHelper } from '../../src/analysis/authority.js';
import { readsClock, timesIn } from '../../src/analysis/clock.js';
import { isAside, isDevelopmentOnly, isStandIn as standsIn, mentionsStore } from '../../src/analysis/deployment.js';
import { destinationsOf } from '../../src/analysis/destinations.js';
import { exposuresOf } from '../../src/analysis/exposure.js';
import { branchesOf, isFixedDestination } from '../../src/analysis/fixed-destination.js';
import { memberTaken, originsOf, outermostFunction, patternPath } from '../../src/analysis/flow.js';
import { alwaysExits, callsBefore, guardsOf } from '../../src/analysis/guards.js';
import { accessTo } from '../../src/analysis/imports.js';
import type { Kernel } from '../../src/analysis/kernel.js';
import { keyMaterialOf } from '../../src/analysis/key-material.js';
import { isKey } from '../../src/analysis/keys.js';
import { calleeName } from '../../src/analysis/modules.js';
import { fieldOf, isUndefined, literalOf, optionOf } from '../../src/analysis/options.js';
import { memoisedModuleVariable, moduleProxyAround, runsAtModuleLoad } from '../../src/analysis/place.js';
import { fateOf, isAsynchronous, isDetached, isNoop, returnsAtOnce, swallowsRejections } from '../../src/analysis/promises.js';
import { rangeOf } from '../../src/analysis/ranges.js';
import { isRedacted } from '../../src/analysis/redaction.js';
import { refusalOf } from '../../src/analysis/refusal.js';
import { callsOf, declaredVariables, definitionOf, functionOf, initialiserOf, localFunction, membersOfThis, memberWritesOf, variableNaming, variableOf, writesOf } from '../../src/analysis/scope.js';
import { evaluateConstant } from '../../src/analysis/simulate.js';
import { basesOf, constructionsOf, staticUses } from '../../src/analysis/state.js';
import { callText, chainText, lastCallText, nameText, shortText, sinkText } from '../../src/analysis/text.js';
import { isInTransaction } from '../../src/analysis/transactions.js';
import { callsInFile } from '../../src/analysis/usage.js';
import { constantsOf, numberOf, stringsOf } from '../../src/analysis/value.js';
import { TOO_MANY } from '../../src/knowledge/refusals.js';

export type Question = (kernel: Kernel, node: Node) => unknown;

export const QUESTIONS: Readonly<Record<string, Question>> = {
  ast: (_, node) => [unwrap(node), wrapped(node), stringOf(node), propertyName(node), calleeOf(node), lastLinkOf(node), lastNameOf(node), enclosingClass(node), statementOf(node), nameAround(node)],
  'ast of functions': ({ sourceCode }, node) => isFunction(node) && [functionName(node), returnsOf(sourceCode.visitorKeys, node)],
  scope: ({ sourceCode }, node) => [variableOf(sourceCode, node), definitionOf(sourceCode, node), declaredVariables(sourceCode, node), localFunction(sourceCode, node)],
  variables: ({ sourceCode }, node) => {
    const variable = variableOf(sourceCode, node);
    if (!variable) return undefined;
    const type = annotationOf(sourceCode, variable);
    return [writesOf(variable), memberWritesOf(variable), initialiserOf(variable), functionOf(variable), isHarmlessType(type), isTextType(type), textMembersOf(sourceCode, type)];
  },
  functions: ({ sourceCode }, node) => isFunction(node) && [callsOf(sourceCode, node), variableNaming(sourceCode, node), callsInFile(sourceCode, node)],
  classes: ({ sourceCode }, node) => isClass(node) && [constructionsOf(sourceCode, node), basesOf(node), membersOfThis(sourceCode, node), staticUses(sourceCode, node, 'x')],
  flow: ({ sourceCode }, node) => [originsOf(sourceCode, node), originsOf(sourceCode, node, { carries: (call) => call.arguments.map((_, position) => position) }), memberTaken(node), outermostFunction(node), patternPath(node, sourceCode.ast)],
  destinations: (kernel, node) => destinationsOf(kernel.sourceCode, node).map((destination) => [authorityAt(kernel, destination), sharedTextHelper(kernel, destination)]),
  guards: ({ sourceCode }, node) => [guardsOf(sourceCode, node), guardsOf(sourceCode, node, { across: 'closures', stale: true }), callsBefore(sourceCode, node, { across: 'closures' }), alwaysExits(sourceCode, node)],
  value: ({ sourceCode }, node) => [constantsOf(sourceCode, node), stringsOf(sourceCode, node), numberOf(sourceCode, node)],
  simulate: ({ sourceCode }, node) => evaluateConstant(sourceCode, node),
  options: ({ sourceCode }, node) => [optionOf(sourceCode, node, ['a', 'b']), literalOf(sourceCode, node), isUndefined(sourceCode, node), node.type === 'MemberExpression' && fieldOf(sourceCode, node)],
  arguments: (kernel, node) => [valueAt(kernel, node, { arg: 0 }), valueAt(kernel, node, { arg: 'last', path: ['a', ['b', '()']] }), valueAt(kernel, node, { attribute: 'href' }), valueAt(kernel, node, { exported: 'default' })],
  api: ({ api }, node) => [api.factsAt(node, 'source'), api.factsAt(node, 'source', ['a']), api.factsBornAt(node, 'redirect'), api.hasShape(node, 'web.Request'), api.calleeName(node)],
  modules: ({ sourceCode }, node) => [calleeName(sourceCode, node), accessTo(sourceCode, ['node:crypto'], 'randomBytes', node)],
  promises: (kernel, node) => [fateOf(kernel, node), isDetached(kernel, node), isNoop(kernel.sourceCode, node), isFunction(node) && [swallowsRejections(kernel, node), isAsynchronous(kernel, node), returnsAtOnce(kernel, node)]],
  place: (kernel, node) => [runsAtModuleLoad(kernel.sourceCode, node), memoisedModuleVariable(kernel.sourceCode, node), moduleProxyAround(kernel.sourceCode, node)],
  deployment: (kernel, node) => [isDevelopmentOnly(kernel, node), isDevelopmentOnly(kernel, node, { orDetails: true }), standsIn(kernel, node), mentionsStore(kernel, node), isAside(kernel, node)],
  exposure: (kernel, node) => [exposuresOf(kernel, node), exposuresOf(kernel, node, { key: 'email' }), isRedacted(kernel, node, ['a', 'b'])],
  keys: (kernel, node) => [isKey(kernel, node, 'supabase-service'), keyMaterialOf(kernel, node)],
  authority: (kernel, node) => [isStandIn(node), isInCatalogue(node, [node]), ingredientsOf(kernel, node)],
  redirects: (kernel, node) => [branchesOf(kernel.sourceCode, node).map((branch) => isFixedDestination(kernel, branch)), isMoreThanPresence(node), isSchemaWithoutCheck(kernel, node)],
  refusal: ({ sourceCode }, node) => refusalOf(sourceCode, node, TOO_MANY),
  transactions: (kernel, node) => (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') && isInTransaction(kernel, node),
  audits: (kernel, node) => isAuditCode(kernel, node),
  clock: ({ sourceCode }, node) => [readsClock(sourceCode, node), timesIn(sourceCode, node), rangeOf(sourceCode, node)],
  text: ({ sourceCode }, node) => [shortText(sourceCode, node), chainText(sourceCode, node), callText(sourceCode, node), sinkText(sourceCode, node), lastCallText(sourceCode, node), nameText(sourceCode, node)],
};
