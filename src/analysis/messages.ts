/** Which health data goes into a message that is sent by e-mail or SMS? */
import type { DataClass } from '../knowledge/vocabulary.js';
import type { Use } from './api.js';
import { walk, type Node } from './ast.js';
import { exposuresOf, type Exposure } from './exposure.js';
import type { Kernel } from './kernel.js';
import { wordsOf } from './words.js';

/** The health data that a message shows, with the properties of e-mail components that are rendered into it; through functions of this file it stands where they are called. */
export function healthDataIn(kernel: Kernel, { node, fact }: Use<'message'>, classOf: (name: string) => DataClass | undefined): readonly Exposure[] {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  const written = node.arguments.filter((_, position) => fact.args?.includes(position) ?? true);
  const found = written.flatMap((argument) => [
    ...exposuresOf(kernel, argument.type === 'SpreadElement' ? argument.argument : argument, { classOf }),
    ...attributesIn(kernel, argument).flatMap(({ key, value }) => exposuresOf(kernel, value, { key, classOf })),
  ]);
  return found.filter(isHealthData);
}

/** A patient's record is health data as a whole; that of a customer is not. */
function isHealthData({ class: exposed, what }: Exposure): boolean {
  return exposed === 'health' || (exposed === 'whole' && what !== undefined && wordsOf(what).includes('patient'));
}

/** `<Results diagnosis={visit.diagnosis} />` */
function attributesIn({ sourceCode }: Kernel, argument: Node): readonly { readonly key: string; readonly value: Node }[] {
  const attributes: { readonly key: string; readonly value: Node }[] = [];
  walk(sourceCode.visitorKeys, argument, (each) => {
    if (each.type === 'JSXAttribute' && each.name.type === 'JSXIdentifier' && each.value?.type === 'JSXExpressionContainer') attributes.push({ key: each.name.name, value: each.value.expression });
    return undefined;
  });
  return attributes;
}
