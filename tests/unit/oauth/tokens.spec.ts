import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTokens } from '../../../lib/oauth/tokens';

const TOKENS = { accessToken: 'a', refreshToken: 'r', expiresAt: 1 };

describe('stored tokens', () => {
  it('are read as they were kept', () => {
    const kept = { '1': TOKENS, '2': { ...TOKENS, refreshToken: null } };
    expect(parseTokens(kept)).toEqual(kept);
  });

  it.each([undefined, null, 'text', 5, [], [[]]])('are none where there is %j', (stored) => {
    expect(parseTokens(stored)).toEqual({});
  });

  it.each([
    ['no access token', { refreshToken: 'r', expiresAt: 1 }],
    ['an empty access token', { ...TOKENS, accessToken: '' }],
    ['an empty refresh token', { ...TOKENS, refreshToken: '' }],
    ['no word about a refresh token', { accessToken: 'a', expiresAt: 1 }],
    ['a life that is text', { ...TOKENS, expiresAt: '1' }],
    ['an endless life', { ...TOKENS, expiresAt: Number.POSITIVE_INFINITY }],
    ['a life that is no number', { ...TOKENS, expiresAt: Number.NaN }],
  ])('are left out with %s, and the others stay', (_what, bad) => {
    expect(parseTokens({ bad, good: TOKENS })).toEqual({ good: TOKENS });
  });

  it('have the shape of tokens, whatever was stored', () => {
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
