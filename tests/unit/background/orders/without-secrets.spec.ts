import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../../../lib/background/orders/without-secrets';
import type { Failure } from '../../../../lib/shared/failure';

const refused = (detail: string): Failure => ({
  code: 'refused',
  status: 400,
  errors: [{ code: 'invalid', detail, pointer: '/data/authentication_fields/api_key' }],
});
const typed = (...values: string[]) => ({ values: Object.fromEntries(values.entries()), editedAt: 1 });

describe("secrets in Zapier's words", () => {
  test("hides a secret that Zapier's words repeat", () => {
    expect(withoutSecrets(refused('The key sk_12345 is not known.'), typed('sk_12345 '))).toEqual(
      refused('The key ••• is not known.'),
    );
  });

  test('hides a longer secret whole when another one is its beginning', () => {
    expect(withoutSecrets(refused('sk_12345 or sk_123456789?'), typed('sk_12345', 'sk_123456789'))).toEqual(
      refused('••• or •••?'),
    );
  });

  test("keeps Zapier's words unchanged when they repeat no value of eight characters", () => {
    const failure = refused('Field a is missing, $& and all.');
    expect(withoutSecrets(failure, typed('missing', 'unknown'))).toEqual(failure);
    expect(withoutSecrets(failure, null)).toEqual(failure);
    expect(withoutSecrets({ code: 'not-sent' }, typed('sk_12345'))).toEqual({ code: 'not-sent' });
  });

  test('hides any secret of eight characters and more', () => {
    const secret = fc.string({ minLength: 8, unit: 'binary' }).filter((text) => text.trim().length >= 8);
    fc.assert(
      fc.property(secret, fc.string(), (value, before) => {
        fc.pre(!'•••'.includes(value.trim()));
        const answer = withoutSecrets(refused(`${before} ${value} `), typed(value));
        const words = JSON.stringify(answer);
        expect(words.includes(JSON.stringify(` ${value.trim()} `).slice(1, -1))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
