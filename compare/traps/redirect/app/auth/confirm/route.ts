import { redirect } from 'next/navigation';
import { NextResponse } from 'next/server';
import { z } from 'zod';

// fine: redirect — the parsed target has our own origin
export async function GET(request: Request) {
  const { searchParams, origin } = new URL(request.url);
  const target = new URL(searchParams.get('next') ?? '/', origin);
  return NextResponse.redirect(target.origin === origin ? target : new URL('/', origin));
}

// fine: redirect — the function is read, and it is strict
function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return '/';
  return next;
}
export async function POST(request: Request) {
  let next = new URL(request.url).searchParams.get('next');
  next = safeNext(next);
  redirect(next);
}

// fine: redirect — an enumeration
const Place = z.enum(['/dashboard', '/settings']);
export async function PUT(request: Request) {
  const place = Place.parse(new URL(request.url).searchParams.get('place'));
  redirect(place);
}

// fine: redirect — a switch over constants
export async function PATCH(request: Request) {
  switch (new URL(request.url).searchParams.get('to')) {
    case 'billing':
      return redirect('/billing');
    case 'team':
      return redirect('/team');
    default:
      return redirect('/');
  }
}

// fine: redirect — the payment provider names the page
export async function DELETE() {
  const session = await createCheckout();
  redirect(session.url);
}

declare function createCheckout(): Promise<{ url: string }>;
