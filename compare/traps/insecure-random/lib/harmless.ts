// fine: insecure-random — jitter, near a token
export function scheduleRefresh(refreshToken: () => void) {
  setTimeout(refreshToken, 60_000 + Math.random() * 5_000);
}

// fine: insecure-random — back-off while signing in
export async function retryLogin(login: (password: string) => Promise<void>, password: string) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await login(password);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100 * Math.random()));
    }
  }
}

// fine: insecure-random — dice
export const rollDice = () => Math.floor(Math.random() * 6) + 1;

// fine: insecure-random — shuffling
export const shuffle = <T>(items: T[]) => [...items].sort(() => Math.random() - 0.5);

// fine: insecure-random — colours of syntax tokens
const PALETTE = ['#e33', '#3e3', '#33e'];
export const tokenColor = () => PALETTE[Math.floor(Math.random() * PALETTE.length)];

// fine: insecure-random — a file name
export const exportName = () => `report-${Date.now()}-${Math.random().toString(36).slice(2, 8)}.csv`;

// fine: insecure-random — when a token ends, not what it is
export const tokenExpiresAt = () => Date.now() + 15 * 60_000;

// fine: insecure-random — which half of the users
export const variant = () => (Math.random() < 0.5 ? 'password-form' : 'magic-link');

// fine: insecure-random — a boundary between parts
export const boundary = `----part${Math.random().toString(16).slice(2)}`;
