import { linesIn, pairsIn } from '../../shared/definitions/credentials';
import type { Draft, Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { hiding } from '../hiding';

/** Replacement for a secret. */
const HIDDEN = '•••';

/** Minimum length of a text to be replaced, in UTF-16 units. Shorter ones may be ordinary words. */
const SHORTEST = 8;

/** Maximum length of a text that may stand beside a short secret, as a user name does, in UTF-16 units. */
const LONGEST_BESIDE = 256;

/** What was sent: the secrets, and the other values, which may stand beside a secret in an encoded text. */
interface Sent {
  draft: Pick<Draft, 'values'>;
  secrets: Secrets | null;
}

/**
 * Hides the sent secrets in a failure. Zapier may repeat a value that it refuses, as it is or encoded, in any part of
 * its errors, and they are stored and shown.
 */
export function withoutSecrets(failure: Failure, sent: Sent): Failure {
  if (!('errors' in failure)) return failure;
  const hide = hiding(secretTexts(sent), HIDDEN);
  const errors = failure.errors.map(({ code, detail, pointer }) => ({
    code: hide(code),
    detail: hide(detail),
    pointer: pointer === null ? null : hide(pointer),
  }));
  return { ...failure, errors };
}

/**
 * Returns the texts to hide: each secret, each of its lines and the value in it, and a secret that is too short by
 * itself together with each other value, as in `user:password`.
 */
function secretTexts({ draft, secrets }: Sent): string[] {
  const values = Object.values(secrets?.values ?? {});
  const parts = values.flatMap((value) => [value.trim(), ...linesIn(value), ...pairsIn(value).map(([, part]) => part)]);
  const others = [...Object.values(draft.values), ...values].map((value) => value.trim());
  const beside = others.filter((other) => other !== '' && other.length <= LONGEST_BESIDE);
  const short = parts.filter((part) => part !== '' && part.length < SHORTEST);
  const joined = short.flatMap((part) => beside.flatMap((other) => [`${other}:${part}`, `${part}:${other}`]));
  return [...new Set([...parts, ...joined])].filter((text) => text.length >= SHORTEST);
}
