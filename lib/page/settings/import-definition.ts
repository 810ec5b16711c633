import * as v from 'valibot';
import { type AppDefinition, SCHEMES } from '../../shared/definitions/definition';
import type { DefinitionFailure } from '../../shared/definitions/definition-failure';
import { toFailure } from '../../shared/definitions/definition-issue';
import { authenticationSchema, fieldFailures } from '../../shared/definitions/definition-schema';
import { pathTo } from '../../shared/definitions/failure-path';
import { parseJson, structureFailures } from '../../shared/definitions/parse-json';
import { failed, type Result, succeeded } from '../../shared/result';

/** Longest text that is looked into, in UTF-16 units. Definitions of integrations with many triggers have several million. */
export const MAX_IMPORT_LENGTH = 10_000_000;

/** An imported authentication. */
export interface ImportedAuthentication {
  authentication: AppDefinition['authentication'];
  /** Paths of code in the authentication. Code is neither run nor kept. */
  ignoredCode: string[];
  /** JSON text of the authentication alone, as its author wrote it. */
  source: string;
}

/**
 * Reads the authentication from an integration's source: JSON text of an `authentication` object, or of what holds one.
 * Ignores the rest. Accepts fields written for zapier-platform-schema 1 to 19.
 */
export function importDefinition(text: string): Result<ImportedAuthentication, DefinitionFailure[]> {
  if (text.length > MAX_IMPORT_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return isJavaScript(text) ? failed([{ path: '', reason: 'javascript' }]) : json;

  const found = authenticationIn(json.value);
  if (!found) return failed([{ path: '', reason: 'no-authentication' }]);
  const { value, path } = found;
  const structure = structureFailures(text, path);
  if (structure.length > 0) return failed(structure);

  const result = v.safeParse(authenticationSchema, withCurrentFields(value));
  if (!result.success) return failed(result.issues.map((issue) => toFailure(issue, path)));

  const authentication = result.output;
  const failures = fieldFailures(authentication.fields, pathTo(path, 'fields'));
  if (failures.length > 0) return failed(failures);
  return succeeded({ authentication, ignoredCode: codePaths(value, path), source: JSON.stringify(value, null, 2) });
}

/** True for a module's source, which is where an authentication is written before it becomes JSON. */
function isJavaScript(text: string): boolean {
  const code = withoutBlanks(text.slice(0, SEEN_OF_CODE));
  if (/^(?:(['"])use strict\1|(?:const|let|var|import|export|function|async)\s|(?:module\.)?exports\b)/.test(code))
    return true;
  const [open] = /^\(?\{/.exec(code) ?? [];
  // An object whose first key has no quotes, or other quotes than JSON's.
  return open !== undefined && /^(?:[\w$]+\s*[:,(]|'|\.\.\.)/.test(withoutBlanks(code.slice(open.length)));
}

/** How much of a text is looked at to tell JavaScript, in UTF-16 units: a licence may stand first. */
const SEEN_OF_CODE = 10_000;

/** Removes white space and comments from a text's beginning. */
const withoutBlanks = (code: string): string => code.replace(/^\uFEFF?(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/, '');

/** An authentication and its path in the text. */
interface Found {
  value: unknown;
  path: string;
}

/**
 * Finds the authentication in what Zapier's command line and an integration's modules give: a whole app has it as
 * `authentication`, the modules of Zapier's templates as `config`, and a module in TypeScript has all of it as `default`.
 */
function authenticationIn(value: unknown, path = ''): Found | null {
  if (!isObject(value)) return null;
  if ('authentication' in value) return { value: value.authentication, path: pathTo(path, 'authentication') };
  if (isAuthentication(value)) return { value, path };
  if (isObject(value.config) && isAuthentication(value.config))
    return { value: value.config, path: pathTo(path, 'config') };
  return path === '' ? authenticationIn(value.default, 'default') : null;
}

/** True for what has a type of Zapier's, or another type and what else an authentication has: a package.json has a type too. */
function isAuthentication(value: JsonObject): boolean {
  if (!('type' in value)) return false;
  const isKnown = SCHEMES.some((scheme) => scheme === value.type);
  return isKnown || 'fields' in value || 'test' in value || Object.keys(value).length === 1;
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
