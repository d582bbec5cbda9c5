import { env } from '@/lib/env';

type Props = { organization: string; token: string };

export function InvitationEmail({ organization, token }: Props) {
  const link = new URL('/invitations', env.NEXT_PUBLIC_APP_URL);
  link.hash = token;
  return (
    <div>
      <p>You are invited to join {organization} on Ledgerline.</p>
      <a href={link.href}>Accept the invitation</a>
    </div>
  );
}
