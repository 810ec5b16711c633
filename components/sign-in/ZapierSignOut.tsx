import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';

/**
 * Links to Zapier's own sign-out, where a page of Zapier's is opened next, which asks for the sign-in itself. Once the
 * link is used, the browser may be signed in at Zapier as somebody else.
 */
export function ZapierSignOut({ popup }: { popup: Popup }) {
  const { signOutPage, doubtZapierSession } = popup;
  return (
    <a
      class="quiet"
      href={signOutPage}
      target="_blank"
      rel="noreferrer"
      onClick={doubtZapierSession}
      onAuxClick={doubtZapierSession}
    >
      {i18n.t('popup.wrongAccount.openZapier')}
    </a>
  );
}
