import { redirect } from '@sveltejs/kit';

// bad: redirect — SvelteKit, target second
export const actions = {
  default: async ({ url }) => {
    throw redirect(303, url.searchParams.get('next') as string);
  },
};

// fine: redirect — SvelteKit, fixed target
export const load = async ({ locals }) => {
  if (locals.user) redirect(307, '/app');
};
