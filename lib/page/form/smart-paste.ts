import { batch, effect, type ReadonlySignal, signal } from '@preact/signals';
import { SECRET_LIFETIME_MS } from '../../shared/draft';
import type { Cleaning } from '../paste/clean';
import type { Recognised } from '../paste/recognise';
import type { Taken } from '../paste/take';
import type { FieldRules, Target } from '../paste/target';
import type { Entry } from './entry';
import { freeNameId } from './form-inputs';

/** A paste that could fill several fields. None of it is in the form yet. */
export interface PasteOffer {
  /** The input it was pasted into. */
  inputId: string;
  /** The pasted text, unchanged. */
  text: string;
  fields: Recognised[];
  /** Names in the text for which there is no field. */
  leftOver: string[];
  /** True if the text was pasted into the search, and is none for an input. */
  isHeld: boolean;
  /** Epoch milliseconds. */
  pastedAt: number;
}

/** What a paste did. Dropped once its fields hold something else. */
export interface PasteNote {
  /** The input it was pasted into. */
  inputId: string;
  /** How many fields it filled; null if it was a single value that was cleaned, or a text too long to look into. */
  filled: number | null;
  removed: Cleaning[];
  /** What was pasted, where a single value was taken out of it. */
  text: string | null;
  isTooLong: boolean;
  /** True while nothing has been typed since. */
  isLast: boolean;
}

const NOTE = { filled: null, removed: [], text: null, isTooLong: false, isLast: true };

/** The field values after and before a paste, to check its note and to undo it. May be secrets, so never stored. */
interface Step {
  after: ReadonlyMap<string, string>;
  before: ReadonlyMap<string, string>;
  addedRows: string[];
}

const NO_STEP: Step = { after: new Map(), before: new Map(), addedRows: [] };

/** From this many UTF-16 units on, a text is read in a task of its own, so that no task is felt. */
const LONG = 4096;

/** Lets the browser do something else. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve);
  });

/** Handles pastes: fills several fields after a confirmation, or cleans one value. Offers are kept only in memory. */
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

    /** True if a paste into this input is looked into. */
    looksInto: (inputId: string) => entry.inputs.value.some(({ id, kind }) => id === inputId && kind !== 'title'),

    /**
     * Reads what is pasted into an input, and shows an offer if it has values for the form. Nothing is filled yet.
     * `isHeld` is true for a text that was pasted into the search.
     */
    async take(inputId: string, text: string, isHeld = false): Promise<Taken> {
      // Loaded by the first paste, since most openings of the form see none.
      const { take } = await import('../paste/take');
      const isLong = text.length > LONG;
      if (isLong) await nextTask();
      const input = entry.inputs.value.find(({ id }) => id === inputId);
      if (!input || input.kind === 'title') return { as: 'it-is' };
      const taken = take(text, { targets: targets(), rules, addsRows, inputId, field: input.field, isHeld });
      if (isLong) await nextTask();
      if (taken.as === 'offer') {
        forgetNote();
        const { fields, leftOver } = taken;
        offer.value = { inputId, text, fields, leftOver, isHeld, pastedAt: Date.now() };
      }
      return taken;
    },

    /** Says what became of a pasted text that is now in an input. */
    sayTaken(inputId: string, text: string, taken: Taken) {
      const made = { ...NO_STEP, after: valuesOf([inputId]) };
      if (taken.as === 'cleaned') say({ ...NOTE, inputId, removed: taken.removed, text }, made);
      else if (taken.as === 'it-is' && taken.isTooLong) say({ ...NOTE, inputId, isTooLong: true }, made);
    },

    /** Chooses one of a field's readings for the offer. */
    choose(at: number, value: string) {
      const offered = offer.value;
      if (!offered) return;
      offer.value = {
        ...offered,
        fields: offered.fields.map((field, place) => (place === at ? { ...field, value } : field)),
      };
    },

    /** Fills the offered fields in one step. Returns the id of the input to focus, or null if there is nothing to fill. */
    fill(): string | null {
      const offered = offer.value;
      const sure = offered?.fields.filter(({ value }) => value !== null) ?? [];
      if (!offered || sure.length === 0) return null;
      const blank = entry.draft.value.freeFields.filter(({ id, name }) => name === '' && !valuesOf([id]).get(id));
      const addRows: { id: string; name: string }[] = [];
      const after = new Map<string, string>();
      for (const { id, name, value } of sure) {
        const row = id === null ? (blank.shift() ?? { id: crypto.randomUUID(), name: '' }) : null;
        if (row && !entry.draft.value.freeFields.includes(row)) addRows.push(row);
        if (row) after.set(freeNameId(row.id), name);
        after.set(row?.id ?? id ?? '', value ?? '');
      }
      const before = valuesOf(after.keys());
      batch(() => {
        offer.value = null;
        entry.change({ values: after, addRows });
      });
      const { inputId } = offered;
      const made = { after, before, addedRows: addRows.map(({ id }) => id) };
      say({ ...NOTE, inputId, filled: sure.length }, made);
      return entry.nextEmpty(inputId) ?? inputId;
    },

    /** Restores the fields to their values before they were filled. */
    undo() {
      const { before, addedRows } = step;
      forgetNote();
      entry.change({ values: before, removeRows: addedRows });
    },

    /** Drops the offer. Returns the pasted text and its input, or null if there is no offer. */
    decline(): { inputId: string; text: string } | null {
      const declined = offer.value;
      offer.value = null;
      return declined;
    },

    /** Drops the offer and the note. */
    forget() {
      offer.value = null;
      forgetNote();
    },

    /** Drops an offer that is older than secrets may get. */
    dropExpired() {
      if (offer.value && offer.value.pastedAt + SECRET_LIFETIME_MS <= Date.now()) offer.value = null;
    },

    /** Updates the note as its fields change. Returns a function that stops. */
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

/** The part of a form's model that {@link createSmartPaste} returns. */
export type SmartPaste = ReturnType<typeof createSmartPaste>;
