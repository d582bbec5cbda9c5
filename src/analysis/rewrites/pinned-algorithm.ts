/** How does a call that verifies a token say which algorithm it accepts? */
import type { TSESLint } from '@typescript-eslint/utils';
import type { TokenCall } from '../jwt-calls.js';
import { addedOption } from './added-option.js';

/** `verify(token, key)` → `verify(token, key, { algorithms: ['RS256'] })` */
export function pinnedAlgorithm({ node, fact }: TokenCall): TSESLint.ReportFixFunction | undefined {
  return addedOption(node, fact.algorithms[0], "algorithms: ['RS256']");
}
