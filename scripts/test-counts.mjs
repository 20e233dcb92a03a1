// Counts what passed, failed and was skipped, so that nothing that went wrong is left out.

/**
 * Of vitest's JSON report. A file that could not be loaded has no tests and counts as one failure,
 * and so does an exit code that no failed test explains.
 */
export function countTests(report, exitCode) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  ).length
  const found = report.numFailedTests + unloaded
  const failed = found === 0 && exitCode !== 0 ? 1 : found
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0)
  return { passed: report.numPassedTests, failed, skipped, tests: report.numTotalTests }
}

export function addUp(counts) {
  const total = (name) => counts.reduce((sum, count) => sum + count[name], 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') }
}

/** The last line of a gate. */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function isFailed(assertion) {
  return assertion.status === 'failed'
}
