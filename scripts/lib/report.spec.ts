import { expect, it } from 'vitest';
import { closingLine, countTests } from './report.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

it('counts what passed, failed and was not run', () => {
  const report = {
    testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed', 'pending', 'todo', 'skipped')],
  };
  expect(countTests(report)).toEqual({ passed: 2, failed: 1, skipped: 3 });
});

it('counts a file that could not be loaded as a failure', () => {
  expect(countTests({ testResults: [file('failed'), file('failed', 'passed')] })).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
  });
});

it('takes a test that was not run for a failure, unless the caller has picked some', () => {
  const count = { passed: 5, failed: 0, skipped: 2 };
  expect(closingLine(count, { picked: false })).toEqual({ line: '5 passed, 2 failed', ok: false });
  expect(closingLine(count, { picked: true })).toEqual({ line: '5 passed, 0 failed', ok: true });
});

it('is no success when no test ran', () => {
  expect(closingLine({ passed: 0, failed: 0, skipped: 0 }, { picked: true })).toEqual({
    line: '0 passed, 0 failed',
    ok: false,
  });
});
