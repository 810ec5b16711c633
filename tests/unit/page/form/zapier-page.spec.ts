import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createZapierSession } from '../../../../lib/background/sign-in/zapier-session';
import { createZapierPage, readZapierPageState } from '../../../../lib/page/form/zapier-page';
import { refusedAppsItem } from '../../../../lib/shared/app-memory';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { saveVisit, type Visit } from '../../../../lib/shared/visit';
import { ACME_CRM } from '../../../zapier/zapier';

const MARIA = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' } as const;
const BEN = '2';
const APP = { id: ACME_CRM.app, title: ACME_CRM.title, description: '', iconUrl: null };
const ORDER = { accountId: MARIA.id, app: { id: APP.id, title: APP.title } };
const OLD = { id: 'c-1', title: 'Old' };
const OAUTH: AppDefinition = { ...ACME_CRM, authentication: { type: 'oauth2', fields: [] } };

const sent: unknown[] = [];
const session = createZapierSession(() => Date.now());

async function open(definition: AppDefinition | null = null) {
  return createZapierPage(signal(MARIA), APP, definition, await readZapierPageState(MARIA.id, APP.id));
}

beforeEach(async () => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  await session.see(MARIA.id);
  sent.length = 0;
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    sent.push(message);
    return { response: null };
  });
});

describe("the way a form leads to Zapier's page", () => {
  it("leads with Zapier's page for an app without a definition, not for one with fields", async () => {
    expect(await open()).toMatchObject({ leads: true, hasFields: true });
    expect(await open(ACME_CRM)).toMatchObject({ leads: false, hasFields: true });
  });

  it("leads with Zapier's page for an OAuth app, which has no fields to fill in", async () => {
    expect(await open(OAUTH)).toMatchObject({ leads: true, hasFields: false });
  });

  it("leads with Zapier's page for an app that was refused once", async () => {
    await refusedAppsItem.setValue([APP.id]);
    expect(await open(ACME_CRM)).toMatchObject({ leads: true, hasFields: true });
  });
});

describe("opening Zapier's page", () => {
  it("shows at once that Zapier's page is being opened", async () => {
    const zapierPage = await open();
    zapierPage.connect();
    expect(zapierPage.visit.value?.progress).toEqual({ status: 'opening' });
    expect(sent).toEqual([{ name: 'visit.start', request: { ...ORDER, reconnects: null } }]);
  });

  it('tells the background the ticket that the agent is working on', async () => {
    const account = signal({ ...MARIA, ticket: '#4711' });
    createZapierPage(account, APP, null, await readZapierPageState(MARIA.id, APP.id)).connect();
    expect(sent).toEqual([{ name: 'visit.start', request: { ...ORDER, reconnects: null, ticket: '#4711' } }]);
  });

  it('opens it at once, whoever may be signed in at Zapier', async () => {
    await session.doubt();
    const zapierPage = await open();
    zapierPage.reconnect(OLD);
    expect(sent).toEqual([{ name: 'visit.start', request: { ...ORDER, reconnects: OLD } }]);
  });

  it('knows whose session Zapier has only if it is that of the account', async () => {
    expect((await open()).isProven.value).toBe(true);
    await session.see(BEN);
    expect((await open()).isProven.value).toBe(false);
    await session.doubt();
    expect((await open()).isProven.value).toBe(false);
  });

  it('learns while the form is shown whose session Zapier has, and forgets it ten minutes after the sign-in', async () => {
    vi.useFakeTimers();
    try {
      await session.doubt();
      const zapierPage = await open();
      const stop = zapierPage.follow();
      await session.see(MARIA.id, Date.now() - 9 * 60_000);
      expect(zapierPage.isProven.value).toBe(true);
      await vi.advanceTimersByTimeAsync(59_000);
      expect(zapierPage.isProven.value).toBe(true);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(zapierPage.isProven.value).toBe(false);
      stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('reports a visit that the background cannot start as interrupted', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('Receiving end does not exist.'));
    const zapierPage = await open();
    zapierPage.connect();
    await expect
      .poll(() => zapierPage.visit.value?.progress)
      .toEqual({ status: 'not-opened', failure: { code: 'interrupted' } });
  });

  it('does not report a cancelled visit as failed', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValueOnce(new Error('Receiving end does not exist.'));
    const zapierPage = await open();
    zapierPage.connect();
    zapierPage.cancel();
    await expect.poll(() => sent.length).toBe(1);
    expect(zapierPage.visit.value).toBeNull();
  });
});

describe("a visit to Zapier's page", () => {
  const visit: Visit = { ...ORDER, id: 'v', reconnects: null, progress: { status: 'checking', before: [] } };

  it('shows a stored visit at once, and follows it until the form is left', async () => {
    await saveVisit(visit);
    const zapierPage = await open();
    expect(zapierPage.underWay.value).toBe(true);
    const stop = zapierPage.follow();
    await saveVisit({ ...visit, progress: { status: 'nothing-new', before: [], found: [], mayBeIn: [] } });
    expect(zapierPage.underWay.value).toBe(false);
    zapierPage.again();
    expect(sent).toEqual([{ name: 'visit.start', request: { ...ORDER, reconnects: null } }]);
    stop();
    await saveVisit(visit);
    expect(zapierPage.visit.value?.id).toBe('');
  });

  it('notices what became of a visit between reading and following it', async () => {
    await saveVisit(visit);
    const zapierPage = await open();
    await saveVisit({ ...visit, progress: { status: 'needs-no-connection' } });
    zapierPage.follow();
    await expect.poll(() => zapierPage.visit.value?.progress.status).toBe('needs-no-connection');
  });

  it('cancels a visit in the background too', async () => {
    await saveVisit(visit);
    const zapierPage = await open();
    zapierPage.cancel();
    expect(zapierPage.visit.value).toBeNull();
    expect(sent).toEqual([{ name: 'visit.cancel', request: { accountId: MARIA.id, appId: APP.id } }]);
  });
});
