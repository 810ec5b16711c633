import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTokens } from '../../../../lib/background/sign-in/tokens';

const TOKENS = { accessToken: 'a', refreshToken: 'r', expiresAt: 1 };

describe('stored tokens', () => {
  it('reads tokens as they were stored', () => {
    const kept = { '1': TOKENS, '2': { ...TOKENS, refreshToken: null } };
    expect(parseTokens(kept)).toEqual(kept);
  });

  it.each([undefined, null, 'text', 5, [], [[]]])('reads no tokens from %j', (stored) => {
    expect(parseTokens(stored)).toEqual({});
  });

  it.each([
    ['no access token', { refreshToken: 'r', expiresAt: 1 }],
    ['an empty access token', { ...TOKENS, accessToken: '' }],
    ['an empty refresh token', { ...TOKENS, refreshToken: '' }],
    ['no word on a refresh token', { accessToken: 'a', expiresAt: 1 }],
    ['an expiry that is a string', { ...TOKENS, expiresAt: '1' }],
    ['an infinite expiry', { ...TOKENS, expiresAt: Number.POSITIVE_INFINITY }],
    ['an expiry that is NaN', { ...TOKENS, expiresAt: Number.NaN }],
  ])('drops tokens with %s and keeps the others', (_what, bad) => {
    expect(parseTokens({ bad, good: TOKENS })).toEqual({ good: TOKENS });
  });

  it('returns only well-formed tokens, whatever was stored', () => {
    const near = fc.record(
      {
        accessToken: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        refreshToken: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        expiresAt: fc.oneof(fc.double(), fc.jsonValue({ maxDepth: 2 })),
      },
      { requiredKeys: [] },
    );
    const stored = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(fc.string(), fc.oneof(near, fc.jsonValue({ maxDepth: 2 }))),
    );
    fc.assert(
      fc.property(stored, (value) =>
        Object.values(parseTokens(value)).every((tokens) => {
          const { accessToken, refreshToken, expiresAt, ...more } = tokens;
          const isText = (text: unknown) => typeof text === 'string' && text !== '';
          return (
            isText(accessToken) &&
            (refreshToken === null || isText(refreshToken)) &&
            Number.isFinite(expiresAt) &&
            Object.keys(more).length === 0
          );
        }),
      ),
      { numRuns: 10_000 },
    );
  });
});
