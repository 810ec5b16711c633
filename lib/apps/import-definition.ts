import * as v from 'valibot';
import { failed, type Result, succeeded } from '../result';
import type { AppDefinition } from './definition';
import type { DefinitionFailure } from './definition-failure';
import { toFailure } from './definition-issue';
import { fieldFailures } from './definition-schema';
import { pathTo } from './failure-path';
import { appSchema, authenticationSchema } from './import-schema';
import { MAX_LENGTH } from './parse-definitions';
import { parseJson } from './parse-json';
import { appFailures } from './whole-app/constraints';
import { isCode } from './whole-app/shapes';

/** What an import has found. */
export interface ImportedAuthentication {
  authentication: AppDefinition['authentication'];
  /** Where code stands, which is never run and not kept. */
  ignoredCode: string[];
}

/**
 * The authentication in what an integration's developer has: an `authentication` object, or a whole app
 * definition that holds one, as JSON. What Zapier's own validation refuses, anywhere in it, is refused.
 */
export function importDefinition(text: string): Result<ImportedAuthentication, DefinitionFailure[]> {
  if (text.length > MAX_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return json;

  const isApp = has(json.value, 'authentication');
  if (!isApp && !has(json.value, 'type')) return failed([{ path: '', reason: 'no-authentication' }]);
  const result = isApp ? v.safeParse(appSchema, json.value) : v.safeParse(authenticationSchema, json.value);
  if (!result.success) return failed(result.issues.map((issue) => toFailure(issue, '')));

  const app = 'authentication' in result.output ? result.output : null;
  const { type, fields } = 'authentication' in result.output ? result.output.authentication : result.output;
  const failures = [
    ...fieldFailures(fields, app ? 'authentication.fields' : 'fields'),
    ...(app ? appFailures(app) : []),
  ];
  if (failures.length > 0) return failed(failures);
  return succeeded({ authentication: { type, fields }, ignoredCode: codePaths(json.value, '') });
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** Where code stands outside the fields, which are read whatever their values look like. */
function codePaths(value: unknown, path: string): string[] {
  if (isCode(value)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => codePaths(item, pathTo(path, index)));
  return Object.entries(value).flatMap(([key, part]) => {
    const at = pathTo(path, key);
    return at === 'fields' || at === 'authentication.fields' ? [] : codePaths(part, at);
  });
}
