import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { picksItem } from '../../../lib/page/search/picks';
import { ACME_CRM } from '../../zapier/zapier';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { open, signIn, openSignedIn } = usePopup();

describe('a form that is left', () => {
  it('remembers the two unfinished forms left last, latest first and each once', async () => {
    const popup = await openSignedIn();
    for (const id of ['a', 'b', 'a', 'c']) {
      popup.open(app(id));
      popup.leave(true);
    }
    expect(popup.place.value).toMatchObject({ query: '', app: null, unfinished: [app('c'), app('a')] });
    expect((await open()).place.value.unfinished).toEqual([app('c'), app('a')]);
  });

  it('forgets an unfinished form that is left with nothing typed', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    popup.leave(true);
    popup.open(app('a'));
    popup.leave(false);
    expect(popup.place.value.unfinished).toEqual([]);
  });

  it('returns to an empty search when a form is left', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    popup.open(app('a'));
    expect(popup.place.value.query).toBe('acme');
    popup.leave(false);
    expect(popup.place.value.query).toBe('');
  });
});

describe('a loaded form', () => {
  it("names the connection by its account's current label", async () => {
    const popup = await openSignedIn();
    const account = popup.account.value;
    if (!account) throw new Error('Maria is signed in');
    const form = await popup.loadForm(account, { ...app(ACME_CRM.app), title: 'Acme CRM' });
    await signIn({ ...MARIA, label: 'Acme' });
    expect(form.entry.title.value).toBe('Acme – Acme CRM');
    await signIn(BEN);
    expect(form.entry.title.value).toBe('Maria Chen – Acme CRM');
  });
});

describe('the rows of apps', () => {
  it('lists the configured apps, and what the search finds once it is loaded', async () => {
    const popup = await openSignedIn();
    expect(popup.rows.value).toMatchObject([{ app: { title: 'Acme CRM' }, group: 'yours', hasForm: true }]);
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: [app('z')] } });
    await popup.prepareSearch();
    popup.type('app');
    await vi.waitFor(() => expect(popup.rows.value).toMatchObject([{ app: app('z'), group: 'zapier' }]));
    popup.type('');
    expect(popup.rows.value).toHaveLength(1);
  });
});

describe('an app that was opened', () => {
  it('lists an opened app as recent, here and in the next popup', async () => {
    const popup = await openSignedIn();
    popup.open(app('z'));
    await vi.waitFor(async () => expect(await picksItem.getValue()).toHaveLength(1));
    popup.leave(false);
    const recent = [{ group: 'yours' }, { app: { title: 'App z' }, group: 'recent' }];
    await vi.waitFor(() => expect(popup.rows.value).toMatchObject(recent));
    expect((await open()).rows.value).toMatchObject(recent);
  });

  it("keeps recent apps when another account signs in, as they are the agent's own", async () => {
    await picksItem.setValue([{ ...app('z'), rank: 1 }]);
    const popup = await openSignedIn(MARIA);
    await signIn(BEN);
    expect(popup.rows.value).toMatchObject([{ group: 'yours' }, { group: 'recent' }]);
  });
});
