import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newFamily, open, pseudonym, type Sealed, seal } from '../../../examples/token-broker/src/seal';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));
const content: fc.Arbitrary<Sealed> = fc.record({
  refreshToken: fc.string({ unit: 'binary', minLength: 1, maxLength: 2000 }).filter((text) => text.isWellFormed()),
  family: fc.string(),
  signedInAt: fc.nat(),
});

describe('a sealed refresh token', () => {
  it('opens to exactly what was sealed, whatever the token', async () => {
    await fc.assert(
      fc.asyncProperty(content, key, async (sealed, newest) => {
        expect(await open(await seal(sealed, [newest]), [newest])).toEqual(sealed);
      }),
    );
  });

  it('shows nothing of the token, and is another one each time', async () => {
    const long = content.filter(({ refreshToken }) => refreshToken.length >= 8);
    await fc.assert(
      fc.asyncProperty(long, key, async (sealed, newest) => {
        const [one, other] = [await seal(sealed, [newest]), await seal(sealed, [newest])];
        expect(one).not.toBe(other);
        const decoded = one.split('.').map((part) => Buffer.from(part, 'base64url').toString());
        expect([one, ...decoded].some((text) => text.includes(sealed.refreshToken))).toBe(false);
      }),
    );
  });

  it('is opened by any of the keys that are kept, and sealed by the newest alone', async () => {
    const keys = fc.uniqueArray(key, { minLength: 2, maxLength: 5, selector: String });
    await fc.assert(
      fc.asyncProperty(content, keys, fc.nat(), async (sealed, [newest, ...older], pick) => {
        if (!newest) throw new Error('There are two keys at least');
        const old = older[pick % older.length] ?? newest;
        const sealedBefore = await seal(sealed, [old]);
        expect(await open(sealedBefore, [newest, ...older])).toEqual(sealed);
        expect(await open(sealedBefore, [newest])).toBeNull();
        expect(await open(await seal(sealed, [newest, ...older]), [newest])).toEqual(sealed);
      }),
    );
  });

  it('opens to nothing when a single bit of any of its parts differs', async () => {
    await fc.assert(
      fc.asyncProperty(content, key, fc.nat(), fc.nat(), async (sealed, newest, place, bit) => {
        const parts = (await seal(sealed, [newest])).split('.').map((part) => Buffer.from(part, 'base64url'));
        // The second part, the encrypted key, is empty: the key is the broker's.
        const used = parts.filter(({ length }) => length > 0);
        const part = used[place % used.length] ?? Buffer.alloc(1);
        const at = Math.floor(bit / 8) % part.length;
        part[at] = (part[at] ?? 0) ^ (1 << (bit % 8));
        expect(await open(parts.map((bytes) => bytes.toString('base64url')).join('.'), [newest])).toBeNull();
      }),
    );
  });

  it('opens to nothing, and throws nothing, for any other text', async () => {
    const segment = fc.base64String().map((text) => text.replace(/[+/=]/g, '_'));
    const text = fc.oneof(
      fc.string(),
      fc.array(segment, { minLength: 5, maxLength: 5 }).map((all) => all.join('.')),
    );
    await fc.assert(fc.asyncProperty(text, key, async (other, newest) => (await open(other, [newest])) === null));
  });

  it('opens to nothing where its header names another algorithm or asks for anything', async () => {
    const newest = new Uint8Array(32);
    const sealed = { refreshToken: 'r', family: 'f', signedInAt: 0 };
    const [, ...rest] = (await seal(sealed, [newest])).split('.');
    for (const header of [
      { alg: 'dir', enc: 'A128GCM' },
      { alg: 'A256KW', enc: 'A256GCM' },
      { alg: 'none' },
      { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
      { alg: 'dir', enc: 'A256GCM', crit: ['exp'], exp: 1 },
    ])
      expect(await open([Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.'), [newest])).toBe(
        null,
      );
  });
});

describe('the name of a sign-in in the log', () => {
  it('is the same as long as the newest key is, and tells neither the name nor the key', async () => {
    const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const name = newFamily();
    expect(await pseudonym(name, [one])).toMatch(/^[0-9a-f]{16}$/);
    expect(await pseudonym(name, [one, other])).toBe(await pseudonym(name, [one]));
    expect(await pseudonym(name, [other])).not.toBe(await pseudonym(name, [one]));
    expect(await pseudonym(newFamily(), [one])).not.toBe(await pseudonym(name, [one]));
  });
});
