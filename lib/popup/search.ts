import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../apps/app-summary';
import { areAlive, type Secrets } from '../connect/draft';
import { PASTED_INTO_SEARCH, secretsKey } from '../connect/form-keys';
import type { Failure } from '../failure';
import { send } from '../messages/send';
import { failed } from '../result';

/** How long typing has to rest before Zapier is asked, in milliseconds. */
const DEBOUNCE_MS = 200;

/** What Zapier's directory has for the query. */
export type Found =
  | { status: 'idle' }
  | { status: 'searching' }
  | { status: 'found'; apps: AppSummary[] }
  | { status: 'failed'; failure: Failure };

/** Searches as an account while the agent types; only the newest query's answer is shown. */
export function createSearch(typed: ReadonlySignal<string>, accountId: ReadonlySignal<string | null>) {
  const found = signal<Found>({ status: 'idle' });
  const attempt = signal(0);
  const query = computed(() => typed.value.trim());
  const pasted = signal<Secrets | null>(null);

  effect(() => {
    const wanted = query.value;
    const account = accountId.value;
    attempt.value;
    if (!account || !wanted) {
      found.value = { status: 'idle' };
      return;
    }
    let current = true;
    found.value = { status: 'searching' };
    const timer = setTimeout(async () => {
      // A background that broke is said as a search that failed; "Search Zapier again" starts it anew.
      const result = await send('apps.search', { accountId: account, query: wanted }).catch(() =>
        failed<Failure>({ code: 'answer-lost' }),
      );
      if (current)
        found.value = result.ok
          ? { status: 'found', apps: result.value }
          : { status: 'failed', failure: result.failure };
    }, DEBOUNCE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  });

  effect(() => {
    if (!accountId.value) return;
    const key = secretsKey(accountId.value, PASTED_INTO_SEARCH);
    const show = (secrets: Secrets | null) => {
      pasted.value = areAlive(secrets, Date.now()) ? secrets : null;
    };
    void storage.getItem<Secrets>(key).then(show);
    return storage.watch<Secrets>(key, show);
  });

  return {
    found: found as ReadonlySignal<Found>,
    /** A key that was pasted into the search box, held until an app is chosen. */
    pasted: pasted as ReadonlySignal<Secrets | null>,
    /** Asks Zapier once more. */
    again: () => {
      attempt.value += 1;
    },
    forgetPasted() {
      if (accountId.value) void storage.removeItem(secretsKey(accountId.value, PASTED_INTO_SEARCH));
    },
  };
}

/** What {@link createSearch} gives. */
export type Search = ReturnType<typeof createSearch>;
