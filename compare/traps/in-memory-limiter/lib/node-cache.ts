import NodeCache from 'node-cache';

// bad: in-memory-limiter — a cache package is memory too
const requests = new NodeCache({ stdTTL: 60 });

export function checkRateLimit(userId: string): boolean {
  const used = requests.get<number>(userId) ?? 0;
  if (used >= 30) return false;
  requests.set(userId, used + 1);
  return true;
}
