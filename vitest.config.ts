import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  // Property tests run thousands of cases, which takes longer on a busy machine.
  test: { include: ['tests/unit/**/*.spec.ts'], testTimeout: 30_000 },
});
