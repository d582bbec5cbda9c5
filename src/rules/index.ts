import type { BulwarkRule } from '../public-types.js';
import minTokenEntropy from './min-token-entropy.js';
import noAwaitedAuditLog from './no-awaited-audit-log.js';
import noCommentOnlyControl from './no-comment-only-control.js';
import noHardcodedEmailAllowlist from './no-hardcoded-email-allowlist.js';
import noInMemoryRateLimiter from './no-in-memory-rate-limiter.js';
import noInsecureRandom from './no-insecure-random.js';
import noModuleScopeAdminClient from './no-module-scope-admin-client.js';
import noNonatomicRateLimit from './no-nonatomic-rate-limit.js';
import noNonatomicTokenConsume from './no-nonatomic-token-consume.js';
import noPiiInLogs from './no-pii-in-logs.js';
import noPublicBucket from './no-public-bucket.js';
import noSecretInCommand from './no-secret-in-command.js';
import noUnvalidatedRedirect from './no-unvalidated-redirect.js';
import noUnverifiedJwt from './no-unverified-jwt.js';
import noWeakJwtAlgorithm from './no-weak-jwt-algorithm.js';
import requireAdminCheck from './require-admin-check.js';
import requireAuditLogCatch from './require-audit-log-catch.js';
import requireBaaGuard from './require-baa-guard.js';
import requireBoundedUpload from './require-bounded-upload.js';
import requireEncryptionContext from './require-encryption-context.js';
import requireJwtClaims from './require-jwt-claims.js';
import requireJwtExpiry from './require-jwt-expiry.js';
import requireSiweBinding from './require-siwe-binding.js';

/** Every rule of the plugin by name; `tests/plugin/consistency.test.ts` proves that none is missing. */
export const rules: Record<string, BulwarkRule> = {
  'min-token-entropy': minTokenEntropy,
  'no-awaited-audit-log': noAwaitedAuditLog,
  'no-comment-only-control': noCommentOnlyControl,
  'no-hardcoded-email-allowlist': noHardcodedEmailAllowlist,
  'no-in-memory-rate-limiter': noInMemoryRateLimiter,
  'no-insecure-random': noInsecureRandom,
  'no-module-scope-admin-client': noModuleScopeAdminClient,
  'no-nonatomic-rate-limit': noNonatomicRateLimit,
  'no-nonatomic-token-consume': noNonatomicTokenConsume,
  'no-pii-in-logs': noPiiInLogs,
  'no-public-bucket': noPublicBucket,
  'no-secret-in-command': noSecretInCommand,
  'no-unvalidated-redirect': noUnvalidatedRedirect,
  'no-unverified-jwt': noUnverifiedJwt,
  'no-weak-jwt-algorithm': noWeakJwtAlgorithm,
  'require-admin-check': requireAdminCheck,
  'require-audit-log-catch': requireAuditLogCatch,
  'require-baa-guard': requireBaaGuard,
  'require-bounded-upload': requireBoundedUpload,
  'require-encryption-context': requireEncryptionContext,
  'require-jwt-claims': requireJwtClaims,
  'require-jwt-expiry': requireJwtExpiry,
  'require-siwe-binding': requireSiweBinding,
};
