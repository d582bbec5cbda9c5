import { redirect } from 'react-router';

// bad: redirect — the pathname of `/.//evil.example` is `//evil.example`
export async function loader({ request }: { request: Request }) {
  const { origin, searchParams } = new URL(request.url);
  const target = new URL(searchParams.get('next') ?? '/', origin);
  if (target.origin !== origin) throw redirect('/');
  throw redirect(target.pathname + target.search);
}
