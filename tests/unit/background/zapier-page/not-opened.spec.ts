import { describe, expect, it } from 'vitest';
import { visitItem } from '../../../../lib/shared/visit';
import { answers } from '../../../zapier/zapier';
import { LIST, useVisits } from './visit-stage';

const { stage, setUp } = useVisits();

describe("a page of Zapier's that cannot be opened", () => {
  it('reports a visit as interrupted when opening its tab throws', async () => {
    const { start, tabs, visit } = await setUp();
    tabs.onOpen = () => {
      throw new Error('a bug');
    };
    await expect(start()).rejects.toThrow('a bug');
    expect((await visit())?.progress).toEqual({ status: 'not-opened', failure: { code: 'interrupted' } });
  });

  it('opens no page for an app that needs no connection', async () => {
    const { start, tabs, status } = await setUp();
    stage.zapier.connectLink('HubSpot', null);
    await start();
    expect(await status()).toBe('needs-no-connection');
    expect(tabs.open.size).toBe(0);
    expect(tabs.isWatched).toBe(false);
  });

  it('opens no page when the link leads away from Zapier', async () => {
    const { start, tabs, visit } = await setUp();
    stage.zapier.connectLink('HubSpot', 'https://zapier.com.example/');
    await start();
    expect((await visit())?.progress).toEqual({
      status: 'not-opened',
      failure: { code: 'foreign-link', link: 'https://zapier.com.example/' },
    });
    expect(tabs.open.size).toBe(0);
  });

  it('reports a page as not opened when Zapier does not list the app', async () => {
    const { pages, accountId } = await setUp();
    const app = { id: '00000000-0000-4000-8000-000000000000', title: 'Nowhere' };
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [] }));
    await pages.start({ accountId, app, reconnects: null });
    expect((await visitItem.read(accountId, app.id))?.progress).toEqual({
      status: 'not-opened',
      failure: { code: 'not-listed' },
    });
  });

  it("opens no page when the app's connections cannot be listed beforehand", async () => {
    const { start, tabs, visit } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.forbidden('No.'));
    await start();
    expect((await visit())?.progress).toMatchObject({
      status: 'not-opened',
      failure: { code: 'refused', status: 403 },
    });
    expect(tabs.open.size).toBe(0);
  });
});
