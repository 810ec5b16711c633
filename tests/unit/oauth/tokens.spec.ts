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
        accessToken: fc.oneof(fc.string(), fc.jsonValue()),
        refreshToken: fc.oneof(fc.string(), fc.jsonValue()),
        expiresAt: fc.oneof(fc.double(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const stored = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.oneof(near, fc.jsonValue())));
    fc.assert(
      fc.property(stored, (value) => {
        for (const tokens of Object.values(parseTokens(value))) {
          expect(Object.keys(tokens).sort()).toEqual(['accessToken', 'expiresAt', 'refreshToken']);
          expect(tokens.accessToken).toMatch(/./s);
          expect(tokens.refreshToken ?? 'none').toMatch(/./s);
          expect(Number.isFinite(tokens.expiresAt)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
