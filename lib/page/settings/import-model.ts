import { batch, computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import type { AppDefinition } from '../../shared/definitions/definition';
import { needsZapierPage } from '../../shared/definitions/definition';
import type { DefinitionFailure } from '../../shared/definitions/definition-failure';
import { MAX_LENGTH, parseDefinitions } from '../../shared/definitions/parse-definitions';
import { importDefinition } from './import-definition';

/** The Apps setting's text, to which an import is added. */
export interface AppsText {
  value: ReadonlySignal<string>;
  edit(text: string): void;
}

/** A file that the agent has chosen, such as a browser `File`. */
export interface DefinitionFile {
  name: string;
  /** Bytes. */
  size: number;
  text(): Promise<string>;
}

/** The import form's input. */
export interface ImportInput {
  app: string;
  title: string;
  text: string;
}

/** Why an import was refused. */
export type ImportFailure =
  | { field: 'app'; code: 'missing' | 'not-a-uuid' }
  | { field: 'title'; code: 'missing' }
  | { field: 'text'; code: 'missing' | 'apps-broken' }
  | { field: 'text'; code: 'file-too-large' | 'file-unreadable'; name: string }
  | ({ field: 'text'; code: 'refused' } & DefinitionFailure);

/** An import that can still be undone. */
export interface Imported {
  title: string;
  /** Number of fields in its definition. */
  fields: number;
  isReplacement: boolean;
  needsZapierPage: boolean;
  ignoredCode: string[];
}

/** Imports one app's definition into the Apps setting. */
export interface DefinitionImport {
  input: ReadonlySignal<ImportInput>;
  failures: ReadonlySignal<ImportFailure[]>;
  /** The latest import; null once the setting has been edited or saved since. */
  imported: ReadonlySignal<Imported | null>;
  wasUndone: ReadonlySignal<boolean>;
  edit<K extends keyof ImportInput>(key: K, value: string): void;
  readFile(file: DefinitionFile): Promise<void>;
  /** Adds the typed definition to the setting, or sets `failures`. */
  add(): void;
  undo(): void;
}

const EMPTY: ImportInput = { app: '', title: '', text: '' };
const uuid = v.pipe(v.string(), v.uuid());
const withApp = v.object({ app: v.string() });

/** Builds a {@link DefinitionImport} on the Apps setting. `isSaved` becomes true when Save has stored it. */
export const ImportModel = createModel((apps: AppsText, isSaved: ReadonlySignal<boolean>): DefinitionImport => {
  const input = signal(EMPTY);
  const failures = signal<ImportFailure[]>([]);
  const wasUndone = signal(false);
  const latest = signal<{ imported: Imported; before: string; after: string; typed: ImportInput } | null>(null);
  const undoable = computed(() => {
    const done = latest.value;
    return done && done.after === apps.value.value && !isSaved.value ? done : null;
  });

  function problems({ app, title, text }: ImportInput): ImportFailure[] {
    const found: ImportFailure[] = [];
    if (!app.trim()) found.push({ field: 'app', code: 'missing' });
    else if (!v.is(uuid, app.trim())) found.push({ field: 'app', code: 'not-a-uuid' });
    if (!title.trim()) found.push({ field: 'title', code: 'missing' });
    if (!text.trim()) found.push({ field: 'text', code: 'missing' });
    return found;
  }

  return {
    input,
    failures,
    imported: computed(() => undoable.value?.imported ?? null),
    wasUndone,

    edit(key, value) {
      batch(() => {
        input.value = { ...input.value, [key]: value };
        failures.value = failures.value.filter(({ field }) => field !== key);
        wasUndone.value = false;
      });
    },

    async readFile(file) {
      if (file.size > MAX_LENGTH) {
        failures.value = [{ field: 'text', code: 'file-too-large', name: file.name }];
        return;
      }
      try {
        this.edit('text', await file.text());
      } catch {
        failures.value = [{ field: 'text', code: 'file-unreadable', name: file.name }];
      }
    },

    add() {
      const typed = input.value;
      const read = typed.text.trim() ? importDefinition(typed.text) : null;
      const refused: ImportFailure[] =
        read && !read.ok ? read.failure.map((failure) => ({ field: 'text', code: 'refused', ...failure })) : [];
      const before = apps.value.value;
      const list = listOf(before);
      if (list === null) refused.push({ field: 'text', code: 'apps-broken' });
      failures.value = [...problems(typed), ...refused];
      if (failures.value.length > 0 || !read?.ok || list === null) return;

      const { authentication, ignoredCode } = read.value;
      const definition: AppDefinition = {
        app: typed.app.trim().toLowerCase(),
        title: typed.title.trim(),
        authentication,
      };
      const at = list.findIndex(({ app }) => app.trim().toLowerCase() === definition.app);
      // Keeps the author's other keys, such as a name template or a pin, which an import does not contain.
      const after = at < 0 ? [...list, definition] : list.with(at, { ...list[at], ...definition });
      const text = JSON.stringify(after, null, 2);
      const imported: Imported = {
        title: definition.title,
        fields: authentication.fields.length,
        isReplacement: at >= 0,
        needsZapierPage: needsZapierPage(definition),
        ignoredCode,
      };
      batch(() => {
        latest.value = { imported, before, after: text, typed };
        input.value = EMPTY;
        wasUndone.value = false;
        apps.edit(text);
      });
    },

    undo() {
      const done = undoable.value;
      if (!done) return;
      batch(() => {
        latest.value = null;
        input.value = done.typed;
        wasUndone.value = true;
        apps.edit(done.before);
      });
    },
  };
});

/** Returns the definitions as their author wrote them, or null if the setting is not a list of definitions. */
function listOf(text: string): { app: string }[] | null {
  if (!text.trim()) return [];
  if (!parseDefinitions(text).ok) return null;
  const value: unknown = JSON.parse(text);
  return (Array.isArray(value) ? value : [value]).filter((item) => v.is(withApp, item));
}
