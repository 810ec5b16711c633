import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { VanishingButton } from '../ui/focus';

/** Offers to bring Zapier's window to the front while there is one, or to end the sign-in. */
export function SignInWindow({ popup }: { popup: Popup }) {
  const state = popup.signIn.value;
  const isOpen = state.status === 'leaving-zapier' ? state.tabId !== null : state.status === 'window-open';
  return (
    <>
      {isOpen && (
        <button type="button" class="quiet" onClick={popup.showSignIn}>
          {i18n.t('popup.signedOut.showWindow')}
        </button>
      )}{' '}
      <VanishingButton onClick={popup.cancelSignIn}>{i18n.t('popup.signedOut.cancel')}</VanishingButton>
    </>
  );
}
