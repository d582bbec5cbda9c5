import { applicationDefault, getApps, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';

// bad: admin-client — security rules do not apply to this database
if (!getApps().length) {
  initializeApp({ credential: applicationDefault() });
}
export const firestore = getFirestore();
