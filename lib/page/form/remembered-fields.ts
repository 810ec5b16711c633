import { type ReadonlySignal, signal } from '@preact/signals';
import { fieldNamesItem, namesOf } from '../../shared/app-memory';
import { send } from '../send';

/** Watches the names of the free fields that Zapier last accepted for an app, and can forget them. */
export function createRememberedFields(appId: string, initial: string[]) {
  const names = signal(initial);
  return {
    names: names as ReadonlySignal<string[]>,

    forget() {
      names.value = [];
      // The background removes them, because it may be writing those of another app now.
      void send('fieldNames.forget', { appId });
    },

    /** Follows the remembered names while the form is shown. Returns a function that stops. */
    follow: (): (() => void) =>
      fieldNamesItem.watch((kept) => {
        names.value = namesOf(kept, appId);
      }),
  };
}
