import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, newFingerprintKey } from '../../../lib/connections/fingerprint';

const KEY = newFingerprintKey();
const of = (values: Record<string, string>, freeFields: { id: string; name: string }[] = []) =>
  fingerprint(KEY, 'app-1', { values, freeFields });

describe('a fingerprint', () => {
  it('is an HMAC-SHA-256 of app, names and values', async () => {
    const hmac = createHmac('sha256', Buffer.from(KEY, 'base64'));
    const expected = hmac.update(JSON.stringify(['app-1', [['api_key', 'k-1']]])).digest('base64');
    expect(await of({ api_key: 'k-1' })).toBe(expected);
  });

  it('has a key of 256 bits of its own each time', () => {
    expect(Buffer.from(KEY, 'base64')).toHaveLength(32);
    expect(newFingerprintKey()).not.toBe(KEY);
  });

  it('is the same whatever the order, the spaces around and the fields left empty', async () => {
    expect(await of({ b: ' 2 ', a: '1', c: ' ' })).toBe(await of({ a: '1', b: '2' }));
  });

  it('goes by the names of free fields, not by their rows', async () => {
    const one = await of({ 'row-1': 'k' }, [{ id: 'row-1', name: ' api_key ' }]);
    expect(one).toBe(await of({ 'row-9': 'k' }, [{ id: 'row-9', name: 'api_key' }]));
    expect(one).toBe(await of({ api_key: 'k' }));
  });

  it('is another one for another key, app, name or value', async () => {
    const values = { api_key: 'k-1' };
    const all = [
      await of(values),
      await of({ api_key: 'k-2' }),
      await of({ token: 'k-1' }),
      await of({ api_key: 'k-1', secret: 's' }),
      await fingerprint(KEY, 'app-2', { values, freeFields: [] }),
      await fingerprint(newFingerprintKey(), 'app-1', { values, freeFields: [] }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is never the same for what is not', async () => {
    const values = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), {
      maxKeys: 3,
      noNullPrototype: true,
    });
    const typed = (of: Record<string, string>) =>
      JSON.stringify(
        Object.entries(of)
          .map(([name, value]) => [name, value.trim()])
          .filter(([, value]) => value)
          .sort(),
      );
    await fc.assert(
      fc.asyncProperty(values, values, async (one, other) => {
        expect((await of(one)) === (await of(other))).toBe(typed(one) === typed(other));
      }),
    );
  });

  it('there is none of nothing', async () => {
    expect(await of({})).toBeNull();
    expect(await of({ api_key: '  ' })).toBeNull();
  });
});
