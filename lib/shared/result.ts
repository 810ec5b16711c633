/**
 * The result of an operation that can fail: a value, or a failure with a stable `code`. Plain JSON, so that it can be
 * stored and sent.
 */
export type Result<T, F> = { ok: true; value: T } | { ok: false; failure: F };

/** Returns a successful {@link Result}. */
export function succeeded<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Returns a failed {@link Result}. */
export function failed<const F>(failure: F): { ok: false; failure: F } {
  return { ok: false, failure };
}
