import { createClient, type SupabaseClient } from '@supabase/supabase-js';

class MemberStore {
  readonly client: SupabaseClient;
  constructor() {
    this.client = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  }
  remove(id: string) {
    return this.client.from('members').delete().eq('id', id);
  }
}

// bad: admin-client — one instance for everybody, and its constructor builds the client
export const members = new MemberStore();
