const { createClient } = await import('@supabase/supabase-js');

// bad: admin-client — imported on the way
export const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
