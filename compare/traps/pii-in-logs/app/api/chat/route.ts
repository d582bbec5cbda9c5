import { openai } from '@ai-sdk/openai';
import { generateText } from 'ai';
import { log } from 'next-axiom';

// bad: pii-in-logs — the prompt
export async function POST(req: Request) {
  const { prompt } = await req.json();
  log.info('chat', { prompt });
  const { text } = await generateText({ model: openai('gpt-4o'), prompt });
  return Response.json({ text });
}

// bad: pii-in-logs — the completion
export async function PUT(req: Request) {
  const { prompt } = await req.json();
  const result = await generateText({ model: openai('gpt-4o'), prompt });
  console.debug('model said', result.text);
  return Response.json({ text: result.text });
}

// fine: pii-in-logs — token counts
export async function PATCH(req: Request) {
  const { prompt } = await req.json();
  const { usage } = await generateText({ model: openai('gpt-4o'), prompt });
  const promptTokens = usage.inputTokens;
  log.info('chat', { promptTokens, totalTokens: usage.totalTokens });
  return new Response();
}

// fine: pii-in-logs — paging
export async function GET(req: Request) {
  const nextPageToken = new URL(req.url).searchParams.get('pageToken');
  console.log('page', nextPageToken);
  return Response.json([]);
}
