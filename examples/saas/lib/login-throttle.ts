type Attempt = { count: number; resetAt: number };

const WINDOW_MS = 60_000;
const MAX_ATTEMPTS = 5;

// Prototype, to be moved to Upstash before launch.
const loginAttempts = new Map<string, Attempt>();

export function isRateLimited(key: string): boolean {
  const now = Date.now();
  const entry = loginAttempts.get(key);
  if (!entry || entry.resetAt <= now) {
    loginAttempts.set(key, { count: 1, resetAt: now + WINDOW_MS });
    return false;
  }
  entry.count += 1;
  return entry.count > MAX_ATTEMPTS;
}
