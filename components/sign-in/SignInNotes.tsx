import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { Order } from '../../lib/shared/order';
import type { SignInFailure } from '../../lib/shared/sign-in';
import { Alert } from '../ui/Alert';
import { FoldedText } from '../ui/FoldedText';
import { isolated } from '../ui/isolated';
import { notUnderstoodWords } from '../ui/zapier';
import { HostAccess } from './HostAccess';
import { SignInAgain } from './SignInAgain';

interface SignInEndedProps {
  popup: Popup;
  account: AccountView;
  /** The form's order, if it has one. */
  order?: Order | null;
  /** Further actions. */
  children?: ComponentChildren;
}

/** Returns what the end of a sign-in means for an order. */
function endedWords(order: Order | null) {
  const { name } = order?.stage ?? {};
  if (name === 'sending' || name === 'checking' || name === 'not-sure') return 'popup.ended.textUnsettled';
  return name === 'failed' ? 'popup.ended.textNothingCreated' : 'popup.ended.text';
}

/** Says that Zapier has ended the account's sign-in, and offers to sign in again. */
export function SignInEnded({ popup, account, order = null, children }: SignInEndedProps) {
  const state = popup.signIn.value;
  return (
    <>
      <Alert
        kind="warn"
        verdict={i18n.t('popup.ended.title')}
        actions={
          <>
            <SignInAgain popup={popup} email={account.email} isMain />
            {children}
          </>
        }
      >
        {isolated({ email: account.email }, (parts) => i18n.t(endedWords(order), parts))}
      </Alert>
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
  const isQuiet = failure.code === 'cancelled' || failure.code === 'undecided-too-long';
  const [verdict, ...advice] = signInFailureWords(failure);
  const { error = '', description = '' } = 'error' in failure ? failure : {};
  // Zapier's words are for whoever helps where there are words of our own.
  const isDenied = error === 'access_denied' && description === '';
  const isShown = error !== '' && advice.length === 0 && !isDenied;
  const folded = (isShown ? [description && error] : [description, error]).filter(Boolean);
  return (
    <Alert
      kind={isQuiet ? 'info' : 'bad'}
      verdict={verdict}
      actions={
        <>
          {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
          {(failure.code === 'cancelled' || failure.code === 'not-loaded') && (
            <button type="button" class="quiet" onClick={popup.openSettings}>
              {i18n.t('popup.notSetUp.openSettings')}
            </button>
          )}
          {children}
        </>
      }
      details={folded.length > 0 && <bdi>{folded.join(' · ')}</bdi>}
    >
      {isShown && <FoldedText text={description || error} />}
      {isDenied && <p>{i18n.t('popup.signInFailure.denied')}</p>}
      {[...advice, 'error' in failure && adviceFor(error)].map((words) => words && <p key={words}>{words}</p>)}
    </Alert>
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

/** Returns why a sign-in failed, and then what can be done about it. */
export function signInFailureWords(failure: SignInFailure): string[] {
  switch (failure.code) {
    case 'unclear-customer':
      return [i18n.t('popup.signInFailure.unclearCustomer')];
    case 'public-domain':
      return [i18n.t('popup.signInFailure.publicDomain', { domain: failure.domain })];
    case 'not-understood':
      return [notUnderstoodWords(failure), i18n.t('popup.signInFailure.onceMore')];
    case 'server-error':
      return [
        i18n.t('popup.signInFailure.serverError', { status: failure.status }),
        i18n.t('popup.signInFailure.inAMoment'),
      ];
    default:
      return WORDS[failure.code].map((key) => i18n.t(key));
  }
}

const WORDS = {
  cancelled: ['popup.signInFailure.cancelled', 'popup.signInFailure.errorPage'],
  refused: ['popup.signInFailure.refused'],
  'no-tokens': ['popup.signInFailure.refused'],
  'unproven-refusal': ['popup.signInFailure.unproven'],
  'not-loaded': ['popup.signInFailure.notLoaded', 'popup.signInFailure.checkConnection', 'popup.signInFailure.noPage'],
  'broken-off': ['popup.signInFailure.brokenOff', 'popup.signInFailure.tell'],
  'already-open': ['popup.signInFailure.alreadyOpen', 'popup.signInFailure.finishThere'],
  'wrong-state': ['popup.signInFailure.wrongState', 'popup.signInFailure.again'],
  'code-expired': ['popup.signInFailure.codeExpired', 'popup.signInFailure.again'],
  'wrong-client': ['popup.signInFailure.wrongClient', 'popup.signInFailure.askAdministrator'],
  network: ['popup.undo.notReached', 'popup.signInFailure.checkConnection'],
  'too-many-requests': ['popup.signInFailure.tooManyRequests', 'popup.signInFailure.later'],
  'unreadable-answer': ['popup.signInFailure.unreadableAnswer', 'popup.signInFailure.tell'],
  'not-configured': ['popup.signInFailure.notConfigured', 'popup.signInFailure.askAdministrator'],
  'undecided-too-long': ['popup.signInFailure.undecidedTooLong', 'popup.signInFailure.signedOutAgain'],
  interrupted: ['popup.signInFailure.interrupted', 'popup.signInFailure.again'],
  'no-host-access': ['popup.hostAccess.text'],
} as const;
