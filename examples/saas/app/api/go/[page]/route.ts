import { NextResponse, type NextRequest } from 'next/server';

const PAGES: Record<string, string> = {
  billing: '/settings/billing',
  team: '/settings/team',
  help: '/help',
};

export async function GET(request: NextRequest, ctx: { params: Promise<{ page: string }> }) {
  const { page } = await ctx.params;
  const path = Object.hasOwn(PAGES, page) ? PAGES[page] : '/help';
  return NextResponse.redirect(new URL(path, request.url));
}

export async function POST(request: NextRequest) {
  const form = await request.formData();
  const target = new URL(String(form.get('to') ?? '/'), request.nextUrl.origin);
  if (target.origin !== request.nextUrl.origin) {
    return NextResponse.json({ error: 'Unknown destination' }, { status: 400 });
  }
  return NextResponse.redirect(target, 303);
}
