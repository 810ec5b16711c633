import { readFile } from 'node:fs/promises';

/**
 * Counts from a suite's own JSON report. A test that was skipped, marked todo or passed only on a retry has not shown
 * what it is for, and counts as failed.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * @param {string} path vitest's JSON report
 * @returns {Promise<Counts>}
 */
export async function vitestCounts(path) {
  const report = JSON.parse(await readFile(path, 'utf8'));
  // A file that could not be loaded has no tests to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + broken.length };
}

/**
 * @param {string} path Playwright's JSON report
 * @returns {Promise<Counts>}
 */
export async function playwrightCounts(path) {
  const { stats, errors } = JSON.parse(await readFile(path, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}
