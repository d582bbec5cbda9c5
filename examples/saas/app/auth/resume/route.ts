import { NextResponse, type NextRequest } from 'next/server';
import { requireUser } from '@/lib/auth';

export async function GET(request: NextRequest) {
  await requireUser();
  const next = request.nextUrl.searchParams.get('next') || '/dashboard';
  return NextResponse.redirect(new URL(next, request.url));
}
