import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { JobFailure } from '../../lib/shared/job';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { SignInFailed } from '../sign-in/SignInNotes';
import { FocusedButton } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { timeOf } from '../ui/moments';
import { notRenewedWords, ZapiersWords } from '../ui/zapier';
import { WhoseSession } from '../zapier-page/WhoseSession';
import { LostWords } from './NotSureNote';

interface FailureNoteProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  failure: JobFailure;
  onConnect: () => void;
}

/** Explains why no connection was made, and offers what can be done about it. */
export function FailureNote({ popup, account, form, failure, onConnect }: FailureNoteProps) {
  const signIn = popup.signIn.value;
  const general = form.refusals.value.filter(({ inputId }) => inputId === null);
  switch (failure.code) {
    case 'sign-in-ended':
      return null;
    case 'refused':
      // When every error names a field, the fields show them.
      if (general.length === 0 && !needsMore(failure)) return null;
      return (
        <div class="note note-bad spaced">
          <Icon name="bad" />
          {general.map(({ error }) => (
            <ZapiersWords key={error.pointer} error={error} status={failure.status} />
          ))}
          <StillHere />
          {failure.status === 403 && <OnlyOnZapier popup={popup} account={account} form={form} />}
          {failure.status === 401 && (
            <FocusedButton words={i18n.t('popup.failure.tryAgain')} onClick={onConnect}>
              <SignInAgain popup={popup} class="button button-small" />
            </FocusedButton>
          )}
        </div>
      );
    case 'not-created':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <LostWords loss={failure.loss} />
          <p>
            <b>{i18n.t('popup.failure.notConnected')}</b>{' '}
            {i18n.t(ABSENT[failure.loss.code], { time: timeOf(failure.checkedAt) })}
          </p>
          <FocusedButton words={i18n.t('popup.failure.sendAgain')} onClick={onConnect} />
        </div>
      );
    case 'form-changed':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <p>
            <b>{i18n.t('popup.failure.notConnected')}</b> {i18n.t('popup.failure.formChanged')}
          </p>
          <FocusedButton
            words={i18n.t('popup.failure.showForm')}
            onClick={() => {
              form.order.forget();
              location.reload();
            }}
          />
        </div>
      );
    case 'values-gone':
    case 'not-journaled':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <p>
            <b>{i18n.t('popup.failure.notConnected')}</b>{' '}
            {i18n.t(failure.code === 'values-gone' ? 'popup.failure.valuesGone' : 'popup.failure.notJournaled')}
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
    case 'not-renewed':
      return (
        <>
          <div class="note note-warn spaced">
            <Icon name="warn" />
            <p>{notRenewedWords(failure)}</p>
            <StillHere />
            <FocusedButton words={i18n.t('popup.failure.tryAgain')} onClick={onConnect}>
              <SignInAgain popup={popup} class="button button-small" />
            </FocusedButton>
          </div>
          {signIn.status === 'failed' && <SignInFailed failure={signIn.failure} popup={popup} />}
        </>
      );
    default:
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <p>{i18n.t('popup.failure.notSent')}</p>
          <FocusedButton words={i18n.t('popup.failure.sendAgain')} onClick={onConnect} />
        </div>
      );
  }
}

/** Returns whether more helps than another value: another sign-in, or Zapier's own page. */
const needsMore = ({ status }: { status: number }): boolean => status === 401 || status === 403;

const ABSENT = {
  'answer-lost': 'popup.failure.absent',
  refused: 'popup.failure.absent',
  'not-understood': 'popup.failure.absentAfterOther',
  'server-error': 'popup.failure.absentAfterError',
} as const;

/** Says after a refusal at a field that nothing was created. Shown below the fields, so that they do not move. */
export function NothingCreated({ form }: { form: Form }) {
  const failure = form.order.failure.value;
  const atFields =
    failure?.code === 'refused' && !needsMore(failure) && form.refusals.value.every(({ inputId }) => inputId !== null);
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

/** Offers Zapier's page after a 403, because the app can still be connected there. */
function OnlyOnZapier({ popup, account, form }: { popup: Popup; account: AccountView; form: Form }) {
  const connect = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => connect.current?.focus(), []);
  return (
    <>
      <p>{i18n.t('popup.hosted.onlyThere')}</p>
      <WhoseSession popup={popup} account={account} form={form} plain />
      <p>
        <button
          ref={connect}
          type="button"
          class="button button-main button-small"
          aria-describedby="into-account whose-session"
          onClick={form.zapierPage.connect}
        >
          {i18n.t('popup.hosted.connect')}
        </button>
      </p>
    </>
  );
}
