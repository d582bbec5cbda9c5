import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { requireUser } from '@/lib/auth';

const ADMIN_EMAILS = ['priya@ledgerline.example', 'tomasz@ledgerline.example'];

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  if (!ADMIN_EMAILS.includes(user.email ?? '')) notFound();
  return <section>{children}</section>;
}
