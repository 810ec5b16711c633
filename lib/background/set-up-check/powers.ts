import { authenticationFields } from '../../shared/definitions/credentials';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import type { Powers } from '../../shared/set-up-check';
import { withoutSecrets } from '../orders/without-secrets';
import type { Zapier } from '../zapier/api';
import type { Form, Typed } from './form';
import { HOLDER } from './holding';

/** Statuses that refuse a deletion. A 404 does not: it may only be that what was made a moment ago is not there yet. */
const NOT_ALLOWED = [403, 405];

/**
 * Finds out what Zapier allows with an app: creates a connection with false credentials and one with those that were
 * typed, and deletes both. Nothing is sent twice; what an answer that was lost may have made is looked for.
 */
export async function tryPowers(zapier: Zapier, { definition, typed, falsified }: Form): Promise<Powers> {
  const run = crypto.randomUUID().slice(0, 8);
  const titles = { false: `Quick Connect set-up check ${run} (false)`, true: `Quick Connect set-up check ${run}` };
  const create = async (title: string, { draft, secrets }: Typed) => {
    const made = await zapier.createAuthentication(HOLDER, {
      ...{ title, app: definition.app },
      authentication_fields: authenticationFields(definition, draft, secrets),
    });
    return made.ok ? made : { ...made, failure: withoutSecrets(made.failure, typed) };
  };

  const withFalse = await create(titles.false, falsified);
  // Where Zapier takes no connection of this app at all, the true key must not be tried.
  const goesOn = withFalse.ok || (withFalse.failure.code === 'refused' && withFalse.failure.status !== 403);
  const withTrue = goesOn ? await create(titles.true, typed) : null;

  const made = await madeBy(zapier, definition.app, Object.values(titles), [withFalse, withTrue]);
  const left: string[] = [];
  const deletions: Result<null, Failure>[] = [];
  for (const { id, title } of made) {
    const deleted = await zapier.deleteAuthentication(HOLDER, id);
    deletions.push(deleted);
    if (!deleted.ok) left.push(title);
  }
  const failure = failureOf(withTrue) ?? (goesOn ? null : failureOf(withFalse));
  return {
    ...{ title: definition.title, keys: keysOf(withFalse, withTrue) },
    ...{ deletion: deletionOf(deletions), left, failure },
  };
}

type Made = Result<{ id: string; title: string }, Failure>;

const failureOf = (made: Made | null): Failure | null => (made && !made.ok ? made.failure : null);

/** Only both answers together tell: a true key that is refused too says nothing about checks. */
function keysOf(withFalse: Made, withTrue: Made | null): Powers['keys'] {
  if (withFalse.ok) return 'not-checked';
  return withTrue?.ok ? 'checked' : null;
}

/** Returns null where nothing was deleted and nothing tells why, or where one was refused and the other deleted. */
function deletionOf(deletions: Result<null, Failure>[]): Powers['deletion'] {
  const isRefused = (deleted: Result<null, Failure>) =>
    !deleted.ok && deleted.failure.code === 'refused' && NOT_ALLOWED.includes(deleted.failure.status);
  if (deletions.some(isRefused)) return deletions.every(isRefused) ? 'refused' : null;
  return deletions.some(({ ok }) => ok) ? 'allowed' : null;
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
