import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import { dayOf } from '../ui/day';

/** What an input makes again that is there already, in words. It keeps nobody from connecting. */
export function duplicateWords(form: Form, input: FormInput): string | null {
  if (input.kind === 'title') return sameName(form);
  return sameCredentials(form, input);
}

function sameName(form: Form): string | null {
  const found = form.existing.sameName.value;
  if (!found) return null;
  const { title } = found.connection;
  if (found.madeAt === null)
    return found.likeness === 'same'
      ? i18n.t('popup.duplicate.sameElsewhere')
      : i18n.t('popup.duplicate.nearElsewhere', { title });
  const date = dayOf(found.madeAt);
  return found.likeness === 'same'
    ? i18n.t('popup.duplicate.same', { date })
    : i18n.t('popup.duplicate.near', { title, date });
}

function sameCredentials(form: Form, input: FormInput): string | null {
  const found = form.existing.sameCredentials.value;
  const typed = form.inputs.value.filter(({ secret, value }) => secret && value !== '');
  // What is the same only together is said where the last of it is.
  if (!found || input.id !== (found.inputId ?? typed.at(-1)?.id)) return null;
  const isOne = found.inputId !== null || typed.length === 1;
  const label = isOne && input.field ? (input.field.label ?? input.field.key) : null;
  const date = dayOf(found.madeAt);
  if (found.connection === null)
    return label === null
      ? i18n.t('popup.duplicate.credentialsUnlisted', { date })
      : i18n.t('popup.duplicate.credentialUnlisted', { label, date });
  const { title } = found.connection;
  return label === null
    ? i18n.t('popup.duplicate.credentials', { title, date })
    : i18n.t('popup.duplicate.credential', { label, title, date });
}
