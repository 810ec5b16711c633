import { defineConfig } from '@playwright/test';

// What `npm test` runs against the zipped packages. `*.chromium.spec.ts` and `*.firefox.spec.ts`
// run in that browser only, every other spec in both.
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/harness/global-setup.ts',
  outputDir: 'test-results',
  // A browser's start takes seconds where more than two run at once.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  // Every secret in them is made up.
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, testIgnore: '**/*.firefox.spec.ts' },
    { name: 'firefox', use: { browserName: 'firefox' }, testIgnore: '**/*.chromium.spec.ts' },
  ],
});
