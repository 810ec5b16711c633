import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DIRECTORY_ALARM } from '../../../../lib/background/directory-sync';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { directoryItem } from '../../../../lib/shared/directory/store';
import { succeeded } from '../../../../lib/shared/result';
import { ACCOUNT_OF_MARIA } from '../../support/stage';
import { PAUSE, useGrowth, WEEK } from './stage';

const { stage, growthFrom, alarm, stored, keys, growToTheEnd } = useGrowth();

describe('a background that is ended at any step', () => {
  /** Counts growth's calls to storage and alarms, and makes them fail from number `endAt` on. */
  function countTouches(endAt: number) {
    let touches = 0;
    const ended = new Error('The background was ended');
    const spies = [
      ...(['get', 'set', 'remove'] as const).map((name) => [fakeBrowser.storage.local, name] as const),
      ...(['create', 'clear'] as const).map((name) => [fakeBrowser.alarms, name] as const),
    ].map(([area, name]) => {
      const real = (area as unknown as Record<string, (...of: unknown[]) => Promise<unknown>>)[name];
      return vi.spyOn(area as unknown as Record<string, () => Promise<unknown>>, name).mockImplementation((async (
        ...of: unknown[]
      ) => {
        touches += 1;
        // A background that was ended has no more effects.
        if (touches >= endAt) throw ended;
        return real?.apply(area, of);
      }) as never);
    });
    return { touches: () => touches, revive: () => spies.map((spy) => spy.mockRestore()) };
  }

  /** 450 apps that are served without a network. */
  const directory = Array.from({ length: 450 }, (_, index) => ({
    ...{ id: `app-${index}`, title: `App ${index}`, description: '', iconUrl: null },
  }));
  const startOffline = () =>
    growthFrom({
      async appsPage(_, offset, limit) {
        const apps = directory.slice(offset, offset + limit);
        return succeeded({ apps, size: apps.length, count: directory.length, hasNext: null });
      },
    });

  async function read(endings: number[]) {
    stage.restart();
    await sessionAccountsItem.setValue({ current: '1', byId: { '1': { ...ACCOUNT_OF_MARIA, id: '1' } } });
    await growToTheEnd({ growth: startOffline() });
    stage.now += WEEK;
    let touched = 0;
    for (const ending of endings) {
      // The alarm has fired.
      await browser.alarms.clear(DIRECTORY_ALARM);
      const life = countTouches(ending);
      await startOffline()
        .grow()
        .catch(() => undefined);
      touched = life.touches();
      life.revive();
      // The old directory stays complete and usable.
      expect((await stored()).titles).toHaveLength(450);
      expect(await alarm(), `an alarm is set, ended at ${ending}`).toBeDefined();
      stage.now += PAUSE;
    }
    return touched;
  }

  it('completes the directory wherever the background is ended and leaves no old page', async () => {
    const steps = await read([Number.POSITIVE_INFINITY]);
    expect(steps).toBeGreaterThan(8);
    // Ends the first step at each possible call, and then the second step one call later.
    for (let ending = 2; ending <= steps; ending++) {
      await read([ending, ending + 1]);
      await growToTheEnd({ growth: startOffline() });
      await startOffline().grow();
      const { complete, growing, outdated } = await directoryItem.getValue();
      expect({ growing, outdated, apps: complete?.apps, pages: complete?.pages }).toEqual({
        growing: null,
        outdated: null,
        apps: 450,
        pages: 5,
      });
      expect(await keys()).toHaveLength(5);
      const { titles, isCurrent } = await stored();
      expect(titles).toEqual(directory.map(({ title }) => title));
      expect(isCurrent).toBe(true);
    }
  });
});
