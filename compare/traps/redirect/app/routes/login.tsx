import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { safeRedirect } from 'remix-utils/safe-redirect';

// bad: redirect — React Router
export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  return redirect(url.searchParams.get('redirectTo') ?? '/');
}

// fine: redirect — through a package that exists for this
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  return redirect(safeRedirect(form.get('redirectTo') as string, '/'));
}
