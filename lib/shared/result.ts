/** What an operation that can fail answers: a value, or a failure with a stable `code`. Plain JSON, so it can be stored and sent. */
export type Result<T, F> = { ok: true; value: T } | { ok: false; failure: F };

/** A {@link Result} that succeeded. */
export function succeeded<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A {@link Result} that failed. */
export function failed<const F>(failure: F): { ok: false; failure: F } {
  return { ok: false, failure };
}
