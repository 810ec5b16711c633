import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app-summary';
import type { Config } from '../../shared/config';
import { partOfAddress } from '../../shared/definitions/input-format';
import { PASTED_INTO_SEARCH, secretsItem } from '../../shared/draft';
import type { ApiError } from '../../shared/failure';
import { lengthNearLimit } from '../../shared/name';
import { notKept } from '../not-kept';
import { createEntry } from './entry';
import { createExisting } from './existing';
import { fieldProblem } from './field-problem';
import { inputNamedBy, TITLE_ID } from './form-inputs';
import { formLayout } from './form-layout';
import type { FormState } from './form-state';
import { createOrder } from './order';
import { createRememberedFields } from './remembered-fields';
import { createSmartPaste } from './smart-paste';
import { type FormAccount, usualTitle } from './usual-title';
import { createHosted } from './zapier-page';

export { readFormState } from './form-state';

/** How often the time left for secrets is looked at, in milliseconds. */
const CLOCK_MS = 15_000;

/** An app's form in an account: what is typed, what was ordered, and what came of it. */
export function createForm(config: Config, account: ReadonlySignal<FormAccount>, app: AppSummary, initial: FormState) {
  const { id: accountId } = account.value;
  const definition = config.apps.find((known) => known.app === app.id) ?? null;
  const template = definition?.nameTemplate ?? config.nameTemplate;
  const taken = computed(() => existing.titles.value);
  const title = usualTitle({ template, account, appTitle: app.title, taken });
  const remembered = createRememberedFields(app.id, initial.fieldNames);
  const entry = createEntry(
    {
      accountId,
      appId: app.id,
      definition,
      // What was ordered once keeps its name, though the list may meanwhile hold it.
      usualTitle: computed(() => order.job.value?.title ?? title.value),
      usualNames: remembered.names,
    },
    initial,
  );
  const order = createOrder(accountId, app, initial.job, {
    onConnected() {
      entry.reset();
      if (pasted.value !== null) forgetPasted();
    },
    onUndone: (typed) => entry.restore(typed),
  });
  const existing = createExisting(accountId, app.id, entry);
  const hosted = createHosted(account, app, definition, initial.hosted);
  const paste = createSmartPaste(entry, definition === null, {
    partOf: partOfAddress,
    suits: (field, value) => fieldProblem(field, value) === null,
  });
  const pasted = signal(initial.pasted);

  const refusals = computed<{ error: ApiError; inputId: string | null }[]>(() => {
    const failure = order.failure.value;
    const errors = failure && 'errors' in failure ? failure.errors : [];
    return errors.map((error) => ({ error, inputId: inputNamedBy(error, definition, entry.draft.value) }));
  });

  function forgetPasted() {
    pasted.value = null;
    void storage.removeItem(secretsItem.key(accountId, PASTED_INTO_SEARCH));
  }

  return {
    app,
    definition,
    hosted,
    layout: formLayout(definition),
    draft: entry.draft,
    title: entry.title,
    /** The connection name's length where it comes near Zapier's limit. */
    titleNearLimit: computed(() => lengthNearLimit(entry.title.value)),
    inputs: entry.inputs,
    problems: entry.problems,
    taken: entry.taken,
    edited: entry.edited,
    wiped: entry.wiped,
    /** For how many more minutes what is typed is kept, where something secret is typed and there is room for it. */
    secretMinutesLeft: computed(() => (notKept.value ? null : entry.secretMinutesLeft.value)),
    edit: entry.edit,
    addField: entry.addField,
    isBegun: entry.isBegun,
    nextEmpty: entry.nextEmpty,
    job: order.job,
    underWay: order.underWay,
    failure: order.failure,
    isUnsure: order.isUnsure,
    forgetJob: order.forget,
    cancel: order.cancel,
    check: order.check,
    undo: order.undo,
    existing,
    refusals,
    paste,
    pasted: pasted as ReadonlySignal<string | null>,
    forgetPasted,
    rememberedNames: remembered.names,

    /** Forgets which free fields the app took, and takes their rows away unless something is typed there. */
    forgetNames() {
      const names = remembered.names.value;
      remembered.forget();
      entry.dropRows(names);
    },

    /** The input that needs the hand first. */
    firstInput(): string {
      const refused = refusals.value.find(({ inputId }) => inputId)?.inputId;
      const credentials = entry.inputs.value.filter(({ kind }) => kind !== 'title');
      const empty = credentials.find(({ required, value }) => required && value === '');
      return refused ?? empty?.id ?? credentials[0]?.id ?? TITLE_ID;
    },

    /** Puts the key that was pasted into the search into its field. */
    fillPasted(inputId: string) {
      const value = pasted.value;
      if (value === null) return;
      forgetPasted();
      entry.editSecret(inputId, value.trim());
    },

    /** Forgets what was typed, a key that waits for its field, and what came of it. */
    startOver() {
      entry.forget();
      forgetPasted();
      paste.forget();
      order.forget();
    },

    /**
     * Orders the connection, in the very task of the click, or answers with the id of the first input
     * that keeps it from being sent. The background takes the order up from storage.
     */
    order(): string | null {
      if (order.underWay.value) return null;
      const wrong = entry.check();
      if (wrong === null) {
        paste.forget();
        order.place({ title: entry.title.value.trim(), ticket: account.value.ticket }, entry.items());
      }
      return wrong;
    },

    /** Follows the job and the clock while the form is shown; answers with the way to stop. */
    follow(): () => void {
      const stops = [order.follow(), existing.follow(), hosted.follow(), remembered.follow(), paste.follow()];
      const clock = setInterval(() => {
        entry.dropExpiredSecrets();
        paste.dropExpired();
      }, CLOCK_MS);
      return () => {
        for (const stop of stops) stop();
        // Whoever leaves the form has read that its connection is gone.
        if (order.job.value?.progress.status === 'undone') order.forget();
        clearInterval(clock);
      };
    },
  };
}

/** What {@link createForm} gives. */
export type Form = ReturnType<typeof createForm>;
