import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import { Icon } from '../ui/Icon';
import { agoOf, dayOf } from '../ui/moments';

/** Shows a warning of a duplicate in the place of an input's help. Without words it only keeps the line free. */
export function DuplicateWarning({ words }: { words: string | null }) {
  return (
    <span class="duplicate">
      {words !== null && (
        <>
          <Icon name="warn" />
          {words}
        </>
      )}
    </span>
  );
}

/**
 * Returns a warning when an input repeats a credential of another customer, or the name or credentials of an existing
 * connection, else null.
 */
export function duplicateWords(form: Form, input: FormInput): string | null {
  if (input.kind === 'title') return sameName(form);
  return usedElsewhere(form, input) ?? sameCredentials(form, input);
}

function usedElsewhere(form: Form, input: FormInput): string | null {
  const found = form.usedElsewhere.found.value.get(input.id);
  if (!found) return null;
  const { label, email } = found.account;
  const words = { customer: label?.trim() || email, when: agoOf(found.usedAt) };
  return input.field
    ? i18n.t('popup.duplicate.elsewhere', { ...words, label: input.field.label ?? input.field.key })
    : i18n.t('popup.duplicate.valueElsewhere', words);
}

function sameName(form: Form): string | null {
  const found = form.duplicates.sameName.value;
  if (!found) return null;
  const { title, madeAt } = found.connection;
  if (madeAt === null)
    return found.likeness === 'same'
      ? i18n.t('popup.duplicate.sameElsewhere')
      : i18n.t('popup.duplicate.nearElsewhere', { title });
  const date = dayOf(madeAt);
  return found.likeness === 'same'
    ? i18n.t('popup.duplicate.same', { date })
    : i18n.t('popup.duplicate.near', { title, date });
}

function sameCredentials(form: Form, input: FormInput): string | null {
  const found = form.duplicates.sameCredentials.value;
  const typed = form.entry.inputs.value.filter(({ secret, value }) => secret && value !== '');
  // Credentials that match only as a whole are reported at the last secret.
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
