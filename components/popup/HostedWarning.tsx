import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/popup/form';
import type { AccountView } from '../../lib/popup/popup';
import { Icon } from '../Icon';
import { AppHead } from './AppHead';
import { IntoAccount } from './IntoAccount';
import { useBack } from './use-back';
import { ZAPIER_LOGOUT } from './zapier-links';

/** Zapier's page uses the browser's own Zapier session, which was last seen to be somebody else's. */
export function HostedWarning({ account, form }: { account: AccountView; form: Form }) {
  const open = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => open.current?.focus(), []);
  useBack(form.hosted.turnBack);
  const seen = form.hosted.seenAtZapier.value?.email ?? i18n.t('popup.hosted.someoneElse');

  return (
    <>
      <main>
        <AppHead app={form.app} onBack={form.hosted.turnBack} />
        <div class="note note-warn spaced" role="alert">
          <Icon name="warn" />
          <p class="strong">{i18n.t('popup.hosted.seenAs', { seen, email: account.email })}</p>
          <p>{i18n.t('popup.hosted.seenText')}</p>
        </div>
        <div class="stack">
          <a ref={open} class="button button-main" href={ZAPIER_LOGOUT} target="_blank" rel="noreferrer">
            {i18n.t('popup.wrongAccount.openZapier')}
          </a>
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
