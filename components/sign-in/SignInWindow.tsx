import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { VanishingButton } from '../ui/focus';

/** Offers to bring Zapier's sign-in window to the front while there is one, or to end the sign-in. */
export function SignInWindow({ popup }: { popup: Popup }) {
  return (
    <>
      {popup.signIn.value.status === 'window-open' && (
        <button type="button" class="button button-small" onClick={popup.showSignIn}>
          {i18n.t('popup.signedOut.showWindow')}
        </button>
      )}{' '}
      <VanishingButton class="button button-small" onClick={popup.cancelSignIn}>
        {i18n.t('popup.signedOut.cancel')}
      </VanishingButton>
    </>
  );
}
