import admin from 'firebase-admin';

// bad: admin-client — the older namespaced form
if (!admin.apps.length) {
  admin.initializeApp({ credential: admin.credential.cert(JSON.parse(process.env.FIREBASE_SERVICE_ACCOUNT!)) });
}
export const auth = admin.auth();
