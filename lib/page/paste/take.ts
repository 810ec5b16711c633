import type { AuthField } from '../../shared/definitions/definition';
import type { Cleaning } from './clean';
import { namesOf } from './match';
import { wordsOf } from './names';
import { oneValue } from './one-value';
import { holdsKeyFile, LONGEST_TEXT, type Recognition, recognise } from './recognise';
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
}

/** What a pasted text is: something for the browser, one value without what is around it, or values for fields. */
export type Taken =
  | { as: 'it-is'; isTooLong?: true }
  | { as: 'cleaned'; text: string; removed: Cleaning[] }
  | ({ as: 'offer' } & Recognition);

/** Reads a pasted text for a form. */
export function take(text: string, { targets, rules, addsRows, inputId, field }: PastedInto): Taken {
  const trimmed = text.trim();
  const hasLines = field !== null && takesLines(field);
  if (hasLines && holdsKeyFile(text)) return { as: 'it-is' };
  if (text.length > LONGEST_TEXT) return { as: 'it-is', isTooLong: true };
  // The form takes an address apart itself.
  if (/^https?:\/\/\S+$/.test(trimmed) && field?.inputFormat) return { as: 'it-is' };
  const isLine = !/[\r\n]/.test(trimmed);
  if (trimmed !== '') {
    const found = recognise(text, targets, rules, addsRows);
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

/** A word may be a whole secret, whatever signs it has. */
const isOneWord = (text: string) => !/\s/.test(text) && !/:\/\//.test(text) && !/;.*=/.test(text);

function takesLines({ type, list, dict, choices, inputFormat }: AuthField): boolean {
  if (list || dict) return true;
  return type === 'text' && !choices && !inputFormat;
}
