import { type ReadonlySignal, signal } from '@preact/signals';
import { isUnderWay, type Order } from '../shared/order';
import type { Orders } from './orders';
import { send } from './send';

/** Creates the sign-out of a page, which asks first while connections are being made. */
export function createSignOut(orders: Pick<Orders, 'open'>) {
  const signOutAsked = signal<{ accountId: string | null; count: number } | null>(null);

  function leaveAccount(accountId: string | null) {
    void send('account.signOut', { accountId });
  }

  return {
    /** Signs an account out, or all if that is null; asks first if something is under way there. */
    signOut(accountId: string | null): void {
      const isMade = (order: Order) => isUnderWay(order) && (accountId === null || order.accountId === accountId);
      const count = orders.open.value.filter(isMade).length;
      if (count > 0) signOutAsked.value = { accountId, count };
      else leaveAccount(accountId);
    },
    /** The question whether to sign out although `count` connections are being made, or null. */
    signOutAsked: signOutAsked as ReadonlySignal<{ count: number } | null>,
    /** Answers the question: signs out. */
    signOutAnyway() {
      if (signOutAsked.value) leaveAccount(signOutAsked.value.accountId);
      signOutAsked.value = null;
    },
    /** Answers the question: does not sign out. */
    stayForNow() {
      signOutAsked.value = null;
    },
  };
}
