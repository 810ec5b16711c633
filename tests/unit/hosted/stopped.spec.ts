import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { HOSTED_ALARM } from '../../../lib/hosted/hosted';
import { type HostedConnect, writeHosted } from '../../../lib/hosted/hosted-connect';
import { SHORTEST_ALARM_MS } from '../../../lib/schedule';
import { END, HUBSPOT, LIST, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe('a background that was stopped', () => {
  it('goes on when the tab is told of', async () => {
    const { start, create, tabs, becomes } = await setUp();
    await start();
    const woken = create();
    woken.follow();
    made();
    tabs.move(1, END);
    await Promise.all([woken.resume(), becomes(null)]);
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(2);
  });

  it('notices by itself what nobody told it', async () => {
    const { start, create, tabs, status } = await setUp();
    await start();
    tabs.open.clear();
    await create().resume();
    expect(await status()).toBe('nothing-new');
  });

  it('is started every half minute while a page is open, because Firefox may tell it nothing', async () => {
    const { start, create, tabs, status } = await setUp();
    const next = async () => (await fakeBrowser.alarms.get(HOSTED_ALARM))?.scheduledTime;
    await start();
    expect(await next()).toBe(stage.now + SHORTEST_ALARM_MS);
    stage.now += SHORTEST_ALARM_MS;
    await create().lookAround();
    expect([await status(), await next()]).toEqual(['open', stage.now + SHORTEST_ALARM_MS]);
    stage.now += SHORTEST_ALARM_MS;
    tabs.open.clear();
    await create().lookAround();
    expect([await status(), await next()]).toEqual(['nothing-new', stage.now]);
  });

  it('keeps watching a page that is still open, and stops watching where there is none', async () => {
    const { start, create, tabs, status, hosted, accountId } = await setUp();
    await start();
    const woken = create();
    woken.follow();
    await woken.resume();
    expect([await status(), tabs.isWatched]).toEqual(['open', true]);
    await hosted.cancel(accountId, HUBSPOT.id);
    const again = create();
    again.follow();
    await again.resume();
    expect(tabs.isWatched).toBe(false);
  });

  it('looks again where it was looking, and says where it was opening', async () => {
    const { create, visit, accountId, job } = await setUp();
    const kept: Omit<HostedConnect, 'progress'> = { id: 'visit-1', accountId, app: HUBSPOT, reconnects: null };
    await writeHosted({ ...kept, progress: { status: 'opening' } });
    await create().resume();
    expect((await visit())?.progress).toEqual({ status: 'not-opened', failure: { code: 'interrupted' } });
    made();
    await writeHosted({ ...kept, progress: { status: 'checking', before: [] } });
    await create().resume();
    expect(await job()).toMatchObject({ title: 'HubSpot' });
  });
});
