import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AppSummary } from '../../shared/app';
import { refusedAppsItem } from '../../shared/app-memory';
import type { Config } from '../../shared/config';
import type { ConnectionRef } from '../../shared/connection';
import { type AppDefinition, needsZapierPage } from '../../shared/definitions/definition';
import { isUnderWay, type PageOrder } from '../../shared/order';
import { believedUntil, type SeenAtZapier, seenAtZapierItem } from '../../shared/zapier-session';
import type { Orders } from '../orders';
import type { FormAccount } from './usual-title';

/** The stored state of connecting an app on Zapier's own page. */
export interface ZapierPageState {
  /** True if Zapier answered the app's credentials with a 403. */
  isRefused: boolean;
  /** Whom this browser was last seen signed in as at Zapier; null if it is not known. */
  seenAtZapier: SeenAtZapier | null;
}

/** Reads {@link ZapierPageState}. */
export async function readZapierPageState(appId: string): Promise<ZapierPageState> {
  const [refused, seenAtZapier] = await Promise.all([refusedAppsItem.getValue(), seenAtZapierItem.getValue()]);
  return { isRefused: refused.includes(appId), seenAtZapier };
}

/** Connects an app on Zapier's own page. Orders are placed here and carried out by the background. */
export function createZapierPage(
  orders: Orders,
  account: ReadonlySignal<FormAccount>,
  app: AppSummary,
  definition: AppDefinition | null,
  initial: ZapierPageState,
  { allowZapierPage, allowFreeFields }: Pick<Config, 'allowZapierPage' | 'allowFreeFields'>,
) {
  const { id: accountId } = account.value;
  const visit = computed(() => {
    const order = orders.shownIn(accountId, app.id);
    if (order?.via !== 'zapier-page' || order.stage.name === 'undone') return null;
    // What is new is shown by its receipt.
    return order.stage.name === 'connected' && order.reconnects === null ? null : order;
  });
  /** Zapier makes and renews the tokens of OAuth apps with its own client, so there are no fields to enter. */
  const hasFields = definition === null ? allowFreeFields : !needsZapierPage(definition);
  const seen = signal(initial.seenAtZapier);
  const believed = () => believedUntil(seen.value, accountId, Date.now());
  const isProven = signal(believed() > 0);

  /** Judges whose session Zapier has whenever something new is known of it, and once that is too old. */
  function judge() {
    const until = believed();
    isProven.value = until > 0;
    if (until === 0) return;
    const timer = setTimeout(judge, until - Date.now());
    return () => clearTimeout(timer);
  }

  function start(reconnects: ConnectionRef | null) {
    const under = visit.value;
    if (under && isUnderWay(under)) return orders.show(under);
    const { ticket } = account.value;
    const order: PageOrder = {
      id: crypto.randomUUID(),
      accountId,
      app: { id: app.id, title: app.title },
      title: reconnects?.title ?? app.title,
      ...(ticket && { ticket }),
      via: 'zapier-page',
      reconnects,
      stage: { name: 'queued' },
    };
    orders.place(order);
  }

  const withVisit = (act: (order: PageOrder) => void) => () => {
    if (visit.value) act(visit.value);
  };

  return {
    /** False if a policy switches off Zapier's page, for reconnecting and for the customer too. */
    isAllowed: allowZapierPage,
    /** True if the app's form offers Zapier's page first, or says that neither that nor fields are allowed. */
    leads: !hasFields || (allowZapierPage && (definition === null || initial.isRefused)),
    hasFields,
    /** The form's order for Zapier's page, until it has made a connection or was left. */
    visit: visit as ReadonlySignal<PageOrder | null>,
    /** True while the visit is in progress. */
    underWay: computed(() => visit.value !== null && isUnderWay(visit.value)),
    /** True while Zapier is believed to be signed in as this account, in this browser. */
    isProven: isProven as ReadonlySignal<boolean>,

    /** Opens Zapier's page to connect the app. */
    connect: () => start(null),
    /** Opens Zapier's page to reconnect an expired connection. */
    reconnect: (expired: ConnectionRef) => start({ id: expired.id, title: expired.title }),
    /** Repeats the last visit. */
    again: () => start(visit.value?.reconnects ?? null),
    check: withVisit(orders.check),
    show: withVisit(orders.show),
    /** Closes Zapier's page, or leaves what came of it. */
    cancel: withVisit((order) => (isUnderWay(order) ? orders.cancel(order) : orders.close(order))),

    /** Follows whose session Zapier has while the form is shown. Returns a function that stops. */
    follow(): () => void {
      const unwatch = seenAtZapierItem.watch((stored) => {
        seen.value = stored;
      });
      const stop = effect(judge);
      return () => {
        unwatch();
        stop();
      };
    },
  };
}

/** The part of a form's model that {@link createZapierPage} returns. */
export type ZapierPage = ReturnType<typeof createZapierPage>;
