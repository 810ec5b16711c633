import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { agoOf, dayOf } from '../ui/moments';

/** Shows a warning of a duplicate in the place of an input's help. */
export function DuplicateWarning({ words }: { words: ComponentChildren }) {
  return (
    <span class="duplicate">
      <Icon name="warn" />
      <span>{words}</span>
    </span>
  );
}

/**
 * Returns a warning when an input repeats a credential of another customer, or the name or credentials of an existing
 * connection, else null.
 */
export function duplicateWords(form: Form, input: FormInput): ComponentChildren {
  if (input.kind === 'title') return sameName(form);
  return usedElsewhere(form, input) ?? sameCredentials(form, input);
}

function usedElsewhere(form: Form, input: FormInput): ComponentChildren {
  const found = form.usedElsewhere.found.value.get(input.id);
  if (!found) return null;
  const { label, email } = found.account;
  const words = { customer: label?.trim() || email, when: agoOf(found.usedAt) };
  return input.field
    ? isolated({ ...words, label: input.field.label ?? input.field.key }, (parts) =>
        i18n.t('popup.duplicate.elsewhere', parts),
      )
    : isolated(words, (parts) => i18n.t('popup.duplicate.valueElsewhere', parts));
}

function sameName(form: Form): ComponentChildren {
  const found = form.duplicates.sameName.value;
  if (!found) return null;
  const { title, madeAt } = found.connection;
  if (madeAt === null)
    return found.likeness === 'same'
      ? i18n.t('popup.duplicate.sameElsewhere')
      : isolated({ title }, (parts) => i18n.t('popup.duplicate.nearElsewhere', parts));
  const date = dayOf(madeAt);
  return found.likeness === 'same'
    ? i18n.t('popup.duplicate.same', { date })
    : isolated({ title, date }, (parts) => i18n.t('popup.duplicate.near', parts));
}

function sameCredentials(form: Form, input: FormInput): ComponentChildren {
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
      : isolated({ label, date }, (parts) => i18n.t('popup.duplicate.credentialUnlisted', parts));
  const { title } = found.connection;
  return label === null
    ? isolated({ title, date }, (parts) => i18n.t('popup.duplicate.credentials', parts))
    : isolated({ label, title, date }, (parts) => i18n.t('popup.duplicate.credential', parts));
}
