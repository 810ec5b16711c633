import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SHORTEST_ALARM_MS } from '../../../../lib/background/schedule';
import { PAGE_ALARM } from '../../../../lib/background/zapier-page/zapier-page';
import { ordersItem, type PageOrder } from '../../../../lib/shared/order';
import { END, HUBSPOT, LIST, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe('a visit after the background was stopped', () => {
  it('finishes a visit once when an event of its tab wakes the background', async () => {
    const { start, create, tabs, becomes } = await setUp();
    await start();
    const woken = create();
    woken.follow();
    made();
    tabs.move(1, END);
    await Promise.all([woken.resume(), becomes('connected')]);
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(2);
  });

  it('opens the page of an order once, though the start of the background finds the order as it is taken up', async () => {
    const { pages, tabs, accountId } = await setUp();
    const order: PageOrder = {
      ...{ id: 'visit-1', accountId, app: HUBSPOT, title: 'HubSpot', via: 'zapier-page', reconnects: null },
      stage: { name: 'queued' },
    };
    await ordersItem.setValue([order]);
    const hold = stage.zapier.hold(LIST);
    const resumed = pages.resume();
    await hold.arrived;
    const begun = pages.begin(order);
    hold.release();
    await Promise.all([resumed, begun]);
    expect(tabs.open.size).toBe(1);
  });

  it("notices on waking that a visit's tab was closed meanwhile", async () => {
    const { start, create, tabs, status } = await setUp();
    await start();
    tabs.open.clear();
    await create().resume();
    expect(await status()).toBe('nothing-new');
  });

  it('wakes every half minute while a page is open, as Firefox may report no tab events', async () => {
    const { start, create, tabs, status } = await setUp();
    const next = async () => (await fakeBrowser.alarms.get(PAGE_ALARM))?.scheduledTime;
    await start();
    expect(await next()).toBe(stage.now + SHORTEST_ALARM_MS);
    stage.now += SHORTEST_ALARM_MS;
    await create().lookAround();
    expect([await status(), await next()]).toEqual(['on-page', stage.now + SHORTEST_ALARM_MS]);
    stage.now += SHORTEST_ALARM_MS;
    tabs.open.clear();
    await create().lookAround();
    expect([await status(), await next()]).toEqual(['nothing-new', stage.now]);
  });

  it('watches tabs after a restart only while a page is open', async () => {
    const { start, create, tabs, status, pages, cancel } = await setUp();
    await start();
    const woken = create();
    woken.follow();
    await woken.resume();
    expect([await status(), tabs.isWatched]).toEqual(['on-page', true]);
    await cancel(pages);
    const again = create();
    again.follow();
    await again.resume();
    expect(tabs.isWatched).toBe(false);
  });

  it('repeats an interrupted check and reports an interrupted opening', async () => {
    const { create, visit, accountId } = await setUp();
    const kept: PageOrder = {
      ...{ id: 'visit-1', accountId, app: HUBSPOT, title: 'HubSpot', via: 'zapier-page', reconnects: null },
      stage: { name: 'on-page', tabId: null, end: null },
    };
    await ordersItem.setValue([kept]);
    await create().resume();
    expect((await visit())?.stage).toEqual({ name: 'failed', failure: { code: 'interrupted' } });
    made();
    await ordersItem.setValue([{ ...kept, before: { connections: [], elsewhere: [] }, stage: { name: 'checking' } }]);
    await create().resume();
    expect(await visit()).toMatchObject({ title: 'HubSpot', stage: { name: 'connected' } });
  });
});
