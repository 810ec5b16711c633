import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { offerFocus } from '../ui/focus';
import { SignInWindow } from './SignInWindow';

interface SignInAgainProps {
  popup: Popup;
  /** Whose sign-in it is; left out for the current account, whose sign-in may be valid or not. */
  email?: string;
  /** True if it is the one thing to do next, and gets the focus. */
  isMain?: boolean;
}

/** Shows a button that signs an account in again, quiet unless it is the main one. */
export function SignInAgain({ popup, email = popup.account.value?.email ?? '', isMain = false }: SignInAgainProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isMain) offerFocus(button.current);
  }, []);
  const waiting = popup.isSigningIn.value;
  return (
    <>
      <button
        data-main-control={isMain || undefined}
        ref={button}
        type="button"
        class={isMain ? 'button button-main' : 'quiet'}
        aria-disabled={waiting}
        onClick={() => {
          if (!waiting) popup.startSignIn(email);
        }}
      >
        {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.waitingForm.signInAgain')}
      </button>{' '}
      {waiting && <SignInWindow popup={popup} />}
    </>
  );
}
