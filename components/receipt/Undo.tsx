import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Failure } from '../../lib/shared/failure';
import { DeletionRefused } from '../form/DeletionRefused';
import { Icon } from '../ui/Icon';

/** Takes back what was just created. When that has worked, the form is shown again. */
export function Undo({ form }: { form: Form }) {
  const undoing = useSignal(false);
  const failure = useSignal<Failure | null>(null);

  async function undo() {
    if (undoing.value) return;
    undoing.value = true;
    failure.value = null;
    const result = await form.undo();
    undoing.value = false;
    if (!result.ok) failure.value = result.failure;
  }

  return (
    <>
      <button type="button" class="button" aria-disabled={undoing.value} onClick={() => void undo()}>
        {i18n.t(undoing.value ? 'popup.undo.undoing' : 'popup.undo.undo')}
      </button>
      <div role="alert">{failure.value && <DeletionRefused failure={failure.value} />}</div>
    </>
  );
}

interface UndoneProps {
  form: Form;
  /** Whether what was typed is there again. */
  hasFields?: boolean;
}

/** That the connection is gone, above the form that made it. */
export function Undone({ form, hasFields = true }: UndoneProps) {
  return (
    <div role="status">
      {form.job.value?.progress.status === 'undone' && (
        <div class="note spaced">
          <Icon name="info" />
          <p class="strong">{i18n.t('popup.undo.gone')}</p>
          {hasFields && <p class="muted">{i18n.t('popup.undo.back')}</p>}
        </div>
      )}
    </div>
  );
}
