/** For what comes within a moment: looked for more often than Playwright would, which waits a second in the end. */
export const SOON = { intervals: [20, 50] };
