import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { SignInEnded, SignInFailed } from '../sign-in/SignInNotes';
import { SignInWindow } from '../sign-in/SignInWindow';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { VanishingButton } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';

/** Shows that the sign-in has ended, or why the last one failed. Belongs in an alert. */
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

/** Says before an app is chosen whose account came back from Zapier, and whose forms wait for a sign-in. */
export function Notices({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  const notice = state.status === 'done' && state.accountId === account.id ? state.notice.code : null;
  const waiting = popup.waitingAccount.value;
  const isSigningIn = state.status === 'window-open';
  const said =
    notice === 'still-signed-in'
      ? isolated({ email: account.email }, (parts) => i18n.t('popup.notice.still', parts))
      : notice === 'whoever-was-signed-in'
        ? isolated({ name: account.fullName || account.email }, (parts) => i18n.t('popup.notice.whoever', parts))
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
          <p>{isolated({ email: waiting.email }, (parts) => i18n.t('popup.waitingForm.text', parts))}</p>
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
          {isSigningIn && (
            <p>
              <SignInWindow popup={popup} />
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** Dismisses the message about the last sign-in. */
function Dismiss({ popup }: { popup: Popup }) {
  return <VanishingButton onClick={popup.acknowledgeSignIn}>{i18n.t('popup.notice.dismiss')}</VanishingButton>;
}
