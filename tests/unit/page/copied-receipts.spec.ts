import { describe, expect, it } from 'vitest';
import { configItem, DEFAULT_CONFIG } from '../../../lib/shared/config';
import { type ApiOrder, ordersItem } from '../../../lib/shared/order';
import type { ApiStage, Connected } from '../../../lib/shared/order-stage';
import { placesItem, START } from '../../../lib/shared/place';
import { ACME_CRM } from '../../zapier/zapier';
import { app, MARIA, usePopup } from './popup-stage';

const { open, openSignedIn } = usePopup();

const CRM = app(ACME_CRM.app);
const CONNECTED: Connected = { name: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: 0 };

const order = (stage: ApiStage, id = 'order-1'): ApiOrder => ({
  ...{ id, accountId: MARIA.id, app: CRM, title: 'Mine', via: 'api', stage },
});

/** Copies the receipt of Acme CRM in a popup, and opens the next one. */
async function copyAndReopen(since: ApiOrder | null) {
  const popup = await openSignedIn();
  popup.type('acme');
  popup.open(CRM);
  await ordersItem.setValue([order(CONNECTED)]);
  popup.receiptCopied(order(CONNECTED));
  if (since) await ordersItem.setValue([since]);
  return { popup, next: await open() };
}

describe('a receipt that was copied for the ticket', () => {
  it('is left in pages that open later, and stays where it was copied', async () => {
    const { popup, next } = await copyAndReopen(null);
    expect(popup.app.value).toEqual(CRM);
    expect(next.screen.value).toBe('home');
    expect(next.place.value.query).toBe('');
    expect(next.orderOf(CRM.id)).toBeNull();
  });

  it('stays on the page that shows it, though a page that opens later leaves it', async () => {
    const popup = await openSignedIn();
    await ordersItem.setValue([order(CONNECTED)]);
    const account = popup.account.value;
    if (!account) throw new Error('Maria is signed in');
    const form = await popup.loadForm(account, CRM);
    const stop = form.order.follow();
    await ordersItem.setValue([{ ...order(CONNECTED), isClosed: true }]);
    expect(form.order.current.value).toMatchObject({ id: 'order-1', stage: CONNECTED });
    form.order.leave();
    expect(form.order.current.value).toBeNull();
    stop();
  });

  it('gives way to the lone pinned app, which opens at once and empty', async () => {
    const popup = await openSignedIn();
    await configItem.setValue({
      ...DEFAULT_CONFIG,
      ...{ clientId: 'client', apps: [{ ...ACME_CRM, pinned: true }], locked: [], unusable: [] },
    });
    await ordersItem.setValue([order(CONNECTED)]);
    popup.receiptCopied(order(CONNECTED));
    const next = await open();
    expect(next.isAtOnce.value).toBe(true);
    const account = next.account.value;
    if (!account) throw new Error('Maria is signed in');
    expect((await next.loadForm(account, CRM)).order.current.value).toBeNull();
  });

  it.each([
    ['the connection was undone since', order({ name: 'undone', connection: CONNECTED.connection })],
    ['another order was given since', order({ name: 'sending' }, 'order-2')],
    ['another receipt came since', order(CONNECTED, 'order-2')],
  ])('leaves the app open where %s', async (_since, now) => {
    const { next } = await copyAndReopen(now);
    expect(next.app.value).toEqual(CRM);
    expect(next.orderOf(CRM.id)).toEqual(now);
  });

  it('leaves another app open that was chosen since', async () => {
    await openSignedIn();
    await ordersItem.setValue([order(CONNECTED)]);
    const copied = 'order-1';
    await placesItem.setValue({ [MARIA.id]: { ...START, app: app('other'), copied } });
    expect((await open()).app.value).toEqual(app('other'));
  });
});
