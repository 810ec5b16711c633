import { askedFields, authenticationFields, isSecret } from '../../shared/definitions/credentials';
import type { AppDefinition } from '../../shared/definitions/definition';
import type { Draft, Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import type { Powers } from '../../shared/set-up-check';
import { withoutSecrets } from '../orders/without-secrets';
import type { Zapier } from '../zapier/api';
import { HOLDER } from './holding';

/** What was typed into an own app's form: true credentials. */
export interface Typed {
  draft: Draft;
  secrets: Secrets;
}

/** Statuses of a deletion that Zapier does not allow. A 404 is one too: what is deleted was made a moment ago. */
const NOT_ALLOWED = [403, 404, 405];

/**
 * Finds out what Zapier allows with an app: creates a connection with false credentials and one with those that were
 * typed, and deletes both. Nothing is sent twice; what an answer that was lost may have made is looked for.
 */
export async function tryPowers(zapier: Zapier, definition: AppDefinition, typed: Typed): Promise<Powers> {
  const run = crypto.randomUUID().slice(0, 8);
  const titles = { false: `Quick Connect set-up check ${run} (false)`, true: `Quick Connect set-up check ${run}` };
  const create = async (title: string, { draft, secrets }: Typed) => {
    const made = await zapier.createAuthentication(HOLDER, {
      ...{ title, app: definition.app },
      authentication_fields: authenticationFields(definition, draft, secrets),
    });
    return made.ok ? made : { ...made, failure: withoutSecrets(made.failure, typed) };
  };

  const withFalse = await create(titles.false, falseCredentials(definition, typed));
  // Where Zapier takes no connection of this app at all, the true key must not be tried.
  const goesOn = withFalse.ok || (withFalse.failure.code === 'refused' && withFalse.failure.status !== 403);
  const withTrue = goesOn ? await create(titles.true, typed) : null;

  const made = await madeBy(zapier, definition.app, Object.values(titles), [withFalse, withTrue]);
  const left: string[] = [];
  let deletion: Powers['deletion'] = null;
  for (const { id, title } of made) {
    const deleted = await zapier.deleteAuthentication(HOLDER, id);
    if (deleted.ok) deletion ??= 'allowed';
    else {
      left.push(title);
      if (deleted.failure.code === 'refused' && NOT_ALLOWED.includes(deleted.failure.status)) deletion = 'refused';
    }
  }
  const failure = failureOf(withTrue) ?? (goesOn ? null : failureOf(withFalse));
  return { title: definition.title, keys: keysOf(withFalse, withTrue), deletion, left, failure };
}

type Made = Result<{ id: string; title: string }, Failure>;

const failureOf = (made: Made | null): Failure | null => (made && !made.ok ? made.failure : null);

/** Only both answers together tell: a true key that is refused too says nothing about checks. */
function keysOf(withFalse: Made, withTrue: Made | null): Powers['keys'] {
  if (withFalse.ok) return 'not-checked';
  return withTrue?.ok ? 'checked' : null;
}

/** Returns the connections that were made; where an answer was lost, those of our titles in the account's list. */
async function madeBy(zapier: Zapier, appId: string, titles: string[], attempts: (Made | null)[]) {
  const made = attempts.flatMap((attempt) => (attempt?.ok ? [attempt.value] : []));
  if (attempts.every((attempt) => !attempt || attempt.ok || attempt.failure.code === 'refused')) return made;
  const page = await zapier.connectionsPage({ accountId: HOLDER, appId }, 0, 'awaited');
  const known = new Set(made.map(({ id }) => id));
  const found = page.ok
    ? page.value.connections.filter(({ id, title }) => titles.includes(title) && !known.has(id))
    : [];
  return [...made, ...found];
}

/** Returns the same form with another value for each secret, which nobody has ever been given. */
function falseCredentials(definition: AppDefinition, { draft, secrets }: Typed): Typed {
  const values = askedFields(definition)
    .filter(({ id, field }) => isSecret(field) && secrets.values[id])
    .map(({ id }) => [id, `false-${crypto.randomUUID()}`]);
  return { draft, secrets: { ...secrets, values: Object.fromEntries(values) } };
}
