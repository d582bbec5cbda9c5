import { openai } from '@ai-sdk/openai';
import { generateText } from 'ai';
import { NextResponse } from 'next/server';
import { requireMember } from '@/lib/auth';
import { logger } from '@/lib/logger';
import { createServerSupabase } from '@/lib/supabase/server';

const aiRequests: Record<string, { count: number; resetAt: number }> = {};

function checkRateLimit(userId: string): boolean {
  const now = Date.now();
  const bucket = aiRequests[userId];
  if (!bucket || bucket.resetAt < now) {
    aiRequests[userId] = { count: 1, resetAt: now + 60_000 };
    return true;
  }
  bucket.count += 1;
  return bucket.count <= 10;
}

export async function POST(request: Request) {
  const { orgId, question } = await request.json();
  const member = await requireMember(orgId);
  if (!checkRateLimit(member.userId)) return NextResponse.json({ error: 'Slow down' }, { status: 429 });

  const supabase = await createServerSupabase();
  const { data: invoices } = await supabase.from('invoices').select('number, status, total_cents').eq('org_id', orgId);

  const prompt = `Invoices: ${JSON.stringify(invoices)}\n\nQuestion: ${String(question).slice(0, 500)}`;
  const { text: completion, usage } = await generateText({
    model: openai('gpt-5-mini'),
    prompt,
    maxOutputTokens: 400,
    abortSignal: AbortSignal.timeout(20_000),
  });

  logger.debug({ userId: member.userId, prompt, completion }, 'summary generated');
  logger.info({ orgId: member.orgId, totalTokens: usage.totalTokens }, 'summary tokens used');
  return NextResponse.json({ summary: completion });
}
