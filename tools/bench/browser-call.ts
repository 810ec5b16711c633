/**
 * Source of a call of a function, for a browser to evaluate. Its parameters are source too.
 * The compiler that runs these files wraps functions in a helper that keeps their names; it comes along.
 */
export function browserCall(work: (...parameters: never[]) => unknown, ...parameters: string[]): string {
  return `((__name) => (${work})(${parameters.join(', ')}))((named) => named)`;
}
