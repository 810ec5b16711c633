import type { Draft, FreeField, Secrets } from '../draft';
import type { AppDefinition, AuthField } from './definition';
import { hostPart } from './input-format';

/** Fields that Zapier asks for with schemes `basic` and `digest`, whether or not they are defined. */
const STANDARD_FIELDS: AuthField[] = [
  { key: 'username', isNoSecret: true },
  { key: 'password', type: 'password' },
];

/** A value in `authentication_fields`: text, a list, or an object of several fields. */
export type FieldValue = string | string[] | { [key: string]: FieldValue };

/** One field that the agent fills in. */
export interface AskedField {
  /** Storage key: the parents' keys, then its own. */
  id: string;
  field: AuthField;
  /** Keys from the outermost field down to this one. */
  path: string[];
  /** True by default, as at Zapier; a field inside an optional one is optional. */
  required: boolean;
}

/** Returns an app's fields as Zapier shows them: those of its scheme and those of its definition. */
export function fieldsOf({ authentication: { type, fields } }: AppDefinition): AuthField[] {
  if (type !== 'basic' && type !== 'digest') return fields;
  return [...STANDARD_FIELDS.filter(({ key }) => !fields.some((field) => field.key === key)), ...fields];
}

/** True if the agent fills in the field: Zapier does not compute it, and it is not just text to read. */
export function isAsked({ computed, type }: AuthField): boolean {
  return !computed && type !== 'copy';
}

const SEPARATOR = '\u001f';

/** Returns a field's storage key. Separators inside keys are escaped, so that no two fields share one. */
export const fieldId = (path: string[]): string =>
  path.map((key) => key.replaceAll('\\', '\\\\').replaceAll(SEPARATOR, `\\${SEPARATOR}`)).join(SEPARATOR);

/** Returns every field the agent fills in, from top to bottom. */
export function askedFields(definition: AppDefinition): AskedField[] {
  return below(fieldsOf(definition), [], true);
}

function below(fields: AuthField[], parents: string[], isNeeded: boolean): AskedField[] {
  return fields.filter(isAsked).flatMap((field) => {
    const path = [...parents, field.key];
    const required = isNeeded && field.required !== false;
    return field.children ? below(field.children, path, required) : [{ id: fieldId(path), field, path, required }];
  });
}

/**
 * True if the field's value is hidden and wiped. Zapier treats every value as a secret unless it is declared not to be
 * one.
 */
export function isSecret(field: AuthField): boolean {
  if (field.choices || field.type === 'boolean') return false;
  return field.type === 'password' || field.isNoSecret !== true;
}

/**
 * Returns where a form of these fields puts what is typed, to compare two versions of a form: the fields' storage keys,
 * those of secrets marked. The free form has one place, for its rows.
 */
export function placesFor(definition: AppDefinition | null): string[] {
  if (!definition) return ['free'];
  return askedFields(definition).map(({ id, field }) => `${isSecret(field) ? 'secret' : 'value'}/${id}`);
}

/**
 * Returns a field's value: what was typed, otherwise its default. A secret that was typed and then wiped is empty,
 * because its default would be a different value.
 */
export function fieldValue({ id, field }: AskedField, draft: Draft, secrets: Secrets | null): string {
  const values = isSecret(field) ? secrets?.values : draft.values;
  // A key may be any text, even `toString`, which every object has.
  const typed = values && Object.hasOwn(values, id) ? values[id] : undefined;
  return typed ?? (draft.secretIds.includes(id) ? '' : defaultValue(field));
}

/** Returns a field's value before anyone types. A default with `{{…}}` is left out: the Platform fills it in. */
export function defaultValue({ default: value = '', type }: AuthField): string {
  if (/\{\{.*\}\}/.test(value)) return '';
  if (type !== 'boolean') return value;
  if (/^(true|yes|y|t|1|on)$/i.test(value)) return 'true';
  return /^(false|no|n|f|0|off)$/i.test(value) ? 'false' : '';
}

/**
 * Returns the `authentication_fields` of a form. Empty fields are left out; Zapier then uses their default if they have
 * one.
 */
export function authenticationFields(
  definition: AppDefinition | null,
  draft: Draft,
  secrets: Secrets | null,
): Record<string, FieldValue> {
  if (definition) return valuesOf(fieldsOf(definition), [], draft, secrets);
  const pairs = draft.freeFields.map((field) => [field.name.trim(), freeFieldValue(field, secrets)] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => name !== '' && value !== ''));
}

function valuesOf(
  fields: AuthField[],
  parents: string[],
  draft: Draft,
  secrets: Secrets | null,
): Record<string, FieldValue> {
  const pairs = fields.filter(isAsked).flatMap((field): [string, FieldValue][] => {
    const path = [...parents, field.key];
    const value = field.children
      ? valuesOf(field.children, path, draft, secrets)
      : toSend(field, fieldValue({ id: fieldId(path), field, path, required: true }, draft, secrets));
    return Object.keys(value).length > 0 ? [[field.key, value]] : [];
  });
  return Object.fromEntries(pairs);
}

/** Converts typed text to the field's shape. The text around an input is not sent: Zapier adds it. */
function toSend(field: AuthField, typed: string): FieldValue {
  if (field.dict) return Object.fromEntries(pairsIn(typed));
  if (field.list) return linesIn(typed);
  // A path may be another one in small letters.
  if (hostPart(field)) return typed.trim().replace(/^[^/]+/, (host) => host.toLowerCase());
  const isText = ['string', 'text', 'password', undefined].includes(field.type);
  return isText ? typed : typed.trim();
}

/** Returns the values of a field that takes several: one per line, trimmed, without blank lines. */
export function linesIn(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Returns the pairs of a field that takes pairs: one per line, the name before the first colon or equals sign. */
export function pairsIn(typed: string): [name: string, value: string][] {
  return linesIn(typed).flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:=]+)[:=](.*)$/.exec(line) ?? [];
    return name?.trim() && value !== undefined ? [[name.trim(), value.trim()]] : [];
  });
}

/** Returns the text typed as a free field's value. */
export function freeFieldValue(field: FreeField, secrets: Secrets | null): string {
  return secrets?.values[field.id] ?? '';
}
