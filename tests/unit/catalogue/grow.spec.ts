import { afterEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sessionAccountsItem } from '../../../lib/accounts/account';
import { loadCatalogue } from '../../../lib/catalogue/catalogue';
import { CATALOGUE_ALARM, createCatalogueGrowth } from '../../../lib/catalogue/grow';
import { catalogueItem, FRESH_MS } from '../../../lib/catalogue/store';
import { succeeded } from '../../../lib/result';
import { createSchedule } from '../../../lib/schedule';
import { answers, awkwardPages } from '../../zapier/zapier';
import { ACCOUNT_OF_MARIA, useStage } from '../zapier/stage';

const stage = useStage();
const REST = 30_000;
/** Zapier's minute, and a second on the way. */
const MINUTE = 61_000;
const PAUSE = 600_000;
const WEEK = FRESH_MS;

afterEach(() => {
  vi.useRealTimers();
});

const schedule = () => createSchedule(() => stage.now);

/** A background of its own, as after each start of the browser's. */
function start() {
  const services = stage.services();
  const growth = createCatalogueGrowth({ zapier: services.zapier, schedule: schedule(), now: () => stage.now });
  return { ...services, growth };
}
/** One with somebody signed in. */
async function startSignedIn() {
  const background = start();
  const { accountId } = await stage.signIn(background.store);
  return { ...background, accountId };
}
const asked = () => stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => Number(query.offset));
const alarm = async () => (await browser.alarms.get(CATALOGUE_ALARM))?.scheduledTime;
const catalogue = () => loadCatalogue(stage.now);
const keys = async () =>
  Object.keys(await fakeBrowser.storage.local.get()).filter((key) => key.startsWith('catalogue/'));

/** Steps until a whole directory has been read. */
async function growToTheEnd({ growth }: { growth: ReturnType<typeof createCatalogueGrowth> }) {
  do {
    await growth.grow();
    stage.now += MINUTE;
  } while ((await catalogueItem.getValue()).growing);
}

describe('growing', () => {
  it('reads as many pages as are its share of a minute, a minute apart, to the end', async () => {
    stage.zapier.fillDirectory(750);
    const { growth } = await startSignedIn();
    await growth.grow();
    expect(asked()).toEqual([0, 100, 200, 300, 400, 500]);
    expect(await alarm()).toBe(stage.now + MINUTE);
    expect(await catalogue()).toMatchObject({ growingTo: 750, isCurrent: false, titles: { length: 600 } });

    stage.now += MINUTE;
    await growth.grow();
    expect(asked()).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    const grown = await catalogue();
    expect(grown).toMatchObject({ growingTo: null, isCurrent: true, titles: { length: 750 } });
    expect(grown.app(4)).toMatchObject({ title: 'HubSpot' });
    expect(await alarm()).toBe(stage.now + WEEK);
  });

  it('asks nobody while nobody is signed in, or while Zapier has ended the sign-in', async () => {
    const { growth, store, accountId } = await startSignedIn();
    await store.end(accountId, (await store.tokens(accountId))?.accessToken ?? null);
    await browser.alarms.create(CATALOGUE_ALARM, { when: stage.now });
    await growth.grow();
    expect(asked()).toEqual([]);
    expect(await alarm()).toBeUndefined();
  });

  it('begins half a minute after a sign-in, unless it is due at another time already', async () => {
    const { growth, store } = start();
    growth.follow();
    await stage.signIn(store);
    await vi.waitFor(async () => expect(await alarm()).toBe(stage.now + REST));
    const due = stage.now + REST;
    stage.now += 1000;
    await store.setLabel('1', 'Acme');
    expect(await alarm()).toBe(due);
    expect(asked()).toEqual([]);
  });

  it('goes on after the browser lost its alarm', async () => {
    const { store } = start();
    await stage.signIn(store);
    start().growth.follow();
    await vi.waitFor(async () => expect(await alarm()).toBe(stage.now + REST));
  });

  it('stops in the middle of a step when the agent signs out', async () => {
    stage.zapier.fillDirectory(450);
    const { growth, store, accountId } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps');
    const step = growth.grow();
    await hold.arrived;
    await store.remove(accountId);
    hold.release();
    await step;
    expect(asked()).toEqual([0]);
    expect(await alarm()).toBeUndefined();
  });

  it('begins no request while somebody waits for another', async () => {
    const { growth, zapier, accountId } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps');
    const search = zapier.searchApps(accountId, 'goo', new AbortController().signal);
    await hold.arrived;
    await growth.grow();
    expect(stage.zapier.requestsTo('GET /v2/apps')).toHaveLength(1);
    expect(await alarm()).toBe(stage.now + REST);
    hold.release();
    await search;
    await growth.grow();
    expect(stage.zapier.requestsTo('GET /v2/apps')).toHaveLength(4);
  });

  it('does one step at a time, and sees to it that another follows', async () => {
    stage.zapier.fillDirectory(450);
    const { growth } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps');
    const first = growth.grow();
    await hold.arrived;
    await browser.alarms.clear(CATALOGUE_ALARM);
    await growth.grow();
    expect(await alarm()).toBe(stage.now + REST);
    hold.release();
    await first;
    expect(asked()).toEqual([0, 100, 200, 300, 400]);
  });

  it('rests after too many requests, until Zapier’s pause is ten minutes past', async () => {
    stage.zapier.fillDirectory(450);
    const { growth } = await startSignedIn();
    stage.zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(60));
    await growth.grow();
    expect(await alarm()).toBe(stage.now + 60_000);
    stage.now += 60_000;
    await growth.grow();
    expect(await alarm()).toBe(stage.now + PAUSE);
    expect(asked()).toEqual([0]);
    stage.now += PAUSE;
    await growth.grow();
    expect(asked()).toEqual([0, 0, 100, 200, 300, 400]);
  });

  it.each([
    ['a breakdown', answers.serverError()],
    ['a page of a proxy', answers.htmlPage(200)],
    ['no permission', answers.forbidden()],
  ])('pauses ten minutes after %s, and goes on where it was', async (_, answer) => {
    stage.zapier.fillDirectory(450);
    const { growth } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps', 'after');
    const step = growth.grow();
    await hold.arrived;
    stage.zapier.everyAnswer('GET /v2/apps', answer);
    hold.release();
    await step;
    expect([...new Set(asked())]).toEqual([0, 100]);
    expect(await alarm()).toBe(stage.now + PAUSE);
    stage.zapier.everyAnswer('GET /v2/apps', null);
    stage.now += PAUSE;
    await growth.grow();
    expect(asked().slice(-4)).toEqual([100, 200, 300, 400]);
  });

  it('pauses when storage is full, with what is stored still there', async () => {
    stage.zapier.fillDirectory(950);
    const { growth } = await startSignedIn();
    await growth.grow();
    stage.now += MINUTE;
    const full = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await growth.grow();
    expect(await alarm()).toBe(stage.now + PAUSE);
    full.mockRestore();
    expect((await catalogue()).titles).toHaveLength(600);
    await growth.grow();
    expect((await catalogue()).isCurrent).toBe(true);
  });
});

describe('the background may end at any step', () => {
  /** Every call by which growth touches the browser: storage and alarms. */
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
        // Nothing that an ended background wanted to do happens any more.
        if (touches >= endAt) throw ended;
        return real?.apply(area, of);
      }) as never);
    });
    return { touches: () => touches, revive: () => spies.map((spy) => spy.mockRestore()) };
  }

  /** Four hundred and fifty apps at once, without a network. */
  const directory = Array.from({ length: 450 }, (_, index) => ({
    ...{ id: `app-${index}`, title: `App ${index}`, description: '', iconUrl: null },
  }));
  const startOffline = () =>
    createCatalogueGrowth({
      now: () => stage.now,
      schedule: schedule(),
      zapier: {
        async appsPage(_, offset, limit) {
          const apps = directory.slice(offset, offset + limit);
          return succeeded({ apps, size: apps.length, count: directory.length, hasNext: null });
        },
      },
    });

  async function read(endings: number[]) {
    stage.restart();
    await sessionAccountsItem.setValue({ current: '1', byId: { '1': { ...ACCOUNT_OF_MARIA, id: '1' } } });
    await growToTheEnd({ growth: startOffline() });
    stage.now += WEEK;
    let touched = 0;
    for (const ending of endings) {
      // It rang, and is spent.
      await browser.alarms.clear(CATALOGUE_ALARM);
      const life = countTouches(ending);
      await startOffline()
        .grow()
        .catch(() => undefined);
      touched = life.touches();
      life.revive();
      // The old catalogue serves all the while, whole.
      expect((await catalogue()).titles).toHaveLength(450);
      expect(await alarm(), `an alarm is set, ended at ${ending}`).toBeDefined();
      stage.now += PAUSE;
    }
    return touched;
  }

  it('and the next one goes on, with every page there once and nothing of the old ones left', async () => {
    const steps = await read([Number.POSITIVE_INFINITY]);
    expect(steps).toBeGreaterThan(8);
    // Ends in the first step, then once more in the second, at each place there is.
    for (let ending = 2; ending <= steps; ending++) {
      await read([ending, ending + 1]);
      await growToTheEnd({ growth: startOffline() });
      await startOffline().grow();
      const { complete, growing, outdated } = await catalogueItem.getValue();
      expect({ growing, outdated, apps: complete?.apps, pages: complete?.pages }).toEqual({
        growing: null,
        outdated: null,
        apps: 450,
        pages: 5,
      });
      expect(await keys()).toHaveLength(5);
      const { titles, isCurrent } = await catalogue();
      expect(titles).toEqual(directory.map(({ title }) => title));
      expect(isCurrent).toBe(true);
    }
  });
});

describe('a catalogue that is a week old', () => {
  it('serves until the next one is complete, and then is deleted', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const before = (await catalogue()).titles.length;
    const old = await keys();
    stage.now += WEEK;
    expect(await catalogue()).toMatchObject({ isCurrent: false, growingTo: null });

    stage.zapier.fillDirectory(750);
    await background.growth.grow();
    expect((await catalogue()).titles).toHaveLength(before);
    stage.now += MINUTE;
    await growToTheEnd(background);
    expect(await catalogue()).toMatchObject({ isCurrent: true, titles: { length: 750 } });
    await background.growth.grow();
    expect((await keys()).filter((key) => old.includes(key))).toEqual([]);
  });

  it('is left alone before that', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const requests = asked().length;
    stage.now += WEEK / 2;
    await background.growth.grow();
    expect(asked()).toHaveLength(requests);
    expect(await alarm()).toBe(((await catalogueItem.getValue()).complete?.readAt as number) + WEEK);
  });

  it('is read to the end by a page that opens while it is replaced', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const state = await catalogueItem.getValue();
    const items = vi.spyOn(fakeBrowser.storage.local, 'get');
    items.mockImplementationOnce(async () => {
      stage.now += WEEK;
      stage.zapier.fillDirectory(450);
      items.mockRestore();
      await growToTheEnd(background);
      await background.growth.grow();
      return { catalogue: state };
    });
    expect((await catalogue()).titles).toHaveLength(450);
  });
});

describe('a page that is not as it should be', () => {
  const titles = async () => (await catalogue()).titles;
  const script = (...bodies: unknown[]) =>
    stage.zapier.nextAnswers('GET /v2/apps', ...bodies.map((body) => answers.status(200, body)));
  const page = (count: number | undefined, ...names: string[]) => ({
    data: names.map((title) => ({ id: title.toLowerCase(), title })),
    ...(count === undefined ? {} : { meta: { count } }),
  });

  it('is read in the form of a list too', async () => {
    script(awkwardPages.inAnArray(page(101, 'One')), awkwardPages.inAnArray(page(2, 'Two')));
    await (await startSignedIn()).growth.grow();
    expect(asked().slice(0, 2)).toEqual([0, 1]);
    expect(await titles()).toEqual(['One', 'Two']);
  });

  it('gives those of its apps that can be read', async () => {
    script(awkwardPages.withMissingFields(), page(undefined));
    await (await startSignedIn()).growth.grow();
    expect(await titles()).toEqual(['Bare Bones']);
    // How many were sent counts, not how many could be read.
    expect(asked()).toEqual([0, 6]);
  });

  it('harms nobody', async () => {
    script(awkwardPages.hostile());
    await (await startSignedIn()).growth.grow();
    const { titles: found, app } = await catalogue();
    expect(found).toEqual(['<img src=x onerror=alert(1)> Evil & <b>Sons</b>', 'Line Break Tab Null', 'Proto Type']);
    expect(app(0)).toMatchObject({ iconUrl: null });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    ['without data', awkwardPages.withoutData()],
    ['that is no object', 'null'],
    ['with text for data', { data: 'none', links: [] }],
  ])('%s is no directory: the next look is in ten minutes', async (_, body) => {
    script(body);
    await (await startSignedIn()).growth.grow();
    expect(asked()).toEqual([0]);
    expect(await catalogueItem.getValue()).toMatchObject({ complete: null });
    expect(await alarm()).toBe(stage.now + PAUSE);
  });

  const full = page(201, ...Array.from({ length: 100 }, (_, index) => `a-${index}`));
  it.each([
    ['in the middle', [full, { oops: true }, page(201, 'Last')], 101],
    ['at the end', [full, full, { oops: true }], 200],
  ])(
    '%s is passed over: the rest serves, Zapier is searched too, and all is read again a day later',
    async (_, bodies, count) => {
      script(...bodies);
      const background = await startSignedIn();
      await background.growth.grow();
      expect(asked()).toEqual([0, 100, 200]);
      expect(await titles()).toHaveLength(count);
      expect(await catalogue()).toMatchObject({ isCurrent: false, growingTo: null });
      await background.growth.grow();
      expect(await alarm()).toBe(stage.now + WEEK / 7);

      stage.now += WEEK / 7;
      stage.zapier.fillDirectory(750);
      await background.growth.grow();
      expect(await titles()).toHaveLength(count);
      stage.now += MINUTE;
      await growToTheEnd(background);
      expect(await catalogue()).toMatchObject({ isCurrent: true, titles: { length: 750 } });
    },
  );

  it('and a directory without end comes to one', async () => {
    await startSignedIn();
    const apps = Array.from({ length: 100 }, (_, index) => ({
      ...{ id: `a-${index}`, title: `App ${index}`, description: '', iconUrl: null },
    }));
    const appsPage = vi.fn(async () => succeeded({ apps, size: 100, count: 1e12, hasNext: true }));
    const growth = createCatalogueGrowth({
      zapier: { appsPage },
      schedule: schedule(),
      now: () => stage.now,
    });
    await growToTheEnd({ growth });
    expect(appsPage).toHaveBeenCalledTimes(200);
    expect((await catalogue()).isCurrent).toBe(true);
  });
});
