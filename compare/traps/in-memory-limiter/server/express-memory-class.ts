import type { NextFunction, Request, Response } from 'express';

// bad: in-memory-limiter — a class that keeps its counters in a field, made once
class Throttle {
  private readonly hits = new Map<string, { n: number; t: number }>();
  allow(key: string): boolean {
    const now = Date.now();
    const hit = this.hits.get(key);
    if (!hit || now - hit.t > 1000) {
      this.hits.set(key, { n: 1, t: now });
      return true;
    }
    return ++hit.n <= 20;
  }
}
const throttle = new Throttle();
export function throttled(req: Request, res: Response, next: NextFunction) {
  if (!throttle.allow(req.ip ?? '')) {
    res.status(429).end();
    return;
  }
  next();
}
