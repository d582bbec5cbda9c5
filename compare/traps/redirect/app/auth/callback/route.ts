import { NextResponse, type NextRequest } from 'next/server';

// bad: redirect — an absolute `next` replaces the base
export async function GET(req: NextRequest) {
  const next = req.nextUrl.searchParams.get('next') ?? '/dashboard';
  return NextResponse.redirect(new URL(next, req.url));
}

// bad: redirect — without a slash between them, `.evil.example` extends the host
export async function POST(request: Request) {
  const { searchParams, origin } = new URL(request.url);
  const next = searchParams.get('next') ?? '/';
  return NextResponse.redirect(`${origin}${next}`);
}

// bad: redirect — a Location header made by hand
export async function PUT(request: Request) {
  const to = new URL(request.url).searchParams.get('to')!;
  return new Response(null, { status: 302, headers: { Location: to } });
}

// bad: redirect — a backslash counts as a slash
export async function PATCH(request: Request) {
  const next = new URL(request.url).searchParams.get('next') ?? '/';
  const safe = next.startsWith('/') && !next.startsWith('//');
  return NextResponse.redirect(new URL(safe ? next : '/', request.url));
}
