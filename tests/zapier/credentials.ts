import type { AppDefinition, AuthField, Choices } from '../../lib/shared/definitions/definition';
import { type ApiError, apiError, pointerTo } from './errors';

type Values = Record<string, unknown>;

/**
 * Returns Zapier's errors for the credentials: missing required ones and choices that do not exist; if there are none,
 * what the app's own test refuses: `wrong`, any value containing `invalid`, and any password but `validKey` if there is one.
 */
export function refusedFields(definition: AppDefinition | null, values: Values, validKey: string | null): ApiError[] {
  const fields = (definition?.authentication.fields ?? []).filter(({ computed, type }) => !computed && type !== 'copy');
  const unusable = fields.flatMap((field) => unusableValue(field, values[field.key]));
  if (unusable.length > 0) return unusable;
  const isWrong = (key: string, value: Values[string]) =>
    typeof value === 'string' &&
    (value === 'wrong' ||
      value.includes('invalid') ||
      (validKey !== null &&
        value !== validKey &&
        fields.some((field) => field.key === key && field.type === 'password')));
  const refused = Object.entries(values).find(([key, value]) => isWrong(key, value));
  return refused ? [at(refused[0], 'invalid', 'The API key provided is invalid.', 'THIRD_PARTY')] : [];
}

function unusableValue({ key, required, choices }: AuthField, value: Values[string] | undefined): ApiError[] {
  if (value === undefined) return required === false ? [] : [at(key, 'required', 'This field is required.')];
  if (value === '') return required === false ? [] : [at(key, 'invalid', 'This field may not be blank.')];
  if (choices && !valuesOf(choices).includes(String(value)))
    return [at(key, 'invalid', `"${value}" is not a valid choice.`)];
  return [];
}

function valuesOf(choices: Choices): string[] {
  if (!Array.isArray(choices)) return Object.keys(choices);
  return choices.map((choice) => (typeof choice === 'string' ? choice : choice.value));
}

function at(key: string, code: string, detail: string, by: 'ZAPIER' | 'THIRD_PARTY' = 'ZAPIER'): ApiError {
  return apiError(400, code, detail, { pointer: pointerTo('data', 'authentication_fields', key) }, by);
}
