import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Draft, Secrets } from '../../shared/draft';
import type { SetUpCheck, Shown } from '../../shared/set-up-check';
import type { SettingsPage } from './model';
import type { OwnForm } from './own-form';

type Typed = { draft: Draft; secrets: Secrets };

/** What the model asks the browser and the background for. */
export interface SetUpActions {
  /** Runs the check; `app` is the name or id of an app to look for, or empty. */
  start(app: string): Promise<unknown>;
  /**
   * Runs it, and tries with what was typed into an app's form what Zapier allows, if the account of this id signs in;
   * empty if none was shown.
   */
  explore(app: string, own: { appId: string; accountId: string }, typed: Typed): Promise<unknown>;
  answer(shown: Shown): Promise<unknown>;
  /** Asks for access to Zapier's hosts. Must be called in the same task as a click. */
  requestHostAccess(): Promise<boolean>;
}

/** The set-up check in Settings. */
export interface SetUp {
  check: ReadonlySignal<SetUpCheck>;
  isRunning: ReadonlySignal<boolean>;
  /** The name or id of the company's app, as typed. */
  app: ReadonlySignal<string>;
  editApp(value: string): void;
  /** Saves what was typed, and then checks it. Saves only, if that fails. */
  trySignIn(): Promise<void>;
  /** Saves what was typed, and then tries what Zapier allows, if the form is filled in. Returns whether it is. */
  explore(): Promise<boolean>;
  /** Does so in the account about which the check asks. */
  goOn(): Promise<boolean>;
  /** Says that it is not the right account. */
  decline(): void;
  /** True once the account was declined about which the check asks. */
  isDeclined: ReadonlySignal<boolean>;
  /** False if a policy forbids to delete what the trial would create. */
  mayExplore: ReadonlySignal<boolean>;
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
    mayDelete: ReadonlySignal<boolean>,
    actions: SetUpActions,
  ): SetUp => {
    const { apps } = check.peek();
    const app = signal(apps.is === 'done' ? apps.asked : '');
    const isDeclined = signal(false);

    /** Returns whether what was typed is in force. */
    async function isSaved(): Promise<boolean> {
      // Without a client ID there is nothing to try, and saving says so at its field.
      if (!page.isChanged.value && page.draft.value.clientId.trim() !== '') return true;
      await page.save();
      return page.saveState.value === 'saved';
    }

    let before = check.peek().powers.is;
    effect(() => {
      const { powers } = check.value;
      // What was typed has done its work only now: until then, another try needs it.
      if (before === 'running' && powers.is === 'done' && powers.failure === null) form.clear();
      if (powers.is !== 'asks') isDeclined.value = false;
      before = powers.is;
    });

    async function explore(accountId: string): Promise<boolean> {
      const typed = form.typed();
      const definition = form.app.value;
      if (!typed || !definition) return false;
      if (await isSaved()) await actions.explore(app.value, { appId: definition.app, accountId }, typed);
      return true;
    }

    async function trySignIn(): Promise<void> {
      if (await isSaved()) await actions.start(app.value);
    }

    return {
      check,
      isRunning: computed(() => {
        const { signIn, exchange, access, apps, powers } = check.value;
        return [signIn, exchange, access, apps, powers].some(({ is }) => is === 'running');
      }),
      app,
      editApp(value) {
        app.value = value;
      },
      trySignIn,
      mayExplore: mayDelete,
      isDeclined,
      explore() {
        const { access, powers } = check.value;
        // The account that is asked about has been shown, but only *Go on* agrees to it.
        const isShown = access.is === 'done' && powers.is !== 'asks';
        return explore(isShown ? (access.accountId ?? '') : '');
      },
      async goOn() {
        const { powers } = check.value;
        return powers.is === 'asks' && explore(powers.accountId);
      },
      decline() {
        isDeclined.value = true;
      },
      answer: (shown) => void actions.answer(shown),
      async allowAccess() {
        if (await actions.requestHostAccess()) await trySignIn();
      },
    };
  },
);
