import { describe, expect, it } from 'vitest';
import { safeRedirectPath } from '@/lib/redirects';

class FakeLimiter {
  private readonly hits = new Map<string, number>();

  async limit(key: string) {
    const count = (this.hits.get(key) ?? 0) + 1;
    this.hits.set(key, count);
    return { success: count <= 2 };
  }
}

describe('limits', () => {
  it('refuses the third call', async () => {
    const limiter = new FakeLimiter();
    await limiter.limit('a');
    await limiter.limit('a');
    expect(await limiter.limit('a')).toEqual({ success: false });
  });
});

describe('safeRedirectPath', () => {
  it.each(['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', ''])(
    'refuses %j',
    (input) => expect(safeRedirectPath(input)).toBe('/dashboard'),
  );

  it('keeps a path of the app', () => {
    expect(safeRedirectPath('/invoices?page=2')).toBe('/invoices?page=2');
  });
});
