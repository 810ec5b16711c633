import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import {
  type Account,
  accountHead,
  accountHue,
  customerName,
  headSharing,
  initials,
  NO_ACCOUNTS,
  withoutUndecided,
} from '../shared/account';
import { needsAgent, type Order } from '../shared/order';
import { type Place, START } from '../shared/place';
import { addsCustomerItem, isSigningIn, type SignInState } from '../shared/sign-in';
import { keep } from './not-kept';
import type { PopupState } from './popup-state';
import { send } from './send';

/** An account as the interface shows it. */
export interface AccountView extends Account {
  /** The value of `{customer}`. */
  name: string;
  /** What the bar and the form's footer show first: the agent's label, else the company. */
  head: string;
  /** True if another customer here has the same head, so that only the e-mail tells them apart. */
  sharesHead: boolean;
  initials: string;
  /** Hue of the account's colour, in degrees. */
  hue: number;
  /** The help desk ticket that the agent is working on for this customer; empty if there is none. */
  ticket: string;
  /** The customer whom the agent named, if this account came instead. Nothing is done in it until the agent decides. */
  cameInsteadOf?: string;
}

/** A customer in the list of all. */
export interface Customer extends AccountView {
  /** How many forms are open or were left unfinished, besides those. */
  unfinished: number;
  /** How many orders ended in a way that the agent has to deal with. */
  needsYou: number;
}

/** Returns how many forms a place holds, but for those of certain apps. */
function unfinishedIn(place: Place = START, except: string[]): number {
  const apps = [...(place.app ? [place.app.id] : []), ...place.unfinished.map(({ id }) => id)];
  return new Set(apps.filter((id) => !except.includes(id))).size;
}

/** Holds which customers are signed in, and which of them this page shows: two windows may show two customers. */
export function createCustomers(
  initial: Pick<PopupState, 'sessionAccounts' | 'localAccounts' | 'signIn' | 'tickets' | 'addsCustomer'>,
  places: ReadonlySignal<Record<string, Place>>,
  orders: ReadonlySignal<Order[]>,
) {
  const { sessionAccounts, localAccounts, signIn, tickets } = initial;
  const viewOf = (account: Account): AccountView => ({
    ...account,
    name: customerName(account),
    head: accountHead(account),
    sharesHead: sharesHead.value(account),
    initials: initials(account),
    hue: accountHue(account.id),
    ticket: tickets.value[account.id] ?? '',
  });

  const accounts = computed(() => sessionAccounts.value ?? withoutUndecided(localAccounts.value ?? NO_ACCOUNTS));
  const sharesHead = computed(() => headSharing(Object.values(accounts.value.byId)));
  /** The account that this page shows: two windows may show two customers. Null until it shows one. */
  const shown = signal<string | null>(null);
  /**
   * True if this page is to show whoever signs in next: the sign-in was started here, or in the popup that its window
   * closed.
   */
  const signsIn = signal(signIn.peek().status === 'undecided' || isSigningIn(signIn.peek()));
  /** The state of the sign-in before it was started here. */
  let before: SignInState | null = null;
  const current = computed<Account | null>(() => {
    const { byId, current: latest } = accounts.value;
    return byId[shown.value ?? ''] ?? byId[latest ?? ''] ?? null;
  });
  /**
   * True while the sign-in screen is shown to add a customer to those who are here: also if this popup was opened while
   * an earlier one did, or while a sign-in is under way that is not the shown customer's own.
   */
  const adds = signal(isForAnother(signIn.peek(), current.peek()) || (initial.addsCustomer && current.peek() !== null));
  function setAdds(isAdding: boolean) {
    if (adds.value === isAdding) return;
    adds.value = isAdding;
    keep('customer', storage.setItem(addsCustomerItem.key, isAdding));
  }
  const account = computed<AccountView | null>(() => {
    const state = signIn.value;
    if (state.status === 'undecided' && (signsIn.value || current.value === null || adds.value))
      return { ...viewOf({ ...state.profile, signIn: 'active' }), ticket: '', cameInsteadOf: state.named };
    return current.value && !adds.value ? viewOf(current.value) : null;
  });
  const accountId = computed<string | null>(() =>
    account.value && !account.value.cameInsteadOf ? account.value.id : null,
  );
  /** The account that the latest sign-in brought instead of the one that was named, if it did. */
  const acceptedId = signal<string | null>(null);
  effect(() => {
    const state = signIn.value;
    if (state.status === 'done') acceptedId.value = state.notice.code === 'accepted' ? state.accountId : null;
  });
  /**
   * An account whose sign-in Zapier ended and that has a place to return to, where the shown one was accepted in its
   * place. Elsewhere, the list of customers says it.
   */
  const waitingAccount = computed<AccountView | null>(() => {
    if (account.value?.id !== acceptedId.value) return null;
    const waiting = Object.values(accounts.value.byId).find(
      ({ id, signIn: state }) => id !== account.value?.id && state === 'ended' && places.value[id],
    );
    return waiting ? viewOf(waiting) : null;
  });
  effect(() => {
    const state = signIn.value;
    if (state.status === 'idle' || state.status === 'failed') signsIn.value = false;
    if (state.status !== 'done' || state === before || !signsIn.peek() || !accounts.value.byId[state.accountId]) return;
    signsIn.value = false;
    adds.value = false;
    shown.value = state.accountId;
  });

  effect(() => {
    // From now on, a sign-in in another window does not change what this one shows.
    if (current.value) shown.value = current.value.id;
  });

  return {
    /** All accounts that are stored, whether or not their sign-in is still valid. */
    accounts,
    /** The account that this page shows; null on the sign-in screen. */
    account,
    /** Its id; null too while the agent has not decided to use it. */
    accountId,
    waitingAccount,
    /** All customers who are here, by name. */
    all: computed<Customer[]>(() =>
      Object.values(accounts.value.byId)
        .map((known) => {
          const troubled = orders.value.filter((order) => order.accountId === known.id && needsAgent(order));
          const apps = troubled.map(({ app }) => app.id);
          return {
            ...viewOf(known),
            unfinished: unfinishedIn(places.value[known.id], apps),
            needsYou: troubled.length,
          };
        })
        .sort((one, other) => one.head.localeCompare(other.head) || one.email.localeCompare(other.email)),
    ),
    /** Shows another customer on this page, and on the next one that opens. */
    show(accountId: string) {
      signsIn.value = false;
      setAdds(false);
      shown.value = accountId;
      void send('account.show', { accountId });
    },
    /** Shows the sign-in screen, to add a customer to those who are here. */
    add() {
      setAdds(current.value !== null);
    },
    /** Returns from there to the customer who was shown. */
    addNobody() {
      signsIn.value = false;
      setAdds(false);
    },
    /** True while a customer is being added. */
    adds: adds as ReadonlySignal<boolean>,
    /** Has this page show whoever signs in next. */
    expectSignIn() {
      signsIn.value = true;
      before = signIn.value;
    },
  };
}

/** Returns whether a sign-in is under way that is not this customer's own. */
const isForAnother = (state: SignInState, shown: Account | null): boolean =>
  shown !== null && isSigningIn(state) && state.named !== shown.email;

/** The part of the popup's model that {@link createCustomers} returns. */
export type Customers = ReturnType<typeof createCustomers>;
