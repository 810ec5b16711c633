import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app';
import type { Config } from '../../shared/config';
import { placesFor } from '../../shared/definitions/credentials';
import { partOfAddress } from '../../shared/definitions/input-format';
import { PASTED_INTO_SEARCH, type Secrets, secretsItem } from '../../shared/draft';
import type { ApiError } from '../../shared/failure';
import { fillLinkMessage, type LinkParts } from '../../shared/link-message';
import { fillReceipt, type ReceiptParts } from '../../shared/receipt';
import type { Customer } from '../customers';
import type { PageFocus } from '../focus';
import { otherTitle } from '../home-rows';
import { customersNamed } from '../message/customers';
import { notKept } from '../not-kept';
import type { Orders } from '../orders';
import { createCustomerLink } from './customer-link';
import { createDuplicates } from './duplicates';
import { createEntry } from './entry';
import { createExisting } from './existing';
import { fieldProblem } from './field-problem';
import { inputNamedBy, TITLE_ID } from './form-inputs';
import { formLayout } from './form-layout';
import type { FormState } from './form-state';
import { createOrder } from './order';
import { createRememberedFields } from './remembered-fields';
import { createSmartPaste } from './smart-paste';
import { createUsedElsewhere } from './used-elsewhere';
import { type FormAccount, usualTitle } from './usual-title';
import { createZapierPage } from './zapier-page';

export { readFormState } from './form-state';

/** Milliseconds between two looks at the time left for secrets. */
const CLOCK_MS = 15_000;

/** Creates the model of an app's form in an account. Views read its parts; what is here joins several of them. */
export function createForm(
  config: Config,
  account: ReadonlySignal<FormAccount>,
  app: AppSummary,
  orders: Orders,
  initial: FormState,
  focus: PageFocus,
  customers: ReadonlySignal<Customer[]>,
) {
  const { id: accountId } = account.value;
  const definition = config.apps.find((known) => known.app === app.id) ?? null;
  const template = definition?.nameTemplate ?? config.nameTemplate;
  const zapierPage = createZapierPage(orders, account, app, definition, initial.zapierPage, config);
  const customerLink = createCustomerLink(orders, account, app);
  const remembered = createRememberedFields(app.id, initial.fieldNames);
  const existing = createExisting(accountId, app.id);
  const title = usualTitle({ template, account, appTitle: app.title, existingTitles: existing.titles });
  const ordered = computed(() => orders.shownIn(accountId, app.id));
  const entry = createEntry(
    {
      accountId,
      appId: app.id,
      definition,
      // An ordered connection keeps its name, even once the list of existing connections holds it.
      usualTitle: computed(() => (ordered.value?.via === 'api' ? ordered.value.title : null) ?? title.value),
      usualNames: remembered.names,
      focus,
    },
    initial,
  );
  const duplicates = createDuplicates(app.id, existing, entry);
  const usedElsewhere = createUsedElsewhere(accountId, entry);
  const paste = createSmartPaste(entry, definition === null, {
    partOf: partOfAddress,
    suits: (field, value) => fieldProblem(field, value) === null,
  });

  const pasted = signal(initial.pasted);
  const pastedKey = secretsItem.key(accountId, PASTED_INTO_SEARCH);
  function forgetPasted() {
    pasted.value = null;
    void storage.removeItem(pastedKey);
  }

  const order = createOrder(orders, accountId, app, {
    onConnected() {
      entry.reset();
      if (pasted.value !== null) forgetPasted();
    },
    onUndone: (typed) => entry.restore(typed),
  });

  /** True while another order would come too early: the last one will be looked for, now or after a sign-in. */
  const isHeld = computed(() => order.isLookedFor.value || (order.isUnsure.value && account.value.signIn === 'ended'));

  const refusals = computed<{ error: ApiError; inputId: string | null }[]>(() => {
    const failure = order.failure.value;
    const errors = failure && 'errors' in failure ? failure.errors : [];
    return errors.map((error) => ({ error, inputId: inputNamedBy(error, definition, entry.draft.value) }));
  });

  return {
    app,
    /** The app's title in its definition, where that is not the title at Zapier; otherwise null. */
    companyTitle: otherTitle(definition?.title, app),
    definition,
    /** False if a policy switches off *Delete* and *Undo*. */
    mayDelete: config.allowDelete,
    layout: formLayout(definition),
    entry,
    order,
    existing,
    duplicates,
    usedElsewhere,
    zapierPage,
    customerLink,
    paste,
    remembered,

    /** Errors in Zapier's refusal, each with the input that it names. */
    refusals,
    /** For how many more minutes typed secrets are kept; null when there are none, or when nothing can be stored. */
    secretMinutesLeft: computed(() => (notKept.value ? null : entry.secretMinutesLeft.value)),
    isHeld,
    /** A key that was pasted into the search and waits for its field. */
    pasted: pasted as ReadonlySignal<string | null>,
    forgetPasted,
    /** Other customers whom the offered text names instead of this one. */
    namedInstead: computed(() => {
      const offered = paste.offer.value;
      return offered ? customersNamed(offered.text, customers.value, accountId) : [];
    }),

    /** Puts the key that was pasted into the search into its field. */
    async fillPasted(inputId: string) {
      const value = pasted.value;
      if (value === null) return;
      forgetPasted();
      const taken = await paste.take(inputId, value);
      if (taken.as !== 'offer') entry.editSecret(inputId, taken.as === 'cleaned' ? taken.text : value.trim());
    },

    /** Shows an offer if what was pasted into the search has values for several fields, or names the one it has. */
    async offerPasted() {
      const held = pasted.value;
      if (held !== null) await paste.take(this.firstInput(), held, true);
    },

    /** Fills what is offered, and returns the id of the input to focus. */
    fillOffered(): string | null {
      const isHeld = paste.offer.value?.isHeld;
      const next = paste.fill();
      if (isHeld && next !== null) forgetPasted();
      return next;
    },

    /** Returns a new connection's receipt for a ticket. `usual` is the template where the configuration has none. */
    receipt: (usual: string, parts: ReceiptParts) => fillReceipt(config.receiptTemplate || usual, parts),

    /** Returns the message for the customer. `usual` is as above. */
    linkMessage: (usual: string, parts: LinkParts) => fillLinkMessage(config.linkTemplate || usual, parts),

    /** Forgets which free fields the app took, and removes their rows unless something is typed there. */
    forgetNames() {
      const names = remembered.names.value;
      remembered.forget();
      entry.dropRows(names);
    },

    /** Returns the id of the input that needs the agent first. */
    firstInput(): string {
      const refused = refusals.value.find(({ inputId }) => inputId)?.inputId;
      const credentials = entry.inputs.value.filter(({ kind }) => kind !== 'title');
      const empty = credentials.find(({ required, value }) => required && value === '');
      return refused ?? empty?.id ?? credentials[0]?.id ?? TITLE_ID;
    },

    /** Forgets what was typed, a key that waits for its field, and the order with its outcome. */
    startOver() {
      entry.forget();
      forgetPasted();
      paste.forget();
      order.leave();
    },

    /**
     * Orders the connection in the very task of the click, or returns the id of the first input that
     * keeps it from being sent. The background finds the order in storage.
     */
    connect(): string | null {
      if (order.underWay.value || isHeld.value) return null;
      const wrong = entry.validate();
      if (wrong === null) {
        paste.forget();
        const fields = placesFor(definition);
        order.place({ title: entry.title.value.trim(), ticket: account.value.ticket, fields }, entry.items());
      }
      return wrong;
    },

    /** Follows storage and the clock while the form is shown. Returns a function that stops. */
    follow(): () => void {
      void this.offerPasted();
      const parts = [entry, order, existing, duplicates, usedElsewhere, zapierPage, customerLink, remembered, paste];
      const stops = parts.map((part) => part.follow());
      // The background wipes it.
      const unwatchPasted = storage.watch<Secrets>(pastedKey, (secrets) => {
        pasted.value = secrets?.values[PASTED_INTO_SEARCH] ?? null;
      });
      const clock = setInterval(() => {
        entry.dropExpiredSecrets();
        paste.dropExpired();
      }, CLOCK_MS);
      return () => {
        for (const stop of stops) stop();
        unwatchPasted();
        // Agents who leave the form have read that its connection is gone.
        if (order.current.value?.stage.name === 'undone') order.leave();
        clearInterval(clock);
      };
    },
  };
}

/** The model that {@link createForm} returns. */
export type Form = ReturnType<typeof createForm>;
