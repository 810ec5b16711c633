import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { ApiOrder } from '../../lib/shared/order';
import { SignInEnded } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { Countdown } from '../ui/Countdown';
import { isolated } from '../ui/isolated';
import { FailureNote } from './FailureNote';
import { NotSureNote } from './NotSureNote';

interface FormNotesProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onConnect: () => void;
  onFocus: (inputId: string) => void;
}

/** Shows above the fields how the order stands: under way, failed, undecided, or waiting for a sign-in. */
export function FormNotes({ popup, account, form, onConnect, onFocus }: FormNotesProps) {
  const order = form.order.current.value;
  const stage = order?.via === 'api' ? order.stage : null;
  return (
    <>
      <div role="status">
        <OnItsWay form={form} />
      </div>
      <div role="alert">
        {account.signIn === 'ended' ? (
          <SignInEnded popup={popup} account={account} order={order} />
        ) : stage?.name === 'failed' ? (
          <FailureNote popup={popup} account={account} form={form} failure={stage.failure} onConnect={onConnect} />
        ) : (
          stage?.name === 'not-sure' && <NotSureNote form={form} {...stage} />
        )}
      </div>
      <PastedKey form={form} onFocus={onFocus} />
    </>
  );
}

/** Shows what the agent is waiting for. */
function OnItsWay({ form }: { form: Form }) {
  const order = form.order.current.value;
  if (order?.via !== 'api' || !form.order.underWay.value) return null;
  const { stage, title } = order;
  if (stage.name === 'queued' && stage.until !== undefined) return <Waiting form={form} until={stage.until} />;
  return (
    <Alert
      kind="wait"
      verdict={
        stage.name === 'checking'
          ? i18n.t('popup.failure.checking')
          : isolated({ title }, (parts) => i18n.t('popup.form.connectingTitle', parts))
      }
    >
      <p>{i18n.t('popup.form.closable')}</p>
      <StillWaiting order={order} />
    </Alert>
  );
}

/** Says that the order waits for the network or for Zapier's limit, and offers to send it now or to cancel it. */
function Waiting({ form, until }: { form: Form; until: number | null }) {
  useEffect(() => {
    // A sleeping background does not notice that the network is back.
    window.addEventListener('online', form.order.lookAgain);
    return () => window.removeEventListener('online', form.order.lookAgain);
  }, []);
  const isOnline = navigator.onLine;
  return (
    <Alert
      kind="warn"
      verdict={
        until === null ? (
          i18n.t(isOnline ? 'popup.undo.notReached' : 'popup.failure.offline')
        ) : (
          <Countdown until={until} words={(left) => i18n.t('popup.failure.sendingIn', { left })} />
        )
      }
      actions={
        <>
          {until === null && (
            <button type="button" class="button" onClick={form.order.lookAgain}>
              {i18n.t('popup.failure.sendNow')}
            </button>
          )}
          <button type="button" class="quiet" onClick={form.order.cancel}>
            {i18n.t('popup.failure.cancel')}
          </button>
        </>
      }
    >
      {until === null
        ? i18n.t(isOnline ? 'popup.failure.sentOnAnswer' : 'popup.failure.sentOnline')
        : i18n.t('popup.failure.limit')}
    </Alert>
  );
}

/** Offers a key that was pasted into the search box for the first empty secret. */
function PastedKey({ form, onFocus }: Pick<FormNotesProps, 'form' | 'onFocus'>) {
  const pasted = form.pasted.value;
  const input = form.entry.inputs.value.find(({ secret, value }) => secret && value === '');
  if (pasted === null || !input || form.paste.offer.value) return null;
  const answer = (act: () => void) => () => {
    onFocus(input.id);
    act();
  };
  const label = input.field ? (input.field.label ?? input.field.key) : i18n.t('popup.form.fieldValue');
  return (
    <Alert
      kind="info"
      verdict={i18n.t('popup.form.pastedText', { length: pasted.length })}
      actions={
        <>
          <button type="button" class="button" onClick={answer(() => void form.fillPasted(input.id))}>
            {isolated({ label }, (parts) => i18n.t('popup.form.usePasted', parts))}
          </button>
          <button type="button" class="quiet" onClick={answer(form.forgetPasted)}>
            {i18n.t('popup.home.forget')}
          </button>
        </>
      }
    />
  );
}

/** Milliseconds after which the agent is told that the answer takes long. */
const SLOW_MS = 4_000;

/** Says that Zapier has not answered yet, once that takes long. */
function StillWaiting({ order }: { order: ApiOrder }) {
  const slow = useSignal(false);
  const sentAt = order.stage.name === 'sending' ? (order.sent?.at ?? null) : null;
  useEffect(() => {
    if (sentAt === null) return;
    const timer = setTimeout(
      () => {
        slow.value = true;
      },
      sentAt + SLOW_MS - Date.now(),
    );
    return () => clearTimeout(timer);
  }, [sentAt]);
  return <p class="reserved">{slow.value && i18n.t('popup.form.stillWaiting')}</p>;
}
