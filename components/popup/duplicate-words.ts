import { i18n } from '#i18n';
import type { FormInput } from '../../lib/connect/form-fields';
import type { Form } from '../../lib/popup/form';
import { dayOf } from './day';

/** What an input makes again that is there already, in words. It keeps nobody from connecting. */
export function duplicateWords(form: Form, input: FormInput): string | null {
  if (input.kind === 'title') return sameName(form);
  return input.id === lastSecret(form)?.id ? sameCredentials(form) : null;
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

function sameCredentials(form: Form): string | null {
  const found = form.existing.sameCredentials.value;
  if (!found) return null;
  const words = { title: found.connection.title, date: dayOf(found.madeAt) };
  const [secret, ...others] = typedSecrets(form);
  if (!secret?.field || others.length > 0) return i18n.t('popup.duplicate.credentials', words);
  return i18n.t('popup.duplicate.credential', { ...words, label: secret.field.label ?? secret.field.key });
}

const typedSecrets = (form: Form) => form.inputs.value.filter(({ secret, value }) => secret && value !== '');

/** Credentials are the same only together; it is said where the last of them is. */
const lastSecret = (form: Form) => typedSecrets(form).at(-1);
