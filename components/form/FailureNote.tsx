import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { OrderFailure } from '../../lib/shared/order-stage';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { SignInFailed } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { FocusedButton } from '../ui/focus';
import { timeOf } from '../ui/moments';
import { notUnderstoodWords, ZapiersAnswer, ZapiersWords, zapiersCodes } from '../ui/zapier';
import { WhoseSession } from '../zapier-page/WhoseSession';
import { lostDetails } from './NotSureNote';

interface FailureNoteProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  failure: OrderFailure;
  onConnect: () => void;
}

/** Explains why no connection was made, and offers what can be done about it. */
export function FailureNote({ popup, account, form, failure, onConnect }: FailureNoteProps) {
  const signIn = popup.signIn.value;
  const notConnected = i18n.t('popup.failure.notConnected');
  const sendAgain = <FocusedButton words={i18n.t('popup.failure.sendAgain')} onClick={onConnect} />;
  const showForm = () => {
    form.order.leave();
    location.reload();
  };
  switch (failure.code) {
    case 'sign-in-ended':
      return null;
    case 'refused':
      return <Refused popup={popup} account={account} form={form} failure={failure} onConnect={onConnect} />;
    case 'not-created':
      return (
        <Alert kind="warn" verdict={notConnected} actions={sendAgain} details={lostDetails(failure.loss)}>
          {i18n.t(ABSENT[failure.loss.code], { time: timeOf(failure.checkedAt) })}
        </Alert>
      );
    case 'form-changed':
      return (
        <Alert
          kind="warn"
          verdict={notConnected}
          actions={<FocusedButton words={i18n.t('popup.failure.showForm')} onClick={showForm} />}
        >
          {i18n.t('popup.failure.formChanged')}
        </Alert>
      );
    case 'switched-off':
      return (
        <Alert kind="bad" verdict={notConnected}>
          {i18n.t('popup.switchedOff.freeFields')}
        </Alert>
      );
    case 'values-gone':
    case 'reason-gone':
    case 'not-journaled':
      return (
        <Alert kind="warn" verdict={notConnected}>
          {i18n.t(NOT_MADE[failure.code])}
        </Alert>
      );
    case 'no-host-access':
      return (
        <Alert kind="bad" verdict={i18n.t('popup.hostAccess.text')} actions={<HostAccess popup={popup} />}>
          {i18n.t('popup.failure.nothingCreated')}
        </Alert>
      );
    case 'not-renewed':
      return (
        <>
          <Alert
            kind="warn"
            verdict={i18n.t('popup.failure.notRenewed')}
            actions={<TryAgain popup={popup} onConnect={onConnect} />}
            details={notUnderstoodWords(failure)}
          >
            {stillHere()}
          </Alert>
          {signIn.status === 'failed' && <SignInFailed failure={signIn.failure} popup={popup} />}
        </>
      );
    default:
      return (
        <Alert kind="warn" verdict={i18n.t('popup.undo.notReached')} actions={sendAgain}>
          {i18n.t('popup.failure.notSent')}
        </Alert>
      );
  }
}

interface RefusedProps extends Omit<FailureNoteProps, 'failure'> {
  failure: Extract<OrderFailure, { code: 'refused' }>;
}

/** Shows why Zapier refused, as far as no field does. */
function Refused({ popup, account, form, failure, onConnect }: RefusedProps) {
  const errors = form.refusals.value.filter(({ inputId }) => inputId === null).map(({ error }) => error);
  const { status } = failure;
  // When every error names a field, the fields show them.
  const areAtFields = errors.length === 0;
  if (status === 403)
    return (
      <OnlyOnZapier
        popup={popup}
        account={account}
        form={form}
        details={!areAtFields && <ZapiersAnswer code="refused" errors={errors} status={status} />}
      />
    );
  if (areAtFields && !needsMore(failure)) return null;
  return (
    <Alert
      kind="bad"
      verdict={areAtFields ? i18n.t('popup.failure.notConnected') : <ZapiersWords code="refused" errors={errors} />}
      actions={status === 401 && <TryAgain popup={popup} onConnect={onConnect} />}
      details={!areAtFields && zapiersCodes({ errors, status })}
    >
      {stillHere()}
    </Alert>
  );
}

/** Returns whether more helps than another value: another sign-in, or Zapier's own page. */
const needsMore = ({ status }: { status: number }): boolean => status === 401 || status === 403;

const NOT_MADE = {
  'values-gone': 'popup.failure.valuesGone',
  'reason-gone': 'popup.failure.reasonGone',
  'not-journaled': 'popup.failure.notJournaled',
} as const;

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
        <Alert kind="info" verdict={i18n.t('popup.failure.nothingCreated')}>
          {i18n.t('popup.failure.stillHere')}
        </Alert>
      )}
    </div>
  );
}

const stillHere = () => `${i18n.t('popup.failure.nothingCreated')} ${i18n.t('popup.failure.stillHere')}`;

function TryAgain({ popup, onConnect }: Pick<FailureNoteProps, 'popup' | 'onConnect'>) {
  return (
    <>
      <FocusedButton words={i18n.t('popup.failure.tryAgain')} onClick={onConnect} />
      <SignInAgain popup={popup} />
    </>
  );
}

interface OnlyOnZapierProps extends Pick<FailureNoteProps, 'popup' | 'account' | 'form'> {
  details: ComponentChildren;
}

/** Offers Zapier's page after a 403, because the app can still be connected there, if that is allowed. */
function OnlyOnZapier({ popup, account, form, details }: OnlyOnZapierProps) {
  const connect = useRef<HTMLButtonElement>(null);
  const { isAllowed } = form.zapierPage;
  useLayoutEffect(() => connect.current?.focus(), []);
  return (
    <Alert
      kind="bad"
      verdict={i18n.t('popup.hosted.onlyThere')}
      actions={
        isAllowed && (
          <button
            ref={connect}
            type="button"
            class="button button-main"
            aria-describedby="into-account whose-session"
            onClick={form.zapierPage.connect}
          >
            {i18n.t('popup.hosted.connect')}
          </button>
        )
      }
      details={details}
    >
      <p>{stillHere()}</p>
      {isAllowed ? (
        <WhoseSession popup={popup} account={account} form={form} plain />
      ) : (
        <p>{i18n.t('popup.switchedOff.hosted')}</p>
      )}
    </Alert>
  );
}
