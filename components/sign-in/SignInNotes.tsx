import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { Job } from '../../lib/shared/job';
import type { SignInFailure } from '../../lib/shared/sign-in';
import { FoldedText } from '../ui/FoldedText';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { notUnderstoodWords } from '../ui/zapier';
import { HostAccess } from './HostAccess';
import { SignInWindow } from './SignInWindow';

interface SignInEndedProps {
  popup: Popup;
  account: AccountView;
  /** The form's job, if it has one. */
  job?: Job | null;
}

/** Returns what the end of a sign-in means for a job. */
function endedWords(job: Job | null) {
  const { status } = job?.progress ?? {};
  if (status === 'sending' || status === 'checking' || status === 'not-sure') return 'popup.ended.textUnsettled';
  return status === 'failed' ? 'popup.ended.textNothingCreated' : 'popup.ended.text';
}

/** Says that Zapier has ended the account's sign-in, and offers to sign in again. */
export function SignInEnded({ popup, account, job = null }: SignInEndedProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const state = popup.signIn.value;
  const waiting = popup.isSigningIn.value;
  return (
    <>
      <div class="note note-warn spaced">
        <Icon name="warn" />
        <p class="strong">{i18n.t('popup.ended.title')}</p>
        <p>{isolated({ email: account.email }, (parts) => i18n.t(endedWords(job), parts))}</p>
        <p>
          <button
            data-main-control
            ref={button}
            type="button"
            class="button button-main button-small"
            aria-disabled={waiting}
            onClick={() => {
              if (!waiting) popup.startSignIn(account.email);
            }}
          >
            {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.waitingForm.signInAgain')}
          </button>
        </p>
        {waiting && (
          <p>
            <SignInWindow popup={popup} />
          </p>
        )}
      </div>
      {state.status === 'failed' && <SignInFailed failure={state.failure} popup={popup} />}
    </>
  );
}

interface SignInFailedProps {
  popup: Popup;
  failure: SignInFailure;
  /** Further actions. */
  children?: ComponentChildren;
}

/** Explains why a sign-in failed, and offers what can be done about it. */
export function SignInFailed({ popup, failure, children }: SignInFailedProps) {
  const quiet = failure.code === 'cancelled' || failure.code === 'undecided-too-long';
  return (
    <div class={quiet ? 'note' : 'note note-bad'}>
      <Icon name={quiet ? 'info' : 'bad'} />
      <p>{signInFailureWords(failure)}</p>
      {'error' in failure && <Refusal {...failure} />}
      {(failure.code === 'cancelled' || failure.code === 'not-loaded') && (
        <p class="muted">
          {i18n.t(quiet ? 'popup.signInFailure.errorPage' : 'popup.signInFailure.noPage')}{' '}
          <button type="button" class="quiet" onClick={popup.openSettings}>
            {i18n.t('popup.notSetUp.openSettings')}
          </button>
        </p>
      )}
      {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
      {children}
    </div>
  );
}

/** Shows an error of the sign-in word for word, and what an administrator can do about it. */
function Refusal({ error, description }: { error: string; description: string }) {
  const advice = adviceFor(error);
  return (
    <>
      {error && (
        <div class="strong">
          <FoldedText text={description || error} />
        </div>
      )}
      {description && (
        <p class="muted">
          <bdi>{error}</bdi>
        </p>
      )}
      {advice && <p>{advice}</p>}
    </>
  );
}

/** Returns what can be done about an error code of RFC 6749, sections 4.1.2.1 and 5.2. */
function adviceFor(error: string): string {
  switch (error) {
    // The agent's own decision, or explained already.
    case 'access_denied':
    case 'invalid_grant':
      return '';
    case 'server_error':
    case 'temporarily_unavailable':
      return i18n.t('popup.signInFailure.later');
    case 'invalid_scope':
      return i18n.t('popup.signInFailure.adviceScopes');
    case '':
    case 'invalid_client':
    case 'unauthorized_client':
      return i18n.t('popup.signInFailure.adviceClient');
    default:
      return i18n.t('popup.signInFailure.advice');
  }
}

/** Returns why a sign-in failed. */
export function signInFailureWords(failure: SignInFailure): string {
  switch (failure.code) {
    case 'unclear-customer':
      return i18n.t('popup.signInFailure.unclearCustomer');
    case 'public-domain':
      return i18n.t('popup.signInFailure.publicDomain', { domain: failure.domain });
    case 'cancelled':
      return i18n.t('popup.signInFailure.cancelled');
    case 'refused':
    case 'no-tokens':
      return i18n.t('popup.signInFailure.refused');
    case 'unproven-refusal':
      return i18n.t('popup.signInFailure.unproven');
    case 'not-understood':
      return `${notUnderstoodWords(failure)} ${i18n.t('popup.signInFailure.onceMore')}`;
    case 'not-loaded':
      return i18n.t('popup.signInFailure.notLoaded');
    case 'broken-off':
      return i18n.t('popup.signInFailure.brokenOff');
    case 'already-open':
      return i18n.t('popup.signInFailure.alreadyOpen');
    case 'wrong-state':
      return i18n.t('popup.signInFailure.wrongState');
    case 'code-expired':
      return i18n.t('popup.signInFailure.codeExpired');
    case 'wrong-client':
      return i18n.t('popup.signInFailure.wrongClient');
    case 'server-error':
      return i18n.t('popup.signInFailure.serverError', { status: failure.status });
    case 'network':
      return i18n.t('popup.signInFailure.network');
    case 'too-many-requests':
      return i18n.t('popup.signInFailure.tooManyRequests');
    case 'unreadable-answer':
      return i18n.t('popup.signInFailure.unreadableAnswer');
    case 'not-configured':
      return i18n.t('popup.signInFailure.notConfigured');
    case 'undecided-too-long':
      return i18n.t('popup.signInFailure.undecidedTooLong');
    case 'interrupted':
      return i18n.t('popup.signInFailure.interrupted');
    case 'no-host-access':
      return i18n.t('popup.signInFailure.noHostAccess');
  }
}
