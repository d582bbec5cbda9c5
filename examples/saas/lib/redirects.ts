// One leading slash, then printable ASCII; a second slash or a backslash would leave the site.
const SAME_SITE_PATH = /^\/(?![/\\])[\x21-\x7e]*$/;

export function safeRedirectPath(input: string | null | undefined, fallback = '/dashboard'): string {
  if (!input || !SAME_SITE_PATH.test(input)) return fallback;
  return input;
}
