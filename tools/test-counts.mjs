import { readFile } from 'node:fs/promises';

/**
 * What a suite's own JSON report says. A test that was skipped, left to do or only passed at a second
 * attempt has not shown what it is there for, and counts as failed.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * @param {string} path where vitest's JSON reporter wrote
 * @returns {Promise<Counts>}
 */
export async function vitestCounts(path) {
  const report = JSON.parse(await readFile(path, 'utf8'));
  // A file that could not even be loaded has no tests to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + broken.length };
}

/**
 * @param {string} path where Playwright's JSON reporter wrote
 * @returns {Promise<Counts>}
 */
export async function playwrightCounts(path) {
  const { stats, errors } = JSON.parse(await readFile(path, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}
