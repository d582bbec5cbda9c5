import { createClient as connect } from '@supabase/supabase-js';
import * as sb from '@supabase/supabase-js';

// bad: admin-client — renamed import, and a variable name that says nothing
export const db = connect(process.env.SUPABASE_URL as string, process.env.SUPABASE_SECRET_KEY as string, {
  auth: { persistSession: false },
});

// bad: admin-client — namespace import, key through a constant with a fallback
const serviceKey = process.env.SUPABASE_SERVICE_KEY ?? '';
export const billing = sb.createClient(process.env.SUPABASE_URL ?? '', serviceKey);

// bad: admin-client — either nothing or an admin client
const url = process.env.SUPABASE_URL;
const key = process.env['SUPABASE_SERVICE_ROLE_KEY'];
export const maybeAdmin = url && key ? connect(url, key) : null;

// bad: admin-client — the function runs when the module loads
export const immediate = (() => connect(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!))();

// bad: admin-client — a static field is module scope
export class Memberships {
  static client = connect(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
}

// bad: admin-client — a cast of the whole client
export const untyped = connect(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!) as unknown as Store;

interface Store {
  from(table: string): unknown;
}
