import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { ConnectionRef, Deletion } from '../../lib/shared/connection';
import type { DeletionFailure } from '../../lib/shared/failure';
import type { Result } from '../../lib/shared/result';
import { Alert } from '../ui/Alert';
import { isolated } from '../ui/isolated';
import { useBack } from '../ui/use-back';
import '../ui/dialog.css';
import { Countdown } from '../ui/Countdown';
import { notRenewedWords, OpenConnections, ZapiersWords, zapiersCodes } from '../ui/zapier';

interface DeleteConnectionProps {
  form: Form;
  connection: ConnectionRef;
  /** E-mail of the account that holds the connection. */
  email: string;
  /** Id of that account, where it is not the form's. */
  owner?: string;
  /** Deletes the connection in another way than any other connection of the list. */
  onConfirm?: () => Promise<Result<Deletion, DeletionFailure>>;
  /** Called with null if the connection is kept. */
  onClose: (deletion: Deletion | null) => void;
}

/** Asks whether to delete a connection, naming it, deletes it, and shows why that failed. */
export function DeleteConnection({ form, connection, email, owner, onConfirm, onClose }: DeleteConnectionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const deletion = useRef<Deletion | null>(null);
  const deleting = useSignal(false);
  const failure = useSignal<DeletionFailure | null>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useBack(() => dialog.current?.close());

  async function remove() {
    if (deleting.value) return;
    deleting.value = true;
    failure.value = null;
    const result = await (onConfirm?.() ?? form.existing.remove(connection.id, owner));
    deleting.value = false;
    if (!result.ok) {
      failure.value = result.failure;
      return;
    }
    deletion.current = result.value;
    // Closed before the focus moves: nothing behind an open modal dialog can take it.
    dialog.current?.close();
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="delete-title"
      aria-describedby="delete-text"
      // Keeps keys away from the form's own handlers.
      onKeyDown={(event) => event.stopPropagation()}
      onClose={() => onClose(deletion.current)}
    >
      <h2 id="delete-title">
        {isolated({ title: connection.title }, (parts) => i18n.t('popup.existing.sure', parts))}
      </h2>
      <p id="delete-text" class="small muted">
        {isolated({ email }, (parts) => i18n.t('popup.existing.consequence', parts))}
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

/** Status codes by which Zapier's API refuses to delete any connection, or this one. */
const NOT_FROM_HERE = [403, 404, 405];

/** Explains why a connection still exists, or may exist, and links to Zapier's list. */
export function DeletionRefused({ failure }: { failure: DeletionFailure }) {
  const refused = failure.code === 'refused' ? failure : null;
  if (refused && NOT_FROM_HERE.includes(refused.status))
    return <Alert kind="warn" verdict={i18n.t('popup.undo.notAllowed')} actions={<OpenConnections />} />;
  const isLost = failure.code === 'answer-lost' || failure.code === 'server-error' || failure.code === 'not-understood';
  return (
    <Alert
      kind="warn"
      verdict={i18n.t(isLost ? 'popup.failure.notSure' : 'popup.undo.notDeleted')}
      actions={<OpenConnections />}
      details={refused && zapiersCodes(refused)}
    >
      {isLost ? i18n.t('popup.undo.notSure') : <Reason failure={failure} />}
    </Alert>
  );
}

function Reason({ failure }: { failure: DeletionFailure }) {
  switch (failure.code) {
    case 'refused':
      return <ZapiersWords {...failure} />;
    case 'not-renewed':
      return <>{notRenewedWords(failure)}</>;
    case 'switched-off':
      return <>{i18n.t('popup.switchedOff.delete')}</>;
    case 'sign-in-ended':
      return <>{i18n.t('popup.undo.ended')}</>;
    case 'paused':
      return <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />;
    case 'no-host-access':
      return <>{i18n.t('popup.hostAccess.text')}</>;
    default:
      return <>{i18n.t('popup.undo.notReached')}</>;
  }
}
