'use client';
import { useRouter, useSearchParams } from 'next/navigation';

// bad: redirect — in the browser a `javascript:` target would even run
export function LoginForm() {
  const router = useRouter();
  const params = useSearchParams();
  return <button onClick={() => router.push(params.get('callbackUrl') || '/')}>Sign in</button>;
}

// bad: redirect — assigned to the address bar
export function continueAnyway() {
  const target = new URLSearchParams(window.location.search).get('redirect_uri');
  window.location.href = target!;
}

// fine: redirect — a fixed place
export function Cancel() {
  const router = useRouter();
  return <button onClick={() => router.replace('/')}>Cancel</button>;
}

// fine: redirect — compared with a constant
export function Back() {
  const router = useRouter();
  const from = useSearchParams().get('from');
  return <button onClick={() => router.push(from === '/team' ? from : '/')}>Back</button>;
}
