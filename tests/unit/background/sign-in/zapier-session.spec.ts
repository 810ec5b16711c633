import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createZapierSession, forgetSeenAtZapier } from '../../../../lib/background/sign-in/zapier-session';
import { believedUntil, seenAtZapierItem } from '../../../../lib/shared/zapier-session';

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE_MS = 60_000;
const session = createZapierSession(() => NOON);
const seen = () => seenAtZapierItem.getValue();

beforeEach(() => {
  fakeBrowser.reset();
});

describe('the account last seen at Zapier', () => {
  it('remembers who was seen at Zapier and when, in memory only', async () => {
    await session.see('maria');
    expect(await seen()).toEqual({ accountId: 'maria', seenAt: NOON });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('forgets the account seen at Zapier once it is in doubt', async () => {
    await session.see('maria');
    await session.doubt();
    expect(await seen()).toBeNull();
  });

  it('forgets the account seen at Zapier with that account and with no other', async () => {
    await session.see('maria');
    await forgetSeenAtZapier('ben');
    expect(await seen()).not.toBeNull();
    await forgetSeenAtZapier('maria');
    expect(await seen()).toBeNull();
  });

  it.each([
    ['the very moment', 'maria', 0, NOON + 10 * MINUTE_MS],
    ['nine minutes later', 'maria', 9 * MINUTE_MS, NOON + 10 * MINUTE_MS],
    ['ten minutes later', 'maria', 10 * MINUTE_MS, 0],
    ['after the clock was set back', 'maria', -MINUTE_MS, 0],
    ['of another account', 'ben', 0, 0],
  ])('believes for ten minutes who was seen at Zapier: %s', (_when, accountId, later, until) => {
    expect(believedUntil({ accountId: 'maria', seenAt: NOON }, accountId, NOON + later)).toBe(until);
  });

  it('believes nobody to be at Zapier when nobody was seen there', () => {
    expect(believedUntil(null, 'maria', NOON)).toBe(0);
  });
});
