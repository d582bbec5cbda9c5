import { createClient } from '@supabase/supabase-js';

const supabase = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

const STATUSES = ['draft', 'sent', 'paid', 'void'];

const pickStatus = () => STATUSES[Math.floor(Math.random() * STATUSES.length)];

async function seed() {
  const { data: org } = await supabase.from('organizations').insert({ name: 'Demo Studio' }).select('id').single();
  const rows = Array.from({ length: 40 }, (_, index) => ({
    org_id: org?.id,
    number: `INV-${1000 + index}`,
    status: pickStatus(),
    total_cents: 10_000 + index * 250,
  }));
  await supabase.from('invoices').insert(rows);
  console.log(`seeded ${rows.length} invoices`);
}

await seed();
