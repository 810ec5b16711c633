import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type CustomerOrder, type Order, ordersItem } from '../../../../lib/shared/order';
import { CONFIG, CRM, MARIA, MINUTE_MS, OTHER, open, type, useForm, valueIn } from './form-stage';

useForm();

const WAITING: CustomerOrder = {
  ...{ id: 'theirs', accountId: MARIA.id, app: { id: CRM.id, title: CRM.title }, title: CRM.title },
  ...{ via: 'customer', stage: { name: 'with-customer' }, before: [] },
};
const CONNECTED = { name: 'connected', connection: { id: 'c-1', title: 'New' }, connectedAt: 1 } as const;
const OWN: Order = {
  ...{ id: 'own', accountId: MARIA.id, app: WAITING.app, title: 'Mine', via: 'api' },
  stage: { name: 'failed', failure: { code: 'sign-in-ended' } },
};

/** Answers messages like a background. Returns the messages. */
function answer(response: unknown = { ok: true, value: null }): unknown[] {
  const sent: unknown[] = [];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    sent.push(message);
    return { response };
  });
  return sent;
}

let stop = () => {};
afterEach(() => stop());

describe('an app that waits for the customer', () => {
  it('has the link taken for it, with the ticket', async () => {
    const sent = answer({ ok: true, value: 'https://zapier.com/x' });
    expect(await open().customerLink.take()).toEqual({ ok: true, value: 'https://zapier.com/x' });
    const { app, accountId } = WAITING;
    expect(sent).toEqual([{ name: 'order.link', request: { accountId, app, ticket: '' } }]);
  });

  it('reports a background that broke like a lost answer', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('gone'));
    expect(await open().customerLink.take()).toEqual({ ok: false, failure: { code: 'answer-lost' } });
  });

  it('is looked for while its form is shown, and not once it is left or forgotten', async () => {
    const sent = answer();
    await ordersItem.setValue([WAITING, { ...WAITING, id: 'other', app: { id: OTHER.id, title: '' } }]);
    const form = open();
    stop = form.follow();
    const looks = () => sent.filter((message) => (message as { name: string }).name === 'order.look');
    expect(looks()).toEqual([{ name: 'order.look', request: { orderId: 'theirs' } }]);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(looks()).toHaveLength(3);
    form.customerLink.forget();
    expect(form.customerLink.waiting.value).toBeNull();
    expect(sent.at(-1)).toEqual({ name: 'order.close', request: { orderId: 'theirs' } });
    vi.advanceTimersByTime(MINUTE_MS);
    expect(looks()).toHaveLength(3);
  });

  it("keeps its form free: Clear does not forget it, and the agent's own order is shown", async () => {
    answer();
    await ordersItem.setValue([OWN, WAITING]);
    const form = open();
    expect(form.order.current.value?.id).toBe('own');
    form.startOver();
    form.startOver();
    expect(form.order.current.value).toBeNull();
    expect(form.customerLink.waiting.value?.id).toBe('theirs');
  });

  it('shows what the customer has made once nothing of the agent’s is shown, and keeps what is typed', async () => {
    answer();
    await ordersItem.setValue([WAITING]);
    const form = open();
    stop = form.follow();
    type(form, 'api_key', 'k-1');
    await ordersItem.setValue([{ ...WAITING, stage: CONNECTED }, OWN]);
    expect(form.customerLink.waiting.value).toBeNull();
    expect(form.order.current.value?.id).toBe('own');
    form.order.leave();
    expect(form.order.current.value?.id).toBe('theirs');
    expect(valueIn(form, 'api_key')).toBe('k-1');
  });

  it("fills the company's message, or else the usual one", () => {
    const parts = { link: 'https://zapier.com/x', app: 'A', email: 'e', customer: 'c', ticket: '' };
    expect(open().linkMessage('Open {link}', parts).text).toBe('Open https://zapier.com/x');
    const config = { ...CONFIG, linkTemplate: '{app}: {link}' };
    expect(open(CRM, undefined, undefined, config).linkMessage('Open {link}', parts).text).toBe(
      'A: https://zapier.com/x',
    );
  });
});
