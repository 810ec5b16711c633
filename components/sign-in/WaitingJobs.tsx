import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { Icon } from '../ui/Icon';
import { VanishingButton } from '../ui/VanishingButton';

/** Connections that were being made when the browser closed: whether they exist is known once their account is signed in. */
export function WaitingJobs({ popup }: { popup: Popup }) {
  return (
    <div class="note note-warn wide" role="status">
      <Icon name="warn" />
      {popup.waitingForSignIn.value.map(({ accountId, title }) => (
        <p key={`${accountId}/${title}`}>
          {i18n.t('popup.signedOut.interrupted', { title })}{' '}
          <VanishingButton onClick={() => popup.forgetWaiting(accountId)}>
            {i18n.t('popup.home.forget')}
          </VanishingButton>
        </p>
      ))}
    </div>
  );
}
