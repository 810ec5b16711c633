import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Failure } from '../../lib/failure';
import type { Form } from '../../lib/popup/form';
import type { AccountView, Popup } from '../../lib/popup/popup';
import { Icon } from '../Icon';
import { HostAccess } from './HostAccess';
import { SignInEnded } from './SignInEnded';
import { ZAPIER_CONNECTIONS } from './zapier-links';
import { zapiersWords } from './zapiers-words';

interface FormNotesProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onOrder: () => void;
}

/** What happened to the form: on its way, refused, lost, or waiting for a sign-in. */
export function FormNotes({ popup, account, form, onOrder }: FormNotesProps) {
  const job = form.job.value;
  const failure = form.failure.value;
  return (
    <>
      <div role="status">
        {form.underWay.value && (
          <div class="note spaced">
            <Icon name="clock" />
            <p class="strong">{i18n.t('popup.form.connectingTitle', { title: job?.title ?? '' })}</p>
            <p class="muted">{i18n.t('popup.form.closable')}</p>
          </div>
        )}
      </div>
      <div role="alert">
        {account.signIn === 'ended' ? (
          <SignInEnded popup={popup} account={account} />
        ) : (
          failure && <FailureNote popup={popup} form={form} failure={failure} onOrder={onOrder} />
        )}
      </div>
      <PastedKey form={form} />
    </>
  );
}

interface FailureNoteProps extends Pick<FormNotesProps, 'popup' | 'form' | 'onOrder'> {
  failure: Failure;
}

function FailureNote({ popup, form, failure, onOrder }: FailureNoteProps) {
  const general = form.refusals.value.filter(({ inputId }) => inputId === null);
  switch (failure.code) {
    case 'sign-in-ended':
      return null;
    case 'refused':
      if (general.length === 0) return null;
      return (
        <div class="note note-bad spaced">
          <Icon name="bad" />
          {general.map(({ error }) => (
            <ZapiersWords key={error.pointer} status={failure.status} code={error.code} detail={error.detail} />
          ))}
          <StillHere />
          {failure.status === 403 && <OnlyOnZapier form={form} />}
        </div>
      );
    case 'server-error':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          {failure.errors.map((error) => (
            <ZapiersWords key={error.pointer} status={failure.status} code={error.code} detail={error.detail} />
          ))}
          <NotSure words={i18n.t('popup.failure.serverError')} />
        </div>
      );
    case 'answer-lost':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <NotSure words={i18n.t('popup.failure.answerLost')} />
        </div>
      );
    case 'not-sent':
    case 'paused':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <p>{i18n.t('popup.failure.notSent')}</p>
          <p>
            <button type="button" class="button button-small" onClick={onOrder}>
              {i18n.t('popup.failure.sendAgain')}
            </button>
          </p>
        </div>
      );
    case 'no-host-access':
      return (
        <div class="note note-bad spaced">
          <Icon name="bad" />
          <p>{i18n.t('popup.hostAccess.text')}</p>
          <p>{i18n.t('popup.failure.nothingCreated')}</p>
          <HostAccess popup={popup} />
        </div>
      );
  }
}

/** After a refusal at a field: below the fields, so that nothing moves under the hand. */
export function NothingCreated({ form }: { form: Form }) {
  const atFields =
    form.failure.value?.code === 'refused' && form.refusals.value.every(({ inputId }) => inputId !== null);
  return (
    <div role="status">
      {atFields && (
        <div class="note after-fields">
          <Icon name="info" />
          <StillHere />
        </div>
      )}
    </div>
  );
}

function StillHere() {
  return (
    <p>
      <b>{i18n.t('popup.failure.nothingCreated')}</b> {i18n.t('popup.failure.stillHere')}
    </p>
  );
}

/** After a 403: where the app can be connected all the same. */
function OnlyOnZapier({ form }: { form: Form }) {
  const connect = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => connect.current?.focus(), []);
  return (
    <>
      <p>{i18n.t('popup.hosted.onlyThere')}</p>
      <p>
        <button
          ref={connect}
          type="button"
          class="button button-main button-small"
          aria-describedby="into-account"
          onClick={form.hosted.connect}
        >
          {i18n.t('popup.hosted.connect')}
        </button>
      </p>
    </>
  );
}

function ZapiersWords({ status, code, detail }: { status: number; code: string; detail: string }) {
  return (
    <div>
      <p class="strong">{detail || i18n.t('popup.failure.noWords')}</p>
      <p class="muted">{zapiersWords(status, code)}</p>
    </div>
  );
}

function NotSure({ words }: { words: string }) {
  return (
    <>
      <p>
        <b>{i18n.t('popup.failure.notSure')}</b> {words}
      </p>
      <p>
        <a href={ZAPIER_CONNECTIONS} target="_blank" rel="noreferrer">
          {i18n.t('popup.failure.openConnections')}
        </a>
      </p>
    </>
  );
}

/** A key that was pasted into the search box, offered for the first secret that is empty. */
function PastedKey({ form }: { form: Form }) {
  const pasted = form.pasted.value;
  const input = form.inputs.value.find(({ secret, value }) => secret && value === '');
  if (pasted === null || !input) return null;
  const label = input.field ? (input.field.label ?? input.field.key) : i18n.t('popup.form.fieldValue');
  return (
    <div class="note spaced">
      <Icon name="info" />
      <p>{i18n.t('popup.form.pastedText', { length: pasted.length })}</p>
      <p>
        <button type="button" class="button button-small" onClick={() => form.fillPasted(input.id)}>
          {i18n.t('popup.form.usePasted', { label })}
        </button>{' '}
        <button type="button" class="quiet" onClick={form.forgetPasted}>
          {i18n.t('popup.home.forget')}
        </button>
      </p>
    </div>
  );
}
