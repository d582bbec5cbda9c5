import { Client, Users } from 'node-appwrite';

// bad: admin-client — an Appwrite API key ignores the permissions of rows and files
const client = new Client().setEndpoint('https://cloud.acme.test/v1').setProject('acme').setKey(process.env.APPWRITE_API_KEY!);
export const users = new Users(client);

// fine: admin-client — acts as the user whose session it is
export function asUser(session: string) {
  return new Client().setEndpoint('https://cloud.acme.test/v1').setProject('acme').setSession(session);
}
