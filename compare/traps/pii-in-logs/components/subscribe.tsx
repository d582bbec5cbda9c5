import { toast } from 'sonner';

// fine: pii-in-logs — a message to the person whose address it is, not a log
export function Subscribe({ email }: { email: string }) {
  return <button onClick={() => toast.info(`We sent a link to ${email}`)}>Subscribe</button>;
}

// fine: pii-in-logs — a logarithm and a form's own methods
const { log } = Math;
export function score(email: string, form: { error(field: string, value: string): void }) {
  form.error('email', email);
  return log(email.length);
}
