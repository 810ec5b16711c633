import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFINITION_REASONS, type DefinitionReason } from '../../../lib/apps/definition-failure';
import { importDefinition } from '../../../lib/apps/import-definition';
import { parseDefinitions } from '../../../lib/apps/parse-definitions';
import { authentication, mutated } from './definitions';
import { refereeErrors } from './referee';

const APP = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const paste = (value: unknown) => importDefinition(JSON.stringify(value));

/** What we refuse on top of the Platform's rules. */
const OURS: DefinitionReason[] = ['duplicate', 'reserved-key', 'too-deep'];

function agreesWithReferee(value: unknown): void {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  const errors = refereeErrors(json);
  const result = paste({ authentication: json });
  if (result.ok) {
    expect(errors).toEqual([]);
    return;
  }
  for (const { path, reason } of result.failure) {
    expect(DEFINITION_REASONS).toContain(reason);
    expect(path).toMatch(/^authentication/);
  }
  if (!result.failure.every(({ reason }) => OURS.includes(reason))) expect(errors).not.toEqual([]);
}

describe('with zapier-platform-schema as referee', () => {
  it('takes what is sound, and makes a definition of it', () => {
    let taken = 0;
    fc.assert(
      fc.property(authentication, (value) => {
        agreesWithReferee(value);
        const result = paste(value);
        if (!result.ok) return;
        taken++;
        const text = JSON.stringify({ app: APP, title: 'A', authentication: result.value.authentication });
        expect(parseDefinitions(text)).toMatchObject({
          ok: true,
          value: [{ authentication: result.value.authentication }],
        });
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('refuses what is refused there, and nothing else', () => {
    fc.assert(fc.property(mutated, agreesWithReferee), { numRuns: Number(process.env.RUNS ?? 1000) });
  });

  it('stands anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        agreesWithReferee(value);
        agreesWithReferee({ type: 'custom', fields: value });
        agreesWithReferee({ type: 'custom', fields: [value] });
      }),
    );
  });
});
