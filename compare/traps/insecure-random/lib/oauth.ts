// bad: insecure-random — PKCE rests on this value
export function createCodeVerifier(): string {
  const bytes = Array.from({ length: 64 }, () => Math.floor(Math.random() * 256));
  return Buffer.from(bytes).toString('base64url');
}

// bad: insecure-random — the state parameter
export function authorizeUrl(clientId: string): string {
  const state = Math.random().toString(36).substring(7);
  return `https://id.acme.test/authorize?client_id=${clientId}&state=${state}`;
}

// bad: insecure-random — an initialisation vector
export function newIv(): Uint8Array {
  const iv = new Uint8Array(12);
  for (let i = 0; i < iv.length; i++) iv[i] = (Math['random']() * 256) | 0;
  return iv;
}

// fine: insecure-random — from the Web Crypto API
export function newState(): string {
  const state = crypto.getRandomValues(new Uint8Array(32));
  return Buffer.from(state).toString('base64url');
}
