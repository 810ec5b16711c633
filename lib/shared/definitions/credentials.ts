import type { Draft, FreeField, Secrets } from '../draft';
import type { AppDefinition, AuthField } from './definition';
import { hostPart } from './input-format';

/** Zapier asks for these two wherever the browser's own kind of sign-in is used, defined or not. */
const STANDARD_FIELDS: AuthField[] = [
  { key: 'username', isNoSecret: true },
  { key: 'password', type: 'password' },
];

/** What an app's credentials are named as in a request: text, or what several fields make together. */
export type FieldValue = string | string[] | { [key: string]: FieldValue };

/** One field that the agent fills in. */
export interface AskedField {
  /** Under which its value is kept: the key, after the keys of the fields around it. */
  id: string;
  field: AuthField;
  /** Keys from the outermost field to this one. */
  path: string[];
  /** Zapier's default is yes; a field inside an optional one is optional. */
  required: boolean;
}

/** An app's fields as Zapier would show them: those of its definition, and those that come with its scheme. */
export function fieldsOf({ authentication: { type, fields } }: AppDefinition): AuthField[] {
  if (type !== 'basic' && type !== 'digest') return fields;
  return [...STANDARD_FIELDS.filter(({ key }) => !fields.some((field) => field.key === key)), ...fields];
}

/** Whether there is anything to fill in: not where Zapier computes it, not where it is only text to read. */
export function isAsked({ computed, type }: AuthField): boolean {
  return !computed && type !== 'copy';
}

const SEPARATOR = '\u001f';

/** Under which a field's value is kept. A separator inside a key is escaped, so that no two fields share one. */
export const fieldId = (path: string[]): string =>
  path.map((key) => key.replaceAll('\\', '\\\\').replaceAll(SEPARATOR, `\\${SEPARATOR}`)).join(SEPARATOR);

/** Every field the agent fills in, from top to bottom. */
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

/** Whether a field's value is hidden and wiped; Zapier treats every value as a secret that is not said to be none. */
export function isSecret(field: AuthField): boolean {
  if (field.choices || field.type === 'boolean') return false;
  return field.type === 'password' || field.isNoSecret !== true;
}

/**
 * What stands in a field of the definition: what was typed, else its default. A secret that was typed and
 * wiped is empty: its default is another one.
 */
export function fieldValue({ id, field }: AskedField, draft: Draft, secrets: Secrets | null): string {
  const values = isSecret(field) ? secrets?.values : draft.values;
  // Keys are anybody's: `toString` is one, and every object has a property of that name.
  const typed = values && Object.hasOwn(values, id) ? values[id] : undefined;
  return typed ?? (draft.secretIds.includes(id) ? '' : defaultValue(field));
}

/** What a field holds before anyone types. A default that holds `{{…}}` is for the Platform to fill in; nobody would type it. */
export function defaultValue({ default: value = '', type }: AuthField): string {
  if (/\{\{.*\}\}/.test(value)) return '';
  if (type !== 'boolean') return value;
  if (/^(true|yes|y|t|1|on)$/i.test(value)) return 'true';
  return /^(false|no|n|f|0|off)$/i.test(value) ? 'false' : '';
}

/**
 * The `authentication_fields` of a form. Fields left empty are not sent: Zapier then uses a field's
 * default where it has one.
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

/** What is typed, in the shape that the field has. The text around an input is Zapier's to add, and is not sent. */
function toSend(field: AuthField, typed: string): FieldValue {
  if (field.dict) return Object.fromEntries(pairsIn(typed));
  if (field.list) return linesIn(typed);
  if (hostPart(field)) return typed.trim().toLowerCase();
  const isText = ['string', 'text', 'password', undefined].includes(field.type);
  return isText ? typed : typed.trim();
}

/** The values of a field that takes several: one a line, blanks around them left out. */
export function linesIn(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The pairs of a field that takes them: one a line, its name before the first colon or equals sign. */
export function pairsIn(typed: string): [name: string, value: string][] {
  return linesIn(typed).flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:=]+)[:=](.*)$/.exec(line) ?? [];
    return name?.trim() && value !== undefined ? [[name.trim(), value.trim()]] : [];
  });
}

/** What is typed as a free field's value. */
export function freeFieldValue(field: FreeField, secrets: Secrets | null): string {
  return secrets?.values[field.id] ?? '';
}
