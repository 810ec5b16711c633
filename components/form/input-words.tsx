import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { FieldProblem } from '../../lib/page/form/field-problem';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { ApiError } from '../../lib/shared/failure';
import { zapiersWords } from '../ui/zapiers-words';
import { DuplicateWarning } from './DuplicateWarning';
import { duplicateWords } from './duplicate-words';
import { removedWords } from './paste-words';

/** What stands under an input. */
export interface InputWords {
  help?: ComponentChildren;
  /** At the label's right. */
  mark?: string;
  /** What is wrong, in our words or Zapier's. */
  error?: ComponentChildren;
}

/** Of the two keys that the Platform itself asks for, and never labels. */
const STANDARD_LABELS = new Map([
  ['username', () => i18n.t('popup.form.username')],
  ['password', () => i18n.t('popup.form.password')],
]);

/** The label of an input, which is its accessible name. */
export function labelOf({ kind, field }: FormInput): string {
  if (kind === 'title') return i18n.t('popup.form.connectionName');
  if (kind === 'free-name') return i18n.t('popup.form.fieldName');
  if (!field) return i18n.t('popup.form.fieldValue');
  return field.label ?? STANDARD_LABELS.get(field.key)?.() ?? field.key;
}

/** What to say at an input: its problem, Zapier's refusal, how long a secret is kept, what was made of a pasted address; near the limit, the name's length. Nothing where its own help stands. */
export function describe(form: Form, input: FormInput): InputWords {
  const length = input.kind === 'title' ? form.titleNearLimit.value : null;
  return { ...wordsBelow(form, input), ...(length && { mark: i18n.t('popup.form.titleLength', { length }) }) };
}

function wordsBelow(form: Form, input: FormInput): InputWords {
  const problem = form.problems.value[input.id];
  if (problem === 'too-long')
    return { error: i18n.t('popup.form.tooLong', { length: form.titleNearLimit.value ?? 0 }) };
  if (problem === 'same-name-twice') return { error: i18n.t('popup.form.sameName') };
  if (problem === 'empty')
    return {
      error:
        input.kind === 'title'
          ? i18n.t('popup.form.requiredTitle')
          : i18n.t('popup.form.required', { label: labelOf(input) }),
    };

  if (problem) return { error: PROBLEMS[problem]() };

  const failure = form.failure.value;
  const refusals = form.refusals.value.filter(({ inputId }) => inputId === input.id);
  if (refusals.length > 0 && failure?.code === 'refused' && !form.edited.value.has(input.id)) {
    const byDetail = new Map(refusals.map(({ error }) => [error.detail, error]));
    return {
      error: Array.from(byDetail, ([detail, error]) => <Refusal key={detail} error={error} status={failure.status} />),
    };
  }

  if (input.secret && input.value === '' && form.wiped.value.includes(input.id))
    return { help: i18n.t('popup.form.wiped', { label: labelOf(input) }) };
  const duplicate = duplicateWords(form, input);
  if (duplicate !== null || input.kind === 'title') return { help: <DuplicateWarning words={duplicate} /> };
  const took = form.taken.value[input.id];
  if (took !== undefined && input.value === took)
    return {
      help: input.secret ? i18n.t('popup.form.tookSecret') : i18n.t('popup.form.took', { part: took }),
    };
  const note = form.paste.note.value;
  if (note?.inputId === input.id && note.removed.length > 0) return { help: removedWords(note.removed) };
  const minutes = form.secretMinutesLeft.value;
  if (input.secret && input.value !== '' && minutes !== null) return { help: i18n.t('popup.form.keptHidden', minutes) };
  return {};
}

function Refusal({ error, status }: { error: ApiError; status: number }) {
  return (
    <p>
      {error.detail || i18n.t('popup.failure.noWords')}
      <small>{zapiersWords(status, error.code)}</small>
    </p>
  );
}

const PROBLEMS: Record<FieldProblem, () => string> = {
  'not-a-number': () => i18n.t('popup.form.number'),
  'not-an-integer': () => i18n.t('popup.form.integer'),
  'not-a-date': () => i18n.t('popup.form.date'),
  'not-a-choice': () => i18n.t('popup.form.notAChoice'),
  'not-a-label': () => i18n.t('popup.form.hostLabel'),
  'not-a-host': () => i18n.t('popup.form.host'),
  'not-pairs': () => i18n.t('popup.form.pairs'),
};
