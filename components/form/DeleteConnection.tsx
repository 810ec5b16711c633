import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { ConnectionRef } from '../../lib/shared/connection';
import type { Failure } from '../../lib/shared/failure';
import { useBack } from '../ui/use-back';
import { DeletionRefused } from './DeletionRefused';
import '../ui/dialog.css';

interface DeleteConnectionProps {
  form: Form;
  connection: ConnectionRef;
  /** Whose account it is in. */
  email: string;
  onClose: (deleted: boolean) => void;
}

/** Asks by name whether a connection shall be deleted, and tells why it could not. */
export function DeleteConnection({ form, connection, email, onClose }: DeleteConnectionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const deleted = useRef(false);
  const deleting = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useBack(() => dialog.current?.close());

  async function remove() {
    if (deleting.value) return;
    deleting.value = true;
    failure.value = null;
    const result = await form.existing.remove(connection.id);
    deleting.value = false;
    deleted.current = result.ok;
    // The dialog closes first: while it is open, nothing behind it takes the focus.
    if (result.ok) dialog.current?.close();
    else failure.value = result.failure;
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="delete-title"
      aria-describedby="delete-text"
      // Keys stay here: the form's own are not meant.
      onKeyDown={(event) => event.stopPropagation()}
      onClose={() => onClose(deleted.current)}
    >
      <h2 id="delete-title">{i18n.t('popup.existing.sure', { title: connection.title })}</h2>
      <p id="delete-text" class="small muted">
        {i18n.t('popup.existing.consequence', { email })}
      </p>
      <div role="alert">{failure.value && <DeletionRefused failure={failure.value} />}</div>
      <div class="choices">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {i18n.t('popup.existing.keep')}
        </button>
        <button type="button" class="button button-bad" aria-disabled={deleting.value} onClick={() => void remove()}>
          {i18n.t(deleting.value ? 'popup.existing.deleting' : 'popup.existing.confirm')}
        </button>
      </div>
    </dialog>
  );
}
