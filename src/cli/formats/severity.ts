/** How bad is a finding, on the scale of CVSS that code scanning sorts by? */
import type { BulwarkRule } from '../../public-types.js';

/**
 * Scores by weakness, as typical CVSS 3.1 base scores of it in a web application. GitHub calls 9 and more critical, 7 and more
 * high, 4 and more medium.
 */
const BY_CWE: Readonly<Record<number, number>> = {
  20: 6.5, 22: 7.5, 77: 9.8, 78: 9.8, 79: 6.1, 89: 9.8, 94: 9.8, 200: 6.5, 203: 5.3, 208: 5.9, 209: 4.3, 250: 8.1, 266: 8.1, 269: 8.8, 276: 7.1, 284: 8.1, 285: 8.1, 287: 9.1, 290: 8.1, 294: 7.5,
  295: 7.4, 306: 9.1, 307: 7.5, 311: 7.5, 312: 6.5, 319: 7.4, 321: 9.1, 326: 7.5, 327: 7.5, 328: 7.5, 330: 7.5, 331: 7.5, 338: 7.5, 345: 7.5, 346: 7.5, 347: 9.1, 352: 8.1, 359: 6.5, 362: 6.8,
  384: 8.1, 385: 5.9, 400: 5.3, 434: 8.8, 471: 6.5, 502: 9.8, 532: 5.5, 538: 5.5, 598: 5.9, 601: 6.1, 602: 7.5, 610: 6.5, 611: 7.5, 613: 6.5, 614: 5.3, 620: 7.1, 639: 8.1, 640: 8.1, 703: 3.7, 770: 5.3,
  778: 4.3, 798: 9.1, 799: 5.3, 829: 7.5, 862: 8.1, 863: 8.1, 915: 8.1, 916: 7.5, 918: 8.6, 922: 5.5, 942: 6.5, 1004: 5.3, 1021: 4.3, 1188: 6.5, 1275: 5.3, 1321: 7.3, 1336: 8.8,
};

const UNKNOWN = { error: 7, warn: 4 } as const;

/** One decimal, as code scanning wants it: the score of the rule's first weakness, which is what it is about. A warning counts a step less. */
export function securitySeverity({ meta: { docs } }: BulwarkRule): string {
  const severity = docs.severity ?? 'error';
  const score = docs.cwe.map((number) => BY_CWE[number]).find((found) => found !== undefined) ?? UNKNOWN[severity];
  return (severity === 'warn' ? Math.max(score - 2, 1) : score).toFixed(1);
}
