/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The value that 95 of 100 do not exceed (nearest rank). */
export function p95(values: number[]): number {
  return ascending(values)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

function ascending(values: number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
