/**
 * Polling for things that happen within a moment, in milliseconds: more frequent than Playwright's default, which ends
 * up at a second.
 */
export const SOON = { intervals: [20, 50] };
