import * as v from 'valibot';
import { failed, type Result, succeeded } from '../result';
import type { AppDefinition } from './definition';
import { DEFINITION_REASONS, type DefinitionFailure } from './definition-failure';
import { definitionSchema } from './definition-schema';

/** Longest text that is looked at, in UTF-16 units: a tenth of what extension storage holds. */
const MAX_LENGTH = 1_000_000;

/** More than any company supports, few enough to list at once. */
const MAX_DEFINITIONS = 200;

/** Schemes whose fields Zapier fills from an answer of the app, and so may have computed ones. */
const TYPES_WITH_COMPUTED = ['session', 'oauth1', 'oauth2'];

/**
 * App definitions from JSON text, an array of them or a single one, by the rules of the Zapier
 * Platform's AuthenticationSchema. All failures at once, so that an author needs one round only.
 */
export function parseDefinitions(text: string): Result<AppDefinition[], DefinitionFailure[]> {
  if (text.length > MAX_LENGTH) return failed([{ path: '', reason: 'too-large' }]);
  const json = parseJson(text);
  if (!json.ok) return json;

  const list: unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  if (list.length > MAX_DEFINITIONS) return failed([{ path: '', reason: 'too-many' }]);
  const at = (index: number) => (Array.isArray(json.value) ? `[${index}]` : '');

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
    failures.push(...fieldFailures(definition, at(index)));
    if (apps.has(definition.app)) failures.push({ path: join(at(index), 'app'), reason: 'duplicate' });
    apps.add(definition.app);
    definitions.push(definition);
  });
  return failures.length > 0 ? failed(failures) : succeeded(definitions);
}

function parseJson(text: string): Result<unknown, DefinitionFailure[]> {
  try {
    return succeeded(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return failed([{ path: '', reason: 'not-json', detail }]);
  }
}

/** What the schema cannot see: fields in relation to each other and to the scheme. */
function fieldFailures({ authentication }: AppDefinition, at: string): DefinitionFailure[] {
  const failures: DefinitionFailure[] = [];
  const keys = new Set<string>();
  authentication.fields.forEach((field, index) => {
    const path = join(at, `authentication.fields[${index}]`);
    if (keys.has(field.key)) failures.push({ path: `${path}.key`, reason: 'duplicate' });
    keys.add(field.key);
    if (field.computed && !TYPES_WITH_COMPUTED.includes(authentication.type))
      failures.push({ path: `${path}.computed`, reason: 'not-computed-here' });
  });
  return failures;
}

function toFailure(issue: v.BaseIssue<unknown>, at: string): DefinitionFailure {
  const path = (issue.path ?? []).reduce(
    (joined, { key }) => (typeof key === 'number' ? `${joined}[${key}]` : join(joined, String(key))),
    at,
  );
  const ours = DEFINITION_REASONS.find((reason) => reason === issue.message);
  return { path, reason: ours ?? (issue.received === 'undefined' ? 'missing' : 'wrong-type') };
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}
