import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { picksItem } from '../../../lib/page/search/picks';
import { sessionAccountsItem } from '../../../lib/shared/account';
import { configItem } from '../../../lib/shared/config';
import type { AppDefinition } from '../../../lib/shared/definitions/definition';
import { ordersItem } from '../../../lib/shared/order';
import { placesItem, START } from '../../../lib/shared/place';
import { signInStateItem } from '../../../lib/shared/sign-in';
import { ACME_CRM, SHIPDAY } from '../../zapier/zapier';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { open, setUpClient, signIn, openSignedIn } = usePopup();

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
    expect(popup.rows.value).toMatchObject([{ app: { title: 'Acme CRM' }, group: 'yours', leaves: false }]);
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: [app('z')] } });
    await popup.prepareSearch();
    popup.type('app');
    await vi.waitFor(() => expect(popup.rows.value).toMatchObject([{ app: app('z'), group: 'zapier' }]));
    popup.type('');
    expect(popup.rows.value).toHaveLength(1);
  });
});

describe('a lone pinned app', () => {
  const LONE = { ...ACME_CRM, pinned: true };

  /** Opens the popup with these apps configured and Maria signed in. */
  async function openWith(apps: AppDefinition[], before: () => unknown = () => undefined) {
    await setUpClient();
    await configItem.setValue({ ...(await configItem.getValue()), apps });
    await signIn(MARIA);
    await before();
    return open();
  }

  it('opens at once, without being counted as picked, and can be left for home', async () => {
    const popup = await openWith([LONE, SHIPDAY]);
    expect([popup.screen.value, popup.app.value?.id, popup.isAtOnce.value]).toEqual(['form', ACME_CRM.app, true]);
    expect(await picksItem.getValue()).toEqual([]);
    popup.leave(false);
    expect([popup.screen.value, popup.app.value, popup.isAtOnce.value]).toEqual(['home', null, false]);
    popup.open(app('z'));
    expect([popup.app.value?.id, popup.isAtOnce.value]).toEqual(['z', false]);
    popup.leave(false);
    expect(popup.screen.value).toBe('home');
    expect((await open()).screen.value).toBe('form');
  });

  it('is left unfinished like any other, and then home comes first', async () => {
    const popup = await openWith([LONE]);
    popup.leave(true);
    expect(popup.place.value.unfinished.map(({ id }) => id)).toEqual([ACME_CRM.app]);
    expect((await open()).screen.value).toBe('home');
  });

  it('opens for an account that signs in as named', async () => {
    await openWith([LONE], () => sessionAccountsItem.removeValue());
    const popup = await open();
    expect(popup.screen.value).toBe('signed-out');
    await signInStateItem.setValue({ status: 'done', accountId: MARIA.id, notice: { code: 'as-named' } });
    await signIn(MARIA);
    expect(popup.screen.value).toBe('form');
  });

  it.each<[string, () => unknown]>([
    [
      'nobody was named for the sign-in, so that home asks whether it is the customer',
      async () => {
        const notice = { code: 'whoever-was-signed-in' } as const;
        await signInStateItem.setValue({ status: 'done', accountId: MARIA.id, notice });
      },
    ],
    ['the last sign-in failed', () => signInStateItem.setValue({ status: 'failed', failure: { code: 'network' } })],
    ['the sign-in has ended', () => signIn({ ...MARIA, signIn: 'ended' })],
    ['something is typed into Search', () => placesItem.setValue({ [MARIA.id]: { ...START, query: 'hub' } })],
    ['a pasted key waits', () => placesItem.setValue({ [MARIA.id]: { ...START, holdsPasted: true } })],
    ['a form is unfinished', () => placesItem.setValue({ [MARIA.id]: { ...START, unfinished: [app('z')] } })],
    [
      'a connection was found again',
      () =>
        ordersItem.setValue([
          {
            ...{ id: 'o', accountId: MARIA.id, app: app('z'), title: 'Z', via: 'api', isRecovered: true },
            stage: { name: 'connected', connection: { id: 'c', title: 'Z' }, connectedAt: 1 },
          },
        ]),
    ],
    [
      'an app waits for the customer',
      () =>
        ordersItem.setValue([
          {
            ...{ id: 'o', accountId: MARIA.id, app: app('z'), title: 'Z', via: 'customer', before: [] },
            stage: { name: 'with-customer' },
          },
        ]),
    ],
    [
      'a form waits of the account in whose place this one was accepted',
      async () => {
        await signInStateItem.setValue({ status: 'done', accountId: MARIA.id, notice: { code: 'accepted' } });
        await placesItem.setValue({ [BEN.id]: { ...START, app: app('z') } });
        await signIn({ ...BEN, signIn: 'ended' }, MARIA);
      },
    ],
  ])('is not opened where %s', async (_why, before) => {
    const popup = await openWith([LONE], before);
    expect(popup.screen.value).toBe('home');
    await signInStateItem.setValue({ status: 'idle' });
    expect(popup.screen.value, 'nor later, under the hand').toBe('home');
  });

  it('is not opened where several are pinned, or none', async () => {
    expect((await openWith([LONE, { ...SHIPDAY, pinned: true }])).screen.value).toBe('home');
    expect((await openWith([ACME_CRM])).screen.value).toBe('home');
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
