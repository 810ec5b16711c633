import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import {
  asTyped,
  type Config,
  type EffectiveConfig,
  SETTINGS_KEYS,
  type SettingsFailure,
  type SettingsInput,
  type SettingsKey,
} from '../../shared/config';
import { fillNameTemplate, localDay, type NameParts } from '../../shared/name-template';
import type { Result } from '../../shared/result';

/** The stored configuration in force, and the values typed in Settings. */
export interface StoredSettings {
  config: EffectiveConfig;
  settings: Partial<SettingsInput>;
}

/** Loads and saves settings for the model. */
export interface SettingsStore {
  load(): Promise<StoredSettings>;
  /** Rejects when the background is broken. */
  save(settings: SettingsInput): Promise<Result<null, SettingsFailure[]>>;
}

/** Texts in force where none is set. They are in the words' file, as they are in a language. */
export type Usual = Pick<Config, 'receiptTemplate' | 'linkTemplate'>;

/** State of the latest Save. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'refused' | 'no-answer';

/** The Settings page's state and actions. */
export interface SettingsPage {
  /** The values as typed. */
  draft: ReadonlySignal<SettingsInput>;
  /** The values as Save sends them: a text that was left as usual is empty. */
  asSaved: ReadonlySignal<SettingsInput>;
  locked: ReadonlySignal<(keyof Config)[]>;
  unusable: ReadonlySignal<(keyof Config)[]>;
  /** Failures of the latest Save; a value's failures disappear when it is edited. */
  failures: ReadonlySignal<SettingsFailure[]>;
  saveState: ReadonlySignal<SaveState>;
  isChanged: ReadonlySignal<boolean>;
  /** Returns a connection's name made today from the typed template. */
  exampleName(parts: Omit<NameParts, 'date'>): string;
  /** Returns the text in force where a value is empty, which is shown instead. */
  usual(key: SettingsKey): string;
  edit<K extends keyof SettingsInput>(key: K, value: SettingsInput[K]): void;
  save(): Promise<void>;
  /** Reloads stored values but keeps unsaved edits. */
  reload(): Promise<void>;
}

/** Builds a {@link SettingsPage} from stored values. */
export const SettingsModel = createModel((stored: StoredSettings, store: SettingsStore, usual: Usual): SettingsPage => {
  const draft = signal(toInput(stored, usual));
  const baseline = signal(draft.peek());
  const locked = signal(stored.config.locked);
  const unusable = signal(stored.config.unusable);
  const failures = signal<SettingsFailure[]>([]);
  const saveState = signal<SaveState>('idle');
  // A usual text is not stored, so that a changed one of a later version reaches everybody who kept it.
  const asSaved = computed(() => ({ ...draft.value, ...emptied(draft.value, usual) }));
  const isChanged = computed(() => changedKeys(draft.value, baseline.value).length > 0);

  async function reload(): Promise<void> {
    const now = await store.load();
    const fresh = toInput(now, usual);
    const edited = changedKeys(draft.peek(), baseline.peek()).filter((key) => !now.config.locked.includes(key));
    const kept = Object.fromEntries(edited.map((key) => [key, draft.peek()[key]]));
    baseline.value = fresh;
    draft.value = { ...fresh, ...kept };
    locked.value = now.config.locked;
    unusable.value = now.config.unusable;
  }

  return {
    draft,
    asSaved,
    locked,
    unusable,
    failures,
    saveState,
    isChanged,
    reload,

    exampleName: (parts) => fillNameTemplate(draft.value.nameTemplate, { ...parts, date: localDay(new Date()) }),

    usual: (key) => (key === 'receiptTemplate' || key === 'linkTemplate' ? usual[key] : ''),

    edit(key, value) {
      draft.value = { ...draft.value, [key]: value };
      failures.value = failures.value.filter((failure) => failure.key !== key);
      if (saveState.value !== 'saving') saveState.value = 'idle';
    },

    async save() {
      if (saveState.value === 'saving') return;
      saveState.value = 'saving';
      failures.value = [];
      const sent = draft.value;
      try {
        const result = await store.save(asSaved.value);
        if (result.ok) {
          baseline.value = sent;
          await reload();
          saveState.value = 'saved';
        } else {
          failures.value = result.failure;
          saveState.value = 'refused';
        }
      } catch {
        saveState.value = 'no-answer';
      }
    },
  };
});

/**
 * Returns the form's values. Apps stay as they were typed; apps set by policy are shown as formatted JSON. A template
 * that is not set is shown as the usual one, to be changed.
 */
function toInput({ config, settings }: StoredSettings, usual: Usual): SettingsInput {
  const { locked, unusable, ...configured } = config;
  const values = {
    ...configured,
    receiptTemplate: configured.receiptTemplate || usual.receiptTemplate,
    linkTemplate: configured.linkTemplate || usual.linkTemplate,
  };
  return asTyped(values, locked.includes('apps') ? JSON.stringify(values.apps, null, 2) : (settings.apps ?? ''));
}

/** Returns the texts that were left as usual, each as an empty one. */
function emptied(sent: SettingsInput, usual: Usual): Partial<Usual> {
  const keys = Object.keys(usual) as (keyof Usual)[];
  return Object.fromEntries(keys.filter((key) => sent[key] === usual[key]).map((key) => [key, '']));
}

function changedKeys(input: SettingsInput, other: SettingsInput): SettingsKey[] {
  return SETTINGS_KEYS.filter((key) => input[key] !== other[key]);
}
