import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { fieldNamesItem } from '../../../../lib/shared/app-memory';
import type { AppDefinition, AuthField } from '../../../../lib/shared/definitions/definition';
import { EMPTY_DRAFT, writeDraft } from '../../../../lib/shared/draft';
import { findingsItem } from '../../../../lib/shared/findings';
import { fingerprints } from '../../../../lib/shared/fingerprint';
import { madeHereItem } from '../../../../lib/shared/made-here';
import { markItem } from '../../../../lib/shared/mark';
import type { ApiOrder } from '../../../../lib/shared/order';
import { ACME_CRM, answers, SHIPDAY } from '../../../zapier/zapier';
import { APP, POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order } = orders;

/** Returns Acme CRM's definition with one field in place of its own. */
const withField = (field: AuthField): AppDefinition => ({
  ...ACME_CRM,
  authentication: { ...ACME_CRM.authentication, fields: [field] },
});

describe('ordered orders', () => {
  it('creates a connection from what was typed', async () => {
    const { connect, accountId } = orders;
    await connect.takeUp(await order());
    expect(stage.zapier.requestsTo(POST).map(({ body }) => body)).toEqual([
      { data: { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: { api_key: 'k-1' } } },
    ]);
    const [connection] = stage.zapier.connections;
    expect(await orders.latest()).toEqual({
      ...{ id: 'order-1', accountId, app: APP, title: 'Acme – CRM', via: 'api', fields: ['secret/api_key'] },
      stage: {
        name: 'connected',
        connection: { id: connection?.id, title: 'Acme – CRM' },
        connectedAt: stage.now,
        draft: { title: null, values: {}, freeFields: [], secretIds: [] },
      },
    });
  });

  it.each<[string, AppDefinition[]]>([
    ['the definition was removed', []],
    ['a field has another key', [withField({ key: 'token', label: 'Token' })]],
    ['the value is no secret any more', [withField({ key: 'api_key', isNoSecret: true })]],
  ])('sends nothing when %s since it was typed', async (_what, apps) => {
    const ordered = await order();
    stage.config = { ...stage.config, apps };
    await orders.connect.takeUp(ordered);
    expect(await orders.reached()).toEqual({ name: 'failed', failure: { code: 'form-changed' } });
    expect(orders.posts()).toBe(0);
    expect((await orders.typed()).secrets?.values).toEqual({ api_key: 'k-1' });
    expect(await orders.onDisk()).toEqual([]);
  });

  it('creates a connection from free fields when no definition is known', async () => {
    const { connect, accountId } = orders;
    stage.config = { ...stage.config, apps: [] };
    const ordered = await order();
    const freeFields = [{ id: 'row-1', name: 'api_key' }];
    const draft = { title: null, values: {}, freeFields, secretIds: ['row-1'] };
    await writeDraft(accountId, APP.id, draft, { values: { 'row-1': 'k-2' }, editedAt: stage.now });
    await connect.takeUp(ordered);
    expect(stage.zapier.connections).toMatchObject([{ fields: { api_key: 'k-2' } }]);
  });

  it('sends no free fields where a policy switches them off, and keeps what was typed', async () => {
    stage.config = { ...stage.config, apps: [], allowFreeFields: false };
    await order();
    await orders.connect.resume();
    expect(await orders.reached()).toEqual({ name: 'failed', failure: { code: 'switched-off' } });
    expect(orders.posts()).toBe(0);
    expect((await orders.typed()).secrets?.values).toEqual({ api_key: 'k-1' });
  });

  it('remembers a connection by fingerprints of its secrets once it is created', async () => {
    const { connect, accountId } = orders;
    stage.zapier.nextAnswers(POST, answers.serverError());
    await connect.takeUp(await order());
    expect(await madeHereItem.getValue()).toEqual({});
    const again = await order({ id: 'order-2' });
    const same = { freeFields: [], values: { api_key: 'k-0123456789' } };
    await writeDraft(accountId, APP.id, EMPTY_DRAFT, { ...same, editedAt: stage.now });
    await connect.takeUp(again);
    const remembered = (await madeHereItem.getValue())[accountId];
    const [made, ...others] = remembered?.made ?? [];
    expect(others).toEqual([]);
    expect(made).toMatchObject({ id: stage.zapier.connections[0]?.id, appId: APP.id, madeAt: stage.now });
    const typed = await fingerprints(remembered?.key ?? '', APP.id, same);
    expect(made?.fingerprints).toEqual(typed.map(({ hmac }) => hmac));
    expect(typed).toHaveLength(2);
  });

  it('sends nothing when the disk is too full for an order', async () => {
    const { connect } = orders;
    const ordered = await order();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await connect.takeUp(ordered);
    expect(stage.sent.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await orders.reached()).toEqual({
      name: 'failed',
      failure: { code: 'not-journaled' },
    });
  });

  it('reports a 403 even if the disk is too full to remember the app, and notes that', async () => {
    const { connect, reached, onDisk } = orders;
    stage.zapier.nextAnswers(POST, answers.forbidden('Only for your own app.'));
    const ordered = await order();
    const write = fakeBrowser.storage.local.set.bind(fakeBrowser.storage.local);
    vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(async (items) => {
      if ('refusedApps' in items) throw new Error('QUOTA_BYTES');
      await write(items);
    });
    await connect.takeUp(ordered);
    expect(await reached()).toMatchObject({ name: 'failed', failure: { code: 'refused', status: 403 } });
    await connect.table.see('order-1');
    expect(await onDisk()).toEqual([]);
    expect(await findingsItem.getValue()).toMatchObject([{ code: 'not-kept', key: 'refusedApps' }]);
  });

  it('sends an order once, however often it is taken up', async () => {
    const { connect } = orders;
    const ordered = await order();
    await Promise.all([connect.takeUp(ordered), connect.takeUp(structuredClone(ordered)), connect.resume()]);
    await connect.takeUp(ordered);
    await connect.resume();
    expect(stage.zapier.requestsTo(POST)).toHaveLength(1);
  });

  it('marks an order as sending and keeps its secrets while its request is under way', async () => {
    const { connect } = orders;
    const hold = stage.zapier.hold(POST);
    const running = connect.takeUp(await order());
    await hold.arrived;
    expect(await orders.reached()).toEqual({ name: 'sending' });
    expect((await orders.typed()).secrets).not.toBeNull();
    hold.release();
    await running;
  });

  it('removes the draft and the secrets once an order is connected', async () => {
    const { connect } = orders;
    await connect.takeUp(await order());
    expect(await orders.typed()).toEqual({ draft: null, secrets: null });
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain('k-1');
  });

  it('connects two apps that are ordered at the same time', async () => {
    const { connect, accountId } = orders;
    const first = await order();
    const second = await order({ id: 'order-2', app: { id: SHIPDAY.app, title: SHIPDAY.title } });
    const draft = { title: null, values: { username: 'u' }, freeFields: [], secretIds: ['password'] };
    await writeDraft(accountId, SHIPDAY.app, draft, { values: { password: 'p' }, editedAt: stage.now });
    await Promise.all([connect.takeUp(first), connect.takeUp(second)]);
    expect(stage.zapier.connections.map(({ app }) => app).sort()).toEqual([SHIPDAY.app, ACME_CRM.app].sort());
  });

  it.each(['sending', 'connected', 'failed'] as const)('does not send an order that is already %s', async (status) => {
    const { connect } = orders;
    const reachedStage = {
      sending: { name: 'sending' as const },
      connected: { name: 'connected' as const, connection: { id: 'c', title: 't' }, connectedAt: 1 },
      failed: { name: 'failed' as const, failure: { code: 'not-sent' as const } },
    }[status];
    await connect.takeUp(await order({ stage: reachedStage }));
    expect(stage.sent).toEqual([]);
  });
});

describe('names of free fields', () => {
  const FREE = { id: '81f613aa-c98a-4383-a5fc-195e68647217', title: 'Google Sheets' };

  async function orderFree(accountId: string, changes: Partial<ApiOrder> = {}): Promise<ApiOrder> {
    const ordered = await order({ app: FREE, ...changes });
    const rows = [
      { id: 'r1', name: ' workspace ' },
      { id: 'r2', name: 'unused' },
      { id: 'r3', name: 'api_token' },
    ];
    const draft = { title: null, values: {}, freeFields: rows, secretIds: ['r1', 'r3'] };
    const values = { r1: 'acme-value', r3: 'token-value' };
    await writeDraft(accountId, ordered.app.id, draft, { values, editedAt: stage.now });
    return ordered;
  }

  it('remembers the names of free fields that Zapier accepted, never their values', async () => {
    const { connect, accountId } = orders;
    stage.zapier.allowAllApps(true);
    await connect.takeUp(await orderFree(accountId));
    expect(await fieldNamesItem.getValue()).toEqual([{ app: FREE.id, names: ['workspace', 'api_token'] }]);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toMatch(/-value/);
  });

  it('remembers neither free fields that Zapier refused nor fields of a definition', async () => {
    const { connect, accountId } = orders;
    stage.zapier.nextAnswers(POST, answers.refused(400, 'No.', '/data'));
    await connect.takeUp(await orderFree(accountId));
    await connect.takeUp(await order({ id: 'order-2' }));
    expect(await orders.reached()).toMatchObject({ name: 'connected' });
    expect(await fieldNamesItem.getValue()).toEqual([]);
  });
});

describe('failed orders', () => {
  it('keeps what was typed and what Zapier said when an order is refused', async () => {
    const { connect } = orders;
    stage.zapier.nextAnswers(POST, answers.refused(400, 'Key is wrong.', '/data/authentication_fields/api_key'));
    await connect.takeUp(await order());
    const error = { code: 'invalid', detail: 'Key is wrong.', pointer: '/data/authentication_fields/api_key' };
    expect(await orders.reached()).toEqual({
      name: 'failed',
      failure: { code: 'refused', status: 400, errors: [error] },
    });
    expect((await orders.typed()).secrets?.values).toEqual({ api_key: 'k-1' });
    expect((await orders.typed()).draft).not.toBeNull();
  });

  it('keeps what was typed when the sign-in has ended', async () => {
    const { connect, accountId } = orders;
    stage.zapier.expireAccessTokens();
    stage.zapier.revokeRefreshTokens();
    await connect.takeUp(await order());
    expect(await orders.reached()).toEqual({
      name: 'failed',
      failure: { code: 'sign-in-ended' },
    });
    expect((await orders.typed()).secrets?.values).toEqual({ api_key: 'k-1' });
    expect(await orders.store.account(accountId)).toMatchObject({ signIn: 'ended' });
  });

  it('connects when a failed order is ordered again', async () => {
    const { connect } = orders;
    stage.zapier.nextAnswers(POST, answers.serverError());
    await connect.takeUp(await order());
    await connect.takeUp(await order({ id: 'order-2' }));
    expect(await orders.reached()).toMatchObject({ name: 'connected' });
  });
});

describe('the icon', () => {
  it.each([
    ['connected', '✓', []],
    ['needs-you', '!', [answers.serverError()]],
  ] as const)('marks the icon %s when the popup neither is open nor opens', async (mark, badge, scripted) => {
    const { connect } = orders;
    stage.zapier.nextAnswers(POST, ...scripted);
    await connect.takeUp(await order());
    expect(browser.action.openPopup).toHaveBeenCalledOnce();
    expect(await markItem.getValue()).toBe(mark);
    expect(await browser.action.getBadgeText({})).toBe(badge);
  });
});

describe("the background's start", () => {
  it('takes up an order that was placed while the background was not running', async () => {
    const { connect } = orders;
    await order();
    await connect.resume();
    await vi.waitFor(async () => expect(await orders.reached()).toMatchObject({ name: 'connected' }));
  });

  it('leaves an order that has ended as it is', async () => {
    const { connect } = orders;
    const ordered = await order({ stage: { name: 'failed', failure: { code: 'not-sent' } } });
    await connect.resume();
    expect(await orders.latest()).toEqual(ordered);
  });

  it('leaves a request alone that is under way', async () => {
    const { connect } = orders;
    const hold = stage.zapier.hold(POST);
    const running = connect.takeUp(await order());
    await hold.arrived;
    await connect.resume();
    expect(await orders.reached()).toMatchObject({ name: 'sending' });
    hold.release();
    await running;
    expect(await orders.reached()).toMatchObject({ name: 'connected' });
  });
});
