import type { Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';

/** Replacement for a secret. */
const HIDDEN = '•••';

/** Minimum length of a value to be replaced, in UTF-16 units. Shorter ones may be ordinary words. */
const SHORTEST = 8;

/**
 * Hides the sent secrets in a failure's messages. Zapier may repeat a value that it refuses, and its messages are
 * stored and shown.
 */
export function withoutSecrets(failure: Failure, secrets: Secrets | null): Failure {
  if (!('errors' in failure)) return failure;
  const sent = Object.values(secrets?.values ?? {})
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  const hide = (words: string) => sent.reduce((text, secret) => text.replaceAll(secret, HIDDEN), words);
  return { ...failure, errors: failure.errors.map((error) => ({ ...error, detail: hide(error.detail) })) };
}
