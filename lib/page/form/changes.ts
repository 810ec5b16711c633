import type { AppDefinition } from '../../shared/definitions/definition';
import type { Draft, FreeField, Secrets } from '../../shared/draft';
import { formInputs, freeNameId, valueId } from './form-inputs';

/** Several changes to a form that are one step. */
export interface Changes {
  /** New values by input id; names of free fields are inputs too. */
  values: ReadonlyMap<string, string>;
  addRows?: FreeField[];
  /** Ids of rows that go. */
  removeRows?: string[];
}

/** Returns a form's draft and secrets after {@link Changes}. `now` is in epoch milliseconds. */
export function applyChanges(
  definition: AppDefinition | null,
  typed: { draft: Draft; secrets: Secrets },
  { values, addRows = [], removeRows = [] }: Changes,
  now: number,
): { draft: Draft; secrets: Secrets } {
  const rows = [...typed.draft.freeFields.filter(({ id }) => !removeRows.includes(id)), ...addRows];
  const freeFields = rows.map((row) => ({ ...row, name: values.get(freeNameId(row.id)) ?? row.name }));
  const draft = { ...typed.draft, freeFields };
  const changed = formInputs(definition, '', draft, typed.secrets).flatMap(({ id, kind, secret }) => {
    const value = kind === 'credential' || kind === 'free-value' ? values.get(id) : undefined;
    return value === undefined ? [] : [{ id: valueId(id), value, secret }];
  });
  const gone = [...removeRows, ...changed.filter(({ value }) => value === '').map(({ id }) => id)];
  const secret = changed.filter((one) => one.secret);
  const added = secret.filter(({ value }) => value !== '').map(({ id }) => id);
  const pairsOf = (list: typeof changed) => Object.fromEntries(list.map(({ id, value }) => [id, value]));
  return {
    draft: {
      ...draft,
      values: { ...draft.values, ...pairsOf(changed.filter((one) => !one.secret)) },
      secretIds: [...new Set([...draft.secretIds.filter((id) => !gone.includes(id)), ...added])],
    },
    secrets:
      secret.length > 0 ? { values: { ...typed.secrets.values, ...pairsOf(secret) }, editedAt: now } : typed.secrets,
  };
}
