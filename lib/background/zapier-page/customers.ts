import type { Config } from '../../shared/config';
import type { OfOrder, OfOrderedApp } from '../../shared/messages';
import { type CustomerOrder, isSameForm, isUnderWay, isWithCustomer, type WithCustomer } from '../../shared/order';
import type { PageFailure } from '../../shared/order-stage';
import { failed, type Result, succeeded } from '../../shared/result';
import { type Connections, isAnswer } from '../connections/connections';
import { claiming } from '../orders/claims';
import type { OrderTable } from '../orders/order-table';
import type { Zapier } from '../zapier/api';
import { wholeOf } from './compare';
import { connectPage } from './connect-page';

/** Shortest time between two looks that nobody asked for, in milliseconds. */
const LOOK_EVERY_MS = 60_000;

interface Dependencies {
  config: () => Promise<Pick<Config, 'allowZapierPage'>>;
  table: OrderTable;
  zapier: Pick<Zapier, 'connectLink'>;
  connections: Pick<Connections, 'read'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Keeps the orders that customers carry out with Zapier's link. Zapier tells nobody when they have: a connection that is
 * new in the account's list, and was not made here, is taken for the customer's.
 */
export function createCustomers({ config, table, zapier, connections, now }: Dependencies) {
  /** Stores that an order still waits, and what the latest look told. */
  const wait = (order: CustomerOrder, told: Omit<WithCustomer['stage'], 'name'>): Promise<CustomerOrder | null> =>
    table.advance<CustomerOrder>(order, { stage: { name: 'with-customer', ...told }, before: order.before ?? null });

  /** Returns whether an order of the agent's from the same form may have made a connection, without its being known which. */
  const mayHaveMade = async (order: CustomerOrder): Promise<boolean> =>
    (await table.all()).some(
      (other) =>
        other.id !== order.id && isSameForm(other, order) && (isUnderWay(other) || other.stage.name === 'not-sure'),
    );

  /** Looks for an order's connection, as the order is stored by then. `isAsked`: the agent waits for the answer. */
  async function look(id: string, isAsked: boolean): Promise<void> {
    const order = await table.find(id);
    if (!order || !isWithCustomer(order)) return;
    const lookedAt = now();
    const age = lookedAt - (order.stage.lookedAt ?? Number.NEGATIVE_INFINITY);
    // A time in the future was left by a clock that has been set back.
    if (!isAsked && age >= 0 && age < LOOK_EVERY_MS) return;
    const listed = await connections.read(
      { accountId: order.accountId, appId: order.app.id },
      isAsked
        ? { since: lookedAt, unlessUnchanged: true, toTheEnd: true }
        : { since: lookedAt - LOOK_EVERY_MS, unlessUnchanged: true, toTheEnd: true, inBackground: true },
    );
    if (!listed.ok) return void (await wait(order, { lookedAt, trouble: listed.failure }));
    const after = wholeOf(listed);
    if (!after || !order.before) return void (await wait(order, { lookedAt, trouble: { code: 'list-unclear' } }));
    const known = order.before;
    await claiming(table, order, async (isOthers) => {
      if (await mayHaveMade(order)) return void (await wait(order, { lookedAt, trouble: { code: 'own-order' } }));
      const made = after.filter((one) => !known.includes(one.id) && !isOthers(one));
      const [connection, ...alsoMade] = made.map(({ id, title }) => ({ id, title }));
      if (!connection) return void (await wait(order, { lookedAt }));
      const stage = { name: 'connected', connection, connectedAt: now(), alsoMade } as const;
      await table.advance<CustomerOrder>(order, { title: connection.title, stage });
    });
  }

  const lookAlone = async (id: string, isAsked: boolean): Promise<void> =>
    navigator.locks.request(`customer/${id}`, () => look(id, isAsked));

  return {
    /**
     * Takes Zapier's link for an app fresh, without the address that it would lead back to, and waits for the customer's
     * connection from then on. One order for each app and account is enough.
     */
    async link({ accountId, app, ticket }: OfOrderedApp): Promise<Result<string, PageFailure>> {
      if (!(await config()).allowZapierPage) return failed({ code: 'switched-off' });
      const wanted = { accountId, app };
      const isKnown = (await table.all()).some((order) => isWithCustomer(order) && isSameForm(order, wanted));
      const [page, before] = await Promise.all([
        connectPage(zapier, accountId, app.id),
        isKnown ? null : connections.read({ accountId, appId: app.id }, { since: now(), partSince: 0 }),
      ]);
      if (!page.ok) return page;
      if (before && !before.ok && !isAnswer(before.failure)) return before;
      page.value.searchParams.delete('redirect');
      if (before) {
        const ids = wholeOf(before)?.map(({ id }) => id) ?? null;
        await table.add({
          ...{ id: crypto.randomUUID(), ...wanted, title: app.title, ...(ticket && { ticket }) },
          ...{ via: 'customer', stage: { name: 'with-customer' }, before: ids },
        });
      }
      return succeeded(page.value.href);
    },

    /** Looks for an order's connection at the agent's request. */
    check: ({ id }: CustomerOrder): Promise<void> => lookAlone(id, true),

    /** Looks for an order's connection while a page shows it, once a minute at most and when nobody else waits. */
    look: ({ orderId }: OfOrder): Promise<void> => lookAlone(orderId, false),
  };
}
