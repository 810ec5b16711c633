import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprints, newFingerprintKey } from '../../../lib/connections/fingerprint';

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
  it('is an HMAC-SHA-256 of app, names and values', async () => {
    expect(await together({ api_key: LONG })).toBe(hmacOf(['app-1', [['api_key', LONG]]]));
  });

  it('has a key of 256 bits of its own each time', () => {
    expect(Buffer.from(KEY, 'base64')).toHaveLength(32);
    expect(newFingerprintKey()).not.toBe(KEY);
  });

  it('is the same whatever the order, the spaces around and the fields left empty', async () => {
    expect(await together({ b: ' 2 ', a: '1', c: ' ' })).toBe(await together({ a: '1', b: '2' }));
  });

  it('goes by the names of free fields, not by their rows', async () => {
    const one = await together({ 'row-1': LONG }, [{ id: 'row-1', name: ' api_key ' }]);
    expect(one).toBe(await together({ 'row-9': LONG }, [{ id: 'row-9', name: 'api_key' }]));
    expect(one).toBe(await together({ api_key: LONG }));
  });

  it('is another one for another key, app, name or value', async () => {
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

  it('is never the same for what is not', async () => {
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
  it('is of the app and the value, whatever its field is called and whatever stands beside it', async () => {
    const alone = await byThemselves({ api_key: LONG });
    expect(alone).toEqual({ api_key: hmacOf(['app-1', LONG]) });
    const beside = await byThemselves({ 'row-1': ` ${LONG} `, 'row-2': 'acme' }, [{ id: 'row-1', name: 'token' }]);
    expect(beside).toEqual({ 'row-1': alone.api_key });
  });

  it('there is none of what may be a password that many have', async () => {
    expect(await byThemselves({ a: 'elevenchars', b: 'twelve chars' })).toEqual({ b: expect.any(String) });
    expect(await of({ password: 'elevenchars' })).toEqual([]);
    expect(await of({ username: 'maria', password: 'elevenchars' })).toHaveLength(1);
  });

  it('there is none of nothing', async () => {
    expect(await of({})).toEqual([]);
    expect(await of({ api_key: '  ' })).toEqual([]);
  });
});
