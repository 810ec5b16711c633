import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { BEN } from '../../../zapier/zapier';
import { HUBSPOT, LIST, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe('a visit that is no longer wanted', () => {
  it('closes the tab of a cancelled visit without checking for connections', async () => {
    const { pages, start, tabs, visit, attention, cancel } = await setUp();
    await start(pages);
    await cancel(pages);
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toBeNull();
    expect(attention.call).not.toHaveBeenCalled();
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(1);
  });

  it('opens no tab for a visit that is cancelled while its link is requested', async () => {
    const { pages, start, tabs, visit, cancel } = await setUp();
    const hold = stage.zapier.hold('GET /v2/apps');
    const started = start(pages);
    await hold.arrived;
    await cancel(pages);
    hold.release();
    await started;
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toBeNull();
  });

  it('closes the tabs of one account alone when that signs out, and all tabs when all do', async () => {
    const { pages, place, start, store, tabs, visit } = await setUp();
    const bens = (await stage.signIn(store, BEN)).accountId;
    await start(pages);
    await place(pages, { accountId: bens });
    await pages.cancelAll(bens);
    expect(await visit()).toMatchObject({ stage: { name: 'on-page' } });
    expect(tabs.open.size).toBe(1);
    await pages.cancelAll(null);
    expect(await visit()).toBeNull();
    expect(tabs.open.size).toBe(0);
  });

  it('leaves nothing of a visit in storage once its account is signed out', async () => {
    const { start, store, accessTokens, accountId, tabs } = await setUp();
    await start();
    await signOut({ store, accessTokens }, accountId);
    made();
    tabs.close(1);
    await expect.poll(() => tabs.isWatched).toBe(false);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(HUBSPOT.id);
  });
});
