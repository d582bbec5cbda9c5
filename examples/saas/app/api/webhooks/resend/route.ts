import { NextResponse } from 'next/server';
import { Webhook } from 'svix';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';

type Delivery = { type: string; data: { email_id: string } };

export async function POST(request: Request) {
  const payload = await request.text();
  const webhook = new Webhook(env.RESEND_WEBHOOK_SECRET);

  let delivery: Delivery;
  try {
    delivery = webhook.verify(payload, {
      'svix-id': request.headers.get('svix-id') ?? '',
      'svix-timestamp': request.headers.get('svix-timestamp') ?? '',
      'svix-signature': request.headers.get('svix-signature') ?? '',
    }) as Delivery;
  } catch {
    return NextResponse.json({ error: 'Bad signature' }, { status: 400 });
  }

  logger.info({ emailId: delivery.data.email_id, type: delivery.type }, 'email delivery event');
  return NextResponse.json({ received: true });
}
