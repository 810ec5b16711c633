import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { Email } from '../ui/Email';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import '../ui/facts.css';

/** Warns that another account came back from Zapier than the customer whom the agent named. */
export function WrongAccount({ popup, account }: { popup: Popup; account: AccountView }) {
  const named = account.cameInsteadOf ?? '';
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);

  return (
    <>
      <main>
        <div class="note note-bad" role="alert">
          <Icon name="bad" />
          <h1 class="small">{i18n.t('popup.wrongAccount.title')}</h1>
        </div>
        <dl class="facts facts-plain">
          <dt>{i18n.t('popup.wrongAccount.named')}</dt>
          <dd class="strong">{named}</dd>
          <dt>{i18n.t('popup.wrongAccount.signedIn')}</dt>
          <dd class="strong">
            <Email email={account.email} wraps />
          </dd>
        </dl>
        <p class="muted">{i18n.t('popup.wrongAccount.text')}</p>
        <div class="stack">
          <button
            data-main-control
            ref={first}
            type="button"
            class="button button-main"
            onClick={() => popup.signInAsSomeoneElse(named)}
          >
            {i18n.t('popup.signedOut.otherAccount')}
          </button>
          <button type="button" class="button" onClick={() => popup.acceptAccount(account.id)}>
            {isolated({ email: account.email }, (parts) => i18n.t('popup.wrongAccount.useAnyway', parts))}
          </button>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('popup.wrongAccount.nothing')}</footer>
    </>
  );
}
