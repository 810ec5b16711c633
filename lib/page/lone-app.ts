import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { AppSummary } from '../shared/app';
import type { AppDefinition } from '../shared/definitions/definition';
import { lonePinned } from './home-rows';

interface Dependencies {
  accountId: ReadonlySignal<string | null>;
  definitions: () => AppDefinition[];
  /** Returns whether home has nothing to say and nothing to finish. */
  isHomeEmpty: () => boolean;
}

/**
 * Opens the lone pinned app at once, where home has nothing else to offer. That is judged once for each account that
 * comes, so that home does not turn into a form under the hand.
 */
export function createLoneApp({ accountId, definitions, isHomeEmpty }: Dependencies) {
  const opened = signal<{ accountId: string; app: AppSummary } | null>(null);
  effect(() => {
    const shown = accountId.value;
    opened.value = untracked(() => {
      const app = lonePinned(definitions());
      return shown !== null && app && isHomeEmpty() ? { accountId: shown, app } : null;
    });
  });
  return {
    /** The app that is open without having been chosen; null if there is none, or once it was left. */
    app: computed(() => (opened.value?.accountId === accountId.value ? (opened.value?.app ?? null) : null)),
    leave() {
      opened.value = null;
    },
  };
}
