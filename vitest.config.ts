import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  // Property tests run through thousands of cases; a busy machine may take its time.
  test: { include: ['tests/unit/**/*.spec.ts'], testTimeout: 30_000 },
});
