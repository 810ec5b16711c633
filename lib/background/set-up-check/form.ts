import type { Config } from '../../shared/config';
import { askedFields, authenticationFields, fieldValue, isSecret, pairsIn } from '../../shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../shared/definitions/definition';
import { type Draft, readDraft, removeDraft, type Secrets } from '../../shared/draft';
import { failed, type Result, succeeded } from '../../shared/result';
import { type NotTried, SET_UP_ACCOUNT } from '../../shared/set-up-check';

/** What was typed into an own app's form, or stands in its place. */
export interface Typed {
  draft: Draft;
  secrets: Secrets;
}

/** An own app's form with true credentials, and the same with false ones. */
export interface Form {
  definition: AppDefinition;
  typed: Typed;
  falsified: Typed;
}

/** Takes the form that was handed over, so that it is nowhere else, and returns it if it may be tried. */
export async function takeForm(
  appId: string,
  { apps, allowDelete }: Pick<Config, 'apps' | 'allowDelete'>,
  now: number,
): Promise<Result<Form, NotTried>> {
  const definition = apps.find(({ app }) => app === appId);
  const { draft, secrets } = await readDraft(SET_UP_ACCOUNT, appId, now);
  await removeDraft(SET_UP_ACCOUNT, appId);
  // What is made must be deleted again.
  if (!allowDelete) return failed({ is: 'not-tried', why: 'switched-off' });
  // A form whose secrets were wiped is no longer what was typed.
  const typed = draft && (secrets || draft.secretIds.length === 0) ? { draft, secrets: secrets ?? NO_SECRETS } : null;
  const falsified = definition && typed && falseCredentials(definition, typed);
  if (!falsified) return failed({ is: 'not-tried', why: 'no-secret' });
  return succeeded({ definition, typed, falsified });
}

const NO_SECRETS: Secrets = { values: {}, editedAt: 0 };

/**
 * Returns the same form with another value for each secret, which nobody has ever been given; null if it has none, as
 * there would be nothing false in it.
 */
function falseCredentials(definition: AppDefinition, typed: Typed): Typed | null {
  const { draft, secrets } = typed;
  const values = askedFields(definition)
    .filter(({ field }) => isSecret(field))
    .map((asked) => [asked, fieldValue(asked, draft, secrets)] as const)
    .filter(([, value]) => value !== '')
    .map(([{ id, field }, value]) => [id, falseValue(field, value)]);
  const falsified = { draft, secrets: { ...secrets, values: Object.fromEntries(values) } };
  return sent(definition, falsified) === sent(definition, typed) ? null : falsified;
}

const sent = (definition: AppDefinition, { draft, secrets }: Typed): string =>
  JSON.stringify(authenticationFields(definition, draft, secrets));

/** Returns a false value of the field's form: one of another form would be refused for that. */
function falseValue({ dict, type }: AuthField, value: string): string {
  if (type === 'number' || type === 'integer') return String(crypto.getRandomValues(new Uint32Array(1))[0]);
  const text = `false-${crypto.randomUUID()}`;
  if (!dict) return text;
  return pairsIn(value)
    .map(([name]) => `${name}: ${text}`)
    .join('\n');
}
