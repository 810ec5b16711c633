import { describe, expect, it } from 'vitest';
import { type ApiOrder, ordersItem } from '../../../lib/shared/order';
import type { ApiStage } from '../../../lib/shared/order-stage';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { openSignedIn, answerMessages } = usePopup();

const CONNECTED: ApiStage = { name: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: 0 };
const FAILED: ApiStage = { name: 'failed', failure: { code: 'values-gone' } };
const NOT_SURE = { name: 'not-sure', loss: { code: 'answer-lost' }, checkedAt: 0 } as const;
const TOO_EARLY: ApiStage = { ...NOT_SURE, doubt: { code: 'too-early', nextLookAt: 1 } };
const NOT_LISTED: ApiStage = { ...NOT_SURE, doubt: { code: 'not-listed' } };
const PERHAPS: ApiStage = { ...NOT_SURE, doubt: { code: 'perhaps', titles: ['Mine'] } };

const order = (accountId: string, id: string, stage: ApiStage): ApiOrder => ({
  ...{ id, accountId, app: app('a'), title: 'Mine', via: 'api', stage },
});

const set = (...orders: ApiOrder[]) => ordersItem.setValue(orders);

describe("another customer's order", () => {
  /** Opens a popup that shows Maria, with an order of Ben's under way. */
  async function openWithBens() {
    const popup = await openSignedIn(BEN, MARIA);
    await set(order(BEN.id, 'o', { name: 'sending' }));
    const told = () => popup.news.order.value?.stage.name ?? null;
    return { popup, told };
  }

  it.each([
    ['is connected', CONNECTED, 'connected'],
    ['fails', FAILED, 'failed'],
    ['is not sure', PERHAPS, 'not-sure'],
    ['is not sure yet, and is looked for again by itself', TOO_EARLY, null],
  ])('is told of on the page that shows somebody else once it %s', async (_what, stage, news) => {
    const { popup, told } = await openWithBens();
    expect(told()).toBeNull();
    await set(order(BEN.id, 'o', stage));
    expect(told()).toBe(news);
    expect(popup.account.value?.id).toBe(MARIA.id);
  });

  it('is told of once: neither when it is dismissed nor on a page that opens later', async () => {
    const { popup, told } = await openWithBens();
    await set(order(BEN.id, 'o', CONNECTED));
    popup.news.dismiss();
    await set(order(BEN.id, 'o', CONNECTED), order(BEN.id, 'p', { name: 'sending' }));
    expect(told()).toBeNull();
    expect((await openSignedIn(BEN, MARIA)).news.order.value).toBeNull();
  });

  it('is told of once if it is looked for again with the same outcome, and again with another', async () => {
    const { popup, told } = await openWithBens();
    const checking = { name: 'checking', loss: NOT_SURE.loss } as const;
    await set(order(BEN.id, 'o', PERHAPS));
    popup.news.dismiss();
    for (const stage of [checking, PERHAPS, checking, NOT_LISTED]) {
      await set(order(BEN.id, 'o', stage));
      expect(told()).toBeNull();
    }
    await set(order(BEN.id, 'o', CONNECTED));
    expect(told()).toBe('connected');
  });

  it('is no news if it is looked for again with the outcome that it had when the page opened', async () => {
    await set(order(BEN.id, 'o', PERHAPS));
    const popup = await openSignedIn(BEN, MARIA);
    await set(order(BEN.id, 'o', { name: 'checking', loss: NOT_SURE.loss }));
    await set(order(BEN.id, 'o', PERHAPS));
    expect(popup.news.order.value).toBeNull();
  });

  it('is no news once its customer is shown, nor is an order of the customer shown', async () => {
    const { popup, told } = await openWithBens();
    await set(order(BEN.id, 'o', CONNECTED));
    answerMessages();
    popup.customers.show(BEN.id);
    expect(told()).toBeNull();
    await set(order(BEN.id, 'p', { name: 'sending' }));
    await set(order(BEN.id, 'p', FAILED));
    expect(told()).toBeNull();
  });
});

it('the list of customers counts what needs the agent apart from unfinished forms', async () => {
  const popup = await openSignedIn(BEN, MARIA);
  popup.open(app('a'));
  popup.leave(true);
  popup.open(app('b'));
  await set(
    order(MARIA.id, 'o', FAILED),
    { ...order(MARIA.id, 'p', PERHAPS), app: app('c') },
    { ...order(MARIA.id, 'q', TOO_EARLY), app: app('d') },
    order(BEN.id, 'r', CONNECTED),
  );
  expect(popup.customers.all.value).toMatchObject([
    { head: 'acme.example', unfinished: 1, needsYou: 2 },
    { head: 'globex.example', unfinished: 0, needsYou: 0 },
  ]);
});
