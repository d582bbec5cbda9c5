import type { BulwarkRule } from '../public-types.js';
import noAwaitedAuditLog from './no-awaited-audit-log.js';
import noInMemoryRateLimiter from './no-in-memory-rate-limiter.js';
import noInsecureRandom from './no-insecure-random.js';
import noModuleScopeAdminClient from './no-module-scope-admin-client.js';
import noPiiInLogs from './no-pii-in-logs.js';
import noUnvalidatedRedirect from './no-unvalidated-redirect.js';
import noWeakJwtAlgorithm from './no-weak-jwt-algorithm.js';
import requireAdminCheck from './require-admin-check.js';
import requireAuditLogCatch from './require-audit-log-catch.js';

/** Every rule of the plugin by name; `tests/plugin/consistency.test.ts` proves that none is missing. */
export const rules: Record<string, BulwarkRule> = {
  'no-awaited-audit-log': noAwaitedAuditLog,
  'no-in-memory-rate-limiter': noInMemoryRateLimiter,
  'no-insecure-random': noInsecureRandom,
  'no-module-scope-admin-client': noModuleScopeAdminClient,
  'no-pii-in-logs': noPiiInLogs,
  'no-unvalidated-redirect': noUnvalidatedRedirect,
  'no-weak-jwt-algorithm': noWeakJwtAlgorithm,
  'require-admin-check': requireAdminCheck,
  'require-audit-log-catch': requireAuditLogCatch,
};
