/** All knowledge rows that the plugin brings. */
import { ADMIN_CLIENTS } from './admin-clients.js';
import { AUDIT } from './audit.js';
import { DEFERRALS } from './deferrals.js';
import { ENCRYPTION } from './encryption.js';
import { ENVIRONMENT } from './environment.js';
import { JWT } from './jwt.js';
import { LOGGERS } from './loggers.js';
import { MESSAGES } from './messages.js';
import { PASSTHROUGH } from './passthrough.js';
import { PAYLOADS } from './payloads.js';
import { PRIVILEGES } from './privileges.js';
import { PROCESSES } from './processes.js';
import { RATE_LIMITERS } from './rate-limiters.js';
import { RANDOMNESS } from './randomness.js';
import { REDIRECTS } from './redirects.js';
import { REDIS } from './redis.js';
import type { ApiRow } from './schema.js';
import { SESSIONS } from './sessions.js';
import { SOURCES } from './sources.js';
import { SIWE } from './siwe.js';
import { STORAGE } from './storage.js';
import { UPLOADS } from './uploads.js';

export const ROWS: readonly ApiRow[] = [...SOURCES, ...REDIRECTS, ...ADMIN_CLIENTS, ...PRIVILEGES, ...ENVIRONMENT, ...PASSTHROUGH, ...JWT, ...SESSIONS, ...LOGGERS, ...PAYLOADS, ...RANDOMNESS, ...AUDIT, ...DEFERRALS, ...RATE_LIMITERS, ...STORAGE, ...UPLOADS, ...MESSAGES, ...PROCESSES, ...REDIS, ...ENCRYPTION, ...SIWE];

