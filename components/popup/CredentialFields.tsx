import { Fragment } from 'preact';
import { i18n } from '#i18n';
import type { FormInput } from '../../lib/connect/form-fields';
import type { Form } from '../../lib/popup/form';
import { CredentialField } from './CredentialField';
import { FreeFieldsNote } from './FreeFieldsNote';
import { describe } from './input-words';
import { PasteAt, PasteStatus } from './SmartPaste';

interface CredentialFieldsProps {
  form: Form;
  onFocus: (inputId: string) => void;
}

/** Every input of the form, with what is wrong with it. */
export function CredentialFields({ form, onFocus }: CredentialFieldsProps) {
  const inputs = form.inputs.value;
  const [title, ...credentials] = inputs;
  const field = (input: FormInput) => (
    <Fragment key={input.id}>
      <CredentialField
        input={input}
        readOnly={form.underWay.value}
        {...describe(form, input)}
        onInput={(value) => form.edit(input, value)}
      />
      <PasteAt form={form} input={input} onFocus={onFocus} />
    </Fragment>
  );

  return (
    <>
      <PasteStatus form={form} />
      {title && field(title)}
      {form.definition ? (
        credentials.map(field)
      ) : (
        <>
          <FreeFieldsNote form={form} onFocus={onFocus} />
          {form.draft.value.freeFields.map((row, index) => (
            <fieldset key={row.id} class="pair">
              <legend class="unseen">{i18n.t('popup.form.field', [index + 1])}</legend>
              {credentials.slice(index * 2, index * 2 + 2).map(field)}
            </fieldset>
          ))}
          {!form.underWay.value && (
            <button
              type="button"
              class="quiet spaced"
              onClick={() => {
                const added = form.addField();
                requestAnimationFrame(() => onFocus(added));
              }}
            >
              {i18n.t('popup.form.addField')}
            </button>
          )}
        </>
      )}
    </>
  );
}
