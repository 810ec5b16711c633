import { defineConfig } from '@playwright/test';

// `npm test` runs these against the zipped packages. `*.chromium.spec.ts` and `*.firefox.spec.ts` run in that browser
// only, all others in both.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/harness/global-setup.ts',
  outputDir: 'test-results',
  // With more than two at once, starting a browser takes seconds.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  // Traces would slow every test down by a third; record one with `--trace on` when needed.
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, testIgnore: '**/*.firefox.spec.ts' },
    { name: 'firefox', use: { browserName: 'firefox' }, testIgnore: '**/*.chromium.spec.ts' },
  ],
});
