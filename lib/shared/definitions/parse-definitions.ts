import * as v from 'valibot';
import { failed, type Result, succeeded } from '../result';
import type { AppDefinition } from './definition';
import type { DefinitionFailure } from './definition-failure';
import { toFailure } from './definition-issue';
import { definitionSchema, fieldFailures } from './definition-schema';
import { pathTo } from './failure-path';
import { parseJson, structureFailures } from './parse-json';

/** Longest text that is parsed, in UTF-16 units: a tenth of extension storage's limit. */
export const MAX_LENGTH = 1_000_000;

/** Most definitions in one text: more than any company supports, few enough to list at once. */
const MAX_DEFINITIONS = 200;

/**
 * Parses app definitions from JSON text: an array of them, or one. The rules are those of the Zapier Platform's
 * AuthenticationSchema. Returns all failures at once, so that an author can fix them in one go.
 */
export function parseDefinitions(text: string): Result<AppDefinition[], DefinitionFailure[]> {
  if (text.length > MAX_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return json;
  const structure = structureFailures(text, '');
  if (structure.length > 0) return failed(structure);

  const list: unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  if (list.length > MAX_DEFINITIONS) return failed([{ path: '', reason: 'too-many' }]);
  const at = (index: number) => (Array.isArray(json.value) ? pathTo('', index) : '');

  const failures: DefinitionFailure[] = [];
  const definitions: AppDefinition[] = [];
  const apps = new Set<string>();
  list.forEach((item, index) => {
    const result = v.safeParse(definitionSchema, item);
    if (!result.success) {
      failures.push(...result.issues.map((issue) => toFailure(issue, at(index))));
      return;
    }
    const definition = result.output;
    failures.push(
      ...fieldFailures(definition.authentication.fields, pathTo(pathTo(at(index), 'authentication'), 'fields')),
    );
    if (apps.has(definition.app)) failures.push({ path: pathTo(at(index), 'app'), reason: 'duplicate' });
    apps.add(definition.app);
    definitions.push(definition);
  });
  return failures.length > 0 ? failed(failures) : succeeded(definitions);
}
