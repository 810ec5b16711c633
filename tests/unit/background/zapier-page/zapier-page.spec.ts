import { describe, expect, it } from 'vitest';
import { readDraft, writeDraft } from '../../../../lib/shared/draft';
import { seenAtZapierItem } from '../../../../lib/shared/zapier-session';
import { answers, BEN } from '../../../zapier/zapier';
import { END, HUBSPOT, LIST, type Tabs, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe("a visit to Zapier's page", () => {
  it('opens a tab with the connect link that it asks Zapier for', async () => {
    const { start, tabs, visit } = await setUp();
    await start();
    const link = `https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1?redirect=${encodeURIComponent(END)}`;
    expect([...tabs.open.values()]).toEqual([link]);
    expect(stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => query)).toEqual([{ ids: HUBSPOT.id }]);
    expect(await visit()).toMatchObject({
      stage: { name: 'on-page', tabId: 1, end: END },
      before: { connections: [] },
    });
  });

  it('ends as connected with the new connection once the page reaches its redirect', async () => {
    const { start, tabs, becomes, visit, attention, accountId } = await setUp();
    const old = made('HubSpot');
    await writeDraft(
      accountId,
      HUBSPOT.id,
      { title: 'Kept', values: {}, freeFields: [], secretIds: [] },
      {
        values: { key: 'k-1' },
        editedAt: stage.now,
      },
    );
    await start();
    const connection = made('HubSpot #2');
    const another = made('HubSpot #3');
    tabs.move(1, `${END}?authentication_id=1`);
    await becomes('connected');
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toMatchObject({
      app: HUBSPOT,
      title: 'HubSpot #2',
      stage: {
        name: 'connected',
        connection: { id: connection.id, title: 'HubSpot #2' },
        connectedAt: stage.now,
        alsoMade: [{ id: another.id, title: another.title }],
      },
    });
    expect(JSON.stringify(await visit())).not.toContain(old.id);
    expect(await readDraft(accountId, HUBSPOT.id, stage.now)).toEqual({ draft: null, secrets: null });
    expect(attention.call).toHaveBeenCalledExactlyOnceWith('connected');
    await expect.poll(() => tabs.isWatched).toBe(false);
  });

  it('keeps the ticket of the visit with the new connection, for its receipt', async () => {
    const { pages, place, tabs, becomes, visit } = await setUp();
    await place(pages, { ticket: '#4711' });
    made();
    tabs.close(1);
    await becomes('connected');
    expect(await visit()).toMatchObject({ title: 'HubSpot', ticket: '#4711' });
  });

  it('keeps a visit open until its own tab is closed, wherever the tab navigates', async () => {
    const { start, tabs, becomes, status, visit } = await setUp();
    await start();
    tabs.move(1, 'https://zapier.com/app/login');
    tabs.watcher.gone(77);
    tabs.watcher.moved(77, END);
    expect(await status()).toBe('on-page');
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(1);
    made();
    tabs.close(1);
    await becomes('connected');
    expect(await visit()).toMatchObject({ stage: { name: 'connected', connection: { title: 'HubSpot' } } });
  });

  it('notices a tab that was redirected or closed before its visit was stored', async () => {
    for (const [happens, open] of [
      [(tabs: Tabs) => tabs.move(1, END), 0],
      [(tabs: Tabs) => tabs.close(1), 0],
    ] as const) {
      const { start, tabs, becomes } = await setUp();
      tabs.onOpen = () => happens(tabs);
      await start();
      await becomes('nothing-new');
      expect(tabs.open.size).toBe(open);
    }
  });

  it('ignores a connection made in another account and finds one made later in the right one', async () => {
    const { pages, start, tabs, becomes, attention, accountId, visit, check, zapierSession } = await setUp();
    await zapierSession.see(accountId);
    await start(pages);
    made('HubSpot', BEN);
    tabs.close(1);
    await becomes('nothing-new');
    expect(await seenAtZapierItem.getValue()).toBeNull();
    expect(attention.call).toHaveBeenCalledExactlyOnceWith('needs-you');
    made('HubSpot of Maria');
    await check(pages);
    await becomes('connected');
    expect(await visit()).toMatchObject({ title: 'HubSpot of Maria' });
    expect(await seenAtZapierItem.getValue()).toEqual({ accountId, seenAt: stage.now });
  });

  it('treats a list that cannot be read as not checked, not as empty, and can check again', async () => {
    const { pages, start, tabs, becomes, doubt, visit, check } = await setUp();
    made('Old');
    await start(pages);
    stage.zapier.everyAnswer(LIST, answers.serverError());
    made('New');
    tabs.close(1);
    await becomes('not-checked');
    expect(await doubt()).toMatchObject({ failure: { code: 'server-error', status: 500 } });
    stage.zapier.everyAnswer(LIST, null);
    await check(pages);
    expect(await visit()).toMatchObject({ title: 'New', stage: { alsoMade: [] } });
  });

  it('checks for a new connection on request while the page is open, and closes the page', async () => {
    const { pages, start, tabs, visit, check } = await setUp();
    await start(pages);
    made();
    await check(pages);
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toMatchObject({ title: 'HubSpot' });
  });

  it('opens one page for an app, however often a visit is started', async () => {
    const { pages, start, tabs } = await setUp();
    await Promise.all([start(pages), start(pages)]);
    await start(pages);
    expect(tabs.open.size).toBe(1);
  });
});
