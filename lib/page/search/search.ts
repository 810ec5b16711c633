import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AppSummary } from '../../shared/app';
import type { Config } from '../../shared/config';
import type { Failure } from '../../shared/failure';
import { isPrivate } from '../../shared/looks-like-key';
import { failed } from '../../shared/result';
import type { Customer } from '../customers';
import { appsIn } from '../message/apps';
import { customersNamed } from '../message/customers';
import { send } from '../send';
import { type Directory, loadDirectory, NO_DIRECTORY } from './directory';
import { search } from './find';
import type { PickedApp } from './picks';
import { RESULT_ROWS, resultRows } from './result-rows';
import { chosenFor, typedForItem, withChoice } from './typed-for';

/** Pause in typing before Zapier is asked, in milliseconds. */
const DEBOUNCE_MS = 200;

/** Pause in typing before icons load, in milliseconds, so that rows that soon disappear load none. */
const ICONS_AFTER_MS = 150;

/** How many apps of a message are listed before all others. */
const APPS_IN_MESSAGE = 3;

/** State of Zapier's own search for the query. */
export type Found =
  | { status: 'idle' }
  | { status: 'searching' }
  | { status: 'found'; apps: AppSummary[] }
  | { status: 'failed'; failure: Failure };

/** The account that searches, and the agent's own apps. */
interface Searcher {
  accountId: ReadonlySignal<string | null>;
  config: ReadonlySignal<Pick<Config, 'apps' | 'allowZapierPage'>>;
  picks: ReadonlySignal<PickedApp[]>;
  /** Ids of the apps for which Zapier refused credentials. */
  refused: string[];
  /** What was pasted; null if nothing is held, undefined while it is being read. */
  held: ReadonlySignal<string | null | undefined>;
  customers: ReadonlySignal<Customer[]>;
}

/**
 * Searches while the agent types: the stored directory at once, and Zapier, with an account, when the directory may
 * lack something. Only the newest query's results are shown.
 */
export function createSearch(
  typed: ReadonlySignal<string>,
  { accountId, config, picks, refused, held, customers }: Searcher,
) {
  const found = signal<Found>({ status: 'idle' });
  const attempt = signal(0);
  const again = () => {
    attempt.value += 1;
  };
  const query = computed(() => typed.value.trim());

  const directory = signal<Directory>(NO_DIRECTORY);
  const listed = (id: string): AppSummary | undefined => directory.value.find(id);
  const isReady = signal(false);
  let loading: Promise<void> | undefined;
  const load = async () => {
    // Without the directory, Zapier can still be searched.
    const loaded = await loadDirectory(Date.now()).catch(() => NO_DIRECTORY);
    batch(() => {
      directory.value = loaded;
      isReady.value = true;
    });
  };
  const isTyped = computed(() => query.value !== '');
  // Reloads for each new search: while a page stays open, the directory may grow.
  effect(() => {
    if (isTyped.value) loading = load();
  });

  const typedFor = signal(typedForItem.fallback);
  void typedForItem.getValue().then((remembered) => {
    typedFor.value = remembered;
  });
  typedForItem.watch((remembered) => {
    typedFor.value = remembered;
  });

  const rests = signal(false);
  effect(() => {
    query.value;
    rests.value = false;
    const timer = setTimeout(() => {
      rests.value = true;
    }, ICONS_AFTER_MS);
    return () => clearTimeout(timer);
  });

  const hits = computed(() => {
    const own = { definitions: config.value.apps, picks: picks.value };
    return search(directory.value, own, query.value, RESULT_ROWS);
  });
  const hasMatch = computed(() => {
    const { defined, picked, listed } = hits.value;
    return defined.length + picked.length + listed.length > 0;
  });
  const isOnlyClose = computed(() => hits.value.close.length > 0 && !hasMatch.value);
  /** True if Zapier has nothing to add. */
  const isEnough = computed(() => directory.value.isCurrent && hasMatch.value);
  const rows = computed(() => {
    const answer = found.value;
    const { apps: definitions, allowZapierPage } = config.value;
    const own = { definitions, refused, allowZapierPage };
    const chosen = chosenFor(typedFor.value, query.value);
    return resultRows(hits.value, answer.status === 'found' ? answer.apps : [], chosen, own, listed);
  });

  effect(() => {
    const wanted = query.value;
    const account = accountId.value;
    attempt.value;
    if (!account || !wanted || isEnough.value) {
      found.value = { status: 'idle' };
      return;
    }
    let current = true;
    found.value = { status: 'searching' };
    let timer = setTimeout(async () => {
      // A broken background is shown as a failed search; "Search Zapier again" restarts it.
      const result = await send('apps.search', { accountId: account, query: wanted }).catch(() =>
        failed<Failure>({ code: 'answer-lost' }),
      );
      if (!current) return;
      found.value = result.ok ? { status: 'found', apps: result.value } : { status: 'failed', failure: result.failure };
      if (!result.ok && result.failure.code === 'paused') timer = setTimeout(again, result.failure.until - Date.now());
    }, DEBOUNCE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  });

  const appsInMessage = computed(() => {
    const own = { definitions: config.value.apps, picks: picks.value };
    return held.value ? appsIn(held.value, directory.value, own, APPS_IN_MESSAGE) : [];
  });

  return {
    found: found as ReadonlySignal<Found>,
    rows,
    /** Returns an app from the directory, as far as that is loaded. */
    listed,
    /** True if typing has paused, so that icons may load. */
    rests: rests as ReadonlySignal<boolean>,
    /** True if everything found has a typo. */
    isOnlyClose,
    /** Number of apps in the directory so far, and {@link Directory.growingTo}. */
    growth: computed(() => ({ apps: directory.value.titles.length, growingTo: directory.value.growingTo })),
    /** True once the directory was read for the first time. */
    isReady: isReady as ReadonlySignal<boolean>,
    /** Resolves once the directory can be searched. */
    prepare(): Promise<void> {
      loading ??= load();
      return loading;
    },
    /** The apps that the held message is about, best first. */
    appsInMessage,
    /** True once those are known. */
    isMessageRead: computed(() => held.value !== undefined && isReady.value),
    /** Other customers whom the held message names instead of the one shown. */
    namedInstead: computed(() => (held.value ? customersNamed(held.value, customers.value, accountId.value) : [])),
    /** Searches Zapier again. */
    again,
    /** Remembers that this app was opened with what is typed. */
    choose(app: AppSummary) {
      // A key may have been typed by hand.
      if (!query.value || isPrivate(query.value)) return;
      typedFor.value = withChoice(typedFor.value, query.value, app);
      void typedForItem.setValue(typedFor.value);
    },
  };
}

/** The object that {@link createSearch} returns. */
export type Search = ReturnType<typeof createSearch>;
