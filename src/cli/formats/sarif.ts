/**
 * SARIF 2.1.0, for code scanning. Paths are relative to the root of the repository, nothing in it depends on the machine, and
 * fingerprints outlive moved lines.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
import plugin from '../../index.js';
import type { Message } from '../engine/results.js';
import { pathFrom } from '../files.js';
import { fingerprintsOf } from '../fingerprint.js';
import { reasonOf } from '../pages.js';
import { ruleOf, type Report } from './report.js';
import { securitySeverity } from './severity.js';

const ROOT = '%SRCROOT%';

export function sarifFormat({ results, root, ruleNames, crashed }: Report): string {
  const told = [...new Set([...ruleNames, ...results.flatMap(({ messages }) => messages.flatMap((message) => ruleOf(message)?.name ?? []))])].sort();
  const failures = results.flatMap(({ filePath, messages }) => messages.filter(({ fatal }) => fatal).map((message) => ({ uri: uriOf(root, filePath), message })));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Bulwark',
            semanticVersion: plugin.meta.version,
            informationUri: 'https://github.com/bulwark-lint/eslint-plugin-bulwark',
            rules: told.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            // A file that does not parse is a notification only.
            executionSuccessful: !crashed,
            toolExecutionNotifications: failures.map(({ uri, message }) => ({ level: 'error', message: { text: message.message }, locations: [locationOf(uri, message)] })),
          },
        ],
        results: results.flatMap((result) => {
          const uri = uriOf(root, result.filePath);
          const fingerprints = fingerprintsOf(result);
          return result.messages.flatMap((message, index) => {
            const rule = ruleOf(message);
            if (!rule) return [];
            return [
              {
                ruleId: message.ruleId,
                ruleIndex: told.indexOf(rule.name),
                level: message.severity === 2 ? 'error' : 'warning',
                message: { text: message.message },
                locations: [locationOf(uri, message)],
                // GitHub reads this key only; it pairs it with the rule and the file.
                partialFingerprints: { primaryLocationLineHash: fingerprints[index] },
              },
            ];
          });
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf(name: string): object {
  const rule = plugin.rules[name];
  if (!rule) return { id: name };
  const { docs } = rule.meta;
  const text = `${docs.description.charAt(0).toUpperCase()}${docs.description.slice(1)}.`;
  const severity = docs.severity ?? 'error';
  return {
    id: `${plugin.meta.namespace}/${name}`,
    // SARIF wants a name that reads as one word.
    name: name.replaceAll(/(?:^|-)(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text },
    fullDescription: { text },
    helpUri: docs.url,
    help: { text: `${text} See ${docs.url}`, markdown: `${reasonOf(name) ?? text}\n\n[What it finds, and what to write instead](${docs.url})` },
    defaultConfiguration: { level: severity === 'error' ? 'error' : 'warning' },
    properties: {
      precision: 'high',
      'problem.severity': severity === 'error' ? 'error' : 'warning',
      'security-severity': securitySeverity(rule),
      tags: ['security', ...docs.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`), ...docs.owasp.map((id) => `external/owasp/${id.toLowerCase().replace(':', '-')}`)],
    },
  };
}

function uriOf(root: string, file: string): string {
  // Each part by itself: `encodeURI` leaves `#`, `?` and `:` alone.
  return pathFrom(root, file).split('/').map(encodeURIComponent).join('/');
}

function locationOf(uri: string, { line, column, endLine, endColumn }: Message): object {
  const region = { startLine: Math.max(line, 1), startColumn: Math.max(column, 1), ...(endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn: Math.max(endColumn, 1) }) };
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: ROOT }, region } };
}
