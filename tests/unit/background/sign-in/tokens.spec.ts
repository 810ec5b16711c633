import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTokens, withIssuer } from '../../../../lib/background/sign-in/tokens';

const ISSUER = { tokenUrl: 'https://zapier.com/oauth/token/', clientId: 'client-1' };
const TOKENS = { accessToken: 'a', refreshToken: 'r', expiresAt: 1, issuer: ISSUER };

describe('stored tokens', () => {
  it('reads tokens as they were stored', () => {
    const kept = { '1': TOKENS, '2': { ...TOKENS, refreshToken: null } };
    expect(parseTokens(kept)).toEqual(kept);
  });

  it.each([undefined, null, 'text', 5, [], [[]]])('reads no tokens from %j', (stored) => {
    expect(parseTokens(stored)).toEqual({});
  });

  it.each([
    ['no access token', { refreshToken: 'r', expiresAt: 1, issuer: ISSUER }],
    ['an empty access token', { ...TOKENS, accessToken: '' }],
    ['an empty refresh token', { ...TOKENS, refreshToken: '' }],
    ['no word on a refresh token', { accessToken: 'a', expiresAt: 1, issuer: ISSUER }],
    ['an expiry that is a string', { ...TOKENS, expiresAt: '1' }],
    ['an infinite expiry', { ...TOKENS, expiresAt: Number.POSITIVE_INFINITY }],
    ['no issuer', { ...TOKENS, issuer: undefined }],
    ['an issuer without a client', { ...TOKENS, issuer: { tokenUrl: ISSUER.tokenUrl } }],
    ['an expiry that is NaN', { ...TOKENS, expiresAt: Number.NaN }],
  ])('drops tokens with %s and keeps the others', (_what, bad) => {
    expect(parseTokens({ bad, good: TOKENS })).toEqual({ good: TOKENS });
  });

  it('adds the issuer to tokens that version 0.1.0 stored, and to no others', () => {
    const { issuer: _issuer, ...old } = TOKENS;
    const other = { ...TOKENS, issuer: { tokenUrl: 'https://broker.acme.example/token', clientId: 'client-2' } };
    expect(withIssuer({ '1': old, '2': other, '3': 'text' }, ISSUER)).toEqual({ '1': TOKENS, '2': other, '3': 'text' });
    expect(withIssuer('text', ISSUER)).toBe('text');
  });

  it('returns only well-formed tokens, whatever was stored', () => {
    const near = fc.record(
      {
        accessToken: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        refreshToken: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        expiresAt: fc.oneof(fc.double(), fc.jsonValue({ maxDepth: 2 })),
        issuer: fc.oneof(fc.constant(ISSUER), fc.jsonValue({ maxDepth: 2 })),
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
          const { accessToken, refreshToken, expiresAt, issuer, ...more } = tokens;
          const isText = (text: unknown) => typeof text === 'string' && text !== '';
          return (
            isText(accessToken) &&
            (refreshToken === null || isText(refreshToken)) &&
            Number.isFinite(expiresAt) &&
            [issuer.tokenUrl, issuer.clientId].every((text) => typeof text === 'string') &&
            Object.keys(more).length === 0
          );
        }),
      ),
      { numRuns: 10_000 },
    );
  });
});
