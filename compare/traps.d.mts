export interface Mark {
  line: number;
  verdict: 'bad' | 'fine';
  policy: boolean;
  why: string;
}

export interface Trap {
  topic: string;
  cwd: string;
  path: string;
  code: string;
  marks: Mark[];
}

export const trapsFolder: string;

export function readTraps(): Trap[];

export function judge<T extends { line: number }>(trap: Trap, findings: T[]): { marks: (Mark & { findings: T[] })[]; stray: T[] };
