import { InvoiceTable } from '@/components/invoice-table';
import { listAuditEvents } from '@/lib/audit';
import { requireMember, requireUser } from '@/lib/auth';
import { createServerSupabase } from '@/lib/supabase/server';

export default async function DashboardPage() {
  const user = await requireUser();
  const member = await requireMember(String(user.app_metadata.org_id));
  const supabase = await createServerSupabase();
  const { data: invoices } = await supabase
    .from('invoices')
    .select('id, number, status, total_cents')
    .eq('org_id', member.orgId)
    .limit(20);
  const activity = await listAuditEvents(member.orgId, 10);

  return (
    <main>
      <InvoiceTable invoices={invoices ?? []} />
      <ul>
        {activity.map((entry) => (
          <li key={entry.id}>{entry.action}</li>
        ))}
      </ul>
    </main>
  );
}
