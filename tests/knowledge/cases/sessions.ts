import { on, type Case } from '../case.js';

const reads = (imports: string, ...texts: readonly string[]): Case => ({ code: `${imports}\n${texts.join(';\n')};`, expect: on('unverifiedSession', ...texts) });

export const SESSION_CASES: readonly Case[] = [
  reads("import { createServerClient } from '@supabase/ssr'; import { createRouteHandlerClient } from '@supabase/auth-helpers-nextjs';", 'createServerClient(u, k, c).auth.getSession()', 'createRouteHandlerClient(c).auth.getSession()'),
  reads("import { createClient } from '@/utils/supabase/server'; import { getClient } from '~/lib/supabase.server';", '(await createClient()).auth.getSession()', 'getClient(request).auth.getSession()'),
  reads("import { createClient, type SupabaseClient } from '@supabase/supabase-js'; function load(client: SupabaseClient) { client.auth.getSession(); }", 'createClient(u, k).auth.getSession()', 'client.auth.getSession()'),
  reads("import { serverSupabaseSession } from '#supabase/server';", 'serverSupabaseSession(event)'),
  reads("import { supabase } from './db';", 'supabase.auth.getSession()', 'event.locals.supabase.auth.getSession()'),
  { code: "import { auth } from './auth'; auth.api.getSession({ headers });", expect: [], not: on('unverifiedSession', 'auth.api.getSession({ headers })') },
];
