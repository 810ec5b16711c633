import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { IntoAccount } from '../account/IntoAccount';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { AppHead } from '../ui/AppHead';
import { Icon } from '../ui/Icon';
import { useBack } from '../ui/use-back';

/** Zapier's page uses the browser's own Zapier session, and nothing says that it is the chosen account's. */
export function HostedWarning({ popup, account, form }: { popup: Popup; account: AccountView; form: Form }) {
  useBack(form.hosted.turnBack);
  return (
    <>
      <main>
        <AppHead app={form.app} onBack={form.hosted.turnBack} />
        <div class="note note-warn spaced" role="alert">
          <Icon name="warn" />
          <p class="strong">{i18n.t('popup.hosted.doubt', { email: account.email })}</p>
          <p>{i18n.t('popup.hosted.doubtText')}</p>
        </div>
        <div class="stack">
          <ZapierSignOut popup={popup} isFirst class="button button-main">
            {i18n.t('popup.wrongAccount.openZapier')}
          </ZapierSignOut>
          <button type="button" class="button" aria-describedby="into-account" onClick={form.hosted.goOn}>
            {i18n.t('popup.hosted.goOn')}
          </button>
        </div>
      </main>
      <footer class="foot">
        <IntoAccount account={account} />
      </footer>
    </>
  );
}
