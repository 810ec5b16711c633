import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { askedFields } from '../../shared/definitions/credentials';
import type { AppDefinition } from '../../shared/definitions/definition';
import { partOfAddress } from '../../shared/definitions/input-format';
import {
  areAlive,
  type Draft,
  draftItems,
  EMPTY_DRAFT,
  removeDraft,
  SECRET_LIFETIME_MS,
  type Secrets,
  writeDraft,
} from '../../shared/draft';
import { lengthNearLimit } from '../../shared/naming';
import type { PageFocus } from '../focus';
import { keep as keepTyped } from '../not-kept';
import { applyChanges, type Changes } from './changes';
import { followDraft } from './follow-draft';
import { type FormInput, formInputs, freeNameId, nextEmpty, problemsOf, valueId } from './form-inputs';

const NO_SECRETS: Secrets = { values: {}, editedAt: 0 };
const MINUTE_MS = 60_000;

/** Identifies a form and supplies what it starts with. */
interface EntryOf {
  accountId: string;
  appId: string;
  definition: AppDefinition | null;
  /** The connection's name until the agent types another one. */
  usualTitle: ReadonlySignal<string>;
  /** Names for the rows of an empty free form. When there are none, it starts with one unnamed row. */
  usualNames: ReadonlySignal<string[]>;
  focus: PageFocus;
}

/** Tells a paste from typing by how much was added at once: an address must not change while it is being typed. */
const isPasted = (before: string, after: string) => after.length > before.length + 1;

/** Holds what is typed into an app's form. It is stored at each keystroke, secrets only for their lifetime. */
export function createEntry(
  { accountId, appId, definition, usualTitle, usualNames, focus }: EntryOf,
  initial: { draft: Draft | null; secrets: Secrets | null },
) {
  const newRow = (name = '') => ({ id: crypto.randomUUID(), name });
  const firstRows = () => (usualNames.value.length > 0 ? usualNames.value.map((name) => newRow(name)) : [newRow()]);
  const blank = (): Draft => (definition ? EMPTY_DRAFT : { ...EMPTY_DRAFT, freeFields: firstRows() });

  /** Drops from a draft what another form of this app had and this one has no place for. */
  function fitted(kept: Draft): Draft {
    const freeFields = definition ? [] : kept.freeFields.length > 0 ? kept.freeFields : firstRows();
    const ids = definition ? askedFields(definition).map(({ id }) => id) : freeFields.map(({ id }) => id);
    return { ...kept, freeFields, secretIds: kept.secretIds.filter((id) => ids.includes(id)) };
  }

  const draft = signal(initial.draft ? fitted(initial.draft) : blank());
  const secrets = signal(initial.secrets ?? NO_SECRETS);
  /** Problems are shown from the first attempt to send on, and then as they come and go. */
  const checked = signal(false);
  /** Inputs edited since the last attempt to send. */
  const edited = signal<ReadonlySet<string>>(new Set());
  /** Parts that were extracted from pasted addresses, by input id. */
  const extracted = signal<Record<string, string>>({});
  const now = signal(Date.now());

  const title = computed(() => draft.value.title ?? usualTitle.value);
  const inputs = computed(() => formInputs(definition, title.value, draft.value, secrets.value));
  const problems = computed(() => (checked.value ? problemsOf(inputs.value) : {}));

  /** For how many more minutes typed secrets are kept; null when there are none. */
  const secretMinutesLeft = computed(() => {
    if (!Object.values(secrets.value.values).some(Boolean)) return null;
    const left = secrets.value.editedAt + SECRET_LIFETIME_MS - now.value;
    return Math.max(1, Math.ceil(left / MINUTE_MS));
  });
  /** Inputs whose secret was wiped because its time was up. */
  const wiped = computed(() => {
    const { secretIds } = draft.value;
    return inputs.value.flatMap(({ id, value }) => (value === '' && secretIds.includes(valueId(id)) ? [id] : []));
  });

  function dropExpiredSecrets() {
    now.value = Date.now();
    if (!areAlive(secrets.value, now.value) && secretMinutesLeft.peek() !== null) secrets.value = NO_SECRETS;
  }

  /** Returns the secrets that may be written again: they may have expired since the clock last ticked. */
  function livingSecrets(): Secrets {
    dropExpiredSecrets();
    return secrets.value;
  }

  function keep(changedDraft: Draft, changedSecrets: Secrets) {
    batch(() => {
      draft.value = changedDraft;
      secrets.value = changedSecrets;
      now.value = Date.now();
    });
    const write = writeDraft(accountId, appId, changedDraft, changedSecrets);
    keepTyped('form', write);
    stored.wrote(write);
  }

  /** Returns whether anything was typed that would be missed. */
  const isBegun = () =>
    draft.value.title !== null ||
    draft.value.secretIds.length > 0 ||
    Object.values(draft.value.values).some(Boolean) ||
    draft.value.freeFields.some(({ name }, index) => name !== (usualNames.value[index] ?? ''));

  /** Empties the form on the screen. */
  const reset = () =>
    batch(() => {
      draft.value = blank();
      secrets.value = NO_SECRETS;
      checked.value = false;
      edited.value = new Set();
    });

  const stored = followDraft(accountId, appId, focus, (other) => {
    const { draft: typed } = other;
    // The rows of an empty form stay the same, and with them the caret.
    if (!typed) return isBegun() && reset();
    batch(() => {
      draft.value = fitted(typed);
      secrets.value = other.secrets ?? NO_SECRETS;
      now.value = Date.now();
    });
  });

  function editSecret(inputId: string, value: string) {
    const id = valueId(inputId);
    const values = { ...livingSecrets().values, [id]: value };
    const secretIds = value
      ? [...new Set([...draft.value.secretIds, id])]
      : draft.value.secretIds.filter((other) => other !== id);
    keep({ ...draft.value, secretIds }, { values, editedAt: Date.now() });
  }

  return {
    draft: draft as ReadonlySignal<Draft>,
    secrets: secrets as ReadonlySignal<Secrets>,
    title,
    usualTitle,
    /** The length of the connection's name when it comes near Zapier's limit, else null. */
    titleNearLimit: computed(() => lengthNearLimit(title.value)),
    inputs,
    problems,
    extracted: extracted as ReadonlySignal<Record<string, string>>,
    edited: edited as ReadonlySignal<ReadonlySet<string>>,
    secretMinutesLeft,
    wiped,
    editSecret,
    dropExpiredSecrets,

    /** Stores what is typed into an input. */
    edit(input: FormInput, entered: string) {
      edited.value = new Set([...edited.value, input.id]);
      const part = input.field && isPasted(input.value, entered) ? partOfAddress(input.field, entered) : null;
      if (part !== null) extracted.value = { ...extracted.value, [input.id]: part };
      const value = part ?? entered;
      if (input.secret) return editSecret(input.id, value);
      if (input.kind === 'title') return keep({ ...draft.value, title: value }, livingSecrets());
      if (input.kind === 'credential')
        return keep({ ...draft.value, values: { ...draft.value.values, [valueId(input.id)]: value } }, livingSecrets());
      const freeFields = draft.value.freeFields.map((row) =>
        freeNameId(row.id) === input.id ? { ...row, name: value } : row,
      );
      keep({ ...draft.value, freeFields }, livingSecrets());
    },

    /** Stores several changes at once. */
    change(changes: Changes) {
      edited.value = new Set([...edited.value, ...changes.values.keys()]);
      const typed = { draft: draft.value, secrets: livingSecrets() };
      const next = applyChanges(definition, typed, changes, Date.now());
      keep(next.draft, next.secrets);
    },

    /** Adds a row to the free form and returns the id of the input to focus. */
    addField(): string {
      const row = newRow();
      keep({ ...draft.value, freeFields: [...draft.value.freeFields, row] }, livingSecrets());
      return freeNameId(row.id);
    },

    /** Removes the rows with these names, except those that hold a value. */
    dropRows(names: string[]) {
      const { values } = livingSecrets();
      const used = draft.value.freeFields.filter(({ id, name }) => values[id] || !names.includes(name));
      keep({ ...draft.value, freeFields: used.length > 0 ? used : [newRow()] }, secrets.value);
    },

    isBegun,

    /** Returns the id of the next empty required input after the given one, or null when none is left. */
    nextEmpty: (afterId: string) => nextEmpty(inputs.value, afterId),

    /**
     * Shows from now on what keeps the form from being sent, and returns the id of the first such input. A name that was
     * emptied is the usual one again.
     */
    validate(): string | null {
      if (draft.value.title?.trim() === '') keep({ ...draft.value, title: null }, livingSecrets());
      checked.value = true;
      edited.value = new Set();
      dropExpiredSecrets();
      return Object.keys(problems.value)[0] ?? null;
    },

    /** Returns the items that the background needs in storage to send this form. */
    items: () => draftItems(accountId, appId, draft.value, secrets.value),

    /** Empties the form on the screen, after the background has emptied it in storage. */
    reset,

    /** Shows what was typed before, after the background has put it back into storage. */
    restore(typed: Draft) {
      reset();
      draft.value = typed;
    },

    /** Empties the form on the screen and in storage. */
    forget() {
      reset();
      stored.wrote(removeDraft(accountId, appId));
    },

    /** Follows what is stored of the form while it is shown. Returns a function that stops. */
    follow: stored.follow,
  };
}

/** The part of a form's model that {@link createEntry} returns. */
export type Entry = ReturnType<typeof createEntry>;
