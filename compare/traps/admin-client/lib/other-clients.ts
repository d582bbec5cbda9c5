import { S3Client } from '@aws-sdk/client-s3';
import { createClient } from '@libsql/client';
import { PrismaClient } from '@prisma/client';
import { initializeApp } from 'firebase/app';
import { createClient as createRedis } from 'redis';
import Stripe from 'stripe';

// fine: admin-client — a database without row-level security, whatever its function is called
export const turso = createClient({ url: process.env.TURSO_URL!, authToken: process.env.TURSO_AUTH_TOKEN! });

// fine: admin-client — Redis
export const redis = createRedis({ url: process.env.REDIS_URL, password: process.env.REDIS_SECRET_KEY });

// fine: admin-client — a secret key that bypasses nothing
export const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);

// fine: admin-client — an ordinary pool
export const prisma = new PrismaClient();

// fine: admin-client — storage
export const s3 = new S3Client({ credentials: { accessKeyId: process.env.S3_KEY!, secretAccessKey: process.env.S3_SECRET! } });

// fine: admin-client — the browser SDK of Firebase
export const firebaseApp = initializeApp({ apiKey: process.env.NEXT_PUBLIC_FIREBASE_API_KEY });
