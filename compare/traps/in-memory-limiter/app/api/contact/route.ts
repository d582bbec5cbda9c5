// bad: in-memory-limiter — lists of times
const recent: Map<string, number[]> = new Map();
const WINDOW_MS = 60_000;

export async function POST(req: Request) {
  const ip = req.headers.get('x-real-ip') ?? '';
  const now = Date.now();
  const times = (recent.get(ip) ?? []).filter((time) => now - time < WINDOW_MS);
  if (times.length >= 3) return new Response('Slow down', { status: 429 });
  recent.set(ip, [...times, now]);
  return Response.json({ ok: true });
}
