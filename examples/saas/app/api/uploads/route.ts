import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { NextResponse, type NextRequest } from 'next/server';
import { requireMember } from '@/lib/auth';
import { env } from '@/lib/env';

const s3 = new S3Client({});

export async function POST(request: NextRequest) {
  const member = await requireMember(request.nextUrl.searchParams.get('org') ?? '');
  const key = `${member.orgId}/receipts/${crypto.randomUUID()}.pdf`;
  const post = await createPresignedPost(s3, {
    Bucket: env.UPLOADS_BUCKET,
    Key: key,
    Conditions: [
      ['content-length-range', 1, 5_000_000],
      ['eq', '$Content-Type', 'application/pdf'],
    ],
    Expires: 300,
  });
  return NextResponse.json(post);
}

export async function PUT(request: NextRequest) {
  await requireMember(request.nextUrl.searchParams.get('org') ?? '');
  const fileName = request.nextUrl.searchParams.get('name') ?? 'logo.png';
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: env.UPLOADS_BUCKET, Key: fileName }), {
    expiresIn: 86_400,
  });
  return NextResponse.json({ url });
}
