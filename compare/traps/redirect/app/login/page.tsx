import { redirect } from 'next/navigation';
import { getSession } from '@/lib/session';

// bad: redirect — a page's search parameters
export default async function LoginPage({ searchParams }: { searchParams: Promise<{ returnTo?: string }> }) {
  const { returnTo } = await searchParams;
  if (await getSession()) redirect(returnTo ?? '/');
  return <form />;
}
