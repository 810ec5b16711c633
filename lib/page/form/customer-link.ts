import { computed, type ReadonlySignal } from '@preact/signals';
import type { AppSummary } from '../../shared/app';
import type { WithCustomer } from '../../shared/order';
import type { PageFailure } from '../../shared/order-stage';
import type { Result } from '../../shared/result';
import type { Orders } from '../orders';
import type { FormAccount } from './usual-title';

/** Has the customer connect an app, with Zapier's link. */
export function createCustomerLink(orders: Orders, account: ReadonlySignal<FormAccount>, app: AppSummary) {
  const { id: accountId } = account.value;
  const waiting = computed(() => orders.withCustomerIn(accountId, app.id));
  const onWaiting = (act: (order: WithCustomer) => void) => () => {
    if (waiting.value) act(waiting.value);
  };
  return {
    /** The order that waits for the customer, or null. */
    waiting: waiting as ReadonlySignal<WithCustomer | null>,
    /** Takes a fresh link, and waits for the customer from then on. */
    take: (): Promise<Result<string, PageFailure>> =>
      orders.link({ accountId, app: { id: app.id, title: app.title }, ticket: account.value.ticket ?? '' }),
    check: onWaiting(orders.check),
    /** Waits no longer. A link that the customer has goes on working. */
    forget: onWaiting(orders.close),
    /** Looks for the customer's connection while the form is shown. Returns a function that stops. */
    follow: (): (() => void) => orders.lookForCustomers(accountId, app.id),
  };
}

/** The part of a form's model that {@link createCustomerLink} returns. */
export type CustomerLink = ReturnType<typeof createCustomerLink>;
