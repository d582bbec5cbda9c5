import { createClient } from '@supabase/supabase-js';
import { NextResponse } from 'next/server';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { stripe } from '@/lib/stripe';

const supabaseUrl = process.env.NEXT_PUBLIC_SUPABASE_URL!;
const serviceKey = process.env.SUPABASE_SERVICE_ROLE_KEY!;
const supabase = createClient(supabaseUrl, serviceKey);

export async function POST(request: Request) {
  const payload = await request.text();
  const signature = request.headers.get('stripe-signature') ?? '';

  let event;
  try {
    event = stripe.webhooks.constructEvent(payload, signature, env.STRIPE_WEBHOOK_SECRET);
  } catch {
    logger.warn({ payload, headers: Object.fromEntries(request.headers) }, 'stripe signature mismatch');
    return NextResponse.json({ error: 'Bad signature' }, { status: 400 });
  }

  if (event.type === 'checkout.session.completed') {
    const { id, client_reference_id: orgId, customer_details: customer } = event.data.object;
    await supabase.from('organizations').update({ plan: 'team' }).eq('id', orgId);
    console.log('checkout completed', id, customer?.email);
  }

  logger.info({ eventId: event.id, type: event.type }, 'stripe event handled');
  return NextResponse.json({ received: true });
}
