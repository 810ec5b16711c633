/** Reads and writes the Apps setting's text as the editor shows it. What the editor does not show stays as it is. */

import type { DefinitionReason } from '../../shared/definitions/definition-failure';
import { pathTo } from '../../shared/definitions/failure-path';
import { MAX_LENGTH } from '../../shared/definitions/parse-definitions';
import { parseJson, structureFailures } from '../../shared/definitions/parse-json';

/** A definition or a field as its author wrote it, valid or not. */
export type Written = { [key: string]: unknown };

/** Texts of a field that are edited as they are. An empty one is left out, but for the key. */
export type FieldText = 'key' | 'label' | 'type' | 'helpText' | 'placeholder';

/** Why parts of a definition were refused, by their place, in the words of the latest Save. */
export type Reasons = ReadonlyMap<string, DefinitionReason>;

/** A field as the editor shows it. */
export interface EditedField {
  /** What is written; empty where there is nothing, and `string` for a type. */
  texts: Record<FieldText, string>;
  isSecret: boolean;
  /** False where the kind decides whether the value is hidden. */
  canChooseSecret: boolean;
  /** True for a group of fields, which itself takes no value. */
  isGroup: boolean;
  problems: Partial<Record<FieldText | 'isNoSecret', DefinitionReason>>;
}

/** A definition as the editor shows it. */
export interface EditedApp {
  app: string;
  title: string;
  /** The scheme of its authentication; empty if none is written. */
  type: string;
  fields: EditedField[];
  problems: { app?: DefinitionReason; title?: DefinitionReason };
  /** True if anything in it was refused, shown here or not. */
  hasProblem: boolean;
}

const isObject = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Returns the definitions in a text, or null where the editor could lose something: no JSON, names that occur twice or
 * reach a prototype, or no definitions with fields.
 */
export function writtenIn(text: string): Written[] | null {
  if (!text.trim()) return [];
  if (text.length > MAX_LENGTH) return null;
  const json = parseJson(text);
  if (!json.ok || structureFailures(text, '').length > 0) return null;
  const list: unknown[] = [json.value].flat();
  return list.every((item) => isObject(item) && hasFields(item)) ? (list as Written[]) : null;
}

function hasFields({ authentication = {} }: Written): boolean {
  if (!isObject(authentication)) return false;
  const { fields = [] } = authentication;
  return Array.isArray(fields) && fields.every(isObject);
}

/** Returns a definition's own list of fields. Where it has none, it gets one. */
export function fieldsOfWritten(item: Written): Written[] {
  if (!isObject(item.authentication)) item.authentication = { type: 'custom' };
  const authentication = item.authentication as Written;
  authentication.fields ??= [];
  return authentication.fields as Written[];
}

/** Returns the definitions of a text as the editor shows them, or null as {@link writtenIn} does. */
export function editedApps(text: string, reasons: Reasons): EditedApp[] | null {
  const list = writtenIn(text);
  const isList = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('[');
  return list?.map((item, index) => editedApp(item, isList ? pathTo('', index) : '', reasons)) ?? null;
}

function editedApp(item: Written, path: string, reasons: Reasons): EditedApp {
  const authentication = isObject(item.authentication) ? item.authentication : {};
  const fields = (authentication.fields ?? []) as Written[];
  const fieldsPath = pathTo(pathTo(path, 'authentication'), 'fields');
  return {
    app: textIn(item.app),
    title: textIn(item.title),
    type: textIn(authentication.type),
    fields: fields.map((field, at) => editedField(field, pathTo(fieldsPath, at), reasons)),
    problems: problemsAt(path, ['app', 'title'], reasons),
    hasProblem: [...reasons.keys()].some((place) => path === '' || place === path || place.startsWith(`${path}.`)),
  };
}

const FIELD_TEXTS = ['key', 'label', 'type', 'helpText', 'placeholder'] as const;

function editedField(field: Written, path: string, reasons: Reasons): EditedField {
  const type = textIn(field.type) || 'string';
  const isShown = type === 'boolean' || type === 'copy' || field.choices !== undefined;
  return {
    texts: {
      key: textIn(field.key),
      label: textIn(field.label),
      type,
      helpText: textIn(field.helpText),
      placeholder: textIn(field.placeholder),
    },
    isSecret: !isShown && (type === 'password' || field.isNoSecret !== true),
    canChooseSecret: !isShown && type !== 'password',
    isGroup: field.children !== undefined,
    problems: problemsAt(path, [...FIELD_TEXTS, 'isNoSecret'], reasons),
  };
}

function problemsAt<K extends string>(
  path: string,
  keys: readonly K[],
  reasons: Reasons,
): Partial<Record<K, DefinitionReason>> {
  const found = keys.flatMap((key) => {
    const reason = reasons.get(pathTo(path, key));
    return reason ? [[key, reason]] : [];
  });
  return Object.fromEntries(found) as Partial<Record<K, DefinitionReason>>;
}
