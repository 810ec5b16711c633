import fc from 'fast-check';
import { describe, it } from 'vitest';
import { importDefinition } from '../../../../lib/page/settings/import-definition';
import { DEFINITION_REASONS, type DefinitionFailure } from '../../../../lib/shared/definitions/definition-failure';
import { parseDefinitions } from '../../../../lib/shared/definitions/parse-definitions';
import type { Result } from '../../../../lib/shared/result';
import { OWN_APPS } from '../../../zapier/apps/own-apps';
import { mutated } from '../../support/definitions';

const RUNS = { numRuns: 10_000 };

/** Returns whether a result is a success, or has failures that all have a path and a known reason. */
function isAnswer(result: Result<unknown, DefinitionFailure[]>): boolean {
  if (result.ok) return true;
  const isSaid = ({ path, reason }: DefinitionFailure) =>
    typeof path === 'string' && DEFINITION_REASONS.includes(reason);
  return result.failure.length > 0 && result.failure.every(isSaid);
}

/** Returns whether an import and Settings both handle a text, and accept what they made of it when it is read again. */
function isReadable(text: string): boolean {
  const [imported, read] = [importDefinition(text), parseDefinitions(text)];
  const again = read.ok ? parseDefinitions(JSON.stringify(read.value)) : read;
  const stored = imported.ok ? importDefinition(JSON.stringify(imported.value.authentication)) : imported;
  return [imported, read].every(isAnswer) && again.ok === read.ok && stored.ok === imported.ok;
}

/** Definitions as JSON in which a piece was deleted, inserted or replaced. */
const damaged = fc
  .record({
    text: fc.constantFrom(...OWN_APPS.map((app) => JSON.stringify(app)), JSON.stringify(OWN_APPS, null, 2)),
    at: fc.nat(2000),
    length: fc.nat(12),
    by: fc.oneof(
      fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', 'null', '-1', '\\', '"__proto__":1,', '{{input}}'),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
  })
  .map(({ text, at, length, by }) => {
    const start = at % text.length;
    return text.slice(0, start) + by + text.slice(start + length);
  });

/** Random combinations of the names and shapes found in definitions. */
const likeDefinitions = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(
      'custom',
      'basic',
      'k',
      '',
      OWN_APPS[0]?.app,
      'https://{{input}}/',
      true,
      0,
      null,
      '{app}',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...['app', 'title', 'authentication', 'type', 'fields', 'key', 'label', 'choices', 'children', 'test'],
        ...['inputFormat', 'default', 'nameTemplate', 'pinned', 'isNoSecret', 'constructor', 'toString', ''],
      ),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

describe('reading definitions', { timeout: 120_000 }, () => {
  it('reads any text as a definition or as coded failures, without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isReadable), RUNS);
  });

  it('reads any JSON as a definition or as coded failures, without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          likeDefinitions.map((value) => JSON.stringify(value)),
        ),
        isReadable,
      ),
      RUNS,
    );
  });

  it('reads damaged definitions as definitions or coded failures, without throwing', () => {
    fc.assert(fc.property(damaged, isReadable), RUNS);
  });

  it('reads changed authentications as definitions or coded failures, without throwing', () => {
    const app = { app: OWN_APPS[0]?.app, title: 'A' };
    fc.assert(
      fc.property(mutated, fc.boolean(), (authentication, isWhole) =>
        isReadable(JSON.stringify(isWhole ? { ...app, authentication } : authentication) ?? ''),
      ),
      { numRuns: 2_000 },
    );
  });
});
