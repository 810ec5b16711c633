import { computed, effect, untracked } from '@preact/signals';
import type { StorageItemKey } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app';
import type { Deletion } from '../../shared/connection';
import type { Draft } from '../../shared/draft';
import type { DeletionFailure } from '../../shared/failure';
import { type ApiOrder, isAhead, isUnderWay, type Order } from '../../shared/order';
import { failed, type Result } from '../../shared/result';
import type { Orders } from '../orders';

/** Callbacks for what becomes of an order that the rest of the form reacts to. */
interface Endings {
  onConnected: () => void;
  /** Receives what was typed for the connection that was undone. */
  onUndone: (typed: Draft) => void;
}

/** Places the order that makes a form's connection and follows it. The background carries it out. */
export function createOrder(orders: Orders, accountId: string, app: AppSummary, { onConnected, onUndone }: Endings) {
  const current = computed(() => orders.shownIn(accountId, app.id));
  /** The order, if it goes through Zapier's API. */
  const sent = computed(() => (current.value?.via === 'api' ? current.value : null));
  const stage = computed(() => sent.value?.stage ?? null);

  /** Lets the form know what became of its order. */
  function tell(before: Order | null, order: Order | null) {
    // What the agent types meanwhile is not for the customer's own connection.
    const isNew = order?.stage.name === 'connected' && before?.stage.name !== 'connected';
    if (isNew && order.via !== 'customer') onConnected();
    const isUndone = order?.stage.name === 'undone' && before?.id === order.id;
    if (isUndone && before.stage.name === 'connected' && before.stage.draft) onUndone(before.stage.draft);
  }

  function lookAgain() {
    if (sent.value) orders.check(sent.value);
  }

  return {
    /** The latest order of this form, by whatever way; null if there is none, or its outcome was left. */
    current,
    underWay: computed(() => sent.value !== null && isUnderWay(sent.value)),
    failure: computed(() => (stage.value?.name === 'failed' ? stage.value.failure : null)),
    /** True while the background will look for the connection by itself, so that another order would come too early. */
    isLookedFor: computed(() => stage.value?.name === 'not-sure' && stage.value.doubt.code === 'too-early'),
    /** True when a search could not tell if the connection exists. */
    isUnsure: computed(() => stage.value?.name === 'not-sure'),

    /** Places an order together with what was typed for it. */
    place(
      { title, ticket, fields }: { title: string; ticket: string | undefined; fields: string[] },
      typed: { key: StorageItemKey; value: unknown }[],
    ) {
      const order: ApiOrder = {
        id: crypto.randomUUID(),
        accountId,
        app: { id: app.id, title: app.title },
        title,
        ...(ticket && { ticket }),
        via: 'api',
        fields,
        stage: { name: 'queued' },
      };
      orders.place(order, typed);
    },

    /** Leaves the order's outcome. */
    leave() {
      if (current.value) orders.close(current.value);
    },

    /** Withdraws the order while it waits to be sent. */
    cancel() {
      if (sent.value) orders.cancel(sent.value);
    },

    /** Has the background go on with the order: send it, or look again for the connection. */
    lookAgain,

    /** Deletes the new connection at Zapier. When that works, the form is shown again. */
    async undo(): Promise<Result<Deletion, DeletionFailure>> {
      return current.value ? orders.undo(current.value) : failed({ code: 'answer-lost' });
    },

    /** Follows the order while the form is shown. Returns a function that stops. */
    follow(): () => void {
      let before: Order | null = null;
      const stop = effect(() => {
        const order = current.value;
        untracked(() => tell(before, order));
        if (order) orders.see(order);
        before = order;
      });
      const until = stage.value?.name === 'queued' ? stage.value.until : undefined;
      // Its alarm will not come soon: the clock was set back.
      if (typeof until === 'number' && !isAhead(until, Date.now())) lookAgain();
      return stop;
    },
  };
}
