import { describe, expect, it } from 'vitest';
import { readHosted } from '../../../lib/hosted/hosted-connect';
import { answers } from '../../zapier/zapier';
import { LIST, useVisits } from './visit-stage';

const { stage, setUp } = useVisits();

describe('a page that is not opened', () => {
  it('is one on whose way the background broke', async () => {
    const { start, tabs, visit } = await setUp();
    tabs.onOpen = () => {
      throw new Error('a bug');
    };
    await expect(start()).rejects.toThrow('a bug');
    expect((await visit())?.progress).toEqual({ status: 'not-opened', failure: { code: 'interrupted' } });
  });

  it('is none where the app needs no connection', async () => {
    const { start, tabs, status } = await setUp();
    stage.zapier.connectLink('HubSpot', null);
    await start();
    expect(await status()).toBe('needs-no-connection');
    expect(tabs.open.size).toBe(0);
    expect(tabs.isWatched).toBe(false);
  });

  it('is a link that leads elsewhere', async () => {
    const { start, tabs, visit } = await setUp();
    stage.zapier.connectLink('HubSpot', 'https://zapier.com.example/');
    await start();
    expect((await visit())?.progress).toEqual({
      status: 'not-opened',
      failure: { code: 'foreign-link', link: 'https://zapier.com.example/' },
    });
    expect(tabs.open.size).toBe(0);
  });

  it('is one of an app that Zapier does not list', async () => {
    const { hosted, accountId } = await setUp();
    const app = { id: '00000000-0000-4000-8000-000000000000', title: 'Nowhere' };
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [] }));
    await hosted.start({ accountId, app, reconnects: null });
    expect((await readHosted(accountId, app.id))?.progress).toEqual({
      status: 'not-opened',
      failure: { code: 'not-listed' },
    });
  });

  it('is one before which the list could not be read: nothing could be proven afterwards', async () => {
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
