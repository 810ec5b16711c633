import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../shared/app';
import type { Order } from '../shared/order';
import { type MenuQuestion, type Place, placesItem, START, writePlaces } from '../shared/place';
import { isSigningIn } from '../shared/sign-in';
import { ticketIn } from '../shared/ticket-pattern';
import { ticketsItem } from '../shared/tickets';
import { openSettings, redirectUrls, requestHostAccess, shortcut } from './browser-actions';
import { leaveCopied } from './copied-receipts';
import { type AccountView, createCustomers } from './customers';
import { createExpectedCustomer } from './expected-customer';
import { pageFocus } from './focus';
import type { Form } from './form/form';
import { createHeldPaste } from './held-paste';
import { homeRows } from './home-rows';
import { createLoneApp } from './lone-app';
import { createNews } from './news';
import { keep, notKept } from './not-kept';
import { createOrders } from './orders';
import type { PopupState } from './popup-state';
import { countPick } from './search/picks';
import type { Search } from './search/search';
import { send } from './send';
import { createSignInActions } from './sign-in-actions';
import { createSignOut } from './sign-out';

export type { AccountView, Customer } from './customers';

/** A screen of the popup. */
export type Screen = 'not-set-up' | 'signed-out' | 'wrong-account' | 'home' | 'form';

/** How many unfinished forms are kept on home. */
const UNFINISHED_SHOWN = 2;

/** Creates the popup's model: its state as signals, and the actions of its screens. */
export function createPopup(initial: PopupState) {
  const { config, signIn } = initial;
  const orders = createOrders(initial.orders);
  const places = signal(leaveCopied(orders, initial.places));
  const picks = signal(initial.picks);
  const expected = createExpectedCustomer(initial, () => config.value);

  const customers = createCustomers(initial, places, orders.open);
  const { accounts, account, accountId, waitingAccount } = customers;
  const place = computed<Place>(() => places.value[accountId.value ?? ''] ?? START);
  const query = computed(() => place.value.query);
  const search = signal<Search | null>(null);
  const held = createHeldPaste(accountId);
  /** Apps of forms that were left, of orders that outlived theirs, and of those that customers carry out. */
  const unfinished = computed(() => {
    const left = place.value.unfinished;
    const broughtBack = orders.open.value.flatMap(({ isRecovered, via, accountId: of, app }) =>
      (isRecovered || via === 'customer') && of === accountId.value ? [{ ...app, description: '', iconUrl: null }] : [],
    );
    const all = [...broughtBack.filter(({ id }) => left.every((app) => app.id !== id)), ...left];
    return all.filter(({ id }, index) => all.findIndex((app) => app.id === id) === index);
  });
  /** Returns whether home has nothing to say and nothing to finish. */
  function isHomeEmpty(): boolean {
    const state = signIn.value;
    const isSilent =
      state.status === 'done' ? ['as-named', 'accepted'].includes(state.notice.code) : state.status !== 'failed';
    const isBegun = place.value.app !== null || query.value !== '' || place.value.holdsPasted;
    const waits = unfinished.value.length > 0 || waitingAccount.value !== null || account.value?.signIn !== 'active';
    return isSilent && !isBegun && !waits;
  }

  const loneApp = createLoneApp({ accountId, definitions: () => config.value.apps, isHomeEmpty });
  /** The app whose form is shown. */
  const app = computed(() => place.value.app ?? loneApp.app.value);
  /** Orders that were not settled when the browser ended or their account was signed out, until it is back. */
  const waitingForSignIn = computed(() =>
    orders.open.value.filter(({ isRecovered, accountId }) => isRecovered && !accounts.value.byId[accountId]),
  );
  const rows = computed(() => {
    if (query.value.trim()) return search.value?.rows.value ?? [];
    const { apps: definitions, allowZapierPage } = config.value;
    const own = { definitions, refused: initial.refused, allowZapierPage };
    const told = search.value?.appsInMessage.value ?? [];
    return homeRows(told, unfinished.value, own, picks.value, (id) => search.value?.listed(id));
  });
  const areRowsReady = computed(() => {
    if (query.value.trim()) return search.value?.isReady.value ?? false;
    return held.text.value === null || (search.value?.isMessageRead.value ?? false);
  });
  const screen = computed<Screen>(() => {
    if (!config.value.clientId) return 'not-set-up';
    if (!account.value) return 'signed-out';
    if (account.value.cameInsteadOf) return 'wrong-account';
    return app.value ? 'form' : 'home';
  });

  // Of the own customer only what all pages keep: this page's own place would be restored while it is typed in.
  placesItem.watch((stored) => {
    const ownId = accountId.peek() ?? '';
    const { [ownId]: theirs, ...others } = stored;
    const own = places.peek()[ownId] ?? START;
    places.value = ownId ? { ...others, [ownId]: { ...own, ...(theirs && keptByAll(theirs)) } } : others;
  });

  effect(() => {
    const { byId } = accounts.value;
    const known = Object.entries(places.peek()).filter(([accountId]) => byId[accountId]);
    if (known.length < Object.keys(places.peek()).length) places.value = Object.fromEntries(known);
  });

  effect(() => {
    // What was pasted was used, forgotten or wiped.
    if (held.text.value === null && place.peek().holdsPasted) move({ holdsPasted: false });
  });

  effect(() => {
    // Whoever pasted it for a sign-in has turned to a customer who is here.
    const { status } = signIn.peek();
    if (accountId.value !== null && status !== 'undecided' && !isSigningIn(signIn.peek())) held.forgetNobodys();
  });

  function move(change: Partial<Place>) {
    if (!accountId.value) return;
    places.value = { ...places.value, [accountId.value]: { ...place.value, ...change } };
    keep('place', writePlaces(places.value));
  }

  /** Stores a customer's ticket, in the same task: a popup that closes in it loses a later write. */
  function setTicket(accountId: string, ticket: string) {
    initial.tickets.value = { ...initial.tickets.value, [accountId]: ticket };
    keep('place', storage.setItem(ticketsItem.key, initial.tickets.value));
  }

  async function prepareSearch(): Promise<void> {
    const { createSearch } = await import('./search/search');
    // No search is needed behind a form.
    const searched = computed(() => (screen.value === 'home' ? query.value : ''));
    search.value ??= createSearch(searched, {
      accountId,
      config,
      picks,
      refused: initial.refused,
      held: held.text,
      customers: customers.all,
    });
    await search.value.prepare();
  }

  return {
    config,
    signIn,
    /** True while a sign-in is under way. */
    isSigningIn: computed(() => isSigningIn(signIn.value)),
    account,
    place,
    /** The app whose form is shown; null on every other screen. */
    app,
    /** True if that app was opened at once, without home before it. */
    isAtOnce: computed(() => place.value.app === null && loneApp.app.value !== null),
    waitingAccount,
    customers,
    screen,
    rows,
    /** False while the rows still lack the directory, or the apps of a message. */
    areRowsReady,
    /** The search; null until its code is loaded. */
    search: search as ReadonlySignal<Search | null>,
    /** Loads the search and the directory. */
    prepareSearch,
    waitingForSignIn,
    /** What became of another customer's order. */
    news: createNews(orders, accountId),
    /** The orders of the customer shown, since the browser started. */
    orders: computed(() => orders.all.value.filter((order) => order.accountId === accountId.value)),
    notKept,
    /** The fields of the sign-in screen. */
    expected,
    /** Stores the text in the search box. */
    type: (query: string) => move({ query }),
    /** What was pasted and waits, hidden, for its form. */
    held,
    /**
     * Holds text pasted into the search until an app is chosen, if it may be more than the name of one, and takes its
     * ticket. Returns false if it is not.
     */
    holdPasted(text: string): boolean {
      const id = accountId.value;
      if (id === null || !held.take(text)) return false;
      move({ holdsPasted: !held.isTooLong.value });
      const ticket = ticketIn(text, config.value.ticketPattern);
      // Another customer's message says nothing of this one's ticket.
      if (ticket !== null)
        void import('./message/customers').then(({ customersNamed }) => {
          if (accountId.value === id && customersNamed(text, customers.all.value, id).length === 0)
            setTicket(id, ticket);
        });
      return true;
    },
    /** Takes the customer and the ticket from text pasted before a sign-in, and holds it. Returns false if it is a name. */
    pasteForSignIn(text: string): boolean {
      const isTaken = expected.paste(text);
      if (isTaken) held.take(text);
      return isTaken;
    },
    forgetPasted() {
      held.forget();
      move({ holdsPasted: false });
    },
    /** Shows another customer, in the app's form if one is given, and hands them what was pasted, with its ticket. */
    handOver(text: string, customerId: string, app: AppSummary | null) {
      const of = places.value[customerId] ?? START;
      const ticket = ticketIn(text, config.value.ticketPattern);
      const left = of.app && app && of.app.id !== app.id ? [of.app, ...of.unfinished] : of.unfinished;
      const place = { ...of, app, query: '', holdsPasted: true, unfinished: left.slice(0, UNFINISHED_SHOWN) };
      move({ holdsPasted: false });
      held.handOver(text, customerId);
      places.value = { ...places.value, [customerId]: place };
      if (ticket !== null) setTicket(customerId, ticket);
      keep('place', writePlaces(places.value));
      customers.show(customerId);
    },
    /** Returns the order that an app's form would show or waits for the customer, or null. */
    orderOf: (appId: string) =>
      orders.shownIn(accountId.value ?? '', appId) ?? orders.withCustomerIn(accountId.value ?? '', appId),
    /** Looks for the connections that a customer is to make while home is shown. Returns a function that stops. */
    lookForCustomers: (accountId: string) => orders.lookForCustomers(accountId, null),
    /** Loads the code and the stored state of an app's form. */
    async loadForm(of: AccountView, app: AppSummary): Promise<Form> {
      const { createForm, readFormState } = await import('./form/form');
      const owner = computed(() => (account.value?.id === of.id ? account.value : of));
      // A definition may call any app by any name, so Zapier's list has the last word.
      const isDefined = config.value.apps.some((defined) => defined.app === app.id);
      const [state] = await Promise.all([readFormState(of.id, app.id), isDefined && prepareSearch()]);
      const known = (isDefined && search.value?.listed(app.id)) || app;
      return createForm(config.value, owner, known, orders, state, pageFocus, customers.all);
    },
    /** Opens an app's form and counts the app as picked. */
    open(app: AppSummary) {
      search.value?.choose(app);
      move({ app });
      void countPick(app).then((counted) => {
        picks.value = counted;
      });
    },
    /** Leaves the form and empties the search. If `unfinished` is true, the app stays on home. */
    leave(unfinished: boolean) {
      const left = app.value;
      loneApp.leave();
      const others = place.value.unfinished.filter(({ id }) => id !== left?.id);
      const kept = left && unfinished ? [left, ...others].slice(0, UNFINISHED_SHOWN) : others;
      move({ app: null, query: '', unfinished: kept });
    },
    ...createSignInActions(customers),
    ...createSignOut(orders),
    forgetWaiting: orders.close,
    setLabel: (accountId: string, label: string) => void send('account.setLabel', { accountId, label }),
    setTicket: (ticket: string) => setTicket(accountId.value ?? '', ticket),
    /** Notes that an order's receipt was copied for the ticket, so that a page that opens later moves on. */
    receiptCopied: (order: Order) => move({ copied: order.id }),
    /** Stores the account menu's open question with its text; null once it is saved or cancelled. */
    keepQuestion: (asked: MenuQuestion | null) => move({ asked }),
    openSettings,
    shortcut,
    redirectUrls,
    requestHostAccess,
    /** Removes the icon's mark, and lets the background end a sign-in that was cut off. */
    async look(): Promise<void> {
      if (initial.mark || isSigningIn(signIn.value)) await send('popup.opened', {});
    },
  };
}

/** What all pages of a customer share of a place. */
const keptByAll = ({ unfinished, copied }: Place) => ({ unfinished, ...(copied && { copied }) });

/** The model that {@link createPopup} returns. */
export type Popup = ReturnType<typeof createPopup>;
