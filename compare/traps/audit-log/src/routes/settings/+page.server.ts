import { db } from '$lib/server/db';
import { recordAudit } from '$lib/server/audit';

// bad: audit-log — a SvelteKit action
export const actions = {
  save: async ({ request, locals }) => {
    const form = await request.formData();
    await db.settings.update({ where: { orgId: locals.orgId }, data: { name: String(form.get('name')) } });
    await recordAudit({ actorId: locals.user.id, action: 'settings.save' });
    return { success: true };
  },
};
