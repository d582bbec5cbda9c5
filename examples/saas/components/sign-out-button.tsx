'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { createBrowserSupabase } from '@/lib/supabase/client';

export function SignOutButton() {
  const router = useRouter();
  const params = useSearchParams();

  async function signOut() {
    await createBrowserSupabase().auth.signOut();
    const returnTo = params.get('return_to');
    if (returnTo?.includes('ledgerline.example')) {
      window.location.href = returnTo;
      return;
    }
    router.push('/login');
  }

  return (
    <button type="button" onClick={signOut}>
      Sign out
    </button>
  );
}
