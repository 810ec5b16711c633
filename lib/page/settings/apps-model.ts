import { batch, computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { SettingsFailure } from '../../shared/config';
import { type EditedApp, editedApps, type FieldText, fieldsOfWritten, type Written, writtenIn } from './apps-text';
import type { AppsText } from './import-model';

/** What was done last, until the text is changed otherwise or saved. Only what was removed can be undone. */
export type AppsNote =
  | { kind: 'removed'; name: string }
  | { kind: 'restored'; name: string }
  /** `position` counts from 1. */
  | { kind: 'moved'; name: string; position: number; count: number };

/** Edits the definitions in the Apps setting. Its text is the only state: each change is written there at once. */
export interface AppsEditor {
  /** Null where the text cannot be edited here without losing something. */
  apps: ReadonlySignal<EditedApp[] | null>;
  /** Position of the definition that is open. */
  opened: ReadonlySignal<number | null>;
  note: ReadonlySignal<AppsNote | null>;
  /** Opens a definition, or closes it. */
  toggle(index: number): void;
  /** Adds an empty definition at the end and opens it. */
  add(): void;
  edit(index: number, key: 'app' | 'title', value: string): void;
  /** Moves a definition by that many places. */
  move(index: number, by: number): void;
  remove(index: number): void;
  addField(index: number): void;
  editField(index: number, at: number, key: FieldText, value: string): void;
  setSecret(index: number, at: number, isSecret: boolean): void;
  moveField(index: number, at: number, by: number): void;
  removeField(index: number, at: number): void;
  /** Puts back what was removed. */
  undo(): void;
}

/** The state before and after what was done last. */
interface Step {
  note: AppsNote;
  before: string;
  after: string;
  openedBefore: number | null;
}

/** Builds an {@link AppsEditor}. `failures` are those of the latest Save; `isSaved` becomes true when it has stored. */
export const AppsModel = createModel(
  (setting: AppsText, failures: ReadonlySignal<SettingsFailure[]>, isSaved: ReadonlySignal<boolean>): AppsEditor => {
    const opened = signal<number | null>(null);
    const latest = signal<Step | null>(null);
    const reasons = computed(
      () =>
        new Map(
          failures.value.flatMap((failure) =>
            failure.code === 'invalid-definition' ? [[failure.path, failure.reason] as const] : [],
          ),
        ),
    );
    const step = computed(() => (latest.value?.after === setting.value.value && !isSaved.value ? latest.value : null));

    /** Writes the definitions that `work` returns, given those that are written now. */
    function change(work: (list: Written[]) => Written[] | undefined, note: AppsNote | null = null): void {
      const before = setting.value.value;
      const list = writtenIn(before);
      const changed = list && work(list);
      if (!changed) return;
      const after = changed.length > 0 ? JSON.stringify(changed, null, 2) : '';
      batch(() => {
        latest.value = note && { note, before, after, openedBefore: opened.value };
        setting.edit(after);
      });
    }

    /** Changes one definition's fields. */
    const changeFields = (index: number, work: (fields: Written[]) => void, note: AppsNote | null = null) =>
      change((list) => {
        const item = list[index];
        if (item) work(fieldsOfWritten(item));
        return list;
      }, note);

    const namesOf = (index: number, at?: number) => {
      const app = editedApps(setting.value.value, reasons.value)?.[index];
      const texts = at === undefined ? null : app?.fields[at]?.texts;
      return (at === undefined ? app?.title : texts?.label || texts?.key) ?? '';
    };

    return {
      apps: computed(() => editedApps(setting.value.value, reasons.value)),
      opened,
      note: computed(() => step.value?.note ?? null),

      toggle(index) {
        opened.value = opened.value === index ? null : index;
      },

      add() {
        change((list) => {
          opened.value = list.length;
          return [...list, { app: '', title: '', authentication: { type: 'custom', fields: [{ key: '' }] } }];
        });
      },

      edit(index, key, value) {
        change((list) => list.map((item, at) => (at === index ? { ...item, [key]: value } : item)));
      },

      move(index, by) {
        const count = this.apps.value?.length ?? 0;
        if (index + by < 0 || index + by >= count) return;
        const note: AppsNote = { kind: 'moved', name: namesOf(index), position: index + by + 1, count };
        batch(() => {
          change((list) => moved(list, index, by), note);
          if (opened.value === index) opened.value = index + by;
          else if (opened.value === index + by) opened.value = index;
        });
      },

      remove(index) {
        batch(() => {
          change((list) => list.toSpliced(index, 1), { kind: 'removed', name: namesOf(index) });
          const { value } = opened;
          if (value !== null && value >= index) opened.value = value === index ? null : value - 1;
        });
      },

      addField(index) {
        changeFields(index, (fields) => fields.push({ key: '' }));
      },

      editField(index, at, key, value) {
        changeFields(index, (fields) => {
          const field = fields[at];
          if (!field) return;
          const isUsual = value === (key === 'type' ? 'string' : '');
          if (isUsual && key !== 'key') delete field[key];
          else field[key] = value;
        });
      },

      setSecret(index, at, isSecret) {
        changeFields(index, (fields) => {
          const field = fields[at];
          if (!field) return;
          if (isSecret) delete field.isNoSecret;
          else field.isNoSecret = true;
        });
      },

      moveField(index, at, by) {
        const count = this.apps.value?.[index]?.fields.length ?? 0;
        if (at + by < 0 || at + by >= count) return;
        const note: AppsNote = { kind: 'moved', name: namesOf(index, at), position: at + by + 1, count };
        changeFields(index, (fields) => fields.splice(0, fields.length, ...moved(fields, at, by)), note);
      },

      removeField(index, at) {
        changeFields(index, (fields) => fields.splice(at, 1), { kind: 'removed', name: namesOf(index, at) });
      },

      undo() {
        const done = step.value;
        if (done?.note.kind !== 'removed') return;
        const note: AppsNote = { kind: 'restored', name: done.note.name };
        batch(() => {
          latest.value = { note, before: done.before, after: done.before, openedBefore: null };
          opened.value = done.openedBefore;
          setting.edit(done.before);
        });
      },
    };
  },
);

/** Returns a list with one item moved by that many places. */
function moved<T>(list: T[], index: number, by: number): T[] {
  return list.toSpliced(index, 1).toSpliced(index + by, 0, ...list.slice(index, index + 1));
}
