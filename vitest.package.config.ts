import { defineConfig } from 'vitest/config';

/** Checks of the packages as `npm run zip` leaves them in .output. */
export default defineConfig({
  test: {
    include: ['tests/package/**/*.spec.ts'],
    globalSetup: 'tests/package/unpack.ts',
    // Milliseconds: the add-on linter and a whole second build on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
