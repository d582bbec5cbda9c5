/** All knowledge rows that the plugin brings. */
import { ADMIN_CLIENTS } from './admin-clients.js';
import { AUDIT } from './audit.js';
import { DEFERRALS } from './deferrals.js';
import { ENVIRONMENT } from './environment.js';
import { JWT } from './jwt.js';
import { LOGGERS } from './loggers.js';
import { PASSTHROUGH } from './passthrough.js';
import { PAYLOADS } from './payloads.js';
import { PRIVILEGES } from './privileges.js';
import { RATE_LIMITERS } from './rate-limiters.js';
import { RANDOMNESS } from './randomness.js';
import { REDIRECTS } from './redirects.js';
import type { ApiRow } from './schema.js';
import { SOURCES } from './sources.js';

export const ROWS: readonly ApiRow[] = [...SOURCES, ...REDIRECTS, ...ADMIN_CLIENTS, ...PRIVILEGES, ...ENVIRONMENT, ...PASSTHROUGH, ...JWT, ...LOGGERS, ...PAYLOADS, ...RANDOMNESS, ...AUDIT, ...DEFERRALS, ...RATE_LIMITERS];
