import { createClient } from '@supabase/supabase-js';

// fine: admin-client — a script that is run by hand serves nobody's request
const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
await admin.from('profiles').update({ plan: 'free' }).is('plan', null);
