import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { Icon } from '../ui/Icon';
import { SignInFailed } from './SignInFailed';

/** Zapier no longer takes this account's tokens. */
export function SignInEnded({ popup, account }: { popup: Popup; account: AccountView }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const state = popup.signIn.value;
  const waiting = state.status === 'window-open';
  return (
    <>
      <div class="note note-warn spaced">
        <Icon name="warn" />
        <p class="strong">{i18n.t('popup.ended.title')}</p>
        <p>{i18n.t('popup.ended.text', { email: account.email })}</p>
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
            {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.signedOut.signIn')}
          </button>
        </p>
      </div>
      {state.status === 'failed' && <SignInFailed failure={state.failure} popup={popup} />}
    </>
  );
}
