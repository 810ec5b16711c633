import { batch, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AuthField } from '../../shared/definitions/definition';
import { SECRET_LIFETIME_MS } from '../../shared/draft';
import { type Cleaning, clean } from '../paste/clean';
import { FEWEST_FIELDS, holdsKeyFile, isPassword, mayHoldPairs, type Recognised, recognise } from '../paste/recognise';
import type { FieldRules, Target } from '../paste/target';
import type { Entry } from './entry';
import { freeNameId } from './form-inputs';

/** What was pasted and could fill several fields; nothing of it is in the form yet. */
export interface PasteOffer {
  /** The input it was pasted into. */
  inputId: string;
  /** As it was pasted. */
  text: string;
  fields: Recognised[];
  /** Names of what found no field. */
  leftOver: string[];
  /** Epoch milliseconds. */
  pastedAt: number;
}

/** What a paste did, as long as what it put in is still there. */
export interface PasteNote {
  /** The input it was pasted into. */
  inputId: string;
  /** How many fields it filled; null where it is one value that was cleaned. */
  filled: number | null;
  removed: Cleaning[];
  /** Nothing else was typed since. */
  isLast: boolean;
}

/** What becomes of a paste: it stays the browser's, it is inserted cleaned, or it waits as an offer. */
export type PasteOutcome = { as: 'it-is' } | { as: 'cleaned'; text: string; removed: Cleaning[] } | { as: 'offer' };

/** What a note needs to see that it still holds, and to take it back. All secrets: never stored. */
interface Step {
  after: ReadonlyMap<string, string>;
  before: ReadonlyMap<string, string>;
  addedRows: string[];
}

const NO_STEP: Step = { after: new Map(), before: new Map(), addedRows: [] };

/** Pastes into a form: several fields at once after a confirmation, or one value cleaned. All of it is in memory only. */
export function createSmartPaste(entry: Entry, addsRows: boolean, rules: FieldRules) {
  const offer = signal<PasteOffer | null>(null);
  const note = signal<PasteNote | null>(null);
  let step = NO_STEP;

  const valuesOf = (ids: Iterable<string>) => {
    const values = new Map(entry.inputs.value.map(({ id, value }) => [id, value]));
    return new Map([...ids].map((id) => [id, values.get(id) ?? '']));
  };

  function targets(): Target[] {
    if (!addsRows) return entry.inputs.value.flatMap(({ id, field }) => (field && !field.dict ? [{ id, field }] : []));
    const named = entry.draft.value.freeFields.filter(({ name }) => name.trim() !== '');
    return named.map(({ id, name }) => ({ id, field: { key: name.trim() } }));
  }

  function say(said: PasteNote, made: Step) {
    step = made;
    note.value = said;
  }

  function forgetNote() {
    step = NO_STEP;
    note.value = null;
  }

  return {
    offer: offer as ReadonlySignal<PasteOffer | null>,
    note: note as ReadonlySignal<PasteNote | null>,

    /** Judges what is pasted into an input, before the browser inserts it. */
    take(inputId: string, text: string): PasteOutcome {
      const input = entry.inputs.value.find(({ id }) => id === inputId);
      if (!input || input.kind === 'title') return { as: 'it-is' };
      const hasLines = input.field !== null && takesLines(input.field);
      if (mayHoldPairs(text) && !(hasLines && holdsKeyFile(text))) {
        const { fields, leftOver } = recognise(text, targets(), rules, addsRows);
        if (fields.length >= FEWEST_FIELDS) {
          forgetNote();
          offer.value = { inputId, text, fields, leftOver, pastedAt: Date.now() };
          return { as: 'offer' };
        }
      }
      if (hasLines || /[\r\n]/.test(text.trim())) return { as: 'it-is' };
      const { value, removed } = clean(text, isPassword(`${input.field?.key} ${input.field?.label}`));
      return removed.length === 0 ? { as: 'it-is' } : { as: 'cleaned', text: value, removed };
    },

    /** Says what was taken away from the value that is now in an input. */
    sayCleaned(inputId: string, removed: Cleaning[]) {
      const after = valuesOf([inputId]);
      say({ inputId, filled: null, removed, isLast: true }, { ...NO_STEP, after });
    },

    /** Fills what is offered, as one step, and answers with the id of the input where the hand goes next. */
    fill(): string | null {
      const offered = offer.value;
      if (!offered) return null;
      const blank = entry.draft.value.freeFields.filter(({ id, name }) => name === '' && !valuesOf([id]).get(id));
      const addRows: { id: string; name: string }[] = [];
      const after = new Map<string, string>();
      for (const { id, name, value } of offered.fields) {
        const row = id === null ? (blank.shift() ?? { id: crypto.randomUUID(), name: '' }) : null;
        if (row && !entry.draft.value.freeFields.includes(row)) addRows.push(row);
        if (row) after.set(freeNameId(row.id), name);
        after.set(row?.id ?? id ?? '', value);
      }
      const before = valuesOf(after.keys());
      batch(() => {
        offer.value = null;
        entry.change({ values: after, addRows });
      });
      const { inputId, fields } = offered;
      const made = { after, before, addedRows: addRows.map(({ id }) => id) };
      say({ inputId, filled: fields.length, removed: [], isLast: true }, made);
      return entry.nextEmpty(inputId) ?? inputId;
    },

    /** Puts back what stood in the fields before they were filled. */
    undo() {
      const { before, addedRows } = step;
      forgetNote();
      entry.change({ values: before, removeRows: addedRows });
    },

    /** Drops the offer and answers with what was pasted where. */
    decline(): { inputId: string; text: string } | null {
      const declined = offer.value;
      offer.value = null;
      return declined;
    },

    /** Forgets all that was pasted and is not in the form. */
    forget() {
      offer.value = null;
      forgetNote();
    },

    /** Drops an offer whose secrets would have been wiped by now. */
    dropExpired() {
      if (offer.value && offer.value.pastedAt + SECRET_LIFETIME_MS <= Date.now()) offer.value = null;
    },

    /** Drops what is said of a paste once its fields hold something else; answers with the way to stop. */
    follow: () =>
      effect(() => {
        const values = new Map(entry.inputs.value.map(({ id, value }) => [id, value]));
        const said = note.peek();
        if (!said) return;
        if ([...step.after].some(([id, value]) => values.get(id) !== value)) forgetNote();
        else if (said.isLast) note.value = { ...said, isLast: false };
      }),
  };
}

function takesLines({ type, list, dict, choices, inputFormat }: AuthField): boolean {
  if (list || dict) return true;
  return type === 'text' && !choices && !inputFormat;
}

/** What {@link createSmartPaste} gives. */
export type SmartPaste = ReturnType<typeof createSmartPaste>;
