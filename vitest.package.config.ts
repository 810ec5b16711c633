import { defineConfig } from 'vitest/config';

/** Runs the checks of the packages that `npm run zip` leaves in .output. */
export default defineConfig({
  test: {
    include: ['tests/package/**/*.spec.ts'],
    globalSetup: 'tests/package/unpack.ts',
    // In milliseconds; the add-on linter and a second full build take long on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
