/** Holds what an import says of a whole app to what the Platform says. */
import { expect } from 'vitest';
import { DEFINITION_REASONS, type DefinitionFailure } from '../../../lib/apps/definition-failure';
import { pathTo } from '../../../lib/apps/failure-path';
import { importDefinition } from '../../../lib/apps/import-definition';
import { refereeErrorsOfApp } from './referee';

/** Both take it, or both refuse it, and a refusal names a place that is there, or a key that it lacks. */
export function expectAgreement(app: unknown): DefinitionFailure[] {
  const json = JSON.parse(JSON.stringify(app)) as Record<string, unknown>;
  const errors = refereeErrorsOfApp(json);
  const result = importDefinition(JSON.stringify(json));
  if (result.ok) {
    expect(errors).toEqual([]);
    return [];
  }
  if (!result.failure.every(isOurs)) expect({ errors, ours: result.failure }).not.toMatchObject({ errors: [] });
  const places = new Set(['', ...placesIn(json, '')]);
  for (const { path, reason } of result.failure) {
    expect(DEFINITION_REASONS).toContain(reason);
    const holder = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    expect({ path, reason, isPlace: places.has(reason === 'missing' ? holder : path) }).toMatchObject({
      isPlace: true,
    });
  }
  return result.failure;
}

/** What we refuse on top of the Platform's rules: all of it is about the authentication, or about the text. */
function isOurs({ path, reason }: DefinitionFailure): boolean {
  if (reason === 'no-authentication') return true;
  return path.startsWith('authentication.') && ['duplicate', 'reserved-key'].includes(reason);
}

function placesIn(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, part]) => [pathTo(at, key), ...placesIn(part, pathTo(at, key))]);
}
