import type { Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';

/** What stands in the place of a secret. */
const HIDDEN = '•••';

/** How long a value has to be to be looked for: shorter ones may be words. */
const SHORTEST = 8;

/**
 * What Zapier says, without the secrets that it was sent: it may repeat the value that it refuses, and its words are
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
