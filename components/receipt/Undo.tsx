import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Failure } from '../../lib/shared/failure';
import { DeletionRefused } from '../form/DeleteConnection';
import { Icon } from '../ui/Icon';

/** Shows a button that deletes the new connection. When that works, the form is shown again. */
export function Undo({ form }: { form: Form }) {
  const undoing = useSignal(false);
  const failure = useSignal<Failure | null>(null);

  const progress = form.order.job.value?.progress;
  /** The connection that the receipt on screen names. */
  const connection = progress?.status === 'connected' ? progress.connection : null;

  async function undo() {
    if (undoing.value || !connection) return;
    undoing.value = true;
    failure.value = null;
    const result = await form.order.undo(connection.id);
    undoing.value = false;
    if (!result.ok) failure.value = result.failure;
  }

  return (
    <>
      <button type="button" class="quiet" aria-disabled={undoing.value} onClick={() => void undo()}>
        {i18n.t(undoing.value ? 'popup.undo.undoing' : 'popup.undo.undo')}
      </button>
      <div role="alert">{failure.value && <DeletionRefused failure={failure.value} />}</div>
    </>
  );
}

interface UndoneProps {
  form: Form;
  /** True where the screen shows the fields again, with what was typed. */
  hasFields?: boolean;
}

/** Says above the form that the connection it made has been deleted. */
export function Undone({ form, hasFields = true }: UndoneProps) {
  const progress = form.order.job.value?.progress;
  return (
    <div role="status">
      {progress?.status === 'undone' && (
        <div class="note spaced">
          <Icon name="info" />
          <p class="strong">{i18n.t(progress.wasGone ? 'popup.undo.wasGone' : 'popup.undo.gone')}</p>
          {hasFields && <p class="muted">{i18n.t('popup.undo.back')}</p>}
        </div>
      )}
    </div>
  );
}
