import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import { type Account, accountHue, customerName, initials, NO_ACCOUNTS } from '../shared/account';
import type { AppSummary } from '../shared/app';
import type { Secrets } from '../shared/draft';
import { PASTED_INTO_SEARCH, secretsItem } from '../shared/draft';
import { looksLikeKey } from '../shared/looks-like-key';
import { type MenuQuestion, type Place, START, writePlaces } from '../shared/place';
import { namedCustomerItem } from '../shared/sign-in';
import { doubtZapierSession } from '../shared/zapier-session';
import { openSettings, redirectUrls, requestHostAccess, shortcut } from './browser-actions';
import type { Form } from './form/form';
import { homeRows } from './home-rows';
import { keep, notKept } from './not-kept';
import type { PopupState } from './popup-state';
import { countPick } from './search/picks';
import type { Search } from './search/search';
import { send } from './send';
import { followUnfinishedJobs } from './unfinished-jobs';

/** An account as the interface shows it. */
export interface AccountView extends Account {
  /** What `{customer}` stands for. */
  name: string;
  initials: string;
  /** The account's colour, in degrees. */
  hue: number;
  /** The help desk's ticket that the agent works on for this customer; empty where there is none. */
  ticket: string;
}

/** Which of the popup's screens is due. */
export type Screen = 'not-set-up' | 'signed-out' | 'wrong-account' | 'home' | 'form';

/** How many unfinished forms home offers. */
const UNFINISHED_SHOWN = 2;

/** The popup's state as signals, and what the agent can do from every screen. */
export function createPopup(initial: PopupState) {
  const { config, sessionAccounts, localAccounts, signIn, recovered } = initial;
  // Places are this page's own: following them would bring back each keystroke while the next one is typed.
  const places = signal(initial.places);
  const picks = signal(initial.picks);
  const namedCustomer = signal(initial.namedCustomer);

  const viewOf = (account: Account): AccountView => ({
    ...account,
    name: customerName(account),
    initials: initials(account),
    hue: accountHue(account.id),
    ticket: places.value[account.id]?.ticket ?? '',
  });

  const accounts = computed(() => sessionAccounts.value ?? localAccounts.value ?? NO_ACCOUNTS);
  const account = computed<AccountView | null>(() => {
    const current = accounts.value.byId[accounts.value.current ?? ''];
    return current ? viewOf(current) : null;
  });
  const place = computed<Place>(() => places.value[account.value?.id ?? ''] ?? START);
  /** Somebody else's sign-in that Zapier ended, with forms that wait for it. */
  const waitingAccount = computed<AccountView | null>(() => {
    const waiting = Object.values(accounts.value.byId).find(
      ({ id, signIn: state }) => id !== account.value?.id && state === 'ended' && places.value[id],
    );
    return waiting ? viewOf(waiting) : null;
  });
  const accountId = computed(() => account.value?.id ?? null);
  const query = computed(() => place.value.query);
  const search = signal<Search | null>(null);
  /** Forms that were left, and jobs that the background brought back. */
  const unfinished = computed(() => {
    const left = place.value.unfinished;
    const broughtBack = (recovered.value[accountId.value ?? ''] ?? []).map(({ app }) => app);
    return [...broughtBack.filter(({ id }) => left.every((app) => app.id !== id)), ...left];
  });
  /** Connections that were under way when the browser ended, in accounts that are not signed in. */
  const waitingForSignIn = computed(() =>
    Object.entries(recovered.value).flatMap(([accountId, jobs]) =>
      accounts.value.byId[accountId] ? [] : jobs.map(({ title }) => ({ accountId, title })),
    ),
  );
  const rows = computed(() =>
    query.value.trim() ? (search.value?.rows.value ?? []) : homeRows(unfinished.value, config.value.apps, picks.value),
  );
  const screen = computed<Screen>(() => {
    if (!config.value.clientId) return 'not-set-up';
    if (!account.value) return 'signed-out';
    if (account.value.cameInsteadOf) return 'wrong-account';
    return place.value.app ? 'form' : 'home';
  });
  const jobs = followUnfinishedJobs(accountId, unfinished);

  effect(() => {
    const { byId } = accounts.value;
    const known = Object.entries(places.peek()).filter(([accountId]) => byId[accountId]);
    if (known.length < Object.keys(places.peek()).length) places.value = Object.fromEntries(known);
  });

  effect(() => {
    // The background has forgotten it, too.
    if (signIn.value.status === 'done') namedCustomer.value = '';
  });

  effect(() => {
    // Used, forgotten, or its time was up.
    if (search.value?.pasted.value === null && place.peek().holdsPasted) move({ holdsPasted: false });
  });

  function move(change: Partial<Place>) {
    if (!accountId.value) return;
    places.value = { ...places.value, [accountId.value]: { ...place.value, ...change } };
    keep('place', writePlaces(places.value));
  }

  return {
    config,
    signIn,
    account,
    place,
    waitingAccount,
    screen,
    rows,
    /** The search, once its code has come. */
    search: search as ReadonlySignal<Search | null>,
    /** Loads the search and the directory that it looks in. */
    async prepareSearch(): Promise<void> {
      const { createSearch } = await import('./search/search');
      // Nobody waits for what stands behind a form.
      const searched = computed(() => (screen.value === 'home' ? query.value : ''));
      search.value ??= createSearch(searched, { accountId, config, picks });
      await search.value.prepare();
    },
    waitingForSignIn,
    notKept,
    /** The e-mail or domain of the customer whom the agent expects. */
    namedCustomer: namedCustomer as ReadonlySignal<string>,
    nameCustomer(text: string) {
      namedCustomer.value = text;
      keep('customer', storage.setItem(namedCustomerItem.key, text));
    },
    /** Keeps what is typed in the search box. */
    type: (query: string) => move({ query }),
    /** Holds pasted text that looks like a key, hidden, until an app is chosen; answers whether it did. */
    holdPasted(text: string): boolean {
      if (!accountId.value || !looksLikeKey(text)) return false;
      const secrets: Secrets = { values: { [PASTED_INTO_SEARCH]: text.trim() }, editedAt: Date.now() };
      keep('pasted key', storage.setItem(secretsItem.key(accountId.value, PASTED_INTO_SEARCH), secrets));
      move({ holdsPasted: true });
      return true;
    },
    forgetPasted() {
      search.value?.forgetPasted();
      move({ holdsPasted: false });
    },
    /** How far the job of an unfinished app is, once that is known. */
    jobStatus: (appId: string) => jobs.value[appId],
    /** Loads the form of the app whose form is open. */
    async loadForm(of: AccountView, app: AppSummary): Promise<Form> {
      const { createForm, readFormState } = await import('./form/form');
      const owner = computed(() => (account.value?.id === of.id ? account.value : of));
      return createForm(config.value, owner, app, await readFormState(of.id, app.id));
    },
    /** Opens an app's form, and remembers that it was picked. */
    open(app: AppSummary) {
      move({ app });
      void countPick(app).then((counted) => {
        picks.value = counted;
      });
    },
    /** Leaves the form for the search; `unfinished` keeps it on home. */
    leave(unfinished: boolean) {
      const { app } = place.value;
      const others = place.value.unfinished.filter(({ id }) => id !== app?.id);
      const kept = app && unfinished ? [app, ...others].slice(0, UNFINISHED_SHOWN) : others;
      move({ app: null, query: '', unfinished: kept });
    },
    /** Starts Zapier's sign-in. `named` is the customer's e-mail or domain, or empty. */
    startSignIn: (named: string) => void send('signIn.start', { named }),
    /** Zapier's own sign-out is being opened: from then on it may be signed in as anybody. */
    doubtZapierSession: () => void doubtZapierSession(),
    /** Takes away what a finished sign-in had to say. */
    acknowledgeSignIn: () => void send('signIn.acknowledge', {}),
    /** Takes the account that came back in place of the customer who was named. */
    acceptAccount: (accountId: string) => void send('account.accept', { accountId }),
    signOut: (accountId: string) => void send('account.signOut', { accountId }),
    forgetWaiting: (accountId: string) => void send('job.forgetRecovered', { accountId }),
    setLabel: (accountId: string, label: string) => void send('account.setLabel', { accountId, label }),
    setTicket: (ticket: string) => move({ ticket }),
    /** Keeps what the account menu asks for and what is typed there; null when that is saved or given up. */
    keepQuestion: (asked: MenuQuestion | null) => move({ asked }),
    openSettings,
    shortcut,
    redirectUrls,
    requestHostAccess,
    /** Takes the mark off the icon, when there is one, and has a sign-in looked at that may have been cut off. */
    async look(): Promise<void> {
      if (initial.mark) await send('attention.seen', {});
      if (signIn.value.status === 'window-open') await send('signIn.endCutOff', {});
    },
  };
}

/** What {@link createPopup} gives. */
export type Popup = ReturnType<typeof createPopup>;
