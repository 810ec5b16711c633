import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprints, newFingerprintKey, valueFingerprints } from '../../../lib/shared/fingerprint';

const KEY = newFingerprintKey();
const LONG = 'dw-0123456789abcdef';
type Rows = { id: string; name: string }[];

const of = (values: Record<string, string>, freeFields: Rows = [], appId = 'app-1', key = KEY) =>
  fingerprints(key, appId, { values, freeFields });
const together = async (...typed: Parameters<typeof of>) =>
  (await of(...typed)).find(({ valueId }) => valueId === null)?.hmac ?? null;
const byThemselves = async (...typed: Parameters<typeof of>) =>
  Object.fromEntries((await of(...typed)).flatMap(({ valueId, hmac }) => (valueId === null ? [] : [[valueId, hmac]])));
const hmacOf = (message: unknown) =>
  createHmac('sha256', Buffer.from(KEY, 'base64')).update(JSON.stringify(message)).digest('base64');

describe('the fingerprint of all secrets together', () => {
  it('computes an HMAC-SHA-256 of app, names and values for all secrets together', async () => {
    expect(await together({ api_key: LONG })).toBe(hmacOf(['app-1', [['api_key', LONG]]]));
  });

  it('makes a new fingerprint key of 256 bits each time', () => {
    expect(Buffer.from(KEY, 'base64')).toHaveLength(32);
    expect(newFingerprintKey()).not.toBe(KEY);
  });

  it('ignores the order of secrets, the blanks around them and empty fields', async () => {
    expect(await together({ b: ' 2 ', a: '1', c: ' ' })).toBe(await together({ a: '1', b: '2' }));
  });

  it('identifies free fields by their names and not by their rows', async () => {
    const one = await together({ 'row-1': LONG }, [{ id: 'row-1', name: ' api_key ' }]);
    expect(one).toBe(await together({ 'row-9': LONG }, [{ id: 'row-9', name: 'api_key' }]));
    expect(one).toBe(await together({ api_key: LONG }));
  });

  it('gives another fingerprint for another key, app, name or value', async () => {
    const values = { api_key: LONG };
    const all = [
      await together(values),
      await together({ api_key: `${LONG}0` }),
      await together({ token: LONG }),
      await together({ api_key: LONG, secret: 's' }),
      await together(values, [], 'app-2'),
      await together(values, [], 'app-1', newFingerprintKey()),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('gives equal fingerprints exactly for equal secrets', async () => {
    const values = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), {
      minKeys: 2,
      maxKeys: 3,
      noNullPrototype: true,
    });
    const typed = (one: Record<string, string>) =>
      JSON.stringify(
        Object.entries(one)
          .map(([name, value]) => [name, value.trim()])
          .filter(([, value]) => value)
          .sort(),
      );
    await fc.assert(
      fc.asyncProperty(values, values, async (one, other) => {
        const [first, second] = [await together(one), await together(other)];
        if (first !== null && second !== null) expect(first === second).toBe(typed(one) === typed(other));
      }),
    );
  });
});

describe('the fingerprint of a secret by itself', () => {
  it('fingerprints a single secret by app and value alone, whatever its field is called', async () => {
    const alone = await byThemselves({ api_key: LONG });
    expect(alone).toEqual({ api_key: hmacOf(['app-1', LONG]) });
    const beside = await byThemselves({ 'row-1': ` ${LONG} `, 'row-2': 'acme' }, [{ id: 'row-1', name: 'token' }]);
    expect(beside).toEqual({ 'row-1': alone.api_key });
  });

  it('fingerprints no secret of fewer than twelve characters by itself', async () => {
    expect(await byThemselves({ a: 'elevenchars', b: 'twelve chars' })).toEqual({ b: expect.any(String) });
    expect(await of({ password: 'elevenchars' })).toEqual([]);
    expect(await of({ username: 'maria', password: 'elevenchars' })).toHaveLength(1);
  });

  it('gives no fingerprint when nothing was typed', async () => {
    expect(await of({})).toEqual([]);
    expect(await of({ api_key: '  ' })).toEqual([]);
  });
});

describe('the fingerprint of a value for all accounts', () => {
  const BARE = 'dw-01+/3="abc';
  const hmacs = async (value: string) => (await valueFingerprints(KEY, { key: value })).map(({ hmac }) => hmac);

  it.each([
    ...[' K\n', '"K"', "'K'", '`K`', '“K”', '„K“', '„K”', '”K”', '‘K’', '‚K‘', '’K’', '«K»', '»K«', '‹K›', '›K‹'],
    ...['Bearer K', 'bearer  K', 'BEARER\tK', 'Token K', 'Token token=K', 'token token = "K"', 'Basic K'],
    ...['Authorization: Bearer K', '"Bearer K"', 'Bearer “K”', ' " K " ', '"\'K\'"'],
    ...['\u200BK\u202C', '\uFEFFK', '\u2066K\u2069', '\u00A0K\u00A0', '\u200B"\u200BK\u200B"\u200B', 'Bearer \u200BK'],
  ])('is the same for %j as for K alone', async (written) => {
    const value = 'dw-0123456789';
    expect(await hmacs(written.replace('K', value))).toEqual([hmacOf([value])]);
  });

  it.each([
    ...[
      BARE,
      '"dw-01234567',
      'dw-01234567"',
      'dw-"0123"-4567',
      '"dw-0123" "4567"',
      'Bearer12345678',
      'Bearer-0123 4567',
    ],
    ...['tokens 01234567', 'pass phrase', 'dw-01234567.', 'DW-01234567', 'token=01234567', 'dw-01234567 Bearer'],
  ])('is that of %j as it is', async (value) => {
    expect(await hmacs(value)).toEqual([hmacOf([value])]);
  });

  it.each([
    ['12345678', 1],
    ['1234567', 0],
    ['"12345678"', 1],
    ['"1234567"', 0],
    ['Bearer 12345678', 1],
    ['Bearer 1234567', 0],
    ['Token token=1234567', 0],
    ['\u200B1234567\u200B', 0],
    ['   1234567   ', 0],
    ['Bearer ', 0],
    ['', 0],
  ])('counts the characters of the bare value: %j has %i', async (value, count) => {
    expect(await hmacs(value)).toHaveLength(count);
  });
});
