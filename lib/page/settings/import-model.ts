import { batch, computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { askedFields } from '../../shared/definitions/credentials';
import type { AppDefinition } from '../../shared/definitions/definition';
import { needsZapierPage } from '../../shared/definitions/definition';
import type { DefinitionFailure } from '../../shared/definitions/definition-failure';
import { parseDefinitions } from '../../shared/definitions/parse-definitions';
import { parseJson } from '../../shared/definitions/parse-json';
import { failed, type Result } from '../../shared/result';
import { type FileProblem, readDefinitionFile } from './definition-file';
import { type ImportedAuthentication, importDefinition } from './import-definition';

/** The Apps setting's text, to which an import is added. */
export interface AppsText {
  value: ReadonlySignal<string>;
  edit(text: string): void;
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
  | { field: 'text'; code: 'missing' | 'apps-broken' | 'apps-full' }
  | { field: 'file'; code: FileProblem; name: string }
  | { field: 'file'; code: 'several-files' }
  /** `name` is that of the file in which it was found. */
  | ({ field: 'text' | 'file'; code: 'refused'; name?: string } & DefinitionFailure);

/** A file whose authentication has been taken over into the text. */
export interface TakenFile {
  name: string;
  type: AppDefinition['authentication']['type'];
  /** Number of fields that its form has. */
  fields: number;
}

/** An import that can still be undone. */
export interface Imported {
  title: string;
  /** Number of fields that its form has. */
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
  /** Name of the file that is being read. */
  reading: ReadonlySignal<string | null>;
  /** The file from which the text comes; null once the text has been edited since. */
  taken: ReadonlySignal<TakenFile | null>;
  edit<K extends keyof ImportInput>(key: K, value: string): void;
  /**
   * Shows the authentication that a file holds as the text, instead of what is there, or sets `failures` and takes back
   * what an earlier file gave; what was typed stays. The latest of several calls counts.
   */
  readFiles(files: readonly File[]): Promise<void>;
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
  const reading = signal<string | null>(null);
  const taken = signal<TakenFile | null>(null);
  let readings = 0;
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
    reading,
    taken,

    edit(key, value) {
      batch(() => {
        input.value = { ...input.value, [key]: value };
        failures.value = failures.value.filter(({ field }) => field !== key && !(key === 'text' && field === 'file'));
        wasUndone.value = false;
        if (key === 'text') taken.value = null;
      });
    },

    async readFiles(files) {
      const [file, ...others] = files;
      if (!file) return;
      const turn = ++readings;
      reading.value = file.name;
      const read: Result<ImportedAuthentication, ImportFailure[]> =
        others.length > 0 ? failed([{ field: 'file', code: 'several-files' }]) : await readOne(file);
      if (turn !== readings) return;
      batch(() => {
        reading.value = null;
        if (!read.ok) {
          if (taken.value) this.edit('text', '');
          failures.value = [...failures.value.filter(({ field }) => field !== 'file'), ...read.failure];
          return;
        }
        const { authentication, source } = read.value;
        this.edit('text', source);
        taken.value = { name: file.name, type: authentication.type, fields: fieldCount(authentication) };
      });
    },

    add() {
      const typed = input.value;
      const read = typed.text.trim() ? importDefinition(typed.text) : null;
      const refused: ImportFailure[] =
        read && !read.ok ? read.failure.map((failure) => ({ field: 'text', code: 'refused', ...failure })) : [];
      const before = apps.value.value;
      const list = definitionsIn(before);
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
      if (!parseDefinitions(text).ok) {
        failures.value = [{ field: 'text', code: 'apps-full' }];
        return;
      }
      const imported: Imported = {
        title: definition.title,
        fields: fieldCount(authentication),
        isReplacement: at >= 0,
        needsZapierPage: needsZapierPage(definition),
        ignoredCode,
      };
      batch(() => {
        latest.value = { imported, before, after: text, typed };
        input.value = EMPTY;
        taken.value = null;
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

/** Returns how many fields the form of an authentication has, those of its type included: none on Zapier's own page. */
function fieldCount(authentication: AppDefinition['authentication']): number {
  const definition: AppDefinition = { app: '', title: '', authentication };
  return needsZapierPage(definition) ? 0 : askedFields(definition).length;
}

/** Reads the authentication in a file, or returns what is wrong with the file or with what it holds. */
async function readOne(file: File): Promise<Result<ImportedAuthentication, ImportFailure[]>> {
  const { name } = file;
  const text = await readDefinitionFile(file);
  if (!text.ok) return failed([{ field: 'file', code: text.failure, name }]);
  const read = importDefinition(text.value);
  if (read.ok) return read;
  return failed(read.failure.map((failure) => ({ field: 'file', code: 'refused', name, ...failure })));
}

/** Returns the definitions as their author wrote them, or null if the setting is not a list of definitions. */
function definitionsIn(text: string): { app: string }[] | null {
  if (!text.trim()) return [];
  const json = parseJson(text);
  if (!json.ok || !parseDefinitions(text).ok) return null;
  return [json.value].flat().filter((item) => v.is(withApp, item));
}
