import { redirect } from 'next/navigation';
import { LoginForm } from '@/components/login-form';
import { getUser } from '@/lib/auth';
import { signIn } from './actions';

type Props = { searchParams: Promise<{ next?: string }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  if (await getUser()) {
    redirect(next ?? '/dashboard');
  }
  return (
    <main>
      <LoginForm />
      <noscript>
        <form action={signIn}>
          <input type="hidden" name="next" value={next} />
          <input name="email" type="email" required />
          <input name="password" type="password" required />
          <button type="submit">Sign in</button>
        </form>
      </noscript>
    </main>
  );
}
