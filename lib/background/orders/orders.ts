import { sessionAccountsItem } from '../../shared/account';
import type { Config } from '../../shared/config';
import type { Deletion } from '../../shared/connection';
import { writeDraft } from '../../shared/draft';
import type { DeletionFailure } from '../../shared/failure';
import type { OfOrder } from '../../shared/messages';
import { type ApiOrder, isAhead } from '../../shared/order';
import { failed, type Result } from '../../shared/result';
import type { Attention } from '../attention';
import type { Connections } from '../connections/connections';
import type { Schedule } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { orderAlarm } from './order-alarm';
import { undoneOf } from './order-edits';
import type { OrderTable } from './order-table';
import { createSend } from './send';
import { createSettlement } from './settle';

interface Dependencies {
  config: () => Promise<Config>;
  store: AccountStore;
  table: OrderTable;
  zapier: Pick<Zapier, 'createAuthentication'>;
  connections: Pick<Connections, 'read' | 'before' | 'made' | 'remove'>;
  attention: Attention;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Carries out the orders that pages place for Zapier's API: one POST each, on disk before it is sent. The outcome comes
 * from the answer or from the account's list. A POST that may have taken effect is never sent again.
 */
export function createOrders(dependencies: Dependencies) {
  const { store, table, connections, attention, schedule, now } = dependencies;
  const settlement = createSettlement(dependencies);
  const send = createSend({ ...dependencies, settlement });
  /** The running step of each order, by the order's id. */
  const running = new Map<string, Promise<void>>();
  /** The deletion that is running for each order, by the order's id. */
  const undoing = new Map<string, Promise<Result<Deletion, DeletionFailure>>>();

  /** Runs a step of an order as it is stored by then, unless another one of it is running. */
  async function alone(id: string, work: (order: ApiOrder) => Promise<void>): Promise<void> {
    if (running.has(id)) return;
    const step = async () => {
      const order = await table.find(id);
      if (order?.via === 'api') await work(order);
    };
    const stepped = step().finally(() => running.delete(id));
    running.set(id, stepped);
    await stepped;
  }

  /** Continues an order from its stage. */
  async function goOn(order: ApiOrder): Promise<void> {
    const { stage, sent } = order;
    const isDue = stage.name === 'queued' || sent !== undefined;
    if (isDue && !(await store.account(order.accountId))) {
      // Its tokens were lost with the browser. The outcome is looked up once the account is signed in again.
      return attention.mark('needs-you');
    }
    if (stage.name === 'queued') {
      const { until } = stage;
      if (typeof until === 'number' && isAhead(until, now())) await schedule.at(orderAlarm(order), until);
      else await send(order);
    } else if (sent && stage.name === 'sending') await settlement.lost(order, sent, { code: 'answer-lost' });
    else if (sent && (stage.name === 'checking' || stage.name === 'not-sure'))
      await settlement.look(order, sent, stage.loss);
    else if (sent && (stage.name === 'connected' || stage.name === 'undone'))
      await settlement.lookForTwins(order, sent);
  }

  /** Continues all orders that are queued or not settled. */
  async function resume(): Promise<void> {
    await table.restore();
    await Promise.all((await table.all()).map(({ id }) => alone(id, goOn)));
  }

  /**
   * Deletes the connection that an order has made, and restores the order's draft, without the secrets. The search for
   * twins goes on.
   */
  async function undo(orderId: string): Promise<Result<Deletion, DeletionFailure>> {
    const order = await table.find(orderId);
    if (order?.stage.name !== 'connected') return failed({ code: 'answer-lost' });
    const { accountId, app } = order;
    const { connection, draft } = order.stage;
    const result = await connections.remove({ accountId, appId: app.id, connectionId: connection.id });
    if (!result.ok) return result;
    const wasGone = result.value === 'already-gone';
    const undone = await table.advance(order, (stored) => undoneOf(stored, connection, wasGone));
    if (undone && draft) await writeDraft(accountId, app.id, draft, { values: {}, editedAt: 0 });
    return result;
  }

  return {
    resume,

    /** Carries out an order that a page has just placed. */
    begin: ({ id }: ApiOrder): Promise<void> => alone(id, goOn),

    /**
     * Continues the orders when an account changes or the network is back. Must be called in the background's first
     * task.
     */
    follow(): void {
      // An account that is signed in again may have a request whose answer is lost.
      sessionAccountsItem.watch(() => void resume());
      globalThis.addEventListener('online', () => void resume());
    },

    /** Continues all orders at the agent's request, once the running step of this one is over. */
    async check({ orderId }: OfOrder): Promise<void> {
      // Whoever started that step handles its error.
      await running.get(orderId)?.catch(() => undefined);
      await resume();
    },

    /** Withdraws an order that has not been sent. */
    async cancel(order: ApiOrder): Promise<void> {
      const removed = await table.remove(order.id, ({ stage }) => stage.name === 'queued');
      if (removed) await schedule.cancel(orderAlarm(order));
    },

    /** Undoes an order, once however many pages ask for it: another's deletion is nobody else's. */
    undo({ orderId }: OfOrder): Promise<Result<Deletion, DeletionFailure>> {
      const undone = undoing.get(orderId) ?? undo(orderId).finally(() => undoing.delete(orderId));
      undoing.set(orderId, undone);
      return undone;
    },

    /** Returns whether a step of any order is running, which may send a request. */
    isBusy: (): boolean => running.size > 0,
  };
}

/** The object that {@link createOrders} returns. */
export type Orders = ReturnType<typeof createOrders>;
