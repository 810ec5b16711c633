import type { AuthField } from '../../shared/definitions/definition';
import type { Cleaning } from './clean';
import { namesOf } from './match';
import { wordsOf } from './names';
import { oneValue } from './one-value';
import { LONGEST_TEXT } from './pair';
import { holdsKeyFile, type Recognition, recognise } from './recognise';
import type { FieldRules, Target } from './target';

/** The form that a text is pasted into. */
export interface PastedInto {
  targets: Target[];
  rules: FieldRules;
  /** True if the form has no definition, so that a paste may add rows. */
  addsRows: boolean;
  inputId: string;
  /** The input's field; null for a free row's. */
  field: AuthField | null;
  /** True for a text that was not pasted into the input, and goes nowhere unless it is offered. */
  isHeld: boolean;
}

/** What a pasted text is: something for the browser, one value without what is around it, or values for fields. */
export type Taken =
  | { as: 'it-is'; isTooLong?: true }
  | { as: 'cleaned'; text: string; removed: Cleaning[] }
  | ({ as: 'offer' } & Recognition);

/** Reads a pasted text for a form. */
export function take(text: string, { targets, rules, addsRows, inputId, field, isHeld }: PastedInto): Taken {
  const trimmed = text.trim();
  const hasLines = field !== null && takesLines(field);
  if (hasLines && holdsKeyFile(text)) return { as: 'it-is' };
  if (text.length > LONGEST_TEXT) return { as: 'it-is', isTooLong: true };
  // The form takes an address apart itself.
  if (/^https?:\/\/\S+$/.test(trimmed) && field?.inputFormat) return { as: 'it-is' };
  const isLine = !/[\r\n]/.test(trimmed);
  if (trimmed !== '') {
    const found = recognise(text, targets, rules, addsRows);
    if (isHeld) return isOfferedHeld(trimmed, found, targets) ? { as: 'offer', ...found } : { as: 'it-is' };
    const only = isLine && isDoubtful(trimmed, field) ? undefined : found.fields[0];
    if (
      only &&
      found.fields.length === 1 &&
      isLine &&
      only.id === inputId &&
      only.value !== null &&
      only.readings.length === 1
    )
      return {
        as: 'cleaned',
        text: only.value,
        removed: only.value === trimmed ? only.removed : [...only.removed, 'name'],
      };
    if (only && !(isLine && isOneWord(trimmed) && only.id !== inputId)) return { as: 'offer', ...found };
  }
  if (hasLines || !isLine) return { as: 'it-is' };
  const { value, removed } = oneValue(text, field);
  return removed.length === 0 ? { as: 'it-is' } : { as: 'cleaned', text: value, removed };
}

/** True for a word with a colon within, unless the field's own name stands before it: it may be a password. */
function isDoubtful(text: string, field: AuthField | null): boolean {
  const [, name = ''] = /^([^\s:"'{<]+):[^\s/]\S*$/.exec(text) ?? [];
  if (name === '' || text.includes('://')) return false;
  return field === null || !namesOf(field).some((own) => wordsOf(own).join('') === wordsOf(name).join(''));
}

/** True if a held text has values. One word with a colon within may be a password, as where it is pasted. */
function isOfferedHeld(text: string, { fields: [first] }: Recognition, targets: Target[]): boolean {
  const field = targets.find(({ id }) => id === first?.id)?.field ?? null;
  return first !== undefined && (/[\r\n]/.test(text) || !isDoubtful(text, field));
}

/** A word may be a whole secret, whatever signs it has. */
const isOneWord = (text: string) => !/\s/.test(text) && !/:\/\//.test(text) && !/;.*=/.test(text);

function takesLines({ type, list, dict, choices, inputFormat }: AuthField): boolean {
  if (list || dict) return true;
  return type === 'text' && !choices && !inputFormat;
}
