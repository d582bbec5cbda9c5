/** Sessions that come from a cookie and are not verified when they are read. */
import type { ApiRow, Fact, FactsByRole } from './schema.js';

// `getSession()` looks at the expiry and may refresh the token; the signature it does not check. What is verified or made by one
// of the others a moment before is the same session.
const SUPABASE: FactsByRole['unverifiedSession'] = {
  verifiedBy: ['getUser', 'getClaims', 'refreshSession', 'setSession', 'exchangeCodeForSession', 'verifyOtp', 'signInWithPassword', 'signInWithIdToken', 'signInAnonymously', 'signUp', 'updateUser'],
  remedy: 'getUser()` or `getClaims()',
};
const READS: Fact = { role: 'unverifiedSession', ...SUPABASE };
const READS_ON_SERVER: Fact = { role: 'unverifiedSession', ...SUPABASE, onServer: true };

export const SESSIONS: readonly ApiRow[] = [
  { module: ['@supabase/ssr', '@supabase/auth-helpers-remix', '@supabase/auth-helpers-sveltekit'], path: 'createServerClient()', is: 'supabase.ServerClient' },
  {
    module: '@supabase/auth-helpers-nextjs',
    path: '{createRouteHandlerClient,createServerComponentClient,createMiddlewareClient,createPagesServerClient,createServerActionClient,createServerSupabaseClient}()',
    is: 'supabase.ServerClient',
  },
  // The project's own: `@/utils/supabase/server`, `~/lib/supabase.server`, `@acme/supabase-server`.
  { module: ['*supabase/server', '*supabase/*server', '*supabase.server', '*supabase-server', '*supabaseServer', '*supabase/middleware', '*supabase/clients/server*'], path: '.*()', is: 'supabase.ServerClient' },
  { of: 'supabase.ServerClient', path: '.auth.getSession()', fact: READS_ON_SERVER },
  { module: '#supabase/server', path: 'serverSupabaseSession()', fact: READS_ON_SERVER },
  { module: '@supabase/supabase-js', path: 'createClient()', is: 'supabase.Client' },
  { module: '@supabase/supabase-js', path: 'SupabaseClient#', is: 'supabase.Client' },
  { of: 'supabase.Client', path: '.auth.getSession()', fact: READS },
  { named: ['supabase', 'supabaseClient', 'supabaseServer', 'supabaseServerClient'], path: 'auth.getSession()', fact: READS },
];
