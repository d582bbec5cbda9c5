import noAwaited from '../../src/rules/no-awaited-audit-log.js';
import requireCatch from '../../src/rules/require-audit-log-catch.js';
import { runTyped, type Verdict } from '../helpers/typed.js';

const HEAD = "import { auditLog, logAuditEvent } from './lib/audit';\n";
const CATCH = ".catch((error) => console.error('audit log failed', error))";
const awaited = (write: string): Verdict<'awaited' | 'detach' | 'defer'> => ({
  messageId: 'awaited',
  data: { write, how: 'is awaited', what: '`f`' },
  suggestions: [{ messageId: 'detach', output: `${HEAD}export async function f() { void ${write}('renamed')${CATCH}; }` }],
});

runTyped('no-awaited-audit-log', noAwaited, [
  { head: HEAD, code: "export async function f() { «await auditLog»('renamed'); }", typed: awaited('auditLog'), untyped: awaited('auditLog') },
  // It returns nothing: nobody waits.
  { head: HEAD, code: "export async function f() { «await logAuditEvent»('renamed'); }", typed: 'silent', untyped: awaited('logAuditEvent') },
]);

runTyped('require-audit-log-catch', requireCatch, [
  // That it is a promise does not tell whether the function handles its failures itself.
  { head: HEAD, code: "export function f() { void auditLog('renamed'); }", typed: 'silent', untyped: 'silent' },
  { head: HEAD, code: "export function f() { logAuditEvent('renamed'); }", typed: 'silent', untyped: 'silent' },
]);
