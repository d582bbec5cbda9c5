import { redirect } from 'next/navigation';
import { createWorkspace } from '@/app/actions/organization';
import { getUser } from '@/lib/auth';

const LANDING_PAGES = new Set(['/dashboard', '/onboarding', '/settings/billing']);

export default async function SignupPage({ searchParams }: { searchParams: Promise<{ from?: string }> }) {
  const { from } = await searchParams;
  const user = await getUser();

  if (user && from && LANDING_PAGES.has(from)) {
    redirect(from);
  }
  if (!user) redirect('/login');

  return (
    <main>
      <h1>Create your workspace</h1>
      <form action={createWorkspace}>
        <input name="name" maxLength={80} required />
        <button type="submit">Continue</button>
      </form>
    </main>
  );
}
