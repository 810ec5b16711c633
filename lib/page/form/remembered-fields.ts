import { type ReadonlySignal, signal } from '@preact/signals';
import { fieldNamesItem, namesOf } from '../../shared/app-memory';
import { send } from '../send';

/** Names of the free fields that an app took the last time, and the way to forget them. */
export function createRememberedFields(appId: string, initial: string[]) {
  const names = signal(initial);
  return {
    names: names as ReadonlySignal<string[]>,

    forget() {
      names.value = [];
      // Asked of the background, because it may be writing another app's at this moment.
      void send('fieldNames.forget', { appId });
    },

    /** Follows what the background remembers while the form is shown; answers with the way to stop. */
    follow: (): (() => void) =>
      fieldNamesItem.watch((kept) => {
        names.value = namesOf(kept, appId);
      }),
  };
}
