import type { AppDefinition, AuthField } from '../apps/definition';
import type { Draft, FreeField, Secrets } from './draft';

/** Fields the agent fills in: not those that Zapier computes, not those that are only text to read. */
export function askedFields(definition: AppDefinition): AuthField[] {
  return definition.authentication.fields.filter((field) => !field.computed && field.type !== 'copy');
}

/** Whether a field's value is hidden and wiped; Zapier treats every value as a secret that is not said to be none. */
export function isSecret(field: AuthField): boolean {
  return field.isNoSecret !== true && !field.choices && field.type !== 'boolean';
}

/** Whether a field must be filled in; Zapier's default is yes. */
export function isRequired(field: AuthField): boolean {
  return field.required !== false;
}

/** What stands in a field of the definition: what was typed, else its default. */
export function fieldValue(field: AuthField, draft: Draft, secrets: Secrets | null): string {
  const values = isSecret(field) ? secrets?.values : draft.values;
  // Keys are anybody's: `toString` is one, and every object has a property of that name.
  const typed = values && Object.hasOwn(values, field.key) ? values[field.key] : undefined;
  return typed ?? field.default ?? '';
}

/**
 * The `authentication_fields` of a form. Fields left empty are not sent: Zapier then uses a field's
 * default where it has one.
 */
export function authenticationFields(
  definition: AppDefinition | null,
  draft: Draft,
  secrets: Secrets | null,
): Record<string, string> {
  const pairs = definition
    ? askedFields(definition).map((field) => [field.key, fieldValue(field, draft, secrets)] as const)
    : draft.freeFields.map((field) => [field.name.trim(), freeFieldValue(field, secrets)] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => name !== '' && value !== ''));
}

/** What is typed as a free field's value. */
export function freeFieldValue(field: FreeField, secrets: Secrets | null): string {
  return secrets?.values[field.id] ?? '';
}
