import * as parser from '@typescript-eslint/parser';
import { RuleTester, type RuleTesterConfig } from '@typescript-eslint/rule-tester';
import { typedProject } from './project.js';

const config: RuleTesterConfig = {
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  // `tsx: true` on a case, or a file name of its own, decides otherwise.
  defaultFilenames: { ts: 'file.ts', tsx: 'react.tsx' },
};

/** Asks every expected error to state the data that its message shows. */
class StrictRuleTester extends RuleTester {
  override run: RuleTester['run'] = (name, rule, tests) => {
    super.run(name, rule, { assertionOptions: { requireData: true }, ...tests });
  };
}

export const ruleTester = new StrictRuleTester(config);

/** With type information: cases are files of the project in tests/fixtures/types, whose other files they may import. */
export const typedRuleTester = new StrictRuleTester({
  ...config,
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, projectService: true, tsconfigRootDir: typedProject } },
});
