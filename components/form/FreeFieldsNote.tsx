import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import { afterRender } from '../ui/after-render';

interface FreeFieldsNoteProps {
  form: Form;
  onFocus: (inputId: string) => void;
}

/** What the rows of free fields are: named as the last time, or for the agent to name. */
export function FreeFieldsNote({ form, onFocus }: FreeFieldsNoteProps) {
  if (form.rememberedNames.value.length === 0) return <p class="small muted spaced">{i18n.t('popup.form.ownApp')}</p>;
  return (
    <p class="small muted spaced">
      {i18n.t('popup.form.asLastTime')}{' '}
      {!form.underWay.value && (
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
