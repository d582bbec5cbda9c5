import { factHolds } from '../analysis/arguments.js';
import { lastNameOf, type Node } from '../analysis/ast.js';
import type { Exposure } from '../analysis/exposure.js';
import { exposedBy, isCovered, writesToOwnScreen } from '../analysis/log-calls.js';
import { withoutPart } from '../analysis/rewrites/removal.js';
import { callText, shortText } from '../analysis/text.js';
import type { LogDestination } from '../knowledge/schema.js';
import type { DataClass } from '../knowledge/vocabulary.js';
import { defineRule, suggestion } from '../rule.js';

const MAX_PER_CALL = 3;

/** What each class is called in messages, and what belongs to it. */
const CLASSES: Readonly<Record<DataClass, { readonly text: string; readonly covers: string }>> = {
  contact: { text: 'contact data', covers: 'E-mail addresses and phone numbers.' },
  identity: { text: 'personal data', covers: 'Names of persons, dates of birth, national ids.' },
  location: { text: 'location data', covers: 'Postal addresses, ip addresses, coordinates.' },
  health: { text: 'health data', covers: 'Diagnoses, medication, medical records.' },
  financial: { text: 'financial data', covers: 'Card and bank account numbers, salaries.' },
  credential: { text: 'a secret', covers: 'Passwords, tokens, keys, cookies, authorization headers, codes.' },
  content: { text: 'what people and models write', covers: 'Prompts, chat messages, completions, transcripts.' },
};
const DESTINATIONS: Readonly<Record<LogDestination, { readonly option: keyof Options['destinations']; readonly text: string }>> = {
  log: { option: 'log', text: 'the log' },
  trace: { option: 'trace', text: 'a trace' },
  'error report': { option: 'errorReport', text: 'an error report' },
  analytics: { option: 'analytics', text: 'analytics' },
};
const ON = (description: string) => ({ type: 'boolean', description }) as const;
const eachClass = <T>(make: (name: string, covers: string) => T): Record<string, T> => Object.fromEntries(Object.entries(CLASSES).map(([name, { covers }]) => [name, make(name, covers)]));

interface Options {
  classes: Record<DataClass | 'payload', boolean>;
  destinations: Record<'log' | 'trace' | 'errorReport' | 'analytics', boolean>;
  allowNames: string[];
  addNames: Partial<Record<DataClass, string[]>>;
  localConsole: 'ignore' | 'report';
}

export default defineRule<'datum' | 'payload' | 'member' | 'remove', Options>({
  name: 'no-pii-in-logs',
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow personal data, secrets, prompts and whole payloads in logs, traces and error reports',
      preset: 'recommended',
      cwe: [532, 359, 200],
      owasp: ['A09:2025', 'LLM02:2025'],
      controls: [26],
    },
    hasSuggestions: true,
    messages: {
      datum: '`{{datum}}` ({{class}}) is written to {{destination}} by `{{logger}}`, and whoever reads that reads it too. Log the action and ids (`{ userId, action }`), or mask the value.',
      payload: '`{{datum}}` ({{what}}) is written to {{destination}} by `{{logger}}`, with every secret and personal field in it. Log the action and ids (`{ userId, action }`), or the few fields you need by name.',
      member: '`{{datum}}` is written to {{destination}} by `{{logger}}`, and {{type}} has the member `{{member}}` ({{class}}). Log the action and ids (`{ userId, action }`), or the few fields you need by name.',
      remove: 'Remove `{{datum}}` from what is logged.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          classes: {
            type: 'object',
            additionalProperties: false,
            description: 'Which classes of data are reported; each is on unless set to `false`.',
            properties: { ...eachClass((_, covers) => ON(covers)), payload: ON('Whole requests, bodies, headers, forms, user records, sessions, the environment.') },
          },
          destinations: {
            type: 'object',
            additionalProperties: false,
            description: 'Which places are looked at; each is on unless set to `false`.',
            properties: {
              log: ON('Loggers and the console.'),
              trace: ON('Attributes and events of spans.'),
              errorReport: ON('Users, contexts, tags and messages sent to error trackers.'),
              analytics: ON('Properties of analytics events.'),
            },
          },
          allowNames: { type: 'array', items: { type: 'string', format: 'regex' }, description: 'Regular expressions for names (the last name of the datum: `email` of `user.email`) that are never reported.' },
          addNames: {
            type: 'object',
            additionalProperties: false,
            description: 'Further names of data by class, as whole names in any case: `{ "identity": ["memberNo"] }`.',
            properties: eachClass((name) => ({ type: 'array', items: { type: 'string' }, description: `Names of ${name} data.` })),
          },
          localConsole: { type: 'string', enum: ['ignore', 'report'], description: "Whether `console` calls are reported in code that runs in a browser or at a command line: what they write stays on the screen of whoever runs it." },
        },
      },
    ],
    defaultOptions: [
      {
        classes: { contact: true, identity: true, location: true, health: true, financial: true, credential: true, content: true, payload: true },
        destinations: { log: true, trace: true, errorReport: true, analytics: true },
        allowNames: [],
        addNames: {},
        localConsole: 'ignore',
      },
    ],
  },
  // Made-up people, or output that is meant for whoever runs the program.
  skips: ['unserved', 'example'],
  concerns: ({ api }) => api.mayHave('log'),
  create(context, options, kernel) {
    const { sourceCode } = kernel;
    return {
      Program() {
        const calls = kernel.api.uses('log');
        if (calls.length === 0) return;
        const allowed = options.allowNames.map((pattern) => new RegExp(pattern, 'u'));
        const classOf = namesFrom(options.addNames);
        const reported = new Set<Node>();
        for (const call of calls) {
          const { option, text: destination } = DESTINATIONS[call.fact.to];
          if (!options.destinations[option] || !factHolds(kernel, call.node, call.fact)) continue;
          if (call.fact.local && options.localConsole === 'ignore' && writesToOwnScreen(kernel)) continue;
          const told = new Set<string>();
          for (const exposure of exposedBy(kernel, call, classOf)) {
            if (told.size === MAX_PER_CALL) break;
            if (reported.has(exposure.node) || (exposure.consoleOnly === true && (call.fact.local !== true || call.fact.asText === true))) continue;
            const names = [lastNameOf(exposure.datum), ...(exposure.member ? [exposure.member.name.slice(exposure.member.name.lastIndexOf('.') + 1)] : [])];
            if (!options.classes[exposure.class === 'whole' ? 'payload' : exposure.class] || allowed.some((pattern) => names.some((name) => pattern.test(name)))) continue;
            const datum = shortText(sourceCode, exposure.datum);
            if (isCovered(kernel, call, exposure) || told.has(datum)) continue;
            told.add(datum);
            reported.add(exposure.node);
            const logger = callText(sourceCode, call.node) ?? `${shortText(sourceCode, call.node)}()`;
            context.report({
              node: exposure.node,
              suggest: suggestion({ messageId: 'remove', data: { datum }, fix: withoutPart(sourceCode, call.node, exposure.node) }),
              ...messageOf(exposure, { datum, destination, logger }),
            });
          }
        }
      },
    };
  },
});

function messageOf({ class: exposed, what, member }: Exposure, data: Readonly<Record<'datum' | 'destination' | 'logger', string>>) {
  if (exposed === 'whole') return { messageId: 'payload' as const, data: { ...data, what: what ?? 'a whole payload' } };
  const { text } = CLASSES[exposed];
  if (!member) return { messageId: 'datum' as const, data: { ...data, class: text } };
  return { messageId: 'member' as const, data: { ...data, class: text, member: member.name, type: member.type === undefined ? 'its type' : `its type \`${member.type}\`` } };
}

function namesFrom(added: Options['addNames']): (name: string) => DataClass | undefined {
  const classes = new Map<string, DataClass>();
  for (const [name, words] of Object.entries(added)) for (const word of words) classes.set(word.toLowerCase(), name as DataClass);
  return (name) => classes.get(name.toLowerCase());
}
