import 'server-only';
import jwt from 'jsonwebtoken';

const secret = process.env.SHARE_LINK_SECRET!;

export function signShareLink(invoiceId: string): string {
  return jwt.sign({ invoiceId }, secret, { expiresIn: '7d' });
}

export function readShareLink(token: string): string {
  const claims = jwt.verify(token, secret) as { invoiceId: string };
  return claims.invoiceId;
}
