import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import { type Account, customerName } from '../accounts/account';
import type { AppSummary } from '../apps/app-summary';
import type { Config } from '../config/config';
import {
  type Draft,
  draftItems,
  EMPTY_DRAFT,
  PASTED_INTO_SEARCH,
  readDraft,
  removeDraft,
  SECRET_LIFETIME_MS,
  type Secrets,
  secretsKey,
  writeDraft,
} from '../connect/draft';
import {
  type FormInput,
  formInputs,
  freeNameId,
  inputNamedBy,
  nextEmpty,
  problemsOf,
  TITLE_ID,
} from '../connect/form-fields';
import { isUnderWay, type Job, jobKey, readJob, removeJob } from '../connect/job';
import { fillNameTemplate } from '../connect/name';
import type { ApiError } from '../failure';

const NO_SECRETS: Secrets = { values: {}, editedAt: 0 };
const MINUTE_MS = 60_000;

/** What storage keeps of an app's form. */
export interface FormState {
  draft: Draft | null;
  secrets: Secrets | null;
  job: Job | null;
  /** A key that was pasted into the search box and waits for its field. */
  pasted: string | null;
}

/** Reads {@link FormState}. */
export async function readFormState(accountId: string, appId: string): Promise<FormState> {
  const now = Date.now();
  const [kept, job, search] = await Promise.all([
    readDraft(accountId, appId, now),
    readJob(accountId, appId),
    readDraft(accountId, PASTED_INTO_SEARCH, now),
  ]);
  return { ...kept, job, pasted: search.secrets?.values[PASTED_INTO_SEARCH] ?? null };
}

/** An app's form in an account: what is typed, what was ordered, and what came of it. */
export function createForm(config: Config, account: ReadonlySignal<Account>, app: AppSummary, initial: FormState) {
  const { id: accountId } = account.value;
  const definition = config.apps.find((known) => known.app === app.id) ?? null;
  const firstRow = () => ({ id: crypto.randomUUID(), name: '' });
  const blank = (): Draft => (definition ? EMPTY_DRAFT : { ...EMPTY_DRAFT, freeFields: [firstRow()] });

  const draft = signal(initial.draft ?? blank());
  const secrets = signal(initial.secrets ?? NO_SECRETS);
  const job = signal(initial.job);
  const pasted = signal(initial.pasted);
  /** Problems are said after the first try to send, and then as they come and go. */
  const checked = signal(false);
  /** Inputs edited since Zapier refused them. */
  const edited = signal<ReadonlySet<string>>(new Set());
  const now = signal(Date.now());

  const usualTitle = computed(() => {
    const template = definition?.nameTemplate ?? config.nameTemplate;
    return fillNameTemplate(template, { customer: customerName(account.value), app: app.title });
  });
  const title = computed(() => draft.value.title ?? usualTitle.value);
  const inputs = computed(() => formInputs(definition, title.value, draft.value, secrets.value));
  const problems = computed(() => (checked.value ? problemsOf(inputs.value) : {}));
  const underWay = computed(() => isUnderWay(job.value));

  const failure = computed(() => (job.value?.progress.status === 'failed' ? job.value.progress.failure : null));
  const refusals = computed<{ error: ApiError; inputId: string | null }[]>(() => {
    const errors = failure.value && 'errors' in failure.value ? failure.value.errors : [];
    return errors.map((error) => ({ error, inputId: inputNamedBy(error, definition, draft.value) }));
  });

  /** Whether something secret is typed, and for how many more minutes it is kept. */
  const secretMinutesLeft = computed(() => {
    if (!Object.values(secrets.value.values).some(Boolean)) return null;
    const left = secrets.value.editedAt + SECRET_LIFETIME_MS - now.value;
    return Math.max(1, Math.ceil(left / MINUTE_MS));
  });
  /** Secrets that were typed and are gone because their time was up. */
  const wiped = computed(() => draft.value.secretIds.filter((id) => !secrets.value.values[id]));

  function keep(changedDraft: Draft, changedSecrets: Secrets) {
    batch(() => {
      draft.value = changedDraft;
      secrets.value = changedSecrets;
      now.value = Date.now();
    });
    void writeDraft(accountId, app.id, changedDraft, changedSecrets);
  }

  function editSecret(id: string, value: string) {
    const values = { ...livingSecrets().values, [id]: value };
    const secretIds = value
      ? [...new Set([...draft.value.secretIds, id])]
      : draft.value.secretIds.filter((other) => other !== id);
    keep({ ...draft.value, secretIds }, { values, editedAt: Date.now() });
  }

  function edit(input: FormInput, value: string) {
    edited.value = new Set([...edited.value, input.id]);
    if (input.secret) return editSecret(input.id, value);
    if (input.kind === 'title') return keep({ ...draft.value, title: value }, livingSecrets());
    if (input.kind === 'credential')
      return keep({ ...draft.value, values: { ...draft.value.values, [input.id]: value } }, livingSecrets());
    const freeFields = draft.value.freeFields.map((row) =>
      freeNameId(row.id) === input.id ? { ...row, name: value } : row,
    );
    keep({ ...draft.value, freeFields }, livingSecrets());
  }

  function forgetJob() {
    job.value = null;
    void removeJob(accountId, app.id);
  }

  function startOver() {
    batch(() => {
      draft.value = blank();
      secrets.value = NO_SECRETS;
      checked.value = false;
      edited.value = new Set();
    });
    void removeDraft(accountId, app.id);
    forgetJob();
  }

  function dropExpiredSecrets() {
    now.value = Date.now();
    if (secrets.value.editedAt + SECRET_LIFETIME_MS <= now.value && secretMinutesLeft.peek() !== null)
      secrets.value = NO_SECRETS;
  }

  /** What may be written again: the clock may not have struck yet since the secrets' time was up. */
  function livingSecrets(): Secrets {
    dropExpiredSecrets();
    return secrets.value;
  }

  function showJob(stored: Job | null) {
    if (!stored || stored.id !== job.value?.id) return;
    job.value = stored;
    if (stored.progress.status === 'connected')
      batch(() => {
        draft.value = blank();
        secrets.value = NO_SECRETS;
      });
  }

  return {
    app,
    definition,
    draft,
    title,
    inputs,
    problems,
    underWay,
    job,
    failure,
    refusals,
    edited,
    pasted,
    wiped,
    secretMinutesLeft,
    edit,
    startOver,
    forgetJob,

    /** Adds a row to the free form and answers with the id of the input where the hand goes next. */
    addField(): string {
      const row = firstRow();
      keep({ ...draft.value, freeFields: [...draft.value.freeFields, row] }, livingSecrets());
      return freeNameId(row.id);
    },

    /** Whether anything was typed that would be missed. */
    isBegun: () =>
      draft.value.title !== null ||
      draft.value.secretIds.length > 0 ||
      Object.values(draft.value.values).some(Boolean) ||
      draft.value.freeFields.some(({ name }) => name !== ''),

    /** Where Enter goes from an input: the next empty required one, or null when none is left. */
    nextEmpty: (afterId: string) => nextEmpty(inputs.value, afterId),

    /** The input that needs the hand first. */
    firstInput(): string {
      const refused = refusals.value.find(({ inputId }) => inputId)?.inputId;
      const credentials = inputs.value.filter(({ kind }) => kind !== 'title');
      const empty = credentials.find(({ required, value }) => required && value === '');
      return refused ?? empty?.id ?? credentials[0]?.id ?? TITLE_ID;
    },

    /** Puts the key that was pasted into the search into its field. */
    fillPasted(inputId: string) {
      const value = pasted.value;
      if (value === null) return;
      this.forgetPasted();
      editSecret(inputId, value.trim());
    },

    forgetPasted() {
      pasted.value = null;
      void storage.removeItem(secretsKey(accountId, PASTED_INTO_SEARCH));
    },

    /**
     * Orders the connection, in the very task of the click, or answers with the id of the first input
     * that keeps it from being sent. The background takes the order up from storage.
     */
    order(): string | null {
      if (underWay.value) return null;
      checked.value = true;
      edited.value = new Set();
      dropExpiredSecrets();
      const [wrong] = Object.keys(problems.value);
      if (wrong !== undefined) return wrong;
      const ordered: Job = {
        id: crypto.randomUUID(),
        accountId,
        app: { id: app.id, title: app.title },
        title: title.value.trim(),
        progress: { status: 'ordered' },
      };
      job.value = ordered;
      void storage.setItems([
        ...draftItems(accountId, app.id, draft.value, secrets.value),
        { key: jobKey(accountId, app.id), value: ordered },
      ]);
      return null;
    },

    /** Follows the job and the clock while the form is shown; answers with the way to stop. */
    follow(): () => void {
      const unwatch = storage.watch<Job>(jobKey(accountId, app.id), showJob);
      // The job may have ended between the form's first look and this one.
      const known = job.value;
      void readJob(accountId, app.id).then((stored) => {
        if (job.value === known) showJob(stored);
      });
      const clock = setInterval(dropExpiredSecrets, MINUTE_MS / 4);
      return () => {
        unwatch();
        clearInterval(clock);
      };
    },
  };
}

/** What {@link createForm} gives. */
export type Form = ReturnType<typeof createForm>;
