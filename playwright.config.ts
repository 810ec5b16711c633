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
  // Traces would make every test a third slower; `--trace on` records the one that is looked into.
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium' }, testIgnore: '**/*.firefox.spec.ts' },
    { name: 'firefox', use: { browserName: 'firefox' }, testIgnore: '**/*.chromium.spec.ts' },
  ],
});
