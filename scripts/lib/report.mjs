/** What Vitest's JSON report says in one line. */

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileResult
 * @typedef {{ testResults: FileResult[] }} Report
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/**
 * @param {Report} report
 * @returns {Count}
 */
export function countTests({ testResults }) {
  const statuses = testResults.flatMap(({ status, assertionResults }) => {
    const tests = assertionResults.map((test) => test.status);
    // A file that could not even be loaded, or whose hooks failed, has no test to show for it.
    return status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests;
  });
  const count = (/** @type {string[]} */ ...wanted) =>
    statuses.filter((status) => wanted.includes(status)).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { passed, failed, skipped: statuses.length - passed - failed };
}

/**
 * A test that was not run has shown nothing, so it counts as failed; unless the caller has picked some tests by name.
 *
 * @param {Count} count
 * @param {{ picked: boolean }} options
 * @returns {{ line: string, ok: boolean }}
 */
export function closingLine({ passed, failed, skipped }, { picked }) {
  const bad = picked ? failed : failed + skipped;
  return { line: `${passed} passed, ${bad} failed`, ok: bad === 0 && passed > 0 };
}
