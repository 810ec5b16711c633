import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { SignInWindow } from './SignInWindow';

/** Shows a button that signs the current account in again, whose sign-in may be valid or not. */
export function SignInAgain({ popup, class: look }: { popup: Popup; class: string }) {
  const waiting = popup.isSigningIn.value;
  return (
    <>
      <button
        type="button"
        class={look}
        aria-disabled={waiting}
        onClick={() => {
          if (!waiting) popup.startSignIn(popup.account.value?.email ?? '');
        }}
      >
        {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.waitingForm.signInAgain')}
      </button>{' '}
      {waiting && <SignInWindow popup={popup} />}
    </>
  );
}
