/** Which commands does this file send to Redis, for which key, and which of them are done as one step? */
import type { TSESTree } from '@typescript-eslint/utils';
import { BATCHES, COUNTS, EXPIRES, RAW_COMMANDS, UNDONE_TRANSACTIONS } from '../knowledge/redis.js';
import { lastNameOf, propertyName, stringOf, unwrap, wrapped, type Node } from './ast.js';
import type { Kernel } from './kernel.js';
import { nodesOf } from './nodes.js';
import { definitionOf } from './scope.js';

export interface RedisCommand {
  /** The call that sends the command; in a batch that is given as a list, its entry. */
  readonly node: Node;
  /** In lower case, without separators: `incrby`. */
  readonly name: string;
  /** What follows the name of the command: the key first. */
  readonly args: readonly Node[];
  readonly batch: 'single' | 'pipeline' | 'transaction';
  /** The call that began its batch, where it can be seen. */
  readonly begun: TSESTree.CallExpression | undefined;
}

type Batch = RedisCommand['batch'];

/** Objects whose name says nothing, too: what counts and expires speaks the commands of Redis. */
// Without `u`: under it a search that ignores case takes far longer.
const COUNTING = /\.\s*h?(?:incr|decr)\w*\s*[(<]/i;
const EXPIRING = /\.\s*p?expire\w*\s*[(<]/i;
const MAX_CHAIN = 40;

/** May a file send commands to Redis? */
export function maySendCommands(kernel: Kernel): boolean {
  return kernel.api.mayHave('redisCommand') || mentionsCounters(kernel);
}

function mentionsCounters(kernel: Kernel): boolean {
  return kernel.mentions('count') && kernel.mentions('expire');
}

const commands = new WeakMap<object, readonly RedisCommand[]>();

/** The commands of a file in source order; remembered for all rules that ask. */
export function redisCommandsOf(kernel: Kernel): readonly RedisCommand[] {
  const { ast, text } = kernel.sourceCode;
  const known = commands.get(ast);
  if (known) return known;
  const found = new Map<Node, RedisCommand>();
  // One call may be several things at once: what it is in a batch counts.
  const order: readonly Batch[] = ['single', 'pipeline', 'transaction'];
  for (const { node, fact } of kernel.api.uses('redisCommand')) {
    if (node.type !== 'CallExpression') continue;
    for (const command of commandsAt(kernel, node, fact.batch)) {
      const other = found.get(command.node);
      if (!other || order.indexOf(other.batch) < order.indexOf(command.batch)) found.set(command.node, command);
    }
  }
  if (mentionsCounters(kernel) && COUNTING.test(text) && EXPIRING.test(text)) {
    for (const node of nodesOf(kernel.sourceCode, 'CallExpression')) {
      if (found.has(node) || node.callee.type !== 'MemberExpression') continue;
      const name = commandName(propertyName(node.callee) ?? '');
      if (COUNTS.has(name) || EXPIRES.has(name)) found.set(node, { node, name, args: node.arguments, ...batchOf(kernel, node) });
    }
  }
  const list = [...found.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
  commands.set(ast, list);
  return list;
}

function commandName(name: string): string {
  return name.replaceAll(/[\s_$-]/gu, '').toLowerCase();
}

function commandsAt(kernel: Kernel, call: TSESTree.CallExpression, batch: Batch): readonly RedisCommand[] {
  const name = commandName(lastNameOf(call.callee));
  const { begun } = batchOf(kernel, call);
  const begins = BATCHES.get(name);
  if (begins) return listedCommands(call, begins);
  if (!RAW_COMMANDS.has(name)) return [{ node: call, name, args: call.arguments, batch: undone(call, batch), begun }];
  const raw = rawCommand(call.arguments);
  return raw ? [{ node: call, ...raw, batch, begun }] : [];
}

/** `redis.pipeline([['incr', key], ['expire', key, 60]])` */
function listedCommands(call: TSESTree.CallExpression, batch: Batch): readonly RedisCommand[] {
  const list = call.arguments[0] && unwrap(call.arguments[0]);
  if (list?.type !== 'ArrayExpression') return [];
  return list.elements.flatMap((element) => {
    const raw = element && rawCommand([element]);
    return raw ? [{ node: element, ...raw, batch, begun: call }] : [];
  });
}

/** The command in the arguments of a call that takes any: `call('INCR', key)`, `sendCommand(['INCR', key])`. */
function rawCommand(given: readonly Node[]): Pick<RedisCommand, 'name' | 'args'> | undefined {
  const first = given[0] && unwrap(given[0]);
  const words: readonly (Node | null)[] = first?.type === 'ArrayExpression' ? first.elements : given;
  const [name, ...args] = words;
  const text = stringOf(name);
  return text === undefined ? undefined : { name: commandName(text), args: args.filter((word) => word !== null) };
}

/** The batch that a command belongs to, by how it was begun: in the chain before it, or where its variable was made. */
function batchOf(kernel: Kernel, call: TSESTree.CallExpression): Pick<RedisCommand, 'batch' | 'begun'> {
  let here: Node = unwrap(call.callee);
  for (let links = 0; links < MAX_CHAIN; links++) {
    if (here.type === 'MemberExpression') here = unwrap(here.object);
    else if (here.type === 'Identifier') {
      const definition = definitionOf(kernel.sourceCode, here);
      if (!definition) break;
      here = unwrap(definition);
    } else if (here.type === 'CallExpression') {
      const batch = BATCHES.get(commandName(lastNameOf(here.callee)));
      if (batch) return { batch: undone(call, batch), begun: here };
      here = unwrap(here.callee);
    } else break;
  }
  return { batch: 'single', begun: undefined };
}

/** `multi()…execAsPipeline()` of node-redis is no transaction. */
function undone(call: TSESTree.CallExpression, batch: Batch): Batch {
  if (batch !== 'transaction') return batch;
  for (let here: Node = wrapped(call), links = 0; links < MAX_CHAIN && here.parent?.type === 'MemberExpression' && here.parent.object === here; links++) {
    if (UNDONE_TRANSACTIONS.has(commandName(propertyName(here.parent) ?? ''))) return 'pipeline';
    const outer = wrapped(here.parent);
    if (outer.parent?.type !== 'CallExpression' || outer.parent.callee !== outer) break;
    here = wrapped(outer.parent);
  }
  return batch;
}
