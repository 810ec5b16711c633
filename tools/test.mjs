// `npm test`: runs every check. Needs only Node and npm.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowsers, ensureDependencies } from './prepare.mjs';
import { dependencyCommand } from './run.mjs';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';
import { runSteps } from './test-steps.mjs';

/** @type {Map<import('./test-steps.mjs').Step, import('./test-counts.mjs').Counts>} */
const done = new Map();
const reports = await mkdtemp(join(tmpdir(), 'quick-connect-reports-'));

try {
  await ensureDependencies();
  const browsers = await ensureBrowsers({ chromium: true, firefox: true, display: true });
  const env = { ...browsers, NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json') };
  // The browser tests run two at once by themselves, so they run last and alone.
  for (const steps of phases()) await runSteps(steps, { limit: 2, env, done });
} catch (error) {
  console.error(error.message);
  done.set({ name: 'Preparation', commands: [] }, { passed: 0, failed: 1 });
} finally {
  await rm(reports, { recursive: true, force: true });
}

const total = (key) => [...done.values()].reduce((sum, counts) => sum + counts[key], 0);
const [passed, failed] = [total('passed'), total('failed')];
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** @returns {import('./test-steps.mjs').Step[][]} groups of steps, one group after the other */
function phases() {
  const zips = { name: 'Packages', commands: [npm('run', 'zip')] };
  return [
    [
      zips,
      { name: 'Lint', commands: [npm('run', 'lint', '--', '--colors=off')] },
      { name: 'Lock file', commands: [npm('run', 'lockfile')] },
    ],
    // These read types and aliases that building the packages writes.
    [
      // The longest first.
      { name: 'Unit tests', ...vitest('vitest.config.ts') },
      { name: 'Package checks', needs: zips, ...vitest('vitest.package.config.ts') },
      { name: 'Types', commands: [npm('run', 'typecheck')] },
      { name: 'Layering', commands: [npm('run', 'layers')] },
      { name: 'Documents', commands: [npm('run', 'documents', '--', '--check')] },
      { name: 'API types', commands: [npm('run', 'generate:api', '--', '--check')] },
    ],
    [{ name: 'End-to-end tests', needs: zips, live: true, ...playwright() }],
  ];
}

function npm(...args) {
  return ['npm', '--silent', ...args];
}

function vitest(config) {
  const report = join(reports, `${config}.json`);
  // One worker, because two steps run at once.
  const options = ['--maxWorkers=1', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    commands: [[dependencyCommand('vitest'), 'run', '--config', config, ...options]],
    counts: () => vitestCounts(report),
  };
}

function playwright() {
  const strict = ['--workers=2', '--retries=0', '--forbid-only'];
  return {
    commands: [
      [dependencyCommand('playwright'), 'test', ...strict, '--reporter=list,json,./tests/e2e/harness/fault-table.ts'],
    ],
    counts: () => playwrightCounts(join(reports, 'playwright.json')),
  };
}
