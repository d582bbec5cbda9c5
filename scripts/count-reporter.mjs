/** A vitest reporter that ends the output with one plain line, such as `123 passed, 0 failed, 2 skipped`, for CI hosts. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      // A file that fails to load has errors of its own but no failed test.
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) count[STATES[test.result().state]] += 1;
    }
    const line = `${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`;
    // At exit, so that no other reporter can print after it.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}

// A test that is still pending when the run ends has not passed.
const STATES = { passed: 'passed', failed: 'failed', skipped: 'skipped', pending: 'failed' };
