import { randomBytes } from 'node:crypto';
import { nanoid } from 'nanoid';
import { v4 } from 'uuid';

// fine: insecure-random — 126 random bits
export const inviteToken = nanoid();

// fine: insecure-random — 122 random bits
export const sessionId = v4();
export const otherSessionId = crypto.randomUUID();

// fine: insecure-random — a secret with the time beside it
export const apiKey = `${Date.now().toString(36)}_${randomBytes(32).toString('hex')}`;
