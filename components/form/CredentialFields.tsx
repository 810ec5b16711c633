import { Fragment } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { FieldView, LayoutPart } from '../../lib/page/form/form-layout';
import { afterRender } from '../ui/after-render';
import { CredentialField } from './CredentialField';
import { FreeFieldsNote } from './FreeFieldsNote';
import { HelpText } from './HelpText';
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
  const field = (input: FormInput, view?: FieldView) => (
    <Fragment key={input.id}>
      <CredentialField
        input={input}
        view={view}
        readOnly={form.underWay.value}
        {...describe(form, input)}
        onInput={(value) => form.edit(input, value)}
      />
      <PasteAt form={form} input={input} onFocus={onFocus} />
    </Fragment>
  );

  const byId = new Map(credentials.map((input) => [input.id, input]));
  const part = (shown: LayoutPart) => {
    if (shown.kind === 'group')
      return (
        <fieldset key={shown.id} class="group">
          <legend>{shown.label}</legend>
          <HelpText blocks={shown.help} />
          {shown.parts.map(part)}
        </fieldset>
      );
    if (shown.kind === 'text')
      return (
        <div key={shown.id} class="field copy-text">
          {shown.label && <p class="strong">{shown.label}</p>}
          <HelpText blocks={shown.help} />
          {shown.text && <p>{shown.text}</p>}
        </div>
      );
    const input = byId.get(shown.id);
    return input && field(input, shown.view);
  };

  return (
    <>
      <PasteStatus form={form} />
      {title && field(title)}
      {form.definition ? (
        form.layout.map(part)
      ) : (
        <>
          <FreeFieldsNote form={form} onFocus={onFocus} />
          {form.draft.value.freeFields.map((row, index) => (
            <fieldset key={row.id} class="pair">
              <legend class="unseen">{i18n.t('popup.form.field', [index + 1])}</legend>
              {credentials.slice(index * 2, index * 2 + 2).map((input) => field(input))}
            </fieldset>
          ))}
          {!form.underWay.value && (
            <button
              type="button"
              class="quiet spaced"
              onClick={() => {
                const added = form.addField();
                afterRender(() => onFocus(added));
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
