import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DIRECTORY_ALARM } from '../../../../lib/background/directory-sync';
import { answers } from '../../../zapier/zapier';
import { MINUTE, PAUSE, REST, useGrowth, WEEK } from './stage';

const { stage, start, startSignedIn, asked, alarm, stored } = useGrowth();

describe('growth of the directory', () => {
  it('reads its share of pages each minute until the directory is complete', async () => {
    stage.zapier.fillDirectory(750);
    const { growth } = await startSignedIn();
    await growth.grow();
    expect(asked()).toEqual([0, 100, 200, 300, 400, 500]);
    expect(await alarm()).toBe(stage.now + MINUTE);
    expect(await stored()).toMatchObject({ growingTo: 750, isCurrent: false, titles: { length: 600 } });

    stage.now += MINUTE;
    await growth.grow();
    expect(asked()).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    const grown = await stored();
    expect(grown).toMatchObject({ growingTo: null, isCurrent: true, titles: { length: 750 } });
    expect(grown.app(4)).toMatchObject({ title: 'HubSpot' });
    expect(await alarm()).toBe(stage.now + WEEK);
  });

  it('sends no request and clears its alarm when the only sign-in has ended', async () => {
    const { growth, store, accountId } = await startSignedIn();
    await store.end(accountId, (await store.tokens(accountId))?.accessToken ?? null);
    await browser.alarms.create(DIRECTORY_ALARM, { when: stage.now });
    await growth.grow();
    expect(asked()).toEqual([]);
    expect(await alarm()).toBeUndefined();
  });

  it('schedules its start half a minute after a sign-in and keeps an alarm already set', async () => {
    const { growth, store } = start();
    growth.follow();
    await stage.signIn(store);
    await vi.waitFor(async () => expect(await alarm()).toBe(stage.now + REST));
    const due = stage.now + REST;
    stage.now += 1000;
    await store.setLabel({ accountId: '1', label: 'Acme' });
    expect(await alarm()).toBe(due);
    expect(asked()).toEqual([]);
  });

  it('sets a missing alarm when the background starts with an account signed in', async () => {
    const { store } = start();
    await stage.signIn(store);
    start().growth.follow();
    await vi.waitFor(async () => expect(await alarm()).toBe(stage.now + REST));
  });

  it('stops reading in the middle of a step when the agent signs out', async () => {
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

  it('sends no request while somebody waits for another', async () => {
    const { growth, zapier, accountId } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps');
    const search = zapier.searchApps({ accountId, query: 'goo' });
    await hold.arrived;
    await growth.grow();
    expect(stage.zapier.requestsTo('GET /v2/apps')).toHaveLength(1);
    expect(await alarm()).toBe(stage.now + REST);
    hold.release();
    await search;
    await growth.grow();
    expect(stage.zapier.requestsTo('GET /v2/apps')).toHaveLength(4);
  });

  it('runs one step at a time and sets an alarm for the next', async () => {
    stage.zapier.fillDirectory(450);
    const { growth } = await startSignedIn();
    const hold = stage.zapier.hold('GET /v2/apps');
    const first = growth.grow();
    await hold.arrived;
    await browser.alarms.clear(DIRECTORY_ALARM);
    await growth.grow();
    expect(await alarm()).toBe(stage.now + REST);
    hold.release();
    await first;
    expect(asked()).toEqual([0, 100, 200, 300, 400]);
  });

  it('rests until ten minutes after the pause of a rate limit', async () => {
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
    ['a server error', answers.serverError()],
    ["a proxy's page", answers.htmlPage(200)],
    ['a denied permission', answers.forbidden()],
  ])('pauses ten minutes after %s and resumes at the same page', async (_, answer) => {
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

  it('pauses when the storage is full and keeps the pages already stored', async () => {
    stage.zapier.fillDirectory(950);
    const { growth } = await startSignedIn();
    await growth.grow();
    stage.now += MINUTE;
    const full = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await growth.grow();
    expect(await alarm()).toBe(stage.now + PAUSE);
    full.mockRestore();
    expect((await stored()).titles).toHaveLength(600);
    await growth.grow();
    expect((await stored()).isCurrent).toBe(true);
  });
});
