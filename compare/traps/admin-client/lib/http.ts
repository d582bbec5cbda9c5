import { createClient } from './http-client';

// fine: admin-client — the project's own function of that name
export const crm = createClient('https://crm.acme.test', process.env.CRM_SERVICE_TOKEN!);
