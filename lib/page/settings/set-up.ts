import { createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { Draft, Secrets } from '../../shared/draft';
import type { SetUpCheck, Shown } from '../../shared/set-up-check';
import type { SettingsPage } from './model';
import type { OwnForm } from './own-form';

/** What the model asks the browser and the background for. */
export interface SetUpActions {
  /** Runs the check; `app` is the name or id of an app to look for, or empty. */
  start(app: string): Promise<unknown>;
  /** Runs it, and tries with what was typed into an app's form what Zapier allows. */
  explore(app: string, appId: string, typed: { draft: Draft; secrets: Secrets }): Promise<unknown>;
  answer(shown: Shown): Promise<unknown>;
  /** Asks for access to Zapier's hosts. Must be called in the same task as a click. */
  requestHostAccess(): Promise<boolean>;
}

/** The set-up check in Settings. */
export interface SetUp {
  check: ReadonlySignal<SetUpCheck>;
  /** The name or id of the company's app, as typed. */
  app: ReadonlySignal<string>;
  editApp(value: string): void;
  /** Saves what was typed, and then checks it. Saves only, if that fails. */
  trySignIn(): Promise<void>;
  /** Saves what was typed, and then tries what Zapier allows, if the form is filled in. Returns whether it is. */
  explore(): Promise<boolean>;
  /** Notes what Zapier's window showed before it was closed. */
  answer(shown: Shown): void;
  /** Asks for access to Zapier's hosts, and then checks. */
  allowAccess(): Promise<void>;
}

/** Builds a {@link SetUp} on the page's settings and on what the background has found, as it changes. */
export const SetUpModel = createModel(
  (
    page: Pick<SettingsPage, 'draft' | 'isChanged' | 'saveState' | 'save'>,
    check: ReadonlySignal<SetUpCheck>,
    form: Pick<OwnForm, 'app' | 'typed' | 'clear'>,
    actions: SetUpActions,
  ): SetUp => {
    const { apps } = check.peek();
    const app = signal(apps.is === 'done' ? apps.asked : '');

    /** Returns whether what was typed is in force. */
    async function isSaved(): Promise<boolean> {
      // Without a client ID there is nothing to try, and saving says so at its field.
      if (!page.isChanged.value && page.draft.value.clientId.trim() !== '') return true;
      await page.save();
      return page.saveState.value === 'saved';
    }

    async function trySignIn(): Promise<void> {
      if (await isSaved()) await actions.start(app.value);
    }

    return {
      check,
      app,
      editApp(value) {
        app.value = value;
      },
      trySignIn,
      async explore() {
        const typed = form.typed();
        const definition = form.app.value;
        if (!typed || !definition) return false;
        if (await isSaved()) {
          await actions.explore(app.value, definition.app, typed);
          form.clear();
        }
        return true;
      },
      answer: (shown) => void actions.answer(shown),
      async allowAccess() {
        if (await actions.requestHostAccess()) await trySignIn();
      },
    };
  },
);
