type Quote = { rate: number; fetchedAt: number };

const rates = new Map<string, Quote>();

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function withRetry<T>(task: () => Promise<T>, attempts = 3): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt >= attempts) throw error;
      const delay = 2 ** attempt * 100 + Math.random() * 100;
      await sleep(delay);
    }
  }
}

export async function exchangeRate(from: string, to: string): Promise<number> {
  const key = `${from}:${to}`;
  const hit = rates.get(key);
  if (hit && Date.now() - hit.fetchedAt < 3_600_000) return hit.rate;

  const response = await withRetry(() => fetch(`https://rates.ledgerline.example/v1/${from}/${to}`));
  const { rate } = (await response.json()) as { rate: number };
  rates.set(key, { rate, fetchedAt: Date.now() });
  return rate;
}
