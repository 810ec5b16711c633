import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { SignInEnded } from '../sign-in/SignInEnded';
import { Countdown } from '../ui/Countdown';
import { Icon } from '../ui/Icon';
import { FailureNote, NotSureNote } from './FailureNote';
import { StillWaiting } from './StillWaiting';

interface FormNotesProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onOrder: () => void;
  onFocus: (inputId: string) => void;
}

/** What happened to the form: on its way, refused, lost, or waiting for a sign-in. */
export function FormNotes({ popup, account, form, onOrder, onFocus }: FormNotesProps) {
  const progress = form.job.value?.progress;
  return (
    <>
      <div role="status">
        <OnItsWay form={form} />
      </div>
      <div role="alert">
        {account.signIn === 'ended' ? (
          <SignInEnded popup={popup} account={account} />
        ) : progress?.status === 'failed' ? (
          <FailureNote popup={popup} form={form} failure={progress.failure} onOrder={onOrder} />
        ) : (
          progress?.status === 'not-sure' && <NotSureNote form={form} {...progress} />
        )}
      </div>
      <PastedKey form={form} onFocus={onFocus} />
    </>
  );
}

/** What the agent waits for. */
function OnItsWay({ form }: { form: Form }) {
  const job = form.job.value;
  switch (job?.progress.status) {
    case 'ordered':
    case 'sending':
      return (
        <div class="note spaced">
          <Icon name="clock" />
          <p class="strong">{i18n.t('popup.form.connectingTitle', { title: job.title })}</p>
          <p class="muted">{i18n.t('popup.form.closable')}</p>
          <StillWaiting job={job} />
        </div>
      );
    case 'checking':
      return (
        <div class="note spaced">
          <Icon name="clock" />
          <p class="strong">{i18n.t('popup.failure.checking')}</p>
          <p class="muted">{i18n.t('popup.form.closable')}</p>
        </div>
      );
    case 'waiting':
      return <Waiting form={form} until={job.progress.until} />;
    default:
      return null;
  }
}

/** Not sent yet, for want of a network or because of Zapier's limit. */
function Waiting({ form, until }: { form: Form; until: number | null }) {
  useEffect(() => {
    // A background that sleeps does not notice that the network is back.
    window.addEventListener('online', form.check);
    return () => window.removeEventListener('online', form.check);
  }, []);
  return (
    <div class="note note-warn spaced">
      <Icon name="clock" />
      {until === null ? (
        <p>{i18n.t('popup.failure.offline')}</p>
      ) : (
        <p>
          <b>
            <Countdown until={until} words={(left) => i18n.t('popup.failure.sendingIn', { left })} />
          </b>{' '}
          {i18n.t('popup.failure.limit')}
        </p>
      )}
      <p>
        <button type="button" class="button button-small" onClick={form.cancel}>
          {i18n.t('popup.failure.cancel')}
        </button>
      </p>
    </div>
  );
}

/** A key that was pasted into the search box, offered for the first secret that is empty. */
function PastedKey({ form, onFocus }: Pick<FormNotesProps, 'form' | 'onFocus'>) {
  const pasted = form.pasted.value;
  const input = form.inputs.value.find(({ secret, value }) => secret && value === '');
  if (pasted === null || !input) return null;
  const answer = (act: () => void) => () => {
    onFocus(input.id);
    act();
  };
  const label = input.field ? (input.field.label ?? input.field.key) : i18n.t('popup.form.fieldValue');
  return (
    <div class="note spaced">
      <Icon name="info" />
      <p>{i18n.t('popup.form.pastedText', { length: pasted.length })}</p>
      <p>
        <button type="button" class="button button-small" onClick={answer(() => form.fillPasted(input.id))}>
          {i18n.t('popup.form.usePasted', { label })}
        </button>{' '}
        <button type="button" class="quiet" onClick={answer(form.forgetPasted)}>
          {i18n.t('popup.home.forget')}
        </button>
      </p>
    </div>
  );
}
