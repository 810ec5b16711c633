import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { Alert } from '../ui/Alert';
import { Email } from '../ui/Email';
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
        <div role="alert">
          <Alert
            kind="bad"
            verdict={<h1>{i18n.t('popup.wrongAccount.title')}</h1>}
            actions={
              <>
                <button
                  data-main-control
                  ref={first}
                  type="button"
                  class="button button-main"
                  onClick={() => popup.signInAsSomeoneElse(named)}
                >
                  {i18n.t('popup.signedOut.otherAccount')}
                </button>
                <button type="button" class="quiet" onClick={() => popup.acceptAccount(account.id)}>
                  {isolated({ email: account.email }, (parts) => i18n.t('popup.wrongAccount.useAnyway', parts))}
                </button>
              </>
            }
          >
            <dl class="facts facts-plain">
              <dt>{i18n.t('popup.wrongAccount.named')}</dt>
              <dd class="strong">
                <Email email={named} wraps />
              </dd>
              <dt>{i18n.t('popup.wrongAccount.signedIn')}</dt>
              <dd class="strong">
                <Email email={account.email} wraps />
              </dd>
            </dl>
            <p>{i18n.t('popup.wrongAccount.text')}</p>
          </Alert>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('popup.wrongAccount.nothing')}</footer>
    </>
  );
}
