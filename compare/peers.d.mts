export const TOPICS: string[];

export const BULWARK: { name: string; preset: string; rules: Record<string, string> };
