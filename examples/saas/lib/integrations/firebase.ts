import { cert, getApps, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';

// Push tokens of the mobile app live in Firestore.
const credential = cert({
  projectId: process.env.FIREBASE_PROJECT_ID,
  clientEmail: process.env.FIREBASE_CLIENT_EMAIL,
  privateKey: process.env.FIREBASE_PRIVATE_KEY?.replace(/\\n/g, '\n'),
});

export const pushStore = getFirestore(getApps()[0] ?? initializeApp({ credential }));

export async function pushTokens(userId: string): Promise<string[]> {
  const snapshot = await pushStore.collection('devices').where('userId', '==', userId).get();
  return snapshot.docs.map((device) => String(device.get('token')));
}
