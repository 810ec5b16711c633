import * as v from 'valibot';
import type { AppDefinition } from '../../shared/definitions/definition';
import type { DefinitionFailure } from '../../shared/definitions/definition-failure';
import { toFailure } from '../../shared/definitions/definition-issue';
import { authenticationSchema, fieldFailures } from '../../shared/definitions/definition-schema';
import { pathTo } from '../../shared/definitions/failure-path';
import { MAX_LENGTH } from '../../shared/definitions/parse-definitions';
import { parseJson } from '../../shared/definitions/parse-json';
import { failed, type Result, succeeded } from '../../shared/result';

/** The authentication that an import found. */
export interface ImportedAuthentication {
  authentication: AppDefinition['authentication'];
  /** Paths in the authentication that hold code. Code is neither run nor kept. */
  ignoredCode: string[];
}

/**
 * Reads the authentication from an integration's source: an `authentication` object, or a whole app definition that
 * holds one, as JSON text. Nothing else in the app is looked at. Fields may be written for any version of
 * zapier-platform-schema from 1 to 19.
 */
export function importDefinition(text: string): Result<ImportedAuthentication, DefinitionFailure[]> {
  if (text.length > MAX_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return json;

  if (!isObject(json.value)) return failed([{ path: '', reason: 'no-authentication' }]);
  const isApp = 'authentication' in json.value;
  if (!isApp && !('type' in json.value)) return failed([{ path: '', reason: 'no-authentication' }]);
  const [source, path] = isApp ? [json.value.authentication, 'authentication'] : [json.value, ''];
  const result = v.safeParse(authenticationSchema, withCurrentFields(source));
  if (!result.success) return failed(result.issues.map((issue) => toFailure(issue, path)));

  const authentication = result.output;
  const failures = fieldFailures(authentication.fields, pathTo(path, 'fields'));
  return failures.length > 0 ? failed(failures) : succeeded({ authentication, ignoredCode: codePaths(source, path) });
}

type JsonObject = { [key: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Field types that Zapier's schema had until version 16, and the control each of them had. */
const FORMER_TYPES = new Map<unknown, string>([
  ['file', 'string'],
  ['code', 'text'],
]);

function withCurrentFields(authentication: unknown): unknown {
  if (!isObject(authentication) || !Array.isArray(authentication.fields)) return authentication;
  return { ...authentication, fields: authentication.fields.map(currentField) };
}

/** Rewrites a field from an earlier version of Zapier's schema to what the current version has in its place. */
function currentField(field: unknown): unknown {
  if (!isObject(field)) return field;
  const current: JsonObject = { ...field };
  if (FORMER_TYPES.has(field.type)) current.type = FORMER_TYPES.get(field.type);
  // Until version 18 choices could come from a request; here the agent types the value.
  if (isObject(field.choices) && 'perform' in field.choices) delete current.choices;
  if (Array.isArray(field.children)) current.children = field.children.map(currentField);
  return current;
}

/** Whether a value is code in its JSON form: a reference made by the Platform, a function's source, or a module. */
function isCode(value: unknown): boolean {
  if (typeof value === 'string') return /^\$func\$\d+\$[tf]\$$/.test(value);
  return isObject(value) && (typeof value.source === 'string' || typeof value.require === 'string');
}

/** Paths of code outside the fields, whose texts are read as texts whatever they look like. */
function codePaths(value: unknown, path: string): string[] {
  if (isCode(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => codePaths(item, pathTo(path, index)));
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'fields')
    .flatMap(([key, part]) => codePaths(part, pathTo(path, key)));
}
