import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../lib/accounts/sign-out';
import { readSeenAtZapier } from '../../../lib/accounts/zapier-session';
import { readDraft, writeDraft } from '../../../lib/connect/draft';
import { readJob } from '../../../lib/connect/job';
import { createConnections } from '../../../lib/connections/connections';
import { readListed } from '../../../lib/connections/listed';
import type { ConnectWindow, Watcher } from '../../../lib/hosted/connect-window';
import { createHosted, HOSTED_ALARM } from '../../../lib/hosted/hosted';
import { type HostedConnect, type Reconnects, readHosted, writeHosted } from '../../../lib/hosted/hosted-connect';
import { createSchedule, SHORTEST_ALARM_MS } from '../../../lib/schedule';
import { answers, BEN, MARIA } from '../../zapier/zapier';
import { useStage } from '../zapier/stage';

const stage = useStage();

const HUBSPOT = { id: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa', title: 'HubSpot' };
const END = 'https://api.zapier.com/v2/authentications/redirect';
const LIST = 'GET /v2/authentications';

/** The browser's tabs, by id, with the address of each. */
class Tabs {
  readonly open = new Map<number, string>();
  isWatched = false;
  /** What happens to a tab in the moment in which it is opened. */
  onOpen = (_tabId: number) => {};
  watcher: Watcher = { moved: () => {}, gone: () => {} };

  connectWindow = (watcher: Watcher): ConnectWindow => {
    this.watcher = watcher;
    return {
      listen: () => {
        this.isWatched = true;
      },
      ignore: () => {
        this.isWatched = false;
      },
      open: async (url) => {
        const tabId = this.open.size + 1;
        this.open.set(tabId, url);
        this.onOpen(tabId);
        return tabId;
      },
      addressOf: async (tabId) => this.open.get(tabId) ?? null,
      show: async () => {},
      close: async (tabId) => this.close(tabId),
    };
  };

  close(tabId: number) {
    if (this.open.delete(tabId)) this.watcher.gone(tabId);
  }

  move(tabId: number, address: string) {
    this.open.set(tabId, address);
    this.watcher.moved(tabId, address);
  }
}

async function setUp() {
  const services = stage.services();
  const tabs = new Tabs();
  const attention = { call: vi.fn(async () => {}), mark: async () => {}, seen: async () => {} };
  const now = () => stage.now;
  const connections = createConnections({ ...services, now });
  const schedule = createSchedule(now);
  const { connectWindow } = tabs;
  const create = () => createHosted({ ...services, connections, attention, schedule, connectWindow, now });
  const { accountId } = await stage.signIn(services.store);
  const visit = () => readHosted(accountId, HUBSPOT.id);
  const status = async () => (await visit())?.progress.status ?? null;
  return {
    ...services,
    hosted: create(),
    /** The background after a stop. */
    create,
    tabs,
    attention,
    accountId,
    visit,
    status,
    becomes: (wanted: string | null) => expect.poll(status).toBe(wanted),
    start: (hosted = create(), reconnects: Reconnects | null = null) =>
      hosted.start({
        accountId,
        app: HUBSPOT,
        reconnects: reconnects && { id: reconnects.id, title: reconnects.title },
      }),
    job: () => readJob(accountId, HUBSPOT.id),
  };
}

const made = (title = 'HubSpot', owner = MARIA) => stage.zapier.addConnection({ app: HUBSPOT.id, title, owner });

describe('a visit to Zapier’s page', () => {
  it('opens the link that Zapier gives at that moment', async () => {
    const { start, tabs, visit } = await setUp();
    await start();
    const link = `https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1?redirect=${encodeURIComponent(END)}`;
    expect([...tabs.open.values()]).toEqual([link]);
    expect(stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => query)).toEqual([{ ids: HUBSPOT.id }]);
    expect((await visit())?.progress).toEqual({ status: 'open', tabId: 1, end: END, before: [] });
  });

  it('ends at the redirect: the window is closed, and what is new is a connected job', async () => {
    const { start, tabs, becomes, job, attention, accountId } = await setUp();
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
    await becomes(null);
    expect(tabs.open.size).toBe(0);
    expect(await job()).toMatchObject({
      app: HUBSPOT,
      title: 'HubSpot #2',
      progress: {
        status: 'connected',
        connection: { id: connection.id, title: 'HubSpot #2' },
        connectedAt: stage.now,
        onZapier: { alsoMade: [another.title] },
      },
    });
    expect(JSON.stringify(await job())).not.toContain(old.id);
    expect(await readDraft(accountId, HUBSPOT.id, stage.now)).toEqual({ draft: null, secrets: null });
    expect(attention.call).toHaveBeenCalledExactlyOnceWith('connected');
    await expect.poll(() => tabs.isWatched).toBe(false);
  });

  it('goes on while the page moves elsewhere, and ends when its tab is gone', async () => {
    const { start, tabs, becomes, status, job } = await setUp();
    await start();
    tabs.move(1, 'https://zapier.com/app/login');
    tabs.watcher.gone(77);
    tabs.watcher.moved(77, END);
    expect(await status()).toBe('open');
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(1);
    made();
    tabs.close(1);
    await becomes(null);
    expect(await job()).toMatchObject({ progress: { status: 'connected', connection: { title: 'HubSpot' } } });
  });

  it('notices what happened to the tab before the visit was stored', async () => {
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

  it('finds nothing where somebody else was signed in, and finds it when asked again', async () => {
    const { hosted, start, tabs, becomes, attention, accountId, job, zapierSession } = await setUp();
    await zapierSession.see(accountId);
    await start(hosted);
    made('HubSpot', BEN);
    tabs.close(1);
    await becomes('nothing-new');
    expect(await readSeenAtZapier()).toBeNull();
    expect(attention.call).toHaveBeenCalledExactlyOnceWith('needs-you');
    made('HubSpot of Maria');
    await hosted.check(accountId, HUBSPOT.id);
    await becomes(null);
    expect(await job()).toMatchObject({ title: 'HubSpot of Maria' });
    expect(await readSeenAtZapier()).toBe(accountId);
  });

  it('does not take an unread list for an empty one, and asks again', async () => {
    const { hosted, start, tabs, becomes, accountId, visit, job } = await setUp();
    made('Old');
    await start(hosted);
    stage.zapier.everyAnswer(LIST, answers.serverError());
    made('New');
    tabs.close(1);
    await becomes('not-checked');
    expect((await visit())?.progress).toMatchObject({ failure: { code: 'server-error', status: 500 } });
    stage.zapier.everyAnswer(LIST, null);
    await hosted.check(accountId, HUBSPOT.id);
    expect(await job()).toMatchObject({ title: 'New', progress: { onZapier: { alsoMade: [] } } });
  });

  it('can be asked after while the page is still open, which closes it', async () => {
    const { hosted, start, tabs, accountId, job } = await setUp();
    await start(hosted);
    made();
    await hosted.check(accountId, HUBSPOT.id);
    expect(tabs.open.size).toBe(0);
    expect(await job()).toMatchObject({ title: 'HubSpot' });
  });

  it('is one at a time for an app', async () => {
    const { hosted, start, tabs } = await setUp();
    await Promise.all([start(hosted), start(hosted)]);
    await start(hosted);
    expect(tabs.open.size).toBe(1);
  });
});

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

describe('an expired connection', () => {
  const expired = (title = 'Old') =>
    stage.zapier.addConnection({ app: HUBSPOT.id, title, owner: MARIA, isExpired: true });

  it('is reconnected on Zapier’s list, and no longer expired is proof', async () => {
    const { start, tabs, becomes, job, create } = await setUp();
    const old = expired();
    await start(create(), old);
    expect([...tabs.open.values()]).toEqual(['https://zapier.com/app/assets/connections']);
    expect(stage.zapier.requestsTo('GET /v2/apps')).toEqual([]);
    old.isExpired = false;
    tabs.close(1);
    await becomes('reconnected');
    expect(await job()).toBeNull();
  });

  it('that is still expired is said as that, and found when it works later', async () => {
    const { hosted, start, tabs, becomes, accountId, visit } = await setUp();
    const old = expired();
    await start(hosted, old);
    tabs.close(1);
    await becomes('not-reconnected');
    expect((await visit())?.progress).toMatchObject({ isGone: false, instead: [] });
    old.isExpired = false;
    await hosted.check(accountId, HUBSPOT.id);
    await becomes('reconnected');
  });

  it('is not reconnected by what happens to another one', async () => {
    const { hosted, start, tabs, becomes, accountId, visit, job } = await setUp();
    const draft = { title: 'Typed for another', values: {}, freeFields: [], secretIds: [] };
    await writeDraft(accountId, HUBSPOT.id, draft, { values: {}, editedAt: stage.now });
    const [old, other] = [expired(), expired('Other')];
    await start(hosted, old);
    other.isExpired = false;
    const newer = made('Old #2');
    tabs.close(1);
    await becomes('not-reconnected');
    expect((await visit())?.progress).toMatchObject({
      isGone: false,
      instead: [
        { id: other.id, title: 'Other', how: 'renewed' },
        { id: newer.id, title: 'Old #2', how: 'made' },
      ],
    });
    expect(await job()).toBeNull();
    expect((await readDraft(accountId, HUBSPOT.id, stage.now)).draft).toEqual(draft);
    const listed = (await readListed(accountId, HUBSPOT.id))?.connections;
    expect(listed?.map(({ title }) => title)).toEqual(['Old', 'Other', 'Old #2']);
  });

  it('that was deleted there is gone', async () => {
    const { start, tabs, becomes, visit, create } = await setUp();
    await start(create(), { id: 'gone', title: 'Old' });
    made('Old #2');
    tabs.close(1);
    await becomes('not-reconnected');
    expect((await visit())?.progress).toMatchObject({ isGone: true, instead: [{ title: 'Old #2', how: 'made' }] });
  });
});

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

describe('a visit that nobody wants any more', () => {
  it('closes its window', async () => {
    const { hosted, start, tabs, visit, attention, accountId } = await setUp();
    await start(hosted);
    await hosted.cancel(accountId, HUBSPOT.id);
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toBeNull();
    expect(attention.call).not.toHaveBeenCalled();
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(1);
  });

  it('opens none after it was cancelled', async () => {
    const { hosted, start, tabs, visit, accountId } = await setUp();
    const hold = stage.zapier.hold('GET /v2/apps');
    const started = start(hosted);
    await hold.arrived;
    await hosted.cancel(accountId, HUBSPOT.id);
    hold.release();
    await started;
    expect(tabs.open.size).toBe(0);
    expect(await visit()).toBeNull();
  });

  it('leaves nothing of an account that was signed out', async () => {
    const { start, store, accountId, tabs } = await setUp();
    await start();
    await signOut(store, accountId);
    made();
    tabs.close(1);
    await expect.poll(() => tabs.isWatched).toBe(false);
    const kept = Object.keys(await fakeBrowser.storage.session.get());
    expect(kept.filter((key) => key.includes(HUBSPOT.id))).toEqual([]);
  });
});
