import { batch, computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import { type EffectiveConfig, POLICY_SWITCHES, type SettingsInput, type SettingsKey } from '../../shared/config';
import { appChanges, type Change } from './changes';
import type { SettingsPage } from './model';
import {
  type Forbidden,
  type PolicyIds,
  type PolicyPlace,
  policyFile,
  policyValues,
  SECRET_PLACEHOLDER,
  unusableKeys,
} from './policy-files';
import { readSettingsFile, type SettingsFileFailure, settingsFile } from './settings-file';

/** Bytes that a file of settings may have: apps of a million characters, and the rest. */
const MAX_SIZE = 4_000_000;

/** A file that was chosen, such as a browser `File`. */
export interface ChosenFile {
  name: string;
  /** Bytes. */
  size: number;
  text(): Promise<string>;
}

/** Why a chosen file changes nothing. */
export type ImportRefused =
  | SettingsFileFailure
  | { code: 'too-large' }
  | { code: 'unreadable' }
  | { code: 'no-change' };

/** What a chosen file would change. */
export interface Proposal {
  name: string;
  changes: Change[];
  ignored: string[];
  /** What the policy sets, so that the file cannot change it. */
  locked: SettingsKey[];
}

/** Whoever sets up the extension for everybody: policy files, and settings as a file. */
export interface Everybody {
  /** Keys above whose values have to be corrected before there can be a file. */
  unusable: ReadonlySignal<SettingsKey[]>;
  place: ReadonlySignal<PolicyPlace>;
  chromeId: ReadonlySignal<string>;
  isChromeId: ReadonlySignal<boolean>;
  forbidden: ReadonlySignal<Forbidden[]>;
  file: ReadonlySignal<{ name: string; text: string }>;
  /** The placeholder in the file that has to be replaced by the client secret; null if there is none. */
  placeholder: ReadonlySignal<string | null>;
  choose(place: PolicyPlace): void;
  editChromeId(id: string): void;
  forbid(what: Forbidden, isForbidden: boolean): void;

  exported(): { name: string; text: string };
  proposal: ReadonlySignal<Proposal | null>;
  refused: ReadonlySignal<{ name: string; failure: ImportRefused } | null>;
  /** Number of changed values that are filled in and can be undone until they are saved; null if there are none. */
  applied: ReadonlySignal<number | null>;
  readFile(file: ChosenFile): Promise<void>;
  /** Fills in what is proposed. Nothing is saved by that. */
  apply(): void;
  discard(): void;
  undo(): void;
}

/** Builds {@link Everybody} on the Settings page. `place` is where the first file shown is for. */
export const EverybodyModel = createModel(
  (page: SettingsPage, config: EffectiveConfig, ids: PolicyIds, first: PolicyPlace): Everybody => {
    const place = signal(first);
    const chromeId = signal(ids.chrome);
    const switchedOff = POLICY_SWITCHES.filter((key) => !config[key]);
    const isStayOff = config.locked.includes('staySignedIn') && !config.staySignedIn;
    const forbidden = signal<Forbidden[]>([...switchedOff, ...(isStayOff ? (['staySignedIn'] as const) : [])]);
    const policy = computed(() => policyValues(page.asSaved.value, forbidden.value));
    const proposal = signal<Proposal | null>(null);
    const refused = signal<{ name: string; failure: ImportRefused } | null>(null);
    const latest = signal<{ count: number; before: SettingsInput; after: SettingsInput } | null>(null);
    const undoable = computed(() => {
      const done = latest.value;
      return done && done.after === page.draft.value && page.saveState.value !== 'saved' ? done : null;
    });

    function proposed(name: string, values: Partial<SettingsInput>, ignored: string[]): Proposal | null {
      const now = page.asSaved.value;
      const entries = Object.entries(values) as [SettingsKey, string | boolean][];
      const different = entries.filter(([key, value]) => now[key] !== value);
      const isLocked = (key: SettingsKey) => page.locked.value.includes(key);
      const changes = different
        .filter(([key]) => !isLocked(key))
        .map(
          ([key, to]): Change => ({ key, from: now[key], to, ...(key === 'apps' && appChanges(now.apps, `${to}`)) }),
        );
      const locked = different.map(([key]) => key).filter(isLocked);
      return changes.length + locked.length + ignored.length > 0 ? { name, changes, ignored, locked } : null;
    }

    const edit = <K extends SettingsKey>(key: K, value: SettingsInput[K]) => page.edit(key, value);

    return {
      unusable: computed(() => unusableKeys(page.asSaved.value)),
      place,
      chromeId,
      isChromeId: computed(() => /^[a-p]{32}$/.test(chromeId.value)),
      forbidden,
      file: computed(() => policyFile(place.value, policy.value, { ...ids, chrome: chromeId.value })),
      placeholder: computed(() => ('clientSecret' in policy.value ? SECRET_PLACEHOLDER : null)),
      proposal,
      refused,
      applied: computed(() => undoable.value?.count ?? null),

      choose(chosen) {
        place.value = chosen;
      },

      editChromeId(id) {
        chromeId.value = id.trim();
      },

      forbid(what, isForbidden) {
        const others = forbidden.value.filter((one) => one !== what);
        forbidden.value = isForbidden ? [...others, what] : others;
      },

      exported: () => ({ name: 'quick-connect-settings.json', text: settingsFile(page.asSaved.value) }),

      async readFile(file) {
        const { name } = file;
        const refuse = (failure: ImportRefused) =>
          batch(() => {
            proposal.value = null;
            refused.value = { name, failure };
          });
        if (file.size > MAX_SIZE) return refuse({ code: 'too-large' });
        const text = await file.text().catch(() => null);
        if (text === null) return refuse({ code: 'unreadable' });
        const read = readSettingsFile(text);
        if (!read.ok) return refuse(read.failure);
        const found = proposed(name, read.value.values, read.value.ignored);
        if (!found) return refuse({ code: 'no-change' });
        batch(() => {
          refused.value = null;
          proposal.value = found;
        });
      },

      apply() {
        const accepted = proposal.value;
        if (!accepted) return;
        const before = page.draft.value;
        batch(() => {
          proposal.value = null;
          for (const { key, to } of accepted.changes) edit(key, (to === '' ? page.usual(key) : to) as never);
          latest.value = { count: accepted.changes.length, before, after: page.draft.value };
        });
      },

      discard() {
        proposal.value = null;
      },

      undo() {
        const done = undoable.value;
        if (!done) return;
        batch(() => {
          latest.value = null;
          for (const key of Object.keys(done.before) as SettingsKey[])
            if (done.before[key] !== done.after[key]) edit(key, done.before[key] as never);
        });
      },
    };
  },
);
