import * as v from 'valibot';
import type { AppDefinition } from '../../shared/definitions/definition';
import type { DefinitionFailure } from '../../shared/definitions/definition-failure';
import { toFailure } from '../../shared/definitions/definition-issue';
import { authenticationSchema, fieldFailures } from '../../shared/definitions/definition-schema';
import { pathTo } from '../../shared/definitions/failure-path';
import { MAX_LENGTH } from '../../shared/definitions/parse-definitions';
import { parseJson, structureFailures } from '../../shared/definitions/parse-json';
import { failed, type Result, succeeded } from '../../shared/result';

/** An imported authentication. */
export interface ImportedAuthentication {
  authentication: AppDefinition['authentication'];
  /** Paths of code in the authentication. Code is neither run nor kept. */
  ignoredCode: string[];
}

/**
 * Reads the authentication from an integration's source: JSON text of an `authentication` object, or of a whole app
 * definition that contains one. Ignores the rest of the app. Accepts fields written for zapier-platform-schema 1 to 19.
 */
export function importDefinition(text: string): Result<ImportedAuthentication, DefinitionFailure[]> {
  if (text.length > MAX_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return json;

  if (!isObject(json.value)) return failed([{ path: '', reason: 'no-authentication' }]);
  const isApp = 'authentication' in json.value;
  if (!isApp && !('type' in json.value)) return failed([{ path: '', reason: 'no-authentication' }]);
  const [source, path] = isApp ? [json.value.authentication, 'authentication'] : [json.value, ''];
  const structure = structureFailures(text, path);
  if (structure.length > 0) return failed(structure);

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

/** Field types that Zapier's schema had until version 16, and the current type with the same control. */
const FORMER_TYPES = new Map<unknown, string>([
  ['file', 'string'],
  ['code', 'text'],
]);

function withCurrentFields(authentication: unknown): unknown {
  if (!isObject(authentication) || !Array.isArray(authentication.fields)) return authentication;
  return { ...authentication, fields: authentication.fields.map(currentField) };
}

/** Converts a field from an older version of Zapier's schema to the current one. */
function currentField(field: unknown): unknown {
  if (!isObject(field)) return field;
  const current: JsonObject = { ...field };
  if (FORMER_TYPES.has(field.type)) current.type = FORMER_TYPES.get(field.type);
  // Until version 18 choices could come from a request; the agent types such a value.
  if (isObject(field.choices) && 'perform' in field.choices) delete current.choices;
  // A group without fields is an ordinary field.
  if (Array.isArray(field.children) && field.children.length === 0) delete current.children;
  else if (Array.isArray(field.children)) current.children = field.children.map(currentField);
  return current;
}

/** True if a value is code in its JSON form: a reference made by the Platform, a function's source, or a module. */
function isCode(value: unknown): boolean {
  if (typeof value === 'string') return /^\$func\$\d+\$[tf]\$$/.test(value);
  return isObject(value) && (typeof value.source === 'string' || typeof value.require === 'string');
}

/** Returns the paths of code outside the fields. Text in fields is never treated as code. */
function codePaths(value: unknown, path: string): string[] {
  if (isCode(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => codePaths(item, pathTo(path, index)));
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'fields')
    .flatMap(([key, part]) => codePaths(part, pathTo(path, key)));
}
