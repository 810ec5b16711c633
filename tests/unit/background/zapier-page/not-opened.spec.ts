import { describe, expect, it } from 'vitest';
import { type Answer, answers } from '../../../zapier/zapier';
import { LIST, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe("a page of Zapier's that cannot be opened", () => {
  it('reports a visit as interrupted when opening its tab throws', async () => {
    const { start, tabs, visit } = await setUp();
    tabs.onOpen = () => {
      throw new Error('a bug');
    };
    await expect(start()).rejects.toThrow('a bug');
    expect((await visit())?.stage).toEqual({ name: 'failed', failure: { code: 'interrupted' } });
  });

  it('opens no page for an app that needs no connection', async () => {
    const { start, tabs, status } = await setUp();
    stage.zapier.connectLink('HubSpot', null);
    await start();
    expect(await status()).toBe('needs-no-connection');
    expect(tabs.open.size).toBe(0);
    expect(tabs.isWatched).toBe(false);
  });

  it('opens no page where a policy switches that off, not even to reconnect', async () => {
    const { start, tabs, status, pages } = await setUp();
    stage.config = { ...stage.config, allowZapierPage: false };
    for (const reconnects of [null, made('Old')]) {
      await start(pages, reconnects);
      expect(await status()).toBe('switched-off');
    }
    expect(tabs.open.size).toBe(0);
    expect(stage.sent).toEqual([]);
  });

  it('opens no page when the link leads away from Zapier', async () => {
    const { start, tabs, visit } = await setUp();
    stage.zapier.connectLink('HubSpot', 'https://zapier.com.example/');
    await start();
    expect((await visit())?.stage).toEqual({
      name: 'failed',
      failure: { code: 'foreign-link', link: 'https://zapier.com.example/' },
    });
    expect(tabs.open.size).toBe(0);
  });

  it('reports a page as not opened when Zapier does not list the app', async () => {
    const { pages, place, visit } = await setUp();
    const app = { id: '00000000-0000-4000-8000-000000000000', title: 'Nowhere' };
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [] }));
    await place(pages, { app });
    expect((await visit())?.stage).toEqual({
      name: 'failed',
      failure: { code: 'not-listed' },
    });
  });

  it('opens no page when Zapier cannot be reached to list the connections beforehand', async () => {
    const { start, tabs, visit } = await setUp();
    stage.zapier.everyAnswer(LIST, answers.dropConnection('before'));
    await start();
    expect((await visit())?.stage).toMatchObject({ name: 'failed', failure: { code: 'answer-lost' } });
    expect(tabs.open.size).toBe(0);
  });
});

describe("a page of Zapier's and a list that cannot be read whole", () => {
  it.each<[string, Answer]>([
    ['is refused', answers.forbidden('No.')],
    ['is a page', answers.htmlPage(200)],
    ['has fewer items than it counts', answers.status(200, { data: [], meta: { count: 1 } })],
  ])('opens the page when the list before it %s, and does not judge what was made there', async (_what, answer) => {
    const { start, tabs, visit, becomes } = await setUp();
    stage.zapier.nextAnswers(LIST, answer);
    await start();
    expect(tabs.open.size).toBe(1);
    made();
    tabs.close(1);
    await becomes('not-checked');
    expect((await visit())?.stage).toMatchObject({ doubt: { failure: { code: 'list-unclear' } } });
  });

  it('does not say that nothing is new when the list after it is not whole', async () => {
    const { start, tabs, becomes } = await setUp();
    await start();
    stage.zapier.everyAnswer(LIST, answers.status(200, { data: [], meta: { count: 1 } }));
    tabs.close(1);
    await becomes('not-checked');
  });
});
