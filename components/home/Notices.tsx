import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { SignInEnded } from '../sign-in/SignInEnded';
import { SignInFailed } from '../sign-in/SignInFailed';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Icon } from '../ui/Icon';
import { VanishingButton } from '../ui/VanishingButton';

/** What keeps from connecting, or kept from signing in: to stand in an alert. */
export function SignInTrouble({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  if (account.signIn === 'ended') return <SignInEnded popup={popup} account={account} />;
  if (state.status !== 'failed') return null;
  return (
    <SignInFailed failure={state.failure} popup={popup}>
      <p>
        <Dismiss popup={popup} />
      </p>
    </SignInFailed>
  );
}

/** What has to be known before an app is chosen: whose account came back, and whose forms wait. */
export function Notices({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  const notice = state.status === 'done' && state.accountId === account.id ? state.notice.code : null;
  const waiting = popup.waitingAccount.value;
  const isSigningIn = state.status === 'window-open';
  const said =
    notice === 'still-signed-in'
      ? i18n.t('popup.notice.still', { email: account.email })
      : notice === 'whoever-was-signed-in'
        ? i18n.t('popup.notice.whoever', { name: account.fullName || account.email })
        : '';

  return (
    <>
      {said && (
        <div class={notice === 'still-signed-in' ? 'note note-warn spaced' : 'note spaced'}>
          <Icon name={notice === 'still-signed-in' ? 'warn' : 'info'} />
          <p>
            {said}{' '}
            <ZapierSignOut popup={popup}>
              {i18n.t(notice === 'still-signed-in' ? 'popup.wrongAccount.openZapier' : 'popup.notice.notThisCustomer')}
            </ZapierSignOut>{' '}
            <Dismiss popup={popup} />
          </p>
        </div>
      )}
      {waiting && (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <p>{i18n.t('popup.waitingForm.text', { email: waiting.email })}</p>
          <p>
            <button
              type="button"
              class="quiet"
              aria-disabled={isSigningIn}
              onClick={() => {
                if (!isSigningIn) popup.startSignIn(waiting.email);
              }}
            >
              {i18n.t(isSigningIn ? 'popup.signedOut.waiting' : 'popup.waitingForm.signInAgain')}
            </button>{' '}
            <VanishingButton onClick={() => popup.signOut(waiting.id)}>
              {i18n.t('popup.waitingForm.discard')}
            </VanishingButton>
          </p>
        </div>
      )}
    </>
  );
}

/** Takes away what a sign-in that ended had to say. */
function Dismiss({ popup }: { popup: Popup }) {
  return <VanishingButton onClick={popup.acknowledgeSignIn}>{i18n.t('popup.notice.dismiss')}</VanishingButton>;
}
