import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { FieldProblem } from '../../lib/page/form/field-problem';
import type { Form } from '../../lib/page/form/form';
import type { FormInput, InputProblem } from '../../lib/page/form/form-inputs';
import { ZapiersRefusal } from '../ui/zapier';
import { DuplicateWarning, duplicateWords } from './DuplicateWarning';
import { Cleaned } from './PasteNote';

/** The texts around an input. */
export interface InputWords {
  help?: ComponentChildren;
  /** To the right of the label. */
  mark?: string;
  /** In our words or Zapier's. */
  error?: ComponentChildren;
}

/** Labels of the two keys that Zapier's platform itself defines without a label. */
const STANDARD_LABELS = new Map([
  ['username', () => i18n.t('popup.form.username')],
  ['password', () => i18n.t('popup.form.password')],
]);

/** Returns an input's label, which is its accessible name. */
export function labelOf({ kind, field }: FormInput): string {
  if (kind === 'title') return i18n.t('popup.form.connectionName');
  if (kind === 'free-name') return i18n.t('popup.form.fieldName');
  if (!field) return i18n.t('popup.form.fieldValue');
  return field.label ?? STANDARD_LABELS.get(field.key)?.() ?? field.key;
}

/**
 * Returns the texts around an input, the most urgent first: its problem, Zapier's refusal, a duplicate, the
 * outcome of a paste, how long a secret is kept. When there is nothing to say, the field shows its own help.
 */
export function describe(form: Form, input: FormInput): InputWords {
  const length = input.kind === 'title' ? form.entry.titleNearLimit.value : null;
  return { ...wordsBelow(form, input), ...(length && { mark: i18n.t('popup.form.titleLength', { length }) }) };
}

function wordsBelow(form: Form, input: FormInput): InputWords {
  const problem = form.entry.problems.value[input.id];
  if (problem === 'too-long')
    return { error: i18n.t('popup.form.tooLong', { length: form.entry.titleNearLimit.value ?? 0 }) };
  if (problem) return { error: problemWords(problem, input) };

  const failure = form.order.failure.value;
  const refusals = form.refusals.value.filter(({ inputId }) => inputId === input.id);
  if (refusals.length > 0 && failure?.code === 'refused' && !form.entry.edited.value.has(input.id)) {
    const differing = new Map(refusals.map(({ error }) => [error.detail, error]));
    return { error: <ZapiersRefusal errors={[...differing.values()]} status={failure.status} /> };
  }

  if (input.secret && input.value === '' && form.entry.wiped.value.includes(input.id))
    return { help: i18n.t('popup.form.wiped', { label: labelOf(input) }) };
  const duplicate = duplicateWords(form, input);
  if (duplicate !== null) return { help: <DuplicateWarning words={duplicate} /> };
  const took = form.entry.extracted.value[input.id];
  if (took !== undefined && input.value === took)
    return {
      help: input.secret ? i18n.t('popup.form.tookSecret') : i18n.t('popup.form.took', { part: took }),
    };
  const note = form.paste.note.value;
  if (note?.inputId === input.id && note.filled === null) return { help: <Cleaned form={form} note={note} /> };
  const minutes = form.secretMinutesLeft.value;
  if (input.secret && input.value !== '' && minutes !== null) return { help: i18n.t('popup.form.keptHidden', minutes) };
  return {};
}

/** Returns the words for an input that cannot be sent as it is. */
export function problemWords(problem: Exclude<InputProblem, 'too-long'>, input: FormInput): string {
  if (problem === 'same-name-twice') return i18n.t('popup.form.sameName');
  if (problem !== 'empty') return PROBLEMS[problem]();
  return input.kind === 'title'
    ? i18n.t('popup.form.requiredTitle')
    : i18n.t('popup.form.required', { label: labelOf(input) });
}

const PROBLEMS: Record<FieldProblem, () => string> = {
  'not-a-number': () => i18n.t('popup.form.number'),
  'not-an-integer': () => i18n.t('popup.form.integer'),
  'not-a-date': () => i18n.t('popup.form.date'),
  'not-a-choice': () => i18n.t('popup.form.notAChoice'),
  'not-a-label': () => i18n.t('popup.form.hostLabel'),
  'not-a-host': () => i18n.t('popup.form.host'),
  'not-an-address': () => i18n.t('popup.form.address'),
  'not-pairs': () => i18n.t('popup.form.pairs'),
};
