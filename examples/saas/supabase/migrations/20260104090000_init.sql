create table organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  plan text not null default 'free'
);

create table members (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations (id),
  user_id uuid not null,
  role text not null default 'member',
  unique (org_id, user_id)
);

create table staff (
  user_id uuid primary key,
  role text not null
);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations (id),
  email text not null unique,
  token text not null,
  code text not null
);

create table invoices (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references organizations (id),
  number text not null,
  status text not null default 'draft',
  total_cents integer not null,
  unique (org_id, number)
);

create table audit_log (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  actor_id uuid not null,
  action text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now()
);

alter table invoices enable row level security;
alter table invoices force row level security;
create policy invoices_by_org on invoices
  using (org_id = current_setting('app.current_org_id')::uuid);

alter table audit_log enable row level security;
create policy audit_log_by_org on audit_log
  using (org_id = current_setting('app.current_org_id', true)::uuid);

create view revenue_by_month as
  select org_id, date_trunc('month', now()) as month, sum(total_cents) as total_cents
  from invoices
  where status = 'paid'
  group by org_id;
