import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { DeletionFailure } from '../../lib/shared/failure';
import { DeleteConnection, DeletionRefused } from '../form/DeleteConnection';
import { Alert } from '../ui/Alert';
import { AlsoCounted, Twins } from './AlsoNew';

interface UndoProps {
  form: Form;
  /** E-mail of the account that holds the connection. */
  email: string;
}

/**
 * Shows a button that deletes the new connection, if that is allowed. When that works, the form is shown again. A connection that was only
 * found in a list may be somebody else's, so the agent is asked first.
 */
export function Undo({ form, email }: UndoProps) {
  const undoing = useSignal(false);
  const asks = useSignal(false);
  const failure = useSignal<DeletionFailure | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (failure.value) alert.current?.scrollIntoView({ block: 'nearest' });
  }, [failure.value]);
  const order = form.order.current.value;
  if (!form.mayDelete || order?.stage.name !== 'connected') return null;
  const { connection, found } = order.stage;

  async function undo() {
    if (undoing.value) return;
    undoing.value = true;
    failure.value = null;
    const result = await form.order.undo();
    undoing.value = false;
    if (!result.ok) failure.value = result.failure;
  }

  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-disabled={undoing.value}
        onClick={() => {
          if (found || order.via !== 'api') asks.value = true;
          else void undo();
        }}
      >
        {i18n.t(undoing.value ? 'popup.undo.undoing' : 'popup.undo.undo')}
      </button>
      <div ref={alert} role="alert">
        {failure.value && <DeletionRefused failure={failure.value} />}
      </div>
      {asks.value && (
        <DeleteConnection
          form={form}
          connection={connection}
          email={email}
          onConfirm={form.order.undo}
          onClose={() => {
            asks.value = false;
          }}
        />
      )}
    </>
  );
}

interface UndoneProps extends UndoProps {
  /** True where the screen shows the fields again, with what was typed. */
  hasFields?: boolean;
}

/** Says above the form that the connection it made has been deleted, and what else its request made. */
export function Undone({ form, email, hasFields = true }: UndoneProps) {
  const order = form.order.current.value;
  const undone = order?.stage.name === 'undone' ? order.stage : null;
  const { twins = [], alsoCounted = 0 } = undone ?? {};
  return (
    <>
      <div role="status">
        {undone && (
          <Alert kind="info" verdict={i18n.t(undone.wasGone ? 'popup.undo.wasGone' : 'popup.undo.gone')}>
            {hasFields && !order?.isRecovered && i18n.t('popup.undo.back')}
          </Alert>
        )}
      </div>
      {twins.length + alsoCounted > 0 && (
        <div role="alert">
          {twins.length > 0 && (
            <Twins form={form} twins={twins} verdict={i18n.t('popup.undo.left', twins.length)} email={email} />
          )}
          {alsoCounted > 0 && <AlsoCounted count={alsoCounted} />}
        </div>
      )}
    </>
  );
}
