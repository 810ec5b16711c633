import { Fragment } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { FieldView } from '../../lib/page/form/form-layout';
import type { AccountView, Popup } from '../../lib/page/popup';
import { afterRender } from '../ui/focus';
import { TextField } from '../ui/TextField';
import { CredentialField } from './CredentialField';
import { FieldLayout } from './FieldLayout';
import { describe, labelOf } from './input-words';
import { PasteStatus } from './PasteNote';
import { PasteAt } from './PasteOffer';

interface CredentialFieldsProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onFocus: (inputId: string) => void;
}

/**
 * Shows all inputs of the form, each with its problem or help and with the result of a paste into it, the connection's
 * name last.
 */
export function CredentialFields({ popup, account, form, onFocus }: CredentialFieldsProps) {
  const inputs = form.entry.inputs.value;
  const credentials = inputs.filter(({ kind }) => kind !== 'title');
  const field = (input: FormInput, view?: FieldView) => (
    <Fragment key={input.id}>
      <CredentialField
        input={input}
        view={view}
        readOnly={form.order.underWay.value}
        {...describe(form, input)}
        onInput={(value) => form.entry.edit(input, value)}
      />
      <PasteAt {...{ popup, account, form, input, onFocus }} />
    </Fragment>
  );

  const byId = new Map(credentials.map((input) => [input.id, input]));
  const fieldOf = (inputId: string, view: FieldView) => {
    const input = byId.get(inputId);
    return input && field(input, view);
  };

  return (
    <>
      <PasteStatus form={form} />
      {form.definition ? (
        <FieldLayout layout={form.layout} field={fieldOf} />
      ) : (
        <>
          <FreeFieldsNote form={form} onFocus={onFocus} />
          {form.entry.draft.value.freeFields.map((row, index) => (
            <fieldset key={row.id} class="pair">
              <legend class="unseen">{i18n.t('popup.form.field', [index + 1])}</legend>
              {credentials.slice(index * 2, index * 2 + 2).map((input) => field(input))}
            </fieldset>
          ))}
          {!form.order.underWay.value && (
            <button
              type="button"
              class="quiet spaced"
              onClick={() => {
                const added = form.entry.addField();
                afterRender(() => onFocus(added));
              }}
            >
              {i18n.t('popup.form.addField')}
            </button>
          )}
        </>
      )}
      <NameLine form={form} />
    </>
  );
}

/** Shows the connection's name: a quiet line until somebody points at it or goes there. */
function NameLine({ form }: { form: Form }) {
  const { inputs, usualTitle } = form.entry;
  const input = inputs.value.find(({ kind }) => kind === 'title');
  if (!input) return null;
  return (
    <div class="name-line">
      <TextField
        label={labelOf(input)}
        {...describe(form, input)}
        value={input.value}
        readOnly={form.order.underWay.value}
        input={{ name: input.id, required: true, placeholder: usualTitle.value }}
        onInput={(value) => form.entry.edit(input, value)}
      />
    </div>
  );
}

interface FreeFieldsNoteProps {
  form: Form;
  onFocus: (inputId: string) => void;
}

/** Explains the free fields: they have the names of the last time, or the agent has to name them. */
function FreeFieldsNote({ form, onFocus }: FreeFieldsNoteProps) {
  if (form.remembered.names.value.length === 0) return <p class="small muted spaced">{i18n.t('popup.form.ownApp')}</p>;
  return (
    <p class="small muted spaced">
      {i18n.t('popup.form.asLastTime')}{' '}
      {!form.order.underWay.value && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            form.forgetNames();
            afterRender(() => onFocus(form.firstInput()));
          }}
        >
          {i18n.t('popup.form.forgetFields')}
        </button>
      )}
    </p>
  );
}
