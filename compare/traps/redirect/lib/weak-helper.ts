import { redirect } from 'next/navigation';

// bad: redirect — the name promises more than the body keeps
function isSafe(path: string): boolean {
  return path.startsWith('/');
}
export async function finishLogin(form: FormData) {
  'use server';
  const next = String(form.get('next') ?? '/');
  redirect(isSafe(next) ? next : '/');
}
