/** The day of a moment, as people write it. Nothing is kept for so long that the year would have to be said. */
export function dayOf(epochMs: number, month: 'long' | 'short' = 'long'): string {
  return new Date(epochMs).toLocaleDateString(undefined, { day: 'numeric', month });
}
