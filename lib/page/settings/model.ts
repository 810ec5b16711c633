import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { Config, EffectiveConfig } from '../../shared/config';
import { CONFIG_KEYS } from '../../shared/config';
import { fillNameTemplate, localDay } from '../../shared/name';
import type { NameParts } from '../../shared/name-template';
import type { Result } from '../../shared/result';
import { asTyped, type SettingsFailure, type SettingsInput } from '../../shared/settings';

/** What is stored: the configuration in force, and what was typed in Settings. */
export interface StoredSettings {
  config: EffectiveConfig;
  settings: Partial<SettingsInput>;
}

/** What the model needs of the world around it. */
export interface SettingsStore {
  load(): Promise<StoredSettings>;
  /** Rejects when the background is broken. */
  save(settings: SettingsInput): Promise<Result<null, SettingsFailure[]>>;
}

/** How the latest Save went. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'refused' | 'no-answer';

/** The Settings page's state and what can be done to it. */
export interface SettingsPage {
  /** As typed. */
  draft: ReadonlySignal<SettingsInput>;
  locked: ReadonlySignal<(keyof Config)[]>;
  unusable: ReadonlySignal<(keyof Config)[]>;
  /** Of the latest Save; those of a value go when it is edited. */
  failures: ReadonlySignal<SettingsFailure[]>;
  saveState: ReadonlySignal<SaveState>;
  isChanged: ReadonlySignal<boolean>;
  /** A connection's name by the template as typed, today. */
  exampleName(parts: Omit<NameParts, 'date'>): string;
  edit<K extends keyof SettingsInput>(key: K, value: SettingsInput[K]): void;
  save(): Promise<void>;
  /** Takes over what is stored now; what was edited and not saved stays. */
  reload(): Promise<void>;
}

/** Builds a {@link SettingsPage} on what is stored. */
export const SettingsModel = createModel((stored: StoredSettings, store: SettingsStore): SettingsPage => {
  const draft = signal(toInput(stored));
  const baseline = signal(draft.peek());
  const locked = signal(stored.config.locked);
  const unusable = signal(stored.config.unusable);
  const failures = signal<SettingsFailure[]>([]);
  const saveState = signal<SaveState>('idle');
  const isChanged = computed(() => changedKeys(draft.value, baseline.value).length > 0);

  async function reload(): Promise<void> {
    const now = await store.load();
    const fresh = toInput(now);
    const edited = changedKeys(draft.peek(), baseline.peek()).filter((key) => !now.config.locked.includes(key));
    const kept = Object.fromEntries(edited.map((key) => [key, draft.peek()[key]]));
    baseline.value = fresh;
    draft.value = { ...fresh, ...kept };
    locked.value = now.config.locked;
    unusable.value = now.config.unusable;
  }

  return {
    draft,
    locked,
    unusable,
    failures,
    saveState,
    isChanged,
    reload,

    exampleName: (parts) => fillNameTemplate(draft.value.nameTemplate, { ...parts, date: localDay(new Date()) }),

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
        const result = await store.save(sent);
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

/** The form for what is stored. Apps keep the text they were typed as; a policy's are written out. */
function toInput({ config, settings }: StoredSettings): SettingsInput {
  const { locked, unusable, ...values } = config;
  return asTyped(values, locked.includes('apps') ? JSON.stringify(values.apps, null, 2) : (settings.apps ?? ''));
}

function changedKeys(input: SettingsInput, other: SettingsInput): (keyof Config)[] {
  return CONFIG_KEYS.filter((key) => input[key] !== other[key]);
}
