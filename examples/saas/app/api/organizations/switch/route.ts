import { NextResponse, type NextRequest } from 'next/server';
import { requireMember } from '@/lib/auth';
import { safeRedirectPath } from '@/lib/redirects';

export async function GET(request: NextRequest) {
  const { searchParams, origin } = request.nextUrl;
  const { orgId } = await requireMember(searchParams.get('org') ?? '');

  const response = NextResponse.redirect(new URL(safeRedirectPath(searchParams.get('next')), origin));
  response.cookies.set('ll_org', orgId);
  return response;
}
